/* Goals and their inverses: tight, joined, and never more than needed. */
#include "maths/goal.h"

#include "maths/erlang.h"
#include "maths/ratio.h"
#include "near.h"

static double agents(struct service_goal goal, double load, double aht)
{
	return goal_agents(&goal, load, aht).amount;
}

static void agrees_with_published_values(void **state)
{
	struct service_goal eighty20 = { .share = 0.8, .within = 20 };
	struct service_goal helper = { .share = 0.8,
				       .within = 20,
				       .occupancy = 0.85 };
	struct service_goal excel = { .share = 0.85, .within = 15 };
	struct service_goal thirty = { .share = 0.8, .within = 30 };
	struct service_goal fifteen = { .share = 0.8, .within = 15 };

	(void)state;
	/* call centre helper: 100 calls / 30 min, 180 s; 30 % shrinkage */
	CHECK_SAME(agents(eighty20, 100 * 180 / 1800., 180), 14);
	CHECK_SAME(agents(helper, 100 * 180 / 1800., 180), 14);
	CHECK_SAME(ratio_ceil(ratio_gross(14, 0.3)), 20);
	/* Erlang for Excel: Agents(0.85, 15, 100, 180) = 8 */
	CHECK_SAME(agents(excel, 100 * 180 / 3600., 180), 8);
	/* jonesthenet: 250 calls/h, 330 s, 80/30; mitan's inputs: 55 */
	CHECK_SAME(agents(thirty, 250 * 330 / 3600., 330), 28);
	CHECK_SAME(agents(fifteen, 360 * 240 / 1800., 240), 55);
}

/* The report's tables of required agents, AHT 300, 80/20. */
static void agrees_with_the_tables_of_the_report(void **state)
{
	static const double row[][5] = {
		/* load, Erlang C, patience 60 180 600 */
		{ 10, 14, 12, 13, 13 },
		{ 100, 108, 92, 100, 105 },
		{ 500, 513, 425, 475, 499 },
		{ 5000, 5019, 4004, 4573, 4881 }
	};
	static const double patience[] = { 0, 0, 60, 180, 600 };

	(void)state;
	for (int i = 0; i < 4; i++)
		for (int k = 1; k < 5; k++) {
			struct service_goal g = { .share = 0.8,
						  .within = 20,
						  .patience = patience[k] };

			CHECK_SAME(agents(g, row[i][0], 300), row[i][k]);
		}
	struct service_goal c = { .share = 0.8, .within = 20 };
	CHECK_SAME(agents(c, 1e5, 300), 100023);
	CHECK_SAME(agents(c, 1e6, 300), 1000024);
}

static struct service_goal some_goal(uint64_t *dice)
{
	struct service_goal g = { 0 };
	double which = near_random(dice);

	if (which < 0.8) {
		g.share = 1 - near_log_random(dice, 1e-4, 0.9);
		g.within = near_random(dice) < 0.2
				   ? 0
				   : near_log_random(dice, 1, 300);
		g.counting = (enum service_level)(SL_DEFINITIONS *
						  near_random(dice));
	}
	if (which > 0.6)
		g.asa = near_log_random(dice, 0.5, 200);
	if (near_random(dice) < 0.3)
		g.occupancy = 0.5 + 0.5 * near_random(dice);
	if (near_random(dice) < 0.2)
		g.minimum = (int)(20 * near_random(dice));
	if (near_random(dice) < 0.6) {
		g.patience = near_log_random(dice, 1, 3000);
		if (near_random(dice) < 0.5)
			g.abandoned = near_log_random(dice, 0.003, 0.5);
	}
	return g;
}

static void one_agent_less_misses_what_binds(void **state)
{
	uint64_t dice = 1;

	(void)state;
	for (int i = 0; i < 4000; i++) {
		struct service_goal g = some_goal(&dice);
		double a = near_log_random(&dice, 0.01, 3e4);
		double aht = near_log_random(&dice, 10, 2000);
		struct goal_answer n = goal_agents(&g, a, aht);

		CHECK_SAME(n.amount, floor(n.amount));
		CHECK_SAME(goal_missed(&g, n.amount, a, aht), GOAL_NONE);
		if (n.amount > 0) {
			assert_true(goal_missed(&g, n.amount - 1, a, aht));
			assert_true(n.binding != GOAL_NONE);
		}
	}
}

static void whole_agents_are_the_ceiling_of_the_fraction(void **state)
{
	uint64_t dice = 2;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		struct service_goal g = some_goal(&dice);
		double a = near_log_random(&dice, 0.02, 3e4);
		double aht = near_log_random(&dice, 10, 2000);
		struct goal_answer n = goal_agents(&g, a, aht);
		struct goal_answer f = goal_fraction(&g, a, aht);

		assert_true(f.amount <= n.amount + 1e-9 * (1 + n.amount));
		assert_true(f.amount >= n.amount - 1 - 1e-9 * (1 + n.amount));
		assert_int_equal(f.binding, n.binding);
		CHECK_SAME(
			goal_missed(&g, f.amount * (1 + 1e-8) + 1e-6, a, aht),
			GOAL_NONE);
		if (f.amount > 1e-3)
			assert_true(goal_missed(
				&g, f.amount * (1 - 1e-6) - 1e-5, a, aht));
	}
}

/* The binding wish alone asks for as many; without it fewer would do. */
static void the_binding_wish_alone_asks_for_as_many(void **state)
{
	uint64_t dice = 3;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		struct service_goal g = some_goal(&dice), alone = { 0 };
		double a = near_log_random(&dice, 0.1, 3000);
		struct goal_answer n = goal_agents(&g, a, 240);

		alone.patience = g.patience;
		if (n.binding == GOAL_SERVICE) {
			alone.share = g.share;
			alone.within = g.within;
			alone.counting = g.counting;
		}
		if (n.binding == GOAL_ASA)
			alone.asa = g.asa;
		if (n.binding == GOAL_ABANDONED)
			alone.abandoned = g.abandoned;
		if (n.binding == GOAL_OCCUPANCY)
			alone.occupancy = g.occupancy;
		if (n.binding == GOAL_MINIMUM)
			alone.minimum = g.minimum;
		CHECK_SAME(agents(alone, a, 240), n.amount);
		assert_int_equal(goal_agents(&alone, a, 240).binding,
				 n.binding);
	}
}

static void load_is_the_inverse_of_agents(void **state)
{
	uint64_t dice = 4;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct service_goal g = some_goal(&dice);
		double n = ceil(near_log_random(&dice, 1, 3e4));
		struct goal_answer most = goal_load(&g, n, 240);

		if (n < g.minimum) {
			CHECK_SAME(most.amount, 0);
			continue;
		}
		if (most.binding == GOAL_NONE)
			continue;
		CHECK_SAME(goal_missed(&g, n, most.amount * (1 - 1e-9), 240),
			   GOAL_NONE);
		assert_true(goal_missed(&g, n, most.amount * (1 + 1e-6), 240));
		assert_true(agents(g, most.amount * (1 - 1e-9), 240) <= n);
		assert_true(agents(g, most.amount * (1 + 1e-6), 240) > n);
	}
}

/* Fractional agents and fractional load undo each other. */
static void fraction_and_load_undo_each_other(void **state)
{
	uint64_t dice = 5;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		struct service_goal g = some_goal(&dice);
		double a = near_log_random(&dice, 0.3, 1e4);
		struct goal_answer f;

		g.minimum = 0;
		f = goal_fraction(&g, a, 300);
		if (f.amount < 0.1)
			continue;
		CHECK_NEAR(goal_load(&g, f.amount, 300).amount, a, 1e-8);
	}
}

/* More load, a higher share, a shorter wait never need fewer. */
static void harder_goals_never_need_fewer(void **state)
{
	uint64_t dice = 6;

	(void)state;
	for (int i = 0; i < 1500; i++) {
		struct service_goal g = some_goal(&dice), harder = g;
		double a = near_log_random(&dice, 0.1, 3000);
		double n = agents(g, a, 180);

		assert_true(agents(g, a * 1.1, 180) >= n);
		harder.share = 1 - 0.7 * (1 - g.share);
		assert_true(agents(harder, a, 180) >= n);
		harder = g;
		harder.within *= 0.7;
		assert_true(agents(harder, a, 180) >= n);
		harder = g;
		harder.asa *= 0.7;
		assert_true(agents(harder, a, 180) >= n);
		harder = g;
		harder.minimum += 3;
		assert_true(agents(harder, a, 180) >= n);
	}
}

static void caps_and_ties_are_decided_on_decimals(void **state)
{
	struct service_goal cap = { .occupancy = 0.85 };
	struct service_goal half = { .share = 0.5 };

	(void)state;
	CHECK_SAME(agents(cap, 42.5, 240), 50);
	CHECK_SAME(agents(cap, 17, 240), 20);
	cap.occupancy = 0.7;
	CHECK_SAME(agents(cap, 21, 240), 30);
	/* P(W > 0) with one agent is the load: a tie counts as reached. */
	for (int i = 1; i < 100; i++) {
		half.share = 1 - i / 100.;
		CHECK_SAME(agents(half, i / 100., 180), 1);
		half.share = (100 - i) / 100.;
		CHECK_SAME(agents(half, i / 100., 180), 1);
	}
}

/* Published tools: a start at round(a + 1) or ceil(a) is not the fewest. */
static void does_not_repeat_known_failures(void **state)
{
	struct service_goal slack = { .share = 0.2, .within = 20 };
	struct service_goal slow = { .share = 0.8, .within = 1800 };
	struct service_goal a = { .share = 0.8, .within = 20, .patience = 60 };

	(void)state;
	CHECK_SAME(agents(slack, 0.5, 180), 1);
	CHECK_SAME(agents(slow, 1.6, 180), 2);
	CHECK_SAME(agents(a, 50, 300), 48);
	CHECK_SAME(agents(a, 100, 300), 92);
	CHECK_SAME(agents(a, 200, 300), 177);
	CHECK_SAME(agents(a, 500, 300), 425);
	CHECK_SAME(agents(a, 10.5, 300), floor(agents(a, 10.5, 300)));
}

static void impossible_goals_are_said_so(void **state)
{
	static const struct service_goal bad[] = {
		{ .share = 1 },	     { .share = 1.2 },
		{ .share = -0.1 },   { .share = 0.8, .within = -1 },
		{ .asa = -1 },	     { .abandoned = -0.1 },
		{ .occupancy = -1 }, { .patience = -1 },
		{ .minimum = -1 },   { .share = NAN },
		{ .within = NAN },   { .patience = NAN },
	};
	struct service_goal good = { .share = 0.8, .within = 20 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_non_null(goal_fault(&bad[i]));
		CHECK_SAME(goal_agents(&bad[i], 10, 180).amount, INFINITY);
		CHECK_SAME(goal_fraction(&bad[i], 10, 180).amount, INFINITY);
		CHECK_SAME(goal_load(&bad[i], 10, 180).amount, 0);
		assert_int_equal(goal_agents(&bad[i], 10, 180).binding,
				 GOAL_IMPOSSIBLE);
	}
	assert_null(goal_fault(&good));
	CHECK_SAME(agents(good, INFINITY, 180), INFINITY);
	CHECK_SAME(agents(good, NAN, 180), INFINITY);
	CHECK_SAME(agents(good, -1, 180), INFINITY);
	CHECK_SAME(agents(good, 10, 0), INFINITY);
}

static void no_load_needs_the_minimum(void **state)
{
	struct service_goal g = { .share = 0.8, .within = 20, .minimum = 2 };

	(void)state;
	CHECK_SAME(agents(g, 0, 180), 2);
	CHECK_SAME(agents(g, 0, 0), 2);
	assert_int_equal(goal_agents(&g, 0, 180).binding, GOAL_MINIMUM);
	CHECK_SAME(agents(g, 0.001, 180), 2);
	g.minimum = 0;
	CHECK_SAME(agents(g, 0, 180), 0);
	CHECK_SAME(agents(g, 0.001, 180), 1);
}

static void nothing_wished_needs_a_stable_queue(void **state)
{
	struct service_goal none = { 0 }, hang_up = { .patience = 60 };

	(void)state;
	CHECK_SAME(agents(none, 10, 180), 11);
	assert_int_equal(goal_agents(&none, 10, 180).binding, GOAL_STABLE);
	CHECK_SAME(agents(hang_up, 10, 180), 0);
}

static void every_size_is_answered(void **state)
{
	static const double patience[] = { 0, 1e-3, 1, 60, 1e4, 1e8 };
	static const double share[] = { 1e-9, 0.5, 0.8, 0.999999 };

	(void)state;
	for (double a = 0.01; a < 2e7; a *= 10)
		for (int p = 0; p < 6; p++)
			for (int s = 0; s < 4; s++) {
				struct service_goal g = { .share = share[s],
							  .within = 20,
							  .patience =
								  patience[p] };
				double n = agents(g, a, 180);

				assert_true(n >= 1 && n < 2 * a + 30);
				n = goal_load(&g, n, 180).amount;
				assert_true(n >= a * (1 - 1e-9));
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_published_values),
		cmocka_unit_test(agrees_with_the_tables_of_the_report),
		cmocka_unit_test(one_agent_less_misses_what_binds),
		cmocka_unit_test(whole_agents_are_the_ceiling_of_the_fraction),
		cmocka_unit_test(the_binding_wish_alone_asks_for_as_many),
		cmocka_unit_test(load_is_the_inverse_of_agents),
		cmocka_unit_test(fraction_and_load_undo_each_other),
		cmocka_unit_test(harder_goals_never_need_fewer),
		cmocka_unit_test(caps_and_ties_are_decided_on_decimals),
		cmocka_unit_test(does_not_repeat_known_failures),
		cmocka_unit_test(impossible_goals_are_said_so),
		cmocka_unit_test(no_load_needs_the_minimum),
		cmocka_unit_test(nothing_wished_needs_a_stable_queue),
		cmocka_unit_test(every_size_is_answered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
