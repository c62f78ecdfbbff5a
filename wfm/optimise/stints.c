#include "optimise/stints.h"

#include <math.h>
#include <string.h>

#include "base/random.h"
#include "optimise/standing.h"
#include "optimise/stint_path.h"

enum {
	SWEEPS = 5,
	MOST_TOLD = 6, /* anew at a time */
	IN_VAIN = 40,  /* tries for each duty without a gain, */
	TRIES = 400,   /* and at most */
	SPREAD = 3600  /* seconds around an interval that costs too much */
};

static const double NOISE = 0.3; /* of a price, so that ways differ */

struct told {
	int agent, day;
	struct duty whole; /* on all its queues */
	struct duty now, spare;
	int n_queues;
	const int *queue, *kind, *least; /* [n_queues]; least: ticks */
	const double *scale;
};

struct telling {
	struct arena *arena;
	struct standing *s;
	struct random random;
	struct told *list;
	int n, room;
	int *chosen;	 /* [n] */
	double *relaxed; /* [intervals] cost without stints */
	int kinds;	 /* that the crowd knows */
};

/* ---- who ---- */

static uint64_t queues_of(const struct telling *x, const struct cell *c)
{
	return plan_shift_queues(x->s->period->site, c->duty.shift) &
	       x->s->plan->queues;
}

static int ticks_of(const struct telling *x, int minutes)
{
	int seconds = x->s->plan->ticks.seconds;
	int n = (minutes * 60 + seconds - 1) / seconds;

	return n > 1 ? n : 1;
}

/* The queues that somebody may be told; their number. */
static int list_queues(struct telling *x, struct told *t, uint64_t queues,
		       bool *asked)
{
	const struct site *site = x->s->period->site;
	int *queue = arena_new(x->arena, int, site->n_queues);
	int *kind = arena_new(x->arena, int, site->n_queues);
	int *least = arena_new(x->arena, int, site->n_queues);
	double *scale = arena_new(x->arena, double, site->n_queues);
	int n = 0;

	*asked = false;
	for (int q = 0; q < site->n_queues; q++) {
		if (!(queues >> q & 1))
			continue;
		kind[n] = plan_kind(x->s->plan, t->agent, t->day,
				    (uint64_t)1 << q, &scale[n]);
		if (kind[n] < 0 || kind[n] >= x->kinds)
			continue;
		queue[n] = q;
		least[n] = ticks_of(x, site->queues[q].stint);
		*asked = *asked || site->queues[q].stint > 0;
		n++;
	}
	t->queue = queue;
	t->kind = kind;
	t->least = least;
	t->scale = scale;
	return n;
}

static struct duty room_for(struct telling *x, const struct duty *d)
{
	int64_t seconds = x->s->plan->ticks.seconds;
	struct duty made = *d;

	made.segments = arena_new(x->arena, struct segment,
				  (size_t)((d->end - d->start) / seconds) +
					  2 * (size_t)d->n);
	return made;
}

static bool has_free_work(const struct duty *d)
{
	for (int k = 0; k < d->n; k++)
		if (d->segments[k].kind == SEGMENT_WORK &&
		    d->segments[k].queue < 0)
			return true;
	return false;
}

static void list_cell(struct telling *x, int agent, int day)
{
	const struct cell *c = standing_cell(x->s, agent, day);
	struct told t = { .agent = agent, .day = day };
	bool asked;

	if (c->kind != CELL_DUTY || c->locked || !has_free_work(&c->duty))
		return;
	t.n_queues = list_queues(x, &t, queues_of(x, c), &asked);
	if (t.n_queues < 2 || !asked)
		return;
	t.whole = c->duty;
	t.now = room_for(x, &c->duty);
	t.spare = room_for(x, &c->duty);
	x->list =
		arena_grow(x->arena, x->list, x->n, &x->room, sizeof(*x->list));
	x->list[x->n++] = t;
}

/* ---- one duty ---- */

static int tick_at(const struct telling *x, int64_t utc)
{
	const struct ticks *t = &x->s->plan->ticks;
	int64_t tick = (utc - t->start) / t->seconds;

	return utc < t->start ? 0 : tick > t->n ? t->n : (int)tick;
}

/* Summed prices of a queue through the ticks from `from` on. */
static const double *prices(struct telling *x, const struct told *t, int j,
			    int from, int n, double noise)
{
	double *prefix = arena_new(x->s->scratch, double, n + 1);
	int per = x->s->plan->ticks.per;

	for (int k = 0; k < n; k++) {
		double price =
			crowd_up(x->s->crowd, t->kind[j], (from + k) / per) *
			t->scale[j] / per;
		if (noise > 0)
			price += noise * fabs(price) *
				 random_uniform(&x->random);
		prefix[k + 1] = prefix[k] + price;
	}
	return prefix;
}

static void add_segment(struct duty *d, struct segment g)
{
	struct segment *list = (struct segment *)(uintptr_t)d->segments;
	struct segment *last = d->n > 0 ? &list[d->n - 1] : NULL;

	if (g.start >= g.end)
		return;
	if (last && last->kind == g.kind && g.kind == SEGMENT_WORK &&
	    last->queue == g.queue && last->what == g.what &&
	    last->end == g.start)
		last->end = g.end;
	else
		list[d->n++] = g;
}

static void cut_work(struct telling *x, const struct told *t,
		     const struct segment *g, double noise, struct duty *made)
{
	const struct ticks *ticks = &x->s->plan->ticks;
	int from = tick_at(x, g->start), until = tick_at(x, g->end - 1) + 1;
	int n = until - from;
	struct arena *a = x->s->scratch;
	struct stint_queue *q = arena_new(a, struct stint_queue, t->n_queues);
	int16_t *of = arena_new(a, int16_t, n + 1);

	for (int j = 0; j < t->n_queues; j++)
		q[j] = (struct stint_queue){ prices(x, t, j, from, n, noise),
					     t->least[j] };
	stint_path(a, n, t->n_queues, q, of);
	for (int k = 0; k < n; k++) {
		int64_t at =
			ticks->start + (int64_t)(from + k) * ticks->seconds;
		struct segment s = *g;
		s.queue = t->queue[of[k]];
		s.start = k == 0 ? g->start : at;
		s.end = k == n - 1 ? g->end : at + ticks->seconds;
		add_segment(made, s);
	}
}

/* The duty goes, and comes back with the cheapest stints, in spare. */
static void tell(struct telling *x, struct told *t, double noise)
{
	const struct duty *whole = &t->whole;

	standing_put(x->s, t->agent, t->day, NULL);
	t->spare.n = 0;
	for (int k = 0; k < whole->n; k++) {
		const struct segment *g = &whole->segments[k];
		if (g->kind == SEGMENT_WORK && g->queue < 0)
			cut_work(x, t, g, noise, &t->spare);
		else
			add_segment(&t->spare, *g);
	}
	arena_empty(x->s->scratch);
	standing_put(x->s, t->agent, t->day, &t->spare);
}

static void keep(struct told *t)
{
	struct duty now = t->now;

	t->now = t->spare;
	t->spare = now;
}

/* ---- all ---- */

static void tell_all(struct telling *x)
{
	for (int k = 0; k < x->n; k++) {
		tell(x, &x->list[k], 0);
		keep(&x->list[k]);
	}
}

/* Each once more; false: nobody gained. */
static bool sweep(struct telling *x)
{
	bool gain = false;

	for (int k = 0; k < x->n; k++) {
		struct told *t = &x->list[k];
		double before = standing_cost(x->s);
		tell(x, t, 0);
		double after = standing_cost(x->s);
		if (after > before + 1e-9) {
			standing_put(x->s, t->agent, t->day, &t->now);
			continue;
		}
		gain = gain || after < before - 1e-9;
		keep(t);
	}
	return gain;
}

static double excess(const struct telling *x, int t)
{
	double more = crowd_cost_at(x->s->crowd, t) - x->relaxed[t];

	return more > 1e-6 ? more : 0;
}

/* An interval that costs too much, dearer ones more often; -1: none does. */
static int dear_interval(struct telling *x)
{
	int n = x->s->plan->n;
	double sum = 0;

	for (int t = 0; t < n; t++)
		sum += sqrt(excess(x, t));
	if (!(sum > 0))
		return -1;
	double at = sum * random_uniform(&x->random);
	for (int t = 0; t < n; t++) {
		at -= sqrt(excess(x, t));
		if (at < 0)
			return t;
	}
	return -1;
}

/* Some of those who work around an interval, in any order. */
static int choose(struct telling *x, int interval)
{
	const struct ticks *ticks = &x->s->plan->ticks;
	int64_t around = random_below(&x->random, SPREAD);
	int64_t at =
		ticks->start + (int64_t)interval * ticks->per * ticks->seconds;
	int n = 0, most = 1 + random_below(&x->random, MOST_TOLD);

	for (int k = 0; k < x->n; k++) {
		const struct duty *d = &x->list[k].whole;
		if (d->start < at + around && d->end > at - around)
			x->chosen[n++] = k;
	}
	for (int k = 0; k < n && k < most; k++) {
		int j = k + random_below(&x->random, n - k);
		int swap = x->chosen[k];
		x->chosen[k] = x->chosen[j];
		x->chosen[j] = swap;
	}
	return n < most ? n : most;
}

/* They are free again, then told one after the other. */
static bool tell_anew(struct telling *x, int n)
{
	double before = standing_cost(x->s), after;
	double noise = random_below(&x->random, 2) ? NOISE : 0;

	for (int k = 0; k < n; k++) {
		const struct told *t = &x->list[x->chosen[k]];
		standing_put(x->s, t->agent, t->day, &t->whole);
	}
	for (int k = 0; k < n; k++)
		tell(x, &x->list[x->chosen[k]], noise);
	after = standing_cost(x->s);
	for (int k = 0; k < n; k++) {
		struct told *t = &x->list[x->chosen[k]];
		if (after <= before + 1e-9)
			keep(t);
		else
			standing_put(x->s, t->agent, t->day, &t->now);
	}
	return after < before - 1e-9;
}

static void mend(struct telling *x)
{
	int in_vain = 0;

	for (int k = 0; k < TRIES * x->n && in_vain < IN_VAIN * x->n; k++) {
		int interval = dear_interval(x);
		if (interval < 0)
			return;
		in_vain = tell_anew(x, choose(x, interval)) ? 0 : in_vain + 1;
	}
}

/* ---- what the solver told ---- */

static struct duty without_queues(struct arena *a, const struct duty *d)
{
	struct segment *list = arena_new(a, struct segment, d->n);
	struct duty made = *d;

	made.segments = list;
	made.n = 0;
	for (int k = 0; k < d->n; k++) {
		struct segment g = d->segments[k];
		if (g.kind == SEGMENT_WORK)
			g.queue = -1;
		add_segment(&made, g);
	}
	return made;
}

struct roster stints_untold(struct arena *a, const struct roster *r, int from)
{
	struct roster made = roster_copy(a, r);

	for (int i = 0; i < r->agents; i++)
		for (int d = 0; d < r->days; d++) {
			struct cell *c =
				roster_cell(&made, i, r->first_day + d);
			if (r->first_day + d >= from && !c->locked &&
			    c->kind == CELL_DUTY)
				c->duty = without_queues(a, &c->duty);
		}
	return made;
}

static int activities_in(const struct cell *c)
{
	int n = 0;

	for (int k = 0; c->kind == CELL_DUTY && k < c->duty.n; k++)
		n += c->duty.segments[k].kind == SEGMENT_ACTIVITY;
	return n;
}

void stints_restore(const struct roster *told, struct roster *r)
{
	for (int k = 0; k < r->agents * r->days; k++)
		if (activities_in(&r->cells[k]) ==
		    activities_in(&told->cells[k]))
			r->cells[k] = told->cells[k];
}

int stints_tell(struct arena *a, const struct period *p,
		const struct requirement *req, int from, uint64_t seed,
		struct roster *r)
{
	struct telling x = { .arena = a, .random = random_stream(seed, 31) };

	if (!site_has_stints(p->site))
		return 0;
	x.s = standing_new(a, p, req, r);
	x.kinds = x.s->plan->n_kinds;
	for (int i = 0; i < r->agents; i++)
		for (int d = 0; d < r->days; d++)
			if (r->first_day + d >= from)
				list_cell(&x, i, r->first_day + d);
	x.chosen = arena_new(a, int, x.n);
	x.relaxed = arena_new(a, double, x.s->plan->n);
	for (int t = 0; t < x.s->plan->n; t++)
		x.relaxed[t] = crowd_cost_at(x.s->crowd, t);
	tell_all(&x);
	for (int k = 0; k < SWEEPS && sweep(&x); k++)
		;
	mend(&x);
	/* The last put of each is its segments now. */
	*r = roster_copy(a, &x.s->roster);
	standing_close(x.s);
	return x.n;
}
