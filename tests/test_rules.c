#include "check.h"

#include "base/random.h"
#include "small_pattern.h"

static struct arena *arena;

static struct rule no_rule(enum count count)
{
	return (struct rule){ .name = "it",
			      .count = count,
			      .over = OVER_RUN,
			      .length = 1,
			      .shifts = ~(shift_set)0,
			      .days = DAYS_ALL,
			      .max = RULE_NO_MAX,
			      .strength = RULE_HARD };
}

static struct rule at_most(enum count count, enum over over, int max)
{
	struct rule r = no_rule(count);

	r.over = over;
	r.max = max;
	return r;
}

static struct rule at_least(enum count count, enum over over, int min)
{
	struct rule r = no_rule(count);

	r.over = over;
	r.min = min;
	return r;
}

static struct rule rolling(struct rule r, int days)
{
	r.over = OVER_ROLLING;
	r.length = days;
	return r;
}

static struct rule only(struct rule r, shift_set shifts)
{
	r.shifts = shifts;
	return r;
}

static struct small *site_with(struct rule rule)
{
	struct small *s = small_new(arena, "Europe/London");

	small_any_hours(s);
	s->rules[0] = rule;
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 1;
	return s;
}

struct found {
	int n, hard;
	double amount, price;
	const struct breach *first;
};

static struct found judge_on(struct small *s, const char *pattern)
{
	struct small_case c = small_pattern(s, pattern);
	struct breaches all = rules_judge_person(arena, c.period, &c.roster, 0);
	struct found f = { 0, all.hard, 0, all.price, NULL };

	for (int k = 0; k < all.n; k++) {
		if (!text_equal(all.list[k].name, "it"))
			continue;
		if (f.n++ == 0)
			f.first = &all.list[k];
		f.amount += all.list[k].amount;
	}
	return f;
}

/* The breaches of one rule and their amount, on a roster in letters. */
static void check_on(struct small *s, const char *pattern, int n, double amount,
		     int line)
{
	struct found f = judge_on(s, pattern);

	CHECK(f.n == n && fabs(f.amount - amount) < 1e-9,
	      "line %d, \"%s\": %d breaches of %g, expected %d of %g", line,
	      pattern, f.n, f.amount, n, amount);
}

#define KEEPS(s, pattern) check_on((s), (pattern), 0, 0, __LINE__)
#define BREAKS(s, pattern, amount)                                             \
	check_on((s), (pattern), 1, (amount), __LINE__)
#define BREAKS_TIMES(s, pattern, n, amount)                                    \
	check_on((s), (pattern), (n), (amount), __LINE__)

static void days_in_a_calendar_week(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_DAYS, OVER_CALENDAR_WEEK, 5));

	KEEPS(s, "DDDDD..");
	BREAKS(s, "DDDDDD.", 1);
	BREAKS(s, "DDDDDDDDDDDD..", 2);
	KEEPS(s, "..DDDDDDDDDD..");
	s = site_with(at_least(COUNT_DAYS, OVER_CALENDAR_WEEK, 5));
	KEEPS(s, "DDDDD..");
	BREAKS(s, "DDDD...", 1);
}

static void days_in_other_windows(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_DAYS, OVER_PERIOD, 3));
	KEEPS(s, "DDD......");
	BREAKS(s, "DDD.....D", 1);
	s = site_with(at_most(COUNT_DAYS, OVER_RUN, 3));
	BREAKS(s, "DDD.....D", 1);
	/* 7 December is a Monday: the month ends after 25 days. */
	s = site_with(at_most(COUNT_DAYS, OVER_CALENDAR_MONTH, 3));
	KEEPS(s, "DDD......................DDD");
	BREAKS(s, "DDD.....................DDD.", 1);
	s = site_with(at_most(COUNT_DAYS, OVER_CALENDAR_WEEK, 3));
	s->rules[0].length = 2;
	s->site.period_from = s->monday;
	BREAKS(s, "DD.....DD.....", 1);
	s->site.period_from = s->monday + 7;
	KEEPS(s, "DD.....DD.....");
}

static void days_of_some_shifts_on_some_days(void **state)
{
	(void)state;
	struct small *s = site_with(
		only(at_most(COUNT_DAYS, OVER_PERIOD, 2), 1 << NIGHT));

	KEEPS(s, "NDNDLLS");
	BREAKS(s, "NDNDNLS", 1);
	s->rules[0].shifts = 1 << DAY | 1 << LATE;
	KEEPS(s, "NDNLNNS");
	BREAKS(s, "NDNDNLS", 1);
	s->rules[0].shifts = ~(shift_set)0;
	s->rules[0].days = 1 << SUNDAY;
	s->rules[0].max = 1;
	KEEPS(s, "DDDDDDDDDDDDD.");
	BREAKS(s, "......D......D", 1);
	s->rules[0].days = DAYS_HOLIDAY;
	s->rules[0].max = 0;
	s->special_days[0] =
		(struct special_day){ .day = s->monday + 2, .holiday = true };
	s->site.n_special_days = 1;
	KEEPS(s, "DD.DDD.");
	BREAKS(s, "..D....", 1);
}

static void days_in_rolling_windows(void **state)
{
	(void)state;
	struct small *s =
		site_with(rolling(at_most(COUNT_DAYS, OVER_RUN, 5), 7));

	KEEPS(s, "DDDDD..DDDDD..");
	BREAKS(s, "DDDDD.D.......", 1);
	KEEPS(s, "DDDDD|..DDDDD");
	BREAKS(s, "DDDD.D|D......", 1);
	KEEPS(s, "DDDDDD|.......");
	s = site_with(rolling(at_least(COUNT_DAYS, OVER_RUN, 1), 3));
	KEEPS(s, "..D..D..");
	BREAKS(s, "D...D.D", 1);
	BREAKS(s, "D..|.D..D", 1);
}

static void what_the_past_exceeds_is_not_held_against_it(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_RUN, OVER_RUN, 2));

	KEEPS(s, "DDD|.D.....");
	BREAKS(s, "DDD|D......", 1);
	BREAKS(s, "DDDDD|D......", 1);
	BREAKS(s, "D|DD.....", 1);
}

static void absence_and_employment_lower_a_least(void **state)
{
	(void)state;
	struct small *s =
		site_with(at_least(COUNT_DAYS, OVER_CALENDAR_WEEK, 5));

	KEEPS(s, "DDAAA..");
	BREAKS(s, "D.AAA..", 1);
	KEEPS(s, "AAAAAAA");
	/* From Thursday on: 4/7 of 5, 2. */
	s->terms[0][0].from = s->monday + 3;
	KEEPS(s, "---DD..");
	BREAKS(s, "---D...", 1);
}

static void minutes_count_credits(void **state)
{
	(void)state;
	struct small *s =
		site_with(at_most(COUNT_MINUTES, OVER_CALENDAR_WEEK, 2400));

	KEEPS(s, "DDDDA..");
	BREAKS(s, "DDDDDA.", 8);
	s = site_with(at_least(COUNT_MINUTES, OVER_CALENDAR_WEEK, 2400));
	KEEPS(s, "DDDDA..");
	BREAKS(s, "DDDA...", 8);
	/* Where leave has no credit it is a day less to work. */
	s->absence_types[HOLIDAY].credit = CREDIT_NONE;
	KEEPS(s, "DDDDA..");
	BREAKS(s, "DDDA...", 8);
	s->rules[0].days = 0x1f;
	s->absence_types[HOLIDAY].credit = CREDIT_HOURS;
	KEEPS(s, "DDDDA..");
	BREAKS(s, "DDDA.DD", 8);
	s = site_with(
		only(at_most(COUNT_MINUTES, OVER_PERIOD, 480), 1 << NIGHT));
	KEEPS(s, "NDDADD.");
	BREAKS(s, "NN.A...", 8);
}

static void runs_of_duties(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_RUN, OVER_RUN, 5));

	KEEPS(s, "DLNSD.D");
	BREAKS(s, "DLNSDD.", 1);
	KEEPS(s, "DD|DDD....");
	BREAKS(s, "DDD|DDD....", 1);
	KEEPS(s, "DDDAD-D");
	s = site_with(at_least(COUNT_RUN, OVER_RUN, 2));
	KEEPS(s, ".DD.DD.");
	BREAKS(s, ".D.....", 1);
	BREAKS(s, ".|D......", 1);
	KEEPS(s, "D......");
	KEEPS(s, "......D");
	KEEPS(s, ".AD....");
	KEEPS(s, ".-D....");
	BREAKS(s, ".D|.......", 1);
	KEEPS(s, ".D.|.......");
}

static void exempt_edges_forget_the_past(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_RUN, OVER_RUN, 2));

	s->site.edges_exempt = true;
	KEEPS(s, "DD|DD.DD..");
	s->rules[0] = at_least(COUNT_RUN, OVER_RUN, 3);
	KEEPS(s, ".|D.....D");
	BREAKS(s, ".|.D.....", 2);
	s->rules[0] = at_least(COUNT_RUN_OFF, OVER_RUN, 3);
	KEEPS(s, "D|.DDDDD.");
	BREAKS(s, "D|D.DDDDD", 2);
	s->rules[0] = at_least(COUNT_REST, OVER_RUN, 660);
	KEEPS(s, "N|D......");
}

static void runs_of_some_shifts_or_days(void **state)
{
	(void)state;
	struct small *s =
		site_with(only(at_most(COUNT_RUN, OVER_RUN, 2), 1 << NIGHT));

	KEEPS(s, "DNNDNNL");
	BREAKS(s, "DNNNDDD", 1);
	/* Sundays in a row. */
	s = site_with(at_most(COUNT_RUN, OVER_RUN, 1));
	s->rules[0].days = 1 << SUNDAY;
	KEEPS(s, "DDDDDDDDDDDDD.......D");
	BREAKS(s, "......D......D", 1);
}

static void runs_of_days_off(void **state)
{
	(void)state;
	struct small *s = site_with(at_least(COUNT_RUN_OFF, OVER_RUN, 2));

	KEEPS(s, "D..D.");
	BREAKS(s, "D.D....", 1);
	KEEPS(s, ".D.....");
	KEEPS(s, "DAD....");
	BREAKS(s, "D.|D......", 1);
	BREAKS(s, "D.|.D.D...", 1);
	s = site_with(at_most(COUNT_RUN_OFF, OVER_RUN, 2));
	KEEPS(s, "D..D..D");
	BREAKS(s, "D...D..", 1);
	KEEPS(s, "D..AA..");
	BREAKS(s, "D..|.D..D.D", 1);
}

/* Two days off in a row somewhere in each week. */
static void runs_within_windows(void **state)
{
	(void)state;
	struct small *s =
		site_with(at_least(COUNT_RUN_OFF, OVER_CALENDAR_WEEK, 2));

	KEEPS(s, "D.D..D.");
	BREAKS(s, "D.D.D.D", 1);
	KEEPS(s, "DDDAD.D");
	s = site_with(at_most(COUNT_RUN_OFF, OVER_CALENDAR_WEEK, 2));
	KEEPS(s, "D..AD..");
	KEEPS(s, "D...ADD");
	BREAKS(s, "D...DAD", 1);
	s = site_with(at_most(COUNT_RUN, OVER_CALENDAR_WEEK, 3));
	KEEPS(s, "....DDDDDD....");
	BREAKS(s, "...DDDDDDD....", 1);
	s = site_with(rolling(at_least(COUNT_RUN, OVER_RUN, 2), 4));
	KEEPS(s, "DD.DD.DD");
	BREAKS(s, "DD..DD", 1);
}

static void weekends_with_a_duty(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_WEEKENDS, OVER_PERIOD, 1));

	KEEPS(s, "DDDDDDDDDDDD..");
	BREAKS(s, "......D.....D.", 1);
	s = site_with(at_most(COUNT_WEEKENDS, OVER_CALENDAR_MONTH, 2));
	KEEPS(s, ".....D......D.............D.");
	BREAKS(s, ".....D......D......D........", 1);
	s = site_with(rolling(at_most(COUNT_WEEKENDS, OVER_RUN, 1), 14));
	KEEPS(s, ".D|............DD");
	/* Those that end on the second Saturday and Sunday hold both. */
	BREAKS_TIMES(s, ".....D.|.....D.", 2, 2);
	s = site_with(at_least(COUNT_WEEKENDS, OVER_PERIOD, 1));
	KEEPS(s, "......D");
	BREAKS(s, "DDDDD..", 1);
	KEEPS(s, "DDDDDA.");
}

static void weekends_in_a_row(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_RUN_WEEKENDS, OVER_RUN, 1));

	KEEPS(s, ".....D..............D");
	BREAKS(s, ".....D.......D", 1);
	BREAKS(s, "D.|.....D.", 1);
	s = site_with(at_least(COUNT_RUN_WEEKENDS, OVER_RUN, 2));
	KEEPS(s, "............D......D........");
	BREAKS(s, "............D...............", 1);
}

static void rest_between_duties(void **state)
{
	(void)state;
	struct small *s = site_with(at_least(COUNT_REST, OVER_RUN, 660));

	/* Late ends at 22:00, day begins at 8:00: 10 h. */
	KEEPS(s, "LL.DL.D");
	BREAKS(s, "LD.....", 1);
	BREAKS(s, "L|D......", 1);
	KEEPS(s, "LD|.......");
	s->rules[0].min = 601;
	BREAKS(s, "LD.....", 1.0 / 60);
	s->rules[0].min = 600;
	KEEPS(s, "LD.....");
	/* Only after nights: 6:00 to 8:00. */
	s->rules[0].shifts = 1 << NIGHT;
	s->rules[0].min = 660;
	KEEPS(s, "LD.....");
	BREAKS(s, "ND.....", 9);
	s->rules[0] = at_most(COUNT_REST, OVER_RUN, 1440);
	BREAKS(s, "D.D....", 39.5 - 24);
	s->rules[0].max = 2370;
	KEEPS(s, "D.D....");
	s->rules[0].max = 2369;
	BREAKS(s, "D.D....", 1.0 / 60);
	const struct breach *b = judge_on(s, ".D.D...").first;
	assert_int_equal(b->day, s->monday + 1);
	assert_int_equal(b->until, s->monday + 4);
}

/* 22:00 to 8:00 are 11 hours on 25 October and 9 on 29 March. */
static void rest_is_elapsed_time(void **state)
{
	(void)state;
	struct small *s = site_with(at_least(COUNT_REST, OVER_RUN, 660));

	s->monday = date_from_civil((struct civil){ 2026, 10, 19 });
	KEEPS(s, ".....LD");
	s->monday = date_from_civil((struct civil){ 2026, 3, 23 });
	BREAKS(s, ".....LD", 2);
}

/* Saturday 16:30 to Sunday midnight: 31.5 h. */
static void long_rest_in_a_window(void **state)
{
	(void)state;
	struct small *s =
		site_with(at_least(COUNT_LONG_REST, OVER_CALENDAR_WEEK, 2160));

	KEEPS(s, "DDDDD..");
	BREAKS(s, "DDDDDD.", 4.5);
	KEEPS(s, "DD.DDDD");
	KEEPS(s, "DDDD.DD");
	BREAKS(s, "DDL.DDD", 2);
	s = site_with(rolling(at_least(COUNT_LONG_REST, OVER_RUN, 2160), 7));
	KEEPS(s, "DDDDD..");
	/* After six days only the seventh can still be free: Sunday 16:30 to
	 * Monday midnight, 31.5 h, is all that is asked; 15.5 h are given. */
	KEEPS(s, "DDDDDD|.DDDD.");
	BREAKS(s, "DDDDDD|D", 16);
}

static void rest_after_a_run(void **state)
{
	(void)state;
	struct small *s = site_with(
		only(at_least(COUNT_REST_AFTER, OVER_RUN, 2880), 1 << NIGHT));

	/* Night ends Tuesday 6:00; Wednesday 8:00 is 26 h later. */
	KEEPS(s, "N..D...");
	KEEPS(s, "NNN..D.");
	BREAKS(s, "N.D....", 22);
	BREAKS(s, "N.N....", 8);
	BREAKS(s, "N|.D.....", 22);
	s->rules[0].length = 3;
	KEEPS(s, "NN.D...");
	BREAKS(s, "NNN.D..", 22);
	BREAKS(s, "NN|N.D...", 22);
}

static void forbidden_successions(void **state)
{
	(void)state;
	struct small *s =
		site_with(only(at_most(COUNT_FOLLOWS, OVER_RUN, 0), 1 << LATE));

	s->rules[0].then = 1 << DAY;
	KEEPS(s, "L.DLLND");
	BREAKS(s, "LD.....", 1);
	BREAKS(s, "L|D......", 1);
	KEEPS(s, "LD|.......");
	BREAKS_TIMES(s, "LDLDLD.", 3, 3);
	s->rules[0].over = OVER_CALENDAR_WEEK;
	s->rules[0].max = 1;
	KEEPS(s, "LD.....LD.....");
	BREAKS(s, "LDLD...LD.....", 1);
	KEEPS(s, "......LD......");
}

static void weekends_worked_in_part(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_SPLIT_WEEKENDS, OVER_RUN, 0));

	KEEPS(s, "DDDDDDD");
	KEEPS(s, "DDDDD..");
	BREAKS(s, "DDDDDD.", 1);
	BREAKS(s, "......D", 1);
	KEEPS(s, "DDDDDDA");
	KEEPS(s, "DDDDDD");
	s->rules[0].over = OVER_PERIOD;
	s->rules[0].max = 1;
	KEEPS(s, ".....D.");
	BREAKS(s, ".....D......D.", 1);
}

/* A period from Sunday on sees the Saturday before. */
static void a_weekend_across_the_start(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_SPLIT_WEEKENDS, OVER_RUN, 0));

	s->monday -= 1;
	BREAKS(s, "D|.......", 1);
	KEEPS(s, "D|D......");
	KEEPS(s, ".|.......");
	KEEPS(s, "D......");
	s->rules[0] = at_most(COUNT_WEEKENDS, OVER_PERIOD, 0);
	BREAKS(s, ".|D......", 1);
	KEEPS(s, "D|.......");
}

static void weekends_of_different_shifts(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_MIXED_WEEKENDS, OVER_RUN, 0));

	KEEPS(s, "LLLLLDD");
	KEEPS(s, "LLLLL.D");
	BREAKS(s, "DDDDDDL", 1);
}

static void starts_apart_in_a_week(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_START_SPREAD, OVER_RUN, 120));

	/* 8:00 and 13:30 are 330 minutes apart. */
	KEEPS(s, "DDDDD..LLLLL..");
	BREAKS(s, "DDDDL..", 3.5);
	s->rules[0].max = 330;
	KEEPS(s, "DDDDL..");
	s->rules[0].max = 329;
	BREAKS(s, "DDDDL..", 1.0 / 60);
}

static void soft_rules_have_a_price(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_RUN, OVER_RUN, 2));

	s->rules[0].strength = RULE_SOFT;
	s->rules[0].price = 15;
	struct found f = judge_on(s, "DDDD...");
	assert_int_equal(f.hard, 0);
	CHECK_NEAR(f.price, 30, 1e-12);
	assert_false(f.first->hard);
	s->rules[0].strength = RULE_OFF;
	KEEPS(s, "DDDD...");
}

static void waivers_allow_but_do_not_hide(void **state)
{
	(void)state;
	struct small *s = site_with(at_most(COUNT_RUN, OVER_RUN, 2));

	s->waivers[0] = (struct waiver){ .agent = 0,
					 .rule = "it",
					 .from = s->monday + 1,
					 .until = s->monday + 2 };
	s->site.n_waivers = 1;
	struct found f = judge_on(s, "DDD....");
	assert_int_equal(f.n, 1);
	assert_int_equal(f.hard, 0);
	assert_true(f.first->waived);
	f = judge_on(s, "...DDD.");
	assert_int_equal(f.hard, 1);
	s->waivers[0].rule = "that";
	f = judge_on(s, "DDD....");
	assert_int_equal(f.hard, 1);
}

static void sentences_name_people_days_values_and_limits(void **state)
{
	(void)state;
	struct small *s = site_with(at_least(COUNT_REST, OVER_RUN, 660));
	struct found f = judge_on(s, "LD.....");

	assert_string_equal(f.first->what,
			    "rest of 10 h before Tue 8 Dec, at least 11 h "
			    "asked");
	assert_string_equal(rules_sentence(arena, &s->site, f.first),
			    "Ana: rest of 10 h before Tue 8 Dec, at least "
			    "11 h asked (it)");
	s->rules[0] = only(at_most(COUNT_FOLLOWS, OVER_RUN, 0), 1 << LATE);
	s->rules[0].then = 1 << DAY;
	f = judge_on(s, ".LD....");
	assert_string_equal(f.first->what,
			    "Day on Wed 9 Dec after Late the day before");
	s->rules[0] = at_most(COUNT_DAYS, OVER_CALENDAR_WEEK, 5);
	f = judge_on(s, "DDDDDD.");
	assert_string_equal(f.first->what,
			    "6 days worked in Mon 7 Dec to Sun 13 Dec, at "
			    "most 5 days asked");
	assert_int_equal(f.first->day, s->monday);
	assert_int_equal(f.first->until, s->monday + 7);
	assert_int_equal(f.first->value, 6);
	assert_int_equal(f.first->limit, 5);
}

/* Within one week without a past, a calendar week, the period and any seven
 * days are the same window; of 31 days so is the month of December. */
static void windows_agree_where_they_coincide(void **state)
{
	(void)state;
	static const enum count counts[] = { COUNT_DAYS,     COUNT_MINUTES,
					     COUNT_RUN,	     COUNT_RUN_OFF,
					     COUNT_WEEKENDS, COUNT_RUN_WEEKENDS,
					     COUNT_LONG_REST };
	static const char letters[] = "DLNS..";
	struct small *s = site_with(no_rule(COUNT_DAYS));
	struct random rng = random_stream(3, 1);
	int broken = 0;

	for (int round = 0; round < 400; round++) {
		char pattern[8] = "";
		enum count count = counts[round % 7];
		int unit = count == COUNT_MINUTES || count == COUNT_LONG_REST
				   ? 480
				   : 1;
		for (int d = 0; d < 7; d++)
			pattern[d] = letters[random_below(&rng, 6)];
		s->rules[0] = at_least(count, OVER_CALENDAR_WEEK,
				       random_below(&rng, 5) * unit);
		struct found week = judge_on(s, pattern);
		s->rules[0].over = OVER_PERIOD;
		struct found period = judge_on(s, pattern);
		s->rules[0] = rolling(s->rules[0], 7);
		struct found seven = judge_on(s, pattern);
		CHECK(week.n == period.n && week.amount == period.amount,
		      "%s: %d", pattern, count);
		/* A rolling window that begins before is not judged. */
		if (count != COUNT_LONG_REST)
			CHECK(week.n == seven.n && week.amount == seven.amount,
			      "%s: %d", pattern, count);
		broken += week.n;
	}
	assert_in_range(broken, 50, 350);
}

/* A second opinion: sums over rolling windows counted letter by letter. */
static void rolling_sums_agree_with_a_count(void **state)
{
	(void)state;
	struct small *s = site_with(no_rule(COUNT_DAYS));
	struct random rng = random_stream(3, 2);

	for (int round = 0; round < 300; round++) {
		char pattern[32] = "";
		int before = 1 + random_below(&rng, 9), n = before + 10;
		int length = 2 + random_below(&rng, 8);
		int max = random_below(&rng, 5), breaches = 0;
		double amount = 0;
		for (int k = 0; k < n + 1; k++)
			pattern[k] = k == before	     ? '|'
				     : random_below(&rng, 2) ? 'D'
							     : '.';
		for (int end = before + 2; end <= n + 1; end++) {
			int value = 0, past = 0;
			for (int d = 0, k = end - 1; k >= 0 && d < length;
			     k--) {
				if (pattern[k] == '|')
					continue;
				d++;
				value += pattern[k] == 'D';
				past += pattern[k] == 'D' && k < before;
			}
			int most = max > past ? max : past;
			breaches += value > most;
			amount += value > most ? value - most : 0;
		}
		s->rules[0] =
			rolling(at_most(COUNT_DAYS, OVER_RUN, max), length);
		check_on(s, pattern, breaches, amount, round);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_in_a_calendar_week),
		cmocka_unit_test(days_in_other_windows),
		cmocka_unit_test(days_of_some_shifts_on_some_days),
		cmocka_unit_test(days_in_rolling_windows),
		cmocka_unit_test(what_the_past_exceeds_is_not_held_against_it),
		cmocka_unit_test(absence_and_employment_lower_a_least),
		cmocka_unit_test(minutes_count_credits),
		cmocka_unit_test(runs_of_duties),
		cmocka_unit_test(exempt_edges_forget_the_past),
		cmocka_unit_test(runs_of_some_shifts_or_days),
		cmocka_unit_test(runs_of_days_off),
		cmocka_unit_test(runs_within_windows),
		cmocka_unit_test(weekends_with_a_duty),
		cmocka_unit_test(weekends_in_a_row),
		cmocka_unit_test(rest_between_duties),
		cmocka_unit_test(rest_is_elapsed_time),
		cmocka_unit_test(long_rest_in_a_window),
		cmocka_unit_test(rest_after_a_run),
		cmocka_unit_test(forbidden_successions),
		cmocka_unit_test(weekends_worked_in_part),
		cmocka_unit_test(a_weekend_across_the_start),
		cmocka_unit_test(weekends_of_different_shifts),
		cmocka_unit_test(starts_apart_in_a_week),
		cmocka_unit_test(soft_rules_have_a_price),
		cmocka_unit_test(waivers_allow_but_do_not_hide),
		cmocka_unit_test(sentences_name_people_days_values_and_limits),
		cmocka_unit_test(windows_agree_where_they_coincide),
		cmocka_unit_test(rolling_sums_agree_with_a_count),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
