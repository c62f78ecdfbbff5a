/*
 * review_plans - the plans of any run of days, as far as they are there.
 *
 * Of each period the last publication, else the draft; of the people, what
 * they worked (worked.csv) where that was kept.
 */
#ifndef COMMANDS_REVIEW_PLANS_H
#define COMMANDS_REVIEW_PLANS_H

#include "formats/workspace.h"
#include "maths/coverage.h"
#include "maths/review.h"

struct review_plan {
	bool loaded, has_forecast, has_requirement, has_roster;
	struct workload ahead;
	struct requirement requirement;
	struct coverage coverage;
};

struct review_plans {
	struct workspace *w;		  /* its history read */
	struct workspace_periods periods; /* of the site */
	struct review_plan *list;	  /* [periods.n] */
};

struct review_plans review_plans_of(struct workspace *w);

/* Adds the queue's day; days that no plan holds have their actuals only. */
MUST_CHECK enum rc review_plans_add(struct review_plans *p, struct review *to,
				    int queue, int day, struct err *e);

/* The plan that holds a day and its period's folder; *plan NULL: none. */
MUST_CHECK enum rc review_plans_on(struct review_plans *p, int day,
				   const struct review_plan **plan,
				   const char **folder, struct err *e);

#endif
