#include "model/grid.h"

#include <assert.h>
#include <limits.h>

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int64_t ceil_div(int64_t a, int64_t b)
{
	return -floor_div(-a, b);
}

/* An interval belongs to the day on whose date it begins. */
static int *begin_days(struct arena *a, const struct grid *g)
{
	int *begin = arena_new(a, int, g->days + 1);

	for (int d = 0; d <= g->days; d++) {
		int64_t at = zone_day_begin(g->zone, g->first_day + d);
		begin[d] = (int)ceil_div(at - g->start, g->interval);
	}
	return begin;
}

static int *read_clocks(struct arena *a, const struct grid *g)
{
	int *wall = arena_new(a, int, g->n);

	for (int t = 0; t < g->n; t++)
		wall[t] = zone_wall(g->zone, grid_time(g, t)).seconds / 60;
	return wall;
}

struct grid grid_new(struct arena *a, const struct zone *zone, int first_day,
		     int days, int interval)
{
	struct grid g = { .zone = zone,
			  .first_day = first_day,
			  .days = days,
			  .interval = interval };

	assert(days >= 0 && interval > 0);
	g.start = zone_day_begin(zone, first_day);
	int *begin = begin_days(a, &g);
	g.n = begin[days];
	g.day_begin = begin;
	g.wall = read_clocks(a, &g);
	return g;
}

int64_t grid_time(const struct grid *g, int t)
{
	return g->start + (int64_t)t * g->interval;
}

int grid_index(const struct grid *g, int64_t utc)
{
	int64_t t = floor_div(utc - g->start, g->interval);

	if (t < INT_MIN)
		return INT_MIN;
	return t > INT_MAX ? INT_MAX : (int)t;
}

int grid_day(const struct grid *g, int t)
{
	int d = t / (86400 / g->interval);

	/* Days of 23 or 25 hours shift the others by little. */
	assert(t >= 0 && t < g->n);
	if (d >= g->days)
		d = g->days - 1;
	while (g->day_begin[d] > t)
		d--;
	while (g->day_begin[d + 1] <= t)
		d++;
	return d;
}

int64_t grid_wall(const struct grid *g, int day, int minutes)
{
	return zone_utc(g->zone, day, minutes * 60).first;
}

void grid_spread(const struct grid *g, int64_t from, int64_t until,
		 double weight, double *x)
{
	int64_t end = grid_time(g, g->n);

	if (from < g->start)
		from = g->start;
	if (until > end)
		until = end;
	while (from < until) {
		int t = grid_index(g, from);
		int64_t stop = grid_time(g, t + 1);
		if (stop > until)
			stop = until;
		x[t] += weight * (double)(stop - from) / g->interval;
		from = stop;
	}
}
