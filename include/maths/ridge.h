/*
 * ridge - weighted least squares with a prior on every coefficient.
 *
 * Minimises  sum weight (y - x b)^2 + sum penalty_k b_k^2.  Rows are sparse:
 * an index and a value per term.  A penalty of 1 / sd^2 (with weights of
 * 1 / residual variance) is a normal prior of mean 0 and that sd, so the
 * inverse of the normal matrix is the posterior covariance.
 *
 * Source: Hoerl, Kennard, Technometrics 12 (1970); Cholesky factor as in
 * Golub, Van Loan, Matrix Computations, 4.2.
 */
#ifndef MATHS_RIDGE_H
#define MATHS_RIDGE_H

#include <stdbool.h>

#include "base/arena.h"

struct ridge {
	int n;	       /* coefficients */
	double *gram;  /* [n * n] lower triangle by rows; its factor later */
	double *right; /* [n] right side; the coefficients later */
};

struct ridge ridge_new(struct arena *a, int n);

/* All sums 0 again. */
void ridge_clear(struct ridge *r);

/* One observation y of count terms.  An index may occur only once. */
void ridge_add(struct ridge *r, int count, const int *index,
	       const double *value, double y, double weight);

/* penalty (b_i - b_k)^2, or penalty b_i^2 when k < 0. */
void ridge_penalise(struct ridge *r, int i, int k, double penalty);

/* Leaves the coefficients in right.  False when not positive definite. */
bool ridge_solve(struct ridge *r);

/* After ridge_solve: variance[n] of the coefficients. */
void ridge_variance(const struct ridge *r, double *variance);

#endif
