/*
 * negbin - counts around a mean that is itself uncertain.
 *
 * The negative binomial with given mean and variance > mean; Poisson when the
 * variance is not above the mean.  All are total: mean <= 0 is always 0.
 *
 * Source: Johnson, Kemp, Kotz, Univariate Discrete Distributions, 3rd ed.,
 * ch. 5; the distribution function by GSL.
 */
#ifndef MATHS_NEGBIN_H
#define MATHS_NEGBIN_H

/* P(N <= k); 0 for k < 0. */
double negbin_below(double k, double mean, double variance);

/* The smallest count k with P(N <= k) >= p, 0 < p < 1. */
double negbin_quantile(double p, double mean, double variance);

/* E|N - mean| of Poisson counts: what no forecast can avoid. */
double negbin_poisson_error(double mean);

/*
 * How much of a central interval of that share covers count k: 1 inside, 0
 * outside, a part at its ends (a randomised probability integral transform,
 * averaged), so that on true forecasts the mean is exactly share.
 * Source: Czado, Gneiting, Held, Biometrics 65 (2009).
 */
double negbin_covers(double share, double k, double mean, double variance);

#endif
