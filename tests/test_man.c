/* wfm-site(5) holds every key and column that is known, and no other. */
#include "check.h"
#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "formats/input.h"
#include "formats/site_files.h"
#include "formats/site_lists.h"
#include "formats/site_schema.h"

struct page {
	struct arena *a;
	struct err e;
	const char *text;
};

static struct page page_open(void)
{
	const char *srcdir = getenv("srcdir");
	struct page p = { .a = arena_open() };
	struct input in;

	p.e = err_new(p.a);
	assert_int_equal(input_read(p.a,
				    arena_printf(p.a, "%s/man/wfm-site.5",
						 srcdir ? srcdir : "."),
				    &in, &p.e),
			 RC_OK);
	p.text = in.data;
	return p;
}

/* From after a line to the first line that begins with one of two ends. */
static const char *part(const struct page *p, const char *text,
			const char *line, const char *end, const char *other)
{
	const char *from = strstr(text, arena_printf(p->a, "\n%s\n", line));

	if (!from)
		return NULL;
	from += strlen(line) + 1;
	const char *until = strstr(from, arena_printf(p->a, "\n%s", end));
	const char *before = strstr(from, arena_printf(p->a, "\n%s", other));
	if (!until || (before && before < until))
		until = before;
	return until ? arena_strndup(p->a, from, (size_t)(until - from) + 1)
		     : from;
}

/* A part in one line, without macros: as it is read. */
static const char *plain(const struct page *p, const char *text)
{
	struct text t = text_new(p->a);

	for (const char *s = text; *s;) {
		size_t len = strcspn(s, "\n");
		if (s[0] == '.') {
			size_t macro = strcspn(s, " \n");
			s += macro;
			len -= macro;
		}
		text_add_char(&t, ' ');
		text_add_bytes(&t, s, len);
		s += len + (s[len] == '\n');
	}
	return t.data;
}

static const char *section(const struct page *p, const char *name)
{
	const char *body = part(p, p->text, arena_printf(p->a, ".Ss %s", name),
				".Ss ", ".Sh ");

	CHECK(body, "no section %s", name);
	return body;
}

static const char *item(const struct page *p, const char *body,
			const char *section_name, const char *key)
{
	const char *text = part(p, body, arena_printf(p->a, ".It Ic %s", key),
				".It Ic", ".El");

	CHECK(text, "%s has no %s", section_name, key);
	return text;
}

static int count_items(const char *body)
{
	int n = 0;

	for (const char *s = body; (s = strstr(s, "\n.It Ic ")); s++)
		n++;
	return n;
}

static void every_key_of_site_yaml_is_there_and_no_other(void **state)
{
	struct page p = page_open();

	(void)state;
	for (int i = 0; site_schemas[i]; i++) {
		const struct schema *s = site_schemas[i];
		const char *body = section(&p, s->name);
		for (int k = 0; k < s->n; k++)
			item(&p, body, s->name, s->fields[k].name);
		CHECK(count_items(body) == s->n, "%s: %d keys, %d in the page",
		      s->name, s->n, count_items(body));
	}
	arena_close(p.a);
}

static void every_column_is_there_and_no_other(void **state)
{
	struct page p = page_open();

	(void)state;
	for (int i = 0; site_list_files[i]; i++) {
		const struct list_file *f = site_list_files[i];
		const char *body = section(&p, f->file);
		for (int k = 0; k < f->n; k++) {
			const char *text = plain(
				&p, item(&p, body, f->file, f->columns[k]));
			bool required = strstr(text, "Required") != NULL;
			CHECK(required == (k < f->required), "%s: %s", f->file,
			      f->columns[k]);
			CHECK(strstr(text, "Example: "), "%s: %s", f->file,
			      f->columns[k]);
		}
		CHECK(count_items(body) == f->n, "%s: %d, %d in the page",
		      f->file, f->n, count_items(body));
	}
	arena_close(p.a);
}

/* What is allowed, as messages word it: the range, the choices. */
static void check_field(const struct page *p, const struct schema *s,
			const struct field *f)
{
	const char *text =
		plain(p, item(p, section(p, s->name), s->name, f->name));
	const char *expected = field_expected(p->a, f);
	const char *range = strstr(expected, " from ");

	CHECK((strstr(text, "Required") != NULL) == f->required, "%s: %s",
	      s->name, f->name);
	if (f->type != FIELD_TIME && (f->min != 0 || f->max != 0)) {
		char *cut = arena_strdup(p->a, range + strlen(" from "));
		if (strchr(cut, ','))
			*strchr(cut, ',') = '\0';
		CHECK(strstr(text, cut), "%s: %s: no \"%s\"", s->name, f->name,
		      cut);
	}
	for (const char *w = f->words; w && *w;) {
		size_t len = strcspn(w, "|");
		const char *word = arena_strndup(p->a, w, len);
		CHECK(strstr(text, word), "%s: %s: no \"%s\"", s->name, f->name,
		      word);
		w += len + (w[len] == '|');
	}
}

static void ranges_and_choices_are_those_that_are_checked(void **state)
{
	struct page p = page_open();

	(void)state;
	for (int i = 0; site_schemas[i]; i++)
		for (int k = 0; k < site_schemas[i]->n; k++)
			check_field(&p, site_schemas[i],
				    &site_schemas[i]->fields[k]);
	arena_close(p.a);
}

static void its_example_is_a_site(void **state)
{
	struct page p = page_open();
	struct scratch s = scratch_open();
	struct site site;
	const char *body = part(&p, p.text, ".Sh EXAMPLES", ".Sh ", ".Sh ");

	(void)state;
	assert_non_null(body);
	const char *yaml =
		part(&p, body, ".Bd -literal -offset indent", ".Ed", ".Ed");
	assert_non_null(yaml);
	scratch_write(&s, "site.yaml", yaml + 1);
	CHECK(site_load(p.a, s.dir, &site, &p.e) == RC_OK, "%d: %s",
	      p.e.list[0].place.line, p.e.list[0].text);
	assert_int_equal(site.n_queues, 1);
	assert_int_equal(site.contracts[0].n_rules, 2);
	scratch_close(&s);
	arena_close(p.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_key_of_site_yaml_is_there_and_no_other),
		cmocka_unit_test(every_column_is_there_and_no_other),
		cmocka_unit_test(ranges_and_choices_are_those_that_are_checked),
		cmocka_unit_test(its_example_is_a_site),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
