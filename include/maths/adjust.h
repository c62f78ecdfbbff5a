/*
 * adjust - the planner's corrections, put on a finished forecast.
 *
 * In the order of the file: factors on contacts and handling time, and totals
 * given from outside, spread over the shape that is there (evenly over open
 * intervals where there is none).
 */
#ifndef MATHS_ADJUST_H
#define MATHS_ADJUST_H

#include "base/err.h"
#include "model/site.h"
#include "model/workload.h"

/* Warns of a total that finds no open interval ahead.  variance is not
 * touched. */
void adjust_forecast(struct arena *work, const struct site *site,
		     struct workload *ahead, struct err *e);

#endif
