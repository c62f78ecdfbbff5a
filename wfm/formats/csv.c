#include "formats/csv.h"

#include <string.h>

#include "base/text.h"
#include "formats/csv_row.h"
#include "formats/i18n.h"
#include "formats/word.h"

struct place csv_place(const struct csv *csv, int column)
{
	if (csv->at_told && csv->rows > 0)
		return csv->at_told[(csv->rows - 1) * csv->columns +
				    (column < 0 ? 0 : column)];
	if (column < 0 || column >= csv->n)
		return (struct place){ csv->path, csv->row_line, 0 };
	return csv_row_place(csv, csv->row, csv->row_line, csv->from[column]);
}

struct place csv_header_place(const struct csv *csv, int column)
{
	if (column < 0 || column >= csv->columns)
		return (struct place){ csv->path, csv->header_line, 0 };
	return csv_row_place(csv, csv->header_begin, csv->header_line,
			     csv->header_from[column]);
}

/* --- opening --- */

static bool is_blank(const char *s)
{
	return s[strspn(s, " \t")] == '\0';
}

static bool is_empty_row(const struct csv *csv)
{
	for (int k = 0; k < csv->n; k++)
		if (!is_blank(csv->fields[k]))
			return false;
	return true;
}

static const char DELIMITERS[] = ",;\t|";

/* How often c stands in the first line, outside quotes. */
static int count_in_header(const struct csv *csv, char c)
{
	bool quoted = false;
	int n = 0;

	for (const char *s = csv->at; s != csv->end; s++) {
		if (*s == '"')
			quoted = !quoted;
		else if (!quoted && (*s == '\n' || *s == '\r'))
			break;
		else if (!quoted && *s == c)
			n++;
	}
	return n;
}

/* The one that the header has most of; none: a file of one column. */
static enum rc find_delimiter(struct csv *csv, struct err *e)
{
	char best = ',';
	int most = 0, times = 0;

	for (const char *d = DELIMITERS; *d; d++) {
		int n = count_in_header(csv, *d);
		times = n > most ? 1 : n == most ? times + 1 : times;
		if (n > most) {
			most = n;
			best = *d;
		}
	}
	csv_row_delimiter(csv, best);
	if (most == 0 || times == 1)
		return RC_OK;
	return fail_at(e, (struct place){ csv->path, csv->line, 1 }, RC_DATA,
		       _("the header does not tell what separates the "
			 "columns: comma, semicolon, tab or |"));
}

/* "sep=;", which some spreadsheets write as a first line. */
static bool take_separator_line(struct csv *csv)
{
	const char *s = csv->at;

	if (csv->end - s < 5 || memcmp(s, "sep=", 4) != 0 ||
	    !strchr(DELIMITERS, s[4]) || (s[5] != '\n' && s[5] != '\r'))
		return false;
	csv_row_delimiter(csv, s[4]);
	csv->at = csv_row_next(csv, s + 5);
	csv->line++;
	return true;
}

static enum rc check_encoding(struct csv *csv, struct err *e)
{
	const unsigned char *s = (const unsigned char *)csv->at;
	size_t len = (size_t)(csv->end - csv->at);
	const struct place at = { csv->path, 1, 0 };

	if (len >= 2 &&
	    ((s[0] == 0xFF && s[1] == 0xFE) || (s[0] == 0xFE && s[1] == 0xFF)))
		return fail_at(e, at, RC_DATA,
			       _("is UTF-16; save the file as UTF-8"));
	if (len >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
		csv->at += 3;
	return RC_OK;
}

static void skip_blank_lines(struct csv *csv)
{
	while (*csv->at == '\n' || *csv->at == '\r') {
		csv->at = csv_row_next(csv, csv->at);
		csv->line++;
	}
}

/* Spreadsheets write empty columns to the right of the last: not columns. */
static void keep_header(struct csv *csv)
{
	while (csv->n > 1 && is_blank(csv->fields[csv->n - 1]))
		csv->n--;
	csv->columns = csv->n;
	csv->header = arena_new(csv->arena, const char *, csv->n);
	for (int k = 0; k < csv->n; k++)
		csv->header[k] = text_trim(csv->arena, csv->fields[k]);
	csv->header_from = arena_copy(csv->arena, csv->from, (size_t)csv->n,
				      sizeof(*csv->from));
	csv->header_begin = csv->row;
	csv->header_line = csv->row_line;
}

static struct csv *csv_new(struct arena *a, const struct input *in)
{
	struct csv *csv = arena_new(a, struct csv, 1);

	csv->arena = a;
	csv->path = in->path;
	csv->at = in->data;
	csv->end = in->data + in->len;
	csv->line = 1;
	csv->fields = arena_new(a, const char *, COLUMNS_MAX);
	csv->from = arena_new(a, const char *, COLUMNS_MAX);
	return csv;
}

enum rc csv_open(struct arena *a, const struct input *in, struct csv **out,
		 struct err *e)
{
	struct csv *csv = *out = csv_new(a, in);

	TRY(check_encoding(csv, e));
	skip_blank_lines(csv);
	if (!take_separator_line(csv))
		TRY(find_delimiter(csv, e));
	if (csv->at == csv->end)
		return fail_at(e, (struct place){ csv->path, 1, 0 }, RC_DATA,
			       _("is empty; a first line with the names of the "
				 "columns is expected"));
	if (!csv_row_read(csv, e))
		return RC_DATA;
	keep_header(csv);
	return RC_OK;
}

enum rc csv_open_rows(struct arena *a, const struct input *in, char delimiter,
		      struct csv **out, struct err *e)
{
	struct csv *csv = *out = csv_new(a, in);

	csv->rows_only = true;
	csv_row_delimiter(csv, delimiter);
	return check_encoding(csv, e);
}

int csv_fields(const struct csv *csv)
{
	return csv->n;
}

char csv_delimiter(const struct csv *csv)
{
	return csv->delimiter;
}

/* --- columns --- */

int csv_columns(const struct csv *csv)
{
	return csv->columns;
}

const char *csv_header(const struct csv *csv, int column)
{
	return csv->header[column];
}

int csv_column(const struct csv *csv, const char *name)
{
	for (int k = 0; k < csv->columns; k++)
		if (word_equal(csv->header[k], name))
			return k;
	return -1;
}

static bool is_known(const char *name, const char *const names[], int n)
{
	for (int i = 0; i < n; i++)
		if (word_equal(name, names[i]))
			return true;
	return false;
}

static enum rc check_column(const struct csv *csv, int column,
			    const char *const names[], int n, struct err *e)
{
	struct place at = csv_header_place(csv, column);
	const char *name = csv->header[column];
	const char *quoted = text_quote(csv->arena, name);
	int first = csv_column(csv, name);

	if (name[0] == '\0')
		return fail_at(e, at, RC_DATA, _("a column has no name"));
	if (first != column)
		return fail_at(e, at, RC_DATA,
			       _("column \"%s\" is there twice, as number %d "
				 "and %d"),
			       quoted, first + 1, column + 1);
	if (is_known(name, names, n))
		return RC_OK;
	const char *near = text_nearest(name, names, n);
	if (near)
		return fail_at(e, at, RC_DATA,
			       _("unknown column \"%s\"; did you mean "
				 "\"%s\"?"),
			       quoted, near);
	struct text all = text_new(csv->arena);
	for (int i = 0; i < n; i++)
		text_addf(&all, "%s%s", i > 0 ? ", " : "", names[i]);
	return fail_at(e, at, RC_DATA,
		       _("unknown column \"%s\"; known ones are %s"), quoted,
		       all.data);
}

static enum rc missing_column(const struct csv *csv, const char *name,
			      struct err *e)
{
	struct text found = text_new(csv->arena);

	for (int k = 0; k < csv->columns; k++)
		text_addf(&found, "%s%s", k > 0 ? ", " : "",
			  text_quote(csv->arena, csv->header[k]));
	return fail_at(e, csv_header_place(csv, -1), RC_DATA,
		       _("column \"%s\" is missing; found: %s (separated by "
			 "\"%s\")"),
		       name, found.data,
		       csv->delimiter == '\t' ? "tab"
					      : (char[]){ csv->delimiter, 0 });
}

enum rc csv_schema(const struct csv *csv, const char *const names[], int n,
		   int required, int index[], struct err *e)
{
	enum rc rc = RC_OK;

	for (int k = 0; k < csv->columns; k++)
		if (check_column(csv, k, names, n, e) != RC_OK)
			rc = RC_DATA;
	for (int i = 0; i < n; i++) {
		index[i] = csv_column(csv, names[i]);
		if (index[i] < 0 && i < required)
			rc = missing_column(csv, names[i], e);
	}
	return rc;
}

/* --- rows --- */

/* Extra fields are bad unless empty, as spreadsheets write them. */
static bool check_width(struct csv *csv, struct err *e)
{
	int n = csv->n;

	if (csv->rows_only)
		return true;
	while (n > csv->columns && is_blank(csv->fields[n - 1]))
		n--;
	if (n == csv->columns) {
		csv->n = n;
		return true;
	}
	fail_at(e, (struct place){ csv->path, csv->row_line, 1 }, RC_DATA,
		ngettext("%d field expected, %d found",
			 "%d fields expected, %d found",
			 (unsigned long)csv->columns),
		csv->columns, n);
	return false;
}

/* Fields that outlive the next row: a buffer of their own. */
static void keep_fields(struct csv *csv)
{
	const char *last = csv->fields[csv->n - 1];
	size_t len = (size_t)(last - csv->buffer) + strlen(last) + 1;
	char *kept = arena_copy(csv->arena, csv->buffer, len, 1);

	for (int k = 0; k < csv->n; k++)
		csv->fields[k] = kept + (csv->fields[k] - csv->buffer);
}

bool csv_next(struct csv *csv, struct err *e)
{
	while (csv->at != csv->end) {
		if (!csv_row_read(csv, e) || is_empty_row(csv) ||
		    !check_width(csv, e))
			continue;
		if (!csv->reuse)
			keep_fields(csv);
		csv->rows++;
		return true;
	}
	csv->n = 0;
	return false;
}

void csv_reuse(struct csv *csv)
{
	csv->reuse = true;
}

int csv_line(const struct csv *csv)
{
	return csv->row_line;
}

const char *csv_field(const struct csv *csv, int column)
{
	return column >= 0 && column < csv->n ? csv->fields[column] : "";
}

void csv_places(struct csv *csv, const struct place *at)
{
	csv->at_told = at;
}

const char *csv_raw(const struct csv *csv, size_t *len)
{
	*len = (size_t)(csv->row_end - csv->row);
	return csv->row;
}
