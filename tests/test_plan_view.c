/* plan_view: figures that are known by construction. */
#include "check.h"

#include <string.h>

#include "base/date.h"
#include "fixture_plan.h"

static struct arena *a;

/* The fixture fits perfectly; then the test spoils what it speaks of. */
static struct plan_view *perfect(bool pool)
{
	return fixture_plan(a, (struct fixture_options){ .agents = 30,
							 .pool = pool,
							 .perfect = true });
}

static double *scheduled(struct plan_view *v, int row, int t)
{
	return &v->coverage->scheduled[row * v->requirement->grid.n + t];
}

/* Second method: straight sums over the coverage's arrays. */
static void total_is_the_sum_of_its_intervals(void **state)
{
	struct plan_view *v = fixture_plan(a, (struct fixture_options){ 0 });
	struct plan_total all = plan_total(v, 0, 7), sum = { 0 };
	double people = 0, gross = 0, calls = 0;
	const struct requirement *r = v->requirement;

	(void)state;
	for (int d = 0; d < 7; d++) {
		struct plan_total t = plan_total(v, d, 1);

		sum.contacts += t.contacts;
		sum.scheduled += t.scheduled;
		sum.short_hours += t.short_hours;
		sum.duties += t.duties;
		sum.absent += t.absent;
	}
	for (int t = 0; t < plan_intervals(v); t++) {
		people += v->coverage->people[t] / 4;
		for (int k = 0; k < 3; k++) {
			gross += r->rows[k].gross[t] / 4;
			calls += v->forecast->ahead.calls[k * r->grid.n + t];
		}
	}
	CHECK_NEAR(all.contacts, sum.contacts, 1e-6);
	CHECK_NEAR(all.contacts, calls, 1e-6);
	CHECK_NEAR(all.scheduled, sum.scheduled, 1e-6);
	CHECK_NEAR(all.scheduled, people, 1e-6);
	CHECK_NEAR(all.required, gross, 1e-6);
	CHECK_NEAR(all.short_hours, sum.short_hours, 1e-6);
	/* Nobody serves two queues here, so hours balance. */
	CHECK_NEAR(all.scheduled - all.required,
		   all.over_hours - all.short_hours, 1e-6);
	assert_int_equal(all.duties, sum.duties);
	assert_int_equal(all.absent, sum.absent);
	assert_int_equal(plan_intervals(v), 7 * 96);
}

static void a_perfect_plan_is_nowhere_short(void **state)
{
	struct plan_view *v = perfect(false);

	(void)state;
	assert_int_equal(plan_stretches(a, v).n, 0);
	CHECK_NEAR(plan_total(v, 0, 7).short_hours, 0, 1e-9);
	CHECK_NEAR(plan_total(v, 0, 7).over_hours, 0, 1e-9);
}

/* Sales lose 2, 3, 2 people from 10:00, half a person less than the limit at
 * 11:00, and 1 at midnight of two days. */
static void finds_each_stretch_with_worst_and_hours(void **state)
{
	struct plan_view *v = perfect(false);
	struct plan_stretches s;

	(void)state;
	*scheduled(v, 0, 40) -= 2;
	*scheduled(v, 0, 41) -= 3;
	*scheduled(v, 0, 42) -= 2;
	*scheduled(v, 0, 44) -= 0.49;
	*scheduled(v, 1, 95) -= 1;
	*scheduled(v, 1, 96) -= 1.5;
	s = plan_stretches(a, v);
	assert_int_equal(s.n, 3);
	assert_int_equal(s.list[0].row, 0);
	assert_int_equal(s.list[0].begin, 40);
	assert_int_equal(s.list[0].end, 43);
	CHECK_NEAR(s.list[0].worst, 3, 1e-9);
	CHECK_NEAR(s.list[0].hours, 7 * 0.25, 1e-9);
	assert_int_equal(s.list[1].begin, 95);
	assert_int_equal(s.list[1].end, 96);
	assert_int_equal(s.list[2].begin, 96);
	s = plan_worst_stretches(a, v);
	assert_int_equal(s.list[0].begin, 40);
	assert_int_equal(s.list[1].begin, 96);
	assert_int_equal(s.list[2].begin, 95);
}

static void short_and_over_of_two_queues_do_not_cancel(void **state)
{
	struct plan_view *v = perfect(false);

	(void)state;
	*scheduled(v, 0, 40) -= 2;
	*scheduled(v, 1, 40) += 2;
	CHECK_NEAR(plan_short(v, 40), 2, 1e-9);
	CHECK_NEAR(plan_over(v, 40), 2, 1e-9);
	CHECK_NEAR(plan_balance(v, 40), -2, 1e-9);
}

/* The pool asks for 95 % of its two queues, the site for pool and chat. */
static void a_pool_is_not_the_sum_of_its_queues(void **state)
{
	struct plan_view *v = perfect(true);
	const struct requirement_row *r = v->requirement->rows;

	(void)state;
	CHECK_NEAR(plan_required(v, 48),
		   0.95 * (r[0].gross[48] + r[1].gross[48]) + r[2].gross[48],
		   1e-9);
	/* One person lacks in a queue and, the rest being there, not in the
	 * pool: missing once.  Six lack in the pool: the pool's figure. */
	*scheduled(v, 0, 48) -= 1;
	CHECK_NEAR(plan_short(v, 48), 1, 1e-9);
	*scheduled(v, 3, 48) = r[3].gross[48] - 6;
	CHECK_NEAR(plan_short(v, 48), 6, 1e-9);
	assert_string_equal(plan_row_name(a, v, 3),
			    "Sales + Support & <night>");
}

static void level_is_weighted_by_contacts(void **state)
{
	struct plan_view *v = perfect(false);
	int n = v->requirement->grid.n;
	double *level = arena_new(a, double, 3 * n);
	double *calls = v->forecast->ahead.calls;

	(void)state;
	for (int k = 0; k < 3 * n; k++)
		level[k] = NAN;
	v->level = level;
	assert_true(isnan(plan_level(v, -1, 0, n)));
	level[40] = 0.5;
	calls[40] = 30;
	level[n + 41] = 1;
	calls[n + 41] = 10;
	CHECK_NEAR(plan_level(v, -1, 0, n), 0.625, 1e-12);
	CHECK_NEAR(plan_level(v, 0, 0, n), 0.5, 1e-12);
	assert_true(isnan(plan_level(v, 2, 0, n)));
}

/* Agent 4 is on holiday, agent 15 (odd) is sick, which is private. */
static void each_audience_sees_what_it_may(void **state)
{
	static const struct {
		enum audience audience;
		const char *holiday, *sick;
	} want[] = { { AUDIENCE_TEAM, "leave", "leave" },
		     { AUDIENCE_MANAGER, "holiday", "leave" },
		     { AUDIENCE_HR, "holiday", "sick" } };

	(void)state;
	for (int k = 0; k < 3; k++) {
		struct plan_view *v =
			fixture_plan(a, (struct fixture_options){
						.audience = want[k].audience });
		int holiday = 0, sick = 0;

		for (int x = 0; x < 30 * 7; x++) {
			const struct cell *c = &v->roster->cells[x];
			const char *code =
				plan_code(a, v, x / 7, FIXTURE_MONDAY + x % 7);

			if (c->kind != CELL_ABSENT)
				continue;
			assert_string_equal(code, c->absence ? want[k].sick
							     : want[k].holiday);
			holiday += c->absence == 0;
			sick += c->absence == 1;
		}
		assert_true(holiday > 0 && sick > 0);
	}
}

static void a_starter_shows_nothing_before_the_first_day(void **state)
{
	struct plan_view *v = fixture_plan(a, (struct fixture_options){ 0 });

	(void)state;
	assert_string_equal(plan_code(a, v, 29, FIXTURE_MONDAY), "");
	assert_true(*plan_code(a, v, 29, FIXTURE_MONDAY + 3) != '\0');
	assert_string_equal(plan_team(v, 0), "North");
}

/* Second method: by the roster's cells and the fixture's definitions. */
static void counts_nights_weekends_hours_and_pay(void **state)
{
	struct plan_view *v =
		fixture_plan(a, (struct fixture_options){ .days = 14 });
	struct plan_person *people = plan_people(a, v);

	(void)state;
	for (int i = 0; i < 30; i++) {
		int nights = 0, minutes = 0, weekends = 0;
		double money = 0;

		for (int d = 0; d < 14; d++) {
			const struct cell *c =
				roster_cell(v->roster, i, FIXTURE_MONDAY + d);

			minutes += c->credit + c->duty.paid;
			nights += c->kind == CELL_DUTY && c->duty.shift == 3;
		}
		for (int w = 5; w < 14; w += 7)
			weekends +=
				roster_cell(v->roster, i, FIXTURE_MONDAY + w)
						->kind == CELL_DUTY ||
				roster_cell(v->roster, i,
					    FIXTURE_MONDAY + w + 1)
						->kind == CELL_DUTY;
		for (int k = 0; k < v->pay->n; k++)
			if (v->pay->lines[k].agent == i)
				money += v->pay->lines[k].money;
		assert_int_equal(people[i].paid, minutes);
		assert_int_equal(people[i].nights, nights);
		assert_int_equal(people[i].weekends, weekends);
		CHECK_NEAR(people[i].money, money, 1e-9);
	}
	assert_true(people[6].nights > 0);
}

/* On 25 October 2026 London has 25 hours: 01:00 to 02:00 twice. */
static void a_map_takes_the_lower_of_a_doubled_hour(void **state)
{
	struct plan_view *v = fixture_plan(
		a, (struct fixture_options){ .first_day = FIXTURE_MONDAY - 29,
					     .days = 2,
					     .perfect = true });
	const struct grid *g = &v->requirement->grid;
	struct plan_map m;

	(void)state;
	assert_int_equal(g->day_begin[1], 100);
	assert_int_equal(g->wall[4], 60);
	assert_int_equal(g->wall[8], 60);
	v->requirement->rows[1].gross[8] = *scheduled(v, 1, 8) + 3;
	v->requirement->rows[1].gross[5] = *scheduled(v, 1, 5) + 2;
	m = plan_balance_map(a, v, -1, 96);
	assert_int_equal(m.first, 0);
	assert_int_equal(m.minutes, 15);
	CHECK_NEAR(plan_map_at(&m, 0, 4), -3, 1e-9);
	CHECK_NEAR(plan_map_at(&m, 0, 5), -2, 1e-9);
	CHECK_NEAR(plan_map_at(&m, 1, 5), 0, 1e-9);
}

/* On 29 March 2026 there is no 01:00 to 02:00 in London. */
static void a_map_is_empty_where_the_clock_skips(void **state)
{
	struct plan_view *v = fixture_plan(
		a, (struct fixture_options){ .first_day = FIXTURE_MONDAY - 239,
					     .days = 1,
					     .perfect = true });
	struct plan_map m = plan_balance_map(a, v, 1, 96);

	(void)state;
	assert_int_equal(v->requirement->grid.day_begin[1], 92);
	for (int k = 4; k < 8; k++)
		assert_true(isnan(plan_map_at(&m, 0, k)));
}

/* Chat is open from 07:00 to 22:00; as many columns as there is room for. */
static void a_map_is_as_fine_as_there_is_room(void **state)
{
	static const struct {
		int most, minutes;
	} want[] = { { 96, 15 }, { 95, 20 },  { 72, 20 },
		     { 71, 30 }, { 48, 30 },  { 47, 60 },
		     { 24, 60 }, { 12, 120 }, { 6, 240 } };
	struct plan_view *v = fixture_plan(a, (struct fixture_options){ 0 });

	(void)state;
	for (size_t k = 0; k < sizeof(want) / sizeof(*want); k++) {
		struct plan_map m = plan_balance_map(a, v, 0, want[k].most);
		struct plan_map fine = plan_balance_map(a, v, 0, 96);
		double low = INFINITY;

		/* 20 minutes are no whole number of intervals of 15. */
		assert_int_equal(m.minutes,
				 want[k].minutes == 20 ? 30 : want[k].minutes);
		assert_true(m.columns <= want[k].most);
		for (int c = 0; c < m.minutes / 15; c++)
			if (plan_map_at(&fine, 0, 40 + c) < low)
				low = plan_map_at(&fine, 0, 40 + c);
		if (600 % m.minutes == 0)
			CHECK_NEAR(plan_map_at(&m, 0, 600 / m.minutes), low,
				   1e-9);
	}
}

static void accuracy_is_weighted_by_contacts(void **state)
{
	struct plan_view *v = fixture_plan(a, (struct fixture_options){ 0 });
	struct plan_accuracy x = plan_accuracy(v);

	(void)state;
	CHECK_NEAR(x.baseline_interval, 0.21, 1e-12);
	CHECK_NEAR(x.day, 0.06, 1e-12);
	assert_true(x.interval > 0.17 && x.interval < 0.19);
	v->forecast->queues[0].n_scores = 0;
	v->forecast->queues[1].n_scores = 0;
	v->forecast->queues[2].n_scores = 0;
	assert_true(isnan(plan_accuracy(v).day));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(total_is_the_sum_of_its_intervals),
		cmocka_unit_test(a_perfect_plan_is_nowhere_short),
		cmocka_unit_test(finds_each_stretch_with_worst_and_hours),
		cmocka_unit_test(short_and_over_of_two_queues_do_not_cancel),
		cmocka_unit_test(a_pool_is_not_the_sum_of_its_queues),
		cmocka_unit_test(level_is_weighted_by_contacts),
		cmocka_unit_test(each_audience_sees_what_it_may),
		cmocka_unit_test(a_starter_shows_nothing_before_the_first_day),
		cmocka_unit_test(counts_nights_weekends_hours_and_pay),
		cmocka_unit_test(a_map_takes_the_lower_of_a_doubled_hour),
		cmocka_unit_test(a_map_is_empty_where_the_clock_skips),
		cmocka_unit_test(a_map_is_as_fine_as_there_is_room),
		cmocka_unit_test(accuracy_is_weighted_by_contacts),
	};
	int failed;

	a = arena_open();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(a);
	return failed;
}
