/* xlsx_book: cells, their names and styles. */
#include "formats/xlsx_inside.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include <xlsxwriter.h>

/* --- styles --- */

enum {
	LINE = 0xBFBFBF,
	HEAD_FILL = 0xE8EDF3,
	GREY = 0x595959,
	INPUT_FILL = 0xFFF8D6
};

static void look_like_heading(lxw_format *f)
{
	format_set_bold(f);
	format_set_bg_color(f, HEAD_FILL);
	format_set_bottom(f, LXW_BORDER_THIN);
	format_set_bottom_color(f, LINE);
	format_set_align(f, LXW_ALIGN_CENTER);
	format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
}

static const char *number_format(int style)
{
	switch (style) {
	case BOOK_COUNT: return "#,##0";
	case BOOK_ONE: return "#,##0.0";
	case BOOK_HOURS: return "#,##0.00";
	case BOOK_SIGNED: return "[>=0.05]+#,##0.0;[<=-0.05]-#,##0.0;0.0";
	case BOOK_SMALL: return "0";
	case BOOK_SMALL_SIGNED: return "[>=0.5]+0;[<=-0.5]-0;0";
	case BOOK_SHARE: return "0.0%";
	case BOOK_PERCENT: return "+0.0%;-0.0%;0.0%";
	case BOOK_MONEY:
	case BOOK_MONEY_LEFT: return "#,##0.00";
	case BOOK_DATE: return "ddd d mmm yyyy";
	case BOOK_WEEKDAY: return "ddd";
	case BOOK_DAY: return "d mmm";
	case BOOK_TIME: return "hh:mm";
	default: return NULL;
	}
}

static void set_text_style(lxw_format *f, int style)
{
	switch (style) {
	case BOOK_WRAP:
		format_set_text_wrap(f);
		format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
		break;
	case BOOK_CENTRE: format_set_align(f, LXW_ALIGN_CENTER); break;
	case BOOK_SMALL:
	case BOOK_SMALL_SIGNED:
	case BOOK_MARK:
		format_set_align(f, LXW_ALIGN_CENTER);
		format_set_font_size(f, 8);
		break;
	case BOOK_TITLE:
		format_set_bold(f);
		format_set_font_size(f, 15);
		break;
	case BOOK_SHRUNK:
		format_set_shrink(f);
		format_set_align(f, LXW_ALIGN_CENTER);
		/* fall through */
	case BOOK_NOTE:
		format_set_font_color(f, GREY);
		format_set_font_size(f, 9);
		break;
	case BOOK_HEAD:
	case BOOK_WEEKDAY:
	case BOOK_DAY:
		look_like_heading(f);
		format_set_text_wrap(f);
		break;
	case BOOK_TURNED:
		look_like_heading(f);
		format_set_rotation(f, 90);
		format_set_num_format(f, "hh:mm");
		format_set_font_size(f, 9);
		break;
	case BOOK_LINK:
		format_set_underline(f, LXW_UNDERLINE_SINGLE);
		format_set_font_color(f, 0x0B4F9E);
		break;
	case BOOK_TEXT:
		format_set_align(f, LXW_ALIGN_LEFT);
		format_set_indent(f, 1);
		break;
	case BOOK_DATE:
	case BOOK_MONEY_LEFT: format_set_align(f, LXW_ALIGN_LEFT); break;
	default: break;
	}
}

/* Cells of tables, which get a faint line to follow across. */
static bool is_body(int style)
{
	switch (style) {
	case BOOK_TITLE:
	case BOOK_NOTE:
	case BOOK_SHRUNK:
	case BOOK_HEAD:
	case BOOK_TURNED:
	case BOOK_WEEKDAY:
	case BOOK_DAY:
	case BOOK_SMALL:
	case BOOK_SMALL_SIGNED:
	case BOOK_MARK: return false;
	default: return true;
	}
}

lxw_format *book_format(struct book *b, int style)
{
	lxw_format *f = b->formats[style];
	int kind = style % BOOK_TOTAL;

	if (f)
		return f;
	f = b->formats[style] = workbook_add_format(b->to);
	if (!f) {
		book_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return NULL;
	}
	set_text_style(f, kind);
	if (is_body(kind)) {
		format_set_bottom(f, LXW_BORDER_HAIR);
		format_set_bottom_color(f, LINE);
	}
	if (number_format(kind))
		format_set_num_format(f, number_format(kind));
	if (style & BOOK_TOTAL) {
		format_set_bold(f);
		format_set_top(f, LXW_BORDER_THIN);
	}
	if (style & BOOK_INPUT) {
		format_set_bg_color(f, INPUT_FILL);
		format_set_border(f, LXW_BORDER_THIN);
		format_set_border_color(f, GREY);
	}
	return f;
}

/* --- names of cells --- */

static const char *letters(struct arena *a, int column)
{
	char s[4] = "";
	int at = 3;

	for (column++; column > 0 && at > 0; column = (column - 1) / 26)
		s[--at] = (char)('A' + (column - 1) % 26);
	return arena_strndup(a, s + at, (size_t)(3 - at));
}

const char *book_cell(struct arena *a, int row, int column)
{
	return arena_printf(a, "%s%d", letters(a, column), row + 1);
}

const char *book_fixed(struct arena *a, int row, int column)
{
	return arena_printf(a, "$%s$%d", letters(a, column), row + 1);
}

const char *book_area(struct arena *a, struct book_range r)
{
	return arena_printf(a, "%s:%s", book_cell(a, r.row, r.column),
			    book_cell(a, r.last_row, r.last_column));
}

const char *book_area_of(const struct book_sheet *s, struct book_range r)
{
	struct arena *a = s->book->arena;

	return arena_printf(a, "%s!%s:%s", s->quoted,
			    book_fixed(a, r.row, r.column),
			    book_fixed(a, r.last_row, r.last_column));
}

/* --- cells --- */

/* Ready for one more cell there? */
static bool begin(struct book_sheet *s, int row)
{
	if (book_failed(s->book))
		return false;
	assert(row >= 0);
	while (s->n_rows <= row) {
		s->rows = arena_grow(s->book->arena, s->rows, s->n_rows,
				     &s->room, 1);
		s->rows[s->n_rows++] = 0;
	}
	s->rows[row] = 1;
	s->cells++;
	return true;
}

void book_blank(struct book_sheet *s, int row, int column, int style)
{
	if (begin(s, row))
		book_check(s->book,
			   worksheet_write_blank(s->to, (lxw_row_t)row,
						 (lxw_col_t)column,
						 book_format(s->book, style)));
}

void book_text(struct book_sheet *s, int row, int column, int style,
	       const char *text)
{
	text = book_fit(s->book, text ? text : "");
	if (!*text)
		book_blank(s, row, column, style);
	else if (begin(s, row))
		book_check(s->book,
			   worksheet_write_string(s->to, (lxw_row_t)row,
						  (lxw_col_t)column, text,
						  book_format(s->book, style)));
}

void book_number(struct book_sheet *s, int row, int column, int style, double x)
{
	if (isnan(x)) {
		book_blank(s, row, column, style);
		return;
	}
	if (isinf(x))
		book_refuse(s->book, "a number is not finite");
	if (begin(s, row))
		book_check(s->book,
			   worksheet_write_number(s->to, (lxw_row_t)row,
						  (lxw_col_t)column, x,
						  book_format(s->book, style)));
}

void book_date(struct book_sheet *s, int row, int column, int style, int day)
{
	enum { EPOCH = 25569 }; /* 1970-01-01 */

	book_number(s, row, column, style, EPOCH + day);
}

/* The library copies it, so one place for all is enough. */
static const char *signed_formula(struct book *b, const char *formula)
{
	b->formula.len = 0;
	text_add_char(&b->formula, '=');
	text_add(&b->formula, formula);
	return b->formula.data;
}

void book_formula(struct book_sheet *s, int row, int column, int style,
		  const char *formula, double value)
{
	struct book *b = s->book;

	if (!isfinite(value))
		book_refuse(b, "a formula's value is not finite");
	if (begin(s, row))
		book_check(b, worksheet_write_formula_num(
				      s->to, (lxw_row_t)row, (lxw_col_t)column,
				      signed_formula(b, formula),
				      book_format(b, style), value));
}

void book_formula_text(struct book_sheet *s, int row, int column, int style,
		       const char *formula, const char *value)
{
	struct book *b = s->book;

	value = book_fit(b, value);
	if (begin(s, row))
		book_check(b, worksheet_write_formula_str(
				      s->to, (lxw_row_t)row, (lxw_col_t)column,
				      signed_formula(b, formula),
				      book_format(b, style), value));
}

void book_link(struct book_sheet *s, int row, int column,
	       const struct book_sheet *to, int to_row, int to_column,
	       const char *text)
{
	struct book *b = s->book;
	const char *where =
		arena_printf(b->arena, "internal:%s!%s", to->quoted,
			     book_cell(b->arena, to_row, to_column));

	text = book_fit(b, text);
	if (*text && begin(s, row))
		book_check(b, worksheet_write_url_opt(s->to, (lxw_row_t)row,
						      (lxw_col_t)column, where,
						      book_format(b, BOOK_LINK),
						      text, NULL));
}

void book_height(struct book_sheet *s, int row, double points)
{
	if (!begin(s, row))
		return;
	s->cells--;
	book_check(s->book,
		   worksheet_set_row(s->to, (lxw_row_t)row, points, NULL));
}
