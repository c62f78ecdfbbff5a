#include "check.h"

#include "maths/coverage.h"
#include "maths/fairness.h"
#include "maths/objective.h"
#include "maths/pay.h"
#include "small_pattern.h"

static struct arena *arena;

static struct request wish_on(const struct small *s, int d)
{
	return (struct request){ .agent = 0,
				 .from = s->monday + d,
				 .until = s->monday + d + 1,
				 .shifts = ~(shift_set)0,
				 .weight = 5 };
}

static double wishes_of(struct small *s, const char *pattern)
{
	struct small_case c = small_pattern(s, pattern);
	double sum = 0;

	s->site.n_requests = 1;
	for (int d = 0; d < c.period->days; d++)
		sum += objective_wishes(
			c.period, 0, s->monday + d,
			roster_cell(&c.roster, 0, s->monday + d));
	return sum;
}

static void wishes_cost_when_not_granted(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	s->requests[0] = wish_on(s, 1);
	s->requests[0].off = true;
	CHECK_NEAR(wishes_of(s, "D.DDDD."), 0, 0);
	CHECK_NEAR(wishes_of(s, "DDDDD.."), 5, 0);
	CHECK_NEAR(wishes_of(s, "DADDD.."), 0, 0);
	s->requests[0].wish = WISH_AVOID;
	CHECK_NEAR(wishes_of(s, "D.DDDD."), 5, 0);
	CHECK_NEAR(wishes_of(s, "DDDDD.."), 0, 0);
	s->requests[0] = wish_on(s, 1);
	s->requests[0].shifts = 1 << LATE;
	CHECK_NEAR(wishes_of(s, "DLDDD.."), 0, 0);
	CHECK_NEAR(wishes_of(s, "DDDDD.."), 5, 0);
	CHECK_NEAR(wishes_of(s, "D.DDDD."), 5, 0);
	CHECK_NEAR(wishes_of(s, "DADDD.."), 0, 0);
	CHECK_NEAR(wishes_of(s, "D-DDD.."), 0, 0);
	s->requests[0].wish = WISH_AVOID;
	CHECK_NEAR(wishes_of(s, "DLDDD.."), 5, 0);
	CHECK_NEAR(wishes_of(s, "D.DDDD."), 0, 0);
	/* Day is 8:00 to 16:30. */
	s->requests[0] = wish_on(s, 1);
	s->requests[0].window = (struct window){ 480, 990 };
	CHECK_NEAR(wishes_of(s, "DDDDD.."), 0, 0);
	s->requests[0].window = (struct window){ 480, 960 };
	CHECK_NEAR(wishes_of(s, "DDDDD.."), 5, 0);
	s->requests[0].from = s->monday;
	s->requests[0].until = s->monday + 3;
	CHECK_NEAR(wishes_of(s, "DDDDD.."), 15, 0);
}

/* Three hours between 23:00 and 6:00. */
static void nights_have_three_hours_of_night(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct duty night = small_duty(s, NIGHT, 0, 1320, 480);
	struct duty late = small_duty(s, SHORT, 0, 1320, 240);
	struct duty evening = small_duty(s, SHORT, 0, 1320, 230);
	struct duty early = small_duty(s, SHORT, 0, 180, 240);
	struct duty morning = small_duty(s, SHORT, 0, 190, 240);

	assert_true(fairness_is_night(&s->site, &night));
	assert_true(fairness_is_night(&s->site, &late));
	assert_false(fairness_is_night(&s->site, &evening));
	assert_true(fairness_is_night(&s->site, &early));
	assert_false(fairness_is_night(&s->site, &morning));
}

static void loads_are_counted(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	s->special_days[0] =
		(struct special_day){ .day = s->monday + 2, .holiday = true };
	s->site.n_special_days = 1;
	struct small_case c = small_pattern(s, "NDN..DD......D");
	struct fairness_load l = fairness_of_agent(c.period, &c.roster, 0);
	assert_int_equal(l.count[LOAD_NIGHTS], 2);
	assert_int_equal(l.count[LOAD_WEEKENDS], 2);
	assert_int_equal(l.count[LOAD_HOLIDAYS], 1);
}

/* Earlier rosters count from the date of the opening balance on. */
static void loads_are_carried(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct balance balance = {
		.agent = 0, .what = "nights", .value = 5, .as_of = DATE_NONE
	};
	struct small_case c = small_pattern(s, "N..NN..|N......");

	CHECK_NEAR(fairness_balance(c.period, 0, LOAD_NIGHTS), 3, 0);
	CHECK_NEAR(fairness_balance(c.period, 0, LOAD_WEEKENDS), 0, 0);
	s->site.balances = &balance;
	s->site.n_balances = 1;
	CHECK_NEAR(fairness_balance(c.period, 0, LOAD_NIGHTS), 5, 0);
	balance.as_of = s->monday - 4;
	CHECK_NEAR(fairness_balance(c.period, 0, LOAD_NIGHTS), 7, 0);
	balance.as_of = s->monday;
	CHECK_NEAR(fairness_balance(c.period, 0, LOAD_NIGHTS), 5, 0);
}

/* Two hours of a duty, over midnight too; wishes that are not granted. */
static void the_unpopular_and_the_refused_are_counted(void **state)
{
	static const struct window evening = { 1080, 1440 };
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	for (int d = 0; d < 5; d++)
		s->site.unpopular.day[d] = (struct opening_day){ &evening, 1 };
	small_wants_off(s);
	struct small_case c = small_pattern(s, "DLLN.LN");
	struct fairness_load l = fairness_of_agent(c.period, &c.roster, 0);
	/* Two lates and the night of Thursday, 22:00 to 24:00. */
	assert_int_equal(l.count[LOAD_UNPOPULAR], 3);
	assert_int_equal(l.count[LOAD_REFUSED], 2);
}

static double spread_of_nights(struct small *s, const int nights[4])
{
	struct small_case c = small_pattern(s, ".......");

	for (int i = 0; i < 4; i++)
		for (int d = 0; d < nights[i]; d++)
			small_put(s, &c.roster, i, d, NIGHT);
	double loads[4];
	int n = 0;

	for (int i = 0; i < 4; i++)
		if (fairness_group(c.period, i) == 0)
			loads[n++] =
				fairness_balance(c.period, i, LOAD_NIGHTS) +
				fairness_of_agent(c.period, &c.roster, i)
					.count[LOAD_NIGHTS];
	return fairness_spread(loads, n);
}

/* Loads 0 1 2 5: any of 1 to 2 is a median, distances 1 + 0 + 1 + 4. */
static void spread_is_the_distance_from_the_median(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	s->site.n_agents = 4;
	CHECK_NEAR(spread_of_nights(s, (int[]){ 2, 2, 2, 2 }), 0, 0);
	CHECK_NEAR(spread_of_nights(s, (int[]){ 5, 0, 2, 1 }), 6, 0);
	for (int m = 0; m < 8; m++) {
		const int x[] = { 3, 6, 1, 4 };
		double sum = 0;
		for (int i = 0; i < 4; i++)
			sum += fabs((double)x[i] - m);
		assert_true(spread_of_nights(s, x) <= sum);
	}
	/* Dee is of another contract, Cem had three nights before. */
	struct balance balance = {
		.agent = 2, .what = "nights", .value = 3, .as_of = s->monday
	};
	s->site.balances = &balance;
	s->site.n_balances = 1;
	s->terms[3][0].contract = 1;
	CHECK_NEAR(spread_of_nights(s, (int[]){ 4, 4, 1, 0 }), 0, 0);
	CHECK_NEAR(spread_of_nights(s, (int[]){ 4, 4, 4, 0 }), 3, 0);
}

/* Nights of Ana 5, Ben 0, Cem 2 after 3 that were carried in; Dee is alone on
 * her contract.  The medians are 5 and 1, so that Ben is 5 apart. */
static void the_ledger_says_who_is_apart(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	static const int nights[] = { 5, 0, 2, 1 };
	static const double before[] = { 0, 0, 3, 0 }, share[] = { 5, 5, 5, 1 };
	struct balance balance = {
		.agent = 2, .what = "nights", .value = 3, .as_of = s->monday
	};

	s->site.n_agents = 4;
	s->site.balances = &balance;
	s->site.n_balances = 1;
	s->site.fairness_price = 7;
	s->terms[3][0].contract = 1;
	struct small_case c = small_pattern(s, ".......");
	for (int i = 0; i < 4; i++)
		for (int d = 0; d < nights[i]; d++)
			small_put(s, &c.roster, i, d, NIGHT);
	struct fairness_ledger l = fairness_ledger(arena, c.period, &c.roster);
	assert_int_equal(l.n, 4 * LOAD_KINDS);
	double money = 0;
	for (int k = 0; k < l.n; k++) {
		const struct fairness_entry *e = &l.list[k];
		money += 7 * fabs(e->after - e->share);
		if (e->kind != LOAD_NIGHTS)
			continue;
		CHECK_NEAR(e->before, before[e->agent], 0);
		CHECK_NEAR(e->after, before[e->agent] + nights[e->agent], 0);
		CHECK_NEAR(e->share, share[e->agent], 0);
	}
	CHECK_NEAR(fairness_of_roster(arena, c.period, &c.roster), money, 1e-9);
}

/*
 * Ana works Monday to Friday at 10 an hour and has one paid day of leave among
 * them, Ben nothing at all; one head for an hour is missing at 40 an hour and
 * a soft rule is broken once at 15.
 */
static struct small *priced_site(void)
{
	struct small *s = small_new(arena, "Europe/London");

	s->terms[1][0].min_minutes = 0;
	s->rules[0] = (struct rule){ .name = "it",
				     .count = COUNT_RUN,
				     .over = OVER_RUN,
				     .length = 1,
				     .shifts = ~(shift_set)0,
				     .days = DAYS_ALL,
				     .max = 2,
				     .strength = RULE_SOFT,
				     .price = 15 };
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 1;
	return s;
}

static struct requirement one_hour(const struct period *p, int hour)
{
	struct requirement req = requirement_new(arena, p->grid, 1);

	req.rows[0].queue = SALES;
	req.rows[0].queues = 1 << SALES;
	for (int t = 2 * hour; t < 2 * hour + 2; t++) {
		req.rows[0].gross[t] = 1;
		req.rows[0].curve[t] =
			(struct curve){ .under = 20, .first = 1 };
	}
	return req;
}

static void all_parts_add_up(void **state)
{
	(void)state;
	struct small *s = priced_site();
	struct small_case c = small_pattern(s, "DDDAD..");
	struct requirement req = one_hour(c.period, 6);

	/* The period knows who is absent, whatever the cell says. */
	*roster_cell(&c.roster, 0, s->monday + 3) =
		(struct cell){ .kind = CELL_OFF };

	for (int d = 0; d < 7; d++)
		roster_cell(&c.roster, 1, s->monday + d)->kind = CELL_OFF;
	struct cost cost =
		objective_of_roster(arena, c.period, &req, &c.roster);
	CHECK_NEAR(cost.pay, 400, 1e-9);
	CHECK_NEAR(cost.service, 40, 1e-9);
	CHECK_NEAR(cost.rules, 15, 1e-9);
	CHECK_NEAR(cost.overtime + cost.cover + cost.wishes + cost.fairness, 0,
		   0);
	CHECK_NEAR(cost.total, 455, 1e-9);
	CHECK_NEAR(cost.fixed_pay, 400, 1e-9);
	assert_int_equal(cost.hard_breaches, 0);
	CHECK_NEAR(objective_gap(&cost, 444), 0.2, 1e-12);
	CHECK_NEAR(objective_gap(&cost, 455), 0, 1e-12);
	/* At noon Ana has lunch for half of the hour. */
	req = one_hour(c.period, 12);
	cost = objective_of_roster(arena, c.period, &req, &c.roster);
	CHECK_NEAR(cost.service, 20, 1e-9);
}

/* Flexible hours: what is above the least is a decision. */
static void pay_above_the_least_hours_is_not_fixed(void **state)
{
	(void)state;
	struct small *s = priced_site();

	s->terms[0][0].min_minutes = 1200;
	struct small_case c = small_pattern(s, "DD.DD..");
	struct requirement req = one_hour(c.period, 9);
	struct cost cost =
		objective_of_roster(arena, c.period, &req, &c.roster);
	CHECK_NEAR(cost.pay, 320, 1e-9);
	CHECK_NEAR(cost.fixed_pay, 200, 1e-9);
	c = small_pattern(s, "D......");
	cost = objective_of_roster(arena, c.period, &req, &c.roster);
	CHECK_NEAR(cost.fixed_pay, 80, 1e-9);
	CHECK_NEAR(objective_gap(&(struct cost){ .total = 80, .fixed_pay = 80 },
				 80),
		   0, 0);
}

static void overtime_cover_and_fairness_are_priced(void **state)
{
	(void)state;
	struct small *s = priced_site();

	s->terms[0][0].max_minutes = 3000;
	s->site.pay.overtime_after = 2400;
	s->site.pay.overtime_add = 0.5;
	s->site.fairness_price = 4;
	s->cover[0] = (struct cover){ .from = s->monday,
				      .until = s->monday + 7,
				      .days = DAYS_ALL,
				      .shifts = 1 << DAY,
				      .skill = -1,
				      .want = 1,
				      .max = RULE_NO_MAX,
				      .under_price = 3 };
	s->site.n_cover = 1;
	struct small_case c = small_pattern(s, "DDDDDD.");
	struct requirement req = one_hour(c.period, 9);
	struct cost cost =
		objective_of_roster(arena, c.period, &req, &c.roster);
	CHECK_NEAR(cost.pay, 480, 1e-9);
	CHECK_NEAR(cost.overtime, 40, 1e-9);
	CHECK_NEAR(cost.cover, 3, 1e-9);
	CHECK_NEAR(cost.fairness, 4, 1e-9); /* one weekend against none */
	CHECK_NEAR(cost.rules, 4 * 15, 1e-9);
	CHECK_NEAR(cost.total, 480 + 40 + 3 + 4 + 60, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wishes_cost_when_not_granted),
		cmocka_unit_test(nights_have_three_hours_of_night),
		cmocka_unit_test(loads_are_counted),
		cmocka_unit_test(loads_are_carried),
		cmocka_unit_test(the_unpopular_and_the_refused_are_counted),
		cmocka_unit_test(spread_is_the_distance_from_the_median),
		cmocka_unit_test(the_ledger_says_who_is_apart),
		cmocka_unit_test(all_parts_add_up),
		cmocka_unit_test(pay_above_the_least_hours_is_not_fixed),
		cmocka_unit_test(overtime_cover_and_fairness_are_priced),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
