/*
 * daywise - everybody's duty of one day anew, all at once.
 *
 * All other days stand.  Worker i may have choice k of the day's menu when his
 * other days allow it; what that changes in pay, wishes and soft rules is
 * c_ik.  Duties of the same option and kind make a group g; the breaks of a
 * group are counted, not those of a person (implicit breaks: windows of an
 * option's breaks do not meet, so that any of the places of one go with any of
 * the next):
 *
 *	minimise  sum c_ik x_ik + sum_rt f_rt(heads_rt)
 *	subject   sum_k x_ik = 1                                for worker i
 *	          sum_j b_gpj = sum of x_ik in g          for break p of group g
 *	          heads = what stands + duties x - breaks b
 *	          x, b whole
 *
 * Rows of intervals are differences from the interval before, so that a duty
 * has an entry where it begins and one where it ends.  The programme is nearly
 * whole by itself: a dive that fixes the duties of some people drawn by chance,
 * solves again and so on, then the breaks, often ends close to the relaxed
 * optimum; it is given up when it can no longer be cheaper than the roster as
 * it is.  What it finds is tried on the draft and kept when that gets cheaper.
 * What is asked of the room or shared alike is in c_ik as if one person alone
 * changed; the draft says what all together do to it.
 *
 * Sources: Aykin, Optimal shift scheduling with multiple break windows,
 * Management Science 42 (1996); Bechtold and Jacobs, Implicit modeling of
 * flexible break assignments in optimal shift scheduling, ibid. 36 (1990).
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
