/* ledger and feed - what calendars are told over many publications. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

#include "base/date.h"
#include "base/random.h"
#include "formats/feed.h"
#include "formats/ledger.h"
#include "small_site.h"

/* --- an independent reader of what was written --- */

struct seen {
	char uid[96], block[1024], start[40], end[40], status[16];
	long sequence, stamp;
	bool now; /* in the last feed */
};

struct watcher {
	struct seen list[400];
	int n;
};

static void value_of(const char *block, const char *name, char *to, size_t room)
{
	const char *p = strstr(block, name);

	to[0] = '\0';
	if (!p)
		return;
	p += strlen(name);
	p += strcspn(p, ":") + 1;
	snprintf(to, room, "%.*s", (int)strcspn(p, "\r"), p);
}

static void read_block(const char *from, size_t len, struct seen *s)
{
	char text[40];

	memset(s, 0, sizeof(*s));
	assert_true(len < sizeof(s->block));
	memcpy(s->block, from, len);
	value_of(s->block, "\r\nUID", s->uid, sizeof(s->uid));
	value_of(s->block, "\r\nDTSTART", s->start, sizeof(s->start));
	value_of(s->block, "\r\nDTEND", s->end, sizeof(s->end));
	value_of(s->block, "\r\nSTATUS", s->status, sizeof(s->status));
	value_of(s->block, "\r\nSEQUENCE", text, sizeof(text));
	s->sequence = strtol(text, NULL, 10);
	value_of(s->block, "\r\nDTSTAMP", text, sizeof(text));
	/* "20261019T000001Z": the seconds of a day are enough here. */
	s->stamp = strtol(text + 9, NULL, 10);
	s->now = true;
}

static struct seen *seen_before(struct watcher *w, const char *uid)
{
	for (int i = 0; i < w->n; i++)
		if (!strcmp(w->list[i].uid, uid))
			return &w->list[i];
	return NULL;
}

/* What an event may become, by RFC 5546. */
static void judge(struct watcher *w, const struct seen *now)
{
	struct seen *old = seen_before(w, now->uid);

	if (!old) {
		assert_true(w->n < 400);
		assert_int_equal(now->sequence, 0);
		w->list[w->n++] = *now;
		return;
	}
	bool moved = strcmp(old->start, now->start) ||
		     strcmp(old->end, now->end) ||
		     strcmp(old->status, now->status) || !old->now;
	bool other = moved || strcmp(old->block, now->block);
	CHECK(moved ? now->sequence > old->sequence
		    : now->sequence == old->sequence,
	      "%s: sequence %ld after %ld", now->uid, now->sequence,
	      old->sequence);
	CHECK(other ? now->stamp > old->stamp : now->stamp == old->stamp,
	      "%s: stamp %ld after %ld", now->uid, now->stamp, old->stamp);
	*old = *now;
}

/* Every event of the feed once; returns how many are not cancelled. */
static int watch(struct watcher *w, const char *feed)
{
	static const char begin[] = "BEGIN:VEVENT", end[] = "END:VEVENT\r\n";
	struct watcher before = *w;
	int n = 0;

	for (int i = 0; i < w->n; i++)
		w->list[i].now = false;
	for (const char *p = feed; (p = strstr(p, begin));) {
		const char *q = strstr(p, end);
		struct seen s, *old;

		assert_non_null(q);
		read_block(p, (size_t)(q - p), &s);
		old = seen_before(w, s.uid);
		CHECK(!old || !old->now, "%s is twice in a feed", s.uid);
		if (old)
			old->now = seen_before(&before, s.uid)->now;
		judge(w, &s);
		n += strcmp(s.status, "CANCELLED") != 0;
		p = q;
	}
	return n;
}

/* --- a roster that hands edit --- */

enum { DAYS = 7, PEOPLE = 3 };

/* 26 October 2026 follows the night in which London has 01:30 twice. */
static void put_duty(struct small *s, struct roster *r, int agent, int d,
		     int start, int lunch)
{
	const struct zone *z = s->site.zone;
	int day = r->first_day + d;
	struct segment *g = arena_new(s->arena, struct segment, 3);
	int64_t begin = zone_utc(z, day, 60 * start).first;
	int64_t pause = begin + 60 * lunch, end = begin + 8 * 3600;

	g[0] = (struct segment){ SEGMENT_WORK, 0, -1, begin, pause };
	g[1] = (struct segment){ SEGMENT_BREAK, 0, -1, pause, pause + 1800 };
	g[2] = (struct segment){ SEGMENT_WORK, 0, -1, pause + 1800, end };
	*roster_cell(r, agent, day) = (struct cell){
		.kind = CELL_DUTY,
		.duty = { .shift = start >= 1320 ? NIGHT : DAY,
			  .start = begin,
			  .end = end,
			  .segments = g,
			  .n = 3 },
	};
}

static void edit(struct small *s, struct roster *r, struct random *dice)
{
	int agent = random_below(dice, PEOPLE), d = random_below(dice, DAYS);
	struct cell *cell = roster_cell(r, agent, r->first_day + d);
	struct cell *other =
		roster_cell(r, random_below(dice, PEOPLE), r->first_day + d);
	struct cell swap = *cell;

	switch (random_below(dice, 6)) {
	case 0: /* move */
		put_duty(s, r, agent, d, 30 * random_below(dice, 48), 240);
		break;
	case 1: /* swap */
		*cell = *other;
		*other = swap;
		break;
	case 2: /* delete */ *cell = (struct cell){ .kind = CELL_OFF }; break;
	case 3: /* add, or add again */
		put_duty(s, r, agent, d, 480, 240);
		break;
	case 4: /* other words, the same time */
		if (cell->kind == CELL_DUTY)
			put_duty(s, r, agent, d,
				 zone_wall(s->site.zone, cell->duty.start)
						 .seconds /
					 60,
				 180 + 15 * random_below(dice, 8));
		break;
	default:
		*cell = (struct cell){ .kind = CELL_ABSENT,
				       .absence = random_below(dice, 2) };
	}
}

static struct agenda agenda_of(struct small *s, const struct roster *r,
			       bool breaks)
{
	struct agenda now = { 0 };

	for (int i = 0; i < PEOPLE; i++)
		agenda_of_roster(s->arena, &s->site, r, i, breaks, &now);
	return now;
}

static const char *feed_of(struct small *s, const struct agenda *ledger)
{
	struct text t = text_new(s->arena);
	const struct agenda_event **list =
		arena_new(s->arena, const struct agenda_event *, ledger->n);
	int n = 0;

	for (int i = 0; i < ledger->n; i++)
		if (!ledger->list[i].cancelled || s->site.calendars.cancelled)
			list[n++] = &ledger->list[i];
	feed_write(&t, &(struct feed){ .site = &s->site,
				       .version = "1",
				       .events = list,
				       .n = n });
	return t.data;
}

/* The ledger as its file gives it back. */
static struct agenda reread(struct small *s, const struct agenda *ledger)
{
	struct text t = text_new(s->arena);
	struct agenda again;

	ledger_write(&t, ledger);
	const struct input in = { "events.csv", t.data, t.len };
	assert_int_equal(ledger_read(s->arena, &in, &again, &s->err), RC_OK);
	return again;
}

static struct small *clock_change_week(struct arena *a, struct roster *r)
{
	struct small *s = small_new(a, "Europe/London");

	s->agents[2] = s->agents[1];
	s->agents[2].id = "c3";
	s->site.n_agents = PEOPLE;
	*r = roster_new(a, date_from_civil((struct civil){ 2026, 10, 20 }),
			DAYS, PEOPLE);
	return s;
}

/* One sequence of edits and publications; style holds three choices. */
static void edited_and_published(uint64_t seed, int style)
{
	struct arena *a = arena_open();
	struct random dice = random_stream(seed, 0);
	struct watcher *w = arena_new(a, struct watcher, 1);
	struct agenda ledger = { 0 };
	struct roster r;
	struct small *s = clock_change_week(a, &r);
	int64_t clock = zone_utc(s->site.zone, r.first_day, 0).first;

	s->site.calendars.local = style & 1;
	s->site.calendars.cancelled = (style & 2) != 0;
	for (int step = 0; step < 12; step++) {
		for (int k = random_below(&dice, 4); k >= 0; k--)
			edit(s, &r, &dice);
		struct agenda now = agenda_of(s, &r, (style & 4) != 0);
		/* A clock that sometimes stands still, or goes back. */
		clock += random_below(&dice, 3) - (step % 5 == 4);
		ledger_take(a, &ledger, &now, r.first_day, r.first_day + DAYS,
			    clock);
		ledger = reread(s, &ledger);
		const char *feed = feed_of(s, &ledger);
		assert_int_equal(watch(w, feed), now.n);
		assert_int_equal(watch(w, feed), now.n);
	}
	arena_close(a);
}

static void two_hundred_edited_weeks_keep_the_law(void **state)
{
	(void)state;
	for (int k = 0; k < 200; k++)
		edited_and_published((uint64_t)k, k % 8);
}

static void what_does_not_change_keeps_its_bytes(void **state)
{
	struct arena *a = arena_open();
	struct agenda ledger = { 0 };
	struct roster r;
	struct small *s = clock_change_week(a, &r);

	(void)state;
	for (int d = 0; d < DAYS; d++)
		put_duty(s, &r, 0, d, 1320, 240);
	struct agenda now = agenda_of(s, &r, false);
	ledger_take(a, &ledger, &now, r.first_day, r.first_day + DAYS, 1000);
	const char *first = feed_of(s, &ledger);
	struct ledger_change c = ledger_take(a, &ledger, &now, r.first_day,
					     r.first_day + DAYS, 99999);
	assert_int_equal(c.kept, DAYS);
	assert_string_equal(feed_of(s, &ledger), first);
	arena_close(a);
}

/* Two weeks were told; then the second alone is published again. */
static void leave_over_an_edge_is_cut_not_doubled(void **state)
{
	struct arena *a = arena_open();
	struct agenda ledger = { 0 }, none = { 0 };
	struct agenda_event leave = { .agent = "a1",
				      .day = 100,
				      .slot = "absent",
				      .title = "holiday",
				      .notes = "",
				      .start = 100,
				      .end = 110 };
	struct agenda now = { 0 };

	(void)state;
	agenda_add(a, &now, leave);
	ledger_take(a, &ledger, &now, 98, 112, 1);
	ledger_take(a, &ledger, &none, 103, 106, 2);
	assert_int_equal(ledger.n, 2);
	assert_int_equal(ledger.list[0].start, 100);
	assert_int_equal(ledger.list[0].end, 103);
	assert_int_equal(ledger.list[0].sequence, 1);
	assert_int_equal(ledger.list[1].day, 106);
	assert_int_equal(ledger.list[1].end, 110);
	arena_close(a);
}

/* 22:00 to 06:00 over the night with 25 hours: 7 h on the clock, 8 h worked;
 * the second 01:30 has no name in local time and is written in UTC. */
static void nights_over_the_clock_change_are_right(void **state)
{
	struct arena *a = arena_open();
	struct agenda ledger = { 0 };
	struct roster r;
	struct small *s = clock_change_week(a, &r);
	int saturday = 4; /* 24 October */

	(void)state;
	put_duty(s, &r, 0, saturday, 1320, 240);
	struct agenda now = agenda_of(s, &r, true);
	ledger_take(a, &ledger, &now, r.first_day, r.first_day + DAYS, 1);
	const char *utc = feed_of(s, &ledger);
	assert_non_null(strstr(utc, "DTSTART:20261024T210000Z\r\n"
				    "DTEND:20261025T050000Z\r\n"));
	s->site.calendars.local = true;
	const char *local = feed_of(s, &ledger);
	assert_non_null(strstr(local, "DTSTART;TZID=Europe/London:"
				      "20261024T220000\r\n"
				      "DTEND;TZID=Europe/London:"
				      "20261025T050000\r\n"));
	/* The break from 01:00Z to 01:30Z: its end is said in local time by
	 * both passes, so it stays in UTC. */
	assert_non_null(strstr(local, "DTSTART:20261025T010000Z\r\n"));
	assert_non_null(strstr(local, "BEGIN:DAYLIGHT\r\n"
				      "DTSTART:20260329T010000\r\n"
				      "TZOFFSETFROM:+0000\r\n"
				      "TZOFFSETTO:+0100\r\n"));
	assert_non_null(strstr(local, "BEGIN:STANDARD\r\n"
				      "DTSTART:20261025T020000\r\n"));
	arena_close(a);
}

/* The reason of an absence is HR's; a private one is not the manager's. */
static void reasons_of_absence_go_to_hr_only(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct agenda_event leave = { .agent = "a1",
				      .day = 100,
				      .slot = "absent",
				      .title = "holiday sick",
				      .notes = "",
				      .start = 100,
				      .end = 102 };
	const struct agenda_event *list[] = { &leave };
	struct feed f = {
		.site = &s->site, .version = "1", .events = list, .n = 1
	};

	(void)state;
	s->absence_types[HOLIDAY].name = "Annual leave";
	s->absence_types[SICK].name = "Sickness";
	s->absence_types[SICK].private = true;
	static const char *const wanted[] = { "SUMMARY:Absent\r\n",
					      "SUMMARY:Annual leave\\, "
					      "Absent\r\n",
					      "SUMMARY:Annual leave\\, "
					      "Sickness\r\n" };
	for (int k = 0; k < 3; k++) {
		struct text t = text_new(a);

		f.audience = (enum audience)k;
		feed_write(&t, &f);
		CHECK(strstr(t.data, wanted[k]), "for %d: %s", k, t.data);
		CHECK(k == 2 || !strstr(t.data, "ick"), "for %d: sick", k);
	}
	arena_close(a);
}

static void a_method_stands_only_with_an_organizer(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct agenda_event shift = { .agent = "a1",
				      .day = 100,
				      .slot = "1",
				      .title = "x",
				      .notes = "",
				      .start = 8640000,
				      .end = 8643600 };
	const struct agenda_event *list[] = { &shift };
	struct feed f = {
		.site = &s->site, .version = "1", .events = list, .n = 1
	};

	(void)state;
	for (int k = 0; k < 4; k++) {
		struct text t = text_new(a);

		s->site.calendars.organizer = k & 1 ? "p@example.org" : NULL;
		f.object = (k & 2) != 0;
		feed_write(&t, &f);
		assert_int_equal(strstr(t.data, "METHOD:") != NULL, k == 1);
		assert_int_equal(strstr(t.data, ":mailto:p@example.org\r\n") !=
					 NULL,
				 k & 1);
	}
	arena_close(a);
}

static void a_ledger_that_was_damaged_is_refused_line_by_line(void **state)
{
	static const char text[] =
		"agent,date,slot,sequence,stamp,state,start,end,title,notes\n"
		"a1,2026-10-19,1,0,2026-10-19T00:00:00Z,confirmed,"
		"2026-10-19T08:00:00Z,2026-10-19T16:00:00Z,Day,\n"
		"a1,2026-10-19,1,0,2026-10-19T00:00:00Z,confirmed,"
		"2026-10-19T08:00:00Z,2026-10-19T16:00:00Z,Day,\n"
		"a/1,2026-13-19,\"1\r\nX:1\",-1,yesterday,gone,"
		"2026-10-19T08:00:00Z,2026-10-19T07:00:00Z,Day,\n";
	const struct input in = { "events.csv", text, strlen(text) };
	struct arena *a = arena_open();
	struct err e = err_new(a);
	struct agenda ledger;

	(void)state;
	assert_int_equal(ledger_read(a, &in, &ledger, &e), RC_DATA);
	assert_int_equal(e.list[0].place.line, 3);
	assert_int_equal(e.errors, 8);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(two_hundred_edited_weeks_keep_the_law),
		cmocka_unit_test(what_does_not_change_keeps_its_bytes),
		cmocka_unit_test(leave_over_an_edge_is_cut_not_doubled),
		cmocka_unit_test(nights_over_the_clock_change_are_right),
		cmocka_unit_test(reasons_of_absence_go_to_hr_only),
		cmocka_unit_test(a_method_stands_only_with_an_organizer),
		cmocka_unit_test(
			a_ledger_that_was_damaged_is_refused_line_by_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
