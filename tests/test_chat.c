/* Chat against Erlang, the plain sum over all states, and laws. */
#include "maths/chat.h"

#include "maths/erlang.h"
#include "near.h"

static const double slower[] = { 1 / 300., 1 / 375., 1 / 460., 1 / 600. };
static const double same[] = { 1 / 300., 1 / 300., 1 / 300., 1 / 300. };

static struct chat_queue desk(double agents, double arrivals, int slots,
			      const double *rate)
{
	return (struct chat_queue){ agents, arrivals, INFINITY, slots, rate };
}

static void one_slot_is_erlang_c(void **state)
{
	(void)state;
	for (double a = 0.2; a < 3000; a *= 2.3) {
		double n = ceil(a + 0.4 * sqrt(a));
		struct chat_service s =
			chat_service(desk(n, a / 300, 1, slower), 20);

		CHECK_NEAR(s.wait.waiting, erlang_c(n, a), 1e-12);
		CHECK_NEAR(s.wait.asa, erlang_c_asa(n, a, 300), 1e-12);
		CHECK_NEAR(s.wait.in_time, erlang_c_level(n, a, 300, 20),
			   1e-12);
		CHECK_NEAR(s.wait.queue, erlang_c_queue(n, a), 1e-12);
		CHECK_NEAR(s.held, a, 1e-12);
		CHECK_NEAR(s.duration, 300, 1e-12);
	}
}

/* Level rates alike: n agents with k slots are n k agents. */
static void contacts_that_do_not_disturb_are_more_agents(void **state)
{
	(void)state;
	for (double n = 1; n < 200; n = ceil(1.8 * n)) {
		double a = 0.93 * 4 * n;
		struct chat_queue q = desk(n, a / 300, 4, same);
		struct patience_queue p = { 4 * n, a, 300, 100 };
		struct patience_service s;

		CHECK_NEAR(chat_service(q, 30).wait.waiting, erlang_c(4 * n, a),
			   1e-12);
		q.patience = 100;
		s = patience_service(p, 30);
		CHECK_NEAR(chat_service(q, 30).wait.abandoned, s.abandoned,
			   1e-11);
		CHECK_NEAR(chat_service(q, 30).wait.in_time, s.in_time, 1e-11);
	}
}

/* Every state, its rate from handing out contacts one by one. */
static double plain_rate(int n, int m, const double *rate)
{
	double sum = 0;

	for (int i = 0; i < n; i++) {
		int holds = m / n + (i < m % n);

		if (holds > 0)
			sum += holds * rate[holds - 1];
	}
	return sum;
}

static void agrees_with_the_plain_sum(void **state)
{
	uint64_t dice = 1;

	(void)state;
	for (int i = 0; i < 400; i++) {
		int n = 1 + (int)(40 * near_random(&dice));
		int k = 1 + (int)(4 * near_random(&dice)), full = n * k;
		double most = full * slower[k - 1];
		double lambda = most * (0.2 + 1.3 * near_random(&dice));
		struct chat_queue q = desk(n, lambda, k, slower);
		struct chat_service s;
		long double w = 1, all = 1, queue = 0, held = 0;

		q.patience = near_log_random(&dice, 20, 2000);
		for (int m = 1; m < full + 20000; m++) {
			int waiting = m > full ? m - full : 0;

			w *= lambda /
			     (plain_rate(n, m < full ? m : full, slower) +
			      waiting / (long double)q.patience);
			all += w;
			queue += w * waiting;
			held += w * (m - waiting);
			if (waiting > 5 && w * waiting < 1e-22L * queue)
				break;
		}
		s = chat_service(q, 45);
		CHECK_NEAR(s.wait.queue, (double)(queue / all), 1e-10);
		CHECK_NEAR(s.held, (double)(held / all), 1e-11);
		CHECK_NEAR(s.wait.abandoned,
			   (double)(queue / all / lambda / q.patience), 1e-10);
	}
}

/* Rates that fall so fast that two contacts end later than one after the
 * other: the weights have two humps with a deep valley. */
static void two_humps_are_both_counted(void **state)
{
	const double falling[] = { 1 / 100., 1 / 1000., 1 / 310. };
	struct chat_queue q = desk(400, 3.2, 3, falling);
	long double w = 1, all = 1, below = 1;

	(void)state;
	q.patience = 300;
	for (int m = 1; m < 9000; m++) {
		w *= 3.2L / (plain_rate(400, m < 1200 ? m : 1200, falling) +
			     (m > 1200 ? m - 1200 : 0) / 300.L);
		all += w;
		if (m < 1200)
			below += w;
	}
	CHECK_NEAR(chat_service(q, 45).wait.waiting,
		   (double)((all - below) / all), 1e-10);
}

static void one_more_agent_never_hurts(void **state)
{
	uint64_t dice = 2;

	(void)state;
	for (int i = 0; i < 500; i++) {
		double n = 1 + floor(100 * near_random(&dice));
		int k = 1 + (int)(4 * near_random(&dice));
		double lambda =
			n * k * slower[k - 1] * (0.3 + near_random(&dice));
		struct chat_queue q = desk(n, lambda, k, slower);
		struct chat_queue m = desk(n + 1, lambda, k, slower);

		CHECK_ORDER(chat_service(q, 45).wait.in_time,
			    chat_service(m, 45).wait.in_time);
		CHECK_ORDER(chat_service(m, 45).wait.wait,
			    chat_service(q, 45).wait.wait);
	}
}

static void agents_for_a_goal_are_the_fewest(void **state)
{
	uint64_t dice = 3;

	(void)state;
	for (int i = 0; i < 300; i++) {
		struct service_goal g = { .share = 0.5 +
						   0.49 * near_random(&dice),
					  .within = 60 * near_random(&dice) };
		int k = 1 + (int)(4 * near_random(&dice));
		struct chat_queue q =
			desk(0, near_log_random(&dice, 1e-3, 1), k, slower);
		double n;

		if (near_random(&dice) < 0.5)
			g.patience = near_log_random(&dice, 10, 900);
		n = chat_agents(&g, q).amount;
		q.patience = g.patience > 0 ? g.patience : INFINITY;
		q.agents = n;
		CHECK_ORDER(g.share, chat_service(q, g.within).wait.in_time);
		q.agents = n - 1;
		if (g.counting == SL_OFFERED)
			assert_true(n == 0 ||
				    chat_service(q, g.within).wait.in_time <
					    g.share);
	}
}

/* One contact at a time: the same as the goal of a telephone queue. */
static void goals_agree_with_one_slot(void **state)
{
	uint64_t dice = 4;

	(void)state;
	for (int i = 0; i < 300; i++) {
		struct service_goal g = { .share = 0.8, .within = 30 };
		double a = near_log_random(&dice, 0.05, 900);
		struct chat_queue q = desk(0, a / 300, 1, slower);
		struct goal_answer c, p;

		g.patience = near_random(&dice) < 0.5 ? 0 : 120;
		g.occupancy = near_random(&dice) < 0.5 ? 0 : 0.8;
		g.abandoned = near_random(&dice) < 0.5 ? 0 : 0.03;
		g.minimum = (int)(9 * near_random(&dice));
		c = chat_agents(&g, q);
		p = goal_agents(&g, a, 300);
		CHECK_SAME(c.amount, p.amount);
	}
}

static void too_many_contacts_are_said_so(void **state)
{
	struct chat_queue q = desk(5, 0.05, 3, slower);

	(void)state;
	CHECK_NEAR(chat_capacity(q), 15 / 460., 1e-15);
	CHECK_SAME(chat_service(q, 60).wait.waiting, 1);
	CHECK_SAME(chat_service(q, 60).wait.in_time, 0);
	CHECK_SAME(chat_service(q, 60).wait.wait, INFINITY);
	CHECK_NEAR(chat_service(q, 60).held, 15, 1e-12);
}

static void the_ends_are_as_documented(void **state)
{
	struct service_goal g = { .share = 0.8, .within = 20, .minimum = 3 };
	struct service_goal bad = { .share = 1 };

	(void)state;
	CHECK_SAME(chat_service(desk(5, 0, 3, slower), 60).wait.in_time, 1);
	CHECK_SAME(chat_service(desk(5, 0, 3, slower), 60).held, 0);
	CHECK_SAME(chat_service(desk(0, 1, 3, slower), 60).wait.in_time, 0);
	CHECK_SAME(chat_service(desk(0, 1, 3, slower), 60).wait.wait, INFINITY);
	CHECK_SAME(chat_agents(&g, desk(0, 0, 3, slower)).amount, 3);
	CHECK_SAME(chat_agents(&bad, desk(0, 1, 3, slower)).amount, INFINITY);
	/* Far more agents than contacts: sums pass the range of doubles. */
	CHECK_SAME(chat_service(desk(4000, 1, 4, same), 5).wait.waiting, 0);
	CHECK_NEAR(chat_service(desk(4000, 1, 4, same), 5).held, 300, 1e-11);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_slot_is_erlang_c),
		cmocka_unit_test(contacts_that_do_not_disturb_are_more_agents),
		cmocka_unit_test(agrees_with_the_plain_sum),
		cmocka_unit_test(two_humps_are_both_counted),
		cmocka_unit_test(one_more_agent_never_hurts),
		cmocka_unit_test(agents_for_a_goal_are_the_fewest),
		cmocka_unit_test(goals_agree_with_one_slot),
		cmocka_unit_test(too_many_contacts_are_said_so),
		cmocka_unit_test(the_ends_are_as_documented),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
