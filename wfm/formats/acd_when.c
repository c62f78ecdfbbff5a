#include "formats/acd_when.h"

#include <limits.h>
#include <string.h>

#include "base/text.h"
#include "base/zone.h"
#include "formats/acd_time.h"
#include "formats/acd_value.h"
#include "formats/i18n.h"

enum { HALF_DAY = 12 * 3600, DAY = 24 * 3600 };

/* Start and end on a wall clock or in UTC. */
struct stretch {
	struct acd_stamp start;
	enum acd_half half; /* of the start */
	bool has_end;
	int end; /* seconds after midnight of the start's day */
	enum acd_half end_half;
};

static const char *bad(struct arena *a, const char *what, const char *text)
{
	return arena_printf(a, _("%s \"%s\" is not understood"), what,
			    text_quote(a, text));
}

/* "8:00-8:30AM": cuts at the dash, false when there is none. */
static bool cut_range(const char *s, char start[static ACD_FIELD],
		      char end[static ACD_FIELD])
{
	const char *dash = strchr(s, '-');
	char head[ACD_FIELD];

	if (!dash || dash == s || (size_t)(dash - s) >= ACD_FIELD)
		return false;
	memcpy(head, s, (size_t)(dash - s));
	head[dash - s] = '\0';
	return acd_trim(head, start) && acd_trim(dash + 1, end) && *end;
}

static const char *read_clock(struct arena *a, const char *s, bool hours,
			      struct stretch *x)
{
	char start[ACD_FIELD], end[ACD_FIELD];
	struct acd_clock c;

	if (cut_range(s, start, end)) {
		if (!acd_clock(end, hours, &c))
			return bad(a, _("time"), s);
		x->has_end = true;
		x->end = c.seconds;
		x->end_half = c.half;
		s = start;
	}
	if (!acd_clock(s, hours, &c))
		return bad(a, _("time"), s);
	x->start.seconds = c.seconds;
	x->half = c.half;
	return NULL;
}

/* The date of the row before is not read again. */
static bool read_date(struct acd_whens *w, const char *s, unsigned order,
		      int *day)
{
	if (!text_equal(s, w->date)) {
		w->date[0] = '\0';
		if (!acd_date(s, order, &w->date_day))
			return false;
		if (strlen(s) < sizeof(w->date))
			strcpy(w->date, s);
	}
	*day = w->date_day;
	return true;
}

/* UTC, or date and time in one, or a date and a time. */
static const char *read_start(struct arena *a, struct acd_whens *w,
			      const struct acd_when_texts *t, struct stretch *x)
{
	unsigned order = w->style->dates ? w->style->dates : ACD_YMD;
	const char *time = t->time ? t->time : t->start;

	if (t->utc && !acd_missing(t->utc)) {
		if (!acd_stamp(t->utc, ACD_YMD, &x->start))
			return bad(a, _("time"), t->utc);
		x->start.has_offset = true;
		return NULL;
	}
	if (t->start && acd_stamp_again(&w->start, t->start, &x->start))
		return NULL;
	if (t->start && acd_stamp(t->start, order, &x->start)) {
		acd_day_learn(&w->start, t->start, x->start.day);
		return NULL;
	}
	if (!t->date || !time)
		return bad(a, _("time"), time ? time : "");
	x->start = (struct acd_stamp){ 0 };
	if (!read_date(w, t->date, order, &x->start.day))
		return bad(a, _("date"), t->date);
	return read_clock(a, time, w->style->hours, x);
}

/*
 * The column with the end: a clock, or date and time in one.  A clock tells
 * nothing when the start is not one.
 */
static const char *read_end(struct arena *a, const char *s,
			    const struct acd_style *style, struct stretch *x)
{
	struct acd_clock c;
	struct acd_stamp end;

	if (!s || acd_missing(s) || x->has_end)
		return NULL;
	if (acd_stamp(s, style->dates ? style->dates : ACD_YMD, &end)) {
		x->has_end = end.has_offset == x->start.has_offset;
		x->end = (end.day - x->start.day) * DAY + end.seconds -
			 end.offset + x->start.offset;
		return NULL;
	}
	if (!acd_clock(s, style->hours, &c))
		return bad(a, _("end"), s);
	x->has_end = !x->start.has_offset;
	x->end = c.seconds;
	x->end_half = c.half;
	return NULL;
}

/* Midnight ends the day; a half day said only at the end is the start's. */
static bool fit(struct stretch *x)
{
	int start = x->start.seconds;

	if (!x->has_end)
		return true;
	if (x->end <= 0 && start > 0)
		x->end += DAY;
	if (x->half == ACD_HALF_NONE && x->end_half && start <= HALF_DAY + 3599)
		for (int half = 0; half < 2; half++) {
			int s = start % HALF_DAY + half * HALF_DAY;

			if (s < x->end && x->end - s <= 3600) {
				x->start.seconds = s;
				return true;
			}
		}
	return x->end > start;
}

static bool is_interval(int seconds)
{
	return seconds >= 300 && seconds <= 3600 && 3600 % seconds == 0;
}

/* Minutes; some systems write seconds, which are 300 at least. */
static const char *read_minutes(struct arena *a, const char *s, int *interval)
{
	double x;

	if (!s || acd_missing(s))
		return NULL;
	if (!acd_number(s, ACD_POINT, &x) || x < 1 || x > 3600)
		return bad(a, _("length"), s);
	*interval = (int)(x < 300 ? 60 * x : x);
	return NULL;
}

/* A day of one offset, and the days around it, so that no wall time of it is
 * missing or there twice. */
static bool is_uniform(struct acd_whens *w, int day)
{
	int64_t begin = zone_day_begin(w->zone, day);
	int offset = zone_offset(w->zone, begin);

	if (begin + offset != (int64_t)DAY * day ||
	    zone_offset(w->zone, begin - DAY) != offset ||
	    zone_next_change(w->zone, begin - DAY) < begin + 2 * DAY)
		return false;
	w->day = day;
	w->offset = offset;
	return true;
}

static void place(struct acd_whens *w, struct stretch *x, struct acd_when *when)
{
	int day = x->start.day;

	if (!x->start.has_offset && x->start.seconds < DAY &&
	    (w->day == day || is_uniform(w, day))) {
		x->start.has_offset = true;
		x->start.offset = w->offset;
	}
	if (x->start.has_offset) {
		when->utc = when->later =
			(int64_t)day * DAY + x->start.seconds - x->start.offset;
		return;
	}
	struct zone_instants i = zone_utc(w->zone, day, x->start.seconds);
	when->utc = i.first;
	when->later = i.last;
	when->gap = i.kind == ZONE_GAP;
}

struct acd_whens acd_whens_new(const struct acd_style *style,
			       const struct zone *zone)
{
	return (struct acd_whens){ style, zone, .day = INT_MIN };
}

const char *acd_when_read(struct arena *a, struct acd_whens *whens,
			  const struct acd_when_texts *texts,
			  struct acd_when *when)
{
	struct stretch x = { 0 };
	const char *reason;

	*when = (struct acd_when){ 0 };
	if ((reason = read_start(a, whens, texts, &x)) ||
	    (reason = read_minutes(a, texts->minutes, &when->interval)))
		return reason;
	if (when->interval == 0) {
		if ((reason = read_end(a, texts->until, whens->style, &x)))
			return reason;
		if (!fit(&x))
			return _("the interval ends before it begins");
		if (x.has_end)
			when->interval = x.end - x.start.seconds;
	}
	if (when->interval && !is_interval(when->interval))
		return arena_printf(a,
				    _("an interval of %g minutes; 5, 6, 10, "
				      "12, 15, 20, 30 and 60 are read"),
				    when->interval / 60.0);
	place(whens, &x, when);
	return NULL;
}
