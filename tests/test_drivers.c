/* drivers - what the planner knows of each day, and what it does. */
#include "check.h"

#include "forecast_centre.h"

enum { DAYS = 330, AHEAD = 14 };
static const double EFFECT = 0.25; /* at the usual value */

/* Letters go out on two days in three, some more, some fewer. */
static double letters(int day)
{
	struct random r = random_stream(61, (uint64_t)day);

	return random_below(&r, 3) ? 500 + random_below(&r, 1000) : 0;
}

static double usual_letters(int first, int days)
{
	double sum = 0;
	int n = 0;

	for (int d = first; d < first + days; d++) {
		sum += letters(d);
		n += letters(d) > 0;
	}
	return sum / n;
}

/* Contacts in which each day's letters did what EFFECT says. */
static struct centre *mailed(void)
{
	struct centre *c = centre_new(1, DAYS, AHEAD);
	struct grid *g = &c->history.grid;
	struct driver *list = arena_new(arena, struct driver, DAYS + AHEAD);
	double usual = usual_letters(g->first_day, DAYS + AHEAD);

	simulate(c, 0, 60, 5);
	for (int d = 0; d < DAYS + AHEAD; d++) {
		int day = g->first_day + d;
		double factor = pow(1 + EFFECT, letters(day) / usual);
		list[d] = (struct driver){
			-1, day, "Letters", letters(day), { 0 }
		};
		for (int t = d < DAYS ? g->day_begin[d] : g->n;
		     t < (d < DAYS ? g->day_begin[d + 1] : g->n); t++)
			c->history.calls[t] =
				round(c->history.calls[t] * factor);
	}
	c->site.drivers = list;
	c->site.n_drivers = DAYS + AHEAD;
	return c;
}

static const struct forecast_effect *effect(const struct forecast *f)
{
	for (int i = 0; i < f->queues[0].n_effects; i++)
		if (strcmp(f->queues[0].effects[i].name, "Letters") == 0)
			return &f->queues[0].effects[i];
	fail_msg("no effect of letters");
	return NULL;
}

static void what_a_driver_does_is_found(void **state)
{
	(void)state;
	struct centre *c = mailed();
	struct forecast f = run(c, DATE_NONE, 1);
	const struct forecast_effect *e = effect(&f);

	CHECK_NEAR(e->factor, 1 + EFFECT, 0.02);
	assert_true(e->low < 1 + EFFECT && 1 + EFFECT < e->high);
	assert_true(e->high - e->low < 0.08);
	assert_true(e->seen > DAYS / 2 && e->seen < DAYS);
	assert_int_equal(c->err.warnings, 0);
}

/* The truth of a day ahead holds its own letters. */
static void days_ahead_follow_their_values(void **state)
{
	(void)state;
	struct centre *c = mailed();
	struct grid *g = &c->history.grid;
	double usual = usual_letters(g->first_day, DAYS + AHEAD);
	struct forecast f = run(c, DATE_NONE, 1);
	double off = 0, plain = 0, sum = 0;

	for (int d = 0; d < AHEAD; d++) {
		double day = 0;
		for (int t = c->ahead.day_begin[d];
		     t < c->ahead.day_begin[d + 1]; t++)
			day += is_open(&c->ahead, t) ? truth(&c->ahead, t, 60)
						     : 0;
		double mailed_day =
			day * pow(1 + EFFECT,
				  letters(c->ahead.first_day + d) / usual);
		off += fabs(f.queues[0].day_calls[d] - mailed_day);
		plain += fabs(day * 1.17 - mailed_day);
		sum += mailed_day;
	}
	CHECK(off / sum < 0.04, "off by %.3f", off / sum);
	CHECK(off < plain / 2, "%g, without letters %g", off, plain);
}

/* Somebody else's letters do nothing, where queues are not brought together:
 * the other one is too young. */
static void a_driver_of_another_queue_changes_no_byte(void **state)
{
	(void)state;
	enum { LONG = 300 };
	struct centre *c = centre_new(2, LONG, AHEAD);
	struct driver list[LONG];

	simulate(c, 0, 60, 5);
	simulate(c, 1, 60, 6);
	for (int t = 0; t < c->history.grid.n * 3 / 5; t++)
		c->history.calls[c->history.grid.n + t] = NAN;
	struct forecast without = run(c, DATE_NONE, 1);
	for (int d = 0; d < LONG; d++)
		list[d] = (struct driver){ 1,
					   c->history.grid.first_day + d,
					   "Letters",
					   letters(d),
					   { 0 } };
	c->site.drivers = list;
	c->site.n_drivers = LONG;
	struct forecast with = run(c, DATE_NONE, 1);
	assert_true(same_bytes(&with, &without, 0, 0));
	assert_false(same_bytes(&with, &without, 1, 1));
}

static void a_driver_that_stops_today_is_warned_of(void **state)
{
	(void)state;
	struct centre *c = mailed();

	c->site.n_drivers = DAYS;
	run(c, DATE_NONE, 1);
	assert_int_equal(c->err.warnings, 1);
	assert_non_null(strstr(c->err.list[0].text, "Letters"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_driver_does_is_found),
		cmocka_unit_test(days_ahead_follow_their_values),
		cmocka_unit_test(a_driver_of_another_queue_changes_no_byte),
		cmocka_unit_test(a_driver_that_stops_today_is_warned_of),
	};

	if (!centre_begin())
		return 1;
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
