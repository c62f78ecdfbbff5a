#include "maths/staffing_walk.h"

#include <math.h>
#include <string.h>

#include "maths/staffing_day.h"

enum { AHEAD = 2 }; /* intervals that late callers are followed into */

struct walking {
	const struct queue *q;
	const double *calls, *aht, *people;
	double seconds;
	struct transient_count *count;
};

static double mean_aht(const struct walking *w, int begin, int end)
{
	double work = 0, calls = 0;

	for (int t = begin; t < end; t++)
		if (w->calls[t] > 0) {
			work += w->calls[t] * w->aht[t];
			calls += w->calls[t];
		}
	return calls > 0 ? work / calls : 0;
}

static struct transient_step step_of(const struct walking *w, int t,
				     double mean)
{
	return (struct transient_step){
		.seconds = w->seconds,
		.rate = w->calls[t] > 0
				? w->calls[t] * w->aht[t] / (mean * w->seconds)
				: 0,
		.agents = (int)ceil(w->people[t] - 1e-9),
	};
}

static void walk_part(struct arena *scratch, const struct walking *w, int begin,
		      int end)
{
	int n = end - begin;
	struct transient_step *step =
		arena_new(scratch, struct transient_step, n);
	struct transient_queue q = {
		.aht = mean_aht(w, begin, end),
		.patience = w->q->patience > 0 ? w->q->patience : INFINITY,
		.within = w->q->goal.within,
		.counting = staffing_goal(w->q).counting,
		.drop = DROP_FINISH,
	};

	if (!(q.aht > 0))
		return;
	for (int k = 0; k < n; k++)
		step[k] = step_of(w, begin + k, q.aht);
	struct transient *state = transient_open(scratch, q);
	for (int k = 0; k < n; k++) {
		int left = n - k - 1;
		transient_run(state, step + k, 1, left < AHEAD ? left : AHEAD,
			      w->count + begin + k);
	}
}

static bool is_busy(const struct walking *w, int t)
{
	return w->calls[t] > 0 || w->people[t] > 0;
}

void staffing_walk(struct arena *scratch, const struct queue *q, double seconds,
		   int n, const double *calls, const double *aht,
		   const double *people, struct transient_count *count)
{
	const struct walking w = { q, calls, aht, people, seconds, count };

	memset(count, 0, (size_t)n * sizeof(*count));
	for (int t = 0; t < n;) {
		int end = t;

		while (end < n && is_busy(&w, end))
			end++;
		if (end > t)
			walk_part(scratch, &w, t, end);
		t = end + 1;
	}
}
