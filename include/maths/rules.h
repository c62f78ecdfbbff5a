/*
 * rules - does a roster obey every contract?  A list of breaches.
 *
 * The independent judge: it reads only period and roster, never the solver,
 * and judges rosters made by anyone.  One function per rule in a table.
 */
#ifndef MATHS_RULES_H
#define MATHS_RULES_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/period.h"

struct breach {
	int agent;
	int day, until;		 /* civil days concerned, [day, until) */
	const struct rule *rule; /* NULL: structure or contract, see what */
	const char *what; /* a sentence for people: "rest of 9 h before Tue 24
			     Nov, at least 11 h asked" */
	int value, limit; /* in the unit of the rule */
	double amount;	  /* units of breach: days, hours, shifts, ... */
	double price;	  /* money, soft rules; 0 hard */
	bool hard;
	bool waived;	    /* a waiver covers it: visible, allowed */
	struct place place; /* the rule's or line's place in the site files */
};

struct breaches {
	struct breach *list; /* [n] by agent, day, rule */
	int n;
	int hard;     /* not waived */
	double price; /* of all soft ones */
};

/*
 * Everything: one duty a day from a known template, start, length, breaks in
 * their windows; contract's templates; employment; absence and availability;
 * fixed duties; hours within the contract's range; and all rules with the
 * past duties carried in.  Cells of CELL_NONE break no rule but hours and
 * are listed by the caller as not planned.
 */
struct breaches rules_judge(struct arena *a, const struct period *p,
			    const struct roster *r);

/* The same for one person only (for polish and explanations). */
struct breaches rules_judge_person(struct arena *a, const struct period *p,
				   const struct roster *r, int agent);

#endif
