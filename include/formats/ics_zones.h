/*
 * ics_zones - the time zones that a calendar file defines itself (VTIMEZONE).
 *
 * For a TZID that is neither an IANA nor a Windows name: "Customized Time
 * Zone", "(UTC+01:00) Amsterdam, Berlin".  What is read is what programs
 * write: observances by DTSTART, RDATE, and yearly rules of a month with a
 * weekday (the second Sunday, the last one, the one from the 8th on) or a day
 * of it, without end or UNTIL.  Rules go on to 2100; after that, as before the
 * first observance, nothing changes.
 *
 * Source: RFC 5545, 3.6.5; 3.3.14 (UTC offset).
 */
#ifndef FORMATS_ICS_ZONES_H
#define FORMATS_ICS_ZONES_H

#include "base/err.h"
#include "base/zone.h"
#include "formats/ics_lines.h"

enum { ICS_MAX_ZONES = 200, ICS_MAX_OBSERVANCES = 2000 };

struct ics_zones {
	const struct zone *list[ICS_MAX_ZONES]; /* [n] */
	int n;
	/* of those that cannot be read, what is wrong; said when one is used */
	struct ics_zone_problem {
		const char *tzid, *what;
		struct place place;
	} bad[ICS_MAX_ZONES];
	int n_bad;
};

/* All that the file defines; never fails. */
struct ics_zones *ics_zones_read(struct arena *a,
				 const struct ics_lines *lines);

const struct zone *ics_zones_find(const struct ics_zones *zones,
				  const char *tzid);
/* Why the file's own zone of that name cannot be read, or NULL. */
const struct ics_zone_problem *ics_zones_problem(const struct ics_zones *zones,
						 const char *tzid);

#endif
