/*
 * absence_import - leave that comes from elsewhere, and what changed since.
 *
 * A calendar (.ics) or a table (formats/incoming.h) becomes the rows of
 * absences/NAME.csv.  Free text stays outside: of an event the person, the
 * days, the code and a hash of its UID are kept.
 *
 * What was imported before under the same name is compared: a row that is the
 * same in person, days and code is unchanged whatever its UID, since some
 * makers give out new ones on each download; else the same key is a change.
 */
#ifndef FORMATS_ABSENCE_IMPORT_H
#define FORMATS_ABSENCE_IMPORT_H

#include "base/err.h"
#include "base/text.h"
#include "formats/site_lists.h"
#include "model/site.h"

enum absence_change {
	ABSENCE_SAME,
	ABSENCE_ADDED,
	ABSENCE_CHANGED,
	ABSENCE_REMOVED
};

struct absence_difference {
	enum absence_change change;
	struct absence was, is; /* was: changed, removed; is: all others */
};

struct absence_import {
	const char *path;		 /* of absences/NAME.csv */
	struct absence_rows rows;	 /* what it will hold */
	struct absence_difference *list; /* [n] by person, then time */
	int n, room;
	int count[4]; /* by change */
};

/* sheet: of a workbook, or NULL.  Of a calendar only days [how.from, how.until)
 * are read, and what was imported before outside of them stays. */
MUST_CHECK enum rc absence_import(struct arena *a, const char *dir,
				  const struct site *site, const char *file,
				  const char *sheet, const char *name,
				  struct absence_calendar how,
				  struct absence_import *to, struct err *e);
void absence_import_write(struct text *out, const struct site *s,
			  const struct absence_import *x);

/* "2026-12-14", "2026-12-14 to 2026-12-18", or two times. */
const char *absence_span(struct arena *a, const struct site *s,
			 const struct absence *x);

#endif
