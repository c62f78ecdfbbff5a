#include "check.h"

#include "base/text.h"
#include "model/workload.h"
#include "small_site.h"

static struct arena *arena;

static void terms_and_rates_hold_on_their_days(void **state)
{
	(void)state;
	struct agent_term terms[] = {
		{ .contract = 1, .from = 10, .until = 20 },
		{ .contract = 2, .from = 25, .until = DATE_NONE }
	};
	struct agent_rate rates[] = { { 10, 12.5 }, { 30, 14 } };
	struct agent a = {
		.terms = terms, .n_terms = 2, .rates = rates, .n_rates = 2
	};

	assert_null(agent_term(&a, 9));
	assert_int_equal(agent_term(&a, 10)->contract, 1);
	assert_int_equal(agent_term(&a, 19)->contract, 1);
	assert_null(agent_term(&a, 20));
	assert_int_equal(agent_term(&a, 1000)->contract, 2);
	CHECK_NEAR(agent_rate(&a, 9, 11), 11, 0);
	CHECK_NEAR(agent_rate(&a, 29, 11), 12.5, 0);
	CHECK_NEAR(agent_rate(&a, 30, 11), 14, 0);
}

/* A licence that expires, a beginner who gets faster. */
static void of_two_skill_lines_the_later_counts(void **state)
{
	(void)state;
	struct agent_skill skills[] = {
		{ 3, 1, 1, 40, DATE_NONE, { 0 } },
		{ 3, 1, 0.8, DATE_NONE, DATE_NONE, { 0 } },
		{ 4, 1, 1, DATE_NONE, 20, { 0 } },
		{ 6, 1, 0.7, 5, DATE_NONE, { 0 } },
		{ 6, 1, 0.9, 5, DATE_NONE, { 0 } },
	};
	struct agent a = { .skills = skills, .n_skills = 5 };

	CHECK_NEAR(agent_speed(&a, 3, 39), 0.8, 0);
	CHECK_NEAR(agent_speed(&a, 3, 40), 1, 0);
	CHECK_NEAR(agent_speed(&a, 4, 19), 1, 0);
	CHECK_NEAR(agent_speed(&a, 4, 20), 0, 0);
	CHECK_NEAR(agent_speed(&a, 5, 0), 0, 0);
	CHECK_NEAR(agent_speed(&a, 6, 9), 0.9, 0);
}

static void names_are_found(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");

	assert_int_equal(site_queue(&s->site, "chat"), CHAT);
	assert_int_equal(site_queue(&s->site, "Chat"), -1);
	assert_int_equal(site_agent(&s->site, "ben"), 1);
	assert_int_equal(site_shift(&s->site, "night"), NIGHT);
	assert_int_equal(site_contract(&s->site, "full"), 0);
	assert_int_equal(site_skill(&s->site, "sales"), SALES);
	assert_int_equal(site_absence_type(&s->site, "unpaid"), UNPAID);
	assert_int_equal(site_absence_type(&s->site, ""), -1);
}

static void shrinkage_adds_up(void **state)
{
	(void)state;
	struct shrinkage parts[] = { { "sick", 0.05, "5" },
				     { "late", 0.01, "1" } };
	struct site s = { .shrinkage = parts, .n_shrinkage = 2 };

	CHECK_NEAR(site_shrinkage(&s), 0.06, 1e-15);
}

static struct window nine_to_five = { 540, 1020 };
static struct window night = { 1320, 1440 + 120 };
static struct window ten_to_two = { 600, 840 };

static void opening_hours_follow_special_days(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct queue *q = &s->queues[SALES];
	struct special_day days[] = {
		{ .day = s->monday, .holiday = true },
		{ .day = s->monday + 1, .has_hours = true },
		{ .day = s->monday + 2,
		  .has_hours = true,
		  .hours = { &ten_to_two, 1 } },
	};

	for (int d = 0; d < 7; d++)
		q->hours.day[d] = (struct opening_day){ &nine_to_five, 1 };
	s->site.special_days = days;
	s->site.n_special_days = 3;
	/* A holiday without holiday hours is as its weekday. */
	assert_int_equal(site_opening(&s->site, q, s->monday).n, 1);
	assert_int_equal(site_opening(&s->site, q, s->monday + 1).n, 0);
	assert_ptr_equal(site_opening(&s->site, q, s->monday + 2).windows,
			 &ten_to_two);
	q->hours.day[7] = (struct opening_day){ &ten_to_two, 0 };
	assert_int_equal(site_opening(&s->site, q, s->monday).n, 0);
	assert_int_equal(site_day_kind(&s->site, s->monday),
			 1 << MONDAY | DAYS_HOLIDAY);
	assert_int_equal(site_day_kind(&s->site, s->monday + 1), 1 << TUESDAY);
	assert_null(site_special_day(&s->site, s->monday + 3));
}

/* Open 22:00 to 2:00 every day: 4 h a day, also from the day before. */
static void opening_goes_over_midnight(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct queue *q = &s->queues[SALES];
	struct grid g = grid_new(arena, s->site.zone, s->monday, 2, 1800);
	double *open = arena_new(arena, double, g.n), sum = 0;

	for (int d = 0; d < 7; d++)
		q->hours.day[d] = (struct opening_day){ &night, 1 };
	site_open(&s->site, q, &g, open);
	for (int t = 0; t < g.n; t++)
		sum += open[t];
	CHECK_NEAR(sum, 16, 1e-9);
	CHECK_NEAR(open[0], 1, 0);
	CHECK_NEAR(open[3], 1, 0);
	CHECK_NEAR(open[4], 0, 0);
	CHECK_NEAR(open[44], 1, 0);
}

static void overlapping_hours_are_open_once(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct queue *q = &s->queues[SALES];
	struct window early = { 60, 195 };
	struct grid g = grid_new(arena, s->site.zone, s->monday, 1, 1800);
	double *open = arena_new(arena, double, g.n);

	q->hours.day[SUNDAY] = (struct opening_day){ &night, 1 };
	q->hours.day[MONDAY] = (struct opening_day){ &early, 1 };
	site_open(&s->site, q, &g, open);
	for (int t = 0; t < 6; t++)
		CHECK_NEAR(open[t], 1, 1e-12);
	CHECK_NEAR(open[6], 0.5, 1e-12);
	CHECK_NEAR(open[7], 0, 0);
}

static void rosters_hold_their_days_only(void **state)
{
	(void)state;
	struct roster r = roster_new(arena, 100, 3, 2);

	assert_ptr_equal(roster_cell(&r, 0, 100), &r.cells[0]);
	assert_ptr_equal(roster_cell(&r, 1, 102), &r.cells[5]);
	assert_null(roster_cell(&r, 0, 99));
	assert_null(roster_cell(&r, 0, 103));
	assert_null(roster_cell(&r, 2, 100));
	assert_null(roster_cell(&r, -1, 100));
}

static void a_copied_roster_is_its_own(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct roster r = small_roster(s, 0, 2);

	small_put(s, &r, 1, 1, DAY);
	struct roster copy = roster_copy(arena, &r);
	struct duty *a = &roster_cell(&r, 1, s->monday + 1)->duty;
	struct duty *b = &roster_cell(&copy, 1, s->monday + 1)->duty;
	assert_int_equal(b->n, 3);
	assert_ptr_not_equal(a->segments, b->segments);
	assert_memory_equal(a->segments, b->segments, 3 * sizeof(*a->segments));
	b->paid = 1;
	assert_int_equal(a->paid, 480);
}

/* 60 calls of 3 minutes in half an hour are 6 erlangs. */
static void load_is_calls_by_length(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct grid g = grid_new(arena, s->site.zone, s->monday, 1, 1800);
	struct workload w = workload_new(arena, g, 2);

	w.calls[48 + 7] = 60;
	w.aht[48 + 7] = 180;
	w.aht[3] = NAN;
	CHECK_NEAR(workload_load(&w, 1, 7), 6, 1e-12);
	CHECK_NEAR(workload_load(&w, 0, 3), 0, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms_and_rates_hold_on_their_days),
		cmocka_unit_test(of_two_skill_lines_the_later_counts),
		cmocka_unit_test(names_are_found),
		cmocka_unit_test(shrinkage_adds_up),
		cmocka_unit_test(opening_hours_follow_special_days),
		cmocka_unit_test(opening_goes_over_midnight),
		cmocka_unit_test(overlapping_hours_are_open_once),
		cmocka_unit_test(rosters_hold_their_days_only),
		cmocka_unit_test(a_copied_roster_is_its_own),
		cmocka_unit_test(load_is_calls_by_length),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
