/*
 * polish - annealing on the days of single workers, and a last sweep after
 * which no single legal move lowers the cost.
 *
 * Moves: a break elsewhere; another start, length or template on a day, with
 * as much paid time moved to another day of the same window where the hours
 * ask for it; a duty to a day off.  A move is first estimated from the kept
 * margins of the crowd (exact when only whole intervals change), then tried.
 *
 * Source of the scheme: Kirkpatrick, Gelatt, Vecchi, Optimization by simulated
 * annealing, Science 220 (1983); temperatures fall geometrically with the work
 * done, so that the result depends on the work limit and not on the clock.
 */
#ifndef OPTIMISE_POLISH_H
#define OPTIMISE_POLISH_H

#include "optimise/draft.h"
#include "optimise/effort.h"
#include "optimise/respond.h"

struct polish_heat {
	double from, until; /* temperatures, money */
	double share;	    /* of the effort at which it is over */
	uint64_t stream;    /* of random numbers */
};

/* Leaves the best found in the draft. */
void polish_anneal(struct arena *a, struct draft *d, struct effort *effort,
		   struct polish_heat heat);

/*
 * Ruin and recreate: two workers get tours best but for random noise, then
 * the best ones, one after the other; undone when that costs more.
 */
void polish_recreate(struct arena *a, struct draft *d, struct responder *r,
		     struct effort *effort, struct polish_heat heat);

/* Best whole tours of all workers in turn until none changes. */
void polish_respond(struct draft *d, struct responder *r,
		    struct effort *effort);

/* Until no change of one duty, break or day off helps.  False: stopped. */
bool polish_settle(struct arena *a, struct draft *d, struct responder *r,
		   struct effort *effort);

/* A typical price of one person for one interval. */
double polish_scale(const struct plan *p);

#endif
