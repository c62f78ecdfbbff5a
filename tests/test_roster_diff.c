/* roster_diff: who, which day, how many hours, and where coverage moves. */
#include "check.h"
#include "small_pattern.h"

#include "base/random.h"
#include "maths/roster_diff.h"

static struct arena *arena;

static void a_roster_does_not_differ_from_its_copy(void **state)
{
	struct small *s = small_new(arena, "Europe/London");
	struct small_case c = small_pattern(s, "DLNS.A-");
	struct roster copy = roster_copy(arena, &c.roster);
	struct roster_diff diff = roster_diff(arena, &c.roster, &copy);

	(void)state;
	assert_int_equal(diff.n_days, 0);
	assert_int_equal(diff.n_people, 0);
}

/* Letters of two patterns that differ are the days that differ; the hours
 * are those of the letters (8, 8, 8, 4, none, 8 of leave, none). */
static void any_two_patterns_differ_where_their_letters_do(void **state)
{
	static const char letters[] = "DLNS.A-";
	static const int paid[] = { 480, 480, 480, 240, 0, 480, 0 };
	struct random rnd = random_stream(5, 1);

	(void)state;
	for (int round = 0; round < 100; round++) {
		struct small *s = small_new(arena, "Europe/London");
		char from[8] = "", to[8] = "";
		int days = 0, minutes = 0;

		for (int d = 0; d < 7; d++) {
			int x = random_below(&rnd, 7),
			    y = random_below(&rnd, 7);

			from[d] = letters[x];
			to[d] = letters[y];
			days += x != y;
			minutes += paid[y] - paid[x];
		}
		struct roster old = small_pattern(s, from).roster;
		struct roster now = small_pattern(s, to).roster;
		struct roster_diff diff = roster_diff(arena, &old, &now);

		assert_int_equal(diff.n_days, days);
		assert_int_equal(diff.n_people, days > 0);
		if (!days)
			continue;
		assert_int_equal(diff.people[0].days, days);
		assert_int_equal(diff.people[0].minutes -
					 diff.people[0].old_minutes,
				 minutes);
		for (int k = 0; k < days; k++) {
			int d = diff.days[k].day - s->monday;

			assert_true(from[d] != to[d]);
			assert_int_equal(diff.days[k].differs, DIFFERS_DAY);
			minutes -= diff.days[k].minutes;
		}
		assert_int_equal(minutes, 0);
	}
}

static void a_moved_lunch_and_a_lock_are_no_other_duty(void **state)
{
	struct small *s = small_new(arena, "Europe/London");
	struct roster old = small_pattern(s, "DD.....").roster;
	struct roster now = roster_copy(arena, &old);
	struct segment *lunch =
		(struct segment *)&now.cells[0].duty.segments[1];

	(void)state;
	lunch->start += 900;
	lunch->end += 900;
	lunch[-1].end += 900;
	lunch[1].start += 900;
	now.cells[1].locked = true;
	struct roster_diff diff = roster_diff(arena, &old, &now);
	assert_int_equal(diff.n_days, 2);
	assert_int_equal(diff.days[0].differs, DIFFERS_INSIDE);
	assert_int_equal(diff.days[0].minutes, 0);
	assert_int_equal(diff.days[1].differs, DIFFERS_LOCK);
}

/* Two rows over two days of 48 half hours, three people needed from 08:00 to
 * 09:00 on both. */
static struct requirement two_rows(const struct small *s)
{
	struct grid g = grid_new(arena, s->site.zone, s->monday, 2, 1800);
	struct requirement r = requirement_new(arena, g, 2);

	for (int row = 0; row < 2; row++)
		for (int t = 16; t < 18; t++)
			r.rows[row].gross[t] = 3;
	return r;
}

static void heads_given_elsewhere_are_found_by_row_and_time(void **state)
{
	struct small *s = small_new(arena, "Europe/London");
	struct requirement r = two_rows(s);
	double old[2 * 96] = { 0 }, now[2 * 96] = { 0 };
	struct coverage was = { .grid = r.grid, .n_rows = 2, .scheduled = old };
	struct coverage is = { .grid = r.grid, .n_rows = 2, .scheduled = now };

	(void)state;
	old[16] = 3; /* covered, then one too few */
	now[16] = 2;
	old[17] = 1;
	now[17] = 3; /* two short, then none */
	old[18] = now[18] = 5;
	now[96 + 47] = 1; /* the last of one day, the first of the next */
	now[96 + 48] = 1.5;
	now[96 + 60] = 0.001;
	struct coverage_diff diff = coverage_diff(arena, &r, &was, &is);

	assert_int_equal(diff.n, 4);
	assert_int_equal(diff.stretches[0].begin, 16);
	assert_int_equal(diff.stretches[0].end, 17);
	CHECK_NEAR(diff.stretches[0].heads, -1, 1e-12);
	CHECK_NEAR(diff.stretches[0].old_short, 0, 1e-12);
	CHECK_NEAR(diff.stretches[0].now_short, 0.5, 1e-12);
	CHECK_NEAR(diff.stretches[1].heads, 2, 1e-12);
	CHECK_NEAR(diff.stretches[1].hours, 1, 1e-12);
	CHECK_NEAR(diff.stretches[1].old_short, 1, 1e-12);
	assert_int_equal(diff.stretches[2].end, 48);
	assert_int_equal(diff.stretches[3].begin, 48);
	CHECK_NEAR(diff.rows[0].old_short, 1, 1e-12);
	CHECK_NEAR(diff.rows[0].now_short, 0.5, 1e-12);
	CHECK_NEAR(diff.rows[0].old_over, 2.5, 1e-12);
	CHECK_NEAR(diff.rows[1].now_short, 3, 1e-12);
	CHECK_NEAR(diff.rows[1].now_over, 0.5 + 0.75 + 0.0005, 1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_roster_does_not_differ_from_its_copy),
		cmocka_unit_test(
			any_two_patterns_differ_where_their_letters_do),
		cmocka_unit_test(a_moved_lunch_and_a_lock_are_no_other_duty),
		cmocka_unit_test(
			heads_given_elsewhere_are_found_by_row_and_time),
	};
	int failed;

	arena = arena_open();
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
