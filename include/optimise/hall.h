/*
 * hall - heads on queues, as rows of a linear programme.
 *
 * x_r people on row r of the requirement are possible for some division of
 * those who serve several when, for every set A of queues (Hall's condition,
 * share.h),
 *
 *	x(A) <= heads of kinds that meet A,   x(all) = heads of all
 *
 * Few sets bind, and which ones only a solution tells: at first there are rows
 * for all of a part alone; what breaks the others is found and they are added
 * (implicit_tighten).  Of up to six queues all sets are looked at, of more
 * those of one queue and of all but one: there the programme may allow a
 * little more than is possible, and what it leads to is judged all the same.
 *
 * The rows of a set are differences from one of its intervals to the next, so
 * that a duty has an entry where it begins and one where it ends.  Intervals
 * that nobody concerned can reach have none.
 */
#ifndef OPTIMISE_HALL_H
#define OPTIMISE_HALL_H

#include <stdbool.h>

#include "optimise/lp.h"
#include "optimise/plan.h"
#include "optimise/share.h"

struct hall_set {
	uint64_t queues;
	bool whole;   /* all of a part: an equation */
	int *before;  /* [n + 1] its rows before interval t */
	double *less; /* [rows] what a row is equal to: heads that stand, less
			 than in the row before */
	int first, rows;
};

struct hall {
	struct arena *arena;
	const struct plan *plan;
	const struct share *share;
	const bool *reached; /* [n] */
	const double *there; /* [n_kinds * n] heads that stand */
	double *factor;	     /* [n_kinds] of a head, on a queue */
	struct hall_set *sets;
	int n, room;
	bool is_divided; /* some part has several rows of the requirement */
};

/* Is everybody of use to one row alone, or on any of his queues alike? */
bool hall_fits(const struct plan *p, const struct share *s);

/* Sets of all queues of a part; reached[n]: intervals that have rows; there
 * is copied. */
struct hall hall_new(struct arena *a, const struct plan *p,
		     const struct share *s, const bool *reached,
		     const double *there);
/* One more, with rows in these intervals: has[n]. */
struct hall_set *hall_add(struct hall *h, uint64_t queues, bool whole,
			  const bool *has);
static inline bool hall_has(const struct hall_set *s, int t)
{
	return s->before[t + 1] > s->before[t];
}

/* Heads on each row [rows * n] of these people divided at least cost. */
double *hall_divide(const struct hall *h, const double *there);

/* Does a kind, or a row of the requirement, enter the set? */
static inline bool hall_meets(const struct hall_set *s, uint64_t queues)
{
	return (s->queues & queues) != 0;
}

/* Is anything asked of the row that somebody planned can give? */
bool hall_serves(const struct hall *h, int row);

/* What one more of a kind costs in interval t at the optimum. */
double hall_price(const struct hall *h, const struct lp *lp, int kind, int t);

#endif
