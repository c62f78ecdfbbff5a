/*
 * csv - tables of text: RFC 4180 with what is met in the field.
 *
 * Reading: any of , ; tab | as delimiter (the one that the header row has
 * most of), UTF-8 with or without BOM, LF, CRLF or CR, quotes with doubled
 * quotes and line breaks inside; blank and all-empty rows are skipped, empty
 * columns to the right of the last and a first line "sep=;" as well.  UTF-16,
 * NUL, invalid UTF-8, an unterminated quote, a row that is too short or too
 * long are errors with file, line and column; a byte or length that shows a
 * file to be no table ends the reading.  Each field keeps its line and column
 * (column: character position, from 1).
 *
 * Writing: comma, LF, quotes only where needed, numbers shortest round trip.
 */
#ifndef FORMATS_CSV_H
#define FORMATS_CSV_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "formats/input.h"

struct csv;

/* Limits: line 1 MiB, field 64 KiB, 4096 columns. */
MUST_CHECK enum rc csv_open(struct arena *a, const struct input *in,
			    struct csv **csv, struct err *e);
/*
 * For files whose header is not the first row, or that have none: every row
 * is data and has the fields it has (csv_fields).  Rows without any text are
 * skipped wherever they are.
 */
MUST_CHECK enum rc csv_open_rows(struct arena *a, const struct input *in,
				 char delimiter, struct csv **csv,
				 struct err *e);
int csv_fields(const struct csv *csv); /* of the current row */
/* delimiter of the file, found in its header. */
char csv_delimiter(const struct csv *csv);
int csv_columns(const struct csv *csv);
const char *csv_header(const struct csv *csv, int column);
struct place csv_header_place(const struct csv *csv, int column);
/* Column by name (case and blanks around ignored), -1 when there is none. */
int csv_column(const struct csv *csv, const char *name);

/*
 * Declares the known columns: unknown ones ("did you mean"), doubled ones and
 * missing required ones are errors, all of them added to e.  index[k] becomes
 * the column of names[k] or -1.
 */
MUST_CHECK enum rc csv_schema(const struct csv *csv, const char *const names[],
			      int n, int required, int index[], struct err *e);

/* The next row: false at the end.  A malformed row is reported to e (rc of
 * the problem kept in e->rc) and skipped.  Fields live as long as the arena
 * given to csv_open, or until the next row when reuse was asked for. */
bool csv_next(struct csv *csv, struct err *e);
void csv_reuse(struct csv *csv);     /* for files of millions of rows */
int csv_line(const struct csv *csv); /* line on which the row begins */
/* "" for column -1 or a field that is not there; never NULL. */
const char *csv_field(const struct csv *csv, int column);
struct place csv_place(const struct csv *csv, int column);
/* at [row][columns]: where rows come from, instead of places of this text. */
void csv_places(struct csv *csv, const struct place *at);
const char *csv_raw(const struct csv *csv,
		    size_t *len); /* the row as written */

/* Writing. */
void csv_write(struct text *out, const char *field, bool last);
void csv_write_names(struct text *out, const char *const names[], int n);
void csv_write_number(struct text *out, double x, bool last); /* NAN: empty */

#endif
