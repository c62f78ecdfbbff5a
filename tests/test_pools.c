/* Queues that share people: pooled needs, checks, mixes of skills. */
#include "check.h"

#include <math.h>

#include "maths/erlang.h"
#include "maths/goal.h"
#include "maths/pools.h"
#include "maths/skill_mix.h"
#include "maths/staffing.h"
#include "maths/staffing_check.h"
#include "maths/staffing_why.h"
#include "small_site.h"

enum { PEOPLE = 4, HOURS = 24 };

/* Two queues around the clock; skills of each of four people as bits. */
struct pair {
	struct small *s;
	struct workload w;
	struct requirement req;
};

static struct pair pair_new(struct arena *a, double load, double aht,
			    const unsigned *skills)
{
	static const struct window always = { 0, 1440 };
	struct pair x = { .s = small_new(a, "Europe/London") };
	struct small *s = x.s;
	struct err e = err_new(a);

	s->site.interval = 1800;
	s->site.n_queues = s->site.n_skills = 2;
	s->site.n_agents = PEOPLE;
	for (int q = 0; q < 2; q++) {
		s->queues[q] =
			(struct queue){ .id = q ? "chat" : "sales",
					.name = q ? "Chat" : "Sales",
					.goal = { .share = 0.8, .within = 20 },
					.skill = q,
					.concurrency = 1 };
		s->skills[q] = (struct skill){ q ? "chat" : "sales", q };
		for (int d = 0; d < 8; d++)
			s->queues[q].hours.day[d] =
				(struct opening_day){ &always, 1 };
	}
	for (int i = 0; i < PEOPLE; i++) {
		s->agents[i].n_skills = 0;
		for (int q = 0; q < 2; q++)
			if (skills[i] >> q & 1)
				s->agent_skills[i][s->agents[i].n_skills++] =
					(struct agent_skill){
						.skill = q,
						.priority = 1,
						.speed = 1,
						.from = DATE_NONE,
						.until = DATE_NONE
					};
		s->agents[i].skills = s->agent_skills[i];
	}
	x.w = workload_new(a, grid_new(a, s->site.zone, s->monday, 1, 1800), 2);
	for (int k = 0; k < 2 * x.w.grid.n; k++) {
		x.w.calls[k] = load * 1800 / aht;
		x.w.aht[k] = aht;
	}
	CHECK(requirement_from_workload(
		      a, &s->site, &x.w,
		      (struct staffing_options){ STAFFING_PLAIN, 0, 1 }, &x.req,
		      &e) == RC_OK,
	      "%s", e.n ? e.list[0].text : "");
	return x;
}

static const unsigned flexible[] = { 3, 3, 3, 3 };

/* 60 erlangs of one kind by Erlang C, rounded up: the published law that one
 * large queue needs less than two halves. */
static void a_pool_is_one_large_queue(void **state)
{
	struct arena *a = arena_open();
	struct pair x = pair_new(a, 30, 180, flexible);
	const struct service_goal goal = { .share = 0.8, .within = 20 };

	(void)state;
	assert_int_equal(x.req.n_pools, 1);
	assert_string_equal(x.req.pools[0].name, "sales+chat");
	for (int t = 0; t < x.w.grid.n; t++) {
		double pool = x.req.pools[0].net[t];
		CHECK_NEAR(ceil(pool), goal_agents(&goal, 60, 180).amount, 0);
		assert_true(pool > 60 && pool < 2 * x.req.rows[0].net[t]);
		/* 35 people would be counted twice. */
		assert_true(pool > 35);
	}
	arena_close(a);
}

static void without_shared_skills_there_is_no_pool(void **state)
{
	static const unsigned apart[] = { 1, 1, 2, 2 };
	struct arena *a = arena_open();
	struct pair x = pair_new(a, 10, 180, apart);
	struct skill_mixes m =
		skill_mixes_of(a, &x.s->site, &x.w, &x.req,
			       (struct skill_mix_options){ 1, 1, 1, 4 });

	(void)state;
	assert_int_equal(x.req.n_pools, 0);
	assert_int_equal(m.n, 0);
	arena_close(a);
}

static struct skill_mix mix_of(struct arena *a, const unsigned *skills)
{
	struct pair x = pair_new(a, 10, 180, skills);
	struct skill_mixes m =
		skill_mixes_of(a, &x.s->site, &x.w, &x.req,
			       (struct skill_mix_options){ 1, 1, 2, 30 });

	assert_int_equal(m.n, 1);
	return m.list[0];
}

/* Everybody flexible: the simulation finds the pooled need by itself, which
 * knows nothing of pools; narrower skills need more, lopsided ones fail. */
static void a_mix_lies_between_together_and_apart(void **state)
{
	static const unsigned half[] = { 3, 3, 1, 2 };
	static const unsigned lame[] = { 1, 1, 1, 3 };
	struct arena *a = arena_open();
	struct skill_mix all = mix_of(a, flexible), some = mix_of(a, half),
			 none = mix_of(a, lame);

	(void)state;
	CHECK(fabs(all.needed / all.all_skilled - 1) < 0.04, "%f, %f",
	      all.needed, all.all_skilled);
	CHECK(some.needed >= all.needed - 1e-9, "%f, %f", some.needed,
	      all.needed);
	CHECK(some.needed <= some.apart * 1.02, "%f, %f", some.needed,
	      some.apart);
	assert_true(isnan(none.needed));
	assert_int_equal(none.short_queue, 1);
	arena_close(a);
}

/* In a constant day the exact queue becomes Erlang C. */
/* A second day of more calls for which the need apart was not raised: as
 * a whole the two may do, each by itself needs more. */
static void a_mix_keeps_its_goals_on_each_day(void **state)
{
	struct arena *a = arena_open();
	struct pair x = pair_new(a, 4, 300, flexible);
	struct err e = err_new(a);
	double needed[2];

	(void)state;
	x.w = workload_new(a, grid_new(a, x.s->site.zone, x.s->monday, 2, 1800),
			   2);
	for (int k = 0; k < 2 * x.w.grid.n; k++) {
		x.w.calls[k] = 24;
		x.w.aht[k] = 300;
	}
	assert_int_equal(
		requirement_from_workload(
			a, &x.s->site, &x.w,
			(struct staffing_options){ STAFFING_PLAIN, 0, 2 },
			&x.req, &e),
		RC_OK);
	for (int q = 0; q < 2; q++)
		for (int t = x.w.grid.day_begin[1]; t < x.w.grid.n; t++)
			x.w.calls[q * x.w.grid.n + t] *= 1.15;
	for (int week = 0; week < 2; week++) {
		for (int q = 0; q < 2; q++)
			x.s->queues[q].goal.over =
				week ? OVER_WEEK : OVER_INTERVAL;
		struct skill_mixes m = skill_mixes_of(
			a, &x.s->site, &x.w, &x.req,
			(struct skill_mix_options){ 2, 1, 1, 20 });
		assert_int_equal(m.n, 1);
		needed[week] = m.list[0].needed;
	}
	CHECK(needed[0] > 1.02 * needed[1], "%f, over the week %f", needed[0],
	      needed[1]);
	arena_close(a);
}

static void a_check_agrees_with_erlang_c(void **state)
{
	struct arena *a = arena_open();
	struct pair x = pair_new(a, 10, 180, flexible);
	double *people = arena_new(a, double, x.w.grid.n);

	(void)state;
	for (int n = 12; n < 16; n++) {
		double level = erlang_c_level(n, 10, 180, 20);
		for (int t = 0; t < x.w.grid.n; t++)
			people[t] = n;
		struct staffing_check c = staffing_check(a, &x.s->site, &x.w, 0,
							 x.w.grid.n, people);
		assert_int_equal(c.asked, x.w.grid.n);
		assert_true(isnan(c.chance));
		/* An empty house at midnight serves better than that. */
		CHECK(c.level >= level - 1e-6 && c.level < level + 0.001,
		      "%f, %f", c.level, level);
		assert_true((c.missed > 0) == (level < 0.8));
	}
	arena_close(a);
}

/* P(Poisson > k) where people carry just k calls. */
static void the_chance_of_too_many_calls_is_that_of_counts(void **state)
{
	struct arena *a = arena_open();
	struct pair x = pair_new(a, 10, 180, flexible);
	double *people = arena_new(a, double, x.w.grid.n), sum = 0, term;
	const struct service_goal goal = { .share = 0.8, .within = 20 };

	(void)state;
	x.w.variance = arena_new(a, double, 2 * x.w.grid.n);
	for (int k = 0; k < 2 * x.w.grid.n; k++)
		x.w.variance[k] = x.w.calls[k];
	for (int t = 0; t < x.w.grid.n; t++)
		people[t] = 14;
	double most = floor(goal_load(&goal, 14, 180).amount * 1800 / 180);
	term = exp(-x.w.calls[0]);
	for (int k = 0; k <= most; k++) {
		sum += term;
		term *= x.w.calls[0] / (k + 1);
	}
	struct staffing_check c =
		staffing_check(a, &x.s->site, &x.w, 0, x.w.grid.n, people);
	CHECK_NEAR(c.chance, 1 - sum, 1e-9);
	arena_close(a);
}

/* The load in progress lags behind: less while calls rise, more after. */
static void the_load_method_lags_behind_the_calls(void **state)
{
	struct arena *a = arena_open();
	struct pair x = pair_new(a, 10, 900, flexible);
	struct requirement lagged;
	struct err e = err_new(a);
	int n = x.w.grid.n;

	(void)state;
	for (int t = 0; t < n; t++)
		x.w.calls[t] = t < n / 2 ? 20 + t : 20 + n - t;
	for (int k = 0; k < 2; k++)
		assert_int_equal(
			requirement_from_workload(
				a, &x.s->site, &x.w,
				(struct staffing_options){ k ? STAFFING_LOAD
							     : STAFFING_PLAIN,
							   0, 1 },
				k ? &lagged : &x.req, &e),
			RC_OK);
	assert_true(lagged.rows[0].net[5] < x.req.rows[0].net[5]);
	assert_true(lagged.rows[0].net[n - 5] > x.req.rows[0].net[n - 5]);
	CHECK_NEAR(lagged.rows[1].net[n - 1], x.req.rows[1].net[n - 1], 0.01);
	arena_close(a);
}

/* Long calls and a load that swings: a day's goal is kept by the exact queue
 * and not much more than kept, where formulas alone miss it. */
static void a_goal_over_the_day_is_kept_by_the_exact_queue(void **state)
{
	struct arena *a = arena_open();
	struct pair x = pair_new(a, 10, 900, flexible);
	struct staffing_check found[2];
	struct err e = err_new(a);
	int n = x.w.grid.n;

	(void)state;
	for (int t = 0; t < n; t++)
		x.w.calls[t] = 25 + 20 * sin(t / 4.);
	x.s->queues[0].goal.over = OVER_DAY;
	for (int k = 0; k < 2; k++) {
		assert_int_equal(
			requirement_from_workload(
				a, &x.s->site, &x.w,
				(struct staffing_options){ k ? STAFFING_EXACT
							     : STAFFING_PLAIN,
							   0, 1 },
				&x.req, &e),
			RC_OK);
		found[k] = staffing_check(a, &x.s->site, &x.w, 0, n,
					  x.req.rows[0].net);
		assert_int_equal(found[k].asked, 1);
	}
	CHECK(found[0].missed == 1, "formulas keep %f", found[0].level);
	CHECK(found[1].missed == 0 && found[1].level < 0.81, "exactly %f",
	      found[1].level);
	arena_close(a);
}

/* Above a hundred people with impatient callers and steep drops. */
static void a_large_queue_keeps_its_goal_too(void **state)
{
	struct arena *a = arena_open();
	struct pair x = pair_new(a, 10, 220, flexible);
	struct err e = err_new(a);
	int n = x.w.grid.n;

	(void)state;
	for (int t = 0; t < 2 * n; t++)
		x.w.calls[t] = t < 6 ? (t % 3 ? 500 : 1050) : 0;
	x.s->queues[0].patience = 120;
	assert_int_equal(
		requirement_from_workload(
			a, &x.s->site, &x.w,
			(struct staffing_options){ STAFFING_EXACT, 0, 1 },
			&x.req, &e),
		RC_OK);
	struct staffing_check c =
		staffing_check(a, &x.s->site, &x.w, 0, n, x.req.rows[0].net);
	assert_true(x.req.rows[0].plain[0] > 100);
	CHECK(c.asked == 6 && c.missed == 0, "%d of %d missed, %f", c.missed,
	      c.asked, c.level);
	arena_close(a);
}

/* A sheet has too many while long calls build up and too few when they end. */
static void why_a_sheet_differs_is_told_by_the_load(void **state)
{
	struct arena *a = arena_open();
	struct pair x = pair_new(a, 10, 900, flexible);
	enum staffing_why why[48];
	struct err e = err_new(a);
	int n = x.w.grid.n, seen[WHY_METHOD + 1] = { 0 };

	(void)state;
	for (int t = 0; t < n; t++)
		x.w.calls[t] = t < n / 2 ? 20 + 4 * t : 20 + 4 * (n - t);
	assert_int_equal(
		requirement_from_workload(
			a, &x.s->site, &x.w,
			(struct staffing_options){ STAFFING_EXACT, 0, 1 },
			&x.req, &e),
		RC_OK);
	struct staffing_check c =
		staffing_check(a, &x.s->site, &x.w, 0, n, x.req.rows[0].net);
	staffing_why(&x.s->site, &x.w, &x.req.rows[0], c.count, false, n, why);
	for (int t = 0; t < n; t++) {
		bool same = ceil(x.req.rows[0].net[t] - 1e-9) ==
			    ceil(x.req.rows[0].plain[t] - 1e-9);
		assert_true(same == (why[t] == WHY_SAME));
		assert_true(why[t] != WHY_BUILDING || t <= n / 2);
		assert_true(why[t] != WHY_GOING_ON || t >= n / 2);
		seen[why[t]]++;
	}
	assert_true(seen[WHY_BUILDING] > 5 && seen[WHY_GOING_ON] > 5);
	assert_string_equal(staffing_why_key(WHY_GOING_ON), "going_on");
	arena_close(a);
}

/* Billing needs 5 people and Technical 3: sets of skills that count everybody
 * for both say 5 in all.  For whatever loads need 5 and 3 apart, 5 give those
 * together 80 % at best; the pool asks for more. */
static void five_and_three_are_not_five(void **state)
{
	const struct service_goal goal = { .share = 0.8, .within = 20 };
	struct arena *a = arena_open();
	struct pair x = pair_new(a, 2, 180, flexible);
	int tried = 0;

	(void)state;
	for (double one = 2; one < 4; one += 0.05)
		for (double two = 0.8; two < 2; two += 0.05) {
			if (goal_agents(&goal, one, 180).amount != 5 ||
			    goal_agents(&goal, two, 180).amount != 3)
				continue;
			x.w.calls[0] = one * 10;
			x.w.calls[x.w.grid.n] = two * 10;
			double pool =
				ceil(pool_need_at(&x.s->site, &x.w, 3, 0));
			assert_true(erlang_c_level(5, one + two, 180, 20) <
				    0.8);
			assert_true(pool > 5 && pool < 8);
			tried++;
		}
	assert_true(tried > 50);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pool_is_one_large_queue),
		cmocka_unit_test(without_shared_skills_there_is_no_pool),
		cmocka_unit_test(five_and_three_are_not_five),
		cmocka_unit_test(a_mix_lies_between_together_and_apart),
		cmocka_unit_test(a_mix_keeps_its_goals_on_each_day),
		cmocka_unit_test(a_check_agrees_with_erlang_c),
		cmocka_unit_test(
			the_chance_of_too_many_calls_is_that_of_counts),
		cmocka_unit_test(the_load_method_lags_behind_the_calls),
		cmocka_unit_test(
			a_goal_over_the_day_is_kept_by_the_exact_queue),
		cmocka_unit_test(a_large_queue_keeps_its_goal_too),
		cmocka_unit_test(why_a_sheet_differs_is_told_by_the_load),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
