#include "check.h"

#include <string.h>

#include "base/text.h"
#include "formats/conf.h"

struct file {
	struct arena *a;
	struct err e;
	enum rc rc;
	const struct conf *root;
};

static struct file opened(const char *data, size_t len)
{
	struct file f = { .a = arena_open() };
	struct input in = { .path = "site.yaml", .len = len };

	in.data = arena_copy(f.a, data, len + 1, 1);
	f.e = err_new(f.a);
	f.rc = conf_read(f.a, &in, &f.root, &f.e);
	return f;
}

static struct file of(const char *text)
{
	return opened(text, strlen(text));
}

/* A tree as text with no layout: {a: [b, c]}. */
static void show(const struct conf *c, struct text *out)
{
	if (c->kind == CONF_TEXT) {
		text_addf(out, "%s", c->text);
		return;
	}
	text_add_char(out, c->kind == CONF_MAP ? '{' : '[');
	for (int i = 0; i < c->n; i++) {
		if (i > 0)
			text_add(out, ", ");
		if (c->entries[i].key)
			text_addf(out, "%s: ", c->entries[i].key);
		show(c->entries[i].value, out);
	}
	text_add_char(out, c->kind == CONF_MAP ? '}' : ']');
}

static void check_tree(const char *yaml, const char *expected)
{
	struct file f = of(yaml);
	struct text out = text_new(f.a);

	CHECK(f.rc == RC_OK, "%s", f.e.list[0].text);
	show(f.root, &out);
	assert_string_equal(out.data, expected);
	arena_close(f.a);
}

static void check_problem(const struct file *f, int i, int line, int column,
			  const char *part)
{
	CHECK(f->e.n > i, "only %d problems", f->e.n);
	const struct problem *p = &f->e.list[i];

	CHECK(p->place.line == line && p->place.column == column, "%d:%d: %s",
	      p->place.line, p->place.column, p->text);
	CHECK(strstr(p->text, part), "%s", p->text);
}

static void check_fails(const char *yaml, int line, int column,
			const char *part)
{
	struct file f = of(yaml);

	assert_int_equal(f.rc, RC_DATA);
	assert_string_equal(f.e.list[0].place.file, "site.yaml");
	check_problem(&f, 0, line, column, part);
	arena_close(f.a);
}

static void reads_maps_lists_and_texts(void **state)
{
	(void)state;
	check_tree("a: 1\nb:\n  - x\n  - y: z\n", "{a: 1, b: [x, {y: z}]}");
	check_tree("a: {b: [c, d], e: }\n", "{a: {b: [c, d], e: }}");
	check_tree("---\n# comment\na: b # more\n...\n", "{a: b}");
	check_tree("\xEF\xBB\xBF"
		   "a: b\r\n",
		   "{a: b}");
	check_tree("days off in a row: {at least: 2, price: 15}\n",
		   "{days off in a row: {at least: 2, price: 15}}");
}

/* No Norway problem and no times in base 60. */
static void all_scalars_are_texts_quoted_or_not(void **state)
{
	static const char expected[] = "{a: NO, b: 07:00, c: 80%, d: ~}";

	(void)state;
	check_tree("a: NO\nb: 07:00\nc: 80%\nd: ~\n", expected);
	check_tree("a: 'NO'\nb: \"07:00\"\n'c': '80%'\nd: \"~\"\n", expected);
	check_tree("{a: NO, b: 07:00, c: 80%, d: ~}", expected);
	check_tree("{mon-fri: 07:00-22:00, holiday: 10:00-18:00}",
		   "{mon-fri: 07:00-22:00, holiday: 10:00-18:00}");
}

static void everything_knows_its_place(void **state)
{
	struct file f = of("a: 1\nbé: {c: x,\n  d: [y, z]}\n");

	(void)state;
	const struct conf_entry *b = &f.root->entries[1];
	assert_int_equal(b->place.line, 2);
	assert_int_equal(b->place.column, 1);
	assert_int_equal(b->value->place.column, 5);
	const struct conf *d = conf_get(b->value, "d");
	assert_int_equal(d->place.line, 3);
	assert_int_equal(d->place.column, 6);
	assert_int_equal(d->entries[1].place.column, 10);
	assert_null(conf_get(f.root, "zz"));
	assert_null(conf_get(d, "a"));
	assert_null(conf_get(NULL, "a"));
	arena_close(f.a);
}

static void aliases_are_copies(void **state)
{
	(void)state;
	check_tree("a: &x [1, 2]\nb: *x\n", "{a: [1, 2], b: [1, 2]}");
}

static void refuses_what_may_mislead(void **state)
{
	(void)state;
	check_fails("a: 1\nb: 2\na: 3\n", 3, 1,
		    "\"a\" is there twice, first "
		    "on line 1");
	check_fails("a: {b: 1, b: 2}\n", 1, 11, "twice");
	check_fails("a: 1\n\tb: 2\n", 2, 1, "tab");
	check_fails("a:\t1\n", 1, 3, "tab");
	check_fails("a: !!int 1\n", 1, 4, "tags");
	check_fails("a: !shell ls\n", 1, 4, "tags");
	check_fails("? [a, b]\n: 1\n", 1, 3, "a key is a single text");
	check_fails("'': 1\n", 1, 1, "a key is a single text");
	check_fails("a: 1\n---\nb: 2\n", 2, 1, "second document");
	check_fails("a: \"x\\x1b\"\n", 1, 4, "control characters");
	check_fails("a: \"x\\0y\"\n", 1, 4, "control characters");
	check_fails("a: |\n  b\n  c\n", 1, 4, "line breaks");
	check_fails("", 1, 0, "empty");
	check_fails("# nothing\n", 1, 0, "empty");
	check_fails("a: [1, 2\nb: 3\n", 2, 2, "expected ',' or ']'");
	check_fails("a: b: c\n", 1, 5, "mapping values are not allowed");
	check_fails("a: *x\n", 1, 4, "undefined alias");
}

static void refuses_what_is_no_text(void **state)
{
	struct file f = opened("a: 1\0b", 6);

	(void)state;
	check_problem(&f, 0, 0, 0, "NUL");
	arena_close(f.a);
	f = of("a: \xE4\n");
	check_problem(&f, 0, 0, 0, "UTF-8");
	arena_close(f.a);
	f = opened("\xFF\xFE"
		   "a\0:\0",
		   6);
	assert_int_equal(f.rc, RC_DATA);
	arena_close(f.a);
}

static void reports_all_problems_at_once(void **state)
{
	struct file f = of("a: 1\na: 2\nb: !x 1\nc: {d: 1, d: 2}\n");

	(void)state;
	assert_int_equal(f.rc, RC_DATA);
	assert_int_equal(f.e.n, 3);
	check_problem(&f, 0, 2, 1, "twice");
	check_problem(&f, 1, 3, 4, "tags");
	check_problem(&f, 2, 4, 11, "twice");
	arena_close(f.a);
	f = of("a:\t1\nb:\n\tc: 2\n # a\tb is fine\n");
	assert_int_equal(f.e.n, 2);
	arena_close(f.a);
}

static const char *nested(struct arena *a, int depth)
{
	struct text t = text_new(a);

	for (int i = 0; i < depth; i++)
		text_add_char(&t, '[');
	text_add_char(&t, 'x');
	for (int i = 0; i < depth; i++)
		text_add_char(&t, ']');
	return t.data;
}

static void nesting_has_a_limit(void **state)
{
	struct arena *a = arena_open();
	struct file f = of(nested(a, 31));

	(void)state;
	assert_int_equal(f.rc, RC_OK);
	arena_close(f.a);
	f = of(nested(a, 32));
	check_problem(&f, 0, 1, 33, "deeper than 32");
	arena_close(f.a);
	f = of(nested(a, 100000));
	assert_int_equal(f.rc, RC_DATA);
	arena_close(f.a);
	f = of("a: &x [*x]\n");
	assert_int_equal(f.rc, RC_DATA);
	arena_close(f.a);
	arena_close(a);
}

/* Each line is ten times the one before: 10^9 values in 300 bytes. */
static void aliases_cannot_explode(void **state)
{
	struct arena *a = arena_open();
	struct text t = text_new(a);

	(void)state;
	text_add(&t, "a0: &a0 [x]\n");
	for (int i = 1; i < 10; i++) {
		text_addf(&t, "a%d: &a%d [", i, i);
		for (int k = 0; k < 10; k++)
			text_addf(&t, "*a%d%s", i - 1, k < 9 ? ", " : "]\n");
	}
	struct file f = of(t.data);
	assert_int_equal(f.rc, RC_DATA);
	CHECK(strstr(f.e.list[0].text, "aliases"), "%s", f.e.list[0].text);
	assert_int_equal(f.e.n, 1);
	arena_close(f.a);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_maps_lists_and_texts),
		cmocka_unit_test(all_scalars_are_texts_quoted_or_not),
		cmocka_unit_test(everything_knows_its_place),
		cmocka_unit_test(aliases_are_copies),
		cmocka_unit_test(refuses_what_may_mislead),
		cmocka_unit_test(refuses_what_is_no_text),
		cmocka_unit_test(reports_all_problems_at_once),
		cmocka_unit_test(nesting_has_a_limit),
		cmocka_unit_test(aliases_cannot_explode),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
