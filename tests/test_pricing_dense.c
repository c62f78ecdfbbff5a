#include "check.h"

#include <math.h>
#include <string.h>

#include "base/random.h"
#include "model/requirement.h"
#include "optimise/pricing_state.h"
#include "small_site.h"

/*
 * The recursion over tables against the one over single states: the same
 * value, and days that add up to it, for random prices, rules and edges.
 */
static struct arena *arena;

enum { DAYS = 21 };

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
	s->rules[0].then = 1 << DAY;
	s->rules[1] =
		rule_of(COUNT_DAYS, OVER_PERIOD, 0, 1 + random_below(rng, 4));
	s->rules[1].shifts = 1 << LATE;
	s->rules[2] = rule_of(COUNT_RUN, OVER_RUN, 1 + random_below(rng, 2),
			      4 + random_below(rng, 3));
	s->rules[3] = rule_of(COUNT_RUN_OFF, OVER_RUN, 1 + random_below(rng, 2),
			      RULE_NO_MAX);
	s->rules[4] =
		rule_of(COUNT_WEEKENDS, OVER_PERIOD, 0, random_below(rng, 3));
	if (random_below(rng, 2)) {
		s->rules[4].strength = RULE_SOFT;
		s->rules[4].price = 3;
	}
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 5;
	s->contracts[0].shifts = 1 << DAY | 1 << LATE | 1 << SHORT;
	bool weekly = random_below(rng, 3) == 0;
	s->contracts[0].hours_over = weekly ? OVER_CALENDAR_WEEK : OVER_PERIOD;
	s->contracts[0].hours_length = 1;
	s->terms[0][0].min_minutes = weekly ? 1200 : 4800;
	s->terms[0][0].max_minutes = weekly ? 2400 : 6000;
	s->site.edges_exempt = random_below(rng, 2);
}

static const struct plan *random_plan(struct random *rng)
{
	struct small *s = small_new(arena, "Europe/London");
	struct requirement req;

	set_rules(s, rng);
	const struct period *p = small_period(s, DAYS, NULL);
	req = requirement_new(arena, p->grid, 0);
	return plan_new(arena, p, arena_copy(arena, &req, 1, sizeof(req)));
}

static void random_prices(struct random *rng, const struct worker *w,
			  double **cost, double *off)
{
	for (int d = 0; d < DAYS; d++) {
		off[d] = random_below(rng, 40) - 20;
		cost[d] = arena_new(arena, double, w->menu[d].n);
		for (int k = 0; k < w->menu[d].n; k++)
			cost[d][k] = random_below(rng, 60) - 30;
	}
}

static double sum_of(const int16_t *pick, double *const *cost,
		     const double *off)
{
	double sum = 0;

	for (int d = 0; d < DAYS; d++)
		sum += pick[d] < 0 ? off[d] : cost[d][pick[d]];
	return sum;
}

static void agrees_with_the_path_over_single_states(void **state)
{
	(void)state;
	struct random rng = random_stream(7, 24);
	struct pricing_space *space = pricing_space_new();
	int with_tables = 0, with_tours = 0;

	for (int round = 0; round < 300; round++) {
		const struct plan *p = random_plan(&rng);
		const struct worker *w = &p->workers[0];
		struct pricer *tables = pricer_new(arena, p, w);
		struct pricer states = *tables;
		double *cost[DAYS], off[DAYS], value[3];
		int16_t one[DAYS], several[3 * DAYS];
		states.dense = NULL;
		with_tables += tables->dense != NULL;
		random_prices(&rng, w, cost, off);
		double least =
			pricer_best(&states, space, (const double *const *)cost,
				    off, one, NULL);
		int n = pricer_several(tables, space,
				       (const double *const *)cost, off, 3,
				       several, value);
		if (least == HUGE_VAL) {
			assert_int_equal(n, 0);
			continue;
		}
		with_tours++;
		CHECK(n > 0, "no tour: least %g weekly %d size %d tallies %d exempt %d width %d", least, p->workers[0].n_hours, tables->tally[0].size, tables->n_tallies, tables->exempt, tables->fresh);
		CHECK_NEAR(value[0], least, 1e-9);
		for (int k = 0; k < n; k++) {
			bool soft = p->period->people[0].rules[4].strength ==
				    RULE_SOFT;
			double sum = sum_of(several + k * DAYS, cost, off);
			CHECK(soft ? sum <= value[k] + 1e-9
				   : fabs(sum - value[k]) < 1e-9,
			      "tour %d of %d adds up to %g, not %g", k, n, sum,
			      value[k]);
		}
	}
	pricing_space_close(space);
	assert_in_range(with_tables, 100, 300);
	assert_in_range(with_tours, 100, 300);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_path_over_single_states),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
