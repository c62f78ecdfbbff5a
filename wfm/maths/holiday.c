#include "maths/holiday.h"

#include <stddef.h>

#include "base/date.h"

static int fixed_day(const struct holiday_rule *r, int year)
{
	struct civil c = { year, r->month, r->day };

	return date_is_valid(c) ? date_from_civil(c) : DATE_NONE;
}

static int nth_weekday(const struct holiday_rule *r, int year)
{
	int days = date_days_in_month(year, r->month);
	int first = date_from_civil((struct civil){ year, r->month, 1 });
	int day = (r->weekday - date_weekday(first) + 7) % 7;

	if (r->nth < 0)
		day += (days - 1 - day) / 7 * 7;
	else
		day += 7 * (r->nth - 1);
	return day < days ? first + day : DATE_NONE;
}

int holiday_day(const struct holiday_rule *rules, int rule, int year)
{
	const struct holiday_rule *r = &rules[rule];
	int day = DATE_NONE;

	if (year < r->from || year >= r->until)
		return DATE_NONE;
	switch (r->kind) {
	case HOLIDAY_FIXED: return fixed_day(r, year);
	case HOLIDAY_WEEKDAY: return nth_weekday(r, year);
	case HOLIDAY_EASTER: day = date_easter(year); break;
	case HOLIDAY_ORTHODOX: day = date_orthodox_easter(year); break;
	case HOLIDAY_AFTER: day = holiday_day(rules, r->after, year); break;
	case HOLIDAY_BRIDGE: return DATE_NONE;
	}
	return day == DATE_NONE ? DATE_NONE : day + r->offset;
}

static bool is_weekend(int day, days_set weekend)
{
	return weekend >> date_weekday(day) & 1;
}

/* The first day after that is no weekend, nor taken when that is asked. */
static int next_free(int day, days_set weekend,
		     bool (*taken)(void *ctx, int day), void *ctx)
{
	for (int k = 1; k <= 14; k++)
		if (!is_weekend(day + k, weekend) &&
		    !(taken && taken(ctx, day + k)))
			return day + k;
	return day;
}

static int nearest_weekday(int day, days_set weekend)
{
	for (int k = 1; k <= 3; k++) {
		if (!is_weekend(day - k, weekend))
			return day - k;
		if (!is_weekend(day + k, weekend))
			return day + k;
	}
	return day;
}

int holiday_moved(const struct holiday_rule *rule, int day, days_set weekend,
		  bool (*taken)(void *ctx, int day), void *ctx)
{
	if (!is_weekend(day, weekend))
		return day;
	switch (rule->move) {
	case HOLIDAY_KEEP: break;
	case HOLIDAY_TO_MONDAY: return next_free(day, weekend, NULL, NULL);
	case HOLIDAY_TO_NEAREST: return nearest_weekday(day, weekend);
	case HOLIDAY_TO_NEXT: return next_free(day, weekend, taken, ctx);
	}
	return day;
}

int holiday_bridge(int day, days_set weekend)
{
	if (is_weekend(day, weekend))
		return DATE_NONE;
	if (!is_weekend(day - 1, weekend) && is_weekend(day - 2, weekend))
		return day - 1;
	if (!is_weekend(day + 1, weekend) && is_weekend(day + 2, weekend))
		return day + 1;
	return DATE_NONE;
}
