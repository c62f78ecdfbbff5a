/* Square-root staffing against tables, its own inverse and exact queues. */
#include "maths/qed.h"

#include "maths/erlang.h"
#include "maths/goal.h"
#include "maths/special.h"
#include "near.h"

/* Halfin and Whitt, and a table of the report: exact at one half. */
static void meets_the_exact_agents_at_one_half(void **state)
{
	struct service_goal half = { .share = 0.5 };

	(void)state;
	for (double a = 1; a < 2e5; a *= 10)
		CHECK_SAME(qed_agents(a, qed_beta(0.5)),
			   goal_agents(&half, a, 300).amount);
}

/* The report: one short at 0.05 for 10, at 0.2 for 1e5, at 0.05 for 1e4. */
static void is_one_short_where_the_report_says(void **state)
{
	(void)state;
	CHECK_SAME(qed_agents(10, qed_beta(0.05)), 16);
	CHECK_SAME(qed_agents(1e4, qed_beta(0.05)), 10174);
	CHECK_SAME(qed_agents(1e5, qed_beta(0.2)), 100336);
	struct service_goal g = { .share = 0.95 }, h = { .share = 0.8 };
	CHECK_SAME(goal_agents(&g, 10, 300).amount, 17);
	CHECK_SAME(goal_agents(&g, 1e4, 300).amount, 10175);
	CHECK_SAME(goal_agents(&h, 1e5, 300).amount, 100337);
}

static void beta_undoes_waiting(void **state)
{
	(void)state;
	for (double p = 1e-300; p < 1; p = p < 1e-3 ? p * 1e10 : p + 0.07)
		CHECK_NEAR(qed_waiting(qed_beta(p)), p, 1e-11);
	CHECK_SAME(qed_beta(1), 0);
	CHECK_SAME(qed_waiting(0), 1);
	CHECK_SAME(qed_waiting(-3), 1);
	CHECK_SAME(qed_waiting(50), 0);
}

static void large_queues_come_near(void **state)
{
	const double a = 4e6;

	(void)state;
	for (double beta = 0.1; beta < 3; beta += 0.3)
		CHECK_NEAR(erlang_c(a + beta * sqrt(a), a), qed_waiting(beta),
			   3e-3);
	for (double beta = -2; beta < 3; beta += 0.3)
		for (double ratio = 0.1; ratio < 9; ratio *= 2) {
			struct patience_queue q = { a + beta * sqrt(a), a, 300,
						    300 / ratio };

			CHECK_NEAR(patience_service(q, 0).waiting,
				   qed_waiting_patience(beta, ratio), 5e-3);
		}
}

/* With theta = mu the chance to wait is 1 - Phi(beta). */
static void patience_of_one_call_is_normal(void **state)
{
	(void)state;
	for (double beta = -5; beta < 5; beta += 0.25)
		CHECK_NEAR(qed_waiting_patience(beta, 1),
			   erfc(beta / sqrt(2)) / 2, 1e-12);
	for (double beta = -1e4; beta < 2e4; beta += 700) {
		double p = qed_waiting_patience(beta, 0.3);

		assert_true(p >= 0 && p <= 1);
	}
}

static void hazard_is_smooth_where_its_forms_meet(void **state)
{
	(void)state;
	CHECK_NEAR(normal_hazard(6 - 1e-9), normal_hazard(6), 1e-9);
	CHECK_NEAR(normal_hazard(0), sqrt(2 / acos(-1)), 1e-15);
	CHECK_NEAR(normal_hazard(1e6), 1e6, 1e-11);
	CHECK_SAME(normal_hazard(-1e6), 0);
}

/* Series against the plain form in long double, also where they meet. */
static void excesses_keep_their_digits(void **state)
{
	uint64_t dice = 1;

	(void)state;
	for (int i = 0; i < 10000; i++) {
		double z = near_log_random(&dice, 1e-3, 3);
		long double l = z;

		CHECK_NEAR(log_excess(z), (double)(l - log1pl(l)), 1e-13);
		CHECK_NEAR(exp_excess(z), (double)(expm1l(-l) + l), 1e-13);
		CHECK_NEAR(exp_excess(-z), (double)(expm1l(l) - l), 1e-13);
		if (z < 1)
			CHECK_NEAR(log_excess(-z), (double)(-l - log1pl(-l)),
				   1e-13);
	}
	CHECK_NEAR(log_excess(1e-9), 5e-19, 1e-8);
	CHECK_NEAR(exp_excess(1e-9), 5e-19, 1e-8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(meets_the_exact_agents_at_one_half),
		cmocka_unit_test(is_one_short_where_the_report_says),
		cmocka_unit_test(beta_undoes_waiting),
		cmocka_unit_test(large_queues_come_near),
		cmocka_unit_test(patience_of_one_call_is_normal),
		cmocka_unit_test(hazard_is_smooth_where_its_forms_meet),
		cmocka_unit_test(excesses_keep_their_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
