/*
 * staffing_why - why a requirement is not what a planner's sheet says.
 *
 * A sheet takes each interval as if it lasted for ever and rounds up.  The
 * queue that changes with time differs from it for few reasons, told apart by
 * the load in progress (transient_load), by the callers waiting when the
 * interval begins, and by what the goal is kept over.
 */
#ifndef MATHS_STAFFING_WHY_H
#define MATHS_STAFFING_WHY_H

#include "maths/transient.h"
#include "model/requirement.h"
#include "model/site.h"
#include "model/workload.h"

enum staffing_why {
	WHY_SAME,     /* no difference */
	WHY_CLOSED,   /* nothing needed */
	WHY_MINIMUM,  /* minimum or maximum staff */
	WHY_SURE,     /* more: for more contacts than the mean */
	WHY_SUM,      /* the goal is over days: people where they help most */
	WHY_DEFERRED, /* work that can wait fills the valleys */
	WHY_IDLE,     /* those who answer callers do it in between */
	WHY_GOING_ON, /* more: calls from before are still talked */
	WHY_WAITING,  /* more: callers wait from before */
	WHY_LEAVING,  /* more: fewer people come after it */
	WHY_SHORT,    /* more: the sheet falls short by itself */
	WHY_BUILDING, /* fewer: the load still builds up */
	WHY_EASED,    /* fewer: the intervals around have room */
	WHY_METHOD    /* not checked by the exact queue */
};

/* "", "minimum", "confidence", "sum", "deferred", "idle", "going_on",
 * "waiting", "leaving", "short", "building", "eased", "method". */
const char *staffing_why_key(enum staffing_why why);

/*
 * sure: staffed for more contacts than the mean.
 *
 * why[end] of a row of one queue with its counts by the exact queue
 * (staffing_check.h), NULL: it was not checked.
 */
void staffing_why(const struct site *site, const struct workload *ahead,
		  const struct requirement_row *row,
		  const struct transient_count *count, bool sure, int end,
		  enum staffing_why *why);

#endif
