#include "check.h"

#include <string.h>

#include "maths/fte.h"
#include "maths/scenario.h"
#include "maths/staffing.h"
#include "small_site.h"

enum { FULL, PART, PEOPLE = 7, DAYS = 7 };

/*
 * Sales is open 08:00-20:00 on weekdays and 10:00-16:00 at weekends, chat
 * 08:00-20:00 from Monday to Friday; contacts differ in every interval.
 * People, in the order of the list:
 *
 *	ana since ever, ben 2024, cem 2026-03, dee 2026-03, eva 2025 part-time,
 *	fay 2026-10 part-time, gus 2023
 */
struct centre {
	struct small *small;
	struct arena *arena;
	struct site *site;
	struct agent agents[PEOPLE];
	struct agent_term terms[PEOPLE];
	struct window week, weekend;
	struct workload ahead;
	struct roster roster;
	struct scenario_inputs base;
	struct err err;
};

static int day_of(int year, int month, int day)
{
	return date_from_civil((struct civil){ year, month, day });
}

static void hire(struct centre *c, int i, const char *id, int from,
		 int contract)
{
	const struct small *s = c->small;

	c->terms[i] = (struct agent_term){
		.team = "one",
		.contract = contract,
		.min_minutes = s->contracts[contract].min_minutes,
		.max_minutes = s->contracts[contract].max_minutes,
		.from = from,
		.until = DATE_NONE,
	};
	c->agents[i] = (struct agent){ .id = id,
				       .name = id,
				       .terms = &c->terms[i],
				       .n_terms = 1,
				       .skills = s->agent_skills[0],
				       .n_skills = 2 };
}

static void hire_all(struct centre *c)
{
	c->small->contracts[FULL].id = "full_time";
	c->small->contracts[PART].id = "part_time";
	c->small->contracts[PART].min_minutes = 1200;
	c->small->contracts[PART].max_minutes = 1200;
	hire(c, 0, "ana", DATE_NONE, FULL);
	hire(c, 1, "ben", day_of(2024, 5, 1), FULL);
	hire(c, 2, "dee", day_of(2026, 3, 1), FULL);
	hire(c, 3, "cem", day_of(2026, 3, 1), FULL);
	hire(c, 4, "eva", day_of(2025, 1, 1), PART);
	hire(c, 5, "fay", day_of(2026, 10, 1), PART);
	hire(c, 6, "gus", day_of(2023, 1, 1), FULL);
	c->site->agents = c->agents;
	c->site->n_agents = PEOPLE;
}

static void open_all(struct centre *c)
{
	struct queue *q = c->small->queues;

	c->week = (struct window){ 480, 1200 };
	c->weekend = (struct window){ 600, 960 };
	for (int d = 0; d < 5; d++)
		q[SALES].hours.day[d] = q[CHAT].hours.day[d] =
			(struct opening_day){ &c->week, 1 };
	for (int d = 5; d < 7; d++)
		q[SALES].hours.day[d] = (struct opening_day){ &c->weekend, 1 };
	q[SALES].goal = (struct goal){ .share = 0.8, .within = 20 };
	q[SALES].short_price = 40;
	q[CHAT].channel = CHANNEL_CHAT;
	q[CHAT].concurrency = 1;
	q[CHAT].goal = (struct goal){ .share = 0.9, .within = 60 };
}

static void forecast(struct centre *c)
{
	struct grid g = grid_new(c->arena, c->site->zone, c->small->monday,
				 DAYS + 1, c->site->interval);
	double *open = arena_new(c->arena, double, g.n);

	c->ahead = workload_new(c->arena, g, 2);
	c->ahead.variance = arena_new(c->arena, double, 2 * g.n);
	for (int q = 0; q < 2; q++) {
		site_open(c->site, &c->site->queues[q], &g, open);
		for (int t = 0; t < g.n; t++) {
			int at = q * g.n + t;

			c->ahead.calls[at] = open[t] * (20 + t % 17 + 9 * q);
			c->ahead.aht[at] = 240 + t % 5;
			c->ahead.variance[at] = 4 * c->ahead.calls[at];
		}
	}
}

static int set_up(void **state)
{
	struct arena *a = arena_open();
	struct centre *c = arena_new(a, struct centre, 1);

	c->arena = a;
	c->small = small_new(a, "Europe/London");
	c->site = &c->small->site;
	c->err = err_new(a);
	hire_all(c);
	open_all(c);
	forecast(c);
	c->roster = small_roster(c->small, 0, DAYS);
	for (int i = 0; i < PEOPLE; i++)
		for (int d = 0; d < 5; d++)
			small_put(c->small, &c->roster, i, d, DAY);
	c->base = (struct scenario_inputs){ .site = c->site,
					    .first_day = c->small->monday,
					    .days = DAYS,
					    .ahead = &c->ahead,
					    .roster = &c->roster };
	*state = c;
	return 0;
}

static int tear_down(void **state)
{
	struct centre *c = *state;

	arena_close(c->arena);
	return 0;
}

static struct change change_of(enum change_kind kind, enum change_how how,
			       double amount)
{
	return (struct change){ .kind = kind,
				.queue = -1,
				.contract = -1,
				.how = how,
				.amount = amount,
				.text = "it" };
}

static struct scenario applied(struct centre *c, const struct change *list,
			       int n)
{
	struct scenario s;

	if (scenario_apply(c->arena, &c->base, list, n, &s, &c->err) != RC_OK)
		fail_msg("%s", c->err.list[0].text);
	return s;
}

static struct scenario with(struct centre *c, struct change change)
{
	return applied(c, &change, 1);
}

static void refused(struct centre *c, struct change change, const char *word)
{
	struct scenario s;

	c->err.n = 0;
	assert_int_equal(
		scenario_apply(c->arena, &c->base, &change, 1, &s, &c->err),
		RC_DATA);
	CHECK(strstr(c->err.list[0].text, word), "%s", c->err.list[0].text);
}

/* Contacts of a queue (-1: all) on days [from, until) of the period. */
static double calls(const struct workload *w, int queue, int from, int until)
{
	double sum = 0;

	for (int q = 0; q < w->queues; q++)
		for (int t = w->grid.day_begin[from];
		     (queue < 0 || q == queue) && t < w->grid.day_begin[until];
		     t++)
			sum += w->calls[q * w->grid.n + t];
	return sum;
}

static double required_hours(struct centre *c, const struct scenario_inputs *in)
{
	struct staffing_options plain = { .method = STAFFING_PLAIN };
	struct requirement r;
	double sum = 0;

	assert_int_equal(requirement_from_workload(c->arena, in->site,
						   in->ahead, plain, &r,
						   &c->err),
			 RC_OK);
	for (int k = 0; k < r.n_rows; k++)
		for (int t = 0; t < r.grid.day_begin[in->days]; t++)
			sum += r.rows[k].gross[t] * r.grid.interval / 3600;
	return sum;
}

/* --- */

static void nothing_changed_is_the_plan_itself(void **state)
{
	struct centre *c = *state;
	struct scenario s = applied(c, NULL, 0);
	size_t n = (size_t)(2 * c->ahead.grid.n);

	assert_string_equal(s.name, "");
	assert_memory_equal(s.inputs.ahead->calls, c->ahead.calls, n * 8);
	assert_memory_equal(s.inputs.ahead->variance, c->ahead.variance, n * 8);
	CHECK_NEAR(required_hours(c, &s.inputs), required_hours(c, &c->base),
		   0);
	assert_int_equal(s.inputs.site->n_agents, PEOPLE);
	assert_int_equal(s.n_removed, 0);
}

static void more_calls_need_more_hours(void **state)
{
	struct centre *c = *state;
	double last = required_hours(c, &c->base);

	for (double f = 1.1; f < 2; f += 0.1) {
		struct scenario s =
			with(c, change_of(CHANGE_CALLS, CHANGE_BY_FACTOR, f));
		double hours = required_hours(c, &s.inputs);

		CHECK_NEAR(calls(s.inputs.ahead, -1, 0, DAYS),
			   f * calls(&c->ahead, -1, 0, DAYS), 1e-6);
		CHECK(hours > last, "%g x: %g h", f, hours);
		last = hours;
	}
}

static void less_time_needs_fewer_hours_and_shrinkage_more(void **state)
{
	struct centre *c = *state;
	double base = required_hours(c, &c->base);
	struct scenario s = with(c, change_of(CHANGE_AHT, CHANGE_BY, -20));
	struct scenario more =
		with(c, change_of(CHANGE_SHRINKAGE, CHANGE_TO, 0.2));

	assert_true(required_hours(c, &s.inputs) < base);
	CHECK_NEAR(required_hours(c, &more.inputs), base / 0.8, 1e-9 * base);
}

static void the_inputs_stay_as_they_are(void **state)
{
	struct centre *c = *state;
	double before = calls(&c->ahead, -1, 0, DAYS + 1);
	struct change all[] = {
		change_of(CHANGE_CALLS, CHANGE_BY_FACTOR, 1.5),
		change_of(CHANGE_AGENTS, CHANGE_BY, -3),
		change_of(CHANGE_LEVEL, CHANGE_TO, 0.95),
		change_of(CHANGE_CLOSED, CHANGE_TO, 0),
	};

	all[3].days = DAYS_WEEK;
	applied(c, all, 4);
	CHECK_NEAR(calls(&c->ahead, -1, 0, DAYS + 1), before, 0);
	CHECK_NEAR(c->site->queues[SALES].goal.share, 0.8, 0);
	assert_int_equal(c->site->queues[SALES].hours.day[0].n, 1);
	for (int i = 0; i < PEOPLE; i++) {
		assert_int_equal(c->agents[i].n_terms, 1);
		assert_int_equal(
			roster_cell(&c->roster, i, c->small->monday)->kind,
			CELL_DUTY);
	}
}

/* The relative error of a forecast does not change with its level. */
static void variance_follows_the_square(void **state)
{
	struct centre *c = *state;
	struct scenario s =
		with(c, change_of(CHANGE_CALLS, CHANGE_BY_FACTOR, 2));

	for (int t = 0; t < 2 * c->ahead.grid.n; t++)
		CHECK_NEAR(s.inputs.ahead->variance[t],
			   4 * c->ahead.variance[t], 1e-9);
}

static void a_number_of_contacts_is_reached(void **state)
{
	struct centre *c = *state;
	struct change change = change_of(CHANGE_CALLS, CHANGE_TO, 5000);

	change.queue = CHAT;
	struct scenario s = with(c, change);
	CHECK_NEAR(calls(s.inputs.ahead, CHAT, 0, DAYS), 5000, 1e-6);
	CHECK_NEAR(calls(s.inputs.ahead, SALES, 0, DAYS),
		   calls(&c->ahead, SALES, 0, DAYS), 0);
}

static struct change closed(days_set days, double kept, int to)
{
	struct change change = change_of(CHANGE_CLOSED, CHANGE_TO, 0);

	change.days = days;
	change.kept = kept;
	change.to = to;
	return change;
}

static void a_closed_day_loses_exactly_its_calls(void **state)
{
	struct centre *c = *state;

	for (int d = 0; d < 7; d++) {
		struct scenario s = with(c, closed((days_set)(1 << d), 0, 0));
		double gone = calls(&c->ahead, -1, d, d + 1);

		CHECK_NEAR(s.cut, gone, 1e-9);
		CHECK_NEAR(s.moved, 0, 0);
		CHECK_NEAR(calls(s.inputs.ahead, -1, d, d + 1), 0, 0);
		CHECK_NEAR(calls(s.inputs.ahead, -1, 0, DAYS),
			   calls(&c->ahead, -1, 0, DAYS) - gone, 1e-9);
	}
}

static void nobody_is_required_on_a_closed_day(void **state)
{
	struct centre *c = *state;
	struct staffing_options plain = { .method = STAFFING_PLAIN };
	struct requirement r;

	c->small->queues[SALES].minimum = 2;
	struct scenario s = with(c, closed(1 << SUNDAY, 0, 0));
	assert_int_equal(requirement_from_workload(c->arena, s.inputs.site,
						   s.inputs.ahead, plain, &r,
						   &c->err),
			 RC_OK);
	for (int t = r.grid.day_begin[6]; t < r.grid.day_begin[7]; t++)
		CHECK_NEAR(r.rows[SALES].net[t], 0, 0);
}

static void moved_calls_conserve_the_total(void **state)
{
	struct centre *c = *state;
	double all = calls(&c->ahead, -1, 0, DAYS);

	for (double kept = 0.2; kept < 1.1; kept += 0.4)
		for (int to = 0; to < 5; to++) {
			struct scenario s = with(c, closed(0x60, kept, to));
			double gone = calls(&c->ahead, -1, 5, 7);

			CHECK_NEAR(s.cut, gone, 1e-9);
			CHECK_NEAR(s.moved, kept * gone, 1e-9);
			CHECK_NEAR(calls(s.inputs.ahead, -1, 0, DAYS),
				   all - s.cut + s.moved, 1e-8);
			CHECK_NEAR(calls(s.inputs.ahead, SALES, to, to + 1),
				   calls(&c->ahead, SALES, to, to + 1) +
					   kept * gone,
				   1e-8);
		}
}

/* Chat is closed on Sundays anyway, and has nothing on the Monday after. */
static void calls_that_find_no_day_are_lost(void **state)
{
	struct centre *c = *state;
	struct change list[] = { closed(1 << MONDAY, 0, 0),
				 closed(1 << SUNDAY, 0.6, MONDAY) };
	struct scenario s = applied(c, list, 2);

	CHECK_NEAR(s.moved, 0, 0);
	CHECK_NEAR(s.cut,
		   calls(&c->ahead, -1, 0, 1) + calls(&c->ahead, -1, 6, 7),
		   1e-9);
}

static struct change hours(int from, int until, days_set days, double kept)
{
	struct change change = change_of(CHANGE_HOURS, CHANGE_TO, 0);

	change.queue = SALES;
	change.hours = (struct window){ from, until };
	change.days = days;
	change.kept = kept;
	change.to = CHANGE_TO_SAME_DAY;
	return change;
}

static void shorter_hours_cut_only_what_is_outside(void **state)
{
	struct centre *c = *state;
	const struct grid *g = &c->ahead.grid;
	struct scenario s = with(c, hours(9 * 60, 17 * 60, 0, 0));
	double lost = 0;

	for (int t = 0; t < g->n; t++) {
		int wall = g->wall[t];
		bool inside = wall >= 540 && wall < 1020;

		CHECK_NEAR(s.inputs.ahead->calls[t],
			   inside ? c->ahead.calls[t] : 0, 0);
		if (!inside && t < g->day_begin[DAYS])
			lost += c->ahead.calls[t];
	}
	CHECK_NEAR(s.cut, lost, 1e-9);
	/* 09:00-10:00 and 16:00-17:00 on two days of the weekend. */
	CHECK_NEAR(s.empty_hours, 4, 1e-9);
}

static void half_an_interval_keeps_half_its_calls(void **state)
{
	struct centre *c = *state;
	struct scenario s = with(c, hours(9 * 60 + 15, 20 * 60, 1, 0));

	/* Interval 18 is 09:00-09:30 of Monday. */
	CHECK_NEAR(s.inputs.ahead->calls[18], c->ahead.calls[18] / 2, 1e-9);
	CHECK_NEAR(s.inputs.ahead->calls[17], 0, 0);
	CHECK_NEAR(s.inputs.ahead->calls[19], c->ahead.calls[19], 0);
}

static void kept_calls_stay_on_their_day(void **state)
{
	struct centre *c = *state;
	struct scenario s = with(c, hours(9 * 60, 17 * 60, 0, 1));

	for (int d = 0; d < DAYS; d++)
		CHECK_NEAR(calls(s.inputs.ahead, SALES, d, d + 1),
			   calls(&c->ahead, SALES, d, d + 1), 1e-8);
	CHECK_NEAR(s.moved, s.cut, 1e-9);
	assert_true(s.cut > 0);
}

static void a_day_can_be_opened(void **state)
{
	struct centre *c = *state;
	struct change change = hours(10 * 60, 16 * 60, 1 << SUNDAY, 0);

	change.queue = CHAT;
	struct scenario s = with(c, change);
	CHECK_NEAR(s.empty_hours, 6, 1e-9);
	CHECK_NEAR(s.cut, 0, 0);
}

static void check_removed(struct centre *c, const struct scenario *s,
			  const char *const ids[], int n)
{
	assert_int_equal(s->n_removed, n);
	for (int k = 0; k < n; k++)
		assert_string_equal(c->agents[s->removed[k]].id, ids[k]);
}

/* The latest to join first; cem and dee joined on the same day. */
static void removing_four_full_timers_names_four(void **state)
{
	static const char *const ids[] = { "cem", "dee", "ben", "gus" };
	struct centre *c = *state;
	struct change change = change_of(CHANGE_AGENTS, CHANGE_BY, -4);

	change.contract = FULL;
	struct scenario s = with(c, change);
	check_removed(c, &s, ids, 4);
	CHECK_NEAR(fte_of_people(s.inputs.site, s.inputs.first_day, DAYS), 2,
		   1e-12);
}

static void who_is_removed_has_no_duties_and_no_claims(void **state)
{
	struct centre *c = *state;
	struct change change = change_of(CHANGE_AGENTS, CHANGE_BY, -1);

	small_leave(c->small, 5, HOLIDAY, 0, 2);
	small_leave(c->small, 4, HOLIDAY, 0, 2);
	c->small->requests[0] = (struct request){ .agent = 5, .weight = 1 };
	c->site->n_requests = 1;
	struct scenario s = with(c, change);
	assert_int_equal(s.removed[0], 5);
	for (int i = 0; i < PEOPLE; i++)
		for (int d = 0; d < 5; d++)
			assert_int_equal(roster_cell(s.inputs.roster, i,
						     c->small->monday + d)
						 ->kind,
					 i == 5 ? CELL_NONE : CELL_DUTY);
	assert_int_equal(s.inputs.site->n_absences, 1);
	assert_int_equal(s.inputs.site->absences[0].agent, 4);
	assert_int_equal(s.inputs.site->n_requests, 0);
	assert_null(agent_term(&s.inputs.site->agents[5], c->small->monday));
}

/* 2.5 of fay 0.5, cem 1, dee 1: then nothing is left. */
static void fte_takes_each_who_fits(void **state)
{
	static const char *const ids[] = { "fay", "cem", "dee", "eva" };
	struct centre *c = *state;
	struct scenario s = with(c, change_of(CHANGE_FTE, CHANGE_BY, -2.5));

	check_removed(c, &s, ids, 3);
	CHECK_NEAR(s.fte_left, 0, 0);
	/* 3.2: fay, cem, dee and then half of 0.7 by eva. */
	s = with(c, change_of(CHANGE_FTE, CHANGE_BY, -3.2));
	check_removed(c, &s, ids, 4);
	CHECK_NEAR(s.fte_left, 0.2, 1e-9);
	CHECK_NEAR(fte_of_people(s.inputs.site, s.inputs.first_day, DAYS),
		   6 - 3.2 + s.fte_left, 1e-9);
}

static void new_people_are_like_the_latest_and_idle(void **state)
{
	struct centre *c = *state;
	struct change change = change_of(CHANGE_AGENTS, CHANGE_BY, 2);

	change.contract = FULL;
	struct scenario s = with(c, change);
	const struct site *site = s.inputs.site;
	assert_int_equal(site->n_agents, PEOPLE + 2);
	assert_int_equal(s.n_added, 2);
	assert_string_equal(site->agents[PEOPLE].id, "new1");
	assert_string_equal(site->agents[PEOPLE + 1].id, "new2");
	CHECK_NEAR(fte_of_people(site, s.inputs.first_day, DAYS), 8, 1e-12);
	CHECK_NEAR(agent_speed(&site->agents[PEOPLE], SALES, 20800), 1, 0);
	assert_int_equal(s.inputs.roster->agents, PEOPLE + 2);
	assert_int_equal(
		roster_cell(s.inputs.roster, PEOPLE, c->small->monday)->kind,
		CELL_NONE);
	assert_int_equal(
		roster_cell(s.inputs.roster, 6, c->small->monday)->kind,
		CELL_DUTY);
	s = with(c, change_of(CHANGE_FTE, CHANGE_BY, 1.7));
	assert_int_equal(s.n_added, 3);
	CHECK_NEAR(s.fte_left, 0.2, 1e-9);
}

static void people_without_hours_do_not_hang_it(void **state)
{
	struct centre *c = *state;

	for (int i = 0; i < PEOPLE; i++)
		c->terms[i].min_minutes = c->terms[i].max_minutes = 0;
	struct scenario s = with(c, change_of(CHANGE_FTE, CHANGE_BY, 3));
	assert_int_equal(s.n_added, 0);
	CHECK_NEAR(s.fte_left, 3, 0);
}

static void a_level_without_queue_is_for_calls_and_chats(void **state)
{
	struct centre *c = *state;
	struct change change = change_of(CHANGE_LEVEL, CHANGE_TO, 0.95);

	c->small->queues[CHAT].channel = CHANNEL_EMAIL;
	change.within = 15;
	struct scenario s = with(c, change);
	CHECK_NEAR(s.inputs.site->queues[SALES].goal.share, 0.95, 0);
	CHECK_NEAR(s.inputs.site->queues[SALES].goal.within, 15, 0);
	CHECK_NEAR(s.inputs.site->queues[CHAT].goal.share, 0.9, 0);
	assert_true(required_hours(c, &s.inputs) > required_hours(c, &c->base));
	change.queue = CHAT;
	s = with(c, change);
	CHECK_NEAR(s.inputs.site->queues[CHAT].goal.share, 0.95, 0);
}

static void changes_combine_in_order(void **state)
{
	struct centre *c = *state;
	struct change list[] = {
		change_of(CHANGE_AHT, CHANGE_TO, 100),
		change_of(CHANGE_AHT, CHANGE_BY_FACTOR, 1.5),
		change_of(CHANGE_AHT, CHANGE_BY, 10),
	};
	struct scenario s = applied(c, list, 3);

	for (int t = 0; t < 2 * c->ahead.grid.n; t++)
		CHECK_NEAR(s.inputs.ahead->aht[t], 160, 1e-9);
	assert_string_equal(s.name, "it it it");
}

static void what_cannot_be_is_refused(void **state)
{
	struct centre *c = *state;
	struct change change = change_of(CHANGE_AGENTS, CHANGE_BY, -6);

	refused(c, change_of(CHANGE_SHRINKAGE, CHANGE_TO, 1), "95");
	refused(c, change_of(CHANGE_SHRINKAGE, CHANGE_BY, -0.01), "shrinkage");
	refused(c, change_of(CHANGE_LEVEL, CHANGE_TO, 1), "100 %");
	refused(c, change_of(CHANGE_LEVEL, CHANGE_BY, 0.2), "100 %");
	refused(c, change_of(CHANGE_AHT, CHANGE_BY, -240), "above 0");
	refused(c, change_of(CHANGE_AGENTS, CHANGE_BY, -8), "only 7");
	refused(c, change_of(CHANGE_FTE, CHANGE_BY, -6.5), "6.00 FTE");
	change.contract = FULL;
	refused(c, change, "full_time");
	change.contract = 2;
	change.amount = 1;
	refused(c, change, "like");
	c->small->queues[SALES].goal.share = 0;
	change = change_of(CHANGE_LEVEL, CHANGE_TO, 0.8);
	change.queue = SALES;
	refused(c, change, "80% in 20 s");
}

static void every_impossible_change_is_said(void **state)
{
	struct centre *c = *state;
	struct change list[] = { change_of(CHANGE_SHRINKAGE, CHANGE_TO, 1),
				 change_of(CHANGE_LEVEL, CHANGE_TO, 1) };
	struct scenario s;

	assert_int_equal(
		scenario_apply(c->arena, &c->base, list, 2, &s, &c->err),
		RC_DATA);
	assert_int_equal(c->err.n, 2);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_changed_is_the_plan_itself),
		TEST(more_calls_need_more_hours),
		TEST(less_time_needs_fewer_hours_and_shrinkage_more),
		TEST(the_inputs_stay_as_they_are),
		TEST(variance_follows_the_square),
		TEST(a_number_of_contacts_is_reached),
		TEST(a_closed_day_loses_exactly_its_calls),
		TEST(nobody_is_required_on_a_closed_day),
		TEST(moved_calls_conserve_the_total),
		TEST(calls_that_find_no_day_are_lost),
		TEST(shorter_hours_cut_only_what_is_outside),
		TEST(half_an_interval_keeps_half_its_calls),
		TEST(kept_calls_stay_on_their_day),
		TEST(a_day_can_be_opened),
		TEST(removing_four_full_timers_names_four),
		TEST(who_is_removed_has_no_duties_and_no_claims),
		TEST(fte_takes_each_who_fits),
		TEST(new_people_are_like_the_latest_and_idle),
		TEST(people_without_hours_do_not_hang_it),
		TEST(a_level_without_queue_is_for_calls_and_chats),
		TEST(changes_combine_in_order),
		TEST(what_cannot_be_is_refused),
		TEST(every_impossible_change_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
