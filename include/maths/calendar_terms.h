/*
 * calendar_terms - which calendar features a day has, as regression terms.
 *
 * - The cycle of the month: one coefficient per day 1 to 31 (salaries, bills,
 *   rents) and a few for its last days.  A working day that follows closed or
 *   quiet weekdays takes half its value from the days between, since what
 *   falls on a Saturday is done on Monday.
 * - The days around a holiday on which the queue was closed or quiet: the one
 *   before, and the first, second and third after, when calls are made up for.
 * - The season of the year, as harmonics.
 *
 * A working weekday brings at least 0.6 of the busiest one's contacts; a quiet
 * holiday less than half of an ordinary day's.
 */
#ifndef MATHS_CALENDAR_TERMS_H
#define MATHS_CALENDAR_TERMS_H

#include "base/arena.h"
#include "maths/daymatrix.h"

/* What the terms of a matrix depend on, as known at an origin. */
struct calendar_kinds {
	const struct day_matrix *m;
	bool working[7];   /* by weekday */
	const bool *quiet; /* [days] a holiday, closed or quiet */
};

/* From the days use[r] of [0, origin) and the special days before it. */
struct calendar_kinds calendar_kinds_learn(struct arena *a,
					   const struct day_matrix *m,
					   const bool *use, int origin);

/* Is row r one of the days around a quiet holiday? */
bool calendar_near_holiday(const struct calendar_kinds *k, int r);

enum { CALENDAR_CYCLE = 31, CALENDAR_FEATURES = 8, CALENDAR_HARMONICS = 3 };

/* What a feature is called: the cycle's days, then the others. */
const char *calendar_name(int feature);

/* At most 19 of the calendar and one of each driver. */
enum { CALENDAR_TERMS = 20 + SITE_MAX_DRIVERS };

/* A sparse row: an index and a value per term. */
struct calendar_terms {
	int n;
	int index[CALENDAR_TERMS];
	double value[CALENDAR_TERMS];
};

void calendar_add(struct calendar_terms *t, int index, double value);

/* Row r's features: indexes from base, first the cycle. */
void calendar_add_features(struct calendar_terms *t,
			   const struct calendar_kinds *k, int r, int base);

/* Row r's drivers, n_drivers of the matrix, from base. */
void calendar_add_drivers(struct calendar_terms *t, const struct day_matrix *m,
			  int r, int base);

/* Row r's season: 2 harmonics terms from base. */
void calendar_add_season(struct calendar_terms *t, int day, int harmonics,
			 int base);

#endif
