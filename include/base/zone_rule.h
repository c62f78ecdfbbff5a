/*
 * zone_rule - the POSIX TZ string that ends a zone file: summer time for
 * ever.  Part of zone; nobody else needs it.
 *
 * Source: POSIX.1-2017, 8.3 (TZ); RFC 8536, 3.3.1 (times from -167 to 167 h).
 */
#ifndef BASE_ZONE_RULE_H
#define BASE_ZONE_RULE_H

#include <stdbool.h>
#include <stdint.h>

/* A day of every year and a wall clock time on it. */
struct zone_date {
	enum {
		ZONE_DATE_JULIAN,  /* day 1..365, without 29 February */
		ZONE_DATE_ORDINAL, /* day 0..365 */
		ZONE_DATE_WEEKDAY  /* week 1..5 (5 = last) of month */
	} kind;
	int month, week, day; /* day of week: 0 = Sunday */
	int seconds;	      /* from -167 to 167 hours after midnight */
};

struct zone_rule {
	int standard, summer; /* seconds east of UTC */
	bool has_summer;
	struct zone_date begins, ends; /* of summer time */
};

/* From at on this offset is in force. */
struct zone_change {
	int64_t at; /* UTC seconds */
	int offset;
};

/* False when s is no POSIX TZ string with its dates written out. */
bool zone_rule_parse(const char *s, struct zone_rule *rule);

/* The two changes of a year (1..9999), earlier first; needs has_summer. */
void zone_rule_year(const struct zone_rule *rule, int year,
		    struct zone_change changes[static 2]);

#endif
