/*
 * dispersion - how far counts scatter around their forecast.
 *
 * Variance = psi mean + tau2 mean^2: psi is 1 for Poisson arrivals and more
 * when callers come in crowds, tau2 is the squared relative error of the mean
 * itself.  Fitted to errors of the back-test by weighted least squares of
 * error^2 / mean on (1, mean), large errors cut.  psi >= 1 and tau2 >= 0; with
 * few errors both stay near 1 and 0.01.
 *
 * Source: Jongbloed, Koole, Appl. Stoch. Models Bus. Ind. 17 (2001) for the
 * Poisson mixture; fit as in McCullagh, Nelder, Generalized Linear Models, 9.
 */
#ifndef MATHS_DISPERSION_H
#define MATHS_DISPERSION_H

struct dispersion {
	double psi, tau2;
};

/*
 * From n pairs: means > 0 and squared errors; pairs with NaN do not count.
 * Errors beyond cut standard deviations count as cut.
 */
struct dispersion dispersion_fit(const double *mean, const double *square,
				 int n, double cut);

double dispersion_variance(struct dispersion d, double mean);

#endif
