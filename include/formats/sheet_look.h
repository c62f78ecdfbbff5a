/*
 * sheet_look - what the number of a cell is shown as: a day, a time, a span.
 *
 * A workbook keeps days and times as numbers; only the format of the cell's
 * style says so.  A part of sheet (formats/sheet.h).
 *
 * Source: ECMA-376, part 1, 18.8 (styles; 18.8.30 numFmt: built-in ids and
 * format codes).
 */
#ifndef FORMATS_SHEET_LOOK_H
#define FORMATS_SHEET_LOOK_H

#include "formats/package.h"
#include "formats/sheet.h"

struct sheet_looks {
	enum sheet_look *list; /* [n] by the s of a cell */
	int n;
};

/* None where the workbook has no styles. */
MUST_CHECK enum rc sheet_looks_read(struct arena *a, struct package *p,
				    struct sheet_looks *looks, struct err *e);

/* Of s="3"; "" and what is not there are SHEET_NUMBER. */
enum sheet_look sheet_look_of(const struct sheet_looks *looks, const char *s);

/* Of a format code like "dd/mm/yyyy" or "[h]:mm". */
enum sheet_look sheet_look_of_code(const char *code);

#endif
