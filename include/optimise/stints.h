/*
 * stints - who serves which queue when, where people stay for a while.
 *
 * Where a queue has a least stint, those who serve it and others are told: each
 * stretch of their work is cut into stints (optimise/stint_path.h), and its
 * segments name the queue.  The solver does so while it finds the duties
 * (optimise/told_search.h); here it is done for duties that are given, by hand
 * or because a meeting was put into them since.
 *
 * One after the other people get the cheapest stints against all the others,
 * of whom those not yet told stay as flexible as before.  Where an interval
 * then costs more than people without stints would, some who work around it
 * are told anew, over and over (ruin and recreate), until none does or it is
 * in vain.  Duties, breaks and locked cells stay as they are.
 */
#ifndef OPTIMISE_STINTS_H
#define OPTIMISE_STINTS_H

#include <stdint.h>

#include "base/arena.h"
#include "model/period.h"
#include "model/requirement.h"

/* A copy without what the solver told (optimise/told.h) on days from `from` on,
 * for activities to be put into whole stretches; locked cells stay. */
struct roster stints_untold(struct arena *a, const struct roster *r, int from);
/* Back to those into whose duty nothing was put since. */
void stints_restore(const struct roster *told, struct roster *r);

/* Duties on days from `from` on; returns how many were told. */
int stints_tell(struct arena *a, const struct period *p,
		const struct requirement *req, int from, uint64_t seed,
		struct roster *r);

#endif
