#include "check.h"

#include "base/random.h"
#include "base/text.h"
#include "maths/pay.h"
#include "small_site.h"

static struct arena *arena;

/* 10 an hour; nights 22 to 6 + 10 %, Sundays + 50 %, holidays + 100 %. */
static struct small *paying_site(void)
{
	struct small *s = small_new(arena, "Europe/London");

	s->premiums[0] = (struct premium){ .id = "night",
					   .days = DAYS_ALL,
					   .window = { 1320, 1440 + 360 },
					   .add = 0.1 };
	s->premiums[1] = (struct premium){ .id = "sunday",
					   .days = 1 << SUNDAY,
					   .window = { 0, 1440 },
					   .add = 0.5 };
	s->premiums[2] = (struct premium){ .id = "holiday",
					   .days = DAYS_HOLIDAY,
					   .window = { 0, 1440 },
					   .add = 1 };
	s->site.pay.n_premiums = 3;
	s->special_days[0] = (struct special_day){ .day = s->monday + 7,
						   .name = "Feast",
						   .pays = true };
	s->site.n_special_days = 1;
	return s;
}

static double pay_of(const struct small *s, const struct duty *d)
{
	return pay_of_duty(&s->site, &s->agents[0], d);
}

/* Sunday 22:00 to Monday 6:00, a paid holiday:
 * 2 h x 10 x (1 + .5 + .1) + 6 h x 10 x (1 + 1 + .1) = 32 + 126. */
static void a_sunday_night_into_a_holiday_is_split_at_midnight(void **state)
{
	(void)state;
	struct small *s = paying_site();
	struct duty night = small_duty(s, NIGHT, 6, 1320, 480);

	CHECK_NEAR(pay_of(s, &night), 158, 1e-9);
	s->special_days[0].pays = false;
	CHECK_NEAR(pay_of(s, &night), 32 + 66, 1e-9);
}

/* 2 h x 10 x 1.5 + 6 h x 10 x 2. */
static void the_highest_premium_alone_counts_when_asked(void **state)
{
	(void)state;
	struct small *s = paying_site();
	struct duty night = small_duty(s, NIGHT, 6, 1320, 480);

	s->site.pay.stack_max = true;
	CHECK_NEAR(pay_of(s, &night), 150, 1e-9);
}

/* By shift: the start decides for all 8 h.  Sunday's shift gets Sunday's half
 * for all of it and nothing of the holiday; Monday's night all the holiday. */
static void by_shift_looks_at_the_start_only(void **state)
{
	(void)state;
	struct small *s = paying_site();
	struct duty sunday = small_duty(s, NIGHT, 6, 1320, 480);
	struct duty monday = small_duty(s, NIGHT, 7, 1320, 480);

	s->premiums[1].by_shift = s->premiums[2].by_shift = true;
	CHECK_NEAR(pay_of(s, &sunday), 8 * 10 * (1 + 0.5 + 0.1), 1e-9);
	CHECK_NEAR(pay_of(s, &monday), 8 * 10 * (1 + 1 + 0.1), 1e-9);
}

/* Saturday 24 October 2026 22:00 to 6:00 lasts 9 hours in London, and Sunday's
 * 0 to 6 lasts 7 of them. */
static void the_night_of_25_hours_pays_one_more(void **state)
{
	(void)state;
	struct small *s = paying_site();
	struct duty night;

	s->monday = date_from_civil((struct civil){ 2026, 10, 19 });
	night = small_duty(s, NIGHT, 5, 1320, 540);
	assert_int_equal(zone_wall(s->site.zone, night.end).seconds, 6 * 3600);
	assert_int_equal(pay_minutes(&s->site, &night), 540);
	CHECK_NEAR(pay_of(s, &night), 9 * 10 * 1.1 + 7 * 10 * 0.5, 1e-9);
}

static void unpaid_breaks_and_absence_are_not_paid(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct duty day = small_duty(s, DAY, 0, 480, 480);
	struct segment *work = (struct segment *)&day.segments[2];

	assert_int_equal(pay_minutes(&s->site, &day), 480);
	s->breaks[0].paid = true;
	assert_int_equal(pay_minutes(&s->site, &day), 510);
	work->kind = SEGMENT_ABSENCE;
	work->what = UNPAID;
	assert_int_equal(pay_minutes(&s->site, &day), 270);
	work->what = SICK;
	assert_int_equal(pay_minutes(&s->site, &day), 510);
	const struct activity meetings[] = { { .id = "club", .paid = false },
					     { .id = "team", .paid = true } };
	s->site.activities = meetings;
	work->kind = SEGMENT_ACTIVITY;
	work->what = 0;
	assert_int_equal(pay_minutes(&s->site, &day), 270);
	work->what = 1;
	assert_int_equal(pay_minutes(&s->site, &day), 510);
	work->what = -1;
	assert_int_equal(pay_minutes(&s->site, &day), 510);
}

static void premiums_are_for_work_not_for_absence(void **state)
{
	(void)state;
	struct small *s = paying_site();
	struct duty night = small_duty(s, NIGHT, 0, 1320, 480);
	struct segment *work = (struct segment *)&night.segments[0];

	CHECK_NEAR(pay_of(s, &night), 88, 1e-9);
	work->kind = SEGMENT_ABSENCE;
	work->what = SICK;
	CHECK_NEAR(pay_of(s, &night), 80, 1e-9);
}

static double sum_of(const struct pay_lines *l, const char *kind, int *minutes)
{
	double money = 0;

	*minutes = 0;
	for (int k = 0; k < l->n; k++)
		if (text_equal(l->lines[k].kind, kind)) {
			*minutes += l->lines[k].minutes;
			money += l->lines[k].money;
		}
	return money;
}

/* Six days of 8 h at 10; 40 h a week, + 50 %: Saturday's 8 h are overtime, 120
 * instead of 80.  A paid day of leave in the week counts as well. */
static void the_last_hours_of_the_week_are_overtime(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct roster r = small_roster(s, 0, 7);
	int minutes;

	s->site.pay.overtime_after = 2400;
	s->site.pay.overtime_add = 0.5;
	for (int d = 0; d < 6; d++)
		small_put(s, &r, 0, d, DAY);
	CHECK_NEAR(pay_of_overtime(&s->site, &r, 0), 40, 1e-9);
	CHECK_NEAR(pay_of_overtime(&s->site, &r, 1), 0, 0);
	struct roster two = small_roster(s, 0, 14);
	for (int d = 0; d < 12; d++)
		if (d != 5 && d != 6)
			small_put(s, &two, 0, d, DAY);
	CHECK_NEAR(pay_of_overtime(&s->site, &two, 0), 0, 0);
	struct pay_lines l = pay_of_roster(arena, &s->site, &r, s->monday, 7);
	CHECK_NEAR(sum_of(&l, "overtime", &minutes), 120, 1e-9);
	assert_int_equal(minutes, 480);
	CHECK_NEAR(sum_of(&l, "basic", &minutes), 400, 1e-9);
	assert_int_equal(minutes, 2400);
	assert_int_equal(l.lines[l.n - 1].day, s->monday + 5);

	struct cell *leave = roster_cell(&r, 0, s->monday + 2);
	*leave = (struct cell){ .kind = CELL_ABSENT,
				.absence = HOLIDAY,
				.credit = 480 };
	CHECK_NEAR(pay_of_overtime(&s->site, &r, 0), 40, 1e-9);
	leave->absence = UNPAID;
	CHECK_NEAR(pay_of_overtime(&s->site, &r, 0), 0, 0);
}

/* Two hours over, the last two of Saturday's late duty. */
static void overtime_begins_within_a_duty(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct roster r = small_roster(s, 0, 7);
	int minutes;

	s->site.pay.overtime_after = 2760;
	s->site.pay.overtime_add = 0.25;
	for (int d = 0; d < 6; d++)
		small_put(s, &r, 0, d, LATE);
	CHECK_NEAR(pay_of_overtime(&s->site, &r, 0), 2 * 10 * 0.25, 1e-9);
	struct pay_lines l = pay_of_roster(arena, &s->site, &r, s->monday, 7);
	CHECK_NEAR(sum_of(&l, "overtime", &minutes), 25, 1e-9);
	assert_int_equal(minutes, 120);
}

static void a_night_is_two_lines_of_two_days(void **state)
{
	(void)state;
	struct small *s = paying_site();
	struct roster r = small_roster(s, 0, 8);

	small_put(s, &r, 0, 6, NIGHT);
	struct pay_lines l = pay_of_roster(arena, &s->site, &r, s->monday, 8);
	const struct pay_line expected[] = {
		{ 0, s->monday + 6, PAY_BASIC, "basic", 120, 20 },
		{ 0, s->monday + 6, PAY_PREMIUM, "night", 120, 2 },
		{ 0, s->monday + 6, PAY_PREMIUM, "sunday", 120, 10 },
		{ 0, s->monday + 7, PAY_BASIC, "basic", 360, 60 },
		{ 0, s->monday + 7, PAY_PREMIUM, "night", 360, 6 },
		{ 0, s->monday + 7, PAY_PREMIUM, "holiday", 360, 60 },
	};
	assert_int_equal(l.n, 6);
	for (int k = 0; k < 6; k++) {
		assert_int_equal(l.lines[k].day, expected[k].day);
		assert_int_equal(l.lines[k].type, expected[k].type);
		assert_string_equal(l.lines[k].kind, expected[k].kind);
		assert_int_equal(l.lines[k].minutes, expected[k].minutes);
		CHECK_NEAR(l.lines[k].money, expected[k].money, 1e-9);
	}
}

static void rates_follow_their_dates(void **state)
{
	(void)state;
	struct small *s = small_new(arena, "Europe/London");
	struct agent_rate rates[] = { { s->monday - 100, 12 },
				      { s->monday + 3, 15 } };
	struct duty before = small_duty(s, DAY, 2, 480, 480);
	struct duty after = small_duty(s, DAY, 3, 480, 480);

	s->agents[0].rates = rates;
	s->agents[0].n_rates = 2;
	CHECK_NEAR(pay_of(s, &before), 96, 1e-9);
	CHECK_NEAR(pay_of(s, &after), 120, 1e-9);
}

static void random_week(struct small *s, struct random *rng, struct roster *r)
{
	for (int i = 0; i < r->agents; i++)
		for (int d = 0; d < r->days; d++) {
			int what = random_below(rng, 6);
			struct cell *c = roster_cell(r, i, s->monday + d);
			*c = (struct cell){ .kind = CELL_OFF };
			if (what < 4) {
				small_put(s, r, i, d, what);
				c->duty.paid = pay_minutes(&s->site, &c->duty);
			} else if (what == 4) {
				c->kind = CELL_ABSENT;
				c->credit = 480;
			}
			if (what == 3 && d % 2) {
				struct segment *w =
					(struct segment *)&c->duty.segments[0];
				w->kind = SEGMENT_ABSENCE;
				w->what = SICK;
			}
		}
}

static void check_sums(const struct small *s, const struct roster *r,
		       const struct pay_lines *l)
{
	int paid = 0, minutes = 0;
	double money = 0, expected = 0;

	for (int i = 0; i < r->agents; i++) {
		expected += pay_of_overtime(&s->site, r, i);
		for (int d = 0; d < r->days; d++) {
			const struct cell *c = roster_cell(r, i, s->monday + d);
			paid += c->kind == CELL_DUTY ? c->duty.paid : c->credit;
			expected +=
				c->kind == CELL_DUTY
					? pay_of_duty(&s->site, &s->agents[i],
						      &c->duty)
					: c->credit / 6.0;
		}
	}
	for (int k = 0; k < l->n; k++) {
		money += l->lines[k].money;
		if (l->lines[k].type != PAY_PREMIUM)
			minutes += l->lines[k].minutes;
	}
	assert_int_equal(minutes, paid);
	CHECK_NEAR(money, expected, 1e-6);
}

/* Basic, overtime and absence are the paid minutes; all money is the pay of
 * the duties, of the leave and of overtime; a cut-off cuts and loses none. */
static void kinds_add_up_whatever_the_cut_off(void **state)
{
	(void)state;
	struct small *s = paying_site();
	struct random rng = random_stream(7, 1);

	s->site.pay.overtime_after = 1800;
	s->site.pay.overtime_add = 0.5;
	for (int round = 0; round < 50; round++) {
		struct roster r = small_roster(s, 0, 14);
		int cut = random_below(&rng, 15);
		s->site.pay.stack_max = round % 2;
		random_week(s, &rng, &r);
		struct pay_lines all =
			pay_of_roster(arena, &s->site, &r, s->monday, 15);
		struct pay_lines one =
			pay_of_roster(arena, &s->site, &r, s->monday, cut);
		struct pay_lines two = pay_of_roster(arena, &s->site, &r,
						     s->monday + cut, 15 - cut);
		check_sums(s, &r, &all);
		assert_int_equal(one.n + two.n, all.n);
		double money = 0;
		for (int k = 0; k < all.n; k++)
			money += all.lines[k].money;
		for (int k = 0; k < one.n; k++)
			money -= one.lines[k].money;
		for (int k = 0; k < two.n; k++)
			money -= two.lines[k].money;
		CHECK_NEAR(money, 0, 1e-6);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			a_sunday_night_into_a_holiday_is_split_at_midnight),
		cmocka_unit_test(the_highest_premium_alone_counts_when_asked),
		cmocka_unit_test(by_shift_looks_at_the_start_only),
		cmocka_unit_test(the_night_of_25_hours_pays_one_more),
		cmocka_unit_test(unpaid_breaks_and_absence_are_not_paid),
		cmocka_unit_test(premiums_are_for_work_not_for_absence),
		cmocka_unit_test(the_last_hours_of_the_week_are_overtime),
		cmocka_unit_test(overtime_begins_within_a_duty),
		cmocka_unit_test(a_night_is_two_lines_of_two_days),
		cmocka_unit_test(rates_follow_their_dates),
		cmocka_unit_test(kinds_add_up_whatever_the_cut_off),
	};
	arena = arena_open();
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	arena_close(arena);
	return failed;
}
