/*
 * bound_heads - heads per shift code and day as terms of the bound.
 *
 * Rows h of cover.csv over shifts (optimise/heads.h), n_h heads in a row.
 * Taken into the objective with prices z_h, like the rows of intervals:
 *
 *	... + sum_h min_n { f_h(n) - z_h n },   z_h on every duty that counts
 *
 * f_h is convex; prices beyond its slopes help nobody.  Rows over windows and
 * seats stay out: the bound is one without them.
 */
#ifndef OPTIMISE_BOUND_HEADS_H
#define OPTIMISE_BOUND_HEADS_H

#include "optimise/heads.h"

struct bound_heads;

/* NULL when there are no such rows. */
struct bound_heads *bound_heads_new(struct arena *a, const struct plan *p);
int bound_heads_rows(const struct bound_heads *h); /* NULL: 0 */

/* Where the prices [rows] may lie. */
void bound_heads_fence(const struct bound_heads *h, double *least,
		       double *most);
/* What z adds to a choice of a day's menu. */
double bound_heads_price(const struct bound_heads *h, const double *z,
			 int worker, int day, int choice);
/* The duty's heads into grad[rows]. */
void bound_heads_add(const struct bound_heads *h, int worker, int day,
		     int choice, double *grad);
/* The rows' own terms; the heads at which they are least leave grad. */
double bound_heads_least(const struct bound_heads *h, const double *z,
			 double *grad);

#endif
