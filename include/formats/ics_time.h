/*
 * ics_time - dates, times, durations and zones of iCalendar, range-checked.
 *
 * libical takes 31 February and 25 o'clock for valid and reads out of bounds
 * on month 36, so nothing reaches it that has not passed here.
 *
 * Source: RFC 5545, 3.3.4 (DATE), 3.3.5 (DATE-TIME), 3.3.6 (DURATION).
 */
#ifndef FORMATS_ICS_TIME_H
#define FORMATS_ICS_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/zone.h"
#include "formats/ics_lines.h"

struct ics_time {
	bool whole_day;		 /* VALUE=DATE */
	int day;		 /* civil */
	int seconds;		 /* since midnight, 0 for whole days */
	bool utc;		 /* written with Z */
	const struct zone *zone; /* of TZID, or of the site when floating */
};

/* "20260302", "20260302T080000[Z]"; false: not a date and time there is. */
bool ics_parse_time(const char *s, struct ics_time *t);

struct ics_zones;

/* The line's value with its TZID, a name that is known or one of the file's
 * own; floating times belong to site. */
MUST_CHECK enum rc ics_line_time(struct arena *a, const struct ics_line *line,
				 const struct zone *site,
				 const struct ics_zones *own,
				 struct ics_time *t, struct err *e);

int64_t ics_utc(const struct ics_time *t);

/* "P1D", "PT8H30M", "P2W"; not negative, at most 366 days, in seconds. */
bool ics_parse_duration(const char *s, int64_t *seconds);

#endif
