#include "maths/staffing_curve.h"

#include <math.h>

#define COLLAPSE 0.9 /* share of the need below which a head counts double */

static double cost_at(double x, double gross, double short_price,
		      double over_price)
{
	double deep = fmax(0, COLLAPSE * gross - x);

	return short_price * (fmax(0, gross - x) + deep) +
	       over_price * fmax(0, x - gross);
}

struct curve staffing_curve(struct arena *a, double gross, double short_price,
			    double over_price)
{
	int first = (int)floor(COLLAPSE * gross);
	int n = (int)ceil(gross) - first;
	double *worth = arena_new(a, double, n);

	for (int k = 0; k < n; k++)
		worth[k] =
			cost_at(first + k, gross, short_price, over_price) -
			cost_at(first + k + 1, gross, short_price, over_price);
	return (struct curve){ .under = 2 * short_price,
			       .first = first,
			       .n = n,
			       .worth = worth,
			       .over = over_price };
}
