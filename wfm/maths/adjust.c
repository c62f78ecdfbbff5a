#include "maths/adjust.h"

#include <math.h>

/* Does interval t begin inside the adjustment's days and window? */
static bool covers(const struct adjustment *a, const struct grid *g, int t)
{
	int day = g->first_day + grid_day(g, t), minute = g->wall[t];
	int late = minute + 24 * 60; /* a window of the day before */

	if (day >= a->from && day < a->until && minute >= a->window.from &&
	    minute < a->window.until)
		return true;
	return day - 1 >= a->from && day - 1 < a->until &&
	       late >= a->window.from && late < a->window.until;
}

/* The queues an adjustment means: one, or all. */
struct queues {
	int from, until;
};

static struct queues queues_of(const struct adjustment *a, int n)
{
	return a->queue < 0 ? (struct queues){ 0, n }
			    : (struct queues){ a->queue, a->queue + 1 };
}

/* Sum of what lies under the adjustment; x[queues * g->n]. */
static double sum_of(const struct adjustment *a, const struct workload *w,
		     const double *x)
{
	struct queues q = queues_of(a, w->queues);
	int n = w->grid.n;
	double sum = 0;

	for (int t = 0; t < n; t++)
		if (covers(a, &w->grid, t))
			for (int k = q.from; k < q.until; k++)
				sum += x[k * n + t];
	return sum;
}

static void scale(const struct adjustment *a, const struct workload *w,
		  double *x, double factor)
{
	struct queues q = queues_of(a, w->queues);
	int n = w->grid.n;

	for (int t = 0; t < n; t++)
		if (covers(a, &w->grid, t))
			for (int k = q.from; k < q.until; k++)
				x[k * n + t] *= factor;
}

/* Where nothing is forecast the total goes evenly to open intervals. */
static void spread_evenly(const struct adjustment *a, struct arena *work,
			  const struct site *site, struct workload *w,
			  double total, struct err *e)
{
	struct queues q = queues_of(a, w->queues);
	int n = w->grid.n;
	double *open = arena_new(work, double, w->queues *n);

	for (int k = q.from; k < q.until; k++)
		site_open(site, &site->queues[k], &w->grid, open + k * n);
	double sum = sum_of(a, w, open);
	for (int t = 0; sum > 0 && t < n; t++)
		if (covers(a, &w->grid, t))
			for (int k = q.from; k < q.until; k++)
				w->calls[k * n + t] =
					total * open[k * n + t] / sum;
	if (!(sum > 0) && total > 0)
		warn_at(e, a->place,
			"a total of %g contacts is given, but %s%s is closed "
			"then: it is not used",
			a->calls_total, a->queue < 0 ? "the site" : "queue ",
			a->queue < 0 ? "" : site->queues[a->queue].id);
}

/* What came of a total on the days that history tells, before the first one
 * that is forecast. */
static double came(const struct adjustment *a, const struct workload *history,
		   const struct grid *ahead)
{
	struct queues q = queues_of(a, history->queues);
	const struct grid *g = &history->grid;
	double sum = 0;

	for (int t = 0; a->from < ahead->first_day && t < g->n; t++) {
		if (!covers(a, g, t) ||
		    g->first_day + grid_day(g, t) >= ahead->first_day)
			continue;
		for (int k = q.from; k < q.until; k++)
			if (history->calls[k * g->n + t] > 0)
				sum += history->calls[k * g->n + t];
	}
	return sum;
}

static void set_total(const struct adjustment *a, struct arena *work,
		      const struct site *site, struct workload *w, double total,
		      struct err *e)
{
	double sum = sum_of(a, w, w->calls);

	if (total < 0) {
		warn_at(e, a->place,
			"a total of %g contacts is given, but %g came already: "
			"nothing is left for the days to come",
			a->calls_total, a->calls_total - total);
		total = 0;
	}
	if (sum > 0)
		scale(a, w, w->calls, total / sum);
	else
		spread_evenly(a, work, site, w, total, e);
}

static bool touches(const struct adjustment *a, const struct grid *g)
{
	return a->until > g->first_day - 1 && a->from < g->first_day + g->days;
}

struct adjusted *adjust_forecast(struct arena *a, const struct site *site,
				 const struct workload *history,
				 struct workload *ahead, int *n, struct err *e)
{
	struct adjusted *done =
		arena_new(a, struct adjusted, site->n_adjustments);

	*n = 0;
	for (int i = 0; i < site->n_adjustments; i++) {
		const struct adjustment *by = &site->adjustments[i];
		struct adjusted *to = &done[*n];

		if (!touches(by, &ahead->grid))
			continue;
		to->by = by;
		to->before = sum_of(by, ahead, ahead->calls);
		scale(by, ahead, ahead->calls, by->calls_factor);
		scale(by, ahead, ahead->aht, by->aht_factor);
		if (!isnan(by->calls_total))
			set_total(by, a, site, ahead,
				  by->calls_total -
					  came(by, history, &ahead->grid),
				  e);
		to->after = sum_of(by, ahead, ahead->calls);
		++*n;
	}
	return done;
}
