/* sheet: the cells of one sheet, and the strings that cells share. */
#include "formats/sheet.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/sheet_look.h"

enum { EPOCH_1900 = 25569, EPOCH_1904 = 24107 }; /* days to 1970-01-01 */

struct strings {
	const char **list; /* [n] */
	int n, room;
};

enum cell_type { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_ERROR };

/* A part while it is read: the shared strings, or a sheet. */
struct cells {
	struct arena *arena;
	struct strings strings;
	struct sheet_looks looks;
	struct sheet_table table;
	int room;

	struct text value;   /* of the string or cell that is open */
	bool takes;	     /* inside an element whose text counts */
	int skips;	     /* inside elements that are no part of the text */
	int row, column;     /* of the open cell, or the last one */
	enum cell_type type; /* of the open cell */
	bool filled;	     /* it holds something */
	bool formula;	     /* worked out from others */
	enum sheet_look look;
};

static bool is(const char *name, const char *what)
{
	return strcmp(name, what) == 0;
}

static const char *on_text(void *ctx, const char *s, int n)
{
	struct cells *c = ctx;

	if (!c->takes || c->skips)
		return NULL;
	if (c->value.len + (size_t)n > SHEET_MAX_TEXT)
		return "a text is too long";
	text_add_bytes(&c->value, s, (size_t)n);
	return NULL;
}

static const char *taken(const struct cells *c)
{
	return c->value.len
		       ? arena_strndup(c->arena, c->value.data, c->value.len)
		       : "";
}

/* --- shared strings: si of t, or of runs r of t; rPh is how to say it --- */

static const char *string_start(void *ctx, const char *name,
				const char *const *attributes)
{
	struct cells *c = ctx;

	(void)attributes;
	if (is(name, "si"))
		c->value.len = 0;
	c->skips += is(name, "rPh");
	c->takes = is(name, "t");
	return NULL;
}

static const char *string_end(void *ctx, const char *name)
{
	struct cells *c = ctx;
	struct strings *s = &c->strings;

	c->takes = false;
	c->skips -= is(name, "rPh");
	if (!is(name, "si"))
		return NULL;
	if (s->n == SHEET_MAX_CELLS)
		return "too many strings";
	s->list = arena_grow(c->arena, (void *)s->list, s->n, &s->room,
			     sizeof(*s->list));
	s->list[s->n++] = taken(c);
	return NULL;
}

/* --- cells --- */

/* "F12" to row 11, column 5; false when it is no place of a sheet. */
static bool place_of(const char *s, int *row, int *column)
{
	int x = 0, y = 0;

	for (; *s >= 'A' && *s <= 'Z' && x <= SHEET_MAX_COLUMN; s++)
		x = 26 * x + (*s - 'A' + 1);
	for (; *s >= '0' && *s <= '9' && y <= SHEET_MAX_ROW; s++)
		y = 10 * y + (*s - '0');
	*row = y - 1;
	*column = x - 1;
	return !*s && x >= 1 && x <= SHEET_MAX_COLUMN && y >= 1 &&
	       y <= SHEET_MAX_ROW;
}

static const char *open_row(struct cells *c, const char *number)
{
	int64_t n;

	c->row++;
	c->column = -1;
	if (!*number)
		return NULL;
	if (!text_int(number, &n) || n < 1 || n > SHEET_MAX_ROW)
		return "a row has no place";
	c->row = (int)n - 1;
	return NULL;
}

static const char *open_cell(struct cells *c, const char *const *attributes)
{
	const char *type = package_attribute(attributes, "t");
	const char *at = package_attribute(attributes, "r");

	c->value.len = 0;
	c->filled = c->formula = false;
	c->type = !*type || is(type, "n") ? TYPE_NUMBER
		  : is(type, "s")	  ? TYPE_SHARED
		  : is(type, "e")	  ? TYPE_ERROR
					  : TYPE_TEXT;
	c->look = c->type == TYPE_NUMBER
			  ? sheet_look_of(&c->looks,
					  package_attribute(attributes, "s"))
			  : SHEET_NUMBER;
	c->column++;
	if (*at && !place_of(at, &c->row, &c->column))
		return "a cell has no place";
	if (c->row < 0 || c->column >= SHEET_MAX_COLUMN)
		return "a cell has no place";
	return NULL;
}

static const char *cell_start(void *ctx, const char *name,
			      const char *const *attributes)
{
	struct cells *c = ctx;

	if (is(name, "row"))
		return open_row(c, package_attribute(attributes, "r"));
	if (is(name, "c"))
		return open_cell(c, attributes);
	c->skips += is(name, "rPh");
	c->takes = is(name, "v") || is(name, "t");
	c->formula |= is(name, "f");
	c->filled |= c->takes || c->formula;
	return NULL;
}

static const char *close_cell(struct cells *c)
{
	struct sheet_cell cell = { .row = c->row,
				   .column = c->column,
				   .text = taken(c),
				   .is_number = c->type == TYPE_NUMBER,
				   .is_formula = c->formula,
				   .is_error = c->type == TYPE_ERROR,
				   .look = c->look };
	int64_t k;

	if (c->type == TYPE_SHARED && (*cell.text || !c->formula)) {
		if (!text_int(cell.text, &k) || k < 0 || k >= c->strings.n)
			return "a cell has a string that is not there";
		cell.text = c->strings.list[k];
	}
	if (!*cell.text && !cell.is_formula)
		return NULL;
	if (c->table.n == SHEET_MAX_CELLS)
		return "too many cells";
	c->table.cells = arena_grow(c->arena, c->table.cells, c->table.n,
				    &c->room, sizeof(cell));
	c->table.cells[c->table.n++] = cell;
	return NULL;
}

static const char *cell_end(void *ctx, const char *name)
{
	struct cells *c = ctx;

	c->takes = false;
	c->skips -= is(name, "rPh");
	return is(name, "c") && c->filled ? close_cell(c) : NULL;
}

/* --- */

static enum rc read_strings(struct package *p, struct cells *c, struct err *e)
{
	const struct package_reader reader = { c, string_start, string_end,
					       on_text };
	int part = package_part(p, "xl/sharedStrings.xml");

	return part < 0 ? RC_OK : package_read(p, part, &reader, e);
}

static enum rc read_sheet(struct package *p, const struct sheet *sheet,
			  struct cells *c, struct err *e)
{
	const struct package_reader reader = { c, cell_start, cell_end,
					       on_text };
	int part = package_part(p, sheet->part);

	if (part < 0)
		return package_bad(p, sheet->name, "the sheet is missing", e);
	c->row = -1;
	c->takes = false;
	c->skips = 0;
	return package_read(p, part, &reader, e);
}

enum rc sheet_cells(struct arena *a, const char *path,
		    const struct sheets *sheets, int k,
		    struct sheet_table *table, struct err *e)
{
	struct cells c = { .arena = a, .value = text_new(a) };
	struct package *p;
	enum rc rc;

	*table = (struct sheet_table){ 0 };
	TRY(package_open(a, path, (uint64_t)SHEET_READ_MIB << 20, &p, e));
	rc = read_strings(p, &c, e);
	if (rc == RC_OK)
		rc = sheet_looks_read(a, p, &c.looks, e);
	if (rc == RC_OK)
		rc = read_sheet(p, &sheets->list[k], &c, e);
	package_close(p);
	*table = c.table;
	return rc;
}

bool sheet_day(const struct sheets *sheets, const struct sheet_cell *c,
	       int *day)
{
	int epoch = sheets->from_1904 ? EPOCH_1904 : EPOCH_1900;
	double x;

	if (!c->is_number)
		return date_parse(c->text, day);
	if (!text_double(c->text, &x) || x < 1 || x > 2958465 ||
	    x != (double)(int)x)
		return false;
	*day = (int)x - epoch;
	return true;
}

const char *sheet_cell_name(struct arena *a, const char *sheet, int row,
			    int column)
{
	char letters[4];
	int n = 0;

	for (int x = column + 1; x > 0 && n < 4; x = (x - 1) / 26)
		letters[n++] = (char)('A' + (x - 1) % 26);
	struct text t = text_new(a);
	text_addf(&t, "%s!", text_quote(a, sheet));
	while (n)
		text_add_char(&t, letters[--n]);
	text_addf(&t, "%d", row + 1);
	return t.data;
}
