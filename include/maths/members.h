/*
 * members - the cheap models whose mean is the forecast, and the baselines.
 *
 * Each turns a training set into expected calls of ordinary days; calendar
 * effects, special days and events are put on afterwards by the caller.
 * Baselines are what planners do by hand: they look at the recorded calls of
 * ordinary days as they are, and nothing is put on but special days.
 *
 * Every member is total: without any usable day it gives 0; a weekday or slot
 * never seen takes the mean of the other days.  Results are finite and >= 0.
 */
#ifndef MATHS_MEMBERS_H
#define MATHS_MEMBERS_H

#include "base/arena.h"
#include "maths/training.h"

struct member {
	const char *name;
	bool baseline;
	int least_days; /* usable days it needs to be heard */
	/* mean[(until - origin) * slots] */
	void (*forecast)(struct arena *work, const struct training *t,
			 double *mean);
};

int members_count(void);
const struct member *members_get(int i);

#endif
