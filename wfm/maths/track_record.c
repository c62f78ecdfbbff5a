#include "maths/track_record.h"

#include <math.h>

#include "maths/negbin.h"

/* What came in interval t of another grid; NaN when it is not recorded. */
static double came(const struct workload *history, int q, int64_t utc)
{
	const struct grid *g = &history->grid;
	int t = g->n > 0 ? grid_index(g, utc) : -1;

	return t >= 0 && t < g->n ? history->calls[q * g->n + t] : (double)NAN;
}

static void add_range(struct track *to, double actual, double mean,
		      double variance)
{
	if (isnan(actual) || !(variance > 0))
		return;
	to->ranges++;
	to->in80 += negbin_covers(0.80, actual, mean, variance);
	to->in95 += negbin_covers(0.95, actual, mean, variance);
}

static void add_day(struct arena *work, struct track *to,
		    const struct workload *ahead,
		    const struct workload *history, int q, int d)
{
	const struct grid *g = &ahead->grid;
	int begin = g->day_begin[d], slots = g->day_begin[d + 1] - begin;
	const double *mean = ahead->calls + q * g->n + begin;
	const double *variance =
		ahead->variance ? ahead->variance + q * g->n + begin : NULL;
	double *actual = arena_new(work, double, slots);

	for (int s = 0; s < slots; s++) {
		actual[s] = came(history, q, grid_time(g, begin + s));
		if (variance)
			add_range(to, actual[s], mean[s], variance[s]);
	}
	accuracy_add_day(&to->sums, actual, mean, slots);
}

void track_record_add(struct arena *work, struct track_record *to,
		      const struct workload *ahead,
		      const struct workload *history, int queue, int days,
		      int known_before)
{
	for (int d = 0; d < days; d++) {
		int lead = ahead->grid.first_day + d - known_before + 1;

		add_day(work, &to->leads[backtest_horizon(lead)], ahead,
			history, queue, d);
	}
}

struct track track_record_all(const struct track_record *r)
{
	struct track all = { 0 };

	for (int h = 0; h < BACKTEST_HORIZONS; h++) {
		const struct track *t = &r->leads[h];

		accuracy_add(&all.sums, &t->sums);
		all.ranges += t->ranges;
		all.in80 += t->in80;
		all.in95 += t->in95;
	}
	return all;
}

double track_cover80(const struct track *t)
{
	return t->ranges ? t->in80 / t->ranges : (double)NAN;
}

double track_cover95(const struct track *t)
{
	return t->ranges ? t->in95 / t->ranges : (double)NAN;
}
