#include "formats/ics_zones.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "base/zone_rule.h"
#include "formats/i18n.h"
#include "formats/ics_rule.h"
#include "formats/ics_time.h"

enum { LAST_YEAR = 2100 };

/* STANDARD or DAYLIGHT while it is read. */
struct observance {
	struct ics_time start;
	bool has_start, has_from, has_to;
	int from, to;	   /* seconds east of UTC, before and after */
	const char *rule;  /* "" when there is none */
	const char *dates; /* of RDATE, "" when there are none */
};

/* A VTIMEZONE while it is read. */
struct reading {
	struct arena *a;
	struct ics_zones *zones;
	const char *tzid;
	struct place begin;
	struct observance one;
	struct zone_change *changes; /* [n] in any order; at: UTC */
	int *from;		     /* [n] offset before each */
	int n, room, room_from, observances;
	const char *bad;
};

/* "+0100", "-033015": seconds; false when it is none. */
static bool parse_offset(const char *s, int *seconds)
{
	size_t n = strlen(s);
	int64_t x;
	int sign = *s == '-' ? -1 : 1;

	if ((n != 5 && n != 7) || (*s != '+' && *s != '-') ||
	    !strchr("0123456789", s[1]) || !text_int(s + 1, &x))
		return false;
	if (n == 5)
		x *= 100;
	if (x / 10000 > 15 || x / 100 % 100 > 59 || x % 100 > 59)
		return false;
	*seconds =
		sign * (int)(x / 10000 * 3600 + x / 100 % 100 * 60 + x % 100);
	return true;
}

/* --- onsets --- */

static void add_onset(struct reading *r, const struct observance *o, int day,
		      int seconds)
{
	struct zone_change c = { (int64_t)day * 86400 + seconds - o->from,
				 o->to };

	r->changes = arena_grow(r->a, r->changes, r->n, &r->room, sizeof(c));
	r->from = arena_grow(r->a, r->from, r->n, &r->room_from, sizeof(int));
	r->from[r->n] = o->from;
	r->changes[r->n++] = c;
}

static int weekday_of(const char *s)
{
	static const char *const names[] = { "MO", "TU", "WE", "TH",
					     "FR", "SA", "SU" };

	for (int d = 0; d < 7; d++)
		if (!strcmp(s, names[d]))
			return MONDAY + d;
	return -1;
}

/* A yearly rule: month, and a weekday by its number or from a day on, or a day
 * of the month. */
struct yearly {
	int month, nth, weekday, month_day;
	bool ends, until_utc;
	int64_t until; /* seconds, of UTC or of the wall clock */
};

static bool parse_by_day(const char *s, struct yearly *y)
{
	char *end;
	long n = strtol(s, &end, 10);

	y->weekday = weekday_of(end);
	y->nth = (int)n;
	return y->weekday >= 0 && n >= -5 && n <= 5;
}

static bool parse_until(struct arena *a, const char *rule, struct yearly *y)
{
	const char *until = ics_rule_part(a, rule, "UNTIL");
	struct ics_time t;

	y->ends = *until;
	if (!y->ends)
		return true;
	if (!ics_parse_time(until, &t))
		return false;
	y->until = (int64_t)t.day * 86400 + (t.whole_day ? 86399 : t.seconds);
	y->until_utc = t.utc;
	return true;
}

/* The first of "8,9,10,11,12,13,14". */
static bool parse_month_day(const char *s, int *day)
{
	char *end;
	long n = strtol(s, &end, 10);

	*day = (int)n;
	return end > s && n >= 1 && n <= 31 && (*end == ',' || !*end);
}

static bool parse_yearly(struct arena *a, const char *rule,
			 const struct observance *o, struct yearly *y)
{
	const char *month = ics_rule_part(a, rule, "BYMONTH");
	const char *day = ics_rule_part(a, rule, "BYDAY");
	const char *of_month = ics_rule_part(a, rule, "BYMONTHDAY");
	struct civil start = date_civil(o->start.day);
	int64_t m = start.month;

	*y = (struct yearly){ .weekday = -1, .month_day = start.day };
	if (strcmp(ics_rule_part(a, rule, "FREQ"), "YEARLY") ||
	    *ics_rule_part(a, rule, "COUNT") ||
	    strcmp(ics_rule_part(a, rule, "INTERVAL"), "1") > 0 ||
	    (*month && !text_int(month, &m)) || m < 1 || m > 12)
		return false;
	y->month = (int)m;
	if (*day && !parse_by_day(day, y))
		return false;
	if (*of_month && !parse_month_day(of_month, &y->month_day))
		return false;
	if (y->weekday >= 0 && !y->nth && !*of_month)
		return false; /* every Sunday of a month is no rule of a zone */
	return parse_until(a, rule, y);
}

/* The day of a year, DATE_NONE when it has none. */
static int day_in(const struct yearly *y, int year)
{
	int first = date_from_civil((struct civil){ year, y->month, 1 });
	int days = date_days_in_month(year, y->month), day;

	if (y->weekday < 0)
		return y->month_day <= days ? first + y->month_day - 1
					    : DATE_NONE;
	if (y->nth < 0) {
		day = first + days - 1;
		while (date_weekday(day) != y->weekday)
			day--;
		day += 7 * (y->nth + 1);
	} else {
		day = first + (y->nth ? 0 : y->month_day - 1);
		while (date_weekday(day) != y->weekday)
			day++;
		day += y->nth ? 7 * (y->nth - 1) : 0;
	}
	return day >= first && day < first + days + 6 ? day : DATE_NONE;
}

static bool is_over(const struct yearly *y, const struct observance *o, int day)
{
	int64_t wall = (int64_t)day * 86400 + o->start.seconds;

	return y->ends && (y->until_utc ? wall - o->from : wall) > y->until;
}

static const char *add_rule(struct reading *r, const struct observance *o)
{
	struct yearly y;

	if (!parse_yearly(r->a, o->rule, o, &y))
		return _("a rule that is not read");
	for (int year = date_civil(o->start.day).year; year <= LAST_YEAR;
	     year++) {
		int day = day_in(&y, year);

		if (day == DATE_NONE || day < o->start.day)
			continue;
		if (is_over(&y, o, day))
			break;
		add_onset(r, o, day, o->start.seconds);
	}
	return NULL;
}

static const char *add_dates(struct reading *r, const struct observance *o)
{
	for (const char *p = o->dates; *p;) {
		size_t n = strcspn(p, ",");
		struct ics_time t;

		if (!ics_parse_time(arena_strndup(r->a, p, n), &t))
			return _("an RDATE that is no time");
		add_onset(r, o, t.day,
			  t.whole_day ? o->start.seconds : t.seconds);
		p += n + (p[n] == ',');
	}
	return NULL;
}

static const char *close_observance(struct reading *r)
{
	const struct observance *o = &r->one;
	const char *bad = NULL;

	if (++r->observances > ICS_MAX_OBSERVANCES)
		return _("too many observances");
	if (!o->has_start || !o->has_from || !o->has_to)
		return _("DTSTART, TZOFFSETFROM or TZOFFSETTO is missing");
	if (date_civil(o->start.day).year < 1601)
		return _("an observance before 1601");
	if (*o->rule)
		bad = add_rule(r, o);
	else
		add_onset(r, o, o->start.day, o->start.seconds);
	return bad ? bad : add_dates(r, o);
}

/* --- a zone of its onsets --- */

struct onset {
	struct zone_change change;
	int from;
};

static int by_time(const void *a, const void *b)
{
	const struct onset *x = a, *y = b;

	if (x->change.at != y->change.at)
		return x->change.at < y->change.at ? -1 : 1;
	return x->change.offset - y->change.offset;
}

static const struct zone *zone_of(struct reading *r)
{
	struct onset *list = arena_new(r->a, struct onset, r->n);
	int n = 0, last;

	for (int i = 0; i < r->n; i++)
		list[i] = (struct onset){ r->changes[i], r->from[i] };
	qsort(list, (size_t)r->n, sizeof(*list), by_time);
	last = list[0].from;
	for (int i = 0; i < r->n; i++) {
		bool again = n && r->changes[n - 1].at == list[i].change.at;

		if (!again && list[i].change.offset == last)
			continue;
		n -= again;
		last = list[i].change.offset;
		r->changes[n++] = list[i].change;
	}
	return zone_told(r->a, r->tzid, list[0].from, r->changes, n);
}

static void close_zone(struct reading *r)
{
	struct ics_zones *z = r->zones;

	if (!r->bad && !r->n)
		r->bad = _("no observance");
	if (!*r->tzid || z->n == ICS_MAX_ZONES || z->n_bad == ICS_MAX_ZONES)
		return;
	if (r->bad)
		z->bad[z->n_bad++] =
			(struct ics_zone_problem){ r->tzid, r->bad, r->begin };
	else
		z->list[z->n++] = zone_of(r);
}

/* --- lines --- */

static void take_line(struct reading *r, const struct ics_line *line)
{
	struct observance *o = &r->one;

	if (!strcmp(line->name, "DTSTART"))
		o->has_start = ics_parse_time(line->value, &o->start);
	else if (!strcmp(line->name, "TZOFFSETFROM"))
		o->has_from = parse_offset(line->value, &o->from);
	else if (!strcmp(line->name, "TZOFFSETTO"))
		o->has_to = parse_offset(line->value, &o->to);
	else if (!strcmp(line->name, "RRULE"))
		o->rule = line->value;
	else if (!strcmp(line->name, "RDATE"))
		o->dates = *o->dates ? arena_printf(r->a, "%s,%s", o->dates,
						    line->value)
				     : line->value;
}

static void open_zone(struct reading *r, struct place begin)
{
	*r = (struct reading){
		.a = r->a, .zones = r->zones, .tzid = "", .begin = begin
	};
}

static void close_part(struct reading *r)
{
	const char *bad = close_observance(r);

	if (bad && !r->bad)
		r->bad = bad;
}

struct ics_zones *ics_zones_read(struct arena *a, const struct ics_lines *lines)
{
	struct ics_zones *zones = arena_new(a, struct ics_zones, 1);
	struct reading r = { .a = a, .zones = zones };
	bool inside = false, part = false;

	for (int i = 0; i < lines->n; i++) {
		const struct ics_line *line = &lines->list[i];
		bool begin = !strcmp(line->name, "BEGIN");
		bool end = !strcmp(line->name, "END");

		if (begin && !strcmp(line->value, "VTIMEZONE")) {
			open_zone(&r, line->place);
			inside = true;
		} else if (inside && begin) {
			part = true;
			r.one = (struct observance){ .rule = "", .dates = "" };
		} else if (inside && end && part) {
			part = false;
			close_part(&r);
		} else if (inside && end) {
			inside = false;
			close_zone(&r);
		} else if (inside && part) {
			take_line(&r, line);
		} else if (inside && !strcmp(line->name, "TZID")) {
			r.tzid = ics_text(a, line->value);
		}
	}
	return zones;
}

const struct zone *ics_zones_find(const struct ics_zones *zones,
				  const char *tzid)
{
	for (int i = 0; i < zones->n; i++)
		if (!strcmp(zone_name(zones->list[i]), tzid))
			return zones->list[i];
	return NULL;
}

const struct ics_zone_problem *ics_zones_problem(const struct ics_zones *zones,
						 const char *tzid)
{
	for (int i = 0; i < zones->n_bad; i++)
		if (!strcmp(zones->bad[i].tzid, tzid))
			return &zones->bad[i];
	return NULL;
}
