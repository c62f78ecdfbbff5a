#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"

static int day_of(int year, int month, int day)
{
	return date_from_civil((struct civil){ year, month, day });
}

/* Every day from 1900 to 2100 against libc. */
static void agrees_with_libc_day_by_day(void **state)
{
	(void)state;
	for (int d = day_of(1900, 1, 1); d <= day_of(2100, 12, 31); d++) {
		time_t t = (time_t)d * 86400;
		struct tm tm;
		char text[32], ours[11];

		gmtime_r(&t, &tm);
		struct civil c = date_civil(d);
		assert_int_equal(c.year, tm.tm_year + 1900);
		assert_int_equal(c.month, tm.tm_mon + 1);
		assert_int_equal(c.day, tm.tm_mday);
		assert_int_equal(date_from_civil(c), d);
		assert_int_equal(timegm(&tm), t);
		assert_int_equal(date_weekday(d), (tm.tm_wday + 6) % 7);
		assert_int_equal(date_day_of_year(d), tm.tm_yday + 1);
		struct iso_week w = date_week(d);
		strftime(text, sizeof(text), "%G %V", &tm);
		assert_int_equal(w.year, strtol(text, NULL, 10));
		assert_int_equal(w.week, strtol(text + 5, NULL, 10));
		assert_int_equal(date_from_week(w), d - date_weekday(d));
		strftime(text, sizeof(text), "%Y-%m-%d", &tm);
		assert_string_equal(date_format(d, ours), text);
	}
}

static void every_valid_day_goes_there_and_back(void **state)
{
	char text[11];
	int back;

	(void)state;
	for (int d = DATE_MIN; d <= DATE_MAX; d++) {
		if (date_from_civil(date_civil(d)) != d)
			fail_msg("day %d", d);
		date_week(d);
		if (d % 11 == 0) {
			CHECK(date_parse(date_format(d, text), &back) &&
				      back == d,
			      "%s", text);
		}
	}
	assert_string_equal(date_format(DATE_MIN, text), "0001-01-01");
	assert_string_equal(date_format(DATE_MAX, text), "9999-12-31");
}

/* Easter Sundays as published: Gregorian from the tables of the US Naval
 * Observatory, Orthodox in the Gregorian calendar. */
static void knows_published_easters(void **state)
{
	static const int western[][3] = {
		{ 1818, 3, 22 }, { 1900, 4, 15 }, { 1943, 4, 25 },
		{ 1961, 4, 2 },	 { 2000, 4, 23 }, { 2008, 3, 23 },
		{ 2011, 4, 24 }, { 2016, 3, 27 }, { 2024, 3, 31 },
		{ 2025, 4, 20 }, { 2026, 4, 5 },  { 2027, 3, 28 },
		{ 2038, 4, 25 },
	};
	static const int orthodox[][3] = {
		{ 2000, 4, 30 }, { 2008, 4, 27 }, { 2011, 4, 24 },
		{ 2016, 5, 1 },	 { 2021, 5, 2 },  { 2023, 4, 16 },
		{ 2024, 5, 5 },	 { 2025, 4, 20 }, { 2026, 4, 12 },
		{ 2027, 5, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(western) / sizeof(*western); i++)
		assert_int_equal(
			date_easter(western[i][0]),
			day_of(western[i][0], western[i][1], western[i][2]));
	for (size_t i = 0; i < sizeof(orthodox) / sizeof(*orthodox); i++)
		assert_int_equal(
			date_orthodox_easter(orthodox[i][0]),
			day_of(orthodox[i][0], orthodox[i][1], orthodox[i][2]));
}

/* The rule itself: the Sunday after the full moon of the 19-year cycle. */
static void easter_is_a_sunday_in_its_season(void **state)
{
	(void)state;
	for (int y = 1583; y <= 9998; y++) {
		int e = date_easter(y);
		assert_int_equal(date_weekday(e), SUNDAY);
		assert_in_range(e - day_of(y, 3, 22), 0, 34);
	}
	for (int y = 1900; y <= 2099; y++) {
		int e = date_orthodox_easter(y);
		assert_int_equal(date_weekday(e), SUNDAY);
		assert_in_range(e - day_of(y, 4, 4), 0, 34);
		assert_true(e >= date_easter(y));
	}
}

static void refuses_what_is_no_date(void **state)
{
	static const char *const bad[] = {
		"",	      "2026",	     "2026-1-01",	 "2026-01-1",
		"2026-13-01", "2026-00-10",  "2026-02-29",	 "2026-04-31",
		"2026-01-00", "0000-01-01",  "2026/01/01",	 "2026-01-01 ",
		" 026-01-01", "2026-01-01T", "-026-01-01",	 "12026-01-01",
		"2026-+1-01", "1900-02-29",  "2026-01-\xD9\xA1",
	};
	int day = 77;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(!date_parse(bad[i], &day), "\"%s\"", bad[i]);
	assert_int_equal(day, 77);
	assert_true(date_parse("2000-02-29", &day));
	assert_int_equal(day, day_of(2000, 2, 29));
}

static void knows_weekdays_by_key_and_name(void **state)
{
	int w;

	(void)state;
	for (int i = MONDAY; i <= SUNDAY; i++) {
		assert_true(date_parse_weekday(date_weekday_key(i), &w));
		assert_int_equal(w, i);
	}
	assert_true(date_parse_weekday("Sunday", &w));
	assert_int_equal(w, SUNDAY);
	assert_true(date_parse_weekday("WED", &w));
	assert_int_equal(w, WEDNESDAY);
	assert_false(date_parse_weekday("mo", &w));
	assert_false(date_parse_weekday("mond", &w));
	assert_false(date_parse_weekday("", &w));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_libc_day_by_day),
		cmocka_unit_test(every_valid_day_goes_there_and_back),
		cmocka_unit_test(knows_published_easters),
		cmocka_unit_test(easter_is_a_sunday_in_its_season),
		cmocka_unit_test(refuses_what_is_no_date),
		cmocka_unit_test(knows_weekdays_by_key_and_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
