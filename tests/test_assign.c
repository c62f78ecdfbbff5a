/* Assignments against all permutations. */
#include "check.h"

#include <math.h>

#include "base/random.h"
#include "optimise/assign.h"

enum { N = 6 };

/* The least over all ways to give columns to the rows from i on. */
static double least(int n, const double *cost, int i, unsigned taken)
{
	double best = i == n ? 0 : HUGE_VAL;

	for (int j = 0; i < n && j < n; j++)
		if (!(taken >> j & 1))
			best = fmin(best,
				    cost[i * n + j] + least(n, cost, i + 1,
							    taken | 1u << j));
	return best;
}

static double cost_of(int n, const double *cost, const int *get)
{
	unsigned taken = 0;
	double sum = 0;

	for (int i = 0; i < n; i++) {
		assert_in_range(get[i], 0, n - 1);
		assert_false(taken >> get[i] & 1);
		taken |= 1u << get[i];
		sum += cost[i * n + get[i]];
	}
	return sum;
}

/* Whole numbers make ties, a large one forbids. */
static void is_the_least_of_all_permutations(void **state)
{
	struct random r = random_stream(5, 1);

	(void)state;
	for (int k = 0; k < 2000; k++) {
		struct arena *a = arena_open();
		double cost[N * N];
		int n = 1 + random_below(&r, N), get[N];

		for (int j = 0; j < n * n; j++)
			cost[j] = random_below(&r, 5) == 0
					  ? 1e9
					  : random_below(&r, 20) - 5;
		assign(a, n, cost, get);
		CHECK_NEAR(cost_of(n, cost, get), least(n, cost, 0, 0), 1e-6);
		arena_close(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_the_least_of_all_permutations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
