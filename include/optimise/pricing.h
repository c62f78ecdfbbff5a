/*
 * pricing - the cheapest tour of one worker against prices, exactly.
 *
 * A shortest path over the days of the period.  After day d the state is
 *
 *	(run, tallies, row, class)
 *
 * run      length of the run of work days, or of days off, saturated where no
 *          rule asks any more
 * tallies  what bounded counters have counted in their present window: paid
 *          time of the contract's hours, days in a week, weekends
 * row      of an automaton (regular.h) that remembers what rules ask that are
 *          no counts: rests of a week, weekends, runs of a kind
 * class    what the last duty allows to follow: its row in the matrix of
 *          prices of pairs (rest between duties, forbidden successions); duties
 *          with equal rows are one class
 *
 * Choices of a day that move every state alike (same tallies, same column and
 * row of that matrix) are one cell; only the cheapest of a cell matters.  For
 * each (run, tallies) the least over classes is taken once per column, so that
 * a cell costs one look-up.
 *
 * Most best tours keep the automaton's rules, and those about changes of
 * starts, by themselves: one is sought without them first, and with them only
 * when it does not.  Of states that
 * differ in the row alone those are dropped that cost more and promise less.
 *
 * What a worker's rules ask beyond this state is left out: the value is then
 * a lower bound of the cheapest legal tour, and the tour may be illegal.
 */
#ifndef OPTIMISE_PRICING_H
#define OPTIMISE_PRICING_H

#include "optimise/plan.h"

struct pricer;

struct pricer *pricer_new(struct arena *a, const struct plan *p,
			  const struct worker *w);

/* All workers' [n_workers]; people of whom pricing asks the same share one. */
struct pricer **pricers_new(struct arena *a, const struct plan *p);

/* As pricer_new, with those counts of days alone that are named: [n_rules] of
 * the person's rules.  Has room for more of them. */
struct pricer *pricer_with(struct arena *a, const struct plan *p,
			   const struct worker *w, const bool *counted);

/* Room for one thread's pricing; grows with the largest worker. */
struct pricing_space;
struct pricing_space *pricing_space_new(void);
void pricing_space_close(struct pricing_space *s);

/*
 * Weekends worked in the period, where the site shares them alike: price of
 * each number; value gets the least sum of each number, without that price.
 * Periods of more weekends leave it out: they can be shared almost evenly, so
 * that a bound gains little.
 */
enum { PRICING_LOADS = 4 };
struct pricing_loads {
	double price[PRICING_LOADS];
	double value[PRICING_LOADS];
};
/* False: all tours count as number 0. */
bool pricer_counts_loads(const struct pricer *pricer);

/*
 * cost[d][k] of choice k of day d's menu, off[d] of a day without duty.
 * Returns the least sum, HUGE_VAL when there is no tour; pick[days] gets the
 * tour.  loads may be NULL.
 */
double pricer_best(const struct pricer *pricer, struct pricing_space *space,
		   const double *const *cost, const double *off, int16_t *pick,
		   struct pricing_loads *loads);

/*
 * The best tours of at most n different sums of hours, cheapest first, where
 * they cost no more than one; else the best alone.  pick[n * days], value[n];
 * returns their number.
 */
int pricer_several(const struct pricer *pricer, struct pricing_space *space,
		   const double *const *cost, const double *off, int n,
		   int16_t *pick, double *value);

/*
 * All tours that cost at most limit, in pick[most * days]; returns how many
 * there are, more than most: some were left out, -1: cannot be told.
 */
int pricer_all(const struct pricer *pricer, struct pricing_space *space,
	       const double *const *cost, const double *off, double limit,
	       int most, int16_t *pick);

/* Elementary steps of the last call: the same on every machine. */
double pricing_steps(const struct pricing_space *space);

#endif
