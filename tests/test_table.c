/* table: one description, three formats. */
#include "check.h"

#include <string.h>

#include "formats/json.h"
#include "formats/table.h"

static struct arena *a;

static const struct table_column columns[] = {
	{ "name", "name", NULL, TABLE_TEXT, 0 },
	{ "hours", "paid", "h", TABLE_NUMBER, 1 },
	{ "level", "service", NULL, TABLE_SHARE, 1 },
};

/* Widths: ნინო 4, 中文 4, é composed and not 1. */
static struct table sample(void)
{
	struct table t = table_new(a, "staff", columns, 3);

	table_text(&t, "ნინო");
	table_number(&t, 38.25);
	table_number(&t, 0.8235);
	table_text(&t, "中文");
	table_number(&t, -4);
	table_number(&t, NAN);
	table_text(&t, "=cmd|x,y");
	table_number(&t, 0);
	table_number(&t, 1);
	table_total(&t);
	table_text(&t, "Rene\xcc\x81");
	table_number(&t, 34.25);
	table_number(&t, 0.9);
	return t;
}

static const char *as(const struct table *t, enum table_format f,
		      struct table_style style)
{
	struct text out = text_new(a);

	table_write(&out, t, f, style);
	return out.data;
}

static void aligns_by_display_width(void **state)
{
	struct table t = sample();

	(void)state;
	assert_int_equal(table_rows(&t), 3);
	assert_string_equal(as(&t, TABLE_PLAIN, (struct table_style){ 0 }),
			    "name      paid (h)  service\n"
			    "ნინო          38.3   82.4 %\n"
			    "中文          -4.0        -\n"
			    "=cmd|x,y       0.0  100.0 %\n"
			    "--------  --------  -------\n"
			    "Rene\xcc\x81          34.3   90.0 %\n");
}

static void csv_has_keys_and_plain_numbers(void **state)
{
	struct table t = sample();

	(void)state;
	assert_string_equal(as(&t, TABLE_CSV, (struct table_style){ 0 }),
			    "name,hours,level\n"
			    "ნინო,38.3,0.824\n"
			    "中文,-4,\n"
			    "\"=cmd|x,y\",0,1\n");
}

static void csv_for_people_defuses_text_but_not_numbers(void **state)
{
	struct table t = sample();

	(void)state;
	assert_string_equal(
		as(&t, TABLE_CSV, (struct table_style){ .spreadsheet = true }),
		"name,hours,level\n"
		"ნინო,38.3,0.824\n"
		"中文,-4,\n"
		"\"'=cmd|x,y\",0,1\n");
	assert_string_equal(table_defuse(a, "+1"), "'+1");
	assert_string_equal(table_defuse(a, "-1"), "'-1");
	assert_string_equal(table_defuse(a, "@x"), "'@x");
	assert_string_equal(table_defuse(a, "\tx"), "'\tx");
	assert_string_equal(table_defuse(a, "＝x"), "'＝x");
	assert_string_equal(table_defuse(a, "a=b"), "a=b");
	assert_string_equal(table_defuse(a, ""), "");
}

static void json_says_schema_units_rows_and_total(void **state)
{
	struct table t = sample();
	struct err e = err_new(a);
	struct json *d;
	const char *s = as(&t, TABLE_JSON, (struct table_style){ 0 });
	struct input in = { .path = "-", .data = s, .len = strlen(s) };
	const struct json *rows;

	(void)state;
	assert_int_equal(json_read(a, &in, &d, &e), RC_OK);
	assert_string_equal(json_text(d, "schema", ""), "wfm.staff/1");
	assert_string_equal(json_text(json_find(d, "units"), "hours", ""), "h");
	rows = json_find(d, "rows");
	assert_int_equal(rows->n, 3);
	assert_string_equal(json_text(rows->first, "name", ""), "ნინო");
	assert_true(json_number_of(rows->first, "hours", 0) == 38.25);
	assert_int_equal(json_find(rows->first->next, "level")->kind,
			 JSON_KIND_NULL);
	assert_true(json_number_of(json_find(d, "total"), "level", 0) == 0.9);
}

/* O5: what a name holds never moves the cursor. */
static void hostile_text_moves_no_cursor(void **state)
{
	struct table t = table_new(a, "x", columns, 1);
	const char *s;

	(void)state;
	table_text(&t, "\033[2Jred\n\xe2\x80\xae");
	table_text(&t, "\x9b"
		       "1m");
	s = as(&t, TABLE_PLAIN, (struct table_style){ 0 });
	assert_null(strchr(s, '\033'));
	assert_null(strstr(s, "\xe2\x80\xae"));
	assert_null(strchr(s, '\x9b'));
	assert_non_null(strstr(s, "\\x1B[2Jred\\x0A\\xE2\\x80\\xAE"));
}

static void gets_narrower_where_texts_allow(void **state)
{
	struct table t = table_new(a, "x", columns, 3);
	const char *line;

	(void)state;
	table_text(&t, "A very long name that does not fit on the screen");
	table_number(&t, 1);
	table_number(&t, 1);
	for (int width = 30; width < 80; width++) {
		struct table_style style = { .width = width };

		for (line = as(&t, TABLE_PLAIN, style); *line;) {
			size_t len = strcspn(line, "\n");
			const char *one = arena_strndup(a, line, len);

			CHECK(text_width(one) <= width, "%d: %s", width, one);
			line += len + 1;
		}
	}
}

/* What a column has no room for goes on below; nothing is lost. */
static void a_long_text_takes_several_lines(void **state)
{
	struct table t = table_new(a, "x", columns, 3);

	(void)state;
	table_text(&t, "one two three four");
	table_number(&t, 1);
	table_number(&t, 0.5);
	assert_string_equal(
		as(&t, TABLE_PLAIN, (struct table_style){ .width = 29 }),
		"name        paid (h)  service\n"
		"one two          1.0   50.0 %\n"
		"three four\n");
}

static void knows_its_formats(void **state)
{
	enum table_format f = TABLE_PLAIN;

	(void)state;
	assert_true(table_parse_format("json", &f) && f == TABLE_JSON);
	assert_true(table_parse_format("csv", &f) && f == TABLE_CSV);
	assert_false(table_parse_format("xml", &f));
	assert_int_equal(f, TABLE_CSV);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(aligns_by_display_width),
		cmocka_unit_test(csv_has_keys_and_plain_numbers),
		cmocka_unit_test(csv_for_people_defuses_text_but_not_numbers),
		cmocka_unit_test(json_says_schema_units_rows_and_total),
		cmocka_unit_test(hostile_text_moves_no_cursor),
		cmocka_unit_test(gets_narrower_where_texts_allow),
		cmocka_unit_test(a_long_text_takes_several_lines),
		cmocka_unit_test(knows_its_formats),
	};
	int failed;

	a = arena_open();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(a);
	return failed;
}
