/*
 * agenda - what one person is told: shifts, breaks and leave as events.
 *
 * An event is known by person, day and slot: "1" is the day's duty, "1-b2"
 * its second break, "absent" a run of whole absent days by its first.  So a
 * shift that moves stays the same event.
 */
#ifndef FORMATS_AGENDA_H
#define FORMATS_AGENDA_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "model/roster.h"
#include "model/site.h"

enum agenda_kind { AGENDA_SHIFT, AGENDA_BREAK, AGENDA_ABSENCE };

struct agenda_event {
	const char *agent; /* id */
	int day;	   /* to which the duty belongs; first day of leave */
	const char *slot;
	const char *title;  /* the shift's or break's name, or absence codes */
	const char *notes;  /* a line for each thing that is not work, or "" */
	int64_t start, end; /* UTC; of leave: days since 1970, [start, end) */
	/* What the ledger adds. */
	int sequence;
	int64_t stamp; /* when it last changed */
	bool cancelled;
};

struct agenda {
	struct agenda_event *list; /* [n] */
	int n, room;
};

enum agenda_kind agenda_kind(const char *slot);
void agenda_add(struct arena *a, struct agenda *to, struct agenda_event ev);

/* Adds one person's events.  breaks: as events of their own, not as notes. */
void agenda_of_roster(struct arena *a, const struct site *s,
		      const struct roster *r, int agent, bool breaks,
		      struct agenda *to);

#endif
