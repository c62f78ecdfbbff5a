/* Why nobody more is there: one person for each reason. */
#include "check.h"

#include "maths/coverage.h"
#include "optimise/lacking.h"
#include "small_pattern.h"

enum { ASKED = 3 }; /* Thursday */

static struct arena *arena;

/* Four people, a line of letters each, and one head asked for at any time. */
static struct lacking *lacking_of(struct small *s, const char *const tours[4],
				  struct requirement *req)
{
	struct roster *r = arena_new(arena, struct roster, 1);
	struct coverage *c = arena_new(arena, struct coverage, 1);

	*r = roster_new(arena, s->monday, 7, 4);
	s->site.n_agents = 4;
	s->site.n_absences = 0;
	for (int i = 0; i < 4; i++)
		for (int d = 0; d < 7; d++)
			small_letter(s, r, i, d, tours[i][d]);
	small_period(s, 7, NULL);
	*req = requirement_new(arena, s->period.grid, 1);
	req->rows[0].queue = SALES;
	req->rows[0].queues = 1 << SALES;
	for (int t = 0; t < req->grid.n; t++) {
		req->rows[0].gross[t] = 9;
		req->rows[0].curve[t] = (struct curve){ 10, 9, 0, NULL, 1 };
	}
	*c = coverage_of_roster(arena, &s->period, req, r);
	return lacking_new(arena, &s->period, req, c, r);
}

static struct lack_count ask(struct small *s, const char *const tours[4],
			     int minutes)
{
	struct requirement req;
	struct lacking *x = lacking_of(s, tours, &req);
	int t = grid_index(&s->period.grid, small_time(s, ASKED, minutes));

	return lacking_people(x, 0, t);
}

static void expect(struct lack_count n, int skilled, const enum lack *one,
		   int count)
{
	int sum = 0;

	CHECK(n.skilled == skilled, "%d skilled", n.skilled);
	for (int k = 0; k < count; k++)
		CHECK(n.by[one[k]] >= 1, "nobody for reason %d", one[k]);
	for (int k = 0; k < LACK_KINDS; k++)
		sum += n.by[k];
	assert_int_equal(sum, skilled);
}

static struct small *small_with_rest(void)
{
	struct small *s = small_new(arena, "Europe/London");

	s->rules[0] = (struct rule){ .name = "rest",
				     .count = COUNT_REST,
				     .length = 1,
				     .shifts = ~(shift_set)0,
				     .days = DAYS_ALL,
				     .min = 660,
				     .max = RULE_NO_MAX };
	s->rules[1] = (struct rule){ .name = "run",
				     .count = COUNT_RUN,
				     .length = 1,
				     .shifts = ~(shift_set)0,
				     .days = DAYS_ALL,
				     .max = 2 };
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 2;
	for (int i = 0; i < 4; i++)
		s->terms[i][0].min_minutes = 0;
	return s;
}

/* At ten on Thursday. */
static void each_reason_is_found(void **state)
{
	(void)state;
	struct small *s = small_with_rest();
	static const char *const first[] = { "...A...", "DD.L...", "DD.N...",
					     "DDD.DD." };
	static const enum lack reasons[] = { LACK_ABSENT, LACK_OTHER_TIME,
					     LACK_HOURS };

	expect(ask(s, first, 600), 4, reasons, 3);
	static const char *const second[] = { "DD.D...", "..N....", ".DD....",
					      "......." };
	static const enum lack others[] = { LACK_THERE, LACK_REST, LACK_DAYS,
					    LACK_FREE };
	expect(ask(s, second, 600), 4, others, 4);
}

static void nights_of_the_day_before_reach_in(void **state)
{
	(void)state;
	struct small *s = small_with_rest();
	static const char *const tours[] = { "..N....", "..L....", "...N...",
					     "..D...." };
	static const enum lack reasons[] = { LACK_THERE, LACK_OTHER_TIME };
	struct lack_count n = ask(s, tours, 180);

	/* At three only a night of Wednesday would be there: who works that
	 * day otherwise cannot. */
	expect(n, 4, reasons, 2);
}

static void the_unskilled_are_not_counted(void **state)
{
	(void)state;
	struct small *s = small_with_rest();
	static const char *const tours[] = { ".......", ".......", ".......",
					     "......." };

	s->agents[1].n_skills = 0;
	s->agents[2].n_skills = 0;
	assert_int_equal(ask(s, tours, 600).skilled, 2);
}

/* Late on Thursday is not a night, whoever has the night off. */
static void heads_of_a_line(void **state)
{
	(void)state;
	struct small *s = small_with_rest();
	static const char *const tours[] = { "...N...", "...D...", "DDDDD..",
					     "...A..." };
	struct requirement req;

	s->cover[0] = (struct cover){ .from = s->monday,
				      .until = s->monday + 7,
				      .days = DAYS_ALL,
				      .shifts = 1 << NIGHT,
				      .skill = -1,
				      .want = 2,
				      .max = RULE_NO_MAX };
	s->site.cover = s->cover;
	s->site.n_cover = 1;
	struct lacking *x = lacking_of(s, tours, &req);
	struct cover_day day = { .line = 0, .day = s->monday + ASKED };
	struct lack_count n = lacking_heads(x, &day);
	static const enum lack reasons[] = { LACK_THERE, LACK_OTHER_TIME,
					     LACK_ABSENT };
	expect(n, 4, reasons, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_reason_is_found),
		cmocka_unit_test(nights_of_the_day_before_reach_in),
		cmocka_unit_test(the_unskilled_are_not_counted),
		cmocka_unit_test(heads_of_a_line),
	};

	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
