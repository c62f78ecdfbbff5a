/* Days of holidays by rule, against published calendars. */
#include "check.h"

#include <string.h>

#include "base/date.h"
#include "maths/holiday.h"

static const days_set weekend = 1 << SATURDAY | 1 << SUNDAY;

static int day(int year, int month, int d)
{
	return date_from_civil((struct civil){ year, month, d });
}

static struct holiday_rule rule(enum holiday_kind kind)
{
	return (struct holiday_rule){ .kind = kind,
				      .from = 1900,
				      .until = 2100 };
}

static bool none_taken(void *ctx, int d)
{
	(void)ctx;
	(void)d;
	return false;
}

static bool is_it(void *ctx, int d)
{
	return d == *(const int *)ctx;
}

/* US Office of Personnel Management, federal holidays of 2024 to 2027. */
static void weekdays_of_months_are_the_published_ones(void **state)
{
	struct holiday_rule thanks = rule(HOLIDAY_WEEKDAY);
	struct holiday_rule memorial = rule(HOLIDAY_WEEKDAY);

	(void)state;
	thanks.month = 11;
	thanks.nth = 4;
	thanks.weekday = THURSDAY;
	memorial.month = 5;
	memorial.nth = -1;
	memorial.weekday = MONDAY;
	assert_int_equal(holiday_day(&thanks, 0, 2024), day(2024, 11, 28));
	assert_int_equal(holiday_day(&thanks, 0, 2025), day(2025, 11, 27));
	assert_int_equal(holiday_day(&thanks, 0, 2026), day(2026, 11, 26));
	assert_int_equal(holiday_day(&thanks, 0, 2027), day(2027, 11, 25));
	assert_int_equal(holiday_day(&memorial, 0, 2024), day(2024, 5, 27));
	assert_int_equal(holiday_day(&memorial, 0, 2026), day(2026, 5, 25));
	assert_int_equal(holiday_day(&memorial, 0, 2027), day(2027, 5, 31));
	thanks.nth = 5;
	assert_int_equal(holiday_day(&thanks, 0, 2026), DATE_NONE);
	assert_int_equal(holiday_day(&thanks, 0, 2028), day(2028, 11, 30));
}

/* By counting: the law that defines them, for every month of a century. */
static void weekdays_agree_with_counting(void **state)
{
	(void)state;
	for (int year = 1970; year < 2070; year++)
		for (int k = 0; k < 12 * 7 * 6; k++) {
			struct holiday_rule r = rule(HOLIDAY_WEEKDAY);
			int month = k % 12 + 1, seen = 0, wanted = DATE_NONE;
			r.month = month;
			r.weekday = k / 12 % 7;
			r.nth = k / 84 == 5 ? -1 : k / 84 + 1;
			for (int d = 1; d <= date_days_in_month(year, month);
			     d++) {
				int at = day(year, month, d);
				if (date_weekday(at) != r.weekday)
					continue;
				if (++seen == r.nth || r.nth < 0)
					wanted = at;
			}
			assert_int_equal(holiday_day(&r, 0, year), wanted);
		}
}

/* Good Friday and Easter Monday of England; Orthodox Good Friday of Georgia. */
static void easter_has_its_days_around_it(void **state)
{
	struct holiday_rule r[] = { rule(HOLIDAY_EASTER),
				    rule(HOLIDAY_ORTHODOX) };

	(void)state;
	r[0].offset = r[1].offset = -2;
	assert_int_equal(holiday_day(r, 0, 2024), day(2024, 3, 29));
	assert_int_equal(holiday_day(r, 0, 2025), day(2025, 4, 18));
	assert_int_equal(holiday_day(r, 0, 2026), day(2026, 4, 3));
	assert_int_equal(holiday_day(r, 1, 2024), day(2024, 5, 3));
	assert_int_equal(holiday_day(r, 1, 2025), day(2025, 4, 18));
	assert_int_equal(holiday_day(r, 1, 2026), day(2026, 4, 10));
}

static void what_follows_a_holiday_follows_it(void **state)
{
	struct holiday_rule r[] = { rule(HOLIDAY_FIXED), rule(HOLIDAY_AFTER) };

	(void)state;
	r[0].month = 12;
	r[0].day = 25;
	r[1].offset = -1;
	assert_int_equal(holiday_day(r, 1, 2026), day(2026, 12, 24));
	r[0].from = 2027;
	assert_int_equal(holiday_day(r, 1, 2026), DATE_NONE);
	r[0].month = 2;
	r[0].day = 29;
	assert_int_equal(holiday_day(r, 0, 2028), day(2028, 2, 29));
	assert_int_equal(holiday_day(r, 0, 2027), DATE_NONE);
}

/* 4 July 2026 was observed on Friday the 3rd, 2027 on Monday the 5th. */
static void a_day_moves_to_the_nearest_weekday(void **state)
{
	struct holiday_rule r = rule(HOLIDAY_FIXED);

	(void)state;
	r.move = HOLIDAY_TO_NEAREST;
	assert_int_equal(
		holiday_moved(&r, day(2026, 7, 4), weekend, none_taken, NULL),
		day(2026, 7, 3));
	assert_int_equal(
		holiday_moved(&r, day(2027, 7, 4), weekend, none_taken, NULL),
		day(2027, 7, 5));
	assert_int_equal(
		holiday_moved(&r, day(2028, 7, 4), weekend, none_taken, NULL),
		day(2028, 7, 4));
}

/* Christmas 2022 in England, a Sunday: Boxing Day holds the Monday. */
static void a_day_moves_past_what_is_taken(void **state)
{
	struct holiday_rule r = rule(HOLIDAY_FIXED);
	int boxing = day(2022, 12, 26);

	(void)state;
	r.move = HOLIDAY_TO_NEXT;
	assert_int_equal(
		holiday_moved(&r, day(2022, 12, 25), weekend, is_it, &boxing),
		day(2022, 12, 27));
	r.move = HOLIDAY_TO_MONDAY;
	assert_int_equal(
		holiday_moved(&r, day(2022, 12, 25), weekend, is_it, &boxing),
		boxing);
	r.move = HOLIDAY_KEEP;
	assert_int_equal(
		holiday_moved(&r, day(2022, 12, 25), weekend, is_it, &boxing),
		day(2022, 12, 25));
}

/* Ascension Day is a Thursday: the Friday after it lies between. */
static void bridges_lie_between_a_holiday_and_a_weekend(void **state)
{
	(void)state;
	assert_int_equal(holiday_bridge(day(2026, 5, 14), weekend),
			 day(2026, 5, 15));
	assert_int_equal(holiday_bridge(day(2026, 12, 8), weekend),
			 day(2026, 12, 7));
	assert_int_equal(holiday_bridge(day(2026, 12, 9), weekend), DATE_NONE);
	assert_int_equal(holiday_bridge(day(2026, 12, 11), weekend), DATE_NONE);
	assert_int_equal(holiday_bridge(day(2026, 12, 12), weekend), DATE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weekdays_of_months_are_the_published_ones),
		cmocka_unit_test(weekdays_agree_with_counting),
		cmocka_unit_test(easter_has_its_days_around_it),
		cmocka_unit_test(what_follows_a_holiday_follows_it),
		cmocka_unit_test(a_day_moves_to_the_nearest_weekday),
		cmocka_unit_test(a_day_moves_past_what_is_taken),
		cmocka_unit_test(bridges_lie_between_a_holiday_and_a_weekend),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
