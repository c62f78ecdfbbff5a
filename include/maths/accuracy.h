/*
 * accuracy - how far forecasts were from what came.
 *
 * Never per cent of single small counts: errors are summed before they are
 * divided by the sum of what came (WAPE).
 */
#ifndef MATHS_ACCURACY_H
#define MATHS_ACCURACY_H

/* Sums over intervals and days; start from {0}. */
struct accuracy {
	double absolute, squared; /* of intervals */
	double day_absolute;	  /* of day totals */
	double error;		  /* forecast - actual */
	double actual;
	double floor; /* E|error| of Poisson counts around the forecasts; added
			 only by accuracy_add_floor */
	int intervals, days;
};

/* One day; slots where either is NaN do not count. */
void accuracy_add_day(struct accuracy *to, const double *actual,
		      const double *forecast, int slots);
void accuracy_add_floor(struct accuracy *to, const double *actual,
			const double *forecast, int slots);
void accuracy_add(struct accuracy *to, const struct accuracy *other);

/* Shares of what came; NaN when nothing came. */
double accuracy_wape(const struct accuracy *a);
double accuracy_day_wape(const struct accuracy *a);
double accuracy_bias(const struct accuracy *a);
double accuracy_floor(const struct accuracy *a);

#endif
