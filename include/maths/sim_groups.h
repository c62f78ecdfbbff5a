/*
 * sim_groups - a centre of people by what they can do, not by name: checks a
 * requirement before anybody is on a roster.
 *
 *	struct sim_centre c = sim_centre_of_groups(a, &demand, groups, n);
 *	struct simulation s = simulate(a, &c, options);
 *	struct sim_estimate e = sim_estimate(&s.cells[q * c.n + t], SIM_LEVEL,
 *					     s.replications);
 *
 * Groups that share a queue share its contacts, so nobody is counted twice.
 * Two calls with the same demand and seed meet the same contacts.
 */
#ifndef MATHS_SIM_GROUPS_H
#define MATHS_SIM_GROUPS_H

#include "maths/sim_centre.h"

struct sim_group {
	const int *priority; /* [n_queues] 1 first choice .. 9, 0: cannot */
	const double *heads; /* [n] people there in each interval, >= 0; a part
				of one is there for that part of it */
	double speed;	     /* contacts per contact of the average person */
};

/* demand: a centre without people, as sim_demand makes it; nobody misses. */
struct sim_centre sim_centre_of_groups(struct arena *a,
				       const struct sim_centre *demand,
				       const struct sim_group *groups, int n);

#endif
