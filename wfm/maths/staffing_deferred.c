#include "maths/staffing_deferred.h"

#include <math.h>

#include "maths/deferred.h"

static const struct queue *queue_of(const struct staffing_work *w)
{
	return &w->site->queues[w->queue];
}

/*
 * The last of n open intervals that ends by the instant a backlog is due; -1:
 * it is due later than all that is planned.  What is due before the first has
 * ended counts as if it came then.
 */
static int due_slot(const struct grid *g, const int *list, int n, int64_t due)
{
	int i = 0;

	if (due > grid_time(g, list[n - 1]) + g->interval &&
	    due >= grid_time(g, g->n - 1) + g->interval)
		return -1;
	while (i + 1 < n && grid_time(g, list[i + 1]) + g->interval <= due)
		i++;
	return i;
}

/* Contacts of the queue's backlog; due[n] those due by each open interval. */
static double backlog_of(const struct staffing_work *w, const int *list, int n,
			 int first_last, double *due)
{
	const struct grid *g = w->g;
	double contacts = 0;

	for (int i = 0; i < w->site->n_backlog && n > 0; i++) {
		const struct backlog *b = &w->site->backlog[i];
		if (b->queue != w->queue)
			continue;
		int slot = due_slot(g, list, n, b->due);
		if (slot == 0 && b->due < grid_time(g, list[0]) + g->interval)
			slot = first_last;
		if (slot >= 0 && slot < n)
			due[slot] += b->contacts;
		contacts += b->contacts;
	}
	return contacts;
}

/*
 * The open interval of list[] in which work of the i-th must be done: by
 * open time or by the clock, and never before its own.
 */
static int last_slot(const struct staffing_work *w, const int *list, int n,
		     int i)
{
	int slots_late = (int)floor(queue_of(w)->goal.within / w->g->interval);
	int last = i;

	if (queue_of(w)->goal.open_hours)
		return i + (slots_late > 1 ? slots_late - 1 : 0);
	while (last + 1 < n && list[last + 1] < list[i] + slots_late)
		last++;
	return last;
}

/* The open intervals of a deferred queue and the work of each. */
struct slots {
	int n;
	int *list;	     /* [n] intervals */
	int *last;	     /* [n] */
	double *work, *idle; /* [n] in people */
};

/* Of a backlog: the mean of what comes, else what the site assumes. */
static double usual_aht(const struct staffing_work *w)
{
	double calls = 0, work = 0;

	for (int t = 0; t < w->g->n; t++)
		if (w->calls[t] > 0 && w->aht[t] > 0) {
			calls += w->calls[t];
			work += w->calls[t] * w->aht[t];
		}
	return calls > 0 ? work / calls : queue_of(w)->aht;
}

static struct slots slots_of(struct arena *a, const struct staffing_work *w)
{
	const struct grid *g = w->g;
	struct slots x = { .list = arena_new(a, int, g->n),
			   .last = arena_new(a, int, g->n),
			   .work = arena_new(a, double, g->n),
			   .idle = arena_new(a, double, g->n) };

	for (int t = 0; t < g->n; t++) {
		if (w->open[t] <= 0)
			continue;
		if (w->calls[t] > 0)
			x.work[x.n] = w->calls[t] * w->aht[t] / g->interval;
		x.idle[x.n] = w->idle[t] * w->open[t];
		x.list[x.n++] = t;
	}
	for (int i = 0; i < x.n; i++)
		x.last[i] = last_slot(w, x.list, x.n, i);
	return x;
}

/* What a sheet would say: work as it comes, and a backlog evenly until it is
 * due, in people; due[n] as of backlog_of. */
static void plain_row(const struct staffing_work *w, const struct slots *x,
		      double backlog, const double *due, double occupancy,
		      double *plain)
{
	double later = backlog, even = 0;

	for (int i = 0; i < x->n; i++)
		later -= due[i];
	even = x->n ? fmax(later, 0) / x->n : 0;
	for (int i = x->n - 1; i >= 0; i--) {
		int t = x->list[i];

		even += due[i] / (i + 1);
		plain[t] = even / occupancy;
		if (w->mean[t] > 0)
			plain[t] += w->mean[t] * w->aht[t] /
				    (w->g->interval * occupancy);
	}
}

void staffing_deferred(struct arena *a, const struct staffing_work *w,
		       struct requirement_row *row)
{
	int n = w->g->n;
	double occupancy = queue_of(w)->goal.max_occupancy;
	double *rate = arena_new(a, double, n);
	double *used = arena_new(a, double, n);
	double *due = arena_new(a, double, n);
	struct slots x = slots_of(a, w);
	double backlog = backlog_of(w, x.list, x.n, x.n ? x.last[0] : 0, due);
	double each = usual_aht(w) / w->g->interval;

	for (int i = 0; i < x.n; i++)
		due[i] *= each;
	deferred_smooth(a,
			&(struct deferred){ .n = x.n,
					    .arrived = x.work,
					    .last = x.last,
					    .backlog = backlog * each,
					    .backlog_due = due,
					    .idle = x.idle },
			rate, used);
	occupancy = occupancy > 0 ? occupancy : 1;
	plain_row(w, &x, backlog * each, due, occupancy, row->plain);
	row->idle = arena_new(a, double, n);
	for (int i = 0; i < x.n; i++) {
		int t = x.list[i];

		row->net[t] = rate[i] / occupancy;
		row->idle[t] = used[i];
		row->binding[t] =
			used[i] > 0 && !(rate[i] > 0) ? "idle" : "load";
	}
}
