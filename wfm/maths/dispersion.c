#include "maths/dispersion.h"

#include <math.h>

enum { PASSES = 6 };

static const double PRIOR_PSI = 1, PRIOR_TAU2 = 0.01, PRIOR_PAIRS = 20;

double dispersion_variance(struct dispersion d, double mean)
{
	return mean > 0 ? d.psi * mean + d.tau2 * mean * mean : 0;
}

/* Sums for the two normal equations of y = psi + tau2 x. */
struct sums {
	double w, wx, wxx, wy, wxy;
};

static void add(struct sums *s, double x, double y, double w)
{
	s->w += w;
	s->wx += w * x;
	s->wxx += w * x * x;
	s->wy += w * y;
	s->wxy += w * x * y;
}

static struct dispersion solve(const struct sums *s)
{
	double det = s->w * s->wxx - s->wx * s->wx;
	struct dispersion d = { PRIOR_PSI, 0 };

	if (det > 1e-9 * s->w * s->wxx) {
		d.psi = (s->wxx * s->wy - s->wx * s->wxy) / det;
		d.tau2 = (s->w * s->wxy - s->wx * s->wy) / det;
	}
	if (d.tau2 < 0)
		d = (struct dispersion){ s->wy / s->w, 0 };
	if (d.psi < 1)
		d = (struct dispersion){ 1, (s->wxy - s->wx) / s->wxx };
	if (!(d.tau2 > 0))
		d.tau2 = 0;
	return d;
}

struct dispersion dispersion_fit(const double *mean, const double *square,
				 int n, double cut)
{
	struct dispersion d = { PRIOR_PSI, PRIOR_TAU2 };
	double sum = 0;
	int count = 0;

	for (int i = 0; i < n; i++)
		if (mean[i] > 0 && !isnan(square[i])) {
			sum += mean[i];
			count++;
		}
	double typical = count > 0 ? sum / count : 1;
	for (int pass = 0; pass < PASSES; pass++) {
		struct sums s = { 0 };
		double at = PRIOR_PSI + PRIOR_TAU2 * typical;
		add(&s, typical, at, PRIOR_PAIRS / (at * at));
		for (int i = 0; i < n; i++) {
			if (!(mean[i] > 0) || isnan(square[i]))
				continue;
			double variance = dispersion_variance(d, mean[i]);
			double y =
				fmin(square[i], cut * cut * variance) / mean[i];
			double w = mean[i] / variance;
			add(&s, mean[i], y, w * w);
		}
		d = solve(&s);
	}
	return d;
}
