#include "optimise/stint_path.h"

#include <math.h>

/* The best way to an end: the last stint's queue, and where it began. */
struct end {
	double cost;
	int queue, from;
};

static int least_of(const struct stint_queue *q, int n)
{
	return q->least < n ? q->least : n;
}

double stint_path(struct arena *scratch, int n, int m,
		  const struct stint_queue *q, int16_t *queue_of)
{
	struct end *end = arena_new(scratch, struct end, n + 1);
	double *begun = arena_new(scratch, double, m);
	int *from = arena_new(scratch, int, m);

	for (int j = 0; j < m; j++)
		begun[j] = HUGE_VAL;
	for (int k = 1; k <= n; k++) {
		end[k].cost = HUGE_VAL;
		for (int j = 0; j < m; j++) {
			int i = k - least_of(&q[j], n);
			if (i >= 0 && end[i].cost - q[j].prefix[i] < begun[j]) {
				begun[j] = end[i].cost - q[j].prefix[i];
				from[j] = i;
			}
			double cost = begun[j] + q[j].prefix[k];
			if (cost < end[k].cost)
				end[k] = (struct end){ cost, j, from[j] };
		}
	}
	for (int k = n; k > 0; k = end[k].from)
		for (int t = end[k].from; t < k; t++)
			queue_of[t] = (int16_t)end[k].queue;
	return n > 0 ? end[n].cost : 0;
}
