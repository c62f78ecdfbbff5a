/* Bounds, costs and the programme for other solvers against brute force. */
#include "check.h"

#include <stdlib.h>

#include "optimise/compact.h"
#include "planned.h"
#include "tiny_centre.h"

/* The programme for other solvers, solved by GLPK's branch and cut. */
static double by_programme(struct arena *a, const struct tiny *x, bool *all)
{
	struct compact c = compact_new(a, x->period, &x->req);
	struct lp_whole whole = { .from = c.columns, .nodes = 200000 };
	struct err e = err_new(a);
	enum lp_found found;
	double value = 0;

	*all = c.n_left_out == 0;
	assert_int_equal(lp_solve(c.lp, (struct lp_limits){ 0 }, &found, &e),
			 RC_OK);
	assert_int_equal(found, LP_OPTIMAL);
	assert_int_equal(lp_solve_whole(c.lp, whole, &found, &e), RC_OK);
	assert_int_equal(found, LP_OPTIMAL);
	value = lp_whole_value(c.lp);
	lp_close(c.lp);
	return value;
}

static void the_programme_is_the_same_problem(void **state)
{
	int tried = 0, most = getenv("WFM_LONG") ? 400 : 40;

	(void)state;
	for (uint64_t seed = 1; tried < most; seed++) {
		struct arena *a = arena_open();
		struct tiny x = tiny_new(a, seed);
		bool small, all;
		double best = by_force(a, &x, &small);
		if (small && best < HUGE_VAL) {
			double value = by_programme(a, &x, &all);
			CHECK(value <= best + 1e-5 &&
				      (!all || value >= best - 1e-5),
			      "seed %d: %f, by force %f", (int)seed, value,
			      best);
			tried += all;
		}
		arena_close(a);
	}
}

static void bounds_and_costs_enclose_the_optimum(void **state)
{
	int tried = 0, equal = 0, most = getenv("WFM_LONG") ? 1000 : 75;

	(void)state;
	for (uint64_t seed = 1; tried < most; seed++) {
		struct arena *a = arena_open();
		struct tiny x = tiny_new(a, seed);
		bool small;
		double best = by_force(a, &x, &small);
		if (small && best < HUGE_VAL) {
			struct schedule_result r =
				plan(a, x.period, &x.req, 1, 240);
			CHECK(r.n_conflicts == 0 && r.cost.hard_breaches == 0,
			      "seed %d: set aside %d, hard %d", (int)seed,
			      r.n_conflicts, r.cost.hard_breaches);
			CHECK(r.bound <= best + 1e-6 &&
				      best <= r.cost.total + 1e-6,
			      "seed %d: bound %f, best %f, cost %f", (int)seed,
			      r.bound, best, r.cost.total);
			tried++;
			equal += r.cost.total < best + 1e-6;
		}
		arena_close(a);
	}
	CHECK(equal >= 0.98 * tried, "%d of %d at the optimum", equal, tried);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_programme_is_the_same_problem),
		cmocka_unit_test(bounds_and_costs_enclose_the_optimum),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
