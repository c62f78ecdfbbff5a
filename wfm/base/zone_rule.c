#include "base/zone_rule.h"

#include "base/date.h"

enum { HOUR = 3600, DAY = 86400 };

/* --- reading; each reader moves *s behind what it read --- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool skip(const char **s, char c)
{
	if (**s != c)
		return false;
	++*s;
	return true;
}

static bool read_number(const char **s, int least, int most, int *n)
{
	if (!is_digit(**s))
		return false;
	for (*n = 0; is_digit(**s) && *n <= most; ++*s)
		*n = 10 * *n + (**s - '0');
	return *n >= least && *n <= most;
}

/* "GMT" or "<+0330>": the abbreviation, which wfm does not use. */
static bool skip_name(const char **s)
{
	const char *begin = *s;

	if (skip(s, '<')) {
		while (is_letter(**s) || is_digit(**s) || **s == '+' ||
		       **s == '-')
			++*s;
		return *s - begin >= 4 && skip(s, '>');
	}
	while (is_letter(**s))
		++*s;
	return *s - begin >= 3;
}

/* [+-]h[h[h]][:mm[:ss]], in seconds. */
static bool read_time(const char **s, int most_hours, int *seconds)
{
	bool negative = **s == '-';
	int h, m = 0, sec = 0;

	if (**s == '-' || **s == '+')
		++*s;
	if (!read_number(s, 0, most_hours, &h))
		return false;
	if (skip(s, ':')) {
		if (!read_number(s, 0, 59, &m))
			return false;
		if (skip(s, ':') && !read_number(s, 0, 59, &sec))
			return false;
	}
	*seconds = h * HOUR + m * 60 + sec;
	if (negative)
		*seconds = -*seconds;
	return true;
}

static bool read_day(const char **s, struct zone_date *d)
{
	if (skip(s, 'J')) {
		d->kind = ZONE_DATE_JULIAN;
		return read_number(s, 1, 365, &d->day);
	}
	if (skip(s, 'M')) {
		d->kind = ZONE_DATE_WEEKDAY;
		return read_number(s, 1, 12, &d->month) && skip(s, '.') &&
		       read_number(s, 1, 5, &d->week) && skip(s, '.') &&
		       read_number(s, 0, 6, &d->day);
	}
	d->kind = ZONE_DATE_ORDINAL;
	return read_number(s, 0, 365, &d->day);
}

/* ",M3.5.0/1" */
static bool read_date(const char **s, struct zone_date *d)
{
	if (!skip(s, ',') || !read_day(s, d))
		return false;
	d->seconds = 2 * HOUR;
	return !skip(s, '/') || read_time(s, 167, &d->seconds);
}

bool zone_rule_parse(const char *s, struct zone_rule *rule)
{
	int west;

	*rule = (struct zone_rule){ 0 };
	if (!skip_name(&s) || !read_time(&s, 24, &west))
		return false;
	rule->standard = -west;
	if (*s == '\0')
		return true;
	rule->has_summer = true;
	rule->summer = rule->standard + HOUR;
	if (!skip_name(&s))
		return false;
	if (*s != ',') {
		if (!read_time(&s, 24, &west))
			return false;
		rule->summer = -west;
	}
	return read_date(&s, &rule->begins) && read_date(&s, &rule->ends) &&
	       *s == '\0';
}

/* --- the changes of a year --- */

/* The week-th weekday of a month; week 5 is the last there is. */
static int weekday_of_month(int year, const struct zone_date *d)
{
	int first = date_from_civil((struct civil){ year, d->month, 1 });
	int wanted = (d->day + SUNDAY) % 7; /* 0 = Sunday becomes 6 */
	int day = first + (wanted - date_weekday(first) + 7) % 7 +
		  7 * (d->week - 1);

	if (day >= first + date_days_in_month(year, d->month))
		day -= 7;
	return day;
}

static int day_of(int year, const struct zone_date *d)
{
	int first = date_from_civil((struct civil){ year, 1, 1 });
	bool leap = date_days_in_month(year, 2) == 29;

	switch (d->kind) {
	case ZONE_DATE_JULIAN:
		return first + d->day - 1 + (leap && d->day >= 60);
	case ZONE_DATE_ORDINAL: return first + d->day;
	case ZONE_DATE_WEEKDAY: break;
	}
	return weekday_of_month(year, d);
}

static int64_t instant(int year, const struct zone_date *d, int offset)
{
	return (int64_t)day_of(year, d) * DAY + d->seconds - offset;
}

void zone_rule_year(const struct zone_rule *rule, int year,
		    struct zone_change changes[static 2])
{
	struct zone_change begin = {
		instant(year, &rule->begins, rule->standard), rule->summer
	};
	struct zone_change end = { instant(year, &rule->ends, rule->summer),
				   rule->standard };
	bool north = begin.at < end.at;

	changes[0] = north ? begin : end;
	changes[1] = north ? end : begin;
}
