/*
 * feeds - what a site has published: its ledger and its calendar files.
 *
 *	SITE/feeds/events.csv	   the ledger, formats/ledger.h
 *	SITE/feeds/calendars.csv   the files, formats/feed_files.h
 *
 * A folder of feeds holds one file per person and one per team, written from
 * the ledger alone, so that a calendar keeps earlier periods.  Only what
 * changed is written.  Whoever left keeps an empty calendar, since a file that
 * vanishes leaves its events with those who read it.
 */
#ifndef FORMATS_FEEDS_H
#define FORMATS_FEEDS_H

#include "base/err.h"
#include "formats/feed_files.h"
#include "formats/ledger.h"
#include "formats/output.h"
#include "model/site.h"

/* A person's file goes this many days back from the last planned day, a
 * team's less: subscriptions above 1 MB are refused by some. */
enum { FEED_PERSON_DAYS = 182, FEED_TEAM_DAYS = 35 };

struct feeds {
	struct arena *a;
	const char *dir; /* of the site */
	const struct site *site;
	struct agenda ledger;
	struct feed_files files;
};

struct feeds_written {
	int people, teams, events; /* of the calendars */
	int written, files, bytes_most;
};

/* Empty where nothing was published yet. */
MUST_CHECK enum rc feeds_open(struct arena *a, const char *dir,
			      const struct site *site, struct feeds *f,
			      struct err *e);
/* The last day with anything planned; DATE_MIN: none. */
int feeds_last_day(const struct feeds *f);
/* A person's events of days after `after` that calendars show, in order, into
 * list; how many. */
int feeds_events(const struct feeds *f, const char *agent, int after,
		 const struct agenda_event **list);

/* Adds the ledger and the list of files, where they changed. */
MUST_CHECK enum rc feeds_save(const struct feeds *f, struct output *o,
			      struct err *e);
/* Adds the files of a folder (absolute), where they changed. */
MUST_CHECK enum rc feeds_fill(struct feeds *f, struct output *o,
			      const char *folder, enum audience audience,
			      const char *version,
			      struct feeds_written *written, struct err *e);
/*
 * No file of this person is read any more: each is emptied.  renew: a new one
 * takes its place in the next publication.  Returns how many files.
 */
MUST_CHECK enum rc feeds_revoke(struct feeds *f, struct output *o,
				const char *id, bool renew, const char *version,
				int *n, struct err *e);

#endif
