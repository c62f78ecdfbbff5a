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

/* Sum of what lies under the adjustment. */
static double sum_of(const struct adjustment *a, const struct grid *g,
		     const double *x)
{
	double sum = 0;

	for (int t = 0; t < g->n; t++)
		if (covers(a, g, t))
			sum += x[t];
	return sum;
}

static void scale(const struct adjustment *a, const struct grid *g, double *x,
		  double factor)
{
	for (int t = 0; t < g->n; t++)
		if (covers(a, g, t))
			x[t] *= factor;
}

static void spread_total(const struct adjustment *a, struct arena *work,
			 const struct site *site, const struct grid *g,
			 double *calls, struct err *e)
{
	double *open = arena_new(work, double, g->n);
	double sum = sum_of(a, g, calls);

	if (sum > 0) {
		scale(a, g, calls, a->calls_total / sum);
		return;
	}
	site_open(site, &site->queues[a->queue], g, open);
	sum = sum_of(a, g, open);
	for (int t = 0; sum > 0 && t < g->n; t++)
		if (covers(a, g, t))
			calls[t] = a->calls_total * open[t] / sum;
	if (!(sum > 0) && a->calls_total > 0)
		warn_at(e, a->place,
			"a total of %g contacts is given, but queue %s is "
			"closed then: it is not used",
			a->calls_total, site->queues[a->queue].id);
}

void adjust_forecast(struct arena *work, const struct site *site,
		     struct workload *ahead, struct err *e)
{
	const struct grid *g = &ahead->grid;

	for (int i = 0; i < site->n_adjustments; i++) {
		const struct adjustment *a = &site->adjustments[i];
		double *calls = ahead->calls + (size_t)a->queue * g->n;
		double *aht = ahead->aht + (size_t)a->queue * g->n;
		if (a->until <= g->first_day - 1 ||
		    a->from >= g->first_day + g->days)
			continue;
		scale(a, g, calls, a->calls_factor);
		scale(a, g, aht, a->aht_factor);
		if (!isnan(a->calls_total))
			spread_total(a, work, site, g, calls, e);
	}
}
