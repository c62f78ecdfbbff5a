/*
 * date - civil days without clock and zone.
 *
 * A day is an int: days since 1970-01-01 in the proleptic Gregorian calendar.
 * Weekdays are 0 = Monday .. 6 = Sunday (ISO 8601).  Valid years 1..9999.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

enum {
	DATE_NONE = -2147483647 - 1, /* no date given */
	DATE_MIN = -719162,	     /* 0001-01-01 */
	DATE_MAX = 2932896	     /* 9999-12-31 */
};

struct civil {
	int year, month, day; /* month 1..12, day 1..31 */
};

struct iso_week {
	int year, week; /* week 1..53 */
};

int date_from_civil(struct civil c);
struct civil date_civil(int day);
bool date_is_valid(struct civil c);
int date_weekday(int day); /* enum weekday */
struct iso_week date_week(int day);
int date_from_week(struct iso_week w); /* its Monday */
int date_days_in_month(int year, int month);
int date_day_of_year(int day); /* 1..366 */

/* Western Easter (anonymous Gregorian algorithm) and Orthodox Easter (Meeus,
 * Julian, valid 1900..2099), as days. */
int date_easter(int year);
int date_orthodox_easter(int year);

/* "2026-11-23", nothing before or after.  False leaves *day alone. */
bool date_parse(const char *s, int *day);
/* Writes "2026-11-23" and returns buf. */
char *date_format(int day, char buf[static 11]);
/* Three letters, English, lower case: machine formats ("mon"). */
const char *date_weekday_key(int weekday);
/* "mon", "Monday", any case.  False when neither. */
bool date_parse_weekday(const char *s, int *weekday);

#endif
