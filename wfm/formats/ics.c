#include "formats/ics.h"

#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/ics_lines.h"
#include "formats/ics_rule.h"
#include "formats/ics_time.h"
#include "formats/ics_zones.h"
#include "formats/name_index.h"

enum {
	MAX_DEPTH = 32,
	MAX_STEPS = 36600,
	MAX_EXCEPTIONS = 4000,
	MAX_SECONDS = 10 /* of all rules of a file */
};

/* One VEVENT as written, before recurrence. */
struct vevent {
	struct ics_event event;
	struct ics_time start;
	int64_t length; /* seconds, or days for whole days */
	bool has_start, has_end, has_duration, has_override;
	struct ics_time end, override;
	int64_t duration;
	const struct ics_line *end_line;
	const struct ics_line *rule;	 /* RRULE, or NULL */
	struct ics_time *except, *extra; /* EXDATE, RDATE */
	int n_except, n_extra, room_except, room_extra;
	struct place begin;
	bool broken;	/* a line of it was refused */
	bool is_period; /* of a VFREEBUSY, whose UID they share */
	int next;	/* the next override of the same UID, -1: none */
};

struct reader {
	struct arena *a;
	const struct zone *zone;
	const struct ics_zones *own; /* that the file defines */
	int from, until;	     /* horizon */
	struct vevent *list;
	int n, room;
	struct name_index overridden; /* UIDs that have overrides */
	int *first, first_room;	      /* [overridden.n] in list */
	struct ics_events *out;
	int out_room;
	clock_t began;
	struct err *e;
};

/* EXDATE and RDATE: times joined by commas. */
static enum rc add_times(struct reader *r, const struct ics_line *line,
			 struct ics_time **list, int *n, int *room)
{
	struct ics_line one = *line;

	for (const char *p = line->value; *p;) {
		size_t len = strcspn(p, ",");
		struct ics_time t;

		one.value = arena_strndup(r->a, p, len);
		p += len + (p[len] == ',');
		if (strchr(one.value, '/')) /* an RDATE of periods */
			return fail_at(r->e, line->place, RC_DATA,
				       _("%s of periods is not read"),
				       line->name);
		TRY(ics_line_time(r->a, &one, r->zone, r->own, &t, r->e));
		if (*n >= MAX_EXCEPTIONS)
			return fail_at(r->e, line->place, RC_DATA,
				       _("more than %d dates of %s"),
				       MAX_EXCEPTIONS, line->name);
		*list = arena_grow(r->a, *list, *n, room, sizeof(**list));
		(*list)[(*n)++] = t;
	}
	return RC_OK;
}

static enum rc take_duration(struct reader *r, struct vevent *v,
			     const struct ics_line *line)
{
	if (!ics_parse_duration(line->value, &v->duration))
		return fail_at(
			r->e, line->place, RC_DATA,
			_("DURATION: \"%s\"; allowed is P1D, PT8H30M, at "
			  "most 366 days"),
			text_quote(r->a, line->value));
	v->has_duration = true;
	return RC_OK;
}

static enum rc take_words(struct reader *r, struct vevent *v,
			  const struct ics_line *line)
{
	struct ics_event *ev = &v->event;

	if (!strcmp(line->name, "UID"))
		ev->uid = line->value;
	else if (!strcmp(line->name, "SUMMARY"))
		ev->summary = ics_text(r->a, line->value);
	else if (!strcmp(line->name, "CATEGORIES"))
		ev->categories = ics_text(r->a, line->value);
	else if (!strcmp(line->name, "X-WFM-AGENT"))
		ev->agent = ics_text(r->a, line->value);
	else if (!strcmp(line->name, "TRANSP"))
		ev->transparent = !strcasecmp(line->value, "TRANSPARENT");
	else if (!strcmp(line->name, "STATUS"))
		ev->status =
			!strcasecmp(line->value, "CANCELLED")	? ICS_CANCELLED
			: !strcasecmp(line->value, "TENTATIVE") ? ICS_TENTATIVE
								: ICS_CONFIRMED;
	return RC_OK;
}

static enum rc take_line(struct reader *r, struct vevent *v,
			 const struct ics_line *line)
{
	const char *name = line->name;

	if (!strcmp(name, "DTSTART")) {
		v->has_start = true;
		v->event.place = line->place;
		return ics_line_time(r->a, line, r->zone, r->own, &v->start,
				     r->e);
	}
	if (!strcmp(name, "DTEND")) {
		v->has_end = true;
		v->end_line = line;
		return ics_line_time(r->a, line, r->zone, r->own, &v->end,
				     r->e);
	}
	if (!strcmp(name, "DURATION"))
		return take_duration(r, v, line);
	if (!strcmp(name, "RECURRENCE-ID")) {
		v->has_override = true;
		if (*ics_param(r->a, line, "RANGE"))
			return fail_at(r->e, line->place, RC_DATA,
				       _("RECURRENCE-ID with RANGE is not "
					 "read: it changes all later "
					 "occurrences"));
		return ics_line_time(r->a, line, r->zone, r->own, &v->override,
				     r->e);
	}
	if (!strcmp(name, "RRULE")) {
		v->rule = line;
		return ics_rule_check(r->a, line, r->e);
	}
	if (!strcmp(name, "EXDATE"))
		return add_times(r, line, &v->except, &v->n_except,
				 &v->room_except);
	if (!strcmp(name, "RDATE"))
		return add_times(r, line, &v->extra, &v->n_extra,
				 &v->room_extra);
	return take_words(r, v, line);
}

static enum rc take_event_line(struct reader *r, const struct ics_line *line)
{
	struct vevent *v = &r->list[r->n - 1];
	enum rc rc = take_line(r, v, line);

	v->broken |= rc != RC_OK;
	return rc;
}

/* Start and end agree; the length in days or seconds. */
static enum rc close_event(const struct reader *r, struct vevent *v)
{
	if (v->broken)
		return RC_DATA; /* said already */
	if (!v->has_start)
		return fail_at(r->e, v->begin, RC_DATA,
			       _("the event has no DTSTART"));
	bool days = v->start.whole_day;
	if (v->has_end && v->end.whole_day != days)
		return fail_at(r->e, v->end_line->place, RC_DATA,
			       _("DTSTART and DTEND: one is a date, the other "
				 "a time"));
	if (v->has_end)
		v->length = days ? v->end.day - v->start.day
				 : ics_utc(&v->end) - ics_utc(&v->start);
	else if (v->has_duration)
		v->length = days ? (v->duration + 86399) / 86400 : v->duration;
	else
		v->length = days ? 1 : 0;
	if (v->length < 0 || (days && v->length == 0))
		return fail_at(r->e,
			       v->end_line ? v->end_line->place : v->begin,
			       RC_DATA, _("event \"%s\" ends before it starts"),
			       text_quote(r->a, v->event.uid));
	v->event.whole_days = days;
	return RC_OK;
}

/* One occurrence into the result when it meets the horizon.  One that was
 * moved by itself is still the one that was to start then. */
static void add_occurrence(struct reader *r, const struct vevent *v,
			   const struct ics_time *start)
{
	struct ics_event ev = v->event;

	if (v->rule || v->n_extra || v->has_override || v->is_period)
		ev.occurrence = ics_utc(v->has_override ? &v->override : start);

	if (ev.whole_days) {
		ev.first_day = start->day;
		ev.until_day = start->day + (int)v->length;
		ev.start = zone_day_begin(r->zone, ev.first_day);
		ev.end = zone_day_begin(r->zone, ev.until_day);
	} else {
		ev.start = ics_utc(start);
		ev.end = ev.start + v->length;
	}
	if (ev.end <= zone_day_begin(r->zone, r->from) ||
	    ev.start >= zone_day_begin(r->zone, r->until) || ev.end <= ev.start)
		return;
	r->out->list = arena_grow(r->a, r->out->list, r->out->n, &r->out_room,
				  sizeof(*r->out->list));
	r->out->list[r->out->n++] = ev;
}

static bool same_moment(const struct ics_time *a, const struct ics_time *b)
{
	if (a->whole_day || b->whole_day)
		return a->day == b->day;
	return ics_utc(a) == ics_utc(b);
}

/* Taken out by an EXDATE, or replaced by another event's RECURRENCE-ID. */
static bool is_replaced(const struct reader *r, const struct vevent *v,
			const struct ics_time *start)
{
	for (int i = 0; i < v->n_except; i++)
		if (same_moment(&v->except[i], start))
			return true;
	int uid = name_index_find(&r->overridden, v->event.uid);
	for (int i = uid < 0 ? -1 : r->first[uid]; i >= 0; i = r->list[i].next)
		if (same_moment(&r->list[i].override, start))
			return true;
	return false;
}

/* Overrides by their UID, so that a feed of thousands takes no minutes. */
static void chain_overrides(struct reader *r)
{
	for (int i = 0; i < r->n; i++) {
		struct vevent *v = &r->list[i];

		v->next = -1;
		if (!v->has_override)
			continue;
		int n = r->overridden.n;
		int uid = name_index_add(r->a, &r->overridden, v->event.uid);
		if (uid == n) {
			r->first = arena_grow(r->a, r->first, n, &r->first_room,
					      sizeof(*r->first));
			r->first[uid] = -1;
		}
		v->next = r->first[uid];
		r->first[uid] = i;
	}
}

/* The wall clock of a start as libical's floating time, and back. */
static icaltimetype floating(const struct ics_time *t)
{
	struct civil c = date_civil(t->day);
	icaltimetype i = icaltime_null_time();

	i.year = c.year;
	i.month = c.month;
	i.day = c.day;
	i.is_date = t->whole_day;
	i.hour = t->seconds / 3600;
	i.minute = t->seconds / 60 % 60;
	i.second = t->seconds % 60;
	return i;
}

static struct ics_time unfloating(const struct ics_time *like, icaltimetype i)
{
	struct ics_time t = *like;

	t.day = date_from_civil((struct civil){ i.year, i.month, i.day });
	t.seconds =
		like->whole_day ? 0 : 3600 * i.hour + 60 * i.minute + i.second;
	return t;
}

/* UNTIL in UTC means the start's own clock once the rule is floating. */
static icaltimetype floating_until(const struct reader *r,
				   const struct vevent *v)
{
	const char *until = ics_rule_part(r->a, v->rule->value, "UNTIL");
	struct ics_time t;

	if (!*until || !ics_parse_time(until, &t))
		return icaltime_null_time();
	if (t.utc && !v->start.utc && !v->start.whole_day) {
		struct wall w = zone_wall(v->start.zone, ics_utc(&t));

		t.day = w.day;
		t.seconds = w.seconds;
	}
	t.whole_day = v->start.whole_day || t.whole_day;
	return floating(&t);
}

/*
 * All starts of the rule up to the horizon.  The rule is expanded from the
 * event's own start, as its meaning asks; what lies before the horizon costs
 * a step each.
 */
static enum rc expand(struct reader *r, const struct vevent *v)
{
	struct icalrecurrencetype rule =
		icalrecurrencetype_from_string(v->rule->value);
	int steps = 0;

	if (rule.freq == ICAL_NO_RECURRENCE)
		return fail_at(r->e, v->rule->place, RC_DATA,
			       _("RRULE: \"%s\" is not understood"),
			       text_quote(r->a, v->rule->value));
	rule.until = floating_until(r, v);
	icalrecur_iterator *it =
		icalrecur_iterator_new(rule, floating(&v->start));
	if (!it)
		return fail_at(r->e, v->rule->place, RC_DATA,
			       _("RRULE: \"%s\" has no occurrence"),
			       text_quote(r->a, v->rule->value));
	for (;;) {
		icaltimetype i = icalrecur_iterator_next(it);

		if (icaltime_is_null_time(i) || i.year > 9998)
			break;
		struct ics_time t = unfloating(&v->start, i);
		if (t.day >= r->until)
			break;
		if (++steps > MAX_STEPS) {
			icalrecur_iterator_free(it);
			return fail_at(r->e, v->rule->place, RC_DATA,
				       _("RRULE: more than %d occurrences "
					 "before the days asked for"),
				       MAX_STEPS);
		}
		if (!is_replaced(r, v, &t))
			add_occurrence(r, v, &t);
	}
	icalrecur_iterator_free(it);
	return RC_OK;
}

static enum rc expand_event(struct reader *r, const struct vevent *v)
{
	/* A rule that never comes costs a second or two until libical gives
	 * up; a feed of thousands of them would cost an hour. */
	if (v->rule &&
	    clock() - r->began > MAX_SECONDS * (clock_t)CLOCKS_PER_SEC)
		return fail_at(r->e, v->rule->place, RC_DATA,
			       _("the rules up to here took %d seconds; that "
				 "is no calendar of leave"),
			       MAX_SECONDS);
	if (v->rule)
		TRY(expand(r, v));
	else if (v->has_override || !is_replaced(r, v, &v->start))
		add_occurrence(r, v, &v->start);
	for (int i = 0; i < v->n_extra; i++)
		if (!is_replaced(r, v, &v->extra[i]))
			add_occurrence(r, v, &v->extra[i]);
	return RC_OK;
}

static int compare_events(const void *a, const void *b)
{
	const struct ics_event *x = a, *y = b;

	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	int uid = strcmp(x->uid, y->uid);
	return uid ? uid : x->place.line - y->place.line;
}

enum inside { NOTHING, EVENT, BUSY };

struct nesting {
	const char *name[MAX_DEPTH];
	int depth;
	enum inside in;
	int first;	    /* of the periods of this VFREEBUSY */
	struct vevent busy; /* what they share */
};

static void add_vevent(struct reader *r, struct vevent v)
{
	r->list = arena_grow(r->a, r->list, r->n, &r->room, sizeof(v));
	r->list[r->n++] = v;
}

/* "start/end" or "start/duration", in UTC. */
static enum rc add_period(struct reader *r, struct vevent v,
			  const struct ics_line *line, const char *period)
{
	const char *slash = strchr(period, '/');
	bool good =
		slash && ics_parse_time(arena_strndup(r->a, period,
						      (size_t)(slash - period)),
					&v.start);

	if (good && slash[1] == 'P')
		v.has_duration = good =
			ics_parse_duration(slash + 1, &v.duration);
	else if (good)
		v.has_end = good = ics_parse_time(slash + 1, &v.end);
	if (!good || !v.start.utc || (v.has_end && !v.end.utc))
		return fail_at(
			r->e, line->place, RC_DATA,
			_("FREEBUSY: \"%s\"; written "
			  "20260302T080000Z/20260302T160000Z or .../PT8H"),
			text_quote(r->a, period));
	v.event.place = line->place;
	v.end_line = line;
	v.has_start = v.is_period = true;
	TRY(close_event(r, &v));
	add_vevent(r, v);
	return RC_OK;
}

/* Each busy period is an event of its own. */
static enum rc take_busy_line(struct reader *r, struct nesting *n,
			      const struct ics_line *line)
{
	const char *type = ics_param(r->a, line, "FBTYPE");
	struct vevent v = n->busy;
	enum rc worst = RC_OK;

	if (strcmp(line->name, "FREEBUSY") != 0)
		return !strcmp(line->name, "UID") ||
				       !strcmp(line->name, "X-WFM-AGENT")
			       ? take_words(r, &n->busy, line)
			       : RC_OK;
	v.event.transparent = !strcasecmp(type, "FREE");
	if (!strcasecmp(type, "BUSY-TENTATIVE"))
		v.event.status = ICS_TENTATIVE;
	for (const char *p = line->value; *p;) {
		size_t len = strcspn(p, ",");
		enum rc rc =
			add_period(r, v, line, arena_strndup(r->a, p, len));

		worst = rc ? rc : worst;
		p += len + (p[len] == ',');
	}
	return worst;
}

/* Whose they are may be said below them. */
static void close_busy(struct reader *r, const struct nesting *n)
{
	for (int i = n->first; i < r->n; i++) {
		r->list[i].event.uid = n->busy.event.uid;
		r->list[i].event.agent = n->busy.event.agent;
	}
}

static enum rc begin(struct reader *r, struct nesting *n,
		     const struct ics_line *line)
{
	if (n->depth == MAX_DEPTH)
		return fail_at(r->e, line->place, RC_DATA,
			       _("nested deeper than %d"), MAX_DEPTH);
	if (n->depth == 0 && strcasecmp(line->value, "VCALENDAR"))
		return fail_at(r->e, line->place, RC_DATA,
			       _("BEGIN:%s where BEGIN:VCALENDAR is expected"),
			       text_quote(r->a, line->value));
	n->name[n->depth++] = line->value;
	if (n->depth != 2)
		return RC_OK;
	struct vevent v = { .begin = line->place,
			    .event = { .uid = "",
				       .summary = "",
				       .categories = "",
				       .agent = "",
				       .place = line->place } };
	if (!strcasecmp(line->value, "VEVENT")) {
		n->in = EVENT;
		add_vevent(r, v);
	} else if (!strcasecmp(line->value, "VFREEBUSY")) {
		n->in = BUSY;
		n->first = r->n;
		n->busy = v;
	}
	return RC_OK;
}

static enum rc end(struct reader *r, struct nesting *n,
		   const struct ics_line *line)
{
	if (!n->depth || strcasecmp(n->name[n->depth - 1], line->value))
		return fail_at(r->e, line->place, RC_DATA,
			       _("END:%s without its BEGIN"),
			       text_quote(r->a, line->value));
	n->depth--;
	if (n->depth != 1 || n->in == NOTHING)
		return RC_OK;
	bool event = n->in == EVENT;
	n->in = NOTHING;
	if (event)
		return close_event(r, &r->list[r->n - 1]);
	close_busy(r, n);
	return RC_OK;
}

/* Structure and values of all events; goes on after a bad one. */
static enum rc read_events(struct reader *r, const struct ics_lines *lines)
{
	struct nesting n = { 0 };
	enum rc worst = RC_OK, rc;

	for (int i = 0; i < lines->n; i++) {
		const struct ics_line *line = &lines->list[i];

		if (!strcmp(line->name, "BEGIN"))
			TRY(begin(r, &n, line));
		else if (!strcmp(line->name, "END"))
			rc = end(r, &n, line), worst = rc ? rc : worst;
		else if (n.in == EVENT && n.depth == 2)
			rc = take_event_line(r, line), worst = rc ? rc : worst;
		else if (n.in == BUSY && n.depth == 2)
			rc = take_busy_line(r, &n, line),
			worst = rc ? rc : worst;
		else if (!n.depth)
			return fail_at(r->e, line->place, RC_DATA,
				       _("%s outside of BEGIN:VCALENDAR"),
				       text_quote(r->a, line->name));
	}
	if (n.depth && lines->n)
		return fail_at(r->e, lines->list[lines->n - 1].place, RC_DATA,
			       _("the file ends inside %s"),
			       text_quote(r->a, n.name[n.depth - 1]));
	return worst;
}

enum rc ics_read(struct arena *a, const struct input *in,
		 const struct zone *zone, int from, int until,
		 struct ics_events *events, struct err *e)
{
	struct reader r = { .a = a,
			    .zone = zone,
			    .from = from,
			    .until = until,
			    .out = events,
			    .e = e };
	struct ics_lines lines;

	*events = (struct ics_events){ 0 };
	TRY(ics_lines(a, in, &lines, e));
	r.own = ics_zones_read(a, &lines);
	TRY(read_events(&r, &lines));
	chain_overrides(&r);
	r.began = clock();
	for (int i = 0; i < r.n; i++)
		TRY(expand_event(&r, &r.list[i]));
	if (events->n)
		qsort(events->list, (size_t)events->n, sizeof(*events->list),
		      compare_events);
	return RC_OK;
}
