#include "maths/rules_judging.h"

/* From a duty to that of the day before. */
void rules_start_change(struct judging *j, const struct rule *r)
{
	struct arena *a = j->arena;

	for (int day = j->period->first_day; day < j->known.until; day++) {
		if (!judging_counts(j, r, day) ||
		    !judging_counts(j, r, day - 1))
			continue;
		int change = judging_start(j, day) - judging_start(j, day - 1);
		int value = change < 0 ? -change : change;
		if (value <= r->max)
			continue;
		judging_breach(
			j, r,
			(struct measured){ { day - 1, day + 1 },
					   value,
					   r->max,
					   (value - r->max) / 60.0 },
			"starts %s %s on %s than the day before, at most %s "
			"asked",
			say_minutes(a, value), change < 0 ? "earlier" : "later",
			say_day(a, day), say_minutes(a, r->max));
	}
}

/* Each duty of another week's shifts. */
void rules_rotation(struct judging *j, const struct rule *r)
{
	for (int day = j->period->first_day; day < j->known.until; day++) {
		struct day_fact f = judging_day(j, day);
		shift_set now = period_rotation(j->period, r, day);
		if (f.state != DAY_DUTY || f.duty->shift < 0 ||
		    (now >> f.duty->shift & 1))
			continue;
		judging_breach(j, r,
			       (struct measured){ { day, day + 1 }, 1, 0, 1 },
			       "%s on %s, in a week of %s",
			       j->period->site->shifts[f.duty->shift].name,
			       say_day(j->arena, day),
			       now ? "other shifts" : "no duties");
	}
}

/* Templates of the counted duties on days [from, until). */
static int kinds_of(const struct judging *j, const struct rule *r, int from,
		    int until)
{
	shift_set seen = 0;
	int n = 0;

	for (int day = from; day < until; day++) {
		if (!judging_counts(j, r, day))
			continue;
		int shift = judging_day(j, day).duty->shift;
		if (shift < 0 || (seen >> shift & 1))
			continue;
		seen |= (shift_set)1 << shift;
		n++;
	}
	return n;
}

void rules_kinds(struct judging *j, const struct rule *r)
{
	struct arena *a = j->arena;
	int first = j->period->first_day;

	for (struct day_range w = judging_first(j, r); w.from < w.until;
	     w = judging_next(j, r, w)) {
		int value = kinds_of(j, r, w.from, w.until);
		int before = kinds_of(j, r, w.from,
				      first < w.until ? first : w.until);
		int most = r->max > before ? r->max : before;
		if (value > most)
			judging_breach(j, r,
				       (struct measured){ w, value, most,
							  value - most },
				       "%s in %s, at most %d asked",
				       say_count(a, value, "kind of shift",
						 "kinds of shift"),
				       say_days(a, w), most);
	}
}

static int counted_in(const struct judging *j, const struct rule *r,
		      struct day_range w)
{
	int n = 0;

	for (int day = w.from; day < w.until; day++)
		n += judging_counts(j, r, day);
	return n;
}

/* Days of which nobody knows may be free; no more is asked than those before
 * the period leave possible. */
void rules_off_after(struct judging *j, const struct rule *r)
{
	for (struct day_range w = judging_first(j, r); w.from < w.until;
	     w = judging_next(j, r, w)) {
		int worked = 0, before = 0;
		if (counted_in(j, r,
			       (struct day_range){ w.from - 7, w.from }) == 0)
			continue;
		for (int day = w.from; day < w.until; day++) {
			bool duty = judging_day(j, day).state == DAY_DUTY;
			worked += duty;
			before += duty && day < j->period->first_day;
		}
		int low = r->min < 7 - before ? r->min : 7 - before;
		if (7 - worked < low)
			judging_breach(
				j, r,
				(struct measured){ w, 7 - worked, low,
						   low - (7 - worked) },
				"%s off in %s, after such a week at least %d "
				"asked",
				say_count(j->arena, 7 - worked, "day", "days"),
				say_days(j->arena, w), low);
	}
}
