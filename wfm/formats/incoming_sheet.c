#include "formats/incoming_sheet.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/sheet.h"

enum { HEAD_ROWS = 50 }; /* the header is one of the first that hold text */

/* A sheet while it is read. */
struct reading {
	struct arena *a;
	const struct incoming_form *form;
	struct sheets sheets;
	struct sheet_table table;
	const char *file; /* "hr.xlsx:Staff" */
	struct incoming_head *heads;
	int n_heads;
	int *columns; /* [n_heads] of the sheet */
	int *of;      /* [list->n] head, or -1 */
	int next;     /* cell behind the rows read so far */
	struct err *e;
};

const char *incoming_trimmed(struct arena *a, const char *s)
{
	static const char hard[] = "\xc2\xa0";
	size_t len;

	for (;; s += *s == hard[0] ? 2 : 1)
		if (!*s || (!strchr(" \t\r\n", *s) && strncmp(s, hard, 2)))
			break;
	for (len = strlen(s); len;)
		if (strchr(" \t\r\n", s[len - 1]))
			len--;
		else if (len > 1 && !memcmp(s + len - 2, hard, 2))
			len -= 2;
		else
			break;
	return arena_strndup(a, s, len);
}

static struct place place_of(const struct reading *r,
			     const struct sheet_cell *c)
{
	return (struct place){ r->file, c->row + 1, -c->column - 1 };
}

/* --- values --- */

/* As a spreadsheet shows it: it keeps 15 digits of a number. */
static const char *number(struct arena *a, double x)
{
	if (x == floor(x) && fabs(x) < 1e15)
		return arena_printf(a, "%.0f", x);
	return arena_printf(a, "%.15g", x);
}

/* Is the number a day?  One that does not look so must be one of our times. */
static bool is_day(const struct sheet_cell *c, double x)
{
	enum { YEAR_1980 = 29221, YEAR_2100 = 73051 };

	return c->look == SHEET_DAY ||
	       (c->look == SHEET_NUMBER && x >= YEAR_1980 && x < YEAR_2100);
}

/* A day, with its time to the minute when it has one; NULL when it is none. */
static const char *day_text(const struct reading *r, const struct sheet_cell *c,
			    double x)
{
	struct sheet_cell days = *c;
	double whole = floor(x);
	int day, minutes = (int)((x - whole) * 1440 + 0.5);
	char date[11];

	if (!is_day(c, x) || fabs(x) > 1e7)
		return NULL;
	days.text = number(r->a, whole);
	if (!sheet_day(&r->sheets, &days, &day))
		return NULL;
	date_format(day + minutes / 1440, date);
	minutes %= 1440;
	return minutes ? arena_printf(r->a, "%sT%02d:%02d", date, minutes / 60,
				      minutes % 60)
		       : arena_strdup(r->a, date);
}

static const char *number_text(const struct reading *r,
			       const struct sheet_cell *c,
			       enum incoming_kind kind, double x)
{
	const char *day = NULL;

	if (kind == INCOMING_HOURS &&
	    (c->look == SHEET_SPAN || c->look == SHEET_TIME))
		return number(r->a, round(x * 24 * 3600) / 3600);
	if (kind == INCOMING_DAY || kind == INCOMING_INSTANT ||
	    c->look == SHEET_DAY)
		day = day_text(r, c, x);
	return day ? day : number(r->a, x);
}

/* Some writers put days as text: 2026-11-23T00:00:00. */
static const char *without_midnight(struct arena *a, const char *s)
{
	return strlen(s) >= 19 && !strncmp(s + 10, "T00:00:00", 9)
		       ? arena_strndup(a, s, 10)
		       : s;
}

static const char *value_of(struct reading *r, const struct sheet_cell *c,
			    enum incoming_kind kind)
{
	double x;

	if (c->is_error)
		(void)fail_at(r->e, place_of(r, c), RC_DATA,
			      _("the cell is an error: %s"),
			      text_quote(r->a, c->text));
	else if (!*c->text)
		(void)fail_at(r->e, place_of(r, c), RC_DATA,
			      _("a formula without its result; open the "
				"workbook and save it"));
	else if (c->is_number && text_double(c->text, &x))
		return number_text(r, c, kind, x);
	else if (kind == INCOMING_DAY || kind == INCOMING_INSTANT)
		return without_midnight(r->a, incoming_trimmed(r->a, c->text));
	return incoming_trimmed(r->a, c->text);
}

/* --- rows --- */

/* The cells of the next row that holds any: [from, r->next). */
static bool next_row(struct reading *r, int *from)
{
	*from = r->next;
	while (r->next < r->table.n &&
	       r->table.cells[r->next].row == r->table.cells[*from].row)
		r->next++;
	return r->next > *from;
}

static void take_heads(struct reading *r, int from)
{
	r->n_heads = r->next - from;
	r->heads = arena_new(r->a, struct incoming_head, r->n_heads);
	r->columns = arena_new(r->a, int, r->n_heads);
	for (int i = 0; i < r->n_heads; i++) {
		const struct sheet_cell *c = &r->table.cells[from + i];

		r->heads[i] =
			(struct incoming_head){ incoming_trimmed(r->a, c->text),
						place_of(r, c) };
		r->columns[i] = c->column;
	}
	incoming_match(r->a, r->form, r->heads, r->n_heads, r->of);
}

/* The first row that has all that must be, else the first one, whose lacks
 * are said. */
static enum rc find_header(struct reading *r)
{
	int from;

	r->of = arena_new(r->a, int, r->form->list->n);
	for (int k = 0; k < HEAD_ROWS && next_row(r, &from); k++) {
		take_heads(r, from);
		if (incoming_is_header(r->form, r->of))
			return incoming_check(r->form, r->heads, r->n_heads,
					      r->of, r->e);
	}
	r->next = 0;
	if (!next_row(r, &from))
		return fail_at(r->e, (struct place){ .file = r->file }, RC_DATA,
			       _("the sheet is empty"));
	take_heads(r, from);
	return incoming_check(r->form, r->heads, r->n_heads, r->of, r->e);
}

static void take_row(struct reading *r, int from, struct incoming *to)
{
	int columns = r->form->list->n, row = r->table.cells[from].row;
	const char **fields = arena_new(r->a, const char *, columns);
	struct place *at = arena_new(r->a, struct place, columns);
	bool any = false;

	for (int k = 0; k < columns; k++) {
		int column = r->of[k] >= 0 ? r->columns[r->of[k]] : 0;

		fields[k] = "";
		at[k] = (struct place){ r->file, row + 1, -column - 1 };
		for (int i = from; i < r->next && r->of[k] >= 0; i++)
			if (r->table.cells[i].column == column)
				fields[k] = value_of(r, &r->table.cells[i],
						     r->form->columns[k].kind);
		any |= *fields[k];
	}
	if (any)
		incoming_add(r->a, to, (struct incoming_row){ fields, at });
}

static enum rc check_order(const struct reading *r)
{
	for (int i = 1; i < r->table.n; i++) {
		const struct sheet_cell *c = &r->table.cells[i];

		if (c->row < c[-1].row ||
		    (c->row == c[-1].row && c->column <= c[-1].column))
			return fail_at(r->e, place_of(r, c), RC_DATA,
				       _("the cells are not in order; open "
					 "the workbook and save it"));
	}
	return RC_OK;
}

/* --- the sheet --- */

static enum rc no_sheet(const struct reading *r, const char *path,
			const char *name)
{
	struct text t = text_new(r->a);

	for (int k = 0; k < r->sheets.n; k++)
		text_addf(&t, "%s%s", k ? ", " : "",
			  text_quote(r->a, r->sheets.list[k].name));
	return fail_at(r->e, (struct place){ .file = path }, RC_DATA,
		       _("no sheet \"%s\"; there are %s"),
		       text_quote(r->a, name), t.data);
}

static enum rc choose(const struct reading *r, const char *path,
		      const char *name, int *k)
{
	*k = 0;
	for (int i = 0; i < r->sheets.n; i++) {
		const char *is = r->sheets.list[i].name;

		if (name ? text_equal(text_fold(r->a, is),
				      text_fold(r->a, name))
			 : incoming_is_name(r->form->sheets, r->a, is)) {
			*k = i;
			return RC_OK;
		}
	}
	return name ? no_sheet(r, path, name) : RC_OK;
}

enum rc incoming_sheet_read(struct arena *a, const char *path,
			    const char *sheet, const struct incoming_form *form,
			    struct incoming *to, struct err *e)
{
	struct reading r = { .a = a, .form = form, .e = e };
	bool *has = arena_new(a, bool, form->list->n);
	int k, from, before = e->errors;

	TRY(sheet_list(a, path, SHEET_READ_MIB, &r.sheets, e));
	TRY(choose(&r, path, sheet, &k));
	r.file = arena_printf(a, "%s:%s", path, r.sheets.list[k].name);
	TRY(sheet_cells(a, path, &r.sheets, k, &r.table, e));
	TRY(check_order(&r));
	TRY(find_header(&r));
	for (int i = 0; i < form->list->n; i++)
		has[i] = r.of[i] >= 0;
	to->has = has;
	while (next_row(&r, &from))
		take_row(&r, from, to);
	return e->errors > before ? RC_DATA : RC_OK;
}
