/*
 * objective - what a roster costs, each part in money, from scratch.
 *
 * The optimiser minimises this; it is recomputed here from the roster alone
 * whenever one is returned, printed or compared.
 */
#ifndef MATHS_OBJECTIVE_H
#define MATHS_OBJECTIVE_H

#include "base/arena.h"
#include "maths/rules.h"
#include "model/period.h"
#include "model/requirement.h"

struct cost {
	double pay;	 /* rosters' paid time with premiums, paid absence */
	double overtime; /* what overtime adds to pay */
	double service;	 /* lost service and waste: maths/coverage.h */
	double cover;	 /* heads per shift and day: maths/cover.h */
	double rules;	 /* soft rules broken: maths/rules.h */
	double wishes;	 /* requests not granted */
	double fairness; /* price x spread: maths/fairness.h */
	double changes;	 /* to a roster people know: maths/changes.h */
	double total;
	/*
	 * Part of pay that no decision can change: of each window of contract
	 * hours the least due, less what absence credits, as far as it is
	 * rostered, at the lowest rate of the window; and paid absence.
	 */
	double fixed_pay;
	int hard_breaches; /* not waived: a legal roster has 0 */
};

struct cost objective_of_roster(struct arena *a, const struct period *p,
				const struct requirement *req,
				const struct roster *r);

/*
 * Money for wishes not granted in one agent's cell of a day: the sum of their
 * weights.  A wish for a day off is granted without a duty, one against a day
 * off with one.  A wish for a duty is granted by a duty of its shifts inside
 * its window (by the clock of the day; 0..0 any), one against it by anything
 * else.  Of absent days and CELL_NONE nothing is asked.
 */
double objective_wishes(const struct period *p, int agent, int day,
			const struct cell *cell);

/*
 * The same for many cells of one day: the wishes that touch it, in list (room
 * for all of the person's), made ready once; returns their number.
 */
struct day_wish {
	const struct request *wish;
	struct span within; /* instants of its window */
};
int objective_day_wishes(const struct period *p, int agent, int day,
			 struct day_wish *list);
double objective_wished(int n, const struct day_wish *list,
			const struct cell *cell);

/* (cost - bound) / (cost - fixed_pay), 0 when the denominator is not > 0. */
double objective_gap(const struct cost *cost, double bound);

#endif
