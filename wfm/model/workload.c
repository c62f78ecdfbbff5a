#include "model/workload.h"

struct workload workload_new(struct arena *a, struct grid grid, int queues)
{
	size_t cells = (size_t)queues * (size_t)grid.n;

	return (struct workload){ .grid = grid,
				  .queues = queues,
				  .calls = arena_new(a, double, cells),
				  .aht = arena_new(a, double, cells) };
}

/* No calls are no load, however little is known of their length. */
double workload_load(const struct workload *w, int q, int t)
{
	int k = q * w->grid.n + t;

	if (w->calls[k] == 0)
		return 0;
	return w->calls[k] * w->aht[k] / w->grid.interval;
}
