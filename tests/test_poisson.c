/* Poisson weights against the formula, the normal limit and moments. */
#include "maths/poisson.h"

#include "near.h"

static void agrees_with_the_formula(void **state)
{
	struct arena *a = arena_open();
	struct poisson_space space = { .arena = a };

	(void)state;
	for (double mean = 0.001; mean < 150; mean *= 1.7) {
		struct poisson p = poisson_new(&space, mean);
		long double w = expl(-(long double)mean), below = 0;

		for (int k = 0; k < p.first + p.n; k++) {
			below += w;
			if (k >= p.first) {
				CHECK_NEAR(p.weight[k - p.first], (double)w,
					   1e-12);
				CHECK_CLOSE(p.beyond[k - p.first],
					    (double)(1 - below), 1e-14);
			}
			w *= mean / (long double)(k + 1);
		}
	}
	arena_close(a);
}

/* e^-mean underflows from 745; mean and variance must still be right. */
static void keeps_its_moments_at_any_mean(void **state)
{
	struct arena *a = arena_open();
	struct poisson_space space = { .arena = a };

	(void)state;
	for (double mean = 0.3; mean < 2e9; mean *= 7) {
		struct poisson p = poisson_new(&space, mean);
		double sum = 0, off = 0, square = 0, beyond = p.first;

		for (int i = 0; i < p.n; i++) {
			double d = p.first + i - mean;

			sum += p.weight[i];
			off += d * p.weight[i];
			square += d * d * p.weight[i];
			beyond += p.beyond[i];
		}
		CHECK_NEAR(sum, 1, 1e-12);
		CHECK_CLOSE(off, 0, 1e-8 * sqrt(mean));
		CHECK_NEAR(square, mean, 1e-7);
		CHECK_NEAR(beyond, mean, 1e-9); /* the sum of P(N > k) */
	}
	arena_close(a);
}

static void a_mean_of_0_is_no_jump(void **state)
{
	struct arena *a = arena_open();
	struct poisson_space space = { .arena = a };
	struct poisson p = poisson_new(&space, 0);

	(void)state;
	assert_int_equal(p.first, 0);
	assert_int_equal(p.n, 1);
	CHECK_SAME(p.weight[0], 1);
	CHECK_SAME(p.beyond[0], 0);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_formula),
		cmocka_unit_test(keeps_its_moments_at_any_mean),
		cmocka_unit_test(a_mean_of_0_is_no_jump),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
