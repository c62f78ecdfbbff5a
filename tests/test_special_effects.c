#include "check.h"

#include "base/arena.h"
#include "maths/special_effects.h"
#include "simulated.h"

static struct arena *arena;

enum { HALF, NEW, LIKE_HALF, PLAIN_NEW, LIKE_SUNDAY, KINDS };

static const struct special_kind kinds[KINDS] = {
	[HALF] = { .name = "half", .like = -1, .holiday = true },
	[NEW] = { .name = "new", .like = -1, .holiday = true },
	[LIKE_HALF] = { .name = "like half", .like = HALF, .holiday = true },
	[PLAIN_NEW] = { .name = "plain", .like = -1 },
	[LIKE_SUNDAY] = { .name = "like sunday",
			  .like = -1,
			  .like_weekday = true,
			  .holiday = true },
};

enum { PAST = 400, AHEAD = 28, SLOTS = 24 };

static struct simulated usual(void)
{
	return (struct simulated){ .first_day = 19723,
				   .days = PAST + AHEAD,
				   .past = PAST,
				   .slots = SLOTS,
				   .base = 60,
				   .day_cv = 0.05,
				   .seed = 3 };
}

/* Every 50th day is a half day: 40 % of the calls, none after noon. */
static struct day_matrix with_half_days(const struct simulated *s)
{
	struct day_matrix m = sim_matrix(arena, s);

	m.kinds = kinds;
	m.n_kinds = KINDS;
	for (int r = 20; r < PAST; r += 50) {
		m.special[r] = HALF;
		m.holiday[r] = true;
		for (int k = 0; k < SLOTS; k++)
			m.calls[r * SLOTS + k] =
				k < 12 ? round(0.5 * m.calls[r * SLOTS + k])
				       : 0;
	}
	daymatrix_classify(arena, &m);
	return m;
}

static double *mean_of(const struct day_matrix *m, struct special_effects *e)
{
	struct training t = training_new(arena, m, m->past, m->days, false);
	double *mean = arena_new(arena, double, AHEAD *SLOTS);

	*e = special_effects_learn(arena, &t);
	for (int i = 0; i < AHEAD * SLOTS; i++)
		mean[i] = 100;
	special_effects_apply(e, &t, mean);
	return mean;
}

static double day_sum(const double *mean, int d)
{
	double sum = 0;

	for (int k = 0; k < SLOTS; k++)
		sum += mean[d * SLOTS + k];
	return sum / SLOTS;
}

/* Holidays on weekdays between 1.4 and 0.4 of the mean one: each weekday's
 * share of 0.5, or contacts of half a mean day whatever the weekday. */
static double tilt_of(bool own_size)
{
	struct simulated s = usual();

	s.base = 600;
	s.exact = true;
	struct day_matrix m = sim_matrix(arena, &s);
	m.kinds = kinds;
	m.n_kinds = KINDS;
	for (int r = 20; r < PAST; r += 22) {
		m.special[r] = HALF;
		m.holiday[r] = true;
		for (int k = 0; k < SLOTS; k++)
			m.calls[r * SLOTS + k] *=
				0.5 /
				(own_size ? sim_weekday[m.weekday[r]] : 1);
	}
	daymatrix_classify(arena, &m);
	struct training t = training_new(arena, &m, PAST, PAST, false);
	return special_effects_learn(arena, &t).tilt.slope;
}

static void a_holiday_is_a_share_or_a_day_of_its_own_size(void **state)
{
	(void)state;
	CHECK_NEAR(tilt_of(false), 0, 0.03);
	CHECK(tilt_of(true) < -0.85, "%g", tilt_of(true));
}

static void recovers_a_planted_factor_per_slot(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = with_half_days(&s);
	struct special_effects e;

	m.special[PAST + 3] = HALF;
	const double *mean = mean_of(&m, &e);
	assert_int_equal(e.days[HALF].seen, 8);
	/* Mornings hold 0.755 of a day: sum of 1 + 0.8 sin over 12 of 24. */
	CHECK_NEAR(exp(e.days[HALF].log), 0.5 * 0.755, 0.04);
	assert_true(e.days[HALF].sd > 0.005 && e.days[HALF].sd < 0.06);
	for (int k = 0; k < SLOTS; k++)
		CHECK_NEAR(mean[3 * SLOTS + k], k < 12 ? 50 : 7, 8);
	for (int d = 0; d < AHEAD; d++)
		if (d != 3)
			CHECK_NEAR(day_sum(mean, d), 100, 1e-9);
}

static void what_was_never_seen_follows_its_analog_or_the_others(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = with_half_days(&s);
	struct special_effects e;

	m.special[PAST + 1] = HALF;
	m.special[PAST + 3] = LIKE_HALF;
	m.special[PAST + 5] = NEW;
	m.special[PAST + 7] = PLAIN_NEW;
	m.special[PAST + 9] = LIKE_SUNDAY;
	const double *mean = mean_of(&m, &e);
	CHECK_NEAR(day_sum(mean, 3), day_sum(mean, 1), 2);
	/* Drawn towards 1, for one name's holidays prove little. */
	assert_true(day_sum(mean, 5) > 1.5 * day_sum(mean, 1));
	assert_true(day_sum(mean, 5) < 90);
	CHECK_NEAR(day_sum(mean, 7), 100, 1e-9);
	CHECK_NEAR(day_sum(mean, 9), 100, 1e-9);
	assert_int_equal(e.days[NEW].seen, 0);
	assert_true(e.days[NEW].sd > 0.5);
}

static void one_sight_is_mostly_believed(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = sim_matrix(arena, &s);
	struct special_effects e;

	m.kinds = kinds;
	m.n_kinds = KINDS;
	m.special[200] = NEW;
	m.special[PAST + 2] = NEW;
	for (int k = 0; k < SLOTS; k++)
		m.calls[200 * SLOTS + k] = round(1.8 * sim_truth(&s, 200, k));
	daymatrix_classify(arena, &m);
	const double *mean = mean_of(&m, &e);
	CHECK_NEAR(day_sum(mean, 2), 180, 14);
}

static void events_are_learned_and_put_on(void **state)
{
	(void)state;
	struct simulated s = usual();
	struct day_matrix m = sim_matrix(arena, &s);
	struct event_kind events[] = { { "mailing", NAN, NAN },
				       { "radio", 1.3, NAN },
				       { "unknown", NAN, NAN } };
	struct special_effects e;

	m.events = events;
	m.n_events = 3;
	m.event = arena_new(arena, short, m.days *SLOTS);
	for (int i = 0; i < m.days * SLOTS; i++)
		m.event[i] = -1;
	m.recorded = arena_copy(arena, m.calls, m.days * SLOTS, sizeof(double));
	for (int r = 30; r < PAST; r += 60)
		for (int k = 8; k < 12; k++) {
			int i = r * SLOTS + k;
			m.event[i] = 0;
			m.recorded[i] = round(1.6 * m.calls[i]);
			m.calls[i] = NAN;
		}
	for (int k = 0; k < 3; k++)
		for (int s2 = 0; s2 < SLOTS; s2++)
			m.event[(PAST + 2 * k) * SLOTS + s2] = (short)k;
	daymatrix_classify(arena, &m);
	const double *mean = mean_of(&m, &e);
	assert_int_equal(e.events[0].seen, 7);
	CHECK_NEAR(day_sum(mean, 0), 160, 10);
	CHECK_NEAR(day_sum(mean, 2), 130, 1e-9);
	CHECK_NEAR(day_sum(mean, 4), 100, 1e-9);
	CHECK_NEAR(day_sum(mean, 1), 100, 1e-9);
}

/* Calls of a mailing of v letters are usual times exp(b v / usual). */
static void effects_grow_with_the_volume(void **state)
{
	(void)state;
	static const double volumes[] = { 0.25, 0.5, 1, 2 };
	struct simulated s = usual();
	struct day_matrix m = sim_matrix(arena, &s);
	struct event_kind events[] = { { "mailing", NAN, 20000 } };
	struct special_effects e;
	int days = 0;

	m.events = events;
	m.n_events = 1;
	m.event = arena_new(arena, short, m.days *SLOTS);
	m.amount = arena_new(arena, double, m.days *SLOTS);
	for (int i = 0; i < m.days * SLOTS; i++)
		m.event[i] = -1;
	m.recorded = arena_copy(arena, m.calls, m.days * SLOTS, sizeof(double));
	for (int r = 30; r < PAST; r += 30, days++)
		for (int k = 0; k < SLOTS; k++) {
			int i = r * SLOTS + k;
			m.event[i] = 0;
			m.amount[i] = volumes[days % 4];
			m.recorded[i] = m.calls[i] * pow(1.5, m.amount[i]);
			m.calls[i] = NAN;
		}
	for (int d = 0; d < 4; d++)
		for (int k = 0; k < SLOTS; k++) {
			m.event[(PAST + 2 * d) * SLOTS + k] = 0;
			m.amount[(PAST + 2 * d) * SLOTS + k] = volumes[d];
		}
	daymatrix_classify(arena, &m);
	const double *mean = mean_of(&m, &e);
	assert_int_equal(e.events[0].seen, days);
	CHECK_NEAR(exp(e.events[0].log), 1.5, 0.05);
	for (int d = 0; d < 4; d++)
		CHECK_NEAR(day_sum(mean, 2 * d),
			   100 * pow(exp(e.events[0].log), volumes[d]), 1e-6);
}

static void no_history_gives_neutral_factors(void **state)
{
	(void)state;
	struct simulated s = usual();

	s.past = 0;
	struct day_matrix m = sim_matrix(arena, &s);
	m.kinds = kinds;
	m.n_kinds = KINDS;
	m.special[2] = NEW;
	m.special[4] = LIKE_HALF;
	struct training t = training_new(arena, &m, 0, AHEAD, true);
	struct special_effects e = special_effects_learn(arena, &t);
	double *mean = arena_new(arena, double, AHEAD *SLOTS);
	for (int i = 0; i < AHEAD * SLOTS; i++)
		mean[i] = 1;
	special_effects_apply(&e, &t, mean);
	for (int i = 0; i < AHEAD * SLOTS; i++)
		CHECK_NEAR(mean[i], 1, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_holiday_is_a_share_or_a_day_of_its_own_size),
		cmocka_unit_test(recovers_a_planted_factor_per_slot),
		cmocka_unit_test(
			what_was_never_seen_follows_its_analog_or_the_others),
		cmocka_unit_test(one_sight_is_mostly_believed),
		cmocka_unit_test(events_are_learned_and_put_on),
		cmocka_unit_test(effects_grow_with_the_volume),
		cmocka_unit_test(no_history_gives_neutral_factors),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
