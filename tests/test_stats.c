#include "check.h"

#include "base/random.h"
#include "maths/stats.h"

static void agrees_with_hand_calculation(void **state)
{
	(void)state;
	double x[] = { 3, NAN, 1, 2, NAN, 10 };

	CHECK_NEAR(stats_sum(x, 6), 16, 0);
	CHECK_NEAR(stats_mean(x, 6), 4, 0);
	assert_int_equal(stats_count(x, 6), 4);
	CHECK_NEAR(stats_median(x, 6), 2.5, 0);
	/* Type 7 of 1, 2, 3, 10: at 0.9 * 3 = 2.7 between 3 and 10. */
	CHECK_NEAR(stats_quantile(x, 6, 0.9), 3 + 0.7 * 7, 1e-12);
	CHECK_NEAR(stats_quantile(x, 6, 0), 1, 0);
	CHECK_NEAR(stats_quantile(x, 6, 1), 10, 0);
	/* |x - 2.5| = 1.5, 0.5, 0.5, 7.5: median 1. */
	CHECK_NEAR(stats_spread(x, 6), 1.4826, 1e-12);
}

static void nothing_gives_nan(void **state)
{
	(void)state;
	double x[] = { NAN, NAN };

	assert_true(isnan(stats_sum(x, 2)));
	assert_true(isnan(stats_mean(x, 0)));
	assert_true(isnan(stats_median(x, 2)));
	assert_true(isnan(stats_spread(x, 2)));
	assert_int_equal(stats_sort(x, 2), 0);
}

static void sorting_keeps_every_value(void **state)
{
	(void)state;
	struct random r = random_stream(7, 1);
	double x[500], sum = 0;

	for (int i = 0; i < 500; i++) {
		x[i] = i % 7 == 0 ? NAN : random_normal(&r);
		sum += isnan(x[i]) ? 0 : x[i];
	}
	int n = stats_sort(x, 500);
	assert_int_equal(n, 500 - 72);
	for (int i = 1; i < n; i++)
		assert_true(x[i - 1] <= x[i]);
	CHECK_NEAR(stats_sum(x, n), sum, 1e-9);
}

/* Selection against sorting, on arrays full of ties and gaps. */
static void quantiles_agree_with_sorting(void **state)
{
	(void)state;
	struct random r = random_stream(7, 3);
	double x[200], sorted[200];

	for (int trial = 0; trial < 500; trial++) {
		int n = 1 + random_below(&r, 200), kinds = 1 + trial % 60;
		for (int i = 0; i < n; i++)
			x[i] = sorted[i] =
				random_below(&r, 9) == 0
					? (double)NAN
					: (double)random_below(&r, kinds);
		int seen = stats_sort(sorted, n);
		double p = random_uniform(&r), at = p * (seen - 1);
		double is = stats_quantile(x, n, p);
		if (seen == 0) {
			assert_true(isnan(is));
			continue;
		}
		int below = (int)at, above = below + (below < seen - 1);
		double expected =
			sorted[below] +
			(at - below) * (sorted[above] - sorted[below]);
		CHECK_NEAR(is, expected, 1e-12);
	}
}

/* 1.4826 MAD of a normal sample is its standard deviation, and five wild
 * values in a hundred move it little. */
static void spread_estimates_sd_and_shrugs_off_outliers(void **state)
{
	(void)state;
	enum { N = 20000 };
	static double x[N];
	struct random r = random_stream(7, 2);

	for (int i = 0; i < N; i++)
		x[i] = i % 20 == 0 ? 1e6 : 3 * random_normal(&r);
	CHECK_NEAR(stats_spread(x, N), 3, 0.3);
}

static void cutting_keeps_sign_and_what_is_small(void **state)
{
	(void)state;
	CHECK_NEAR(stats_cut(1.5, 2), 1.5, 0);
	CHECK_NEAR(stats_cut(7, 2), 2, 0);
	CHECK_NEAR(stats_cut(-7, 2), -2, 0);
	CHECK_NEAR(stats_cut(-7, INFINITY), -7, 0);
	CHECK_NEAR(stats_cut(7, 0), 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_hand_calculation),
		cmocka_unit_test(nothing_gives_nan),
		cmocka_unit_test(sorting_keeps_every_value),
		cmocka_unit_test(quantiles_agree_with_sorting),
		cmocka_unit_test(spread_estimates_sd_and_shrugs_off_outliers),
		cmocka_unit_test(cutting_keeps_sign_and_what_is_small),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
