/* Other work in between calls: what those who answer callers can do of it. */
#include <math.h>

#include "check.h"
#include "small_site.h"

#include "maths/erlang.h"
#include "maths/idle.h"
#include "maths/sim_demand.h"
#include "maths/sim_groups.h"
#include "maths/simulate.h"
#include "maths/staffing.h"

enum { MAIL = 2, LIST = 3, HALF_HOURS = 20 };

static const struct window day_window = { 480, 1080 };

/* Sales (80/20) and three others, open 08:00-18:00; mail and list blend with
 * sales, due four hours after they came. */
static struct small *site_of(struct arena *a)
{
	struct small *s = small_new(a, "Europe/London");

	s->site.n_queues = s->site.n_skills = 4;
	for (int q = 0; q < 4; q++) {
		if (q >= MAIL)
			s->queues[q] = (struct queue){
				.id = q == MAIL ? "mail" : "list",
				.channel = q == MAIL ? CHANNEL_EMAIL
						     : CHANNEL_OUTBOUND,
				.skill = q,
				.goal = { .within = 4 * 3600.0, .share = 0.95 },
				.blend = 1 << SALES
			};
		s->skills[q] = (struct skill){ s->queues[q].id, q };
		s->queues[q].concurrency = 1;
		s->queues[q].short_price = 40;
		for (int d = 0; d < 8; d++)
			s->queues[q].hours.day[d] =
				(struct opening_day){ &day_window, 1 };
	}
	s->queues[SALES].goal = (struct goal){ .share = 0.8, .within = 20 };
	s->site.n_agents = 0;
	return s;
}

/* One day: so many erlangs of each queue in every open interval. */
static struct workload workload_of(const struct small *s, const double load[4])
{
	struct grid g = grid_new(s->arena, s->site.zone, s->monday, 1, 1800);
	struct workload w = workload_new(s->arena, g, 4);

	for (int k = 0; k < 4 * g.n; k++) {
		int wall = g.wall[k % g.n];

		w.aht[k] = 180;
		w.calls[k] = wall >= 480 && wall < 1080
				     ? load[k / g.n] * 1800 / 180
				     : 0;
	}
	return w;
}

static struct requirement staffed(const struct small *s,
				  const struct workload *w,
				  enum staffing_method method)
{
	struct requirement r;
	struct err e = err_new(s->arena);

	assert_int_equal(requirement_from_workload(
				 s->arena, &s->site, w,
				 (struct staffing_options){ .method = method },
				 &r, &e),
			 RC_OK);
	return r;
}

static double sum_of(const struct requirement *r, const double *x)
{
	double sum = 0;

	for (int t = 0; t < r->grid.n; t++)
		sum += x[t];
	return sum;
}

/* What 14.x people leave of 10 erlangs is 4.x: mail of 3 needs nobody, mail of
 * 7 those beyond it. */
static void people_less_their_calls_are_idle(void **state)
{
	struct arena *a = arena_open();
	struct small *s = site_of(a);
	const double need = 13.2; /* between 13 and 14: erlang_c_level */

	(void)state;
	for (int mail = 3; mail <= 7; mail += 4) {
		struct workload w =
			workload_of(s, (double[]){ 10, 0, mail, 0 });
		struct requirement r = staffed(s, &w, STAFFING_PLAIN);
		double net = sum_of(&r, r.rows[SALES].net) / HALF_HOURS;

		assert_true(fabs(net - need) < 1);
		assert_true(erlang_c_level(net, 10, 180, 20) >= 0.8 - 1e-9);
		CHECK_NEAR(sum_of(&r, r.rows[MAIL].net) / HALF_HOURS,
			   fmax(0, mail - (net - 10)), 1e-9);
		CHECK_NEAR(sum_of(&r, r.rows[MAIL].idle) / HALF_HOURS,
			   fmin(mail, net - 10), 1e-9);
	}
	arena_close(a);
}

/* Nobody may be busier than the lower cap: of calls and mail together. */
static void the_lower_cap_on_occupancy_holds_for_all_work(void **state)
{
	struct arena *a = arena_open();
	struct small *s = site_of(a);
	struct workload w = workload_of(s, (double[]){ 10, 0, 7, 0 });

	(void)state;
	s->queues[MAIL].goal.max_occupancy = 0.9;
	for (int k = 0; k < 2; k++) {
		double cap = k ? 0.85 : 0.9;

		s->queues[SALES].goal.max_occupancy = k ? 0.85 : 0;
		struct requirement r = staffed(s, &w, STAFFING_PLAIN);
		double net = sum_of(&r, r.rows[SALES].net) / HALF_HOURS;
		double used = sum_of(&r, r.rows[MAIL].idle) / HALF_HOURS;
		CHECK_NEAR((10 + used) / net, cap, 1e-9);
		CHECK_NEAR(sum_of(&r, r.rows[MAIL].net) / HALF_HOURS,
			   (7 - used) / 0.9, 1e-9);
	}
	/* Calls that take all of their cap leave nothing. */
	s->queues[SALES].goal.max_occupancy = 0.5;
	struct requirement r = staffed(s, &w, STAFFING_PLAIN);
	assert_true(sum_of(&r, r.rows[MAIL].idle) < 1e-9);
	arena_close(a);
}

/* Of ana (40 h) and ben (20 h) in sales only ben does mail, at half speed:
 * a sixth of their idle time is work. */
static void only_those_with_both_skills_do_it(void **state)
{
	struct arena *a = arena_open();
	struct small *s = site_of(a);
	struct workload w = workload_of(s, (double[]){ 10, 0, 7, 0 });
	double all, part;

	(void)state;
	struct requirement r = staffed(s, &w, STAFFING_PLAIN);
	all = sum_of(&r, r.rows[MAIL].idle);
	s->site.n_agents = 2;
	s->terms[0][0].min_minutes = s->terms[0][0].max_minutes = 2400;
	s->terms[1][0].min_minutes = s->terms[1][0].max_minutes = 1200;
	s->agent_skills[1][1].skill = MAIL;
	s->agent_skills[1][1].speed = 0.5;
	r = staffed(s, &w, STAFFING_PLAIN);
	part = sum_of(&r, r.rows[MAIL].idle);
	CHECK_NEAR(part, all / 6, 2e-3 * all);
	s->agents[1].n_skills = 1;
	r = staffed(s, &w, STAFFING_PLAIN);
	assert_true(sum_of(&r, r.rows[MAIL].idle) == 0);
	arena_close(a);
}

/* Two kinds of work in the same idle time: together no more than there is. */
static void idle_time_is_given_once(void **state)
{
	struct arena *a = arena_open();
	struct small *s = site_of(a);

	(void)state;
	struct workload w = workload_of(s, (double[]){ 10, 0, 2, 4 });
	struct requirement r = staffed(s, &w, STAFFING_EXACT);
	struct idle *x = idle_new(a, &s->site, &w.grid);
	double *left = arena_new(a, double, w.grid.n), used[2] = { 0 };

	idle_add(x, SALES, r.rows[SALES].net, w.calls, w.aht, true);
	idle_of(x, MAIL, left);
	for (int t = 0; t < w.grid.n; t++) {
		double taken = r.rows[MAIL].idle[t] + r.rows[LIST].idle[t];

		assert_true(taken <= left[t] + 1e-9);
		used[0] += r.rows[MAIL].idle[t];
		used[1] += r.rows[LIST].idle[t];
	}
	CHECK_NEAR(used[0], 2 * HALF_HOURS, 1e-6);
	assert_true(used[1] > 0);
	CHECK_NEAR(used[1] + sum_of(&r, r.rows[LIST].net), 4 * HALF_HOURS,
		   1e-6);
	arena_close(a);
}

/* A site that does not say so staffs them apart, and more for it. */
static void without_a_word_nothing_blends(void **state)
{
	struct arena *a = arena_open();
	struct small *s = site_of(a);
	struct workload w = workload_of(s, (double[]){ 10, 0, 7, 0 });
	struct requirement with = staffed(s, &w, STAFFING_EXACT), without;

	(void)state;
	s->queues[MAIL].blend = 0;
	without = staffed(s, &w, STAFFING_EXACT);
	CHECK_NEAR(sum_of(&without, without.rows[MAIL].net), 7 * HALF_HOURS,
		   1e-9);
	assert_true(sum_of(&with, with.rows[MAIL].net) <
		    0.8 * sum_of(&without, without.rows[MAIL].net));
	for (int t = 0; t < w.grid.n; t++)
		assert_true(with.rows[SALES].net[t] ==
			    without.rows[SALES].net[t]);
	arena_close(a);
}

/* Share of contacts served in time by so many groups of people. */
static double played(struct arena *a, const struct small *s,
		     const struct workload *w, const struct sim_group *groups,
		     int n, int queue)
{
	struct sim_centre demand = sim_demand(a, &s->site, w, 1, true);
	struct sim_centre c = sim_centre_of_groups(a, &demand, groups, n);
	struct simulation sim = simulate(
		a, &c,
		(struct simulate_options){
			.seed = 3, .threads = 1, .replications = 200 });

	return sim_estimate(&sim.queues[queue], SIM_LEVEL, sim.replications)
		.value;
}

/* Played: sales people do mail between calls and a few do mail alone, as the
 * requirement says.  Calls keep their goal, and mail is done in time as often
 * as by people of its own; without those few it is not. */
static void a_blended_requirement_is_kept_when_played(void **state)
{
	static const int both[] = { 1, 0, 1, 0 }, calls[] = { 1, 0, 0, 0 },
			 mail[] = { 0, 0, 1, 0 };
	struct arena *a = arena_open();
	struct small *s = site_of(a);
	struct workload w = workload_of(s, (double[]){ 10, 0, 9, 0 });

	(void)state;
	for (int t = 0; t < w.grid.n; t++) /* calls have a peak at noon */
		w.calls[t] *= 0.6 + 0.5 * exp(-pow((t - 26) / 4.0, 2));
	struct requirement blended = staffed(s, &w, STAFFING_EXACT);
	s->queues[MAIL].blend = 0;
	struct requirement apart = staffed(s, &w, STAFFING_EXACT);
	const double *sales = blended.rows[SALES].net;
	struct sim_group one[] = { { both, sales, 1 },
				   { mail, blended.rows[MAIL].net, 1 } };
	struct sim_group two[] = { { calls, sales, 1 },
				   { mail, apart.rows[MAIL].net, 1 } };
	double own = played(a, s, &w, two, 2, MAIL);
	double with = played(a, s, &w, one, 2, MAIL);

	assert_true(sum_of(&blended, blended.rows[MAIL].net) <
		    0.7 * sum_of(&apart, apart.rows[MAIL].net));
	assert_true(played(a, s, &w, one, 2, SALES) > 0.8);
	CHECK(with > own - 0.01 && with > 0.95, "mail in time %f, apart %f",
	      with, own);
	CHECK(played(a, s, &w, one, 1, MAIL) < 0.8, "nobody needed?");
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_less_their_calls_are_idle),
		cmocka_unit_test(the_lower_cap_on_occupancy_holds_for_all_work),
		cmocka_unit_test(only_those_with_both_skills_do_it),
		cmocka_unit_test(idle_time_is_given_once),
		cmocka_unit_test(without_a_word_nothing_blends),
		cmocka_unit_test(a_blended_requirement_is_kept_when_played),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
