/* plan_files - what is written is what is read back. */
#include <math.h>
#include <string.h>

#include "check.h"
#include "small_site.h"

#include "base/random.h"
#include "base/text.h"
#include "formats/feed.h"
#include "formats/plan_files.h"
#include "maths/staffing_curve.h"

static struct input input_of(const struct text *t)
{
	return (struct input){ "file.csv", t->data, t->len };
}

static struct input input_text(const char *s)
{
	return (struct input){ "file.csv", s, strlen(s) };
}

static bool has_problem(const struct err *e, int line, const char *words)
{
	for (int i = 0; i < e->n; i++)
		if (e->list[i].place.line == line &&
		    strstr(e->list[i].text, words))
			return true;
	return false;
}

/* A night, a day with its lunch, leave, and nothing said. */
static void a_roster_comes_back_as_it_was(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct roster r = small_roster(s, 0, 7), back;
	struct text t = text_new(a), again = text_new(a);

	(void)state;
	small_put(s, &r, 0, 0, DAY);
	small_put(s, &r, 0, 1, NIGHT)->locked = true;
	small_put(s, &r, 1, 2, SHORT);
	roster_cell(&r, 1, s->monday + 3)->kind = CELL_ABSENT;
	roster_cell(&r, 1, s->monday + 4)->kind = CELL_NONE;
	roster_write(&t, &s->site, &r);
	struct input in = input_of(&t);
	assert_int_equal(
		roster_read(a, &s->site, s->monday, 7, &in, &back, &s->err),
		RC_OK);
	roster_write(&again, &s->site, &back);
	assert_string_equal(t.data, again.data);
	const struct cell *c = roster_cell(&back, 0, s->monday);
	assert_int_equal(c->duty.shift, DAY);
	assert_int_equal(c->duty.paid, 480);
	assert_int_equal(c->duty.n, 3);
	assert_true(roster_cell(&back, 0, s->monday + 1)->locked);
	assert_int_equal(roster_cell(&back, 1, s->monday + 4)->kind, CELL_NONE);
	arena_close(a);
}

static void a_shift_code_names_one_duty(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");

	(void)state;
	for (int k = 0; k < s->site.n_shifts; k++) {
		const struct shift *t = &s->shifts[k];

		for (int start = t->first; start <= t->last; start += t->step)
			for (int paid = t->min_paid; paid <= t->max_paid;
			     paid += t->paid_step) {
				struct duty d =
					small_duty(s, k, 0, start, paid);
				int shift, at, length;

				assert_true(shift_from_code(
					&s->site, shift_code(a, &s->site, &d),
					&shift, &at, &length));
				assert_int_equal(shift, k);
				assert_int_equal(at, start % 1440);
				assert_int_equal(length, paid);
			}
	}
	struct duty d = small_duty(s, DAY, 0, 510, 480);
	assert_string_equal(shift_code(a, &s->site, &d), "D0830");
	d = small_duty(s, SHORT, 0, 540, 300);
	assert_string_equal(shift_code(a, &s->site, &d), "S0900-5h");
	assert_false(shift_from_code(&s->site, "D0845", &(int){ 0 },
				     &(int){ 0 }, &(int){ 0 }));
	arena_close(a);
}

static void a_wide_table_is_a_roster_too(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct roster r;
	struct input in = input_text("agent,2026-12-07,2026-12-08\n"
				     "ana,D0830!,off\nben,holiday,\n");

	(void)state;
	assert_int_equal(
		roster_read(a, &s->site, s->monday, 7, &in, &r, &s->err),
		RC_OK);
	const struct cell *c = roster_cell(&r, 0, s->monday);
	assert_true(c->locked);
	assert_int_equal(c->duty.start, small_time(s, 0, 510));
	assert_int_equal(c->duty.end, small_time(s, 0, 510 + 510));
	/* Lunch may begin 180 to 300 minutes after the start: 240. */
	assert_int_equal(c->duty.segments[1].start, small_time(s, 0, 750));
	assert_int_equal(roster_cell(&r, 0, s->monday + 1)->kind, CELL_OFF);
	assert_int_equal(roster_cell(&r, 1, s->monday)->kind, CELL_ABSENT);
	arena_close(a);
}

static void every_bad_row_of_a_roster_is_named(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct roster r;
	struct input in = input_text(
		"agent,date,shift,start,end,activity\n"
		"anna,2026-12-07,off,,,\n"
		"ana,2026-12-07,D0830,2026-12-07T08:30,2026-12-07T08:00,work\n"
		"ana,2026-12-08,D0830,2026-12-08T08:30,2026-12-08T12:00,play\n"
		"ben,2026-12-07,leave,,,gone\n"
		"ben,2026-12-08,off,,,\nben,2026-12-08,off,,,\n");

	(void)state;
	assert_int_equal(
		roster_read(a, &s->site, s->monday, 7, &in, &r, &s->err),
		RC_DATA);
	assert_true(has_problem(&s->err, 2, "did you mean \"ana\""));
	assert_true(has_problem(&s->err, 3, "not after its start"));
	assert_true(has_problem(&s->err, 4, "\"play\""));
	assert_true(has_problem(&s->err, 5, "\"gone\""));
	assert_true(has_problem(&s->err, 7, "given twice"));
	arena_close(a);
}

static void a_requirement_comes_back_as_it_was(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct random rnd = random_stream(3, 1);
	struct grid g = grid_new(a, s->site.zone, s->monday, 2, 1800);
	struct requirement r = requirement_new(a, g, 2), back;
	struct text t = text_new(a), again = text_new(a);

	(void)state;
	for (int k = 0; k < 2; k++) {
		r.rows[k].name = s->queues[k].id;
		r.rows[k].queue = k;
		r.rows[k].queues = (uint64_t)1 << k;
		for (int i = 0; i < g.n; i++) {
			double x = 12 * random_uniform(&rnd);

			r.rows[k].net[i] = x;
			r.rows[k].gross[i] = x / 0.94;
			r.rows[k].plain[i] = x - 0.25 * x;
			r.rows[k].binding[i] = "service";
			r.rows[k].curve[i] =
				staffing_curve(a, x / 0.94, 20, 1.25);
		}
	}
	requirement_write(&t, &r);
	struct input in = input_of(&t);
	assert_int_equal(requirement_read(a, &s->site, g, &in, &back, &s->err),
			 RC_OK);
	requirement_write(&again, &back);
	assert_string_equal(t.data, again.data);
	for (int i = 0; i < g.n; i++)
		for (double x = 0; x < 20; x += 0.5)
			assert_true(curve_cost(&r.rows[1].curve[i], x) ==
				    curve_cost(&back.rows[1].curve[i], x));
	arena_close(a);
}

static void a_rising_curve_is_refused(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct grid g = grid_new(a, s->site.zone, s->monday, 1, 1800);
	struct requirement r;
	struct input in = input_text(
		"row,start,required_net,required_gross,plain,binding,curve\n"
		"sales,2026-12-07T08:00,1,1,1,service,10;0;3 5;1\n"
		"sales,2026-12-07T08:30,1,nan,1,service,10;0;5 3;1\n");

	(void)state;
	assert_int_equal(requirement_read(a, &s->site, g, &in, &r, &s->err),
			 RC_DATA);
	assert_true(has_problem(&s->err, 2, "curve"));
	assert_true(has_problem(&s->err, 3, "required_gross"));
	arena_close(a);
}

/* The 25-hour day of London: every hour is there, the doubled one twice. */
static void a_history_comes_back_over_the_clock_change(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct grid g = grid_new(
		a, s->site.zone,
		date_from_civil((struct civil){ 2026, 10, 25 }), 1, 1800);
	struct workload w = workload_new(a, g, 2), back;
	struct text t = text_new(a), again = text_new(a);

	(void)state;
	assert_int_equal(g.n, 50);
	for (int i = 0; i < 2 * g.n; i++) {
		w.calls[i] = i % 7 ? (double)i : (double)NAN;
		w.aht[i] = i % 7 ? 240 + i / 8.0 : (double)NAN;
	}
	history_write(&t, &s->site, &w);
	struct input in = input_of(&t);
	assert_int_equal(history_read(a, &s->site, &in, &back, &s->err), RC_OK);
	assert_int_equal(back.grid.n, 50);
	history_write(&again, &s->site, &back);
	assert_string_equal(t.data, again.data);
	for (int i = 0; i < 2 * g.n; i++)
		assert_true(w.calls[i] == back.calls[i] ||
			    (isnan(w.calls[i]) && isnan(back.calls[i])));
	arena_close(a);
}

static void bad_history_is_named_line_by_line(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct workload w;
	struct input in = input_text("queue,start,offered,aht\n"
				     "sales,2026-03-02T08:00,12,240\n"
				     "sales,2026-03-02T08:00,13,240\n"
				     "sales,2026-03-02T08:10,12,240\n"
				     "sale,2026-03-02T09:00,12,240\n"
				     "sales,2026-03-02T09:30,-5,240\n"
				     "sales,2026-03-02T10:00,inf,240\n"
				     "sales,2026-02-29T10:00,3,240\n"
				     "sales,2026-03-29T01:30,3,240\n");

	(void)state;
	assert_int_equal(history_read(a, &s->site, &in, &w, &s->err), RC_DATA);
	assert_true(has_problem(&s->err, 3, "first on line 2"));
	assert_true(has_problem(&s->err, 4, "not at an interval"));
	assert_true(has_problem(&s->err, 5, "did you mean \"sales\""));
	assert_true(has_problem(&s->err, 6, "\"-5\""));
	assert_true(has_problem(&s->err, 7, "\"inf\""));
	assert_true(has_problem(&s->err, 8, "2026-02-29"));
	assert_true(has_problem(&s->err, 9, "clocks skip"));
	arena_close(a);
}

static int count(const char *text, const char *what)
{
	int n = 0;

	for (const char *p = text; (p = strstr(p, what)); p++)
		n++;
	return n;
}

/* A name that would add lines, attendees and bytes past the fold. */
static void a_hostile_name_stays_inside_its_calendar_line(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct roster r = small_roster(s, 0, 7);
	struct text t = text_new(a);
	struct agenda agenda = { 0 };
	const struct agenda_event *events[8];

	(void)state;
	s->agents[0].name = "Bob\r\nATTENDEE:mailto:evil@example.org\r\n"
			    "\xe1\x83\x92\xe1\x83\x98\xe1\x83\x9d, A; \\ B "
			    "\xe1\x83\x92\xe1\x83\x98\xe1\x83\x9d"
			    "\xe1\x83\x92\xe1\x83\x98\xe1\x83\x9d"
			    "\xe1\x83\x92\xe1\x83\x98\xe1\x83\x9d";
	small_put(s, &r, 0, 0, DAY);
	small_put(s, &r, 0, 1, NIGHT);
	roster_cell(&r, 0, s->monday + 4)->kind = CELL_ABSENT;
	roster_cell(&r, 0, s->monday + 5)->kind = CELL_ABSENT;
	agenda_of_roster(a, &s->site, &r, 0, false, &agenda);
	for (int i = 0; i < agenda.n; i++)
		events[i] = &agenda.list[i];
	feed_write(&t, &(struct feed){ .site = &s->site,
				       .version = "1",
				       .name = s->agents[0].name,
				       .events = events,
				       .n = agenda.n });
	assert_int_equal(count(t.data, "BEGIN:VEVENT"), 3);
	assert_int_equal(count(t.data, "\r\nATTENDEE"), 0);
	assert_non_null(strstr(t.data, "DTSTART;VALUE=DATE:20261211\r\n"
				       "DTEND;VALUE=DATE:20261213\r\n"));
	for (const char *p = t.data; *p;) {
		const char *end = strstr(p, "\r\n");

		assert_non_null(end);
		assert_true(end - p <= 75);
		assert_true(text_is_utf8(p, (size_t)(end - p)));
		p = end + 2;
	}
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_roster_comes_back_as_it_was),
		cmocka_unit_test(a_shift_code_names_one_duty),
		cmocka_unit_test(a_wide_table_is_a_roster_too),
		cmocka_unit_test(every_bad_row_of_a_roster_is_named),
		cmocka_unit_test(a_requirement_comes_back_as_it_was),
		cmocka_unit_test(a_rising_curve_is_refused),
		cmocka_unit_test(a_history_comes_back_over_the_clock_change),
		cmocka_unit_test(bad_history_is_named_line_by_line),
		cmocka_unit_test(a_hostile_name_stays_inside_its_calendar_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
