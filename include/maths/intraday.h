/*
 * intraday - the rest of a day, given how it began.
 *
 * Residuals r = sqrt(calls + 1/4) - sqrt(forecast + 1/4) have about the same
 * spread at every hour.  Those of a day go together: all of it a little (a busy
 * day), neighbours more, and each slot by itself.  So
 *
 *	cov(r_i, r_j) = day + near exp(-|i - j| / length) + own [i = j]
 *
 * with the parameters taken from the residuals of days that are over, times
 * each slot's own spread.  The more days are known, the more the covariance is
 * the one that they show, slot by slot (as if the formula had been seen on 400
 * days).  The rest of today is the conditional mean and variance given its
 * first slots (kriging), beginning at what forecasts missed lately in each
 * slot, and on days of today's weekday in particular, as far as weekdays differ
 * by more than chance (empirical Bayes).  One burst counts for three spreads at
 * most, so that it does not carry the whole day.  A ratio "so far" takes the
 * chance of a quiet first hour for a quiet day; this does not.
 *
 * The weights were chosen on bank_na (09:00, 11:00, 14:00), bank_il (10:00,
 * 12:00, 16:00), seattle911 and ed_iowa (10:00, 14:00) together, two spans of
 * days each.  More weight on the days' own covariance helps the first and harms
 * the others.  Student's t, factors of residual curves, ridge regressions,
 * similar days and slopes by weekday were tried in place of it: none was better
 * on the banks, and where counts are small (seattle911, ed_iowa) days hold
 * nothing to be learned from their mornings (tests/bench/intraday.py).
 *
 * Source: H. Shen, J. Z. Huang, M&SOM 10 (2008), whose penalised updating this
 * is in the form of a covariance; root scale after L. Brown et al., JASA 100
 * (2005).
 */
#ifndef MATHS_INTRADAY_H
#define MATHS_INTRADAY_H

#include "base/arena.h"

struct intraday {
	double day, near, own; /* variances, >= 0; own > 0 */
	double length;	       /* slots */
	/* [slots * slots] and [slots], NULL: the formula alone, no drift. */
	const double *covariance, *drift;
};

/* NaN where either is not known. */
double intraday_residual(double calls, double forecast);

/*
 * residual[days * slots], the last row yesterday's, NaN unknown.  By moments:
 * mean products at each lag, weighted by their number, against 1 and exp(-lag /
 * length).  Without any residual: all 0 but own, which is that of Poisson
 * counts, 1/4.
 */
struct intraday intraday_learn(struct arena *work, const double *residual,
			       int days, int slots);

/*
 * calls[slots] NaN: to come (or not known).  Fills mean and variance (each
 * [slots]) of those: on average over all days the mean is the forecast's, and
 * with nothing known it is the forecast.  Where calls are known they are the
 * mean, and the variance is 0; where the forecast is 0 or NaN, mean is it and
 * variance 0.
 */
void intraday_update(struct arena *work, const struct intraday *p,
		     const double *forecast, const double *calls, int slots,
		     double *mean, double *variance);

#endif
