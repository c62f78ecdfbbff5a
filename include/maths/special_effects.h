/*
 * special_effects - what named special days and events do, as factors.
 *
 * A special day is held against what its weekday would have brought: the mean
 * of up to four same weekdays on either side, with calendar effects.  The
 * ratios of all days of one name make its factor; per slot
 * (observed + 40 R) / (expected + 40), R the ratio of whole days, so that
 * sparse slots follow the day.  R is held by a normal prior around its
 * analog's (like), else around 1 for a day never seen, else wide.  A holiday
 * never seen and without analog takes the mean of the other holidays, drawn
 * towards 1.
 *
 * How much of a holiday is its weekday's and how much its own, the days of all
 * names tell together (tilt.h); a factor is that on a weekday of mean size.
 *
 * An event's factor is pooled over its cells in the same way; one that the
 * planner gave is taken as given.  Where events of a name have volumes, the
 * log of the factor is in proportion to the volume, and the effect is that of
 * the usual one: twice the letters do twice the log.
 */
#ifndef MATHS_SPECIAL_EFFECTS_H
#define MATHS_SPECIAL_EFFECTS_H

#include "base/arena.h"
#include "maths/tilt.h"
#include "maths/training.h"

struct special_effect {
	double log, sd; /* of the log of the factor of a whole day */
	int seen;	/* days it was learned from */
};

struct special_effects {
	struct special_effect *days;   /* [n_kinds] */
	struct special_effect *events; /* [n_events] */
	double *factor;		       /* [n_kinds * slots] of special days */
	struct tilt tilt; /* what the weekday makes of a holiday besides */
};

/* Looks only at rows before t->origin. */
struct special_effects special_effects_learn(struct arena *a,
					     const struct training *t);

/* Multiplies mean[(until - origin) * slots] by days and events. */
void special_effects_apply(const struct special_effects *e,
			   const struct training *t, double *mean);

#endif
