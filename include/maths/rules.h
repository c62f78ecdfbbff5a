/*
 * rules - does a roster obey every contract?  A list of breaches.
 *
 * The independent judge: it reads only period and roster, never the solver,
 * and judges rosters made by anyone.  One function per rule in a table.
 *
 * What a day is
 *
 * A day of a person is DUTY; OFF; ABSENT (a whole-day absence of the period,
 * or a cell marked so); or UNKNOWN: not employed, CELL_NONE, or outside what
 * is known.  Known are the period's days and, unless the site's edges are
 * exempt, those of the past roster; with exempt edges the day before the
 * period and the day after it are simply unknown.  A duty belongs to the day
 * it starts on and counts for a rule when its template is in `shifts` and its
 * day's kind in `days`.
 *
 * What is counted, and when it is judged
 *
 * DAYS, MINUTES, WEEKENDS are sums over windows.  Calendar windows and the
 * period: every one that holds a day of the period.  OVER_ROLLING: every
 * `length` days that end in the period.  OVER_RUN means OVER_PERIOD here.
 *   max	  value > max; but what the days before the period alone exceed
 *is not held against it: the limit is then their value. min	  rolling: only
 *when all days are known.  Other windows: min times the known share of days (or
 *weekends), rounded down.  An ABSENT day then stands for one day (weekend), and
 *for one contract day of minutes where it has no credit or the rule counts only
 *some duties. MINUTES include credits when all shifts and days are counted.
 *
 * RUN, RUN_OFF, RUN_WEEKENDS with OVER_RUN look at every maximal run.  RUN
 * takes consecutive days whose kind is in `days` (so Sundays in a row are a
 * run over Sundays); ABSENT and UNKNOWN end it.  RUN_OFF is of OFF and
 * ABSENT days.
 *   max	  length > max, less what the run had before the period.
 *   min	  not judged when the run meets an UNKNOWN day (hence: both ends
 *of what is known); RUN and RUN_WEEKENDS not when it meets an ABSENT one.  A
 *RUN_OFF that holds an ABSENT day is not judged at all. A run that ended the
 *day before the period is judged for its min. With a window they look at the
 *longest run that lies in it: max as above; min when all its days are known and
 *none is ABSENT.
 *
 * REST, REST_AFTER: from each duty's end to the start of the next, when that
 * lies in the period; `over` does not matter.  REST looks at duties in
 * `shifts`; REST_AFTER at the last of at least `length` days in a row with
 * duties in `shifts`.
 * LONG_REST: the longest stretch of the window, midnight to midnight, without
 * a duty; unknown days are taken to be free, but rolling windows with one are
 * not judged.  No more is asked than the days before the period leave
 * possible.
 *
 * FOLLOWS, SPLIT_WEEKENDS, MIXED_WEEKENDS count events over windows (OVER_RUN:
 * the period); those with max 0 are listed one by one.  SPLIT: a weekend of
 * known, not absent days that has a day with and a day without a duty.
 * MIXED: duties of two templates.
 * START_SPREAD: latest less earliest start by the wall clock in the window
 * (OVER_RUN: the calendar week).
 *
 * A weekend is a run of days in site.weekend.  It belongs to the window that
 * holds its first day; of one that lies half in the period, OVER_PERIOD
 * judges that half.
 *
 * Amount and price.  amount is in the rule's unit: days, weekends, events; for
 * minutes hours.  price = amount x rule.price.
 *
 * Stints.  Where a queue asks for a least stint, one that is shorter though the
 * stretch of work around it goes on is remarked on, neither hard nor priced.
 *
 * Whole-day absence and part-day holes: duties may lie over a hole, WORK and
 * ACTIVITY may not; the template's breaks stay.
 */
#ifndef MATHS_RULES_H
#define MATHS_RULES_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/period.h"

struct breach {
	int agent;		 /* -1: the room, see rules_judge */
	int day, until;		 /* civil days concerned, [day, until) */
	const struct rule *rule; /* NULL: structure or contract, see name */
	const char *name; /* the rule's name, else: shift, breaks, segments,
			     skill, employment, absence, availability, fixed,
			     locked, overlap, hours, overtime, seats, cover,
			     activity, stint */
	const char *what; /* a sentence for people: "rest of 9 h before Tue 24
			     Nov, at least 11 h asked" */
	int value, limit; /* in the unit of the rule */
	double amount;	  /* units of breach: days, hours, shifts, ... */
	double price;	  /* money, soft rules; 0 hard or waived */
	bool hard;	  /* neither hard nor with a price: to be known */
	bool waived;	  /* a waiver of that name covers it: visible, allowed,
			     costs nothing */
	struct place place; /* the rule's or line's place in the site files */
};

struct breaches {
	struct breach *list; /* [n] by agent, day, rule; the room first */
	int n;
	int hard;     /* not waived */
	double price; /* of all soft ones */
};

/*
 * Everything: one duty a day from a known template, start, length, breaks in
 * their windows; contract's templates; employment; absence and availability;
 * fixed duties; locked cells; hours within the contract's range; and all
 * rules with the past duties carried in.  Cells of CELL_NONE break no rule
 * but hours and are listed by the caller as not planned.  For the room
 * (agent -1): seats, and heads asked for by hard lines of cover.csv.
 */
struct breaches rules_judge(struct arena *a, const struct period *p,
			    const struct roster *r);

/* The same for one person only (for polish and explanations). */
struct breaches rules_judge_person(struct arena *a, const struct period *p,
				   const struct roster *r, int agent);

/* A sentence that stands alone: "Ana: rest of 9 h before Tue 24 Nov, at least
 * 11 h asked (rest between shifts; waived)". */
const char *rules_sentence(struct arena *a, const struct site *site,
			   const struct breach *b);

#endif
