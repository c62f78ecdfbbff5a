/* Groups of people by skill: the service each queue would get. */
#include "check.h"

#include "maths/sim_groups.h"

#include "maths/erlang.h"
#include "maths/simulate.h"
#include "maths/transient.h"
#include "small_centre.h"

enum { HALF_HOURS = 56, WARM = 8 };

static int set_up(void **state)
{
	*state = arena_open();
	return 0;
}

static int tear_down(void **state)
{
	arena_close(*state);
	return 0;
}

/* Two alike queues of so many erlangs, AHT 180 s, goal 80/20. */
static const struct sim_centre *demand(struct arena *a, double load,
				       double patience)
{
	struct floor_queue q = { .load = load,
				 .aht = 180,
				 .patience = patience,
				 .within = 20,
				 .share = 0.8 };
	struct floor_plan f = {
		.n_queues = 2, .queues = { q, q }, .warm = WARM, .n = HALF_HOURS
	};

	return floor_centre(a, &f);
}

static const double *heads(struct arena *a, double n)
{
	double *x = arena_new(a, double, HALF_HOURS);

	for (int t = 0; t < HALF_HOURS; t++)
		x[t] = n;
	return x;
}

static const int both[] = { 1, 1 }, first[] = { 1, 0 }, second[] = { 0, 1 };

/* Two queues of 30 erlangs: 35 people are enough for either, not for both. */
static void flexible_people_are_not_counted_twice(void **state)
{
	struct sim_group g = { both, heads(*state, 35), 1 };
	struct sim_centre c =
		sim_centre_of_groups(*state, demand(*state, 30, 180), &g, 1);
	struct simulation s = floor_simulate(*state, &c, 40);

	assert_true(erlang_c_level(35, 30, 180, 20) > 0.8);
	assert_int_equal(c.n_agents, 35);
	for (int q = 0; q < 2; q++) {
		const struct sim_sum *sum = floor_sum(&s, q);
		struct sim_estimate lost = sim_estimate(sum, SIM_ABANDONED, 40);

		assert_true(sim_estimate(sum, SIM_LEVEL, 40).value < 0.1);
		CHECK_NEAR(lost.value, 25 / 60.0, 2 * lost.half);
	}
}

static void groups_of_one_skill_are_erlang_c(void **state)
{
	struct sim_group g[] = { { first, heads(*state, 13), 1 },
				 { second, heads(*state, 12), 1 } };
	struct sim_centre c =
		sim_centre_of_groups(*state, demand(*state, 10, 0), g, 2);
	struct simulation s = floor_simulate(*state, &c, 160);

	for (int q = 0; q < 2; q++) {
		struct sim_estimate e =
			sim_estimate(floor_sum(&s, q), SIM_LEVEL, 160);

		CHECK_NEAR(e.value, erlang_c_level(13 - q, 10, 180, 20),
			   1.6 * e.half);
		assert_true(e.half < 0.01);
	}
}

/* Heads that change, and parts of heads, are there for their time. */
static void everybody_is_there_as_long_as_said(void **state)
{
	double *x = arena_new(*state, double, HALF_HOURS);
	struct sim_group g = { both, x, 1 };
	struct simulation s;
	struct sim_centre c;

	for (int t = 0; t < HALF_HOURS; t++)
		x[t] = t % 5 + 0.25 * (t % 4);
	c = sim_centre_of_groups(*state, demand(*state, 0.001, 0), &g, 1);
	s = floor_simulate(*state, &c, 2);
	for (int t = 0; t < HALF_HOURS; t++) {
		double staffed = s.cells[t].metric[SIM_OCCUPANCY].y / 2;

		/* A call in hand is finished. */
		assert_true(staffed >= 1800 * x[t] - 1e-6);
		assert_true(staffed < 1800 * x[t] + 2000);
	}
	assert_int_equal(c.n_agents, 5);
}

enum { CHANGING_DAY = 24, RUNS = 400 };

/* Calls go up and down, staff grows.  (When staff falls, whoever goes finishes
 * the call in hand while the others go on; the exact queue waits until fewer
 * are talking than are left, and so expects a little less.) */
static void change_over_the_day(struct transient_step *step, double *calls,
				double *x)
{
	for (int t = 0; t < CHANGING_DAY; t++) {
		calls[t] = 60 + 35 * sin(t * 0.5);
		x[t] = 8 + t / 4;
		step[t] = (struct transient_step){ 1800, calls[t] / 1800,
						   (int)x[t] };
	}
}

/* The exact queue of a day that changes, interval by interval. */
static void a_changing_day_agrees_with_the_exact_queue(void **state)
{
	struct floor_plan f = { .n_queues = 1,
				.queues = { { .load = 1,
					      .aht = 300,
					      .patience = 120,
					      .within = 20,
					      .share = 0.8 } },
				.n = CHANGING_DAY };
	struct transient_step step[CHANGING_DAY];
	struct transient_count exact[CHANGING_DAY], all = { 0 };
	double calls[CHANGING_DAY], x[CHANGING_DAY];
	static const int only[] = { 1 };
	struct sim_group g = { only, x, 1 };
	struct sim_centre *d = floor_centre(*state, &f), c;

	change_over_the_day(step, calls, x);
	d->calls = calls;
	c = sim_centre_of_groups(*state, d, &g, 1);
	struct simulation s = floor_simulate(*state, &c, RUNS);
	transient_run(
		transient_open(*state, (struct transient_queue){ 300, 120, 20,
								 SL_OFFERED,
								 DROP_FINISH }),
		step, CHANGING_DAY, 0, exact);
	for (int t = 0; t < CHANGING_DAY; t++) {
		struct sim_estimate e =
			sim_estimate(&s.cells[t], SIM_LEVEL, RUNS);
		double truth = transient_level(exact[t]);

		/* Four standard errors, of 24 figures. */
		CHECK(fabs(e.value - truth) < 2.05 * e.half + 1e-3,
		      "%d: %.4f +- %.4f is not %.4f", t, e.value, e.half,
		      truth);
		all = transient_sum(all, exact[t]);
	}
	struct sim_estimate e = sim_estimate(&s.queues[0], SIM_LEVEL, RUNS);
	CHECK_NEAR(e.value, transient_level(all), 1.5 * e.half);
	assert_true(e.half < 0.01 && e.value > 0.3 && e.value < 0.9);
}

static void nobody_at_all_is_played_too(void **state)
{
	struct sim_group g = { both, heads(*state, 0), 1 };
	struct sim_centre c =
		sim_centre_of_groups(*state, demand(*state, 30, 60), &g, 1);
	struct simulation s = floor_simulate(*state, &c, 2);

	assert_true(sim_estimate(&s.queues[0], SIM_LEVEL, 2).value == 0);
	c = sim_centre_of_groups(*state, demand(*state, 30, 60), NULL, 0);
	s = floor_simulate(*state, &c, 2);
	assert_true(sim_estimate(&s.queues[1], SIM_LEVEL, 2).value == 0);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(flexible_people_are_not_counted_twice),
		T(groups_of_one_skill_are_erlang_c),
		T(everybody_is_there_as_long_as_said),
		T(a_changing_day_agrees_with_the_exact_queue),
		T(nobody_at_all_is_played_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
