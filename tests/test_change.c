#include "check.h"

#include <string.h>

#include "formats/change.h"
#include "small_site.h"

static struct small *small;

static int set_up(void **state)
{
	struct arena *a = arena_open();

	*state = a;
	small = small_new(a, "Europe/London");
	small->contracts[0].id = "full_time";
	small->contracts[1].id = "part_time";
	small->contracts[2].id = "students";
	return 0;
}

static int tear_down(void **state)
{
	arena_close(*state);
	return 0;
}

static struct change_steps steps_of(const char *text)
{
	struct change_steps steps = { NULL, 0 };

	if (change_parse(small->arena, &small->site, text, &steps,
			 &small->err) != RC_OK)
		fail_msg("%s: %s", text,
			 small->err.list[small->err.n - 1].text);
	return steps;
}

static struct change parsed(const char *text)
{
	struct change_steps steps = steps_of(text);

	assert_int_equal(steps.n, 1);
	assert_string_equal(steps.list[0].text, text);
	return steps.list[0];
}

/* The change is refused, and the last problem says both words. */
static void refused(const char *text, const char *word, const char *other)
{
	struct change_steps steps;
	int before = small->err.n;

	CHECK(change_parse(small->arena, &small->site, text, &steps,
			   &small->err) == RC_USAGE,
	      "%s is taken", text);
	assert_true(small->err.n > before);
	const char *said = small->err.list[small->err.n - 1].text;
	CHECK(strstr(said, word) && strstr(said, other), "%s: %s", text, said);
	small->err.n = 0;
}

static void reads_what_the_issue_writes(void **state)
{
	struct change c = parsed("calls=+10%");

	(void)state;
	assert_int_equal(c.kind, CHANGE_CALLS);
	assert_int_equal(c.queue, -1);
	assert_int_equal(c.how, CHANGE_BY_FACTOR);
	CHECK_NEAR(c.amount, 1.1, 1e-15);

	c = parsed("aht=+20s");
	assert_int_equal(c.kind, CHANGE_AHT);
	assert_int_equal(c.how, CHANGE_BY);
	CHECK_NEAR(c.amount, 20, 0);

	c = parsed("fte=-3.5");
	assert_int_equal(c.kind, CHANGE_FTE);
	CHECK_NEAR(c.amount, -3.5, 0);

	c = parsed("agents=-4:full_time");
	assert_int_equal(c.kind, CHANGE_AGENTS);
	assert_int_equal(c.contract, 0);
	CHECK_NEAR(c.amount, -4, 0);

	c = parsed("sales.service_level=90% in 15 s");
	assert_int_equal(c.kind, CHANGE_LEVEL);
	assert_int_equal(c.queue, SALES);
	assert_int_equal(c.how, CHANGE_TO);
	CHECK_NEAR(c.amount, 0.9, 1e-15);
	CHECK_NEAR(c.within, 15, 0);

	c = parsed("shrinkage=+2pt");
	assert_int_equal(c.kind, CHANGE_SHRINKAGE);
	assert_int_equal(c.how, CHANGE_BY);
	CHECK_NEAR(c.amount, 0.02, 1e-15);

	c = parsed("sales.hours=09:00-17:00");
	assert_int_equal(c.kind, CHANGE_HOURS);
	assert_int_equal(c.hours.from, 540);
	assert_int_equal(c.hours.until, 1020);
	assert_int_equal(c.days, 0);

	c = parsed("closed=sun");
	assert_int_equal(c.kind, CHANGE_CLOSED);
	assert_int_equal(c.days, 1 << SUNDAY);
	CHECK_NEAR(c.kept, 0, 0);
}

static void reads_the_other_ways_to_say_it(void **state)
{
	struct change c = parsed("chat.calls=12000");

	(void)state;
	assert_int_equal(c.queue, CHAT);
	assert_int_equal(c.how, CHANGE_TO);
	CHECK_NEAR(c.amount, 12000, 0);
	c = parsed("aht=-5%");
	assert_int_equal(c.how, CHANGE_BY_FACTOR);
	CHECK_NEAR(c.amount, 0.95, 1e-15);
	c = parsed("aht=4 min");
	assert_int_equal(c.how, CHANGE_TO);
	CHECK_NEAR(c.amount, 240, 0);
	c = parsed("shrinkage=30%");
	assert_int_equal(c.how, CHANGE_TO);
	CHECK_NEAR(c.amount, 0.3, 1e-15);
	c = parsed("service_level=80/20");
	assert_int_equal(c.how, CHANGE_TO);
	CHECK_NEAR(c.amount, 0.8, 1e-15);
	CHECK_NEAR(c.within, 20, 0);
	c = parsed("service_level=+5pt");
	assert_int_equal(c.how, CHANGE_BY);
	c = parsed("closed=sat-sun: 60% to mon");
	assert_int_equal(c.days, 0x60);
	assert_int_equal(c.to, MONDAY);
	CHECK_NEAR(c.kept, 0.6, 1e-15);
	c = parsed("closed=holiday: lost");
	assert_int_equal(c.days, DAYS_HOLIDAY);
	c = parsed("hours=sat-sun 10:00-16:00: 50% kept");
	assert_int_equal(c.days, 0x60);
	assert_int_equal(c.hours.from, 600);
	assert_int_equal(c.to, CHANGE_TO_SAME_DAY);
	CHECK_NEAR(c.kept, 0.5, 1e-15);
	c = parsed("hours=22:00-06:00");
	assert_int_equal(c.hours.until, 1800);
	c = parsed("agents=+2");
	assert_int_equal(c.contract, -1);
}

static void counts_a_range_with_both_ends(void **state)
{
	struct change_steps s = steps_of("sales.calls=-10%..+20%/5%");

	(void)state;
	assert_int_equal(s.n, 7);
	for (int k = 0; k < 7; k++) {
		CHECK_NEAR(s.list[k].amount, 0.9 + 0.05 * k, 1e-12);
		assert_int_equal(s.list[k].how, CHANGE_BY_FACTOR);
		assert_int_equal(s.list[k].queue, SALES);
	}
	assert_string_equal(s.list[0].text, "sales.calls=-10%");
	assert_string_equal(s.list[2].text, "sales.calls=+0%");
	assert_string_equal(s.list[6].text, "sales.calls=+20%");

	s = steps_of("agents=0..-8/2:full_time");
	assert_int_equal(s.n, 5);
	assert_string_equal(s.list[4].text, "agents=-8:full_time");
	CHECK_NEAR(s.list[4].amount, -8, 0);
	assert_int_equal(s.list[4].contract, 0);

	s = steps_of("service_level=80%..95%/5% in 15 s");
	assert_int_equal(s.n, 4);
	CHECK_NEAR(s.list[3].within, 15, 0);
	assert_string_equal(s.list[3].text, "service_level=95% in 15 s");

	s = steps_of("aht=0..+1 min/20s");
	assert_int_equal(s.n, 4);
	assert_string_equal(s.list[1].text, "aht=+20s");
}

/* 0.1 added up is not a decimal; what is shown and used must be one. */
static void steps_are_decimals(void **state)
{
	struct change_steps s = steps_of("fte=-0.5..+0.5/0.1");

	(void)state;
	assert_int_equal(s.n, 11);
	assert_string_equal(s.list[5].text, "fte=+0");
	assert_string_equal(s.list[6].text, "fte=+0.1");
	assert_string_equal(s.list[8].text, "fte=+0.3");
	CHECK_NEAR(s.list[8].amount, 0.3, 0);
}

static void says_what_is_allowed(void **state)
{
	(void)state;
	refused("calls", "WHAT=VALUE", "calls=+10%");
	refused("", "WHAT=VALUE", "");
	refused("cals=+10%", "did you mean", "\"calls\"");
	refused("weather=+10%", "calls, aht", "fte");
	refused("salse.calls=+10%", "did you mean", "\"sales\"");
	refused("fax.calls=+10%", "there is sales", "chat");
	refused("sales.fte=-1", "whole site", "fte");
	refused("calls=10%", "+10%", "12000");
	refused("calls=-101%", "allowed", "+10%");
	refused("calls=", "allowed", "+10%");
	refused("aht=20", "allowed", "+20s");
	refused("aht=-100%", "allowed", "+20s");
	refused("aht=+20s fast", "allowed", "+20s");
	refused("shrinkage=+2%", "+2pt", "30%");
	refused("service_level=90% in 15", "90% in 15 s", "");
	refused("service_level=90% in 0 s", "90% in 15 s", "");
	refused("closed=someday", "sun", "60% to mon");
	refused("closed=sun:160% to mon", "sun", "60% to mon");
	refused("closed=sun:60% to sat-mon", "sun", "60% to mon");
	refused("closed=sat-sun:60% to sun", "closed too", "");
	refused("hours=25:00-26:00", "09:00-17:00", "");
	refused("hours=09:00-09:00", "09:00-17:00", "");
	refused("agents=-4:fulltime", "did you mean", "full_time");
	refused("agents=4", "-4", "1000");
	refused("agents=-1.5", "-4", "1000");
	refused("agents=-1001", "-4", "1000");
	refused("calls=-10%..+20%", "FROM..TO/STEP", "");
	refused("calls=-10%..+20%/0", "FROM..TO/STEP", "");
	refused("calls=-10%..+20s/5%", "unit", "");
	refused("calls=-99%..+900%/1%", "200", "");
	refused("calls=+1\033[2J%", "\\x1B", "");
}

static void reports_every_problem_of_one_change(void **state)
{
	struct change_steps steps;

	(void)state;
	assert_int_equal(change_parse(small->arena, &small->site,
				      "salse.cals=+10%", &steps, &small->err),
			 RC_USAGE);
	assert_int_equal(small->err.n, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_the_issue_writes),
		cmocka_unit_test(reads_the_other_ways_to_say_it),
		cmocka_unit_test(counts_a_range_with_both_ends),
		cmocka_unit_test(steps_are_decimals),
		cmocka_unit_test(says_what_is_allowed),
		cmocka_unit_test(reports_every_problem_of_one_change),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
