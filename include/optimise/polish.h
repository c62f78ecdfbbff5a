/*
 * polish - best tours of all in turn, and a last sweep after which no single
 * legal move lowers the cost.
 *
 * Moves of the sweep: a break elsewhere; another start, length or template on
 * a day, or none; a duty to a day off.  A move is first estimated from the
 * kept margins of the crowd (exact when only whole intervals change), then
 * tried.
 */
#ifndef OPTIMISE_POLISH_H
#define OPTIMISE_POLISH_H

#include "optimise/draft.h"
#include "optimise/effort.h"
#include "optimise/respond.h"

/* Best whole tours of all workers in turn until none changes. */
void polish_respond(struct draft *d, struct responder *r,
		    struct effort *effort);

/* Until no change of one duty, break or day off helps.  False: stopped. */
bool polish_settle(struct arena *a, struct draft *d, struct responder *r,
		   struct effort *effort);

/* A typical price of one person for one interval. */
double polish_scale(const struct plan *p);

#endif
