/*
 * ledger - what people's calendars have been told, and how often it changed.
 *
 * feeds/events.csv of a site: agent,date,slot,sequence,stamp,state,start,end,
 * title,notes.  Only `wfm publish` writes it.  From it follows that an event
 * that did not change is written with the same bytes for ever, that one that
 * changed is an update and that one that went can be called off: RFC 5546,
 * 2.1.4 and 2.1.5.
 *
 *   new                    SEQUENCE 0
 *   time changes           SEQUENCE + 1, new stamp
 *   only words change      new stamp
 *   gone                   SEQUENCE + 1, new stamp, cancelled
 *   comes back             SEQUENCE + 1, new stamp
 *
 * A stamp never goes back, whatever the clock does.
 */
#ifndef FORMATS_LEDGER_H
#define FORMATS_LEDGER_H

#include "base/err.h"
#include "base/text.h"
#include "formats/agenda.h"
#include "formats/input.h"

/* How many events of a publication were what. */
struct ledger_change {
	int added, moved, reworded, removed, kept;
};

MUST_CHECK enum rc ledger_read(struct arena *a, const struct input *in,
			       struct agenda *ledger, struct err *e);
void ledger_write(struct text *out, const struct agenda *ledger);

/*
 * now takes the place of all that the ledger held for days [first, until).
 * Leave that reaches over an edge of these days is cut there.  The ledger is
 * then sorted by agent, day and slot.
 */
struct ledger_change ledger_take(struct arena *a, struct agenda *ledger,
				 const struct agenda *now, int first, int until,
				 int64_t stamp);

/* The first day that anything in it was planned for but LEDGER_DAYS before
 * the last: what is older leaves the ledger. */
enum { LEDGER_DAYS = 731 };
void ledger_forget(struct agenda *ledger);

#endif
