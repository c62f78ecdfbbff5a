/*
 * special_days.csv and .ics, events.csv, adjustments.csv, backlog.csv: days
 * and hours that are not like others.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/ics.h"
#include "formats/input.h"
#include "formats/site_holidays.h"
#include "formats/site_lists.h"
#include "formats/value.h"

enum { DATE, NAME, HOURS, LIKE, PAY, DAY_COLUMNS };
static const char *const day_columns[DAY_COLUMNS] = { "date", "name", "hours",
						      "like", "pay" };
const struct list_file special_days_list = { "special_days.csv", day_columns,
					     DAY_COLUMNS, NAME + 1 };

struct days {
	struct lists *l;
	struct special_day *list;
	int n, room;
};

static void add_day(struct days *x, struct special_day d)
{
	for (int i = 0; i < x->n; i++)
		if (x->list[i].day == d.day) {
			(void)fail_at(x->l->e, d.place, RC_DATA,
				      _("the day is already given on line %d"),
				      x->list[i].place.line);
			return;
		}
	x->list = arena_grow(x->l->a, x->list, x->n, &x->room, sizeof(d));
	x->list[x->n++] = d;
}

/* "" holiday hours, "normal", "closed", "10:00-18:00". */
static bool read_hours(const struct lists *l, struct special_day *d)
{
	const char *s = lists_field(l, HOURS);
	struct window w;

	d->holiday = strcmp(s, "normal") != 0;
	if (!*s || !d->holiday)
		return true;
	d->has_hours = true;
	if (!strcmp(s, "closed"))
		return true;
	if (!value_window(s, &w))
		return lists_bad(l, HOURS,
				 _("nothing (the holiday hours), normal, "
				   "closed, or a window like 10:00-18:00"));
	d->hours =
		(struct opening_day){ arena_copy(l->a, &w, 1, sizeof(w)), 1 };
	return true;
}

/* Not said: a holiday pays, a day of normal hours does not. */
static bool read_pay(const struct lists *l, struct special_day *d)
{
	static const char *const words[] = { "normal", "holiday" };
	int pays = d->holiday;
	bool good =
		!*lists_field(l, PAY) || lists_word(l, PAY, words, 2, &pays);

	d->pays = pays != 0;
	return good;
}

static void read_day(struct days *x)
{
	const struct lists *l = x->l;
	struct special_day d = { .like_weekday = -1,
				 .place = lists_place(l, DATE) };
	const char *like = lists_field(l, LIKE);
	bool good = value_date(lists_field(l, DATE), &d.day) ||
		    lists_bad(l, DATE, _("a date, like 2026-11-23"));

	good &= lists_text(l, NAME, &d.name);
	if (!*d.name)
		good = lists_bad(l, NAME, _("a name"));
	good &= read_hours(l, &d);
	good &= read_pay(l, &d);
	if (*like && !date_parse_weekday(like, &d.like_weekday))
		d.like = like;
	if (good)
		add_day(x, d);
}

/* Public holidays as calendars give them: whole days, by name. */
static void read_day_calendar(struct days *x)
{
	struct lists *l = x->l;
	const char *path = input_path(l->a, l->dir, "special_days.ics");
	struct ics_events events;
	struct input in;

	if (!input_exists(path) || input_read(l->a, path, &in, l->e) != RC_OK ||
	    ics_read(l->a, &in, l->s->zone, 0, 29220, &events, l->e) != RC_OK)
		return;
	for (int i = 0; i < events.n; i++) {
		const struct ics_event *ev = &events.list[i];

		for (int day = ev->first_day;
		     ev->whole_days && ev->status != ICS_CANCELLED &&
		     day < ev->until_day;
		     day++)
			add_day(x, (struct special_day){
					   .day = day,
					   .name = *ev->summary ? ev->summary
								: "holiday",
					   .holiday = true,
					   .like_weekday = -1,
					   .pays = true,
					   .place = ev->place });
	}
}

/* A rule of site.yaml makes many days of one place. */
static bool said_before(const struct days *x, int i)
{
	for (int k = 0; k < i; k++)
		if (x->list[k].place.file == x->list[i].place.file &&
		    x->list[k].place.line == x->list[i].place.line &&
		    x->list[k].place.column == x->list[i].place.column)
			return true;
	return false;
}

/* A day is like one of another day's name, in this year or another. */
static void check_like(const struct days *x)
{
	const struct lists *l = x->l;
	struct name_list names = { .n = 0 };

	for (int i = 0; i < x->n; i++)
		if (names_find(&names, x->list[i].name) < 0)
			names_add(l->a, &names, x->list[i].name);
	for (int i = 0; i < x->n; i++) {
		const struct special_day *d = &x->list[i];
		if (d->like && names_find(&names, d->like) < 0 &&
		    !said_before(x, i))
			schema_unknown(l->e, d->place,
				       _("weekday or special day in \"like\":"),
				       d->like, names.v, names.n);
	}
}

static int by_day(const void *a, const void *b)
{
	const struct special_day *x = a, *y = b;

	return (x->day > y->day) - (x->day < y->day);
}

void lists_special_days(struct lists *l)
{
	struct days x = { .l = l };

	if (lists_open(l, &special_days_list))
		while (csv_next(l->csv, l->e))
			read_day(&x);
	read_day_calendar(&x);
	x.list = site_expand_holidays(l->reader, x.list, &x.n);
	check_like(&x);
	if (x.n)
		qsort(x.list, (size_t)x.n, sizeof(*x.list), by_day);
	l->s->special_days = x.list;
	l->s->n_special_days = x.n;
}

enum {
	EV_QUEUE,
	EV_START,
	EV_END,
	EV_NAME,
	EV_KIND,
	EV_EFFECT,
	EV_VOLUME,
	EV_LAG,
	EV_COLUMNS
};
static const char *const event_columns[EV_COLUMNS] = {
	"queue", "start", "end", "name", "kind", "effect", "volume", "lag"
};
const struct list_file events_list = { "events.csv", event_columns, EV_COLUMNS,
				       EV_NAME + 1 };

/* The same hours of the wall clock so many days later. */
static int64_t days_later(const struct zone *z, int64_t utc, int days)
{
	struct wall w = zone_wall(z, utc);
	struct zone_instants at = zone_utc(z, w.day + days, w.seconds);

	return days > 0 ? at.first : utc;
}

/* Each day after has an effect of its own, so a name of its own. */
static struct event event_later(const struct lists *l, const struct event *ev,
				int lag)
{
	struct event later = *ev;

	later.from = days_later(l->s->zone, ev->from, lag);
	later.until = days_later(l->s->zone, ev->until, lag);
	if (lag > 0)
		later.name = arena_printf(l->a, "%s +%d d", ev->name, lag);
	return later;
}

static bool read_event(const struct lists *l, struct event *ev)
{
	static const char *const kinds[] = { "event", "outage" };
	const char *effect = lists_field(l, EV_EFFECT);
	bool whole, good = lists_queue(l, EV_QUEUE, &ev->queue);
	int kind = 0;

	ev->place = lists_place(l, EV_QUEUE);
	ev->effect = NAN;
	good &= lists_instant(l, EV_START, false, &ev->from, &whole);
	good &= lists_instant(l, EV_END, true, &ev->until, &whole);
	good &= lists_text(l, EV_NAME, &ev->name);
	if (*lists_field(l, EV_KIND))
		good &= lists_word(l, EV_KIND, kinds, 2, &kind);
	ev->outage = kind == 1;
	if (*effect && (!value_change(effect, &ev->effect) || ev->effect < -1))
		good = lists_bad(l, EV_EFFECT, _("a change, like +20%"));
	good &= lists_number(l, EV_VOLUME, 0, 1e12, NAN, &ev->volume);
	if (good && ev->until <= ev->from)
		good = lists_bad(l, EV_END, _("a time after its start"));
	return good;
}

void lists_events(struct lists *l)
{
	struct event *list = NULL, ev;
	int n = 0, room = 0, first, last;

	if (!lists_open(l, &events_list))
		return;
	while (csv_next(l->csv, l->e)) {
		bool good = read_event(l, &ev);
		if (!lists_lag(l, EV_LAG, 60, &first, &last) || !good)
			continue;
		for (int lag = first; lag <= last; lag++) {
			list = arena_grow(l->a, list, n, &room, sizeof(ev));
			list[n++] = event_later(l, &ev, lag);
		}
	}
	l->s->events = list;
	l->s->n_events = n;
}

enum {
	AD_QUEUE,
	AD_FROM,
	AD_UNTIL,
	AD_WINDOW,
	AD_CALLS,
	AD_AHT,
	AD_TOTAL,
	AD_BY,
	AD_WHY,
	AD_COLUMNS
};
static const char *const adjustment_columns[AD_COLUMNS] = {
	"queue", "from", "until", "window", "calls", "aht", "total", "by", "why"
};
const struct list_file adjustments_list = { "adjustments.csv",
					    adjustment_columns, AD_COLUMNS,
					    AD_FROM + 1 };

/* "+10%" as a factor; empty is 1. */
static bool read_factor(const struct lists *l, int k, double *factor)
{
	double change = 0;

	if (*lists_field(l, k) &&
	    (!value_change(lists_field(l, k), &change) || change < -1))
		return lists_bad(l, k, _("a change, like +10%"));
	*factor = 1 + change;
	return true;
}

static bool read_adjustment(const struct lists *l, struct adjustment *a)
{
	bool good = lists_queue(l, AD_QUEUE, &a->queue);

	a->place = lists_place(l, AD_QUEUE);
	a->window = (struct window){ 0, 1440 };
	good &= lists_range(l, AD_FROM, AD_UNTIL, &a->from, &a->until);
	good &= lists_window(l, AD_WINDOW, &a->window);
	good &= read_factor(l, AD_CALLS, &a->calls_factor);
	good &= read_factor(l, AD_AHT, &a->aht_factor);
	good &= lists_number(l, AD_TOTAL, 0, 1e9, NAN, &a->calls_total);
	good &= lists_text(l, AD_BY, &a->by);
	good &= lists_text(l, AD_WHY, &a->why);
	return good;
}

void lists_adjustments(struct lists *l)
{
	struct adjustment *list = NULL, a;
	int n = 0, room = 0;

	if (!lists_open(l, &adjustments_list))
		return;
	while (csv_next(l->csv, l->e)) {
		if (!read_adjustment(l, &a))
			continue;
		list = arena_grow(l->a, list, n, &room, sizeof(a));
		list[n++] = a;
	}
	l->s->adjustments = list;
	l->s->n_adjustments = n;
}

enum { BL_QUEUE, BL_CONTACTS, BL_DUE, BL_COLUMNS };
static const char *const backlog_columns[BL_COLUMNS] = { "queue", "contacts",
							 "due" };
const struct list_file backlog_list = { "backlog.csv", backlog_columns,
					BL_COLUMNS, BL_COLUMNS };

void lists_backlog(struct lists *l)
{
	struct backlog *list = NULL, b;
	int n = 0, room = 0;
	bool whole;

	if (!lists_open(l, &backlog_list))
		return;
	while (csv_next(l->csv, l->e)) {
		bool good = lists_queue(l, BL_QUEUE, &b.queue);

		if (good && b.queue < 0)
			good = lists_bad(l, BL_QUEUE, _("one queue"));
		good &= lists_number(l, BL_CONTACTS, 0, 1e9, 0, &b.contacts);
		good &= lists_instant(l, BL_DUE, true, &b.due, &whole);
		b.place = lists_place(l, BL_QUEUE);
		if (!good)
			continue;
		list = arena_grow(l->a, list, n, &room, sizeof(b));
		list[n++] = b;
	}
	l->s->backlog = list;
	l->s->n_backlog = n;
}
