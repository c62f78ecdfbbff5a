/* Patience and spread from totals of intervals, against the truth that made
 * them. */
#include "check.h"

#include "maths/callers.h"

#include "base/random.h"
#include "maths/simulate.h"
#include "maths/synthetic.h"
#include "small_centre.h"

static int set_up(void **state)
{
	*state = arena_open();
	return 0;
}

static int tear_down(void **state)
{
	arena_close(*state);
	return 0;
}

enum { SLOTS = 24, DAYS = 100 };

/* So many days of 24 half hours, without a zone. */
static struct workload history_new(struct arena *a)
{
	int *begin = arena_new(a, int, DAYS + 1);
	int *wall = arena_new(a, int, DAYS *SLOTS);
	struct grid g = { .days = DAYS,
			  .interval = 1800,
			  .n = DAYS * SLOTS,
			  .day_begin = begin,
			  .wall = wall };
	struct workload w = workload_new(a, g, 1);

	for (int t = 0; t < DAYS * SLOTS; t++)
		wall[t] = 480 + t % SLOTS * 30;
	for (int d = 0; d <= DAYS; d++)
		begin[d] = d * SLOTS;
	w.handled = arena_new(a, double, g.n);
	w.abandoned = arena_new(a, double, g.n);
	w.wait_s = arena_new(a, double, g.n);
	return w;
}

/* A day with two peaks, played: what a switch would have recorded. */
static struct workload played(struct arena *a, double load, int heads,
			      double patience, double day_cv)
{
	double *day = arena_new(a, double, 2);
	struct floor_plan f = { .n_queues = 1,
				.n_kinds = 1,
				.queues = { { .load = load,
					      .aht = 240,
					      .patience = patience,
					      .within = 20 } },
				.kinds = { { heads, { 1 }, 1 } },
				.warm = 0,
				.n = SLOTS };
	struct sim_centre *c = floor_centre(a, &f);
	double *calls = (double *)c->calls;
	struct workload w = history_new(a);

	day[0] = day[1] = day_cv * day_cv;
	c->day_spread = day;
	for (int t = 0; t < SLOTS; t++)
		calls[t] *= 0.7 + 0.5 * sin(t / 24.0 * 12.6);
	struct sim_script script = sim_script_new(a, c);
	struct sim_run *run = sim_run_new(a, &script);
	struct sim_record r = sim_record_new(a, c);

	for (int d = 0; d < DAYS; d++) {
		sim_run_play(run, 9, d, &r);
		for (int t = 0; t < SLOTS; t++) {
			int i = d * SLOTS + t;

			w.calls[i] = r.cells[t].offered;
			w.handled[i] = r.cells[t].answered;
			w.abandoned[i] = r.cells[t].abandoned;
			w.wait_s[i] = r.cells[t].wait;
			w.aht[i] = 240;
		}
	}
	return w;
}

static void patience_comes_back_from_totals(void **state)
{
	static const struct {
		double load;
		int heads;
		double patience, day_cv;
	} made[] = { { 20, 20, 120, 0 },   { 60, 58, 60, 0 },
		     { 10, 12, 240, 0 },   { 30, 24, 90, 0 },
		     { 20, 24, 120, 0.2 }, { 60, 66, 60, 0.15 } };

	for (int k = 0; k < 6; k++) {
		struct workload w = played(*state, made[k].load, made[k].heads,
					   made[k].patience, made[k].day_cv);
		struct callers c = callers_learn(&w, 0);
		double truth = made[k].patience;

		CHECK(fabs(c.patience.value - truth) <
			      1.6 * c.patience.half + 0.025 * truth,
		      "%g +- %g is not %g", c.patience.value, c.patience.half,
		      truth);
		assert_true(c.patience.half < 0.15 * truth);
		/* Those who hung up are the less patient. */
		assert_true(c.gone > 0 && c.gone < 0.7 * truth);
	}
}

static void nothing_is_said_without_waits_or_abandons(void **state)
{
	struct workload w = played(*state, 10, 40, 60, 0);

	assert_true(isnan(callers_learn(&w, 0).patience.value));
	w = played(*state, 20, 20, 60, 0);
	w.wait_s = NULL;
	assert_true(isnan(callers_learn(&w, 0).patience.value));
	w.wait_s = w.abandoned;
	w.abandoned = NULL;
	assert_true(isnan(callers_learn(&w, 0).patience.value));
}

static struct workload timed(struct arena *a, double cv, double mean)
{
	struct workload w = history_new(a);
	struct random r = random_stream(3, 3);

	for (int i = 0; i < DAYS * SLOTS; i++) {
		double work = 0, aht = 300 + 60 * sin(i % SLOTS * 0.4);
		int n = (int)random_poisson(&r, mean);

		for (int k = 0; k < n; k++)
			work += aht * (cv < 0	? random_exponential(&r)
				       : cv > 0 ? random_lognormal(&r, 1, cv)
						: 1);
		w.calls[i] = w.handled[i] = n;
		w.aht[i] = n > 0 ? work / n : NAN;
	}
	return w;
}

static void spread_comes_back_from_means(void **state)
{
	static const double cvs[] = { -1, 0.4, 0.8, 1.2 };

	for (int k = 0; k < 4; k++)
		for (double mean = 4; mean < 50; mean *= 3) {
			struct workload w = timed(*state, cvs[k], mean);
			struct callers c = callers_learn(&w, 0);
			double truth = cvs[k] < 0 ? 1 : cvs[k];

			CHECK(fabs(c.spread.value - truth) <
				      1.6 * c.spread.half + 0.03 * truth,
			      "%g +- %g is not %g", c.spread.value,
			      c.spread.half, truth);
			assert_true(mean > 20 || c.spread.half < 0.3 * truth);
		}
}

/* Even handling times that change over the day are no spread. */
static void the_day_is_no_spread(void **state)
{
	struct workload w = timed(*state, 0, 12);

	assert_true(callers_learn(&w, 0).spread.value < 0.05);
}

static void an_empty_history_says_nothing(void **state)
{
	struct workload w = history_new(*state);

	for (int i = 0; i < DAYS * SLOTS; i++)
		w.calls[i] = w.aht[i] = w.handled[i] = w.abandoned[i] =
			w.wait_s[i] = NAN;
	struct callers c = callers_learn(&w, 0);
	assert_true(isnan(c.patience.value) && isnan(c.spread.value));
}

/* The samples' histories are made by a formula, not played. */
static void a_sample_says_what_it_was_made_of(void **state)
{
	static const struct window open = { 480, 1200 };
	struct err e = err_new(*state);
	struct queue queue = { .id = "sales", .patience = 120 };
	struct site site = { .queues = &queue, .n_queues = 1 };
	struct synthetic_queue past = { .queue = "sales",
					.contacts = 1600,
					.weekday = { 1, 1, 1, 1, 1, 1, 1 },
					.base = 1,
					.peaks = { { 10, 1, 1 }, { 15, 1, 1 } },
					.season_peak = 1,
					.pay_day = 1,
					.event = 1,
					.day_cv = 0.1,
					.spread = 1.5,
					.aht = 240,
					.aht_cv = 0.8,
					.quality = 0.5 };
	struct synthetic s = { .queues = &past, .n_queues = 1, .seed = 4 };

	for (int d = 0; d < 7; d++)
		queue.hours.day[d] = (struct opening_day){ &open, 1 };
	assert_int_equal(
		zone_load(*state, NULL, "Europe/London", &site.zone, &e),
		RC_OK);
	struct workload w =
		synthetic_history(*state, &site, &s,
				  grid_new(*state, site.zone, 20000, 200, 900));
	struct callers c = callers_learn(&w, 0);

	CHECK_NEAR(c.patience.value, 120, 0.1 * 120);
	CHECK_NEAR(c.spread.value, 0.8, 1.6 * c.spread.half + 0.02);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(patience_comes_back_from_totals),
		T(nothing_is_said_without_waits_or_abandons),
		T(spread_comes_back_from_means),
		T(the_day_is_no_spread),
		T(an_empty_history_says_nothing),
		T(a_sample_says_what_it_was_made_of),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
