#include "check.h"

#include "small_site.h"

static struct arena *arena;

static const struct person_day *day_of(const struct small *s, int agent, int d)
{
	return &s->period.people[agent].days[d];
}

struct sums {
	int min, max, credit;
};

static struct sums sums_of(const struct small *s, int agent, int from,
			   int until)
{
	struct sums sum = { 0, 0, 0 };

	for (int d = from; d < until; d++) {
		sum.min += day_of(s, agent, d)->min_due;
		sum.max += day_of(s, agent, d)->max_due;
		sum.credit += day_of(s, agent, d)->credit;
	}
	return sum;
}

#define CHECK_SUMS(s, agent, from, until, a, b, c)                             \
	do {                                                                   \
		struct sums sums_ = sums_of((s), (agent), (from), (until));    \
		assert_int_equal(sums_.min, (a));                              \
		assert_int_equal(sums_.max, (b));                              \
		assert_int_equal(sums_.credit, (c));                           \
	} while (0)

static void a_full_week_owes_the_contract(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	s->terms[1][0].min_minutes = 1200;
	s->terms[1][0].max_minutes = 1501;
	small_period(s, 14, NULL);
	CHECK_SUMS(s, 0, 0, 7, 2400, 2400, 0);
	CHECK_SUMS(s, 0, 7, 14, 2400, 2400, 0);
	CHECK_SUMS(s, 1, 7, 14, 1200, 1501, 0);
	assert_int_equal(s->period.grid.days, 15);
}

/* Without a most there is none in a part of a week either; without a contract
 * day parts are rounded to the minute: 3/7 of 2400 are 1028.6. */
static void parts_of_open_ended_hours_are_open_ended(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	s->terms[0][0].max_minutes = RULE_NO_MAX;
	s->contracts[1].day_minutes = 0;
	s->terms[1][0].contract = 1;
	small_leave(s, 0, UNPAID, 0, 1);
	small_period(s, 3, NULL);
	CHECK_SUMS(s, 0, 0, 3, 960 - 480, RULE_NO_MAX, 0);
	CHECK_SUMS(s, 1, 0, 3, 1028, 1029, 0);
}

/* 5/7 of 40 h are 28.57 h: three to four days of 8 h. */
static void a_starter_owes_the_part_of_the_week(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	s->terms[0][0].from = s->monday + 2;
	small_period(s, 14, NULL);
	assert_null(day_of(s, 0, 1)->term);
	assert_int_equal(day_of(s, 0, 1)->max_due, 0);
	CHECK_SUMS(s, 0, 0, 7, 1440, 1920, 0);
	CHECK_SUMS(s, 0, 7, 14, 2400, 2400, 0);
}

/* Monday to Thursday are 4/7 of 40 h, 22.86 h. */
static void a_leaver_owes_nothing_after_the_last_day(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	s->terms[0][0].until = s->monday + 4;
	small_period(s, 14, NULL);
	CHECK_SUMS(s, 0, 0, 7, 960, 1440, 0);
	CHECK_SUMS(s, 0, 7, 14, 0, 0, 0);
	struct day_range w = period_hours_window(&s->period, 0, s->monday + 5);
	assert_int_equal(w.from, w.until);
}

/* Three days of 40 h and four of 20 h: (120 + 80) / 7 = 28.57 h; the new
 * contract's days of 4 h round it. */
static void a_new_contract_within_the_week_mixes_both(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	s->contracts[1].day_minutes = 240;
	s->terms[0][1] = s->terms[0][0];
	s->terms[0][0].until = s->monday + 3;
	s->terms[0][1].from = s->monday + 3;
	s->terms[0][1].contract = 1;
	s->terms[0][1].min_minutes = 1200;
	s->terms[0][1].max_minutes = 1200;
	s->agents[0].n_terms = 2;
	small_period(s, 14, NULL);
	assert_int_equal(day_of(s, 0, 2)->term->contract, 0);
	assert_int_equal(day_of(s, 0, 3)->term->contract, 1);
	CHECK_SUMS(s, 0, 0, 7, 1680, 1920, 0);
	CHECK_SUMS(s, 0, 7, 14, 1200, 1200, 0);
	struct day_range w = period_hours_window(&s->period, 0, s->monday + 5);
	assert_int_equal(w.from, s->monday);
	assert_int_equal(w.until, s->monday + 7);
}

/* Weekly hours, then monthly ones: two sums, not one. */
static void other_windows_are_summed_apart(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	s->contracts[1].hours_over = OVER_CALENDAR_MONTH;
	s->terms[0][1] = s->terms[0][0];
	s->terms[0][0].until = s->monday + 3;
	s->terms[0][1].from = s->monday + 3;
	s->terms[0][1].contract = 1;
	s->terms[0][1].min_minutes = s->terms[0][1].max_minutes = 31 * 480;
	s->agents[0].n_terms = 2;
	small_period(s, 14, NULL);
	/* 3/7 of 40 h are 17.1 h; 11 of December's 31 days of 8 h each. */
	CHECK_SUMS(s, 0, 0, 3, 960, 1440, 0);
	CHECK_SUMS(s, 0, 3, 14, 11 * 480, 11 * 480, 0);
	struct day_range w = period_hours_window(&s->period, 0, s->monday + 9);
	assert_int_equal(w.from, s->monday + 3);
	assert_int_equal(w.until, s->monday + 14);
	w = period_hours_window(&s->period, 0, s->monday + 1);
	assert_int_equal(w.until, s->monday + 3);
}

static void a_week_of_leave_credits_a_week(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	small_leave(s, 0, HOLIDAY, 0, 7);
	small_leave(s, 1, SICK, 8, 11);
	small_period(s, 14, NULL);
	CHECK_SUMS(s, 0, 0, 7, 2400, 2400, 2400);
	CHECK_SUMS(s, 0, 7, 14, 2400, 2400, 0);
	CHECK_SUMS(s, 1, 7, 14, 2400, 2400, 3 * 480);
	assert_int_equal(day_of(s, 0, 6)->absence, HOLIDAY);
	assert_int_equal(day_of(s, 0, 7)->absence, -1);
}

/* 165 h in 31 days are 37 h 16 min a week, four days and a part, and in 21
 * days 111.8 h: 13 to 14 days. */
static void monthly_hours_credit_a_week_for_a_week(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	s->contracts[0].hours_over = OVER_CALENDAR_MONTH;
	s->terms[0][0].min_minutes = s->terms[0][0].max_minutes = 165 * 60;
	small_leave(s, 0, HOLIDAY, 0, 7);
	small_period(s, 21, NULL);
	CHECK_SUMS(s, 0, 0, 7, 13 * 160, 14 * 160, 2236);
	CHECK_SUMS(s, 0, 0, 21, 13 * 480, 14 * 480, 2236);
}

/* Two unpaid days: 24 h are left to work. */
static void unpaid_leave_lowers_what_is_owed(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	small_leave(s, 0, UNPAID, 1, 3);
	small_leave(s, 1, UNPAID, 0, 7);
	small_period(s, 7, NULL);
	CHECK_SUMS(s, 0, 0, 7, 1440, 1440, 0);
	CHECK_SUMS(s, 1, 0, 7, 0, 0, 0);
}

static void unapproved_absence_binds_nobody(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	small_leave(s, 0, HOLIDAY, 1, 3);
	s->absences[0].approved = false;
	small_period(s, 7, NULL);
	assert_int_equal(day_of(s, 0, 1)->absence, -1);
	assert_int_equal(s->period.people[0].n_spans, 0);
}

/* From Tuesday 14:00 to Thursday 10:00: Wednesday is absent, the rest are
 * holes, over which a duty may lie. */
static void a_part_day_is_a_hole(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	small_absence(s, 0, UNPAID, small_time(s, 1, 840),
		      small_time(s, 3, 600));
	small_period(s, 7, NULL);
	const struct person *p = &s->period.people[0];
	assert_int_equal(p->n_spans, 3);
	assert_int_equal(p->spans[0].kind, SPAN_HOLE);
	assert_int_equal(p->spans[0].span.from, small_time(s, 1, 840));
	assert_int_equal(p->spans[1].kind, SPAN_BLOCK);
	assert_int_equal(p->spans[2].kind, SPAN_HOLE);
	assert_int_equal(p->spans[2].span.until, small_time(s, 3, 600));
	assert_int_equal(day_of(s, 0, 1)->absence, -1);
	assert_int_equal(day_of(s, 0, 2)->absence, UNPAID);
	/* The day lowers both, the holes of 10 h each a contract day's
	 * minimum. */
	CHECK_SUMS(s, 0, 0, 7, 2400 - 3 * 480, 2400 - 480, 0);
	s->absences[0].type = SICK;
	small_period(s, 7, NULL);
	CHECK_SUMS(s, 0, 0, 7, 2400, 2400, 480);
	s->absences[0].type = UNPAID;
	small_period(s, 7, NULL);
	p = &s->period.people[0];
	assert_null(person_blocked(p, small_time(s, 1, 480),
				   small_time(s, 1, 1000)));
	assert_non_null(person_blocked(p, small_time(s, 1, 1320),
				       small_time(s, 2, 360)));
	assert_null(
		person_blocked(p, small_time(s, 3, 0), small_time(s, 3, 500)));
}

static void a_leave_day_of_25_hours_is_one_day(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	s->monday = date_from_civil((struct civil){ 2026, 10, 19 });
	small_leave(s, 0, HOLIDAY, 6, 7);
	small_period(s, 7, NULL);
	assert_int_equal(s->period.people[0].n_spans, 1);
	assert_int_equal(day_of(s, 0, 6)->absence, HOLIDAY);
	CHECK_SUMS(s, 0, 0, 7, 2400, 2400, 480);
}

static void line(struct small *s, enum availability_kind kind, days_set days,
		 int from, int until)
{
	int n = s->agents[0].n_availability++;

	s->agents[0].availability = s->availability;
	s->availability[n] = (struct availability){ .days = days,
						    .window = { from, until },
						    .from = DATE_NONE,
						    .until = DATE_NONE,
						    .kind = kind };
}

static bool free_at(const struct small *s, int d, int from, int until)
{
	return !person_blocked(&s->period.people[0], small_time(s, d, from),
			       small_time(s, d, until));
}

static void cannot_blocks_its_window(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	line(s, AVAILABLE_CANNOT, 1 << TUESDAY, 1080, 1440 + 360);
	small_period(s, 7, NULL);
	assert_true(free_at(s, 1, 480, 1080));
	assert_false(free_at(s, 1, 480, 1081));
	assert_false(free_at(s, 2, 359, 800));
	assert_true(free_at(s, 2, 360, 800));
	assert_true(free_at(s, 3, 0, 1440));
}

/* Two windows on Tuesdays: all else of Tuesday is blocked, nothing of the
 * other days. */
static void can_blocks_all_but_the_union(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	line(s, AVAILABLE_CAN, 1 << TUESDAY, 480, 720);
	line(s, AVAILABLE_CAN, 1 << TUESDAY, 660, 960);
	line(s, AVAILABLE_CAN, 1 << TUESDAY, 1320, 1440 + 360);
	small_period(s, 7, NULL);
	assert_true(free_at(s, 1, 480, 960));
	assert_false(free_at(s, 1, 479, 960));
	assert_false(free_at(s, 1, 480, 961));
	assert_true(free_at(s, 1, 1320, 1440 + 360));
	assert_false(free_at(s, 1, 1319, 1440));
	assert_true(free_at(s, 0, 0, 1440));
	assert_true(free_at(s, 2, 0, 1440));
	assert_false(free_at(s, 0, 1380, 1440 + 60));
}

/* Nights on every day: the window of the day before allows the morning. */
static void can_over_midnight_allows_the_morning_after(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	line(s, AVAILABLE_CAN, DAYS_ALL, 1260, 1440 + 420);
	small_period(s, 7, NULL);
	for (int d = 0; d < 7; d++) {
		assert_true(free_at(s, d, 1260, 1440 + 420));
		assert_false(free_at(s, d, 1200, 1300));
		assert_true(free_at(s, d, 0, 420));
	}
}

static void fixed_lines_yield_to_absence_and_dates(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	line(s, AVAILABLE_FIXED, 0x1f, 540, 1050);
	s->availability[0].from = s->monday + 1;
	small_period(s, 7, NULL);
	assert_null(s->period.people[0].fixed[0]);
	assert_non_null(s->period.people[0].fixed[1]);
	s->availability[0].from = s->monday;
	s->availability[0].until = s->monday + 3;
	small_leave(s, 0, HOLIDAY, 1, 2);
	small_period(s, 7, NULL);
	const struct person *p = &s->period.people[0];
	assert_ptr_equal(p->fixed[0], &s->availability[0]);
	assert_null(p->fixed[1]);
	assert_non_null(p->fixed[2]);
	assert_null(p->fixed[3]);
}

static void exceptions_replace_rules_by_name(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct rule own[3] = { { .name = "rest", .min = 720 },
			       { .name = "nights", .strength = RULE_OFF },
			       { .name = "mine", .max = 1 } };
	struct rule_exception exceptions[] = {
		{ &own[0], DATE_NONE, DATE_NONE },
		{ &own[1], s->monday + 6, DATE_NONE },
		{ &own[2], DATE_NONE, DATE_NONE },
		{ &own[2], DATE_NONE, s->monday }
	};
	s->rules[0] = (struct rule){ .name = "rest", .min = 660 };
	s->rules[1] = (struct rule){ .name = "nights", .max = 3 };
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 2;
	s->agents[0].exceptions = exceptions;
	s->agents[0].n_exceptions = 4;
	small_period(s, 7, NULL);
	assert_int_equal(s->period.people[0].n_rules, 2);
	assert_int_equal(s->period.people[0].rules[0].min, 720);
	assert_string_equal(s->period.people[0].rules[1].name, "mine");
	assert_int_equal(s->period.people[1].n_rules, 2);
	assert_int_equal(s->period.people[1].rules[0].min, 660);
}

static void windows_are_anchored(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct period *p = small_period(s, 7, NULL);
	struct day_range w =
		period_window(p, OVER_CALENDAR_WEEK, 1, s->monday + 6);

	assert_int_equal(w.from, s->monday);
	assert_int_equal(w.until, s->monday + 7);
	s->site.week_start = SUNDAY;
	w = period_window(p, OVER_CALENDAR_WEEK, 1, s->monday + 6);
	assert_int_equal(w.from, s->monday + 6);
	assert_int_equal(site_week_begin(&s->site, s->monday + 9),
			 s->monday + 6);
	s->site.week_start = MONDAY;
	s->site.period_from = s->monday + 2;
	w = period_window(p, OVER_CALENDAR_WEEK, 4, s->monday + 20);
	assert_int_equal(w.from, s->monday);
	w = period_window(p, OVER_CALENDAR_WEEK, 4, s->monday - 1);
	assert_int_equal(w.from, s->monday - 28);
	w = period_window(p, OVER_CALENDAR_MONTH, 1, s->monday);
	assert_int_equal(w.from, s->monday - 6);
	assert_int_equal(w.until, s->monday + 25);
	w = period_window(p, OVER_ROLLING, 9, s->monday);
	assert_int_equal(w.until, s->monday + 9);
	w = period_window(p, OVER_PERIOD, 1, s->monday + 3);
	assert_int_equal(w.from, s->monday);
	assert_int_equal(w.until, s->monday + 7);
}

static void bad_periods_are_refused(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct roster other = roster_new(arena, s->monday - 7, 7, 5);
	enum rc rc = period_new(arena, &s->site, s->monday, 0, NULL, NULL,
				&s->period, &s->err);

	assert_int_equal(rc, RC_DATA);
	rc = period_new(arena, &s->site, s->monday, 7, &other, NULL, &s->period,
			&s->err);
	assert_int_equal(rc, RC_DATA);
	assert_int_equal(s->err.errors, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_full_week_owes_the_contract),
		cmocka_unit_test(parts_of_open_ended_hours_are_open_ended),
		cmocka_unit_test(a_starter_owes_the_part_of_the_week),
		cmocka_unit_test(a_leaver_owes_nothing_after_the_last_day),
		cmocka_unit_test(a_new_contract_within_the_week_mixes_both),
		cmocka_unit_test(other_windows_are_summed_apart),
		cmocka_unit_test(a_week_of_leave_credits_a_week),
		cmocka_unit_test(monthly_hours_credit_a_week_for_a_week),
		cmocka_unit_test(unpaid_leave_lowers_what_is_owed),
		cmocka_unit_test(unapproved_absence_binds_nobody),
		cmocka_unit_test(a_part_day_is_a_hole),
		cmocka_unit_test(a_leave_day_of_25_hours_is_one_day),
		cmocka_unit_test(cannot_blocks_its_window),
		cmocka_unit_test(can_blocks_all_but_the_union),
		cmocka_unit_test(can_over_midnight_allows_the_morning_after),
		cmocka_unit_test(fixed_lines_yield_to_absence_and_dates),
		cmocka_unit_test(exceptions_replace_rules_by_name),
		cmocka_unit_test(windows_are_anchored),
		cmocka_unit_test(bad_periods_are_refused),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
