/*
 * Any bytes as a workbook: refused with a reason, or cells in places that a
 * sheet has.  The first byte says what the others are: 0 the file itself, else
 * the XML of its sheet and, each after a NUL, of its shared strings and styles.
 * What is a workbook is read as HR's people and leave as well.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "formats/incoming.h"
#include "formats/sheet.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void claim(bool good)
{
	if (!good)
		abort();
}

static void put(zip_t *z, const char *name, const void *data, size_t size)
{
	zip_source_t *s = zip_source_buffer(z, data, size, 0);
	zip_int64_t part = zip_file_add(z, name, s, 0);

	claim(part >= 0);
	zip_set_file_compression(z, (zip_uint64_t)part, ZIP_CM_STORE, 0);
}

static void write_parts(const char *path, const uint8_t *data, size_t size)
{
	static const char workbook[] =
		"<workbook xmlns:r='r'><sheets><sheet name='Roster' "
		"r:id='a'/></sheets></workbook>";
	static const char relations[] =
		"<Relationships><Relationship Id='a' "
		"Target='worksheets/a.xml'/></Relationships>";
	static const char *const parts[] = { "xl/worksheets/a.xml",
					     "xl/sharedStrings.xml",
					     "xl/styles.xml" };
	zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	claim(z != NULL);
	put(z, "xl/workbook.xml", workbook, strlen(workbook));
	put(z, "xl/_rels/workbook.xml.rels", relations, strlen(relations));
	for (int k = 0; k < 3; k++) {
		const uint8_t *nul =
			size && k < 2 ? memchr(data, 0, size) : NULL;
		size_t n = nul ? (size_t)(nul - data) : size;

		put(z, parts[k], data, n);
		if (!nul)
			break;
		data = nul + 1;
		size -= n + 1;
	}
	claim(zip_close(z) == 0);
}

static void write_file(const char *path, const uint8_t *data, size_t size)
{
	FILE *f = fopen(path, "wb");

	claim(f && fwrite(data, 1, size, f) == size && fclose(f) == 0);
}

static void check_cells(const struct sheets *sheets, struct sheet_table t)
{
	for (int i = 0; i < t.n; i++) {
		const struct sheet_cell *c = &t.cells[i];
		int day;

		claim(c->row >= 0 && c->row < SHEET_MAX_ROW);
		claim(c->column >= 0 && c->column < SHEET_MAX_COLUMN);
		claim((c->text[0] || c->is_formula) &&
		      strlen(c->text) <= SHEET_MAX_TEXT);
		(void)sheet_day(sheets, c, &day);
	}
}

static void read_as_lists(struct arena *a, const char *path)
{
	static const struct incoming_form *const forms[] = {
		&incoming_agents, &incoming_requests, &incoming_absences
	};
	const struct input in = { path, "PK\3\4", 4 };

	for (int k = 0; k < 3; k++) {
		struct err e = err_new(a);
		struct incoming x;
		enum rc rc = incoming_read(a, &in, NULL, forms[k], &x, &e);

		claim((rc == RC_OK) == (e.errors == 0));
		for (int i = 0; rc == RC_OK && i < x.n; i++)
			for (int c = 0; c < x.list->n; c++)
				claim(x.rows[i].fields[c] &&
				      x.rows[i].at[c].line > 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static char path[] = "/tmp/wfm-fuzz-sheet-XXXXXX";
	static int fd = -1;
	struct arena *a = arena_open();
	struct err e = err_new(a);
	struct sheet_table table;
	struct sheets found;
	enum rc rc;

	if (fd < 0)
		fd = mkstemp(path);
	claim(fd >= 0);
	if (size && data[0])
		write_parts(path, data + 1, size - 1);
	else
		write_file(path, data + (size > 0), size - (size > 0));
	rc = sheet_list(a, path, 1, &found, &e);
	for (int k = 0; rc == RC_OK && k < found.n; k++) {
		rc = sheet_cells(a, path, &found, k, &table, &e);
		if (rc == RC_OK)
			check_cells(&found, table);
	}
	claim((rc == RC_OK) == (e.errors == 0));
	if (rc == RC_OK)
		read_as_lists(a, path);
	arena_close(a);
	unlink(path);
	return 0;
}
