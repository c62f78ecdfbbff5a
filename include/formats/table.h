/*
 * table - what a command found, for the terminal, for a spreadsheet and for
 * a program, from one description.
 *
 *	static const struct table_column columns[] = {
 *		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
 *		{ "required", N_("required"), "h", TABLE_NUMBER, 1 },
 *		{ "level", N_("service"), NULL, TABLE_SHARE, 1 },
 *	};
 *	struct table t = table_new(a, "staff", columns, 3);
 *	table_text(&t, "sales");
 *	table_number(&t, 412.5);
 *	table_number(&t, 0.823);
 *	table_write(&out, &t, TABLE_CSV, (struct table_style){ 0 });
 *
 * Cells are filled row by row, in column order.  NAN and NULL are "not
 * known": "-", an empty field, null.
 *
 * TABLE_PLAIN  columns aligned by display width, numbers to the right with
 *		fixed decimals, shares in per cent, hostile characters shown
 *		as \xNN; made narrower than style.width where texts allow
 * TABLE_CSV	keys as header, numbers rounded to their decimals, shares 0..1
 *		with two decimals more; no total row
 * TABLE_JSON	{"schema": "wfm.staff/1", "units": {...}, "rows": [{...}],
 *		"total": {...}}, numbers as they are
 */
#ifndef FORMATS_TABLE_H
#define FORMATS_TABLE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

enum table_kind { TABLE_TEXT, TABLE_NUMBER, TABLE_SHARE };

struct table_column {
	const char *key;     /* json and csv; never translated */
	const char *heading; /* for people, N_() */
	const char *unit;    /* "h", "people", a currency; or NULL */
	enum table_kind kind;
	int decimals; /* shares: of the per cent figure */
};

union table_cell {
	const char *text;
	double number;
};

struct table {
	struct arena *arena;
	const char *name;
	const struct table_column *columns;
	int n_columns;
	union table_cell *cells; /* [n_cells] row by row */
	int n_cells, room;
	bool total; /* the last row adds up the others */
};

struct table table_new(struct arena *a, const char *name,
		       const struct table_column *columns, int n_columns);
void table_text(struct table *t, const char *text);
void table_number(struct table *t, double x);
/* What follows is the row of totals, the last one. */
void table_total(struct table *t);
int table_rows(const struct table *t); /* without the total */

enum table_format { TABLE_PLAIN, TABLE_CSV, TABLE_JSON };

struct table_style {
	int width;	  /* of the terminal in columns, 0: any */
	bool bold;	  /* headings by escape sequences */
	bool spreadsheet; /* csv for people: a text that begins with = + - @,
			     tab or CR (or their full-width forms) gets a
			     leading ', else a spreadsheet runs it */
};

/* "table", "csv", "json"; false leaves *format alone. */
bool table_parse_format(const char *s, enum table_format *format);
void table_write(struct text *out, const struct table *t,
		 enum table_format format, struct table_style style);

/* The text as a spreadsheet may have it, see above. */
const char *table_defuse(struct arena *a, const char *s);

#endif
