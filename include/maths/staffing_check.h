/*
 * staffing_check - what numbers of people would do to a queue's goal.
 *
 * A requirement, ours or a planner's sheet's, is held against the exact queue
 * that changes with time (maths/staffing_walk.h), over the intervals, days,
 * weeks or months that the goal is kept over, and against the forecast's own
 * uncertainty: how often more contacts come than so many people can carry
 * within the goal (negative binomial with the forecast's mean and variance).
 */
#ifndef MATHS_STAFFING_CHECK_H
#define MATHS_STAFFING_CHECK_H

#include "base/arena.h"
#include "maths/transient.h"
#include "model/site.h"
#include "model/workload.h"

struct staffing_check {
	int asked;     /* intervals (days, weeks, months) with contacts and a
			  goal on waiting */
	int missed;    /* of these, below the goal's share on the forecast */
	int worst;     /* the one of the lowest level: its first interval with
			  contacts; -1: none */
	double level;  /* there */
	double chance; /* mean share of days on which an interval's contacts
			  are more than the people can carry; NAN: the forecast
			  says nothing of its uncertainty, or the goal is not
			  kept over intervals */
	/* [end] what happens in each interval, staffing_walk.h; NULL where
	 * asked is 0 */
	const struct transient_count *count;
};

/*
 * people[grid.n] on the phones of queue q, rounded up; intervals from `end` on
 * are not looked at.  Queues without a share to keep, deferred work, several
 * contacts at a time and more than STAFFING_EXACT_LOAD people: asked is 0.
 */
struct staffing_check staffing_check(struct arena *scratch,
				     const struct site *site,
				     const struct workload *ahead, int q,
				     int end, const double *people);

#endif
