/*
 * allotment - divide groups of people among queues at least cost.
 *
 * One interval: each group has an amount of heads, all of which go to its
 * options.  A head that takes option o adds speed[o] to every row of the
 * option.  Row r then costs curve[r] of what it was given.  The sum of the
 * costs is least: a linear programme with convex, piecewise linear rows,
 * solved exactly by the simplex method with rows as variables of many
 * pieces, so that its tableau has one line per group and row only.
 *
 * Source: R. Fourer, A simplex algorithm for piecewise-linear programming I,
 * Mathematical Programming 33 (1985).
 */
#ifndef MATHS_ALLOTMENT_H
#define MATHS_ALLOTMENT_H

#include "base/arena.h"
#include "model/requirement.h"

struct allotment_option {
	double speed;
	const int *rows; /* [n_rows] indexes, each once */
	int n_rows;
};

/* Options of group g are [first[g], first[g + 1]), at least one. */
struct allotment_problem {
	int n_groups, n_rows;
	const double *amount; /* [n_groups] heads >= 0 */
	const int *first;     /* [n_groups + 1] */
	const struct allotment_option *options;
	const struct curve *const *curves; /* [n_rows] */
};

/* Work space for problems of at most so many groups, rows and options. */
struct allotment *allotment_new(struct arena *a, int groups, int rows,
				int options);

/* Fills given[n_rows], what each row gets; returns the cost of all rows. */
double allotment_solve(struct allotment *w, const struct allotment_problem *p,
		       double *given);

#endif
