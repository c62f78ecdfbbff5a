/*
 * lacking - why nobody more is there: who has the skill, and what keeps them.
 *
 * Everybody who is employed that day and has the skill is counted once, under
 * the first that holds of
 *
 *	there	     at work on it, as far as the division of people among
 *		     queues gives them to it; or counted by the line of
 *cover.csv elsewhere    at work on other queues pausing	     on a break
 *or in the gap of a split duty meeting	     in a meeting, in training absent
 *all day, or just then locked	     the day is locked unavailable  by
 *availability.csv other time   the day has a duty at another time, or of
 *another kind no shift     none of the contract's is open to them then hours,
 *rest, days, rule the duty that breaks least would break a limit of hours, a
 *		     rest, a count of days or weekends, another rule
 *	unplanned    set aside, because their own rules contradict each other
 *	seat	     all seats of the room are taken
 *	free	     could come; it costs more than it brings, or was not tried
 */
#ifndef OPTIMISE_LACKING_H
#define OPTIMISE_LACKING_H

#include "maths/cover.h"
#include "maths/coverage.h"

enum lack {
	LACK_THERE,
	LACK_ELSEWHERE,
	LACK_PAUSING,
	LACK_MEETING,
	LACK_ABSENT,
	LACK_LOCKED,
	LACK_UNAVAILABLE,
	LACK_OTHER_TIME,
	LACK_NO_SHIFT,
	LACK_HOURS,
	LACK_REST,
	LACK_DAYS,
	LACK_RULE,
	LACK_UNPLANNED,
	LACK_SEAT,
	LACK_FREE,
	LACK_KINDS
};

struct lack_count {
	int skilled; /* the sum of all */
	int by[LACK_KINDS];
};

struct lacking;

/* All must outlive it. */
struct lacking *lacking_new(struct arena *a, const struct period *p,
			    const struct requirement *req,
			    const struct coverage *coverage,
			    const struct roster *r);

/* Of a row of the requirement in an interval. */
struct lack_count lacking_people(struct lacking *x, int row, int t);

/* Of a line of cover.csv on a day: for all of its window, or its shifts. */
struct lack_count lacking_heads(struct lacking *x, const struct cover_day *day);

#endif
