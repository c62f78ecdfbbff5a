/*
 * codes - rosters for heads per shift code and day, without intervals.
 *
 * Sets
 *	i    people            r  rows of cover.csv: heads wanted of some shifts
 *	j    tours of a person    on a day (optimise/heads.h)
 *
 *	minimise  sum_j cost_j lambda_j + sum_r f_r(n_r)
 *	subject   sum over tours j of person i of lambda_j = 1           (mu_i)
 *	          sum_j counts_rj lambda_j = n_r                         (pi_r)
 *
 * f_r is convex: money for each head too few or too many.  Tours are priced
 * by the shortest path of optimise/pricing.h against pi.  For every pi
 *
 *	L(pi) = sum_r min_n { f_r(n) - ... } + sum_i cheapest tour at pi
 *
 * bounds all rosters from below.  The way: column generation at the root; a
 * dive that fixes duties of days, pricing again in between; where costs are
 * whole, branch and price for a roster that costs what the bound says, or a
 * few more; then parts of the roster (some people, or some weeks) are opened
 * again and solved alike, the small ones to the end by branch and cut.
 *
 * Source: Strandmark, Qu, Curtois, First-order linear programming in a column
 * generation-based heuristic approach to the nurse rostering problem,
 * Computers & Operations Research 120 (2020), for the dive over days.
 */
#ifndef OPTIMISE_CODES_H
#define OPTIMISE_CODES_H

#include "optimise/draft.h"
#include "optimise/effort.h"

/* Is all that is asked for heads per shift and day, all rules known? */
bool codes_fit(const struct plan *p, struct rulebook *const *rules,
	       const struct draft *d);

/* The draft, legal before, is as good or better; returns the bound. */
double codes_improve(struct arena *a, const struct plan *p,
		     struct rulebook *const *rules, struct draft *d,
		     struct effort *effort);

#endif
