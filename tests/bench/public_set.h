/*
 * public_set - the public data sets and the frozen protocol of origins.
 *
 * Each set is made into a site of one queue; every forecast goes through
 * forecast_from_history from the days before its origin alone.  Protocol:
 * forecasting report of the project, 3.1.  Ordinary days count: no public
 * holiday and nothing missing.
 */
#ifndef BENCH_PUBLIC_SET_H
#define BENCH_PUBLIC_SET_H

#include "base/zone.h"
#include "maths/accuracy.h"
#include "maths/forecast.h"

enum { PUBLIC_SETS = 4, PUBLIC_BUCKETS = 4 };

struct public_set {
	const char *name, *file;
	int minutes, first_slot, slots, week_days;
	const char *first_origin;
	int step, origins, horizon; /* horizon in days that count */
};

/* bank_na, bank_il, seattle911, ed_iowa. */
const struct public_set *public_set(int k);

/* A set's calls by day and slot, and the site around it. */
struct public_data {
	const struct public_set *set;
	int first_day, days; /* days with data */
	double *calls;	     /* [days * slots] NaN: missing */
	bool *holiday;	     /* [days + some] */
	int *date;	     /* [dates] days that count, from first_day */
	int dates;
	struct site site;
	struct queue queue;
	struct workload history;
};

/* False when the folder does not hold the set; other faults end the run. */
bool public_load(struct arena *a, const char *folder,
		 const struct public_set *set, const struct zone *utc,
		 struct public_data *data);

/* The day of "YYYY-MM-DD..."; ends the run when it is none. */
int public_day(const char *text);

bool public_is_ordinary(const struct public_data *d, int row);

/* Index in date of the k-th origin; dates when there is none. */
int public_origin(const struct public_data *d, int k, int shift);

/* Days 1, to one week, to four weeks, beyond. */
int public_bucket(const struct public_set *set, int day);
int public_buckets(const struct public_set *set);

/* forecast[horizon * slots]: mean of the last 4 ordinary same weekdays. */
void public_mean4(const struct public_data *d, int at, double *forecast);

/* Ours, with variances, and the time it took. */
struct public_forecast {
	double *mean, *variance; /* [horizon * slots] */
	double *day_variance;	 /* [horizon] */
	double seconds;
};
struct public_forecast public_wfm(struct arena *a, const struct public_data *d,
				  int at);

struct public_row {
	struct accuracy bucket[PUBLIC_BUCKETS];
};
void public_score(struct public_row *row, const struct public_data *d, int at,
		  const double *forecast);

#endif
