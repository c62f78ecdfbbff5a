/*
 * dive - from the average of tours behind the bound to a whole roster.
 *
 * The average is a near-optimal solution of the relaxed master problem, with
 * fractions of tours.  Again and again the workers whose heaviest tour has the
 * largest part get it for good, at least an eighth of those left, and prices
 * answer with some steps of the climb.
 */
#ifndef OPTIMISE_DIVE_H
#define OPTIMISE_DIVE_H

#include "optimise/bound.h"
#include "optimise/draft.h"
#include "optimise/respond.h"

/*
 * The draft, legal before, is legal afterwards; its cost may be higher: the
 * caller keeps the better.  part: of the workers left, fixed at a time.
 */
void dive(struct arena *a, struct draft *d, struct bound *b,
	  struct responder *r, struct effort *effort, double part);

#endif
