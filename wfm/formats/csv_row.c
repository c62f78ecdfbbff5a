#include "formats/csv_row.h"

#include <string.h>

#include "formats/i18n.h"

void csv_row_delimiter(struct csv *csv, char delimiter)
{
	memset(csv->kind, PLAIN, sizeof(csv->kind));
	csv->kind['\0'] = NUL;
	csv->kind['\n'] = csv->kind['\r'] = LINE_END;
	csv->kind[(unsigned char)delimiter] = DELIMITER;
	csv->delimiter = delimiter;
}

struct place csv_row_place(const struct csv *csv, const char *begin, int line,
			   const char *at)
{
	struct place p = { .file = csv->path, .line = line, .column = 1 };

	for (const char *s = begin; s < at; s++) {
		if (*s == '\n' || (*s == '\r' && s[1] != '\n')) {
			p.line++;
			p.column = 1;
		} else if (((unsigned char)*s & 0xC0) != 0x80) {
			p.column++;
		}
	}
	return p;
}

static bool row_fails(struct csv *csv, const char *at, struct err *e,
		      const char *text)
{
	fail_at(e, csv_row_place(csv, csv->row, csv->row_line, at), RC_DATA,
		"%s", text);
	return false;
}

/* As row_fails, where nothing after it can be trusted. */
static bool file_fails(struct csv *csv, const char *at, struct err *e,
		       const char *text)
{
	csv->at = csv->end;
	return row_fails(csv, at, e, text);
}

/* Copies a quoted field from after its quote; *s ends after the closing one. */
static bool quoted_field(struct csv *csv, const char **s, char **to,
			 struct err *e)
{
	const char *open = *s - 1, *p = *s;
	char *w = *to;

	for (;; p++) {
		if (p == csv->end)
			return file_fails(
				csv, open, e,
				_("a quote is opened and never closed"));
		if (p - open > FIELD_MAX_BYTES)
			return file_fails(csv, open, e,
					  _("a quoted field is longer than 64 "
					    "KiB; is its closing quote "
					    "missing?"));
		if (*p == '"' && *++p != '"')
			break;
		if (*p == '\0')
			return file_fails(csv, p, e,
					  _("a NUL byte: not a text file"));
		csv->seen |= (unsigned char)*p;
		*w++ = *p;
	}
	*s = p;
	*to = w;
	return true;
}

/* Copies up to the next delimiter, line end or NUL; too long ends earlier. */
static void plain_field(struct csv *csv, const char **s, char **to)
{
	const unsigned char *p = (const unsigned char *)*s;
	size_t left = (size_t)(csv->end - *s);
	const unsigned char *stop =
		p + (left < FIELD_MAX_BYTES ? left : FIELD_MAX_BYTES + 1);
	unsigned char *w = (unsigned char *)*to, seen = csv->seen;

	while (csv->kind[*p] == PLAIN && p != stop) {
		seen |= *p;
		*w++ = *p++;
	}
	csv->seen = seen;
	*s = (const char *)p;
	*to = (char *)w;
}

/* One field and the byte after it: delimiter, line end or the file's end. */
static bool next_field(struct csv *csv, const char **s, char **to,
		       struct err *e)
{
	const char *from = *s;
	char *w = *to;

	if (*from == '"') {
		++*s;
		csv->quoted = true;
		if (!quoted_field(csv, s, to, e))
			return false;
		if (csv->kind[(unsigned char)**s] == PLAIN)
			return row_fails(
				csv, *s, e,
				_("text after a closing quote; a quote inside "
				  "a quoted field is written twice"));
	} else {
		plain_field(csv, s, to);
	}
	if (**s == '\0' && *s != csv->end)
		return file_fails(csv, *s, e, _("a NUL byte: not a text file"));
	if (*s - from > FIELD_MAX_BYTES)
		return file_fails(csv, from, e,
				  _("a field is longer than 64 KiB"));
	if (csv->n < COLUMNS_MAX) {
		csv->fields[csv->n] = w;
		csv->from[csv->n] = from;
	}
	csv->n++;
	*(*to)++ = '\0';
	return true;
}

const char *csv_row_next(const struct csv *csv, const char *s)
{
	if (s == csv->end)
		return s;
	return s + (s[0] == '\r' && s[1] == '\n' ? 2 : 1);
}

/* After a malformed field: on to the next line. */
static void skip_line(struct csv *csv, const char *s)
{
	while (s != csv->end && csv->kind[(unsigned char)*s] != LINE_END)
		s++;
	csv->row_end = s;
	csv->at = csv_row_next(csv, s);
}

/*
 * The row's bytes need no more room than they have as written, and a 0 for
 * each delimiter or line end; the file's last row one more.
 */
static void make_room(struct csv *csv)
{
	size_t left = (size_t)(csv->end - csv->at);
	size_t need = left < ROW_MAX_BYTES ? left : ROW_MAX_BYTES;

	need += FIELD_MAX_BYTES + 4;
	if (csv->room >= need)
		return;
	csv->buffer = arena_new(csv->arena, char, need);
	csv->room = need;
}

/* Splits the row at csv->at; false when it is malformed, and skipped. */
static bool split_row(struct csv *csv, struct err *e)
{
	const char *s = csv->at;
	char *to = csv->buffer;

	csv->row = csv->row_end = s;
	csv->row_line = csv->line;
	csv->n = 0;
	csv->seen = 0;
	csv->quoted = false;
	for (;;) {
		if (!next_field(csv, &s, &to, e)) {
			if (csv->at != csv->end)
				skip_line(csv, s);
			return false;
		}
		if (s - csv->row > ROW_MAX_BYTES)
			return file_fails(csv, csv->row, e,
					  _("a row is longer than 1 MiB"));
		if (csv->kind[(unsigned char)*s] != DELIMITER)
			break;
		s++;
	}
	csv->row_end = s;
	csv->at = csv_row_next(csv, s);
	return true;
}

/* A row has several lines only when it has quotes. */
static void count_lines(struct csv *csv)
{
	if (csv->quoted)
		csv->line = csv_row_place(csv, csv->row, csv->row_line,
					  csv->row_end)
				    .line;
	csv->line++;
}

/* The first character of the row that is not UTF-8. */
static const char *bad_character(const struct csv *csv)
{
	const char *s = csv->row;

	while (s < csv->row_end) {
		unsigned char c = (unsigned char)*s;
		size_t len = c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
		if (len > (size_t)(csv->row_end - s) || !text_is_utf8(s, len))
			break;
		s += len;
	}
	return s;
}

static bool check_utf8(struct csv *csv, struct err *e)
{
	if (csv->seen < 0x80 ||
	    text_is_utf8(csv->row, (size_t)(csv->row_end - csv->row)))
		return true;
	return row_fails(csv, bad_character(csv), e,
			 _("not UTF-8; save the file with that encoding"));
}

bool csv_row_read(struct csv *csv, struct err *e)
{
	make_room(csv);
	bool good = split_row(csv, e);

	count_lines(csv);
	if (!good || !check_utf8(csv, e))
		return false;
	if (csv->n <= COLUMNS_MAX)
		return true;
	return row_fails(csv, csv->row, e, _("more than 4096 columns"));
}
