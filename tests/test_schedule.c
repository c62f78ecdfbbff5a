/* Rosters found against the judges, and themselves. */
#include "check.h"

#include <math.h>
#include <string.h>

#include "made_centre.h"
#include "maths/coverage.h"
#include "planned.h"
#include "small_site.h"

/* ---- laws ---- */

static struct made_options centre(int people, int queues, uint64_t seed)
{
	return (struct made_options){ .people = people,
				      .queues = queues,
				      .weeks = 1,
				      .interval = 1800,
				      .ratio = 0.83,
				      .seed = seed,
				      .fairness = 5 };
}

static void same_cell(const struct cell *a, const struct cell *b)
{
	assert_int_equal(a->kind, b->kind);
	if (a->kind != CELL_DUTY)
		return;
	assert_int_equal(a->duty.shift, b->duty.shift);
	assert_int_equal(a->duty.start, b->duty.start);
	assert_int_equal(a->duty.n, b->duty.n);
	for (int k = 0; k < a->duty.n; k++)
		assert_int_equal(a->duty.segments[k].start,
				 b->duty.segments[k].start);
}

static void threads_do_not_matter(void **state)
{
	struct arena *a = arena_open();
	struct made *m = made_centre(a, centre(14, 2, 4));
	struct schedule_result one = plan(a, &m->period, &m->req, 1, 300);
	struct schedule_result two = plan(a, &m->period, &m->req, 2, 300);

	(void)state;
	assert_true(one.cost.total == two.cost.total);
	assert_true(one.bound == two.bound);
	assert_true(one.work == two.work);
	for (int k = 0; k < one.roster.agents * one.roster.days; k++)
		same_cell(&one.roster.cells[k], &two.roster.cells[k]);
	arena_close(a);
}

/* Warm: with hardly any work the result is no worse than what was there. */
static void goes_on_from_the_roster_given(void **state)
{
	struct arena *a = arena_open();
	struct made *m = made_centre(a, centre(14, 2, 4));
	struct schedule_result good = plan(a, &m->period, &m->req, 1, 300);
	struct schedule_result again;
	struct err e = err_new(a);

	(void)state;
	struct schedule_result cold = plan(a, &m->period, &m->req, 1, 0.01);
	enum rc rc = roster_from_requirement(
		a, &m->period, &m->req,
		(struct schedule_options){ .seed = 1,
					   .threads = 1,
					   .work_limit = 0.01,
					   .start = &good.roster },
		&again, &e);
	assert_int_equal(rc, RC_OK);
	assert_true(cold.cost.total > good.cost.total);
	assert_true(again.cost.total <= good.cost.total + 1e-6);
	arena_close(a);
}

/* Has the search begun again after its last sweep? */
struct watched {
	bool polished, again;
};

static void watch(void *ctx, const struct schedule_progress *p)
{
	struct watched *w = ctx;

	w->again = w->again || (w->polished && strcmp(p->phase, "dive") == 0);
	w->polished = w->polished || strcmp(p->phase, "polish") == 0;
}

static bool when_again(void *ctx)
{
	return ((struct watched *)ctx)->again;
}

/* The default amount of work does not end it: somebody stops it later. */
static void goes_on_for_a_gap_that_is_asked_for(void **state)
{
	struct arena *a = arena_open();
	struct made *m = made_centre(a, centre(8, 1, 1));
	struct watched w = { false, false };
	struct schedule_result r;
	struct err e = err_new(a);

	(void)state;
	enum rc rc = roster_from_requirement(
		a, &m->period, &m->req,
		(struct schedule_options){ .seed = 1,
					   .threads = 1,
					   .gap = 1e-7,
					   .stop = when_again,
					   .progress = watch,
					   .ctx = &w },
		&r, &e);
	assert_int_equal(rc, RC_OK);
	assert_true(w.again);
	assert_string_equal(r.stopped, "interrupted");
	assert_true(r.bound <= r.cost.total);
	arena_close(a);
}

static bool set_aside(const struct schedule_result *r, int agent)
{
	for (int k = 0; k < r->n_conflicts; k++)
		if (r->conflicts[k].agent == agent)
			return true;
	return false;
}

static void rosters_are_legal_and_bounds_below(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 4; seed++) {
		struct arena *a = arena_open();
		struct made *m =
			made_centre(a, centre(10, 1 + (int)seed % 3, seed));
		struct schedule_result r = plan(a, &m->period, &m->req, 2, 200);
		struct breaches found = rules_judge(a, &m->period, &r.roster);
		for (int k = 0; k < found.n; k++)
			CHECK(!found.list[k].hard ||
				      set_aside(&r, found.list[k].agent),
			      "%s", found.list[k].what);
		assert_true(r.n_conflicts <= 1);
		assert_true(r.bound <= r.cost.total);
		arena_close(a);
	}
}

/* A copy of the cell with one break moved by minutes. */
static bool move_break(struct arena *a, struct cell *cell, int which,
		       int minutes)
{
	struct duty *d = &cell->duty;
	struct segment *g =
		arena_copy(a, d->segments, (size_t)d->n, sizeof(*g));

	for (int k = 1; k + 1 < d->n; k++) {
		if (g[k].kind != SEGMENT_BREAK || which-- > 0)
			continue;
		g[k - 1].end += 60 * minutes;
		g[k].start += 60 * minutes;
		g[k].end += 60 * minutes;
		g[k + 1].start += 60 * minutes;
		d->segments = g;
		return g[k - 1].end > g[k - 1].start &&
		       g[k + 1].end > g[k + 1].start;
	}
	return false;
}

static void try_cell(struct arena *a, const struct made *m,
		     struct schedule_result *r, int k, struct cell cell)
{
	struct cell was = r->roster.cells[k];

	r->roster.cells[k] = cell;
	if (rules_judge_person(a, &m->period, &r->roster, k / r->roster.days)
		    .hard == 0) {
		double cost =
			objective_of_roster(a, &m->period, &m->req, &r->roster)
				.total;
		CHECK(cost >= r->cost.total - 1e-5, "a move saves %f",
		      r->cost.total - cost);
	}
	r->roster.cells[k] = was;
}

static void no_break_or_start_can_be_bettered(void **state)
{
	struct arena *a = arena_open();
	struct made *m = made_centre(a, centre(5, 2, 9));
	struct schedule_result r = plan(a, &m->period, &m->req, 1, 100);

	(void)state;
	for (int k = 0; k < r.roster.agents * r.roster.days; k++) {
		if (r.roster.cells[k].kind != CELL_DUTY)
			continue;
		for (int b = 0; b < 3; b++)
			for (int by = -60; by <= 60; by += 15) {
				struct cell c = r.roster.cells[k];
				if (by != 0 && move_break(a, &c, b, by))
					try_cell(a, m, &r, k, c);
			}
		for (int by = -4; by <= 4; by++) {
			struct cell c = r.roster.cells[k];
			struct segment *g =
				arena_copy(a, c.duty.segments, (size_t)c.duty.n,
					   sizeof(*g));
			for (int s = 0; s < c.duty.n; s++) {
				g[s].start += by * 1800;
				g[s].end += by * 1800;
			}
			c.duty.segments = g;
			c.duty.start += by * 1800;
			c.duty.end += by * 1800;
			try_cell(a, m, &r, k, c);
		}
	}
	arena_close(a);
}

/* ---- conflicts ---- */

static void names_the_smallest_set_of_reasons(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct requirement req;
	struct schedule_result r;

	(void)state;
	s->rules[0] = (struct rule){ .name = "rest between shifts",
				     .count = COUNT_REST,
				     .length = 1,
				     .shifts = ~(shift_set)0,
				     .days = DAYS_ALL,
				     .min = 660,
				     .max = RULE_NO_MAX,
				     .place = { "site.yaml", 7, 3 } };
	s->rules[1] = s->rules[0];
	s->rules[1].name = "days in a row";
	s->rules[1].count = COUNT_RUN;
	s->rules[1].min = 0;
	s->rules[1].max = 6;
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 2;
	for (int k = 0; k < 2; k++)
		s->availability[k] = (struct availability){
			.days = (days_set)(1 << k),
			.window = { k ? 480 : 1320, k ? 990 : 1800 },
			.from = DATE_NONE,
			.until = DATE_NONE,
			.kind = AVAILABLE_FIXED,
			.place = { "availability.csv", 4 + k, 1 }
		};
	s->agents[0].availability = s->availability;
	s->agents[0].n_availability = 2;
	small_period(s, 7, NULL);
	req = requirement_new(a, s->period.grid, 1);
	req.rows[0].queue = SALES;
	req.rows[0].queues = 1;
	r = plan(a, &s->period, &req, 1, 50);
	assert_int_equal(r.n_conflicts, 1);
	assert_int_equal(r.conflicts[0].agent, 0);
	assert_int_equal(r.conflicts[0].n, 3);
	assert_int_equal(r.conflicts[0].places[0].line, 7);
	assert_int_equal(r.conflicts[0].places[1].line, 4);
	assert_int_equal(r.conflicts[0].places[2].line, 5);
	assert_int_equal(roster_cell(&r.roster, 0, s->monday)->kind, CELL_NONE);
	assert_int_equal(rules_judge_person(a, &s->period, &r.roster, 1).hard,
			 0);
	arena_close(a);
}

/* Away all week: those with hours to fill are named, and it ends. */
static void ends_where_nobody_has_a_choice(void **state)
{
	struct arena *a = arena_open();
	struct err e = err_new(a);
	struct made *m = made_centre(a, centre(5, 1, 3));
	struct availability away = { .days = DAYS_ALL,
				     .window = { 0, 1440 },
				     .from = DATE_NONE,
				     .until = DATE_NONE,
				     .kind = AVAILABLE_CANNOT };

	(void)state;
	struct agent *agents =
		arena_copy(a, m->site.agents, 5, sizeof(*agents));
	for (int i = 0; i < 5; i++) {
		agents[i].availability = &away;
		agents[i].n_availability = 1;
	}
	m->site.agents = agents;
	assert_int_equal(period_new(a, &m->site, m->period.first_day, 7, NULL,
				    NULL, &m->period, &e),
			 RC_OK);
	struct schedule_result r = plan(a, &m->period, &m->req, 1, 1e7);
	assert_int_equal(r.n_conflicts, 5);
	arena_close(a);
}

/* Two teams that share no skill, two queues each: what an interval costs is
 * that of the other team at no other time. */
static void teams_apart_are_priced_apart(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct requirement req;

	(void)state;
	s->site.n_queues = s->site.n_skills = 4;
	s->site.n_agents = 4;
	for (int q = 0; q < 4; q++) {
		s->queues[q].id = s->queues[q].name = arena_printf(a, "q%d", q);
		s->queues[q].skill = q;
		s->skills[q] = (struct skill){ s->queues[q].id, q };
		for (int k = 0; k < 2; k++) {
			s->agent_skills[q][k] = s->agent_skills[0][0];
			s->agent_skills[q][k].skill = q / 2 * 2 + k;
		}
	}
	small_period(s, 7, NULL);
	req = requirement_new(a, s->period.grid, 4);
	for (int q = 0; q < 4; q++) {
		req.rows[q].queue = q;
		req.rows[q].queues = (uint64_t)1 << q;
		for (int t = 0; t < req.grid.n; t++) {
			int wall = req.grid.wall[t];
			int need = wall >= 480 && wall < 1200 ? q % 3 : 0;

			req.rows[q].net[t] = req.rows[q].gross[t] = need;
			req.rows[q].curve[t] =
				(struct curve){ 20 + 10 * q + t % 7, need, 0,
						NULL, 5 };
		}
	}
	struct schedule_result r = plan(a, &s->period, &req, 1, 60);
	assert_int_equal(r.n_conflicts, 0);
	assert_true(r.bound <= r.cost.total + 1e-6);
	arena_close(a);
}

/* Five days of work with at most two in a row leave no rest of sixty hours:
 * rests are the judge's alone.  The fourth rule has nothing to do with it. */
static void names_rules_that_only_the_judge_knows(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	static const struct rule rules[] = {
		{ .name = "rest", .count = COUNT_REST, .min = 600 },
		{ .name = "days in a row", .count = COUNT_RUN, .max = 2 },
		{ .name = "weekly rest",
		  .count = COUNT_LONG_REST,
		  .over = OVER_CALENDAR_WEEK,
		  .min = 3600 },
		{ .name = "nights", .count = COUNT_DAYS, .max = 5 },
	};
	struct requirement req;
	struct schedule_result r;

	(void)state;
	for (int k = 0; k < 4; k++) {
		s->rules[k] = rules[k];
		s->rules[k].length = 1;
		s->rules[k].days = DAYS_ALL;
		s->rules[k].shifts = k == 3 ? 1 << NIGHT : ~(shift_set)0;
		s->rules[k].over = k == 3 ? OVER_PERIOD : rules[k].over;
		if (rules[k].max == 0)
			s->rules[k].max = RULE_NO_MAX;
		s->rules[k].place = (struct place){ "site.yaml", 10 + k, 3 };
	}
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 4;
	s->contracts[0].shifts = 7; /* no short ones */
	s->site.n_agents = 1;
	small_period(s, 7, NULL);
	req = requirement_new(a, s->period.grid, 1);
	req.rows[0].queue = SALES;
	req.rows[0].queues = 1;
	r = plan(a, &s->period, &req, 1, 50);
	assert_int_equal(r.n_conflicts, 1);
	CHECK(r.conflicts[0].n == 3, "%d reasons", r.conflicts[0].n);
	assert_int_equal(r.conflicts[0].places[1].line, 11);
	assert_int_equal(r.conflicts[0].places[2].line, 12);
	arena_close(a);
}

/* ---- what other tools do ---- */

/* Two shifts may not follow a night.  Five nights and nothing else is asked of
 * one person: he works them in a row, where a sum over the followers would
 * leave him none. */
static void nights_follow_nights_where_others_may_not(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct requirement req;
	int nights = 0;

	(void)state;
	for (int k = 0; k < 2; k++)
		s->rules[k] = (struct rule){ .name = "day after night",
					     .count = COUNT_FOLLOWS,
					     .length = 1,
					     .shifts = 1 << NIGHT,
					     .then = 1 << (k ? LATE : DAY),
					     .days = DAYS_ALL };
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 2;
	s->site.n_agents = 1;
	small_period(s, 7, NULL);
	req = requirement_new(a, s->period.grid, 1);
	req.rows[0].queue = SALES;
	req.rows[0].queues = 1;
	for (int t = 0; t < req.grid.n; t++) {
		int wall = req.grid.wall[t];
		int need = wall >= 1320 || wall < 360;

		req.rows[0].net[t] = req.rows[0].gross[t] = need;
		req.rows[0].curve[t] = (struct curve){ 40, need, 0, NULL, 10 };
	}
	struct schedule_result r = plan(a, &s->period, &req, 1, 50);
	assert_int_equal(r.n_conflicts, 0);
	for (int d = 0; d < 7; d++) {
		const struct cell *c = roster_cell(&r.roster, 0, s->monday + d);
		nights += c->kind == CELL_DUTY && c->duty.shift == NIGHT;
	}
	assert_int_equal(nights, 5);
	assert_int_equal(rules_judge_person(a, &s->period, &r.roster, 0).hard,
			 0);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(threads_do_not_matter),
		cmocka_unit_test(goes_on_from_the_roster_given),
		cmocka_unit_test(goes_on_for_a_gap_that_is_asked_for),
		cmocka_unit_test(rosters_are_legal_and_bounds_below),
		cmocka_unit_test(no_break_or_start_can_be_bettered),
		cmocka_unit_test(names_the_smallest_set_of_reasons),
		cmocka_unit_test(ends_where_nobody_has_a_choice),
		cmocka_unit_test(teams_apart_are_priced_apart),
		cmocka_unit_test(names_rules_that_only_the_judge_knows),
		cmocka_unit_test(nights_follow_nights_where_others_may_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
