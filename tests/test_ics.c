/* ics - calendars that nobody should trust. */
#include <string.h>

#include "check.h"

#include "base/date.h"
#include "formats/ics.h"
#include "formats/ics_time.h"

#define HEAD "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
#define TAIL "END:VCALENDAR\r\n"
#define EVENT(lines)                                                           \
	"BEGIN:VEVENT\r\nUID:u1\r\nDTSTAMP:20260101T000000Z\r\n" lines         \
	"END:VEVENT\r\n"

struct feed {
	struct arena *a;
	struct err e;
	const struct zone *zone;
	struct ics_events events;
	enum rc rc;
};

/* The feed over the year 2026 in London. */
static struct feed *read_feed(const char *text)
{
	static struct feed f;
	const struct input in = { "feed.ics", text, strlen(text) };

	f = (struct feed){ .a = arena_open() };
	f.e = err_new(f.a);
	assert_int_equal(zone_load(f.a, NULL, "Europe/London", &f.zone, &f.e),
			 RC_OK);
	f.rc = ics_read(
		f.a, &in, f.zone, date_from_civil((struct civil){ 2026, 1, 1 }),
		date_from_civil((struct civil){ 2027, 1, 1 }), &f.events, &f.e);
	return &f;
}

static int64_t at(const struct feed *f, int month, int day, int minutes)
{
	return zone_utc(f->zone,
			date_from_civil((struct civil){ 2026, month, day }),
			60 * minutes)
		.first;
}

/* Refused, with a problem on that line that holds the words. */
static void refused(const char *text, int line, const char *words)
{
	struct feed *f = read_feed(text);
	bool found = false;

	assert_int_equal(f->rc, RC_DATA);
	for (int i = 0; i < f->e.n; i++)
		found |= f->e.list[i].place.line == line &&
			 strstr(f->e.list[i].text, words);
	CHECK(found, "line %d: %s; have %d: %s", line, words,
	      f->e.n ? f->e.list[0].place.line : 0,
	      f->e.n ? f->e.list[0].text : "nothing");
	arena_close(f->a);
}

static void reads_a_whole_day(void **state)
{
	struct feed *f = read_feed(HEAD EVENT(
		"DTSTART;VALUE=DATE:20260302\r\n"
		"DTEND;VALUE=DATE:20260305\r\nSUMMARY:Leave\\, A1\r\n") TAIL);

	(void)state;
	assert_int_equal(f->rc, RC_OK);
	assert_int_equal(f->events.n, 1);
	assert_true(f->events.list[0].whole_days);
	assert_int_equal(
		f->events.list[0].until_day - f->events.list[0].first_day, 3);
	assert_string_equal(f->events.list[0].summary, "Leave, A1");
	arena_close(f->a);
}

/* 01:30 does not exist on 29 March 2026: only that week moves, to 02:30. */
static void a_weekly_event_keeps_its_clock_over_the_gap(void **state)
{
	struct feed *f = read_feed(HEAD EVENT(
		"DTSTART;TZID=Europe/London:20260322T013000\r\n"
		"DURATION:PT1H\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n") TAIL);

	(void)state;
	assert_int_equal(f->events.n, 3);
	assert_int_equal(f->events.list[0].start, at(f, 3, 22, 90));
	assert_int_equal(f->events.list[1].start, at(f, 3, 29, 150));
	assert_int_equal(f->events.list[2].start, at(f, 4, 5, 90));
	arena_close(f->a);
}

static void exceptions_and_overrides_replace_occurrences(void **state)
{
	struct feed *f =
		read_feed(HEAD EVENT(
			"DTSTART:20260301T080000Z\r\nDTEND:20260301T090000Z\r\n"
			"RRULE:FREQ=DAILY;COUNT=4\r\n"
			"EXDATE:20260302T080000Z\r\n")
				  EVENT("RECURRENCE-ID:20260303T080000Z\r\n"
					"DTSTART:20260303T120000Z\r\n"
					"DTEND:20260303T130000Z\r\n") TAIL);

	(void)state;
	assert_int_equal(f->rc, RC_OK);
	assert_int_equal(f->events.n, 3);
	assert_int_equal(f->events.list[0].start, at(f, 3, 1, 480));
	assert_int_equal(f->events.list[1].start, at(f, 3, 3, 720));
	assert_int_equal(f->events.list[2].start, at(f, 3, 4, 480));
	arena_close(f->a);
}

static void an_endless_rule_ends_at_the_horizon(void **state)
{
	struct feed *f = read_feed(HEAD EVENT(
		"DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=DAILY\r\n") TAIL);

	(void)state;
	assert_int_equal(f->events.n, 365);
	arena_close(f->a);
}

static void two_calendars_in_a_file_are_both_read(void **state)
{
	struct feed *f = read_feed(
		HEAD EVENT("DTSTART;VALUE=DATE:20260302\r\n")
			TAIL HEAD EVENT("DTSTART;VALUE=DATE:20260402\r\n")
				TAIL);

	(void)state;
	assert_int_equal(f->events.n, 2);
	arena_close(f->a);
}

static void folded_lines_and_windows_zones_are_read(void **state)
{
	struct feed *f = read_feed(HEAD EVENT(
		"DTSTART;TZID=GMT Standard Ti\r\n me:20260702T080000\r\n"
		"DTEND;TZID=\"GMT Standard Time\":20260702T090000\r\n") TAIL);

	(void)state;
	assert_int_equal(f->rc, RC_OK);
	assert_int_equal(f->events.list[0].start, at(f, 7, 2, 480));
	arena_close(f->a);
}

static void free_text_stays_at_the_door(void **state)
{
	struct feed *f = read_feed(
		HEAD EVENT("DTSTART;VALUE=DATE:20260302\r\n"
			   "DESCRIPTION:operation on the knee\r\n") TAIL);

	(void)state;
	assert_string_equal(f->events.list[0].summary, "");
	arena_close(f->a);
}

static void refuses_rules_below_a_day(void **state)
{
	(void)state;
	refused(HEAD EVENT("DTSTART:20260302T080000Z\r\n"
			   "RRULE:FREQ=SECONDLY\r\n") TAIL,
		7, "FREQ=SECONDLY");
	refused(HEAD EVENT("DTSTART:20260302T080000Z\r\n"
			   "RRULE:FREQ=DAILY;COUNT=99999999999\r\n") TAIL,
		7, "COUNT");
}

static void refuses_days_that_do_not_exist(void **state)
{
	(void)state;
	refused(HEAD EVENT("DTSTART:20260231T250000Z\r\n") TAIL, 6,
		"20260231T250000Z");
	refused(HEAD EVENT("DTSTART:20263614T170000Z\r\n") TAIL, 6,
		"20263614T170000Z");
	refused(HEAD EVENT("DTSTART:20260014T170000Z\r\n") TAIL, 6,
		"20260014T170000Z");
}

/* A broken start has no zone; the end after it must not ask for one. */
static void a_bad_start_before_a_good_end_is_one_problem(void **state)
{
	(void)state;
	struct feed *f =
		read_feed(HEAD EVENT("DTSTART:20260230T250000\r\n"
				     "DTEND:20260301T080000\r\n") TAIL);

	assert_int_equal(f->rc, RC_DATA);
	assert_int_equal(f->e.errors, 1);
	assert_int_equal(f->e.list[0].place.line, 6);
	arena_close(f->a);
}

static void refuses_an_unknown_zone(void **state)
{
	(void)state;
	refused(HEAD EVENT("DTSTART;TZID=Mars/Olympus:20260302T080000\r\n")
			TAIL,
		6, "Mars/Olympus");
}

static void refuses_an_end_before_the_start(void **state)
{
	(void)state;
	refused(HEAD EVENT("DTSTART:20260302T080000Z\r\n"
			   "DTEND:20260302T070000Z\r\n") TAIL,
		7, "ends before it starts");
}

static void refuses_what_is_cut_off_or_no_calendar(void **state)
{
	(void)state;
	refused(HEAD "BEGIN:VEVENT\r\nUID:1\r\n", 4, "ends inside VEVENT");
	refused("", 1, "empty");
	refused("<html>\n", 1, "NAME:VALUE");
	refused("DTSTART:20260302\r\n", 1, "outside of BEGIN:VCALENDAR");
}

static void durations_are_added_up(void **state)
{
	int64_t s;

	(void)state;
	assert_true(ics_parse_duration("P1DT2H30M", &s));
	assert_int_equal(s, 86400 + 7200 + 1800);
	assert_true(ics_parse_duration("P2W", &s));
	assert_int_equal(s, 14 * 86400);
	assert_false(ics_parse_duration("P99999999W", &s));
	assert_false(ics_parse_duration("-P1D", &s));
	assert_false(ics_parse_duration("P", &s));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_whole_day),
		cmocka_unit_test(a_weekly_event_keeps_its_clock_over_the_gap),
		cmocka_unit_test(exceptions_and_overrides_replace_occurrences),
		cmocka_unit_test(an_endless_rule_ends_at_the_horizon),
		cmocka_unit_test(two_calendars_in_a_file_are_both_read),
		cmocka_unit_test(folded_lines_and_windows_zones_are_read),
		cmocka_unit_test(free_text_stays_at_the_door),
		cmocka_unit_test(refuses_rules_below_a_day),
		cmocka_unit_test(refuses_days_that_do_not_exist),
		cmocka_unit_test(a_bad_start_before_a_good_end_is_one_problem),
		cmocka_unit_test(refuses_an_unknown_zone),
		cmocka_unit_test(refuses_an_end_before_the_start),
		cmocka_unit_test(refuses_what_is_cut_off_or_no_calendar),
		cmocka_unit_test(durations_are_added_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
