/*
 * weekwise - some people's tours anew, all at once.
 *
 * Everybody else stands, and so do all other days.  Tour j of worker i says
 * what his duties are, not where their breaks are (implicit.h); c_ij is what it
 * changes in pay, wishes and soft rules:
 *
 *	minimise  sum c_ij x_ij + sum_rt f_rt(heads_rt)
 *	subject   sum_j x_ij = 1                                for worker i
 *	          heads: what stands, duties of tours, counted breaks
 *	          x, breaks whole
 *
 * Tours are generated: at the programme's prices a worker's best tour, breaks
 * in their best places (pricing.h), is the column of least reduced cost, since
 * the price of a group's break is never better than that of its best place.
 * Where heads are whole, as they are in a roster, prices may lie anywhere
 * between two slopes of a curve, and those of a basis at an end of it: tours
 * made for them gain nothing for many rounds.  Prices are therefore averages
 *
 *	p_k = SMOOTH p_(k-1) + (1 - SMOOTH) prices of the programme
 *
 * that begin at those of the bound, and generation ends after some rounds
 * without gain, not after one.
 *
 * The relaxed optimum is made whole by a dive in three stages, coarse before
 * fine: first on which days each works and how long, then about when each duty
 * begins, then when.  What weighs most is fixed, tours that disagree are taken
 * out, others are generated within what is fixed.  Hours and days are what
 * people have to give; once they are shared out well, single days are easy
 * (daywise.h), and a tour fixed as a whole would tie down hours and starts at
 * once.
 *
 * Sources: implicit.h; for dives over generated columns Desaulniers, Desrosiers
 * and Solomon (editors), Column Generation (2005), chapter 1; for prices
 * Pessoa, Sadykov, Uchoa and Vanderbeck, Automation and combination of
 * linear-programming based stabilization techniques in column generation,
 * INFORMS Journal on Computing 30 (2018), of Neame's smoothing.
 */
#ifndef OPTIMISE_WEEKWISE_H
#define OPTIMISE_WEEKWISE_H

#include <stdbool.h>

#include "base/random.h"
#include "optimise/bound.h"
#include "optimise/draft.h"
#include "optimise/effort.h"

struct party {		   /* what may change */
	const int *people; /* [n] workers whose days keep all rules */
	int n;
	const int *days; /* [n_days] ascending */
	int n_days;
};

/*
 * A plan that fits (implicit.h).  The tours of the bound's average are columns
 * from the beginning.  worth: money that there must be to gain for it to go on;
 * gain: what the relaxed programme saves.  True: the draft has what was found,
 * at whatever cost, all rules kept.  False: the draft may be half way.  effort:
 * the work is added to it; may be a thread's own copy.
 */
bool weekwise(struct draft *d, const struct bound *b,
	      struct pricer *const *pricers, struct party party, double worth,
	      struct random *random, struct effort *effort, double *gain);

#endif
