#include "formats/ledger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/zone.h"
#include "formats/cells.h"
#include "formats/field.h"
#include "formats/i18n.h"
#include "formats/name_index.h"

enum {
	AGENT,
	DATE,
	SLOT,
	SEQUENCE,
	STAMP,
	STATE,
	START,
	END,
	TITLE,
	NOTES,
	COLUMNS
};
static const char *const columns[COLUMNS] = { "agent",	  "date",  "slot",
					      "sequence", "stamp", "state",
					      "start",	  "end",   "title",
					      "notes" };

/* --- the law --- */

static const char *key_of(struct arena *a, const struct agenda_event *ev)
{
	return arena_printf(a, "%s %d %s", ev->agent, ev->day, ev->slot);
}

struct taking {
	struct arena *a;
	struct agenda *ledger;
	struct name_index keys; /* of ledger->list, same numbers */
	int64_t stamp;
	struct ledger_change change;
};

static void touch(const struct taking *t, struct agenda_event *ev)
{
	ev->stamp = t->stamp > ev->stamp ? t->stamp : ev->stamp + 1;
}

static void move(const struct taking *t, struct agenda_event *ev, int64_t start,
		 int64_t end)
{
	ev->start = start;
	ev->end = end;
	ev->cancelled = false;
	ev->sequence++;
	touch(t, ev);
}

static void add(struct taking *t, struct agenda_event ev)
{
	ev.sequence = 0;
	ev.stamp = t->stamp;
	ev.cancelled = false;
	agenda_add(t->a, t->ledger, ev);
	name_index_add(t->a, &t->keys, key_of(t->a, &ev));
	t->change.added++;
}

static bool same_words(const struct agenda_event *x,
		       const struct agenda_event *y)
{
	return !strcmp(x->title, y->title) && !strcmp(x->notes, y->notes);
}

static void take_event(struct taking *t, const struct agenda_event *ev)
{
	int i = name_index_find(&t->keys, key_of(t->a, ev));

	if (i < 0) {
		add(t, *ev);
		return;
	}
	struct agenda_event *old = &t->ledger->list[i];
	bool back = old->cancelled;
	bool moved = back || old->start != ev->start || old->end != ev->end;
	if (moved)
		move(t, old, ev->start, ev->end);
	else if (!same_words(old, ev))
		touch(t, old);
	if (back)
		t->change.added++;
	else if (moved)
		t->change.moved++;
	else if (same_words(old, ev))
		t->change.kept++;
	else
		t->change.reworded++;
	old->title = ev->title;
	old->notes = ev->notes;
}

static void cancel(struct taking *t, struct agenda_event *ev)
{
	ev->cancelled = true;
	ev->sequence++;
	touch(t, ev);
	t->change.removed++;
}

/*
 * Leave that an earlier publication told over the edges of the days: what is
 * before them is cut, what is after them becomes an event of its own.
 */
static void cut_leave(struct taking *t, int first, int until)
{
	int n = t->ledger->n;

	for (int i = 0; i < n; i++) {
		struct agenda_event ev = t->ledger->list[i];

		if (agenda_kind(ev.slot) != AGENDA_ABSENCE || ev.cancelled ||
		    ev.day >= until || ev.end <= first)
			continue;
		if (ev.day < first) {
			move(t, &t->ledger->list[i], ev.start, first);
			t->change.moved++;
		}
		if (ev.end > until) {
			ev.day = until;
			ev.start = until;
			take_event(t, &ev);
		}
	}
}

static int by_key(const void *a, const void *b)
{
	const struct agenda_event *x = a, *y = b;
	int agent = strcmp(x->agent, y->agent);

	if (agent || x->day != y->day)
		return agent ? agent : x->day < y->day ? -1 : 1;
	return strcmp(x->slot, y->slot);
}

struct ledger_change ledger_take(struct arena *a, struct agenda *ledger,
				 const struct agenda *now, int first, int until,
				 int64_t stamp)
{
	struct taking t = { .a = a, .ledger = ledger, .stamp = stamp };
	struct name_index wanted = { 0 };

	for (int i = 0; i < ledger->n; i++)
		name_index_add(a, &t.keys, key_of(a, &ledger->list[i]));
	cut_leave(&t, first, until);
	for (int i = 0; i < now->n; i++) {
		name_index_add(a, &wanted, key_of(a, &now->list[i]));
		take_event(&t, &now->list[i]);
	}
	for (int i = 0; i < ledger->n; i++) {
		struct agenda_event *ev = &ledger->list[i];

		if (ev->day >= first && ev->day < until && !ev->cancelled &&
		    name_index_find(&wanted, key_of(a, ev)) < 0)
			cancel(&t, ev);
	}
	if (ledger->n)
		qsort(ledger->list, (size_t)ledger->n, sizeof(*ledger->list),
		      by_key);
	return t.change;
}

void ledger_forget(struct agenda *ledger)
{
	int last = DATE_MIN, n = 0;

	for (int i = 0; i < ledger->n; i++)
		if (ledger->list[i].day > last)
			last = ledger->list[i].day;
	for (int i = 0; i < ledger->n; i++)
		if (ledger->list[i].day > last - LEDGER_DAYS)
			ledger->list[n++] = ledger->list[i];
	ledger->n = n;
}

/* --- the file --- */

/* "2026-11-30T22:00:00Z" */
static const char *instant(struct arena *a, int64_t utc)
{
	char date[11];
	int64_t day = utc / 86400 - (utc % 86400 < 0);
	int s = (int)(utc - day * 86400);

	return arena_printf(a, "%sT%02d:%02d:%02dZ",
			    date_format((int)day, date), s / 3600, s / 60 % 60,
			    s % 60);
}

void ledger_write(struct text *out, const struct agenda *ledger)
{
	struct arena *a = out->arena;
	char date[11];

	csv_write_names(out, columns, COLUMNS);
	for (int i = 0; i < ledger->n; i++) {
		const struct agenda_event *ev = &ledger->list[i];
		bool days = agenda_kind(ev->slot) == AGENDA_ABSENCE;

		csv_write(out, ev->agent, false);
		csv_write(out, date_format(ev->day, date), false);
		csv_write(out, ev->slot, false);
		csv_write_number(out, ev->sequence, false);
		csv_write(out, instant(a, ev->stamp), false);
		csv_write(out, ev->cancelled ? "cancelled" : "confirmed",
			  false);
		csv_write(out,
			  days ? date_format((int)ev->start, date)
			       : instant(a, ev->start),
			  false);
		csv_write(out,
			  days ? date_format((int)ev->end - 1, date)
			       : instant(a, ev->end),
			  false);
		csv_write(out, ev->title, false);
		csv_write(out, ev->notes, true);
	}
}

struct reading {
	struct csv *csv;
	int column[COLUMNS];
	struct err *e;
};

static bool bad(const struct reading *r, int k, const char *allowed)
{
	return cell_bad(r->csv, r->column[k], columns[k], allowed, r->e);
}

static bool read_instant(const struct reading *r, int k, int64_t *utc)
{
	const char *s = csv_field(r->csv, r->column[k]);
	char date[11] = "";
	int day, h, m, sec, used = 0;

	if (strlen(s) == 20)
		memcpy(date, s, 10);
	if (!date_parse(date, &day) ||
	    sscanf(s + 10, "T%2d:%2d:%2dZ%n", &h, &m, &sec, &used) != 3 ||
	    used != 10 || h < 0 || h > 23 || m < 0 || m > 59 || sec < 0 ||
	    sec > 59)
		return bad(r, k, "2026-11-30T22:00:00Z");
	*utc = (int64_t)day * 86400 + 3600 * h + 60 * m + sec;
	return true;
}

static bool read_day(const struct reading *r, int k, int *day)
{
	return cell_day(r->csv, r->column[k], columns[k], day, r->e);
}

static bool read_span(const struct reading *r, struct agenda_event *ev)
{
	int first, last;
	bool good;

	if (agenda_kind(ev->slot) == AGENDA_ABSENCE) {
		good = read_day(r, START, &first);
		good = read_day(r, END, &last) && good;
		ev->start = good ? first : 0;
		ev->end = good ? last + 1 : 0;
	} else {
		good = read_instant(r, START, &ev->start);
		good = read_instant(r, END, &ev->end) && good;
	}
	if (good && ev->end <= ev->start)
		return bad(r, END, _("a time after its start"));
	return good;
}

/* Ids and slots go into UIDs. */
static bool is_slot(const char *s)
{
	return *s &&
	       strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(s);
}

static bool read_row(const struct reading *r, struct agenda_event *ev)
{
	const char *state = csv_field(r->csv, r->column[STATE]);
	int64_t n = 0;
	bool good = true;

	*ev = (struct agenda_event){
		.agent = csv_field(r->csv, r->column[AGENT]),
		.slot = csv_field(r->csv, r->column[SLOT]),
		.title = csv_field(r->csv, r->column[TITLE]),
		.notes = csv_field(r->csv, r->column[NOTES]),
		.cancelled = !strcmp(state, "cancelled"),
	};
	if (!field_is_id(ev->agent))
		good = bad(r, AGENT, _("a person's id"));
	if (!is_slot(ev->slot))
		good = bad(r, SLOT, "1, 1-b1, absent");
	if (!ev->cancelled && strcmp(state, "confirmed"))
		good = bad(r, STATE, "confirmed, cancelled");
	if (!text_int(csv_field(r->csv, r->column[SEQUENCE]), &n) || n < 0 ||
	    n > 1000000000)
		good = bad(r, SEQUENCE, "0 to 1000000000");
	ev->sequence = (int)n;
	good &= read_day(r, DATE, &ev->day);
	good &= read_instant(r, STAMP, &ev->stamp);
	return read_span(r, ev) && good;
}

enum rc ledger_read(struct arena *a, const struct input *in,
		    struct agenda *ledger, struct err *e)
{
	struct reading r = { .e = e };
	struct name_index seen = { 0 };
	struct agenda_event ev;
	int before = e->errors;

	*ledger = (struct agenda){ 0 };
	TRY(csv_open(a, in, &r.csv, e));
	TRY(csv_schema(r.csv, columns, COLUMNS, COLUMNS, r.column, e));
	while (csv_next(r.csv, e)) {
		if (!read_row(&r, &ev))
			continue;
		int n = seen.n;
		if (name_index_add(a, &seen, key_of(a, &ev)) < n)
			bad(&r, AGENT, _("an event once"));
		else
			agenda_add(a, ledger, ev);
	}
	return e->errors > before ? RC_DATA : RC_OK;
}
