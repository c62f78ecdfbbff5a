/*
 * rule_name - what a rule's name in site.yaml says: "days in a row".
 *
 * A name is what is counted and over which time.  What may be counted:
 *
 *	days, days off, weekends, free weekends, hours, kinds of shift,
 *	mondays ... sundays, holidays, weekend days, or a set of shifts by its
 *name: nights; joined by and: sundays and holidays; hours of a set: night hours
 *
 * and over which time:
 *
 *	per day, per week, in 4 weeks, per month, per period, in any 7 days,
 *	in any 2 weeks, in a row, in a row per week
 *
 * and names of their own:
 *
 *	rest between shifts, weekly rest, weekly rest with a whole day,
 *	rest in any 7 days, rest after nights, rest after 3 nights,
 *	rest after holidays, days off in the week after sundays,
 *	hours in any 24 h, starts in any 24 h, weeks over 48 h in a row,
 *	whole weekends, same shift in weekend, day after night,
 *	succession night off early, rotation early late, start spread per week,
 *start change
 */
#ifndef FORMATS_RULE_NAME_H
#define FORMATS_RULE_NAME_H

#include "base/arena.h"
#include "model/contract.h"

/* What the rule's value is. */
enum rule_value {
	RULE_COUNTS,   /* whole numbers */
	RULE_DAYS_OFF, /* whole numbers, of the days that are not counted */
	RULE_SPANS,    /* spans of time */
	RULE_HOURS,    /* spans, or numbers that are hours */
	RULE_FLAG,     /* yes or no */
	RULE_FOLLOWS   /* not early */
};

struct rule_words {
	bool (*find)(const void *ctx, const char *word, shift_set *set);
	const void *ctx;
	days_set weekend;
};

/* Fills count, over, length, shifts, days and name (in single blanks).  False
 * when it is no name of a rule. */
bool rule_name_read(struct arena *a, const char *name,
		    const struct rule_words *words, struct rule *rule,
		    enum rule_value *value);

/* Names to think of when one is not known; NULL at the end. */
extern const char *const rule_name_examples[];

#endif
