#include "maths/rules_judging.h"

static int minutes_on(const struct judging *j, int day)
{
	struct day_fact f = judging_day(j, day);

	return f.credit + (f.state == DAY_DUTY ? f.duty->paid : 0);
}

/* The contract's minutes of one window, credits included. */
static void judge_window(struct judging *j, struct day_range w)
{
	const struct person_day *days = j->person->days;
	int first = j->period->first_day;
	int value = 0, min = 0, max = 0;
	struct place place = j->agent->place;

	for (int day = w.from; day < w.until; day++) {
		const struct person_day *d = &days[day - first];
		value += minutes_on(j, day);
		min += d->min_due;
		max += d->max_due;
		if (d->term)
			place = d->term->place;
	}
	struct measured m = { .days = w, .value = value };
	if (value < min) {
		m.limit = min;
		m.amount = (min - value) / 60.0;
		judging_fault(j, "hours", place, m,
			      "%s paid in %s, at least %s in the contract",
			      say_minutes(j->arena, value),
			      say_days(j->arena, w),
			      say_minutes(j->arena, min));
	}
	if (value > max) {
		m.limit = max;
		m.amount = (value - max) / 60.0;
		judging_fault(j, "hours", place, m,
			      "%s paid in %s, at most %s in the contract",
			      say_minutes(j->arena, value),
			      say_days(j->arena, w),
			      say_minutes(j->arena, max));
	}
}

/* Paid minutes in a calendar week, past days included. */
static void judge_overtime(struct judging *j, int week)
{
	const struct pay *pay = &j->period->site->pay;
	struct day_range w = { week, week + 7 };
	int value = 0, before = 0;

	for (int day = week; day < week + 7; day++) {
		value += minutes_on(j, day);
		if (day < j->period->first_day)
			before += minutes_on(j, day);
	}
	int most = pay->overtime_after + pay->overtime_max;
	if (before > most)
		most = before;
	if (value > most)
		judging_fault(j, "overtime", pay->place,
			      (struct measured){ w, value, most,
						 (value - most) / 60.0 },
			      "%s paid in %s, at most %s with overtime",
			      say_minutes(j->arena, value),
			      say_days(j->arena, w),
			      say_minutes(j->arena, most));
}

void rules_hours(struct judging *j)
{
	const struct site *site = j->period->site;
	int first = j->period->first_day;
	struct day_range w;

	for (int day = first; day < judging_period_end(j); day = w.until) {
		w = period_hours_window(j->period, j->person->agent, day);
		if (w.from < w.until)
			judge_window(j, w);
		else
			w.until = day + 1;
	}
	if (site->pay.overtime_after <= 0 || site->pay.overtime_max <= 0)
		return;
	for (int week = site_week_begin(site, first);
	     week < judging_period_end(j); week += 7)
		judge_overtime(j, week);
}
