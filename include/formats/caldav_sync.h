/*
 * caldav_sync - the calendars of a server become what the ledger says.
 *
 * One calendar per person below the server's address, named by id; one object
 * per event.  feeds/caldav.csv of the site (url,agent,object,etag,hash)
 * remembers what the server holds of ours and by which ETag, so that only what
 * changed is sent and nobody else's change is overwritten unseen: where the
 * server says that an object is not as we left it, it is looked at.  If it is
 * what we wanted to send, a run before was cut short and all is well; else
 * somebody changed it there, which is said, and the roster wins.
 *
 * Whatever stops it, what was done is remembered; run again, it goes on.
 */
#ifndef FORMATS_CALDAV_SYNC_H
#define FORMATS_CALDAV_SYNC_H

#include "formats/caldav.h"
#include "formats/feeds.h"

struct caldav_done {
	int created, updated, removed, same;
	int overruled; /* changed on the server by others */
};

MUST_CHECK enum rc caldav_sync(struct feeds *f, struct caldav *c,
			       enum audience audience, const char *version,
			       struct output *o, struct caldav_done *done,
			       struct err *e);

#endif
