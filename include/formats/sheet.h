/*
 * sheet - what is in a workbook (.xlsx).  The one door to libzip and expat.
 *
 * For now it opens, checks and counts: the package is a zip whose checksums
 * hold, every XML part is well-formed, every sheet that the workbook names is
 * there.  That is how a workbook just written is read back before it is said
 * to be written.
 *
 * Untrusted input: a document type, more than SHEET_MAX_PARTS parts or more
 * than SHEET_MAX_MIB once unpacked is RC_DATA; so is anything that is not a
 * workbook.  A file that cannot be read is RC_NOINPUT.
 *
 * Source: ECMA-376, part 1 (SpreadsheetML) and part 2 (packages).
 */
#ifndef FORMATS_SHEET_H
#define FORMATS_SHEET_H

#include "base/arena.h"
#include "base/err.h"

enum { SHEET_MAX_PARTS = 4096, SHEET_MAX_MIB = 4096 };

struct sheet {
	const char *name;
	const char *part; /* "xl/worksheets/sheet1.xml" */
	long rows, cells; /* elements of its XML */
};

struct sheets {
	struct sheet *list; /* [n] in the workbook's order */
	int n;
	int parts; /* of the package */
};

MUST_CHECK enum rc sheet_list(struct arena *a, const char *path,
			      struct sheets *sheets, struct err *e);

#endif
