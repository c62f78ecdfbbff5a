/*
 * deferred - work that may wait: the smoothest way to do it in time.
 *
 * Work arrives in slot i and must be done in slot last[i] at the latest.  After
 * slot i the work done, summed up, must lie between what is due by then and
 * what has arrived by then.  Among all such plans the taut string has the
 * lowest peak, and the least sum of squares: it fills the valleys first.
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

/*
 * arrived[n] >= 0 work arriving in each slot; last[n] >= its own number, not
 * falling; backlog >= 0 arrived before; backlog_due[n] the parts of it that
 * must be done in each slot at the latest, the rest not within the slots;
 * NULL: all of it as if it came in slot 0.  rate[n] becomes the work done per
 * slot.  Work not yet due after the last slot is left as even rates would
 * leave it.
 */
void deferred_smooth(struct arena *scratch, int n, const double *arrived,
		     double backlog, const double *backlog_due, const int *last,
		     double *rate);

#endif
