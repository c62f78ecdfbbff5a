/*
 * staffing_day - people for a goal that must hold over the day, the week or
 * the month, not in every interval.
 *
 * Starting from what the other wishes of the goal ask for in each interval
 * (a stable queue, waits, occupancy), and from whom on each further person
 * helps less than the one before, one person at a time is put where most
 * calls more are answered in time, until the share is reached.  From there on
 * levels are concave in people, so that this is within one person of the
 * fewest, and never more than each interval by itself would need.  With fewer
 * still, intervals of impatient callers would be given up for others: that
 * may need fewer people on paper, but nobody wants it.
 *
 * Levels are those of intervals as if each lasted for ever; what such a share
 * becomes in the queue that changes with time is another one.  Exactly, the
 * share that the formulas are asked for is bisected until the walk through
 * the exact queue (staffing_walk.h) just keeps the goal's own.
 *
 * Of a week or month that lies only in part in the grid
 * that part keeps the goal by itself.
 *
 * Source: G. Koole, E. van der Sluis, Optimal shift scheduling with a global
 * service level constraint, IIE Transactions 35 (2003), 1049-1055.
 */
#ifndef MATHS_STAFFING_DAY_H
#define MATHS_STAFFING_DAY_H

#include "base/arena.h"
#include "maths/goal.h"
#include "model/grid.h"
#include "model/site.h"

/*
 * calls, aht [grid.n]; net[grid.n] is rewritten where calls come.  exact: by
 * the queue that changes with time, where people hold one contact at a time
 * and are at most STAFFING_EXACT_LOAD.
 */
void staffing_over_days(struct arena *a, const struct site *site,
			const struct queue *q, const struct grid *g, bool exact,
			const double *calls, const double *aht, double *net);

/* Do two civil days share one sum of the goal? */
bool staffing_together(const struct site *site, enum goal_over over, int a,
		       int b);

/* The queue's goal as the formulas take it. */
struct service_goal staffing_goal(const struct queue *q);

#endif
