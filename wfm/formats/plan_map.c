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

static double *lower_map(struct arena *a, const struct plan_view *v, int row,
			 struct plan_slots slots,
			 double (*value)(const struct plan_view *, int, int))
{
	int width = slots.end - slots.first, n = plan_intervals(v);
	double *map = arena_new(a, double, (size_t)v->period->days *width);

	for (int k = 0; k < v->period->days * width; k++)
		map[k] = NAN;
	for (int t = 0; t < n; t++) {
		int s = plan_slot(v, t);
		double x, *at;

		if (s < slots.first || s >= slots.end)
			continue;
		x = value(v, row, t);
		at = &map[(size_t)grid_day(&v->requirement->grid, t) * width +
			  s - slots.first];
		if (isnan(*at) || x < *at)
			*at = x;
	}
	return map;
}

double *plan_balance_map(struct arena *a, const struct plan_view *v, int row,
			 struct plan_slots slots)
{
	return lower_map(a, v, row, slots, balance_of);
}

double *plan_level_map(struct arena *a, const struct plan_view *v, int row,
		       struct plan_slots slots)
{
	return lower_map(a, v, row, slots, level_of);
}
