#include "optimise/bound_state.h"

#include <math.h>
#include <string.h>

static struct weighed *same_tour(const struct bound *b, struct weighed *list,
				 const int16_t *pick)
{
	struct weighed *least = &list[0];

	for (int k = 0; k < MINE; k++) {
		if (list[k].weight > 0 &&
		    memcmp(list[k].pick, pick,
			   (size_t)b->days * sizeof(*pick)) == 0)
			return &list[k];
		if (list[k].weight < least->weight)
			least = &list[k];
	}
	memcpy(least->pick, pick, (size_t)b->days * sizeof(*pick));
	least->weight = 0;
	return least;
}

void bound_mix_tours(struct bound *b, double part)
{
	for (int i = 0; i < b->plan->n_workers; i++) {
		struct weighed *list = b->mine + (size_t)i * MINE;
		if (b->fixed[i] || !b->plan->workers[i].planned ||
		    b->tour_cost[i] == HUGE_VAL)
			continue;
		for (int k = 0; k < MINE; k++)
			list[k].weight *= 1 - part;
		same_tour(b, list, b->pick + (size_t)i * b->days)->weight +=
			part;
	}
}

const int16_t *bound_heaviest(const struct bound *b, int worker, int rank,
			      double *weight)
{
	const struct weighed *list = b->mine + (size_t)worker * MINE;
	const struct weighed *best = NULL;
	bool used[MINE] = { false };

	for (int r = 0; r <= rank; r++) {
		int at = -1;
		for (int k = 0; k < MINE; k++)
			if (!used[k] && list[k].weight > 0 &&
			    (at < 0 || list[k].weight > list[at].weight))
				at = k;
		if (at < 0)
			return NULL;
		used[at] = true;
		best = &list[at];
	}
	*weight = best->weight;
	return best->pick;
}
