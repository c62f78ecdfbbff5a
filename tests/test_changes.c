/* What it costs to change a roster that people know. */
#include "check.h"
#include "small_pattern.h"

#include "maths/changes.h"

/* One person's week as it was and is; money for all its days. */
static double money(const char *was, const char *is, int notice, int from)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct roster old = small_pattern(s, was).roster;
	struct small_case now = small_pattern(s, is);
	struct kept kept = { &old, s->monday + from };
	struct period period = *now.period;
	double sum = 0;

	s->site.changes = (struct change_terms){ 10, 1, notice * 1440, 30 };
	period.kept = &kept;
	for (int d = 0; d < 7; d++) {
		const struct cell *c =
			roster_cell(&now.roster, 0, s->monday + d);
		sum += changes_of_day(&period, 0, s->monday + d, c) +
		       changes_of_breaks(&period, 0, s->monday + d, c);
	}
	arena_close(a);
	return sum;
}

static void the_same_week_costs_nothing(void **state)
{
	(void)state;
	CHECK_NEAR(money("DLNS.A-", "DLNS.A-", 7, 0), 0, 0);
}

static void a_duty_that_comes_goes_or_moves_is_one_change(void **state)
{
	(void)state;
	CHECK_NEAR(money("D......", ".......", 0, 0), 10, 0);
	CHECK_NEAR(money(".......", "D......", 0, 0), 10, 0);
	CHECK_NEAR(money("D......", "L......", 0, 0), 10, 0);
	CHECK_NEAR(money("D......", ".D.....", 0, 0), 20, 0);
}

static void absence_is_nobodys_choice(void **state)
{
	(void)state;
	CHECK_NEAR(money("DD.....", "AA.....", 0, 0), 0, 0);
	CHECK_NEAR(money("AA.....", "DD.....", 0, 0), 0, 0);
	CHECK_NEAR(money("--.....", "DD.....", 0, 0), 0, 0);
}

/* Known on Monday with two days' notice: Monday and Tuesday are late. */
static void within_the_notice_the_late_price_holds(void **state)
{
	(void)state;
	CHECK_NEAR(money("DDDD...", ".......", 2, 0), 30 + 30 + 10 + 10, 0);
	CHECK_NEAR(money("DDDD...", ".......", 2, 1), 30 + 30 + 30 + 10, 0);
	CHECK_NEAR(money("DDDD...", ".......", 2, -7), 40, 0);
}

static void other_breaks_cost_less_than_another_duty(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct small_case c = small_pattern(s, "D......");
	struct roster old = roster_copy(a, &c.roster);
	struct kept kept = { &old, s->monday };
	struct cell *now = roster_cell(&c.roster, 0, s->monday);
	struct segment *g =
		arena_copy(a, now->duty.segments, now->duty.n, sizeof(*g));
	struct period period = *c.period;

	(void)state;
	s->site.changes = (struct change_terms){ 10, 1, 0, 10 };
	period.kept = &kept;
	now->duty.segments = g;
	g[0].end += 1800;
	g[1].start += 1800;
	g[1].end += 1800;
	g[2].start += 1800;
	CHECK_NEAR(changes_of_day(&period, 0, s->monday, now), 0, 0);
	CHECK_NEAR(changes_of_breaks(&period, 0, s->monday, now), 1, 0);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_week_costs_nothing),
		cmocka_unit_test(a_duty_that_comes_goes_or_moves_is_one_change),
		cmocka_unit_test(absence_is_nobodys_choice),
		cmocka_unit_test(within_the_notice_the_late_price_holds),
		cmocka_unit_test(other_breaks_cost_less_than_another_duty),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
