/*
 * training - what one forecast may learn from, as known at one origin.
 *
 * From a day matrix and an origin (a row: only earlier ones are looked at) it
 * leaves out outlier days, learns the calendar effects and divides them away,
 * and moves history from before a jump of the level to the new level.
 * Members of the ensemble see only this.
 *
 * An outlier day is one whose log total lies more than 4 spreads (at least
 * 12 %) from the median of its 8 nearest same weekdays.  Five such days in a
 * row on the same side are a change of level, not outliers.
 */
#ifndef MATHS_TRAINING_H
#define MATHS_TRAINING_H

#include "base/arena.h"
#include "maths/calendar_effects.h"
#include "maths/daymatrix.h"

struct training {
	const struct day_matrix *m;
	int first, origin, until; /* rows: members learn from [first, origin)
				     and forecast [origin, until) */
	bool *use;     /* [origin] ordinary days that are no outliers */
	double *x;     /* [origin * slots] calls without calendar
			  effects; NaN: not to learn from */
	double *total; /* [origin] of x, completed; NaN likewise */
	double *root;  /* [origin * slots] sqrt(x + 1/4) from first on */
	bool *whole;   /* [origin] used, and no slot of x is NaN */
	int usable;    /* days to learn from in [first, origin) */
	struct calendar_effects calendar;
	int shift_row; /* where the level jumped (levelshift.h), or -1 */
	double shift;  /* by this factor; x before it is at the new level */
	/* What several members want; the first one makes it. */
	struct training_shapes {
		double *share;	  /* dayshape_learn */
		double *profile;  /* of roots, by weekday, long memory */
		double *variance; /* of roots around it */
	} * shapes;
};

/* Members look back at most this many days. */
enum { TRAINING_DAYS = 728 };

struct training training_new(struct arena *a, const struct day_matrix *m,
			     int origin, int until, bool calendar);

/* Row r of x, 0 <= r < origin. */
const double *training_row(const struct training *t, int r);
const double *training_roots(const struct training *t, int r);
double training_total(const struct training *t, int r);

#endif
