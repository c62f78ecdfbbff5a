#include "maths/rules_judging.h"

#include <stdarg.h>

#include "base/date.h"
#include "base/text.h"

int judging_period_end(const struct judging *j)
{
	return j->period->first_day + j->period->days;
}

struct day_fact judging_day(const struct judging *j, int day)
{
	if (day >= j->known.from && day < j->known.until)
		return j->facts[day - j->known.from];
	return (struct day_fact){ .state = DAY_UNKNOWN,
				  .kind = site_day_kind(j->period->site, day),
				  .absence = -1 };
}

bool judging_counts(const struct judging *j, const struct rule *r, int day)
{
	struct day_fact f = judging_day(j, day);

	if (f.state != DAY_DUTY || !(f.kind & r->days))
		return false;
	if (r->shifts == ~(shift_set)0)
		return true;
	return f.duty->shift >= 0 && (r->shifts >> f.duty->shift & 1);
}

int judging_start(const struct judging *j, int day)
{
	struct wall w = zone_wall(j->period->site->zone,
				  judging_day(j, day).duty->start);

	return (w.day - day) * 1440 + w.seconds / 60;
}

static enum over window_kind(const struct rule *r)
{
	if (r->over != OVER_RUN)
		return r->over;
	return r->count == COUNT_START_SPREAD || r->count == COUNT_OFF_AFTER
		       ? OVER_CALENDAR_WEEK
		       : OVER_PERIOD;
}

struct day_range judging_first(const struct judging *j, const struct rule *r)
{
	int first = j->period->first_day;

	if (r->over == OVER_ROLLING)
		return (struct day_range){ first + 1 - r->length, first + 1 };
	return period_window(j->period, window_kind(r), r->length, first);
}

struct day_range judging_next(const struct judging *j, const struct rule *r,
			      struct day_range w)
{
	if (w.until >= judging_period_end(j))
		return (struct day_range){ 0, 0 };
	if (r->over == OVER_ROLLING)
		return (struct day_range){ w.from + 1, w.until + 1 };
	return period_window(j->period, window_kind(r), r->length, w.until);
}

bool judging_is_known(const struct judging *j, struct day_range w)
{
	for (int day = w.from; day < w.until; day++)
		if (judging_day(j, day).state == DAY_UNKNOWN)
			return false;
	return true;
}

static bool in_weekend(const struct judging *j, int day)
{
	return j->period->site->weekend >> date_weekday(day) & 1;
}

struct day_range judging_weekend(const struct judging *j, int day)
{
	int weekend = j->period->site->weekend & DAYS_WEEK;
	int until;

	if (weekend == 0 || weekend == DAYS_WEEK)
		return (struct day_range){ day, day };
	while (!in_weekend(j, day))
		day++;
	for (until = day + 1; in_weekend(j, until);)
		until++;
	while (in_weekend(j, day - 1))
		day--;
	return (struct day_range){ day, until };
}

static bool is_waived(const struct judging *j, const char *name,
		      struct day_range days)
{
	const struct site *site = j->period->site;

	for (int k = 0; k < site->n_waivers; k++) {
		const struct waiver *w = &site->waivers[k];
		if (w->agent == j->person->agent && text_equal(w->rule, name) &&
		    (w->from == DATE_NONE || w->from < days.until) &&
		    (w->until == DATE_NONE || days.from < w->until))
			return true;
	}
	return false;
}

static struct breach *add(struct judging *j, const char *name,
			  struct place place, struct measured m,
			  const char *what)
{
	j->list =
		arena_grow(j->arena, j->list, j->n, &j->room, sizeof(*j->list));
	j->list[j->n] = (struct breach){ .agent = j->person->agent,
					 .day = m.days.from,
					 .until = m.days.until,
					 .name = name,
					 .what = what,
					 .value = m.value,
					 .limit = m.limit,
					 .amount = m.amount,
					 .waived = is_waived(j, name, m.days),
					 .place = place };
	return &j->list[j->n++];
}

void judging_breach(struct judging *j, const struct rule *r, struct measured m,
		    const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	const char *what = arena_vprintf(j->arena, format, ap);
	va_end(ap);
	struct breach *b = add(j, r->name, r->place, m, what);
	b->rule = r;
	b->hard = r->strength == RULE_HARD;
	if (r->strength == RULE_SOFT && !b->waived)
		b->price = m.amount * r->price;
}

void judging_fault(struct judging *j, const char *name, struct place place,
		   struct measured m, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	const char *what = arena_vprintf(j->arena, format, ap);
	va_end(ap);
	if (m.amount == 0)
		m.amount = 1;
	add(j, name, place, m, what)->hard = true;
}

void judging_remark(struct judging *j, const char *name, struct place place,
		    struct measured m, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	const char *what = arena_vprintf(j->arena, format, ap);
	va_end(ap);
	add(j, name, place, m, what);
}

const char *say_minutes(struct arena *a, int minutes)
{
	const char *sign = minutes < 0 ? "-" : "";
	int m = minutes < 0 ? -minutes : minutes;

	if (m < 60)
		return arena_printf(a, "%s%d min", sign, m);
	if (m % 60 == 0)
		return arena_printf(a, "%s%d h", sign, m / 60);
	return arena_printf(a, "%s%d h %d min", sign, m / 60, m % 60);
}

const char *say_day(struct arena *a, int day)
{
	static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu",
						"Fri", "Sat", "Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
					      "May", "Jun", "Jul", "Aug",
					      "Sep", "Oct", "Nov", "Dec" };
	struct civil c = date_civil(day);

	return arena_printf(a, "%s %d %s", weekdays[date_weekday(day)], c.day,
			    months[c.month - 1]);
}

const char *say_days(struct arena *a, struct day_range days)
{
	if (days.until - days.from <= 1)
		return say_day(a, days.from);
	return arena_printf(a, "%s to %s", say_day(a, days.from),
			    say_day(a, days.until - 1));
}

const char *say_clock(struct arena *a, const struct zone *z, int64_t utc)
{
	int minutes = zone_wall(z, utc).seconds / 60;

	return arena_printf(a, "%02d:%02d", minutes / 60, minutes % 60);
}

const char *say_count(struct arena *a, int n, const char *one, const char *many)
{
	return arena_printf(a, "%d %s", n, n == 1 ? one : many);
}
