#include "check.h"

#include "maths/accuracy.h"
#include "maths/negbin.h"

/* Two days of three slots; one slot was not recorded. */
static void agrees_with_hand_calculation(void **state)
{
	(void)state;
	const double actual[] = { 10, 20, 30, 5, NAN, 15 };
	const double forecast[] = { 12, 18, 33, 5, 99, 10 };
	struct accuracy a = { 0 };

	accuracy_add_day(&a, actual, forecast, 3);
	accuracy_add_day(&a, actual + 3, forecast + 3, 3);
	CHECK_NEAR(accuracy_wape(&a), (2 + 2 + 3 + 0 + 5) / 80.0, 1e-15);
	CHECK_NEAR(accuracy_day_wape(&a), (3 + 5) / 80.0, 1e-15);
	CHECK_NEAR(accuracy_bias(&a), (3 - 5) / 80.0, 1e-15);
	assert_int_equal(a.intervals, 5);
	assert_int_equal(a.days, 2);
	CHECK_NEAR(a.squared, 4 + 4 + 9 + 0 + 25, 1e-12);
}

static void parts_add_up(void **state)
{
	(void)state;
	const double actual[] = { 10, 20, 30, 5, 7, 15 };
	const double forecast[] = { 12, 18, 33, 5, 9, 10 };
	struct accuracy all = { 0 }, one = { 0 }, two = { 0 };

	accuracy_add_day(&all, actual, forecast, 3);
	accuracy_add_day(&all, actual + 3, forecast + 3, 3);
	accuracy_add_floor(&all, actual, forecast, 3);
	accuracy_add_day(&one, actual, forecast, 3);
	accuracy_add_day(&two, actual + 3, forecast + 3, 3);
	accuracy_add_floor(&one, actual, forecast, 3);
	accuracy_add(&one, &two);
	CHECK_NEAR(accuracy_wape(&one), accuracy_wape(&all), 1e-15);
	CHECK_NEAR(accuracy_day_wape(&one), accuracy_day_wape(&all), 1e-15);
	CHECK_NEAR(accuracy_floor(&one), accuracy_floor(&all), 1e-15);
	double floor = negbin_poisson_error(12) + negbin_poisson_error(18) +
		       negbin_poisson_error(33);
	CHECK_NEAR(accuracy_floor(&all), floor / 87, 1e-12);
}

static void a_perfect_forecast_has_no_error(void **state)
{
	(void)state;
	const double y[] = { 1, 2, 3 };
	struct accuracy a = { 0 };

	accuracy_add_day(&a, y, y, 3);
	assert_true(accuracy_wape(&a) == 0 && accuracy_bias(&a) == 0);
}

static void nothing_came_is_not_known(void **state)
{
	(void)state;
	const double none[] = { 0, NAN }, forecast[] = { 1, 1 };
	struct accuracy a = { 0 };

	assert_true(isnan(accuracy_wape(&a)));
	accuracy_add_day(&a, none, forecast, 2);
	assert_true(isnan(accuracy_wape(&a)));
	assert_true(isnan(accuracy_bias(&a)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_hand_calculation),
		cmocka_unit_test(parts_add_up),
		cmocka_unit_test(a_perfect_forecast_has_no_error),
		cmocka_unit_test(nothing_came_is_not_known),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
