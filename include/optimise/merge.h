/*
 * merge - what two copies of a draft found apart, together again.
 */
#ifndef OPTIMISE_MERGE_H
#define OPTIMISE_MERGE_H

#include "optimise/draft.h"

/*
 * d goes on from the better of two copies that changed since, and from what
 * the other changed where that still helps.  room: [DRAFT_CHANGES].
 */
void merge(struct draft *d, const struct draft *one, const struct draft *other,
	   struct change *room);

#endif
