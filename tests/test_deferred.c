/* deferred - the smoothest way to do work in time. */
#include <math.h>

#include "check.h"
#include "base/random.h"
#include "maths/deferred.h"

enum { SLOTS = 12 };

/* A deadline of so many slots for everything. */
static void smooth(struct arena *a, int n, const double *arrived,
		   double backlog, int delay, double *rate)
{
	int last[SLOTS];

	for (int i = 0; i < n; i++)
		last[i] = i + delay;
	deferred_smooth(a, n, arrived, backlog, NULL, last, rate);
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
		deferred_smooth(a, 4, arrived, 8, due[k], last, rate);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(work_that_cannot_wait_is_done_as_it_comes),
		cmocka_unit_test(a_peak_is_spread_over_its_deadline),
		cmocka_unit_test(a_backlog_is_done_first),
		cmocka_unit_test(a_backlog_is_done_by_its_own_time),
		cmocka_unit_test(the_peak_is_the_least_and_nothing_is_late),
	};
	return cmocka_run_group_tests_name("deferred", tests, NULL, NULL);
}
