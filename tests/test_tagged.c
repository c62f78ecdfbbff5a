/* One caller's fate against sums of Poisson weights and hypoexponentials. */
#include "maths/tagged.h"

#include "near.h"

static const double mu = 1 / 180.;

/* P(Poisson(mean) >= n) */
static double at_least(int n, double mean)
{
	long double w = expl(-(long double)mean), below = 0;

	for (int k = 0; k < n; k++) {
		below += w;
		w *= mean / (long double)(k + 1);
	}
	return n <= 0 ? 1 : (double)(1 - below);
}

static double exactly(int n, double mean)
{
	return at_least(n, mean) - at_least(n + 1, mean);
}

/* Cells beyond the sheet are 0. */
static double value(const struct tagged_sheet *s, int over, int ahead)
{
	return ahead < s->width ? s->v[over * s->width + ahead] : 0;
}

static void constant_staff_is_an_erlang_distribution(void **state)
{
	struct arena *a = arena_open();
	struct tagged t = { .arena = a };
	struct tagged_rates r = { mu, 0, DROP_FINISH };

	(void)state;
	for (int agents = 1; agents < 300; agents = 2 * agents + 1)
		for (double seconds = 0; seconds < 900; seconds += 111) {
			struct tagged_segment s = { seconds, agents };

			tagged_solve(&t, r, &s, 1, 1, 60);
			for (int ahead = 0; ahead < 60; ahead++)
				CHECK_CLOSE(value(&t.in_time, 0, ahead),
					    at_least(ahead + 1,
						     agents * mu * seconds),
					    1e-13);
		}
	arena_close(a);
}

/* The first in a queue of impatient callers: min of his patience and the
 * next call to end. */
static void the_first_in_line_races_his_patience(void **state)
{
	struct arena *a = arena_open();
	struct tagged t = { .arena = a };
	const double theta = 1 / 70.;
	struct tagged_rates r = { mu, theta, DROP_FINISH };

	(void)state;
	for (int agents = 1; agents < 50; agents += 7) {
		struct tagged_segment s = { 40, agents };
		double all = agents * mu + theta;

		tagged_solve(&t, r, &s, 1, 1, 5);
		CHECK_NEAR(value(&t.in_time, 0, 0),
			   agents * mu / all * -expm1(-all * 40), 1e-12);
		CHECK_NEAR(value(&t.patient, 0, 0), -expm1(-agents * mu * 40),
			   1e-12);
		/* one ahead: he leaves by either, then the same */
		double one = agents * mu, two = one + theta;
		CHECK_NEAR(value(&t.patient, 0, 1),
			   1 - (two * exp(-one * 40) - one * exp(-two * 40)) /
					   (two - one),
			   1e-11);
	}
	arena_close(a);
}

/* One too many talking: two calls must end, at different rates. */
static void who_finishes_is_not_replaced(void **state)
{
	struct arena *a = arena_open();
	struct tagged t = { .arena = a };
	struct tagged_rates r = { mu, 0, DROP_FINISH };
	struct tagged_segment s = { 60, 10 };
	double slow = 10 * mu, fast = 11 * mu;

	(void)state;
	tagged_solve(&t, r, &s, 1, 3, 4);
	CHECK_NEAR(value(&t.in_time, 1, 0),
		   1 - (fast * exp(-slow * 60) - slow * exp(-fast * 60)) /
				   (fast - slow),
		   1e-11);
	assert_true(value(&t.in_time, 2, 0) < value(&t.in_time, 1, 0));
	arena_close(a);
}

/* c to c' > c: c' - c are taken at once; all else is a Poisson count. */
static void more_staff_takes_the_first_in_line(void **state)
{
	struct arena *a = arena_open();
	struct tagged t = { .arena = a };

	(void)state;
	for (int drop = 0; drop < 2; drop++) {
		struct tagged_rates r = { mu, 0, (enum staff_drop)drop };
		struct tagged_segment s[] = { { 30, 10 }, { 50, 14 } };
		double first = 10 * mu * 30, both = first + 14 * mu * 50;

		tagged_solve(&t, r, s, 2, 1, 30);
		for (int ahead = 0; ahead < 30; ahead++)
			CHECK_CLOSE(value(&t.in_time, 0, ahead),
				    at_least(ahead + 1 - 4, both), 1e-12);
	}
	arena_close(a);
}

/* c to c' < c at once: c - c' more are ahead for those not yet served. */
static void fewer_staff_at_once_puts_callers_back(void **state)
{
	struct arena *a = arena_open();
	struct tagged t = { .arena = a };
	struct tagged_rates r = { mu, 0, DROP_CUT };
	struct tagged_segment s[] = { { 30, 14 }, { 50, 10 } };
	double first = 14 * mu * 30, then = 10 * mu * 50;

	(void)state;
	tagged_solve(&t, r, s, 2, 1, 30);
	for (int ahead = 0; ahead < 30; ahead++) {
		double p = at_least(ahead + 1, first);

		for (int n = 0; n <= ahead; n++)
			p += exactly(n, first) *
			     at_least(ahead - n + 4 + 1, then);
		CHECK_CLOSE(value(&t.in_time, 0, ahead), p, 1e-12);
	}
	arena_close(a);
}

/* 12 talk, 10 stay: two calls must end at 12 mu and 11 mu before anybody
 * moves up.  Against the first-passage equations in small steps. */
static void fewer_staff_finish_first(void **state)
{
	struct arena *a = arena_open();
	struct tagged t = { .arena = a };
	struct tagged_rates r = { mu, 0, DROP_FINISH };
	struct tagged_segment s[] = { { 20, 12 }, { 40, 10 } };
	double y[3] = { 0, 0, 0 }, h = 1e-4;

	(void)state;
	tagged_solve(&t, r, s, 2, 1, 6);
	for (double left = 0; left < 40; left += h) { /* midpoint rule */
		double m[3], rate[] = { 10 * mu, 11 * mu, 12 * mu };

		for (int k = 0; k < 3; k++)
			m[k] = y[k] +
			       h / 2 * rate[k] * ((k ? y[k - 1] : 1) - y[k]);
		for (int k = 0; k < 3; k++)
			y[k] += h * rate[k] * ((k ? m[k - 1] : 1) - m[k]);
	}
	/* first in line: served before the change, or two over after it */
	CHECK_NEAR(value(&t.in_time, 0, 0),
		   -expm1(-12 * mu * 20) + exp(-12 * mu * 20) * y[2], 1e-6);
	arena_close(a);
}

static void a_change_without_a_difference_changes_nothing(void **state)
{
	struct arena *a = arena_open();
	struct tagged one = { .arena = a }, two = { .arena = a };
	struct tagged_rates r = { mu, 1 / 90., DROP_FINISH };
	struct tagged_segment whole = { 100, 7 };
	struct tagged_segment parts[] = { { 33, 7 }, { 0, 7 }, { 67, 7 } };

	(void)state;
	tagged_solve(&one, r, &whole, 1, 4, 25);
	tagged_solve(&two, r, parts, 3, 4, 25);
	for (int over = 0; over < 4; over++)
		for (int ahead = 0; ahead < 25; ahead++) {
			CHECK_CLOSE(value(&one.in_time, over, ahead),
				    value(&two.in_time, over, ahead), 1e-13);
			CHECK_CLOSE(value(&one.patient, over, ahead),
				    value(&two.patient, over, ahead), 1e-13);
		}
	arena_close(a);
}

static void nobody_to_answer_answers_nobody(void **state)
{
	struct arena *a = arena_open();
	struct tagged t = { .arena = a };
	struct tagged_rates r = { mu, 0, DROP_FINISH };
	struct tagged_segment s = { 1000, 0 };

	(void)state;
	tagged_solve(&t, r, &s, 1, 3, 4);
	for (int over = 0; over < 3; over++)
		CHECK_SAME(value(&t.in_time, over, 0), 0);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(constant_staff_is_an_erlang_distribution),
		cmocka_unit_test(the_first_in_line_races_his_patience),
		cmocka_unit_test(who_finishes_is_not_replaced),
		cmocka_unit_test(more_staff_takes_the_first_in_line),
		cmocka_unit_test(fewer_staff_at_once_puts_callers_back),
		cmocka_unit_test(fewer_staff_finish_first),
		cmocka_unit_test(a_change_without_a_difference_changes_nothing),
		cmocka_unit_test(nobody_to_answer_answers_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
