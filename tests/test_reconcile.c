/* Queues and their sum, brought together; the parts by forecasts made apart. */
#include "forecast_centre.h"

#include <math.h>
#include <stdlib.h>

/* Queue q of c, or the sum of all (q < 0), as a centre of one queue. */
static struct centre *alone(const struct centre *c, int q)
{
	struct centre *d = centre_new(1, c->history.grid.days, c->ahead.days);
	int n = c->history.grid.n;

	for (int t = 0; t < n; t++) {
		double sum = 0;
		for (int k = 0; k < c->site.n_queues; k++)
			if (q < 0 || q == k)
				sum += c->history.calls[k * n + t];
		d->history.calls[t] = sum;
		d->history.aht[t] = 200;
	}
	return d;
}

static struct centre *two_queues(void)
{
	struct centre *c = centre_new(2, 200, 28);

	simulate(c, 0, 30, 1);
	simulate(c, 1, 7, 2);
	return c;
}

/* The closed form for two queues: what is forecast of each and of the sum by
 * centres of one queue, weighted by their variances. */
static void agrees_with_weighted_least_squares(void **state)
{
	(void)state;
	struct centre *c = two_queues();
	struct forecast f = run(c, DATE_NONE, 1);
	struct forecast a = run(alone(c, 0), DATE_NONE, 1);
	struct forecast b = run(alone(c, 1), DATE_NONE, 1);
	struct forecast s = run(alone(c, -1), DATE_NONE, 1);
	const double *va = a.ahead.variance, *vb = b.ahead.variance;
	double apart = 0, site = 0;

	assert_int_equal(f.together.queues, 2);
	for (int t = 0; t < c->ahead.n; t++) {
		double x = a.ahead.calls[t], y = b.ahead.calls[t];
		double gap = s.ahead.calls[t] - x - y;
		double doubt = va[t] + vb[t] + s.ahead.variance[t];

		apart += x + y;
		site += s.ahead.calls[t];
		if (!is_open(&c->ahead, t)) {
			CHECK_NEAR(f.ahead.calls[t], 0, 0);
			continue;
		}
		CHECK_NEAR(f.ahead.calls[t], x + va[t] * gap / doubt, 1e-9);
		CHECK_NEAR(f.ahead.calls[c->ahead.n + t],
			   y + vb[t] * gap / doubt, 1e-9);
	}
	CHECK_NEAR(f.together.apart, apart, 1e-6);
	CHECK_NEAR(f.together.site, site, 1e-6);
	CHECK_NEAR(f.together.together, calls_of(&f, 0) + calls_of(&f, 1),
		   1e-6);
}

/* What people say of one queue, or a jump of its own, is not spread. */
static void who_has_something_of_its_own_stays(void **state)
{
	(void)state;
	struct centre *c = two_queues();
	int n = c->history.grid.n;
	struct event e = { .from = c->ahead.start + 20 * INTERVAL,
			   .until = c->ahead.start + 40 * INTERVAL,
			   .queue = 1,
			   .name = "mailing",
			   .effect = 0.2,
			   .volume = NAN };
	struct forecast before = run(alone(c, 0), DATE_NONE, 1);

	c->site.events = &e;
	c->site.n_events = 1;
	struct forecast with = run(c, DATE_NONE, 1);
	assert_int_equal(with.together.queues, 0);
	assert_true(memcmp(before.ahead.calls, with.ahead.calls,
			   sizeof(double) * (size_t)c->ahead.n) == 0);

	c->site.n_events = 0;
	for (int t = c->history.grid.day_begin[150]; t < n; t++)
		c->history.calls[n + t] *= 3;
	struct forecast jump = run(c, DATE_NONE, 1);
	assert_int_equal(jump.together.queues, 0);
	assert_true(memcmp(before.ahead.calls, jump.ahead.calls,
			   sizeof(double) * (size_t)c->ahead.n) == 0);
}

/* Two of three queues are known since 200 days, one since 40. */
static void a_young_queue_does_not_shorten_the_sum(void **state)
{
	(void)state;
	struct centre *c = centre_new(3, 200, 28);
	int n = c->history.grid.n;

	simulate(c, 0, 30, 1);
	simulate(c, 1, 7, 2);
	simulate(c, 2, 12, 3);
	for (int t = 0; t < c->history.grid.day_begin[160]; t++)
		c->history.calls[2 * n + t] = NAN;
	struct forecast three = run(c, DATE_NONE, 1);
	struct forecast two = run(two_queues(), DATE_NONE, 1);
	assert_int_equal(three.together.queues, 2);
	assert_true(same_bytes(&three, &two, 0, 0));
	assert_true(same_bytes(&three, &two, 1, 1));
}

/* Never known together: the sum says nothing, and 0 is no forecast. */
static void queues_recorded_on_different_days_stay(void **state)
{
	(void)state;
	struct centre *c = two_queues();
	const struct grid *g = &c->history.grid;

	for (int t = 0; t < g->n; t++)
		c->history.calls[grid_day(g, t) / 7 % 2 * g->n + t] = NAN;
	struct forecast f = run(c, DATE_NONE, 1);
	assert_int_equal(f.together.queues, 0);
	check_sane(c, &f);
	assert_true(calls_of(&f, 0) > 3 * calls_of(&f, 1));
}

/* Neither the queues nor their sum are overruled: in every interval what is
 * said in the end lies between the two.  Nor does it matter who is first. */
static void the_sum_moves_towards_its_own_forecast(void **state)
{
	(void)state;
	struct centre *c = centre_new(4, 200, 28), *d = centre_new(4, 200, 28);
	int n = c->ahead.n;

	for (int q = 0; q < 4; q++) {
		simulate(c, q, 2 + 5 * q, (uint64_t)q);
		simulate(d, 3 - q, 2 + 5 * q, (uint64_t)q);
	}
	struct forecast f = run(c, DATE_NONE, 1), g = run(d, DATE_NONE, 2);
	struct forecast s = run(alone(c, -1), DATE_NONE, 1), part[4];
	for (int q = 0; q < 4; q++) {
		part[q] = run(alone(c, q), DATE_NONE, 1);
		assert_true(same_bytes(&f, &g, q, 3 - q));
	}
	for (int t = 0; t < n; t++) {
		double apart = 0, sum = 0, site = s.ahead.calls[t];
		for (int q = 0; q < 4; q++) {
			apart += part[q].ahead.calls[t];
			sum += f.ahead.calls[q * n + t];
		}
		assert_true(sum >= fmin(apart, site) - 1e-9);
		assert_true(sum <= fmax(apart, site) + 1e-9);
		assert_true(sum == site ||
			    fabs(sum - site) < fabs(apart - site) + 1e-9);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_weighted_least_squares),
		cmocka_unit_test(who_has_something_of_its_own_stays),
		cmocka_unit_test(a_young_queue_does_not_shorten_the_sum),
		cmocka_unit_test(queues_recorded_on_different_days_stay),
		cmocka_unit_test(the_sum_moves_towards_its_own_forecast),
	};

	if (!centre_begin())
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
