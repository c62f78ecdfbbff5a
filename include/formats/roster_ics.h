/*
 * roster_ics - ics_from_roster: one person's duties as a calendar.
 *
 * One VEVENT per duty, times in UTC (no zone to misread), breaks in the
 * description in local time; whole-day absence as one all-day event per run
 * of days, DTEND exclusive.  UIDs are made of site, person and day, so that
 * a moved shift is an update of the same event.  No METHOD (that asks for an
 * ORGANIZER), no attendees, no alarms, no reason of an absence.
 *
 * CRLF line ends, TEXT escaped, lines folded at 75 octets between characters:
 * RFC 5545, 3.1 and 3.3.11; calendar properties of RFC 7986.
 */
#ifndef FORMATS_ROSTER_ICS_H
#define FORMATS_ROSTER_ICS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "model/roster.h"
#include "model/site.h"

struct calendar_options {
	int64_t stamp; /* DTSTAMP: when the plan was made, from the data */
	int sequence;  /* of every event */
	bool draft;    /* STATUS:TENTATIVE, and the name says so */
	const char *version; /* of wfm, for PRODID */
};

void ics_from_roster(struct text *out, const struct site *s,
		     const struct roster *r, int agent,
		     struct calendar_options options);

#endif
