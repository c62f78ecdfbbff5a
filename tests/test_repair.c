/* The day under way against the judges and itself. */
#include "check.h"

#include <string.h>

#include "made_centre.h"
#include "maths/coverage.h"
#include "maths/pay.h"
#include "optimise/repair.h"
#include "optimise/schedule.h"

enum { PEOPLE = 24, MISSING = 3, NOTICE = 3600 };

/* A planned week of a made-up centre; it is Tuesday, 10 o'clock and a bit. */
struct today {
	struct arena *a;
	struct made *m;
	struct roster roster;
	int day;
	bool *absent;
	struct repair_options options;
	struct repair *x;
};

static bool is_on(const struct today *t, int agent)
{
	const struct cell *c = roster_cell(&t->roster, agent, t->day);

	return c->kind == CELL_DUTY && c->duty.end > t->options.now;
}

static const struct absence_type sick = { .code = "sick",
					  .name = "Sick",
					  .paid = true,
					  .credit = CREDIT_CONTRACT_DAY };

static struct today today_new(uint64_t seed, int queues, int missing)
{
	struct today t = { .a = arena_open() };
	struct schedule_result result;
	struct err e = err_new(t.a);

	t.m = made_centre(t.a, (struct made_options){ .people = PEOPLE,
						      .queues = queues,
						      .weeks = 1,
						      .interval = 900,
						      .ratio = 0.9,
						      .seed = seed });
	CHECK(roster_from_requirement(
		      t.a, &t.m->period, &t.m->req,
		      (struct schedule_options){
			      .seed = 1, .threads = 1, .work_limit = 60 },
		      &result, &e) == RC_OK,
	      "%s", e.n ? e.list[0].text : "");
	t.roster = result.roster;
	t.m->site.absence_types = &sick;
	t.m->site.n_absence_types = 1;
	t.day = t.m->period.first_day + 1;
	t.absent = arena_new(t.a, bool, PEOPLE);
	t.options = (struct repair_options){ .now = grid_wall(&t.m->period.grid,
							      t.day, 605),
					     .absent = t.absent,
					     .notice = NOTICE,
					     .step = 30,
					     .most = 120 };
	for (int i = 0; i < PEOPLE && missing; i++)
		if (is_on(&t, i)) {
			t.absent[i] = true;
			missing--;
		}
	t.x = repair_new(t.a, &t.m->period, &t.m->req, &t.roster, t.options);
	return t;
}

static void today_close(struct today *t)
{
	repair_close(t->x);
	arena_close(t->a);
}

static double service_of(const struct today *t, const struct roster *r)
{
	return coverage_of_roster(t->a, &t->m->period, &t->m->req, r).cost;
}

static int hard_of(const struct today *t, const struct roster *r, int agent)
{
	struct breaches b = rules_judge_person(t->a, &t->m->period, r, agent);

	return b.hard;
}

/* coverage.c divides people anew and knows nothing of the crowd. */
static void money_is_what_the_judge_of_coverage_says(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct today t = today_new(seed, 1 + (int)seed % 2, MISSING);
		double before = repair_cost(t.x);
		double saved = 0;
		int n;

		CHECK_NEAR(before, service_of(&t, repair_roster(t.x)), 1e-6);
		CHECK(before >= service_of(&t, &t.roster) - 1e-9,
		      "%f: fewer people cost less", before);
		const struct repair_move *moves = repair_moves(t.x, &n);
		for (int k = 0; k < n; k++)
			saved += moves[k].saves;
		CHECK_NEAR(repair_cost(t.x), service_of(&t, repair_roster(t.x)),
			   1e-6);
		CHECK_NEAR(before - repair_cost(t.x), saved, 1e-6);
		today_close(&t);
	}
}

/* Nobody else's day is another one, and no other day. */
static void only_breaks_are_others(const struct today *t)
{
	for (int i = 0; i < PEOPLE; i++)
		for (int d = 0; d < 7; d++) {
			int day = t->m->period.first_day + d;
			const struct cell *was =
				roster_cell(&t->roster, i, day);
			const struct cell *is =
				roster_cell(repair_roster(t->x), i, day);
			if (t->absent[i] && day == t->day)
				continue;
			assert_int_equal(was->kind, is->kind);
			assert_true(was->duty.start == is->duty.start &&
				    was->duty.end == is->duty.end);
		}
}

static void moved_breaks_are_legal_and_none_has_begun(void **state)
{
	int moved = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 4; seed++) {
		struct today t = today_new(seed, 1, MISSING);
		int n;
		const struct repair_move *moves = repair_moves(t.x, &n);

		moved += n;
		for (int k = 0; k < n; k++) {
			assert_true(moves[k].was > t.options.now);
			assert_true(moves[k].start > t.options.now);
			assert_false(t.absent[moves[k].agent]);
			assert_int_equal(
				hard_of(&t, repair_roster(t.x), moves[k].agent),
				hard_of(&t, &t.roster, moves[k].agent));
		}
		only_breaks_are_others(&t);
		today_close(&t);
	}
	assert_true(moved > 0);
}

static void the_missing_end_now(void **state)
{
	struct today t = today_new(5, 1, MISSING);

	(void)state;
	for (int i = 0; i < PEOPLE; i++) {
		const struct cell *c =
			roster_cell(repair_roster(t.x), i, t.day);
		if (!t.absent[i] || c->kind != CELL_DUTY)
			continue;
		for (int k = 0; k < c->duty.n; k++)
			assert_true(c->duty.segments[k].kind ==
					    SEGMENT_ABSENCE ||
				    c->duty.segments[k].end <= t.options.now);
	}
	today_close(&t);
}

/* The roster with an offer in it. */
static struct roster with_offer(const struct today *t,
				const struct repair_offer *o)
{
	struct roster r = roster_copy(t->a, repair_roster(t->x));
	struct cell *c = roster_cell(&r, o->agent, o->day);

	c->kind = CELL_DUTY;
	c->duty = o->duty;
	return r;
}

static double pay_of(const struct today *t, const struct roster *r, int agent)
{
	const struct site *s = &t->m->site;
	double money = pay_of_overtime(s, r, agent);

	for (int d = 0; d < r->days; d++) {
		const struct cell *c = roster_cell(r, agent, r->first_day + d);
		if (c->kind == CELL_DUTY)
			money += pay_of_duty(s, &s->agents[agent], &c->duty);
	}
	return money;
}

/* Rest is kept: the only hard rule of the made-up centre that an agreed hour
 * could break besides the shape of duties. */
static bool keeps_rest(const struct today *t, const struct roster *r, int agent)
{
	struct breaches b = rules_judge_person(t->a, &t->m->period, r, agent);

	for (int k = 0; k < b.n; k++)
		if (b.list[k].hard && b.list[k].rule &&
		    b.list[k].rule->count == COUNT_REST)
			return false;
	return true;
}

static void judge_offers(uint64_t seed, int *kinds)
{
	struct today t = today_new(seed, 2, MISSING);
	int n;
	const struct repair_offer *list = repair_offers(t.x, &n);
	const struct roster *now = repair_roster(t.x);

	assert_true(n > 0);
	for (int k = 0; k < n; k++) {
		const struct repair_offer *o = &list[k];
		struct roster r = with_offer(&t, o);

		kinds[o->kind]++;
		if (k % 7 == 0) {
			CHECK_NEAR(service_of(&t, now) - service_of(&t, &r),
				   o->saves, 1e-6);
			CHECK_NEAR(pay_of(&t, &r, o->agent) -
					   pay_of(&t, now, o->agent),
				   o->pays, 1e-6);
		}
		CHECK_NEAR(o->net, o->saves - o->pays, 1e-9);
		assert_true(k == 0 || list[k - 1].net >= o->net);
		assert_true(keeps_rest(&t, &r, o->agent));
		assert_false(t.absent[o->agent]);
		assert_int_equal(
			o->minutes,
			pay_minutes(&t.m->site, &o->duty) -
				(roster_cell(now, o->agent, o->day)->kind ==
						 CELL_DUTY
					 ? roster_cell(now, o->agent, o->day)
						   ->duty.paid
					 : 0));
		if (o->kind == OFFER_CALL || o->kind == OFFER_COME)
			assert_true(o->duty.start >= t.options.now + NOTICE);
	}
	today_close(&t);
}

static void offers_save_pay_and_rest_as_the_judges_say(void **state)
{
	int kinds[4] = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= 9; seed++)
		judge_offers(seed, kinds);
	CHECK(kinds[OFFER_STAY] > 0 && kinds[OFFER_COME] > 0 &&
		      kinds[OFFER_CALL] > 0,
	      "stay %d, come %d, call %d", kinds[OFFER_STAY], kinds[OFFER_COME],
	      kinds[OFFER_CALL]);
}

static void what_was_agreed_saves_what_was_offered(void **state)
{
	struct today t = today_new(7, 1, MISSING);
	int n;
	const struct repair_offer *list = repair_offers(t.x, &n);
	double before = repair_cost(t.x);

	(void)state;
	assert_true(n > 0);
	repair_accept(t.x, &list[0]);
	CHECK_NEAR(before - repair_cost(t.x), list[0].saves, 1e-6);
	CHECK_NEAR(repair_cost(t.x), service_of(&t, repair_roster(t.x)), 1e-6);
	today_close(&t);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(money_is_what_the_judge_of_coverage_says),
		cmocka_unit_test(moved_breaks_are_legal_and_none_has_begun),
		cmocka_unit_test(the_missing_end_now),
		cmocka_unit_test(offers_save_pay_and_rest_as_the_judges_say),
		cmocka_unit_test(what_was_agreed_saves_what_was_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
