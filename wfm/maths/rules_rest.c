#include "maths/rules_judging.h"

#include "base/date.h"

/* The next day with a duty, at or after a day; the end when there is none. */
static int next_duty(const struct judging *j, int day)
{
	while (day < j->known.until && judging_day(j, day).state != DAY_DUTY)
		day++;
	return day;
}

static int rest_between(const struct judging *j, int day, int next)
{
	return (int)((judging_day(j, next).duty->start -
		      judging_day(j, day).duty->end) /
		     60);
}

static void judge_rest(struct judging *j, const struct rule *r, int day,
		       int next)
{
	int value = rest_between(j, day, next);
	struct measured m = { .days = { day, next + 1 }, .value = value };
	const char *rest = say_minutes(j->arena, value);

	if (value < r->min) {
		m.limit = r->min;
		m.amount = (r->min - value) / 60.0;
		judging_breach(j, r, m,
			       "rest of %s before %s, at least %s asked", rest,
			       say_day(j->arena, next),
			       say_minutes(j->arena, r->min));
	}
	if (value > r->max) {
		m.limit = r->max;
		m.amount = (value - r->max) / 60.0;
		judging_breach(
			j, r, m, "rest of %s before %s, at most %s asked", rest,
			say_day(j->arena, next), say_minutes(j->arena, r->max));
	}
}

/* Each duty and its next one, which lies in the period. */
void rules_rest(struct judging *j, const struct rule *r)
{
	int day = next_duty(j, j->known.from);

	while (day < j->known.until) {
		int next = next_duty(j, day + 1);
		if (next < j->known.until && next >= j->period->first_day &&
		    judging_counts(j, r, day))
			judge_rest(j, r, day, next);
		day = next;
	}
}

void rules_rest_after(struct judging *j, const struct rule *r)
{
	int length = 0;

	for (int day = j->known.from; day < j->known.until; day++) {
		length = judging_counts(j, r, day) ? length + 1 : 0;
		if (length == 0 || length < r->length ||
		    judging_counts(j, r, day + 1))
			continue;
		int next = next_duty(j, day + 1);
		if (next < j->known.until && next >= j->period->first_day)
			judge_rest(j, r, day, next);
	}
}

static bool holds_a_day(const struct judging *j, int64_t from, int64_t until)
{
	const struct zone *zone = j->period->site->zone;
	int day = zone_wall(zone, from).day;

	day += zone_day_begin(zone, day) < from;
	return zone_day_begin(zone, day + 1) <= until;
}

static int64_t longer(const struct judging *j, const struct rule *r,
		      int64_t longest, int64_t from, int64_t until)
{
	if (until - from <= longest ||
	    (r->whole_day && !holds_a_day(j, from, until)))
		return longest;
	return until - from;
}

/* The longest stretch of [from, until) without a duty of the days < end. */
static int longest_rest(const struct judging *j, const struct rule *r,
			int64_t from, int64_t until, int end)
{
	int64_t longest = 0, free = from;

	for (int day = j->known.from; day < end; day++) {
		struct day_fact f = judging_day(j, day);
		if (f.state != DAY_DUTY || f.duty->end <= from ||
		    f.duty->start >= until)
			continue;
		longest = longer(j, r, longest, free, f.duty->start);
		if (f.duty->end > free)
			free = f.duty->end;
	}
	return (int)(longer(j, r, longest, free, until) / 60);
}

/* What the days before the period leave possible is all that is asked. */
void rules_long_rest(struct judging *j, const struct rule *r)
{
	const struct zone *zone = j->period->site->zone;
	struct arena *a = j->arena;

	for (struct day_range w = judging_first(j, r); w.from < w.until;
	     w = judging_next(j, r, w)) {
		int64_t from = zone_day_begin(zone, w.from);
		int64_t until = zone_day_begin(zone, w.until);
		int value = longest_rest(j, r, from, until, j->known.until);
		int best =
			longest_rest(j, r, from, until, j->period->first_day);
		int low = r->min < best ? r->min : best;
		if (r->over == OVER_ROLLING && !judging_is_known(j, w))
			continue;
		if (value < low)
			judging_breach(
				j, r,
				(struct measured){ w, value, low,
						   (low - value) / 60.0 },
				"longest rest%s in %s is %s, at least "
				"%s asked",
				r->whole_day ? " with a whole day" : "",
				say_days(a, w), say_minutes(a, value),
				say_minutes(a, low));
		if (value > r->max)
			judging_breach(
				j, r,
				(struct measured){ w, value, r->max,
						   (value - r->max) / 60.0 },
				"longest rest in %s is %s, at most "
				"%s asked",
				say_days(a, w), say_minutes(a, value),
				say_minutes(a, r->max));
	}
}
