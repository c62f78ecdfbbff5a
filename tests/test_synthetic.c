#include "check.h"

#include "base/date.h"
#include "maths/patience.h"
#include "maths/synthetic.h"

/* Two queues, open from 8 to 20 and on Sundays to 14 in quarter hours. */
struct bench {
	struct arena *a;
	struct err e;
	struct site site;
	struct queue queues[2];
	struct special_day special;
	struct event events[2];
	struct synthetic_queue past[1];
	struct synthetic_special specials[1];
	struct synthetic s;
	int first;
};

static int day_of(int year, int month, int day)
{
	return date_from_civil((struct civil){ year, month, day });
}

/* Nothing changes from day to day but by chance. */
static struct bench *bench(void)
{
	static const struct window open[] = { { 480, 1200 } };
	static const struct window sunday[] = { { 480, 840 } };
	struct arena *a = arena_open();
	struct bench *b = arena_new(a, struct bench, 1);

	b->a = a;
	b->e = err_new(a);
	for (int d = 0; d < 7; d++)
		b->queues[0].hours.day[d] =
			(struct opening_day){ d == 6 ? sunday : open, 1 };
	b->queues[0].id = "sales";
	b->queues[0].patience = 120;
	b->queues[1] = b->queues[0];
	b->queues[1].id = "other";
	b->site.queues = b->queues;
	b->site.n_queues = 2;
	assert_int_equal(
		zone_load(a, NULL, "Europe/London", &b->site.zone, &b->e),
		RC_OK);
	b->past[0] = (struct synthetic_queue){
		.queue = "sales",
		.contacts = 960,
		.weekday = { 1, 1, 1, 1, 1, 1, 1 },
		.base = 1,
		.peaks = { { 10, 1, 0 }, { 15, 1, 0 } },
		.season_peak = 1,
		.pay_day = 1,
		.event = 1,
		.day_cv = 0.1,
		.spread = 3,
		.aht = 240,
		.aht_cv = 0.9,
		.quality = 1,
	};
	b->s = (struct synthetic){ .queues = b->past,
				   .n_queues = 1,
				   .seed = 7 };
	b->first = day_of(2024, 1, 1);
	return b;
}

static struct workload made(const struct bench *b, int days)
{
	return synthetic_history(
		b->a, &b->site, &b->s,
		grid_new(b->a, b->site.zone, b->first, days, 900));
}

/* Contacts of a day of the first queue; NAN outside hours. */
static double day_sum(const struct workload *w, int day)
{
	const struct grid *g = &w->grid;
	double sum = 0;

	for (int t = g->day_begin[day]; t < g->day_begin[day + 1]; t++)
		if (!isnan(w->calls[t]))
			sum += w->calls[t];
	return sum;
}

static double mean_day(const struct workload *w, int from, int until)
{
	double sum = 0;

	for (int d = from; d < until; d++)
		sum += day_sum(w, d);
	return sum / (until - from);
}

static void only_open_hours_have_contacts(void **state)
{
	struct bench *b = bench();
	struct workload w = made(b, 14);

	(void)state;
	for (int t = 0; t < w.grid.n; t++) {
		int weekday = date_weekday(b->first + grid_day(&w.grid, t));
		int until = weekday == SUNDAY ? 840 : 1200;
		bool open = w.grid.wall[t] >= 480 && w.grid.wall[t] < until;

		CHECK(isnan(w.calls[t]) == !open, "interval %d", t);
		assert_true(isnan(w.calls[w.grid.n + t])); /* no parameters */
		if (!open)
			continue;
		CHECK(w.calls[t] == floor(w.calls[t]) && w.calls[t] >= 0, "%g",
		      w.calls[t]);
		CHECK_NEAR(w.handled[t] + w.abandoned[t], w.calls[t], 0);
		CHECK(isnan(w.aht[t]) == (w.handled[t] == 0), "%g", w.aht[t]);
	}
	arena_close(b->a);
}

/* The day's stream is its own: 20 days begin like 10, whatever follows. */
static void equal_seeds_make_equal_days(void **state)
{
	struct bench *b = bench();
	struct workload x = made(b, 10), y = made(b, 20);
	int differ = 0;

	(void)state;
	for (int t = 0; t < x.grid.n; t++) {
		if (isnan(x.calls[t]))
			continue;
		CHECK_NEAR(x.calls[t], y.calls[t], 0);
		CHECK_NEAR(x.abandoned[t], y.abandoned[t], 0);
	}
	b->s.seed = 8;
	y = made(b, 10);
	for (int t = 0; t < x.grid.n; t++)
		differ += x.calls[t] != y.calls[t];
	assert_true(differ > x.grid.n / 4);
	arena_close(b->a);
}

/*
 * Negative binomial of mean m G and variance spread m G, where G has mean 1
 * and variance cv^2: variance = spread m + cv^2 m^2, for intervals and (with
 * the intervals independent given G) for days.
 */
static void variance_is_that_of_a_mixed_negative_binomial(void **state)
{
	enum { WEEKS = 400 };
	struct bench *b = bench();
	struct workload w = made(b, 7 * WEEKS);
	double sum = 0, squares = 0, ratio = 0, mean = 20;
	int n = 0;

	(void)state;
	for (int slot = 480; slot < 1200; slot += 15) {
		double s = 0, q = 0;

		for (int d = 0; d < 7 * WEEKS; d += 7) { /* Mondays */
			int t = grid_index(
				&w.grid,
				grid_wall(&w.grid, b->first + d, slot));

			s += w.calls[t];
			q += w.calls[t] * w.calls[t];
		}
		s /= WEEKS;
		ratio += (q - WEEKS * s * s) / (WEEKS - 1) / s;
		n++;
	}
	CHECK_NEAR(ratio / n, 3 + 0.01 * mean, 0.1); /* 48 slots x 400 */
	for (int d = 0; d < 7 * WEEKS; d += 7) {
		double x = day_sum(&w, d);

		sum += x;
		squares += x * x;
	}
	sum /= WEEKS;
	/* a mean of 400 days of deviation 112; a variance of 400 days */
	CHECK_NEAR(sum, 960, 4 * 112 / sqrt(WEEKS));
	CHECK_NEAR((squares - WEEKS * sum * sum) / (WEEKS - 1) / 960,
		   3 + 0.01 * 960, 4 * 12.6 * sqrt(2.0 / WEEKS));
	arena_close(b->a);
}

static void weekdays_have_their_factors(void **state)
{
	static const double factor[7] = { 1.3, 1.1, 1, 0.9, 1, 0.6, 0.5 };
	enum { WEEKS = 300 };
	struct bench *b = bench();
	double sum[7] = { 0 };

	(void)state;
	for (int d = 0; d < 7; d++)
		b->past[0].weekday[d] = factor[d];
	struct workload w = made(b, 7 * WEEKS);
	for (int d = 0; d < 7 * WEEKS; d++)
		sum[d % 7] += day_sum(&w, d);
	/* Day's deviation below 14 %: 1 % of the mean of 300, four times. */
	for (int d = 0; d < 7; d++)
		CHECK_NEAR(sum[d] / WEEKS / 960, factor[d], 0.035 * factor[d]);
	arena_close(b->a);
}

/* Volume refers to the last day; a year before it was 20 % less. */
static void growth_and_season_are_recovered(void **state)
{
	struct bench *b = bench();

	(void)state;
	b->past[0].growth = 0.25;
	b->past[0].day_cv = 0.02;
	b->past[0].spread = 1.0;
	struct workload w = made(b, 1456);
	double last = mean_day(&w, 1456 - 364, 1456);
	double day = pow(1.25, -1 / 365.25); /* a day earlier */
	CHECK_NEAR(mean_day(&w, 1456 - 728, 1456 - 364) / last, pow(day, 364),
		   0.01);
	CHECK_NEAR(last, 960 * (1 - pow(day, 364)) / (1 - day) / 364, 8);

	b->past[0].growth = 0;
	b->past[0].season = 0.2;
	b->past[0].season_peak = 91;
	w = made(b, 366); /* 2024 */
	CHECK_NEAR(mean_day(&w, 91 - 10, 91 + 10), 960 * 1.2, 20);
	CHECK_NEAR(mean_day(&w, 274 - 10, 274 + 10), 960 * 0.8, 20);
	arena_close(b->a);
}

/* 15 June 2024 is a Saturday, 30 June a Sunday: Fridays 14 and 28 pay. */
static void pay_days_are_busy_and_never_on_weekends(void **state)
{
	struct bench *b = bench();
	struct workload w;

	(void)state;
	b->past[0].pay_day = 2;
	b->past[0].day_cv = 0.02;
	b->past[0].spread = 1.0;
	b->first = day_of(2024, 6, 1);
	w = made(b, 60);
	for (int d = 0; d < 60; d++) {
		struct civil c = date_civil(b->first + d);
		bool pays = (c.month == 6 && (c.day == 14 || c.day == 28)) ||
			    (c.month == 7 && c.day == 15);

		CHECK_NEAR(day_sum(&w, d), pays ? 1920 : 960, 250);
	}
	arena_close(b->a);
}

static void special_days_and_events_have_their_factors(void **state)
{
	static const struct synthetic_special holiday[] = {
		{ "Holiday", "other", 9 }, { "Holiday", NULL, 0.25 }
	};
	struct bench *b = bench();
	struct workload w;

	(void)state;
	b->past[0].day_cv = 0.02;
	b->past[0].spread = 1.0;
	b->past[0].event = 3;
	b->s.specials = holiday;
	b->s.n_specials = 2;
	b->special = (struct special_day){ .day = b->first + 2,
					   .name = "Holiday",
					   .like_weekday = -1 };
	b->site.special_days = &b->special;
	b->site.n_special_days = 1;
	w = made(b, 5);
	b->events[0] =
		(struct event){ .queue = -1,
				.outage = true,
				.from = grid_wall(&w.grid, b->first, 600),
				.until = grid_wall(&w.grid, b->first, 720) };
	b->events[1] =
		(struct event){ .queue = 0,
				.from = grid_time(&w.grid, w.grid.day_begin[3]),
				.until = grid_time(&w.grid,
						   w.grid.day_begin[4]) };
	b->site.events = b->events;
	b->site.n_events = 2;
	w = made(b, 5);
	CHECK_NEAR(day_sum(&w, 2), 240, 80);
	CHECK_NEAR(day_sum(&w, 3), 2880, 400);
	CHECK_NEAR(day_sum(&w, 4), 960, 200);
	for (int minutes = 600; minutes < 720; minutes += 15) {
		int t = grid_index(&w.grid,
				   grid_wall(&w.grid, b->first, minutes));

		CHECK_NEAR(w.calls[t], 0, 0);
		assert_true(isnan(w.aht[t]));
	}
	arena_close(b->a);
}

/* Mean load by quarter hour rises to 10, falls, rises to 15, falls. */
static void the_day_has_two_peaks(void **state)
{
	enum { DAYS = 400 };
	struct bench *b = bench();
	double at[24] = { 0 };

	(void)state;
	b->past[0].peaks[0].height = 3;
	b->past[0].peaks[1].height = 2;
	struct workload w = made(b, DAYS);
	for (int t = 0; t < w.grid.n; t++)
		if (!isnan(w.calls[t]))
			at[w.grid.wall[t] / 60] += w.calls[t];
	CHECK(at[9] > at[8] && at[10] > at[12] && at[12] < at[14] &&
		      at[14] > at[17] && at[10] > at[14],
	      "%g %g %g %g %g %g", at[8], at[9], at[10], at[12], at[14],
	      at[17]);
	arena_close(b->a);
}

/* Deviation of a mean of n contacts: cv / sqrt(n) of the level. */
static void handling_times_are_means_of_contacts(void **state)
{
	struct bench *b = bench();
	struct workload w = made(b, 700);
	double sum = 0, squares = 0, n = 0, rows = 0;

	(void)state;
	for (int t = 0; t < w.grid.n; t++) {
		if (isnan(w.aht[t]))
			continue;
		sum += w.aht[t] * w.handled[t];
		n += w.handled[t];
		squares += w.handled[t] * (w.aht[t] - 240) * (w.aht[t] - 240);
		rows++;
	}
	CHECK_NEAR(sum / n, 240, 1);
	CHECK_NEAR(sqrt(squares / rows), 0.9 * 240, 5);
	b->past[0].aht_tilt = 0.12; /* 6 % longer at 20 than at 14 */
	w = made(b, 700);
	sum = n = 0;
	for (int t = 0; t < w.grid.n; t++)
		if (w.grid.wall[t] == 1185 && !isnan(w.aht[t])) {
			sum += w.aht[t] * w.handled[t];
			n += w.handled[t];
		}
	CHECK_NEAR(sum / n, 240 * (1 + 0.12 * (19.875 - 14) / 12), 5);
	arena_close(b->a);
}

/* The exact queue is the limit; at 50 erlangs they are close. */
static void abandonment_is_near_the_exact_queue(void **state)
{
	(void)state;
	for (double load = 20; load <= 200; load *= 2)
		for (double beta = -1; beta <= 1.5; beta += 0.5) {
			double agents = load + beta * sqrt(load);
			struct patience_queue q = { agents, load, 240, 120 };
			double exact = patience_service(q, 20).abandoned;

			CHECK_NEAR(
				synthetic_abandonment(load, agents, 240, 120),
				exact, 0.1 * exact + 0.002);
		}
	CHECK(synthetic_abandonment(100, 0, 240, 120) > 0.99, "nobody there");
	CHECK(synthetic_abandonment(10, 300, 240, 120) < 1e-12, "far too many");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(only_open_hours_have_contacts),
		cmocka_unit_test(equal_seeds_make_equal_days),
		cmocka_unit_test(variance_is_that_of_a_mixed_negative_binomial),
		cmocka_unit_test(weekdays_have_their_factors),
		cmocka_unit_test(growth_and_season_are_recovered),
		cmocka_unit_test(pay_days_are_busy_and_never_on_weekends),
		cmocka_unit_test(special_days_and_events_have_their_factors),
		cmocka_unit_test(the_day_has_two_peaks),
		cmocka_unit_test(handling_times_are_means_of_contacts),
		cmocka_unit_test(abandonment_is_near_the_exact_queue),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
