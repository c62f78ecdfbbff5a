#include "maths/audit.h"

#include <math.h>
#include <stdbool.h>

#include "base/date.h"

enum { SLOT = 5, SLOTS = 1440 / SLOT }; /* minutes; slots of a day */

/* Contacts by weekday and time of day, of days like any other. */
struct slot {
	double sum, squares;
	int n;
};
struct usual {
	struct slot slot[7][SLOTS];
	double ratio; /* of variance to mean, >= 1 */
};

struct auditing {
	struct arena *arena;
	const struct site *site;
	const struct workload *w;
	struct audit *audit;
	int room;
	/* Of the queue at hand: */
	int q;
	const double *open; /* [grid.n] */
	int first, last;    /* recorded intervals; first > last: none */
	/* Of all queues, [grid.n]: */
	const int *day;
	const short *slot; /* weekday * SLOTS + slot of the day */
	const bool *special;
	struct usual *usual;
};

static int cell(const struct auditing *x, int t)
{
	return x->q * x->w->grid.n + t;
}

static bool recorded(const struct auditing *x, int t)
{
	return !isnan(x->w->calls[cell(x, t)]);
}

static int day_of(const struct auditing *x, int t)
{
	return x->w->grid.first_day + x->day[t];
}

static bool is_special(const struct auditing *x, int t)
{
	return x->special[t];
}

/* --- the list --- */

static void add(struct auditing *x, struct audit_finding f)
{
	struct audit *a = x->audit;

	a->list =
		arena_grow(x->arena, a->list, a->n, &x->room, sizeof(*a->list));
	a->list[a->n++] = f;
	if (f.queue >= 0)
		a->queues[f.queue].found[f.kind]++;
}

/* A stretch of neighbouring intervals; kind says what they have in common. */
struct run {
	int from, until; /* intervals; from -1: none */
	int intervals;
	double amount;
};

static void extend(struct run *r, int t, double amount)
{
	if (r->from < 0)
		*r = (struct run){ .from = t };
	r->until = t + 1;
	r->intervals++;
	r->amount += amount;
}

static void end_run(struct auditing *x, struct run *r, enum audit_kind kind)
{
	const struct grid *g = &x->w->grid;

	if (r->from >= 0)
		add(x,
		    (struct audit_finding){ kind, x->q, grid_time(g, r->from),
					    grid_time(g, r->until),
					    r->intervals, r->amount });
	r->from = -1;
}

/* --- what is usual --- */

static struct slot *slot_of(struct auditing *x, int t)
{
	return &x->usual->slot[x->slot[t] / SLOTS][x->slot[t] % SLOTS];
}

static double expected(struct auditing *x, int t)
{
	const struct slot *s = slot_of(x, t);

	return s->n > 0 ? s->sum / s->n : 0;
}

/* Sum of the slots' variances over the sum of their means. */
static double ratio(const struct usual *u)
{
	double variance = 0, mean = 0;

	for (int d = 0; d < 7; d++)
		for (int k = 0; k < SLOTS; k++) {
			const struct slot *s = &u->slot[d][k];

			if (s->n < 2)
				continue;
			mean += s->sum / s->n;
			variance += (s->squares - s->sum * s->sum / s->n) /
				    (s->n - 1);
		}
	return mean > 0 ? fmax(1, variance / mean) : 1;
}

static void learn(struct auditing *x)
{
	*x->usual = (struct usual){ 0 };
	for (int t = x->first; t <= x->last; t++) {
		double calls = x->w->calls[cell(x, t)];
		struct slot *s = slot_of(x, t);

		if (!recorded(x, t) || is_special(x, t))
			continue;
		s->sum += calls;
		s->squares += calls * calls;
		s->n++;
	}
	x->usual->ratio = ratio(x->usual);
}

/* --- the questions --- */

static void find_gaps(struct auditing *x)
{
	struct run r = { .from = -1 };

	for (int t = x->first; t <= x->last; t++)
		if (recorded(x, t))
			end_run(x, &r, AUDIT_GAP);
		else if (x->open[t] > 0)
			extend(&r, t, expected(x, t));
}

/* Contacts to be expected in a run of zeros for its chance to be 1e-6. */
static double enough(double ratio)
{
	double poisson = 6 * log(10);

	return ratio > 1 + 1e-9 ? poisson * (ratio - 1) / log(ratio) : poisson;
}

static void find_outages(struct auditing *x)
{
	struct run r = { .from = -1 };

	for (int t = x->first; t <= x->last + 1; t++) {
		bool end = t > x->last;

		if (!end &&
		    (!recorded(x, t) || is_special(x, t) || x->open[t] <= 0))
			continue;
		if (!end && x->w->calls[cell(x, t)] == 0) {
			extend(&r, t, expected(x, t));
			continue;
		}
		if (r.amount < enough(x->usual->ratio))
			r.from = -1;
		end_run(x, &r, AUDIT_OUTAGE);
		r.amount = 0;
	}
}

static void find_mismatches(struct auditing *x)
{
	const struct workload *w = x->w;

	if (!w->handled || !w->abandoned)
		return;
	for (int d = 0; d < w->grid.days; d++) {
		double offered = 0, rest = 0;
		int from = w->grid.day_begin[d];
		int until = w->grid.day_begin[d + 1];
		struct run r = { from, until, until - from, 0 };

		for (int t = from; t < until; t++) {
			int i = cell(x, t);
			double diff =
				w->calls[i] - w->handled[i] - w->abandoned[i];

			if (isnan(diff))
				continue;
			offered += w->calls[i];
			rest += diff;
		}
		r.amount = rest;
		if (fabs(rest) > 5 && fabs(rest) > 0.1 * offered)
			end_run(x, &r, AUDIT_MISMATCH);
	}
}

/* Contacts that a handling time is the mean of. */
static double weight(const struct workload *w, int i)
{
	if (w->handled && !isnan(w->handled[i]))
		return w->handled[i];
	return w->calls[i];
}

static double level(const struct auditing *x)
{
	double sum = 0, n = 0;

	for (int t = x->first; t <= x->last; t++) {
		int i = cell(x, t);

		if (isnan(x->w->aht[i]) || !(weight(x->w, i) > 0))
			continue;
		sum += x->w->aht[i] * weight(x->w, i);
		n += weight(x->w, i);
	}
	return n > 0 ? sum / n : NAN;
}

static void find_spikes(struct auditing *x)
{
	double usual = x->audit->queues[x->q].aht;

	for (int t = x->first; t <= x->last; t++) {
		int i = cell(x, t);
		double aht = x->w->aht[i], n = weight(x->w, i);
		struct run r = { t, t + 1, 1, aht };

		if (isnan(aht) || !(n > 0) || !(usual > 0) ||
		    (aht < 3 * usual && aht > usual / 3))
			continue;
		if (fabs(aht - usual) * sqrt(n) > 8 * usual)
			end_run(x, &r, AUDIT_SPIKE);
	}
}

static void find_clock_days(struct auditing *x)
{
	const struct grid *g = &x->w->grid;

	for (int d = 0; d < g->days; d++) {
		int n = g->day_begin[d + 1] - g->day_begin[d];
		double hours = n * g->interval / 3600.0;

		if (hours != 24)
			add(x, (struct audit_finding){
				       AUDIT_CLOCK, -1,
				       grid_time(g, g->day_begin[d]),
				       grid_time(g, g->day_begin[d + 1]), n,
				       hours });
	}
}

/* --- one queue after the other, for each question --- */

static void take_queue(struct auditing *x, int q, double *open)
{
	const struct grid *g = &x->w->grid;

	x->q = q;
	x->open = open;
	x->first = 0;
	x->last = g->n - 1;
	site_open(x->site, &x->site->queues[q], g, open);
	while (x->first < g->n && !recorded(x, x->first))
		x->first++;
	while (x->last >= x->first && !recorded(x, x->last))
		x->last--;
	learn(x);
}

/* What all queues have in common. */
static void read_calendar(struct auditing *x)
{
	const struct grid *g = &x->w->grid;
	int *day = arena_new(x->arena, int, g->n);
	short *slot = arena_new(x->arena, short, g->n);
	bool *special = arena_new(x->arena, bool, g->n);

	for (int d = 0; d < g->days; d++) {
		int weekday = date_weekday(g->first_day + d);
		bool unlike = site_special_day(x->site, g->first_day + d);

		for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++) {
			day[t] = d;
			slot[t] = (short)(weekday * SLOTS + g->wall[t] / SLOT);
			special[t] = unlike;
		}
	}
	x->day = day;
	x->slot = slot;
	x->special = special;
}

static void describe(struct auditing *x)
{
	struct audit_queue *a = &x->audit->queues[x->q];
	int day = DATE_NONE;

	a->first = 1;
	for (int t = x->first; t <= x->last; t++) {
		if (!recorded(x, t))
			continue;
		a->intervals++;
		a->contacts += x->w->calls[cell(x, t)];
		a->days += day_of(x, t) != day;
		day = day_of(x, t);
	}
	if (a->intervals > 0) {
		a->first = day_of(x, x->first);
		a->last = day_of(x, x->last);
	}
	a->aht = level(x);
}

/* By kind, then as they were found. */
static void order_by_kind(struct auditing *x)
{
	struct audit *a = x->audit;
	struct audit_finding *list =
		arena_new(x->arena, struct audit_finding, a->n);
	int n = 0;

	for (int kind = 0; kind < AUDIT_KINDS; kind++)
		for (int i = 0; i < a->n; i++)
			if ((int)a->list[i].kind == kind)
				list[n++] = a->list[i];
	a->list = list;
}

struct audit audit_of_history(struct arena *a, const struct site *site,
			      const struct workload *w)
{
	static void (*const questions[])(struct auditing *) = {
		describe, find_gaps, find_outages, find_mismatches, find_spikes
	};
	struct audit audit = { .queues = arena_new(a, struct audit_queue,
						   site->n_queues) };
	struct auditing x = { .arena = a,
			      .site = site,
			      .w = w,
			      .audit = &audit,
			      .usual = arena_new(a, struct usual, 1) };
	double *open = arena_new(a, double, w->grid.n);

	read_calendar(&x);
	for (int q = 0; q < site->n_queues; q++) {
		take_queue(&x, q, open);
		for (size_t k = 0; k < sizeof(questions) / sizeof(*questions);
		     k++)
			questions[k](&x);
	}
	find_clock_days(&x);
	order_by_kind(&x);
	return audit;
}
