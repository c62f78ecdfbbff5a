/* The door: from a site and its history to the workload ahead. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "forecast_centre.h"

static void finds_the_truth(void **state)
{
	(void)state;
	struct centre *c = centre_new(2, 500, 28);

	simulate(c, 0, 40, 1);
	simulate(c, 1, 0.5, 2);
	struct forecast f = run(c, DATE_NONE, 1);
	check_sane(c, &f);
	CHECK_NEAR(calls_of(&f, 0) / truth_of(&c->ahead, 40), 1, 0.05);
	CHECK_NEAR(calls_of(&f, 1) / truth_of(&c->ahead, 0.5), 1, 0.08);
	const struct forecast_queue *q = &f.queues[0];
	assert_int_equal(q->basis, FORECAST_OWN);
	assert_true(q->days_used >= 497 && q->days_used <= 500);
	assert_true(q->n_scores > 4 && f.origins >= 8);
	for (int k = 0; k < q->n_scores; k++) {
		assert_non_null(q->scores[k].model);
		assert_true(q->scores[k].wape_interval > q->floor_wape);
		assert_true(q->scores[k].wape_interval < 0.4);
	}
	const struct forecast_score *blend = &q->scores[q->n_scores - 1];
	assert_true(blend->blend && blend->chosen && !blend->baseline);
	CHECK_NEAR(blend->cover80, 0.8, 0.06);
	CHECK_NEAR(blend->cover95, 0.95, 0.04);
	assert_int_equal(blend->n_horizons, 3);
	assert_int_equal(blend->horizons[1].first_lead, 2);
	/* AHT was even between 200 and 300. */
	for (int t = 0; t < c->ahead.n; t++)
		if (is_open(&c->ahead, t))
			CHECK_NEAR(f.ahead.aht[t], 250, 12);
}

static void the_number_of_threads_changes_no_byte(void **state)
{
	(void)state;
	struct centre *c = centre_new(4, 200, 28);

	for (int q = 0; q < 4; q++)
		simulate(c, q, 5 + 10 * q, (uint64_t)q);
	struct forecast one = run(c, DATE_NONE, 1);
	struct forecast four = run(c, DATE_NONE, 4);
	for (int q = 0; q < 4; q++)
		assert_true(same_bytes(&one, &four, q, q));
}

static void the_order_of_queues_changes_no_byte(void **state)
{
	(void)state;
	struct centre *c = centre_new(2, 200, 28);
	struct centre *d = centre_new(2, 200, 28);

	simulate(c, 0, 30, 1);
	simulate(c, 1, 7, 2);
	simulate(d, 0, 7, 2);
	simulate(d, 1, 30, 1);
	struct forecast cd = run(c, DATE_NONE, 1), dc = run(d, DATE_NONE, 1);
	assert_true(same_bytes(&cd, &dc, 0, 1));
	assert_true(same_bytes(&cd, &dc, 1, 0));
}

static void later_records_change_nothing_as_of_earlier(void **state)
{
	(void)state;
	struct centre *c = centre_new(2, 300, 28);
	int as_of = sim_day(2025, 8, 20);

	simulate(c, 0, 30, 1);
	simulate(c, 1, 2, 2);
	struct forecast before = run(c, as_of, 1);
	struct grid *g = &c->history.grid;
	for (int t = g->day_begin[as_of - g->first_day]; t < g->n; t++)
		for (int q = 0; q < 2; q++) {
			c->history.calls[q * g->n + t] = t % 3 ? 1000 : NAN;
			c->history.aht[q * g->n + t] = 9999;
		}
	struct forecast after = run(c, as_of, 1);
	assert_true(same_bytes(&before, &after, 0, 0));
	assert_true(same_bytes(&before, &after, 1, 1));
	/* A shorter file is the same as a stop. */
	struct centre *d = centre_new(2, 300, 28);
	simulate(d, 0, 30, 1);
	simulate(d, 1, 2, 2);
	for (int t = g->day_begin[as_of - g->first_day]; t < g->n; t++)
		for (int i = t; i < 2 * g->n; i += g->n)
			d->history.calls[i] = d->history.aht[i] = NAN;
	struct forecast shorter = run(d, DATE_NONE, 1);
	assert_true(same_bytes(&before, &shorter, 0, 0));
}

static void nothing_of_the_days_ahead_is_looked_at(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 300, 28);

	simulate(c, 0, 30, 1);
	c->ahead = grid_new(arena, london, sim_day(2025, 9, 1), 28, INTERVAL);
	struct forecast before = run(c, DATE_NONE, 1);
	struct grid *g = &c->history.grid;
	for (int t = g->day_begin[c->ahead.first_day - g->first_day]; t < g->n;
	     t++)
		c->history.calls[t] *= 5;
	struct forecast after = run(c, DATE_NONE, 1);
	assert_true(same_bytes(&before, &after, 0, 0));
}

static void twice_the_contacts_are_twice_the_forecast(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 400, 28);

	simulate(c, 0, 200, 1);
	struct forecast one = run(c, DATE_NONE, 1);
	for (int t = 0; t < c->history.grid.n; t++)
		c->history.calls[t] *= 2;
	struct forecast two = run(c, DATE_NONE, 1);
	CHECK_NEAR(calls_of(&two, 0) / calls_of(&one, 0), 2, 0.01);
	for (int t = 0; t < c->ahead.n; t++)
		if (one.ahead.calls[t] > 1)
			CHECK_NEAR(two.ahead.calls[t] / one.ahead.calls[t], 2,
				   0.06);
}

/* Where the back-test leaves no member out, nothing but ranges and the sum of
 * the queues comes from it. */
static void untested_is_the_mean_of_all_members(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 200, 28), *d = centre_new(2, 200, 28);
	struct forecast_options o = { .as_of = DATE_NONE,
				      .untested = true,
				      .threads = 1 };
	struct forecast plain;
	int n = c->ahead.n;

	simulate(c, 0, 30, 1);
	struct forecast tested = run(c, DATE_NONE, 1);
	const struct forecast_queue *q = &tested.queues[0];
	for (int i = 0; i < q->n_scores; i++)
		assert_true(q->scores[i].baseline != q->scores[i].chosen);
	assert_int_equal(forecast_from_history(arena, &c->site, &c->history,
					       c->ahead, o, &plain, &c->err),
			 RC_OK);
	assert_memory_equal(plain.ahead.calls, tested.ahead.calls,
			    sizeof(double) * (size_t)n);
	for (int t = 0; t < n; t++)
		CHECK_NEAR(plain.ahead.variance[t], plain.ahead.calls[t], 1e-9);

	simulate(d, 0, 30, 1);
	simulate(d, 1, 7, 2);
	assert_int_equal(forecast_from_history(arena, &d->site, &d->history,
					       d->ahead, o, &plain, &d->err),
			 RC_OK);
	assert_int_equal(plain.together.queues, 0);
	assert_memory_equal(plain.ahead.calls, tested.ahead.calls,
			    sizeof(double) * (size_t)n);
}

/* The clock goes back on 26 October: 25 hours, but closed at night here.  An
 * all-day queue has the hour from one to two twice, and in March none. */
static void days_of_25_and_23_hours_hold_their_hours(void **state)
{
	(void)state;
	static const struct window all = { 0, 1440 };
	struct centre *c = centre_new(1, 280, 28);
	struct grid *g = &c->history.grid;

	for (int d = 0; d < 7; d++)
		c->queues[0].hours.day[d] = (struct opening_day){ &all, 1 };
	for (int t = 0; t < g->n; t++) {
		c->history.calls[t] = 100 + g->wall[t] / 30;
		c->history.aht[t] = 200;
	}
	struct forecast f = run(c, DATE_NONE, 1);
	int d = sim_day(2025, 10, 26) - c->ahead.first_day;
	assert_int_equal(c->ahead.day_begin[d + 1] - c->ahead.day_begin[d], 50);
	double usual = 48 * 100 + 47 * 24, twice = 102 + 103;
	CHECK_NEAR(f.queues[0].day_calls[d], usual + twice, 0.02 * usual);
	CHECK_NEAR(f.queues[0].day_calls[d - 7], usual, 0.02 * usual);
	CHECK_NEAR(f.queues[0].day_calls[d] - f.queues[0].day_calls[d - 7],
		   twice, 0.1 * twice);
	c->ahead = grid_new(arena, london, sim_day(2026, 3, 28), 2, INTERVAL);
	f = run(c, DATE_NONE, 1);
	CHECK_NEAR(f.queues[0].day_calls[0] - f.queues[0].day_calls[1], twice,
		   0.2 * twice);
}

/* Every way a history can be odd: an answer, and never a NaN. */
static void odd_histories_have_an_answer(void **state)
{
	(void)state;
	const int days[] = { 0, 1, 3, 7, 10, 15, 30, 45, 100 };

	for (int i = 0; i < 9; i++)
		for (int kind = 0; kind < 7; kind++) {
			struct centre *c = centre_new(2, days[i], 100);
			struct grid *g = &c->history.grid;
			struct random r = random_stream(9, (uint64_t)kind);
			simulate(c, 0, 20, 1);
			simulate(c, 1, 3, 2);
			for (int t = 0; t < g->n; t++) {
				double *y = &c->history.calls[t];
				switch (kind) {
				case 0: *y = 0; break;
				case 1: *y = 7; break;
				case 2: *y = NAN; break;
				case 3:
					if (random_below(&r, 3) > 0)
						*y = NAN;
					break;
				case 4: *y = t == g->n - 1 ? 5 : NAN; break;
				case 5: *y = random_below(&r, 2) * 1e12; break;
				case 6: *y = t % 2 ? INFINITY : -5; break;
				}
			}
			struct forecast f = run(c, DATE_NONE, 1);
			check_sane(c, &f);
			if (kind == 0)
				assert_true(calls_of(&f, 0) == 0 ||
					    days[i] < 14);
		}
}

static void a_constant_history_is_repeated(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 90, 14);
	struct grid *g = &c->history.grid;

	for (int t = 0; t < g->n; t++) {
		c->history.calls[t] = is_open(g, t) ? 12 : NAN;
		c->history.aht[t] = 180;
	}
	struct forecast f = run(c, DATE_NONE, 1);
	for (int t = 0; t < c->ahead.n; t++)
		if (is_open(&c->ahead, t)) {
			CHECK_NEAR(f.ahead.calls[t], 12, 0.1);
			CHECK_NEAR(f.ahead.aht[t], 180, 1e-6);
		}
}

static void a_queue_without_history_borrows_and_says_so(void **state)
{
	(void)state;
	struct centre *c = centre_new(4, 200, 14);

	simulate(c, 0, 40, 1);
	for (int q = 1; q < 4; q++)
		for (int t = 0; t < c->history.grid.n; t++)
			c->history.calls[q * c->history.grid.n + t] = NAN;
	c->queues[1].like = "sales";
	c->queues[2].like = "nobody";
	/* extra: a week of its own days at half the level of sales. */
	struct grid *g = &c->history.grid;
	for (int t = g->day_begin[193]; t < g->n; t++)
		c->history.calls[3 * g->n + t] = round(c->history.calls[t] / 2);
	struct forecast f = run(c, DATE_NONE, 1);
	check_sane(c, &f);
	assert_int_equal(f.queues[1].basis, FORECAST_LIKE);
	assert_int_equal(f.queues[1].like, 0);
	CHECK_NEAR(calls_of(&f, 1), calls_of(&f, 0), 1e-6);
	assert_int_equal(f.queues[2].basis, FORECAST_NOTHING);
	assert_true(calls_of(&f, 2) == 0);
	assert_int_equal(c->err.warnings, 1);
	assert_non_null(strstr(c->err.list[0].text, "chat"));
	assert_int_equal(f.queues[3].basis, FORECAST_OTHERS);
	CHECK_NEAR(calls_of(&f, 3) / calls_of(&f, 0), 0.5, 0.02);
	/* Less sure than the queue it borrows from. */
	double relative3 = 0, relative0 = 0;
	for (int d = 0; d < 14; d++) {
		relative3 += f.queues[3].day_variance[d] /
			     pow(f.queues[3].day_calls[d], 2);
		relative0 += f.queues[0].day_variance[d] /
			     pow(f.queues[0].day_calls[d], 2);
	}
	assert_true(relative3 > relative0);
}

/* Without days of its own a queue is the share that was said, and a week of
 * them moves it to what they say. */
static void a_new_queue_may_be_a_share_of_its_analog(void **state)
{
	(void)state;
	struct centre *c = centre_new(2, 200, 14);
	struct grid *g = &c->history.grid;

	simulate(c, 0, 40, 1);
	for (int t = 0; t < g->n; t++)
		c->history.calls[g->n + t] = NAN;
	c->queues[1].like = "sales";
	c->queues[1].like_share = 0.3;
	struct forecast f = run(c, DATE_NONE, 1);
	CHECK_NEAR(calls_of(&f, 1), 0.3 * calls_of(&f, 0), 1e-6);
	for (int t = g->day_begin[193]; t < g->n; t++)
		c->history.calls[g->n + t] = round(c->history.calls[t] / 2);
	f = run(c, DATE_NONE, 1);
	double level = calls_of(&f, 1) / calls_of(&f, 0);
	/* Seven days of 1/2 against two of 0.3. */
	CHECK_NEAR(level, (7 * 0.5 + 2 * 0.3) / 9, 0.02);
}

static void two_weeks_of_its_own_are_enough(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 21, 14);

	simulate(c, 0, 40, 1);
	struct forecast f = run(c, DATE_NONE, 1);
	assert_int_equal(f.queues[0].basis, FORECAST_OWN);
	CHECK_NEAR(calls_of(&f, 0) / truth_of(&c->ahead, 40), 1, 0.08);
}

static void corrections_come_last_and_exactly(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 200, 14);
	int first = c->ahead.first_day;

	simulate(c, 0, 40, 1);
	struct forecast plain = run(c, DATE_NONE, 1);
	const struct adjustment list[] = {
		{ .queue = 0,
		  .from = first,
		  .until = first + 1,
		  .window = { 0, 1440 },
		  .calls_factor = 1.5,
		  .aht_factor = 1.1,
		  .calls_total = NAN },
		{ .queue = 0,
		  .from = first + 2,
		  .until = first + 4,
		  .window = { 600, 720 },
		  .calls_factor = 1,
		  .aht_factor = 1,
		  .calls_total = 1000 },
		{ .queue = 0,
		  .from = first + 6,
		  .until = first + 7,
		  .window = { 0, 300 },
		  .calls_factor = 1,
		  .aht_factor = 1,
		  .calls_total = 77 },
		{ .queue = 0,
		  .from = first - 9,
		  .until = first - 2,
		  .window = { 0, 1440 },
		  .calls_factor = 9,
		  .aht_factor = 9,
		  .calls_total = NAN },
	};
	c->site.adjustments = list;
	c->site.n_adjustments = 4;
	struct forecast f = run(c, DATE_NONE, 1);
	double sum = 0;
	for (int t = 0; t < c->ahead.n; t++) {
		int d = grid_day(&c->ahead, t), minute = c->ahead.wall[t];
		double was = plain.ahead.calls[t], is = f.ahead.calls[t];
		bool total = d >= 2 && d < 4 && minute >= 600 && minute < 720;
		sum += total ? is : 0;
		if (!total)
			CHECK_NEAR(is, d == 0 ? 1.5 * was : was, 1e-9);
		CHECK_NEAR(f.ahead.aht[t],
			   plain.ahead.aht[t] * (d == 0 ? 1.1 : 1), 1e-9);
	}
	CHECK_NEAR(sum, 1000, 1e-9);
	CHECK_NEAR(f.queues[0].day_calls[0], 1.5 * plain.queues[0].day_calls[0],
		   1e-6);
	assert_int_equal(c->err.warnings, 1);
	check_sane(c, &f);
}

/* Sum of forecast contacts of all queues on days [from, until) of a grid. */
static double contacts_in(const struct forecast *f, int from, int until)
{
	const struct workload *w = &f->ahead;
	double sum = 0;

	for (int q = 0; q < w->queues; q++)
		for (int t = 0; t < w->grid.n; t++) {
			int day = w->grid.first_day + grid_day(&w->grid, t);
			if (day >= from && day < until)
				sum += w->calls[q * w->grid.n + t];
		}
	return sum;
}

static void one_for_all_queues_changes_each(void **state)
{
	(void)state;
	struct centre *c = centre_new(2, 200, 7);
	int first = c->ahead.first_day;

	simulate(c, 0, 40, 1);
	simulate(c, 1, 10, 2);
	struct forecast plain = run(c, DATE_NONE, 1);
	struct adjustment x = { .queue = -1,
				.from = first,
				.until = first + 7,
				.window = { 0, 1440 },
				.calls_factor = 1.1,
				.aht_factor = 1,
				.calls_total = NAN };
	c->site.adjustments = &x;
	c->site.n_adjustments = 1;
	struct forecast f = run(c, DATE_NONE, 1);
	for (int i = 0; i < 2 * c->ahead.n; i++)
		CHECK_NEAR(f.ahead.calls[i], 1.1 * plain.ahead.calls[i], 1e-9);
	x.calls_factor = 1;
	x.calls_total = 5000;
	f = run(c, DATE_NONE, 1);
	CHECK_NEAR(contacts_in(&f, first, first + 7), 5000, 1e-6);
	CHECK_NEAR(f.ahead.calls[40] * plain.ahead.calls[c->ahead.n + 40],
		   plain.ahead.calls[40] * f.ahead.calls[c->ahead.n + 40],
		   1e-6);
}

/* A month that finance gives: what came of it stays, the rest is spread over
 * all days that are left, also those after the period and before it. */
static void a_total_reaches_beyond_the_period(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 200, 7), *long_one;
	int first = c->ahead.first_day;
	double past = 0;

	simulate(c, 0, 40, 1);
	const struct grid *g = &c->history.grid;
	for (int t = g->day_begin[g->days - 5]; t < g->n; t++)
		if (c->history.calls[t] > 0)
			past += c->history.calls[t];
	const struct adjustment x = { .queue = 0,
				      .from = first - 5,
				      .until = first + 25,
				      .window = { 0, 1440 },
				      .calls_factor = 1,
				      .aht_factor = 1,
				      .calls_total = 90000 };
	c->site.adjustments = &x;
	c->site.n_adjustments = 1;
	struct forecast week = run(c, DATE_NONE, 1);
	assert_int_equal(week.ahead.grid.days, 7);
	long_one = centre_new(1, 200, 25);
	simulate(long_one, 0, 40, 1);
	long_one->site.adjustments = &x;
	long_one->site.n_adjustments = 1;
	struct forecast month = run(long_one, DATE_NONE, 1);
	CHECK_NEAR(contacts_in(&month, first, first + 25), 90000 - past, 1e-6);
	CHECK_NEAR(contacts_in(&week, first, first + 7),
		   contacts_in(&month, first, first + 7), 1e-6);
	CHECK_NEAR(week.queues[0].day_calls[6], month.queues[0].day_calls[6],
		   1e-6);
}

static void special_days_and_events_are_forecast_and_told(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 400, 14);
	struct grid *g = &c->history.grid;
	int end = c->ahead.first_day;
	struct special_day days[6];

	simulate(c, 0, 40, 1);
	for (int k = 0; k < 5; k++) {
		int row = 400 - 70 * (k + 1);
		days[4 - k] = (struct special_day){ .day = end - 400 + row,
						    .name = "founders",
						    .holiday = true,
						    .like_weekday = -1 };
		for (int t = g->day_begin[row]; t < g->day_begin[row + 1]; t++)
			c->history.calls[t] = round(c->history.calls[t] * 0.3);
	}
	days[5] = days[4];
	days[5].day = end + 5;
	c->site.special_days = days;
	c->site.n_special_days = 6;
	const struct event events[] = {
		{ .queue = -1,
		  .from = grid_time(&c->ahead, 48 * 9),
		  .until = grid_time(&c->ahead, 48 * 10),
		  .name = "mailing",
		  .effect = 0.4 },
	};
	c->site.events = events;
	c->site.n_events = 1;
	struct forecast f = run(c, DATE_NONE, 1);
	const struct forecast_queue *q = &f.queues[0];
	double usual = q->day_calls[12], mailing = q->day_calls[9];
	CHECK_NEAR(q->day_calls[5] / q->day_calls[12], 0.3, 0.06);
	/* The 10th of October is a Friday like the 3rd. */
	CHECK_NEAR(mailing / q->day_calls[2], 1.4, 0.06);
	assert_true(usual > 0);
	int told = 0;
	for (int k = 0; k < q->n_effects; k++) {
		const struct forecast_effect *e = &q->effects[k];
		assert_true(e->low <= e->factor && e->factor <= e->high);
		if (strcmp(e->name, "founders") == 0) {
			CHECK_NEAR(e->factor, 0.3, 0.04);
			assert_true(e->seen == 5 && !e->calendar);
			told++;
		}
		if (strcmp(e->name, "mailing") == 0) {
			CHECK_NEAR(e->factor, 1.4, 1e-12);
			told++;
		}
	}
	assert_int_equal(told, 2);
}

static bool says(const struct forecast_queue *q, const char *what)
{
	for (int k = 0; k < q->n_left_out; k++)
		if (strstr(q->left_out[k], what))
			return true;
	return false;
}

static void what_is_left_out_is_said(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 200, 14);
	struct grid *g = &c->history.grid;

	simulate(c, 0, 40, 1);
	int first = g->first_day;
	char day[11], other[11];
	for (int t = g->day_begin[90]; t < g->day_begin[92]; t++)
		c->history.calls[t] = 0;
	for (int t = g->day_begin[120]; t < g->day_begin[121]; t++)
		c->history.calls[t] *= 3;
	for (int t = g->day_begin[199] + 30; t < g->n; t++)
		c->history.calls[t] = NAN;
	struct forecast f = run(c, DATE_NONE, 1);
	const struct forecast_queue *q = &f.queues[0];
	char text[40];
	snprintf(text, sizeof(text), "%s to %s: outage",
		 date_format(first + 90, day), date_format(first + 91, other));
	assert_true(says(q, text));
	snprintf(text, sizeof(text), "%s: unlike its weekday",
		 date_format(first + 120, day));
	assert_true(says(q, text));
	snprintf(text, sizeof(text), "%s: last day, not complete",
		 date_format(first + 199, day));
	assert_true(says(q, text));
	assert_int_equal(q->days_left_out, 4);
	assert_int_equal(q->days_used, 196);
}

static void what_cannot_be_done_is_an_error(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 60, 14);
	struct forecast f;
	struct forecast_options o = { .as_of = DATE_NONE,
				      .backtest = true,
				      .threads = 1 };

	simulate(c, 0, 40, 1);
	struct grid hours =
		grid_new(arena, london, c->ahead.first_day, 14, 3600);
	assert_int_equal(forecast_from_history(arena, &c->site, &c->history,
					       hours, o, &f, &c->err),
			 RC_DATA);
	c->queues[0].aht = 0;
	for (int t = 0; t < c->history.grid.n; t++)
		c->history.aht[t] = NAN;
	assert_int_equal(forecast_from_history(arena, &c->site, &c->history,
					       c->ahead, o, &f, &c->err),
			 RC_DATA);
	assert_non_null(strstr(c->err.list[1].text, "sales"));
	c->queues[0].aht = 99;
	f = run(c, DATE_NONE, 1);
	for (int t = 0; t < c->ahead.n; t++)
		assert_true(f.ahead.aht[t] == (is_open(&c->ahead, t) ? 99 : 0));
}

/* Fifteen months ahead: a year of seasons and no runaway. */
/* A file of offered and aht alone leaves the column of the handled empty. */
static void handling_times_count_where_handled_is_unknown(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 60, 7);

	simulate(c, 0, 40, 1);
	c->queues[0].aht = 0;
	c->history.handled = arena_new(arena, double, c->history.grid.n);
	for (int t = 0; t < c->history.grid.n; t++)
		c->history.handled[t] = NAN;
	struct forecast f = run(c, DATE_NONE, 1);
	for (int t = 0; t < c->ahead.n; t++)
		if (is_open(&c->ahead, t))
			CHECK_NEAR(f.ahead.aht[t] / 250, 1, 0.1);
}

static void goes_fifteen_months_ahead(void **state)
{
	(void)state;
	struct centre *c = centre_new(1, 800, 456);

	simulate(c, 0, 40, 1);
	struct forecast f = run(c, DATE_NONE, 1);
	check_sane(c, &f);
	CHECK_NEAR(calls_of(&f, 0) / truth_of(&c->ahead, 40), 1, 0.06);
	double near = f.queues[0].day_variance[20] /
		      pow(f.queues[0].day_calls[20], 2);
	double far = f.queues[0].day_variance[20 + 420] /
		     pow(f.queues[0].day_calls[20 + 420], 2);
	assert_true(far >= near);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_truth),
		cmocka_unit_test(the_number_of_threads_changes_no_byte),
		cmocka_unit_test(the_order_of_queues_changes_no_byte),
		cmocka_unit_test(later_records_change_nothing_as_of_earlier),
		cmocka_unit_test(nothing_of_the_days_ahead_is_looked_at),
		cmocka_unit_test(twice_the_contacts_are_twice_the_forecast),
		cmocka_unit_test(untested_is_the_mean_of_all_members),
		cmocka_unit_test(days_of_25_and_23_hours_hold_their_hours),
		cmocka_unit_test(odd_histories_have_an_answer),
		cmocka_unit_test(a_constant_history_is_repeated),
		cmocka_unit_test(a_queue_without_history_borrows_and_says_so),
		cmocka_unit_test(a_new_queue_may_be_a_share_of_its_analog),
		cmocka_unit_test(two_weeks_of_its_own_are_enough),
		cmocka_unit_test(corrections_come_last_and_exactly),
		cmocka_unit_test(one_for_all_queues_changes_each),
		cmocka_unit_test(a_total_reaches_beyond_the_period),
		cmocka_unit_test(special_days_and_events_are_forecast_and_told),
		cmocka_unit_test(what_is_left_out_is_said),
		cmocka_unit_test(what_cannot_be_done_is_an_error),
		cmocka_unit_test(handling_times_count_where_handled_is_unknown),
		cmocka_unit_test(goes_fifteen_months_ahead),
	};
	if (!centre_begin())
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
