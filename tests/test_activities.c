/* Meetings and training: where they are put, held against brute force. */
#include "check.h"

#include <string.h>

#include "made_centre.h"
#include "maths/coverage.h"
#include "optimise/activities.h"
#include "optimise/schedule.h"

enum { PEOPLE = 12, SLIVER = 1800 };

struct week {
	struct arena *a;
	struct made *m;
	struct roster roster; /* without any activity */
	struct activity list[2];
};

static struct week week_new(uint64_t seed, int n_activities)
{
	struct week w = { .a = arena_open() };
	struct schedule_result result;
	struct err e = err_new(w.a);

	w.m = made_centre(w.a, (struct made_options){ .people = PEOPLE,
						      .queues = 1,
						      .weeks = 1,
						      .interval = 1800,
						      .ratio = 0.83,
						      .seed = seed });
	CHECK(roster_from_requirement(
		      w.a, &w.m->period, &w.m->req,
		      (struct schedule_options){
			      .seed = 1, .threads = 1, .work_limit = 40 },
		      &result, &e) == RC_OK,
	      "%s", e.n ? e.list[0].text : "");
	w.roster = result.roster;
	for (int k = 0; k < 2; k++)
		w.list[k] =
			(struct activity){ .id = k ? "coach" : "meet",
					   .name = k ? "Coaching" : "Meeting",
					   .agent = -1,
					   .from = w.m->period.first_day,
					   .until = w.m->period.first_day + 7,
					   .length = k ? 60 : 30,
					   .paid = true,
					   .together = k == 0 };
	w.m->site.n_activities = n_activities;
	return w;
}

/* The site's activities live in the caller's week. */
static struct roster place(struct week *w, int *placed)
{
	struct roster r = roster_copy(w->a, &w->roster);

	w->m->site.activities = w->list;
	*placed = activities_place(w->a, &w->m->period, &w->m->req,
				   w->m->period.first_day, &r);
	return r;
}

static double service_of(const struct week *w, const struct roster *r)
{
	return coverage_of_roster(w->a, &w->m->period, &w->m->req, r).cost;
}

/* Starts of an activity in an agent's duties; n counts them. */
static int64_t start_of(const struct roster *r, int agent, int activity,
			int *day, int *n)
{
	int64_t start = 0;

	*n = 0;
	for (int d = 0; d < r->days; d++) {
		const struct cell *c = roster_cell(r, agent, r->first_day + d);
		for (int k = 0; c->kind == CELL_DUTY && k < c->duty.n; k++) {
			const struct segment *g = &c->duty.segments[k];
			if (g->kind != SEGMENT_ACTIVITY || g->what != activity)
				continue;
			start = g->start;
			*day = r->first_day + d;
			++*n;
		}
	}
	return start;
}

static void everybody_has_it_once_and_rosters_stay_legal(void **state)
{
	struct week w = week_new(1, 2);
	int placed, day, n, count = 0;
	struct roster r = place(&w, &placed);

	(void)state;
	for (int i = 0; i < PEOPLE; i++) {
		start_of(&r, i, 1, &day, &n);
		assert_int_equal(n, 1);
		count += n;
		start_of(&r, i, 0, &day, &n);
		assert_true(n <= 1);
		count += n;
		struct breaches b =
			rules_judge_person(w.a, &w.m->period, &r, i);
		assert_int_equal(b.hard, 0);
		for (int d = 0; d < 7; d++) {
			int on = w.m->period.first_day + d;
			const struct cell *was = roster_cell(&w.roster, i, on);
			const struct cell *is = roster_cell(&r, i, on);
			assert_int_equal(was->kind, is->kind);
			assert_true(was->duty.start == is->duty.start);
			assert_int_equal(was->duty.paid, is->duty.paid);
		}
	}
	assert_int_equal(count, placed);
	arena_close(w.a);
}

static void those_who_meet_meet_at_once(void **state)
{
	struct week w = week_new(2, 1);
	int placed, day, n, present = 0;
	struct roster r = place(&w, &placed);
	int64_t when = 0;

	(void)state;
	for (int i = 0; i < PEOPLE; i++) {
		int64_t start = start_of(&r, i, 0, &day, &n);
		if (!n)
			continue;
		assert_true(when == 0 || start == when);
		when = start;
		present++;
	}
	assert_int_equal(present, placed);
	assert_true(present > PEOPLE / 3);
	/* At no other half hour are more of them at work for all of it. */
	for (int t = 0; t < w.m->period.grid.n; t++) {
		int64_t at = grid_time(&w.m->period.grid, t);
		int could = 0;
		for (int k = 0; k < PEOPLE * 7; k++) {
			const struct duty *d = &w.roster.cells[k].duty;
			if (w.roster.cells[k].kind != CELL_DUTY)
				continue;
			for (int i = 0; i < d->n; i++)
				could += d->segments[i].kind == SEGMENT_WORK &&
					 d->segments[i].start <= at &&
					 d->segments[i].end >= at + 1800;
		}
		assert_true(could <= present ||
			    grid_day(&w.m->period.grid, t) > 6);
	}
	arena_close(w.a);
}

/* The roster with the activity of one person at a time, if it fits there. */
static bool with_it(const struct week *w, int agent, int64_t at,
		    struct roster *r)
{
	*r = roster_copy(w->a, &w->roster);
	for (int d = 0; d < 7; d++) {
		struct cell *c = roster_cell(r, agent, r->first_day + d);
		for (int k = 0; c->kind == CELL_DUTY && k < c->duty.n; k++) {
			struct segment g = c->duty.segments[k];
			if (g.kind != SEGMENT_WORK || g.start > at ||
			    g.end < at + 3600 ||
			    (at > g.start && at - g.start < SLIVER) ||
			    (at + 3600 < g.end && g.end - at - 3600 < SLIVER))
				continue;
			struct segment *list =
				arena_new(w->a, struct segment, c->duty.n + 2);
			int n = 0;
			for (int i = 0; i < k; i++)
				list[n++] = c->duty.segments[i];
			if (at > g.start)
				list[n++] = (struct segment){ SEGMENT_WORK, -1,
							      -1, g.start, at };
			list[n++] = (struct segment){ SEGMENT_ACTIVITY, 0, -1,
						      at, at + 3600 };
			if (g.end > at + 3600)
				list[n++] =
					(struct segment){ SEGMENT_WORK, -1, -1,
							  at + 3600, g.end };
			for (int i = k + 1; i < c->duty.n; i++)
				list[n++] = c->duty.segments[i];
			c->duty.segments = list;
			c->duty.n = n;
			return true;
		}
	}
	return false;
}

static void one_item_lies_where_no_other_place_costs_less(void **state)
{
	(void)state;
	for (uint64_t seed = 3; seed < 6; seed++) {
		struct week w = week_new(seed, 1);
		int placed, agent = (int)seed;
		struct roster tried;

		w.list[0] = w.list[1];
		w.list[0].agent = agent;
		struct roster r = place(&w, &placed);
		double best = service_of(&w, &r);
		assert_int_equal(placed, 1);
		for (int t = 0; t < w.m->period.grid.n; t++) {
			if (!with_it(&w, agent, grid_time(&w.m->period.grid, t),
				     &tried))
				continue;
			double cost = service_of(&w, &tried);
			CHECK(cost >= best - 1e-6, "%f at %d, found %f", cost,
			      t, best);
		}
		arena_close(w.a);
	}
}

static void what_is_locked_or_there_already_stays(void **state)
{
	struct week w = week_new(7, 2);
	int placed, again;
	struct roster r = place(&w, &placed);

	(void)state;
	w.roster = r;
	r = place(&w, &again);
	CHECK(again < placed, "%d of %d again", again, placed);
	for (int k = 0; k < PEOPLE * 7; k++)
		w.roster.cells[k].locked = true;
	w.list[1].from++;
	w.m->site.n_activities = 2;
	r = place(&w, &again);
	assert_int_equal(again, 0);
	arena_close(w.a);
}

static void what_finds_no_time_is_remarked_on(void **state)
{
	struct week w = week_new(8, 1);
	int placed, notes = 0;

	(void)state;
	w.list[0].window = (struct window){ 180, 210 }; /* at three at night */
	struct roster r = place(&w, &placed);
	struct breaches b = rules_judge(w.a, &w.m->period, &r);
	assert_int_equal(placed, 0);
	for (int k = 0; k < b.n; k++)
		if (!strcmp(b.list[k].name, "activity")) {
			assert_false(b.list[k].hard);
			notes++;
		}
	assert_int_equal(notes, PEOPLE);
	arena_close(w.a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everybody_has_it_once_and_rosters_stay_legal),
		cmocka_unit_test(those_who_meet_meet_at_once),
		cmocka_unit_test(one_item_lies_where_no_other_place_costs_less),
		cmocka_unit_test(what_is_locked_or_there_already_stays),
		cmocka_unit_test(what_finds_no_time_is_remarked_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
