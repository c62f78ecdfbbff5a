#include "maths/negbin.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

static const double LARGEST = 2e9; /* counts that GSL's unsigned holds */

double negbin_below(double k, double mean, double variance)
{
	if (k < 0)
		return 0;
	if (!(mean > 0) || k >= LARGEST)
		return 1;
	unsigned count = (unsigned)k;
	if (!(variance > mean * (1 + 1e-9)))
		return gsl_cdf_poisson_P(count, mean);
	double r = mean * mean / (variance - mean);
	return gsl_cdf_negative_binomial_P(count, mean / variance, r);
}

double negbin_quantile(double p, double mean, double variance)
{
	if (!(mean > 0))
		return 0;
	/* low is always too small, high large enough. */
	double low = -1, high = floor(mean) + 1;
	double step = sqrt(variance > mean ? variance : mean) + 1;

	while (high < LARGEST && negbin_below(high, mean, variance) < p) {
		low = high;
		high = floor(high + step);
		step *= 2;
	}
	while (high - low > 1) {
		double middle = floor((low + high) / 2);
		if (negbin_below(middle, mean, variance) < p)
			low = middle;
		else
			high = middle;
	}
	return high;
}

double negbin_poisson_error(double mean)
{
	if (!(mean > 0))
		return 0;
	double k = floor(mean);
	return 2 * exp((k + 1) * log(mean) - mean - lgamma(k + 1));
}

double negbin_covers(double share, double k, double mean, double variance)
{
	double tail = (1 - share) / 2;
	double high = negbin_below(floor(k), mean, variance);
	double low = negbin_below(floor(k) - 1, mean, variance);

	if (!(high > low)) /* far out, or no mean at all */
		return high > tail && high < 1 - tail;
	double inside = fmin(high, 1 - tail) - fmax(low, tail);
	return inside > 0 ? inside / (high - low) : 0;
}
