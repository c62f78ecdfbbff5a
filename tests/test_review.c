#include "check.h"

#include "maths/patience.h"
#include "maths/review.h"

static struct queue voice(enum abandons abandons)
{
	return (struct queue){
		.channel = CHANNEL_VOICE,
		.concurrency = 1,
		.goal = { .share = 0.8, .within = 20, .abandons = abandons },
		.patience = 120,
	};
}

/* Three half hours, the last one not recorded. */
static void compares_only_what_was_recorded(void **state)
{
	(void)state;
	struct queue q = voice(ABANDONS_HURT);
	const double forecast[] = { 12, 18, 30 }, faht[] = { 200, 300, 400 };
	const double calls[] = { 10, 20, NAN }, aht[] = { 180, NAN, 500 };
	const double required[] = { 4, 6, 8 };
	struct review_day d = { .queue = &q,
				.slots = 3,
				.interval = 1800,
				.present = 1,
				.forecast = forecast,
				.forecast_aht = faht,
				.calls = calls,
				.aht = aht,
				.required = required };
	struct review r = { 0 };
	enum review_source source;

	review_add_day(&r, &d);
	CHECK_NEAR(r.forecast, 30, 1e-12);
	CHECK_NEAR(r.came, 30, 1e-12);
	CHECK_NEAR(accuracy_wape(&r.sums), 4 / 30.0, 1e-12);
	CHECK_NEAR(review_aht(&r), 180, 1e-12);
	CHECK_NEAR(review_forecast_aht(&r), (12 * 200 + 18 * 300) / 30.0,
		   1e-12);
	CHECK_NEAR(r.required, 9, 1e-12);
	assert_int_equal(r.manned, 0);
	assert_true(isnan(review_level(&r, &source)));
	assert_int_equal(source, REVIEW_UNKNOWN);
}

/* 100 offered, 80 handled, 60 in time, 8 of 20 hung up early. */
static void counts_by_each_definition(void **state)
{
	(void)state;
	const double calls[] = { 100 }, handled[] = { 80 }, in_time[] = { 60 };
	const double early[] = { 8 }, target[] = { 30 };
	const struct {
		enum abandons abandons;
		double level;
	} cases[] = {
		{ ABANDONS_HURT, 60 / 100.0 },
		{ ABANDONS_IGNORE, 60 / 80.0 },
		{ ABANDONS_EXSHORT, 60 / 92.0 },
		{ ABANDONS_COUNT, 68 / 100.0 },
	};

	for (int i = 0; i < 4; i++) {
		struct queue q = voice(cases[i].abandons);
		struct review_day d = { .queue = &q,
					.slots = 1,
					.interval = 1800,
					.present = 1,
					.calls = calls,
					.handled = handled,
					.in_target = in_time,
					.target = target,
					.short_abandoned = early };
		struct review r = { 0 };
		enum review_source source;

		review_add_day(&r, &d);
		CHECK_NEAR(review_level(&r, &source), cases[i].level, 1e-12);
		assert_int_equal(source, REVIEW_COUNTED);
		CHECK_NEAR(r.target, 30, 0);
	}
}

/* Not counted: Erlang A of those who are there, weighted by contacts. */
static void expects_what_was_not_counted(void **state)
{
	(void)state;
	struct queue q = voice(ABANDONS_HURT);
	const double calls[] = { 60, 90 }, aht[] = { 240, 200 };
	const double scheduled[] = { 10, 12.5 };
	struct review_day d = { .queue = &q,
				.slots = 2,
				.interval = 1800,
				.present = 0.8,
				.calls = calls,
				.aht = aht,
				.scheduled = scheduled };
	struct review r = { 0 }, twice = { 0 };
	enum review_source source;
	double met = 0;

	for (int s = 0; s < 2; s++) {
		struct patience_queue p = { 0.8 * scheduled[s],
					    calls[s] * aht[s] / 1800, aht[s],
					    120 };
		met += calls[s] * patience_service(p, 20).in_time;
	}
	review_add_day(&r, &d);
	CHECK_NEAR(review_level(&r, &source), met / 150, 1e-9);
	assert_int_equal(source, REVIEW_EXPECTED);
	CHECK_NEAR(r.scheduled, 11.25, 1e-12);
	review_add(&twice, &r);
	review_add(&twice, &r);
	CHECK_NEAR(twice.came, 2 * r.came, 1e-12);
	CHECK_NEAR(review_level(&twice, &source), met / 150, 1e-9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares_only_what_was_recorded),
		cmocka_unit_test(counts_by_each_definition),
		cmocka_unit_test(expects_what_was_not_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
