#include "formats/table.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "formats/csv.h"
#include "formats/i18n.h"
#include "formats/json.h"
#include "formats/say.h"

struct table table_new(struct arena *a, const char *name,
		       const struct table_column *columns, int n_columns)
{
	return (struct table){ .arena = a,
			       .name = name,
			       .columns = columns,
			       .n_columns = n_columns };
}

static union table_cell *add(struct table *t)
{
	t->cells = arena_grow(t->arena, t->cells, t->n_cells, &t->room,
			      sizeof(*t->cells));
	return &t->cells[t->n_cells++];
}

static const struct table_column *column_of(const struct table *t, int cell)
{
	return &t->columns[cell % t->n_columns];
}

void table_text(struct table *t, const char *text)
{
	assert(column_of(t, t->n_cells)->kind == TABLE_TEXT);
	add(t)->text = text ? arena_strdup(t->arena, text) : NULL;
}

void table_number(struct table *t, double x)
{
	assert(column_of(t, t->n_cells)->kind != TABLE_TEXT);
	add(t)->number = x;
}

void table_total(struct table *t)
{
	assert(!t->total && t->n_cells % t->n_columns == 0);
	t->total = true;
}

static int all_rows(const struct table *t)
{
	assert(t->n_cells % t->n_columns == 0);
	return t->n_cells / t->n_columns;
}

int table_rows(const struct table *t)
{
	return all_rows(t) - t->total;
}

bool table_parse_format(const char *s, enum table_format *format)
{
	static const char *const words[] = { "table", "csv", "json" };

	for (int k = 0; k < 3; k++)
		if (strcmp(s, words[k]) == 0) {
			*format = (enum table_format)k;
			return true;
		}
	return false;
}

/* --- for the terminal --- */

static const char *heading(struct arena *a, const struct table_column *c)
{
	const char *h = c->heading ? _(c->heading) : c->key;

	return c->unit ? arena_printf(a, "%s (%s)", h, c->unit) : h;
}

static const char *shown(const struct table *t, int cell)
{
	const struct table_column *c = column_of(t, cell);
	union table_cell it = t->cells[cell];

	switch (c->kind) {
	case TABLE_TEXT: return say_text(t->arena, it.text);
	case TABLE_NUMBER: return say_plain(t->arena, it.number, c->decimals);
	case TABLE_SHARE: return say_share(t->arena, it.number, c->decimals);
	}
	return "";
}

/* What is shown, headings first, and how wide each column is. */
struct layout {
	const char **text; /* [(1 + rows) * n_columns] */
	int *width;	   /* [n_columns] */
};

static struct layout lay_out(const struct table *t)
{
	int n = t->n_columns, cells = n + t->n_cells;
	struct layout l = { arena_new(t->arena, const char *, cells),
			    arena_new(t->arena, int, n) };

	for (int k = 0; k < cells; k++) {
		l.text[k] = k < n ? heading(t->arena, &t->columns[k])
				  : shown(t, k - n);
		int w = text_width(l.text[k]);
		if (w > l.width[k % n])
			l.width[k % n] = w;
	}
	return l;
}

/* Takes columns of the screen from the widest text until the row fits; where
 * it cannot, nothing is broken for nothing. */
static void narrow(const struct table *t, struct layout *l, int width)
{
	enum { NARROWEST = 8, BETWEEN = 2 };
	int total = BETWEEN * (t->n_columns - 1), spare = 0;

	for (int k = 0; k < t->n_columns; k++) {
		total += l->width[k];
		if (t->columns[k].kind == TABLE_TEXT && l->width[k] > NARROWEST)
			spare += l->width[k] - NARROWEST;
	}
	if (total - spare > width)
		return;
	for (; width > 0 && total > width; total--) {
		int widest = -1;

		for (int k = 0; k < t->n_columns; k++)
			if (t->columns[k].kind == TABLE_TEXT &&
			    l->width[k] > NARROWEST &&
			    (widest < 0 || l->width[k] > l->width[widest]))
				widest = k;
		if (widest < 0)
			return;
		l->width[widest]--;
	}
}

static void pad(struct text *out, int columns, char c)
{
	for (int k = 0; k < columns; k++)
		text_add_char(out, c);
}

/* As many words of *rest as fit; one that is longer than a line is cut. */
static const char *take_words(struct arena *a, const char **rest, int width)
{
	const char *s = *rest, *end = s + strcspn(s, " ");

	for (const char *p = end; *p; end = p) {
		p += 1 + strcspn(p + 1, " ");
		if (text_width(arena_strndup(a, s, (size_t)(p - s))) > width)
			break;
	}
	*rest = end + (*end == ' ');
	s = arena_strndup(a, s, (size_t)(end - s));
	return text_width(s) > width ? text_fit(a, s, width) : s;
}

/* One line of the screen; is anything of the row left? */
static bool write_screen_line(struct text *out, const struct table *t,
			      const struct layout *l, const char **row)
{
	bool more = false;

	for (int k = 0; k < t->n_columns; k++) {
		const char *s = take_words(t->arena, &row[k], l->width[k]);
		int room = l->width[k] - text_width(s);
		bool last = k == t->n_columns - 1;

		more |= row[k][0] != '\0';
		if (t->columns[k].kind != TABLE_TEXT)
			pad(out, room, ' ');
		text_add(out, s);
		if (t->columns[k].kind == TABLE_TEXT && !last)
			pad(out, room, ' ');
		if (!last)
			text_add(out, "  ");
	}
	while (out->len && out->data[out->len - 1] == ' ')
		out->len--;
	text_add_char(out, '\n');
	return more;
}

/* A row, in several lines where a text is wider than its column. */
static void write_line(struct text *out, const struct table *t,
		       const struct layout *l, int line)
{
	const char **row = &l->text[line * t->n_columns];

	while (write_screen_line(out, t, l, row))
		;
}

static void write_rule(struct text *out, const struct table *t,
		       const struct layout *l)
{
	for (int k = 0; k < t->n_columns; k++) {
		pad(out, l->width[k], '-');
		text_add(out, k == t->n_columns - 1 ? "\n" : "  ");
	}
}

static void write_plain(struct text *out, const struct table *t,
			struct table_style style)
{
	struct layout l = lay_out(t);
	int rows = all_rows(t);

	narrow(t, &l, style.width);
	text_add(out, style.bold ? "\033[1m" : "");
	write_line(out, t, &l, 0);
	text_add(out, style.bold ? "\033[0m" : "");
	for (int r = 1; r <= rows; r++) {
		if (t->total && r == rows)
			write_rule(out, t, &l);
		write_line(out, t, &l, r);
	}
}

/* --- for a spreadsheet --- */

const char *table_defuse(struct arena *a, const char *s)
{
	static const char *const starts[] = { "=",  "+",  "-",	"@",  "\t",
					      "\r", "＝", "＋", "－", "＠" };

	for (size_t k = 0; k < sizeof(starts) / sizeof(*starts); k++)
		if (text_starts(s, starts[k]))
			return arena_printf(a, "'%s", s);
	return s;
}

static void write_csv_cell(struct text *out, const struct table *t, int cell,
			   bool spreadsheet)
{
	const struct table_column *c = column_of(t, cell);
	bool last = cell % t->n_columns == t->n_columns - 1;
	const char *s = t->cells[cell].text;
	struct text number = text_new(t->arena);

	if (c->kind == TABLE_TEXT) {
		s = s ? s : "";
		csv_write(out, spreadsheet ? table_defuse(t->arena, s) : s,
			  last);
		return;
	}
	if (isfinite(t->cells[cell].number))
		text_add_rounded(&number, t->cells[cell].number,
				 c->decimals + 2 * (c->kind == TABLE_SHARE));
	csv_write(out, number.data, last);
}

static void write_csv(struct text *out, const struct table *t, bool spreadsheet)
{
	int cells = table_rows(t) * t->n_columns;

	for (int k = 0; k < t->n_columns; k++)
		csv_write(out, t->columns[k].key, k == t->n_columns - 1);
	for (int k = 0; k < cells; k++)
		write_csv_cell(out, t, k, spreadsheet);
}

/* --- for a program --- */

static void put_row(struct json *to, const struct table *t, int row)
{
	for (int k = 0; k < t->n_columns; k++) {
		const union table_cell *c = &t->cells[row * t->n_columns + k];

		if (t->columns[k].kind == TABLE_TEXT)
			json_put_text(to, t->columns[k].key, c->text);
		else
			json_put_number(to, t->columns[k].key, c->number);
	}
}

static void write_json(struct text *out, const struct table *t)
{
	struct json *document = json_document(
		t->arena, arena_printf(t->arena, "wfm.%s/1", t->name));
	struct json *units = json_put_map(document, "units");
	struct json *rows = json_put_list(document, "rows");

	for (int k = 0; k < t->n_columns; k++)
		if (t->columns[k].unit)
			json_put_text(units, t->columns[k].key,
				      t->columns[k].unit);
	for (int r = 0; r < table_rows(t); r++)
		put_row(json_put_map(rows, NULL), t, r);
	if (t->total)
		put_row(json_put_map(document, "total"), t, table_rows(t));
	json_write(out, document);
}

void table_write(struct text *out, const struct table *t,
		 enum table_format format, struct table_style style)
{
	switch (format) {
	case TABLE_PLAIN: write_plain(out, t, style); break;
	case TABLE_CSV: write_csv(out, t, style.spreadsheet); break;
	case TABLE_JSON: write_json(out, t); break;
	}
}
