/*
 * pricing_dense - the recursion of pricing over tables, for people whose
 * hours are counted over many units: ten times as fast, and it gives the best
 * tours of several totals of hours at once.
 *
 * Behind pricing.h; nobody else needs it.
 */
#ifndef OPTIMISE_PRICING_DENSE_H
#define OPTIMISE_PRICING_DENSE_H

#include "optimise/pricing_state.h"

struct dense;

/* NULL where tables do not pay: few counts of hours, or many classes. */
const struct dense *dense_new(struct arena *a, const struct pricer *q);

struct dense_space;
/* In an arena of its own, which it empties when it grows. */
struct dense_space *dense_space_new(void);
void dense_space_close(struct dense_space *s);

/*
 * As pricer_best; the best tours of at most n different sums of hours,
 * cheapest first: pick[n * days], value[n].  Returns their number.
 */
int dense_best(const struct dense *e, struct dense_space *s,
	       const double *const *cost, const double *off, int n,
	       int16_t *pick, double *value);

/*
 * All tours that cost at most limit, in pick[most * days]; returns how many
 * there are, more than most: some were left out, -1: cannot be told.
 */
int dense_all(const struct dense *e, struct dense_space *s,
	      const double *const *cost, const double *off, double limit,
	      int most, int16_t *pick);

double dense_steps(const struct dense_space *s); /* of the last call */

#endif
