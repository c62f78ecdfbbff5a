/* say: numbers, times and days as people read them. */
#include "check.h"

#include "formats/say.h"

static struct arena *a;

static void marks_thousands_and_keeps_decimals(void **state)
{
	(void)state;
	assert_string_equal(say_number(a, 31200, 0), "31,200");
	assert_string_equal(say_number(a, 1234567.5, 2), "1,234,567.50");
	assert_string_equal(say_number(a, 999, 1), "999.0");
	assert_string_equal(say_number(a, -1234, 0), "-1,234");
	assert_string_equal(say_number(a, -123, 0), "-123");
	assert_string_equal(say_plain(a, 31200, 1), "31200.0");
}

static void never_says_minus_nothing(void **state)
{
	(void)state;
	assert_string_equal(say_number(a, -0.0, 1), "0.0");
	assert_string_equal(say_plain(a, -0.04, 1), "0.0");
	assert_string_equal(say_signed(a, -0.04, 1), "0.0");
}

static void says_signs_of_differences(void **state)
{
	(void)state;
	assert_string_equal(say_signed(a, 1.25, 1), "+1.3");
	assert_string_equal(say_signed(a, -2, 1), "-2.0");
	assert_string_equal(say_signed(a, 0.01, 1), "0.0");
}

static void unknown_is_a_dash(void **state)
{
	(void)state;
	assert_string_equal(say_number(a, NAN, 1), "-");
	assert_string_equal(say_plain(a, NAN, 1), "-");
	assert_string_equal(say_share(a, NAN, 1), "-");
	assert_string_equal(say_signed(a, NAN, 1), "-");
	assert_string_equal(say_money(a, "GBP", NAN), "GBP -");
}

static void says_shares_money_and_hours(void **state)
{
	(void)state;
	assert_string_equal(say_share(a, 0.823, 1), "82.3 %");
	assert_string_equal(say_share(a, 1, 0), "100 %");
	assert_string_equal(say_money(a, "GBP", 31200.4), "GBP 31,200");
	assert_string_equal(say_money(a, "GBP", 15.5), "GBP 15.50");
	assert_string_equal(say_money(a, "GBP", 15), "GBP 15");
	assert_string_equal(say_money(a, "", 15), "15");
	assert_string_equal(say_hours(a, 465), "7:45");
	assert_string_equal(say_hours(a, -30), "-0:30");
}

/* 2026-11-23 is a Monday. */
static void says_days_with_as_much_as_is_needed(void **state)
{
	const int monday = 20780;

	(void)state;
	assert_string_equal(say_date(a, monday), "Mon 23 Nov 2026");
	assert_string_equal(say_period(a, monday, 7),
			    "Mon 23 - Sun 29 Nov 2026");
	assert_string_equal(say_period(a, monday, 14),
			    "Mon 23 Nov - Sun 6 Dec 2026");
	assert_string_equal(say_period(a, monday, 42),
			    "Mon 23 Nov 2026 - Sun 3 Jan 2027");
	assert_string_equal(say_period(a, monday, 1), "Mon 23 Nov 2026");
}

/* Two hours in which the clock goes back from 02:00 to 01:00. */
static void marks_the_doubled_hour(void **state)
{
	const int wall[] = { 0, 30, 60, 90, 60, 90, 120, 150 };
	const int begin[] = { 0, 8 };
	const struct grid g = { .days = 1,
				.interval = 1800,
				.n = 8,
				.day_begin = begin,
				.wall = wall };

	(void)state;
	assert_string_equal(say_start(a, &g, 3), "01:30");
	assert_string_equal(say_start(a, &g, 5), "01:30b");
	assert_string_equal(say_times(a, &g, 2, 5), "01:00-01:30b");
	assert_string_equal(say_times(a, &g, 6, 8), "02:00-24:00");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_thousands_and_keeps_decimals),
		cmocka_unit_test(never_says_minus_nothing),
		cmocka_unit_test(says_signs_of_differences),
		cmocka_unit_test(unknown_is_a_dash),
		cmocka_unit_test(says_shares_money_and_hours),
		cmocka_unit_test(says_days_with_as_much_as_is_needed),
		cmocka_unit_test(marks_the_doubled_hour),
	};
	int failed;

	a = arena_open();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(a);
	return failed;
}
