/*
 * deferred - work that may wait: the smoothest way to do it in time.
 *
 * Work arrives in slot i and must be done in slot last[i] at the latest.  After
 * slot i the work done, summed up, must lie between what is due by then and
 * what has arrived by then.  Among all such plans the taut string has the
 * lowest peak, and the least sum of squares: it fills the valleys first.
 *
 * Where people are there for something else and idle for a part of their time,
 * that time is taken first.  The string is then drawn between the obstacles
 * less the idle time summed up, and where it rises more has to come: of all
 * plans this asks for the least in sum, in its peak and in every convex
 * measure.  (It may fall by more than an interval's idle time; the largest
 * height reached so far is a plan that does not, and asks for no more.)
 *
 * Slots are the open intervals in order; amounts are in any one unit.
 *
 * Source: Barlow, Bartholomew, Bremner, Brunk, Statistical Inference under
 * Order Restrictions (1972), ch. 1 (greatest convex minorant); the taut string
 * through two obstacles is Davies, Kovac, Ann. Statist. 29 (2001), section 2.
 */
#ifndef MATHS_DEFERRED_H
#define MATHS_DEFERRED_H

#include "base/arena.h"

struct deferred {
	int n;
	const double *arrived; /* [n] work arriving in each slot, >= 0 */
	const int *last;       /* [n] >= its own number, not falling */
	double backlog;	       /* arrived before, >= 0 */
	/* [n] the parts of the backlog that must be done in each slot at the
	 * latest, the rest not within the slots; NULL: all of it as if it came
	 * in slot 0 */
	const double *backlog_due;
	const double *idle; /* [n] what can be done anyway; NULL: nothing */
};

/*
 * rate[n] becomes the work per slot beyond the idle time, used[n] (NULL: not
 * asked for) what is done in that.  Work not yet due after the last slot is
 * left as even rates would leave it.
 */
void deferred_smooth(struct arena *scratch, const struct deferred *d,
		     double *rate, double *used);

#endif
