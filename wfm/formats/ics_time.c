#include "formats/ics_time.h"

#include <ctype.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/ics_zones.h"
#include "formats/windows_zone.h"

/* n digits as a number, -1 when they are not all digits. */
static int digits(const char *s, int n)
{
	int x = 0;

	for (int i = 0; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		x = 10 * x + (s[i] - '0');
	}
	return x;
}

static bool parse_day(const char *s, int *day)
{
	struct civil c = { digits(s, 4), -1, -1 };

	if (c.year < 0 || (c.month = digits(s + 4, 2)) < 0 ||
	    (c.day = digits(s + 6, 2)) < 0 || !date_is_valid(c))
		return false;
	*day = date_from_civil(c);
	return true;
}

bool ics_parse_time(const char *s, struct ics_time *t)
{
	size_t len = strlen(s);

	*t = (struct ics_time){ 0 };
	if (len < 8 || !parse_day(s, &t->day))
		return false;
	if (len == 8) {
		t->whole_day = true;
		return true;
	}
	if ((len != 15 && len != 16) || s[8] != 'T' ||
	    (len == 16 && s[15] != 'Z'))
		return false;
	int hour = digits(s + 9, 2), minute = digits(s + 11, 2);
	int second = digits(s + 13, 2);
	if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 ||
	    second > 60)
		return false;
	t->seconds = 3600 * hour + 60 * minute + (second == 60 ? 59 : second);
	t->utc = len == 16;
	return true;
}

/* A Windows name, an IANA name with or without a maker's prefix, else what the
 * file says itself: names have rules that are kept, files may be old. */
static enum rc find_zone(struct arena *a, const struct ics_line *line,
			 const char *tzid, const struct ics_zones *own,
			 const struct zone **zone, struct err *e)
{
	struct err quiet = err_new(a);
	const char *windows = windows_zone(tzid);

	if (windows && zone_load(a, NULL, windows, zone, &quiet) == RC_OK)
		return RC_OK;
	for (const char *name = tzid; name && *name;) {
		if (*name != '/' &&
		    zone_load(a, NULL, name, zone, &quiet) == RC_OK)
			return RC_OK;
		name = strchr(name, '/');
		if (name)
			name++;
	}
	tzid = ics_text(a, tzid); /* some escape what needs no escape here */
	*zone = ics_zones_find(own, tzid);
	if (*zone)
		return RC_OK;
	const struct ics_zone_problem *bad = ics_zones_problem(own, tzid);
	if (bad)
		return fail_at(e, bad->place, RC_DATA,
			       _("time zone \"%s\": %s; an IANA name such as "
				 "Europe/London would do"),
			       text_quote(a, tzid), bad->what);
	return fail_at(e, line->place, RC_DATA,
		       _("time zone \"%s\" is not known; an IANA name such as "
			 "Europe/London is"),
		       text_quote(a, tzid));
}

enum rc ics_line_time(struct arena *a, const struct ics_line *line,
		      const struct zone *site, const struct ics_zones *own,
		      struct ics_time *t, struct err *e)
{
	const char *tzid = ics_param(a, line, "TZID");

	if (!ics_parse_time(line->value, t))
		return fail_at(e, line->place, RC_DATA,
			       _("%s: \"%s\" is no date and time; written "
				 "20260302 or 20260302T080000"),
			       line->name, text_quote(a, line->value));
	t->zone = site;
	if (*tzid && !t->utc && !t->whole_day)
		return find_zone(a, line, tzid, own, &t->zone, e);
	return RC_OK;
}

int64_t ics_utc(const struct ics_time *t)
{
	if (t->utc)
		return (int64_t)t->day * 86400 + t->seconds;
	if (t->whole_day)
		return zone_day_begin(t->zone, t->day);
	return zone_utc(t->zone, t->day, t->seconds).first;
}

bool ics_parse_duration(const char *s, int64_t *seconds)
{
	static const struct {
		char unit;
		int seconds;
	} units[] = { { 'W', 604800 },
		      { 'D', 86400 },
		      { 'H', 3600 },
		      { 'M', 60 },
		      { 'S', 1 } };
	int64_t sum = 0;
	size_t k = 0;

	if (*s == '+')
		s++;
	if (*s++ != 'P' || !*s)
		return false;
	while (*s) {
		int64_t n = 0;
		int used = 0;

		if (*s == 'T') {
			s++;
			k = k < 2 ? 2 : k;
		}
		for (; *s >= '0' && *s <= '9' && used < 7; s++, used++)
			n = 10 * n + (*s - '0');
		while (k < 5 && units[k].unit != *s)
			k++;
		if (!used || k == 5)
			return false;
		sum += n * units[k].seconds;
		s++;
	}
	*seconds = sum;
	return sum <= (int64_t)366 * 86400;
}
