#include "maths/staffing_check.h"

#include <math.h>

#include "maths/goal.h"
#include "maths/negbin.h"
#include "maths/staffing_day.h"
#include "maths/staffing_exact.h"
#include "maths/transient.h"

enum { AHEAD = 2 }; /* intervals that late callers are followed into */

struct checking {
	const struct queue *q;
	const double *calls, *aht, *variance, *people;
	double seconds;
	struct staffing_check found;
	double chances;
	int n_chances;
};

static bool has_goal(const struct queue *q)
{
	return (q->channel == CHANNEL_VOICE || q->channel == CHANNEL_CHAT) &&
	       q->concurrency <= 1 && q->goal.share > 0;
}

static int agents_at(const struct checking *x, int t)
{
	return (int)ceil(x->people[t] - 1e-9);
}

static void note_level(struct checking *x, int t, double level)
{
	struct staffing_check *f = &x->found;

	f->asked++;
	f->missed += level < x->q->goal.share - 1e-6;
	if (f->worst < 0 || level < f->level) {
		f->worst = t;
		f->level = level;
	}
}

/* More contacts than the people carry within the goal. */
static void note_chance(struct checking *x, int t)
{
	const struct service_goal goal = staffing_goal(x->q);

	if (!x->variance || !(x->variance[t] > 0))
		return;
	double load = goal_load(&goal, agents_at(x, t), x->aht[t]).amount;
	double most = floor(load * x->seconds / x->aht[t]);
	if (isfinite(most))
		x->chances +=
			1 - negbin_below(most, x->calls[t], x->variance[t]);
	x->n_chances++;
}

/* A run of intervals in which somebody calls or is there. */
static void check_run(struct arena *scratch, struct checking *x, int begin,
		      int end)
{
	struct transient_step *step =
		arena_new(scratch, struct transient_step, end - begin);
	struct transient_count *count =
		arena_new(scratch, struct transient_count, end - begin);
	double work = 0, calls = 0;

	for (int t = begin; t < end; t++)
		if (x->calls[t] > 0) {
			work += x->calls[t] * x->aht[t];
			calls += x->calls[t];
		}
	if (!(work > 0))
		return;
	struct transient_queue q = {
		.aht = work / calls,
		.patience = x->q->patience > 0 ? x->q->patience : INFINITY,
		.within = x->q->goal.within,
		.counting = staffing_goal(x->q).counting,
		.drop = DROP_FINISH,
	};
	for (int t = begin; t < end; t++)
		step[t - begin] = (struct transient_step){
			.seconds = x->seconds,
			.rate = x->calls[t] > 0 ? x->calls[t] * x->aht[t] /
							  (q.aht * x->seconds)
						: 0,
			.agents = agents_at(x, t),
		};
	struct transient *state = transient_open(scratch, q);
	for (int k = 0; k < end - begin; k++) {
		int left = end - begin - k - 1;
		transient_run(state, step + k, 1, left < AHEAD ? left : AHEAD,
			      count + k);
		if (!(x->calls[begin + k] > 0))
			continue;
		note_level(x, begin + k, transient_level(count[k]));
		note_chance(x, begin + k);
	}
}

static bool is_busy(const struct checking *x, int t)
{
	return x->calls[t] > 0 || x->people[t] > 0;
}

static bool is_too_large(const struct checking *x, int end)
{
	for (int t = 0; t < end; t++)
		if (x->people[t] > STAFFING_EXACT_LOAD)
			return true;
	return false;
}

struct staffing_check staffing_check(struct arena *scratch,
				     const struct site *site,
				     const struct workload *ahead, int q,
				     int end, const double *people)
{
	size_t at = (size_t)q * (size_t)ahead->grid.n;
	struct checking x = {
		.q = &site->queues[q],
		.calls = ahead->calls + at,
		.aht = ahead->aht + at,
		.variance = ahead->variance ? ahead->variance + at : NULL,
		.people = people,
		.seconds = ahead->grid.interval,
		.found = { .worst = -1, .level = NAN, .chance = NAN },
	};

	if (!has_goal(x.q) || is_too_large(&x, end))
		return x.found;
	for (int t = 0; t < end;) {
		int until = t;

		while (until < end && is_busy(&x, until))
			until++;
		if (until > t)
			check_run(scratch, &x, t, until);
		t = until + 1;
	}
	if (x.n_chances)
		x.found.chance = x.chances / x.n_chances;
	return x.found;
}
