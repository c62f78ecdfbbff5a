/* xlsx: the door to libxlsxwriter, and the workbook of a plan. */
#include "check.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/text.h"
#include "fixture_plan.h"
#include "formats/sheet.h"
#include "formats/xlsx.h"
#include "formats/xlsx_book.h"

static struct arena *a;
static char folder[] = "/tmp/wfm-xlsx-XXXXXX";

static const char *path(const char *name)
{
	return arena_printf(a, "%s/%s", folder, name);
}

static struct book *open_book(void)
{
	return book_open(a, path("book.xlsx"), "A book", 0);
}

static void names_cells_as_excel_does(void **state)
{
	(void)state;
	assert_string_equal(book_cell(a, 0, 0), "A1");
	assert_string_equal(book_cell(a, 9, 25), "Z10");
	assert_string_equal(book_cell(a, 0, 26), "AA1");
	assert_string_equal(book_cell(a, 0, 701), "ZZ1");
	assert_string_equal(book_cell(a, 0, 702), "AAA1");
	assert_string_equal(book_cell(a, 1048575, 16383), "XFD1048576");
	assert_string_equal(book_fixed(a, 4, 2), "$C$5");
	assert_string_equal(book_area(a, (struct book_range){ 4, 2, 9, 3 }),
			    "C5:D10");
}

static void reads_back_what_was_put(void **state)
{
	struct book *b = open_book();
	struct book_sheet *s = book_sheet(b, "One"), *t = book_sheet(b, "Two");
	struct err e = err_new(a);
	struct sheets found;

	(void)state;
	book_text(s, 0, 0, BOOK_TITLE, "=1+1 <&> \x01 ნინო");
	book_text(s, 0, 1, BOOK_TEXT, "");
	book_number(s, 5, 0, BOOK_HOURS, 7.5);
	book_number(s, 5, 1, BOOK_HOURS, NAN);
	book_formula(s, 7, 0, BOOK_HOURS, "A6*2", 15);
	book_height(s, 9, 30);
	book_link(t, 0, 0, s, 5, 0, "there");
	assert_int_equal(book_close(b, &e), RC_OK);
	assert_int_equal(sheet_list(a, path("book.xlsx"), 64, &found, &e),
			 RC_OK);
	assert_int_equal(found.n, 2);
	assert_int_equal(found.list[0].rows, 4);
	assert_int_equal(found.list[0].cells, 5);
	assert_int_equal(found.list[1].cells, 1);
}

static void sheet_names_are_what_excel_takes(void **state)
{
	struct book *b = open_book();
	struct err e = err_new(a);
	struct sheets found;
	const char *names[] = { "a/b:c*[d]?\\",
				"History",
				"same",
				"SAME",
				"",
				"'quoted'",
				"ნინოს ძალიან გრძელი ფურცლის სახელი აქ",
				"ნინოს ძალიან გრძელი ფურცლის სახელი იქ" };

	(void)state;
	for (int k = 0; k < 8; k++)
		book_text(book_sheet(b, names[k]), 0, 0, BOOK_TEXT, "x");
	assert_int_equal(book_close(b, &e), RC_OK);
	assert_int_equal(sheet_list(a, path("book.xlsx"), 64, &found, &e),
			 RC_OK);
	assert_int_equal(found.n, 8);
	assert_string_equal(found.list[0].name, "a-b-c--d---");
	assert_string_equal(found.list[1].name, "History (2)");
	assert_string_equal(found.list[3].name, "SAME (2)");
	assert_string_equal(found.list[5].name, "-quoted-");
}

/* The library itself would report success and write a broken file. */
static void text_that_xml_cannot_hold_is_refused(void **state)
{
	const char *bad[] = { "\xff", "a\xc3", "\xed\xa0\x80", "\xef\xbf\xbf" };

	(void)state;
	for (int k = 0; k < 4; k++) {
		struct book *b = open_book();
		struct err e = err_new(a);

		book_text(book_sheet(b, "One"), 0, 0, BOOK_TEXT, bad[k]);
		CHECK(book_close(b, &e) == RC_INTERNAL, "%d", k);
		assert_int_equal(e.n, 1);
	}
}

static void numbers_that_are_none_are_refused(void **state)
{
	struct err e = err_new(a);
	struct book *b = open_book();

	(void)state;
	book_number(book_sheet(b, "One"), 0, 0, BOOK_ONE, INFINITY);
	assert_int_equal(book_close(b, &e), RC_INTERNAL);
	b = open_book();
	book_formula(book_sheet(b, "One"), 0, 0, BOOK_ONE, "1/0", NAN);
	assert_int_equal(book_close(b, &e), RC_INTERNAL);
	b = open_book();
	book_text(book_sheet(b, "One"), 1048576, 0, BOOK_TEXT, "too far");
	assert_int_equal(book_close(b, &e), RC_INTERNAL);
}

static void long_text_is_cut_to_a_cell(void **state)
{
	struct book *b = open_book();
	struct err e = err_new(a);
	struct text t = text_new(a);

	(void)state;
	for (int k = 0; k < 40000; k++)
		text_add(&t, "ნ");
	book_text(book_sheet(b, "One"), 0, 0, BOOK_TEXT, t.data);
	assert_int_equal(book_close(b, &e), RC_OK);
}

static void says_when_it_cannot_be_written(void **state)
{
	struct err e = err_new(a);
	struct book *b = book_open(a, path("no/such/folder.xlsx"), "x", 0);

	(void)state;
	book_text(book_sheet(b, "One"), 0, 0, BOOK_TEXT, "x");
	assert_int_equal(book_close(b, &e), RC_IO);
	assert_non_null(strstr(e.list[0].text, "folder.xlsx"));
}

/*
 * A full disk, at every size: the library says nothing when its temporary
 * files are cut; reading back does.
 */
static void no_cut_file_passes_for_a_workbook(void **state)
{
	const struct plan_view *v = fixture_plan(
		a, (struct fixture_options){ .agents = 6, .days = 2 });
	struct rlimit before, now;
	struct err e = err_new(a);
	int refused = 0;

	(void)state;
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	for (rlim_t size = 0; size < 400000; size = size * 5 / 4 + 500) {
		struct sheets found;
		enum rc rc;

		now = before;
		now.rlim_cur = size;
		e = err_new(a);
		setrlimit(RLIMIT_FSIZE, &now);
		rc = xlsx_from_plan(a, v, path("cut.xlsx"), &e);
		setrlimit(RLIMIT_FSIZE, &before);
		if (rc == RC_OK) {
			assert_int_equal(
				sheet_list(a, path("cut.xlsx"), 64, &found, &e),
				RC_OK);
			break;
		}
		CHECK(rc == RC_IO, "%d at %d bytes", rc, (int)size);
		refused++;
	}
	assert_true(refused > 10);
	assert_int_equal(xlsx_from_plan(a, v, path("cut.xlsx"), &e), RC_OK);
}

static char *bytes_of(const char *name, size_t *n)
{
	FILE *f = fopen(path(name), "rb");
	char *data = arena_new(a, char, 4 << 20);

	*n = fread(data, 1, 4 << 20, f);
	fclose(f);
	return data;
}

static void the_same_plan_gives_the_same_bytes(void **state)
{
	struct fixture_options o = { .audience = AUDIENCE_HR, .agents = 12 };
	struct err e = err_new(a);
	size_t n, m;
	char *x, *y;

	(void)state;
	assert_int_equal(
		xlsx_from_plan(a, fixture_plan(a, o), path("x.xlsx"), &e),
		RC_OK);
	setenv("TZ", "Asia/Tokyo", 1);
	assert_int_equal(
		xlsx_from_plan(a, fixture_plan(a, o), path("y.xlsx"), &e),
		RC_OK);
	x = bytes_of("x.xlsx", &n);
	y = bytes_of("y.xlsx", &m);
	assert_int_equal(n, m);
	assert_memory_equal(x, y, n);
}

static void writes_plans_of_every_shape(void **state)
{
	const struct fixture_options shapes[] = {
		{ .agents = 1, .days = 1 },
		{ .agents = 5, .days = 28, .interval = 1800 },
		{ .agents = 9, .days = 7, .pool = true, .interval = 3600 },
		{ .agents = 7, .days = 7, .perfect = true, .interval = 300 },
		/* a day of 25 hours, of 23, of 24.5 */
		{ .agents = 9, .first_day = FIXTURE_MONDAY - 35 },
		{ .agents = 9, .first_day = FIXTURE_MONDAY - 245 },
		{ .agents = 9,
		  .first_day = FIXTURE_MONDAY - 236,
		  .zone = "Australia/Lord_Howe" },
	};

	(void)state;
	for (size_t k = 0; k < sizeof(shapes) / sizeof(*shapes); k++) {
		struct err e = err_new(a);
		enum rc rc = xlsx_from_plan(a, fixture_plan(a, shapes[k]),
					    path("shape.xlsx"), &e);

		CHECK(rc == RC_OK, "shape %zu: %s", k,
		      e.n ? e.list[0].text : "");
	}
}

static void tidy_up(void)
{
	static const char *const names[] = { "book.xlsx", "cut.xlsx", "x.xlsx",
					     "y.xlsx", "shape.xlsx" };

	for (int k = 0; k < 5; k++)
		unlink(path(names[k]));
	/* Nothing else may be left: the library's temporaries are gone. */
	if (rmdir(folder) != 0)
		perror(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_cells_as_excel_does),
		cmocka_unit_test(reads_back_what_was_put),
		cmocka_unit_test(sheet_names_are_what_excel_takes),
		cmocka_unit_test(text_that_xml_cannot_hold_is_refused),
		cmocka_unit_test(numbers_that_are_none_are_refused),
		cmocka_unit_test(long_text_is_cut_to_a_cell),
		cmocka_unit_test(says_when_it_cannot_be_written),
		cmocka_unit_test(no_cut_file_passes_for_a_workbook),
		cmocka_unit_test(the_same_plan_gives_the_same_bytes),
		cmocka_unit_test(writes_plans_of_every_shape),
	};
	int failed;

	if (!mkdtemp(folder))
		return 99;
	a = arena_open();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	tidy_up();
	arena_close(a);
	return failed;
}
