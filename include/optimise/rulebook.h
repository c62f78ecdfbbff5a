/*
 * rulebook - one worker's rules, ready to be asked thousands of times.
 *
 * The same rules as maths/rules.h, whose judgement stands above this one; here
 * what a period fixes (windows, history, absence) is worked out once.  A sum
 * over a window is  base + what the tour's days in it count,  held against
 * bounds that history and absence have already moved:
 *
 *	max = max(rule's max, what the past alone counts)
 *	min = floor(rule's min * known share) - what absence stands for
 *
 * Counts that are rare (rests of a week, runs of weekends, spread of starts)
 * are left to the judge: rulebook_is_whole says whether any was.
 */
#ifndef OPTIMISE_RULEBOOK_H
#define OPTIMISE_RULEBOOK_H

#include "optimise/plan.h"

struct rulebook;

struct rulebook *rulebook_new(struct arena *a, const struct plan *p,
			      const struct worker *w);

/* No rule is left to the judge. */
bool rulebook_is_whole(const struct rulebook *b);

/* A window of a rule that is a sum: days [from, until) of the period, what
 * the days before count in it, and the bounds held against the whole. */
struct rulebook_window {
	int from, until;
	int base;
	int min, max;
};

/* Those of one of the worker's rules; NULL, *n 0, when it has none. */
const struct rulebook_window *rulebook_windows(struct arena *a,
					       const struct rulebook *b,
					       const struct rule *r, int *n);

/* A window of a rule that counts weekends: those that are still open, days of
 * the period, and what is worked already. */
struct rulebook_weekend {
	int from, until;
};
struct rulebook_weekends {
	struct rulebook_weekend *list; /* [n] */
	int n;
	int base;
	int min, max;
};
const struct rulebook_weekends *rulebook_weekends(struct arena *a,
						  const struct rulebook *b,
						  const struct rule *r, int *n);

struct verdict {
	double hard;  /* amount of breaches of hard rules and hours; 0: legal */
	double price; /* money: soft rules and overtime */
};

/*
 * days[-PLAN_PAST .. plan.days - 1]; what lies before the period is the
 * worker's past.
 */
struct verdict rulebook_judge(const struct rulebook *b,
			      const struct day_work *days);

/* The money of overtime alone. */
double rulebook_overtime(const struct rulebook *b, const struct day_work *days);

/* Least hard rest between two duties of any kind, minutes. */
int rulebook_rest(const struct rulebook *b);

/* A legal tour stays legal only if it stays so around the day: a quick no. */
bool rulebook_rests(const struct rulebook *b, const struct day_work *days,
		    int d);

#endif
