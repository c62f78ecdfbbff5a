#include "check.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/zone.h"
#include "maths/daymatrix.h"

static struct arena *arena;

static const struct window all_day = { 0, 1440 }, office = { 480, 1080 };

/* London, 2026-03-20 to 2026-04-09: the clocks go forward on 29 March. */
struct fixture {
	struct queue queue;
	struct site site;
	struct workload history;
	struct grid ahead;
};

static void open_every_day(struct fixture *f, const struct window *w)
{
	for (int d = 0; d < 7; d++)
		f->queue.hours.day[d] = (struct opening_day){ w, 1 };
}

static struct fixture *make(int year, int month, int day, int days,
			    int days_ahead)
{
	struct fixture *f = arena_new(arena, struct fixture, 1);
	struct err e = err_new(arena);
	int first = date_from_civil((struct civil){ year, month, day });

	f->queue.id = "q";
	open_every_day(f, &all_day);
	f->site.interval = 1800;
	f->site.queues = &f->queue;
	f->site.n_queues = 1;
	assert_int_equal(
		zone_load(arena, NULL, "Europe/London", &f->site.zone, &e),
		RC_OK);
	struct grid g = grid_new(arena, f->site.zone, first, days, 1800);
	f->history = workload_new(arena, g, 1);
	for (int t = 0; t < g.n; t++)
		f->history.calls[t] = 1 + g.wall[t] / 30;
	f->ahead =
		grid_new(arena, f->site.zone, first + days, days_ahead, 1800);
	return f;
}

static struct day_matrix matrix(const struct fixture *f)
{
	const struct grid *h = &f->history.grid;
	struct grid *all = arena_new(arena, struct grid, 1);

	*all = grid_new(arena, f->site.zone, h->first_day,
			h->days + f->ahead.days, 1800);
	return daymatrix_from_workload(arena, &f->site, &f->history, all, 0,
				       f->ahead.first_day);
}

static void slots_mean_the_wall_clock_on_every_day(void **state)
{
	(void)state;
	struct fixture *f = make(2026, 3, 20, 14, 7);
	struct day_matrix m = matrix(f);

	assert_int_equal(m.slots, 48);
	assert_int_equal(m.past, 14);
	for (int r = 0; r < 14; r++)
		for (int s = 0; s < 48; s++) {
			double y = m.calls[r * 48 + s];
			bool left_out = r == 9 && (s == 2 || s == 3);
			assert_true(left_out ? isnan(y) : y == 1 + s);
		}
	assert_int_equal(m.state[9], DAY_ORDINARY);
	CHECK_NEAR(m.total[8], 48 * 49 / 2, 1e-9);
	/* What the clock left out is filled in by other Sundays, or not. */
	assert_true(m.total[9] <= m.total[8]);
}

/* 25 October 2026 has two hours from one to two: their mean counts. */
static void an_hour_that_comes_twice_is_averaged(void **state)
{
	(void)state;
	struct fixture *f = make(2026, 10, 20, 10, 7);
	const struct grid *g = &f->history.grid;
	int begin = g->day_begin[5];

	assert_int_equal(g->day_begin[6] - begin, 50);
	f->history.calls[begin + 2] = 10; /* 01:00 summer time */
	f->history.calls[begin + 4] = 30; /* 01:00 winter time */
	struct day_matrix m = matrix(f);
	CHECK_NEAR(m.calls[5 * 48 + 2], 20, 1e-12);
	CHECK_NEAR(m.calls[5 * 48 + 4], 5, 1e-12);
}

/* Ahead, both hours get the hour's figure, and the missing one none. */
static void scattering_follows_the_clock(void **state)
{
	(void)state;
	struct fixture *f = make(2026, 10, 10, 10, 14);
	struct day_matrix m = matrix(f);
	double *cells = arena_new(arena, double, m.days *m.slots);
	double *out = arena_new(arena, double, f->ahead.n);

	for (int i = 0; i < m.days * m.slots; i++)
		cells[i] = 1 + i % m.slots;
	daymatrix_scatter(&m, cells, &f->ahead, out);
	for (int t = 0; t < f->ahead.n; t++)
		CHECK_NEAR(out[t], 1 + f->ahead.wall[t] / 30, 0);
	const double *back = daymatrix_gather(arena, &m, &f->ahead, out);
	for (int i = 10 * 48; i < 24 * 48; i++)
		CHECK_NEAR(back[i], cells[i], 1e-12);
}

static void closed_is_closed_by_the_hours_not_by_zeros(void **state)
{
	(void)state;
	struct fixture *f = make(2026, 1, 5, 14, 7);

	open_every_day(f, &office);
	f->queue.hours.day[SUNDAY] = (struct opening_day){ NULL, 0 };
	for (int t = 0; t < f->history.grid.n; t++)
		if (f->history.grid.wall[t] >= 600)
			f->history.calls[t] = 0;
	struct day_matrix m = matrix(f);
	assert_int_equal(m.first_slot, 16);
	assert_int_equal(m.slots, 20);
	assert_int_equal(m.state[6], DAY_CLOSED);
	assert_int_equal(m.state[5], DAY_ORDINARY);
	assert_true(isnan(m.calls[6 * 20]) && isnan(m.total[6]));
	assert_true(m.calls[0] == 17 && m.calls[4] == 0);
	assert_int_equal(m.state[14], DAY_AHEAD);
	assert_int_equal(m.state[20], DAY_CLOSED);
}

static void special_days_are_known_by_name(void **state)
{
	(void)state;
	struct fixture *f = make(2026, 1, 5, 14, 7);
	int first = f->history.grid.first_day;
	const struct special_day days[] = {
		{ .day = first + 2,
		  .name = "b",
		  .holiday = true,
		  .like_weekday = -1,
		  .like = "a" },
		{ .day = first + 3, .name = "a", .like_weekday = SUNDAY },
		{ .day = first + 15,
		  .name = "b",
		  .holiday = true,
		  .like_weekday = -1,
		  .has_hours = true },
	};
	f->site.special_days = days;
	f->site.n_special_days = 3;
	struct day_matrix m = matrix(f);

	assert_int_equal(m.n_kinds, 2);
	assert_string_equal(m.kinds[0].name, "a");
	assert_int_equal(m.kinds[1].like, 0);
	assert_true(m.kinds[1].holiday && !m.kinds[0].holiday);
	assert_int_equal(m.special[2], 1);
	assert_int_equal(m.state[2], DAY_SPECIAL);
	assert_int_equal(m.weekday[3], SUNDAY);
	assert_int_equal(m.weekday[2], WEDNESDAY);
	/* Its own hours, none at all: closed, and still a holiday. */
	assert_int_equal(m.state[15], DAY_CLOSED);
	assert_true(m.holiday[15]);
}

static void outages_are_unknown_and_events_divided_away(void **state)
{
	(void)state;
	struct fixture *f = make(2026, 1, 5, 14, 7);
	const struct grid *g = &f->history.grid;
	const struct event events[] = {
		{ .queue = -1,
		  .name = "line cut",
		  .outage = true,
		  .effect = NAN,
		  .from = grid_time(g, 10),
		  .until = grid_time(g, 12) },
		{ .queue = 0,
		  .name = "mailing",
		  .effect = 0.25,
		  .from = grid_time(g, 48),
		  .until = grid_time(g, 96) },
		{ .queue = 0,
		  .name = "radio",
		  .effect = NAN,
		  .from = grid_time(g, 100),
		  .until = grid_time(g, 102) },
		{ .queue = 5,
		  .name = "other",
		  .effect = NAN,
		  .from = grid_time(g, 0),
		  .until = grid_time(g, 400) },
	};
	f->site.events = events;
	f->site.n_events = 4;
	struct day_matrix m = matrix(f);

	assert_int_equal(m.n_events, 2);
	assert_true(isnan(m.calls[10]) && isnan(m.calls[11]));
	CHECK_NEAR(m.calls[12], 13, 0);
	CHECK_NEAR(m.calls[48], 1 / 1.25, 1e-12);
	CHECK_NEAR(m.recorded[48], 1, 0);
	CHECK_NEAR(m.total[1], 48 * 49 / 2 / 1.25, 1e-9);
	assert_true(isnan(m.calls[100]) && m.recorded[100] == 5);
}

/* A day that misses slots has the total that its weekday's shape gives. */
static void totals_fill_gaps_by_the_shape(void **state)
{
	(void)state;
	struct fixture *f = make(2026, 1, 5, 28, 7);

	for (int s = 20; s < 30; s++)
		f->history.calls[48 * 14 + s] = NAN;
	for (int s = 0; s < 30; s++)
		f->history.calls[48 * 16 + s] = NAN;
	struct day_matrix m = matrix(f);
	CHECK_NEAR(m.total[14], 48 * 49 / 2, 1e-9);
	assert_int_equal(m.state[16], DAY_MISSING);
	assert_true(isnan(m.total[16]));
}

static void nothing_from_the_given_day_on_is_read(void **state)
{
	(void)state;
	struct fixture *f = make(2026, 1, 5, 28, 7);
	struct grid all = grid_new(arena, f->site.zone,
				   f->history.grid.first_day, 35, 1800);
	struct day_matrix m = daymatrix_from_workload(
		arena, &f->site, &f->history, &all, 0, all.first_day + 10);

	assert_int_equal(m.past, 10);
	for (int i = 10 * 48; i < 35 * 48; i++)
		assert_true(isnan(m.calls[i]));
	m = daymatrix_from_workload(arena, &f->site, &f->history, &all, 0,
				    all.first_day - 100);
	assert_int_equal(m.past, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slots_mean_the_wall_clock_on_every_day),
		cmocka_unit_test(an_hour_that_comes_twice_is_averaged),
		cmocka_unit_test(scattering_follows_the_clock),
		cmocka_unit_test(closed_is_closed_by_the_hours_not_by_zeros),
		cmocka_unit_test(special_days_are_known_by_name),
		cmocka_unit_test(outages_are_unknown_and_events_divided_away),
		cmocka_unit_test(totals_fill_gaps_by_the_shape),
		cmocka_unit_test(nothing_from_the_given_day_on_is_read),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
