/*
 * repair_state - the roster under way that repair.c and repair_offers.c share.
 * Nobody else needs it.
 */
#ifndef OPTIMISE_REPAIR_STATE_H
#define OPTIMISE_REPAIR_STATE_H

#include "optimise/crowd.h"
#include "optimise/repair.h"

struct repair {
	struct arena *arena, *scratch;
	const struct period *period;
	struct repair_options options;
	struct plan *plan;
	struct share *share;
	struct crowd *crowd;
	struct roster roster;
	int today; /* civil day of now */
};

/* A duty's work comes (+1) to the crowd's notes or goes (-1). */
void repair_note(struct repair *x, int sign, int agent, int day,
		 const struct duty *duty);
/* Money by which the cost of service changes if the duty takes the place of
 * what the cell holds; either may be no duty (NULL). */
double repair_change(struct repair *x, int agent, int day,
		     const struct duty *was, const struct duty *is);
/* The same, for good. */
void repair_put(struct repair *x, int agent, int day, const struct duty *is);

/* A duty whose template the planner may still touch: it is on or to come, and
 * its person not missing. */
bool repair_is_open(const struct repair *x, int agent, int day);

/* Segments cut at `end`; a pause or activity left at the end goes too. */
struct duty repair_cut(struct arena *a, const struct site *site,
		       const struct duty *duty, int64_t end);

#endif
