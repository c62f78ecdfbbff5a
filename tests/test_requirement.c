#include "check.h"

#include "model/requirement.h"

/* 10 for each of 2 heads, then 6, 3, -1, then -2 for all further ones. */
static const double worth[] = { 6, 3, -1 };
static const struct curve curve = { 10, 2, 3, worth, 2 };

static void worth_never_rises(void **state)
{
	(void)state;
	const double expected[] = { 10, 10, 6, 3, -1, -2, -2, -2 };

	for (int k = 1; k <= 8; k++)
		CHECK_NEAR(curve_worth(&curve, k), expected[k - 1], 0);
}

/* Missing heads: 10 + 10 + 6 + 3 = 29 at none; nothing at 4. */
static void cost_is_what_missing_and_idle_heads_are_worth(void **state)
{
	(void)state;
	const double expected[] = { 29, 19, 9, 3, 0, 1, 3, 5 };

	for (int k = 0; k < 8; k++)
		CHECK_NEAR(curve_cost(&curve, k), expected[k], 1e-12);
}

static void fractions_lie_on_the_line_between(void **state)
{
	(void)state;
	for (int k = 0; k < 8; k++)
		CHECK_NEAR(curve_cost(&curve, k + 0.25),
			   0.75 * curve_cost(&curve, k) +
				   0.25 * curve_cost(&curve, k + 1),
			   1e-12);
}

static void a_zeroed_curve_costs_nothing(void **state)
{
	(void)state;
	struct curve none = { 0, 0, 0, NULL, 0 };

	CHECK_NEAR(curve_cost(&none, 0), 0, 0);
	CHECK_NEAR(curve_cost(&none, 7.5), 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(worth_never_rises),
		cmocka_unit_test(cost_is_what_missing_and_idle_heads_are_worth),
		cmocka_unit_test(fractions_lie_on_the_line_between),
		cmocka_unit_test(a_zeroed_curve_costs_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
