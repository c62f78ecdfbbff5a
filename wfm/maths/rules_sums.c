#include "maths/rules_judging.h"

/* One window's sum: all of it, what the days before the period hold, and how
 * much of the window is known. */
struct tally {
	int value, before;
	int all, known; /* days, or weekends */
	int absent;	/* days, weekends or minutes that absence stands for */
};

static bool is_period(const struct rule *r)
{
	return r->over == OVER_PERIOD || r->over == OVER_RUN;
}

static void tally_day(const struct judging *j, const struct rule *r, int day,
		      struct tally *t)
{
	struct day_fact f = judging_day(j, day);
	int counts = judging_counts(j, r, day);

	t->all++;
	t->known += f.state != DAY_UNKNOWN;
	t->absent += f.state == DAY_ABSENT && (f.kind & r->days);
	t->value += counts;
	t->before += counts && day < j->period->first_day;
}

/* Minutes of a contract day, for an absent day that has no credit. */
static int contract_day(const struct judging *j, int day)
{
	const struct agent_term *term = agent_term(j->agent, day);

	return term ? j->period->site->contracts[term->contract].day_minutes
		    : 0;
}

static bool has_credit(const struct judging *j, struct day_fact f)
{
	return f.absence >= 0 &&
	       j->period->site->absence_types[f.absence].credit != CREDIT_NONE;
}

static void tally_minutes(const struct judging *j, const struct rule *r,
			  int day, struct tally *t)
{
	struct day_fact f = judging_day(j, day);
	bool whole = r->shifts == ~(shift_set)0 && r->days == DAYS_ALL;
	int minutes = judging_counts(j, r, day) ? f.duty->paid : 0;

	if (whole)
		minutes += f.credit;
	if (f.state == DAY_ABSENT && (f.kind & r->days) &&
	    !(whole && has_credit(j, f)))
		t->absent += contract_day(j, day);
	t->all++;
	t->known += f.state != DAY_UNKNOWN;
	t->value += minutes;
	if (day < j->period->first_day)
		t->before += minutes;
}

static void tally_weekend(const struct judging *j, const struct rule *r,
			  struct day_range weekend, struct tally *t)
{
	bool worked = false, before = false, known = true, absent = false;

	for (int day = weekend.from; day < weekend.until; day++) {
		enum day_state state = judging_day(j, day).state;
		known = known && state != DAY_UNKNOWN;
		absent = absent || state == DAY_ABSENT;
		if (!judging_counts(j, r, day))
			continue;
		worked = true;
		before = before || day < j->period->first_day;
	}
	t->all++;
	t->known += known;
	t->absent += absent && !worked;
	t->value += worked;
	t->before += before;
}

/* Weekends that begin in the window; of the period, also parts of them. */
static void tally_weekends(const struct judging *j, const struct rule *r,
			   struct day_range w, struct tally *t)
{
	for (struct day_range x = judging_weekend(j, w.from);
	     x.from < x.until && x.from < w.until;
	     x = judging_weekend(j, x.until)) {
		struct day_range part = x;
		if (is_period(r)) {
			part.from = x.from > w.from ? x.from : w.from;
			part.until = x.until < w.until ? x.until : w.until;
		} else if (x.from < w.from) {
			continue;
		}
		tally_weekend(j, r, part, t);
	}
}

static struct tally tally_of(const struct judging *j, const struct rule *r,
			     struct day_range w)
{
	struct tally t = { 0, 0, 0, 0, 0 };

	if (r->count == COUNT_WEEKENDS || r->count == COUNT_FREE_WEEKENDS) {
		tally_weekends(j, r, w, &t);
		return t;
	}
	for (int day = w.from; day < w.until; day++) {
		if (r->count == COUNT_MINUTES)
			tally_minutes(j, r, day, &t);
		else
			tally_day(j, r, day, &t);
	}
	return t;
}

static int least(const struct judging *j, const struct rule *r,
		 struct day_range w, const struct tally *t)
{
	if (t->all == 0 || (r->over == OVER_ROLLING && !judging_is_known(j, w)))
		return 0;
	return (int)((int64_t)r->min * t->known / t->all) - t->absent;
}

static const char *say_value(struct arena *a, const struct rule *r, int n)
{
	if (r->count == COUNT_MINUTES)
		return say_minutes(a, n);
	if (r->count == COUNT_WEEKENDS)
		return say_count(a, n, "weekend", "weekends");
	return say_count(a, n, "day", "days");
}

static double unit(const struct rule *r)
{
	return r->count == COUNT_MINUTES ? 60 : 1;
}

void rules_sums(struct judging *j, const struct rule *r)
{
	struct arena *a = j->arena;

	for (struct day_range w = judging_first(j, r); w.from < w.until;
	     w = judging_next(j, r, w)) {
		struct tally t = tally_of(j, r, w);
		int most = r->max > t.before ? r->max : t.before;
		int low = least(j, r, w, &t);
		struct measured m = { .days = w, .value = t.value };
		if (t.value > most) {
			m.limit = most;
			m.amount = (t.value - most) / unit(r);
			judging_breach(j, r, m,
				       "%s worked in %s, at most %s asked",
				       say_value(a, r, t.value), say_days(a, w),
				       say_value(a, r, most));
		}
		if (t.value < low) {
			m.limit = low;
			m.amount = (low - t.value) / unit(r);
			judging_breach(j, r, m,
				       "%s worked in %s, at least %s asked",
				       say_value(a, r, t.value), say_days(a, w),
				       say_value(a, r, low));
		}
	}
}

/* Weekends that nobody knows of may be free; no more is asked than the days
 * before the period leave possible. */
void rules_free_weekends(struct judging *j, const struct rule *r)
{
	for (struct day_range w = judging_first(j, r); w.from < w.until;
	     w = judging_next(j, r, w)) {
		struct tally t = tally_of(j, r, w);
		int value = t.all - t.value, possible = t.all - t.before;
		int low = r->min < possible ? r->min : possible;
		struct measured m = { .days = w, .value = value };
		if (value < low) {
			m.limit = low;
			m.amount = low - value;
			judging_breach(j, r, m,
				       "%s free in %s, at least %d asked",
				       say_count(j->arena, value, "weekend",
						 "weekends"),
				       say_days(j->arena, w), low);
		}
		if (value > r->max && t.known == t.all) {
			m.limit = r->max;
			m.amount = value - r->max;
			judging_breach(j, r, m,
				       "%s free in %s, at most %d asked",
				       say_count(j->arena, value, "weekend",
						 "weekends"),
				       say_days(j->arena, w), r->max);
		}
	}
}
