/*
 * sim_centre - what a simulation plays through: queues, calls and people.
 *
 * Plain arrays in seconds from the grid's start, made from a roster by
 * sim_centre_of_roster, or by hand.  Nothing here changes while it is
 * simulated, so all replications and threads share one.
 *
 * A person on SEGMENT_WORK has an ability: what he may take at that time, how
 * readily and how fast.  Abilities that differ in speed alone have one
 * profile; routing looks at profiles only.
 */
#ifndef MATHS_SIM_CENTRE_H
#define MATHS_SIM_CENTRE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "maths/patience.h"
#include "model/period.h"
#include "model/workload.h"

struct sim_span {
	double from, until;
};

struct sim_backlog {
	double contacts, due;
};

struct sim_queue {
	bool deferred; /* email, outbound: done when nobody calls */
	int slots;     /* contacts that one person holds at once, 1..64 */
	/* [slots] how much longer a contact takes while its person holds
	 * 1, 2, ... of them; NULL: always 1. */
	const double *slower;
	/* Handling times: drawn from [n_durations] of mean 1, ascending; none:
	 * lognormal with this coefficient of variation, < 0: exponential. */
	double cv;
	const double *durations;
	int n_durations;
	double patience; /* mean seconds, INFINITY: for ever */
	int lines; /* contacts at once, in line and in hand; 0: any number */
	/* Who hangs up or finds all lines taken comes again with this chance,
	 * after so many seconds on average. */
	double redial, redial_after;
	double within;	 /* seconds; deferred work: the deadline */
	bool open_hours; /* deferred work: within counts open time only */
	enum service_level counting;
	double share;		     /* goal, 0: none */
	const struct sim_span *open; /* [n_open] ascending, disjoint */
	int n_open;
	/* [n_backlog] deferred contacts at the start, by due time */
	const struct sim_backlog *backlog;
	int n_backlog;
};

struct sim_ability {
	int profile;
	const double *speed; /* [n_queues] contacts per contact of the average
				person; 0: not skilled */
};

/* 1 first choice .. 9; 0 not skilled */
struct sim_profile {
	const int *priority; /* [n_queues] */
};

/* From here on an agent can do something else. */
struct sim_change {
	double at;
	int agent;
	int ability; /* -1: away */
	int duty;    /* [n_duties) which person-day, for being missing */
};

/* By time, then agent. */
void sim_changes_sort(struct sim_change *changes, int n);

struct sim_centre {
	int n_queues, n; /* intervals that are played */
	double interval; /* seconds */
	int days;
	const int *day_begin; /* [days + 1] first interval of each; last n */
	const struct sim_queue *queues;
	/* [n_queues * n], queue by queue */
	const double *calls; /* mean contacts of the interval */
	const double *aht;   /* seconds at speed 1 */
	/*
	 * How far the means themselves are uncertain: squared coefficients of
	 * variation of a gamma factor of the whole day [n_queues * days] and
	 * of each interval [n_queues * n]; 0: Poisson arrivals.
	 */
	const double *day_spread, *interval_spread;
	const struct sim_profile *profiles;
	const struct sim_ability *abilities;
	const struct sim_change *changes; /* by time, then agent */
	int n_profiles, n_abilities, n_changes;
	int n_agents, n_duties;
	double missing; /* chance that somebody misses a duty, 0..1 */
};

/*
 * The people of a roster, with duties of the day before that reach into the
 * period, and the forecast of its days (sim_demand.h).  missing: chance of
 * each person and day not to appear.
 */
struct sim_options {
	bool poisson;
	double missing;
	const double *cv; /* of all handling times; NULL: as each queue says */
};
struct sim_centre sim_centre_of_roster(struct arena *a, const struct period *p,
				       const struct roster *r,
				       const struct workload *ahead,
				       struct sim_options options);

#endif
