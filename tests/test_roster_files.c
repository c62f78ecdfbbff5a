/* roster.csv - as wfm writes it, and as planners leave it. */
#include "check.h"
#include "small_site.h"

#include <string.h>

#include "base/random.h"
#include "base/text.h"
#include "formats/plan_files.h"

static enum rc read(struct small *s, const char *csv, struct roster *r)
{
	struct input in = { "roster.csv", csv, strlen(csv) };

	s->err = err_new(s->arena);
	return roster_read(s->arena, &s->site, s->monday, 7, &in, r, &s->err);
}

static const char *written(struct small *s, const struct roster *r)
{
	struct text t = text_new(s->arena);

	roster_write(&t, &s->site, r);
	return t.data;
}

/* The same text with one piece changed, everywhere. */
static const char *changed(struct arena *a, const char *s, const char *from,
			   const char *to)
{
	struct text t = text_new(a);
	const char *at;

	for (; (at = strstr(s, from)); s = at + strlen(from)) {
		text_add_bytes(&t, s, (size_t)(at - s));
		text_add(&t, to);
	}
	text_add(&t, s);
	return t.data;
}

/* A week in which clocks change on its Sunday: any duties of any people. */
static void any_roster_comes_back(void **state)
{
	static const struct civil mondays[] = { { 2026, 3, 23 },
						{ 2026, 10, 19 },
						{ 2026, 12, 7 } };
	struct random rnd = random_stream(11, 1);

	(void)state;
	for (int round = 0; round < 60; round++) {
		struct arena *a = arena_open();
		struct small *s = small_new(a, "Europe/London");
		s->monday = date_from_civil(mondays[round % 3]);
		struct roster r = small_roster(s, 0, 7), back;
		for (int i = 0; i < 2; i++)
			for (int d = 0; d < 7; d++) {
				int k = random_below(&rnd, 6);
				struct cell *c;
				if (k < 4)
					small_put(s, &r, i, d, k);
				c = roster_cell(&r, i, s->monday + d);
				if (k >= 4)
					c->kind =
						k == 4 ? CELL_ABSENT : CELL_OFF;
				c->locked = random_below(&rnd, 2) == 1;
			}
		const char *first = written(s, &r);
		CHECK(read(s, first, &back) == RC_OK, "%s",
		      s->err.list[0].text);
		assert_int_equal(s->err.warnings, 0);
		assert_string_equal(written(s, &back), first);
		for (int k = 0; k < 14; k++) {
			assert_int_equal(back.cells[k].kind, r.cells[k].kind);
			assert_true(back.cells[k].duty.start ==
				    r.cells[k].duty.start);
			assert_true(back.cells[k].duty.end ==
				    r.cells[k].duty.end);
			assert_int_equal(back.cells[k].duty.paid,
					 r.cells[k].duty.paid);
			assert_int_equal(back.cells[k].locked,
					 r.cells[k].locked);
		}
		arena_close(a);
	}
}

static void a_spreadsheet_may_have_saved_it(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct roster r = small_roster(s, 0, 7), back;

	(void)state;
	small_put(s, &r, 0, 0, DAY);
	small_put(s, &r, 1, 1, NIGHT);
	const char *plain = written(s, &r);
	const char *saved = changed(a, plain, "\n", "\r\n");
	saved = changed(a, saved, ",", ";");
	saved = arena_printf(a, "\xEF\xBB\xBF%s;;;;;;;\r\n", saved);
	assert_int_equal(read(s, saved, &back), RC_OK);
	assert_string_equal(written(s, &back), plain);
	arena_close(a);
}

static void times_without_offsets_are_of_the_site(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct roster r = small_roster(s, 0, 7), back;

	(void)state;
	small_put(s, &r, 0, 0, DAY);
	const char *plain = written(s, &r);
	assert_int_equal(read(s, changed(a, plain, "+00:00", ""), &back),
			 RC_OK);
	assert_string_equal(written(s, &back), plain);
	arena_close(a);
}

/* The planner moved 08:00 to 09:00 and forgot the code: a warning; wfm
 * writes the code that the times have. */
static void moved_times_count(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct roster back;

	(void)state;
	assert_int_equal(
		read(s,
		     "agent,date,shift,start,end,activity\n"
		     "ana,2026-12-07,D0800,2026-12-07T09:00,2026-12-07T17:30,"
		     "work\n",
		     &back),
		RC_OK);
	assert_int_equal(s->err.warnings, 1);
	assert_non_null(strstr(s->err.list[0].text, "the times count"));
	assert_non_null(strstr(written(s, &back), "D0900"));
	arena_close(a);
}

static void a_code_from_elsewhere_is_kept_with_a_warning(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct roster back, again;

	(void)state;
	assert_int_equal(read(s,
			      "agent,date,shift,start,end,activity\n"
			      "ana,2026-12-07,X,2026-12-07T09:00,"
			      "2026-12-07T12:00,work\n",
			      &back),
			 RC_OK);
	assert_int_equal(s->err.warnings, 1);
	assert_int_equal(back.cells[0].duty.shift, -1);
	const char *text = written(s, &back);
	assert_non_null(strstr(text, "?0900"));
	assert_int_equal(read(s, text, &again), RC_OK);
	assert_int_equal(s->err.warnings, 0);
	assert_string_equal(written(s, &again), text);
	arena_close(a);
}

static void contradictions_are_refused(void **state)
{
	static const struct {
		const char *rows;
		int line;
		const char *part;
	} bad[] = {
		{ "ana,2026-12-07,N,2026-12-08T22:00,2026-12-09T06:00,work\n",
		  2, "starts on 2026-12-08" },
		{ "ana,2026-12-07,D0800,2026-12-07T08:00,2026-12-07T12:00,"
		  "work\nana,2026-12-07,D0900,2026-12-07T12:00,"
		  "2026-12-07T16:00,work\n",
		  3, "is \"D0800\" above" },
		{ "ana,2026-12-07,D0800,2026-12-07T08:00,2026-12-07T12:00,"
		  "work\nana,2026-12-07,D0800,2026-12-07T11:00,"
		  "2026-12-07T16:00,work\n",
		  2, "overlap" },
		{ "ana,2026-12-07,D0800,2026-12-07T08:00,2026-12-07T12:00,"
		  "work\nana,2026-12-07,D0800,2026-12-07T12:30,"
		  "2026-12-07T16:00,work\n",
		  2, "leave a hole" },
		{ "ana,2026-12-07,off,,,\nana,2026-12-07,leave,,,holiday\n", 3,
		  "given twice" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct arena *a = arena_open();
		struct small *s = small_new(a, "Europe/London");
		struct roster r;
		enum rc rc = read(
			s,
			arena_printf(a,
				     "agent,date,shift,start,end,activity\n%s",
				     bad[i].rows),
			&r);
		CHECK(rc == RC_DATA && s->err.errors == 1, "%s: %d",
		      bad[i].rows, s->err.errors);
		assert_int_equal(s->err.list[0].place.line, bad[i].line);
		CHECK(strstr(s->err.list[0].text, bad[i].part), "%s",
		      s->err.list[0].text);
		arena_close(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_roster_comes_back),
		cmocka_unit_test(a_spreadsheet_may_have_saved_it),
		cmocka_unit_test(times_without_offsets_are_of_the_site),
		cmocka_unit_test(moved_times_count),
		cmocka_unit_test(a_code_from_elsewhere_is_kept_with_a_warning),
		cmocka_unit_test(contradictions_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
