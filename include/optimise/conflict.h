/*
 * conflict - why a person cannot be planned: a smallest set of reasons.
 *
 * Reasons are the person's hard rules, the hours of the contract and what is
 * fixed on single days.  A deletion filter (Chinneck, Feasibility and
 * Infeasibility in Optimization, 2008, ch. 6) takes each away in turn and
 * leaves it out for good when the rest still contradicts itself; what remains
 * is minimal: without any one of them a tour exists.
 */
#ifndef OPTIMISE_CONFLICT_H
#define OPTIMISE_CONFLICT_H

#include "optimise/plan.h"
#include "optimise/schedule.h"

/* Adds the worker's conflict to result. */
void conflict_name(struct arena *a, const struct plan *p, int worker,
		   struct schedule_result *result);

#endif
