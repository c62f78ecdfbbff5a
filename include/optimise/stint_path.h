/*
 * stint_path - a stretch of work divided among queues, each held for a while.
 *
 * The stretch has n ticks; serving queue j through tick k costs
 * price_j[k].  A stint is a run of ticks on one queue and has at least
 * least_j of them, or all n.  The cheapest sequence of stints, exactly: with
 * F(k) the least cost of the first k ticks ended there and P_j summed prices,
 *
 *	F(k) = min_j { P_j(k) + min over i <= k - least_j of F(i) - P_j(i) }
 *
 * in n times m steps.
 */
#ifndef OPTIMISE_STINT_PATH_H
#define OPTIMISE_STINT_PATH_H

#include <stdint.h>

#include "base/arena.h"

struct stint_queue {
	const double *prefix; /* [n + 1] P_j, P_j(0) = 0 */
	int least;	      /* ticks, >= 1 */
};

/* queue_of[n]: which of the m >= 1 queues; returns the cost. */
double stint_path(struct arena *scratch, int n, int m,
		  const struct stint_queue *q, int16_t *queue_of);

#endif
