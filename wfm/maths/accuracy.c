#include "maths/accuracy.h"

#include <math.h>

#include "maths/negbin.h"

void accuracy_add_day(struct accuracy *to, const double *actual,
		      const double *forecast, int slots)
{
	double day = 0;
	int seen = 0;

	for (int s = 0; s < slots; s++) {
		double error = forecast[s] - actual[s];
		if (isnan(error))
			continue;
		to->absolute += fabs(error);
		to->squared += error * error;
		to->actual += actual[s];
		day += error;
		seen++;
	}
	to->error += day;
	to->day_absolute += fabs(day);
	to->intervals += seen;
	to->days += seen > 0;
}

void accuracy_add_floor(struct accuracy *to, const double *actual,
			const double *forecast, int slots)
{
	for (int s = 0; s < slots; s++)
		if (!isnan(forecast[s] - actual[s]))
			to->floor += negbin_poisson_error(forecast[s]);
}

void accuracy_add(struct accuracy *to, const struct accuracy *other)
{
	to->absolute += other->absolute;
	to->squared += other->squared;
	to->day_absolute += other->day_absolute;
	to->error += other->error;
	to->actual += other->actual;
	to->floor += other->floor;
	to->intervals += other->intervals;
	to->days += other->days;
}

static double share(double part, double actual)
{
	return actual > 0 ? part / actual : NAN;
}

double accuracy_wape(const struct accuracy *a)
{
	return share(a->absolute, a->actual);
}

double accuracy_day_wape(const struct accuracy *a)
{
	return share(a->day_absolute, a->actual);
}

double accuracy_bias(const struct accuracy *a)
{
	return share(a->error, a->actual);
}

double accuracy_floor(const struct accuracy *a)
{
	return share(a->floor, a->actual);
}
