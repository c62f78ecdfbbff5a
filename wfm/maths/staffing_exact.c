#include "maths/staffing_exact.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "maths/transient.h"

enum {
	AHEAD = 2, /* intervals that late callers are followed into */
	REACH = 12 /* intervals over which a person less is felt */
};

struct walk {
	const struct service_goal *goal;
	struct transient_step *steps; /* [n * parts] */
	struct transient **states;    /* [n + 1] before each interval */
	struct transient *trial;
	int n, parts, minimum;
};

/* All wishes of the goal kept, by what happens to an interval's calls. */
static bool is_kept(const struct service_goal *g, struct transient_count c)
{
	if (!(c.offered > 0))
		return true;
	if (g->share > 0 && transient_level(c) < g->share - 1e-9)
		return false;
	if (g->asa > 0 && c.waited > g->asa * c.offered)
		return false;
	if (g->abandoned > 0 && c.abandoned > g->abandoned * c.offered)
		return false;
	return !(g->occupancy > 0) ||
	       c.busy <= g->occupancy * c.staffed * (1 + 1e-9);
}

/* Steps after interval t in which its late callers are followed. */
static int ahead_of(const struct walk *w, int t)
{
	int left = w->n - t - 1;

	return w->parts * (left < AHEAD ? left : AHEAD);
}

static void set_agents(struct walk *w, int t, int agents)
{
	for (int k = 0; k < w->parts; k++)
		w->steps[t * w->parts + k].agents = agents;
}

static int agents_at(const struct walk *w, int t)
{
	return w->steps[t * w->parts].agents;
}

/* Interval t from a state on; what happens to its calls. */
static struct transient_count pass(struct walk *w, struct transient *state,
				   int t)
{
	struct transient_count sum = { 0 }, count[STAFFING_PARTS];

	transient_run(state, w->steps + t * w->parts, w->parts, ahead_of(w, t),
		      count);
	for (int k = 0; k < w->parts; k++)
		sum = transient_sum(sum, count[k]);
	return sum;
}

/* Interval t with that many agents, from the state before it. */
static bool keeps(struct walk *w, int t, int agents)
{
	set_agents(w, t, agents);
	transient_copy(w->trial, w->states[t]);
	return is_kept(w->goal, pass(w, w->trial, t));
}

/* The fewest for interval t, from the plain answer up or down. */
static int fewest(struct walk *w, int t)
{
	int agents = agents_at(w, t);
	int most = 3 * agents + 50;

	if (agents < w->minimum)
		agents = w->minimum;
	if (!keeps(w, t, agents)) {
		while (++agents < most && !keeps(w, t, agents))
			;
		return agents;
	}
	while (agents > w->minimum && keeps(w, t, agents - 1))
		agents--;
	return agents;
}

/* The state before interval t + 1, with the agents of t as they stand. */
static void advance(struct walk *w, int t)
{
	transient_copy(w->states[t + 1], w->states[t]);
	pass(w, w->states[t + 1], t);
}

/* Every interval of [t, until) keeps the goal with the agents given. */
static bool holds(struct walk *w, int t, int until)
{
	transient_copy(w->trial, w->states[t]);
	for (int k = t; k < until && k < w->n; k++)
		if (!is_kept(w->goal, pass(w, w->trial, k)))
			return false;
	return true;
}

/*
 * The interval before may count on fewer ahead, so look from there; after the
 * interval itself, which mostly says no at once.
 */
static bool can_spare(struct walk *w, int t, int agents)
{
	return keeps(w, t, agents) &&
	       holds(w, t > AHEAD ? t - AHEAD : 0, t + REACH);
}

static void spare(struct walk *w)
{
	for (int t = w->n - 1; t >= 0; t--) {
		int agents = agents_at(w, t);

		while (agents > w->minimum && can_spare(w, t, agents - 1))
			agents--;
		set_agents(w, t, agents);
	}
}

/*
 * Where fewer people came after an interval than it was staffed with, its late
 * callers may miss the goal: those get who they lack.  One pass is enough, for
 * more people afterwards never hurt.
 */
static void mend(struct walk *w)
{
	for (int t = 0; t < w->n; t++) {
		int agents = agents_at(w, t), most = agents + 50;

		while (!keeps(w, t, agents) && agents < most)
			agents++;
		set_agents(w, t, agents);
		advance(w, t);
	}
}

static double mean_aht(int n, const double *calls, const double *aht)
{
	double sum = 0, all = 0;

	for (int t = 0; t < n; t++)
		if (calls[t] > 0) {
			sum += calls[t] * aht[t];
			all += calls[t];
		}
	return all > 0 ? sum / all : 0;
}

/*
 * One handling time for the run; an interval's other one goes into its rate,
 * so that its load is right.
 */
static void set_steps(struct walk *w, double seconds, const double *calls,
		      const double *aht, double mean, const int *agents)
{
	for (int k = 0; k < w->n * w->parts; k++)
		w->steps[k] = (struct transient_step){
			.seconds = seconds / w->parts,
			.rate = calls[k] > 0 ? calls[k] / (seconds / w->parts) *
						       aht[k] / mean
					     : 0,
			.agents = agents[k / w->parts],
		};
}

/* n intervals staffed with agents[], from an empty queue on; mean > 0. */
static struct walk walk_new(struct arena *a, const struct service_goal *goal,
			    enum staff_drop drop, int n, int parts, double mean)
{
	const struct transient_queue q = {
		.aht = mean,
		.patience = goal->patience > 0 ? goal->patience : INFINITY,
		.within = goal->within,
		.counting = goal->counting,
		.drop = drop,
	};
	struct walk w = {
		.goal = goal,
		.steps = arena_new(a, struct transient_step, n * parts),
		.states = arena_new(a, struct transient *, n + 1),
		.trial = transient_open(a, q),
		.n = n,
		.parts = parts,
	};

	for (int t = 0; t <= n; t++)
		w.states[t] = transient_open(a, q);
	return w;
}

void staffing_exact(struct arena *scratch, const struct service_goal *goal,
		    enum staff_drop drop, int n, int parts, double seconds,
		    const double *calls, const double *aht, int minimum,
		    int *agents)
{
	double mean = mean_aht(n * parts, calls, aht);

	assert(parts >= 1 && parts <= STAFFING_PARTS);
	if (!(mean > 0))
		return;
	struct walk w = walk_new(scratch, goal, drop, n, parts, mean);
	w.minimum = minimum;
	set_steps(&w, seconds, calls, aht, mean, agents);
	for (int t = 0; t < n; t++) {
		set_agents(&w, t, fewest(&w, t));
		advance(&w, t);
	}
	spare(&w);
	mend(&w);
	for (int t = 0; t < n; t++)
		agents[t] = agents_at(&w, t);
}

void staffing_mend(struct arena *scratch, const struct service_goal *goal,
		   enum staff_drop drop, int n, int parts, double seconds,
		   const double *calls, const double *aht, int *agents)
{
	double mean = mean_aht(n * parts, calls, aht);

	assert(parts >= 1 && parts <= STAFFING_PARTS);
	if (!(mean > 0))
		return;
	struct walk w = walk_new(scratch, goal, drop, n, parts, mean);
	set_steps(&w, seconds, calls, aht, mean, agents);
	mend(&w);
	for (int t = 0; t < n; t++)
		agents[t] = agents_at(&w, t);
}
