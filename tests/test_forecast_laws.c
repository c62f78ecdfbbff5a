/* What must hold of a forecast whatever the history: hundreds of them. */
#include "check.h"

#include "forecast_centre.h"

enum { HISTORIES = 300 };

/* One value that somebody's switch has written. */
static double odd_value(struct random *r)
{
	static const double list[] = { 0,    NAN,	INFINITY, -1,
				       1e12, 0.3333333, 1e-12,	  1e6,
				       5e8,  -INFINITY };

	return list[random_below(r, sizeof(list) / sizeof(*list))];
}

/* A stretch of a queue's records is replaced. */
static void damage(struct workload *w, int q, struct random *r)
{
	const struct grid *g = &w->grid;
	int from = random_below(r, g->n), kind = random_below(r, 7);
	int until = from + 1 + random_below(r, g->n - from);
	double level = random_lognormal(r, 1, 2), value = odd_value(r);

	for (int t = from; t < until; t++) {
		double *y = &w->calls[q * g->n + t],
		       *aht = &w->aht[q * g->n + t];
		switch (kind) {
		case 0: *y = NAN; break;
		case 1: *y = 0; break;
		case 2: *y = value; break;
		case 3: *y *= level; break;
		case 4: *y = random_below(r, 4) ? *y : odd_value(r); break;
		case 5: *aht = random_below(r, 4) ? *aht : odd_value(r); break;
		case 6: *y = random_below(r, 9) ? NAN : 1; break;
		}
	}
}

static struct centre *random_centre(int number)
{
	struct random r = random_stream(23, (uint64_t)number);
	int days = random_below(&r, number % 3 ? 120 : 800);
	struct centre *c = centre_new(2, days, 1 + random_below(&r, 120));

	for (int q = 0; q < 2; q++) {
		simulate(c, q, random_lognormal(&r, 5, 3), (uint64_t)number);
		for (int k = random_below(&r, 6); k > 0 && days > 0; k--)
			damage(&c->history, q, &r);
	}
	if (random_below(&r, 2))
		c->queues[1].like = "sales";
	return c;
}

/* check_sane: finite, none negative, nothing while closed, days add up. */
static void any_history_has_a_sane_forecast(void **state)
{
	(void)state;
	for (int i = 0; i < HISTORIES; i++) {
		struct centre *c = random_centre(i);
		struct forecast f = run(c, DATE_NONE, 1);

		for (int k = 0; k < 2 * f.ahead.grid.n; k++)
			CHECK(isfinite(f.ahead.calls[k]),
			      "history %d, queue %d, interval %d: %g", i,
			      k / f.ahead.grid.n, k % f.ahead.grid.n,
			      f.ahead.calls[k]);
		check_sane(c, &f);
		for (int q = 0; q < 2; q++)
			for (int k = 0; k < f.queues[q].n_effects; k++) {
				const struct forecast_effect *e =
					&f.queues[q].effects[k];
				CHECK(!(e->factor < 0) &&
					      !(e->low > e->factor) &&
					      !(e->high < e->factor),
				      "%d: %s %g (%g to %g)", i, e->name,
				      e->factor, e->low, e->high);
			}
	}
}

/* As of any day, whatever comes later, odd or not. */
static void later_records_never_matter(void **state)
{
	(void)state;
	for (int i = 0; i < HISTORIES / 5; i++) {
		struct centre *c = random_centre(1000 + i);
		struct random r = random_stream(24, (uint64_t)i);
		struct grid *g = &c->history.grid;
		if (g->days < 2)
			continue;
		int row = 1 + random_below(&r, g->days - 1);
		int as_of = g->first_day + row;

		struct forecast before = run(c, as_of, 1);
		for (int t = g->day_begin[row]; t < g->n; t++)
			for (int q = 0; q < 2; q++) {
				c->history.calls[q * g->n + t] = odd_value(&r);
				c->history.aht[q * g->n + t] = odd_value(&r);
			}
		struct forecast after = run(c, as_of, 1);
		for (int q = 0; q < 2; q++)
			CHECK(same_bytes(&before, &after, q, q), "%d, queue %d",
			      i, q);
	}
}

/* By how much contacts are more, the forecast is.  Single intervals keep to
 * the shape of the day a little more where there is less to learn it from. */
static void scaling_contacts_scales_the_forecast(void **state)
{
	static const double factors[] = { 0.5, 3, 10, 1000 };

	(void)state;
	for (int days = 20; days <= 800; days += 130)
		for (int k = 0; k < 4; k++) {
			struct centre *c = centre_new(1, days, 28);
			simulate(c, 0, 100, (uint64_t)days);
			struct forecast one = run(c, DATE_NONE, 1);
			for (int t = 0; t < c->history.grid.n; t++)
				c->history.calls[t] *= factors[k];
			struct forecast scaled = run(c, DATE_NONE, 1);
			CHECK_NEAR(calls_of(&scaled, 0) /
					   (factors[k] * calls_of(&one, 0)),
				   1, 0.005);
			for (int t = 0; t < c->ahead.n; t++)
				if (one.ahead.calls[t] > 0)
					CHECK(fabs(scaled.ahead.calls[t] /
							   factors[k] -
						   one.ahead.calls[t]) <
						      1 + 0.06 * one.ahead.calls
									      [t],
					      "%d days, times %g: %g, not %g",
					      days, factors[k],
					      scaled.ahead.calls[t],
					      factors[k] * one.ahead.calls[t]);
		}
}

/* A handling time says nothing of contacts, contacts only weigh it. */
static void scaling_handling_times_scales_them_alone(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 200, 28);

	simulate(c, 0, 30, 4);
	struct forecast one = run(c, DATE_NONE, 1);
	for (int t = 0; t < c->history.grid.n; t++)
		c->history.aht[t] *= 1.5;
	struct forecast scaled = run(c, DATE_NONE, 1);
	for (int t = 0; t < c->ahead.n; t++) {
		assert_true(scaled.ahead.calls[t] == one.ahead.calls[t]);
		CHECK_NEAR(scaled.ahead.aht[t], 1.5 * one.ahead.aht[t],
			   0.005 * one.ahead.aht[t]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(any_history_has_a_sane_forecast),
		cmocka_unit_test(later_records_never_matter),
		cmocka_unit_test(scaling_contacts_scales_the_forecast),
		cmocka_unit_test(scaling_handling_times_scales_them_alone),
	};

	if (!centre_begin())
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
