#include "check.h"

#include "maths/simulate.h"

#include <string.h>

#include "base/random.h"
#include "maths/erlang.h"
#include "maths/patience.h"
#include "maths/sim_demand.h"
#include "maths/stats.h"
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

/* The truth lies within three standard errors of the estimate. */
#define CHECK_SIGMA(sum, metric, n, truth)                                     \
	check_sigma((sum), (metric), (n), (truth), __LINE__)

static void check_sigma(const struct sim_sum *sum, enum sim_metric m, int n,
			double truth, int line)
{
	struct sim_estimate e = sim_estimate(sum, m, n);
	double three = 3 * e.half / 1.98;

	if (!(fabs(e.value - truth) <= three) || three > 0.05 * truth + 0.002)
		fail_msg("line %d: metric %d is %.5f, truth %.5f, 3 sigma %.5f",
			 line, (int)m, e.value, truth, three);
}

static struct floor_plan one_queue(double load, int heads, double patience)
{
	return (struct floor_plan){
		.n_queues = 1,
		.n_kinds = 1,
		.queues = { { .load = load,
			      .aht = 180,
			      .patience = patience,
			      .within = 20,
			      .share = 0.8 } },
		.kinds = { { heads, { 1 }, 1 } },
		.warm = 8,
		.n = 104,
	};
}

/* --- one queue, one kind of people --- */

static void one_skill_agrees_with_erlang_c(void **state)
{
	enum { RUNS = 240 };
	struct floor_plan f = one_queue(10, 13, 0);
	struct simulation s =
		floor_simulate(*state, floor_centre(*state, &f), RUNS);
	const struct sim_sum *sum = floor_sum(&s, 0);
	double c = erlang_c(13, 10);

	CHECK_SIGMA(sum, SIM_LEVEL, RUNS, 1 - c * exp(-3 * 20 / 180.0));
	CHECK_SIGMA(sum, SIM_ASA, RUNS, c * 180 / 3);
	CHECK_SIGMA(sum, SIM_OCCUPANCY, RUNS, 10 / 13.0);
	assert_true(sim_estimate(sum, SIM_ABANDONED, RUNS).value == 0);
}

static void one_skill_agrees_with_erlang_a(void **state)
{
	enum { RUNS = 240 };
	struct floor_plan f = one_queue(20, 19, 90);
	const struct patience_service truth = patience_service(
		(struct patience_queue){ 19, 20, 180, 90 }, 20);

	for (int k = SL_OFFERED; k <= SL_ABOK; k++) {
		f.queues[0].counting = (enum service_level)k;
		struct simulation s =
			floor_simulate(*state, floor_centre(*state, &f), RUNS);
		const struct sim_sum *sum = floor_sum(&s, 0);

		CHECK_SIGMA(sum, SIM_LEVEL, RUNS,
			    patience_level(&truth, (enum service_level)k));
		CHECK_SIGMA(sum, SIM_ABANDONED, RUNS, truth.abandoned);
		CHECK_SIGMA(sum, SIM_ASA, RUNS, truth.asa);
		CHECK_SIGMA(sum, SIM_OCCUPANCY, RUNS, truth.occupancy);
	}
}

/* Queues at random, patient and not, within three sigma each. */
static void any_one_skill_agrees_with_erlang(void **state)
{
	enum { RUNS = 160, QUEUES = 10 };
	struct random r = random_stream(2026, 3);

	for (int k = 0; k < QUEUES; k++) {
		double load = 2 + 28 * random_uniform(&r);
		double patience = k % 2 ? 0 : 40 + 300 * random_uniform(&r);
		int heads = (int)ceil(load *
				      (k % 2 ? 1.12 + 0.2 * random_uniform(&r)
					     : 0.8 + 0.4 * random_uniform(&r)));
		struct floor_plan f = one_queue(load, heads, patience);
		struct patience_service truth = patience_service(
			(struct patience_queue){ heads, load, 180,
						 patience > 0 ? patience
							      : INFINITY },
			20);
		struct simulation s =
			floor_simulate(*state, floor_centre(*state, &f), RUNS);
		const struct sim_sum *sum = floor_sum(&s, 0);

		CHECK_SIGMA(sum, SIM_LEVEL, RUNS, truth.in_time);
		struct sim_estimate asa = sim_estimate(sum, SIM_ASA, RUNS);
		CHECK(fabs(asa.value - truth.asa) <= 3 * asa.half / 1.98,
		      "%d: ASA %f +- %f is not %f", k, asa.value, asa.half,
		      truth.asa);
		CHECK_SIGMA(sum, SIM_OCCUPANCY, RUNS, truth.occupancy);
		if (patience > 0)
			CHECK_SIGMA(sum, SIM_ABANDONED, RUNS, truth.abandoned);
	}
}

/* Whoever holds three chats is three people as long as rates do not fall. */
static void chats_in_slots_are_as_many_people(void **state)
{
	enum { RUNS = 200 };
	struct floor_plan f = one_queue(10, 4, 120);
	const struct patience_service truth = patience_service(
		(struct patience_queue){ 12, 10, 180, 120 }, 20);

	f.queues[0].slots = 3;
	struct simulation s =
		floor_simulate(*state, floor_centre(*state, &f), RUNS);
	CHECK_SIGMA(floor_sum(&s, 0), SIM_LEVEL, RUNS,
		    patience_level(&truth, SL_OFFERED));
	CHECK_SIGMA(floor_sum(&s, 0), SIM_ABANDONED, RUNS, truth.abandoned);
	CHECK_SIGMA(floor_sum(&s, 0), SIM_OCCUPANCY, RUNS, truth.occupancy);
}

/* Pollaczek, Khinchine: one server, wait = a/(1-a) x aht x (1 + cv^2)/2. */
static void handling_times_have_their_spread(void **state)
{
	enum { RUNS = 400 };
	static const double cvs[] = { 0, 0.5, 1.2 };
	struct floor_plan f = one_queue(0.6, 1, 0);

	f.queues[0].lognormal = true;
	for (int k = 0; k < 3; k++) {
		f.queues[0].cv = cvs[k];
		struct sim_centre *c = floor_centre(*state, &f);
		struct simulation s = simulate(
			*state, c,
			(struct simulate_options){ .seed = 3,
						   .threads = 2,
						   .replications = RUNS });
		double wait = 0.6 / 0.4 * 180 * (1 + cvs[k] * cvs[k]) / 2;
		struct sim_estimate e =
			sim_estimate(floor_sum(&s, 0), SIM_ASA, RUNS);

		/* What waits at the end is seen too little of. */
		CHECK_NEAR(e.value, wait, 3 * e.half / 1.96 + 0.01 * wait);
		assert_true(e.half < 0.06 * wait);
	}
}

static void the_slow_take_longer(void **state)
{
	enum { RUNS = 240 };
	struct floor_plan f = one_queue(5, 10, 0);

	f.kinds[0].speed = 0.8;
	struct simulation s =
		floor_simulate(*state, floor_centre(*state, &f), RUNS);
	double c = erlang_c(10, 6.25);

	CHECK_SIGMA(floor_sum(&s, 0), SIM_OCCUPANCY, RUNS, 0.625);
	CHECK_SIGMA(floor_sum(&s, 0), SIM_LEVEL, RUNS,
		    1 - c * exp(-3.75 * 20 / 225));
}

/* --- several queues --- */

/* a queue of 10 erlangs: own people, some who can do both, or all. */
static struct floor_plan two_queues(int own, int both)
{
	struct floor_queue q = {
		.load = 10, .aht = 180, .within = 20, .share = 0.8
	};

	return (struct floor_plan){
		.n_queues = 2,
		.n_kinds = 3,
		.queues = { q, q },
		.kinds = { { own, { 1, 0 }, 1 },
			   { own, { 0, 1 }, 1 },
			   { both, { 1, 1 }, 1 } },
		.warm = 8,
		.n = 104,
	};
}

static double level_of(struct arena *a, struct floor_plan f, int runs)
{
	struct simulation s = floor_simulate(a, floor_centre(a, &f), runs);

	return sim_estimate(floor_sum(&s, 0), SIM_LEVEL, runs).value;
}

static void shared_skills_lie_between_separate_and_merged(void **state)
{
	enum { RUNS = 160 };
	struct floor_plan all = two_queues(0, 24);
	struct simulation s =
		floor_simulate(*state, floor_centre(*state, &all), RUNS);
	double merged = 1 - erlang_c(24, 20) * exp(-4 * 20 / 180.0);
	double separate = 1 - erlang_c(12, 10) * exp(-2 * 20 / 180.0);
	double some = level_of(*state, two_queues(9, 6), RUNS);

	CHECK_SIGMA(floor_sum(&s, 0), SIM_LEVEL, RUNS, merged);
	CHECK_SIGMA(floor_sum(&s, 1), SIM_LEVEL, RUNS, merged);
	CHECK_NEAR(level_of(*state, two_queues(12, 0), RUNS), separate, 0.02);
	CHECK(some > separate + 0.05 && some < merged - 0.001,
	      "%g is not in %g..%g", some, separate, merged);
}

static void nobody_is_counted_twice(void **state)
{
	enum { RUNS = 40 };
	struct floor_plan f = two_queues(0, 35);

	for (int q = 0; q < 2; q++) {
		f.queues[q].load = 30;
		f.queues[q].patience = 180;
	}
	struct simulation s =
		floor_simulate(*state, floor_centre(*state, &f), RUNS);

	/* 35 people are enough for either queue alone. */
	assert_true(1 - erlang_c(35, 30) * exp(-5 * 20 / 180.0) > 0.8);
	for (int q = 0; q < 2; q++) {
		const struct sim_sum *sum = floor_sum(&s, q);
		/* All who are not among 35 of 60 must hang up. */
		CHECK_SIGMA(sum, SIM_ABANDONED, RUNS, 25 / 60.0);
		assert_true(sim_estimate(sum, SIM_LEVEL, RUNS).value < 0.1);
		assert_true(sim_estimate(sum, SIM_OCCUPANCY, RUNS).value >
			    0.999);
	}
}

/* Cobham: one server, two classes, no pre-emption. */
static void own_priority_comes_first(void **state)
{
	enum { RUNS = 400 };
	struct floor_plan f = two_queues(0, 0);
	double left = 0.6 * 180; /* work in hand on arrival */

	f.n_kinds = 1;
	f.kinds[0] = (struct floor_kind){ 1, { 1, 2 }, 1 };
	f.queues[0].load = f.queues[1].load = 0.3;
	struct simulation s =
		floor_simulate(*state, floor_centre(*state, &f), RUNS);
	CHECK_SIGMA(floor_sum(&s, 0), SIM_ASA, RUNS, left / 0.7);
	CHECK_SIGMA(floor_sum(&s, 1), SIM_ASA, RUNS, left / (0.7 * 0.4));
}

/* With no patience at all the second choice gets what overflows the first:
 * B(1, a) of the calls; and both together lose B(2, a). */
static void calls_go_to_the_best_priority(void **state)
{
	enum { RUNS = 200 };
	struct floor_plan f = one_queue(1, 1, 1e-9);

	f.n_kinds = 2;
	f.kinds[1] = (struct floor_kind){ 1, { 2 }, 1 };
	struct simulation s =
		floor_simulate(*state, floor_centre(*state, &f), RUNS);
	double lost = erlang_b(2, 1);

	CHECK_SIGMA(floor_sum(&s, 0), SIM_ABANDONED, RUNS, lost);
	CHECK_NEAR(s.people[0].busy / s.people[0].staffed, 0.5, 0.005);
	CHECK_NEAR(s.people[1].busy / s.people[1].staffed, 0.5 - lost, 0.005);
}

static void equals_share_the_work(void **state)
{
	struct floor_plan f = one_queue(2, 4, 0);
	struct simulation s =
		floor_simulate(*state, floor_centre(*state, &f), 80);

	for (int i = 0; i < 4; i++)
		CHECK_NEAR(s.people[i].busy / s.people[i].staffed, 0.5, 0.005);
}

/* Put aside at once and taken up again: nobody on the phone notices, and all
 * of it gets done. */
static void deferred_work_fills_idle_time_only(void **state)
{
	enum { RUNS = 40 };
	struct floor_plan with = two_queues(0, 16), without;

	with.n_kinds = 1;
	with.kinds[0] = (struct floor_kind){ 16, { 1, 1 }, 1 };
	with.queues[1] = (struct floor_queue){
		.load = 4, .aht = 600, .within = 3600, .deferred = true
	};
	without = with;
	without.n_queues = 1;
	struct simulation a =
		floor_simulate(*state, floor_centre(*state, &with), RUNS);
	struct simulation b =
		floor_simulate(*state, floor_centre(*state, &without), RUNS);
	for (int m = SIM_LEVEL; m <= SIM_ASA; m++)
		CHECK_NEAR(sim_estimate(floor_sum(&a, 0), m, RUNS).value,
			   sim_estimate(floor_sum(&b, 0), m, RUNS).value, 1e-9);
	CHECK_SIGMA(floor_sum(&a, 1), SIM_OCCUPANCY, RUNS, 14 / 16.0);
	assert_true(sim_estimate(floor_sum(&a, 1), SIM_LEVEL, RUNS).value >
		    0.9);
}

/* --- what must always hold --- */

/* All kinds of queues, people who come and go, too few of them. */
static struct sim_centre *motley(struct arena *a)
{
	static const struct sim_span hours[] = { { 1800, 9000 },
						 { 12000, 20000 },
						 { 30000, 50000 } };
	static const double slower[] = { 1, 1.3, 1.7 };
	struct floor_plan f = {
		.n_queues = 4,
		.n_kinds = 4,
		.queues = { { .load = 5,
			      .aht = 200,
			      .patience = 60,
			      .within = 20,
			      .share = 0.8,
			      .lines = 9,
			      .redial = 0.7,
			      .redial_after = 200 },
			    { .load = 6,
			      .aht = 400,
			      .patience = 90,
			      .within = 60,
			      .share = 0.9,
			      .slots = 3,
			      .slower = slower,
			      .redial = 0.5,
			      .redial_after = 2000 },
			    { .load = 2,
			      .aht = 300,
			      .within = 7200,
			      .deferred = true },
			    { .load = 3, .aht = 150, .within = 30 } },
		.kinds = { { 3, { 1, 2, 3, 0 }, 0.9 },
			   { 2, { 2, 1, 0, 0 }, 1 },
			   { 3, { 0, 1, 1, 2 }, 1.1 },
			   { 3, { 1, 0, 2, 1 }, 1 } },
		.warm = 12,
		.n = 30,
	};
	struct sim_centre *c = floor_centre(a, &f);
	struct sim_queue *queues = arena_copy(a, c->queues, 4, sizeof(*queues));
	struct sim_change *changes =
		arena_new(a, struct sim_change, 4 * c->n_agents);
	int n = 0;

	for (int q = 0; q < 4; q++) {
		queues[q].open = hours;
		queues[q].n_open = 3;
	}
	queues[2].open_hours = true;
	static const struct sim_backlog backlog = { 20, 8000 };
	queues[2].backlog = &backlog;
	queues[2].n_backlog = 1;
	for (int part = 0; part < 2; part++)
		for (int i = 0; i < c->n_agents; i++) {
			double at = part * 15000 + 100 * i;
			struct sim_change come = { at, i, i % 4, i };

			changes[n++] = come;
			come.at = at + 14000;
			come.ability = i % 3 ? (i + 1) % 4 : -1;
			changes[n++] = come;
		}
	c->queues = queues;
	c->changes = changes;
	c->n_changes = n;
	c->missing = 0.2;
	return c;
}

/* One person, works of five minutes: 10 due in an hour and 50 due in eight are
 * all in time, and so is mail that comes meanwhile and may wait an hour,
 * though it came last. */
static void a_backlog_is_done_by_its_own_times(void **state)
{
	static const struct sim_backlog backlog[] = { { 10.4, 3600 },
						      { 49.6, 28800 } };
	enum { RUNS = 20 };
	struct floor_plan f = {
		.n_queues = 1,
		.n_kinds = 1,
		.queues = { { .load = 0.2,
			      .aht = 300,
			      .deferred = true,
			      .lognormal = true,
			      .within = 3600,
			      .share = 0.9 } },
		.kinds = { { 1, { 1 }, 1 } },
		.warm = 0,
		.n = 20,
	};
	struct sim_centre *c = floor_centre(*state, &f);
	struct sim_queue q = c->queues[0];

	q.backlog = backlog;
	q.n_backlog = 2;
	c->queues = &q;
	struct simulation s = floor_simulate(*state, c, RUNS);
	struct sim_estimate e = sim_estimate(&s.queues[0], SIM_LEVEL, RUNS);
	double offered = sim_contacts(c);

	CHECK_NEAR(offered, 60 + 20 * 0.2 * 6, 1e-9);
	CHECK(e.value > 0.98, "%f in time", e.value);
}

static void nothing_is_lost(void **state)
{
	struct sim_centre *c = motley(*state);
	struct sim_script script = sim_script_new(*state, c);
	struct sim_run *run = sim_run_new(*state, &script);
	struct sim_record r = sim_record_new(*state, c);
	int left = 0, undue = 0, redials = 0, blocked = 0;

	for (int k = 0; k < 50; k++) {
		double staffed = 0, busy = 0;

		sim_run_play(run, 5, k, &r);
		for (int i = 0; i < c->n_queues * c->n; i++) {
			const struct sim_cell *x = &r.cells[i];

			assert_int_equal(x->offered,
					 x->answered + x->abandoned +
						 x->blocked + x->left);
			assert_true(x->redials <= x->offered);
			redials += x->redials;
			blocked += x->blocked;
			assert_true(x->in_time <= x->answered);
			assert_true(x->early <= x->abandoned);
			assert_true(x->undue <= x->left);
			assert_true(x->busy <= x->staffed * (1 + 1e-9));
			left += x->left;
			undue += x->undue;
		}
		for (int i = 0; i < c->n_agents; i++) {
			staffed += r.hands[i].staffed;
			busy += r.hands[i].busy;
			assert_true(r.hands[i].busy <=
				    r.hands[i].staffed * (1 + 1e-9));
		}
		assert_true(busy > 0 && busy < staffed);
	}
	assert_true(left > undue && undue > 0);
	assert_true(redials > 0 && blocked > 0);
}

static void is_the_same_on_any_number_of_threads(void **state)
{
	struct sim_centre *c = motley(*state);
	struct simulation s[2];

	for (int k = 0; k < 2; k++)
		s[k] = simulate(
			*state, c,
			(struct simulate_options){ .seed = 11,
						   .threads = k + 1,
						   .replications = 90 });
	assert_int_equal(s[0].replications, 90);
	assert_true(s[0].events == s[1].events);
	assert_memory_equal(s[0].cells, s[1].cells,
			    4 * (size_t)c->n * sizeof(*s[0].cells));
	assert_memory_equal(s[0].days, s[1].days, 8 * sizeof(*s[0].days));
	assert_memory_equal(s[0].queues, s[1].queues, 4 * sizeof(*s[0].queues));
	assert_memory_equal(s[0].people, s[1].people,
			    (size_t)c->n_agents * sizeof(*s[0].people));
}

static void stops_at_the_wished_half_width(void **state)
{
	struct floor_plan f = one_queue(10, 11, 0);
	struct sim_centre *c = floor_centre(*state, &f);
	struct simulate_options o = { .seed = 1,
				      .threads = 2,
				      .replications = 5000,
				      .half_width = 0.01 };
	struct simulation s = simulate(*state, c, o);
	double half =
		sim_estimate(&s.queues[0], SIM_LEVEL, s.replications).half;

	assert_true(s.reached && half <= 0.01);
	assert_true(s.replications > SIMULATE_BATCH && s.replications < 5000);
	assert_int_equal(s.replications % SIMULATE_BATCH, 0);
	o.replications = s.replications - SIMULATE_BATCH;
	s = simulate(*state, c, o);
	assert_false(s.reached);
}

/* The same contacts come whoever is there to take them. */
static void rosters_meet_the_same_contacts(void **state)
{
	struct floor_plan f = one_queue(10, 11, 60);
	struct sim_centre *few = floor_centre(*state, &f);

	f.kinds[0].heads = 12;
	struct sim_centre *more = floor_centre(*state, &f);
	struct simulation a = floor_simulate(*state, few, 40);
	struct simulation b = floor_simulate(*state, more, 40);
	for (int t = 0; t < few->n; t++)
		assert_true(a.cells[t].offered == b.cells[t].offered);
	assert_true(sim_estimate(&b.queues[0], SIM_LEVEL, 40).value >
		    sim_estimate(&a.queues[0], SIM_LEVEL, 40).value);
}

/* Somebody who comes at noon and takes one queue: nothing changes before, nor
 * ever in a queue that shares nobody with his. */
static void one_more_changes_only_what_he_must(void **state)
{
	struct floor_plan f = two_queues(9, 0);
	int noon = 50;

	f.queues[0].patience = f.queues[1].patience = 90;
	struct sim_centre *c = floor_centre(*state, &f), with = *c;
	struct sim_change *changes =
		arena_new(*state, struct sim_change, c->n_changes + 1);
	int n = c->n;

	memcpy(changes, c->changes, (size_t)c->n_changes * sizeof(*changes));
	changes[c->n_changes] = (struct sim_change){ noon * 1800.0, c->n_agents,
						     0, c->n_duties };
	c->missing = with.missing = 0.1;
	with.changes = changes;
	with.n_changes++;
	with.n_agents++;
	with.n_duties++;
	struct simulation before = floor_simulate(*state, c, 40);
	struct simulation after = floor_simulate(*state, &with, 40);

	assert_memory_equal(before.cells, after.cells,
			    (size_t)(noon - 1) * sizeof(*before.cells));
	assert_memory_equal(before.cells + n, after.cells + n,
			    (size_t)n * sizeof(*before.cells));
	assert_true(before.queues[0].offered == after.queues[0].offered);
	assert_true(sim_estimate(&after.queues[0], SIM_LEVEL, 40).value >
		    sim_estimate(&before.queues[0], SIM_LEVEL, 40).value +
			    0.02);
}

static void people_are_missing_at_the_rate(void **state)
{
	struct floor_plan f = one_queue(10, 50, 0);
	struct sim_centre *c = floor_centre(*state, &f);
	struct simulation s;
	double staffed = 0;

	c->missing = 0.3;
	s = floor_simulate(*state, c, 80);
	for (int i = 0; i < 50; i++)
		staffed += s.people[i].staffed;
	staffed /= 80 * 50 * c->n * c->interval;
	CHECK_NEAR(staffed, 0.7, 3 * sqrt(0.3 * 0.7 / 4000));
}

/* --- arrivals --- */

/* Day and interval factors together give each interval its variance. */
static void contacts_vary_as_the_forecast_says(void **state)
{
	enum { N = 12, RUNS = 4000 };
	struct floor_plan f = one_queue(10, 1, 1);
	double mean[N], variance[N], own[N];
	struct sim_centre *c;

	f.n = N;
	f.warm = 0;
	c = floor_centre(*state, &f);
	for (int t = 0; t < N; t++) {
		mean[t] = 20 + 10 * t;
		variance[t] = 1.5 * mean[t] + 0.01 * mean[t] * mean[t];
	}
	double day = sim_spread(mean, variance, N, own);
	double days[2] = { 0, day };
	c->calls = mean;
	c->interval_spread = own;
	c->day_spread = days;
	CHECK_NEAR(day, 0.01, 1e-9);
	struct simulation s = floor_simulate(*state, c, RUNS);
	for (int t = 0; t < N; t++) {
		const struct sim_ratio *r = &s.cells[t].metric[SIM_ABANDONED];
		double m = r->y / RUNS, v = r->yy / RUNS - m * m;

		CHECK_NEAR(m, mean[t], 4 * sqrt(variance[t] / RUNS));
		CHECK_NEAR(v, variance[t], 4 * variance[t] * sqrt(2.0 / RUNS));
	}
	/* The intervals of a day err together. */
	const struct sim_ratio *r = &s.queues[0].metric[SIM_ABANDONED];
	double m = stats_sum(mean, N), v = m + day * m * m;
	for (int t = 0; t < N; t++)
		v += own[t] * (1 + day) * mean[t] * mean[t];
	CHECK_NEAR(r->yy / RUNS - r->y / RUNS * (r->y / RUNS), v,
		   4 * v * sqrt(2.0 / RUNS));
}

static void spreads_are_never_negative(void **state)
{
	static const double mean[] = { 10, 20, 0, 30 };
	static const double less[] = { 5, 10, 0, 20 };
	static const double even[] = { 15, 30, 0, 45 };
	double own[4];

	(void)state;
	assert_true(sim_spread(mean, NULL, 4, own) == 0);
	assert_true(sim_spread(mean, less, 4, own) == 0);
	for (int t = 0; t < 4; t++)
		assert_true(own[t] == 0);
	/* One ratio for all: crowding, not the level of the day. */
	CHECK_NEAR(sim_spread(mean, even, 4, own), 0, 1e-12);
	CHECK_NEAR(own[1], 0.5 / 20, 1e-12);
	/* Equal means do not tell; the day takes it all. */
	CHECK_NEAR(
		sim_spread((double[]){ 10, 10 }, (double[]){ 20, 20 }, 2, own),
		0.1, 1e-12);
	CHECK_NEAR(own[0], 0, 1e-12);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(one_skill_agrees_with_erlang_c),
		T(one_skill_agrees_with_erlang_a),
		T(any_one_skill_agrees_with_erlang),
		T(chats_in_slots_are_as_many_people),
		T(handling_times_have_their_spread),
		T(the_slow_take_longer),
		T(shared_skills_lie_between_separate_and_merged),
		T(nobody_is_counted_twice),
		T(own_priority_comes_first),
		T(calls_go_to_the_best_priority),
		T(equals_share_the_work),
		T(deferred_work_fills_idle_time_only),
		T(a_backlog_is_done_by_its_own_times),
		T(nothing_is_lost),
		T(is_the_same_on_any_number_of_threads),
		T(stops_at_the_wished_half_width),
		T(rosters_meet_the_same_contacts),
		T(one_more_changes_only_what_he_must),
		T(people_are_missing_at_the_rate),
		T(contacts_vary_as_the_forecast_says),
		T(spreads_are_never_negative),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
