/* Callers who come again, lines that are all taken, chats that slow each other
 * down, handling times as they were seen. */
#include "check.h"

#include "maths/simulate.h"

#include "maths/chat.h"
#include "maths/lines.h"
#include "small_centre.h"

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

/* Within three standard errors, and so much beside them. */
static void check_near_truth(const struct sim_sum *sum, enum sim_metric m,
			     int runs, double truth, double beside, int line)
{
	struct sim_estimate e = sim_estimate(sum, m, runs);

	if (!(fabs(e.value - truth) <= 3 * e.half / 1.97 + beside) ||
	    e.half > 0.03 * truth + 0.002)
		fail_msg("line %d: metric %d is %.5f +- %.5f, truth %.5f", line,
			 (int)m, e.value, e.half, truth);
}
#define CHECK_TRUTH(sum, metric, runs, truth, beside)                          \
	check_near_truth((sum), (metric), (runs), (truth), (beside), __LINE__)

static struct floor_plan one_queue(double load, int heads, double patience)
{
	return (struct floor_plan){ .n_queues = 1,
				    .n_kinds = 1,
				    .queues = { { .load = load,
						  .aht = 180,
						  .patience = patience,
						  .within = 20,
						  .share = 0.8 } },
				    .kinds = { { heads, { 1 }, 1 } },
				    .warm = 16,
				    .n = 112 };
}

static struct simulation play(struct arena *a, const struct floor_plan *f,
			      int runs)
{
	return floor_simulate(a, floor_centre(a, f), runs);
}

/* --- lines --- */

static void busy_lines_are_erlang_b(void **state)
{
	enum { RUNS = 160 };
	struct floor_plan f = one_queue(8, 10, 0);

	f.queues[0].lines = 10;
	struct simulation s = play(*state, &f, RUNS);
	const struct sim_sum *sum = floor_sum(&s, 0);

	CHECK_NEAR(sum->blocked / sum->offered, 0.12166, 0.003);
	assert_true(sim_estimate(sum, SIM_ASA, RUNS).value == 0);
}

static void finite_lines_agree_with_the_exact_queue(void **state)
{
	enum { RUNS = 200 };
	struct floor_plan f = one_queue(20, 18, 90);
	struct lines_queue q = { { 18, 20, 180, 90 }, 22 };
	struct lines_service truth = lines_service(q, 20);
	double in = 1 - truth.blocked;

	f.queues[0].lines = 22;
	struct simulation s = play(*state, &f, RUNS);
	const struct sim_sum *sum = floor_sum(&s, 0);

	CHECK_NEAR(sum->blocked / sum->offered, truth.blocked, 0.004);
	CHECK_TRUTH(sum, SIM_LEVEL, RUNS, in * truth.accepted.in_time, 0);
	CHECK_TRUTH(sum, SIM_ABANDONED, RUNS, in * truth.accepted.abandoned, 0);
	CHECK_TRUTH(sum, SIM_ASA, RUNS, truth.accepted.asa, 0);
}

/* --- redials --- */

/* Who comes back much later is a new caller to the queue (Erlang X). */
static void redials_agree_with_erlang_x(void **state)
{
	enum { RUNS = 120 };
	struct floor_plan f = one_queue(20, 19, 60);
	struct lines_queue q = { { 19, 20, 180, 60 }, 23 };
	struct lines_redial again = { 0.6, 0.6 };
	struct lines_service truth = lines_redial(q, 20, again);
	double in = 1 - truth.blocked;

	f.queues[0].lines = 23;
	f.queues[0].redial = 0.6;
	f.queues[0].redial_after = 2400;
	f.warm = 24;
	struct simulation s = play(*state, &f, RUNS);
	const struct sim_sum *sum = floor_sum(&s, 0);
	double half_hours = 112 - 24;

	assert_true(truth.offered > 1.05 * 20);
	CHECK_NEAR(sum->offered / RUNS / half_hours * 180 / 1800, truth.offered,
		   0.006 * truth.offered);
	CHECK_NEAR(sum->redials / sum->offered, 1 - 20 / truth.offered, 0.005);
	CHECK_NEAR(sum->blocked / sum->offered, truth.blocked, 0.005);
	CHECK_TRUTH(sum, SIM_LEVEL, RUNS, in * truth.accepted.in_time, 0.005);
	CHECK_TRUTH(sum, SIM_ABANDONED, RUNS, in * truth.accepted.abandoned,
		    0.003);
}

/* Whatever becomes of the others, a caller is as patient and as stubborn: one
 * person more only takes redials away. */
static void one_more_person_leaves_callers_as_they_are(void **state)
{
	struct floor_plan f = one_queue(10, 6, 60);
	double redials = INFINITY, fresh = 0;

	f.queues[0].redial = 0.8;
	f.queues[0].redial_after = 300;
	for (; f.kinds[0].heads <= 20; f.kinds[0].heads += 2) {
		struct simulation s = play(*state, &f, 10);
		const struct sim_sum *sum = &s.queues[0];

		assert_true(sum->redials < redials);
		if (fresh > 0)
			assert_true(sum->offered - sum->redials == fresh);
		fresh = sum->offered - sum->redials;
		redials = sum->redials;
	}
	assert_true(redials < 0.005 * fresh);
}

/* Whatever the level counts: nobody there is no service, not none known. */
static void nobody_there_is_a_level_of_nought(void **state)
{
	struct floor_plan f = one_queue(10, 0, 30);

	for (int k = SL_OFFERED; k <= SL_ABOK; k++) {
		f.queues[0].counting = (enum service_level)k;
		f.queues[0].within = 0;
		struct simulation s = play(*state, &f, 4);

		assert_true(
			sim_estimate(floor_sum(&s, 0), SIM_LEVEL, 4).value ==
			0);
		assert_true(sim_risk(floor_sum(&s, 0)) == 1);
		assert_true(sim_level(&s.cells[20]).y > 0);
	}
}

/* Nobody there, and everybody comes again: geometric, not for ever. */
static void stubborn_callers_come_to_an_end(void **state)
{
	struct floor_plan f = one_queue(10, 0, 1);

	f.queues[0].redial = 0.95;
	f.queues[0].redial_after = 10;
	struct simulation s = play(*state, &f, 4);
	const struct sim_sum *sum = floor_sum(&s, 0);

	CHECK_NEAR(sum->redials / sum->offered, 0.95, 0.01);
	assert_true(sum->answered == 0);
}

/* Without somebody who waits there is nothing to come again for. */
static void nobody_answered_comes_again(void **state)
{
	struct floor_plan f = one_queue(2, 40, 60);

	f.queues[0].redial = 0.9;
	f.queues[0].redial_after = 60;
	struct simulation s = play(*state, &f, 10);

	assert_true(s.queues[0].redials == 0);
}

/* --- chats --- */

/* One person: birth and death with the rates of each level, exactly. */
static void chats_slow_each_other_down(void **state)
{
	enum { RUNS = 240 };
	static const double slower[] = { 1, 1.25, 1.8 };
	static const double rate[] = { 1 / 180.0, 1 / 225.0, 1 / 324.0 };
	struct floor_plan f = one_queue(1.2, 1, 200);
	struct chat_queue q = { 1, 1.2 / 180, 200, 3, rate };
	struct chat_service truth = chat_service(q, 20);

	f.queues[0].slots = 3;
	f.queues[0].slower = slower;
	struct simulation s = play(*state, &f, RUNS);
	const struct sim_sum *sum = floor_sum(&s, 0);

	CHECK_TRUTH(sum, SIM_LEVEL, RUNS, truth.wait.in_time, 0);
	CHECK_TRUTH(sum, SIM_ABANDONED, RUNS, truth.wait.abandoned, 0);
	CHECK_TRUTH(sum, SIM_ASA, RUNS, truth.wait.asa, 0);
	/* All contacts in hand, of the three there could be. */
	CHECK_TRUTH(sum, SIM_OCCUPANCY, RUNS, truth.held / 3, 0);
}

/* --- handling times --- */

/* Half take no time, half twice the mean: Pollaczek and Khinchine with
 * cv = 1, but not exponential; then 1 in 4 takes four times as long. */
static void handling_times_are_drawn_as_seen(void **state)
{
	enum { RUNS = 300 };
	static const double two[] = { 0, 2 };
	static const double rare[] = { 0, 0, 0, 4 };
	struct floor_plan f = one_queue(0.5, 1, 0);
	struct sim_centre *c = floor_centre(*state, &f);
	struct sim_queue q = c->queues[0];

	c->queues = &q;
	for (int k = 0; k < 2; k++) {
		q.durations = k ? rare : two;
		q.n_durations = k ? 4 : 2;
		double wait = 0.5 / 0.5 * 180 * (k ? 4 : 2) / 2;
		struct simulation s = floor_simulate(*state, c, RUNS);

		CHECK_TRUTH(floor_sum(&s, 0), SIM_ASA, RUNS, wait, 0.02 * wait);
	}
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(busy_lines_are_erlang_b),
		T(finite_lines_agree_with_the_exact_queue),
		T(redials_agree_with_erlang_x),
		T(one_more_person_leaves_callers_as_they_are),
		T(nobody_there_is_a_level_of_nought),
		T(stubborn_callers_come_to_an_end),
		T(nobody_answered_comes_again),
		T(chats_slow_each_other_down),
		T(handling_times_are_drawn_as_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
