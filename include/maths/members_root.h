/*
 * members_root - the members that work on z = sqrt(calls + 1/4).
 *
 * The root of a count has almost the same variance at every mean (1/4 for
 * Poisson), so plain averages weigh busy and quiet slots alike.  Going back,
 * E[calls] = z^2 + variance of z - 1/4.
 *
 * Source: Brown et al., JASA 100 (2005), 4.1; Shen, Huang, M&SOM 10 (2008)
 * for the patterns.
 */
#ifndef MATHS_MEMBERS_ROOT_H
#define MATHS_MEMBERS_ROOT_H

#include "base/arena.h"
#include "maths/training.h"

/* mean[(until - origin) * slots], as struct member wants it. */

/* One level and a profile per weekday, both smoothed exponentially; the level
 * follows one strange day no further than members_total.h says. */
void members_smoothed(struct arena *work, const struct training *t,
		      double *mean);

/* Profiles remembered for most of a year; the days' own effect as an AR(1). */
void members_long_memory(struct arena *work, const struct training *t,
			 double *mean);

/* The five leading patterns of a year of days, their scores by weekday. */
void members_patterns(struct arena *work, const struct training *t,
		      double *mean);

#endif
