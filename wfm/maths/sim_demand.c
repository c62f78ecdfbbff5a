#include "maths/sim_demand.h"

#include <math.h>
#include <string.h>

/* --- queues --- */

static const enum service_level counting_of[] = {
	[ABANDONS_HURT] = SL_OFFERED,
	[ABANDONS_IGNORE] = SL_ANSWERED,
	[ABANDONS_EXSHORT] = SL_EXSHORT,
	[ABANDONS_COUNT] = SL_ABOK,
};

struct span_list {
	struct arena *arena;
	struct sim_span *v;
	int n, room;
};

/* Windows come by start; those that touch are one. */
static void add_span(struct span_list *l, double from, double until)
{
	struct sim_span *last = l->n > 0 ? &l->v[l->n - 1] : NULL;

	if (from < 0)
		from = 0;
	if (until <= from)
		return;
	if (last && from <= last->until) {
		last->until = fmax(last->until, until);
		return;
	}
	l->v = arena_grow(l->arena, l->v, l->n, &l->room, sizeof(*l->v));
	l->v[l->n++] = (struct sim_span){ from, until };
}

/* Opening hours from the night before the period to the end of its grid. */
static struct span_list open_spans(struct arena *a, const struct site *site,
				   const struct grid *g, const struct queue *q)
{
	struct span_list l = { .arena = a };

	for (int day = g->first_day - 1; day < g->first_day + g->days; day++) {
		struct opening_day hours = site_opening(site, q, day);

		for (int k = 0; k < hours.n; k++)
			add_span(&l,
				 (double)(grid_wall(g, day,
						    hours.windows[k].from) -
					  g->start),
				 (double)(grid_wall(g, day,
						    hours.windows[k].until) -
					  g->start));
	}
	return l;
}

static bool is_deferred(const struct queue *q)
{
	return q->channel == CHANNEL_EMAIL || q->channel == CHANNEL_OUTBOUND;
}

/* Each part with its own due time, the first due first. */
static void set_backlog(struct arena *a, const struct site *site, int64_t start,
			int queue, struct sim_queue *q)
{
	struct sim_backlog *list =
		arena_new(a, struct sim_backlog, site->n_backlog);
	int n = 0;

	for (int k = 0; k < site->n_backlog && q->deferred; k++) {
		const struct backlog *b = &site->backlog[k];
		double due = (double)(b->due - start);
		int at = n;

		if (b->queue != queue)
			continue;
		for (; at > 0 && list[at - 1].due > due; at--)
			list[at] = list[at - 1];
		list[at] = (struct sim_backlog){ b->contacts, due };
		n++;
	}
	q->backlog = list;
	q->n_backlog = n;
}

/* A factor for each number of contacts in one pair of hands. */
static const double *slower_of(struct arena *a, const struct queue *q)
{
	double *slower;

	if (q->n_levels == 0)
		return NULL;
	slower = arena_new(a, double, q->concurrency);
	for (int k = 0; k < q->concurrency; k++)
		slower[k] = q->levels[k < q->n_levels ? k : q->n_levels - 1];
	return slower;
}

/* Quantiles of the handling times seen, as many as there are contacts, or
 * enough of them; their mean is 1. */
static void set_durations(struct arena *a, const struct site *site, int queue,
			  struct sim_queue *q)
{
	enum { MOST = 4096 };
	const struct handling_time *list = site->handling_times, *end;
	double contacts = 0, below = 0, sum = 0, *x;
	int n;

	if (site->n_handling_times == 0)
		return;
	end = list + site->n_handling_times;
	while (list < end && list->queue != queue)
		list++;
	for (const struct handling_time *h = list; h < end && h->queue == queue;
	     h++)
		contacts += h->contacts;
	n = contacts < MOST ? (int)ceil(contacts) : MOST;
	x = arena_new(a, double, n);
	for (int k = 0; k < n; k++) {
		while (below + list->contacts <= (k + 0.5) / n * contacts)
			below += list++->contacts;
		x[k] = list->seconds;
		sum += x[k];
	}
	for (int k = 0; k < n; k++)
		x[k] *= n / sum;
	q->durations = x;
	q->n_durations = sum > 0 ? n : 0;
}

static struct sim_queue queue_of_site(struct arena *a, const struct site *site,
				      const struct grid *g, int queue)
{
	const struct queue *from = &site->queues[queue];
	struct span_list open = open_spans(a, site, g, from);
	struct sim_queue q = {
		.deferred = is_deferred(from),
		.slots = from->channel == CHANNEL_CHAT && from->concurrency > 1
				 ? from->concurrency
				 : 1,
		.slower = slower_of(a, from),
		.cv = from->spread > 0 ? from->spread : -1,
		.patience = from->patience > 0 ? from->patience : INFINITY,
		.lines = from->lines,
		.redial = from->redial,
		.redial_after = from->redial_after,
		.within = from->goal.within,
		.open_hours = from->goal.open_hours,
		.counting = counting_of[from->goal.abandons],
		.share = from->goal.share,
		.open = open.v,
		.n_open = open.n,
	};

	set_backlog(a, site, g->start, queue, &q);
	set_durations(a, site, queue, &q);
	return q;
}

/* --- contacts --- */

/* Slope of v / m over m by least squares, none below 0; all of the excess
 * where the means do not differ. */
static double level_variance(const double *mean, const double *variance, int n)
{
	double count = 0, x = 0, y = 0, xx = 0, xy = 0;

	for (int t = 0; t < n; t++) {
		double ratio = variance[t] / mean[t];

		if (!(mean[t] > 0) || !(ratio >= 1))
			continue;
		count++;
		x += mean[t];
		y += ratio - 1;
		xx += mean[t] * mean[t];
		xy += mean[t] * (ratio - 1);
	}
	if (count == 0)
		return 0;
	double spread = xx - x * x / count;
	if (spread < 1e-9 * xx)
		return y / x;
	double slope = (xy - x * y / count) / spread;
	if (y < slope * x) /* psi would be below 1 */
		slope = xy / xx;
	return fmax(slope, 0);
}

double sim_spread(const double *mean, const double *variance, int n,
		  double *own)
{
	double day = 0;

	for (int t = 0; t < n; t++)
		own[t] = 0;
	if (!variance)
		return 0;
	day = level_variance(mean, variance, n);
	for (int t = 0; t < n; t++) {
		double excess = variance[t] / (mean[t] * mean[t]) - 1 / mean[t];

		if (mean[t] > 0 && excess > 0)
			own[t] = fmax(0, (1 + excess) / (1 + day) - 1);
		if (own[t] < 1e-9)
			own[t] = 0;
	}
	return day;
}

/* Handling time where none is expected, for backlog: the queue's mean. */
static double usual_aht(const struct queue *q, const double *calls,
			const double *aht, int n)
{
	double sum = 0, work = 0;

	for (int t = 0; t < n; t++)
		if (calls[t] > 0 && aht[t] > 0) {
			sum += calls[t];
			work += calls[t] * aht[t];
		}
	return sum > 0 ? work / sum : q->aht > 0 ? q->aht : 1;
}

static void set_contacts(struct arena *a, const struct site *site,
			 const struct workload *ahead, bool poisson,
			 struct sim_centre *c)
{
	int cells = c->n_queues * c->n, all = ahead->grid.n;
	double *calls = arena_new(a, double, cells);
	double *aht = arena_new(a, double, cells);
	double *own = arena_new(a, double, cells);
	double *day = arena_new(a, double, c->n_queues * c->days);

	for (int q = 0; q < c->n_queues; q++) {
		const double *variance =
			ahead->variance ? ahead->variance + q * all : NULL;
		const double *from = ahead->calls + q * all;
		double usual;

		memcpy(calls + q * c->n, from, (size_t)c->n * sizeof(*calls));
		memcpy(aht + q * c->n, ahead->aht + q * all,
		       (size_t)c->n * sizeof(*aht));
		usual = usual_aht(&site->queues[q], from, aht + q * c->n, c->n);
		for (int t = 0; t < c->n; t++)
			if (!(aht[q * c->n + t] >= 0))
				aht[q * c->n + t] = usual;
		for (int d = 0; d < c->days && variance && !poisson; d++)
			day[q * c->days + d] = sim_spread(
				from + c->day_begin[d],
				variance + c->day_begin[d],
				c->day_begin[d + 1] - c->day_begin[d],
				own + q * c->n + c->day_begin[d]);
	}
	c->calls = calls;
	c->aht = aht;
	c->interval_spread = own;
	c->day_spread = day;
}

/* Part of a queue's contacts that had come before: the share that calls again
 * of those who hung up. */
static double redialed(const struct queue *q, const struct workload *h, int k)
{
	double offered = 0, abandoned = 0;

	for (int t = k * h->grid.n; t < (k + 1) * h->grid.n; t++)
		if (h->calls[t] > 0 && h->abandoned[t] >= 0) {
			offered += h->calls[t];
			abandoned += h->abandoned[t];
		}
	return offered > 0 ? fmin(1, q->redial * abandoned / offered) : 0;
}

struct workload sim_demand_fresh(struct arena *a, const struct site *site,
				 const struct workload *ahead,
				 const struct workload *past)
{
	struct workload w = *ahead;
	size_t cells = (size_t)(w.queues * w.grid.n);

	if (!past->abandoned)
		return w;
	w.calls = arena_copy(a, w.calls, cells, sizeof(*w.calls));
	if (w.variance)
		w.variance =
			arena_copy(a, w.variance, cells, sizeof(*w.variance));
	for (int q = 0; q < w.queues; q++) {
		double own = 1 - redialed(&site->queues[q], past, q);

		for (int t = q * w.grid.n; t < (q + 1) * w.grid.n; t++) {
			double mean = w.calls[t];

			w.calls[t] = own * mean;
			if (w.variance) /* each contact is kept or not */
				w.variance[t] =
					own * own * (w.variance[t] - mean) +
					own * mean;
		}
	}
	return w;
}

struct sim_centre sim_demand(struct arena *a, const struct site *site,
			     const struct workload *ahead, int days,
			     bool poisson)
{
	const struct grid *g = &ahead->grid;
	struct sim_queue *queues =
		arena_new(a, struct sim_queue, site->n_queues);
	struct sim_centre c = { .n_queues = site->n_queues,
				.n = g->day_begin[days],
				.interval = g->interval,
				.days = days,
				.day_begin = g->day_begin,
				.queues = queues };

	for (int q = 0; q < c.n_queues; q++)
		queues[q] = queue_of_site(a, site, g, q);
	set_contacts(a, site, ahead, poisson, &c);
	return c;
}
