/* Queues with one thing other than Erlang's. */
#include <math.h>

#include "check.h"

#include "maths/mixture.h"
#include "maths/variant.h"

enum { KINDS = 4 };

/* Uncertain load, regular calls, few lines, redials. */
static struct variant kind(int k)
{
	struct variant v = variant_none();

	if (k == 0)
		v.load_cv = 0.2;
	else if (k == 1)
		v.cv2 = (struct erlang_variability){ 1.3, 0.3 };
	else if (k == 2)
		v.lines = 60;
	else
		v.redial = 0.5;
	return v;
}

static struct service_goal goal_of(int k)
{
	return (struct service_goal){ .share = 0.8,
				      .within = 20,
				      .occupancy = 0.9,
				      .patience = k == 1 ? 0 : 150 };
}

static void nothing_other_is_erlang(void **state)
{
	struct variant none = variant_none();

	(void)state;
	for (int k = 0; k < 2; k++) {
		struct service_goal g = goal_of(k);

		for (double load = 0; load < 60; load += 7.3) {
			struct patience_queue q = goal_queue(
				&g, variant_agents(&g, load, 200, &none).amount,
				load, 200);
			assert_true(q.agents ==
				    goal_agents(&g, load, 200).amount);
			assert_true(
				variant_service(q, &none, 20).accepted.late ==
				patience_service(q, 20).late);
		}
		assert_true(variant_load(&g, 20, 200, &none).amount ==
			    goal_load(&g, 20, 200).amount);
	}
}

/* Tried one by one from nobody on: no fewer keep the goal. */
static void agents_are_the_fewest(void **state)
{
	(void)state;
	for (int k = 0; k < KINDS; k++) {
		struct variant v = kind(k);
		struct service_goal g = goal_of(k);

		for (double load = 0.4; load < 50; load *= 2.3) {
			struct goal_answer a =
				variant_agents(&g, load, 200, &v);
			int n = 0;

			while (variant_missed(&g, n, load, 200, &v) !=
			       GOAL_NONE)
				n++;
			CHECK(a.amount == n, "kind %d, %g erlangs: %g, not %d",
			      k, load, a.amount, n);
			assert_true(a.binding ==
				    variant_missed(&g, n - 1, load, 200, &v));
		}
	}
}

static void load_is_the_inverse_of_agents(void **state)
{
	(void)state;
	for (int k = 0; k < KINDS; k++) {
		struct variant v = kind(k);
		struct service_goal g = goal_of(k);

		for (int n = 1; n <= 41; n += 8) {
			double load = variant_load(&g, n, 200, &v).amount;

			assert_true(
				variant_agents(&g, load * (1 - 1e-9), 200, &v)
					.amount <= n);
			assert_true(
				variant_agents(&g, load * (1 + 1e-9), 200, &v)
					.amount > n);
		}
	}
}

/* Pollaczek and Khinchine: one server, constant handling times. */
static void one_server_agrees_with_the_formula(void **state)
{
	struct variant v = variant_none();

	(void)state;
	v.cv2.handling = 0;
	for (double a = 0.1; a < 1; a += 0.2) {
		struct patience_queue q = { 1, a, 100, INFINITY };
		struct patience_service s = variant_service(q, &v, 20).accepted;

		CHECK_NEAR(s.wait, 100 * a / (2 * (1 - a)), 1e-10);
		CHECK_NEAR(s.queue, a * s.wait / 100, 1e-12);
		assert_true(s.late >= 0 && s.late <= s.waiting);
	}
}

static void what_cannot_be_is_said_so(void **state)
{
	struct variant v = kind(2);
	struct service_goal g = goal_of(2);

	(void)state;
	/* 60 lines cannot have people less busy at any load. */
	g.occupancy = 0.5;
	assert_true(isinf(variant_agents(&g, 1000, 200, &v).amount));
	/* As many people as lines: nobody ever waits. */
	g = (struct service_goal){ .share = 0.8, .within = 20, .patience = 9 };
	assert_true(isinf(variant_load(&g, 60, 200, &v).amount));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_other_is_erlang),
		cmocka_unit_test(agents_are_the_fewest),
		cmocka_unit_test(load_is_the_inverse_of_agents),
		cmocka_unit_test(one_server_agrees_with_the_formula),
		cmocka_unit_test(what_cannot_be_is_said_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
