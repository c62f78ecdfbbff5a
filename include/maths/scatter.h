/*
 * scatter - how far slots and whole days scatter around a forecast.
 *
 * Fitted to the errors of a back-test: variance = psi mean + tau2 mean^2 per
 * horizon (dispersion.h).  Single slots may be anything: their errors count up
 * to 2.6 standard deviations (chosen on four data sets so that both the 80 and
 * the 95 % intervals hold what they should).  The days of one origin err
 * together, so few origins know less than many days: the variance of day
 * totals is raised by 1 + 2 / origins.
 */
#ifndef MATHS_SCATTER_H
#define MATHS_SCATTER_H

#include "maths/backtest.h"
#include "maths/dispersion.h"

struct scatter {
	struct dispersion cell[BACKTEST_HORIZONS], day[BACKTEST_HORIZONS];
};

/* chosen[b->n * slots]: the forecasts that were tested. */
struct scatter scatter_fit(struct arena *work, const struct backtest *b,
			   const double *chosen);

/* Variance of a slot and of a day, lead days ahead (1: the first day after
 * what is known). */
double scatter_variance(const struct scatter *s, int lead, double mean);
double scatter_day_variance(const struct scatter *s, int lead, double mean);

#endif
