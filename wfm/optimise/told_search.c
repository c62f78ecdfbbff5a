#include "optimise/told_search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"

enum {
	WAYS = 2,
	TOURS = 4,    /* people of a try of tours, at most */
	MOST = 8,     /* of a try of days */
	DAYS = 20,    /* tries of days between two of tours */
	LEGAL = 20,   /* duties tried on a day before giving up */
	SPREAD = 7200 /* seconds around an interval that costs much */
};

static const double HOT = 5, COLD = 0.3; /* heads of usual worth */
static const double ROUND = 50;		 /* work units of a way, at most */
static const double ROUND_PART = 0.005;	 /* of the limit */
static const double BEHIND = 10;	 /* of the heat: a way to be given up */

struct memory { /* a day before it changed */
	struct change was;
	int8_t *post; /* [longest] */
};

struct way {
	struct arena *arena; /* a thread's own */
	struct told *told;
	struct random random;
	struct memory *memory; /* [room] */
	int n_memory;
	int *who, n_who; /* [n_workers] */
	double *cost;	 /* [longest menu] */
	double work;
};

struct search {
	const struct plan *plan;
	struct told *best;
	struct way way[WAYS];
	int *open, n_open; /* people with a choice */
	double heat, round;
};

/* ---- making ---- */

static int longest_menu(const struct plan *p)
{
	int most = 1;

	for (int i = 0; i < p->n_workers; i++)
		for (int d = 0; d < p->days; d++)
			if (p->workers[i].menu[d].n > most)
				most = p->workers[i].menu[d].n;
	return most;
}

static void open_way(struct search *x, struct way *w, const struct draft *d,
		     struct pricer *const *pricers, uint64_t seed, int number)
{
	const struct plan *p = x->plan;
	int room = (TOURS > MOST ? TOURS : MOST) * p->days;

	w->arena = arena_open();
	w->told =
		told_new(w->arena, d, pricers, x->best->known, x->best->posts);
	w->random = random_stream(seed, 200 + (uint64_t)number);
	w->memory = arena_new(w->arena, struct memory, room);
	for (int k = 0; k < room; k++)
		w->memory[k].post =
			arena_new(w->arena, int8_t, w->told->longest);
	w->who = arena_new(w->arena, int, p->n_workers);
	w->cost = arena_new(w->arena, double, longest_menu(p));
}

static void close_way(struct way *w)
{
	told_close(w->told);
	arena_close(w->arena);
}

/* ---- putting back ---- */

static void remember(struct way *w, int worker, int day)
{
	struct memory *m = &w->memory[w->n_memory++];

	m->was = (struct change){ worker, day,
				  *draft_at(w->told->draft, worker, day) };
	memcpy(m->post, told_posts(w->told, worker, day),
	       (size_t)w->told->longest);
}

static void put_back(struct way *w)
{
	struct told *t = w->told;

	for (int k = 0; k < w->n_memory; k++)
		told_note_day(t, -1, w->memory[k].was.worker,
			      w->memory[k].was.day);
	for (int k = 0, n; k < w->n_memory; k += n) {
		struct change back[DRAFT_CHANGES];
		int i = w->memory[k].was.worker;
		for (n = 0; k + n < w->n_memory && n < DRAFT_CHANGES &&
			    w->memory[k + n].was.worker == i;
		     n++)
			back[n] = w->memory[k + n].was;
		if (draft_try(t->draft, n, back) < HUGE_VAL)
			draft_keep(t->draft);
	}
	for (int k = 0; k < w->n_memory; k++) {
		const struct memory *m = &w->memory[k];
		memcpy(told_posts(t, m->was.worker, m->was.day), m->post,
		       (size_t)t->longest);
		told_note_day(t, 1, m->was.worker, m->was.day);
	}
	crowd_apply(t->crowd);
}

static void decide(const struct search *x, struct way *w, double before)
{
	double most = before + x->heat * random_exponential(&w->random);

	if (told_cost(w->told) > most)
		put_back(w);
}

/* ---- whom to take ---- */

/* An interval, dearer ones more often. */
static int dear_interval(struct way *w)
{
	const struct crowd *c = w->told->crowd;
	int n = w->told->known->n;
	double sum = 0;

	for (int t = 0; t < n; t++)
		sum += sqrt(fmax(crowd_cost_at(c, t), 0));
	double at = sum * random_uniform(&w->random);
	for (int t = 0; t < n; t++) {
		at -= sqrt(fmax(crowd_cost_at(c, t), 0));
		if (at < 0)
			return t;
	}
	return random_below(&w->random, n);
}

static bool works_near(const struct told *t, int worker, int day, int tick,
		       int around)
{
	const struct placed *at = draft_at(t->draft, worker, day);
	const struct menu *m = &t->draft->plan->workers[worker].menu[day];

	if (at->option == DUTY_OFF || m->locked)
		return false;
	const struct option *o =
		plan_option(t->draft->plan, &m->list[at->option]);
	return o->start < tick + around && o->end > tick - around;
}

/* Up to most of the list, in any order. */
static void draw(struct way *w, int most)
{
	for (int k = 0; k < w->n_who && k < most; k++) {
		int j = k + random_below(&w->random, w->n_who - k);
		int swap = w->who[k];
		w->who[k] = w->who[j];
		w->who[j] = swap;
	}
	w->n_who = w->n_who < most ? w->n_who : most;
}

/* On prices, so that ways differ: of most tries less than the heat, of some
 * many times as much. */
static double noise_of(const struct search *x, struct way *w)
{
	double u = random_uniform(&w->random);

	return random_below(&w->random, 2) ? x->heat * 0.3 / (0.003 + u) : 0;
}

/* ---- tours ---- */

static void respond_all(const struct search *x, struct way *w)
{
	double noise = noise_of(x, w);

	for (int k = 0; k < w->n_who; k++) {
		told_price(w->told, noise, &w->random);
		told_respond(w->told, w->who[k], 0, &w->random);
		told_note(w->told, 1, w->who[k]);
		w->work += told_work(w->told);
	}
}

static void try_tours(const struct search *x, struct way *w)
{
	struct told *t = w->told;
	double before = told_cost(t);

	w->n_who = x->n_open;
	memcpy(w->who, x->open, (size_t)x->n_open * sizeof(*x->open));
	draw(w, 1 + random_below(&w->random, TOURS));
	w->n_memory = 0;
	for (int k = 0; k < w->n_who; k++) {
		for (int day = 0; day < x->plan->days; day++)
			remember(w, w->who[k], day);
		told_note(t, -1, w->who[k]);
	}
	respond_all(x, w);
	decide(x, w, before);
}

/* ---- days ---- */

/* The best duty on the day that the rules allow; else it stays. */
static void choose_duty(struct way *w, int worker, int day)
{
	struct told *t = w->told;
	const struct menu *m = &t->draft->plan->workers[worker].menu[day];

	for (int k = 0; k < m->n; k++)
		w->cost[k] = told_choice(t, worker, day, &m->list[k], NULL);
	for (int tries = 0; tries < LEGAL; tries++) {
		struct change c = { .worker = worker, .day = day };
		int best = 0;
		for (int k = 1; k < m->n; k++)
			if (w->cost[k] < w->cost[best])
				best = k;
		if (w->cost[best] == HUGE_VAL)
			return;
		w->cost[best] = HUGE_VAL;
		c.to.option = best;
		told_choice(t, worker, day, &m->list[best], c.to.at);
		if (draft_try(t->draft, 1, &c) < HUGE_VAL) {
			draft_keep(t->draft);
			return;
		}
	}
}

static void try_day(const struct search *x, struct way *w)
{
	struct told *t = w->told;
	const struct ticks *ticks = &t->known->ticks;
	double before = told_cost(t);
	double noise = noise_of(x, w);
	int interval = dear_interval(w), days = x->plan->days;
	int day = interval * days / t->known->n; /* about */
	int around = random_below(&w->random, SPREAD / ticks->seconds + 1);

	day += random_below(&w->random, 3) - 1;
	day = day < 0 ? 0 : day >= days ? days - 1 : day;
	w->work += 1e-3;
	w->n_who = w->n_memory = 0;
	for (int k = 0; k < x->n_open; k++)
		if (works_near(t, x->open[k], day, interval * ticks->per,
			       around))
			w->who[w->n_who++] = x->open[k];
	draw(w, 1 + random_below(&w->random, MOST));
	if (w->n_who == 0)
		return;
	for (int k = 0; k < w->n_who; k++) {
		remember(w, w->who[k], day);
		told_note_day(t, -1, w->who[k], day);
	}
	crowd_apply(t->crowd);
	bool retime = random_below(&w->random, 2) > 0;
	for (int k = 0; k < w->n_who; k++) {
		told_price_day(t, day, noise, &w->random);
		if (retime)
			choose_duty(w, w->who[k], day);
		told_cut_day(t, w->who[k], day);
		told_note_day(t, 1, w->who[k], day);
		crowd_apply(t->crowd);
		w->work += told_work(t);
	}
	decide(x, w, before);
}

/* ---- rounds ---- */

static void run_way(void *ctx, int number, int thread)
{
	struct search *x = ctx;
	struct way *w = &x->way[number];

	(void)thread;
	w->work = 0;
	while (w->work < x->round) {
		try_tours(x, w);
		for (int k = 0; k < DAYS; k++)
			try_day(x, w);
	}
}

/* Everybody comes, one after the other, with the tours that they have. */
static void tell_all(struct search *x)
{
	struct told *t = x->best;

	for (int i = 0; i < x->plan->n_workers; i++) {
		if (!x->plan->workers[i].planned)
			continue;
		told_price(t, 0, NULL);
		for (int day = 0; day < x->plan->days; day++)
			told_cut_day(t, i, day);
		told_note(t, 1, i);
	}
}

static void take_better(struct search *x)
{
	int better = 0;

	for (int k = 1; k < WAYS; k++)
		if (told_cost(x->way[k].told) < told_cost(x->way[better].told))
			better = k;
	double cost = told_cost(x->way[better].told);
	if (cost < told_cost(x->best) - 1e-9)
		told_copy(x->best, x->way[better].told);
	for (int k = 0; k < WAYS; k++)
		if (told_cost(x->way[k].told) > cost + BEHIND * x->heat)
			told_copy(x->way[k].told, x->way[better].told);
}

static double round_work(const struct search *x)
{
	double work = 0;

	for (int k = 0; k < WAYS; k++)
		work += x->way[k].work;
	return work;
}

static int ascending(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

/* What a head more or less is worth, where neither is needed badly: the
 * median; among few people more. */
static double scale(struct arena *a, const struct told *t)
{
	int kinds = t->known->n_kinds, n = 0;
	double *worth = arena_new(a, double, (size_t)kinds * t->known->n);

	for (int k = 0; k < kinds; k++)
		for (int i = 0; i < t->known->n; i++) {
			double least = fmin(fabs(crowd_up(t->crowd, k, i)),
					    fabs(crowd_down(t->crowd, k, i)));
			if (least > 0)
				worth[n++] = least;
		}
	qsort(worth, (size_t)n, sizeof(*worth), ascending);
	double few = fmax(1, 20.0 / (t->draft->plan->n_workers + 1));
	return few * (n > 0 ? worth[n / 2] : 1);
}

static void search(struct search *x, struct effort *effort, double scale)
{
	double begin = effort_part(effort);

	x->round = fmin(ROUND, ROUND_PART * effort->limit);
	for (int k = 0; k < WAYS; k++)
		told_copy(x->way[k].told, x->best);
	while (x->n_open > 0 && !effort_stop(effort)) {
		double part = (effort_part(effort) - begin) / (1 - begin);
		x->heat = scale * HOT * pow(COLD / HOT, part);
		pool_run(effort->options->threads, WAYS, run_way, x);
		take_better(x);
		effort->cost = told_cost(x->best);
		effort_tell(effort, "stints");
		effort_spend(effort, round_work(x));
	}
}

struct told *told_search(struct arena *a, struct draft *d,
			 struct pricer *const *pricers, struct effort *effort)
{
	const struct posts *posts;
	const struct plan *known = stretch_plan(a, d->plan, &posts);
	struct search x = { .plan = d->plan };

	if (!known)
		return NULL;
	x.best = told_new(a, d, pricers, known, posts);
	tell_all(&x);
	effort_recost(effort, told_cost(x.best));
	x.open = arena_new(a, int, d->plan->n_workers);
	x.n_open = plan_open(d->plan, x.open);
	for (int k = 0; k < WAYS; k++)
		open_way(&x, &x.way[k], d, pricers, effort->options->seed, k);
	search(&x, effort, scale(a, x.best));
	for (int k = 0; k < WAYS; k++)
		close_way(&x.way[k]);
	told_recount(x.best);
	draft_copy(d, x.best->draft);
	draft_recount(d);
	return x.best;
}
