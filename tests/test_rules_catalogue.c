/*
 * The catalogue of wfm-site(5): each rule by the name it has in site.yaml,
 * with the smallest roster that breaks it and one like it that does not.
 */
#include "check.h"
#include "scratch.h"

#include "formats/site_files.h"
#include "small_pattern.h"

/* Monday 7 December 2026 first; Wednesday is a holiday.  Day 8:00 to 16:30,
 * late 13:30 to 22:00, night 22:00 to 6:00, short 8:00 to 12:00. */
static const struct {
	const char *rule, *keeps, *breaks;
	int n;
	double amount;
} catalogue[] = {
	/* work */
	{ "days per week: at most 5", "DDDDD..", "DDDDDD.", 1, 1 },
	{ "days per week: at least 3", "DDD....", "DD.....", 1, 1 },
	{ "days per week: 2", "DD.....", "DDD....", 1, 1 },
	{ "days in 2 weeks: at most 3", "DD.....D......", "DD.....DD.....", 1,
	  1 },
	{ "days in any 7 days: at most 2", "D.....DD", "D....DD.", 1, 1 },
	{ "days per month: at most 2", "DD.....", "DDD....", 1, 1 },
	{ "days per period: at most 2", "DD.....", "DDD....", 1, 1 },
	{ "days off per week: at least 5", "DD.....", "DDD....", 1, 1 },
	{ "days in a row: at most 3", "DDD.DDD", "DDDD...", 1, 1 },
	{ "days in a row: at least 2", ".DD....", ".D.....", 1, 1 },
	{ "days off in a row: at least 2", "D..D...", "D.D....", 1, 1 },
	{ "days off in a row: at most 2", "D..D..D", "D...D..", 1, 1 },
	{ "days off in a row per week: at least 3", "DD...DD", "DDD..DD", 1,
	  1 },
	{ "hours per day: at most 6 h", "SSSSS..", "S.D....", 1, 2 },
	{ "hours per week: at most 20 h", "DDS....", "DDD....", 1, 4 },
	{ "hours in any 2 weeks: at most 20 h", "DDS...........",
	  "D............D", 0, 0 },
	{ "hours in any 7 days: at most 20 h", "DDS....DD.", "DD.....D", 0, 0 },
	{ "hours per month: at most 20 h", "DDS....", "DDD....", 1, 4 },
	{ "hours in any 24 h: at most 10 h", "DD.....", "LD.....", 1, 3 },
	{ "starts in any 24 h: at most 1", "DD.....", "LD.....", 1, 1 },
	{ "weeks over 40 h in a row: at most 1", "DDDDDD.DDDDD..",
	  "DDDDDD.DDDDDD.", 1, 1 },
	{ "shorts per week: at most 1", "SDD....", "SSD....", 1, 1 },
	/* nights */
	{ "nights per week: at most 2", "NN.....", "NNN....", 1, 1 },
	{ "nights per month: at most 2", "NN.....", "NNN....", 1, 1 },
	{ "nights in any 7 days: at most 1", "N......N", "N.....N.", 1, 1 },
	{ "nights in a row: at most 2", "NN.N...", "NNN....", 1, 1 },
	{ "nights in a row: at least 2", ".NN....", ".N.....", 1, 1 },
	{ "night hours per week: at most 16 h", "NN.....", "NNN....", 1, 8 },
	{ "rest after nights: at least 48 h", "N..D...", "N.D....", 1, 22 },
	{ "rest after 3 nights: at least 48 h", "NN.D...", "NNN.D..", 1, 22 },
	/* rest */
	{ "rest between shifts: at least 11 h", "DL.....", "LD.....", 1, 1 },
	{ "weekly rest: at least 36 h", "DDDDD..", "DDDDDD.", 1, 4.5 },
	{ "rest in any 7 days: at least 24 h", "DDDDD..DDDDD..", "DDDDDDD", 1,
	  8.5 },
	{ "weekly rest: at least 40 h", "N.N.N.N", "DD.DD.D", 1, 0.5 },
	{ "weekly rest with a whole day: at least 36 h", "N..N.N.", "N.N.N.N",
	  1, 36 },
	{ "rest after holidays: at least 36 h", "..D.D..", "..DD...", 1, 20.5 },
	{ "days off in the week after saturdays: at least 3", "DDDDD..DDDDD..",
	  "DDDDDD.DDDDD..", 1, 1 },
	/* weekends and holidays */
	{ "weekends per month: at most 1", ".....DD.......", ".....D......D.",
	  1, 1 },
	{ "weekends in 2 weeks: at most 1", ".....DD.......", ".....D......D.",
	  1, 1 },
	{ "weekends in any 2 weeks: at most 1", ".....DD.......",
	  ".....D......D.", 2, 2 },
	{ "weekends in a row: at most 1", ".....DD.......", ".....D......D.", 1,
	  1 },
	{ "free weekends per month: at least 3", ".....D........",
	  ".....D......D.", 1, 1 },
	{ "saturdays per month: at most 1", ".....D.......D", ".....D......D.",
	  1, 1 },
	{ "sundays per month: at most 1", "......D.....D.", "......D......D", 1,
	  1 },
	{ "sundays in a row: at most 1", "......D.....D.", "......D......D", 1,
	  1 },
	{ "holidays per period: never", "DD.DD..", "..D....", 1, 1 },
	{ "sundays and holidays per month: at most 1", "..D..D.", "..D...D", 1,
	  1 },
	{ "weekend days per week: at most 1", ".....D.", ".....DD", 1, 1 },
	{ "whole weekends: yes", ".....DD", ".....D.", 1, 1 },
	{ "same shift in weekend: yes", ".....DD", ".....DL", 1, 1 },
	/* which shift comes when */
	{ "day after late: not day", "L.D....", "LD.....", 1, 1 },
	{ "succession night off day: never", "N..D...", "N.D....", 1, 1 },
	{ "succession night then late then day per week: at most 1", "NLD....",
	  "NLDNLD.", 1, 1 },
	{ "rotation day late: yes", "DDD....LLL....", "DDD....LDD....", 2, 2 },
	{ "rotation day off: yes", "DDD...........", "DDD....L......", 1, 1 },
	{ "start spread per week: at most 2 h", "D....D.L", "D.L....", 1, 3.5 },
	{ "start change: at most 2 h", "D.L....", "DL.....", 1, 3.5 },
	{ "kinds of shift per week: at most 1", "DDD.DDDLLLL...", "D.L....", 1,
	  1 },
};

/* The rule as site.yaml says it, about shifts of the small site's numbers. */
static struct rule rule_of(struct arena *a, const char *text)
{
	struct scratch s = scratch_open();
	struct err e = err_new(a);
	struct site site;

	scratch_write(
		&s, "site.yaml",
		arena_printf(a,
			     "site: {time_zone: Europe/London}\n"
			     "shifts:\n"
			     "  day: {start: 08:00, paid: 8 h}\n"
			     "  late: {start: 13:30, paid: 8 h}\n"
			     "  night: {start: 22:00, paid: 8 h}\n"
			     "  short: {start: 08:00, paid: 4 h}\n"
			     "contracts: {c: {hours: any, rules: [%s]}}\n",
			     text));
	enum rc rc = site_load(a, s.dir, &site, &e);
	CHECK(rc == RC_OK && site.contracts[0].n_rules == 1, "%s: %s", text,
	      e.n > 0 ? e.list[0].text : "");
	scratch_close(&s);
	return site.contracts[0].rules[0];
}

static void check(const char *text, const char *pattern, int n, double amount)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct breaches all;
	double sum = 0;
	int found = 0;

	small_any_hours(s);
	s->rules[0] = rule_of(a, text);
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 1;
	s->special_days[0] = (struct special_day){ .day = s->monday + 2,
						   .name = "Feast",
						   .holiday = true };
	s->site.special_days = s->special_days;
	s->site.n_special_days = 1;
	s->site.period_from = s->monday;
	struct small_case c = small_pattern(s, pattern);
	all = rules_judge_person(a, c.period, &c.roster, 0);
	for (int k = 0; k < all.n; k++) {
		found += all.list[k].rule != NULL;
		sum += all.list[k].rule ? all.list[k].amount : 0;
	}
	CHECK(found == n && fabs(sum - amount) < 1e-9,
	      "%s: \"%s\": %d breaches of %g, expected %d of %g (%s)", text,
	      pattern, found, sum, n, amount,
	      all.n > 0 ? all.list[all.n - 1].what : "");
	arena_close(a);
}

static void each_rule_has_a_roster_that_breaks_it(void **state)
{
	(void)state;
	for (size_t k = 0; k < sizeof(catalogue) / sizeof(*catalogue); k++) {
		check(catalogue[k].rule, catalogue[k].keeps, 0, 0);
		check(catalogue[k].rule, catalogue[k].breaks, catalogue[k].n,
		      catalogue[k].amount);
	}
}

/* What the days before the period did alone is held against nobody. */
static void what_was_before_is_taken_as_it_is(void **state)
{
	(void)state;
	check("start change: at most 2 h", "DL|D......", 1, 3.5);
	check("start change: at most 2 h", "DL|.......", 0, 0);
	check("kinds of shift per week: at most 1", "DL|D......", 0, 0);
	check("kinds of shift per month: at most 1", ".D.....|L......", 1, 1);
	check("succession night off day: never", "N.D|.......", 0, 0);
	check("succession night off day: never", "N.|D......", 1, 1);
	check("weeks over 40 h in a row: at most 1", "DDDDDD.|DDDDDD.", 1, 1);
	check("weeks over 40 h in a row: at most 1", "DDDDDD.DDDDDD.|DDDDD..",
	      0, 0);
	check("days off in the week after saturdays: at least 3",
	      "DDDDDD.|DDDDD..", 1, 1);
	check("hours in any 24 h: at most 10 h", "L|D......", 1, 3);
	check("free weekends per month: at least 4", "DD|..............", 0, 0);
	check("free weekends per month: at least 4", "DD|.....DD.......", 1, 1);
}

/* Other tools forbid all that follows a night once one kind of shift may not:
 * nights in a row, lates after them, and with two such rules nights at all. */
static void a_forbidden_follower_forbids_no_other(void **state)
{
	(void)state;
	check("day after night: not day", "NNNN.DL", 0, 0);
	check("day after night: not day", "NL.NNL.", 0, 0);
	check("day after night: not day", "NNNND..", 1, 1);
	check("day after night: not late", "NNNND..", 0, 0);
	check("day after night: not late", "NNNNL..", 1, 1);
	check("day after night: not night", "N.NDNL.", 0, 0);
	check("day after night: not night", "NNN....", 2, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_rule_has_a_roster_that_breaks_it),
		cmocka_unit_test(what_was_before_is_taken_as_it_is),
		cmocka_unit_test(a_forbidden_follower_forbids_no_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
