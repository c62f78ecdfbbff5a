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
	double pay; /* rosters' paid time with premiums */
	double overtime;
	double service; /* lost service and waste: the staffing curves */
	double cover;	/* heads per shift and day */
	double rules;	/* soft rules broken */
	double wishes;	/* requests not granted */
	double fairness;
	double total;
	/* Part of pay that no decision can change: contract minutes at the
	 * base rate of people whose hours are fixed, paid absence. */
	double fixed_pay;
	int hard_breaches; /* not waived: a legal roster has 0 */
};

struct cost objective_of_roster(struct arena *a, const struct period *p,
				const struct requirement *req,
				const struct roster *r);

/* Money for wishes not granted in one agent's cell of a day (0 or weight). */
double objective_wishes(const struct period *p, int agent, int day,
			const struct cell *cell);

/* (cost - bound) / (cost - fixed_pay), 0 when the denominator is not > 0. */
double objective_gap(const struct cost *cost, double bound);

#endif
