/*
 * mixture - the service of a queue whose load is not known for sure.
 *
 * The load is gamma distributed with a mean and a coefficient of variation
 * (standard deviation / mean), so that calls per interval are negative
 * binomial, as forecasts say.  Service is that of a call: an interval with
 * more calls counts for more, E[load x level(load)] / E[load].  That is what
 * a month's report shows.  Callers must hang up (patience.h); without, the
 * loads above the agents leave no mean.
 *
 * Integrated over the logarithm of the load by Gauss-Legendre panels, halved
 * until two halves agree with the whole to 1e-12.
 *
 * Source: G. Jongbloed, G. Koole, Applied Stochastic Models in Business and
 * Industry 17 (2001), 307-318; W. Whitt, Production and Operations
 * Management 15 (2006), 88-102.
 */
#ifndef MATHS_MIXTURE_H
#define MATHS_MIXTURE_H

#include "maths/goal.h"
#include "maths/patience.h"

/*
 * q.load is the mean.  Shares and waits are means over calls; queue and
 * occupancy are means over time.  cv = 0 is patience_service itself.
 * Requires 0 <= cv <= 10 and 0 < q.patience < INFINITY.
 */
struct patience_service mixture_service(struct patience_queue q, double cv,
					double within);

/* The fewest whole agents whose mixed service fulfils the goal, which must
 * have patience; else INFINITY and GOAL_IMPOSSIBLE. */
struct goal_answer mixture_agents(const struct service_goal *goal, double load,
				  double aht, double cv);

#endif
