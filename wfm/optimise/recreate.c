#include "optimise/recreate.h"

#include <math.h>
#include <string.h>

#include "base/pool.h"
#include "optimise/exchange.h"
#include "optimise/merge.h"
#include "optimise/move.h"
#include "optimise/polish.h"
#include "optimise/relay.h"
#include "optimise/respond.h"

enum {
	WAYS = 2,
	FEW = 20,    /* people */
	MOST = 6,    /* workers of a try */
	SINGLE = 40, /* days tried between two of those */
	SWEEPS = 3,  /* of responses, the last without the bound's prices */
	TELL = 20    /* rounds between two words of progress */
};

static const double NOISE = 2;	       /* of the heat, where people are few */
static const double SLACK = 0.5;       /* of the worth of a head */
static const double ROUND = 12;	       /* work units of a way, at most */
static const double ROUND_PART = 0.01; /* of the limit, so that some is left */
static const double EXCHANGE = 0.1;    /* of the work, for who does what */

/* One run of tries: its own copy of everything that changes. */
struct way {
	struct arena *arena; /* a thread's own */
	struct draft *draft;
	struct responder *responder;
	struct random random;
	struct change *memory; /* [MOST * days] */
	int who[MOST], n;
	struct relay *relay;
	struct mover *mover;
	double slack;	       /* money that a single move may seem to lose */
	struct change *handed; /* [n_handed] days before they changed */
	int n_handed, handed_room;
	double work;
};

struct recreating {
	const struct plan *plan;
	struct arena *arena;
	struct draft *draft; /* goes up and down */
	struct draft *best;
	struct bound *bound;
	double heat;		 /* money that a try may lose, about */
	double round;		 /* work of a way */
	bool few;		 /* so few that prices alone say too little */
	double began, exchanged; /* work: at the start; for exchanges */
	struct way way[WAYS];
	double *excess; /* [n_workers] e_i */
	int *open;	/* [n_open] workers with a choice */
	int n_open;
	struct change *changes; /* [DRAFT_CHANGES] */
};

/* ---- making ---- */

static void open_way(struct recreating *x, struct way *w,
		     struct pricer *const *pricers, uint64_t seed, int number)
{
	const struct plan *p = x->plan;

	w->draft =
		draft_new(x->arena, p, x->draft->rules, share_new(x->arena, p));
	w->responder = responder_new(x->arena, p, pricers);
	w->arena = arena_open();
	w->relay = relay_new(w->arena, p);
	w->mover = mover_new(w->arena, w->draft);
	w->slack = SLACK * polish_scale(p);
	w->random = random_stream(seed, 100 + (uint64_t)number);
	w->memory = arena_new(x->arena, struct change, MOST * p->days);
}

static struct recreating recreating_new(struct draft *d, struct bound *b,
					struct pricer *const *pricers,
					uint64_t seed)
{
	const struct plan *p = d->plan;
	struct recreating x = {
		.plan = p, .arena = arena_open(), .draft = d, .bound = b
	};

	x.excess = arena_new(x.arena, double, p->n_workers);
	x.open = arena_new(x.arena, int, p->n_workers);
	x.changes = arena_new(x.arena, struct change, DRAFT_CHANGES);
	x.n_open = plan_open(p, x.open);
	x.few = x.n_open <= FEW;
	x.best = draft_new(x.arena, p, d->rules, d->share);
	draft_copy(x.best, d);
	for (int k = 0; k < WAYS; k++)
		open_way(&x, &x.way[k], pricers, seed, k);
	return x;
}

static void recreating_close(struct recreating *x)
{
	for (int k = 0; k < WAYS; k++) {
		draft_close(x->way[k].draft);
		responder_close(x->way[k].responder);
		arena_close(x->way[k].arena);
	}
	draft_close(x->best);
	arena_close(x->arena);
}

/* ---- whom to take ---- */

static void note_excess(struct recreating *x)
{
	for (int k = 0; k < x->n_open; k++) {
		int i = x->open[k];
		double cost =
			bound_cost_at(x->bound, i, draft_at(x->draft, i, 0)) +
			x->draft->verdict[i].price;
		x->excess[i] = cost - bound_least(x->bound, i);
	}
}

/* Anybody, or the worst of three. */
static int draw(const struct recreating *x, struct random *r)
{
	int worst = x->open[random_below(r, x->n_open)];

	if (random_below(r, 2))
		return worst;
	for (int k = 1; k < 3; k++) {
		int i = x->open[random_below(r, x->n_open)];
		if (x->excess[i] > x->excess[worst])
			worst = i;
	}
	return worst;
}

static void draw_all(const struct recreating *x, struct way *w)
{
	int want = 2 + random_below(&w->random, MOST - 1);

	w->n = 0;
	for (int k = 0; k < want; k++) {
		int i = draw(x, &w->random);
		bool seen = false;
		for (int j = 0; j < w->n; j++)
			seen = seen || w->who[j] == i;
		if (!seen)
			w->who[w->n++] = i;
	}
}

/* ---- a try ---- */

static void remember(struct way *w)
{
	struct change *to = w->memory;

	for (int k = 0; k < w->n; k++)
		for (int day = 0; day < w->draft->plan->days; day++)
			*to++ = (struct change){ w->who[k], day,
						 *draft_at(w->draft, w->who[k],
							   day) };
}

static bool is_changed(const struct way *w, int day)
{
	int days = w->draft->plan->days;

	for (int k = 0; k < w->n; k++)
		if (memcmp(&w->memory[k * days + day].to,
			   draft_at(w->draft, w->who[k], day),
			   sizeof(struct placed)) != 0)
			return true;
	return false;
}

static void note_handed(struct way *w, const struct change *before)
{
	w->handed = arena_grow(w->arena, w->handed, w->n_handed,
			       &w->handed_room, sizeof(*w->handed));
	w->handed[w->n_handed++] = *before;
}

static void hand_on_day(struct way *w, int day, int first)
{
	const struct change *before;
	int n = relay_day(w->relay, w->draft, day, first, &before);

	for (int k = 0; k < n; k++)
		note_handed(w, &before[k]);
	w->work += relay_steps(w->relay) / 1e6;
}

/* Where a day changed the breaks of others follow. */
static void hand_on(const struct recreating *x, struct way *w)
{
	int first = random_below(&w->random, x->plan->n_workers);

	w->n_handed = 0;
	for (int day = 0; day < x->plan->days; day++)
		if (is_changed(w, day))
			hand_on_day(w, day, first);
}

static void put_back(struct way *w)
{
	int days = w->draft->plan->days;

	while (w->n_handed > 0)
		if (draft_try(w->draft, 1, &w->handed[--w->n_handed]) <
		    HUGE_VAL)
			draft_keep(w->draft);
	for (int k = 0; k < w->n; k++)
		if (draft_try(w->draft, days, w->memory + k * days) < HUGE_VAL)
			draft_keep(w->draft);
}

static void try_once(const struct recreating *x, struct way *w)
{
	struct draft *d = w->draft;
	double before = d->cost, part = random_uniform(&w->random);
	double noise = x->few ? NOISE * x->heat : 0;

	draw_all(x, w);
	remember(w);
	for (int sweep = 0; sweep < SWEEPS; sweep++) {
		bool last = sweep == SWEEPS - 1;
		respond_guided(w->responder, x->bound, last ? 0 : part);
		for (int k = 0; k < w->n; k++) {
			respond_within(w->responder, d, w->who[k],
				       sweep == 0 ? noise : 0, &w->random,
				       last ? -1e-7 : HUGE_VAL);
			w->work += respond_work(w->responder);
		}
		part *= 0.3;
	}
	hand_on(x, w);
	if (d->cost > before + x->heat * random_exponential(&w->random))
		put_back(w);
}

/* Another duty on one day of somebody's, and what follows from it. */
static void try_day(const struct recreating *x, struct way *w)
{
	struct draft *d = w->draft;
	double before = d->cost;
	int i = draw(x, &w->random),
	    day = random_below(&w->random, d->plan->days);
	const struct menu *m = &d->plan->workers[i].menu[day];
	int now = draft_at(d, i, day)->option;
	struct change c = { .worker = i, .day = day };

	w->work += 1e-3;
	if (now == DUTY_OFF || m->n < 2)
		return;
	int option = random_below(&w->random, m->n);
	if (option == now ||
	    move_day(w->mover, i, day, option, &c.to) >= w->slack ||
	    draft_try(d, 1, &c) == HUGE_VAL)
		return;
	w->n = w->n_handed = 0;
	note_handed(w, &d->undo[0]);
	draft_keep(d);
	hand_on_day(w, day, random_below(&w->random, x->plan->n_workers));
	if (d->cost > before + x->heat * random_exponential(&w->random))
		put_back(w);
}

static void run_way(void *ctx, int number, int thread)
{
	struct recreating *x = ctx;
	struct way *w = &x->way[number];

	(void)thread;
	draft_copy(w->draft, x->draft);
	w->work = 0;
	while (w->work < x->round) {
		try_once(x, w);
		for (int k = 0; k < SINGLE; k++)
			try_day(x, w);
	}
}

/* ---- rounds ---- */

/* On from what the better way found. */
static void take_better(struct recreating *x)
{
	merge(x->draft, x->way[0].draft, x->way[1].draft, x->changes);
	if (x->draft->cost < x->best->cost - 1e-9)
		draft_copy(x->best, x->draft);
	note_excess(x);
}

static double round_work(const struct recreating *x)
{
	double work = 0;

	for (int k = 0; k < WAYS; k++)
		work += x->way[k].work;
	return work;
}

/* Who does what, when its part of the work is due. */
static void exchange_now(struct recreating *x, struct random *random,
			 struct effort *effort)
{
	double before = effort->work;

	if (x->exchanged > EXCHANGE * (effort->work - x->began))
		return;
	if (exchange(x->draft, random, effort))
		note_excess(x);
	x->exchanged += effort->work - before + 1;
}

void recreate(struct draft *d, struct bound *b, struct pricer *const *pricers,
	      struct effort *effort, struct heat heat)
{
	uint64_t seed = effort->options->seed;
	struct recreating x = recreating_new(d, b, pricers, seed);
	struct random random = random_stream(seed, heat.stream);
	double work, begin = effort_part(effort);

	bound_at(b, bound_best(b), &work);
	x.began = effort->work;
	x.round = fmin(ROUND, ROUND_PART * effort->limit);
	effort_spend(effort, work);
	note_excess(&x);
	for (int k = 0; x.n_open > 0 && !effort_is_over(effort, heat.share);
	     k++) {
		double part =
			(effort_part(effort) - begin) / (heat.share - begin);
		x.heat = heat.from * pow(heat.until / heat.from, part);
		exchange_now(&x, &random, effort);
		pool_run(effort->options->threads, WAYS, run_way, &x);
		take_better(&x);
		effort->cost = fmin(effort->cost, x.best->cost);
		if (k % TELL == 0)
			effort_tell(effort, "polish");
		if (effort_spend(effort, round_work(&x)))
			break;
	}
	if (x.best->cost < d->cost)
		draft_copy(d, x.best);
	draft_recount(d);
	recreating_close(&x);
}
