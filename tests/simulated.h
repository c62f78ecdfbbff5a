/*
 * simulated - day matrices and sites with known truth, for forecast tests.
 *
 * truth(row, slot) = base * weekday * shape * factor(row); contacts are
 * Poisson around it times a lognormal day effect, or exactly it.
 */
#ifndef TESTS_SIMULATED_H
#define TESTS_SIMULATED_H

#include <math.h>

#include "base/date.h"
#include "base/random.h"
#include "maths/daymatrix.h"

struct simulated {
	int first_day, days, past, slots;
	double base;		   /* mean contacts a slot */
	double day_cv;		   /* of the day effect */
	bool exact;		   /* contacts are the truth itself */
	double (*factor)(int day); /* by civil day; NULL: 1 */
	uint64_t seed;
};

/* Monday to Sunday; in the mean 1. */
static const double sim_weekday[7] = { 1.4, 1.2, 1.1, 1.1, 1.2, 0.6, 0.4 };

static inline double sim_shape(int slot, int slots)
{
	return 1 + 0.8 * sin(2 * 3.14159265358979 * (slot + 0.5) / slots);
}

static inline double sim_truth(const struct simulated *s, int row, int slot)
{
	double truth = s->base * sim_weekday[date_weekday(s->first_day + row)] *
		       sim_shape(slot, s->slots);

	return s->factor ? truth * s->factor(s->first_day + row) : truth;
}

/* All days open, no special days; the caller may change things and then
 * classifies again. */
static inline struct day_matrix sim_matrix(struct arena *a,
					   const struct simulated *s)
{
	struct day_matrix m = daymatrix_new(a, s->first_day, s->days, s->slots,
					    24 * 60 / s->slots);
	struct random r = random_stream(s->seed, 99);

	m.past = s->past;
	for (int row = 0; row < s->days; row++) {
		double day = random_lognormal(&r, 1, s->day_cv + 1e-9);
		for (int k = 0; k < s->slots; k++) {
			double truth = sim_truth(s, row, k);
			int i = row * s->slots + k;
			m.open[i] = true;
			if (row >= s->past)
				continue;
			m.calls[i] = s->exact ? truth
					      : (double)random_poisson(
							&r, truth * day);
		}
	}
	daymatrix_classify(a, &m);
	return m;
}

static inline int sim_day(int year, int month, int day)
{
	return date_from_civil((struct civil){ year, month, day });
}

#endif
