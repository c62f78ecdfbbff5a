#include "formats/xlsx_inside.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <xlsxwriter.h>

#include "base/text.h"
#include "formats/sheet.h"

/* --- failing once --- */

void book_check(struct book *b, int answer)
{
	if (b->failed == LXW_NO_ERROR)
		b->failed = answer;
}

bool book_failed(const struct book *b)
{
	return b->failed != LXW_NO_ERROR || b->because;
}

void book_refuse(struct book *b, const char *because)
{
	if (!book_failed(b))
		b->because = because;
}

/* --- text --- */

/* At most n characters. */
const char *book_clip(struct arena *a, const char *s, int n)
{
	const char *end = s;

	while (*end && (n > 0 || (*end & 0xc0) == 0x80)) {
		n -= (*end & 0xc0) != 0x80;
		end++;
	}
	if (n < 0) { /* stands on the first byte of one too many */
		end--;
		while ((*end & 0xc0) == 0x80)
			end--;
	}
	return *end ? arena_strndup(a, s, (size_t)(end - s)) : s;
}

/*
 * What may go into a file: well-formed, not longer than a cell holds (32,767
 * UTF-16 units, two for each character at worst).
 */
const char *book_fit(struct book *b, const char *s)
{
	enum { LONGEST = 16000 };

	if (!text_is_utf8(s, strlen(s))) {
		book_refuse(b, arena_printf(b->arena, "text is not UTF-8: %s",
					    text_quote(b->arena, s)));
		return "";
	}
	return book_clip(b->arena, s, LONGEST);
}

/* --- the book --- */

static char *folder_of(struct arena *a, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return arena_strdup(a, ".");
	return arena_strndup(a, path,
			     slash > path ? (size_t)(slash - path) : 1);
}

struct book *book_open(struct arena *a, const char *path, const char *title,
		       int64_t created)
{
	struct book *b = arena_new(a, struct book, 1);
	lxw_workbook_options options = { .tmpdir = folder_of(a, path) };
	lxw_doc_properties about = { .created = created };

	b->arena = a;
	b->path = path;
	b->formula = text_new(a);
	b->plain = newlocale(LC_NUMERIC_MASK, "C", duplocale(LC_GLOBAL_LOCALE));
	b->before = b->plain ? uselocale(b->plain) : (locale_t)0;
	b->to = workbook_new_opt(path, &options);
	if (!b->to) {
		book_check(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
		return b;
	}
	about.title = arena_strdup(a, book_clip(a, book_fit(b, title), 255));
	book_check(b, workbook_set_properties(b->to, &about));
	return b;
}

static bool is_taken(const struct book *b, const char *name)
{
	const char *folded = text_fold(b->arena, name);

	if (strcmp(folded, "history") == 0) /* Excel keeps this one */
		return true;
	for (int k = 0; k < b->n_sheets; k++)
		if (strcmp(folded, text_fold(b->arena, b->sheets[k]->name)) ==
		    0)
			return true;
	return false;
}

/* 31 characters, none of []:*?/\, no quote at either end, nobody else's. */
static const char *sheet_name(struct book *b, const char *wanted)
{
	enum { LONGEST = 31, ROOM = 6 };
	char *name =
		arena_strdup(b->arena, book_clip(b->arena, wanted, LONGEST));
	const char *stem = name;

	for (char *c = name; *c; c++)
		if (strchr("[]:*?/\\'", *c))
			*c = '-';
	if (!*name)
		stem = name = arena_strdup(b->arena, "-");
	for (int k = 2; is_taken(b, name); k++)
		name = arena_printf(b->arena, "%s (%d)",
				    book_clip(b->arena, stem, LONGEST - ROOM),
				    k);
	return name;
}

static void print_well(lxw_worksheet *to)
{
	worksheet_set_landscape(to);
	worksheet_set_paper(to, 9); /* A4 */
	worksheet_fit_to_pages(to, 1, 0);
	worksheet_set_margins(to, 0.4, 0.4, 0.5, 0.6);
	worksheet_set_footer(to, "&L&A&R&P / &N");
	worksheet_gridlines(to, LXW_HIDE_ALL_GRIDLINES);
}

struct book_sheet *book_sheet(struct book *b, const char *name)
{
	struct book_sheet *s = arena_new(b->arena, struct book_sheet, 1);

	s->book = b;
	s->name = sheet_name(b, book_fit(b, name));
	s->quoted = arena_printf(b->arena, "'%s'", s->name);
	b->sheets = arena_grow(b->arena, b->sheets, b->n_sheets, &b->room,
			       sizeof(struct book_sheet *));
	b->sheets[b->n_sheets++] = s;
	if (book_failed(b))
		return s;
	s->to = workbook_add_worksheet(b->to, s->name);
	if (s->to)
		print_well(s->to);
	else
		book_refuse(b,
			    arena_printf(b->arena, "no sheet %s", s->quoted));
	return s;
}

const char *book_quoted(const struct book_sheet *s)
{
	return s->quoted;
}

void book_hide(struct book_sheet *s)
{
	if (!book_failed(s->book))
		worksheet_hide(s->to);
}

/* --- closing --- */

static enum rc compare(struct book *b, const struct sheets *found,
		       struct err *e)
{
	if (found->n != b->n_sheets)
		return fail(e, RC_IO,
			    "%s: read back, it has %d sheets instead of %d",
			    text_quote(b->arena, b->path), found->n,
			    b->n_sheets);
	for (int k = 0; k < b->n_sheets; k++) {
		const struct book_sheet *s = b->sheets[k];
		const struct sheet *f = &found->list[k];
		long rows = 0;

		for (int r = 0; r < s->n_rows; r++)
			rows += s->rows[r];
		if (strcmp(s->name, f->name) != 0 || f->cells != s->cells ||
		    f->rows != rows)
			return fail(e, RC_IO,
				    "%s: read back, sheet %s has %ld rows and "
				    "%ld cells instead of %ld and %ld",
				    text_quote(b->arena, b->path), s->quoted,
				    f->rows, f->cells, rows, s->cells);
	}
	return RC_OK;
}

static enum rc read_back(struct book *b, struct err *e)
{
	struct err inner = err_new(b->arena);
	struct sheets found;

	if (sheet_list(b->arena, b->path, SHEET_MAX_MIB, &found, &inner) !=
	    RC_OK)
		return fail(e, RC_IO, "%s: written, but %s (is the disk full?)",
			    text_quote(b->arena, b->path), inner.list[0].text);
	return compare(b, &found, e);
}

/* The library prints what goes wrong as well as returning it; we say it once,
 * in our words. */
static lxw_error close_quietly(lxw_workbook *to)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
	int before = nowhere < 0 ? -1 : fcntl(2, F_DUPFD_CLOEXEC, 3);
	lxw_error answer;

	fflush(stderr);
	if (before >= 0)
		dup2(nowhere, 2);
	answer = workbook_close(to);
	fflush(stderr);
	if (before >= 0) {
		dup2(before, 2);
		close(before);
	}
	if (nowhere >= 0)
		close(nowhere);
	return answer;
}

static void leave_locale(struct book *b)
{
	if (!b->plain)
		return;
	uselocale(b->before);
	freelocale(b->plain);
}

enum rc book_close(struct book *b, struct err *e)
{
	lxw_error closed = b->to ? close_quietly(b->to) : LXW_NO_ERROR;
	enum rc rc = RC_OK;

	leave_locale(b);
	if (b->because)
		rc = fail(e, RC_INTERNAL, "%s: %s",
			  text_quote(b->arena, b->path), b->because);
	else if (b->failed != LXW_NO_ERROR)
		rc = fail(e, RC_INTERNAL, "%s: %s",
			  text_quote(b->arena, b->path),
			  lxw_strerror((lxw_error)b->failed));
	else if (closed != LXW_NO_ERROR)
		rc = fail(e, RC_IO, "%s: cannot be written: %s",
			  text_quote(b->arena, b->path), lxw_strerror(closed));
	return rc == RC_OK ? read_back(b, e) : rc;
}

/* --- sheets --- */

void book_width(struct book_sheet *s, int first, int last, double characters)
{
	if (!book_failed(s->book) && last >= first)
		book_check(s->book, worksheet_set_column(
					    s->to, (lxw_col_t)first,
					    (lxw_col_t)last, characters, NULL));
}

void book_freeze(struct book_sheet *s, int row, int column)
{
	if (book_failed(s->book))
		return;
	worksheet_freeze_panes(s->to, (lxw_row_t)row, (lxw_col_t)column);
	if (row > 0)
		book_check(s->book, worksheet_repeat_rows(
					    s->to, 0, (lxw_row_t)(row - 1)));
	if (column > 0)
		book_check(s->book, worksheet_repeat_columns(
					    s->to, 0, (lxw_col_t)(column - 1)));
}

void book_print_wide(struct book_sheet *s, int pages)
{
	if (!book_failed(s->book))
		worksheet_fit_to_pages(s->to, (uint16_t)pages, 0);
}

void book_print_part(struct book_sheet *s, struct book_range r)
{
	if (!book_failed(s->book))
		book_check(s->book,
			   worksheet_print_area(s->to, (lxw_row_t)r.row,
						(lxw_col_t)r.column,
						(lxw_row_t)r.last_row,
						(lxw_col_t)r.last_column));
}

void book_print_breaks(struct book_sheet *s, const int rows[], int n)
{
	lxw_row_t *list = arena_new(s->book->arena, lxw_row_t, n + 1);

	for (int i = 0; i < n; i++) /* the list ends with 0 */
		list[i] = (lxw_row_t)rows[i];
	if (n && !book_failed(s->book))
		book_check(s->book, worksheet_set_h_pagebreaks(s->to, list));
}

void book_filter(struct book_sheet *s, struct book_range r)
{
	if (!book_failed(s->book))
		book_check(s->book,
			   worksheet_autofilter(s->to, (lxw_row_t)r.row,
						(lxw_col_t)r.column,
						(lxw_row_t)r.last_row,
						(lxw_col_t)r.last_column));
}

void book_zoom(struct book_sheet *s, int per_cent)
{
	if (!book_failed(s->book))
		worksheet_set_zoom(s->to, (uint16_t)per_cent);
}

void book_define(struct book *b, const char *name, const struct book_sheet *s,
		 struct book_range r)
{
	if (!book_failed(b))
		book_check(b, workbook_define_name(
				      b->to, name,
				      arena_printf(b->arena, "=%s",
						   book_area_of(s, r))));
}
