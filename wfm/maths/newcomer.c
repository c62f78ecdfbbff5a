#include "maths/newcomer.h"

#include <math.h>

#include "base/text.h"

static const double LIKE_DAYS = 2, OTHERS_DAYS = 0.1;

static bool is_new(const struct queue_forecast *q)
{
	return q->usable < NEWCOMER_DAYS;
}

/* The queue's named analog when that has a history itself, for a queue without
 * any also a short one; else -1. */
static int analog_of(const struct forecast_inputs *in,
		     const struct queue_forecast *queues, int queue)
{
	const char *like = in->site->queues[queue].like;

	for (int k = 0; like && k < in->site->n_queues; k++)
		if (k != queue && text_equal(in->site->queues[k].id, like) &&
		    (!is_new(&queues[k]) ||
		     (queues[queue].usable == 0 && queues[k].usable > 0)))
			return k;
	return -1;
}

/* May k lend its shape to a newcomer whose analog is like (-1: all)? */
static bool lends(const struct queue_forecast *queues, int k, int like)
{
	return like >= 0 ? k == like : !is_new(&queues[k]);
}

/* A record as the day matrix takes it; NaN: unknown. */
static double record(const struct forecast_inputs *in, int queue, int t)
{
	double y = in->history->calls[queue * in->history->grid.n + t];

	return isfinite(y) && y >= 0 ? y : NAN;
}

/* Sum of the lenders' records in interval t; NaN when one is not known. */
static double lent_calls(const struct forecast_inputs *in,
			 const struct queue_forecast *queues, int like, int t)
{
	double sum = 0;

	for (int k = 0; k < in->site->n_queues; k++)
		if (lends(queues, k, like))
			sum += record(in, k, t);
	return sum;
}

/* Intervals of the history that may be looked at. */
static int known_intervals(const struct forecast_inputs *in)
{
	const struct grid *g = &in->history->grid;
	int days = in->until - g->first_day;

	return days <= 0 ? 0 : days >= g->days ? g->n : g->day_begin[days];
}

static double level_of(const struct forecast_inputs *in,
		       const struct queue_forecast *queues, int queue, int like)
{
	double mine = 0, theirs = 0, day = 0;

	for (int t = 0; t < known_intervals(in); t++) {
		double lent = lent_calls(in, queues, like, t);
		double own = record(in, queue, t);
		if (isnan(own) || isnan(lent) || queues[queue].usable == 0)
			continue;
		mine += own;
		theirs += lent;
	}
	for (int k = 0; k < in->site->n_queues; k++)
		day += lends(queues, k, like) ? queues[k].day_mean : 0;
	double prior = day * (like >= 0 ? LIKE_DAYS : OTHERS_DAYS);
	double share = in->site->queues[queue].like_share;
	if (like < 0 || share == 0)
		share = 1;
	return theirs + prior > 0 ? (mine + share * prior) / (theirs + prior)
				  : 0;
}

static void borrow(const struct forecast_inputs *in,
		   struct queue_forecast *queues, int queue, int like,
		   const double *open)
{
	struct queue_forecast *q = &queues[queue];
	double level = level_of(in, queues, queue, like);
	int n = in->ahead->n, lenders = 0;
	double doubt = 0.25 / (1 + q->usable); /* of the level, squared */

	for (int t = 0; t < n; t++) {
		double sum = 0;
		for (int k = 0; k < in->site->n_queues; k++)
			if (lends(queues, k, like))
				sum += queues[k].calls[t];
		q->calls[t] = open[t] > 0 ? level * sum : 0;
	}
	for (int k = 0; k < in->site->n_queues; k++)
		if (lends(queues, k, like) && lenders++ == 0)
			q->scatter = queues[k].scatter;
	for (int h = 0; h < BACKTEST_HORIZONS; h++) {
		q->scatter.cell[h].tau2 += doubt;
		q->scatter.day[h].tau2 += doubt;
	}
	q->report->like = like;
	q->report->basis = like >= 0 ? FORECAST_LIKE : FORECAST_OTHERS;
}

/* Anybody with a history who could lend a shape? */
static bool somebody_lends(const struct forecast_inputs *in,
			   const struct queue_forecast *queues)
{
	for (int k = 0; k < in->site->n_queues; k++)
		if (!is_new(&queues[k]) && queues[k].day_mean > 0)
			return true;
	return false;
}

static void forecast_new(struct arena *work, const struct forecast_inputs *in,
			 struct queue_forecast *queues, int k)
{
	int like = analog_of(in, queues, k);

	if (like < 0 && queues[k].usable == 0) {
		queues[k].report->basis = FORECAST_NOTHING;
		return;
	}
	if (like < 0 && !somebody_lends(in, queues))
		return;
	double *open = arena_new(work, double, in->ahead->n);
	site_open(in->site, &in->site->queues[k], in->ahead, open);
	borrow(in, queues, k, like, open);
}

/* Those with days of their own first: others may be like them. */
void newcomer_forecast(struct arena *work, const struct forecast_inputs *in,
		       struct queue_forecast *queues)
{
	for (int k = 0; k < in->site->n_queues; k++)
		if (is_new(&queues[k]) && queues[k].usable > 0)
			forecast_new(work, in, queues, k);
	for (int k = 0; k < in->site->n_queues; k++)
		if (queues[k].usable == 0)
			forecast_new(work, in, queues, k);
}
