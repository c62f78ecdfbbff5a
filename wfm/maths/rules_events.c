#include "maths/rules_judging.h"

/* An event: duties of these days that should not be together. */
struct found {
	struct day_range days;
	bool before; /* wholly before the period */
};

static bool follows(const struct judging *j, const struct rule *r, int day)
{
	struct day_fact next = judging_day(j, day);

	return judging_counts(j, r, day - 1) && next.state == DAY_DUTY &&
	       next.duty->shift >= 0 && (r->then >> next.duty->shift & 1);
}

/* Do the steps end on a day? */
static bool is_sequence(const struct judging *j, const struct rule *r, int day)
{
	for (int k = 0; k < r->length; k++) {
		struct day_fact f = judging_day(j, day - r->length + 1 + k);
		bool duty = f.state == DAY_DUTY && f.duty->shift >= 0 &&
			    (r->steps[k] >> f.duty->shift & 1);
		bool none = f.state == DAY_OFF || f.state == DAY_ABSENT;
		if (r->steps[k] ? !duty : !none)
			return false;
	}
	return true;
}

static bool is_split(const struct judging *j, const struct rule *r,
		     struct day_range weekend)
{
	int worked = 0;

	for (int day = weekend.from; day < weekend.until; day++) {
		enum day_state state = judging_day(j, day).state;
		if (state == DAY_UNKNOWN || state == DAY_ABSENT)
			return false;
		worked += judging_counts(j, r, day);
	}
	return worked > 0 && worked < weekend.until - weekend.from;
}

static bool is_mixed(const struct judging *j, const struct rule *r,
		     struct day_range weekend)
{
	int shift = -2; /* -1 is an unknown template */

	for (int day = weekend.from; day < weekend.until; day++) {
		if (!judging_counts(j, r, day))
			continue;
		int other = judging_day(j, day).duty->shift;
		if (shift != -2 && shift != other)
			return true;
		shift = other;
	}
	return false;
}

/* The event that belongs to a day: its second duty, or its weekend's first
 * day (the window's, when the weekend began before). */
static bool event_on(const struct judging *j, const struct rule *r,
		     struct day_range w, int day, struct found *f)
{
	int first = j->period->first_day;

	if (r->count == COUNT_FOLLOWS) {
		*f = (struct found){ { day - 1, day + 1 }, day < first };
		return follows(j, r, day);
	}
	if (r->count == COUNT_SEQUENCE) {
		*f = (struct found){ { day - r->length + 1, day + 1 },
				     day < first };
		return is_sequence(j, r, day);
	}
	struct day_range x = judging_weekend(j, day);
	bool cut = day == w.from && w.from == first && x.from < day;
	if (x.from >= x.until || (x.from != day && !cut))
		return false;
	*f = (struct found){ x, x.until <= first };
	return r->count == COUNT_SPLIT_WEEKENDS ? is_split(j, r, x)
						: is_mixed(j, r, x);
}

static const char *say_event(const struct judging *j, const struct rule *r,
			     struct day_range days)
{
	const struct shift *shifts = j->period->site->shifts;

	if (r->count == COUNT_SPLIT_WEEKENDS)
		return arena_printf(j->arena,
				    "only a part of the weekend %s is "
				    "worked",
				    say_days(j->arena, days));
	if (r->count == COUNT_MIXED_WEEKENDS)
		return arena_printf(j->arena,
				    "different shifts on the weekend %s",
				    say_days(j->arena, days));
	if (r->count == COUNT_SEQUENCE)
		return arena_printf(j->arena, "%s is such a succession",
				    say_days(j->arena, days));
	int one = judging_day(j, days.from).duty->shift;
	int two = judging_day(j, days.from + 1).duty->shift;
	return arena_printf(j->arena, "%s on %s after %s the day before",
			    shifts[two].name, say_day(j->arena, days.from + 1),
			    one >= 0 ? shifts[one].name : "another duty");
}

static const char *say_events(struct arena *a, const struct rule *r, int n)
{
	switch (r->count) {
	case COUNT_SPLIT_WEEKENDS:
		return say_count(a, n, "weekend worked in part",
				 "weekends worked in part");
	case COUNT_MIXED_WEEKENDS:
		return say_count(a, n, "weekend of different shifts",
				 "weekends of different shifts");
	default: return say_count(a, n, "such succession", "such successions");
	}
}

static void judge_each(struct judging *j, const struct rule *r,
		       struct day_range w)
{
	struct found f;

	for (int day = w.from; day < w.until; day++)
		if (event_on(j, r, w, day, &f) && !f.before)
			judging_breach(j, r,
				       (struct measured){ f.days, 1, 0, 1 },
				       "%s", say_event(j, r, f.days));
}

static void judge_count(struct judging *j, const struct rule *r,
			struct day_range w)
{
	int value = 0, before = 0;
	struct found f;

	for (int day = w.from; day < w.until; day++)
		if (event_on(j, r, w, day, &f)) {
			value++;
			before += f.before;
		}
	int most = r->max > before ? r->max : before;
	if (value > most)
		judging_breach(
			j, r, (struct measured){ w, value, most, value - most },
			"%s in %s, at most %d asked",
			say_events(j->arena, r, value), say_days(j->arena, w),
			most);
}

void rules_events(struct judging *j, const struct rule *r)
{
	for (struct day_range w = judging_first(j, r); w.from < w.until;
	     w = judging_next(j, r, w)) {
		if (r->max <= 0 && r->over != OVER_ROLLING)
			judge_each(j, r, w);
		else
			judge_count(j, r, w);
	}
}

struct range {
	int low, high;
};

static struct range starts_of(const struct judging *j, const struct rule *r,
			      struct day_range w, int end)
{
	struct range x = { 0, 0 };
	bool any = false;

	for (int day = w.from; day < w.until && day < end; day++) {
		if (!judging_counts(j, r, day))
			continue;
		int start = judging_start(j, day);
		x.low = any && x.low < start ? x.low : start;
		x.high = any && x.high > start ? x.high : start;
		any = true;
	}
	return x;
}

void rules_spread(struct judging *j, const struct rule *r)
{
	struct arena *a = j->arena;

	for (struct day_range w = judging_first(j, r); w.from < w.until;
	     w = judging_next(j, r, w)) {
		struct range past = starts_of(j, r, w, j->period->first_day);
		struct range all = starts_of(j, r, w, w.until);
		int value = all.high - all.low;
		int most = past.high - past.low;
		if (r->max > most)
			most = r->max;
		if (value > most)
			judging_breach(
				j, r,
				(struct measured){ w, value, most,
						   (value - most) / 60.0 },
				"starts %s apart in %s, at most %s asked",
				say_minutes(a, value), say_days(a, w),
				say_minutes(a, most));
	}
}
