/* sheet: what is a workbook, and what is not. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "formats/sheet.h"

static struct arena *a;
static char path[] = "/tmp/wfm-sheet-XXXXXX";

static const char workbook[] =
	"<workbook xmlns:r='r'><sheets><sheet name='One &amp; all' "
	"r:id='rId1'/>"
	"<sheet name='Two' r:id='rId2'/></sheets></workbook>";
static const char relations[] =
	"<Relationships><Relationship Id='rId2' Target='worksheets/b.xml'/>"
	"<Relationship Id='rId1' Target='/xl/worksheets/a.xml'/>"
	"</Relationships>";
static const char one[] = "<worksheet><sheetData><row r='1'><c/><c/></row>"
			  "<row><c/></row></sheetData></worksheet>";
static const char two[] =
	"<x:worksheet xmlns:x='y'><x:row><x:c/></x:row></x:worksheet>";

static void add(zip_t *z, const char *name, const char *data)
{
	zip_source_t *s = zip_source_buffer(z, data, strlen(data), 0);

	assert_true(s && zip_file_add(z, name, s, ZIP_FL_OVERWRITE) >= 0);
}

/* A small workbook; part (if any) is replaced or, data NULL, left out. */
static void write_book(const char *part, const char *data)
{
	const char *const names[] = { "xl/workbook.xml",
				      "xl/_rels/workbook.xml.rels",
				      "xl/worksheets/a.xml",
				      "xl/worksheets/b.xml" };
	const char *const parts[] = { workbook, relations, one, two };
	zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	assert_non_null(z);
	for (int k = 0; k < 4; k++) {
		bool other = part && strcmp(part, names[k]) == 0;

		if (!other)
			add(z, names[k], parts[k]);
		else if (data)
			add(z, names[k], data);
	}
	assert_int_equal(zip_close(z), 0);
}

static enum rc list(struct sheets *found, struct err *e)
{
	*e = err_new(a);
	return sheet_list(a, path, found, e);
}

static void counts_rows_and_cells_in_the_workbooks_order(void **state)
{
	struct sheets found;
	struct err e;

	(void)state;
	write_book(NULL, NULL);
	assert_int_equal(list(&found, &e), RC_OK);
	assert_int_equal(found.n, 2);
	assert_int_equal(found.parts, 4);
	assert_string_equal(found.list[0].name, "One & all");
	assert_int_equal(found.list[0].rows, 2);
	assert_int_equal(found.list[0].cells, 3);
	assert_string_equal(found.list[1].name, "Two");
	assert_int_equal(found.list[1].rows, 1);
	assert_int_equal(found.list[1].cells, 1);
}

static void refuses_what_is_not_whole(void **state)
{
	static const struct {
		const char *part, *data, *says;
	} bad[] = {
		{ "xl/worksheets/a.xml", NULL, "missing" },
		{ "xl/worksheets/a.xml", "", "no element" },
		{ "xl/worksheets/a.xml", "<worksheet><row></worksheet>",
		  "mismatched" },
		{ "xl/worksheets/b.xml", "<worksheet>\xff</worksheet>",
		  "not well-formed" },
		{ "xl/workbook.xml", "<workbook/>", "no sheets" },
		{ "xl/workbook.xml", NULL, "no sheets" },
		{ "xl/_rels/workbook.xml.rels", NULL, "missing" },
		{ "xl/worksheets/a.xml",
		  "<!DOCTYPE x [<!ENTITY a 'aaaa'>]><worksheet>&a;</worksheet>",
		  "document type" },
	};

	(void)state;
	for (size_t k = 0; k < sizeof(bad) / sizeof(*bad); k++) {
		struct sheets found;
		struct err e;

		write_book(bad[k].part, bad[k].data);
		CHECK(list(&found, &e) == RC_DATA, "case %zu", k);
		CHECK(strstr(e.list[0].text, bad[k].says), "case %zu: %s", k,
		      e.list[0].text);
	}
}

/* Every shorter file, and every file with one byte other, is refused or
 * counted as before: never a crash, never another count. */
static void no_damage_goes_unnoticed(void **state)
{
	char data[4096];
	size_t n;
	FILE *f;

	(void)state;
	write_book(NULL, NULL);
	f = fopen(path, "rb");
	n = fread(data, 1, sizeof(data), f);
	fclose(f);
	assert_true(n > 500 && n < sizeof(data));
	for (size_t k = 0; k < 2 * n; k++) {
		struct sheets found;
		struct err e;

		f = fopen(path, "wb");
		if (k >= n)
			data[k - n] = (char)(data[k - n] ^ 0x20);
		fwrite(data, 1, k < n ? k : n, f);
		if (k >= n)
			data[k - n] = (char)(data[k - n] ^ 0x20);
		fclose(f);
		if (list(&found, &e) != RC_OK)
			continue;
		CHECK(k >= n, "cut at %zu", k);
		CHECK(found.n == 2 && found.list[0].cells == 3 &&
			      found.list[1].cells == 1,
		      "byte %zu", k - n);
	}
}

static void tells_missing_from_bad(void **state)
{
	struct err e = err_new(a);
	struct sheets found;
	FILE *f = fopen(path, "wb");

	(void)state;
	fputs("name,hours\n", f);
	fclose(f);
	assert_int_equal(sheet_list(a, path, &found, &e), RC_DATA);
	e = err_new(a);
	assert_int_equal(sheet_list(a, "/nowhere/x.xlsx", &found, &e),
			 RC_NOINPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_rows_and_cells_in_the_workbooks_order),
		cmocka_unit_test(refuses_what_is_not_whole),
		cmocka_unit_test(no_damage_goes_unnoticed),
		cmocka_unit_test(tells_missing_from_bad),
	};
	int failed, fd = mkstemp(path);

	if (fd < 0)
		return 99;
	close(fd);
	a = arena_open();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(a);
	unlink(path);
	return failed;
}
