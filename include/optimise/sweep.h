/*
 * sweep - one day after the other anew (daywise.h), two days at a time.
 *
 * WAYS days are tried on copies of the draft, each on a thread of its own,
 * and put together again (merge.h).  Days come in an order drawn by chance.
 */
#ifndef OPTIMISE_SWEEP_H
#define OPTIMISE_SWEEP_H

#include "optimise/draft.h"
#include "optimise/effort.h"

/*
 * Sweeps until one saves nothing or the share of the effort is used; at least
 * one.  stream: of random numbers.  The draft gets no dearer.
 */
void sweep(struct draft *d, double share, uint64_t stream,
	   struct effort *effort);

#endif
