#include "maths/given_totals.h"

#include <math.h>

enum { MOST_DAYS = 800 };

static bool touches(const struct adjustment *a, struct grid ahead)
{
	return !isnan(a->calls_total) && a->until > ahead.first_day &&
	       a->from < ahead.first_day + ahead.days;
}

struct grid given_totals_grid(struct arena *a, const struct site *site,
			      struct grid ahead, int known)
{
	int first = ahead.first_day, until = first + ahead.days;

	for (int i = 0; i < site->n_adjustments; i++) {
		const struct adjustment *x = &site->adjustments[i];
		if (!touches(x, ahead) || x->until - x->from > MOST_DAYS)
			continue;
		int from = x->from > known ? x->from : known;
		first = from < first ? from : first;
		until = x->until > until ? x->until : until;
	}
	if (until - first == ahead.days)
		return ahead;
	return grid_new(a, ahead.zone, first, until - first, ahead.interval);
}

static double *cut(struct arena *a, const double *x, const struct workload *w,
		   struct grid ahead)
{
	int from = w->grid.day_begin[ahead.first_day - w->grid.first_day];
	double *to = arena_new(a, double, (size_t)w->queues *ahead.n);

	for (int q = 0; q < w->queues; q++)
		for (int t = 0; t < ahead.n; t++)
			to[q * ahead.n + t] = x[q * w->grid.n + from + t];
	return to;
}

void given_totals_cut(struct arena *a, struct grid ahead, struct forecast *f)
{
	struct workload *w = &f->ahead;
	int days = ahead.first_day - w->grid.first_day;

	if (w->grid.days == ahead.days)
		return;
	w->calls = cut(a, w->calls, w, ahead);
	w->aht = cut(a, w->aht, w, ahead);
	w->variance = cut(a, w->variance, w, ahead);
	w->grid = ahead;
	for (int q = 0; q < w->queues; q++) {
		f->queues[q].day_calls += days;
		f->queues[q].day_variance += days;
	}
}
