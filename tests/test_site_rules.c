/* Rules of contracts: their names, values, prices and mistakes. */
#include "check.h"
#include "scratch.h"

#include "base/text.h"
#include "formats/site_files.h"

struct trial {
	struct scratch s;
	struct err e;
	struct site site;
	enum rc rc;
};

/* day is shift 0, night 1, early 2, late 3; nights = night. */
static struct trial try(const char *rules)
{
	struct trial t = { .s = scratch_open() };

	scratch_write(&t.s, "site.yaml",
		      arena_printf(t.s.arena,
				   "site: {time_zone: Europe/London}\n"
				   "shifts:\n"
				   "  day: {start: 08:00, paid: 8 h}\n"
				   "  night: {start: 22:00, paid: 8 h}\n"
				   "  early: {start: 06:00, paid: 8 h}\n"
				   "  late: {start: 14:00, paid: 8 h}\n"
				   "shift_sets: {dark: [late, night]}\n"
				   "contracts: {c: {hours: any, rules: %s}}\n",
				   rules));
	t.e = err_new(t.s.arena);
	t.rc = site_load(t.s.arena, t.s.dir, &t.site, &t.e);
	return t;
}

#define ALL ~(shift_set)0
#define NIGHT ((shift_set)1 << 1)
#define EARLY ((shift_set)1 << 2)
#define LATE ((shift_set)1 << 3)
#define NO RULE_NO_MAX

static const struct {
	const char *name, *value;
	struct rule rule;
} good[] = {
	/* days, weekends, hours over a window */
	{ "days per week",
	  "5",
	  { .count = COUNT_DAYS,
	    .over = OVER_CALENDAR_WEEK,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 5,
	    .max = 5 } },
	{ "days in 2 weeks",
	  "at most 10",
	  { .count = COUNT_DAYS,
	    .over = OVER_CALENDAR_WEEK,
	    .length = 2,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 10 } },
	{ "days per month",
	  "at least 10",
	  { .count = COUNT_DAYS,
	    .over = OVER_CALENDAR_MONTH,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 10,
	    .max = NO } },
	{ "days per period",
	  "10-12",
	  { .count = COUNT_DAYS,
	    .over = OVER_PERIOD,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 10,
	    .max = 12 } },
	{ "days in any 7 days",
	  "at most 6",
	  { .count = COUNT_DAYS,
	    .over = OVER_ROLLING,
	    .length = 7,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 6 } },
	{ "nights in any 2 weeks",
	  "at most 4",
	  { .count = COUNT_DAYS,
	    .over = OVER_ROLLING,
	    .length = 14,
	    .shifts = NIGHT,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 4 } },
	{ "dark per week",
	  "at most 3",
	  { .count = COUNT_DAYS,
	    .over = OVER_CALENDAR_WEEK,
	    .length = 1,
	    .shifts = NIGHT | LATE,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 3 } },
	{ "sundays per month",
	  "at most 2",
	  { .count = COUNT_DAYS,
	    .over = OVER_CALENDAR_MONTH,
	    .length = 1,
	    .shifts = ALL,
	    .days = 0x40,
	    .min = 0,
	    .max = 2 } },
	{ "holidays per month",
	  "at most 0",
	  { .count = COUNT_DAYS,
	    .over = OVER_CALENDAR_MONTH,
	    .length = 1,
	    .shifts = ALL,
	    .days = 0x80,
	    .min = 0,
	    .max = 0 } },
	{ "sundays and holidays per month",
	  "at most 2",
	  { .count = COUNT_DAYS,
	    .over = OVER_CALENDAR_MONTH,
	    .length = 1,
	    .shifts = ALL,
	    .days = 0xc0,
	    .min = 0,
	    .max = 2 } },
	{ "weekend days per period",
	  "at most 4",
	  { .count = COUNT_DAYS,
	    .over = OVER_PERIOD,
	    .length = 1,
	    .shifts = ALL,
	    .days = 0x60,
	    .min = 0,
	    .max = 4 } },
	{ "weekends in 4 weeks",
	  "at most 2",
	  { .count = COUNT_WEEKENDS,
	    .over = OVER_CALENDAR_WEEK,
	    .length = 4,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 2 } },
	{ "hours in 4 weeks",
	  "at most 160",
	  { .count = COUNT_MINUTES,
	    .over = OVER_CALENDAR_WEEK,
	    .length = 4,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 9600 } },
	{ "hours per week",
	  "30-40 h",
	  { .count = COUNT_MINUTES,
	    .over = OVER_CALENDAR_WEEK,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 1800,
	    .max = 2400 } },
	{ "night hours per month",
	  "at most 48 h",
	  { .count = COUNT_MINUTES,
	    .over = OVER_CALENDAR_MONTH,
	    .length = 1,
	    .shifts = NIGHT,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 2880 } },
	/* in a row */
	{ "days in a row",
	  "at most 6",
	  { .count = COUNT_RUN,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 6 } },
	{ "nights in a row",
	  "2-3",
	  { .count = COUNT_RUN,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = NIGHT,
	    .days = DAYS_ALL,
	    .min = 2,
	    .max = 3 } },
	{ "sundays in a row",
	  "at most 2",
	  { .count = COUNT_RUN,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = ALL,
	    .days = 0x40,
	    .min = 0,
	    .max = 2 } },
	{ "days off in a row",
	  "at least 2",
	  { .count = COUNT_RUN_OFF,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 2,
	    .max = NO } },
	{ "days off in a row per week",
	  "at least 2",
	  { .count = COUNT_RUN_OFF,
	    .over = OVER_CALENDAR_WEEK,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 2,
	    .max = NO } },
	{ "weekends in a row",
	  "at most 2",
	  { .count = COUNT_RUN_WEEKENDS,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 2 } },
	/* days off are days that are not worked: of 7 at most 5 */
	{ "days off per week",
	  "at least 2",
	  { .count = COUNT_DAYS,
	    .over = OVER_CALENDAR_WEEK,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 5 } },
	{ "days off in any 14 days",
	  "3-5",
	  { .count = COUNT_DAYS,
	    .over = OVER_ROLLING,
	    .length = 14,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 9,
	    .max = 11 } },
	/* rest */
	{ "rest between shifts",
	  "at least 11 h",
	  { .count = COUNT_REST,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 660,
	    .max = NO } },
	{ "weekly rest",
	  "at least 36 h",
	  { .count = COUNT_LONG_REST,
	    .over = OVER_CALENDAR_WEEK,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 2160,
	    .max = NO } },
	{ "rest in any 7 days",
	  "at least 1 day 11 h",
	  { .count = COUNT_LONG_REST,
	    .over = OVER_ROLLING,
	    .length = 7,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 2100,
	    .max = NO } },
	{ "rest after nights",
	  "at least 48 h",
	  { .count = COUNT_REST_AFTER,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = NIGHT,
	    .days = DAYS_ALL,
	    .min = 2880,
	    .max = NO } },
	{ "rest after 3 nights",
	  "at least 48 h",
	  { .count = COUNT_REST_AFTER,
	    .over = OVER_RUN,
	    .length = 3,
	    .shifts = NIGHT,
	    .days = DAYS_ALL,
	    .min = 2880,
	    .max = NO } },
	/* weekends, successions, starts */
	{ "whole weekends",
	  "yes",
	  { .count = COUNT_SPLIT_WEEKENDS,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 0 } },
	{ "same shift in weekend",
	  "yes",
	  { .count = COUNT_MIXED_WEEKENDS,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 0 } },
	{ "day after night",
	  "not early",
	  { .count = COUNT_FOLLOWS,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = NIGHT,
	    .then = EARLY,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 0 } },
	{ "day after night",
	  "not early or late",
	  { .count = COUNT_FOLLOWS,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = NIGHT,
	    .then = EARLY | LATE,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 0 } },
	{ "day after dark",
	  "not any",
	  { .count = COUNT_FOLLOWS,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = NIGHT | LATE,
	    .then = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 0 } },
	{ "start spread per week",
	  "at most 2 h",
	  { .count = COUNT_START_SPREAD,
	    .over = OVER_CALENDAR_WEEK,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 120 } },
	/* as words may be written */
	{ "  Days   IN a row ",
	  "AT MOST 6",
	  { .count = COUNT_RUN,
	    .over = OVER_RUN,
	    .length = 1,
	    .shifts = ALL,
	    .days = DAYS_ALL,
	    .min = 0,
	    .max = 6 } },
};

static void check_same(const char *name, const struct rule *x,
		       const struct rule *y)
{
	CHECK(x->count == y->count && x->over == y->over &&
		      x->length == y->length,
	      "%s: count %d over %d length %d", name, x->count, x->over,
	      x->length);
	CHECK(x->shifts == y->shifts && x->then == y->then &&
		      x->days == y->days,
	      "%s: shifts %llx then %llx days %x", name,
	      (unsigned long long)x->shifts, (unsigned long long)x->then,
	      x->days);
	CHECK(x->min == y->min && x->max == y->max, "%s: min %d max %d", name,
	      x->min, x->max);
	CHECK(x->strength == y->strength && x->price == y->price, "%s", name);
}

static void a_rule_is_what_its_name_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct arena *a = arena_open();
		struct trial t = try(arena_printf(a, "[{'%s': '%s'}]",
						  good[i].name, good[i].value));
		CHECK(t.rc == RC_OK, "%s: %s", good[i].name,
		      t.e.n > 0 ? t.e.list[0].text : "");
		assert_int_equal(t.site.contracts[0].n_rules, 1);
		check_same(good[i].name, &t.site.contracts[0].rules[0],
			   &good[i].rule);
		scratch_close(&t.s);
		arena_close(a);
	}
}

static struct rule only_rule(struct trial *t)
{
	CHECK(t->rc == RC_OK, "%s", t->e.n > 0 ? t->e.list[0].text : "");
	assert_int_equal(t->site.contracts[0].n_rules, 1);
	return t->site.contracts[0].rules[0];
}

static void check_strength(const char *rules, enum strength strength,
			   double price)
{
	struct trial t = try(rules);
	struct rule rule = only_rule(&t);

	CHECK(rule.strength == strength && rule.price == price, "%s: %d %g",
	      rules, rule.strength, rule.price);
	scratch_close(&t.s);
}

static void a_price_makes_a_rule_soft(void **state)
{
	(void)state;
	check_strength("[{days in a row: at most 6}]", RULE_HARD, 0);
	check_strength("[{days in a row: {at most: 6}}]", RULE_HARD, 0);
	check_strength("[{days in a row: {at most: 6, price: 12.5}}]",
		       RULE_SOFT, 12.5);
	check_strength("[{days in a row: {at most: 6, price: low}}]", RULE_SOFT,
		       5);
	check_strength("[{days in a row: {at most: 6, price: Medium}}]",
		       RULE_SOFT, 15);
	check_strength("[{whole weekends: {price: high}}]", RULE_SOFT, 50);
	check_strength("[{day after night: {not: early, price: 30}}]",
		       RULE_SOFT, 30);
	check_strength("[{day after night: {not: [early, late]}}]", RULE_HARD,
		       0);
	check_strength("[{days in a row: off}]", RULE_OFF, 0);
	check_strength("[{whole weekends: no}]", RULE_OFF, 0);
	check_strength("[{day after night: allowed}]", RULE_OFF, 0);
}

static void bounds_can_be_written_as_a_map(void **state)
{
	struct trial t = try("[{days per week: {at least: 3, at most: 5}}]");
	struct rule rule = only_rule(&t);

	(void)state;
	assert_int_equal(rule.min, 3);
	assert_int_equal(rule.max, 5);
	scratch_close(&t.s);
	t = try("[{rest between shifts: {at least: 11 h, price: 20}}]");
	rule = only_rule(&t);
	assert_int_equal(rule.min, 660);
	scratch_close(&t.s);
	t = try("[{days per week: {exactly: 4}}]");
	rule = only_rule(&t);
	assert_int_equal(rule.min, 4);
	assert_int_equal(rule.max, 4);
	scratch_close(&t.s);
}

static void rules_are_a_list_or_a_map(void **state)
{
	struct trial t = try("{days in a row: at most 6, whole weekends: yes}");

	(void)state;
	assert_int_equal(t.rc, RC_OK);
	assert_int_equal(t.site.contracts[0].n_rules, 2);
	assert_string_equal(t.site.contracts[0].rules[1].name,
			    "whole weekends");
	scratch_close(&t.s);
	t = try("[]");
	assert_int_equal(t.rc, RC_OK);
	assert_int_equal(t.site.contracts[0].n_rules, 0);
	scratch_close(&t.s);
}

/* A hard limit and a lower soft one are two rules of one name. */
static void a_name_may_be_there_twice(void **state)
{
	struct trial t = try("[{nights per week: at most 4}, {nights per week: "
			     "{at most: 2, price: 10}}]");

	(void)state;
	assert_int_equal(t.rc, RC_OK);
	assert_int_equal(t.site.contracts[0].n_rules, 2);
	scratch_close(&t.s);
}

static void mistakes_are_explained(void **state)
{
	static const struct {
		const char *rules, *part;
	} bad[] = {
		{ "[{days per wek: 5}]", "did you mean \"days per week\"" },
		{ "[{dayz in a row: 5}]", "did you mean \"days in a row\"" },
		{ "[{evenings per week: 5}]", "unknown rule" },
		{ "[{days: 5}]", "unknown rule" },
		{ "[{days per year: 5}]", "unknown rule" },
		{ "[{days in a row now: 5}]", "unknown rule" },
		{ "[{days in any 400 days: 5}]", "unknown rule" },
		{ "[{days in any 60 weeks: 5}]", "unknown rule" },
		{ "[{days off per month: 5}]", "unknown rule" },
		{ "[{days in a row: many}]", "expected a whole number" },
		{ "[{days in a row: 6 h}]", "expected a whole number" },
		{ "[{days in a row: at most -1}]", "expected a whole number" },
		{ "[{rest between shifts: 11}]", "expected a span of time" },
		{ "[{rest between shifts: at least 11}]", "a span of time" },
		{ "[{hours per week: at most many}]", "expected hours" },
		{ "[{whole weekends: 2}]", "expected yes, no or off" },
		{ "[{days per week: at least 8}]", "not possible; at most 7" },
		{ "[{weekends in 4 weeks: at least 5}]", "at most 4" },
		{ "[{hours per week: at least 169}]", "at most 168 h" },
		{ "[{days off per week: at least 8}]", "at most 7" },
		{ "[{days per week: {at least: 5, at most: 3}}]",
		  "at least \"5\" is above at most \"3\" on line 8" },
		{ "[{days per week: {price: 5}}]", "expected a whole number" },
		{ "[{days per week: {exactly: 5, at most: 6}}]", "two things" },
		{ "[{days per week: {at most: 5, price: -1}}]",
		  "price \"-1\"" },
		{ "[{days per week: {at most: 5, price: 0}}]", "price \"0\"" },
		{ "[{days per week: {at most: 5, prize: 2}}]",
		  "did you mean \"price\"" },
		{ "[{days per week: [5]}]", "expected a whole number" },
		{ "[{day after night: off}]", "not any" },
		{ "[{day after night: early}]", "what may not follow" },
		{ "[{day after night: not erly}]", "did you mean \"early\"" },
		{ "[{day after nigth: not early}]", "unknown rule" },
		{ "[{start change: at least 2 h}]", "only \"at most\"" },
		{ "[{kinds of shift per week: 2}]", "only \"at most\"" },
		{ "[{days off in the week after sundays: at most 2}]",
		  "only \"at least\"" },
		{ "[{succession night: never}]", "unknown rule" },
		{ "[{succession night off erly: never}]", "unknown rule" },
		{ "[{free weekends per month: at least 6}]", "at most 5" },
		{ "[days in a row]", "expected a rule and its value" },
		{ "days in a row", "expected a list" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct trial t = try(bad[i].rules);
		CHECK(t.rc == RC_DATA && t.e.errors == 1, "%s: %d errors",
		      bad[i].rules, t.e.errors);
		CHECK(strstr(t.e.list[0].text, bad[i].part), "%s: %s",
		      bad[i].rules, t.e.list[0].text);
		assert_int_equal(t.e.list[0].place.line, 8);
		assert_true(t.e.list[0].place.column > 20);
		scratch_close(&t.s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_is_what_its_name_says),
		cmocka_unit_test(a_price_makes_a_rule_soft),
		cmocka_unit_test(bounds_can_be_written_as_a_map),
		cmocka_unit_test(rules_are_a_list_or_a_map),
		cmocka_unit_test(a_name_may_be_there_twice),
		cmocka_unit_test(mistakes_are_explained),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
