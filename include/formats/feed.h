/*
 * feed - an agenda as an iCalendar file or object.
 *
 * Times in UTC (no zone to misread), or in the site's zone with its own
 * VTIMEZONE; leave as days, DTEND exclusive.  A METHOD stands only with an
 * ORGANIZER and never in an object for a CalDAV server.  No attendees: a
 * calendar is no invitation.
 *
 * The reason of an absence is "Absent" to the team, by name to the manager
 * unless it is private, and by name to HR.
 *
 * Source: RFC 5545, RFC 5546 (METHOD, SEQUENCE), RFC 7986 (NAME, REFRESH).
 */
#ifndef FORMATS_FEED_H
#define FORMATS_FEED_H

#include <stdbool.h>

#include "base/text.h"
#include "formats/agenda.h"
#include "formats/plan_view.h"

struct feed {
	const struct site *site; /* its calendars: say the style */
	const char *version;	 /* of wfm, for PRODID */
	const char *name;	 /* of the calendar, for people; NULL: none */
	enum audience audience;
	bool draft;   /* STATUS:TENTATIVE */
	bool object;  /* for CalDAV: no METHOD, nothing about the calendar */
	bool several; /* of several people: their names in the summaries */
	const struct agenda_event *const *events; /* [n] in order */
	int n;
};

void feed_write(struct text *out, const struct feed *f);

/* The same for ever, whatever the event's time. */
const char *feed_uid(struct arena *a, const struct site *s,
		     const struct agenda_event *ev, bool several);

#endif
