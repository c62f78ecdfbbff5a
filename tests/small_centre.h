/*
 * small_centre - simulated centres made by hand: constant load, people who
 * are there all the time.
 */
#ifndef TESTS_SMALL_CENTRE_H
#define TESTS_SMALL_CENTRE_H

#include <math.h>
#include <string.h>

#include "maths/simulate.h"

enum { FLOOR_QUEUES = 4, FLOOR_KINDS = 6 };

/* People who are alike. */
struct floor_kind {
	int heads;
	int priority[FLOOR_QUEUES]; /* 0: not skilled */
	double speed;		    /* 0: 1 */
};

struct floor_queue {
	double load, aht; /* erlangs, seconds */
	double patience;  /* seconds, 0: for ever */
	double within, share;
	enum service_level counting;
	int slots;	      /* 0: 1 */
	const double *slower; /* [slots] */
	bool deferred;
	bool lognormal; /* handling times, with this spread; else exponential */
	double cv;
	int lines;
	double redial, redial_after;
};

struct floor_plan {
	int n_queues, n_kinds;
	struct floor_queue queues[FLOOR_QUEUES];
	struct floor_kind kinds[FLOOR_KINDS];
	int warm, n; /* half hours: the first `warm` are a day of their own */
};

static inline void floor_people(struct arena *a, const struct floor_plan *f,
				struct sim_centre *c)
{
	struct sim_profile *profiles =
		arena_new(a, struct sim_profile, f->n_kinds);
	struct sim_ability *abilities =
		arena_new(a, struct sim_ability, f->n_kinds);
	struct sim_change *changes;

	for (int k = 0; k < f->n_kinds; k++) {
		double *speed = arena_new(a, double, f->n_queues);

		for (int q = 0; q < f->n_queues; q++)
			speed[q] =
				f->kinds[k].speed > 0 ? f->kinds[k].speed : 1;
		profiles[k].priority = arena_copy(a, f->kinds[k].priority,
						  FLOOR_QUEUES, sizeof(int));
		abilities[k] = (struct sim_ability){ k, speed };
		c->n_agents += f->kinds[k].heads;
	}
	changes = arena_new(a, struct sim_change, c->n_agents);
	for (int k = 0; k < f->n_kinds; k++)
		for (int i = 0; i < f->kinds[k].heads; i++) {
			changes[c->n_changes] =
				(struct sim_change){ 0, c->n_changes, k,
						     c->n_changes };
			c->n_changes++;
		}
	c->profiles = profiles;
	c->abilities = abilities;
	c->changes = changes;
	c->n_profiles = c->n_abilities = f->n_kinds;
	c->n_duties = c->n_agents;
}

static inline struct sim_centre *floor_centre(struct arena *a,
					      const struct floor_plan *f)
{
	struct sim_centre *c = arena_new(a, struct sim_centre, 1);
	int n = f->n, *begin = arena_new(a, int, 3);
	struct sim_queue *queues = arena_new(a, struct sim_queue, f->n_queues);
	double *calls = arena_new(a, double, f->n_queues *n);
	double *aht = arena_new(a, double, f->n_queues *n);
	double *none = arena_new(a, double, f->n_queues *n);
	struct sim_span *always = arena_new(a, struct sim_span, 1);

	begin[1] = f->warm;
	begin[2] = n;
	*always = (struct sim_span){ 0, n * 1800.0 };
	*c = (struct sim_centre){ .n_queues = f->n_queues,
				  .n = n,
				  .interval = 1800,
				  .days = 2,
				  .day_begin = begin,
				  .queues = queues,
				  .calls = calls,
				  .aht = aht,
				  .day_spread = none,
				  .interval_spread = none };
	for (int q = 0; q < f->n_queues; q++) {
		const struct floor_queue *from = &f->queues[q];

		queues[q] = (struct sim_queue){
			.deferred = from->deferred,
			.slots = from->slots > 0 ? from->slots : 1,
			.patience =
				from->patience > 0 ? from->patience : INFINITY,
			.within = from->within,
			.counting = from->counting,
			.share = from->share,
			.slower = from->slower,
			.cv = from->lognormal ? from->cv : -1,
			.lines = from->lines,
			.redial = from->redial,
			.redial_after = from->redial_after,
			.open = always,
			.n_open = 1,
		};
		for (int t = 0; t < n; t++) {
			calls[q * n + t] = from->load * 1800 / from->aht;
			aht[q * n + t] = from->aht;
		}
	}
	floor_people(a, f, c);
	return c;
}

static inline struct simulation
floor_simulate(struct arena *a, const struct sim_centre *c, int replications)
{
	return simulate(
		a, c,
		(struct simulate_options){ .seed = 7,
					   .threads = 2,
					   .replications = replications });
}

/* A queue after the warm-up. */
static inline const struct sim_sum *floor_sum(const struct simulation *s, int q)
{
	return &s->days[q * 2 + 1];
}

#endif
