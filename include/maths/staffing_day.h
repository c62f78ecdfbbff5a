/*
 * staffing_day - people for a goal that must hold over the day, the week or
 * the month, not in every interval.
 *
 * Starting from what the other wishes of the goal ask for in each interval
 * (a stable queue, waits, occupancy), one person at a time is put where most
 * calls more are answered in time, until the share is reached.  Levels are
 * concave in people over the range that matters, so that this is within one
 * person of the fewest.  Of a week or month that lies only in part in the grid
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

/* calls, aht [grid.n]; net[grid.n] is rewritten where calls come. */
void staffing_over_days(struct arena *a, const struct site *site,
			const struct queue *q, const struct grid *g,
			const double *calls, const double *aht, double *net);

/* The queue's goal as the formulas take it. */
struct service_goal staffing_goal(const struct queue *q);

#endif
