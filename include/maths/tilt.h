/*
 * tilt - is a holiday a share of its weekday, or a day of its own size?
 *
 * Names of holidays come on other weekdays each year, and weekdays differ in
 * size.  A holiday may leave a share of its weekday (half of a Monday, half of
 * a Saturday) or be like itself whatever the weekday (nobody works, Monday or
 * Saturday).  With the weekday's size against the mean one's the log ratio of
 * a day to its weekday is
 *
 *	name's effect + slope log size
 *
 * slope 0: a share; -1: its own size.  One slope for all holidays, from what
 * days of the same name differ by (least squares within names, a day's own
 * scatter being 20 %), held near 0 by a normal prior of 0.3: where weekdays
 * are alike, or no name came on two of them, a holiday is a share.
 *
 * Over six shifts of the origins the errors of bank_il's half days, eves and
 * closed days were 22.0 % of a day without and 21.0 with it; on ed_iowa and
 * seattle911 nothing changed.  A fixed slope of -0.3 was better on the first
 * (18.3) and worse on the second (7.5 instead of 7.25).
 */
#ifndef MATHS_TILT_H
#define MATHS_TILT_H

#include "base/arena.h"
#include "maths/training.h"

struct tilt {
	double log_size[7]; /* of weekdays, 0: the mean one, or never seen */
	double slope;	    /* -1 to 0 */
};

/* ratio[t->origin]: log of a holiday's contacts over those of its weekday,
 * NaN for other days. */
struct tilt tilt_learn(struct arena *work, const struct training *t,
		       const double *ratio);

/* What row r's weekday makes of its holiday; 1 on other days. */
double tilt_factor(const struct tilt *tilt, const struct day_matrix *m, int r);

#endif
