/*
 * Laws with fixed seeds: GSL's distribution functions are the second method.
 * A Kolmogorov-Smirnov distance above 2.2 / sqrt(n), or a chi-square more
 * than five standard deviations high, has a probability below 1 in 7,000;
 * the seeds are fixed, so that a test passes for ever or never.
 */
#include "check.h"

#include <float.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"

enum { N = 200000 };

/* --- the generator --- */

static uint64_t splitmix(uint64_t *state)
{
	uint64_t z = (*state += 0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return z ^ (z >> 31);
}

/* Outputs for state 1, 2, 3, 4, as other implementations list them. */
static void is_xoshiro256_starstar(void **state)
{
	static const uint64_t published[] = {
		11520U,
		0U,
		1509978240U,
		1215971899390074240U,
		1216172134540287360U,
		607988272756665600U,
		16172922978634559625U,
		8476171486693032832U,
		10595114339597558777U,
		2904607092377533576U,
	};
	struct random r = { { 1, 2, 3, 4 } };

	(void)state;
	for (size_t i = 0; i < sizeof(published) / sizeof(*published); i++)
		assert_true(random_bits(&r) == published[i]);
}

/* splitmix64 from 1234567 is published too; then 16 steps are skipped. */
static void seeds_through_splitmix64(void **state)
{
	uint64_t x = 1234567;
	struct random ours = random_stream(42, 7), want;

	(void)state;
	assert_true(splitmix(&x) == 6457827717110365317U);
	assert_true(splitmix(&x) == 3203168211198807973U);
	x = 42;
	want.s[0] = splitmix(&x);
	want.s[1] = splitmix(&x);
	x = 7 ^ want.s[1];
	want.s[2] = splitmix(&x);
	want.s[3] = splitmix(&x);
	for (int i = 0; i < 16; i++)
		random_bits(&want);
	for (int i = 0; i < 100; i++)
		assert_true(random_bits(&ours) == random_bits(&want));
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

	return (x > y) - (x < y);
}

static void streams_have_nothing_in_common(void **state)
{
	enum { SEEDS = 100, NUMBERS = 200, ALL = SEEDS * NUMBERS };
	static uint64_t first[ALL];
	int bits = 0;

	(void)state;
	for (int i = 0; i < ALL; i++) {
		struct random r = random_stream((uint64_t)(i / NUMBERS),
						(uint64_t)(i % NUMBERS));
		first[i] = random_bits(&r);
		if (i > 0)
			bits += __builtin_popcountll(first[i] ^ first[i - 1]);
	}
	/* Half of the bits differ, give or take five standard deviations. */
	CHECK_NEAR((double)bits / (ALL - 1), 32, 5 * 4 / sqrt(ALL));
	qsort(first, ALL, sizeof(*first), by_value);
	for (int i = 1; i < ALL; i++)
		assert_true(first[i] != first[i - 1]);
}

static void streams_are_not_correlated(void **state)
{
	(void)state;
	for (uint64_t k = 0; k < 20; k++) {
		struct random a = random_stream(9, k);
		struct random b = random_stream(9, k + 1);
		double sum = 0;
		for (int i = 0; i < N; i++)
			sum += (random_uniform(&a) - 0.5) *
			       (random_uniform(&b) - 0.5) * 12;
		CHECK_NEAR(sum / N, 0, 5 / sqrt(N));
	}
}

/* --- integers --- */

/* Chi-square of counts in k cells against expectations. */
static void check_counts(const int *count, const double *expected, int k,
			 const char *what)
{
	double chi = 0;

	for (int i = 0; i < k; i++)
		chi += pow(count[i] - expected[i], 2) / expected[i];
	CHECK(chi < (k - 1) + 5 * sqrt(2.0 * (k - 1)), "%s: chi-square %g, %d",
	      what, chi, k - 1);
}

static void below_is_even(void **state)
{
	static const int sizes[] = { 1, 2, 3, 7, 10, 100, 1000 };
	struct random r = random_stream(1, 0);

	(void)state;
	for (size_t s = 0; s < sizeof(sizes) / sizeof(*sizes); s++) {
		int count[1000] = { 0 };
		double expected[1000];
		for (int i = 0; i < N; i++) {
			int x = random_below(&r, sizes[s]);
			assert_in_range(x, 0, sizes[s] - 1);
			count[x]++;
		}
		for (int i = 0; i < sizes[s]; i++)
			expected[i] = (double)N / sizes[s];
		if (sizes[s] > 1)
			check_counts(count, expected, sizes[s], "below");
	}
}

/* Each of the 24 orders of four as often as the others. */
static void shuffles_are_even(void **state)
{
	struct random r = random_stream(1, 4);
	int count[256] = { 0 };
	double expected[24];
	int found[24], n = 0;

	(void)state;
	for (int i = 0; i < N; i++) {
		int list[4] = { 0, 1, 2, 3 };
		random_shuffle(&r, list, 4);
		count[list[0] | list[1] << 2 | list[2] << 4 | list[3] << 6]++;
	}
	for (int k = 0; k < 256; k++)
		if (count[k] > 0) {
			assert_true(n < 24);
			found[n++] = count[k];
		}
	assert_int_equal(n, 24);
	for (int k = 0; k < n; k++)
		expected[k] = N / 24.0;
	check_counts(found, expected, n, "shuffle");
}

/* Of 2^32 values, 3/4 x 2^31 take 2 or 3 each if none is drawn again. */
static void below_is_even_for_huge_ranges(void **state)
{
	const int n = 3 << 29;
	struct random r = random_stream(2, 0);
	int count[3] = { 0 };
	const double expected[3] = { N / 3.0, N / 3.0, N / 3.0 };

	(void)state;
	for (int i = 0; i < N; i++)
		count[random_below(&r, n) % 3]++;
	check_counts(count, expected, 3, "huge");
}

/* --- continuous variates: Kolmogorov-Smirnov --- */

static int by_size(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double sample[N];

/* The sample against a distribution function with two parameters. */
static void check_sample(double (*cdf)(double, double, double), double p,
			 double q, const char *what)
{
	double distance = 0;

	qsort(sample, N, sizeof(*sample), by_size);
	for (int i = 0; i < N; i++) {
		double f = cdf(sample[i], p, q);
		distance = fmax(distance, fabs(f - (double)i / N));
		distance = fmax(distance, fabs(f - (i + 1.0) / N));
	}
	CHECK(distance * sqrt(N) < 2.2, "%s(%g, %g): distance %g", what, p, q,
	      distance * sqrt(N));
}

static double exponential_cdf(double x, double mean, double unused)
{
	(void)unused;
	return gsl_cdf_exponential_P(x, mean);
}

static double normal_cdf(double x, double mean, double sd)
{
	return gsl_cdf_gaussian_P(x - mean, sd);
}

static void uniform_is_flat_and_half_open(void **state)
{
	struct random r = random_stream(3, 0);

	(void)state;
	for (int i = 0; i < N; i++) {
		sample[i] = random_uniform(&r);
		assert_true(sample[i] >= 0 && sample[i] < 1);
	}
	check_sample(gsl_cdf_flat_P, 0, 1, "uniform");
}

static void exponential_follows_its_law(void **state)
{
	struct random r = random_stream(4, 0);

	(void)state;
	for (int i = 0; i < N; i++) {
		sample[i] = random_exponential(&r);
		assert_true(sample[i] >= 0 && sample[i] < 40);
	}
	check_sample(exponential_cdf, 1, 0, "exponential");
}

static void normal_follows_its_law(void **state)
{
	struct random r = random_stream(5, 0);

	(void)state;
	for (int i = 0; i < N; i++)
		sample[i] = random_normal(&r);
	check_sample(normal_cdf, 0, 1, "normal");
}

static void gamma_follows_its_law(void **state)
{
	static const double shapes[] = { 0.05, 0.5, 0.99, 1, 1.5, 10, 1000 };

	(void)state;
	for (size_t s = 0; s < sizeof(shapes) / sizeof(*shapes); s++) {
		struct random r = random_stream(6, s);
		for (int i = 0; i < N; i++)
			sample[i] = random_gamma(&r, shapes[s]);
		check_sample(gsl_cdf_gamma_P, shapes[s], 1, "gamma");
	}
}

/* The logarithm is normal with the variance and mean that follow. */
static void lognormal_has_its_mean_and_cv(void **state)
{
	static const double cvs[] = { 0.1, 0.5, 1, 2 };

	(void)state;
	for (size_t s = 0; s < sizeof(cvs) / sizeof(*cvs); s++) {
		struct random r = random_stream(7, s);
		double variance = log(1 + cvs[s] * cvs[s]);
		for (int i = 0; i < N; i++)
			sample[i] = random_lognormal(&r, 300, cvs[s]);
		check_sample(gsl_cdf_lognormal_P, log(300) - variance / 2,
			     sqrt(variance), "lognormal");
	}
	struct random r = random_stream(7, 9);
	CHECK_NEAR(random_lognormal(&r, 300, 0), 300, 1e-10);
}

/* --- counts: chi-square over cells of at least 20 expected --- */

struct cells {
	int count[4000];
	double expected[4000];
	int n;
};

/* Cuts 0, 1, 2 ... into cells; returns the cell of each value below most. */
static void make_cells(struct cells *c, int *cell_of, int most,
		       double (*probability)(unsigned, double, double),
		       double p, double q)
{
	double rest = N;

	memset(c, 0, sizeof(*c));
	for (int k = 0; k < most; k++) {
		double expected = N * probability((unsigned)k, p, q);
		cell_of[k] = c->n;
		c->expected[c->n] += expected;
		rest -= expected;
		if (c->expected[c->n] >= 20 && rest >= 20)
			c->n++;
	}
	c->expected[c->n++] += fmax(rest, 0);
}

static void check_discrete(int64_t (*draw)(struct random *, double, double),
			   double (*probability)(unsigned, double, double),
			   const double draws[2], const double law[2],
			   uint64_t number, const char *what)
{
	enum { MOST = 400000 };
	static int cell_of[MOST];
	static struct cells c;
	struct random r = random_stream(8, number);

	make_cells(&c, cell_of, MOST, probability, law[0], law[1]);
	for (int i = 0; i < N; i++) {
		int64_t k = draw(&r, draws[0], draws[1]);
		assert_true(k >= 0 && k < MOST);
		c.count[cell_of[k]]++;
	}
	assert_in_range(c.n, 2, 4000);
	check_counts(c.count, c.expected, c.n, what);
}

static int64_t draw_poisson(struct random *r, double mean, double unused)
{
	(void)unused;
	return random_poisson(r, mean);
}

static double poisson_law(unsigned k, double mean, double unused)
{
	(void)unused;
	return gsl_ran_poisson_pdf(k, mean);
}

static void poisson_follows_its_law(void **state)
{
	static const double means[] = { 0.01, 0.7, 5,	29.9, 30,
					30.1, 45,  300, 12345 };

	(void)state;
	for (size_t i = 0; i < sizeof(means) / sizeof(*means); i++) {
		const double p[] = { means[i], 0 };
		check_discrete(draw_poisson, poisson_law, p, p, i, "Poisson");
	}
	struct random r = random_stream(8, 99);
	assert_int_equal(random_poisson(&r, 0), 0);
}

/* GSL's p and n: mean n (1 - p) / p, variance / mean 1 / p. */
static void negative_binomial_follows_its_law(void **state)
{
	static const double cases[][2] = { { 3, 1.5 },	 { 0.2, 4 },
					   { 50, 1.1 },	 { 50, 10 },
					   { 400, 2.5 }, { 2000, 30 } };

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		double mean = cases[i][0], vmr = cases[i][1];
		const double law[] = { 1 / vmr, mean / (vmr - 1) };
		check_discrete(random_negative_binomial,
			       gsl_ran_negative_binomial_pdf, cases[i], law,
			       100 + i, "negative binomial");
	}
	const double poisson[] = { 12, 1 }, mean[] = { 12, 0 };
	check_discrete(random_negative_binomial, poisson_law, poisson, mean,
		       200, "negative binomial of ratio 1");
}

/* Mean and variance are both 10^9: checked by standard errors. */
static void poisson_is_right_at_its_limit(void **state)
{
	struct random r = random_stream(10, 0);
	const double mean = 1e9;
	double sum = 0, squares = 0;

	(void)state;
	for (int i = 0; i < N; i++) {
		double z =
			((double)random_poisson(&r, mean) - mean) / sqrt(mean);
		sum += z;
		squares += z * z;
	}
	CHECK_NEAR(sum / N, 0, 5 / sqrt(N));
	CHECK_NEAR(squares / N, 1, 5 * sqrt(2.0 / N));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_xoshiro256_starstar),
		cmocka_unit_test(seeds_through_splitmix64),
		cmocka_unit_test(streams_have_nothing_in_common),
		cmocka_unit_test(streams_are_not_correlated),
		cmocka_unit_test(below_is_even),
		cmocka_unit_test(shuffles_are_even),
		cmocka_unit_test(below_is_even_for_huge_ranges),
		cmocka_unit_test(uniform_is_flat_and_half_open),
		cmocka_unit_test(exponential_follows_its_law),
		cmocka_unit_test(normal_follows_its_law),
		cmocka_unit_test(gamma_follows_its_law),
		cmocka_unit_test(lognormal_has_its_mean_and_cv),
		cmocka_unit_test(poisson_follows_its_law),
		cmocka_unit_test(negative_binomial_follows_its_law),
		cmocka_unit_test(poisson_is_right_at_its_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
