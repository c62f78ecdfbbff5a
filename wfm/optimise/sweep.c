#include "optimise/sweep.h"

#include <math.h>

#include "base/pool.h"
#include "optimise/daywise.h"
#include "optimise/merge.h"
#include "optimise/polish.h"

enum { WAYS = 2 };

static const double WORTH = 0.02; /* of the worth of a head: to be gained */

struct way {
	struct draft *draft;
	struct random random;
	struct effort effort; /* its own */
	int day;
};

struct sweeping {
	struct draft *draft;
	struct arena *arena;
	struct way way[WAYS];
	double worth;
	int *days; /* [plan->days] in the order of a sweep */
	struct change *changes;
};

static struct sweeping sweeping_new(struct draft *d, uint64_t seed,
				    uint64_t stream)
{
	const struct plan *p = d->plan;
	struct sweeping s = { .draft = d,
			      .arena = arena_open(),
			      .worth = WORTH * polish_scale(p) };

	for (int k = 0; k < WAYS; k++)
		s.way[k] = (struct way){
			.draft = draft_new(s.arena, p, d->rules,
					   share_new(s.arena, p)),
			.random = random_stream(seed, stream + (uint64_t)k)
		};
	s.days = arena_new(s.arena, int, p->days);
	for (int day = 0; day < p->days; day++)
		s.days[day] = day;
	s.changes = arena_new(s.arena, struct change, DRAFT_CHANGES);
	return s;
}

static void sweeping_close(struct sweeping *s)
{
	for (int k = 0; k < WAYS; k++)
		draft_close(s->way[k].draft);
	arena_close(s->arena);
}

static void run_way(void *ctx, int number, int thread)
{
	struct sweeping *s = ctx;
	struct way *w = &s->way[number];

	(void)thread;
	draft_copy(w->draft, s->draft);
	if (w->day >= 0)
		daywise(w->draft, w->day, s->worth, &w->random, &w->effort);
}

/* The days from the k-th on; true: stop now. */
static bool try_days(struct sweeping *s, int k, struct effort *effort)
{
	double work = 0;

	for (int j = 0; j < WAYS; j++) {
		struct way *w = &s->way[j];
		w->day = k + j < s->draft->plan->days ? s->days[k + j] : -1;
		w->effort = *effort;
	}
	pool_run(effort->options->threads, WAYS, run_way, s);
	merge(s->draft, s->way[0].draft, s->way[1].draft, s->changes);
	for (int j = 0; j < WAYS; j++)
		work += s->way[j].effort.work - effort->work;
	effort->cost = fmin(effort->cost, s->draft->cost);
	return effort_spend(effort, work);
}

void sweep(struct draft *d, double share, uint64_t stream,
	   struct effort *effort)
{
	struct sweeping s = sweeping_new(d, effort->options->seed, stream);
	double before;

	do {
		before = d->cost;
		random_shuffle(&s.way[0].random, s.days, d->plan->days);
		for (int k = 0; k < d->plan->days; k += WAYS)
			if (try_days(&s, k, effort))
				break;
		effort_tell(effort, "days");
	} while (!effort_is_over(effort, share) && d->cost < before - 1e-6);
	sweeping_close(&s);
}
