#include "check.h"

#include "maths/negbin.h"

static const struct {
	double mean, variance;
} cases[] = { { 0.3, 0.3 },   { 0.3, 0.6 }, { 2, 2 },	 { 7.4, 7.4 },
	      { 7.4, 12 },    { 40, 40 },   { 40, 400 }, { 400, 900 },
	      { 1157, 9000 }, { 5, 4 } /* below Poisson: as Poisson */ };
enum { CASES = sizeof(cases) / sizeof(cases[0]) };

/* log P(N = k), straight from the gamma functions. */
static double log_probability(int k, double mean, double variance)
{
	if (variance <= mean)
		return k * log(mean) - mean - lgamma(k + 1.0);
	double r = mean * mean / (variance - mean), p = mean / variance;
	return lgamma(k + r) - lgamma(r) - lgamma(k + 1.0) + r * log(p) +
	       k * log1p(-p);
}

static void agrees_with_sums_of_probabilities(void **state)
{
	(void)state;
	for (int c = 0; c < CASES; c++) {
		double sum = 0, mean = cases[c].mean, v = cases[c].variance;
		for (int k = 0; k < 3000; k++) {
			sum += exp(log_probability(k, mean, v));
			CHECK_NEAR(negbin_below(k, mean, v), sum, 1e-9);
		}
	}
}

static void quantiles_are_the_smallest_count_that_reaches(void **state)
{
	(void)state;
	const double p[] = { 0.001, 0.025, 0.1, 0.5, 0.9, 0.975, 0.9999 };

	for (int c = 0; c < CASES; c++)
		for (int i = 0; i < 7; i++) {
			double mean = cases[c].mean, v = cases[c].variance;
			double k = negbin_quantile(p[i], mean, v);
			assert_true(k >= 0 && k == floor(k));
			assert_true(negbin_below(k, mean, v) >= p[i]);
			assert_true(k == 0 ||
				    negbin_below(k - 1, mean, v) < p[i]);
		}
}

/* Over all counts, each as likely as it is, exactly the share is covered. */
static void intervals_cover_their_share_exactly(void **state)
{
	(void)state;
	for (int c = 0; c < CASES; c++) {
		double in80 = 0, in95 = 0;
		double mean = cases[c].mean, v = cases[c].variance;
		for (int k = 0; k < 3000; k++) {
			double p = exp(log_probability(k, mean, v));
			in80 += p * negbin_covers(0.80, k, mean, v);
			in95 += p * negbin_covers(0.95, k, mean, v);
		}
		CHECK_NEAR(in80, 0.80, 1e-6);
		CHECK_NEAR(in95, 0.95, 1e-6);
	}
}

static void poisson_error_is_the_mean_distance(void **state)
{
	(void)state;
	const double means[] = { 0.01, 0.5, 1, 6.6, 30, 1157 };

	for (int i = 0; i < 6; i++) {
		double sum = 0;
		for (int k = 0; k < 3000; k++)
			sum += fabs(k - means[i]) *
			       exp(log_probability(k, means[i], 0));
		CHECK_NEAR(negbin_poisson_error(means[i]), sum,
			   1e-9 * (1 + sum));
	}
}

static void nothing_to_come_is_always_nothing(void **state)
{
	(void)state;
	assert_true(negbin_below(0, 0, 0) == 1);
	assert_true(negbin_below(-1, 5, 5) == 0);
	assert_true(negbin_quantile(0.99, 0, 0) == 0);
	assert_true(negbin_quantile(0.99, -3, 1) == 0);
	assert_true(negbin_poisson_error(0) == 0);
	assert_true(isfinite(negbin_quantile(0.9999, 1e8, 1e14)));
	assert_true(isfinite(negbin_covers(0.8, 3, 0, 0)));
	assert_true(isfinite(negbin_covers(0.8, 1e6, 2, 3)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_sums_of_probabilities),
		cmocka_unit_test(quantiles_are_the_smallest_count_that_reaches),
		cmocka_unit_test(intervals_cover_their_share_exactly),
		cmocka_unit_test(poisson_error_is_the_mean_distance),
		cmocka_unit_test(nothing_to_come_is_always_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
