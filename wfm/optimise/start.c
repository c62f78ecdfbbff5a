#include "optimise/start.h"

#include <math.h>
#include <stdlib.h>

#include "optimise/pricing_state.h"

enum { NOISY = 40, MENDS = 3000, STEPS = 60 };

static const double STEP = 20; /* money on a duty, at a time */

struct turn {
	int worker, room;
};

static int by_room(const void *left, const void *right)
{
	const struct turn *a = left, *b = right;

	if (a->room != b->room)
		return a->room < b->room ? -1 : 1;
	return a->worker - b->worker;
}

static int room_of(const struct plan *p, int worker)
{
	int room = 0;

	for (int d = 0; d < p->days; d++)
		room += p->workers[worker].menu[d].n;
	return room;
}

/* A random day, any of its choices or off. */
static struct change random_change(struct draft *d, int worker,
				   struct random *random)
{
	int day = random_below(random, d->plan->days);
	const struct menu *m = &d->plan->workers[worker].menu[day];
	struct change c = { .worker = worker,
			    .day = day,
			    .to = *draft_at(d, worker, day) };
	int k = random_below(random, m->n + 1);

	if (k == m->n && m->may_off)
		c.to.option = DUTY_OFF;
	else if (k < m->n) {
		c.to.option = k;
		duty_value(plan_option(d->plan, &m->list[k]), NULL, 0, c.to.at);
	}
	return c;
}

/* Duties of shifts that a rule has too many of get dearer. */
static bool raise_prices(const struct draft *d, int worker, double *price)
{
	const struct plan *p = d->plan;
	const struct worker *w = &p->workers[worker];
	bool more = false;

	for (int k = 0; k < w->who->n_rules; k++) {
		const struct rule *r = &w->who->rules[k];
		int n = 0;
		if (r->count != COUNT_DAYS || r->strength != RULE_HARD)
			continue;
		for (int day = 0; day < p->days; day++) {
			int at = draft_at(d, worker, day)->option;
			n += at != DUTY_OFF &&
			     pricing_counts(
				     p, r,
				     plan_option(p, &w->menu[day].list[at])
					     ->shift,
				     p->period->first_day + day);
		}
		for (int s = 0; n > r->max && s < p->period->site->n_shifts;
		     s++)
			if (r->shifts >> s & 1) {
				price[s] += STEP;
				more = true;
			}
	}
	return more;
}

/* Counts that pricing left out, by prices. */
static void mend_counts(struct draft *d, struct responder *r, int worker,
			struct random *random)
{
	struct arena *a = arena_open();
	double *price = arena_new(a, double, d->plan->period->site->n_shifts);

	respond_avoiding(r, price);
	for (int k = 0; k < STEPS && !draft_is_legal(d, worker) &&
			raise_prices(d, worker, price);
	     k++)
		respond(r, d, worker, 0, random);
	respond_avoiding(r, NULL);
	arena_close(a);
}

bool start_mend(struct draft *d, struct responder *r, int worker,
		struct random *random)
{
	for (int k = 0; k < NOISY && !draft_is_legal(d, worker); k++) {
		respond(r, d, worker, k == 0 ? 0 : 1 << (k / 4), random);
	}
	mend_counts(d, r, worker, random);
	for (int k = 0; k < MENDS && !draft_is_legal(d, worker); k++) {
		struct change c[2];
		int n = 1 + random_below(random, 2);
		for (int j = 0; j < n; j++)
			c[j] = random_change(d, worker, random);
		if (n == 2 && c[0].day == c[1].day)
			n = 1;
		if (draft_try(d, n, c) < HUGE_VAL)
			draft_keep(d);
	}
	return draft_is_legal(d, worker);
}

void start_roster(struct draft *d, struct responder *r, uint64_t seed,
		  bool *legal)
{
	const struct plan *p = d->plan;
	struct arena *a = arena_open();
	struct turn *turns = arena_new(a, struct turn, p->n_workers);
	struct random random = random_stream(seed, 1);

	for (int i = 0; i < p->n_workers; i++)
		turns[i] = (struct turn){ i, room_of(p, i) };
	if (p->n_workers > 1)
		qsort(turns, (size_t)p->n_workers, sizeof(*turns), by_room);
	for (int k = 0; k < p->n_workers; k++) {
		int i = turns[k].worker;
		if (!p->workers[i].planned)
			continue;
		respond(r, d, i, 0, &random);
		legal[i] = start_mend(d, r, i, &random);
	}
	arena_close(a);
}

/* The cell as a choice of the worker's day. */
static bool take_cell(const struct plan *p, const struct menu *m,
		      const struct cell *c, struct placed *to)
{
	to->option = DUTY_OFF;
	if (m->locked || m->n == 0) { /* nothing to choose */
		to->option = m->may_off ? DUTY_OFF : 0;
		return m->may_off || m->n > 0;
	}
	if (c->kind != CELL_DUTY)
		return m->may_off;
	for (int k = 0; k < m->n; k++) {
		const struct option *o = plan_option(p, &m->list[k]);

		if (o->shift != c->duty.shift || o->from != c->duty.start ||
		    o->until != c->duty.end ||
		    !plan_breaks(p, o, &c->duty, to->at))
			continue;
		to->option = k;
		return true;
	}
	return false;
}

static bool take_tour(struct draft *d, int worker, const struct roster *from,
		      struct change *changes)
{
	const struct plan *p = d->plan;

	for (int day = 0; day < p->days; day++) {
		const struct cell *c =
			roster_cell(from, p->workers[worker].agent,
				    p->period->first_day + day);

		changes[day] = (struct change){ .worker = worker, .day = day };
		if (!c || !take_cell(p, &p->workers[worker].menu[day], c,
				     &changes[day].to))
			return false;
	}
	return true;
}

void start_from_roster(struct draft *d, const struct roster *from)
{
	const struct plan *p = d->plan;
	struct arena *a = arena_open();
	struct change *changes = arena_new(a, struct change, p->days);

	for (int i = 0; i < p->n_workers && p->days <= DRAFT_CHANGES; i++)
		if (p->workers[i].planned && take_tour(d, i, from, changes) &&
		    draft_try(d, p->days, changes) < HUGE_VAL)
			draft_keep(d);
	arena_close(a);
}
