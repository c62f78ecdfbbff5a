/*
 * effort - how much longer: work in deterministic units, the caller's clock,
 * the caller's wish to stop.
 *
 * A unit is about a million elementary steps, some milliseconds; what a run
 * did within a work limit does not depend on machine, load or threads.
 */
#ifndef OPTIMISE_EFFORT_H
#define OPTIMISE_EFFORT_H

#include <stdbool.h>

#include "optimise/schedule.h"

struct effort {
	const struct schedule_options *options;
	double work, limit;
	double began;	     /* by the clock */
	const char *stopped; /* why, NULL: go on */
	double cost, bound;  /* of the whole, for the progress line */
	double fixed;	     /* pay that no decision changes */
};

/* A temperature that falls from one value to another, money. */
struct heat {
	double from, until;
	double share;	 /* of the effort at which it is over */
	uint64_t stream; /* of random numbers */
};

struct effort effort_new(const struct schedule_options *options, double limit);

/* Work was done.  True: stop now, everything. */
bool effort_spend(struct effort *e, double units);
/* Part of the work limit, or of the time limit, that is used up. */
double effort_part(const struct effort *e);
/* Is it over, or is this share used up? */
bool effort_is_over(const struct effort *e, double share);
/* The same question as a callback, without spending. */
bool effort_stop(void *effort);
/* The cost is another than was thought: what it stopped goes on. */
void effort_recost(struct effort *e, double cost);
void effort_tell(struct effort *e, const char *phase);
double effort_gap(const struct effort *e);

#endif
