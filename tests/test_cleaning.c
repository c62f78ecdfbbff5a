/* What a history says that was not demand: outages, spikes, outlier days,
 * jumps of the level. */
#include "check.h"

#include <stdlib.h>

#include "base/arena.h"
#include "maths/levelshift.h"
#include "maths/outage.h"
#include "maths/spike.h"
#include "maths/training.h"
#include "simulated.h"

static struct arena *arena;

static struct simulated usual(void)
{
	return (struct simulated){ .first_day = 19723,
				   .days = 210 + 7,
				   .past = 210,
				   .slots = 24,
				   .base = 30,
				   .day_cv = 0.05,
				   .seed = 1 };
}

static int count(const struct outages *o, int days, enum left_out why)
{
	int n = 0;

	for (int r = 0; r < days; r++)
		n += o->why[r] == why;
	return n;
}

static void an_ordinary_history_is_left_alone(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 5; seed++) {
		struct simulated s = usual();
		s.seed = seed;
		struct day_matrix m = sim_matrix(arena, &s);
		struct outages o = outage_remove(arena, &m);
		assert_int_equal(m.past, 210);
		assert_int_equal(count(&o, m.days, LEFT_OUT_NOT), m.days);
		assert_int_equal(spike_remove(arena, &m), 0);
		assert_int_equal(o.silent_from, 210);
		assert_false(o.no_zeros);
		struct training t =
			training_new(arena, &m, m.past, m.past, false);
		assert_true(t.usable >= 208);
		assert_int_equal(t.shift_row, -1);
	}
}

static void zeros_where_contacts_were_due_are_an_outage(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = sim_matrix(arena, &s);

	for (int k = 4; k < 8; k++)
		m.calls[100 * 24 + k] = 0;
	for (int k = 0; k < 24; k++)
		m.calls[150 * 24 + k] = 0;
	daymatrix_classify(arena, &m);
	struct outages o = outage_remove(arena, &m);
	for (int k = 0; k < 24; k++) {
		assert_true(isnan(m.calls[100 * 24 + k]) == (k >= 4 && k < 8));
		assert_true(isnan(m.calls[150 * 24 + k]));
	}
	assert_int_equal(count(&o, m.days, LEFT_OUT_OUTAGE), 2);
	assert_int_equal(m.state[100], DAY_ORDINARY);
	assert_int_equal(m.state[150], DAY_MISSING);
}

/* Every Saturday quiet until the evening is a habit, not an outage. */
static void what_is_quiet_every_week_is_believed(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = sim_matrix(arena, &s);

	for (int r = 0; r < 210; r++)
		for (int k = 0; k < 18 && m.weekday[r] == SATURDAY; k++)
			m.calls[r * 24 + k] = 0;
	daymatrix_classify(arena, &m);
	struct outages o = outage_remove(arena, &m);
	assert_int_equal(count(&o, m.days, LEFT_OUT_OUTAGE), 0);
}

static void zeros_before_the_first_contact_are_no_history(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = sim_matrix(arena, &s);

	for (int i = 0; i < 100 * 24; i++)
		m.calls[i] = 0;
	daymatrix_classify(arena, &m);
	struct outages o = outage_remove(arena, &m);
	assert_int_equal(count(&o, m.days, LEFT_OUT_BEFORE), 100);
	assert_true(isnan(m.calls[99 * 24 + 3]));
	assert_true(m.calls[100 * 24 + 3] > 0);
}

static void a_silence_up_to_the_end_is_believed(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = sim_matrix(arena, &s);

	for (int i = 180 * 24; i < 210 * 24; i++)
		m.calls[i] = 0;
	daymatrix_classify(arena, &m);
	struct outages o = outage_remove(arena, &m);
	assert_int_equal(o.silent_from, 180);
	assert_true(m.calls[200 * 24] == 0);
}

static void a_last_day_that_stops_early_is_left_out(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = sim_matrix(arena, &s);

	for (int k = 15; k < 24; k++)
		m.calls[209 * 24 + k] = NAN;
	daymatrix_classify(arena, &m);
	struct outages o = outage_remove(arena, &m);
	assert_int_equal(m.past, 209);
	assert_int_equal(o.why[209], LEFT_OUT_PARTIAL);
}

/* A switch that writes no row for an empty interval: those are zeros. */
static void rows_that_are_never_zero_hide_zeros(void **state)
{
	(void)state;
	struct simulated s = usual();

	s.base = 1;
	struct day_matrix m = sim_matrix(arena, &s);
	double before = 0, after = 0;
	for (int i = 0; i < 210 * 24; i++) {
		before += m.calls[i];
		if (m.calls[i] <= 0)
			m.calls[i] = NAN;
	}
	daymatrix_classify(arena, &m);
	struct outages o = outage_remove(arena, &m);
	assert_true(o.no_zeros);
	for (int i = 0; i < 209 * 24; i++) {
		assert_false(isnan(m.calls[i]));
		after += m.calls[i];
	}
	CHECK_NEAR(after, before, 40);
}

static void bursts_of_an_hour_are_taken_out(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = sim_matrix(arena, &s);

	m.calls[100 * 24 + 9] += 150;
	m.calls[161 * 24 + 5] = 0;
	assert_int_equal(spike_remove(arena, &m), 2);
	assert_true(isnan(m.calls[100 * 24 + 9]));
	assert_true(isnan(m.calls[161 * 24 + 5]));
}

/* A whole day twice as busy is no spike, but an outlier day. */
static void a_wild_day_is_left_out_as_a_day(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = sim_matrix(arena, &s);

	for (int k = 0; k < 24; k++)
		m.calls[120 * 24 + k] *= 2;
	daymatrix_classify(arena, &m);
	assert_int_equal(spike_remove(arena, &m), 0);
	struct training t = training_new(arena, &m, 210, 210, false);
	assert_false(t.use[120]);
	assert_true(isnan(training_total(&t, 120)));
	assert_true(t.use[119] && t.use[121]);
}

static double drops_by_35_percent(int day)
{
	return day >= 19723 + 185 ? 0.65 : 1;
}

static void a_new_level_is_no_outlier_and_moves_the_past(void **state)
{
	(void)state;
	struct simulated s = usual();

	s.factor = drops_by_35_percent;
	for (s.seed = 1; s.seed <= 5; s.seed++) {
		struct day_matrix m = sim_matrix(arena, &s);
		struct training t = training_new(arena, &m, 210, 210, false);
		assert_true(t.usable >= 207);
		assert_true(abs(t.shift_row - 185) <= 1);
		CHECK_NEAR(t.shift, 0.65, 0.04);
		CHECK_NEAR(training_total(&t, 100) / m.total[100], t.shift,
			   1e-9);
		CHECK_NEAR(training_total(&t, 200), m.total[200], 1e-9);
	}
}

static void slow_wandering_is_no_jump(void **state)
{
	(void)state;
	enum { N = 300 };
	static double x[N];
	static int weekday[N];

	for (uint64_t seed = 0; seed < 20; seed++) {
		struct random r = random_stream(seed, 4);
		double level = 0;
		for (int i = 0; i < N; i++) {
			level = 0.9 * level + 0.02 * random_normal(&r);
			x[i] = 7 + level + 0.05 * random_normal(&r);
			weekday[i] = i % 7;
		}
		assert_int_equal(levelshift_find(arena, x, weekday, N).at, -1);
	}
	assert_int_equal(levelshift_find(arena, x, weekday, 0).at, -1);
	assert_int_equal(levelshift_find(arena, x, weekday, 5).at, -1);
}

/* Nothing after the origin is looked at. */
static void training_knows_only_the_past(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = sim_matrix(arena, &s);
	struct training before = training_new(arena, &m, 150, 170, true);

	for (int i = 150 * 24; i < 210 * 24; i++)
		m.calls[i] *= 3;
	daymatrix_classify(arena, &m);
	struct training after = training_new(arena, &m, 150, 170, true);
	for (int i = 0; i < 150 * 24; i++)
		assert_true(before.x[i] == after.x[i] ||
			    (isnan(before.x[i]) && isnan(after.x[i])));
	for (int r = 0; r < 170; r++)
		assert_true(before.calendar.factor[r] ==
			    after.calendar.factor[r]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_ordinary_history_is_left_alone),
		cmocka_unit_test(zeros_where_contacts_were_due_are_an_outage),
		cmocka_unit_test(what_is_quiet_every_week_is_believed),
		cmocka_unit_test(zeros_before_the_first_contact_are_no_history),
		cmocka_unit_test(a_silence_up_to_the_end_is_believed),
		cmocka_unit_test(a_last_day_that_stops_early_is_left_out),
		cmocka_unit_test(rows_that_are_never_zero_hide_zeros),
		cmocka_unit_test(bursts_of_an_hour_are_taken_out),
		cmocka_unit_test(a_wild_day_is_left_out_as_a_day),
		cmocka_unit_test(a_new_level_is_no_outlier_and_moves_the_past),
		cmocka_unit_test(slow_wandering_is_no_jump),
		cmocka_unit_test(training_knows_only_the_past),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
