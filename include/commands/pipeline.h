/*
 * pipeline - the stages of a plan, each run or taken as it is.
 *
 *	history -> forecast -> requirement -> roster -> judged
 *
 * Every command that plans goes through here, so that `wfm plan`, a single
 * stage and a what-if cannot differ.  A product that is fresh is read; one
 * that is stale is made again; one that was corrected by hand is kept, unless
 * forced.  Nothing is written before pipeline_commit.
 */
#ifndef COMMANDS_PIPELINE_H
#define COMMANDS_PIPELINE_H

#include <stdbool.h>

#include "commands/command.h"
#include "commands/options.h"
#include "formats/output.h"
#include "formats/workspace.h"
#include "maths/coverage.h"
#include "maths/forecast.h"
#include "maths/objective.h"
#include "maths/rules.h"
#include "maths/staffing.h"
#include "model/period.h"
#include "optimise/schedule.h"

struct pipeline {
	struct session *session;
	struct options options;
	struct workspace w;
	struct output *out;
	struct forecast forecast; /* scores only when it was made by this run */
	bool forecast_made, requirement_made, roster_made;
	struct requirement requirement;
	struct period period;
	struct schedule_result result; /* roster, cost, bound, gap */
	struct coverage coverage;
	struct lacking *lacking; /* why it is short */
	struct breaches breaches;
	struct service *service; /* [rows * grid.n] what the roster will give */
	struct staffing_options staffing;
	const char *staffing_text;  /* the same, as options; NULL: default */
	const struct roster *start; /* of the solver, or NULL */
	struct kept kept;	    /* roster NULL: nothing is to be kept */
	double solve_began, solve_seconds;
	bool quiet;	     /* no progress of the solver */
	int as_of;	     /* forecast from days before it; DATE_NONE: all */
	const char *outside; /* a forecast to be taken as it is, or NULL */
};

/* Opens the site and period of the session and options. */
MUST_CHECK enum rc pipeline_open(struct session *s, const struct options *o,
				 struct pipeline *p);

/* "plain", "load", "exact"; false leaves *method alone. */
bool pipeline_method(const char *name, enum staffing_method *method);

/* How staff is to work the requirement out; part of what makes it stale. */
void pipeline_staffing(struct pipeline *p, enum staffing_method method,
		       double confidence);

/*
 * A forecast that was taken from outside counts as fresh whatever the history
 * does, and is made anew only with --force; one that was made as of an
 * earlier day is made again as of that day.
 */
enum want {
	WANT_FRESH, /* take it when fresh and not forced, else make it */
	WANT_MADE,  /* make it whatever there is (the stage's own command) */
	WANT_READ   /* take what is there; missing is an error */
};
MUST_CHECK enum rc pipeline_forecast(struct pipeline *p, enum want want);
MUST_CHECK enum rc pipeline_staff(struct pipeline *p, enum want want);
MUST_CHECK enum rc pipeline_schedule(struct pipeline *p, enum want want);

/* Somebody else's requirement is there, and nothing to forecast from: then no
 * forecast is asked for, and no contacts are known of. */
bool pipeline_requirement_is_given(const struct workspace *w);

/* Of an opened or a published forecast (manifest and first_day are looked at):
 * was it taken from outside; the first day not known when it was made. */
bool pipeline_is_outside(const struct workspace *w);
int pipeline_known_before(const struct workspace *w);

/* The period with its carried-in duties and locked cells; the roster's stages
 * do it themselves. */
MUST_CHECK enum rc pipeline_period(struct pipeline *p);

/*
 * The roster is to change as little as possible; days before `from` stay as
 * they are, and notice is counted from it.  DATE_NONE: all days may change, no
 * notice.  Before pipeline_schedule.
 */
void pipeline_keep(struct pipeline *p, const struct roster *r, int from);

/* period and requirement -> result, and nothing put out: the solver alone,
 * for what-ifs.  May run on any thread if the session is that thread's. */
MUST_CHECK enum rc pipeline_solve(struct pipeline *p);

/* A roster from anywhere in place of the period's own, to be judged. */
MUST_CHECK enum rc pipeline_roster(struct pipeline *p, const struct roster *r);

/* The judges: coverage, breaches, cost and service of the roster. */
MUST_CHECK enum rc pipeline_judge(struct pipeline *p);

/* Renames everything into place, manifest last. */
MUST_CHECK enum rc pipeline_commit(struct pipeline *p);

#endif
