/*
 * reconcile - queues and their sum, forecast apart and brought together.
 *
 * The sum of queues is steadier than each of them, and knows what they have in
 * common.  Where queues i are forecast b_i with variance v_i and their sum s
 * with variance w, the figures that add up and lie nearest to both (least
 * squares weighted by 1 / variance) are, in each interval,
 *
 *	b_i + v_i (s - sum b) / (w + sum v)
 *
 * so that who is least sure gives way most.  The variances are those of the
 * back-tests; nothing else is chosen.  They are not made smaller afterwards,
 * since errors of the sum and of its parts are not independent.
 *
 * Brought together are queues that have little of their own to say: no event,
 * no driver, no jump of the level, no silence up to the end, and at least half
 * as many days to learn from as the one that has most.  The others stay as
 * they are, and what is known of one queue alone is not spread over others.
 *
 * Source: S. L. Wickramasuriya, G. Athanasopoulos, R. J. Hyndman, JASA 114
 * (2019), with a diagonal covariance.
 */
#ifndef MATHS_RECONCILE_H
#define MATHS_RECONCILE_H

#include "base/arena.h"
#include "maths/queue_forecast.h"

/*
 * Changes the calls of the site's queues, all forecast before.  The order of
 * queues changes no bit.  Fewer than two that can be brought together: nothing
 * is done, and .queues is 0.
 */
struct forecast_together reconcile_queues(struct arena *work,
					  const struct forecast_inputs *in,
					  struct queue_forecast *queues);

#endif
