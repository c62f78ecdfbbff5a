#include "formats/roster_ics.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/zone.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"

enum { FOLD = 75 };

/* How many bytes of s fit in n without cutting a character. */
static size_t fitting(const char *s, size_t len, size_t n)
{
	if (len <= n)
		return len;
	while (n > 1 && ((unsigned char)s[n] & 0xc0) == 0x80)
		n--;
	return n;
}

static void put_folded(struct text *out, const char *s, size_t len)
{
	size_t room = FOLD;

	for (;;) {
		size_t n = fitting(s, len, room);

		text_add_bytes(out, s, n);
		text_add(out, "\r\n");
		s += n;
		len -= n;
		if (!len)
			return;
		text_add_char(out, ' ');
		room = FOLD - 1;
	}
}

static void put_line(struct text *out, const char *name, const char *value)
{
	struct text t = text_new(out->arena);

	text_add(&t, name);
	text_add_char(&t, ':');
	text_add(&t, value);
	put_folded(out, t.data, t.len);
}

/* A TEXT value: escaped, and without control characters. */
static const char *escaped(struct arena *a, const char *s)
{
	struct text t = text_new(a);

	for (; *s; s++) {
		if (*s == '\n') {
			text_add(&t, "\\n");
			continue;
		}
		if ((unsigned char)*s < 0x20 || *s == 0x7f)
			continue;
		if (strchr("\\;,", *s))
			text_add_char(&t, '\\');
		text_add_char(&t, *s);
	}
	return t.data ? t.data : "";
}

static void put_text(struct text *out, const char *name, const char *value)
{
	put_line(out, name, escaped(out->arena, value));
}

static const char *utc_time(struct arena *a, int64_t utc)
{
	int64_t day = utc / 86400 - (utc % 86400 < 0);
	int s = (int)(utc - day * 86400);
	struct civil c = date_civil((int)day);

	return arena_printf(a, "%04d%02d%02dT%02d%02d%02dZ", c.year, c.month,
			    c.day, s / 3600, s / 60 % 60, s % 60);
}

static const char *civil_day(struct arena *a, int day)
{
	struct civil c = date_civil(day);

	return arena_printf(a, "%04d%02d%02d", c.year, c.month, c.day);
}

/* Letters and digits of a name, for UIDs: "Riverside" -> "riverside". */
static const char *slug(struct arena *a, const char *name)
{
	struct text t = text_new(a);

	for (; *name; name++)
		if (isalnum((unsigned char)*name) && (unsigned char)*name < 128)
			text_add_char(&t, (char)tolower((unsigned char)*name));
	return t.len ? t.data : "site";
}

static const char *uid(struct arena *a, const struct site *s, int agent,
		       int day, const char *kind)
{
	return arena_printf(a, "%s-%s-%s@%s.wfm", s->agents[agent].id,
			    civil_day(a, day), kind, slug(a, s->name));
}

static void begin_event(struct text *out, const struct site *s, int agent,
			int day, const char *kind, struct calendar_options o)
{
	struct arena *a = out->arena;

	put_line(out, "BEGIN", "VEVENT");
	put_line(out, "UID", uid(a, s, agent, day, kind));
	put_line(out, "DTSTAMP", utc_time(a, o.stamp));
	put_line(out, "SEQUENCE", arena_printf(a, "%d", o.sequence));
}

static void end_event(struct text *out, const char *busy,
		      struct calendar_options o)
{
	put_line(out, "STATUS", o.draft ? "TENTATIVE" : "CONFIRMED");
	put_line(out, "TRANSP", "OPAQUE");
	put_line(out, "X-MICROSOFT-CDO-BUSYSTATUS", busy);
	put_line(out, "END", "VEVENT");
}

static const char *clock_of(struct arena *a, const struct site *s, int64_t utc)
{
	int seconds = zone_wall(s->zone, utc).seconds;

	return arena_printf(a, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
}

static const char *segment_name(const struct site *s, const struct segment *g)
{
	switch (g->kind) {
	case SEGMENT_BREAK: return s->breaks[g->what].name;
	case SEGMENT_ACTIVITY:
		return g->what >= 0 ? s->activities[g->what].name
				    : _("meeting");
	case SEGMENT_ABSENCE: return _("absent");
	case SEGMENT_GAP: return _("free");
	case SEGMENT_ON_CALL: return _("on call");
	case SEGMENT_WORK: break;
	}
	return NULL;
}

/* "Break 10:00-10:15" a line, all that is not work on all queues. */
static const char *description(struct arena *a, const struct site *s,
			       const struct duty *d)
{
	struct text t = text_new(a);

	for (int i = 0; i < d->n; i++) {
		const struct segment *g = &d->segments[i];
		const char *name = segment_name(s, g);

		if (!name && g->queue >= 0)
			name = s->queues[g->queue].name;
		if (name)
			text_addf(&t, "%s%s %s\xe2\x80\x93%s",
				  t.len ? "\n" : "", name,
				  clock_of(a, s, g->start),
				  clock_of(a, s, g->end));
	}
	return t.len ? t.data : "";
}

static void put_duty(struct text *out, const struct site *s, int agent, int day,
		     const struct duty *d, struct calendar_options o)
{
	struct arena *a = out->arena;
	const char *shift =
		d->shift >= 0 ? s->shifts[d->shift].name : _("Shift");
	const char *breaks = description(a, s, d);

	begin_event(out, s, agent, day, "1", o);
	put_line(out, "DTSTART", utc_time(a, d->start));
	put_line(out, "DTEND", utc_time(a, d->end));
	put_text(out, "SUMMARY",
		 arena_printf(a, "%s %s\xe2\x80\x93%s", shift,
			      clock_of(a, s, d->start),
			      clock_of(a, s, d->end)));
	if (*breaks)
		put_text(out, "DESCRIPTION", breaks);
	put_line(out, "CATEGORIES", "SHIFT");
	end_event(out, "BUSY", o);
}

/* One event over the whole run of absent days that begins here. */
static int put_absence(struct text *out, const struct site *s,
		       const struct roster *r, int agent, int day,
		       struct calendar_options o)
{
	struct arena *a = out->arena;
	int until = day;

	while (until < r->days &&
	       roster_cell(r, agent, r->first_day + until)->kind == CELL_ABSENT)
		until++;
	begin_event(out, s, agent, r->first_day + day, "absent", o);
	put_line(out, "DTSTART;VALUE=DATE", civil_day(a, r->first_day + day));
	put_line(out, "DTEND;VALUE=DATE", civil_day(a, r->first_day + until));
	put_text(out, "SUMMARY", _("Absent"));
	put_line(out, "CATEGORIES", "ABSENCE");
	end_event(out, "OOF", o);
	return until;
}

static void put_head(struct text *out, const struct site *s, int agent,
		     struct calendar_options o)
{
	struct arena *a = out->arena;
	const char *name =
		arena_printf(a,
			     o.draft ? _("%s \xe2\x80\x93 shifts (draft)")
				     : _("%s \xe2\x80\x93 shifts"),
			     s->agents[agent].name);

	put_line(out, "BEGIN", "VCALENDAR");
	put_line(out, "VERSION", "2.0");
	put_line(out, "PRODID",
		 arena_printf(a, "-//wfm//wfm %s//EN", o.version));
	put_line(out, "CALSCALE", "GREGORIAN");
	put_text(out, "NAME", name);
	put_text(out, "X-WR-CALNAME", name);
	put_text(out, "X-WR-TIMEZONE", zone_name(s->zone));
	put_line(out, "REFRESH-INTERVAL;VALUE=DURATION", "PT6H");
	put_line(out, "X-PUBLISHED-TTL", "PT6H");
}

void ics_from_roster(struct text *out, const struct site *s,
		     const struct roster *r, int agent,
		     struct calendar_options options)
{
	put_head(out, s, agent, options);
	for (int day = 0; day < r->days;) {
		const struct cell *c =
			roster_cell(r, agent, r->first_day + day);

		if (c->kind == CELL_ABSENT) {
			day = put_absence(out, s, r, agent, day, options);
			continue;
		}
		if (c->kind == CELL_DUTY)
			put_duty(out, s, agent, r->first_day + day, &c->duty,
				 options);
		day++;
	}
	put_line(out, "END", "VCALENDAR");
}
