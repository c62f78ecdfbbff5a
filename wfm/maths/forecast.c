#include "maths/forecast.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/pool.h"
#include "maths/adjust.h"
#include "maths/forecast_report.h"
#include "maths/given_totals.h"
#include "maths/newcomer.h"
#include "maths/queue_forecast.h"
#include "maths/reconcile.h"

struct making {
	struct arena *a, **work; /* [threads] */
	struct forecast_inputs in;
	struct queue_forecast *queues;
	struct forecast *to;
};

static void prepare_queue(struct making *mk, int k)
{
	const struct forecast_inputs *in = &mk->in;
	size_t at = (size_t)k * (size_t)in->ahead->n;

	mk->to->queues[k] =
		forecast_report_new(mk->a, in->site, k, in->ahead->days);
	mk->queues[k] = (struct queue_forecast){
		.calls = mk->to->ahead.calls + at,
		.aht = mk->to->ahead.aht + at,
		.why = arena_new(mk->a, enum left_out, in->all->days),
		.report = &mk->to->queues[k],
	};
}

static void make_queue(void *ctx, int i, int worker)
{
	struct making *mk = ctx;

	queue_forecast_make(&mk->in, i, mk->work[worker], &mk->queues[i]);
	arena_empty(mk->work[worker]);
}

/* Each queue for itself, then with their sum. */
static void make_queues(struct making *mk, int threads)
{
	int n = threads > 1 ? threads : 1;

	mk->work = arena_new(mk->a, struct arena *, n);
	for (int i = 0; i < n; i++)
		mk->work[i] = arena_open();
	pool_run(threads, mk->in.site->n_queues, make_queue, mk);
	mk->to->together = reconcile_queues(mk->work[0], &mk->in, mk->queues);
	for (int i = 0; i < n; i++)
		arena_close(mk->work[i]);
}

/* --- handling time that was never recorded --- */

/* Mean of the handling times known ahead, by contacts; NaN: none. */
static double usual_aht(const struct workload *ahead)
{
	double sum = 0, contacts = 0;

	for (int i = 0; i < ahead->queues * ahead->grid.n; i++)
		if (ahead->aht[i] > 0) {
			sum += ahead->calls[i] * ahead->aht[i];
			contacts += ahead->calls[i];
		}
	return sum / contacts;
}

static enum rc fill_aht(const struct queue *q, double usual, int n,
			const double *calls, double *aht, struct err *e)
{
	double instead = q->aht > 0 ? q->aht : usual;
	double sum = 0;

	for (int t = 0; t < n; t++) {
		sum += calls[t];
		if (isnan(aht[t]))
			aht[t] = isnan(instead) ? 0 : instead;
	}
	if (isnan(instead) && sum > 0)
		return fail_at(e, q->place, RC_DATA,
			       "queue %s: its history holds no handling time; "
			       "give aht: in the site file, or a history with "
			       "it",
			       q->id);
	return RC_OK;
}

static enum rc fill_handling(struct making *mk, struct err *e)
{
	struct workload *ahead = &mk->to->ahead;
	double usual = usual_aht(ahead);
	enum rc rc = RC_OK;
	int n = ahead->grid.n;

	for (int k = 0; k < ahead->queues; k++) {
		bool known = true;
		for (int t = 0; t < n; t++)
			known &= !isnan(ahead->aht[k * n + t]);
		if (known)
			continue;
		enum rc now =
			fill_aht(&mk->in.site->queues[k], usual, n,
				 ahead->calls + k * n, ahead->aht + k * n, e);
		rc = rc == RC_OK ? now : rc;
	}
	return rc;
}

/* --- scatter --- */

static void spread_queue(struct making *mk, int k)
{
	const struct workload *ahead = &mk->to->ahead;
	const struct queue_forecast *q = &mk->queues[k];
	const struct grid *g = &ahead->grid;

	for (int d = 0; d < g->days; d++) {
		double day = 0;
		for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++) {
			double calls = q->calls[t];
			ahead->variance[k * g->n + t] = scatter_variance(
				&q->scatter, q->lead + d, calls);
			day += calls;
		}
		q->report->day_calls[d] = day;
		q->report->day_variance[d] =
			scatter_day_variance(&q->scatter, q->lead + d, day);
	}
}

/* --- what was left out, in words --- */

static const char *reason(enum left_out why)
{
	switch (why) {
	case LEFT_OUT_NOT: break;
	case LEFT_OUT_BEFORE: return "before the first contact";
	case LEFT_OUT_OUTAGE: return "outage: zeros where contacts were due";
	case LEFT_OUT_PARTIAL: return "last day, not complete";
	case LEFT_OUT_MISSING: return "not recorded, or less than half";
	case LEFT_OUT_OUTLIER: return "unlike its weekday";
	}
	return "";
}

static const char *say_run(struct arena *a, int first, int last,
			   enum left_out why)
{
	char from[11], until[11];

	date_format(first, from);
	if (first == last)
		return arena_printf(a, "%s: %s", from, reason(why));
	return arena_printf(a, "%s to %s: %s", from, date_format(last, until),
			    reason(why));
}

static void say_left_out(struct making *mk, int k)
{
	const struct queue_forecast *q = &mk->queues[k];
	int first_day = mk->in.all->first_day, days = mk->in.all->days;
	const char **list = arena_new(mk->a, const char *, days + 4);
	int n = 0;

	if (q->no_zeros)
		list[n++] = "the records hold no zeros: intervals without a "
			    "record were read as 0";
	for (int r = 0; r < days; r++) {
		int end = r;
		if (q->why[r] == LEFT_OUT_NOT)
			continue;
		while (end + 1 < days && q->why[end + 1] == q->why[r])
			end++;
		list[n++] = say_run(mk->a, first_day + r, first_day + end,
				    q->why[r]);
		r = end;
	}
	char day[11];
	if (q->spikes > 0)
		list[n++] = arena_printf(mk->a,
					 "%d single intervals unlike their day",
					 q->spikes);
	if (q->silent_from >= 0)
		list[n++] = arena_printf(
			mk->a, "%s: nothing came from here on; believed",
			date_format(first_day + q->silent_from, day));
	if (q->shift_row >= 0)
		list[n++] = arena_printf(
			mk->a,
			"%s: the level changed by %+.0f %%; earlier days were "
			"moved to it",
			date_format(first_day + q->shift_row, day),
			100 * (q->shift - 1));
	q->report->left_out = list;
	q->report->n_left_out = n;
}

static void finish(struct making *mk, struct err *e)
{
	const struct site *site = mk->in.site;

	for (int k = 0; k < site->n_queues; k++) {
		const struct queue_forecast *q = &mk->queues[k];
		spread_queue(mk, k);
		say_left_out(mk, k);
		if (q->origins > mk->to->origins)
			mk->to->origins = q->origins;
		if (q->horizon > mk->to->horizon_days)
			mk->to->horizon_days = q->horizon;
		if (q->report->basis == FORECAST_NOTHING)
			warn_at(e, site->queues[k].place,
				"queue %s has no history and no analog "
				"(like:): nothing is forecast",
				site->queues[k].id);
	}
}

/* Days with a value of the i-th driver's name in [from, until). */
static int driver_days(const struct site *site, int i, int from, int until)
{
	int n = 0;

	for (int k = 0; k < site->n_drivers; k++)
		n += site->drivers[k].day >= from &&
		     site->drivers[k].day < until &&
		     strcmp(site->drivers[k].name, site->drivers[i].name) == 0;
	return n;
}

/* A driver that went on up to now and is not known ahead would count as 0. */
static void warn_of_drivers(const struct making *mk, struct err *e)
{
	enum { RECENT = 28, OFTEN = 10 };
	const struct site *site = mk->in.site;
	const struct grid *g = mk->in.ahead;

	for (int i = 0; i < site->n_drivers; i++) {
		const struct driver *d = &site->drivers[i];

		if ((i > 0 && strcmp(d->name, d[-1].name) == 0) ||
		    driver_days(site, i, mk->in.until - RECENT, mk->in.until) <
			    OFTEN ||
		    driver_days(site, i, g->first_day, g->first_day + g->days))
			continue;
		warn_at(e, d->place,
			"driver \"%s\" has no value in the period; it counts "
			"as 0",
			d->name);
	}
}

/* Days from the first of history, or ahead when that is earlier. */
static struct grid whole_grid(struct arena *a, const struct grid *history,
			      const struct grid *ahead)
{
	int from = ahead->first_day;

	if (history->days > 0 && history->first_day < from)
		from = history->first_day;
	return grid_new(a, ahead->zone, from,
			ahead->first_day + ahead->days - from, ahead->interval);
}

/* The first day that history does not tell, or may not. */
static int known_until(const struct workload *history, int until)
{
	int end = history->grid.first_day + history->grid.days;

	return history->grid.days > 0 && end < until ? end : until;
}

enum rc forecast_from_history(struct arena *a, const struct site *site,
			      const struct workload *history,
			      struct grid period,
			      struct forecast_options options,
			      struct forecast *forecast, struct err *e)
{
	int until =
		options.as_of == DATE_NONE || options.as_of > period.first_day
			? period.first_day
			: options.as_of;
	struct grid ahead =
		given_totals_grid(a, site, period, known_until(history, until));

	if (history->grid.n > 0 && history->grid.interval != ahead.interval)
		return fail(e, RC_DATA,
			    "the history is in intervals of %d s, the "
			    "forecast in %d s: they must be the same",
			    history->grid.interval, ahead.interval);
	struct grid all = whole_grid(a, &history->grid, &ahead);
	struct making mk = {
		.a = a,
		.in = { site, history, &all, &ahead, until, options.backtest,
			options.untested },
		.queues = arena_new(a, struct queue_forecast, site->n_queues),
		.to = forecast,
	};

	*forecast = (struct forecast){
		.ahead = workload_new(a, ahead, site->n_queues),
		.queues = arena_new(a, struct forecast_queue, site->n_queues),
	};
	forecast->ahead.variance =
		arena_new(a, double, (size_t)site->n_queues *ahead.n);
	for (int k = 0; k < site->n_queues; k++)
		prepare_queue(&mk, k);
	make_queues(&mk, options.threads);
	newcomer_forecast(a, &mk.in, mk.queues);
	TRY(fill_handling(&mk, e));
	forecast->adjusted = adjust_forecast(a, site, history, &forecast->ahead,
					     &forecast->n_adjusted, e);
	finish(&mk, e);
	warn_of_drivers(&mk, e);
	given_totals_cut(a, period, forecast);
	return RC_OK;
}
