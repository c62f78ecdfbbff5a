/*
 * audit - is a history fit to be learned from?  What a planner would question.
 *
 * Reads the workload of the past against the opening hours of the site and
 * lists, queue by queue:
 *
 *	gap	  open intervals without a record
 *	outage	  a run of recorded zeros whose probability is below 1e-6 for
 *		  negative binomial contacts (P(0) = v^(-m / (v - 1)), Poisson
 *		  for v = 1) with the mean m of the same weekday and time and
 *		  the queue's ratio v of variance to mean; special days are
 *		  neither judged nor learned from
 *	mismatch  offered is not handled + abandoned by more than 10 % of
 *		  the day's contacts, summed by day (contacts end in other
 *		  intervals than they begin)
 *	spike	  a handling time more than 3 times the queue's level, or less
 *		  than a third of it, and more than 8 standard errors away
 *		  (a single contact's deviation taken to be the level itself)
 *	short, long day  local days of other than 24 hours
 *
 * Neighbours are merged, over closed hours too: a finding is a stretch of time.
 * Before a queue's first and after its last record nothing is missing.  Pure.
 */
#ifndef MATHS_AUDIT_H
#define MATHS_AUDIT_H

#include "base/arena.h"
#include "model/site.h"
#include "model/workload.h"

enum audit_kind {
	AUDIT_GAP,
	AUDIT_OUTAGE,
	AUDIT_MISMATCH,
	AUDIT_SPIKE,
	AUDIT_CLOCK, /* amount: hours of the day */
	AUDIT_KINDS
};

struct audit_finding {
	enum audit_kind kind;
	int queue;	     /* -1: AUDIT_CLOCK */
	int64_t from, until; /* UTC */
	int intervals;
	/* gap, outage: contacts that were to be expected; mismatch: offered -
	 * handled - abandoned; spike: seconds */
	double amount;
};

struct audit_queue {
	int days;	 /* with any record */
	int first, last; /* days; first > last: none */
	double contacts; /* offered, sum */
	double aht;	 /* contact-weighted mean, NAN: unknown */
	int intervals;	 /* recorded */
	int found[AUDIT_KINDS];
};

struct audit {
	struct audit_queue *queues; /* [site.n_queues] */
	struct audit_finding *list; /* [n] by kind, queue, time */
	int n;
};

struct audit audit_of_history(struct arena *a, const struct site *site,
			      const struct workload *w);

#endif
