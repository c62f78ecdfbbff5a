/*
 * qed - staffing by the square root of the load, for eyes and first guesses.
 *
 * With n = a + beta sqrt(a) agents and a growing, the chance to wait tends to
 * a value that depends on beta alone: Halfin and Whitt without hang-ups,
 * Garnett, Mandelbaum and Reiman with them.  Against the exact Erlang C the
 * rule is right or one agent off; use goal.h for the answer.
 *
 * Sources: S. Halfin, W. Whitt, Operations Research 29 (1981), 567-588,
 * (2.3); O. Garnett, A. Mandelbaum, M. Reiman, M&SOM 4 (2002), theorem 4.
 */
#ifndef MATHS_QED_H
#define MATHS_QED_H

/* Chance to wait, [1 + beta Phi(beta) / phi(beta)]^-1; 1 for beta <= 0. */
double qed_waiting(double beta);

/* The beta that gives this chance to wait, 0 < waiting <= 1. */
double qed_beta(double waiting);

/* Chance to wait when callers hang up; ratio = theta / mu = aht / patience,
 * any beta.  [1 + sqrt(ratio) h(beta / sqrt(ratio)) / h(-beta)]^-1, h the
 * hazard rate of the normal distribution. */
double qed_waiting_patience(double beta, double ratio);

/* a + beta sqrt(a), rounded up. */
double qed_agents(double load, double beta);

#endif
