/*
 * calendar_effects - what the calendar does to a day's contacts.
 *
 * One regression of the log of day totals on weekday, a level that bends every
 * 28 days (91 in long histories), a yearly season (histories above 400 days)
 * and the features of calendar_terms.h.  All but the weekdays are held near 0
 * by normal priors, neighbouring days of the month near each other.  A day
 * further off than 1.345 spreads weighs less, by as much as it is further
 * (Huber; where nothing is odd that costs 5 % of what the days tell).  The
 * season ends at the third harmonic: a fourth could not be told from a level
 * that bends every 91 days.
 *
 * Drivers, what the planner knows of each day, are terms of the same
 * regression: the log of contacts moves with their value (normal prior of 0.3
 * at the usual one).
 *
 * Growth is a straight line in the same regression (normal prior of 5 % a
 * year); it goes on beyond the origin.
 *
 * Days around holidays and at the end of a month are held by 20 %, in histories
 * of less than half a year by as much less.
 *
 * The priors' widths were chosen on all four public data sets together, over
 * six shifts of the origins, then 30, the even and the odd ones agreeing
 * (tests/bench/forecast.c); all lie on plateaus.
 *
 * Source: research by the project, forecasting.md 6.1; Huber, Robust
 * Statistics (1981), 7.
 */
#ifndef MATHS_CALENDAR_EFFECTS_H
#define MATHS_CALENDAR_EFFECTS_H

#include "base/arena.h"
#include "maths/daymatrix.h"

struct calendar_effect {
	const char *name;
	double log, sd; /* of the log of the factor */
	int seen;	/* days it was learned from */
};

struct calendar_effects {
	int first;	/* row of the first day learned from */
	double *factor; /* [until] what features and season make of a day */
	double growth, growth_sd; /* of log contacts a year, in factor too;
				     0 in histories of 400 days or less */
	double spread; /* of a day's log total around the regression */
	struct calendar_effect *effects; /* [n] the day features */
	int n;
	struct calendar_effect *drivers; /* [n_drivers] at their usual value */
	int n_drivers;
};

/* Days of history the regression needs; below it all factors are 1. */
enum { CALENDAR_MIN_DAYS = 40 };

/*
 * Learns from the days use[r] of [0, origin), gives factors for rows
 * [0, until).
 */
struct calendar_effects calendar_effects_learn(struct arena *a,
					       const struct day_matrix *m,
					       const bool *use, int origin,
					       int until);

#endif
