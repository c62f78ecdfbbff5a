#include "check.h"

#include <math.h>

#include "base/random.h"
#include "maths/intraday.h"

static void nothing_known_changes_nothing(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	const struct intraday p = { 0.3, 0.5, 0.4, 3, NULL, NULL };
	const double forecast[] = { 0, 4, 90, NAN };
	const double calls[] = { NAN, NAN, NAN, NAN };
	double mean[4], variance[4];

	intraday_update(a, &p, forecast, calls, 4, mean, variance);
	for (int s = 0; s < 3; s++)
		CHECK_NEAR(mean[s], forecast[s], 1e-12);
	assert_true(isnan(mean[3]));
	CHECK_NEAR(variance[0], 0, 0);
	/* In the root scale 1.2; times 4 z^2, and its square twice. */
	CHECK_NEAR(variance[2], 4 * 90.25 * 1.2 + 2 * 1.44, 1e-9);
	arena_close(a);
}

/* One slot known and no decay: a regression with slope day / (day + own). */
static void agrees_with_one_regression(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	const struct intraday p = { 0.6, 0, 0.2, 3, NULL, NULL };
	const double forecast[] = { 100, 50, 80 }, calls[] = { 144, NAN, NAN };
	double mean[3], variance[3];
	double r = sqrt(144.25) - sqrt(100.25), m = 0.75 * r;

	intraday_update(a, &p, forecast, calls, 3, mean, variance);
	CHECK_NEAR(mean[0], 144, 0);
	CHECK_NEAR(variance[0], 0, 0);
	double left = 0.8 - 0.75 * 0.6;
	double z = sqrt(50.25);
	CHECK_NEAR(mean[1], 50 + 2 * z * m + m * m - 0.45, 1e-9);
	CHECK_NEAR(variance[1], 4 * (z + m) * (z + m) * left + 2 * left * left,
		   1e-9);
	arena_close(a);
}

/* Neighbours alone go together: what is near moves more than what is far,
 * and by exp(-lag / length). */
static void fades_with_distance(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	const struct intraday p = { 0, 0.75, 0.25, 2, NULL, NULL };
	const double forecast[] = { 400, 400, 400, 400 };
	const double calls[] = { 484, NAN, NAN, NAN };
	double mean[4], variance[4], z = sqrt(400.25);
	double r = sqrt(484.25) - z;

	intraday_update(a, &p, forecast, calls, 4, mean, variance);
	for (int s = 1; s < 4; s++) {
		double c = 0.75 * exp(-s / 2.0), m = c * r;
		CHECK_NEAR(mean[s], 400 + 2 * z * m + m * m - c * c, 1e-9);
	}
	arena_close(a);
}

/* A day that is high or low as a whole has only the first variance. */
static void learns_whole_days(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	double r[10 * 8];

	for (int i = 0; i < 10 * 8; i++)
		r[i] = i / 8 % 2 ? 0.5 : -0.5;
	r[17] = NAN;
	struct intraday p = intraday_learn(a, r, 10, 8);
	CHECK_NEAR(p.day, 0.25, 1e-9);
	CHECK_NEAR(p.near, 0, 1e-9);
	CHECK_NEAR(p.own, 0.025, 1e-9);
	arena_close(a);
}

/* 4000 days of a day effect, an AR(1) of length 3 and noise. */
static void recovers_what_made_the_days(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct random g = random_stream(11, 0);
	enum { DAYS = 4000, SLOTS = 40 };
	double *r = arena_new(a, double, DAYS *SLOTS);
	double rho = exp(-1 / 3.0);

	for (int d = 0; d < DAYS; d++) {
		double day = sqrt(0.3) * random_normal(&g);
		double near = sqrt(0.5) * random_normal(&g);
		for (int s = 0; s < SLOTS; s++) {
			r[d * SLOTS + s] = day + near + 0.5 * random_normal(&g);
			near = rho * near +
			       sqrt(0.5 * (1 - rho * rho)) * random_normal(&g);
		}
	}
	struct intraday p = intraday_learn(a, r, DAYS, SLOTS);
	CHECK_NEAR(p.length, 3, 0);
	CHECK_NEAR(p.day, 0.3, 0.03);
	CHECK_NEAR(p.near, 0.5, 0.03);
	CHECK_NEAR(p.own, 0.25, 0.03);
	arena_close(a);
}

/* Slot 2 is missed by 1 every day, the others by chance: so it will be today,
 * once the day has begun as forecast. */
static void expects_what_was_missed_every_day(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct random g = random_stream(7, 0);
	double r[60 * 3], mean[3], variance[3];
	const double forecast[] = { 400, 400, 400 };
	const double calls[] = { 400, NAN, NAN };

	for (int i = 0; i < 60 * 3; i++)
		r[i] = 0.1 * random_normal(&g) + (i % 3 == 2);
	struct intraday p = intraday_learn(a, r, 60, 3);
	intraday_update(a, &p, forecast, calls, 3, mean, variance);
	assert_true(fabs(mean[1] - 400) < 4);
	assert_true(mean[2] > 415 && mean[2] < 441); /* (20 + 1)^2 */
	arena_close(a);
}

/* Any pattern of holes gives finite answers, the variance at least the
 * mean's; a burst of one slot does not carry the rest of the day. */
static void stands_holes_and_bursts(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct random g = random_stream(8, 0);
	enum { DAYS = 20, SLOTS = 12 };
	double r[DAYS * SLOTS], mean[SLOTS], variance[SLOTS];
	double forecast[SLOTS], calls[SLOTS];

	for (int round = 0; round < 200; round++) {
		for (int i = 0; i < DAYS * SLOTS; i++)
			r[i] = random_below(&g, 3) ? random_normal(&g)
						   : (double)NAN;
		for (int s = 0; s < SLOTS; s++) {
			forecast[s] = random_below(&g, 50);
			calls[s] = s < 6 && random_below(&g, 2) ? 1e6
								: (double)NAN;
		}
		struct intraday p = intraday_learn(a, r, DAYS, SLOTS);
		intraday_update(a, &p, forecast, calls, SLOTS, mean, variance);
		for (int s = 6; s < SLOTS; s++) {
			assert_true(mean[s] >= 0 && mean[s] < 1e3);
			assert_true(variance[s] >= 0 && variance[s] < 1e6);
			assert_true(forecast[s] == 0 || variance[s] >= mean[s]);
		}
	}
	arena_close(a);
}

static void no_history_is_pure_chance(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	const double r[] = { NAN, NAN };
	struct intraday p = intraday_learn(a, r, 1, 2);

	CHECK_NEAR(p.day + p.near, 0, 0);
	CHECK_NEAR(p.own, 0.25, 0);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_known_changes_nothing),
		cmocka_unit_test(agrees_with_one_regression),
		cmocka_unit_test(fades_with_distance),
		cmocka_unit_test(learns_whole_days),
		cmocka_unit_test(recovers_what_made_the_days),
		cmocka_unit_test(expects_what_was_missed_every_day),
		cmocka_unit_test(stands_holes_and_bursts),
		cmocka_unit_test(no_history_is_pure_chance),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
