/*
 * variant - a queue that is Erlang C or A with one thing other than there:
 * a load that is not known for sure, handling times or gaps between calls
 * that are not exponential, few lines, callers who call again.
 *
 * At most one of these (lines and redials may go together); they come from
 * mixture.h, erlang.h (Allen and Cunneen) and lines.h.  An uncertain load
 * needs callers who hang up, other handling times callers who do not: for the
 * rest there is no formula, but simulation.
 *
 * Pure and total.
 */
#ifndef MATHS_VARIANT_H
#define MATHS_VARIANT_H

#include "maths/erlang.h"
#include "maths/goal.h"
#include "maths/lines.h"

struct variant {
	double load_cv; /* standard deviation / mean of the load, 0..10 */
	struct erlang_variability cv2; /* 1, 1: exponential */
	double lines;		       /* whole; INFINITY: any number */
	double redial; /* share of the blocked and of those who hang up */
};

/* Nothing is other. */
struct variant variant_none(void);

/* Service within so many seconds; offered counts those who call again. */
struct lines_service variant_service(struct patience_queue q,
				     const struct variant *v, double within);

/* The first wish that so many agents do not fulfil, as goal_missed. */
enum goal_wish variant_missed(const struct service_goal *goal, double agents,
			      double load, double aht, const struct variant *v);

/* The fewest whole agents that keep the goal; INFINITY: no number does. */
struct goal_answer variant_agents(const struct service_goal *goal, double load,
				  double aht, const struct variant *v);

/* The most load that they carry keeping it, to 1e-12; INFINITY: any. */
struct goal_answer variant_load(const struct service_goal *goal, double agents,
				double aht, const struct variant *v);

#endif
