/*
 * staffing - from workload to the people each interval needs.
 *
 * One row per queue, and one per pool of queues that people share (pooled
 * bound; its curve prices only what its members' rows do not).  Net is
 * positions on the phones, fractional; gross = net / (1 - shrinkage).
 */
#ifndef MATHS_STAFFING_H
#define MATHS_STAFFING_H

#include "base/arena.h"
#include "base/err.h"
#include "model/requirement.h"
#include "model/site.h"
#include "model/workload.h"

enum staffing_method {
	STAFFING_PLAIN, /* each interval as if it lasted for ever */
	STAFFING_LOAD,	/* the same on the modified offered load, which lags
			   behind the calls (transient_load) */
	STAFFING_EXACT	/* built and checked against the time-varying queue */
};

struct staffing_options {
	enum staffing_method method;
	double confidence; /* 0: mean forecast; 0.9: goal kept on 9 days in 10
			    */
	/* Days of the grid that are planned, 0: all.  Of the day after them
	 * only the hours before any duty can start are asked for: those that
	 * duties over midnight must cover. */
	int days;
};

MUST_CHECK enum rc requirement_from_workload(struct arena *a,
					     const struct site *site,
					     const struct workload *ahead,
					     struct staffing_options options,
					     struct requirement *req,
					     struct err *e);

/* The service that people (positions, fractional) give one queue in one
 * interval: level by the queue's own definition, and the rest. */
struct service {
	double level, asa, abandon, occupancy;
};
struct service staffing_service(const struct queue *q, double calls, double aht,
				double interval, double people);

#endif
