#include "formats/feed.h"

#include <ctype.h>
#include <string.h>

#include "formats/i18n.h"
#include "formats/ics_put.h"
#include "formats/ics_zone.h"

/* The site's name as part of a UID: "Riverside" -> "riverside"; a name that
 * lost letters gets a hash, so that two sites stay apart. */
static const char *slug(struct arena *a, const char *name)
{
	struct text t = text_new(a);
	bool lost = false;

	for (const char *s = name; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c < 128 && isalnum(c))
			text_add_char(&t, (char)tolower(c));
		lost |= c >= 128;
	}
	if (lost)
		text_addf(&t, "%08x", (unsigned)text_hash(name, strlen(name)));
	return t.len ? t.data : "site";
}

const char *feed_uid(struct arena *a, const struct site *s,
		     const struct agenda_event *ev, bool several)
{
	return arena_printf(a, "%s-%s-%s%s@%s.wfm", ev->agent,
			    ics_day_text(a, ev->day), ev->slot,
			    several ? "-team" : "", slug(a, s->name));
}

static const char *absence_name(const struct feed *f, const char *code)
{
	int type = site_absence_type(f->site, code);

	if (f->audience == AUDIENCE_TEAM || type < 0 ||
	    (f->audience == AUDIENCE_MANAGER &&
	     f->site->absence_types[type].private))
		return f->audience == AUDIENCE_HR ? code : _("Absent");
	return f->site->absence_types[type].name;
}

/* "Annual leave, Sick" of "holiday sick". */
static const char *absence_title(struct arena *a, const struct feed *f,
				 const char *codes)
{
	struct text t = text_new(a);
	const char *last = "";

	while (*codes) {
		size_t n = strcspn(codes, " ");
		const char *name = absence_name(f, arena_strndup(a, codes, n));

		if (!text_equal(name, last))
			text_addf(&t, "%s%s", t.len ? ", " : "", name);
		last = name;
		codes += n + (codes[n] == ' ');
	}
	return t.len ? t.data : _("Absent");
}

static const char *clock_of(struct arena *a, const struct site *s, int64_t utc)
{
	int seconds = zone_wall(s->zone, utc).seconds;

	return arena_printf(a, "%02d:%02d", seconds / 3600, seconds / 60 % 60);
}

static const char *summary(struct arena *a, const struct feed *f,
			   const struct agenda_event *ev)
{
	int agent = f->several ? site_agent(f->site, ev->agent) : -1;
	const char *who =
		!f->several ? ""
		: agent >= 0
			? arena_printf(a, "%s: ", f->site->agents[agent].name)
			: arena_printf(a, "%s: ", ev->agent);

	if (agenda_kind(ev->slot) == AGENDA_ABSENCE)
		return arena_printf(a, "%s%s", who,
				    absence_title(a, f, ev->title));
	if (agenda_kind(ev->slot) == AGENDA_BREAK)
		return arena_printf(a, "%s%s", who, ev->title);
	return arena_printf(a, "%s%s %s\xe2\x80\x93%s", who, ev->title,
			    clock_of(a, f->site, ev->start),
			    clock_of(a, f->site, ev->end));
}

/* Both ends in the site's clock, unless one of them cannot be said in it. */
static bool is_local(const struct feed *f, const struct agenda_event *ev)
{
	return f->site->calendars.local &&
	       agenda_kind(ev->slot) != AGENDA_ABSENCE &&
	       ics_has_wall(f->site->zone, ev->start) &&
	       ics_has_wall(f->site->zone, ev->end);
}

static void put_time(struct text *out, const struct feed *f, const char *name,
		     const struct agenda_event *ev, int64_t at)
{
	struct arena *a = out->arena;

	if (agenda_kind(ev->slot) == AGENDA_ABSENCE) {
		ics_put(out, arena_printf(a, "%s;VALUE=DATE", name),
			ics_day_text(a, (int)at));
	} else if (is_local(f, ev)) {
		struct wall w = zone_wall(f->site->zone, at);

		ics_put(out,
			arena_printf(a, "%s;TZID=%s", name,
				     zone_name(f->site->zone)),
			ics_wall_text(a, w.day, w.seconds));
	} else {
		ics_put(out, name, ics_utc_text(a, at));
	}
}

static void put_organizer(struct text *out, const struct site *s)
{
	struct arena *a = out->arena;

	if (s->calendars.organizer)
		ics_put(out,
			arena_printf(a, "ORGANIZER;CN=%s",
				     ics_quoted(a, s->name)),
			arena_printf(a, "mailto:%s", s->calendars.organizer));
}

static void put_alarm(struct text *out, const struct feed *f,
		      const struct agenda_event *ev)
{
	int minutes = f->site->calendars.alarm;

	if (!minutes || f->several || ev->cancelled ||
	    agenda_kind(ev->slot) != AGENDA_SHIFT)
		return;
	ics_put(out, "BEGIN", "VALARM");
	ics_put(out, "ACTION", "DISPLAY");
	ics_put_text(out, "DESCRIPTION", ev->title);
	ics_put(out, "TRIGGER", arena_printf(out->arena, "-PT%dM", minutes));
	ics_put(out, "END", "VALARM");
}

static const char *status(const struct feed *f, const struct agenda_event *ev)
{
	return ev->cancelled ? "CANCELLED"
	       : f->draft    ? "TENTATIVE"
			     : "CONFIRMED";
}

static void put_event(struct text *out, const struct feed *f,
		      const struct agenda_event *ev)
{
	static const struct {
		const char *category, *transparency, *busy;
	} words[] = {
		[AGENDA_SHIFT] = { "SHIFT", "OPAQUE", "BUSY" },
		[AGENDA_BREAK] = { "BREAK", "TRANSPARENT", "FREE" },
		[AGENDA_ABSENCE] = { "ABSENCE", "OPAQUE", "OOF" },
	};
	enum agenda_kind kind = agenda_kind(ev->slot);
	struct arena *a = out->arena;

	ics_put(out, "BEGIN", "VEVENT");
	ics_put(out, "UID", feed_uid(a, f->site, ev, f->several));
	ics_put(out, "DTSTAMP", ics_utc_text(a, ev->stamp));
	ics_put(out, "LAST-MODIFIED", ics_utc_text(a, ev->stamp));
	ics_put(out, "SEQUENCE", arena_printf(a, "%d", ev->sequence));
	put_time(out, f, "DTSTART", ev, ev->start);
	put_time(out, f, "DTEND", ev, ev->end);
	put_organizer(out, f->site);
	ics_put_text(out, "SUMMARY", summary(a, f, ev));
	if (*ev->notes)
		ics_put_text(out, "DESCRIPTION", ev->notes);
	ics_put(out, "CATEGORIES", words[kind].category);
	ics_put(out, "STATUS", status(f, ev));
	ics_put(out, "TRANSP", words[kind].transparency);
	ics_put(out, "X-MICROSOFT-CDO-BUSYSTATUS", words[kind].busy);
	put_alarm(out, f, ev);
	ics_put(out, "END", "VEVENT");
}

static void put_head(struct text *out, const struct feed *f)
{
	const struct feed_terms *terms = &f->site->calendars;
	struct arena *a = out->arena;

	ics_put(out, "BEGIN", "VCALENDAR");
	ics_put(out, "VERSION", "2.0");
	ics_put(out, "PRODID",
		arena_printf(a, "-//wfm//wfm %s//EN", f->version));
	ics_put(out, "CALSCALE", "GREGORIAN");
	if (f->object)
		return;
	if (terms->organizer)
		ics_put(out, "METHOD", "PUBLISH");
	if (f->name) {
		ics_put_text(out, "NAME", f->name);
		ics_put_text(out, "X-WR-CALNAME", f->name);
	}
	ics_put_text(out, "X-WR-TIMEZONE", zone_name(f->site->zone));
	ics_put(out, "REFRESH-INTERVAL;VALUE=DURATION",
		arena_printf(a, "PT%dM", terms->refresh));
	ics_put(out, "X-PUBLISHED-TTL",
		arena_printf(a, "PT%dM", terms->refresh));
}

/* One VTIMEZONE over all events that speak local time. */
static void put_zone(struct text *out, const struct feed *f)
{
	int64_t from = INT64_MAX, until = INT64_MIN;

	for (int i = 0; i < f->n; i++) {
		const struct agenda_event *ev = f->events[i];

		if (!is_local(f, ev))
			continue;
		from = ev->start < from ? ev->start : from;
		until = ev->end > until ? ev->end : until;
	}
	if (from < until)
		ics_put_zone(out, f->site->zone, from, until + 1);
}

void feed_write(struct text *out, const struct feed *f)
{
	put_head(out, f);
	put_zone(out, f);
	for (int i = 0; i < f->n; i++)
		put_event(out, f, f->events[i]);
	ics_put(out, "END", "VCALENDAR");
}
