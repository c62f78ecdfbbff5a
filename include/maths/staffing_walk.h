/*
 * staffing_walk - one queue through the intervals of a period with so many
 * people, by the exact queue that changes with time (transient.h).
 *
 * Intervals in which nobody calls and nobody is there part the walk; each part
 * begins with an empty house.  One handling time holds for a part, the mean by
 * calls; an interval's other one goes into its rate, so that loads are right.
 * People are rounded up; those who go finish their call.
 */
#ifndef MATHS_STAFFING_WALK_H
#define MATHS_STAFFING_WALK_H

#include "base/arena.h"
#include "maths/transient.h"
#include "model/site.h"

/* calls, aht (NAN or 0 where none come), people and count: [n], of intervals
 * of `seconds`.  What it counts in calls is in calls of the mean handling
 * time; shares and backlogs are right. */
void staffing_walk(struct arena *scratch, const struct queue *q, double seconds,
		   int n, const double *calls, const double *aht,
		   const double *people, struct transient_count *count);

#endif
