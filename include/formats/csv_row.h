/*
 * csv_row - one row of a table of text, split into fields.
 *
 * The part of csv (formats/csv.h) that looks at bytes; only csv.c uses it.
 */
#ifndef FORMATS_CSV_ROW_H
#define FORMATS_CSV_ROW_H

#include "formats/csv.h"

enum { ROW_MAX_BYTES = 1 << 20, FIELD_MAX_BYTES = 1 << 16, COLUMNS_MAX = 4096 };

/* Bytes at which the inner loop stops; all others are just copied. */
enum { PLAIN, DELIMITER, LINE_END, NUL };

struct csv {
	struct arena *arena;
	const char *path;
	const char *at, *end; /* rest of the file; *end is 0 */
	int line;	      /* number of the line at at */
	char delimiter;
	unsigned char kind[256];

	const char **header; /* [columns] */
	int columns;
	const char *header_begin; /* the header row as written */
	int header_line;
	const char **header_from; /* [columns] */

	const char *row, *row_end; /* the row as written, no line end */
	int row_line;
	const char **fields; /* [n] terminated, in buffer */
	const char **from;   /* [n] where each begins as written */
	int n;		     /* may exceed COLUMNS_MAX: fields has no more */
	unsigned char seen;  /* all bytes of the row ored */
	bool quoted;	     /* the row has quotes, hence maybe line ends */

	const struct place *at_told; /* [rows][columns] told, or NULL */
	int rows;		     /* read so far */

	char *buffer; /* [room] */
	size_t room;
	bool reuse;
	bool rows_only; /* no header, rows of any width */
};

/* What separates fields from now on. */
void csv_row_delimiter(struct csv *csv, char delimiter);

/* Splits the row at csv->at and goes on to the next line.  False when it is
 * malformed (then it is skipped) or, said once, the rest of the file is. */
bool csv_row_read(struct csv *csv, struct err *e);

/* Where the next line begins, from a line end or the file's end. */
const char *csv_row_next(const struct csv *csv, const char *s);

/* The place of a byte, counted from the begin of a known line. */
struct place csv_row_place(const struct csv *csv, const char *begin, int line,
			   const char *at);

#endif
