/*
 * acd_time - one date or time of a switch's export.
 *
 * "03/04/2026" is in April or in March.  Such a text is not guessed: functions
 * named ..._readings say which orders it allows; the reader keeps those that
 * every field of the file allows, and asks the user when more than one is left
 * and it matters.
 *
 * Pure; blanks around a field (no-break space too) do not count.
 */
#ifndef FORMATS_ACD_TIME_H
#define FORMATS_ACD_TIME_H

#include <stdbool.h>

#include "formats/acd_value.h"

/* Sets of readings; a declared reading is a set of one. */
enum { ACD_YMD = 1, ACD_DMY = 2, ACD_MDY = 4, ACD_DATES = 7 };

/*
 * Days: 2026-03-02, 20260302, 2/3/2026, 02.03.26, 02-Mar-2026, 02032026.
 * Years of two digits: 70..99 are 19.., 00..69 are 20...
 */
unsigned acd_date_readings(const char *s);
bool acd_date(const char *s, unsigned order, int *day);

enum acd_half { ACD_HALF_NONE, ACD_AM, ACD_PM };

/*
 * A clock time: 8:00, 08:00:00, 8:00AM, 8:00 p.m., 0800, 800, 24:00, and a
 * fraction of a day below 1 (.5 is noon) as spreadsheets write it.  hours:
 * whole numbers are hours (8 is 8:00), not minutes after midnight.  seconds is
 * 0..86400 with the half already applied.
 */
struct acd_clock {
	int seconds;
	enum acd_half half;
};
bool acd_clock(const char *s, bool hours, struct acd_clock *c);
/* The value of a whole number, or -1: to prove hours from minutes. */
int acd_clock_number(const char *s);

/*
 * Date and time in one: 2026-03-02T08:00:00.000Z, 2026-03-02 08:00+01:00,
 * 02/03/2026 8:00 AM, 20230613 15:30:00, and seconds or milliseconds since
 * 1970 (10 or 13 digits; offset 0 then).
 */
struct acd_stamp {
	int day, seconds;
	bool has_offset;
	int offset; /* seconds east of UTC */
};
unsigned acd_stamp_readings(const char *s);

/*
 * Rows of a day come together: what the text of the day before its clock was
 * found to be.  Start with { 0 }.  Only texts that go on with a plain clock,
 * 08:00 or 08:00:00.000, and perhaps Z or +01:00, are read again so.
 */
struct acd_same_day {
	char head[ACD_FIELD]; /* "2026-03-02T", [len] */
	int len, day;
};
void acd_day_learn(struct acd_same_day *d, const char *s, int day);
bool acd_stamp_again(const struct acd_same_day *d, const char *s,
		     struct acd_stamp *stamp);
bool acd_stamp(const char *s, unsigned order, struct acd_stamp *stamp);

#endif
