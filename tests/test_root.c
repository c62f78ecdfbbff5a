/* Roots and the Gauss rule on functions with known answers. */
#include "maths/gauss.h"
#include "maths/root.h"

#include "near.h"

struct counted {
	double (*f)(double x);
	int calls;
};

static double call(double x, const void *context)
{
	struct counted *c = *(struct counted *const *)context;

	c->calls++;
	return c->f(x);
}

static double cube(double x)
{
	return x * x * x - 2;
}

static double wall(double x)
{
	return x < 0.123456789 ? -INFINITY : 1;
}

static double cliff(double x)
{
	return exp(80 * (x - 0.9)) - 1;
}

static double flat(double x)
{
	return (x - 0.3) * (x - 0.3) * (x - 0.3);
}

static double solve(double (*f)(double), double lo, double hi, int most)
{
	struct counted c = { f, 0 }, *p = &c;
	double x = root_between(lo, hi, call, &p);

	assert_true(c.calls <= most);
	return x;
}

static void finds_roots_of_any_shape(void **state)
{
	(void)state;
	CHECK_NEAR(solve(cube, 0, 9, 20), cbrt(2), 1e-15);
	CHECK_NEAR(solve(cube, 9, 0, 20), cbrt(2), 1e-15);
	CHECK_NEAR(solve(wall, 0, 1, 80), 0.123456789, 1e-15);
	CHECK_NEAR(solve(cliff, 0, 1, 40), 0.9, 1e-14);
	CHECK_NEAR(solve(flat, 0, 1, 200), 0.3, 1e-4);
}

static void same_signs_give_the_nearer_end(void **state)
{
	(void)state;
	CHECK_SAME(solve(cube, 2, 9, 2), 2);
	CHECK_SAME(solve(cube, -5, 1, 2), 1);
}

static double falling(double x)
{
	return 2.5e5 - x * sqrt(x);
}

static double stairs(double x)
{
	return x < 77 ? 1 : -1e-300;
}

static double never(double x)
{
	return -x - 1;
}

static double whole(double (*f)(double), double guess, int most)
{
	struct counted c = { f, 0 }, *p = &c;
	double x = root_whole(guess, call, &p);

	assert_true(c.calls <= most);
	return x;
}

/* 2.5e5^(2/3) is 3968.5 */
static void finds_the_least_whole_number(void **state)
{
	(void)state;
	for (double guess = 0; guess < 1e6; guess = 1.7 * guess + 1) {
		CHECK_SAME(whole(falling, guess, 40), 3969);
		CHECK_SAME(whole(stairs, guess, 40), 77);
		CHECK_SAME(whole(never, guess, 40), 0);
	}
	CHECK_SAME(whole(falling, 3950, 9), 3969);
	CHECK_SAME(whole(falling, 3969, 9), 3969);
}

static void gauss_is_exact_to_degree_31(void **state)
{
	(void)state;
	for (int power = 0; power < 32; power += 2) {
		double sum = 0;

		for (int i = 0; i < GAUSS_NODES; i++)
			sum += gauss_weight[i] * pow(gauss_node[i], power);
		CHECK_NEAR(sum, 2. / (power + 1), 1e-14);
	}
}

static void gauss_meets_the_errors_it_promises(void **state)
{
	double fall = 0, bell = 0;

	(void)state;
	for (int i = 0; i < GAUSS_NODES; i++) {
		double x = gauss_node[i];

		fall += 5 * gauss_weight[i] * exp(-5 * (1 + x));
		bell += 2.25 * gauss_weight[i] *
			exp(-(2.25 * (1 + x)) * (2.25 * (1 + x)) / 2);
	}
	CHECK_NEAR(fall, -expm1(-10), 1e-15);
	CHECK_NEAR(bell, sqrt(acos(-1) / 2) * erf(4.5 / sqrt(2)), 1e-15);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_roots_of_any_shape),
		cmocka_unit_test(same_signs_give_the_nearer_end),
		cmocka_unit_test(finds_the_least_whole_number),
		cmocka_unit_test(gauss_is_exact_to_degree_31),
		cmocka_unit_test(gauss_meets_the_errors_it_promises),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
