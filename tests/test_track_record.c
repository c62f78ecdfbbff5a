#include "check.h"

#include "base/date.h"
#include "maths/track_record.h"

/* Hours of UTC days; every cell holds x. */
static struct workload made(struct arena *a, int first_day, int days, double x)
{
	struct err e = err_new(a);
	const struct zone *utc;

	assert_int_equal(zone_load(a, NULL, "UTC", &utc, &e), RC_OK);
	struct grid g = grid_new(a, utc, first_day, days, 3600);
	struct workload w = workload_new(a, g, 1);

	w.variance = arena_new(a, double, g.n);
	for (int t = 0; t < g.n; t++) {
		w.calls[t] = x;
		w.variance[t] = 0;
	}
	return w;
}

static void tells_leads_apart(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct track_record r = { 0 };
	/* 40 days from day 1000, known until day 998: leads 3 to 42. */
	struct workload f = made(a, 1000, 40, 10), h = made(a, 900, 200, 8);

	track_record_add(a, &r, &f, &h, 0, 40, 998);
	assert_int_equal(r.leads[0].sums.days, 0);
	assert_int_equal(r.leads[1].sums.days, 5);
	assert_int_equal(r.leads[2].sums.days, 21);
	assert_int_equal(r.leads[3].sums.days, 14);
	struct track all = track_record_all(&r);
	assert_int_equal(all.sums.days, 40);
	CHECK_NEAR(accuracy_wape(&all.sums), 0.25, 1e-12);
	CHECK_NEAR(accuracy_day_wape(&all.sums), 0.25, 1e-12);
	CHECK_NEAR(accuracy_bias(&all.sums), 0.25, 1e-12);
	arena_close(a);
}

/* Errors of an interval each way cancel in the day, not in the intervals. */
static void what_was_not_recorded_does_not_count(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct track_record r = { 0 };
	struct workload f = made(a, 1000, 3, 10), h = made(a, 1001, 1, NAN);

	h.calls[5] = 12;
	h.calls[6] = 8;
	track_record_add(a, &r, &f, &h, 0, 3, 1000);
	struct track all = track_record_all(&r);
	assert_int_equal(all.sums.days, 1);
	assert_int_equal(all.sums.intervals, 2);
	CHECK_NEAR(accuracy_wape(&all.sums), 4 / 20.0, 1e-12);
	CHECK_NEAR(accuracy_day_wape(&all.sums), 0, 1e-12);
	assert_true(isnan(track_cover80(&all)));
	arena_close(a);
}

/* With a mean of 100 and a variance of 900 the ranges end near 100 +- 38 and
 * 100 +- 59 (normal approximation): 100 is in both, 150 in one, 300 in none. */
static void counts_what_lies_in_the_ranges(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct track_record r = { 0 };
	struct workload f = made(a, 1000, 1, 100), h = made(a, 1000, 1, 100);

	for (int t = 0; t < f.grid.n; t++) {
		f.variance[t] = 900;
		h.calls[t] = t < 6 ? 100 : t < 18 ? 150 : 300;
	}
	track_record_add(a, &r, &f, &h, 0, 1, 1000);
	CHECK_NEAR(track_cover80(&r.leads[0]), 6 / 24.0, 1e-9);
	CHECK_NEAR(track_cover95(&r.leads[0]), 18 / 24.0, 1e-9);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tells_leads_apart),
		cmocka_unit_test(what_was_not_recorded_does_not_count),
		cmocka_unit_test(counts_what_lies_in_the_ranges),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
