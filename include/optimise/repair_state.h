/*
 * repair_state - the roster under way that repair.c and repair_offers.c share.
 * Nobody else needs it.
 */
#ifndef OPTIMISE_REPAIR_STATE_H
#define OPTIMISE_REPAIR_STATE_H

#include "optimise/repair.h"
#include "optimise/standing.h"

struct repair {
	struct standing *s;
	struct repair_options options;
	int today; /* civil day of now */
};

/* A duty whose template the planner may still touch: it is on or to come, and
 * its person not missing. */
bool repair_is_open(const struct repair *x, int agent, int day);

/* Segments cut at `end`; a pause or activity left at the end goes too. */
struct duty repair_cut(struct arena *a, const struct site *site,
		       const struct duty *duty, int64_t end);

#endif
