#include "formats/records.h"

#include <string.h>

#include "formats/i18n.h"

static const char *trimmed(struct arena *a, const char *s)
{
	size_t len;

	s += strspn(s, " \t");
	len = strlen(s);
	while (len > 0 && (s[len - 1] == ' ' || s[len - 1] == '\t'))
		len--;
	return s[len] == '\0' ? s : arena_strndup(a, s, len);
}

static void read_field(struct record *r, const struct field *f, int column,
		       void *values)
{
	const char *text = trimmed(r->arena, csv_field(r->csv, column));

	if (text[0] == '\0' && !f->required)
		return;
	if (text[0] == '\0') {
		r->bad = true;
		fail_at(r->err, csv_place(r->csv, column), RC_DATA,
			_("%s is empty; expected %s"), f->name,
			field_expected(r->err->arena, f));
		return;
	}
	if (!field_parse(f, text, values)) {
		r->bad = true;
		field_fails(r->err, csv_place(r->csv, column), f, text);
	}
}

static void read_row(struct record *r, void *values)
{
	const struct records *records = r->records;

	r->place = csv_place(r->csv, 0);
	r->bad = false;
	if (records->defaults)
		memcpy(values, records->defaults, records->size);
	else
		memset(values, 0, records->size);
	for (int i = 0; i < records->n; i++)
		if (r->index[i] >= 0)
			read_field(r, &records->fields[i], r->index[i], values);
}

enum rc records_read(struct arena *a, const struct input *in,
		     const struct records *records,
		     void (*row)(void *ctx, struct record *record,
				 void *values),
		     void *ctx, struct err *e)
{
	const char **names = arena_new(a, const char *, records->n);
	int *index = arena_new(a, int, records->n);
	void *values = arena_alloc(a, 1, records->size);
	int errors = e->errors;
	struct csv *csv;

	for (int i = 0; i < records->n; i++)
		names[i] = records->fields[i].name;
	TRY(csv_open(a, in, &csv, e));
	if (csv_schema(csv, names, records->n, records->columns, index, e) !=
	    RC_OK)
		for (int i = 0; i < records->columns; i++)
			if (index[i] < 0)
				return RC_DATA;
	struct record r = {
		.arena = a,
		.err = e,
		.records = records,
		.csv = csv,
		.index = index,
	};
	while (csv_next(csv, e)) {
		read_row(&r, values);
		row(ctx, &r, values);
	}
	return e->errors > errors ? RC_DATA : RC_OK;
}

struct place record_place(const struct record *r, const char *field)
{
	for (int i = 0; i < r->records->n; i++)
		if (strcmp(r->records->fields[i].name, field) == 0)
			return r->index[i] < 0 ? r->place
					       : csv_place(r->csv, r->index[i]);
	return r->place;
}

void record_fails(struct record *r, const char *field, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	fail_at(r->err, record_place(r, field), RC_DATA, "%s",
		arena_vprintf(r->err->arena, format, ap));
	va_end(ap);
	r->bad = true;
}
