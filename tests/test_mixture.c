/* Uncertain loads against a plain sum and the report's table. */
#include "maths/mixture.h"

#include "near.h"

static void a_sure_load_is_erlang_a(void **state)
{
	struct patience_queue q = { 14, 13, 180, 120 };
	struct patience_service s = patience_service(q, 20);

	(void)state;
	CHECK_SAME(mixture_service(q, 0, 20).in_time, s.in_time);
	CHECK_NEAR(mixture_service(q, 1e-5, 20).in_time, s.in_time, 1e-8);
	CHECK_NEAR(mixture_service(q, 1e-5, 20).wait, s.wait, 1e-8);
	CHECK_NEAR(mixture_service(q, 1e-5, 20).asa, s.asa, 1e-8);
}

/* Midpoints over the load itself with the gamma density written plainly. */
static struct patience_service plain(struct patience_queue q, double cv,
				     double within)
{
	double shape = 1 / (cv * cv), scale = q.load * cv * cv;
	double calls = 0, mean = q.load, most = q.load * (1 + 14 * cv);
	struct patience_service sum = { .wait = 0 };

	for (int i = 0; i < 20000; i++) {
		struct patience_service s;
		double w;

		q.load = most * (i + 0.5) / 20000;
		w = exp((shape - 1) * log(q.load / mean) -
			(q.load - mean) / scale) *
		    q.load;
		s = patience_service(q, within);
		calls += w;
		sum.in_time += w * s.in_time;
		sum.abandoned += w * s.abandoned;
		sum.waiting += w * s.waiting;
		sum.answered += w * s.answered;
		sum.asa += w * s.answered * s.asa;
		sum.queue += w * s.queue / q.load;
	}
	sum.in_time /= calls;
	sum.abandoned /= calls;
	sum.waiting /= calls;
	sum.asa /= sum.answered;
	sum.answered /= calls;
	sum.queue *= mean / calls;
	return sum;
}

static void agrees_with_the_plain_sum(void **state)
{
	static const double load[] = { 3, 40, 700 };
	static const double cv[] = { 0.03, 0.2, 0.6 };

	(void)state;
	for (int i = 0; i < 9; i++) {
		double a = load[i / 3];
		struct patience_queue q = { ceil(a * 0.97), a, 240, 150 };
		struct patience_service s = mixture_service(q, cv[i % 3], 20);
		struct patience_service p = plain(q, cv[i % 3], 20);

		CHECK_NEAR(s.in_time, p.in_time, 1e-6);
		CHECK_NEAR(s.abandoned, p.abandoned, 1e-6);
		CHECK_NEAR(s.waiting, p.waiting, 1e-6);
		CHECK_NEAR(s.asa, p.asa, 1e-6);
		CHECK_NEAR(s.queue, p.queue, 1e-6);
		CHECK_NEAR(s.answered + s.abandoned, 1, 1e-12);
		CHECK_NEAR(s.in_time + s.early + s.late, 1, 1e-12);
		CHECK_NEAR(s.in_time + s.after, s.answered, 1e-12);
	}
}

/* AHT 300, patience 180, 80/20; columns cv 0, 5, 10, 15, 20, 30 %. */
static void agrees_with_the_table_of_the_report(void **state)
{
	static const double cv[] = { 0, 0.05, 0.1, 0.15, 0.2, 0.3 };
	static const double load[] = { 20, 100, 500 };
	static const double agents[3][6] = { { 23, 23, 23, 24, 24, 26 },
					     { 100, 101, 104, 107, 112, 123 },
					     { 475, 482, 500, 522, 548, 607 } };
	struct service_goal g = { .share = 0.8, .within = 20, .patience = 180 };

	(void)state;
	for (int i = 0; i < 3; i++)
		for (int k = 0; k < 6; k++)
			CHECK_SAME(
				mixture_agents(&g, load[i], 300, cv[k]).amount,
				agents[i][k]);
}

static void agents_for_a_goal_are_the_fewest(void **state)
{
	uint64_t dice = 1;

	(void)state;
	for (int i = 0; i < 60; i++) {
		struct service_goal g = {
			.share = 0.3 + 0.65 * near_random(&dice),
			.within = 60 * near_random(&dice),
			.patience = near_log_random(&dice, 20, 900)
		};
		double a = near_log_random(&dice, 0.2, 400);
		double cv = near_log_random(&dice, 0.01, 1);
		double n = mixture_agents(&g, a, 240, cv).amount;
		struct patience_queue q = goal_queue(&g, n, a, 240);

		CHECK_ORDER(g.share, mixture_service(q, cv, g.within).in_time);
		q.agents = n - 1;
		assert_true(mixture_service(q, cv, g.within).in_time < g.share);
	}
}

static void the_ends_are_as_documented(void **state)
{
	struct service_goal never = { .share = 0.8, .within = 20 };
	struct service_goal all = { .patience = 60 };

	(void)state;
	assert_int_equal(mixture_agents(&never, 10, 180, 0.1).binding,
			 GOAL_IMPOSSIBLE);
	CHECK_SAME(mixture_agents(&all, 10, 180, 0.1).amount, 0);
	for (double a = 0.01; a < 2e7; a *= 1000)
		for (double cv = 1e-9; cv <= 10; cv *= 90) {
			struct patience_queue q = { a, a, 180, 60 };
			struct patience_service s = mixture_service(q, cv, 20);

			assert_true(s.in_time >= 0 && s.in_time <= 1);
			assert_true(s.abandoned >= 0 && s.abandoned <= 1);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_sure_load_is_erlang_a),
		cmocka_unit_test(agrees_with_the_plain_sum),
		cmocka_unit_test(agrees_with_the_table_of_the_report),
		cmocka_unit_test(agents_for_a_goal_are_the_fewest),
		cmocka_unit_test(the_ends_are_as_documented),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
