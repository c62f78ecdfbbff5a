#include "maths/reconcile.h"

#include <math.h>
#include <stdlib.h>

enum { LEAST_SEEN = 4 }; /* of an interval on a weekday */

/* The queues brought together, and how their sum is laid out. */
struct group {
	const struct forecast_inputs *in;
	const struct queue_forecast *queues;
	int n, *queue;
	int most; /* days to learn from, of any queue */
};

static struct group find_group(struct arena *work,
			       const struct forecast_inputs *in,
			       const struct queue_forecast *queues)
{
	struct group g = { in, queues, 0,
			   arena_new(work, int, in->site->n_queues), 0 };

	for (int k = 0; k < in->site->n_queues; k++)
		if (queues[k].usable > g.most)
			g.most = queues[k].usable;
	for (int k = 0; k < in->site->n_queues; k++)
		if (queues[k].plain && 2 * queues[k].usable >= g.most)
			g.queue[g.n++] = k;
	return g;
}

/* All closed, as wide as the queues together. */
static struct day_matrix sum_new(struct arena *work, const struct group *g)
{
	const struct grid *all = g->in->all;
	int from = 24 * 60, until = 0, past = all->days;

	for (int k = 0; k < g->n; k++) {
		const struct queue_forecast *q = &g->queues[g->queue[k]];
		int end = q->first_slot + q->slots;
		from = q->first_slot < from ? q->first_slot : from;
		until = end > until ? end : until;
		past = q->past < past ? q->past : past;
	}
	struct day_matrix sum = daymatrix_new(work, all->first_day, all->days,
					      until - from, all->interval / 60);
	sum.first_slot = from;
	sum.past = past;
	for (int i = 0; i < sum.days * sum.slots; i++)
		sum.calls[i] = 0;
	return sum;
}

/* Unknown in one queue is unknown in the sum; closed is nothing. */
static void add_queue(struct day_matrix *sum, const struct day_matrix *m)
{
	int shift = m->first_slot - sum->first_slot;

	for (int i = 0; i < m->days * m->slots; i++) {
		int to = i / m->slots * sum->slots + i % m->slots + shift;
		if (!m->open[i])
			continue;
		sum->open[to] = true;
		sum->calls[to] += m->calls[i];
	}
}

/* What days are is the site's, the same for all its queues. */
static void copy_days(struct day_matrix *sum, const struct day_matrix *m)
{
	sum->weekday = m->weekday;
	sum->special = m->special;
	sum->holiday = m->holiday;
	sum->kinds = m->kinds;
	sum->n_kinds = m->n_kinds;
}

static struct day_matrix sum_of_queues(struct arena *work,
				       const struct group *g)
{
	struct day_matrix sum = sum_new(work, g);
	struct arena *own = arena_open();

	for (int k = 0; k < g->n; k++) {
		struct queue_records r = queue_forecast_records(
			g->in, g->queue[k], k > 0 ? own : work);
		add_queue(&sum, &r.m);
		if (k == 0)
			copy_days(&sum, &r.m);
		arena_empty(own);
	}
	arena_close(own);
	for (int i = 0; i < sum.days * sum.slots; i++)
		if (!sum.open[i] || i / sum.slots >= sum.past)
			sum.calls[i] = NAN;
	daymatrix_classify(work, &sum);
	return sum;
}

/*
 * site[ahead->n]: the sum's forecast; NaN where it was hardly ever known, on
 * this weekday, of all queues at once.
 */
static double *sum_ahead(struct arena *work, const struct day_matrix *sum,
			 double *mean, const struct grid *ahead)
{
	int *seen = arena_new(work, int, 7 * sum->slots);
	double *site = arena_new(work, double, ahead->n);

	for (int i = 0; i < sum->past * sum->slots; i++)
		seen[sum->weekday[i / sum->slots] * sum->slots +
		     i % sum->slots] += !isnan(sum->calls[i]);
	for (int i = sum->past * sum->slots; i < sum->days * sum->slots; i++)
		if (seen[sum->weekday[i / sum->slots] * sum->slots +
			 i % sum->slots] < LEAST_SEEN)
			mean[i] = NAN;
	daymatrix_scatter(sum, mean, ahead, site);
	return site;
}

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* In the order of size, so that it does not depend on that of the queues. */
static double steady_sum(double *x, int n)
{
	double sum = 0;

	qsort(x, (size_t)n, sizeof(*x), by_size);
	for (int i = 0; i < n; i++)
		sum += x[i];
	return sum;
}

static double variance_of(const struct queue_forecast *q, int day, double calls)
{
	return scatter_variance(&q->scatter, q->lead + day, calls);
}

/* Interval t of day d: site contacts with some variance. */
static void bring_together(const struct group *g, struct queue_forecast *queues,
			   double *room, int d, int t, double site,
			   double variance)
{
	for (int k = 0; k < g->n; k++)
		room[k] = queues[g->queue[k]].calls[t];
	double sum = steady_sum(room, g->n);
	for (int k = 0; k < g->n; k++) {
		const struct queue_forecast *q = &queues[g->queue[k]];
		room[k] = variance_of(q, d, q->calls[t]);
	}
	double doubt = variance + steady_sum(room, g->n);
	if (!(site > 0) || !(sum > 0))
		return;
	for (int k = 0; k < g->n; k++) {
		struct queue_forecast *q = &queues[g->queue[k]];
		double more = variance_of(q, d, q->calls[t]) / doubt;
		q->calls[t] = fmax(0, q->calls[t] + more * (site - sum));
	}
}

static double total(const struct group *g, const struct queue_forecast *queues,
		    double *room)
{
	for (int k = 0; k < g->n; k++) {
		room[k] = 0;
		for (int t = 0; t < g->in->ahead->n; t++)
			room[k] += queues[g->queue[k]].calls[t];
	}
	return steady_sum(room, g->n);
}

struct forecast_together reconcile_queues(struct arena *work,
					  const struct forecast_inputs *in,
					  struct queue_forecast *queues)
{
	struct group g = find_group(work, in, queues);
	const struct grid *ahead = in->ahead;

	if (g.n < 2)
		return (struct forecast_together){ 0 };
	struct day_matrix sum = sum_of_queues(work, &g);
	struct ensemble e = ensemble_choose(work, &sum, sum.days - sum.past);
	struct ensemble_forecast f = ensemble_forecast(work, &e, &sum);
	if (e.test.n == 0 || 2 * f.training.usable < g.most)
		return (struct forecast_together){ 0 };
	const double *site = sum_ahead(work, &sum, f.mean, ahead);
	double *room = arena_new(work, double, g.n);

	struct forecast_together of = { .queues = g.n,
					.apart = total(&g, queues, room) };
	int lead = ahead->first_day - (sum.first_day + sum.past) + 1;
	for (int d = 0; d < ahead->days; d++)
		for (int t = ahead->day_begin[d]; t < ahead->day_begin[d + 1];
		     t++) {
			of.site += site[t] > 0 ? site[t] : 0;
			bring_together(&g, queues, room, d, t, site[t],
				       scatter_variance(&e.scatter, lead + d,
							site[t]));
		}
	of.together = total(&g, queues, room);
	return of;
}
