/*
 * zone_table - what a struct zone holds.  Between zone.c, which answers
 * questions, and zone_file.c, which reads the files; nobody else needs it.
 */
#ifndef BASE_ZONE_TABLE_H
#define BASE_ZONE_TABLE_H

#include <stdint.h>

#include "base/zone_rule.h"

/*
 * Changes are ascending and each changes the offset.  The Gregorian calendar
 * repeats after 400 years, weekdays included, and so do rules: changes cover
 * one such period after the last that the file lists, and what lies at or
 * after repeats is looked up whole periods earlier.
 */
struct zone {
	const char *name;
	int before;			   /* offset before the first change */
	const struct zone_change *changes; /* [n] */
	int n;
	int64_t repeats; /* INT64_MAX: no rule, the last offset stays */
};

enum { ZONE_PERIOD_DAYS = 146097 }; /* 400 years */

#endif
