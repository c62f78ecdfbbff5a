/*
 * adjust - the planner's corrections, put on a finished forecast.
 *
 * In the order of the file: factors on contacts and handling time, and totals
 * given from outside, spread over the shape that is there (evenly over open
 * intervals where there is none).  One for all queues changes each of them by
 * the same factor, so that its total is the site's.
 */
#ifndef MATHS_ADJUST_H
#define MATHS_ADJUST_H

#include "base/err.h"
#include "model/site.h"
#include "model/workload.h"

/* What one correction did to the contacts under it. */
struct adjusted {
	const struct adjustment *by;
	double before, after;
};

/* The corrections that touch the days ahead, [n].  What history tells of a
 * total's days before those is taken from it.  Warns of a total that finds no
 * open interval.  variance is not touched. */
struct adjusted *adjust_forecast(struct arena *a, const struct site *site,
				 const struct workload *history,
				 struct workload *ahead, int *n, struct err *e);

#endif
