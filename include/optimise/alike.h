/*
 * alike - what sharing weekends alike costs at least, whoever works what.
 *
 * For a group g of people on equal contracts the spread is the least over m
 * of sum_i |balance_i + weekends_i - m|.  For a fixed m it is a sum over
 * people, so that
 *
 *	min over m of  sum_i min over c of  tour_i(c) + price |balance_i + c -
 *m|
 *
 * with tour_i(c) the cheapest tour of c weekends is a bound on tours and
 * spread together.  The sum is piecewise linear in m, its minima lie where
 * some balance_i + c is: these are the m that are tried.
 */
#ifndef OPTIMISE_ALIKE_H
#define OPTIMISE_ALIKE_H

#include "optimise/plan.h"
#include "optimise/pricing.h"

struct alike;

/* NULL when the site does not balance or the numbers to try are too many. */
struct alike *alike_new(struct arena *a, const struct plan *p,
			struct pricer *const *pricers);

/* Where pricing takes prices of weekends from and puts its sums. */
struct pricing_loads *alike_loads(struct alike *x, int worker);

/*
 * Least sum over all groups after all workers were priced; tour_cost[i] is
 * that of workers whose weekends are not counted.  Sets the prices of the next
 * round by the numbers that were best.
 */
double alike_least(struct alike *x, const double *tour_cost, const bool *fixed);

#endif
