/* The back-test, what it decides, and how honest the spread is. */
#include "check.h"

#include "base/arena.h"
#include "maths/ensemble.h"
#include "maths/members.h"
#include "maths/negbin.h"
#include "simulated.h"

static struct arena *arena;

static struct simulated usual(int past)
{
	return (struct simulated){ .first_day = 19723,
				   .days = past + 91,
				   .past = past,
				   .slots = 24,
				   .base = 20,
				   .day_cv = 0.06,
				   .seed = 4 };
}

static void trials_lie_after_their_origin_and_before_the_end(void **state)
{
	(void)state;
	for (int past = 0; past < 500; past += 90) {
		struct simulated s = usual(past);
		struct day_matrix m = sim_matrix(arena, &s);
		struct backtest b = backtest_run(arena, &m, 91);
		for (int k = 0; k < b.n; k++) {
			const struct trial *t = &b.trials[k];
			assert_true(t->row < past && t->row >= t->origin);
			assert_int_equal(t->lead, t->row - t->origin + 1);
		}
		assert_int_equal(b.origins > 0, past > 20);
		assert_int_equal(b.horizon, past == 0	 ? 0
					    : past < 400 ? 28
							 : 91);
	}
}

/* A trial is what the member says when the history ends there. */
static void trials_know_only_what_was_known_then(void **state)
{
	(void)state;
	struct simulated s = usual(300);
	struct day_matrix m = sim_matrix(arena, &s);
	struct backtest b = backtest_run(arena, &m, 28);
	int origin = b.trials[b.n - 1].origin;
	struct training t = training_new(arena, &m, origin, 300, true);
	double *mean = arena_new(arena, double, (300 - origin) * 24);

	for (int i = origin * 24; i < 300 * 24; i++)
		m.calls[i] = 1e6;
	daymatrix_classify(arena, &m);
	for (int i = 0; i < b.members; i++) {
		if (members_get(i)->baseline)
			continue;
		members_get(i)->forecast(arena, &t, mean);
		for (int k = 0; k < b.n; k++) {
			if (b.trials[k].origin != origin)
				continue;
			int row = b.trials[k].row;
			for (int j = 0; j < 24; j++)
				CHECK_NEAR(b.forecast[(k * b.members + i) * 24 +
						      j],
					   mean[(row - origin) * 24 + j] *
						   t.calendar.factor[row],
					   1e-9);
		}
	}
}

static void the_blend_is_the_plain_mean(void **state)
{
	(void)state;
	struct simulated s = usual(200);
	struct day_matrix m = sim_matrix(arena, &s);
	struct backtest b = backtest_run(arena, &m, 28);
	const double *two = backtest_blend(arena, &b, 1u << 1 | 1u << 3);

	for (int k = 0; k < b.n; k++)
		for (int j = 0; j < 24; j++)
			CHECK_NEAR(two[k * 24 + j],
				   (b.forecast[(k * b.members + 1) * 24 + j] +
				    b.forecast[(k * b.members + 3) * 24 + j]) /
					   2,
				   1e-9);
}

/* Over many simulated queues, what comes in four weeks lies inside the 80 and
 * the 95 % intervals as often as they say; day totals too. */
static void intervals_hold_what_they_say(void **state)
{
	(void)state;
	enum { QUEUES = 12 };
	double in80 = 0, in95 = 0, day80 = 0;
	int n = 0, days = 0;

	for (int q = 0; q < QUEUES; q++) {
		struct simulated s = usual(300);
		s.days = s.past = 328;
		s.base = 5 + 10 * q;
		s.seed = (uint64_t)q;
		struct day_matrix m = sim_matrix(arena, &s), cut = m;
		cut.past = 300;
		daymatrix_classify(arena, &cut);
		struct ensemble e = ensemble_choose(arena, &cut, 28);
		struct ensemble_forecast f = ensemble_forecast(arena, &e, &cut);
		for (int r = 300; r < 328; r++) {
			double y = 0, mean = 0;
			for (int k = 0; k < 24; k++) {
				int i = r * 24 + k;
				double v = scatter_variance(&e.scatter, r - 299,
							    f.mean[i]);
				in80 += negbin_covers(0.80, m.calls[i],
						      f.mean[i], v);
				in95 += negbin_covers(0.95, m.calls[i],
						      f.mean[i], v);
				n++;
				y += m.calls[i];
				mean += f.mean[i];
			}
			day80 += negbin_covers(0.80, y, mean,
					       scatter_day_variance(&e.scatter,
								    r - 299,
								    mean));
			days++;
		}
	}
	CHECK_NEAR(in80 / n, 0.80, 0.03);
	CHECK_NEAR(in95 / n, 0.95, 0.02);
	CHECK_NEAR(day80 / days, 0.84, 0.08);
}

/* On queues of the kind it was made for, the mean of the members beats what
 * a planner does by hand. */
static void the_blend_beats_the_baseline_on_simulated_queues(void **state)
{
	(void)state;
	double blend = 0, four = 0;

	for (uint64_t seed = 0; seed < 6; seed++) {
		struct simulated s = usual(400);
		s.seed = seed;
		struct day_matrix m = sim_matrix(arena, &s);
		struct ensemble e = ensemble_choose(arena, &m, 28);
		const double *by_hand = backtest_blend(arena, &e.test, 1);
		assert_int_equal(e.baseline, -1);
		assert_true(__builtin_popcount(e.members) >= 3);
		for (int h = 0; h < BACKTEST_HORIZONS; h++) {
			blend +=
				backtest_accuracy(&e.test, e.blend, h).absolute;
			four += backtest_accuracy(&e.test, by_hand, h).absolute;
		}
	}
	assert_true(blend < 0.95 * four);
}

/* Every week has a level of its own and keeps it without noise, ever higher:
 * what has just been is the best guess, and last week is all of it. */
static void a_baseline_that_is_better_is_taken(void **state)
{
	(void)state;
	struct simulated s = usual(280);

	s.exact = true;
	struct day_matrix m = sim_matrix(arena, &s);
	for (int i = 0; i < 280 * 24; i++)
		m.calls[i] *= exp(0.05 * (i / 168) + (i / 168 % 2 ? 0.1 : 0));
	daymatrix_classify(arena, &m);
	struct ensemble e = ensemble_choose(arena, &m, 28);
	struct ensemble_forecast f = ensemble_forecast(arena, &e, &m);
	assert_true(e.baseline >= 0);
	assert_string_equal(members_get(e.baseline)->name, "last week");
	for (int k = 0; k < 91 * 24; k++)
		CHECK_NEAR(f.mean[280 * 24 + k],
			   m.calls[273 * 24 + k % (7 * 24)], 1e-9);
}

static void further_ahead_is_never_surer_beyond_what_was_tested(void **state)
{
	(void)state;
	struct simulated s = usual(300);
	struct day_matrix m = sim_matrix(arena, &s);
	struct ensemble e = ensemble_choose(arena, &m, 91);

	assert_true(scatter_variance(&e.scatter, 40, 50) >=
		    scatter_variance(&e.scatter, 20, 50));
	assert_true(scatter_variance(&e.scatter, 400, 50) >=
		    scatter_variance(&e.scatter, 40, 50));
	assert_true(scatter_day_variance(&e.scatter, 400, 500) >=
		    scatter_day_variance(&e.scatter, 40, 500));
	for (int lead = 1; lead < 500; lead += 7)
		assert_true(scatter_variance(&e.scatter, lead, 50) >= 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			trials_lie_after_their_origin_and_before_the_end),
		cmocka_unit_test(trials_know_only_what_was_known_then),
		cmocka_unit_test(the_blend_is_the_plain_mean),
		cmocka_unit_test(intervals_hold_what_they_say),
		cmocka_unit_test(
			the_blend_beats_the_baseline_on_simulated_queues),
		cmocka_unit_test(a_baseline_that_is_better_is_taken),
		cmocka_unit_test(
			further_ahead_is_never_surer_beyond_what_was_tested),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
