/* Finite lines and redials against closed forms, sums, limits and laws. */
#include "maths/lines.h"

#include "maths/erlang.h"
#include "near.h"

static struct lines_queue house(double agents, double lines, double load,
				double aht, double patience)
{
	return (struct lines_queue){ { agents, load, aht, patience }, lines };
}

/* All states one by one, in long double, waits by Little's law. */
struct plain {
	double blocked, waiting, abandoned, wait;
};

static struct plain plain_sum(struct lines_queue q)
{
	int n = (int)q.queue.agents, lines = (int)q.lines;
	long double theta = q.queue.aht / (long double)q.queue.patience;
	long double w = 1, all = 1, queued = 0, length = 0;

	for (int j = 1; j <= lines; j++) {
		int waiting = j > n ? j - n : 0;

		w *= q.queue.load / ((j - waiting) + waiting * theta);
		all += w;
		length += w * waiting;
		if (j >= n && j < lines)
			queued += w;
	}
	long double accepted = q.queue.load * (1 - w / all);
	return (struct plain){
		.blocked = (double)(w / all),
		.waiting = (double)(queued / (all - w)),
		.abandoned = (double)(theta * length / all / accepted),
		.wait = (double)(length / all / accepted * q.queue.aht),
	};
}

static void agrees_with_the_plain_sum(void **state)
{
	uint64_t dice = 1;

	(void)state;
	for (int i = 0; i < 2000; i++) {
		double n = ceil(near_log_random(&dice, 0.5, 600));
		double k = n + floor(near_log_random(&dice, 1, 300) - 1);
		double a = n * near_log_random(&dice, 0.5, 1.7);
		double patience = near_random(&dice) < 0.3
					  ? INFINITY
					  : near_log_random(&dice, 5, 5000);
		struct lines_queue q = house(n, k, a, 180, patience);
		struct lines_service s = lines_service(q, 20);
		struct plain p = plain_sum(q);

		CHECK_NEAR(s.blocked, p.blocked, 1e-11);
		CHECK_CLOSE(s.accepted.waiting, p.waiting, 1e-12);
		CHECK_CLOSE(s.accepted.abandoned, p.abandoned, 1e-12);
		CHECK_CLOSE(s.accepted.wait, p.wait, 1e-9);
	}
}

/* B and the geometric queue: pi_n = B/(1 + B rho (1-rho^L)/(1-rho)). */
static void agrees_with_the_closed_form(void **state)
{
	(void)state;
	for (double n = 1; n < 200; n = ceil(1.7 * n))
		for (double rho = 0.55; rho < 1.8; rho += 0.1) {
			double b = erlang_b(n, rho * n);
			double geometric = (1 - pow(rho, 7)) / (1 - rho);
			double first = b / (1 + b * rho * geometric);
			struct lines_service s = lines_service(
				house(n, n + 7, rho * n, 180, INFINITY), 20);

			CHECK_NEAR(s.blocked, first * pow(rho, 7), 1e-12);
			CHECK_NEAR(s.accepted.waiting * (1 - s.blocked),
				   first * geometric, 1e-12);
		}
}

static void no_waiting_places_is_erlang_b(void **state)
{
	(void)state;
	for (double a = 0.1; a < 1e5; a *= 5.3) {
		double n = ceil(a);

		CHECK_NEAR(lines_service(house(n, n, a, 180, 60), 20).blocked,
			   erlang_b(n, a), 1e-12);
		CHECK_NEAR(
			lines_service(house(n + 9, n, a, 180, 60), 20).blocked,
			erlang_b(n, a), 1e-12);
		CHECK_NEAR(
			lines_service(house(n, n + 5, a, 180, 0), 20).blocked,
			erlang_b(n, a), 1e-12);
	}
}

static void check_service(struct patience_service a, struct patience_service b,
			  double error)
{
	CHECK_CLOSE(a.waiting, b.waiting, error);
	CHECK_CLOSE(a.abandoned, b.abandoned, error);
	CHECK_CLOSE(a.answered, b.answered, error);
	CHECK_NEAR(a.wait, b.wait, error);
	CHECK_NEAR(a.asa, b.asa, error);
	CHECK_NEAR(a.queue, b.queue, error);
	CHECK_CLOSE(a.occupancy, b.occupancy, error);
	CHECK_CLOSE(a.in_time, b.in_time, error);
	CHECK_CLOSE(a.early, b.early, error);
	CHECK_CLOSE(a.late, b.late, error);
	CHECK_CLOSE(a.after, b.after, error);
	CHECK_CLOSE(a.offered_late, b.offered_late, error);
	CHECK_CLOSE(a.offered_in_time, b.offered_in_time, error);
}

/* Two methods: sums over states here, integrals in patience.c. */
static void many_lines_are_erlang_a(void **state)
{
	uint64_t dice = 2;

	(void)state;
	for (int i = 0; i < 500; i++) {
		double a = near_log_random(&dice, 0.1, 2000);
		double n = ceil(a * near_log_random(&dice, 0.6, 1.3));
		double patience = near_log_random(&dice, 10, 3000);
		double t = near_random(&dice) < 0.2
				   ? 0
				   : near_log_random(&dice, 1, 900);
		struct lines_queue q = house(n, 1e6, a, 180, patience);

		check_service(lines_service(q, t).accepted,
			      patience_service(q.queue, t), 1e-10);
	}
}

static void many_lines_are_erlang_c(void **state)
{
	(void)state;
	for (double a = 0.3; a < 1e4; a *= 3.1) {
		double n = ceil(a + sqrt(a));
		struct lines_queue q = house(n, 1e6, a, 180, INFINITY);

		check_service(lines_service(q, 20).accepted,
			      patience_service(q.queue, 20), 1e-10);
	}
}

static void infinite_lines_are_erlang_a(void **state)
{
	struct lines_queue q = house(14, INFINITY, 15, 180, 90);

	(void)state;
	check_service(lines_service(q, 20).accepted,
		      patience_service(q.queue, 20), 0);
	CHECK_SAME(lines_service(q, 20).blocked, 0);
}

static void more_lines_block_less_and_wait_longer(void **state)
{
	uint64_t dice = 3;

	(void)state;
	for (int i = 0; i < 500; i++) {
		double a = near_log_random(&dice, 0.5, 500);
		double n = ceil(a * near_log_random(&dice, 0.7, 1.3));
		double k = n + floor(30 * near_random(&dice));
		struct lines_service s, m;

		s = lines_service(house(n, k, a, 240, 200), 20);
		m = lines_service(house(n, k + 1, a, 240, 200), 20);
		CHECK_ORDER(m.blocked, s.blocked);
		CHECK_ORDER(s.accepted.wait, m.accepted.wait);
		CHECK_ORDER(m.accepted.in_time, s.accepted.in_time);
	}
}

static void redials_are_the_fixed_point(void **state)
{
	uint64_t dice = 4;

	(void)state;
	for (int i = 0; i < 300; i++) {
		double a = near_log_random(&dice, 0.5, 500);
		double n = ceil(a * near_log_random(&dice, 0.7, 1.3));
		double k = near_random(&dice) < 0.3 ? INFINITY : n + 20;
		struct lines_queue q = house(n, k, a, 240, 200);
		struct lines_redial again = { near_random(&dice),
					      near_random(&dice) };
		struct lines_service s = lines_redial(q, 20, again), t;
		double back = again.blocked * s.blocked +
			      again.abandoned * (1 - s.blocked) *
				      s.accepted.abandoned;

		CHECK_NEAR(s.offered * (1 - back), a, 1e-11);
		q.queue.load = s.offered;
		t = lines_service(q, 20);
		CHECK_SAME(s.blocked, t.blocked);
		CHECK_SAME(s.accepted.in_time, t.accepted.in_time);
	}
}

static void nobody_calling_again_changes_nothing(void **state)
{
	struct lines_queue q = house(10, 15, 9, 180, 120);
	struct lines_redial never = { 0, 0 }, always = { 1, 1 };

	(void)state;
	CHECK_SAME(lines_redial(q, 20, never).offered, 9);
	CHECK_NEAR(lines_redial(q, 20, never).blocked,
		   lines_service(q, 20).blocked, 0);
	/* All come back until served: the agents carry all of the load. */
	CHECK_NEAR(10 * lines_redial(q, 20, always).accepted.occupancy, 9,
		   1e-9);
	q.queue.load = 11;
	CHECK_SAME(lines_redial(q, 20, always).offered, INFINITY);
}

/* With all lines offered only blocked calls retry: extended Erlang B. */
static void redials_of_a_loss_system_are_extended_erlang_b(void **state)
{
	(void)state;
	for (double r = 0; r < 1; r += 0.13) {
		struct lines_redial again = { r, 0 };
		struct lines_service s = lines_redial(
			house(20, 20, 22, 180, INFINITY), 20, again);

		CHECK_NEAR(s.offered, erlang_b_retry_load(20, 22, r), 1e-11);
	}
}

static void the_ends_are_as_documented(void **state)
{
	struct lines_service s = lines_service(house(0, 5, 3, 180, 60), 20);

	(void)state;
	CHECK_NEAR(s.blocked, erlang_b(5, 1), 1e-14);
	CHECK_SAME(s.accepted.abandoned, 1);
	CHECK_SAME(lines_service(house(0, 5, 3, 180, INFINITY), 20).blocked, 1);
	CHECK_SAME(lines_service(house(3, 5, 0, 180, 60), 20).blocked, 0);
	CHECK_SAME(lines_service(house(3, 5, 0, 180, 60), 20).accepted.in_time,
		   1);
	CHECK_SAME(lines_redial(house(3, 5, 0, 180, 60), 20,
				(struct lines_redial){ 1, 1 })
			   .offered,
		   0);
}

static void every_size_gives_a_number(void **state)
{
	(void)state;
	for (double a = 0.01; a < 2e7; a *= 100)
		for (double n = 1; n < 3 * a + 9; n = ceil(2.3 * n))
			for (double room = 0; room < 1e6; room = 40 * room + 3)
				for (double p = 1; p < 1e9; p *= 300) {
					struct lines_service s = lines_service(
						house(n, n + room, a, 180, p),
						1e4);

					assert_true(s.blocked >= 0 &&
						    s.blocked <= 1);
					assert_true(s.accepted.in_time >= 0 &&
						    s.accepted.in_time <=
							    1 + 1e-12);
					assert_true(s.accepted.late >= 0 &&
						    s.accepted.late <= 1);
					assert_true(s.accepted.wait >= 0);
					assert_true(s.accepted.asa >= 0);
				}
}

/* Sums and a fixed point, each right to their last digits. */
static void nobody_is_busier_than_all_the_time(void **state)
{
	(void)state;
	for (double load = 1e3; load < 1e7; load *= 10) {
		struct lines_service s = lines_redial(
			(struct lines_queue){ { 500, load, 20, 3600 },
					      INFINITY },
			20, (struct lines_redial){ 0.999999, 0.999999 });

		assert_true(s.accepted.occupancy <= 1);
		assert_true(s.accepted.occupancy > 0.999);
	}
}

/* One line less blocks too many; few lines need not reach all agents. */
static void lines_for_a_blocking_are_the_fewest(void **state)
{
	static const double blocking[] = { 0.5, 0.1, 0.01, 0.001 };

	(void)state;
	for (int agents = 0; agents < 40; agents += 3)
		for (double load = 0.3; load < 60; load *= 2.1)
			for (int k = 0; k < 8; k++) {
				struct patience_queue q = { agents, load, 200,
							    k % 2 ? 150
								  : INFINITY };
				double b = blocking[k / 2];
				double n = lines_needed(q, b);

				if (isinf(n)) {
					assert_true(load * (1 - b) >= agents &&
						    isinf(q.patience));
					continue;
				}
				assert_true(
					lines_service(
						(struct lines_queue){ q, n },
						20)
						.blocked <= b + 1e-12);
				assert_true(n == 0 ||
					    lines_service(
						    (struct lines_queue){
							    q, n - 1 },
						    20)
							    .blocked > b);
			}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_plain_sum),
		cmocka_unit_test(agrees_with_the_closed_form),
		cmocka_unit_test(no_waiting_places_is_erlang_b),
		cmocka_unit_test(many_lines_are_erlang_a),
		cmocka_unit_test(many_lines_are_erlang_c),
		cmocka_unit_test(infinite_lines_are_erlang_a),
		cmocka_unit_test(more_lines_block_less_and_wait_longer),
		cmocka_unit_test(redials_are_the_fixed_point),
		cmocka_unit_test(nobody_calling_again_changes_nothing),
		cmocka_unit_test(
			redials_of_a_loss_system_are_extended_erlang_b),
		cmocka_unit_test(nobody_is_busier_than_all_the_time),
		cmocka_unit_test(lines_for_a_blocking_are_the_fewest),
		cmocka_unit_test(the_ends_are_as_documented),
		cmocka_unit_test(every_size_gives_a_number),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
