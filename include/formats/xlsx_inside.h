/*
 * xlsx_inside - what the files behind the door to libxlsxwriter share.
 *
 * For xlsx_book.c, xlsx_cells.c and xlsx_look.c only; everybody else uses
 * formats/xlsx_book.h.
 */
#ifndef FORMATS_XLSX_INSIDE_H
#define FORMATS_XLSX_INSIDE_H

#include <locale.h>

#include "base/text.h"
#include "formats/xlsx_book.h"

struct lxw_workbook;
struct lxw_worksheet;
struct lxw_format;

struct book_sheet {
	struct book *book;
	struct lxw_worksheet *to;
	const char *name, *quoted;
	unsigned char *rows; /* [n_rows] 1: the row has an element */
	int n_rows, room;
	long cells;
};

struct book {
	struct arena *arena;
	const char *path;
	struct lxw_workbook *to;
	struct lxw_format *formats[4 * BOOK_TOTAL];
	struct book_sheet **sheets;
	int n_sheets, room;
	locale_t before, plain; /* the library's decimal point is a point */
	int failed;		/* the library's first error, 0 none */
	const char *because;	/* our own reason */
	struct text formula;	/* the last one, with its sign */
};

/* Keeps the first error. */
void book_check(struct book *b, int answer);
void book_refuse(struct book *b, const char *because);
bool book_failed(const struct book *b);

/* At most n characters of a text. */
const char *book_clip(struct arena *a, const char *s, int n);
/* What may go into the file: well-formed and not too long for a cell. */
const char *book_fit(struct book *b, const char *s);

/* How a style looks; NULL only after a failure. */
struct lxw_format *book_format(struct book *b, int style);

#endif
