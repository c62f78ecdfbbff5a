/* Erlang B and C against closed forms, sums and published values. */
#include "maths/erlang.h"

#include "near.h"

/* 1/B by adding lines one at a time, in long double: the plain way. */
static double plain_reciprocal(int lines, double load)
{
	long double r = 1;

	for (int k = 1; k <= lines; k++)
		r = 1 + k / (long double)load * r;
	return (double)r;
}

static void agrees_with_closed_forms(void **state)
{
	(void)state;
	for (double a = 0.01; a < 0.999; a += 0.03) {
		CHECK_NEAR(erlang_b(1, a), a / (1 + a), 1e-14);
		CHECK_NEAR(erlang_b(2, a), a * a / (2 + 2 * a + a * a), 1e-14);
		CHECK_NEAR(erlang_c(1, a), a, 1e-14);
		CHECK_NEAR(erlang_c(2, a), a * a / (2 + a), 1e-14);
		/* M/M/1: mean wait rho / (mu - lambda) */
		CHECK_NEAR(erlang_c_asa(1, a, 300), 300 * a / (1 - a), 1e-13);
	}
}

/* Gamma(n + 1/2, a) ends in erfc, hence 1/B for half a line. */
static void half_a_line_agrees_with_erfc(void **state)
{
	const double pi = 3.14159265358979323846;

	(void)state;
	for (double a = 0.01; a < 20; a *= 1.17) {
		double tail = exp(a) * erfc(sqrt(a));
		double half = 1 + sqrt(pi / a) / 2 * tail;
		double minus_half = sqrt(pi * a) * tail;

		CHECK_NEAR(erlang_b_reciprocal(0.5, a), half, 1e-13);
		CHECK_NEAR(erlang_b_reciprocal(-0.5, a), minus_half, 1e-13);
		CHECK_NEAR(erlang_b_reciprocal(1.5, a), 1 + 1.5 / a * half,
			   1e-13);
	}
}

static void agrees_with_the_plain_recursion(void **state)
{
	uint64_t dice = 1;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		double a = near_log_random(&dice, 0.01, 60000);
		int n = (int)(a + (12 * near_random(&dice) - 6) * sqrt(a));
		double r = plain_reciprocal(n > 0 ? n : 0, a);

		CHECK_NEAR(erlang_b_reciprocal(n > 0 ? n : 0, a), r, 1e-12);
	}
}

/* 1/B(n + 1) = 1 + (n + 1)/a 1/B(n) also holds between whole lines, and the
 * integral is log-convex, so a fraction lies below the chord. */
static void fractional_lines_fit_between_whole_ones(void **state)
{
	uint64_t dice = 2;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		double a = near_log_random(&dice, 0.01, 1e6);
		double n = a * near_log_random(&dice, 0.1, 1.001);
		double share = n - floor(n);
		double below = log(erlang_b_reciprocal(floor(n), a));
		double above = log(erlang_b_reciprocal(floor(n) + 1, a));
		double r = erlang_b_reciprocal(n, a);

		CHECK_NEAR(erlang_b_reciprocal(n + 1, a), 1 + (n + 1) / a * r,
			   1e-12);
		CHECK_ORDER(below, log(r) + 1e-12);
		CHECK_ORDER(log(r), below + share * (above - below) + 1e-12);
	}
}

/* A line too few of a nearly whole number gives nearly the same. */
static void fractional_lines_meet_whole_ones(void **state)
{
	(void)state;
	for (double a = 0.05; a < 3e5; a *= 3.7)
		for (double n = 1; n < 1.02 * a + 5; n = ceil(n * 1.9)) {
			double r = erlang_b_reciprocal(n, a);

			CHECK_NEAR(erlang_b_reciprocal(n + 1e-9, a), r, 1e-7);
			CHECK_NEAR(erlang_b_reciprocal(n - 1e-9, a), r, 1e-7);
		}
}

/* call centre helper's example, also in pyworkforce and CRAN ErlangC: 100
 * calls in half an hour, 180 s, 80/20. */
static void agrees_with_published_values(void **state)
{
	(void)state;
	CHECK_NEAR(erlang_c(14, 10), 0.1741319335950498, 1e-12);
	CHECK_NEAR(erlang_c_level(14, 10, 180, 20), 0.8883500191794669, 1e-12);
	CHECK_NEAR(erlang_c_asa(14, 10, 180), 7.83593701, 1e-8);
	CHECK_CLOSE(erlang_c(11, 10), 0.6821182, 5e-8);
	CHECK_CLOSE(erlang_c_level(11, 10, 180, 20), 0.3896138, 5e-8);
	/* Erlang for Excel: ASA(8, 100, 180) = 10 s, 100 calls an hour */
	CHECK_CLOSE(erlang_c_asa(8, 5, 180), 10, 0.5);
	/* call-center-tools: 1000 calls an hour, 120 s, 40 agents */
	CHECK_CLOSE(erlang_c(40, 1000 * 120 / 3600.), 0.1907, 5e-5);
	CHECK_CLOSE(erlang_c_level(40, 1000 * 120 / 3600., 120, 20), 0.9372,
		    5e-5);
	CHECK_CLOSE(erlang_c_asa(40, 1000 * 120 / 3600., 120), 3.43, 5e-3);
	/* erlang.com: 15 lines, 1 %: 8.108; pyworkforce: 10 erlangs, 2 % */
	CHECK_CLOSE(erlang_b_load(15, 0.01), 8.108, 5e-4);
	CHECK_SAME(erlang_b_lines(10, 0.02), 17);
	/* voipcalculator.com: 200 lines, 70 % try again, 3 %: 186.877 */
	CHECK_CLOSE(erlang_b(200, erlang_b_retry_load(200, 186.877, 0.7)), 0.03,
		    5e-6);
}

static void one_more_never_hurts(void **state)
{
	uint64_t dice = 3;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		double a = near_log_random(&dice, 0.01, 1e5);
		double n = a * near_log_random(&dice, 0.5, 2);
		double more = n + near_random(&dice);
		double heavier = a * (1 + 0.1 * near_random(&dice));

		CHECK_ORDER(erlang_b(more, a), erlang_b(n, a));
		CHECK_ORDER(erlang_b(n, a), erlang_b(n, heavier));
		CHECK_ORDER(erlang_c(more, a), erlang_c(n, a));
		CHECK_ORDER(erlang_c(n, a), erlang_c(n, heavier));
		CHECK_ORDER(erlang_b(n, a), erlang_c(n, a) + 1e-300);
		CHECK_ORDER(erlang_c_asa(more, a, 60), erlang_c_asa(n, a, 60));
	}
}

static void lines_for_a_blocking_are_the_fewest(void **state)
{
	uint64_t dice = 4;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		double a = near_log_random(&dice, 0.01, 1e4);
		double b = near_log_random(&dice, 1e-9, 0.9);
		double n = erlang_b_lines(a, b);

		CHECK_SAME(n, floor(n));
		CHECK_ORDER(erlang_b(n, a), b);
		if (n > 0)
			assert_true(erlang_b(n - 1, a) > b);
	}
}

static void load_for_a_blocking_gives_it_back(void **state)
{
	uint64_t dice = 5;

	(void)state;
	for (int i = 0; i < 3000; i++) {
		double n = near_log_random(&dice, 0.3, 1e5);
		double b = near_log_random(&dice, 1e-12, 0.999);
		double a = erlang_b_load(n, b);

		CHECK_NEAR(erlang_b(n, a), b, 1e-10);
		n = ceil(n);
		CHECK_NEAR(erlang_b(n, erlang_b_load(n, b)), b, 1e-10);
	}
}

static void ties_of_decimals_go_to_the_planner(void **state)
{
	(void)state;
	CHECK_SAME(erlang_b_lines(1, 0.5), 1);	  /* B(1, 1) = 1/2 */
	CHECK_SAME(erlang_b_lines(0.25, 0.2), 1); /* B(1, 1/4) = 1/5 */
	CHECK_SAME(erlang_b_lines(2, 0.4), 2);	  /* B(2, 2) = 2/5 */
}

static void retries_add_the_calls_that_come_back(void **state)
{
	uint64_t dice = 6;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		double a = near_log_random(&dice, 0.1, 1e4);
		double n = ceil(a * near_log_random(&dice, 0.5, 2));
		double r = near_random(&dice);
		double total = erlang_b_retry_load(n, a, r);

		CHECK_NEAR(total, a + r * total * erlang_b(n, total), 1e-11);
	}
	CHECK_SAME(erlang_b_retry_load(10, 8, 0), 8);
	CHECK_SAME(erlang_b_retry_load(10, 10, 1), INFINITY);
	/* All try again until served: the lines carry all of the load. */
	double total = erlang_b_retry_load(10, 8, 1);
	CHECK_NEAR(total * (1 - erlang_b(10, total)), 8, 1e-11);
}

static void percentile_undoes_the_level(void **state)
{
	uint64_t dice = 7;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		double a = near_log_random(&dice, 0.05, 1e5);
		double n = a + (0.05 + 3 * near_random(&dice)) * sqrt(a);
		double share = near_random(&dice);
		double t = erlang_c_percentile(n, a, 240, share);

		if (t == 0)
			CHECK_ORDER(erlang_c(n, a), 1 - share);
		else
			CHECK_NEAR(erlang_c_level(n, a, 240, t), share, 1e-10);
	}
	CHECK_SAME(erlang_c_percentile(14, 10, 180, 1), INFINITY);
	CHECK_SAME(erlang_c_percentile(14, 10, 180, 0.8), 0);
}

/* Queue = arrivals x wait; all wait = chance x delay. */
static void waits_obey_littles_law(void **state)
{
	(void)state;
	for (double a = 0.3; a < 1e6; a *= 4.1) {
		double n = ceil(a + sqrt(a)), asa = erlang_c_asa(n, a, 250);

		CHECK_NEAR(erlang_c_queue(n, a), a / 250 * asa, 1e-13);
		CHECK_NEAR(asa, erlang_c(n, a) * erlang_c_delay(n, a, 250),
			   1e-13);
		CHECK_NEAR(erlang_occupancy(n, a), a / n, 1e-15);
	}
}

/* Pollaczek and Khinchine: exact for one server, any handling time. */
static void variability_agrees_with_one_server(void **state)
{
	struct erlang_variability constant = { 1, 0 }, markov = { 1, 1 };

	(void)state;
	for (double a = 0.05; a < 1; a += 0.05) {
		for (double cs2 = 0; cs2 < 5; cs2 += 0.7) {
			struct erlang_variability v = { 1, cs2 };
			double w = 60 * a * (1 + cs2) / (2 * (1 - a));

			CHECK_NEAR(erlang_g_asa(1, a, 60, v), w, 1e-12);
		}
		CHECK_NEAR(erlang_g_longer(1, a, 60, 20, markov),
			   erlang_c_longer(1, a, 60, 20), 1e-15);
		CHECK_ORDER(erlang_g_longer(1, a, 60, 20, constant),
			    erlang_c_longer(1, a, 60, 20));
	}
}

static void a_queue_without_end_is_said_so(void **state)
{
	(void)state;
	for (double n = 0; n <= 10; n++) {
		CHECK_SAME(erlang_c(n, 10), 1);
		CHECK_SAME(erlang_c_level(n, 10, 180, 20), 0);
		CHECK_SAME(erlang_c_asa(n, 10, 180), INFINITY);
		CHECK_SAME(erlang_c_queue(n, 10), INFINITY);
		CHECK_SAME(erlang_occupancy(n, 10), 1);
		CHECK_SAME(erlang_c_trunks(n, 10, 180, 0.01), INFINITY);
	}
}

static void nobody_waits_without_calls(void **state)
{
	(void)state;
	for (double n = 0; n < 3; n += 0.5) {
		CHECK_SAME(erlang_c(n, 0), 0);
		CHECK_SAME(erlang_c_level(n, 0, 180, 0), 1);
		CHECK_SAME(erlang_c_asa(n, 0, 180), 0);
		CHECK_SAME(erlang_c_queue(n, 0), 0);
		CHECK_SAME(erlang_occupancy(n, 0), 0);
	}
	CHECK_SAME(erlang_b(0, 0), 1);
	CHECK_SAME(erlang_b(1, 0), 0);
	CHECK_SAME(erlang_b(0, 5), 1);
	CHECK_SAME(erlang_b_lines(0, 0.01), 0);
	CHECK_SAME(erlang_b_lines(5, 0), INFINITY);
	CHECK_SAME(erlang_b_lines(5, 1), 0);
}

/* More lines into the house than agents, and enough for those waiting. */
static void trunks_hold_the_waiting_too(void **state)
{
	double n;

	(void)state;
	/* C(2, 1) = 1/3, so they wait 60 s / 3: 4/3 erlangs on the lines */
	n = erlang_c_trunks(2, 1, 60, 0.01);
	CHECK_ORDER(erlang_b(n, 4 / 3.), 0.01);
	assert_true(erlang_b(n - 1, 4 / 3.) > 0.01);
}

static void every_size_gives_a_number(void **state)
{
	(void)state;
	for (double a = 0.01; a < 2e7; a *= 10)
		for (double n = 0; n < 3 * a + 300; n = 1.7 * n + 0.37) {
			double b = erlang_b(n, a), c = erlang_c(n, a);
			double t = erlang_c_level(n, a, 180, 20);

			assert_true(b >= 0 && b <= 1);
			assert_true(c >= 0 && c <= 1);
			assert_true(t >= 0 && t <= 1);
			assert_true(erlang_b(floor(n), a) <= 1);
			assert_true(erlang_c_asa(n, a, 180) >= 0);
		}
	assert_true(erlang_b_lines(1e7, 0.01) > 9.8e6);
	assert_true(erlang_b_load(1e7, 0.01) > 1e7);
	assert_true(erlang_b(1e18, 1e-300) >= 0);
}

/*
 * Published tools that break: factorials overflow at 171 (and 144) agents;
 * CRAN ErlangC 0.1.0 drops the fraction of the load; a Poisson(0) of 0 gives
 * C(3, 2) = 1/2.
 */
static void does_not_repeat_known_failures(void **state)
{
	(void)state;
	CHECK_NEAR(erlang_c(3, 2), 4. / 9, 1e-14);
	/* no lines, no calls, more calls than lines */
	assert_true(erlang_b(0, 3) == 1 && erlang_b(5, 0) == 0);
	assert_true(erlang_c(5, 0) == 0);
	CHECK_NEAR(erlang_b(2, 10), 50. / 61, 1e-14);
	/* sums that start anew for each line: the count, at any size */
	for (double a = 1e3; a < 2e5; a *= 10) {
		double n = erlang_b_lines(a, 0.01);

		assert_true(plain_reciprocal((int)n, a) >= 100 &&
			    plain_reciprocal((int)n - 1, a) < 100);
	}
	/* 150 people and 140 erlangs are no NaN, 171 people no 171! */
	CHECK_NEAR(erlang_c(150, 140),
		   150 / (140 + 10 * plain_reciprocal(150, 140)), 1e-12);
	CHECK_NEAR(erlang_b(171, 165), 1 / plain_reciprocal(171, 165), 1e-12);
	/* servers are not cut to whole ones */
	assert_true(erlang_b(14.5, 10) < erlang_b(14, 10) &&
		    erlang_b(14.5, 10) > erlang_b(15, 10));
	CHECK_CLOSE(erlang_c(14, 10.5), 0.2326, 5e-5);
	CHECK_CLOSE(erlang_c(14, 10.9), 0.2879, 5e-5);
	for (int n = 140; n < 400; n++) {
		double a = n - 5.5, r = plain_reciprocal(n, a);

		CHECK_NEAR(erlang_c(n, a), n / (a + 5.5 * r), 1e-12);
		CHECK_NEAR(erlang_b(n, 0.9 * n),
			   1 / plain_reciprocal(n, 0.9 * n), 1e-12);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_closed_forms),
		cmocka_unit_test(half_a_line_agrees_with_erfc),
		cmocka_unit_test(agrees_with_the_plain_recursion),
		cmocka_unit_test(fractional_lines_fit_between_whole_ones),
		cmocka_unit_test(fractional_lines_meet_whole_ones),
		cmocka_unit_test(agrees_with_published_values),
		cmocka_unit_test(one_more_never_hurts),
		cmocka_unit_test(lines_for_a_blocking_are_the_fewest),
		cmocka_unit_test(load_for_a_blocking_gives_it_back),
		cmocka_unit_test(ties_of_decimals_go_to_the_planner),
		cmocka_unit_test(retries_add_the_calls_that_come_back),
		cmocka_unit_test(percentile_undoes_the_level),
		cmocka_unit_test(waits_obey_littles_law),
		cmocka_unit_test(variability_agrees_with_one_server),
		cmocka_unit_test(a_queue_without_end_is_said_so),
		cmocka_unit_test(nobody_waits_without_calls),
		cmocka_unit_test(trunks_hold_the_waiting_too),
		cmocka_unit_test(every_size_gives_a_number),
		cmocka_unit_test(does_not_repeat_known_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
