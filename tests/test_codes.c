#include "check.h"

#include <math.h>
#include <string.h>

#include "base/random.h"
#include "maths/rules.h"
#include "model/requirement.h"
#include "optimise/schedule.h"
#include "small_site.h"

/*
 * Heads per shift and day against brute force: all rosters of two people and
 * two weeks whose rules leave them few tours, judged by maths/rules.
 */
static struct arena *arena;

enum { DAYS = 14, PEOPLE = 2, MANY = 4000 };

static struct rule rule_of(enum count count, enum over over, int min, int max)
{
	return (struct rule){ .name = "it",
			      .count = count,
			      .over = over,
			      .length = 1,
			      .shifts = ~(shift_set)0,
			      .days = DAYS_ALL,
			      .min = min,
			      .max = max };
}

static void set_rules(struct small *s, struct random *rng)
{
	s->rules[0] = rule_of(COUNT_FOLLOWS, OVER_RUN, 0, 0);
	s->rules[0].shifts = 1 << LATE;
	s->rules[0].then = 1 << NIGHT;
	s->rules[1] = rule_of(COUNT_DAYS, OVER_PERIOD, 0, 2);
	s->rules[1].shifts = 1 << LATE;
	s->rules[2] = rule_of(COUNT_RUN, OVER_RUN, 2, 3);
	s->rules[3] = rule_of(COUNT_RUN_OFF, OVER_RUN, 3 + random_below(rng, 2),
			      RULE_NO_MAX);
	s->rules[4] = rule_of(COUNT_WEEKENDS, OVER_PERIOD, 0, 1);
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 5;
	s->contracts[0].shifts = 1 << LATE | 1 << NIGHT;
	s->contracts[0].hours_over = OVER_PERIOD;
	for (int i = 0; i < PEOPLE; i++) {
		s->agents[i].n_terms = 1;
		s->terms[i][0].contract = 0;
		s->terms[i][0].min_minutes = 480 * 5;
		s->terms[i][0].max_minutes = 480 * 5;
	}
	s->site.n_agents = PEOPLE;
	s->site.edges_exempt = true;
	s->site.pay.base = 0;
	s->site.n_absences = 0;
}

static struct cover *random_cover(struct random *rng, int monday)
{
	struct cover *list = arena_new(arena, struct cover, 2 * DAYS);

	for (int k = 0; k < 2 * DAYS; k++)
		list[k] = (struct cover){
			.from = monday + k / 2,
			.until = monday + k / 2 + 1,
			.days = DAYS_ALL,
			.shifts = (shift_set)1 << (k % 2 ? LATE : NIGHT),
			.skill = -1,
			.want = random_below(rng, 3),
			.max = RULE_NO_MAX,
			.under_price = 1 + random_below(rng, 30),
			.over_price = 1 + random_below(rng, 5)
		};
	return list;
}

/* ---- brute force ---- */

struct tours { /* two bits a day: 0 off, 1 late, 2 night */
	uint32_t list[MANY];
	int n;
};

static int shift_on(uint32_t tour, int d)
{
	return tour >> 2 * d & 3;
}

static bool is_legal(struct small *s, uint32_t tour, int agent)
{
	struct arena *a = arena_open();
	struct roster r = roster_new(a, s->monday, DAYS, PEOPLE);

	for (int d = 0; d < DAYS; d++) {
		struct cell *c = roster_cell(&r, agent, s->monday + d);
		*c = (struct cell){ .kind = CELL_OFF };
		if (shift_on(tour, d))
			small_put(s, &r, agent, d,
				  shift_on(tour, d) == 1 ? LATE : NIGHT);
	}
	bool legal = rules_judge_person(a, &s->period, &r, agent).hard == 0;
	arena_close(a);
	return legal;
}

/* A first sieve: runs of two or three days of work, five in all. */
static bool may_be(uint32_t tour)
{
	int run = 0, all = 0;

	for (int d = 0; d < DAYS; d++) {
		run = shift_on(tour, d) ? run + 1 : 0;
		all += run > 0;
		if (run > 3 || all > 5)
			return false;
	}
	return true;
}

static void add_tours(struct small *s, struct tours *t, uint32_t tour, int d)
{
	if (!may_be(tour))
		return;
	if (d == DAYS) {
		if (is_legal(s, tour, 0)) {
			assert_true(t->n < MANY);
			t->list[t->n++] = tour;
		}
		return;
	}
	for (uint32_t k = 0; k < 3; k++)
		add_tours(s, t, tour | k << 2 * d, d + 1);
}

static double cost_of(const struct cover *cover, uint32_t a, uint32_t b)
{
	double cost = 0;

	for (int k = 0; k < 2 * DAYS; k++) {
		int shift = k % 2 ? 1 : 2, d = k / 2;
		int n = (shift_on(a, d) == shift) + (shift_on(b, d) == shift);
		cost += n < cover[k].want
				? cover[k].under_price * (cover[k].want - n)
				: cover[k].over_price * (n - cover[k].want);
	}
	return cost;
}

static double least_cost(const struct tours *t, const struct cover *cover)
{
	double least = HUGE_VAL;

	for (int i = 0; i < t->n; i++)
		for (int j = i; j < t->n; j++)
			least = fmin(least,
				     cost_of(cover, t->list[i], t->list[j]));
	return least;
}

static struct schedule_result solve(struct small *s, int threads)
{
	struct schedule_options o = { .seed = 1,
				      .threads = threads,
				      .work_limit = 300 };
	struct requirement req = requirement_new(arena, s->period.grid, 0);
	struct schedule_result result;
	struct err e = err_new(arena);

	assert_int_equal(roster_from_requirement(arena, &s->period, &req, o,
						 &result, &e),
			 RC_OK);
	return result;
}

static void finds_and_proves_the_least_cost(void **state)
{
	(void)state;
	static struct tours t;
	struct random rng = random_stream(24, 3);
	int proven = 0;

	for (int round = 0; round < 40; round++) {
		struct small *s = small_new(arena, "Europe/London");
		if (round % 5 == 0)
			t.n = 0;
		struct random same = random_stream(24, 10 + round / 5);
		set_rules(s, &same);
		s->site.cover = random_cover(&rng, s->monday);
		s->site.n_cover = 2 * DAYS;
		small_period(s, DAYS, NULL);
		if (t.n == 0)
			add_tours(s, &t, 0, 0);
		double least = least_cost(&t, s->site.cover);
		struct schedule_result r = solve(s, 1 + round % 2);
		CHECK_NEAR(r.cost.total, least, 1e-6);
		CHECK(r.bound <= least + 1e-6, "bound %g above optimum %g",
		      r.bound, least);
		proven += r.bound >= least - 1e-6;
	}
	assert_in_range(t.n, 50, MANY);
	assert_in_range(proven, 39, 40);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_and_proves_the_least_cost),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
