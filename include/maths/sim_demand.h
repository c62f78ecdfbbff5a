/*
 * sim_demand - the queues of a site and the contacts that are expected there,
 * as a simulation plays them: a centre without people.
 *
 * A forecast's variance v of a mean m is taken apart by the line
 * v / m = psi + tau2 m through the intervals of a day (least squares,
 * psi >= 1, tau2 >= 0; see dispersion.h): tau2 is how far the level of the day
 * is uncertain, a factor all its intervals share; what is left of each v is a
 * factor of its own, so that every interval keeps its v.  poisson: the means
 * are taken as certain.
 *
 * Contacts of an interval come while it is open, evenly.
 */
#ifndef MATHS_SIM_DEMAND_H
#define MATHS_SIM_DEMAND_H

#include "maths/sim_centre.h"

/* The first `days` of the workload's grid. */
struct sim_centre sim_demand(struct arena *a, const struct site *site,
			     const struct workload *ahead, int days,
			     bool poisson);

/*
 * A forecast counts the contacts that came, and of them those who had come
 * before and hung up: where queues have redials, what is left without these,
 * so that they are not played twice.  past: the history, with abandons.
 */
struct workload sim_demand_fresh(struct arena *a, const struct site *site,
				 const struct workload *ahead,
				 const struct workload *past);

/*
 * The two spreads from means and variances of one day's n intervals.
 * own[n] is filled, the day's is returned.  variance NULL: 0.
 */
double sim_spread(const double *mean, const double *variance, int n,
		  double *own);

#endif
