/*
 * roster_file - a roster that somebody hands back: csv or a workbook.
 *
 *	.csv	tidy or wide, see formats/plan_files.h
 *	.xlsx	the sheet Roster of our own workbook, or any sheet that is as
 *		roster_wide has it: names or ids down the first column, days
 *		across in the last of the rows that hold dates.  The sheet of
 *		that name counts, else the first one
 *
 * Where a table of codes has the same code as the base, the base's duty stays
 * with its breaks; another code gets the standard breaks.  "!" locks.  What
 * the file does not hold (a day, a person) stays as in the base, with a
 * warning; one that holds nothing of the period is RC_DATA.
 *
 * In a workbook codes are told apart without regard to case, as its formulas
 * do; "leave" stands for the absence that the base has; a cell emptied where
 * the base has something is an error, since it may mean two things.  A person
 * is known by name, by id, or of two with one name by the hidden sheet Plan.
 * Rows below the first one without a name are sums, unless they name people.
 */
#ifndef FORMATS_ROSTER_FILE_H
#define FORMATS_ROSTER_FILE_H

#include "base/arena.h"
#include "base/err.h"
#include "model/roster.h"
#include "model/site.h"

/* base: days and people of the roster to be read. */
MUST_CHECK enum rc roster_file_read(struct arena *a, const struct site *s,
				    const char *path, const struct roster *base,
				    struct roster *r, struct err *e);

/* The workbook only; cells of which it says nothing are CELL_NONE. */
MUST_CHECK enum rc roster_workbook_read(struct arena *a, const struct site *s,
					const char *path,
					const struct roster *base,
					struct roster *r, struct err *e);

#endif
