#include "maths/special.h"

#include <math.h>

/* ln(1 + z) = 2 artanh(w), w = z / (2 + z). */
double log_excess(double z)
{
	double w = z / (2 + z), term = w, sum = 0;

	if (fabs(z) > 0.5)
		return z - log1p(z);
	for (int k = 3; k < 30; k += 2) {
		term *= w * w;
		sum += term / k;
	}
	return z * z / (2 + z) - 2 * sum;
}

double exp_excess(double d)
{
	static const double share[] = { 1. / 15, 1. / 14, 1. / 13, 1. / 12,
					1. / 11, 1. / 10, 1. / 9,  1. / 8,
					1. / 7,	 1. / 6,  1. / 5,  1. / 4,
					1. / 3 };
	double sum = 1;

	if (fabs(d) > 0.5)
		return expm1(-d) + d;
	for (int k = 0; k < 13; k++)
		sum = 1 - d * share[k] * sum;
	return d * d / 2 * sum;
}

/* Far out by Laplace's continued fraction x + 1/(x + 2/(x + 3/...)). */
double normal_hazard(double x)
{
	const double root2pi = 2.50662827463100050242;
	double h = x;

	if (x < 6)
		return exp(-x * x / 2) / (root2pi * erfc(x / sqrt(2)) / 2);
	for (int k = 60; k >= 1; k--)
		h = x + k / h;
	return h;
}
