/* plan_view: days x times of day. */
#include "formats/plan_view.h"

#include <math.h>

int plan_slot(const struct plan_view *v, int t)
{
	const struct grid *g = &v->requirement->grid;

	return g->wall[t] / (g->interval / 60);
}

static bool is_busy(const struct plan_view *v, int t)
{
	return plan_required(v, t) > 0 || plan_scheduled(v, t) > 0;
}

struct plan_slots plan_slots(const struct plan_view *v)
{
	struct plan_slots s = { .minutes = v->requirement->grid.interval / 60 };
	int n = plan_intervals(v);

	for (int t = 0; t < n; t++) {
		int slot = plan_slot(v, t);

		if (!is_busy(v, t))
			continue;
		if (s.end == 0 || slot < s.first)
			s.first = slot;
		if (slot >= s.end)
			s.end = slot + 1;
	}
	return s;
}

static double balance_of(const struct plan_view *v, int row, int t)
{
	const struct requirement *r = v->requirement;

	if (row < 0)
		return is_busy(v, t) ? plan_balance(v, t) : NAN;
	return r->rows[row].gross[t] > 0 ||
			       v->coverage->scheduled[(size_t)row * r->grid.n +
						      t] > 0
		       ? plan_row_balance(v, row, t)
		       : NAN;
}

static double level_of(const struct plan_view *v, int row, int t)
{
	return plan_level(v, row, t, t + 1);
}

/* Minutes of a column, so that no more than `most` span the busy slots. */
static int column_minutes(struct plan_slots s, int most)
{
	static const int minutes[] = { 5, 10, 15, 20, 30, 60, 120, 180, 240 };
	enum { CHOICES = sizeof(minutes) / sizeof(*minutes) };
	int from = s.first * s.minutes, until = s.end * s.minutes;

	for (int k = 0; k < CHOICES; k++) {
		int m = minutes[k];
		int columns = (until + m - 1) / m - from / m;

		if (m % s.minutes == 0 && columns <= most)
			return m;
	}
	return minutes[CHOICES - 1];
}

static struct plan_map empty_map(struct arena *a, const struct plan_view *v,
				 int most)
{
	struct plan_slots s = plan_slots(v);
	int minutes = column_minutes(s, most);
	int from = s.first * s.minutes / minutes;
	int until = (s.end * s.minutes + minutes - 1) / minutes;
	struct plan_map m = { .days = v->period->days,
			      .columns = until - from,
			      .first = from * minutes,
			      .minutes = minutes };

	m.value = arena_new(a, double, (size_t)m.days *m.columns);
	for (int k = 0; k < m.days * m.columns; k++)
		m.value[k] = NAN;
	return m;
}

int plan_map_column(const struct plan_map *m, const struct plan_view *v, int t)
{
	int wall = v->requirement->grid.wall[t];

	return wall < m->first ? -1 : (wall - m->first) / m->minutes;
}

double plan_map_at(const struct plan_map *m, int day, int column)
{
	return m->value[(size_t)day * m->columns + column];
}

static struct plan_map
lowest_map(struct arena *a, const struct plan_view *v, int row, int most,
	   double (*value)(const struct plan_view *, int, int))
{
	struct plan_map m = empty_map(a, v, most);
	int n = plan_intervals(v);

	for (int t = 0; t < n; t++) {
		int column = plan_map_column(&m, v, t);
		double x, *at;

		if (column < 0 || column >= m.columns)
			continue;
		x = value(v, row, t);
		at = &m.value[(size_t)grid_day(&v->requirement->grid, t) *
				      m.columns +
			      column];
		if (isnan(*at) || x < *at)
			*at = x;
	}
	return m;
}

/* An interval of the site without need or people counts beside busy ones. */
static void count_idle(struct plan_map *m, const struct plan_view *v)
{
	for (int t = 0; t < plan_intervals(v); t++) {
		int column = plan_map_column(m, v, t);
		double *at;

		if (column < 0 || column >= m->columns)
			continue;
		at = &m->value[(size_t)grid_day(&v->requirement->grid, t) *
				       m->columns +
			       column];
		if (!isnan(*at))
			*at = fmin(*at, plan_balance(v, t));
	}
}

struct plan_map plan_balance_map(struct arena *a, const struct plan_view *v,
				 int row, int most)
{
	struct plan_map m = lowest_map(a, v, row, most, balance_of);

	if (row < 0)
		count_idle(&m, v);
	return m;
}

struct plan_map plan_level_map(struct arena *a, const struct plan_view *v,
			       int row, int most)
{
	return lowest_map(a, v, row, most, level_of);
}
