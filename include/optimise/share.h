/*
 * share - the least cost of an interval's people divided among its queues.
 *
 * People of kind k can serve the queues of k.  x_q people on queue q are
 * possible for some division exactly when, for every set A of queues,
 *
 *	x(A) <= f(A) = people whose kind meets A,   x(all) = f(all);
 *
 * f is submodular, so that the x are the base of a polymatroid, and a
 * separable convex cost over it is least when people are added one stretch
 * after the other where the next one is worth most and still possible
 * (Federgruen and Groenevelt, The greedy procedure for resource allocation
 * problems, Operations Research 34 (1986)).  Queues that no kind joins are
 * separate parts.  A pool of all queues of a part costs what its people cost
 * however they are divided.  Where speeds differ between a kind's queues, or a
 * pool holds a part's queues only in part, maths/allotment divides.
 */
#ifndef OPTIMISE_SHARE_H
#define OPTIMISE_SHARE_H

#include "optimise/plan.h"

struct share;

struct share *share_new(struct arena *a, const struct plan *p);
int share_parts(const struct share *s);
/* The part in which a kind works. */
int share_part(const struct share *s, int kind);
/* Kinds of a part, ascending. */
const int *share_kinds(const struct share *s, int part, int *n);

/* One queue, nobody slower there: its cost is a look-up. */
bool share_is_plain(const struct share *s, int part);

/* One speed for all its queues, pools only of all of them: share_divide. */
bool share_is_even(const struct share *s, int part);

/* Money of a part in interval t; heads[k] in ticks, the k-th kind of part. */
double share_cost(const struct share *s, int part, int t, const double *heads);

/* The same people of an even part as heads on each queue,
 * x[SITE_MAX_QUEUES]. */
void share_divide(const struct share *s, int part, int t, const double *heads,
		  double *x);

/* What the rows cost that nobody can serve. */
double share_hopeless(const struct share *s);

#endif
