/*
 * told_search - tours and stints together, by ruin and recreate.
 *
 * Who serves which queue when cannot be settled after the duties: a duty that
 * begins a quarter of an hour later may have room for a stint that it had not.
 * A try takes some people around an interval that costs much,
 *
 *	tours	whole tours of a few,
 *	days	the duties of some on one day, or
 *	stints	only who serves which queue when in these
 *
 * out of the roster and puts them back one after the other, each in the best
 * way against all the others: the cheapest posts of every duty of the menu
 * (optimise/stretch.h), and over them the cheapest tour (optimise/pricing.h).
 * When the roster then costs more, by more than the heat allows, it is put
 * back.  Two independent runs of tries, as in optimise/recreate.h.
 */
#ifndef OPTIMISE_TOLD_SEARCH_H
#define OPTIMISE_TOLD_SEARCH_H

#include "optimise/effort.h"
#include "optimise/told.h"

/*
 * From the draft's tours on, until the effort is over; the draft gets the tours
 * found.  NULL when nobody is to be told.
 */
struct told *told_search(struct arena *a, struct draft *d,
			 struct pricer *const *pricers, struct effort *effort);

#endif
