/*
 * requirement - how many people each interval needs, and what one more is
 * worth.
 *
 * A row is a queue, or a pool: a set of queues that share people.  A pool's
 * need is never the sum of its queues; its curve prices only what its
 * members' rows do not.
 */
#ifndef MODEL_REQUIREMENT_H
#define MODEL_REQUIREMENT_H

#include <stdint.h>

#include "base/arena.h"
#include "model/grid.h"

/*
 * The staffing value of one row and interval: convex, piecewise linear.
 * worth of the k-th head (k = 1, 2, ...), money per head and interval:
 * under for k <= first; worth[k - first - 1] up to first + n; then -over.
 * Non-increasing in k.  The cost of having x people, fractions linear between:
 * cost(x) = sum of the positive worths of the heads that are missing + over x
 * the heads too many.
 */
struct curve {
	double under; /* >= 0 */
	int first, n;
	const double *worth; /* [n] */
	double over;	     /* >= 0 */
};

struct requirement_row {
	const char *name; /* queue id, or ids joined by "+" */
	uint64_t queues;  /* bit per queue */
	int queue;	  /* index when it is one queue, else -1 */
	double *net;	  /* [n] positions needed, fractional; 0 closed */
	double *gross;	  /* [n] net / (1 - shrinkage): to be scheduled */
	double *plain;	  /* [n] net by plain Erlang per interval, on the
			     mean forecast */
	double *idle; /* [n] people of other queues who do this deferred work
			 while they would be idle; NULL: not known */
	struct curve *curve;  /* [n] over people scheduled (gross) */
	const char **binding; /* [n] the goal that decides: level, asa,
				 abandonment, occupancy, minimum, load,
				 idle; "" */
};

struct requirement {
	struct grid grid;
	int n_rows;
	struct requirement_row *rows;
	/* What sets of queues would need if everybody could do all of them
	 * (maths/pools.h): to be known, never added to rows, no price. */
	int n_pools;
	struct requirement_row *pools; /* [n_pools] */
};

struct requirement requirement_new(struct arena *a, struct grid grid,
				   int n_rows);

/* Cost of x >= 0 people by a curve, 0 at its minimum or above. */
double curve_cost(const struct curve *c, double x);
/* Worth of the k-th head, k >= 1. */
double curve_worth(const struct curve *c, int k);

#endif
