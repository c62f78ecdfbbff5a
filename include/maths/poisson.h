/*
 * poisson - the weights of a Poisson distribution, for uniformization.
 *
 * A Markov chain whose states are all left at most `rate` times a second has,
 * after t seconds, seen a Poisson number of jumps with mean rate x t.  The
 * weights are summed from the mode outward and normalised, so that nothing
 * underflows at any mean (e^-mean does beyond 745), and cut where they are
 * below 1e-20 of the largest.
 *
 * Source: B. L. Fox, P. W. Glynn, Communications of the ACM 31 (1988),
 * 440-445, for the idea; weights relative to the mode, then normalised.
 */
#ifndef MATHS_POISSON_H
#define MATHS_POISSON_H

#include "base/arena.h"

/* Work space to be used again; zeroed but for the arena to start with. */
struct poisson_space {
	struct arena *arena;
	double *weight, *beyond;
	int room;
};

struct poisson {
	int first, n;	      /* k = first .. first + n - 1 */
	const double *weight; /* [n] P(N = k) */
	const double *beyond; /* [n] P(N > k) */
};

/* 0 <= mean <= 10^9; valid until the next call with the same space. */
struct poisson poisson_new(struct poisson_space *s, double mean);

#endif
