#include "optimise/weeks.h"

#include <math.h>

#include "base/pool.h"
#include "optimise/daywise.h"
#include "optimise/merge.h"
#include "optimise/polish.h"
#include "optimise/weekwise.h"

enum {
	WAYS = 2,
	LARGEST = 100, /* people of a party, at most */
	SWEEPS = 8     /* of its days, after it, at most */
};

/* Of the worth of a head: to be gained by a day, by a week. */
static const double WORTH = 0.02, WEEK_WORTH = 0.1;
static const double PART = 0.5; /* of all people, in the first parties */
static const double STEP = 1.1; /* to larger or smaller parties */
static const double LEAST_PART = 0.2, MOST_PART = 0.9;
static const double WORK = 0.015; /* units of a kind and square of intervals: a
				     guess, people matter little */

struct way {
	struct draft *draft;
	struct random random;
	struct effort effort; /* its own */
	bool found;
	double gain; /* of the relaxed programme */
	int *people; /* [n_people] the open ones, shuffled */
	int *days;   /* [days] of a party */
};

struct weeks {
	struct arena *arena;
	struct draft *draft;
	const struct bound *bound;
	struct pricer *const *pricers;
	struct way way[WAYS];
	double worth, week_worth;
	double part;	  /* of all people, in a good party */
	int n_open, size; /* people; of a party */
	int days;	  /* of the last round */
	bool apart;
	double spent; /* work of the last round */
	struct change *changes;
};

struct weeks *weeks_new(struct draft *d, const struct bound *b,
			struct pricer *const *pricers, uint64_t seed,
			uint64_t stream)
{
	const struct plan *p = d->plan;
	struct arena *a = arena_open();
	struct weeks *w = arena_new(a, struct weeks, 1);

	*w = (struct weeks){ .arena = a,
			     .draft = d,
			     .bound = b,
			     .pricers = pricers,
			     .worth = WORTH * polish_scale(p),
			     .week_worth = WEEK_WORTH * polish_scale(p),
			     .part = PART };
	for (int k = 0; k < WAYS; k++) {
		w->way[k].random = random_stream(seed, stream + (uint64_t)k);
		w->way[k].people = arena_new(a, int, p->n_workers);
		w->way[k].days = arena_new(a, int, p->days);
		w->n_open = plan_open(p, w->way[k].people);
	}
	w->changes = arena_new(a, struct change, DRAFT_CHANGES);
	return w;
}

void weeks_close(struct weeks *w)
{
	if (w)
		arena_close(w->arena);
}

/* The party comes first. */
static int draw(const struct weeks *x, struct way *w)
{
	int n = 0;

	random_shuffle(&w->random, w->people, x->n_open);
	for (int k = 0; k < x->n_open && n < x->size; k++)
		if (draft_is_legal(w->draft, w->people[k])) {
			int i = w->people[k];
			w->people[k] = w->people[n];
			w->people[n++] = i;
		}
	return n;
}

static void sweep_days(const struct weeks *x, struct way *w, struct party party)
{
	double before;

	for (int k = 0; k < SWEEPS; k++) {
		before = w->draft->cost;
		for (int j = 0; j < party.n_days; j++)
			daywise(w->draft, party.days[j], x->worth, &w->random,
				&w->effort);
		if (w->draft->cost > before - x->worth)
			break;
	}
}

/* So many of the days [from, until), any of them alike; their number. */
static int draw_days(struct way *w, int from, int until, int some)
{
	int n = 0;

	for (int day = from; day < until; day++)
		if (random_below(&w->random, until - day) < some - n)
			w->days[n++] = day;
	return n;
}

/* Some days, or a week of the period, or all of a short one. */
static struct party party_of(const struct weeks *x, struct way *w)
{
	int days = x->draft->plan->days, weeks = days / 7 > 1 ? days / 7 : 1;
	struct party party = { .people = w->people,
			       .n = draw(x, w),
			       .days = w->days };
	int some = x->days < days ? x->days : days, from, until;

	if (some < 7 && some < days && !x->apart) {
		from = random_below(&w->random, days - some + 1);
		until = from + some;
	} else {
		int week = random_below(&w->random, weeks);
		from = week * days / weeks;
		until = (week + 1) * days / weeks;
	}
	if (some >= 7 || some > until - from)
		some = until - from;
	party.n_days = draw_days(w, from, until, some);
	return party;
}

static void run_way(void *ctx, int number, int thread)
{
	struct weeks *x = ctx;
	struct way *w = &x->way[number];
	struct schedule_options quiet = *w->effort.options;

	quiet.progress = NULL;
	if (thread > 0) /* one tells that it goes on */
		w->effort.options = &quiet;
	draft_copy(w->draft, x->draft);
	struct party party = party_of(x, w);
	w->found = weekwise(w->draft, x->bound, x->pricers, party,
			    x->week_worth, &w->random, &w->effort, &w->gain);
	if (w->found)
		sweep_days(x, w, party);
}

/* Both where both are cheaper; else the better one when it is within reach. */
static void take(struct weeks *x, double reach)
{
	struct draft *d = x->draft, *better = NULL;
	bool all = true;

	for (int k = 0; k < WAYS; k++) {
		struct way *w = &x->way[k];
		all = all && w->found && w->draft->cost < d->cost;
		if (w->found && (!better || w->draft->cost < better->cost))
			better = w->draft;
	}
	if (all)
		merge(d, x->way[0].draft, x->way[1].draft, x->changes);
	else if (better && better->cost < d->cost + reach)
		draft_copy(d, better);
}

/* How many people are enough; before the draft changes. */
static void learn(struct weeks *x)
{
	for (int k = 0; k < WAYS; k++) {
		const struct way *w = &x->way[k];
		if (w->gain < x->week_worth)
			x->part *= STEP;
		else if (!w->found || w->draft->cost >= x->draft->cost)
			x->part /= STEP;
	}
	x->part = fmax(LEAST_PART, fmin(MOST_PART, x->part));
}

double weeks_part(const struct weeks *x)
{
	return x->part;
}

static int size_of(const struct weeks *x, double part)
{
	int size = (int)ceil(part * x->n_open);

	return size < LARGEST ? size : LARGEST;
}

/* Intervals in which anybody is asked for. */
static int count_open(const struct plan *p)
{
	int open = 0;

	for (int t = 0; t < p->n; t++)
		for (int r = 0; r < p->req->n_rows; r++) {
			const struct curve *c = &p->req->rows[r].curve[t];
			if (c->first + c->n > 0) {
				open++;
				break;
			}
		}
	return open;
}

static double square(double x)
{
	return x * x;
}

double weeks_work(const struct weeks *x, struct extent extent)
{
	const struct plan *p = x->draft->plan;
	double days = extent.days, size = size_of(x, extent.part);

	if (x->spent > 0)
		return x->spent * size / x->size * square(days / x->days);
	return WAYS * WORK * p->n_kinds * size / size_of(x, 1) *
	       square(count_open(p) * days / p->days);
}

/* For a round only: drafts of many people are large. */
static void open_ways(struct weeks *x, struct arena *a,
		      const struct effort *effort)
{
	const struct plan *p = x->draft->plan;

	for (int k = 0; k < WAYS; k++) {
		x->way[k].draft =
			draft_new(a, p, x->draft->rules, share_new(a, p));
		x->way[k].effort = *effort;
	}
}

void weeks_round(struct weeks *x, struct extent extent, double reach,
		 struct effort *effort)
{
	struct arena *a = arena_open();

	x->size = size_of(x, extent.part);
	x->days = extent.days;
	x->apart = extent.apart;
	x->spent =
		1; /* a round is never for nothing, else some go on for ever */
	open_ways(x, a, effort);
	pool_run(effort->options->threads, WAYS, run_way, x);
	for (int k = 0; k < WAYS; k++)
		x->spent += x->way[k].effort.work - effort->work;
	if (x->size < x->n_open && !x->apart)
		learn(x);
	take(x, reach);
	for (int k = 0; k < WAYS; k++)
		draft_close(x->way[k].draft);
	arena_close(a);
	effort->cost = fmin(effort->cost, x->draft->cost);
	effort_tell(effort, "weeks");
	effort_spend(effort, x->spent);
}
