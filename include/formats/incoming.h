/*
 * incoming - a table that others keep, as rows of one of the site's lists.
 *
 * HR's csv, or a sheet of HR's workbook: columns in any order and under the
 * names that HR gives them, other columns beside them, blank rows, in a
 * workbook titles above the header.  A workbook's days, times and hours
 * (37:30) become the list's words for them; of a formula its last result
 * counts, and a cell that holds an error or no result is a problem.
 *
 * Columns of other names are not read, with a note that names them; one that
 * looks like a column that is missing is an error.  Places of a workbook are
 * cells (base/err.h).
 */
#ifndef FORMATS_INCOMING_H
#define FORMATS_INCOMING_H

#include "base/arena.h"
#include "base/err.h"
#include "formats/site_lists.h"

enum incoming_kind {
	INCOMING_TEXT,
	INCOMING_DAY,
	INCOMING_INSTANT, /* a day, or a time of one */
	INCOMING_HOURS
};

struct incoming_column {
	const char *words; /* "id|employeeid": letters and digits only */
	enum incoming_kind kind;
};

struct incoming_form {
	const struct list_file *list;
	const struct incoming_column *columns; /* [list->n] */
	const char *sheets; /* "people|staff": names of the sheet */
};
extern const struct incoming_form incoming_agents, incoming_requests,
	incoming_absences;

struct incoming_row {
	const char **fields;	/* [list->n], "" where there is nothing */
	const struct place *at; /* [list->n] */
};

struct incoming {
	const struct list_file *list;
	struct incoming_row *rows; /* [n] */
	int n, room;
	const bool *has; /* [list->n] the table has the column */
};

/*
 * sheet NULL: the one whose name the form has, else the first.  A table
 * without rows is no error.
 */
MUST_CHECK enum rc incoming_read(struct arena *a, const struct input *in,
				 const char *sheet,
				 const struct incoming_form *form,
				 struct incoming *to, struct err *e);

void incoming_add(struct arena *a, struct incoming *x, struct incoming_row row);

/* As the list's reader wants it: csv, whose problems have the rows' places. */
struct list_given incoming_given(struct arena *a, const struct incoming *x,
				 const char *path);

#endif
