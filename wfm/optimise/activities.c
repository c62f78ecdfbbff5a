#include "optimise/activities.h"

#include <math.h>
#include <stdlib.h>

#include "maths/pay.h"
#include "optimise/standing.h"

enum { ROUNDS = 3 };

/* Where somebody's activity lies: the cell of day, from start on. */
struct put {
	int agent, day;
	int64_t start; /* 0: nowhere */
	struct duty without;
	const struct segment *with; /* the duty's segments since then */
};

struct item {
	int activity, length; /* minutes */
	struct put *puts;     /* [n] one a person */
	int n;
};

struct placing {
	struct arena *arena;
	struct standing *s;
	int from; /* civil day */
	struct item *items;
	int n, room;
};

static const struct activity *activity_of(const struct placing *x,
					  const struct item *item)
{
	return &x->s->period->site->activities[item->activity];
}

/* ---- who ---- */

static bool has_it(const struct standing *s, int activity, int agent)
{
	const struct activity *a = &s->period->site->activities[activity];

	for (int day = a->from; day < a->until; day++) {
		const struct cell *c =
			period_cell(s->period, &s->roster, agent, day);
		for (int k = 0; c && c->kind == CELL_DUTY && k < c->duty.n; k++)
			if (c->duty.segments[k].kind == SEGMENT_ACTIVITY &&
			    c->duty.segments[k].what == activity)
				return true;
	}
	return false;
}

static void add_item(struct placing *x, int activity, const int *people, int n)
{
	struct item *item;

	if (n == 0)
		return;
	x->items = arena_grow(x->arena, x->items, x->n, &x->room,
			      sizeof(*x->items));
	item = &x->items[x->n++];
	*item = (struct item){ activity,
			       x->s->period->site->activities[activity].length,
			       arena_new(x->arena, struct put, n), n };
	for (int k = 0; k < n; k++)
		item->puts[k].agent = people[k];
}

static void list_activity(struct placing *x, int activity)
{
	const struct period *p = x->s->period;
	const struct activity *a = &p->site->activities[activity];
	int *people = arena_new(x->arena, int, p->site->n_agents), n = 0;

	for (int i = 0; i < p->site->n_agents; i++)
		if (activity_asks(p, a, i) && !has_it(x->s, activity, i))
			people[n++] = i;
	if (a->together) {
		add_item(x, activity, people, n);
		return;
	}
	for (int k = 0; k < n; k++)
		add_item(x, activity, &people[k], 1);
}

/* Many people are harder to bring together, long stretches harder to find. */
static int hardest_first(const void *pa, const void *pb)
{
	const struct item *a = pa, *b = pb;

	if (a->n != b->n)
		return b->n - a->n;
	if (a->length != b->length)
		return b->length - a->length;
	if (a->activity != b->activity)
		return a->activity - b->activity;
	return a->puts[0].agent - b->puts[0].agent;
}

/* ---- where ---- */

struct stretch { /* instants at which it may begin on a day: [from, until] */
	int64_t from, until;
};

static struct stretch window_on(const struct placing *x,
				const struct activity *a, int day)
{
	const struct grid *g = &x->s->period->grid;
	bool any = a->window.until <= a->window.from;

	return (struct stretch){
		grid_wall(g, day, any ? 0 : a->window.from),
		grid_wall(g, day, any ? 2880 : a->window.until) - 60 * a->length
	};
}

static bool is_open(const struct placing *x, int agent, int day)
{
	const struct cell *c = standing_cell(x->s, agent, day);

	return c && c->kind == CELL_DUTY && !c->locked && day >= x->from;
}

/* The stretch of work that would hold it, with no sliver left; -1: none. */
static int work_around(const struct duty *d, int64_t start, int64_t end,
		       int sliver)
{
	for (int k = 0; k < d->n; k++) {
		const struct segment *g = &d->segments[k];
		if (g->kind == SEGMENT_WORK && g->start <= start &&
		    g->end >= end &&
		    (g->start == start || start - g->start >= sliver) &&
		    (g->end == end || g->end - end >= sliver))
			return k;
	}
	return -1;
}

static int sliver_of(const struct placing *x)
{
	return x->s->period->site->interval;
}

static bool fits(const struct placing *x, const struct activity *a, int agent,
		 int day, int64_t start)
{
	return is_open(x, agent, day) &&
	       work_around(&standing_cell(x->s, agent, day)->duty, start,
			   start + 60 * a->length, sliver_of(x)) >= 0;
}

static struct duty duty_with(struct arena *a, const struct site *site,
			     const struct duty *duty, int activity,
			     int64_t start, int sliver)
{
	int64_t end = start + 60 * site->activities[activity].length;
	int k = work_around(duty, start, end, sliver);
	struct segment *list = arena_new(a, struct segment, duty->n + 2);
	struct duty made = *duty;

	made.n = 0;
	for (int i = 0; i < duty->n; i++) {
		struct segment g = duty->segments[i];
		if (i != k) {
			list[made.n++] = g;
			continue;
		}
		if (g.start < start)
			list[made.n++] =
				(struct segment){ g.kind, g.what, g.queue,
						  g.start, start };
		list[made.n++] = (struct segment){ SEGMENT_ACTIVITY, activity,
						   -1, start, end };
		if (g.end > end)
			list[made.n++] =
				(struct segment){ g.kind, g.what, g.queue, end,
						  g.end };
	}
	made.segments = list;
	made.paid = pay_minutes(site, &made);
	return made;
}

/* Money if all who can take part do, at this time; n counts them. */
static double loss_at(struct placing *x, const struct item *item, int day,
		      int64_t start, int *n)
{
	const struct site *site = x->s->period->site;

	*n = 0;
	for (int k = 0; k < item->n; k++) {
		int agent = item->puts[k].agent;
		if (!fits(x, activity_of(x, item), agent, day, start))
			continue;
		const struct duty *was = &standing_cell(x->s, agent, day)->duty;
		struct duty is = duty_with(x->s->scratch, site, was,
					   item->activity, start, sliver_of(x));
		standing_note(x->s, -1, agent, day, was);
		standing_note(x->s, 1, agent, day, &is);
		++*n;
	}
	double loss = *n ? crowd_change(x->s->crowd) : HUGE_VAL;
	crowd_forget(x->s->crowd);
	arena_empty(x->s->scratch);
	return loss;
}

struct best {
	int day, n;
	int64_t start;
	double loss;
};

static void consider(struct placing *x, const struct item *item, int day,
		     int64_t start, struct best *best)
{
	int n;
	double loss = loss_at(x, item, day, start, &n);

	if (n > best->n || (n == best->n && n && loss < best->loss - 1e-9))
		*best = (struct best){ day, n, start, loss };
}

/* Heads change with intervals: it begins or ends with one. */
static void look_at_day(struct placing *x, const struct item *item, int day,
			struct best *best)
{
	const struct grid *g = &x->s->plan->req->grid;
	const struct activity *a = activity_of(x, item);
	struct stretch w = window_on(x, a, day);
	int64_t length = 60 * a->length;
	int last = grid_index(g, w.until + length);

	for (int t = grid_index(g, w.from); t <= last + 1 && t <= g->n; t++) {
		int64_t at[2] = { grid_time(g, t), grid_time(g, t) - length };
		for (int i = 0; i < 1 + (length % g->interval != 0); i++)
			if (at[i] >= w.from && at[i] <= w.until)
				consider(x, item, day, at[i], best);
	}
}

/* ---- putting ---- */

static void put_item(struct placing *x, struct item *item, int day,
		     int64_t start)
{
	const struct site *site = x->s->period->site;

	for (int k = 0; k < item->n; k++) {
		struct put *p = &item->puts[k];
		p->start = 0;
		if (!fits(x, activity_of(x, item), p->agent, day, start))
			continue;
		struct duty was = standing_cell(x->s, p->agent, day)->duty;
		struct duty is = duty_with(x->arena, site, &was, item->activity,
					   start, sliver_of(x));
		*p = (struct put){ p->agent, day, start, was, is.segments };
		standing_put(x->s, p->agent, day, &is);
	}
}

/* Only while nothing else was put into the same duties since. */
static bool take_item(struct placing *x, struct item *item)
{
	for (int k = 0; k < item->n; k++) {
		const struct put *p = &item->puts[k];
		if (p->start &&
		    standing_cell(x->s, p->agent, p->day)->duty.segments !=
			    p->with)
			return false;
	}
	for (int k = 0; k < item->n; k++) {
		const struct put *p = &item->puts[k];
		if (p->start)
			standing_put(x->s, p->agent, p->day, &p->without);
	}
	return true;
}

static bool place_item(struct placing *x, struct item *item)
{
	const struct activity *a = activity_of(x, item);
	const struct period *p = x->s->period;
	struct best best = { 0 };

	for (int d = 0; d < p->days; d++) {
		int day = p->first_day + d;
		if (day >= a->from && day < a->until)
			look_at_day(x, item, day, &best);
	}
	bool moves = best.n && (item->puts[0].day != best.day ||
				item->puts[0].start != best.start);
	if (best.n)
		put_item(x, item, best.day, best.start);
	return moves;
}

static int count_placed(const struct placing *x)
{
	int n = 0;

	for (int i = 0; i < x->n; i++)
		for (int k = 0; k < x->items[i].n; k++)
			n += x->items[i].puts[k].start != 0;
	return n;
}

int activities_place(struct arena *a, const struct period *p,
		     const struct requirement *req, int from, struct roster *r)
{
	struct placing x = { .arena = a, .from = from };
	bool moves = true;

	if (p->site->n_activities == 0)
		return 0;
	x.s = standing_new(a, p, req, r);
	for (int k = 0; k < p->site->n_activities; k++)
		list_activity(&x, k);
	if (x.n)
		qsort(x.items, (size_t)x.n, sizeof(*x.items), hardest_first);
	for (int i = 0; i < x.n; i++)
		place_item(&x, &x.items[i]);
	for (int round = 1; round < ROUNDS && moves; round++) {
		moves = false;
		for (int i = 0; i < x.n; i++)
			if (take_item(&x, &x.items[i]))
				moves |= place_item(&x, &x.items[i]);
	}
	*r = x.s->roster;
	standing_close(x.s);
	return count_placed(&x);
}
