#include "check.h"

#include <string.h>

#include "formats/csv.h"

struct table {
	struct arena *a;
	struct err e;
	struct csv *csv;
	enum rc rc;
};

static struct table opened(const char *data, size_t len)
{
	struct table t = { .a = arena_open() };
	struct input in = { .path = "x.csv", .len = len };

	/* exactly as long as promised, so that a reader beyond it is seen */
	in.data = arena_copy(t.a, data, len + 1, 1);
	t.e = err_new(t.a);
	t.rc = csv_open(t.a, &in, &t.csv, &t.e);
	return t;
}

static struct table of(const char *text)
{
	return opened(text, strlen(text));
}

/* All rows as "a|b|c\n". */
static const char *rows(struct table *t)
{
	struct text out = text_new(t->a);

	while (csv_next(t->csv, &t->e))
		for (int k = 0; k < csv_columns(t->csv); k++)
			text_addf(&out, "%s%c", csv_field(t->csv, k),
				  k + 1 < csv_columns(t->csv) ? '|' : '\n');
	return out.data;
}

static void check_rows(const char *file, const char *expected)
{
	struct table t = of(file);

	assert_int_equal(t.rc, RC_OK);
	assert_string_equal(rows(&t), expected);
	assert_int_equal(t.e.errors, 0);
	arena_close(t.a);
}

/* The first problem: place and a part of its text. */
static void check_fails(const char *data, size_t len, int line, int column,
			const char *part)
{
	struct table t = opened(data, len);

	if (t.rc == RC_OK)
		rows(&t);
	assert_int_equal(t.e.rc, RC_DATA);
	assert_string_equal(t.e.list[0].place.file, "x.csv");
	CHECK(t.e.list[0].place.line == line &&
		      t.e.list[0].place.column == column,
	      "%d:%d: %s", t.e.list[0].place.line, t.e.list[0].place.column,
	      t.e.list[0].text);
	CHECK(strstr(t.e.list[0].text, part), "%s", t.e.list[0].text);
	arena_close(t.a);
}

/* Ways in which programs write the same table. */
static void reads_the_same_table_however_written(void **state)
{
	static const char expected[] = "1|Ann\n2|Bob\n";
	static const char *const files[] = {
		"id,name\n1,Ann\n2,Bob\n",
		"id,name\n1,Ann\n2,Bob",
		"id,name\r\n1,Ann\r\n2,Bob\r\n",
		"id,name\r1,Ann\r2,Bob\r",
		"\xEF\xBB\xBFid,name\r\n1,Ann\r\n2,Bob\r\n",
		"id;name\n1;Ann\n2;Bob\n",
		"id\tname\n1\tAnn\n2\tBob\n",
		"id|name\n1|Ann\n2|Bob\n",
		"sep=;\r\nid;name\r\n1;Ann\r\n2;Bob\r\n",
		"\"id\",\"name\"\n\"1\",\"Ann\"\n\"2\",\"Bob\"\n",
		"id,name\n1,Ann\n2,Bob\n\n\n",
		"id,name\n1,Ann\n2,Bob\n,\n , \n",
		"\n\nid,name\n\n1,Ann\n\n2,Bob\n",
		"id,name,,\n1,Ann,,\n2,Bob,,\n",
		"id,name\n1,Ann,,\n2,Bob\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(*files); i++)
		check_rows(files[i], expected);
}

static void keeps_what_quotes_hold(void **state)
{
	(void)state;
	check_rows("q,n\n\"Sales, \"\"Gold\"\" tier\nDACH\",42\n"
		   "\"\",\"\"\"\"\n5\" pipe, 7 \n",
		   "Sales, \"Gold\" tier\nDACH|42\n|\"\n5\" pipe| 7 \n");
	check_rows("a\n\"x\"\n\"\"\ny\n", "x\ny\n");
	check_rows("a,b\r\n\"1\r\n2\",3\r\n", "1\r\n2|3\n");
}

static void says_where_each_field_stands(void **state)
{
	struct table t = of("id,name,x\nä1,\"Bö\nb\",\"é\"\nc,d,e\n");

	(void)state;
	assert_true(csv_next(t.csv, &t.e));
	assert_int_equal(csv_line(t.csv), 2);
	assert_int_equal(csv_place(t.csv, 0).column, 1);
	assert_int_equal(csv_place(t.csv, 1).column, 4);
	assert_int_equal(csv_place(t.csv, 1).line, 2);
	assert_int_equal(csv_place(t.csv, 2).line, 3);
	assert_int_equal(csv_place(t.csv, 2).column, 4);
	assert_int_equal(csv_place(t.csv, -1).column, 0);
	assert_true(csv_next(t.csv, &t.e));
	assert_int_equal(csv_line(t.csv), 4);
	size_t len;
	const char *raw = csv_raw(t.csv, &len);
	assert_int_equal(len, 5);
	assert_memory_equal(raw, "c,d,e", 5);
	assert_string_equal(csv_field(t.csv, -1), "");
	assert_false(csv_next(t.csv, &t.e));
	assert_int_equal(csv_header_place(t.csv, 2).column, 9);
	arena_close(t.a);
}

static void refuses_what_is_no_table(void **state)
{
	(void)state;
	check_fails("", 0, 1, 0, "empty");
	check_fails("\n\n", 2, 1, 0, "empty");
	check_fails("\xEF\xBB\xBF", 3, 1, 0, "empty");
	check_fails("\xFF\xFEi\0d\0", 6, 1, 0, "UTF-16");
	check_fails("i\0d\0\n\0", 6, 1, 2, "NUL");
	check_fails("a,b;c\n1,2;3\n", 12, 1, 1, "separates");
	check_fails("a,b\n1,\0\n", 8, 2, 3, "NUL");
	check_fails("a,b\n1,\"\0\"\n", 10, 2, 4, "NUL");
}

static void refuses_malformed_rows(void **state)
{
	static const struct {
		const char *file;
		int line, column;
		const char *part;
	} cases[] = {
		{ "a,b\n1,2\n3,\"4\n5,6\n7,8\n", 3, 3, "never closed" },
		{ "a,b\n1,\"2\"x\n", 2, 6, "closing quote" },
		{ "a,b\n1\n", 2, 1, "2 fields expected, 1 found" },
		{ "a,b\n\"1\n1\",2\n1,2,3\n", 4, 1, "2 fields expected, 3" },
		{ "a,b\n1,\xE4\n", 2, 3, "UTF-8" },
		{ "a,b\nä,b\x80\n", 2, 4, "UTF-8" },
		{ "a,\xC3\n1,2\n", 1, 3, "UTF-8" },
		{ "a,b\n1,\xED\xA0\x80\n", 2, 3, "UTF-8" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		check_fails(cases[i].file, strlen(cases[i].file), cases[i].line,
			    cases[i].column, cases[i].part);
}

/* The good rows between bad ones are all read, the bad ones all reported. */
static void goes_on_after_a_bad_row(void **state)
{
	struct table t = of("a,b\n1\n1,2\n\"3\"x,\"4\n5,6\n\xFF,7\n7,8\n");

	(void)state;
	assert_string_equal(rows(&t), "1|2\n5|6\n7|8\n");
	assert_int_equal(t.e.errors, 3);
	assert_int_equal(t.e.list[0].place.line, 2);
	assert_int_equal(t.e.list[1].place.line, 4);
	assert_int_equal(t.e.list[2].place.line, 6);
	arena_close(t.a);
}

static void check_long(size_t field, int fields, const char *part)
{
	struct arena *a = arena_open();
	struct text file = text_new(a);
	char *long_field = arena_new(a, char, field + 1);

	memset(long_field, 'x', field);
	text_add(&file, "a,b\n");
	for (int i = 0; i < fields; i++)
		text_addf(&file, "%s,", long_field);
	check_fails(file.data, file.len, 2, 1, part);
	arena_close(a);
}

static void has_limits(void **state)
{
	(void)state;
	check_long(65537, 1, "64 KiB");
	check_long(3000000, 1, "64 KiB");
	check_long(60000, 18, "1 MiB");
	check_long(1, 4096, "4096 columns");
	check_long(65536, 3, "2 fields expected"); /* but it is read */
}

static void knows_its_columns(void **state)
{
	static const char *const names[] = { "agent", "from", "rate", "team" };
	struct table t = of(" Agent ,from,RATE\nA1,2026-01-01,17\n");
	int index[4];

	(void)state;
	assert_int_equal(csv_schema(t.csv, names, 4, 3, index, &t.e), RC_OK);
	assert_int_equal(index[0], 0);
	assert_int_equal(index[2], 2);
	assert_int_equal(index[3], -1);
	assert_int_equal(csv_column(t.csv, "rate"), 2);
	assert_int_equal(csv_column(t.csv, "team"), -1);
	assert_string_equal(csv_header(t.csv, 0), "Agent");
	arena_close(t.a);
}

static void reports_all_bad_columns(void **state)
{
	static const char *const names[] = { "agent", "from", "rate", "team" };
	static const struct {
		int column;
		const char *part;
	} expected[] = {
		{ 1, "unknown column \"agnet\"; did you mean \"agent\"?" },
		{ 12, "column \"from\" is there twice" },
		{ 17, "has no name" },
		{ 18, "unknown column \"diagnosis\"; known ones are agent, " },
		{ 0, "column \"agent\" is missing; found: agnet, from" },
		{ 0, "column \"rate\" is missing" },
	};
	struct table t = of("agnet,from,from,,diagnosis\n");
	int index[4];

	(void)state;
	assert_int_equal(csv_schema(t.csv, names, 4, 3, index, &t.e), RC_DATA);
	assert_int_equal(t.e.n, 6);
	for (int i = 0; i < 6; i++) {
		CHECK(strstr(t.e.list[i].text, expected[i].part), "%s",
		      t.e.list[i].text);
		assert_int_equal(t.e.list[i].place.line, 1);
		assert_int_equal(t.e.list[i].place.column, expected[i].column);
	}
	arena_close(t.a);
}

static void fields_live_on_unless_reused(void **state)
{
	struct table t = of("a,b\n1,one\n2,two\n");

	(void)state;
	assert_true(csv_next(t.csv, &t.e));
	const char *one = csv_field(t.csv, 1);
	assert_true(csv_next(t.csv, &t.e));
	assert_string_equal(one, "one");
	arena_close(t.a);

	t = of("a,b\n1,one\n2,two\n");
	csv_reuse(t.csv);
	assert_string_equal(rows(&t), "1|one\n2|two\n");
	arena_close(t.a);
}

/* Any fields written and read back are the same fields. */
static void round_trips(void **state)
{
	static const char *const pieces[] = { "a", ",", "\"",	"\n", "\r",
					      " ", ";", "\r\n", "ä",  "=1" };
	enum { N = sizeof(pieces) / sizeof(*pieces), ROWS = N * N * N };
	struct arena *a = arena_open();
	struct text file = text_new(a);

	(void)state;
	text_add(&file, "x,y\n");
	for (int i = 0; i < ROWS; i++) {
		const char *x =
			arena_printf(a, "%s%s%s", pieces[i % N],
				     pieces[i / N % N], pieces[i / N / N]);
		csv_write(&file, x, false);
		csv_write_number(&file, i * 0.1, true);
	}
	struct table t = of(file.data);
	csv_reuse(t.csv);
	for (int i = 0; i < ROWS; i++) {
		double y;
		const char *x =
			arena_printf(a, "%s%s%s", pieces[i % N],
				     pieces[i / N % N], pieces[i / N / N]);
		assert_true(csv_next(t.csv, &t.e));
		assert_string_equal(csv_field(t.csv, 0), x);
		assert_true(text_double(csv_field(t.csv, 1), &y));
		assert_true(y == i * 0.1);
	}
	assert_false(csv_next(t.csv, &t.e));
	assert_int_equal(t.e.errors, 0);
	arena_close(t.a);
	arena_close(a);
}

static void quotes_only_where_needed(void **state)
{
	struct arena *a = arena_open();
	struct text out = text_new(a);

	(void)state;
	csv_write(&out, "Ann", false);
	csv_write(&out, "-2+3", false);
	csv_write(&out, "a b", false);
	csv_write(&out, "", false);
	csv_write(&out, "a,b", false);
	csv_write(&out, " a", false);
	csv_write_number(&out, NAN, false);
	csv_write_number(&out, 12, false);
	csv_write_number(&out, 0.1, true);
	assert_string_equal(out.data, "Ann,-2+3,a b,,\"a,b\",\" a\",,12,0.1\n");
	arena_close(a);
}

/* No header: each row has the fields it has, lines are those of the file. */
static void reads_rows_of_any_width(void **state)
{
	const char *text = "Report; of Monday\n\n;;\na;b;c\n\"d\ne\";f;\n";
	static const int fields[] = { 2, 3, 3 }, lines[] = { 1, 4, 5 };
	struct arena *a = arena_open();
	struct err e = err_new(a);
	struct input in = { "x.csv", text, strlen(text) };
	struct csv *csv;
	size_t len;

	(void)state;
	assert_int_equal(csv_open_rows(a, &in, ';', &csv, &e), RC_OK);
	for (int i = 0; i < 3; i++) {
		assert_true(csv_next(csv, &e));
		assert_int_equal(csv_fields(csv), fields[i]);
		assert_int_equal(csv_line(csv), lines[i]);
	}
	assert_string_equal(csv_field(csv, 0), "d\ne");
	assert_string_equal(csv_field(csv, 2), "");
	assert_string_equal(csv_field(csv, 3), "");
	assert_int_equal(strncmp(csv_raw(csv, &len), "\"d\ne\";f;", 8), 0);
	assert_int_equal(len, 8);
	assert_false(csv_next(csv, &e));
	assert_int_equal(e.errors, 0);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_the_same_table_however_written),
		cmocka_unit_test(keeps_what_quotes_hold),
		cmocka_unit_test(says_where_each_field_stands),
		cmocka_unit_test(refuses_what_is_no_table),
		cmocka_unit_test(refuses_malformed_rows),
		cmocka_unit_test(goes_on_after_a_bad_row),
		cmocka_unit_test(has_limits),
		cmocka_unit_test(knows_its_columns),
		cmocka_unit_test(reports_all_bad_columns),
		cmocka_unit_test(fields_live_on_unless_reused),
		cmocka_unit_test(round_trips),
		cmocka_unit_test(quotes_only_where_needed),
		cmocka_unit_test(reads_rows_of_any_width),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
