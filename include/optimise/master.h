/*
 * master - the relaxed roster problem as a linear programme over tours.
 *
 *	minimise  sum_j cost_j lambda_j + sum slope_p s_p
 *	subject   sum over tours j of worker i of lambda_j = 1      (mu_i)
 *	          sum_j there_jkt lambda_j - people on queues = 0     (pi_At)
 *
 * s_p are people on a stretch of equal worth of a queue's curve, so that
 * their sum is x_qt.  How people of several skills divide needs no variable:
 * x is possible when for every set A of queues x(A) <= people whose kind
 * meets A, with equality for all (optimise/share.h).  Few sets bind in an
 * interval: those into which the prices of the volume algorithm part the
 * queues, dearest first.  Only these have rows; leaving out others lowers the
 * value, and the bound is not taken from it but from L(z) of
 * optimise/bound.h at prices
 *
 *	z_qt = - sum over A with q of pi_At,   smoothed towards the best ones
 *	(Wentges, International Transactions in Operational Research 4 (1997)).
 *
 * The rows of a set A are differences from one of its intervals to the next,
 * so that a tour has entries only where it begins, pauses and ends.  The
 * simplex begins at the basis of a roster: its tours and, in each interval,
 * the stretch in which it lies.
 */
#ifndef OPTIMISE_MASTER_H
#define OPTIMISE_MASTER_H

#include "optimise/bound.h"
#include "optimise/draft.h"

/*
 * Raises the bound by rounds of columns, beginning with the draft's tours and
 * the heaviest of the bound's average, and leaves in the bound the weights of
 * tours for a dive.  Needs one speed for all queues of a person and rows of
 * single queues; else, and when the solver gives up, the bound stays as it is.
 * Over when share of the effort is used.  Returns the value of the programme
 * over the tours it has, HUGE_VAL when it was not solved to the end.
 */
double master_solve(struct arena *a, const struct plan *p,
		    const struct share *share, struct draft *d, struct bound *b,
		    struct effort *effort, double share_of_effort);

#endif
