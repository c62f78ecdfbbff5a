#include "check.h"

#include "base/random.h"
#include "maths/dispersion.h"

enum { N = 20000 };
static double mean[N], square[N];

/* Counts whose own mean is off by tau and that come in crowds of psi. */
static void simulate(uint64_t number, double psi, double tau)
{
	struct random r = random_stream(11, number);

	for (int i = 0; i < N; i++) {
		mean[i] = exp(1 + 4 * random_uniform(&r));
		double true_mean =
			mean[i] * random_gamma(&r, 1 / (tau * tau)) * tau * tau;
		double x = psi > 1 ? (double)random_negative_binomial(
					     &r, true_mean, psi)
				   : (double)random_poisson(&r, true_mean);
		square[i] = (x - mean[i]) * (x - mean[i]);
	}
}

static void recovers_what_was_simulated(void **state)
{
	(void)state;
	simulate(1, 1, 0.2);
	struct dispersion d = dispersion_fit(mean, square, N, 100);
	CHECK_NEAR(d.psi, 1, 0.15);
	CHECK_NEAR(d.tau2, 0.04, 0.006);
	simulate(2, 3, 0.1);
	d = dispersion_fit(mean, square, N, 100);
	CHECK_NEAR(d.psi, 3, 0.3);
	CHECK_NEAR(d.tau2, 0.01, 0.004);
}

static void plain_poisson_stays_near_poisson(void **state)
{
	(void)state;
	struct random r = random_stream(11, 3);

	for (int i = 0; i < N; i++) {
		mean[i] = exp(1 + 4 * random_uniform(&r));
		double x = (double)random_poisson(&r, mean[i]);
		square[i] = (x - mean[i]) * (x - mean[i]);
	}
	struct dispersion d = dispersion_fit(mean, square, N, 100);
	assert_true(d.psi >= 1 && d.psi < 1.05);
	assert_true(d.tau2 >= 0 && d.tau2 < 0.002);
}

/* One wild value in a thousand, as far off as you like. */
static void cutting_keeps_wild_errors_out(void **state)
{
	(void)state;
	simulate(4, 1, 0.2);
	for (int i = 0; i < N; i += 1000)
		square[i] = 1e12;
	struct dispersion d = dispersion_fit(mean, square, N, 5);
	CHECK_NEAR(d.psi + d.tau2 * 50, 1 + 0.04 * 50, 0.4);
}

static void too_little_gives_the_prior(void **state)
{
	(void)state;
	struct dispersion d = dispersion_fit(mean, square, 0, 3);

	assert_true(d.psi >= 1 && d.psi < 1.1 && d.tau2 >= 0 && d.tau2 <= 0.02);
	mean[0] = 0;
	mean[1] = 5;
	square[1] = NAN;
	struct dispersion same = dispersion_fit(mean, square, 2, 3);
	assert_true(isfinite(same.psi) && isfinite(same.tau2));
	assert_true(dispersion_variance(d, 0) == 0);
	assert_true(dispersion_variance(d, 3) >= 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recovers_what_was_simulated),
		cmocka_unit_test(plain_poisson_stays_near_poisson),
		cmocka_unit_test(cutting_keeps_wild_errors_out),
		cmocka_unit_test(too_little_gives_the_prior),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
