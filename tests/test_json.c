/* json: what is written is read back, by us and as the grammar says. */
#include "check.h"

#include <string.h>

#include "formats/json.h"

static struct arena *a;

static struct input input_of(const char *s)
{
	return (struct input){ .path = "x.json", .data = s, .len = strlen(s) };
}

static const char *written(const struct json *value)
{
	struct text out = text_new(a);

	json_write(&out, value);
	return out.data;
}

static void writes_members_in_order_and_schema_first(void **state)
{
	struct json *d = json_document(a, "wfm.x/1");
	struct json *list;

	(void)state;
	json_put_text(d, "name", "A \"B\"\\\n\t\x01 ნინო");
	json_put_number(d, "tenth", 0.1);
	json_put_number(d, "unknown", NAN);
	json_put_bool(d, "yes", true);
	json_put_text(d, "nobody", NULL);
	list = json_put_list(d, "list");
	json_put_number(list, NULL, 1);
	json_put_number(list, NULL, -2.5);
	json_put_list(d, "empty");
	assert_string_equal(
		written(d),
		"{\n  \"schema\": \"wfm.x/1\",\n"
		"  \"name\": \"A \\\"B\\\"\\\\\\n\\t\\u0001 ნინო\",\n"
		"  \"tenth\": 0.1,\n  \"unknown\": null,\n  \"yes\": true,\n"
		"  \"nobody\": null,\n  \"list\": [1, -2.5],\n"
		"  \"empty\": []\n}\n");
}

static void reads_back_what_it_wrote(void **state)
{
	struct err e = err_new(a);
	struct json *d = json_document(a, "wfm.x/1"), *back;
	struct json *rows = json_put_list(d, "rows");

	(void)state;
	for (int k = 0; k < 50; k++) {
		struct json *row = json_put_map(rows, NULL);

		json_put_number(row, "x", 1.0 / (k + 1));
		json_put_text(row, "t", k % 2 ? "=1+1" : "\x7f\"");
	}
	struct input in = input_of(written(d));
	assert_int_equal(json_read(a, &in, &back, &e), RC_OK);
	assert_string_equal(written(back), in.data);
	assert_string_equal(json_text(back, "schema", ""), "wfm.x/1");
	assert_int_equal(json_find(back, "rows")->n, 50);
	assert_true(json_number_of(json_find(back, "rows")->first->next, "x",
				   0) == 0.5);
}

static void refuses_with_line_and_column(void **state)
{
	struct err e = err_new(a);
	struct json *value;
	struct input in = input_of("{\n  \"a\": 1,\n  \"b\": nope\n}\n");

	(void)state;
	assert_int_equal(json_read(a, &in, &value, &e), RC_DATA);
	assert_int_equal(e.n, 1);
	assert_int_equal(e.list[0].place.line, 3);
	assert_true(e.list[0].place.column > 0);
}

static void refuses_what_is_not_strict(void **state)
{
	const char *const bad[] = { "",	     "{\"a\":1,\"a\":2}", "[1,]",
				    "[NaN]", "{\"a\":\"\xff\"}",  "[1] x",
				    "[01]" };

	(void)state;
	for (size_t k = 0; k < sizeof(bad) / sizeof(*bad); k++) {
		struct err e = err_new(a);
		struct json *value;
		struct input in = input_of(bad[k]);

		CHECK(json_read(a, &in, &value, &e) == RC_DATA, "%s", bad[k]);
	}
}

static void refuses_deep_nesting(void **state)
{
	struct err e = err_new(a);
	struct json *value;
	struct text t = text_new(a);

	(void)state;
	for (int k = 0; k < 500; k++)
		text_add_char(&t, '[');
	for (int k = 0; k < 500; k++)
		text_add_char(&t, ']');
	struct input in = input_of(t.data);
	assert_int_equal(json_read(a, &in, &value, &e), RC_DATA);
}

static void a_missing_or_other_member_is_otherwise(void **state)
{
	struct json *d = json_document(a, "wfm.x/1");

	(void)state;
	json_put_number(d, "n", 3);
	assert_null(json_find(d, "m"));
	assert_null(json_find(NULL, "m"));
	assert_string_equal(json_text(d, "n", "other"), "other");
	assert_true(json_number_of(d, "schema", 7) == 7);
	assert_true(json_number_of(d, "n", 7) == 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_members_in_order_and_schema_first),
		cmocka_unit_test(reads_back_what_it_wrote),
		cmocka_unit_test(refuses_with_line_and_column),
		cmocka_unit_test(refuses_what_is_not_strict),
		cmocka_unit_test(refuses_deep_nesting),
		cmocka_unit_test(a_missing_or_other_member_is_otherwise),
	};
	int failed;

	a = arena_open();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(a);
	return failed;
}
