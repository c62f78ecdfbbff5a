/*
 * L at the trial prices: everybody's cheapest tours, and the rows' own terms.
 */
#include "optimise/codes_part.h"

#include <math.h>

#include "base/pool.h"

enum { REPRICED = 8 };

/* Money of the choices of an open person's days. */
void part_fill_costs(const struct part *p, int slot, int thread, double *off)
{
	const struct codes *c = p->codes;
	int i = p->worker[slot];
	double *room = c->room[thread];

	for (int d = 0; d < c->days; d++) {
		const struct menu *m = &c->plan->workers[i].menu[d];
		const struct counted *counted =
			c->counted[(size_t)i * c->days + d];
		const uint8_t *closed = p->closed[(size_t)slot * c->days + d];
		c->prices[thread][d] = room;
		off[d] = closed && closed[m->n] ? HUGE_VAL : m->off_cost;
		for (int k = 0; k < m->n; k++) {
			double cost = m->list[k].cost;
			for (int j = 0; j < counted[k].n; j++)
				cost -= p->trial[counted[k].row[j]];
			*room++ = closed && closed[k] ? HUGE_VAL : cost;
		}
	}
}

static void price_slot(void *ctx, int task, int thread)
{
	struct part *p = ctx;
	struct codes *c = p->codes;
	int slot = p->again[task], i = p->worker[slot];
	size_t at = (size_t)slot * PART_SEVERAL;
	double *off = c->off[thread];

	part_fill_costs(p, slot, thread, off);
	p->found[slot] = pricer_several(c->pricer[i], c->space[thread],
					c->prices[thread], off, PART_SEVERAL,
					p->pick + at * c->days, p->priced + at);
	p->steps[slot] = pricing_steps(c->space[thread]);
	p->least[slot] = p->found[slot] ? p->priced[at] : HUGE_VAL;
	for (int k = 0; k < p->found[slot]; k++)
		p->true_cost[at + k] = codes_tour_cost(
			c, i, p->pick + (at + k) * c->days, thread);
}

/* Whose cheapest tour breaks a count that the path did not know now have it
 * in the path; they are priced again. */
static int learn(struct part *p, int n)
{
	struct codes *c = p->codes;
	int again = 0;

	for (int k = 0; k < n; k++) {
		int slot = p->again[k];
		size_t at = (size_t)slot * PART_SEVERAL;
		if (p->found[slot] && p->true_cost[at] == HUGE_VAL &&
		    codes_learn(c, p->worker[slot], p->pick + at * c->days))
			p->again[again++] = slot;
	}
	return again;
}

static double row_term(const struct part *p, int r)
{
	const struct heads_row *row = &p->codes->rows[r];
	double pi = p->trial[r], below = part_room_below(row),
	       above = part_room_above(row), term = pi * p->want[r];

	if (isfinite(below) && pi > row->under)
		term -= (pi - row->under) * below;
	if (isfinite(above) && -pi > row->over)
		term -= (-pi - row->over) * above;
	return term;
}

double part_price(struct part *p)
{
	struct codes *c = p->codes;
	double sum = p->base;
	int n = p->n;

	for (int s = 0; s < p->n; s++)
		p->again[s] = s;
	for (int k = 0; k < REPRICED && n > 0; k++) {
		double steps = 0;
		pool_run(c->threads, n, price_slot, p);
		for (int s = 0; s < n; s++)
			steps += p->steps[p->again[s]];
		effort_spend(c->effort, steps / 1e6);
		n = p->learns ? learn(p, n) : 0;
	}
	for (int r = 0; r < c->n_rows; r++)
		if (part_has_row(p, r))
			sum += row_term(p, r);
	for (int s = 0; s < p->n; s++)
		sum += p->least[s];
	return sum;
}

void part_fence(const struct part *p, int row, double *least, double *most)
{
	const struct heads_row *r = &p->codes->rows[row];

	*most = r->under + (r->min > 0 ? HEADS_PENALTY : 0);
	*least = -r->over - (r->max < RULE_NO_MAX ? HEADS_PENALTY : 0);
}
