#include "check.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/err.h"
#include "base/zone.h"
#include "model/grid.h"

static struct arena *arena;

static struct grid grid_of(const char *zone_name, int year, int month, int day,
			   int days, int interval)
{
	struct err e = err_new(arena);
	const struct zone *zone;
	enum rc rc = zone_load(arena, NULL, zone_name, &zone, &e);

	assert_int_equal(rc, RC_OK);
	return grid_new(arena, zone,
			date_from_civil((struct civil){ year, month, day }),
			days, interval);
}

/* London: clocks go forward on 29 March, back on 25 October 2026. */
static void days_have_23_24_and_25_hours(void **state)
{
	(void)state;
	struct grid spring = grid_of("Europe/London", 2026, 3, 28, 3, 3600);
	struct grid autumn = grid_of("Europe/London", 2026, 10, 24, 3, 900);

	assert_int_equal(spring.day_begin[1], 24);
	assert_int_equal(spring.day_begin[2], 24 + 23);
	assert_int_equal(spring.n, 24 + 23 + 24);
	assert_int_equal(autumn.day_begin[1], 96);
	assert_int_equal(autumn.day_begin[2], 96 + 100);
	assert_int_equal(autumn.n, 96 + 100 + 96);
}

/* Lord Howe moves by half an hour: +10:30 to +11 on 4 October, back on
 * 5 April 2026, at two o'clock. */
static void half_hour_moves_give_half_hours(void **state)
{
	(void)state;
	struct grid spring =
		grid_of("Australia/Lord_Howe", 2026, 10, 4, 1, 1800);
	struct grid autumn =
		grid_of("Australia/Lord_Howe", 2026, 4, 5, 1, 1800);

	assert_int_equal(spring.n, 47);
	assert_int_equal(autumn.n, 49);
	assert_int_equal(spring.wall[3], 90);
	assert_int_equal(spring.wall[4], 150);
	assert_int_equal(autumn.wall[3], 90);
	assert_int_equal(autumn.wall[4], 90);
	assert_int_equal(autumn.wall[5], 120);
}

/* Whole hours do not fit a day of 23.5: an interval that begins before
 * midnight belongs to the day on which it begins. */
static void an_interval_belongs_to_the_day_it_begins_on(void **state)
{
	(void)state;
	struct grid g = grid_of("Australia/Lord_Howe", 2026, 10, 4, 2, 3600);

	assert_int_equal(g.day_begin[1], 24);
	assert_int_equal(g.wall[23], 23 * 60 + 30);
	assert_int_equal(g.wall[24], 30);
	assert_int_equal(grid_day(&g, 23), 0);
	assert_int_equal(grid_day(&g, 24), 1);
	assert_int_equal(g.n, 48);
}

/* Half-hour and quarter-hour zones: midnight is not a whole UTC hour. */
static void odd_offsets_start_at_local_midnight(void **state)
{
	(void)state;
	const char *zones[] = { "Asia/Kolkata", "Asia/Kathmandu",
				"America/St_Johns", "Pacific/Chatham" };
	for (int k = 0; k < 4; k++) {
		struct grid g = grid_of(zones[k], 2026, 6, 10, 2, 900);
		assert_int_equal(g.n, 192);
		assert_int_equal(g.wall[0], 0);
		assert_int_equal(g.wall[95], 23 * 60 + 45);
		assert_int_equal(g.wall[96], 0);
	}
	struct grid g = grid_of("Asia/Kolkata", 1970, 1, 2, 1, 1800);
	assert_int_equal(g.start, 86400 - 19800);
}

static void index_and_time_are_inverse(void **state)
{
	(void)state;
	struct grid g = grid_of("Europe/London", 2026, 10, 24, 3, 900);

	for (int t = -5; t < g.n + 5; t++) {
		assert_int_equal(grid_index(&g, grid_time(&g, t)), t);
		assert_int_equal(grid_index(&g, grid_time(&g, t) + 899), t);
	}
	for (int t = 0; t < g.n; t++) {
		int day = grid_day(&g, t);
		assert_true(g.day_begin[day] <= t);
		assert_true(t < g.day_begin[day + 1]);
	}
}

/* 25 October 2026, 01:30 is twice in London: the first is 00:30 UTC.
 * 29 March 2026, 01:30 is never: read before the gap it is 01:30 UTC. */
static void walls_in_gap_and_overlap_follow_rfc_5545(void **state)
{
	(void)state;
	struct grid g = grid_of("Europe/London", 2026, 10, 25, 1, 900);
	int autumn = date_from_civil((struct civil){ 2026, 10, 25 });
	int spring = date_from_civil((struct civil){ 2026, 3, 29 });

	assert_int_equal(grid_wall(&g, autumn, 90),
			 (int64_t)autumn * 86400 + 1800);
	assert_int_equal(grid_wall(&g, spring, 90),
			 (int64_t)spring * 86400 + 5400);
	assert_int_equal(grid_wall(&g, autumn, 1440 + 360),
			 (int64_t)(autumn + 1) * 86400 + 6 * 3600);
}

static void spread_keeps_the_sum_and_the_edges(void **state)
{
	(void)state;
	struct grid g = grid_of("Europe/London", 2026, 10, 25, 1, 1800);
	double *x = arena_new(arena, double, g.n);
	double sum = 0;

	grid_spread(&g, g.start + 600, g.start + 5400, 2, x);
	CHECK_NEAR(x[0], 2.0 * 1200 / 1800, 1e-12);
	CHECK_NEAR(x[1], 2, 1e-12);
	CHECK_NEAR(x[2], 2, 1e-12);
	CHECK_NEAR(x[3], 0, 0);
	grid_spread(&g, g.start - 7200, g.start + 900, 1, x);
	CHECK_NEAR(x[0], 2.0 * 1200 / 1800 + 0.5, 1e-12);
	grid_spread(&g, grid_time(&g, g.n) - 60, INT64_MAX, 30, x);
	CHECK_NEAR(x[g.n - 1], 1, 1e-12);
	for (int t = 0; t < g.n; t++)
		sum += x[t];
	CHECK_NEAR(sum, 2.0 * 4800 / 1800 + 0.5 + 1, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_have_23_24_and_25_hours),
		cmocka_unit_test(half_hour_moves_give_half_hours),
		cmocka_unit_test(an_interval_belongs_to_the_day_it_begins_on),
		cmocka_unit_test(odd_offsets_start_at_local_midnight),
		cmocka_unit_test(index_and_time_are_inverse),
		cmocka_unit_test(walls_in_gap_and_overlap_follow_rfc_5545),
		cmocka_unit_test(spread_keeps_the_sum_and_the_edges),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
