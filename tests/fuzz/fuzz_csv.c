/*
 * Any bytes as a csv: every row is read or refused with its place, and what
 * was read is the same when it is written and read again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "formats/csv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void claim(bool good)
{
	if (!good)
		abort();
}

static void check_places(const struct err *e)
{
	for (int i = 0; i < e->n; i++)
		claim(e->list[i].place.line >= 1 && e->list[i].text[0]);
}

/* The rows as a csv of ours; *n counts their fields. */
static struct text copied(struct arena *a, struct csv *csv, struct err *e,
			  int *n)
{
	struct text out = text_new(a);
	int columns = csv_columns(csv);

	for (int k = 0; k < columns; k++)
		csv_write(&out, arena_printf(a, "c%d", k), k == columns - 1);
	while (csv_next(csv, e)) {
		claim(csv_line(csv) >= 1);
		for (int k = 0; k < columns; k++, ++*n) {
			const char *field = csv_field(csv, k);
			claim(text_is_utf8(field, strlen(field)));
			claim(csv_place(csv, k).line >= csv_line(csv));
			csv_write(&out, field, k == columns - 1);
		}
	}
	return out;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct err e = err_new(a), none = err_new(a);
	struct input in = { "fuzz.csv", NULL, size };
	struct csv *csv, *again;
	int n = 0, m = 0;

	char *text = arena_new(a, char, size + 1);
	if (size > 0)
		memcpy(text, data, size);
	in.data = text;
	if (csv_open(a, &in, &csv, &e) == RC_OK) {
		if (size % 2 == 0)
			csv_reuse(csv);
		struct text first = copied(a, csv, &e, &n);
		struct input back = { "back.csv", first.data, first.len };
		claim(csv_open(a, &back, &again, &none) == RC_OK);
		struct text second = copied(a, again, &none, &m);
		claim(none.errors == 0 && n == m);
		claim(strcmp(first.data, second.data) == 0);
	} else {
		claim(e.errors > 0);
	}
	check_places(&e);
	arena_close(a);
	return 0;
}
