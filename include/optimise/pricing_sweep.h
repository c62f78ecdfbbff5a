/*
 * pricing_sweep - the states of one call of pricing, day after day; between
 * pricing.c, which begins and ends it, and pricing_sweep.c, which takes the
 * steps.  Nobody else needs it.
 */
#ifndef OPTIMISE_PRICING_SWEEP_H
#define OPTIMISE_PRICING_SWEEP_H

#include "optimise/pricing_state.h"

struct back {
	int32_t row;
	int16_t class, cell; /* cell: the choice taken */
};

/* A bundle that some choice is in, at the price of the cheapest. */
struct live {
	double cost;
	int16_t in, out, choice;
};

/* Live ones that count alike, and one of them. */
struct group {
	int from, until;
	const struct bundle *cell;
};

/* One call's work: values of two days, and the way back through all. */
struct sweep {
	const struct pricer *q;
	double *now, *next; /* [rows * classes] */
	int32_t *rows_now, *rows_next;
	bool *is_next; /* [rows] in rows_next */
	int n_now, n_next;
	struct back *back; /* [days * rows * classes] */
	int rows, classes;
	double *cell; /* cheapest choice of each bundle of the day */
	int16_t *best;
	struct live *live; /* [n_live] of the day, in the order of bundles */
	int n_live;
	struct group *group; /* [n_groups] */
	int n_groups;
	double off;
	double steps;
	int d;
};

/* A state about to be left: counts, windows that ended yesterday closed. */
struct leaving {
	int row, run, index;
	int count[TALLIES];
	double price; /* of those windows */
	bool worked;
};
struct leaving sweep_leave(const struct sweep *s, int row);

/* All choices of day s->d; tomorrow's states become today's. */
void sweep_day(struct sweep *s, const double *cost);

/* Today's rows are empty again and become tomorrow's. */
void sweep_turn(struct sweep *s);

#endif
