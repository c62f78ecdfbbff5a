/*
 * members_total - the members that forecast day totals and spread them.
 *
 * A day's log total is its weekday's usual one plus a level; the day's shape
 * (dayshape.h) spreads it over the slots.
 *
 * A day further off than two spreads of what was expected moves the level as
 * if it were two off: one strange day says little about the next ones, and a
 * level that has truly moved says so again the day after.  Source: Masreliez,
 * Martin, IEEE Trans. Automatic Control 22 (1977), with Huber's psi.
 */
#ifndef MATHS_MEMBERS_TOTAL_H
#define MATHS_MEMBERS_TOTAL_H

#include "base/arena.h"
#include "maths/training.h"

/* What a day's error moves a level by: variance is that of such errors, learned
 * from so many days; from less than 14 they are taken as they are. */
double members_bend(double error, double variance, int days);

/* mean[(until - origin) * slots], as struct member wants it. */

/* The level smoothed exponentially: it stays where it went. */
void members_staying_level(struct arena *work, const struct training *t,
			   double *mean);

/*
 * The level as an AR(1) seen through noise: it goes back to the usual.
 * Coefficients from the first two autocovariances, weights halved every 12
 * weeks; level by a Kalman filter.  Source: Harvey, Forecasting, Structural
 * Time Series Models and the Kalman Filter (1989), 3.
 */
void members_returning_level(struct arena *work, const struct training *t,
			     double *mean);

#endif
