#include "optimise/dive.h"

#include <math.h>
#include <stdlib.h>

enum { STEPS = 25 }; /* of the climb between two sets */

static const double SURE = 0.9; /* parts above this are as good as whole */

struct candidate {
	int worker;
	double weight;
};

static int by_weight(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->weight != b->weight)
		return a->weight > b->weight ? -1 : 1;
	return a->worker - b->worker;
}

static int collect(const struct bound *b, const struct plan *p,
		   struct candidate *list)
{
	int n = 0;

	for (int i = 0; i < p->n_workers; i++) {
		double weight = 0;
		if (!p->workers[i].planned || bound_is_fixed(b, i))
			continue;
		bound_heaviest(b, i, 0, &weight);
		list[n++] = (struct candidate){ i, weight };
	}
	if (n > 1)
		qsort(list, (size_t)n, sizeof(*list), by_weight);
	return n;
}

/* The heaviest tour that keeps all rules; else the worker keeps his own. */
static void settle_worker(struct draft *d, struct bound *b, struct responder *r,
			  int worker)
{
	double weight, cost = d->verdict[worker].price;
	const int16_t *pick;

	for (int rank = 0; (pick = bound_heaviest(b, worker, rank, &weight));
	     rank++)
		if (respond_with(r, d, worker, pick, b))
			break;
	for (int day = 0; day < d->plan->days; day++)
		cost += draft_day_cost(d, worker, day,
				       draft_at(d, worker, day));
	bound_fix(b, worker, draft_at(d, worker, 0), cost);
}

void dive(struct arena *a, struct draft *d, struct bound *b,
	  struct responder *r, struct effort *effort, double part)
{
	struct candidate *list =
		arena_new(a, struct candidate, d->plan->n_workers);
	double target = d->cost;
	int n;

	while ((n = collect(b, d->plan, list)) > 0 && !effort->stopped) {
		int least = (int)ceil(part * n), k = 0;
		while (k < n && (k < least || list[k].weight >= SURE))
			settle_worker(d, b, r, list[k++].worker);
		if (k < n)
			bound_dig(b, target, STEPS, effort);
		effort_tell(effort, "dive");
	}
	bound_release(b);
	draft_recount(d);
}
