#include "check.h"

#include "base/date.h"
#include "maths/audit.h"

/* Eight weeks of hours from Monday 2 March 2026 in London: 5 contacts of
 * 100 s in every hour, the queue open from 8 to 20. */
struct bench {
	struct arena *a;
	struct err e;
	struct site site;
	struct queue queue;
	struct workload w;
	struct special_day special;
};
enum { DAYS = 56 };

static int day_of(int year, int month, int day)
{
	return date_from_civil((struct civil){ year, month, day });
}

static struct bench *bench(void)
{
	static const struct window open[] = { { 480, 1200 } };
	struct arena *a = arena_open();
	struct bench *b = arena_new(a, struct bench, 1);

	b->a = a;
	b->e = err_new(a);
	for (int d = 0; d < 7; d++)
		b->queue.hours.day[d] = (struct opening_day){ open, 1 };
	b->site.queues = &b->queue;
	b->site.n_queues = 1;
	assert_int_equal(
		zone_load(a, NULL, "Europe/London", &b->site.zone, &b->e),
		RC_OK);
	b->w = workload_new(
		a, grid_new(a, b->site.zone, day_of(2026, 3, 2), DAYS, 3600),
		1);
	b->w.handled = arena_new(a, double, b->w.grid.n);
	b->w.abandoned = arena_new(a, double, b->w.grid.n);
	for (int t = 0; t < b->w.grid.n; t++) {
		bool is_open =
			b->w.grid.wall[t] >= 480 && b->w.grid.wall[t] < 1200;

		b->w.calls[t] = is_open ? 5 : NAN;
		b->w.handled[t] = is_open ? 4 : NAN;
		b->w.abandoned[t] = is_open ? 1 : NAN;
		b->w.aht[t] = is_open ? 100 : NAN;
	}
	return b;
}

/* The hour of a day of the history, from 0. */
static int hour(const struct bench *b, int day, int h)
{
	return grid_index(
		&b->w.grid,
		grid_wall(&b->w.grid, b->w.grid.first_day + day, 60 * h));
}

/* Findings of a kind; the last of them in *f. */
static int found(struct bench *b, enum audit_kind kind, struct audit_finding *f)
{
	struct audit audit = audit_of_history(b->a, &b->site, &b->w);
	int n = 0;

	for (int i = 0; i < audit.n; i++)
		if (audit.list[i].kind == kind) {
			*f = audit.list[i];
			n++;
		}
	if (kind != AUDIT_CLOCK)
		assert_int_equal(audit.queues[0].found[kind], n);
	return n;
}

/* The clocks go forward on 29 March: the only finding. */
static void a_clean_history_has_only_its_short_day(void **state)
{
	struct bench *b = bench();
	struct audit audit = audit_of_history(b->a, &b->site, &b->w);

	(void)state;
	assert_int_equal(audit.n, 1);
	assert_int_equal(audit.list[0].kind, AUDIT_CLOCK);
	CHECK_NEAR(audit.list[0].amount, 23, 0);
	assert_int_equal(zone_wall(b->site.zone, audit.list[0].from).day,
			 day_of(2026, 3, 29));
	assert_int_equal(audit.queues[0].days, DAYS);
	assert_int_equal(audit.queues[0].first, day_of(2026, 3, 2));
	assert_int_equal(audit.queues[0].last, day_of(2026, 4, 26));
	CHECK_NEAR(audit.queues[0].contacts, DAYS * 12 * 5, 0);
	CHECK_NEAR(audit.queues[0].aht, 100, 1e-9);
	arena_close(b->a);
}

/* From 19:00 to 9:00 next day, the night being closed: two hours. */
static void a_gap_goes_on_behind_a_closed_night(void **state)
{
	struct bench *b = bench();
	struct audit_finding f;

	(void)state;
	b->w.calls[hour(b, 3, 19)] = NAN;
	b->w.calls[hour(b, 4, 8)] = NAN;
	assert_int_equal(found(b, AUDIT_GAP, &f), 1);
	assert_int_equal(f.intervals, 2);
	CHECK_NEAR(f.amount, 10, 1e-9);
	assert_int_equal(f.from, grid_time(&b->w.grid, hour(b, 3, 19)));
	assert_int_equal(f.until, grid_time(&b->w.grid, hour(b, 4, 9)));
	/* before the first and after the last record nothing is missing */
	b->w.calls[hour(b, 0, 8)] = NAN;
	b->w.calls[hour(b, DAYS - 1, 19)] = NAN;
	assert_int_equal(found(b, AUDIT_GAP, &f), 1);
	arena_close(b->a);
}

/* The mean of the hour is 35 / 8 with its zero: exp(-4 x 4.375) < 1e-6 <
 * exp(-3 x 4.375). */
static void zeros_are_an_outage_when_too_many_to_be_chance(void **state)
{
	struct bench *b = bench();
	struct audit_finding f;

	(void)state;
	for (int h = 10; h < 13; h++)
		b->w.calls[hour(b, 30, h)] = 0;
	assert_int_equal(found(b, AUDIT_OUTAGE, &f), 0);
	b->w.calls[hour(b, 30, 13)] = 0;
	assert_int_equal(found(b, AUDIT_OUTAGE, &f), 1);
	assert_int_equal(f.intervals, 4);
	CHECK_NEAR(f.amount, 17.5, 1e-9);
	/* a holiday may be quiet */
	b->special = (struct special_day){ .day = b->w.grid.first_day + 30,
					   .name = "quiet" };
	b->site.special_days = &b->special;
	b->site.n_special_days = 1;
	assert_int_equal(found(b, AUDIT_OUTAGE, &f), 0);
	arena_close(b->a);
}

/* 60 contacts a day: six of them may be lost, seven not. */
static void offered_must_be_handled_and_abandoned(void **state)
{
	struct bench *b = bench();
	struct audit_finding f;

	(void)state;
	for (int h = 8; h < 11; h++)
		b->w.handled[hour(b, 7, h)] -= 2;
	assert_int_equal(found(b, AUDIT_MISMATCH, &f), 0);
	b->w.handled[hour(b, 7, 11)] -= 1;
	assert_int_equal(found(b, AUDIT_MISMATCH, &f), 1);
	CHECK_NEAR(f.amount, 7, 1e-9);
	/* what ends in another interval of the day is no mismatch */
	b->w.handled[hour(b, 7, 15)] += 7;
	assert_int_equal(found(b, AUDIT_MISMATCH, &f), 0);
	arena_close(b->a);
}

/* Four contacts: a standard error is 50 s, eight of them 400 s. */
static void handling_times_far_from_the_level_are_spikes(void **state)
{
	struct bench *b = bench();
	struct audit_finding f;

	(void)state;
	b->w.aht[hour(b, 9, 9)] = 490;
	assert_int_equal(found(b, AUDIT_SPIKE, &f), 0);
	b->w.aht[hour(b, 9, 9)] = 520;
	assert_int_equal(found(b, AUDIT_SPIKE, &f), 1);
	CHECK_NEAR(f.amount, 520, 0);
	assert_int_equal(f.from, grid_time(&b->w.grid, hour(b, 9, 9)));
	arena_close(b->a);
}

static void an_empty_history_is_no_finding(void **state)
{
	struct bench *b = bench();
	struct audit_finding f;

	(void)state;
	for (int t = 0; t < b->w.grid.n; t++)
		b->w.calls[t] = b->w.aht[t] = NAN;
	for (int k = 0; k < AUDIT_CLOCK; k++)
		assert_int_equal(found(b, (enum audit_kind)k, &f), 0);
	arena_close(b->a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_clean_history_has_only_its_short_day),
		cmocka_unit_test(a_gap_goes_on_behind_a_closed_night),
		cmocka_unit_test(
			zeros_are_an_outage_when_too_many_to_be_chance),
		cmocka_unit_test(offered_must_be_handled_and_abandoned),
		cmocka_unit_test(handling_times_far_from_the_level_are_spikes),
		cmocka_unit_test(an_empty_history_is_no_finding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
