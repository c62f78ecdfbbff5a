/* Every key of site.yaml: allowed, missing, of a wrong kind, out of range. */
#include "check.h"
#include "scratch.h"

#include "base/text.h"
#include "formats/site_files.h"
#include "formats/site_schema.h"

/* Where a map of a schema stands in a file that is good without it. */
struct frame {
	const struct schema *schema;
	const char *before, *after;
};

#define ZONE "site: {time_zone: Europe/London}\n"
#define BASIC ZONE "queues: {sales: {hours: always}}\n"

static const struct frame frames[] = {
	{ &site_schema, "site: ", "" },
	{ &period_schema, ZONE "period: ", "" },
	{ &prices_schema, ZONE "prices: ", "" },
	{ &queue_schema, ZONE "queues: {sales: {hours: always}, q: ", "}" },
	{ &goal_schema,
	  ZONE "queues: {q: {hours: always, service_level: ", "}}" },
	{ &acd_schema, ZONE "queues: {q: {hours: always, acd: [", "]}}" },
	{ &absence_schema, ZONE "absences: {a: ", "}" },
	{ &break_schema, ZONE "breaks: {b: ", "}" },
	{ &shift_schema,
	  BASIC "breaks: {lunch: {length: 30 min}}\nshifts: {s: ", "}" },
	{ &contract_schema,
	  BASIC "shifts: {day: {start: 08:00, paid: 8 h}}\ncontracts: {c: ",
	  "}" },
	{ &pay_schema, ZONE "pay: ", "" },
	{ &premium_schema, ZONE "pay: {evening: ", "}" },
	{ &overtime_schema, ZONE "pay: {overtime: ", "}" },
	{ &changes_schema, ZONE "changes: ", "" },
	{ &holiday_schema,
	  ZONE "holidays: {christmas: {date: 12-25}, h: ", "}" },
};
enum { FRAMES = sizeof(frames) / sizeof(*frames) };

struct trial {
	struct scratch s;
	struct err e;
	enum rc rc;
	struct place value; /* where the tried value begins */
};

static struct place place_in(const char *text, const char *at)
{
	struct place p = { .line = 1, .column = 1 };

	for (const char *s = text; s < at; s++) {
		p.column++;
		if (*s == '\n') {
			p.line++;
			p.column = 1;
		}
	}
	return p;
}

/* A holiday needs a day. */
static const char *beside_in_holiday(const char *key, bool given)
{
	static const char *const days[] = { "date", "weekday", "easter",
					    "orthodox_easter", "bridge" };

	if (!given)
		return "date: 12-24, ";
	if (strcmp(key, "days") == 0)
		return "after: christmas, ";
	if (strcmp(key, "after") == 0)
		return "days: 1, ";
	for (size_t i = 0; i < sizeof(days) / sizeof(*days); i++)
		if (strcmp(key, days[i]) == 0)
			return "";
	return "date: 12-24, ";
}

/* The frame's map with its required keys and one more, or without one. */
static struct trial try(const struct frame *frame, const char *key,
			const char *value)
{
	struct trial t = { .s = scratch_open() };
	struct text yaml = text_new(t.s.arena);
	struct site site;

	text_addf(&yaml, "%s{", frame->before);
	for (int i = 0; i < frame->schema->n; i++) {
		const struct field *f = &frame->schema->fields[i];
		if (f->required && strcmp(f->name, key) != 0)
			text_addf(&yaml, "%s: %s, ", f->name, f->example);
	}
	if (strcmp(key, "concurrency") == 0 || strcmp(key, "levels") == 0)
		text_add(&yaml, "channel: chat, ");
	if (strcmp(key, "levels") == 0)
		text_add(&yaml, "concurrency: 3, ");
	if (strcmp(key, "max_abandon") == 0)
		text_add(&yaml, "patience: 2 min, ");
	if (strcmp(key, "blend") == 0)
		text_add(&yaml, "channel: email, ");
	if (frame->schema == &holiday_schema)
		text_add(&yaml, beside_in_holiday(key, value != NULL));
	size_t at = yaml.len;
	if (value)
		text_addf(&yaml, "%s: %s", key, value);
	text_addf(&yaml, "}%s\n", frame->after);
	if (value)
		t.value = place_in(yaml.data, yaml.data + at + strlen(key) + 2);
	scratch_write(&t.s, "site.yaml", yaml.data);
	t.e = err_new(t.s.arena);
	t.rc = site_load(t.s.arena, t.s.dir, &site, &t.e);
	return t;
}

static void check_allowed(const struct frame *frame, const char *key,
			  const char *value)
{
	struct trial t = try(frame, key, value);

	CHECK(t.rc == RC_OK && t.e.errors == 0, "%s: %s: %s: %s",
	      frame->schema->name, key, value,
	      t.e.n > 0 ? t.e.list[0].text : "");
	scratch_close(&t.s);
}

/* One problem, that names the key, at the value or in it. */
static void check_refused(const struct frame *frame, const char *key,
			  const char *value)
{
	struct trial t = try(frame, key, value);

	CHECK(t.rc == RC_DATA && t.e.errors == 1, "%s: %s: %s: %d errors: %s",
	      frame->schema->name, key, value, t.e.errors,
	      t.e.n > 1 ? t.e.list[1].text : "");
	const struct problem *p = &t.e.list[0];
	CHECK(strstr(p->text, key), "%s: %s", key, p->text);
	CHECK(p->place.line == t.value.line &&
		      p->place.column >= t.value.column,
	      "%s: %d:%d, not %d:%d", p->text, p->place.line, p->place.column,
	      t.value.line, t.value.column);
	scratch_close(&t.s);
}

static void for_every_key(void (*check)(const struct frame *frame,
					const struct field *f))
{
	for (int i = 0; i < FRAMES; i++)
		for (int k = 0; k < frames[i].schema->n; k++)
			check(&frames[i], &frames[i].schema->fields[k]);
}

static void check_example(const struct frame *frame, const struct field *f)
{
	CHECK(f->example, "%s", f->name);
	check_allowed(frame, f->name, f->example);
}

static void every_example_is_allowed(void **state)
{
	(void)state;
	for_every_key(check_example);
}

static void quotes_make_no_difference_to(const struct frame *frame,
					 const struct field *f)
{
	struct arena *a = arena_open();

	if (!strchr("[{", f->example[0]))
		check_allowed(frame, f->name,
			      arena_printf(a, "'%s'", f->example));
	arena_close(a);
}

static void quotes_make_no_difference(void **state)
{
	(void)state;
	for_every_key(quotes_make_no_difference_to);
}

static void check_wrong_kind(const struct frame *frame, const struct field *f)
{
	check_refused(frame, f->name, "[[x]]");
	if (f->type != FIELD_OWN || strchr("[{", f->example[0]) == NULL)
		check_refused(frame, f->name, "{x: y}");
}

static void a_value_of_a_wrong_kind_is_refused(void **state)
{
	(void)state;
	for (int i = 0; i < FRAMES; i++)
		for (int k = 0; k < frames[i].schema->n; k++) {
			const struct field *f = &frames[i].schema->fields[k];
			if (strcmp(f->name, "acd") != 0 &&
			    strcmp(f->name, "service_level") != 0 &&
			    strcmp(f->name, "hours") != 0 &&
			    strcmp(f->name, "rules") != 0 &&
			    strcmp(f->name, "overtime") != 0)
				check_wrong_kind(&frames[i], f);
		}
}

static void check_wrong_text(const struct frame *frame, const struct field *f)
{
	static const char *const wrong[] = { "'@ @'", "''", "'5 parsecs'" };
	bool any_text = f->type == FIELD_TEXT || strcmp(f->name, "acd") == 0;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong) && !any_text; i++)
		if (strcmp(wrong[i], "''") != 0 || f->type != FIELD_OWN)
			check_refused(frame, f->name, wrong[i]);
	if (any_text && f->type == FIELD_TEXT)
		check_refused(frame, f->name, "''");
}

/* Keys whose problems name something else are tried one by one below. */
static void a_wrong_text_is_refused(void **state)
{
	static const char *const elsewhere[] = { "breaks", "queues", "shifts",
						 "overtime" };

	(void)state;
	for (int i = 0; i < FRAMES; i++)
		for (int k = 0; k < frames[i].schema->n; k++) {
			const struct field *f = &frames[i].schema->fields[k];
			bool skip = false;
			for (int j = 0; j < 4; j++)
				skip |= strcmp(f->name, elsewhere[j]) == 0;
			if (!skip)
				check_wrong_text(&frames[i], f);
		}
}

/* x in the unit that the field's min and max have, as a planner writes it. */
static const char *written(struct arena *a, const struct field *f, double x)
{
	struct text t = text_new(a);

	if (f->type == FIELD_SHARE)
		x *= 100;
	text_add_number(&t, x);
	if (f->type == FIELD_SHARE)
		text_add(&t, "%");
	else if (f->type == FIELD_MINUTES)
		text_add(&t, " min");
	else if (f->type == FIELD_SECONDS)
		text_add(&t, " s");
	return t.data;
}

static void check_range(const struct frame *frame, const struct field *f)
{
	struct arena *a = arena_open();
	double step = f->type == FIELD_SHARE   ? 0.0001
		      : f->type == FIELD_MONEY ? 0.01
					       : 1;

	if (f->min == 0 && f->max == 0)
		return arena_close(a);
	check_allowed(frame, f->name, written(a, f, f->min));
	check_allowed(frame, f->name, written(a, f, f->max));
	check_refused(frame, f->name, written(a, f, f->min - step));
	check_refused(frame, f->name, written(a, f, f->max + step));
	check_refused(frame, f->name, "nan");
	check_refused(frame, f->name, "1e999");
	check_refused(frame, f->name, "99999999999999999999999999999");
	arena_close(a);
}

/* A duty of 8 h has no room for gaps of 12 h; a share of 100% belongs to a
 * queue where nobody waits on the line. */
static void ranges_are_kept_to_the_last_unit(void **state)
{
	(void)state;
	for (int i = 0; i < FRAMES; i++)
		for (int k = 0; k < frames[i].schema->n; k++) {
			const struct field *f = &frames[i].schema->fields[k];
			if (strcmp(f->name, "min_gap") != 0 &&
			    frames[i].schema != &goal_schema)
				check_range(&frames[i], f);
		}
}

static void check_required(const struct frame *frame, const struct field *f)
{
	struct trial t = try(frame, f->name, NULL);
	struct arena *a = t.s.arena;

	CHECK((t.rc == RC_OK) == !f->required, "%s: %s", frame->schema->name,
	      f->name);
	if (f->required) {
		const char *part =
			arena_printf(a, "key \"%s\" is missing", f->name);
		CHECK(strstr(t.e.list[0].text, part), "%s", t.e.list[0].text);
	}
	scratch_close(&t.s);
}

static void required_keys_are_missed_others_not(void **state)
{
	(void)state;
	for_every_key(check_required);
}

/* The first letter twice. */
static void check_typo(const struct frame *frame, const struct field *f)
{
	struct arena *a = arena_open();
	const char *typo = arena_printf(a, "%c%s", f->name[0], f->name);
	struct trial t = try(frame, typo, "x");
	bool found = false;

	for (int i = 0; i < t.e.n && strlen(f->name) >= 3; i++)
		found |= strstr(t.e.list[i].text,
				arena_printf(a, "\"%s\"; did you mean \"%s\"?",
					     typo, f->name)) != NULL;
	CHECK(found || strlen(f->name) < 3, "%s", typo);
	scratch_close(&t.s);
	arena_close(a);
}

static void a_typo_in_a_key_is_explained(void **state)
{
	(void)state;
	for (int i = 0; i < FRAMES; i++)
		for (int k = 0;
		     k < frames[i].schema->n && !frames[i].schema->other; k++)
			check_typo(&frames[i], &frames[i].schema->fields[k]);
}

static void every_section_is_known(void **state)
{
	struct scratch s = scratch_open();
	struct err e = err_new(s.arena);
	struct site site;

	(void)state;
	scratch_write(&s, "site.yaml", ZONE "quues: {}\nshift: {}\nwat: 1\n");
	assert_int_equal(site_load(s.arena, s.dir, &site, &e), RC_DATA);
	assert_int_equal(e.errors, 3);
	assert_non_null(strstr(e.list[0].text, "did you mean \"queues\""));
	assert_non_null(strstr(e.list[1].text, "did you mean \"shifts\""));
	assert_non_null(strstr(e.list[2].text, "unknown key \"wat\"; known: "));
	scratch_close(&s);
}

/* Each section must be a map, or for skills a list. */
static void every_section_says_what_it_is(void **state)
{
	(void)state;
	for (int i = 0; i < yaml_schema.n; i++) {
		struct scratch s = scratch_open();
		struct err e = err_new(s.arena);
		struct site site;
		const char *name = yaml_schema.fields[i].name;

		scratch_write(&s, "site.yaml",
			      arena_printf(s.arena, "%s%s: [[x]]\n",
					   i == 0 ? "" : ZONE, name));
		assert_int_equal(site_load(s.arena, s.dir, &site, &e), RC_DATA);
		CHECK(strstr(e.list[0].text, name), "%s", e.list[0].text);
		assert_int_equal(e.list[0].place.line, i == 0 ? 1 : 2);
		scratch_close(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_example_is_allowed),
		cmocka_unit_test(quotes_make_no_difference),
		cmocka_unit_test(a_value_of_a_wrong_kind_is_refused),
		cmocka_unit_test(a_wrong_text_is_refused),
		cmocka_unit_test(ranges_are_kept_to_the_last_unit),
		cmocka_unit_test(required_keys_are_missed_others_not),
		cmocka_unit_test(a_typo_in_a_key_is_explained),
		cmocka_unit_test(every_section_is_known),
		cmocka_unit_test(every_section_says_what_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
