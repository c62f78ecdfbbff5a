/*
 * exchange - who does what, when what is done stays as it is.
 *
 * People alike on the phone may change duties without anybody being more or
 * less there.  For the duties D of one day, of one paid time, and the workers
 * W who do them, the cheapest way to hand them out is a linear assignment
 *
 *	minimise  sum_w cost(w, duty of w)      one duty a worker
 *
 * where cost holds wishes and pay and is infinite where the duty is not on
 * w's menu or his neighbouring duties leave no rest.  Whole tours are handed
 * out in the same way, with the rules of each worker in the cost.
 *
 * The assignment is found by shortest augmenting paths (Jonker and Volgenant,
 * A shortest augmenting path algorithm for dense and sparse linear assignment
 * problems, Computing 38 (1987)).  Its cycles are then tried one by one: the
 * draft has the last word.
 */
#ifndef OPTIMISE_EXCHANGE_H
#define OPTIMISE_EXCHANGE_H

#include "base/random.h"
#include "optimise/draft.h"
#include "optimise/effort.h"

/*
 * All days, then tours, until nothing helps; at most a few hundred workers
 * at a time, drawn by random.  True when the cost fell.
 */
bool exchange(struct draft *d, struct random *random, struct effort *effort);

#endif
