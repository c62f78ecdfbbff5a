#include "commands/sideways.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/say.h"

static const union table_cell *cell(const struct table *t, int row, int column)
{
	return &t->cells[row * t->n_columns + column];
}

static const char *shown(const struct table *t, int row, int column)
{
	const struct table_column *c = &t->columns[column];
	const union table_cell *x = cell(t, row, column);

	switch (c->kind) {
	case TABLE_TEXT: return say_text(t->arena, x->text);
	case TABLE_NUMBER: return say_number(t->arena, x->number, c->decimals);
	case TABLE_SHARE: return say_share(t->arena, x->number, c->decimals);
	}
	return "";
}

static const char *difference_of(const struct table *t, int column)
{
	const struct table_column *c = &t->columns[column];
	int last = table_rows(t) - 1;

	if (c->kind == TABLE_TEXT)
		return "";
	double by = cell(t, last, column)->number - cell(t, 0, column)->number;
	if (c->kind == TABLE_SHARE)
		return isfinite(by)
			       ? arena_printf(t->arena, _("%s pt"),
					      say_signed(t->arena, 100 * by,
							 c->decimals))
			       : "-";
	return say_signed(t->arena, by, c->decimals);
}

static bool is_known(const struct table *t, int column)
{
	for (int r = 0; r < table_rows(t); r++)
		if (t->columns[column].kind == TABLE_TEXT
			    ? cell(t, r, column)->text != NULL
			    : !isnan(cell(t, r, column)->number))
			return true;
	return false;
}

static const char *heading(const struct table *t, int column)
{
	const struct table_column *c = &t->columns[column];
	const char *h = c->heading ? _(c->heading) : c->key;

	return c->unit ? arena_printf(t->arena, "%s (%s)", h, c->unit) : h;
}

/* Texts as they will stand: [line][column], headings first. */
struct sheet {
	struct arena *arena;
	const char **text;
	int lines, columns;
	int *width; /* [columns] */
};

static void put(struct sheet *s, int line, int column, const char *text)
{
	int width = text_width(text);

	s->text[line * s->columns + column] = text;
	if (width > s->width[column])
		s->width[column] = width;
}

static struct sheet lay_out(const struct table *t, bool difference)
{
	int rows = table_rows(t);
	struct sheet s = { .arena = t->arena,
			   .lines = 1,
			   .columns = 1 + rows + difference };

	s.text = arena_new(t->arena, const char *, s.columns * t->n_columns);
	s.width = arena_new(t->arena, int, s.columns);
	put(&s, 0, 0, "");
	for (int r = 0; r < rows; r++)
		put(&s, 0, 1 + r, cell(t, r, 0)->text);
	if (difference)
		put(&s, 0, 1 + rows, _("difference"));
	for (int k = 1; k < t->n_columns; k++) {
		if (!is_known(t, k))
			continue;
		put(&s, s.lines, 0, heading(t, k));
		for (int r = 0; r < rows; r++)
			put(&s, s.lines, 1 + r, shown(t, r, k));
		if (difference)
			put(&s, s.lines, 1 + rows, difference_of(t, k));
		s.lines++;
	}
	return s;
}

static void blanks(FILE *out, int n)
{
	for (int k = 0; k < n; k++)
		fputc(' ', out);
}

static void write_line(FILE *out, const struct sheet *s, int line)
{
	for (int c = 0; c < s->columns; c++) {
		const char *text = s->text[line * s->columns + c];
		int room = s->width[c] - text_width(text);

		if (c > 0)
			blanks(out, s->columns > 2 ? 2 + room : 2);
		fputs(text, out);
		if (c == 0)
			blanks(out, room);
	}
	fputc('\n', out);
}

void print_sideways(struct session *s, const struct options *o,
		    const struct table *t, bool difference)
{
	if (!print_for_people(o)) {
		print_table(s, o, t);
		return;
	}
	struct sheet sheet = lay_out(t, difference);
	bool headed = difference || table_rows(t) > 1;
	for (int k = headed ? 0 : 1; k < sheet.lines; k++)
		write_line(s->out, &sheet, k);
}
