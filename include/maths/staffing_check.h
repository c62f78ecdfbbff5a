/*
 * staffing_check - what numbers of people would do to a queue's goal.
 *
 * A requirement, ours or a planner's sheet's, is held against the exact queue
 * that changes with time (maths/transient.h), interval by interval, and
 * against the forecast's own uncertainty: how often more contacts come than
 * so many people can carry within the goal (negative binomial with the
 * forecast's mean and variance).
 */
#ifndef MATHS_STAFFING_CHECK_H
#define MATHS_STAFFING_CHECK_H

#include "base/arena.h"
#include "model/site.h"
#include "model/workload.h"

struct staffing_check {
	int asked;     /* intervals with contacts and a goal on waiting */
	int missed;    /* of these, below the goal's share on the forecast */
	int worst;     /* the interval of the lowest level, -1: none */
	double level;  /* there */
	double chance; /* mean share of days on which an interval's contacts
			  are more than the people can carry; NAN: the forecast
			  says nothing of its uncertainty */
};

/*
 * people[grid.n] on the phones of queue q, rounded up; intervals from `end` on
 * are not looked at.  Queues without a share to keep, deferred work and more
 * than STAFFING_EXACT_LOAD erlangs: asked is 0.
 */
struct staffing_check staffing_check(struct arena *scratch,
				     const struct site *site,
				     const struct workload *ahead, int q,
				     int end, const double *people);

#endif
