/*
 * ics - calendar files in: events of an untrusted iCalendar feed.
 *
 * Lines, structure, dates and zones are read and checked by ourselves, each
 * with its place; libical, whose one door this is, only expands recurrence
 * rules, on floating time, after they were screened: DAILY, WEEKLY, MONTHLY
 * and YEARLY only, COUNT and INTERVAL at most 10000.  Expansion stays inside
 * the horizon; EXDATE, RDATE and RECURRENCE-ID overrides are merged here.
 * Several VCALENDARs in one file are read all.  The busy periods of a
 * VFREEBUSY are events: tentative and free ones as such.  One thread only.
 *
 * Free text stays at the door: of an event only what struct ics_event holds
 * is kept.
 *
 * Source: RFC 5545; zones by their IANA name, their Windows name, or as the
 * file defines them (formats/ics_zones.h).
 */
#ifndef FORMATS_ICS_H
#define FORMATS_ICS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/zone.h"
#include "formats/input.h"

enum ics_status { ICS_CONFIRMED, ICS_TENTATIVE, ICS_CANCELLED };

struct ics_event {
	const char *uid, *summary, *categories; /* "" when absent */
	const char *agent;	  /* X-WFM-AGENT, "" when absent */
	bool whole_days;	  /* VALUE=DATE: civil days of the site */
	int first_day, until_day; /* whole days, [first, until) */
	int64_t start, end;	  /* UTC, [start, end); whole days: midnights */
	int64_t occurrence;	  /* of a rule: when it was to start; else 0 */
	enum ics_status status;
	bool transparent;
	struct place place; /* its DTSTART line */
};

struct ics_events {
	struct ics_event *list; /* [n] by start, then uid */
	int n;
};

/* The occurrences that meet the civil days [from, until) of zone, which also
 * gives floating times their meaning.  All problems are reported. */
MUST_CHECK enum rc ics_read(struct arena *a, const struct input *in,
			    const struct zone *zone, int from, int until,
			    struct ics_events *events, struct err *e);

#endif
