/*
 * relay - breaks handed on along a chain of people.
 *
 * Best tours leave heads one too many in one interval and one too few in
 * another, far from what any single break could mend.  A break that moves
 * from interval a to b brings one head more at a and one less at b.  Several
 * such moves, a to b, b to c, c to d, change nothing but the two ends:
 *
 *	money = up(a) + sum of what the moves cost themselves + down(d)
 *
 * with up and down the money of one head more or less (crowd).  Nodes are
 * (kind, interval), arcs the single moves of a day's breaks; a chain that
 * saves money is a path of negative length, found over at most LENGTH arcs by
 * the recursion of Bellman and Ford
 *
 *	far_0(a) = up(a),   far_(l+1)(b) = min over arcs a-b: far_l(a) + cost
 *
 * with far_l(d) + down(d) < 0.  A break of one interval moves anywhere in its
 * window, a longer one by one interval, which are the moves with two ends.
 * Where no path is left, breaks of one interval lie best for the duties as
 * they are: the least of a convex cost flow.  A path that moves one break
 * twice is left; every other is tried on the draft, whose word counts.
 */
#ifndef OPTIMISE_RELAY_H
#define OPTIMISE_RELAY_H

#include "optimise/draft.h"

struct relay;

struct relay *relay_new(struct arena *a, const struct plan *p);

/*
 * Hands on breaks of duties that begin on a day while that saves money; of
 * many people, those of some hundred from worker first on.  Returns the number
 * of days of people that changed: each with what was there before, to be put
 * back last first, valid until the next call.
 */
int relay_day(struct relay *r, struct draft *d, int day, int first,
	      const struct change **before);

/* Elementary steps of the last call. */
double relay_steps(const struct relay *r);

#endif
