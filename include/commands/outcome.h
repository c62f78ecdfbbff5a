/*
 * outcome - a judged pipeline in a handful of figures: site and queues.
 */
#ifndef COMMANDS_OUTCOME_H
#define COMMANDS_OUTCOME_H

#include "commands/pipeline.h"

/* Of the site or of one queue, over the whole period.  NAN: not known. */
struct outcome_line {
	double contacts;
	double required;  /* person hours to be scheduled */
	double level;	  /* contact-weighted, by each queue's definition */
	double occupancy; /* hours busy / hours on the phones */
	double short_intervals; /* that lack PLAN_SHORT people or more */
};

struct outcome {
	struct outcome_line site;
	struct outcome_line *queues; /* [site.n_queues] */
	double fte_required, fte_employed;
	double scheduled, short_hours, over_hours; /* person hours */
	bool judged; /* false: there is no roster; its figures are NAN */
	struct cost cost;
	double bound;
	double hard;   /* rules broken */
	int conflicts; /* people not planned */
};

/* After pipeline_judge; without a roster (judged false) after it was given an
 * empty one. */
struct outcome outcome_of_pipeline(struct arena *a, const struct pipeline *p,
				   bool judged);

/* Money by which the best possible may be better than the roster; NAN. */
double outcome_slack(const struct outcome *o);

/*
 * How two costs differ; *within: by less than both slacks together, so that
 * the solver and not the change may have made it.
 */
double outcome_difference(const struct outcome *base, const struct outcome *o,
			  bool *within);

#endif
