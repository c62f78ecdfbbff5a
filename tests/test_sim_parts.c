/* The parts of the simulation: calendar, line, random numbers. */
#include "check.h"

#include "maths/sim_calendar.h"
#include "maths/sim_draw.h"
#include "maths/sim_line.h"
#include "maths/stats.h"

/* Against a search through all, over times of very different length. */
static void events_come_in_order(void **state)
{
	enum { IDS = 200, STEPS = 20000 };
	static const double scales[] = { 0.01, 1, 300, 50000 };
	struct arena *a = arena_open();
	struct random r = random_stream(4, 2);

	(void)state;
	for (size_t k = 0; k < sizeof(scales) / sizeof(scales[0]); k++) {
		struct sim_calendar c = sim_calendar_new(a, IDS, 20, 300);
		double at[IDS], now = 0;

		for (int i = 0; i < IDS; i++)
			at[i] = INFINITY;
		for (int step = 0; step < STEPS; step++) {
			int id = random_below(&r, IDS), first = 0, found;
			double limit = now + scales[k] * random_uniform(&r);

			if (at[id] < INFINITY) {
				sim_calendar_drop(&c, id);
				at[id] = INFINITY;
			} else if (step % 3) {
				/* Whole steps: many come at once. */
				at[id] = now + scales[k] * random_below(&r, 50);
				sim_calendar_set(&c, id, at[id]);
			}
			for (int i = 1; i < IDS; i++)
				if (at[i] < at[first])
					first = i;
			found = sim_calendar_take(&c, limit);
			if (at[first] >= limit) {
				assert_int_equal(found, -1);
				now = limit;
				continue;
			}
			assert_int_equal(found, first);
			now = at[first];
			at[first] = INFINITY;
		}
	}
	arena_close(a);
}

static void a_line_keeps_its_order(void **state)
{
	struct arena *a = arena_open();
	struct sim_line l = sim_line_new(a);
	int next = 0, first = 0;

	(void)state;
	for (int round = 0; round < 500; round++) {
		struct sim_contact c = { .cell = 0 };

		for (int k = 0; k < 3; k++) {
			c.cell = next++;
			sim_line_push(&l, &c);
		}
		c = sim_line_pop(&l);
		assert_int_equal(c.cell, first);
		sim_line_unpop(&l, &c);
		c = sim_line_pop(&l);
		assert_int_equal(c.cell, first++);
		assert_int_equal(sim_line_at(&l, l.n - 1)->cell, next - 1);
	}
	arena_close(a);
}

/* The layers' areas must close: the last one ends at 1. */
static void the_ziggurat_closes(void **state)
{
	struct sim_ziggurat z = sim_ziggurat_new();
	double area = z.x[0] * z.y[1];

	(void)state;
	for (int k = 1; k < SIM_LAYERS; k++) {
		CHECK_NEAR(z.x[k] * (z.y[k + 1] - z.y[k]), area, 1e-9);
		assert_true(z.x[k] > z.x[k + 1]);
	}
	/* The base is its rectangle and the tail. */
	CHECK_NEAR(z.x[1] * z.y[1] + exp(-z.x[1]), area, 1e-12);
}

/* Kolmogorov: the distance is above 1.95 / sqrt(n) once in a thousand. */
static void draws_are_exponential(void **state)
{
	enum { N = 1000000 };
	struct arena *a = arena_open();
	struct sim_ziggurat z = sim_ziggurat_new();
	struct sim_draw d = { .ziggurat = &z,
			      .random = sim_stream(1, 2, SIM_GAP, 3),
			      .cv = -1,
			      .at = SIM_BLOCK };
	double *x = arena_new(a, double, N), worst = 0;

	(void)state;
	for (int i = 0; i < N; i++)
		x[i] = sim_draw_next(&d);
	CHECK_NEAR(stats_mean(x, N), 1, 4.0 / sqrt(N));
	stats_sort(x, N);
	for (int i = 0; i < N; i++)
		worst = fmax(worst, fabs(-expm1(-x[i]) - (i + 0.5) / N));
	assert_true(worst < 1.95 / sqrt(N));
	assert_true(x[N - 1] > 10 && x[N - 1] < 25);
	arena_close(a);
}

static void streams_differ_in_every_part_of_their_name(void **state)
{
	struct random r[5] = { sim_stream(1, 0, SIM_GAP, 0),
			       sim_stream(2, 0, SIM_GAP, 0),
			       sim_stream(1, 1, SIM_GAP, 0),
			       sim_stream(1, 0, SIM_WORK, 0),
			       sim_stream(1, 0, SIM_GAP, 1) };

	(void)state;
	for (int i = 0; i < 5; i++)
		for (int k = 0; k < i; k++)
			assert_memory_not_equal(&r[i], &r[k], sizeof(r[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_come_in_order),
		cmocka_unit_test(a_line_keeps_its_order),
		cmocka_unit_test(the_ziggurat_closes),
		cmocka_unit_test(draws_are_exponential),
		cmocka_unit_test(streams_differ_in_every_part_of_their_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
