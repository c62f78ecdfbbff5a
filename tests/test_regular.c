/* What pricing knows of a rule, against the judge, tour by tour. */
#include "check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "maths/rules.h"
#include "model/requirement.h"
#include "optimise/pricing_state.h"
#include "optimise/regular.h"
#include "small_site.h"

enum { DAYS = 10, MOST_DAYS = 24, PAST = 35 };

/* Each kind of rule that pricing remembers; 0: what is usual. */
static const struct rule kinds[] = {
	{ .count = COUNT_LONG_REST, .over = OVER_CALENDAR_WEEK, .min = 2400 },
	{ .count = COUNT_LONG_REST,
	  .over = OVER_CALENDAR_WEEK,
	  .min = 3000,
	  .whole_day = true },
	{ .count = COUNT_LONG_REST, .over = OVER_PERIOD, .min = 3600 },
	{ .count = COUNT_LONG_REST,
	  .over = OVER_ROLLING,
	  .length = 5,
	  .min = 2200 },
	{ .count = COUNT_LONG_REST,
	  .over = OVER_ROLLING,
	  .length = 7,
	  .min = 2880,
	  .whole_day = true },
	{ .count = COUNT_REST_AFTER, .shifts = 1 << NIGHT, .min = 2880 },
	{ .count = COUNT_REST_AFTER,
	  .length = 2,
	  .shifts = 1 << LATE,
	  .min = 3300 },
	{ .count = COUNT_REST_AFTER, .days = 1 << 6, .min = 1440, .max = 2880 },
	{ .count = COUNT_SPLIT_WEEKENDS },
	{ .count = COUNT_MIXED_WEEKENDS },
	{ .count = COUNT_FREE_WEEKENDS, .over = OVER_CALENDAR_MONTH, .min = 3 },
	{ .count = COUNT_FREE_WEEKENDS,
	  .over = OVER_CALENDAR_WEEK,
	  .length = 2,
	  .min = 1 },
	{ .count = COUNT_FREE_WEEKENDS, .over = OVER_PERIOD, .min = 1 },
	{ .count = COUNT_FREE_WEEKENDS,
	  .over = OVER_ROLLING,
	  .length = 14,
	  .min = 1 },
	{ .count = COUNT_WEEKENDS,
	  .over = OVER_ROLLING,
	  .length = 21,
	  .max = 1 },
	{ .count = COUNT_RUN_WEEKENDS, .max = 1 },
	{ .count = COUNT_RUN, .shifts = 1 << NIGHT, .max = 2 },
	{ .count = COUNT_RUN, .shifts = 1 << LATE, .min = 2, .max = 3 },
	{ .count = COUNT_RUN, .days = 1 << 6, .max = 1 },
	{ .count = COUNT_RUN_OFF, .over = OVER_CALENDAR_WEEK, .min = 2 },
	{ .count = COUNT_RUN, .over = OVER_CALENDAR_WEEK, .min = 3 },
	{ .count = COUNT_DAYS,
	  .over = OVER_ROLLING,
	  .length = 7,
	  .max = 3,
	  .strength = RULE_SOFT },
	{ .count = COUNT_DAYS,
	  .over = OVER_ROLLING,
	  .length = 5,
	  .min = 1,
	  .shifts = 1 << LATE,
	  .strength = RULE_SOFT },
	{ .count = COUNT_KINDS, .over = OVER_CALENDAR_WEEK, .max = 1 },
	{ .count = COUNT_KINDS, .over = OVER_PERIOD, .max = 2 },
	{ .count = COUNT_START_SPREAD, .max = 180 },
	{ .count = COUNT_START_CHANGE, .max = 120 },
	{ .count = COUNT_OFF_AFTER, .days = 1 << 6, .min = 4 },
	{ .count = COUNT_SEQUENCE },
	{ .count = COUNT_ROTATION, .strength = RULE_SOFT },
};
enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

static const shift_set steps[] = { 1 << LATE, 0, 1 << DAY };

static struct rule rule_of(struct random *rng, int kind)
{
	struct rule r = kinds[kind];

	r.name = "it";
	r.shifts = r.shifts ? r.shifts : ~(shift_set)0;
	r.days = r.days ? r.days : DAYS_ALL;
	r.length = r.length ? r.length : 1;
	if (r.count == COUNT_SEQUENCE || r.count == COUNT_ROTATION) {
		r.steps = steps;
		r.length = 3;
	} else if (r.max == 0 && r.min > 0) {
		r.max = RULE_NO_MAX;
	}
	if (r.strength == RULE_HARD && r.over != OVER_ROLLING)
		r.strength = random_below(rng, 2) ? RULE_SOFT : RULE_HARD;
	if (r.count == COUNT_WEEKENDS || r.count == COUNT_FREE_WEEKENDS ||
	    r.count == COUNT_DAYS)
		r.strength = random_below(rng, 2) ? RULE_SOFT : RULE_HARD;
	r.price = r.strength == RULE_SOFT ? 1 + random_below(rng, 5) : 0;
	return r;
}

/* Weeks of what comes, some of it not known, some of it leave. */
static const struct roster *past_of(struct small *s, struct random *rng)
{
	struct roster *past = arena_new(s->arena, struct roster, 1);
	int days = 1 + random_below(rng, PAST);

	*past = small_roster(s, -days, days);
	for (int k = 0; k < days; k++) {
		struct cell *c = &past->cells[k];
		int what = random_below(rng, 20);
		if (what < 9)
			small_put(s, past, 0, k - days, what % 4);
		else if (what == 19)
			c->kind = CELL_NONE;
		else if (what == 18)
			*c = (struct cell){ .kind = CELL_ABSENT,
					    .credit = 480 };
	}
	return past;
}

struct trial {
	struct small *small;
	const struct plan *plan;
	const struct worker *worker;
	int days;
};

static struct trial trial_of(struct arena *a, struct random *rng, int n,
			     const int *kind, int days)
{
	struct trial t = { .small = small_new(a, "Europe/London"),
			   .days = days };
	struct small *s = t.small;
	struct requirement req;

	s->monday += random_below(rng, 30) - random_below(rng, 2) * 80;
	s->shifts[DAY].step = 60;
	s->shifts[SHORT].last = 840;
	s->shifts[SHORT].step = 180;
	for (int k = 0; k < n; k++)
		s->rules[k] = rule_of(rng, kind[k]);
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = n;
	s->terms[0][0].min_minutes = 0;
	s->terms[0][0].max_minutes = RULE_NO_MAX;
	if (n > 1 && random_below(rng, 2)) {
		s->contracts[0].hours_over = OVER_PERIOD;
		s->terms[0][0].min_minutes = 480 * days / 3;
		s->terms[0][0].max_minutes = 480 * days / 2;
	}
	s->site.n_agents = 1;
	s->site.edges_exempt = random_below(rng, 4) == 0;
	if (random_below(rng, 4) == 0)
		s->terms[0][0].until = s->monday + days - 2;
	if (random_below(rng, 3) == 0) {
		int from = random_below(rng, days - 2);
		small_leave(s, 0, HOLIDAY, from, from + 2);
	}
	const struct period *p = small_period(
		s, days, random_below(rng, 4) ? past_of(s, rng) : NULL);
	req = requirement_new(a, p->grid, 0);
	t.plan = plan_new(a, p, arena_copy(a, &req, 1, sizeof(req)));
	t.worker = &t.plan->workers[0];
	return t;
}

/* Duties in runs: more of what rules ask about than days by lot have. */
static void random_tour(const struct trial *t, struct random *rng,
			int16_t *pick)
{
	int keep = random_below(rng, 4), last = DUTY_OFF;

	for (int d = 0; d < t->days; d++) {
		const struct menu *m = &t->worker->menu[d];
		bool again = random_below(rng, 4) < keep;
		if (!again || (last != DUTY_OFF && last >= m->n))
			last = random_below(rng, 5) < 2 || m->n == 0
				       ? DUTY_OFF
				       : random_below(rng, m->n);
		pick[d] = (int16_t)(m->n == 0 ? DUTY_OFF : last);
		if (pick[d] == DUTY_OFF && !m->may_off)
			pick[d] = 0;
	}
}

static struct breaches judge(struct arena *a, const struct trial *t,
			     const int16_t *pick)
{
	struct small *s = t->small;
	struct roster r = small_roster(s, 0, t->days);

	for (int d = 0; d < t->days; d++) {
		struct cell *c = roster_cell(&r, 0, s->monday + d);
		const struct menu *m = &t->worker->menu[d];
		c->kind = m->without;
		if (pick[d] == DUTY_OFF)
			continue;
		const struct option *o =
			plan_option(t->plan, &m->list[pick[d]]);
		struct wall from = zone_wall(s->site.zone, o->from);
		c->kind = CELL_DUTY;
		c->duty =
			small_duty(s, o->shift, d, from.seconds / 60, o->paid);
	}
	return rules_judge_person(a, &s->period, &r, 0);
}

/* What pricing says of one tour. */
static double price_of(struct arena *a, const struct trial *t,
		       const struct pricer *q, struct pricing_space *space,
		       const int16_t *tour)
{
	const double *cost[MOST_DAYS];
	double off[MOST_DAYS];
	int16_t pick[MOST_DAYS];

	for (int d = 0; d < t->days; d++) {
		int n = t->worker->menu[d].n;
		double *c = arena_new(a, double, n + 1);
		for (int k = 0; k < n; k++)
			c[k] = HUGE_VAL;
		off[d] = tour[d] == DUTY_OFF ? 0 : HUGE_VAL;
		if (tour[d] != DUTY_OFF)
			c[tour[d]] = 0;
		cost[d] = c;
	}
	return pricer_best(q, space, cost, off, pick, NULL);
}

static bool knows(const struct trial *t, const struct pricer *q, int rule)
{
	return t->small->rules[rule].count == COUNT_START_CHANGE ||
	       (q->taken && q->taken[rule]);
}

static void check_tour(struct arena *a, const struct trial *t,
		       const struct pricer *q, struct pricing_space *space,
		       const int16_t *tour, int kind, int round, bool known)
{
	struct breaches b = judge(a, t, tour);
	double judged = b.hard > 0 ? HUGE_VAL : b.price;
	double priced = price_of(a, t, q, space, tour);

	CHECK(judged == priced || (known ? fabs(judged - priced) < 1e-9
					 : priced < judged + 1e-9),
	      "kind %d, round %d: judged %g (%s), priced %g", kind, round,
	      judged, b.n ? b.list[0].what : "", priced);
}

static void prices_of_each_rule_are_the_judges(void **state)
{
	struct random rng = random_stream(11, 3);
	struct pricing_space *space = pricing_space_new();
	int rounds = getenv("WFM_LONG") ? 200 : 20;

	(void)state;
	for (int kind = 0; kind < KINDS; kind++) {
		int left = 0;
		for (int round = 0; round < rounds; round++) {
			struct arena *a = arena_open();
			struct trial t = trial_of(a, &rng, 1, &kind, DAYS);
			struct pricer *q = pricer_new(a, t.plan, t.worker);
			bool known = knows(&t, q, 0);
			left += !known;
			for (int k = 0; k < 40; k++) {
				int16_t tour[MOST_DAYS];
				random_tour(&t, &rng, tour);
				check_tour(a, &t, q, space, tour, kind, round,
					   known);
			}
			arena_close(a);
		}
		CHECK(2 * left <= rounds, "kind %d: %d of %d are left", kind,
		      left, rounds);
	}
	pricing_space_close(space);
}

/* Of several rules at once, and the best tour of all: what it costs is its
 * days' prices and what the judge says; no tour by lot costs less. */
static void the_best_tour_is_what_the_judge_says(void **state)
{
	struct random rng = random_stream(12, 3);
	struct pricing_space *space = pricing_space_new();
	int rounds = getenv("WFM_LONG") ? 2000 : 200, dense = 0, both = 0;

	(void)state;
	for (int round = 0; round < rounds; round++) {
		struct arena *a = arena_open();
		int kind[3], days = round % 3 ? DAYS : MOST_DAYS;
		for (int k = 0; k < 3; k++)
			kind[k] = random_below(&rng, KINDS);
		struct trial t = trial_of(a, &rng, 3, kind, days);
		struct pricer *q = pricer_new(a, t.plan, t.worker);
		const double *cost[MOST_DAYS];
		double off[MOST_DAYS], sum = 0;
		int16_t pick[MOST_DAYS];
		bool all = true;
		for (int k = 0; k < 3; k++)
			all = all && knows(&t, q, k);
		for (int d = 0; d < days; d++) {
			int n = t.worker->menu[d].n;
			double *c = arena_new(a, double, n + 1);
			for (int k = 0; k < n; k++)
				c[k] = random_below(&rng, 30) - 15;
			off[d] = random_below(&rng, 20) - 10;
			cost[d] = c;
		}
		double best = pricer_best(q, space, cost, off, pick, NULL);
		dense += q->dense != NULL;
		for (int k = 0; k < 30; k++) {
			int16_t tour[MOST_DAYS];
			random_tour(&t, &rng, tour);
			struct breaches b = judge(a, &t, tour);
			double money = b.price;
			for (int d = 0; d < days; d++)
				money +=
					tour[d] < 0 ? off[d] : cost[d][tour[d]];
			CHECK(b.hard > 0 || best <= money + 1e-9,
			      "round %d: best %g, one of %g", round, best,
			      money);
		}
		if (all && best < HUGE_VAL) {
			struct breaches b = judge(a, &t, pick);
			for (int d = 0; d < days; d++)
				sum += pick[d] < 0 ? off[d] : cost[d][pick[d]];
			CHECK(b.hard == 0 && fabs(best - sum - b.price) < 1e-9,
			      "round %d, kinds %d %d %d: best %g, days %g, "
			      "judge %g (%s)",
			      round, kind[0], kind[1], kind[2], best, sum,
			      b.price, b.n ? b.list[0].what : "");
			both++;
		}
		arena_close(a);
	}
	pricing_space_close(space);
	CHECK(both > rounds / 4, "only %d of %d are whole", both, rounds);
	CHECK(dense > rounds / 20, "only %d of %d over tables", dense, rounds);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prices_of_each_rule_are_the_judges),
		cmocka_unit_test(the_best_tour_is_what_the_judge_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
