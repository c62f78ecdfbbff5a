/*
 * simulate - the service a roster will give, by playing its days many times.
 *
 * Replications are independent and differ in nothing but their number; they
 * are spread over threads in batches of fixed size and added up in order, so
 * that the result is the same on any number of them.  How one is played:
 * sim_run.h; what is played: sim_centre.h.
 *
 * Every figure is a ratio of sums over replications; its confidence interval
 * is Student's t on the linearised ratio.
 *
 * Source: A. M. Law, Simulation Modeling and Analysis, ch. 9 (terminating
 * simulations); W. G. Cochran, Sampling Techniques, 6.4 (ratio of means).
 */
#ifndef MATHS_SIMULATE_H
#define MATHS_SIMULATE_H

#include "maths/sim_run.h"

enum sim_metric {
	SIM_LEVEL,     /* by each queue's definition; deferred work: done
			  within its deadline, of all that was due */
	SIM_ABANDONED, /* of offered */
	SIM_ASA,       /* seconds to the answer; deferred: until done */
	SIM_OCCUPANCY, /* time in use of the people skilled for
			  the queue, whatever they do */
	SIM_METRICS
};

/* x / y over replications. */
struct sim_ratio {
	double x, y, xx, xy, yy;
};

/* One queue in one interval, on one day or in the whole period. */
struct sim_sum {
	struct sim_ratio metric[SIM_METRICS];
	double offered, answered, left;
	double redials; /* of the offered, those who had come before */
	double blocked; /* of the offered, those who found no line */
	double backlog; /* waiting at the end */
	int seen;	/* replications in which the level is known */
	int missed;	/* of these, in which it is below the goal's share */
};

struct sim_person { /* sums over replications */
	double contacts, busy, staffed;
};

struct simulation {
	const struct sim_centre *centre;
	int replications;
	bool reached;		   /* the wished half-width */
	struct sim_sum *cells;	   /* [n_queues * n] */
	struct sim_sum *days;	   /* [n_queues * days] */
	struct sim_sum *queues;	   /* [n_queues] */
	struct sim_person *people; /* [n_agents] */
	int64_t events;
};

struct simulate_options {
	uint64_t seed;
	int threads;
	int replications; /* 2 or more; with half_width the most */
	/* > 0: stop after the batch in which the level of every queue over the
	 * whole period is known as well as this, +- with 95 %. */
	double half_width;
	/* Called after each batch; true: that is enough.  NULL: go on. */
	bool (*enough)(void *ctx, const struct simulation *so_far);
	void *ctx;
};

enum { SIMULATE_BATCH = 40 };

struct simulation simulate(struct arena *a, const struct sim_centre *centre,
			   struct simulate_options options);

/* Contacts that are expected in one replication, backlog included. */
double sim_contacts(const struct sim_centre *c);

struct sim_estimate {
	double value; /* NAN: nothing was seen */
	double half;  /* half of the 95 % confidence interval */
};
/*
 * Contacts in time and those they are divided by, over all replications.  A
 * level of the answered is that of nobody when none was ever answered; then
 * it is 0 of all who came, as in patience.h.
 */
struct sim_ratio sim_level(const struct sim_sum *s);
struct sim_estimate sim_estimate(const struct sim_sum *s, enum sim_metric m,
				 int replications);
/* Share of the replications in which the goal was missed, or NAN. */
double sim_risk(const struct sim_sum *s);

#endif
