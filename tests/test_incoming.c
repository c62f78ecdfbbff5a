/* incoming, sheet_look: people and leave of a workbook that HR keeps. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "formats/incoming.h"
#include "formats/sheet_look.h"

static struct arena *a;
static char path[] = "/tmp/wfm-incoming-XXXXXX";

static void add(zip_t *z, const char *name, const char *data)
{
	zip_source_t *s = zip_source_buffer(z, data, strlen(data), 0);

	assert_true(s && zip_file_add(z, name, s, ZIP_FL_OVERWRITE) >= 0);
}

/* A workbook of two sheets, Notes and Staff, which has these rows.  Styles: 1 a
 * day, 2 hours past a day, 3 a time, 4 a day of its own format. */
static struct input book(const char *rows, const char *properties)
{
	const char *workbook = arena_printf(
		a,
		"<workbook xmlns:r='r'><workbookPr %s/><sheets><sheet "
		"name='Notes' r:id='1'/><sheet name='Staff' r:id='2'/></sheets>"
		"</workbook>",
		properties);
	const char *sheet = arena_printf(
		a, "<worksheet><sheetData>%s</sheetData></worksheet>", rows);
	zip_t *z = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

	assert_non_null(z);
	add(z, "xl/workbook.xml", workbook);
	add(z, "xl/_rels/workbook.xml.rels",
	    "<Relationships><Relationship Id='1' Target='worksheets/a.xml'/>"
	    "<Relationship Id='2' Target='worksheets/b.xml'/></Relationships>");
	add(z, "xl/worksheets/a.xml", "<worksheet><sheetData/></worksheet>");
	add(z, "xl/worksheets/b.xml", sheet);
	add(z, "xl/styles.xml",
	    "<styleSheet><numFmts><numFmt numFmtId='170' "
	    "formatCode='ddd d mmm'/></numFmts><cellStyleXfs><xf "
	    "numFmtId='14'/></cellStyleXfs><cellXfs><xf numFmtId='0'/><xf "
	    "numFmtId='14'/><xf numFmtId='46'/><xf numFmtId='20'/><xf "
	    "numFmtId='170'/></cellXfs></styleSheet>");
	assert_int_equal(zip_close(z), 0);
	return (struct input){ .path = path, .data = "PK\3\4", .len = 4 };
}

#define TEXT(s) "<c t='inlineStr'><is><t>" s "</t></is></c>"
#define NUMBER(style, x) "<c s='" style "'><v>" x "</v></c>"
#define HEADER                                                                 \
	"<row r='5'>" TEXT("Start date") TEXT("Employee ID") TEXT("Phone")     \
		TEXT("Contract type") TEXT("Weekly hours")                     \
			TEXT("Name") "</row>"

/* "|" between fields, ";" between rows. */
static const char *joined(const struct incoming *x)
{
	struct text t = text_new(a);

	for (int i = 0; i < x->n; i++)
		for (int k = 0; k < x->list->n; k++)
			text_addf(&t, "%s%s", x->rows[i].fields[k],
				  k < x->list->n - 1 ? "|" : ";");
	return t.data;
}

static enum rc people(const char *rows, struct incoming *x, struct err *e)
{
	struct input in = book(rows, "");

	*e = err_new(a);
	return incoming_read(a, &in, NULL, &incoming_agents, x, e);
}

/* 46315 is 2026-10-20; 1.5625 days are 37.5 hours. */
static void people_of_a_sheet_become_rows_of_agents_csv(void **state)
{
	struct incoming x;
	struct err e;

	(void)state;
	assert_int_equal(
		people("<row r='1'>" TEXT("Employees") NUMBER(
			       "1",
			       "46300") "</row>" HEADER
					"<row/><row>" NUMBER(
						"4", "46315") NUMBER("0",
								     "1001")
						TEXT("555") TEXT("full") NUMBER(
							"2", "1."
							     "5625")
							TEXT("\xc2\xa0 "
							     "Ann ") "</"
								     "row><"
								     "row "
								     "r='9'"
								     "><c "
								     "r='"
								     "B9' "
								     "t='"
								     "str'>"
								     "<f>"
								     "A1</"
								     "f><v>"
								     "b2</"
								     "v>"
								     "</"
								     "c><c "
								     "r='"
								     "E9'><"
								     "v>37."
								     "39999"
								     "99999"
								     "99999"
								     "</"
								     "v></"
								     "c></"
								     "row>",
		       &x, &e),
		RC_OK);
	assert_string_equal(joined(&x), "1001|Ann|full||37.5|2026-10-20|;"
					"b2||||37.4||;");
	assert_true(x.has[0] && x.has[5] && !x.has[3] && !x.has[6]);
	assert_int_equal(e.n, 1);
	assert_string_equal(e.list[0].text, "columns not read: Phone");
	assert_int_equal(x.rows[1].at[0].line, 9);
	assert_int_equal(x.rows[1].at[0].column, -2);
	assert_true(strstr(x.rows[1].at[0].file, ":Staff"));
}

static void bad_cells_are_named(void **state)
{
	static const struct {
		const char *rows, *says;
		int line, column;
	} bad[] = {
		{ HEADER "<row r='7'><c r='B7' t='e'><v>#N/A</v></c></row>",
		  "an error: #N/A", 7, -2 },
		{ HEADER "<row r='7'><c r='F7'><f>A1</f></c></row>",
		  "without its result", 7, -6 },
		{ HEADER "<row r='4'>" TEXT("x") "</row>", "not in order", 4,
		  -1 },
		{ "<row>" TEXT("Name") TEXT("ID") "</row>",
		  "\"contract\" is missing; found: Name, ID", 1, -1 },
		{ "<row>" TEXT("Name") TEXT("ID") TEXT("Contract")
			  TEXT("i d") "</row>",
		  "\"i d\" is there twice", 1, -4 },
		{ "<row>" TEXT("Name") TEXT("ID") TEXT("Contract")
			  TEXT("taem") "</row>",
		  "did you mean \"team\"", 1, -4 },
		{ "", "the sheet is empty", 0, 0 },
	};

	(void)state;
	for (size_t k = 0; k < sizeof(bad) / sizeof(*bad); k++) {
		struct incoming x;
		struct err e;
		int n = 0;

		CHECK(people(bad[k].rows, &x, &e) == RC_DATA, "case %zu", k);
		while (n < e.n && e.list[n].severity != SEVERITY_ERROR)
			n++;
		assert_true(n < e.n);
		CHECK(strstr(e.list[n].text, bad[k].says) &&
			      e.list[n].place.line == bad[k].line &&
			      e.list[n].place.column == bad[k].column,
		      "case %zu: %d %d %s", k, e.list[n].place.line,
		      e.list[n].place.column, e.list[n].text);
	}
}

/* Of a number that does not look like a day only those of our times are. */
static void leave_has_days_or_times(void **state)
{
	static const struct {
		const char *cell, *is;
	} cases[] = {
		{ NUMBER("1", "46315"), "2026-10-20" },
		{ NUMBER("0", "46315"), "2026-10-20" },
		{ NUMBER("1", "46315.354166666664"), "2026-10-20T08:30" },
		{ NUMBER("1", "46315.999999999"), "2026-10-21" },
		{ NUMBER("0", "5"), "5" },
		{ NUMBER("3", "0.5"), "0.5" },
		{ TEXT("2026-10-20T00:00:00Z"), "2026-10-20" },
		{ TEXT("20/10/2026"), "20/10/2026" },
	};

	(void)state;
	for (size_t k = 0; k < sizeof(cases) / sizeof(*cases); k++) {
		const char *rows = arena_printf(
			a,
			"<row>" TEXT("Agent") TEXT("From") TEXT("To") TEXT(
				"Type") "</row><row>" TEXT("a1") "%s</row>",
			cases[k].cell);
		struct input in = book(rows, "");
		struct err e = err_new(a);
		struct incoming x;

		assert_int_equal(incoming_read(a, &in, "STAFF",
					       &incoming_absences, &x, &e),
				 RC_OK);
		CHECK(!strcmp(x.rows[0].fields[1], cases[k].is),
		      "%s is read as %s", cases[k].cell, x.rows[0].fields[1]);
	}
}

static void days_may_count_from_1904(void **state)
{
	struct input in =
		book("<row>" TEXT("ID") TEXT("Name") TEXT("Contract")
			     TEXT("From") "</row><row>" TEXT("a") TEXT("b")
				     TEXT("c") NUMBER("1", "44853") "</row>",
		     "date1904='1'");
	struct err e = err_new(a);
	struct incoming x;

	(void)state;
	assert_int_equal(incoming_read(a, &in, NULL, &incoming_agents, &x, &e),
			 RC_OK);
	assert_string_equal(joined(&x), "a|b|c|||2026-10-20|;");
}

static void a_sheet_that_is_not_there_is_said(void **state)
{
	struct input in = book("", "");
	struct err e = err_new(a);
	struct incoming x;

	(void)state;
	assert_int_equal(
		incoming_read(a, &in, "Stuff", &incoming_agents, &x, &e),
		RC_DATA);
	assert_true(strstr(e.list[0].text, "there are Notes, Staff"));
}

/* ECMA-376 part 1, 18.8.30 and 18.8.31: what a code shows. */
static void codes_say_what_a_number_is(void **state)
{
	static const struct {
		const char *code;
		enum sheet_look look;
	} cases[] = {
		{ "General", SHEET_NUMBER },
		{ "0.00", SHEET_NUMBER },
		{ "#,##0.00 \"days\"", SHEET_NUMBER },
		{ "[Red]-0 \\d", SHEET_NUMBER },
		{ "0_d;\"y\"0", SHEET_NUMBER },
		{ "[$-409]mmmm yy", SHEET_DAY },
		{ "yyyy\\-mm\\-dd\\Thh:mm", SHEET_DAY },
		{ "mmm", SHEET_DAY },
		{ "hh:mm", SHEET_TIME },
		{ "mm:ss.0", SHEET_TIME },
		{ "[h]:mm", SHEET_SPAN },
		{ "[MM]", SHEET_SPAN },
		{ "[h", SHEET_SPAN },
		{ "\"", SHEET_NUMBER },
		{ "\\", SHEET_NUMBER },
		{ "", SHEET_NUMBER },
	};

	(void)state;
	for (size_t k = 0; k < sizeof(cases) / sizeof(*cases); k++)
		CHECK(sheet_look_of_code(cases[k].code) == cases[k].look, "%s",
		      cases[k].code);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_of_a_sheet_become_rows_of_agents_csv),
		cmocka_unit_test(bad_cells_are_named),
		cmocka_unit_test(leave_has_days_or_times),
		cmocka_unit_test(days_may_count_from_1904),
		cmocka_unit_test(a_sheet_that_is_not_there_is_said),
		cmocka_unit_test(codes_say_what_a_number_is),
	};
	int fd = mkstemp(path), failed;

	if (fd < 0)
		return 99;
	close(fd);
	a = arena_open();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(a);
	unlink(path);
	return failed;
}
