/*
 * roster_wide - the roster as people write it: agents down, days across.
 *
 *	agent,2026-11-23,2026-11-24,...
 *	a01,D0830,off,...
 *
 * A cell is a shift code (model/roster.h, plan_files.h), "off", an absence
 * code or empty (nothing said); "!" after it locks it.  Breaks are placed in
 * the middle of their windows, in order, where they do not meet.
 */
#ifndef FORMATS_ROSTER_WIDE_H
#define FORMATS_ROSTER_WIDE_H

#include <stdbool.h>

#include "formats/csv.h"
#include "model/roster.h"
#include "model/site.h"

/* Has it a day among its column names? */
bool roster_is_wide(const struct csv *csv);

MUST_CHECK enum rc roster_read_wide(struct arena *a, const struct site *s,
				    struct csv *csv, struct roster *r,
				    struct err *e);

/*
 * What one such cell says, into c; day: civil.  where ("" or "Roster!F12: ")
 * goes before the error, which is put at c->place.
 */
void roster_cell_read(struct arena *a, const struct site *s, const char *where,
		      const char *code, int day, struct cell *c, struct err *e);

/* A duty of a template with its breaks in the middle of their windows. */
struct duty duty_standard(struct arena *a, const struct site *s, int day,
			  int shift, int start, int paid);

#endif
