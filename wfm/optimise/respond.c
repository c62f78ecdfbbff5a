#include "optimise/respond.h"

#include <math.h>
#include <string.h>

struct responder {
	const struct plan *plan;
	struct pricer *const *pricers;
	struct pricing_space *space;
	double *prefix; /* [n_kinds * (ticks + 1)] */
	bool *priced;	/* [n_kinds] */
	double *room;	/* costs of a worker's choices */
	const double **cost;
	double *off;
	int16_t *pick;
	struct change *changes;
	struct pricing_loads loads;
	const struct bound *guide; /* whose prices count for this part */
	double part;
	const double *avoided;		     /* [n_shifts] money, or NULL */
	const struct respond_prices *prices; /* or NULL */
};

struct responder *responder_new(struct arena *a, const struct plan *p,
				struct pricer *const *pricers)
{
	struct responder *r = arena_new(a, struct responder, 1);
	int most = 1;

	for (int i = 0; i < p->n_workers; i++) {
		int n = 0;
		for (int d = 0; d < p->days; d++)
			n += p->workers[i].menu[d].n;
		most = n > most ? n : most;
	}
	r->plan = p;
	r->pricers = pricers;
	r->space = pricing_space_new();
	r->prefix = arena_new(a, double, (size_t)p->n_kinds *(p->ticks.n + 1));
	r->priced = arena_new(a, bool, p->n_kinds);
	r->room = arena_new(a, double, most);
	r->cost = arena_new(a, const double *, p->days);
	r->off = arena_new(a, double, p->days);
	r->pick = arena_new(a, int16_t, p->days);
	r->changes = arena_new(a, struct change, p->days);
	return r;
}

void responder_close(struct responder *r)
{
	if (r)
		pricing_space_close(r->space);
}

void respond_guided(struct responder *r, const struct bound *b, double part)
{
	r->guide = b;
	r->part = part;
}

void respond_avoiding(struct responder *r, const double *price)
{
	r->avoided = price;
}

void respond_priced(struct responder *r, const struct respond_prices *prices)
{
	r->prices = prices;
}

static void lean(const struct responder *r, int kind, double *prefix)
{
	if (!(r->part > 0))
		return;
	const double *guide = bound_prices(r->guide, kind);
	for (int k = 0; k <= r->plan->ticks.n; k++)
		prefix[k] = r->part * guide[k] + (1 - r->part) * prefix[k];
}

static const double *prices_of(struct responder *r, struct draft *d, int kind)
{
	double *prefix = r->prefix + (size_t)kind * (r->plan->ticks.n + 1);

	if (!r->priced[kind]) {
		crowd_prices(d->crowd, kind, prefix);
		lean(r, kind, prefix);
	}
	r->priced[kind] = true;
	return prefix;
}

/* The worker's duties leave the crowd (-1) or come back (+1). */
static void lift(struct draft *d, int worker, int sign)
{
	for (int day = 0; day < d->plan->days; day++) {
		const struct placed *at = draft_at(d, worker, day);
		if (at->option == DUTY_OFF)
			continue;
		const struct choice *c =
			&d->plan->workers[worker].menu[day].list[at->option];
		if (!d->apart)
			crowd_note_duty(d->crowd, sign, c,
					plan_option(d->plan, c), at->at);
		heads_note(d->heads, sign, worker, plan_option(d->plan, c));
	}
	crowd_apply(d->crowd);
}

/* Money of a choice at the crowd's prices; at gets the breaks. */
static double price_choice(struct responder *r, struct draft *d,
			   const struct menu *m, const struct choice *c,
			   int16_t *at)
{
	return plan_price(r->plan, m, c,
			  c->kind < 0 ? NULL : prices_of(r, d, c->kind), at);
}

static void price_day(struct responder *r, struct draft *d, int worker, int day,
		      double *cost)
{
	const struct menu *m = &r->plan->workers[worker].menu[day];

	if (r->prices)
		r->prices->price(r->prices->ctx, worker, day, cost);
	for (int k = 0; k < m->n && !r->prices; k++)
		cost[k] = price_choice(r, d, m, &m->list[k], NULL);
}

static void place_breaks(struct responder *r, struct draft *d, int worker,
			 int day, const struct choice *c, int16_t *at)
{
	const struct menu *m = &r->plan->workers[worker].menu[day];

	if (r->prices)
		r->prices->place(r->prices->ctx, worker, day, c, at);
	else
		price_choice(r, d, m, c, at);
}

/* What one duty more does to the heads that are asked for. */
static double worth_in_room(struct draft *d, int worker, const struct option *o)
{
	double change = heads_note(d->heads, 1, worker, o);

	heads_note(d->heads, -1, worker, o);
	return change;
}

/* What a day's loads do to the sharing, by the slopes of the worker's. */
static double unfair(const struct draft *d, const double *slope,
		     const struct choice *c, const struct option *o)
{
	int day = d->plan->period->first_day + o->day;
	double money = c->refused ? slope[LOAD_REFUSED] : 0;

	money += o->night ? slope[LOAD_NIGHTS] : 0;
	money += o->unpopular ? slope[LOAD_UNPOPULAR] : 0;
	if (slope[LOAD_HOLIDAYS] != 0 &&
	    (site_day_kind(d->plan->period->site, day) & DAYS_HOLIDAY))
		money += slope[LOAD_HOLIDAYS];
	return money;
}

static void price_all(struct responder *r, struct draft *d, int worker,
		      double noise, struct random *random)
{
	const struct worker *w = &r->plan->workers[worker];
	double slope[LOAD_KINDS] = { 0 };
	double *room = r->room;

	if (d->fair)
		fair_slopes(d->fair, worker, slope);
	for (int day = 0; day < r->plan->days; day++) {
		const struct menu *m = &w->menu[day];
		r->cost[day] = room;
		r->off[day] = m->off_cost;
		r->off[day] += m->off_refused ? slope[LOAD_REFUSED] : 0;
		price_day(r, d, worker, day, room);
		for (int k = 0; k < m->n; k++) {
			*room += worth_in_room(
				d, worker, plan_option(r->plan, &m->list[k]));
			int shift = plan_option(r->plan, &m->list[k])->shift;
			if (d->fair)
				*room += unfair(
					d, slope, &m->list[k],
					plan_option(r->plan, &m->list[k]));
			if (d->crews)
				*room += crews_price(d->crews, worker, day);
			if (noise > 0)
				*room += noise * random_uniform(random);
			if (r->avoided && shift >= 0)
				*room += r->avoided[shift];
			room++;
		}
		if (noise > 0)
			r->off[day] += noise * random_uniform(random);
	}
}

static bool same(const struct placed *a, const struct placed *b, int pauses)
{
	return a->option == b->option &&
	       (a->option == DUTY_OFF ||
		memcmp(a->at, b->at, (size_t)pauses * sizeof(*a->at)) == 0);
}

/* The days of a tour that differ from the worker's; breaks are placed. */
static int differences(struct responder *r, struct draft *d, int worker,
		       const int16_t *pick)
{
	const struct worker *w = &r->plan->workers[worker];
	int n = 0;

	for (int day = 0; day < r->plan->days; day++) {
		struct change *c = &r->changes[n];
		int pauses = 0;
		*c = (struct change){ .worker = worker, .day = day };
		c->to.option = pick[day];
		if (pick[day] != DUTY_OFF) {
			const struct choice *choice =
				&w->menu[day].list[pick[day]];
			place_breaks(r, d, worker, day, choice, c->to.at);
			pauses = plan_option(r->plan, choice)->n_pauses;
		}
		if (!same(&c->to, draft_at(d, worker, day), pauses))
			n++;
	}
	return n;
}

/* Sharing weekends alike, the others' weekends given. */
static struct pricing_loads *loads_of(struct responder *r,
				      const struct draft *d, int worker)
{
	if (!d->fair || !pricer_counts_loads(r->pricers[worker]))
		return NULL;
	fair_prices(d->fair, worker, PRICING_LOADS, r->loads.price);
	return &r->loads;
}

bool respond_within(struct responder *r, struct draft *d, int worker,
		    double noise, struct random *random, double limit)
{
	double hard = d->verdict[worker].hard;

	memset(r->priced, 0, (size_t)r->plan->n_kinds);
	lift(d, worker, -1);
	price_all(r, d, worker, noise, random);
	double best = pricer_best(r->pricers[worker], r->space, r->cost, r->off,
				  r->pick, loads_of(r, d, worker));
	int n = best < HUGE_VAL ? differences(r, d, worker, r->pick) : 0;
	lift(d, worker, 1);
	if (n == 0)
		return false;
	double change = draft_try(d, n, r->changes);
	if (change == HUGE_VAL)
		return false;
	if (change < limit || d->undo_verdict[worker].hard < hard - 1e-9) {
		draft_keep(d);
		return true;
	}
	draft_undo(d);
	return false;
}

bool respond(struct responder *r, struct draft *d, int worker, double noise,
	     struct random *random)
{
	return respond_within(r, d, worker, noise, random, -1e-7);
}

/* The tour's days, breaks placed by the bound's prices. */
static int days_of_tour(struct responder *r, int worker, const int16_t *pick,
			const struct bound *b)
{
	int n = 0;

	for (int day = 0; day < r->plan->days; day++) {
		const struct menu *m = &r->plan->workers[worker].menu[day];
		struct change *c = &r->changes[n++];
		*c = (struct change){ .worker = worker, .day = day };
		c->to.option = pick[day];
		if (pick[day] == DUTY_OFF)
			continue;
		const struct choice *choice = &m->list[pick[day]];
		const double *prefix =
			choice->kind < 0 ? NULL : bound_prices(b, choice->kind);
		double rate =
			choice->kind < 0 ? m->rate : m->rate / choice->scale;
		duty_value(plan_option(r->plan, choice), prefix, rate,
			   c->to.at);
	}
	return n;
}

bool respond_with(struct responder *r, struct draft *d, int worker,
		  const int16_t *pick, const struct bound *b)
{
	int n = days_of_tour(r, worker, pick, b);

	if (draft_try(d, n, r->changes) == HUGE_VAL)
		return false;
	draft_keep(d);
	return true;
}

bool respond_can(struct responder *r, int worker)
{
	const struct worker *w = &r->plan->workers[worker];
	double *room = r->room;

	for (int day = 0; day < r->plan->days; day++) {
		r->cost[day] = room;
		r->off[day] = 0;
		for (int k = 0; k < w->menu[day].n; k++)
			*room++ = 0;
	}
	return pricer_best(r->pricers[worker], r->space, r->cost, r->off,
			   r->pick, NULL) < HUGE_VAL;
}

double respond_work(const struct responder *r)
{
	return (pricing_steps(r->space) + 100.0 * r->plan->n) / 1e6;
}
