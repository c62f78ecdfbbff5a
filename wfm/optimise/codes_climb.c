/*
 * First prices: L is climbed by the volume algorithm (Barahona and Anbil,
 * Mathematical Programming 87 (2000)), which needs pricing alone.  Begun at
 * good prices, with the tours met on the way, the programme does not have to
 * leave a corner in which every step is worth nothing.
 */
#include "optimise/codes_part.h"

#include <math.h>
#include <string.h>

enum { PATIENCE = 5, MARK = 40 };

struct climb {
	double *grad, *average; /* [n_rows] */
	double step, part;
	int failed;
};

/* Heads wanted less those of the tours just priced, which are kept. */
static void read_gradient(struct part *p, struct climb *x)
{
	struct codes *c = p->codes;

	memcpy(x->grad, p->want, (size_t)c->n_rows * sizeof(*x->grad));
	for (int s = 0; s < p->n; s++) {
		const int16_t *pick =
			p->pick + (size_t)s * PART_SEVERAL * c->days;
		double cost = p->true_cost[s * PART_SEVERAL];
		if (!p->found[s])
			continue;
		for (int d = 0; d < c->days; d++) {
			const struct counted *k =
				codes_counted(c, p->worker[s], d, pick[d]);
			for (int j = 0; j < k->n; j++)
				x->grad[k->row[j]] -= 1;
		}
		if (cost < HUGE_VAL)
			codes_column(c, p->worker[s], pick, cost);
	}
}

/* Beyond the slopes of a row no price helps: nor does a step that way. */
static double square_inside(const struct part *p, const double *x)
{
	double sum = 0;

	for (int r = 0; r < p->codes->n_rows; r++) {
		double most, least;
		if (p->lp_row[r] < 0)
			continue;
		part_fence(p, r, &least, &most);
		if ((x[r] > 0 && p->best[r] < most - 1e-12) ||
		    (x[r] < 0 && p->best[r] > least + 1e-12))
			sum += x[r] * x[r];
	}
	return sum;
}

static void step_from_best(struct part *p, const struct climb *x, double length)
{
	for (int r = 0; r < p->codes->n_rows; r++) {
		double most, least, z = p->best[r] + length * x->average[r];
		part_fence(p, r, &least, &most);
		p->trial[r] = fmin(fmax(z, least), most);
	}
}

static void climb_once(struct part *p, struct climb *x, double target)
{
	double norm = square_inside(p, x->average);
	double above = fmax(target - p->bound, 1e-3 * fabs(target)), along = 0;

	step_from_best(p, x, norm > 0 ? x->step * above / norm : 0);
	double value = part_price(p);
	read_gradient(p, x);
	for (int r = 0; r < p->codes->n_rows; r++) {
		along += x->grad[r] * x->average[r];
		x->average[r] += x->part * (x->grad[r] - x->average[r]);
	}
	if (value > p->bound) {
		p->bound = value;
		memcpy(p->best, p->trial,
		       (size_t)p->codes->n_rows * sizeof(*p->best));
		x->failed = 0;
		if (along > 0)
			x->step = fmin(x->step * 1.2, 2);
	} else if (++x->failed >= PATIENCE) {
		x->step *= 0.6;
		x->failed = 0;
	}
}

void part_climb(struct part *p, double target, int steps)
{
	size_t rows = (size_t)p->codes->n_rows;
	struct climb x = { .step = 0.05, .part = 0.15 };
	double mark;

	x.grad = arena_new(p->arena, double, rows);
	x.average = arena_new(p->arena, double, rows);
	p->learns = false;
	if (p->has_best)
		memcpy(p->trial, p->best, rows * sizeof(*p->trial));
	else
		memset(p->trial, 0, rows * sizeof(*p->trial));
	p->bound = part_price(p);
	p->has_best = true;
	memcpy(p->best, p->trial, rows * sizeof(*p->best));
	read_gradient(p, &x);
	memcpy(x.average, x.grad, rows * sizeof(*x.grad));
	mark = p->bound;
	for (int k = 1; k <= steps && !p->codes->effort->stopped; k++) {
		climb_once(p, &x, target);
		p->codes->effort->bound =
			fmax(p->codes->effort->bound, p->bound);
		if (k % MARK)
			continue;
		effort_tell(p->codes->effort, "prices");
		if (p->bound - mark < 1e-3 * fabs(p->bound))
			break;
		mark = p->bound;
	}
	p->learns = true;
	p->bound = -HUGE_VAL;
}
