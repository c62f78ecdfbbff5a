/*
 * start - a first legal roster in milliseconds.
 *
 * One worker after the other, those with the least room first, takes the best
 * tour against what is still uncovered; a tour that breaks a rule pricing does
 * not know is asked for again with noise, then mended day by day.
 */
#ifndef OPTIMISE_START_H
#define OPTIMISE_START_H

#include "optimise/draft.h"
#include "optimise/respond.h"

/* legal[n_workers]: false where no legal tour was found. */
void start_roster(struct draft *d, struct responder *r, uint64_t seed,
		  bool *legal);

/*
 * A roster that is there already in place of the first one: the tour of each
 * worker whose duties are among the plan's and who keeps hard rules with
 * them.  Others stay as they are.
 */
void start_from_roster(struct draft *d, const struct roster *from);

/* Makes one worker's tour legal at any cost; false: could not. */
bool start_mend(struct draft *d, struct responder *r, int worker,
		struct random *random);

#endif
