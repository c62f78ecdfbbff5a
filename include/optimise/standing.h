/*
 * standing - a roster as it stands, and what another duty would do to it.
 *
 * People are counted in a crowd (optimise/crowd.h), so that the money of a
 * change of one duty is known at once, whatever the duty looks like: hand made,
 * cut off, on one queue only.  No rule is looked at.
 */
#ifndef OPTIMISE_STANDING_H
#define OPTIMISE_STANDING_H

#include "optimise/crowd.h"

struct standing {
	struct arena *arena, *scratch; /* results; work space, see close */
	const struct period *period;   /* nothing fixed or kept */
	struct plan *plan;
	struct share *share;
	struct crowd *crowd;
	struct roster roster; /* a copy */
};

struct standing *standing_new(struct arena *a, const struct period *p,
			      const struct requirement *req,
			      const struct roster *r);
void standing_close(struct standing *s); /* its work space; NULL is fine */

/* Money of service of the period. */
double standing_cost(const struct standing *s);
struct cell *standing_cell(const struct standing *s, int agent, int day);

/* A duty's work comes (+1) to the crowd's notes or goes (-1). */
void standing_note(struct standing *s, int sign, int agent, int day,
		   const struct duty *duty);
/* Money by which the cost changes if one duty takes the place of another;
 * either may be no duty (NULL). */
double standing_change(struct standing *s, int agent, int day,
		       const struct duty *was, const struct duty *is);
/* The cell's duty from now on; NULL: a day off. */
void standing_put(struct standing *s, int agent, int day,
		  const struct duty *is);

#endif
