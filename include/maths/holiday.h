/*
 * holiday - the day on which a rule puts a holiday in a year.
 *
 *	fixed		25 December
 *	weekday		the 4th Thursday of November, the last Monday of May
 *	easter		so many days after Western or Orthodox Easter Sunday
 *	after		so many days after another rule's day: eves, second days
 *	bridge		the Monday before a holiday on a Tuesday, the Friday
 *			after one on a Thursday
 *
 * A day that falls on a weekend may move, or be kept and have another one
 * beside it (a day in lieu): to the Monday after, to the nearest weekday
 * (Saturday to Friday, Sunday to Monday), or to the next weekday that is no
 * holiday yet.
 *
 * Easter: base/date.h, with its sources.
 */
#ifndef MATHS_HOLIDAY_H
#define MATHS_HOLIDAY_H

#include <stdbool.h>

#include "model/window.h"

enum holiday_kind {
	HOLIDAY_FIXED,
	HOLIDAY_WEEKDAY,
	HOLIDAY_EASTER,
	HOLIDAY_ORTHODOX,
	HOLIDAY_AFTER,
	HOLIDAY_BRIDGE
};

enum holiday_move {
	HOLIDAY_KEEP,
	HOLIDAY_TO_MONDAY,
	HOLIDAY_TO_NEAREST,
	HOLIDAY_TO_NEXT
};

struct holiday_rule {
	enum holiday_kind kind;
	int month, day;	  /* FIXED; WEEKDAY: month */
	int nth, weekday; /* WEEKDAY: 1..5, -1 the last */
	int offset;	  /* EASTER, ORTHODOX, AFTER: days */
	int after;	  /* AFTER: index of an earlier rule */
	enum holiday_move move;
	bool also;	 /* the day in lieu is one more */
	int from, until; /* years [from, until) in which it holds */
};

/*
 * The rule's own day in a year, before it moves, DATE_NONE when there is none
 * (29 February, a 5th Monday, another year, a bridge).  rules[]: for AFTER.
 */
int holiday_day(const struct holiday_rule *rules, int rule, int year);

/*
 * Where a day moves: itself when it is no day of weekend, or need not.  taken:
 * is a day a holiday already?
 */
int holiday_moved(const struct holiday_rule *rule, int day, days_set weekend,
		  bool (*taken)(void *ctx, int day), void *ctx);

/* The day between a holiday and a weekend, DATE_NONE when there is none. */
int holiday_bridge(int day, days_set weekend);

#endif
