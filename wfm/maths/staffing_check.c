#include "maths/staffing_check.h"

#include <math.h>

#include "maths/goal.h"
#include "maths/negbin.h"
#include "maths/staffing_day.h"
#include "maths/staffing_exact.h"
#include "maths/staffing_walk.h"

struct checking {
	const struct site *site;
	const struct queue *q;
	const struct grid *g;
	const double *calls, *aht, *variance, *people;
	int end;
	const struct transient_count *count;
	struct staffing_check found;
};

static bool has_goal(const struct queue *q)
{
	return (q->channel == CHANNEL_VOICE || q->channel == CHANNEL_CHAT) &&
	       q->concurrency <= 1 && q->goal.share > 0;
}

/* More contacts than the people carry within the goal. */
static double chance_of(const struct checking *x, int t)
{
	const struct service_goal goal = staffing_goal(x->q);
	int agents = (int)ceil(x->people[t] - 1e-9);
	double load = goal_load(&goal, agents, x->aht[t]).amount;
	double most = floor(load * x->g->interval / x->aht[t]);

	return isfinite(most)
		       ? 1 - negbin_below(most, x->calls[t], x->variance[t])
		       : 0;
}

static double mean_chance(const struct checking *x)
{
	double sum = 0;
	int n = 0;

	if (!x->variance || x->q->goal.over != OVER_INTERVAL)
		return NAN;
	for (int t = 0; t < x->end; t++)
		if (x->calls[t] > 0 && x->variance[t] > 0) {
			sum += chance_of(x, t);
			n++;
		}
	return n ? sum / n : NAN;
}

/* Intervals whose calls are one sum of the goal. */
static bool together(const struct checking *x, int t, int u)
{
	return x->q->goal.over != OVER_INTERVAL &&
	       staffing_together(x->site, x->q->goal.over,
				 x->g->first_day + grid_day(x->g, t),
				 x->g->first_day + grid_day(x->g, u));
}

static void note(struct checking *x, int first, struct transient_count sum)
{
	struct staffing_check *f = &x->found;
	double level = transient_level(sum);

	f->asked++;
	f->missed += level < x->q->goal.share - 1e-6;
	if (f->worst < 0 || level < f->level) {
		f->worst = first;
		f->level = level;
	}
}

static void note_all(struct checking *x)
{
	int first = -1;
	struct transient_count sum = { 0 };

	for (int t = 0; t < x->end; t++) {
		if (!(x->calls[t] > 0))
			continue;
		if (first >= 0 && !together(x, first, t)) {
			note(x, first, sum);
			first = -1;
		}
		if (first < 0) {
			first = t;
			sum = (struct transient_count){ 0 };
		}
		sum = transient_sum(sum, x->count[t]);
	}
	if (first >= 0)
		note(x, first, sum);
}

static bool is_too_large(const struct checking *x)
{
	for (int t = 0; t < x->end; t++)
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
		.site = site,
		.q = &site->queues[q],
		.g = &ahead->grid,
		.calls = ahead->calls + at,
		.aht = ahead->aht + at,
		.variance = ahead->variance ? ahead->variance + at : NULL,
		.people = people,
		.end = end,
		.found = { .worst = -1, .level = NAN, .chance = NAN },
	};

	if (end <= 0 || !has_goal(x.q) || is_too_large(&x))
		return x.found;
	struct transient_count *count =
		arena_new(scratch, struct transient_count, end);
	staffing_walk(scratch, x.q, ahead->grid.interval, end, x.calls, x.aht,
		      people, count);
	x.count = x.found.count = count;
	note_all(&x);
	x.found.chance = mean_chance(&x);
	return x.found;
}
