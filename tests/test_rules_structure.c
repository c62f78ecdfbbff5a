#include "check.h"

#include "maths/cover.h"
#include "small_pattern.h"

static struct arena *arena;

static struct small *free_site(void)
{
	struct small *s = small_new(arena, "Europe/London");

	small_any_hours(s);
	return s;
}

static struct duty *duty_on(const struct small *s, const struct small_case *c,
			    int d)
{
	return &roster_cell(&c->roster, 0, s->monday + d)->duty;
}

static struct segment *segments_of(struct duty *d)
{
	return (struct segment *)d->segments;
}

/* Exactly these faults of person 0, names in order joined by blanks. */
static void check_faults(const struct small_case *c, const char *expected,
			 int line)
{
	struct breaches all =
		rules_judge_person(arena, c->period, &c->roster, 0);
	const char *found = "";

	for (int k = 0; k < all.n; k++)
		if (all.list[k].hard)
			found = arena_printf(arena, "%s%s%s", found,
					     *found ? " " : "",
					     all.list[k].name);
	CHECK(text_equal(found, expected), "line %d: \"%s\", expected \"%s\"",
	      line, found, expected);
}

#define FAULTS(c, expected) check_faults((c), (expected), __LINE__)

static void a_legal_roster_has_no_breach(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct small_case c = small_pattern(s, "DDLLN..");
	struct breaches all = rules_judge(arena, c.period, &c.roster);

	FAULTS(&c, "");
	assert_int_equal(all.hard, 1); /* Ben has no hours */
	assert_int_equal(all.list[0].agent, 1);
	assert_string_equal(all.list[0].name, "hours");
}

static void the_template_must_be_known(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "D......");

	duty_on(s, &c, 0)->shift = -1;
	FAULTS(&c, "shift");
	duty_on(s, &c, 0)->shift = 4;
	FAULTS(&c, "shift");
}

static void the_contract_must_have_the_template(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "N......");

	s->contracts[0].shifts = 1 << NIGHT;
	FAULTS(&c, "");
	s->contracts[0].shifts = 1 << DAY;
	FAULTS(&c, "shift");
	struct breaches all = rules_judge_person(arena, c.period, &c.roster, 0);
	assert_int_equal(all.list[0].day, s->monday);
	assert_int_equal(all.list[0].until, s->monday + 1);
}

static void the_template_must_be_worked_that_day(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, ".....D.");

	s->shifts[DAY].days = 0x20;
	FAULTS(&c, "");
	s->shifts[DAY].days = 0x1f;
	FAULTS(&c, "shift");
}

/* Starts at 8:00, 8:30, ... 10:00. */
static void the_start_must_be_one_of_the_templates(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "D......");
	const int starts[] = { 480, 600, 450, 630, 495 };

	for (int k = 0; k < 5; k++) {
		*duty_on(s, &c, 0) = small_duty(s, DAY, 0, starts[k], 480);
		FAULTS(&c, k < 2 ? "" : "shift");
	}
	*duty_on(s, &c, 0) = small_duty(s, DAY, 1, 480, 480);
	FAULTS(&c, "shift");
}

/* 4 or 5 hours. */
static void the_length_must_be_one_of_the_templates(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "S......");
	const int lengths[] = { 240, 300, 270, 180, 360 };

	for (int k = 0; k < 5; k++) {
		*duty_on(s, &c, 0) = small_duty(s, SHORT, 0, 480, lengths[k]);
		FAULTS(&c, k < 2 ? "" : "shift");
	}
}

/* Lunch of 30 minutes starts 3 to 5 hours after 8:00. */
static void breaks_must_be_in_their_windows(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "D......");
	struct segment *x = segments_of(duty_on(s, &c, 0));
	const int starts[] = { 180, 300, 179, 301 };

	for (int k = 0; k < 4; k++) {
		x[0].end = x[1].start = x[0].start + starts[k] * 60;
		x[1].end = x[2].start = x[1].start + 1800;
		FAULTS(&c, k < 2 ? "" : "breaks");
	}
	s->breaks[0].earliest = s->breaks[0].latest = -1;
	FAULTS(&c, "");
	x[0].end = x[1].start = x[0].start + 59 * 60;
	x[1].end = x[2].start = x[1].start + 1800;
	FAULTS(&c, "breaks");
}

static void breaks_must_have_their_length_and_all_be_there(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "D......");
	struct duty *d = duty_on(s, &c, 0);
	struct segment *x = segments_of(d);

	s->breaks[0].paid = true;
	d->paid = 510;
	s->shifts[DAY].min_paid = s->shifts[DAY].max_paid = 510;
	FAULTS(&c, "");
	x[1].end = x[2].start = x[1].end + 300;
	FAULTS(&c, "breaks");
	x[1].end = x[2].start = x[1].end - 300;
	x[1].kind = SEGMENT_WORK;
	x[1].what = -1;
	FAULTS(&c, "breaks");
	x[1].kind = SEGMENT_BREAK;
	x[1].what = 0;
	s->shifts[DAY].n_breaks = 0;
	FAULTS(&c, "breaks");
}

/* 4 h before lunch, 4 h after it. */
static void breaks_must_be_apart(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "D......");

	s->shifts[DAY].min_gap = 240;
	FAULTS(&c, "");
	s->shifts[DAY].min_gap = 241;
	FAULTS(&c, "breaks breaks");
	s->shifts[NIGHT].min_gap = 600;
	c = small_pattern(s, "N......");
	FAULTS(&c, "");
}

static void segments_must_tile_and_pay_what_they_say(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "D......");
	struct duty *d = duty_on(s, &c, 0);

	d->paid = 479;
	FAULTS(&c, "segments");
	d->paid = 480;
	d->n = 2;
	d->paid = 240;
	FAULTS(&c, "segments");
	d->n = 3;
	segments_of(d)[2].start += 60;
	FAULTS(&c, "segments");
}

static void split_duties_need_their_gap(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "D......");
	struct duty *d = duty_on(s, &c, 0);

	s->shifts[DAY].split = (struct window){ 240, 270 };
	s->shifts[DAY].n_breaks = 0;
	FAULTS(&c, "breaks segments");
	segments_of(d)[1].kind = SEGMENT_GAP;
	FAULTS(&c, "");
	s->shifts[DAY].split = (struct window){ 210, 240 };
	FAULTS(&c, "segments");
}

static void on_call_is_not_work(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "N......");

	s->shifts[NIGHT].on_call = true;
	FAULTS(&c, "segments");
	segments_of(duty_on(s, &c, 0))[0].kind = SEGMENT_ON_CALL;
	FAULTS(&c, "");
	s->shifts[NIGHT].on_call = false;
	FAULTS(&c, "segments");
}

static void a_named_queue_needs_shift_and_skill(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "N......");

	segments_of(duty_on(s, &c, 0))[0].queue = CHAT;
	FAULTS(&c, "");
	s->shifts[NIGHT].queues = 1 << SALES;
	FAULTS(&c, "skill");
	s->shifts[NIGHT].queues = 0;
	s->agent_skills[0][1].until = s->monday;
	FAULTS(&c, "skill");
}

static void only_the_employed_work(void **state)
{
	(void)state;
	struct small *s = free_site();

	s->terms[0][0].from = s->monday + 1;
	struct small_case c = small_pattern(s, "-D.....");
	FAULTS(&c, "");
	c = small_pattern(s, "DD.....");
	FAULTS(&c, "employment");
}

/* Leave on Wednesday: a night from Tuesday reaches into it. */
static void no_duty_touches_an_absent_day(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "DLA....");

	FAULTS(&c, "");
	c = small_pattern(s, "DNA....");
	FAULTS(&c, "absence");
	c = small_pattern(s, "..A....");
	small_put(s, &c.roster, 0, 2, DAY);
	FAULTS(&c, "absence");
	c = small_pattern(s, "......N");
	small_leave(s, 0, HOLIDAY, 7, 8);
	c.period = small_period(s, 7, NULL);
	FAULTS(&c, "absence");
}

static void nobody_works_through_a_part_day_absence(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "N......");
	struct duty *d = duty_on(s, &c, 0);

	small_absence(s, 0, SICK, small_time(s, 0, 1320),
		      small_time(s, 0, 1440));
	c.period = small_period(s, 7, NULL);
	FAULTS(&c, "absence");
	struct segment two[] = {
		{ SEGMENT_ABSENCE, SICK, -1, d->start, d->start + 7200 },
		{ SEGMENT_WORK, -1, -1, d->start + 7200, d->end }
	};
	d->segments = two;
	d->n = 2;
	FAULTS(&c, "");
	/* Unpaid, two hours are missing from what the duty pays, not from its
	 * length. */
	s->absences[0].type = two[0].what = UNPAID;
	c.period = small_period(s, 7, NULL);
	d->paid = 360;
	FAULTS(&c, "");
}

static void absence_that_nobody_approved_is_remarked(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, ".......");

	struct small_case leave = small_pattern(s, "A......");
	assert_int_equal(
		rules_judge_person(arena, leave.period, &leave.roster, 0).n, 0);
	c = small_pattern(s, ".......");
	roster_cell(&c.roster, 0, s->monday + 1)->kind = CELL_ABSENT;
	struct breaches all = rules_judge_person(arena, c.period, &c.roster, 0);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.hard, 0);
	CHECK_NEAR(all.price, 0, 0);
	assert_string_equal(all.list[0].name, "absence");
}

static void availability_binds(void **state)
{
	(void)state;
	struct small *s = free_site();

	s->availability[0] = (struct availability){ .days = 1 << MONDAY,
						    .window = { 990, 1440 },
						    .from = DATE_NONE,
						    .until = DATE_NONE,
						    .kind = AVAILABLE_CANNOT };
	s->agents[0].availability = s->availability;
	s->agents[0].n_availability = 1;
	struct small_case c = small_pattern(s, "DL.....");
	FAULTS(&c, "");
	c = small_pattern(s, "L......");
	FAULTS(&c, "availability");
}

static void fixed_duties_are_exactly_there(void **state)
{
	(void)state;
	struct small *s = free_site();

	s->availability[0] = (struct availability){ .days = 1 << MONDAY,
						    .window = { 480, 990 },
						    .from = DATE_NONE,
						    .until = DATE_NONE,
						    .kind = AVAILABLE_FIXED };
	s->agents[0].availability = s->availability;
	s->agents[0].n_availability = 1;
	struct small_case c = small_pattern(s, "D......");
	FAULTS(&c, "");
	c = small_pattern(s, "L......");
	FAULTS(&c, "fixed");
	c = small_pattern(s, ".......");
	FAULTS(&c, "fixed");
	c = small_pattern(s, "A......");
	FAULTS(&c, "");
}

static void locked_cells_stay(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "DL.....");
	struct roster locked = roster_copy(arena, &c.roster);

	roster_cell(&locked, 0, s->monday + 1)->locked = true;
	roster_cell(&locked, 0, s->monday + 2)->locked = true;
	s->period.fixed = &locked;
	FAULTS(&c, "");
	small_put(s, &c.roster, 0, 0, LATE);
	FAULTS(&c, "");
	small_put(s, &c.roster, 0, 1, DAY);
	FAULTS(&c, "locked");
	small_put(s, &c.roster, 0, 2, DAY);
	FAULTS(&c, "locked locked");
}

static void duties_do_not_overlap(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "ND.....");

	FAULTS(&c, ""); /* 6:00 to 8:00 is a question of rest */
	s->shifts[DAY].first = 330;
	*duty_on(s, &c, 1) = small_duty(s, DAY, 1, 360, 480);
	FAULTS(&c, "");
	*duty_on(s, &c, 1) = small_duty(s, DAY, 1, 330, 480);
	FAULTS(&c, "overlap");
}

static void hours_are_within_the_contract(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct small_case c = small_pattern(s, "DDDDD..");

	FAULTS(&c, "");
	c = small_pattern(s, "DDDD...");
	FAULTS(&c, "hours");
	c = small_pattern(s, "DDDDDD.");
	FAULTS(&c, "hours");
	c = small_pattern(s, "DDDDA..");
	FAULTS(&c, "");
	c = small_pattern(s, "AAAAAAA");
	FAULTS(&c, "");
	c = small_pattern(s, "DDDDD..DDDD...");
	FAULTS(&c, "hours");
	struct breaches all = rules_judge_person(arena, c.period, &c.roster, 0);
	assert_int_equal(all.list[0].day, s->monday + 7);
	assert_int_equal(all.list[0].value, 1920);
	assert_int_equal(all.list[0].limit, 2400);
	CHECK_NEAR(all.list[0].amount, 8, 1e-12);
}

static void overtime_has_an_end(void **state)
{
	(void)state;
	struct small *s = free_site();

	s->site.pay.overtime_after = 2400;
	s->site.pay.overtime_max = 240;
	struct small_case c = small_pattern(s, "DDDDDS.");
	FAULTS(&c, "");
	c = small_pattern(s, "DDDDDD.");
	FAULTS(&c, "overtime");
	struct breaches all = rules_judge_person(arena, c.period, &c.roster, 0);
	assert_int_equal(all.list[0].until, s->monday + 7);
	assert_int_equal(all.list[0].value, 2880);
	c = small_pattern(s, "DDDDDS.S......");
	FAULTS(&c, "");
	/* From Thursday on: what was worked before counts as well. */
	s->monday += 3;
	c = small_pattern(s, "DDD|DDD");
	FAULTS(&c, "overtime");
	c = small_pattern(s, "DDD|DSD");
	FAULTS(&c, "");
	/* What was too much before is not the period's doing. */
	s->monday += 3;
	c = small_pattern(s, "DDDDDD|.");
	FAULTS(&c, "");
	c = small_pattern(s, "DDDDDD|S");
	FAULTS(&c, "overtime");
}

static void what_is_not_planned_breaks_hours_only(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct small_case c = small_pattern(s, "-------");

	s->rules[0] = (struct rule){ .name = "it",
				     .count = COUNT_DAYS,
				     .over = OVER_CALENDAR_WEEK,
				     .length = 1,
				     .shifts = ~(shift_set)0,
				     .days = DAYS_ALL,
				     .min = 5,
				     .max = RULE_NO_MAX };
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 1;
	c = small_pattern(s, "-------");
	FAULTS(&c, "hours");
	c = small_pattern(s, ".......");
	FAULTS(&c, "hours it");
}

/* Two people at once from 13:30 to 16:30. */
static void seats_are_counted_over_all(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "D......");

	small_put(s, &c.roster, 1, 0, LATE);
	s->site.max_seats = 2;
	assert_int_equal(rules_judge(arena, c.period, &c.roster).n, 0);
	s->site.max_seats = 1;
	struct breaches all = rules_judge(arena, c.period, &c.roster);
	assert_int_equal(all.n, 1);
	assert_int_equal(all.hard, 1);
	assert_int_equal(all.list[0].agent, -1);
	assert_string_equal(all.list[0].what,
			    "2 people at once in the room on Mon 7 Dec, 1 "
			    "seat");
}

static struct cover cover_line(const struct small *s)
{
	return (struct cover){ .from = s->monday,
			       .until = s->monday + 1,
			       .days = DAYS_ALL,
			       .skill = -1,
			       .max = RULE_NO_MAX };
}

/* Of the team's three two work on Monday: one is apart.  Dee is of no team that
 * asks for it. */
static void teams_work_or_are_off_together(void **state)
{
	(void)state;
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");

	s->rules[0] = (struct rule){ .name = "team together",
				     .count = COUNT_TOGETHER,
				     .length = 1,
				     .shifts = ~(shift_set)0,
				     .days = DAYS_ALL,
				     .strength = RULE_SOFT,
				     .price = 20 };
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 1;
	s->site.n_agents = 4;
	s->terms[3][0].team = "two";
	small_period(s, 7, NULL);
	struct roster r = small_roster(s, 0, 7);
	small_put(s, &r, 0, 0, DAY);
	small_put(s, &r, 1, 0, LATE);
	small_put(s, &r, 3, 1, DAY);
	small_put(s, &r, 0, 2, DAY);
	small_put(s, &r, 1, 2, DAY);
	small_put(s, &r, 2, 2, DAY);
	struct breaches all = rules_judge(a, &s->period, &r);
	int found = 0;
	for (int k = 0; k < all.n; k++) {
		if (!text_equal(all.list[k].name, "team together"))
			continue;
		found++;
		assert_int_equal(all.list[k].day, s->monday);
		assert_int_equal(all.list[k].agent, -1);
		CHECK_NEAR(all.list[k].price, 20, 0);
	}
	assert_int_equal(found, 1);
	s->rules[0].strength = RULE_HARD;
	small_period(s, 7, NULL);
	all = rules_judge(a, &s->period, &r);
	assert_true(all.list[0].hard);
	arena_close(a);
}

static void heads_asked_for_by_shift(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "DD.....");

	s->cover[0] = cover_line(s);
	s->cover[0].shifts = 1 << DAY | 1 << LATE;
	s->cover[0].min = s->cover[0].want = 2;
	s->cover[0].under_price = 7;
	s->cover[0].hard_min = true;
	s->site.n_cover = 1;
	struct breaches all = rules_judge(arena, c.period, &c.roster);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.list[0].name, "cover");
	assert_string_equal(all.list[0].what,
			    "1 head for Day, Late on Mon 7 Dec, at least 2 "
			    "asked");
	struct cover_days days = cover_of_roster(arena, c.period, &c.roster);
	assert_int_equal(days.n, 1);
	CHECK_NEAR(days.list[0].price, 7, 1e-12);
	small_put(s, &c.roster, 1, 0, LATE);
	assert_int_equal(rules_judge(arena, c.period, &c.roster).n, 0);
	s->cover[0].skill = CHAT;
	s->agents[1].n_skills = 1;
	assert_int_equal(rules_judge(arena, c.period, &c.roster).n, 1);
}

/* 9:00 to 17:00 needs two: Ana is there until 16:30, Ben from 13:30. Missing:
 * 4.5 + 0.5 h; too many, when one is asked for: 3 h. */
static void heads_asked_for_by_window(void **state)
{
	(void)state;
	struct small *s = free_site();
	struct small_case c = small_pattern(s, "D......");

	small_put(s, &c.roster, 1, 0, LATE);
	s->cover[0] = cover_line(s);
	s->cover[0].window = (struct window){ 540, 1020 };
	s->cover[0].want = 2;
	s->cover[0].under_price = 10;
	s->cover[0].over_price = 3;
	s->site.n_cover = 1;
	struct cover_days days = cover_of_roster(arena, c.period, &c.roster);
	assert_int_equal(days.list[0].least, 1);
	assert_int_equal(days.list[0].most, 2);
	CHECK_NEAR(days.list[0].under_want, 5, 1e-9);
	CHECK_NEAR(days.list[0].price, 50, 1e-9);
	s->cover[0].want = 1;
	days = cover_of_roster(arena, c.period, &c.roster);
	CHECK_NEAR(days.list[0].over_want, 3, 1e-9);
	CHECK_NEAR(days.list[0].price, 9, 1e-9);
	/* Who is away or on call is not on duty. */
	struct segment *x = segments_of(duty_on(s, &c, 0));
	x[0].kind = SEGMENT_ABSENCE;
	x[2].kind = SEGMENT_ON_CALL;
	days = cover_of_roster(arena, c.period, &c.roster);
	CHECK_NEAR(days.list[0].under_want, 4, 1e-9);
	CHECK_NEAR(days.list[0].over_want, 0, 1e-9);
	x[0].kind = x[2].kind = SEGMENT_ACTIVITY;
	s->cover[0].max = 1;
	s->cover[0].hard_max = true;
	assert_int_equal(rules_judge(arena, c.period, &c.roster).hard, 1);
	s->cover[0].window.until = 810;
	assert_int_equal(rules_judge(arena, c.period, &c.roster).hard, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_legal_roster_has_no_breach),
		cmocka_unit_test(the_template_must_be_known),
		cmocka_unit_test(the_contract_must_have_the_template),
		cmocka_unit_test(the_template_must_be_worked_that_day),
		cmocka_unit_test(the_start_must_be_one_of_the_templates),
		cmocka_unit_test(the_length_must_be_one_of_the_templates),
		cmocka_unit_test(breaks_must_be_in_their_windows),
		cmocka_unit_test(
			breaks_must_have_their_length_and_all_be_there),
		cmocka_unit_test(breaks_must_be_apart),
		cmocka_unit_test(segments_must_tile_and_pay_what_they_say),
		cmocka_unit_test(split_duties_need_their_gap),
		cmocka_unit_test(on_call_is_not_work),
		cmocka_unit_test(a_named_queue_needs_shift_and_skill),
		cmocka_unit_test(only_the_employed_work),
		cmocka_unit_test(no_duty_touches_an_absent_day),
		cmocka_unit_test(nobody_works_through_a_part_day_absence),
		cmocka_unit_test(absence_that_nobody_approved_is_remarked),
		cmocka_unit_test(availability_binds),
		cmocka_unit_test(fixed_duties_are_exactly_there),
		cmocka_unit_test(locked_cells_stay),
		cmocka_unit_test(duties_do_not_overlap),
		cmocka_unit_test(hours_are_within_the_contract),
		cmocka_unit_test(overtime_has_an_end),
		cmocka_unit_test(what_is_not_planned_breaks_hours_only),
		cmocka_unit_test(seats_are_counted_over_all),
		cmocka_unit_test(teams_work_or_are_off_together),
		cmocka_unit_test(heads_asked_for_by_shift),
		cmocka_unit_test(heads_asked_for_by_window),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
