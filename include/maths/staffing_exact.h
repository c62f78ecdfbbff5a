/*
 * staffing_exact - people for a queue that changes with time.
 *
 * Plain staffing takes each interval as if it lasted for ever.  Where load
 * rises, falls or calls are long against the interval, that misses the goal in
 * some intervals and overstaffs others.  Here each run of open intervals is
 * walked through with the exact queue (transient.h): in each interval the
 * fewest people are taken that keep every wish of the goal for the calls
 * arriving in it, given what is carried over from before; then, backwards,
 * whoever can be spared without missing any interval is taken off; a last pass
 * adds whom an interval lacks since fewer came after it.
 *
 * Queues of more than STAFFING_EXACT_LOAD erlangs keep the plain answer: the
 * walk takes too long, and what is carried over matters less.
 *
 * Source: measured against other rules in the manner of L. Green, P. Kolesar,
 * W. Whitt, Production and Operations Management 16 (2007), 13-39.
 */
#ifndef MATHS_STAFFING_EXACT_H
#define MATHS_STAFFING_EXACT_H

#include "base/arena.h"
#include "maths/goal.h"
#include "maths/transient.h"

#define STAFFING_EXACT_LOAD 400.0

enum { STAFFING_PARTS = 24 };

/*
 * n intervals in a row of `seconds` each, from an empty queue on, each cut in
 * `parts` (1 to STAFFING_PARTS) of constant rate; calls[n * parts], aht[n *
 * parts] (seconds; NAN or 0 where no calls come).  agents[n] holds the plain
 * answer rounded up and becomes the exact one; minimum is the least anywhere.
 */
void staffing_exact(struct arena *scratch, const struct service_goal *goal,
		    enum staff_drop drop, int n, int parts, double seconds,
		    const double *calls, const double *aht, int minimum,
		    int *agents);

/* Only the last pass: agents[n] as they are, and whom an interval lacks. */
void staffing_mend(struct arena *scratch, const struct service_goal *goal,
		   enum staff_drop drop, int n, int parts, double seconds,
		   const double *calls, const double *aht, int *agents);

#endif
