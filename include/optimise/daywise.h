/*
 * daywise - everybody's duty of one day anew, all at once.
 *
 * All other days stand.  Worker i may have choice k of the day's menu when his
 * other days allow it; what that changes in pay, wishes and soft rules is
 * c_ik; breaks are counted by groups of duties (implicit.h):
 *
 *	minimise  sum c_ik x_ik + sum_rt f_rt(heads_rt)
 *	subject   sum_k x_ik = 1                                for worker i
 *	          heads: what stands, duties x, counted breaks
 *	          x, breaks whole
 *
 * The programme is nearly whole by itself: a dive that fixes the duties of some
 *people drawn by chance, solves again and so on, then the breaks, often ends
 *close to the relaxed optimum; it is given up when it can no longer be cheaper
 *than the roster as it is.  What it finds is tried on the draft and kept when
 *that gets cheaper. What is asked of the room or shared alike is in c_ik as if
 *one person alone changed; the draft says what all together do to it.
 */
#ifndef OPTIMISE_DAYWISE_H
#define OPTIMISE_DAYWISE_H

#include <stdbool.h>

#include "base/random.h"
#include "optimise/draft.h"
#include "optimise/effort.h"

/*
 * A plan that fits (implicit.h).  The day of the draft, for 400 people at most,
 * drawn where there are more. worth: money that there must be to gain for it to
 * go on. True: the draft got cheaper.  effort: the work is added to it; may be
 * a thread's own copy.
 */
bool daywise(struct draft *d, int day, double worth, struct random *random,
	     struct effort *effort);

#endif
