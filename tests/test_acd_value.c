#include "check.h"

#include <string.h>

#include "base/date.h"
#include "formats/acd_time.h"
#include "formats/acd_value.h"

static int day_of(int year, int month, int day)
{
	return date_from_civil((struct civil){ year, month, day });
}

static void knows_what_is_not_recorded(void **state)
{
	static const char *const yes[] = { "",	  "-",	  "--",	     "N/A",
					   "n/a", "NA",	  "#N/A",    "NULL",
					   " - ", "None", "\xc2\xa0" };
	static const char *const no[] = { "0", "0:00", "nan", "-1", "x", "." };

	(void)state;
	for (size_t i = 0; i < sizeof(yes) / sizeof(*yes); i++)
		CHECK(acd_missing(yes[i]), "%s", yes[i]);
	for (size_t i = 0; i < sizeof(no) / sizeof(*no); i++)
		CHECK(!acd_missing(no[i]), "%s", no[i]);
}

/* Text, readings, value with a point, value with a comma. */
static void reads_numbers_only_as_they_allow(void **state)
{
	static const struct {
		const char *text;
		unsigned readings;
		double point, comma;
	} cases[] = {
		{ "42", ACD_MARKS, 42, 42 },
		{ " 42 ", ACD_MARKS, 42, 42 },
		{ "-5", ACD_MARKS, -5, -5 },
		{ "312.5", ACD_POINT, 312.5, 0 },
		{ "312,5", ACD_COMMA, 0, 312.5 },
		{ "1.234", ACD_MARKS, 1.234, 1234 },
		{ "1,234", ACD_MARKS, 1234, 1.234 },
		{ "0.123", ACD_POINT, 0.123, 0 },
		{ "1,234.5", ACD_POINT, 1234.5, 0 },
		{ "1.234,5", ACD_COMMA, 0, 1234.5 },
		{ "1.234.567", ACD_COMMA, 0, 1234567 },
		{ "1 234", ACD_MARKS, 1234, 1234 },
		{ "1\xc2\xa0"
		  "234,5",
		  ACD_COMMA, 0, 1234.5 },
		{ "1\xe2\x80\xaf"
		  "234",
		  ACD_MARKS, 1234, 1234 },
		{ "1'234.50", ACD_POINT, 1234.5, 0 },
		{ ".5", ACD_POINT, 0.5, 0 },
		{ "1.2e3", ACD_POINT, 1200, 0 },
		{ "1234.567", ACD_POINT, 1234.567, 0 },
		{ "12,34,567", 0, 0, 0 },
		{ "1 23", 0, 0, 0 },
		{ "nan", 0, 0, 0 },
		{ "inf", 0, 0, 0 },
		{ "0x1F", 0, 0, 0 },
		{ "1e999", 0, 0, 0 },
		{ "5 calls", 0, 0, 0 },
		{ "--5", 0, 0, 0 },
	};
	double x;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const char *s = cases[i].text;

		CHECK(acd_number_readings(s) == cases[i].readings, "%s: %u", s,
		      acd_number_readings(s));
		if (cases[i].readings & ACD_POINT) {
			assert_true(acd_number(s, ACD_POINT, &x));
			CHECK(x == cases[i].point, "%s is %g", s, x);
		}
		if (cases[i].readings & ACD_COMMA) {
			assert_true(acd_number(s, ACD_COMMA, &x));
			CHECK(x == cases[i].comma, "%s is %g", s, x);
		}
	}
}

static void reads_durations(void **state)
{
	static const struct {
		const char *text;
		double seconds; /* -1: none */
	} cases[] = {
		{ "95", 95 },	    { "95.5", 95.5 },	  { ":45", 45 },
		{ "1:05", 65 },	    { "12:30", 750 },	  { "75:10", 4510 },
		{ "0:04:12", 252 }, { "01:00:00", 3600 }, { "0:00", 0 },
		{ "1:02.5", 62.5 }, { "1:60", -1 },	  { "1:2:3:4", -1 },
		{ "1:", -1 },	    { ":", -1 },	  { "-1:00", -1 },
		{ "a:10", -1 },	    { "1::2", -1 },
	};
	double x;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		bool read = acd_duration(cases[i].text, ACD_POINT, &x);

		CHECK(read == (cases[i].seconds >= 0), "%s", cases[i].text);
		CHECK(!read || x == cases[i].seconds, "%s is %g", cases[i].text,
		      x);
	}
}

static void reads_dates_only_as_they_allow(void **state)
{
	static const struct {
		const char *text;
		unsigned readings;
	} cases[] = {
		{ "2026-03-02", ACD_YMD },
		{ "2026/3/2", ACD_YMD },
		{ "20260302", ACD_YMD },
		{ "03/04/2026", ACD_DMY | ACD_MDY },
		{ "03.04.2026", ACD_DMY | ACD_MDY },
		{ "13/04/2026", ACD_DMY },
		{ "04/13/2026", ACD_MDY },
		{ "13042026", ACD_DMY },
		{ "3/14/26", ACD_MDY },
		{ "3/4/26", ACD_MDY | ACD_DMY },
		{ "03-04-26", ACD_DATES },
		{ "02-Mar-2026", ACD_DMY },
		{ "Mar-02-2026", ACD_MDY },
		{ "2026-02-29", 0 },
		{ "31/04/2026", 0 },
		{ "2026-03", 0 },
		{ "2026-03/02", 0 },
		{ "03/04/26 x", 0 },
		{ "8:00", 0 },
		{ "12", 0 },
		{ "", 0 },
	};
	int day;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		CHECK(acd_date_readings(cases[i].text) == cases[i].readings,
		      "%s: %u", cases[i].text,
		      acd_date_readings(cases[i].text));
	assert_true(acd_date("03/04/2026", ACD_DMY, &day));
	assert_int_equal(day, day_of(2026, 4, 3));
	assert_true(acd_date("03/04/2026", ACD_MDY, &day));
	assert_int_equal(day, day_of(2026, 3, 4));
	assert_true(acd_date("02-Mar-26", ACD_DMY, &day));
	assert_int_equal(day, day_of(2026, 3, 2));
	assert_true(acd_date("2.3.99", ACD_DMY, &day));
	assert_int_equal(day, day_of(1999, 3, 2));
	assert_false(acd_date("2026-02-29", ACD_YMD, &day));
}

static void reads_clocks(void **state)
{
	static const struct {
		const char *text;
		bool hours;
		int seconds; /* -1: none */
	} cases[] = {
		{ "8:00", false, 28800 },
		{ "08:15:00", false, 29700 },
		{ "8:00AM", false, 28800 },
		{ "8:00 pm", false, 72000 },
		{ "8:30 p.m.", false, 73800 },
		{ "12:00AM", false, 0 },
		{ "12:15 am", false, 900 },
		{ "12:00PM", false, 43200 },
		{ "0800", false, 28800 },
		{ "800", false, 28800 },
		{ "1530", false, 55800 },
		{ "30", false, 1800 },
		{ "0", false, 0 },
		{ "8", true, 28800 },
		{ "8", false, 480 },
		{ "23", true, 82800 },
		{ "24:00", false, 86400 },
		{ ".5", false, 43200 },
		{ "0.333333333", false, 28800 },
		{ "8:00:00.000", false, 28800 },
		{ "8 AM", false, 28800 },
		{ "13:00PM", false, -1 },
		{ "24:01", false, -1 },
		{ "8:60", false, -1 },
		{ "860", false, -1 },
		{ "25", true, -1 },
		{ "8:0", false, -1 },
		{ "8.30", false, -1 },
		{ "1.0", false, -1 },
		{ "", false, -1 },
		{ "x", false, -1 },
	};
	struct acd_clock c;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		bool read = acd_clock(cases[i].text, cases[i].hours, &c);

		CHECK(read == (cases[i].seconds >= 0), "%s", cases[i].text);
		CHECK(!read || c.seconds == cases[i].seconds, "%s is %d",
		      cases[i].text, c.seconds);
	}
}

static void reads_date_and_time_in_one(void **state)
{
	const int day = day_of(2026, 3, 2);
	static const struct {
		const char *text;
		int seconds;
		bool has_offset;
		int offset;
	} cases[] = {
		{ "2026-03-02T08:00:00.000Z", 28800, true, 0 },
		{ "2026-03-02T08:00Z", 28800, true, 0 },
		{ "2026-03-02 08:00+01:00", 28800, true, 3600 },
		{ "2026-03-02T08:00-0530", 28800, true, -19800 },
		{ "2026-03-02 08:00 UTC", 28800, true, 0 },
		{ "20260302 08:00:00", 28800, false, 0 },
		{ "2026-03-02 8:00 AM", 28800, false, 0 },
		{ "1772438400", 28800, true, 0 },
		{ "1772438400000", 28800, true, 0 },
	};
	struct acd_stamp s;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		CHECK(acd_stamp(cases[i].text, ACD_YMD, &s), "%s",
		      cases[i].text);
		CHECK(s.day == day && s.seconds == cases[i].seconds &&
			      s.has_offset == cases[i].has_offset &&
			      s.offset == cases[i].offset,
		      "%s: day %d, %d s, offset %d", cases[i].text, s.day,
		      s.seconds, s.offset);
	}
	assert_true(acd_stamp("02/03/2026 8:00 AM", ACD_DMY, &s));
	assert_int_equal(s.day, day);
	assert_int_equal(acd_stamp_readings("02/03/2026 8:00 AM"),
			 ACD_DMY | ACD_MDY);
	assert_int_equal(acd_stamp_readings("2026-03-02T08:00+25:00"), 0);
	assert_int_equal(acd_stamp_readings("2026-03-02"), 0);
	assert_int_equal(acd_stamp_readings("2026-02-30 08:00"), 0);
}

/* Every text behind every other: the day is taken over only where the whole
 * text would be read as the same day and time. */
static void the_day_of_the_row_before_is_read_alike(void **state)
{
	static const char *const texts[] = {
		"2026-03-02T08:00:00.000Z",
		"2026-03-02T08:00",
		"2026-03-02T23:59:59",
		"2026-03-02T24:00",
		"2026-03-02T8:00",
		"2026-03-02 08:00",
		"2026-03-02  08:00",
		"2026-03-02 08:00 PM",
		"2026-03-02 08:00+01:00",
		"2026-03-02 08:00Z",
		"2026-03-02 08:00-0530",
		"2026-03-02 08:00+15:00",
		"2026-03-02 08:00+01",
		"2026-03-02 08:00+01:60",
		"2026-03-02 08:00+01:0",
		"2026-03-02T08:00:00.5-05:30",
		"2026-03-02 08:60",
		"2026-03-02 08:00:61",
		"2026-03-02 0800",
		"2026-03-02 08:00.5",
		"2026-03-02 08:00:00.",
		"2026-03-02 08:00:00:00",
		"2026-03-02 ",
		"2026-03-02",
		" 2026-03-02 08:00",
		"2026-03-021 08:00",
		"02/03/2026 08:00",
		"02/03/2026 08:00 ",
		"03/02/2026 08:00",
		"2 Oct 2026 08:00",
		"02-Oct-2026 08:00",
		"02-OCT-2026T08:00",
		"20260302 08:00:00",
		"1772438400",
		"20260302T08:00Z",
		"",
		"x 08:00",
		"T08:00",
	};
	enum { N = sizeof(texts) / sizeof(*texts) };
	struct acd_stamp slow, again;
	int taken = 0;

	(void)state;
	for (unsigned order = ACD_YMD; order <= ACD_MDY; order *= 2)
		for (int i = 0; i < N * N; i++) {
			const char *first = texts[i / N], *next = texts[i % N];
			struct acd_same_day day = { .len = 0 };

			if (!acd_stamp(first, order, &slow))
				continue;
			acd_day_learn(&day, first, slow.day);
			if (!acd_stamp_again(&day, next, &again))
				continue;
			taken++;
			CHECK(acd_stamp(next, order, &slow), "\"%s\"", next);
			CHECK(slow.day == again.day &&
				      slow.seconds == again.seconds &&
				      slow.has_offset == again.has_offset &&
				      slow.offset == again.offset,
			      "\"%s\" behind \"%s\"", next, first);
		}
	CHECK(taken > 20, "%d", taken);
}

static void names_lose_all_but_letters_and_digits(void **state)
{
	char buf[12];

	(void)state;
	assert_string_equal(acd_plain_name("Avg ACD_Time", buf, 12),
			    "avgacdtime");
	assert_string_equal(acd_plain_name("a-b-c-d-e-f-g-h-i-j-k-l", buf, 12),
			    "abcdefghijk");
	assert_string_equal(acd_plain_name(" - ", buf, 12), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_what_is_not_recorded),
		cmocka_unit_test(reads_numbers_only_as_they_allow),
		cmocka_unit_test(reads_durations),
		cmocka_unit_test(reads_dates_only_as_they_allow),
		cmocka_unit_test(reads_clocks),
		cmocka_unit_test(reads_date_and_time_in_one),
		cmocka_unit_test(the_day_of_the_row_before_is_read_alike),
		cmocka_unit_test(names_lose_all_but_letters_and_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
