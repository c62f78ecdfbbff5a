/*
 * schedule - roster_from_requirement: who works which shift when.
 *
 * Minimises the cost of maths/objective.h over all rosters that obey the
 * hard rules of maths/rules.h, by column generation over whole tours: a
 * column is one person's duties of the period, priced by dynamic programming;
 * the programmes over columns are GLPK's.  Anytime: a legal roster exists from
 * the first moments; the best so far survives limits and interrupts.  Every
 * roster passes the judges before it is returned and its cost is recomputed.
 */
#ifndef OPTIMISE_SCHEDULE_H
#define OPTIMISE_SCHEDULE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "maths/objective.h"
#include "model/period.h"
#include "model/requirement.h"

struct schedule_progress {
	double seconds;		 /* by the caller's clock */
	double cost, bound, gap; /* gap as maths/objective.h */
	const char *phase; /* "start", "prices", "dive", "columns", "days",
			       "polish", "stints" */
};

struct schedule_options {
	uint64_t seed;
	int threads;
	double work_limit; /* in work units (deterministic); 0: the default, or
			      none where a gap is asked for */
	double gap;	   /* stop when reached; 0: never */
	double seconds;	   /* by clock(ctx), 0: no limit */
	double (*clock)(void *ctx); /* seconds, monotonic; NULL: none */
	bool (*stop)(void *ctx);    /* "stop now?" (SIGINT); may be NULL */
	void (*progress)(void *ctx,
			 const struct schedule_progress *p); /* or NULL */
	void *ctx;
	const struct roster *start; /* warm start, or NULL */
};

/* Someone who could not be planned, and the smallest set of reasons. */
struct schedule_conflict {
	int agent;
	int day;	      /* first day concerned */
	const char **reasons; /* [n] sentences, each naming rule or line */
	const struct place *places; /* [n] */
	int n;
};

struct schedule_result {
	struct roster roster;
	struct cost cost;
	double bound; /* proven: no legal roster costs less */
	double gap;
	const char *stopped; /* "gap", "work limit", "time limit",
				"interrupted", "optimal" */
	double work;	     /* units used */
	struct schedule_conflict *conflicts; /* [n_conflicts] */
	int n_conflicts;
};

MUST_CHECK enum rc roster_from_requirement(struct arena *a,
					   const struct period *p,
					   const struct requirement *req,
					   struct schedule_options options,
					   struct schedule_result *result,
					   struct err *e);

#endif
