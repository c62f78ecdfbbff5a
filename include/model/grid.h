/*
 * grid - the planning time line: a run of local days cut into intervals.
 *
 * Interval t (0 <= t < n) is [grid_time(t), grid_time(t + 1)) in UTC; all
 * have the same elapsed length, so a local day has 23, 24 or 25 hours of
 * them (23.5 or 24.5 where clocks move by half an hour).  An interval
 * belongs to the day on whose date it begins.  This is the one place that
 * turns wall clocks into places in the plan and back.  Never cyclic.
 */
#ifndef MODEL_GRID_H
#define MODEL_GRID_H

#include <stdint.h>

#include "base/arena.h"
#include "base/zone.h"

/* Days of the longest period: 15 months. */
enum { GRID_MOST_PERIOD = 460 };

struct grid {
	const struct zone *zone;
	int first_day; /* civil day, base/date.h */
	int days;      /* >= 0 */
	int interval;  /* seconds: 300, 600, 900, 1200, 1800 or 3600 */
	int n;	       /* intervals */
	int64_t start; /* UTC of interval 0: the first instant of first_day */
	const int
		*day_begin; /* [days + 1] first interval of each day; n last */
	const int *wall;    /* [n] local minutes since midnight at the start */
};

struct grid grid_new(struct arena *a, const struct zone *zone, int first_day,
		     int days, int interval);

/* UTC at which interval t begins; t may be outside 0..n. */
int64_t grid_time(const struct grid *g, int t);

/* The interval that holds an instant; < 0 or >= n outside the grid. */
int grid_index(const struct grid *g, int64_t utc);

/* Day number (0-based in the grid) of interval 0 <= t < n. */
int grid_day(const struct grid *g, int t);

/* The instant of a wall time, minutes after midnight of civil day (may exceed
 * 1440: next day); gap and overlap as RFC 5545 (first occurrence). */
int64_t grid_wall(const struct grid *g, int day, int minutes);

/*
 * Share of each interval that [from, until) fills, added to x[n] with weight.
 * Parts outside the grid are ignored.
 */
void grid_spread(const struct grid *g, int64_t from, int64_t until,
		 double weight, double *x);

#endif
