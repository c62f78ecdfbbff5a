/*
 * list_import - people or wishes that come from elsewhere into agents.csv or
 * requests.csv, and what changes there.
 *
 * Rows that differ in nothing stay as they are, a row of the same key is
 * changed in its place, new ones are added at the end.  A column that the
 * table does not have keeps what was there.  Of a person whom the table names,
 * agents.csv then has the lines of the table and no others; wishes that it
 * does not name stay, and so do people, unless the table is to replace all.
 *
 * The whole site is read as it would be then, so that a list is refused with
 * every problem that it would make, at the table's places; old places are
 * those of the old file.
 */
#ifndef FORMATS_LIST_IMPORT_H
#define FORMATS_LIST_IMPORT_H

#include "base/err.h"
#include "base/text.h"
#include "formats/incoming.h"

enum { LIST_MAX_COLUMNS = 16 };

/* What a list is compared by. */
struct list_kind {
	const char *name; /* "agents" */
	const struct incoming_form *form;
	const int *key; /* [n_key] columns; the first says whose it is */
	int n_key;
	int dated;  /* column that tells lines of one person apart, or -1 */
	bool whole; /* of whom it names the table says all */
};
extern const struct list_kind list_agents, list_requests;

enum list_change { LIST_ADDED, LIST_CHANGED, LIST_REMOVED };

struct list_difference {
	enum list_change change;
	const struct incoming_row *was, *is; /* NULL where there is none */
};

struct list_import {
	const struct list_kind *kind;
	const char *path;	      /* of the list's file */
	struct incoming rows;	      /* what it will hold */
	struct list_difference *list; /* [n] in the file's order */
	int n, room;
	int count[3]; /* by change */
	int same;     /* rows of the table that are there already */
	int others;   /* rows that the table does not name and that stay */
	int columns[LIST_MAX_COLUMNS]; /* [n_columns] as the file has them */
	int n_columns;
};

/* sheet: of a workbook, or NULL. */
MUST_CHECK enum rc list_import(struct arena *a, const char *dir,
			       const struct list_kind *kind, const char *file,
			       const char *sheet, bool replace,
			       struct list_import *to, struct err *e);
void list_import_write(struct text *out, const struct list_import *x);

/* Are two fields the same value?  "38.50" is 38.5. */
bool list_same(const char *a, const char *b);

#endif
