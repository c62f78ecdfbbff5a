/* ics - calendars that nobody should trust. */
#include <string.h>

#include "check.h"

#include "base/date.h"
#include "formats/ics.h"
#include "formats/ics_time.h"
#include "formats/ics_zones.h"
#include "formats/windows_zone.h"

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

#define PART(kind, start, from, to, rule)                                      \
	"BEGIN:" kind "\r\nDTSTART:" start "\r\nTZOFFSETFROM:" from            \
	"\r\nTZOFFSETTO:" to "\r\n" rule "END:" kind "\r\n"
#define ZONE(name, parts)                                                      \
	"BEGIN:VTIMEZONE\r\nTZID:" name "\r\n" parts "END:VTIMEZONE\r\n"

static const struct zone *own_zone(struct arena *a, const char *text,
				   const char *name)
{
	const struct input in = { "feed.ics", text, strlen(text) };
	struct err e = err_new(a);
	struct ics_lines lines;

	assert_int_equal(ics_lines(a, &in, &lines, &e), RC_OK);
	return ics_zones_find(ics_zones_read(a, &lines), name);
}

/* As Outlook, Apple and libical write them, against the system's own. */
static void a_files_own_zone_has_the_offsets_of_the_real_one(void **state)
{
	static const struct {
		const char *zone, *like;
		int from, until; /* years */
	} cases[] = {
		{ ZONE("x",
		       PART("STANDARD", "16010101T030000", "+0200", "+0100",
			    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n")
			       PART("DAYLIGHT", "16010101T020000", "+0100",
				    "+0200",
				    "RRULE:FREQ=YEARLY;BYDAY=-1SU;"
				    "BYMONTH=3\r\n")),
		  "Europe/Berlin", 1997, 2100 },
		{ ZONE("x",
		       PART("DAYLIGHT", "20070311T020000", "-0500", "-0400",
			    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n")
			       PART("STANDARD", "20071104T020000", "-0400",
				    "-0500",
				    "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=SU;"
				    "BYMONTHDAY=1,2,3,4,5,6,7\r\n")
				       PART("DAYLIGHT", "19870405T020000",
					    "-0500", "-0400",
					    "RRULE:FREQ=YEARLY;UNTIL="
					    "20060402T070000Z;BYMONTH=4;BYDAY="
					    "1SU\r\n")
					       PART("STANDARD",
						    "19871025T020000", "-0400",
						    "-0500",
						    "RRULE:FREQ=YEARLY;UNTIL="
						    "20061029T060000Z;BYMONTH="
						    "10;BYDAY=-1SU\r\n")),
		  "America/New_York", 1988, 2100 },
		{ ZONE("x", PART("STANDARD", "19700101T000000", "+0530",
				 "+0530", "")),
		  "Asia/Kolkata", 1970, 2100 },
		{ ZONE("x", PART("STANDARD", "20160907T000000", "+0300",
				 "+0300", "RDATE:20160907T000000\r\n")
				    PART("DAYLIGHT", "20150329T030000", "+0200",
					 "+0300",
					 "") PART("STANDARD", "20151108T040000",
						  "+0300", "+0200", "")
					    PART("DAYLIGHT", "20160327T030000",
						 "+0200", "+0300", "")),
		  "Europe/Istanbul", 2015, 2100 },
	};
	struct arena *a = arena_open();

	(void)state;
	for (size_t k = 0; k < sizeof(cases) / sizeof(*cases); k++) {
		struct err e = err_new(a);
		const struct zone *own = own_zone(
			a, arena_printf(a, "%s%s%s", HEAD, cases[k].zone, TAIL),
			"x");
		const struct zone *real;

		assert_non_null(own);
		assert_int_equal(zone_load(a, NULL, cases[k].like, &real, &e),
				 RC_OK);
		int64_t t =
			date_from_civil((struct civil){ cases[k].from, 1, 2 });
		int64_t end =
			date_from_civil((struct civil){ cases[k].until, 1, 1 });
		for (t *= 86400; t < end * 86400; t += 1800)
			CHECK(zone_offset(own, t) == zone_offset(real, t),
			      "%s at %lld: %d, not %d", cases[k].like,
			      (long long)t, zone_offset(own, t),
			      zone_offset(real, t));
	}
	arena_close(a);
}

#define BERLIN                                                                 \
	ZONE("Customized Time Zone",                                           \
	     PART("STANDARD", "16010101T030000", "+0200", "+0100",             \
		  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\n")               \
		     PART("DAYLIGHT", "16010101T020000", "+0100", "+0200",     \
			  "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"))

/* The zone may stand below the event; a known name has its real rules. */
static void events_are_read_in_the_files_own_zone(void **state)
{
	struct feed *f = read_feed(HEAD EVENT(
		"DTSTART;TZID=Customized Time Zone:20260702T090000\r\n"
		"DTEND;TZID=\"Customized Time Zone\":20260702T170000\r\n")
					   BERLIN TAIL);

	(void)state;
	assert_int_equal(f->rc, RC_OK);
	assert_int_equal(f->events.list[0].start, at(f, 7, 2, 480));
	assert_int_equal(f->events.list[0].end, at(f, 7, 2, 960));
	arena_close(f->a);
	f = read_feed(
		HEAD ZONE("Europe/London", PART("STANDARD", "16010101T000000",
						"-0900", "-0900", ""))
			EVENT("DTSTART;TZID=Europe/London:20260702T080000\r\n"
			      "DURATION:PT1H\r\n") TAIL);
	assert_int_equal(f->events.list[0].start, at(f, 7, 2, 480));
	arena_close(f->a);
}

/* A name with commas: a text escapes them, a quoted parameter does not. */
static void zone_names_may_hold_commas(void **state)
{
	static const char *const names[] = { "\"(UTC+01:00) Rome, Vienna\"",
					     "\"(UTC+01:00) Rome\\, Vienna\"" };
	struct arena *a = arena_open();

	(void)state;
	for (int k = 0; k < 2; k++) {
		struct feed *f = read_feed(arena_printf(
			a, "%s%s%s%s%s%s", HEAD,
			ZONE("(UTC+01:00) Rome\\, Vienna",
			     PART("STANDARD", "16010101T000000", "+0100",
				  "+0100", "")),
			"BEGIN:VEVENT\r\nUID:u\r\nDTSTART;TZID=", names[k],
			":20260202T090000\r\nDURATION:PT1H\r\nEND:VEVENT\r\n",
			TAIL));

		assert_int_equal(f->rc, RC_OK);
		assert_int_equal(f->events.list[0].start, at(f, 2, 2, 480));
		arena_close(f->a);
	}
	arena_close(a);
}

static void a_zone_that_cannot_be_read_is_said_where_it_is(void **state)
{
	(void)state;
	refused(HEAD ZONE("x", PART("STANDARD", "16010101T000000", "+0100",
				    "+0200", "RRULE:FREQ=DAILY\r\n"))
			EVENT("DTSTART;TZID=x:20260702T080000\r\n") TAIL,
		3, "a rule that is not read");
	refused(HEAD ZONE("x", PART("STANDARD", "16010101T000000", "+0100",
				    "+9900", ""))
			EVENT("DTSTART;TZID=x:20260702T080000\r\n") TAIL,
		3, "TZOFFSETTO");
	refused(HEAD ZONE("x", "") EVENT("DTSTART;TZID=x:20260702T080000\r\n")
			TAIL,
		3, "no observance");
	/* nobody uses it */
	struct feed *f = read_feed(HEAD ZONE("x", "")
					   EVENT("DTSTART:20260702T080000Z\r\n"
						 "DURATION:PT1H\r\n") TAIL);
	assert_int_equal(f->rc, RC_OK);
	arena_close(f->a);
}

static void busy_periods_are_events(void **state)
{
	struct feed *f = read_feed(
		HEAD "BEGIN:VFREEBUSY\r\nUID:fb\r\n"
		     "DTSTART:20260301T000000Z\r\nDTEND:20260401T000000Z\r\n"
		     "FREEBUSY:20260302T080000Z/20260302T160000Z,"
		     "20260303T080000Z/PT4H\r\n"
		     "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20260304T080000Z/PT1H\r\n"
		     "FREEBUSY;FBTYPE=FREE:20260305T080000Z/PT1H\r\n"
		     "X-WFM-AGENT:a1\r\nEND:VFREEBUSY\r\n" TAIL);

	(void)state;
	assert_int_equal(f->rc, RC_OK);
	assert_int_equal(f->events.n, 4);
	for (int i = 0; i < 4; i++) {
		const struct ics_event *ev = &f->events.list[i];

		assert_string_equal(ev->uid, "fb");
		assert_string_equal(ev->agent, "a1");
		assert_int_equal(ev->start, at(f, 3, 2 + i, 480));
		assert_int_equal(ev->occurrence, ev->start);
		assert_true(ev->transparent == (i == 3));
		assert_true((ev->status == ICS_TENTATIVE) == (i == 2));
	}
	assert_int_equal(f->events.list[0].end, at(f, 3, 2, 960));
	assert_int_equal(f->events.list[1].end, at(f, 3, 3, 720));
	arena_close(f->a);
	refused(HEAD "BEGIN:VFREEBUSY\r\nFREEBUSY:20260302T080000Z\r\n"
		     "END:VFREEBUSY\r\n" TAIL,
		4, "FREEBUSY");
	refused(HEAD "BEGIN:VFREEBUSY\r\n"
		     "FREEBUSY:20260302T080000/PT1H\r\nEND:VFREEBUSY\r\n" TAIL,
		4, "FREEBUSY");
}

/* An override may move its occurrence, and be moved out of an EXDATE. */
static void rules_exceptions_and_additions_meet(void **state)
{
	struct feed *f = read_feed(
		HEAD EVENT("DTSTART;TZID=Europe/London:20260326T090000\r\n"
			   "DURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=5\r\n"
			   "EXDATE;TZID=Europe/Paris:20260327T100000\r\n"
			   "EXDATE:20260330T080000Z\r\n"
			   "RDATE;TZID=Europe/London:20260402T090000,"
			   "20260327T090000\r\n")
			EVENT("RECURRENCE-ID:20260328T090000Z\r\n"
			      "DTSTART:20260410T090000Z\r\n"
			      "DURATION:PT2H\r\n") TAIL);
	static const int days[][2] = { { 3, 26 }, { 3, 29 }, { 4, 2 } };

	(void)state;
	assert_int_equal(f->rc, RC_OK);
	assert_int_equal(f->events.n, 4);
	for (int i = 0; i < 3; i++)
		assert_int_equal(f->events.list[i].start,
				 at(f, days[i][0], days[i][1], 540));
	assert_int_equal(f->events.list[3].start, at(f, 4, 10, 600));
	arena_close(f->a);
}

/* CLDR, windowsZones.xml, territory 001; standard times from IANA. */
static void windows_names_have_their_offset(void **state)
{
	static const struct {
		const char *name;
		int minutes; /* on 2026-01-15, summer there or not */
	} cases[] = {
		{ "AUS Central Standard Time", 570 },
		{ "Cen. Australia Standard Time", 630 },
		{ "Chatham Islands Standard Time", 825 },
		{ "Dateline Standard Time", -720 },
		{ "Iran Standard Time", 210 },
		{ "Line Islands Standard Time", 840 },
		{ "Lord Howe Standard Time", 660 },
		{ "Marquesas Standard Time", -570 },
		{ "Nepal Standard Time", 345 },
		{ "Newfoundland Standard Time", -210 },
		{ "North Korea Standard Time", 540 },
		{ "UTC+13", 780 },
		{ "UTC-02", -120 },
		{ "W. Europe Standard Time", 60 },
		{ "Yukon Standard Time", -420 },
	};
	struct arena *a = arena_open();
	struct err e = err_new(a);

	(void)state;
	for (size_t k = 0; k < sizeof(cases) / sizeof(*cases); k++) {
		const char *name = windows_zone(cases[k].name);
		const struct zone *z;

		CHECK(name, "%s", cases[k].name);
		assert_int_equal(zone_load(a, NULL, name, &z, &e), RC_OK);
		CHECK(zone_offset(z, 1768435200) == 60 * cases[k].minutes, "%s",
		      cases[k].name);
	}
	assert_null(windows_zone("A"));
	assert_null(windows_zone("Zulu"));
	assert_null(windows_zone("gmt standard time"));
	arena_close(a);
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
		cmocka_unit_test(
			a_files_own_zone_has_the_offsets_of_the_real_one),
		cmocka_unit_test(events_are_read_in_the_files_own_zone),
		cmocka_unit_test(zone_names_may_hold_commas),
		cmocka_unit_test(
			a_zone_that_cannot_be_read_is_said_where_it_is),
		cmocka_unit_test(busy_periods_are_events),
		cmocka_unit_test(rules_exceptions_and_additions_meet),
		cmocka_unit_test(windows_names_have_their_offset),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
