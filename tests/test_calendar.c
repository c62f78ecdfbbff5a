#include "check.h"

#include <string.h>

#include "base/arena.h"
#include "maths/calendar_effects.h"
#include "maths/calendar_terms.h"
#include "simulated.h"

static struct arena *arena;

static struct simulated years(int days)
{
	return (struct simulated){ .first_day = 18993, /* 2022-01-01 */
				   .days = days + 400,
				   .past = days,
				   .slots = 24,
				   .base = 60,
				   .day_cv = 0.04,
				   .seed = 2 };
}

static bool *everything(const struct day_matrix *m)
{
	bool *use = arena_new(arena, bool, m->days);

	for (int r = 0; r < m->past; r++)
		use[r] = m->state[r] == DAY_ORDINARY;
	return use;
}

static struct calendar_effects learn(const struct day_matrix *m)
{
	return calendar_effects_learn(arena, m, everything(m), m->past,
				      m->days);
}

static double with_pay_days(int day)
{
	struct civil c = date_civil(day);
	int left = date_days_in_month(c.year, c.month) - c.day;

	return c.day <= 3 ? 1.25 : left == 0 ? 1.3 : c.day >= 20 ? 0.9 : 1;
}

/* The mean of a factor over a run of rows, as of another. */
static double mean_over(const struct calendar_effects *c,
			const struct simulated *s, int from, int until,
			double (*of)(int day))
{
	double sum = 0;

	for (int r = from; r < until; r++)
		sum += of ? of(s->first_day + r) : c->factor[r];
	return sum / (until - from);
}

/* The cycle of the month is known a year ahead, to within 6 % a day.  (Mondays
 * are thought to carry what fell on the quiet weekend, which is not so here.)
 */
static void recovers_the_cycle_of_the_month(void **state)
{
	(void)state;
	struct simulated s = years(730);

	s.factor = with_pay_days;
	struct day_matrix m = sim_matrix(arena, &s);
	struct calendar_effects c = learn(&m);
	double found = mean_over(&c, &s, 730, 1095, NULL);
	double truth = mean_over(&c, &s, 730, 1095, with_pay_days);
	for (int r = 730; r < 1095; r++) {
		double is = with_pay_days(s.first_day + r) / truth;
		if (m.weekday[r] == MONDAY || m.weekday[r] >= SATURDAY)
			continue;
		CHECK(fabs(c.factor[r] / found / is - 1) < 0.06,
		      "row %d: %g, not %g", r, c.factor[r] / found, is);
	}
}

static double with_season(int day)
{
	return 1 + 0.2 * cos(2 * 3.14159265358979 * day / 365.2425);
}

static void recovers_the_season_of_the_year(void **state)
{
	(void)state;
	struct simulated s = years(1095);

	s.factor = with_season;
	struct day_matrix m = sim_matrix(arena, &s);
	struct calendar_effects c = learn(&m);
	double found = mean_over(&c, &s, 1095, 1460, NULL);
	for (int r = 1095; r < 1460; r++)
		CHECK(fabs(c.factor[r] / found / with_season(s.first_day + r) -
			   1) < 0.07,
		      "row %d: %g, not %g", r, c.factor[r] / found,
		      with_season(s.first_day + r));
}

static double growing(int day)
{
	return exp(0.10 * (day - 18993) / 364.0);
}

/* Ten per cent a year for four years: most of it is believed and carried on;
 * for one year none is. */
static void growth_is_carried_on_when_it_is_proven(void **state)
{
	(void)state;
	struct simulated s = years(1460);

	s.factor = growing;
	struct day_matrix m = sim_matrix(arena, &s);
	struct calendar_effects c = learn(&m);
	assert_true(c.growth > 0.05 && c.growth < 0.11);
	assert_true(c.growth_sd > 0 && c.growth_sd < 0.05);
	s = years(400);
	s.factor = growing;
	m = sim_matrix(arena, &s);
	assert_true(learn(&m).growth == 0);
}

/* A holiday on the 8th of every second month; double on the day after, half
 * as much more on the second. */
static bool on_holiday(int day)
{
	struct civil c = date_civil(day);

	return c.day == 8 && c.month % 2 == 0;
}

static double with_backlog(int day)
{
	return on_holiday(day - 1) ? 1.4 : on_holiday(day - 2) ? 1.2 : 1;
}

static void recovers_the_days_after_closed_holidays(void **state)
{
	(void)state;
	struct simulated s = years(730);

	s.factor = with_backlog;
	struct day_matrix m = sim_matrix(arena, &s);
	for (int r = 0; r < m.days; r++) {
		m.holiday[r] = on_holiday(s.first_day + r);
		for (int k = 0; m.holiday[r] && k < 24; k++) {
			m.open[r * 24 + k] = false;
			m.calls[r * 24 + k] = NAN;
		}
	}
	daymatrix_classify(arena, &m);
	struct calendar_effects c = learn(&m);
	double first = 0, second = 0, usual = 0;
	int n = 0, others = 0;
	for (int r = 735; r < 1100; r++) {
		if (m.holiday[r - 1] && date_weekday(s.first_day + r) != 0) {
			first += c.factor[r];
			second += c.factor[r + 1];
			n++;
		} else if (!m.holiday[r - 2]) {
			usual += c.factor[r];
			others++;
		}
	}
	CHECK_NEAR(first / n / (usual / others), 1.4, 0.10);
	CHECK_NEAR(second / n / (usual / others), 1.2, 0.06);
	assert_int_equal(c.n, CALENDAR_CYCLE + CALENDAR_FEATURES);
	for (int f = 0; f < c.n; f++)
		if (strcmp(c.effects[f].name, "2nd day after a holiday") == 0) {
			assert_int_equal(c.effects[f].seen, 12);
			assert_true(c.effects[f].log > 0.1);
			assert_true(c.effects[f].sd > 0 &&
				    c.effects[f].sd < 0.05);
		}
}

/* Without effects none is found, and no factor is far from the others. */
static void finds_little_where_nothing_is(void **state)
{
	(void)state;
	struct simulated s = years(730);
	struct day_matrix m = sim_matrix(arena, &s);
	struct calendar_effects c = learn(&m);

	for (int r = 0; r < m.days; r++)
		CHECK(fabs(log(c.factor[r])) < 0.06, "row %d: %g", r,
		      c.factor[r]);
}

static void too_short_a_history_has_no_effects(void **state)
{
	(void)state;
	for (int days = 0; days < CALENDAR_MIN_DAYS; days += 13) {
		struct simulated s = years(days);
		s.days = days + 20;
		s.factor = with_pay_days;
		struct day_matrix m = sim_matrix(arena, &s);
		struct calendar_effects c = learn(&m);
		for (int r = 0; r < m.days; r++)
			assert_true(c.factor[r] == 1);
		assert_int_equal(c.n, 0);
	}
}

/* Monday of a week without weekends takes half from Saturday and Sunday. */
static void a_working_day_carries_the_closed_days_before(void **state)
{
	(void)state;
	struct simulated s = years(100);
	struct day_matrix m = sim_matrix(arena, &s);

	for (int r = 0; r < m.days; r++)
		for (int k = 0; k < 24 && m.weekday[r] >= SATURDAY; k++) {
			m.open[r * 24 + k] = false;
			m.calls[r * 24 + k] = NAN;
		}
	daymatrix_classify(arena, &m);
	struct calendar_kinds kinds =
		calendar_kinds_learn(arena, &m, everything(&m), m.past);
	struct calendar_terms t = { .n = 0 };
	/* Row 2 is Monday 2022-01-03. */
	calendar_add_features(&t, &kinds, 2, 0);
	assert_int_equal(t.n, 3);
	assert_int_equal(t.index[0], 2);
	CHECK_NEAR(t.value[0], 0.5, 0);
	CHECK_NEAR(t.value[1], 0.25, 0);
	CHECK_NEAR(t.value[2], 0.25, 0);
	t.n = 0;
	calendar_add_features(&t, &kinds, 3, 0);
	assert_int_equal(t.n, 1);
	CHECK_NEAR(t.value[0], 1, 0);
	/* 2022-01-31, a Monday, is a last day too. */
	t.n = 0;
	calendar_add_features(&t, &kinds, 30, 0);
	assert_int_equal(t.n, 4);
	assert_string_equal(calendar_name(t.index[3]), "last day of the month");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(recovers_the_cycle_of_the_month),
		cmocka_unit_test(recovers_the_season_of_the_year),
		cmocka_unit_test(growth_is_carried_on_when_it_is_proven),
		cmocka_unit_test(recovers_the_days_after_closed_holidays),
		cmocka_unit_test(finds_little_where_nothing_is),
		cmocka_unit_test(too_short_a_history_has_no_effects),
		cmocka_unit_test(a_working_day_carries_the_closed_days_before),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
