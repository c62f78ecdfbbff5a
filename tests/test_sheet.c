/* sheet: what is a workbook, and what is not. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "base/date.h"
#include "base/text.h"
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
	return sheet_list(a, path, SHEET_READ_MIB, found, e);
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
	assert_int_equal(sheet_list(a, path, 1, &found, &e), RC_DATA);
	e = err_new(a);
	assert_int_equal(sheet_list(a, "/nowhere/x.xlsx", 1, &found, &e),
			 RC_NOINPUT);
}

/* --- cells --- */

static enum rc cells(int k, struct sheet_table *table, struct sheets *found,
		     struct err *e)
{
	enum rc rc = list(found, e);

	return rc ? rc : sheet_cells(a, path, found, k, table, e);
}

static void write_cells(const char *rows, const char *strings)
{
	zip_t *z;

	write_book("xl/worksheets/a.xml",
		   arena_printf(a,
				"<worksheet><sheetData>%s</sheetData>"
				"</worksheet>",
				rows));
	z = zip_open(path, 0, NULL);
	assert_non_null(z);
	if (strings)
		add(z, "xl/sharedStrings.xml", strings);
	assert_int_equal(zip_close(z), 0);
}

static void says_where_each_cell_is_and_what_it_holds(void **state)
{
	static const struct {
		int row, column;
		const char *text;
		bool is_number;
	} wanted[] = {
		{ 2, 0, "Ana & <Co>", false }, { 2, 27, "46349", true },
		{ 2, 28, "half", false },      { 3, 0, "two runs", false },
		{ 3, 1, " kept ", false },     { 8, 0, "1.5", true },
	};
	struct sheet_table table;
	struct sheets found;
	struct err e;

	(void)state;
	write_cells("<row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' s='4'/>"
		    "<c r='AB3' t='n'><v>46349</v></c>"
		    "<c t='str'><f>A1&amp;B1</f><v>half</v></c></row>"
		    "<row><c t='s'><v>1</v></c>"
		    "<c t='inlineStr'><is><t xml:space='preserve'> kept </t>"
		    "</is></c></row>"
		    "<row r='9'><c><f>1+.5</f><v>1.5</v></c></row>",
		    "<sst><si><t>Ana &amp; &lt;Co&gt;</t></si>"
		    "<si><r><rPr><b/></rPr><t>two </t></r><r><t>runs</t></r>"
		    "<rPh><t>never</t></rPh></si></sst>");
	CHECK(cells(0, &table, &found, &e) == RC_OK, "%s", e.list[0].text);
	assert_int_equal(table.n, 6);
	for (int k = 0; k < 6; k++) {
		assert_int_equal(table.cells[k].row, wanted[k].row);
		assert_int_equal(table.cells[k].column, wanted[k].column);
		assert_string_equal(table.cells[k].text, wanted[k].text);
		assert_true(table.cells[k].is_number == wanted[k].is_number);
	}
	assert_int_equal(cells(1, &table, &found, &e), RC_OK);
	assert_int_equal(table.n, 0);
}

/* Serial 46349 is 2026-11-23 and, in files that count from 1904, 44887. */
static void knows_the_day_of_a_date(void **state)
{
	struct sheets found = { 0 };
	struct sheet_cell c = { .text = "46349", .is_number = true };
	struct civil monday = { 2026, 11, 23 };
	int day;

	(void)state;
	assert_true(sheet_day(&found, &c, &day));
	assert_int_equal(day, date_from_civil(monday));
	found.from_1904 = true;
	c.text = "44887";
	assert_true(sheet_day(&found, &c, &day));
	assert_int_equal(day, date_from_civil(monday));
	c.text = "44887.5";
	assert_false(sheet_day(&found, &c, &day));
	c = (struct sheet_cell){ .text = "2026-11-23" };
	assert_true(sheet_day(&found, &c, &day));
	assert_int_equal(day, date_from_civil(monday));
}

static void refuses_cells_that_cannot_be(void **state)
{
	static const struct {
		const char *rows, *strings, *says;
	} bad[] = {
		{ "<c><v>1</v></c>", NULL, "no place" },
		{ "<row r='0'/>", NULL, "no place" },
		{ "<row r='1048577'/>", NULL, "no place" },
		{ "<row><c r='A0'/></row>", NULL, "no place" },
		{ "<row><c r='XFE1'/></row>", NULL, "no place" },
		{ "<row><c r='A99999999999999999999'/></row>", NULL,
		  "no place" },
		{ "<row><c r='1A'/></row>", NULL, "no place" },
		{ "<row><c t='s'><v>1</v></c></row>",
		  "<sst><si><t>x</t></si></sst>", "not there" },
		{ "<row><c t='s'><v>-1</v></c></row>",
		  "<sst><si><t>x</t></si></sst>", "not there" },
		{ "<row><c t='s'><v>0</v></c></row>", NULL, "not there" },
	};

	(void)state;
	for (size_t k = 0; k < sizeof(bad) / sizeof(*bad); k++) {
		struct sheet_table table;
		struct sheets found;
		struct err e;

		write_cells(bad[k].rows, bad[k].strings);
		CHECK(cells(0, &table, &found, &e) == RC_DATA, "case %zu", k);
		CHECK(strstr(e.list[0].text, bad[k].says), "case %zu: %s", k,
		      e.list[0].text);
	}
}

/* A mebibyte of blanks packs into a kilobyte. */
static void a_zip_bomb_is_stopped_early(void **state)
{
	static char blanks[1 << 20];
	struct text t = text_new(a);
	struct sheet_table table;
	struct sheets found;
	struct err e;

	(void)state;
	memset(blanks, ' ', sizeof(blanks));
	text_add(&t, "<row><c t='str'><v>");
	text_add_bytes(&t, blanks, sizeof(blanks));
	text_add(&t, "</v></c></row>");
	write_cells(t.data, NULL);
	assert_int_equal(cells(0, &table, &found, &e), RC_DATA);
	assert_non_null(strstr(e.list[0].text, "too long"));
	e = err_new(a);
	assert_int_equal(sheet_list(a, path, 1, &found, &e), RC_DATA);
	assert_non_null(strstr(e.list[0].text, "more than allowed"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_rows_and_cells_in_the_workbooks_order),
		cmocka_unit_test(refuses_what_is_not_whole),
		cmocka_unit_test(no_damage_goes_unnoticed),
		cmocka_unit_test(tells_missing_from_bad),
		cmocka_unit_test(says_where_each_cell_is_and_what_it_holds),
		cmocka_unit_test(knows_the_day_of_a_date),
		cmocka_unit_test(refuses_cells_that_cannot_be),
		cmocka_unit_test(a_zip_bomb_is_stopped_early),
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
