#include "optimise/bound_state.h"

#include <math.h>
#include <string.h>

enum {
	PATIENCE = 20, /* steps without progress before they get shorter */
	FEW = 400      /* people; for more there is no time to climb again */
};

static const double FIRST_STEP = 0.2;

static double square(const double *x, size_t n)
{
	double sum = 0;

	for (size_t k = 0; k < n; k++)
		sum += x[k] * x[k];
	return sum;
}

static double product(const double *x, const double *y, size_t n)
{
	double sum = 0;

	for (size_t k = 0; k < n; k++)
		sum += x[k] * y[k];
	return sum;
}

static void step_from_best(struct bound *b, double length)
{
	for (size_t k = 0; k < b->size; k++) {
		double z = b->best_z[k] + length * b->average[k];
		b->z[k] = fmin(fmax(z, b->least[k]), b->most[k]);
	}
}

static void mix_in(struct bound *b, double part)
{
	for (size_t k = 0; k < b->size; k++)
		b->average[k] += part * (b->grad[k] - b->average[k]);
}

struct climb {
	int failed, since; /* steps without progress; since the last mark */
	double mark;
	double part; /* of the new subgradient in the average */
};

/* One step; progress or not. */
static void climb_once(struct bound *b, struct climb *c, double target)
{
	size_t rows = b->size;
	double norm = square(b->average, rows);
	double above = target - b->best;

	if (above < 1e-4 * fabs(target))
		above = 1e-4 * fabs(target);
	step_from_best(b, norm > 0 ? b->step * above / norm : 0);
	double value = bound_evaluate(b);
	double along = product(b->grad, b->average, rows);
	mix_in(b, c->part);
	bound_mix_tours(b, c->part);
	if (value > b->best) {
		bound_take(b, value);
		c->failed = 0;
		if (along > 0)
			b->step = fmin(b->step * 1.1, 2);
		return;
	}
	if (++c->failed >= PATIENCE) {
		b->step *= 0.66;
		c->failed = 0;
		c->part = fmax(c->part * 0.9, 0.02);
	}
}

static void begin_at(struct bound *b, const double *z)
{
	size_t size = b->size * sizeof(*b->z);

	if (z != b->z)
		memcpy(b->z, z, size);
	b->best = -HUGE_VAL;
	bound_take(b, bound_evaluate(b));
	memcpy(b->average, b->grad, size);
	bound_mix_tours(b, 1);
	b->step = FIRST_STEP;
}

/* Until no progress is made. */
static void climb_up(struct bound *b, double target, struct effort *effort,
		     double share)
{
	struct climb c = { .part = 0.1, .mark = b->best };

	while (!effort_is_over(effort, share)) {
		climb_once(b, &c, target);
		effort->bound = fmax(effort->bound, b->best);
		if (effort_spend(effort, bound_work(b)))
			break;
		if (++c.since < 100)
			continue;
		effort_tell(effort, "prices");
		if (b->best - c.mark <
		    2e-5 * fabs(target - b->best) + 1e-7 * fabs(target))
			break;
		c.mark = b->best;
		c.since = 0;
	}
}

static void swap_averages(struct bound *b)
{
	struct weighed *tours = b->mine;
	double *average = b->average;

	b->mine = b->other;
	b->other = tours;
	b->average = b->second;
	b->second = average;
}

/* Steps get short before the top is reached: from elsewhere the climb ends
 * elsewhere.  There everybody is worth what one too many costs.  The averages
 * stay those of the first climb, which ended. */
static void climb_again(struct bound *b, double target, struct effort *effort,
			double share)
{
	swap_averages(b);
	begin_at(b, b->most);
	climb_up(b, target, effort, share);
	swap_averages(b);
	if (b->best >= b->proven)
		return;
	b->best = b->proven;
	memcpy(b->best_z, b->proven_z, b->size * sizeof(*b->z));
}

double bound_climb(struct bound *b, double target, struct effort *effort,
		   double share)
{
	bool first = b->best == -HUGE_VAL;

	if (first)
		begin_at(b, b->z);
	climb_up(b, target, effort, share);
	if (first && !effort_is_over(effort, share) &&
	    (b->plan->n_workers <= FEW || b->best < 0))
		climb_again(b, target, effort, share);
	return bound_value(b);
}

void bound_dig(struct bound *b, double target, int steps, struct effort *effort)
{
	struct climb c = { .part = 0.1 };

	memcpy(b->z, b->best_z, b->size * sizeof(*b->z));
	b->best = -HUGE_VAL;
	bound_take(b, bound_evaluate(b));
	mix_in(b, 0.5);
	bound_mix_tours(b, 0.1);
	b->step = fmax(b->step, 0.05);
	for (int k = 0; k < steps && !effort->stopped; k++) {
		climb_once(b, &c, target);
		effort_spend(effort, bound_work(b));
	}
}
