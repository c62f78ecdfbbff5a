/*
 * sheet - what is in a workbook (.xlsx).
 *
 * sheet_list opens, checks and counts: every XML part is well-formed, every
 * sheet that the workbook names is there.  That is how a workbook just
 * written is read back before it is said to be written.  sheet_cells reads
 * the cells of one sheet, in a single pass over its XML.
 *
 * Untrusted input, see formats/package.h; limits below.  A workbook to be
 * read for its cells may unpack to SHEET_READ_MIB only.
 *
 * Source: ECMA-376, part 1 (SpreadsheetML): 18.2 workbook, 18.3 sheets, 18.4
 * shared strings.
 */
#ifndef FORMATS_SHEET_H
#define FORMATS_SHEET_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "formats/package.h"

enum {
	SHEET_MAX_MIB = 4096,
	SHEET_READ_MIB = 256,
	SHEET_MAX_CELLS = 2000000, /* that hold something; of strings too */
	SHEET_MAX_ROW = 1048576,
	SHEET_MAX_COLUMN = 16384,
	SHEET_MAX_TEXT = 131068, /* bytes of a cell: 32,767 characters */
	SHEET_MAX_STYLES = 65536
};

struct sheet {
	const char *name;
	const char *part; /* "xl/worksheets/sheet1.xml" */
	long rows, cells; /* elements of its XML */
};

struct sheets {
	struct sheet *list; /* [n] in the workbook's order */
	int n;
	int parts;	/* of the package */
	bool from_1904; /* its days count from 1904-01-01 */
};

/* mib: what the package may unpack to, SHEET_READ_MIB or SHEET_MAX_MIB. */
MUST_CHECK enum rc sheet_list(struct arena *a, const char *path, int mib,
			      struct sheets *sheets, struct err *e);

/* How the number of a cell is shown; other numbers, and texts, are
 * SHEET_NUMBER. */
enum sheet_look {
	SHEET_NUMBER,
	SHEET_DAY,  /* with a time of the day as well, maybe */
	SHEET_TIME, /* of the day: 8:30 */
	SHEET_SPAN  /* of hours past a day too: 37:30 */
};

/* A cell that holds something; of a formula what it had as its result. */
struct sheet_cell {
	int row, column;  /* from 0 */
	const char *text; /* as shown to a reader of XML: "D0830", "46349" */
	bool is_number;
	bool is_formula; /* then text may be empty */
	bool is_error;	 /* "#N/A": not even a text */
	enum sheet_look look;
};

struct sheet_table {
	struct sheet_cell *cells; /* [n] in the file's order: by rows */
	int n;
};

/* The cells of the k-th of the sheets that sheet_list found in path. */
MUST_CHECK enum rc sheet_cells(struct arena *a, const char *path,
			       const struct sheets *sheets, int k,
			       struct sheet_table *table, struct err *e);

/* The civil day of a cell that holds a date: a whole number of days, or text
 * like 2026-11-23. */
bool sheet_day(const struct sheets *sheets, const struct sheet_cell *c,
	       int *day);

/* For people: "Roster!F12". */
const char *sheet_cell_name(struct arena *a, const char *sheet, int row,
			    int column);

#endif
