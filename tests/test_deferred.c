/* deferred - the smoothest way to do work in time. */
#include <math.h>

#include "check.h"
#include "base/random.h"
#include "maths/deferred.h"
#include "optimise/lp.h"

enum { SLOTS = 12 };

/* A deadline of so many slots for everything. */
static void smooth(struct arena *a, int n, const double *arrived,
		   double backlog, int delay, double *rate)
{
	int last[SLOTS];

	for (int i = 0; i < n; i++)
		last[i] = i + delay;
	const struct deferred d = {
		.n = n, .arrived = arrived, .last = last, .backlog = backlog
	};
	deferred_smooth(a, &d, rate, NULL);
}

static void work_that_cannot_wait_is_done_as_it_comes(void **state)
{
	const double arrived[4] = { 3, 0, 5, 1 };
	double rate[4];
	struct arena *a = arena_open();

	(void)state;
	smooth(a, 4, arrived, 0, 0, rate);
	for (int i = 0; i < 4; i++)
		assert_true(fabs(rate[i] - arrived[i]) < 1e-12);
	arena_close(a);
}

/* One peak of 12 that may wait three slots is spread over four. */
static void a_peak_is_spread_over_its_deadline(void **state)
{
	const double arrived[6] = { 0, 12, 0, 0, 0, 0 };
	const double want[6] = { 0, 3, 3, 3, 3, 0 };
	double rate[6];
	struct arena *a = arena_open();

	(void)state;
	smooth(a, 6, arrived, 0, 3, rate);
	for (int i = 0; i < 6; i++)
		assert_true(fabs(rate[i] - want[i]) < 1e-12);
	arena_close(a);
}

static void a_backlog_is_done_first(void **state)
{
	const double arrived[4] = { 0, 0, 0, 0 };
	double rate[4];
	struct arena *a = arena_open();

	(void)state;
	smooth(a, 4, arrived, 6, 1, rate);
	assert_true(fabs(rate[0] - 3) < 1e-12 && fabs(rate[1] - 3) < 1e-12);
	assert_true(fabs(rate[2]) < 1e-12 && fabs(rate[3]) < 1e-12);
	arena_close(a);
}

/* By hand: what is due first sets the pace only where it must. */
static void a_backlog_is_done_by_its_own_time(void **state)
{
	const double arrived[4] = { 0, 0, 0, 0 };
	const double due[3][4] = { { 2, 0, 0, 6 }, { 5, 0, 0, 3 }, { 0, 4 } };
	const double want[3][4] = { { 2, 2, 2, 2 },
				    { 5, 1, 1, 1 },
				    { 2, 2, 2, 2 } };
	const int last[4] = { 0, 1, 2, 3 };
	double rate[4];
	struct arena *a = arena_open();

	(void)state;
	for (int k = 0; k < 3; k++) {
		const struct deferred d = { .n = 4,
					    .arrived = arrived,
					    .last = last,
					    .backlog = 8,
					    .backlog_due = due[k] };
		deferred_smooth(a, &d, rate, NULL);
		for (int i = 0; i < 4; i++)
			CHECK_NEAR(rate[i], want[k][i], 1e-12);
	}
	arena_close(a);
}

/* The least peak is the most that any window must do (Hall): work that
 * arrives in [i, j] and is due by j, over the slots of [i, j]. */
static double hall_peak(const double *arrived, int delay)
{
	double peak = 0;

	for (int i = 0; i < SLOTS; i++)
		for (int j = i; j < SLOTS; j++) {
			double work = 0;

			for (int k = i; k + delay <= j; k++)
				work += arrived[k];
			peak = fmax(peak, work / (j - i + 1));
		}
	return peak;
}

static void the_peak_is_the_least_and_nothing_is_late(void **state)
{
	struct random r = random_stream(7, 1);
	struct arena *a = arena_open();

	(void)state;
	for (int round = 0; round < 500; round++) {
		double arrived[SLOTS], rate[SLOTS], come = 0, done = 0;
		double peak = 0, even = 0;
		int delay = random_below(&r, 5);

		for (int i = 0; i < SLOTS; i++) {
			arrived[i] =
				random_below(&r, 4) ? random_below(&r, 10) : 0;
			even += arrived[i] / SLOTS;
		}
		smooth(a, SLOTS, arrived, 0, delay, rate);
		double must = 0;
		for (int i = 0; i < SLOTS; i++) {
			come += arrived[i];
			done += rate[i];
			if (i >= delay)
				must += arrived[i - delay];
			peak = fmax(peak, rate[i]);
			assert_true(done <= come + 1e-9);
			assert_true(done >= must - 1e-9);
		}
		assert_true(peak <=
			    fmax(hall_peak(arrived, delay), even) + 1e-9);
	}
	arena_close(a);
}

/* All of it is due by the end: what has to come beyond idle time, in sum or
 * at its peak, by the simplex. */
static double least_extra(const struct deferred *d, bool peak)
{
	int row[2 * SLOTS + 1], rows = 0, most = d->n;
	double one[2 * SLOTS + 1], come = d->backlog, value;
	struct arena *a = arena_open();
	struct err e = err_new(a);
	struct lp *lp = lp_open(0);
	enum lp_found found;

	/* after slot i: done between what is due and what has come */
	for (int i = 0; i < d->n; i++) {
		double due = d->last[0] <= i ? d->backlog : 0;

		come += d->arrived[i];
		for (int k = 0; k <= i && d->last[k] <= i; k++)
			due += d->arrived[k];
		lp_add_row(lp, due, come);
	}
	/* extra in slot i at most the peak */
	for (int i = 0; peak && i < d->n; i++)
		lp_add_row(lp, -HUGE_VAL, 0);
	for (int i = 0; i < d->n; i++) {
		for (rows = 0; i + rows < d->n; rows++) {
			row[rows] = i + rows;
			one[rows] = 1;
		}
		lp_add_column(lp, 0, 0, d->idle[i], rows, row, one);
		if (peak) {
			row[rows] = most + i;
			one[rows++] = 1;
		}
		lp_add_column(lp, !peak, 0, HUGE_VAL, rows, row, one);
	}
	for (int i = 0; i < d->n; i++) {
		row[i] = most + i;
		one[i] = -1;
	}
	if (peak)
		lp_add_column(lp, 1, 0, HUGE_VAL, d->n, row, one);
	assert_int_equal(lp_solve(lp, (struct lp_limits){ 0 }, &found, &e),
			 RC_OK);
	assert_int_equal(found, LP_OPTIMAL);
	value = lp_value(lp);
	lp_close(lp);
	arena_close(a);
	return value;
}

/* Idle time is taken first: what is asked for beyond it is the least in sum
 * and at its peak, and with it all is done in time. */
static void idle_time_is_used_before_more_is_asked_for(void **state)
{
	struct random r = random_stream(11, 1);
	struct arena *a = arena_open();

	(void)state;
	for (int round = 0; round < 400; round++) {
		double arrived[SLOTS], idle[SLOTS], rate[SLOTS], used[SLOTS];
		double come, done = 0, sum = 0, peak = 0;
		int last[SLOTS], delay = random_below(&r, 6);
		struct deferred d = { .n = SLOTS,
				      .arrived = arrived,
				      .last = last,
				      .idle = idle,
				      .backlog = random_below(&r, 12) };

		for (int i = 0; i < SLOTS; i++) {
			arrived[i] =
				random_below(&r, 3) ? random_below(&r, 10) : 0;
			idle[i] = random_below(&r, 3) ? random_below(&r, 9) : 0;
			last[i] = i + delay < SLOTS ? i + delay : SLOTS - 1;
		}
		deferred_smooth(a, &d, rate, used);
		come = d.backlog;
		for (int i = 0, due = 0; i < SLOTS; i++) {
			come += arrived[i];
			done += rate[i] + used[i];
			sum += rate[i];
			peak = fmax(peak, rate[i]);
			assert_true(used[i] >= 0 && used[i] <= idle[i] + 1e-9);
			assert_true(done <= come + 1e-9);
			due = last[0] <= i ? (int)d.backlog : 0;
			for (int k = 0; k <= i && last[k] <= i; k++)
				due += (int)arrived[k];
			assert_true(done >= due - 1e-9);
		}
		CHECK_NEAR(sum, least_extra(&d, false), 1e-7);
		CHECK_NEAR(peak, least_extra(&d, true), 1e-7);
	}
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(work_that_cannot_wait_is_done_as_it_comes),
		cmocka_unit_test(a_peak_is_spread_over_its_deadline),
		cmocka_unit_test(a_backlog_is_done_first),
		cmocka_unit_test(a_backlog_is_done_by_its_own_time),
		cmocka_unit_test(the_peak_is_the_least_and_nothing_is_late),
		cmocka_unit_test(idle_time_is_used_before_more_is_asked_for),
	};
	return cmocka_run_group_tests_name("deferred", tests, NULL, NULL);
}
