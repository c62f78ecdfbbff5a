#include "maths/staffing_exact.h"

#include <math.h>
#include <string.h>

#include "maths/transient.h"

enum {
	AHEAD = 2, /* intervals that late callers are followed into */
	REACH = 12 /* intervals over which a person less is felt */
};

struct walk {
	const struct service_goal *goal;
	struct transient_step *steps; /* [n] */
	struct transient **states;    /* [n + 1] before each interval */
	struct transient *trial;
	int n, minimum;
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

static int ahead_of(const struct walk *w, int t)
{
	return w->n - t - 1 < AHEAD ? w->n - t - 1 : AHEAD;
}

/* Interval t with that many agents, from the state before it. */
static bool keeps(struct walk *w, int t, int agents)
{
	struct transient_count count;

	w->steps[t].agents = agents;
	transient_copy(w->trial, w->states[t]);
	transient_run(w->trial, w->steps + t, 1, ahead_of(w, t), &count);
	return is_kept(w->goal, count);
}

/* The fewest for interval t, from the plain answer up or down. */
static int fewest(struct walk *w, int t)
{
	int agents = w->steps[t].agents;
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
	transient_run(w->states[t + 1], w->steps + t, 1, ahead_of(w, t), NULL);
}

/* Every interval of [t, until) keeps the goal with the agents given. */
static bool holds(struct walk *w, int t, int until)
{
	struct transient_count count;

	transient_copy(w->trial, w->states[t]);
	for (int k = t; k < until && k < w->n; k++) {
		transient_run(w->trial, w->steps + k, 1, ahead_of(w, k),
			      &count);
		if (!is_kept(w->goal, count))
			return false;
	}
	return true;
}

/* The interval before may count on fewer ahead, so look from there. */
static void spare(struct walk *w)
{
	for (int t = w->n - 1; t >= 0; t--) {
		while (w->steps[t].agents > w->minimum) {
			w->steps[t].agents--;
			if (holds(w, t > AHEAD ? t - AHEAD : 0, t + REACH))
				continue;
			w->steps[t].agents++;
			break;
		}
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
	for (int t = 0; t < w->n; t++)
		w->steps[t] = (struct transient_step){
			.seconds = seconds,
			.rate = calls[t] > 0
					? calls[t] / seconds * aht[t] / mean
					: 0,
			.agents = agents[t],
		};
}

void staffing_exact(struct arena *scratch, const struct service_goal *goal,
		    int n, double seconds, const double *calls,
		    const double *aht, int minimum, int *agents)
{
	double mean = mean_aht(n, calls, aht);
	const struct transient_queue q = {
		.aht = mean,
		.patience = goal->patience > 0 ? goal->patience : INFINITY,
		.within = goal->within,
		.counting = goal->counting,
		.drop = DROP_FINISH,
	};
	struct walk w = {
		.goal = goal,
		.steps = arena_new(scratch, struct transient_step, n),
		.states = arena_new(scratch, struct transient *, n + 1),
		.n = n,
		.minimum = minimum,
	};

	if (!(mean > 0))
		return;
	set_steps(&w, seconds, calls, aht, mean, agents);
	w.trial = transient_open(scratch, q);
	for (int t = 0; t <= n; t++)
		w.states[t] = transient_open(scratch, q);
	for (int t = 0; t < n; t++) {
		w.steps[t].agents = fewest(&w, t);
		advance(&w, t);
	}
	spare(&w);
	for (int t = 0; t < n; t++)
		agents[t] = w.steps[t].agents;
}
