/*
 * stints - who serves which queue when, where people stay for a while.
 *
 * The solver divides the people of an interval among their queues as if they
 * could change every few minutes.  Where a queue has a least stint, those who
 * serve it and others are told: each stretch of their work is cut into stints
 * (optimise/stint_path.h), and its segments name the queue.
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

/* Duties on days from `from` on; returns how many were told. */
int stints_tell(struct arena *a, const struct period *p,
		const struct requirement *req, int from, uint64_t seed,
		struct roster *r);

#endif
