/*
 * All tours that matter: by their reduced costs, those that can be in a
 * roster cheaper than the best one.
 */
#include "optimise/codes_part.h"

#include <math.h>
#include <string.h>

enum { NARROWED = 6 };

/* What a cheaper roster may cost at most. */
static double cheaper(const struct codes *c)
{
	return c->cost - (c->whole ? 1 : 1e-6 * fabs(c->cost)) + 1e-5;
}

/* Tours of a slot within a room of reduced cost; -1: too many. */
static int list_slot(struct part *p, int slot, double room, int most,
		     int16_t *pick)
{
	struct codes *c = p->codes;
	int i = p->worker[slot];

	part_fill_costs(p, slot, 0, c->off[0]);
	int n = pricer_all(c->pricer[i], c->space[0], c->prices[0], c->off[0],
			   p->least[slot] + room, most, pick);
	effort_spend(c->effort, pricing_steps(c->space[0]) / 1e6);
	return n > most ? -1 : n;
}

/* False when the room had to be narrowed. */
static bool complete_slot(struct part *p, int slot, double room, int most,
			  int16_t *pick)
{
	struct codes *c = p->codes;
	int i = p->worker[slot], n = -1, narrowed = 0;

	while (n < 0 && narrowed < NARROWED) {
		n = list_slot(p, slot, room, most, pick);
		room *= n < 0 ? 0.5 : 1;
		narrowed += n < 0;
	}
	for (int k = 0; k < n; k++) {
		const int16_t *tour = pick + (size_t)k * c->days;
		double cost = codes_tour_cost(c, i, tour, 0);
		int known = c->n_columns, column;
		if (cost == HUGE_VAL)
			continue;
		column = codes_column(c, i, tour, cost);
		if (column >= known || !part_has(p, column))
			part_add(p, slot, column);
	}
	return narrowed == 0;
}

bool part_complete(struct part *p, int most)
{
	struct codes *c = p->codes;
	int each = most / p->n + 1;
	int16_t *pick = arena_new(p->arena, int16_t, (size_t)each * c->days);
	bool all = true;

	if (!p->has_best)
		return false;
	memcpy(p->trial, p->best, (size_t)c->n_rows * sizeof(*p->trial));
	double room = cheaper(c) - part_price(p);
	for (int s = 0; s < p->n && !c->effort->stopped; s++)
		all = complete_slot(p, s, room, each, pick) && all;
	return all && !c->effort->stopped;
}
