#include "check.h"

#include "base/arena.h"
#include "base/random.h"
#include "maths/ridge.h"

static struct arena *arena;

/* y = a + b x through (0, 1), (1, 3), (2, 4): a = 7/6, b = 3/2. */
static void agrees_with_a_line_by_hand(void **state)
{
	(void)state;
	struct ridge r = ridge_new(arena, 2);
	const int index[] = { 0, 1 };
	const double y[] = { 1, 3, 4 };

	for (int i = 0; i < 3; i++)
		ridge_add(&r, 2, index, (const double[]){ 1, i }, y[i], 1);
	assert_true(ridge_solve(&r));
	CHECK_NEAR(r.right[0], 7.0 / 6, 1e-12);
	CHECK_NEAR(r.right[1], 1.5, 1e-12);
	/* (X'X)^-1 of n = 3, sum x = 3, sum x^2 = 5: diagonal 5/6, 3/6. */
	double variance[2];
	ridge_variance(&r, variance);
	CHECK_NEAR(variance[0], 5.0 / 6, 1e-12);
	CHECK_NEAR(variance[1], 0.5, 1e-12);
}

/* Mean of n values with a normal prior: sum / (n + penalty). */
static void a_prior_draws_to_zero_as_bayes_says(void **state)
{
	(void)state;
	struct ridge r = ridge_new(arena, 1);
	const int index = 0;
	const double one = 1;

	for (int i = 0; i < 4; i++)
		ridge_add(&r, 1, &index, &one, 3, 2);
	ridge_penalise(&r, 0, -1, 4);
	assert_true(ridge_solve(&r));
	CHECK_NEAR(r.right[0], 24.0 / 12, 1e-12);
	double variance;
	ridge_variance(&r, &variance);
	CHECK_NEAR(variance, 1.0 / 12, 1e-15);
}

/* Two means, one observed: a stiff tie makes the other follow. */
static void a_tie_pulls_neighbours_together(void **state)
{
	(void)state;
	struct ridge r = ridge_new(arena, 2);
	const int index = 0;
	const double one = 1;

	ridge_add(&r, 1, &index, &one, 5, 1);
	ridge_penalise(&r, 1, 0, 7);
	assert_true(ridge_solve(&r));
	CHECK_NEAR(r.right[0], 5, 1e-12);
	CHECK_NEAR(r.right[1], 5, 1e-12);
}

/* The residuals of least squares are orthogonal to every column. */
static void residuals_are_orthogonal(void **state)
{
	(void)state;
	enum { N = 200, P = 12 };
	struct random g = random_stream(3, 1);
	struct ridge r = ridge_new(arena, P);
	static double x[N][P], y[N], w[N];
	int index[P];

	for (int k = 0; k < P; k++)
		index[k] = (k * 5) % P; /* not in order */
	for (int i = 0; i < N; i++) {
		for (int k = 0; k < P; k++)
			x[i][k] = random_normal(&g);
		y[i] = random_normal(&g);
		w[i] = random_uniform(&g) + 0.1;
		ridge_add(&r, P, index, x[i], y[i], w[i]);
	}
	assert_true(ridge_solve(&r));
	for (int k = 0; k < P; k++) {
		double dot = 0;
		for (int i = 0; i < N; i++) {
			double fit = 0;
			for (int j = 0; j < P; j++)
				fit += x[i][j] * r.right[index[j]];
			dot += w[i] * x[i][k] * (y[i] - fit);
		}
		CHECK_NEAR(dot, 0, 1e-10);
	}
}

static void says_when_there_is_no_answer(void **state)
{
	(void)state;
	struct ridge r = ridge_new(arena, 2);
	const int index = 0;
	const double one = 1;

	ridge_add(&r, 1, &index, &one, 5, 1);
	assert_false(ridge_solve(&r));
	ridge_clear(&r);
	assert_false(ridge_solve(&r));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_a_line_by_hand),
		cmocka_unit_test(a_prior_draws_to_zero_as_bayes_says),
		cmocka_unit_test(a_tie_pulls_neighbours_together),
		cmocka_unit_test(residuals_are_orthogonal),
		cmocka_unit_test(says_when_there_is_no_answer),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
