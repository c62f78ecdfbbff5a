/*
 * workload - contacts and handling time per queue and interval, past or ahead.
 *
 * Arrays are [queues * grid.n], queue by queue: x[q * grid.n + t].
 * calls are contacts offered in the interval (not handled).  In a history NAN
 * means "not recorded"; closed intervals are simply outside opening hours.  In
 * a forecast closed intervals hold 0.
 */
#ifndef MODEL_WORKLOAD_H
#define MODEL_WORKLOAD_H

#include "base/arena.h"
#include "model/grid.h"

struct workload {
	struct grid grid;
	int queues;
	double *calls;	  /* offered */
	double *aht;	  /* seconds: talk + hold + wrap-up; NAN unknown */
	double *variance; /* forecast: of calls; NULL when not known */
	/* Histories only, NULL when the file had none: */
	double *handled, *abandoned;
	double *in_target; /* answered within target_s */
	double *target_s, *short_abandoned, *wait_s;
};

struct workload workload_new(struct arena *a, struct grid grid, int queues);

/* Offered load in erlangs in one cell: calls x aht / interval. */
double workload_load(const struct workload *w, int q, int t);

#endif
