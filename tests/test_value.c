#include "check.h"

#include <string.h>

#include "base/date.h"
#include "formats/value.h"

static void reads_flags_and_numbers(void **state)
{
	double x;
	bool b;
	int i;

	(void)state;
	assert_true(value_flag("yes", &b) && b);
	assert_true(value_flag(" No ", &b) && !b);
	assert_true(value_flag("true", &b) && b);
	assert_false(value_flag("1", &b));
	assert_false(value_flag("yes no", &b));
	assert_true(value_int("12", &i) && i == 12);
	assert_true(value_int("-3", &i) && i == -3);
	assert_false(value_int("1.0", &i));
	assert_false(value_int("12 h", &i));
	assert_false(value_int("99999999999", &i));
	assert_true(value_number("12.5", &x) && x == 12.5);
	assert_true(value_number(" -0.25 ", &x) && x == -0.25);
	assert_false(value_number("38,5", &x));
	assert_false(value_number("1e3", &x));
	assert_false(value_number("nan", &x));
	assert_false(value_number("4 2", &x));
	assert_false(value_number("", &x));
}

static void reads_shares_and_money(void **state)
{
	double x;

	(void)state;
	assert_true(value_share("80%", &x) && x == 0.8);
	assert_true(value_share("87.5 %", &x) && x == 0.875);
	assert_true(value_share("180%", &x) && x == 1.8);
	assert_false(value_share("80", &x));
	assert_false(value_share("0.8", &x));
	assert_false(value_share("-5%", &x));
	assert_true(value_change("+10%", &x) && x == 0.1);
	assert_true(value_change("-5 %", &x) && x == -0.05);
	assert_false(value_change("10%", &x));
	assert_true(value_money("40", &x) && x == 40);
	assert_true(value_money("40 per agent-hour", &x) && x == 40);
	assert_true(value_money("16.23 per hour", &x) && x == 16.23);
	assert_false(value_money("40 per week", &x));
	assert_false(value_money("-1", &x));
	assert_false(value_money("40 EUR", &x));
}

static void reads_dates_and_times(void **state)
{
	const int christmas = date_from_civil((struct civil){ 2026, 12, 25 });
	int x;

	(void)state;
	assert_true(value_date(" 2026-12-25 ", &x) && x == christmas);
	assert_false(value_date("2025-02-29", &x));
	assert_false(value_date("25.12.2026", &x));
	assert_true(value_time("07:00", &x) && x == 420);
	assert_true(value_time("7:30", &x) && x == 450);
	assert_true(value_time("24:00", &x) && x == 1440);
	assert_true(value_time("00:00", &x) && x == 0);
	assert_false(value_time("24:01", &x));
	assert_false(value_time("7:60", &x));
	assert_false(value_time("7", &x));
	assert_false(value_time("07:000", &x));
	assert_false(value_time("07:00 h", &x));
}

static void reads_spans(void **state)
{
	static const struct {
		const char *text;
		double seconds;
	} good[] = {
		{ "20 s", 20 },
		{ "90 min", 5400 },
		{ "2 min", 120 },
		{ "8 h", 28800 },
		{ "1 h 30", 5400 },
		{ "1 h 30 min", 5400 },
		{ "1h30", 5400 },
		{ "7h30m", -1 },
		{ "1 h 30 min 15 s", 5415 },
		{ "1.5 h", 5400 },
		{ "0.5 min", 30 },
		{ "2 days", 172800 },
		{ "1 day 12 h", 129600 },
		{ "1 Hour", 3600 },
		{ "30 minutes", 1800 },
	};
	static const char *const bad[] = {
		"",	      "30",	   "h",		"1 h 90",
		"30 min 1 h", "1 h 1 h",   "1.5 h 30",	"1 h 30.5",
		"-5 min",     "5 parsecs", "5 min ago", "1,5 h",
	};
	double x;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		bool ok = value_span(good[i].text, &x);
		CHECK(ok == (good[i].seconds >= 0), "%s", good[i].text);
		CHECK(!ok || x == good[i].seconds, "%s: %g", good[i].text, x);
	}
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(!value_span(bad[i], &x), "%s", bad[i]);
}

static void reads_deadlines(void **state)
{
	double x;
	bool open;

	(void)state;
	assert_true(value_deadline("20 s", &x, &open) && x == 20 && !open);
	assert_true(value_deadline("8 open hours", &x, &open) && x == 28800 &&
		    open);
	assert_true(value_deadline("1 open day", &x, &open) && x == 86400 &&
		    open);
	assert_false(value_deadline("8 open", &x, &open));
	assert_false(value_deadline("open hours", &x, &open));
}

static void reads_windows(void **state)
{
	struct window w;

	(void)state;
	assert_true(value_window("07:00-22:00", &w));
	assert_int_equal(w.from, 420);
	assert_int_equal(w.until, 1320);
	assert_true(value_window("22:00 - 6:00", &w));
	assert_int_equal(w.from, 1320);
	assert_int_equal(w.until, 1800);
	assert_true(value_window("22:00 to 00:00", &w));
	assert_int_equal(w.until, 1440);
	assert_true(value_window("00:00\xE2\x80\x93"
				 "24:00",
				 &w));
	assert_int_equal(w.until, 1440);
	assert_false(value_window("08:00-08:00", &w));
	assert_false(value_window("24:00-08:00", &w));
	assert_false(value_window("08:00", &w));
	assert_false(value_window("08:00-25:00", &w));
}

static void reads_sets_of_days(void **state)
{
	static const struct {
		const char *text;
		int set;
	} good[] = {
		{ "mon-fri", 0x1f },	      { "sat-sun", 0x60 },
		{ "fri-mon", 0x71 },	      { "mon,wed", 0x05 },
		{ "Monday", 0x01 },	      { "SAT, SUN", 0x60 },
		{ "sundays", 0x40 },	      { "holiday", 0x80 },
		{ "sun and holidays", 0xc0 }, { "all", 0xff },
		{ "mon-sun", 0x7f },	      { "tue-mon", 0x7f },
		{ "mon-wed,fri", 0x17 },
	};
	static const char *const bad[] = {
		"",	    "mon-",	   "mo",
		"mon tue",  "holiday-mon", "mon-holiday",
		"mon,,tue", "weekday",	   "7",
	};
	days_set set;

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		CHECK(value_days(good[i].text, &set) && set == good[i].set,
		      "%s", good[i].text);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(!value_days(bad[i], &set), "%s", bad[i]);
}

static void reads_starts_and_lengths(void **state)
{
	struct value_steps x;
	struct window w;

	(void)state;
	assert_true(value_starts("07:00-10:00 every 30 min", &x));
	assert_int_equal(x.first, 420);
	assert_int_equal(x.last, 600);
	assert_int_equal(x.step, 30);
	assert_false(x.unlimited);
	assert_true(value_starts("07:00-10:00 every 50 min", &x));
	assert_int_equal(x.last, 570);
	assert_true(value_starts("13:30", &x));
	assert_int_equal(x.last, 810);
	assert_int_equal(x.step, 0);
	assert_true(value_starts("13:30 every 30 min", &x));
	assert_true(x.unlimited);
	assert_true(value_starts("20:00-24:00 every 25 min", &x));
	assert_int_equal(x.last, 1425);
	assert_false(value_starts("20:00-24:00 every 30 min", &x));
	assert_false(value_starts("22:00-01:00 every 30 min", &x));
	assert_false(value_starts("24:00", &x));
	assert_false(value_starts("07:00-10:00 every 0 min", &x));
	assert_true(value_lengths("8 h", &x));
	assert_int_equal(x.first, 480);
	assert_int_equal(x.last, 480);
	assert_true(value_lengths("4-6 h every 30 min", &x));
	assert_int_equal(x.first, 240);
	assert_int_equal(x.last, 360);
	assert_int_equal(x.step, 30);
	assert_true(value_lengths("4 h 30 to 6 h every 1 h", &x));
	assert_int_equal(x.last, 330);
	assert_false(value_lengths("6-4 h every 30 min", &x));
	assert_false(value_lengths("4-6", &x));
	assert_false(value_lengths("8", &x));
	assert_false(value_lengths("0 h", &x));
	assert_false(value_lengths("20 s", &x));
	assert_true(value_after_start("3 h to 5 h after start", &w));
	assert_int_equal(w.from, 180);
	assert_int_equal(w.until, 300);
	assert_true(value_after_start("1 h 30 to 2 h 30", &w));
	assert_int_equal(w.from, 90);
	assert_int_equal(w.until, 150);
	assert_true(value_after_start("0-5 h after start", &w));
	assert_false(value_after_start("5 h to 3 h after start", &w));
	assert_false(value_after_start("3 h to 5 h after lunch", &w));
}

static void check_hours(const char *text, int min, int max, enum over over,
			int length)
{
	struct value_hours x;

	CHECK(value_hours(text, &x), "%s", text);
	CHECK(x.min == min && x.max == max, "%s: %d-%d", text, x.min, x.max);
	CHECK(x.over == over && x.length == length, "%s", text);
}

static void reads_hours_of_contracts(void **state)
{
	struct value_hours x;

	(void)state;
	check_hours("40 per week", 2400, 2400, OVER_CALENDAR_WEEK, 1);
	check_hours("38.5", 2310, 2310, OVER_CALENDAR_WEEK, 1);
	check_hours("38 h 30 per week", 2310, 2310, OVER_CALENDAR_WEEK, 1);
	check_hours("20-25", 1200, 1500, OVER_CALENDAR_WEEK, 1);
	check_hours("20-25 h per week", 1200, 1500, OVER_CALENDAR_WEEK, 1);
	check_hours("at most 20 per 2 weeks", 0, 1200, OVER_CALENDAR_WEEK, 2);
	check_hours("at least 10 and at most 20 per week", 600, 1200,
		    OVER_CALENDAR_WEEK, 1);
	check_hours("160 per month", 9600, 9600, OVER_CALENDAR_MONTH, 1);
	check_hours("at most 72 h per period", 0, 4320, OVER_PERIOD, 1);
	check_hours("at least 10 per week", 600, RULE_NO_MAX,
		    OVER_CALENDAR_WEEK, 1);
	assert_true(value_hours("40", &x) && !x.has_window);
	assert_false(value_hours("25-20", &x));
	assert_false(value_hours("40 per year", &x));
	assert_false(value_hours("40 per 0 weeks", &x));
	assert_false(value_hours("full time", &x));
}

static void reads_bounds(void **state)
{
	static const struct {
		const char *text;
		int min, max;
	} counts[] = {
		{ "5", 5, 5 },
		{ "exactly 5", 5, 5 },
		{ "at least 2", 2, RULE_NO_MAX },
		{ "at most 6", 0, 6 },
		{ "at most 0", 0, 0 },
		{ "2-4", 2, 4 },
		{ "2 to 4", 2, 4 },
		{ "at least 2, at most 4", 2, 4 },
		{ "at most 4 and at least 2", 2, 4 },
	};
	static const char *const bad[] = {
		"",
		"at least",
		"at most -1",
		"4-2",
		"at least 4, at most 2",
		"2.5",
		"at least 2, at least 3",
		"at least 2,",
		"many",
		"1000000000",
		"at least 2 h",
		"exactly",
	};
	struct value_bounds x;

	(void)state;
	for (size_t i = 0; i < sizeof(counts) / sizeof(*counts); i++)
		CHECK(value_counts(counts[i].text, &x) &&
			      x.min == counts[i].min && x.max == counts[i].max,
		      "%s", counts[i].text);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(!value_counts(bad[i], &x), "%s", bad[i]);
	assert_true(value_spans("at least 11 h", &x, false));
	assert_int_equal(x.min, 660);
	assert_int_equal(x.max, RULE_NO_MAX);
	assert_true(value_spans("at most 1 h 30", &x, false));
	assert_int_equal(x.max, 90);
	assert_true(value_spans("at most 2 days", &x, false));
	assert_int_equal(x.max, 2880);
	assert_false(value_spans("at least 11", &x, false));
	assert_true(value_spans("at most 160", &x, true));
	assert_int_equal(x.max, 9600);
	assert_true(value_spans("30-40 h", &x, false));
	assert_int_equal(x.min, 1800);
	assert_false(value_spans("30-40", &x, false));
	assert_true(value_spans("30-40", &x, true));
	assert_int_equal(x.min, 1800);
	assert_int_equal(x.max, 2400);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_flags_and_numbers),
		cmocka_unit_test(reads_shares_and_money),
		cmocka_unit_test(reads_dates_and_times),
		cmocka_unit_test(reads_spans),
		cmocka_unit_test(reads_deadlines),
		cmocka_unit_test(reads_windows),
		cmocka_unit_test(reads_sets_of_days),
		cmocka_unit_test(reads_starts_and_lengths),
		cmocka_unit_test(reads_hours_of_contracts),
		cmocka_unit_test(reads_bounds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
