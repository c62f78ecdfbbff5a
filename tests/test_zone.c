/*
 * libc is the second method throughout: the same zone files, read by other
 * code.  WFM_LONG=1 compares every zone there is.
 */
#include "check.h"

#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/random.h"
#include "base/zone.h"

static const char *const nasty[] = {
	"Africa/Cairo",	     "Africa/Casablanca", "Africa/El_Aaiun",
	"Africa/Monrovia",   "America/Caracas",	  "America/Havana",
	"America/New_York",  "America/Sao_Paulo", "America/St_Johns",
	"Antarctica/Troll",  "Asia/Gaza",	  "Asia/Jerusalem",
	"Asia/Kathmandu",    "Asia/Kolkata",	  "Asia/Pyongyang",
	"Asia/Tbilisi",	     "Asia/Tehran",	  "Australia/Lord_Howe",
	"Europe/Dublin",     "Europe/London",	  "Pacific/Apia",
	"Pacific/Chatham",   "Pacific/Easter",	  "Pacific/Kiritimati",
	"Pacific/Kwajalein", "Pacific/Norfolk",	  "UTC",
};
enum { NASTY = sizeof(nasty) / sizeof(*nasty), DAY = 86400 };

#define BEGIN INT64_C(0)	/* 1970-01-01 */
#define END INT64_C(4102444800) /* 2100-01-01 */

static struct arena *arena;
static struct err err;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_open();
	err = err_new(arena);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_close(arena);
	return 0;
}

/* Our zone, and libc set to the same. */
static const struct zone *load(const char *name)
{
	const struct zone *z;

	if (zone_load(arena, NULL, name, &z, &err) != RC_OK)
		fail_msg("%s: %s", name, err.list[0].text);
	setenv("TZ", arena_printf(arena, ":%s", name), 1);
	tzset();
	return z;
}

static struct tm libc_wall(int64_t utc)
{
	time_t t = utc;
	struct tm tm;

	assert_non_null(localtime_r(&t, &tm));
	return tm;
}

static int libc_offset(int64_t utc)
{
	return (int)libc_wall(utc).tm_gmtoff;
}

/* --- what is claimed of an instant, a change, a day --- */

static void check_instant(const struct zone *z, int64_t utc)
{
	struct tm tm = libc_wall(utc);
	struct wall w = zone_wall(z, utc);
	int day = date_from_civil(
		(struct civil){ tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday });
	struct zone_instants back = zone_utc(z, w.day, w.seconds);
	int64_t next = zone_next_change(z, utc);

	CHECK(w.offset == tm.tm_gmtoff && zone_offset(z, utc) == w.offset,
	      "%s at %lld: offset %d, libc %ld", zone_name(z), (long long)utc,
	      w.offset, tm.tm_gmtoff);
	CHECK(w.day == day && w.seconds == tm.tm_hour * 3600 + tm.tm_min * 60 +
						   tm.tm_sec,
	      "%s at %lld", zone_name(z), (long long)utc);
	CHECK(back.kind != ZONE_GAP && back.first <= utc && utc <= back.last &&
		      (back.first == utc || back.last == utc) &&
		      (back.kind == ZONE_UNIQUE) == (back.first == back.last),
	      "%s: %lld does not come back", zone_name(z), (long long)utc);
	CHECK(next > utc && (next == INT64_MAX ||
			     (zone_offset(z, next - 1) == w.offset &&
			      zone_offset(z, next) != w.offset)),
	      "%s: change after %lld", zone_name(z), (long long)utc);
}

/* The wall time local, near libc's one change at an instant. */
static void check_wall(const struct zone *z, int64_t local, int64_t change)
{
	int before = libc_offset(change - 1), after = libc_offset(change);
	bool early = local - before < change, late = local - after >= change;
	int64_t day = local / DAY - (local % DAY < 0);
	struct zone_instants got =
		zone_utc(z, (int)day, (int)(local - day * DAY));
	struct zone_instants want = { ZONE_UNIQUE, local - before,
				      local - before };

	if (early && late)
		want = (struct zone_instants){ ZONE_OVERLAP, local - before,
					       local - after };
	else if (late)
		want.first = want.last = local - after;
	else if (!early)
		want.kind = ZONE_GAP; /* RFC 5545: the offset before it */
	CHECK(got.kind == want.kind && got.first == want.first &&
		      got.last == want.last,
	      "%s: wall time %lld near %lld: kind %d, not %d", zone_name(z),
	      (long long)local, (long long)change, got.kind, want.kind);
}

static void check_change(const struct zone *z, int64_t change)
{
	static const int near[] = { -90000, -3601, -3600, -1800, -1,   0,
				    1,	    1799,  3599,  3600,	 7200, 90000 };
	int before = libc_offset(change - 1), after = libc_offset(change);

	for (size_t i = 0; i < sizeof(near) / sizeof(*near); i++) {
		check_instant(z, change + near[i]);
		if (abs(near[i]) > 7200)
			continue;
		check_wall(z, change + before + near[i], change);
		check_wall(z, change + after + near[i], change);
	}
}

/* libc's first change of offset in (from, to], which has one. */
static int64_t libc_change(int64_t from, int64_t to)
{
	int offset = libc_offset(from);

	while (to - from > 1) {
		int64_t middle = from + (to - from) / 2;
		if (libc_offset(middle) == offset)
			from = middle;
		else
			to = middle;
	}
	return to;
}

/* Returns how many changes libc, which is set to the same, knows. */
static int check_zone(const struct zone *z, int64_t step)
{
	int changes = 0;

	for (int64_t utc = BEGIN; utc < END; utc += step) {
		check_instant(z, utc);
		if (libc_offset(utc) == libc_offset(utc + step))
			continue;
		int64_t change = libc_change(utc, utc + step);
		CHECK(zone_next_change(z, utc) == change, "%s after %lld",
		      zone_name(z), (long long)utc);
		check_change(z, change);
		changes++;
	}
	return changes;
}

static int all_changes;

static int compare_file(const char *path, const struct stat *st, int type,
			struct FTW *where)
{
	const char *name = path + strlen("/usr/share/zoneinfo/");
	FILE *f;
	char magic[4] = "";

	(void)st;
	(void)where;
	if (type != FTW_F || strncmp(name, "right/", 6) == 0 ||
	    strncmp(name, "posix/", 6) == 0 || !(f = fopen(path, "rb")))
		return 0;
	if (fread(magic, 1, 4, f) == 4 && memcmp(magic, "TZif", 4) == 0) {
		arena_empty(arena);
		all_changes += check_zone(load(name), 43201);
	}
	fclose(f);
	return 0;
}

static void agrees_with_libc_from_1970_to_2099(void **state)
{
	int changes = 0;

	(void)state;
	for (int i = 0; i < NASTY; i++)
		changes += check_zone(load(nasty[i]), 61 * 1003);
	CHECK(changes > 3000, "only %d changes", changes);
	if (!getenv("WFM_LONG"))
		return;
	nftw("/usr/share/zoneinfo", compare_file, 16, FTW_PHYS);
	CHECK(all_changes > 30000, "only %d changes", all_changes);
}

/* Day begins: libc's date before it is earlier, at it is this or later. */
static void check_days(const struct zone *z)
{
	int last = date_from_civil((struct civil){ 2039, 12, 31 });

	for (int d = 1; d <= last; d++) {
		int64_t begin = zone_day_begin(z, d);
		struct wall at = zone_wall(z, begin);
		struct tm tm = libc_wall(begin - 1);
		int before = date_from_civil((struct civil){
			tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday });
		bool skipped = zone_day_begin(z, d + 1) == begin;
		CHECK(before < d && at.day == d + skipped, "%s day %d",
		      zone_name(z), d);
	}
}

static void days_begin_where_libc_changes_date(void **state)
{
	(void)state;
	for (int i = 0; i < NASTY; i++)
		check_days(load(nasty[i]));
}

/* --- known cases, by hand --- */

static int day_of(int year, int month, int day)
{
	return date_from_civil((struct civil){ year, month, day });
}

static const char *shown(const struct zone *z, int64_t utc)
{
	char buf[33];

	return arena_strdup(arena, zone_format(z, utc, buf));
}

/* Clocks in London: forward on 29 March 2026 at 01:00Z, back on 25 October. */
static void knows_london_in_2026(void **state)
{
	const struct zone *z = load("Europe/London");
	struct zone_instants u;

	(void)state;
	u = zone_utc(z, day_of(2026, 3, 29), 5400);
	assert_int_equal(u.kind, ZONE_GAP);
	assert_string_equal(shown(z, u.first), "2026-03-29T02:30+01:00");
	u = zone_utc(z, day_of(2026, 10, 25), 5400);
	assert_int_equal(u.kind, ZONE_OVERLAP);
	assert_string_equal(shown(z, u.first), "2026-10-25T01:30+01:00");
	assert_string_equal(shown(z, u.last), "2026-10-25T01:30+00:00");
	u = zone_utc(z, day_of(2026, 10, 24), 86400 + 12 * 3600);
	assert_string_equal(shown(z, u.first), "2026-10-25T12:00+00:00");
	u = zone_utc(z, day_of(2026, 10, 25), -3600);
	assert_string_equal(shown(z, u.first), "2026-10-24T23:00+01:00");
	assert_int_equal(zone_day_begin(z, day_of(2026, 3, 30)) -
				 zone_day_begin(z, day_of(2026, 3, 29)),
			 23 * 3600);
	assert_int_equal(zone_day_begin(z, day_of(2026, 10, 26)) -
				 zone_day_begin(z, day_of(2026, 10, 25)),
			 25 * 3600);
}

static void knows_days_of_odd_length(void **state)
{
	const struct zone *z = load("Australia/Lord_Howe");

	(void)state;
	assert_int_equal(zone_day_begin(z, day_of(2026, 10, 5)) -
				 zone_day_begin(z, day_of(2026, 10, 4)),
			 23 * 3600 + 1800);
	z = load("Pacific/Apia"); /* 30 December 2011 was left out */
	assert_int_equal(zone_day_begin(z, day_of(2011, 12, 31)),
			 zone_day_begin(z, day_of(2011, 12, 30)));
	z = load("America/Sao_Paulo"); /* midnight was jumped over */
	assert_string_equal(shown(z, zone_day_begin(z, day_of(2018, 11, 4))),
			    "2018-11-04T01:00-02:00");
	z = load("Africa/Monrovia"); /* -00:44:30 until 1972 */
	assert_string_equal(shown(z, 0), "1969-12-31T23:15:30-00:44:30");
}

/* libc works the rule out for each year; we look 400 years back. */
static void agrees_with_libc_to_2520(void **state)
{
	(void)state;
	for (int i = 0; i < NASTY; i++) {
		const struct zone *z = load(nasty[i]);
		for (int64_t t = END; t < INT64_C(17356464000); t += 840001)
			check_instant(z, t);
	}
}

/* The calendar repeats after 400 years, and summer time with it. */
static void the_rule_goes_on_for_ever(void **state)
{
	const int64_t period = INT64_C(146097) * DAY;

	(void)state;
	for (int i = 0; i < NASTY; i++) {
		const struct zone *z = load(nasty[i]);
		int64_t from = INT64_C(4133980800); /* 2101-01-01 */
		for (int64_t t = from; t < from + 40 * period / 400;
		     t += 86399) {
			int offset = zone_offset(z, t);
			int64_t next = zone_next_change(z, t);
			assert_int_equal(offset, libc_offset(t));
			for (int k = 1; k <= 18; k++) {
				int64_t later = t + k * period;
				if (zone_offset(z, later) != offset)
					fail_msg("%s", nasty[i]);
				if (k < 3 && next != INT64_MAX)
					assert_true(
						zone_next_change(z, later) ==
						next + k * period);
			}
		}
	}
}

/* --- text --- */

static void text_goes_there_and_back(void **state)
{
	struct random r = random_stream(1, 1);

	(void)state;
	for (int i = 0; i < NASTY; i++) {
		const struct zone *z = load(nasty[i]);
		for (int k = 0; k < 2000; k++) {
			int64_t utc = (int64_t)(random_bits(&r) % (2 * END)) -
				      END / 2;
			char buf[33];
			int64_t back;
			enum zone_kind kind;
			bool has_offset;
			CHECK(zone_parse(z, zone_format(z, utc, buf), &back,
					 &kind, &has_offset) &&
				      back == utc && kind == ZONE_UNIQUE &&
				      has_offset,
			      "%s: %s", nasty[i], buf);
		}
	}
}

static void reads_local_and_offset_times(void **state)
{
	static const struct {
		const char *text, *means;
		enum zone_kind kind;
		bool has_offset;
	} cases[] = {
		{ "2026-07-01T12:00", "2026-07-01T12:00+01:00", ZONE_UNIQUE,
		  0 },
		{ "2026-07-01 12:00:07", "2026-07-01T12:00:07+01:00",
		  ZONE_UNIQUE, 0 },
		{ "2026-07-01T12:00Z", "2026-07-01T13:00+01:00", ZONE_UNIQUE,
		  1 },
		{ "2026-07-01T12:00-03:30", "2026-07-01T16:30+01:00",
		  ZONE_UNIQUE, 1 },
		{ "2026-10-25T01:30", "2026-10-25T01:30+01:00", ZONE_OVERLAP,
		  0 },
		{ "2026-10-25T01:30+00:00", "2026-10-25T01:30+00:00",
		  ZONE_UNIQUE, 1 },
		{ "2026-03-29T01:30", "2026-03-29T02:30+01:00", ZONE_GAP, 0 },
	};
	const struct zone *z = load("Europe/London");

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int64_t utc;
		enum zone_kind kind;
		bool has_offset;
		assert_true(
			zone_parse(z, cases[i].text, &utc, &kind, &has_offset));
		assert_string_equal(shown(z, utc), cases[i].means);
		assert_int_equal(kind, cases[i].kind);
		assert_int_equal(has_offset, cases[i].has_offset);
	}
}

static void refuses_what_is_no_time(void **state)
{
	static const char *const bad[] = {
		"",
		"2026-07-01",
		"2026-07-01T",
		"2026-07-01T1:00",
		"2026-07-01T24:00",
		"2026-07-01T12:60",
		"2026-07-01T12:00:60",
		"2026-07-01T12",
		"2026-07-01T12:00 ",
		"2026-07-01T12:00z",
		"2026-07-01T12:00Zx",
		"2026-07-01T12:00+1:00",
		"2026-07-01T12:00+0100",
		"2026-07-01T12:00+25:00",
		"2026-07-01t12:00",
		"2026-02-30T12:00",
		"2026-07-01T12:00:",
		"0001-01-01T00:00",
		"9999-12-31T23:59",
		"2026-07-01X12:00",
	};
	const struct zone *z = load("Europe/London");
	int64_t utc = 7;
	enum zone_kind kind;
	bool has_offset;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(!zone_parse(z, bad[i], &utc, &kind, &has_offset), "%s",
		      bad[i]);
	assert_int_equal(utc, 7);
}

/* --- names and files --- */

/* What loading says, or "". */
static const char *complaint(const char *dir, const char *name)
{
	const struct zone *z;
	struct err e = err_new(arena);
	enum rc rc = zone_load(arena, dir, name, &z, &e);

	if (rc == RC_OK)
		return "";
	assert_int_equal(rc, e.rc);
	assert_int_equal(e.n, 1);
	return e.list[0].text;
}

static void bad_names_are_refused_with_a_hint(void **state)
{
	static const char *const bad[] = {
		"",
		"../zoneinfo/UTC",
		"/usr/share/zoneinfo/UTC",
		"Europe",
		"Europe/",
		"Europe//London",
		"Europe/../UTC",
		"zone.tab",
		"Mars/Olympus_Mons",
		".",
		"Europe/London\n",
		"tzdata.zi",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(*complaint(NULL, bad[i]), "%s", bad[i]);
	assert_non_null(strstr(complaint(NULL, "Europe/Lodnon"),
			       "did you mean \"Europe/London\""));
	assert_non_null(strstr(complaint(NULL, "london"), "\"Europe/London\""));
	assert_non_null(
		strstr(complaint(NULL, "europe/london"), "\"Europe/London\""));
	assert_non_null(strstr(complaint(NULL, "a\x1B[2J"), "\\x1B"));
	assert_non_null(
		strstr(complaint("/no/such/folder", "UTC"), "no zone files"));
}

static size_t slurp(const char *path, unsigned char *to, size_t room)
{
	FILE *f = fopen(path, "rb");

	assert_non_null(f);
	size_t n = fread(to, 1, room, f);
	fclose(f);
	return n;
}

static void spill(const char *path, const unsigned char *from, size_t n)
{
	FILE *f = fopen(path, "wb");

	assert_non_null(f);
	assert_int_equal(fwrite(from, 1, n, f), n);
	assert_int_equal(fclose(f), 0);
}

/* A zone file that lists nothing and ends with this rule. */
static void spill_rule(const char *path, const char *rule)
{
	unsigned char bytes[300] = "TZif2";
	const size_t header = 44, type = 6;

	for (size_t at = 0; at <= header + type + 1; at += header + type + 1) {
		memcpy(bytes + at, "TZif2", 5);
		bytes[at + 39] = 1; /* types */
		bytes[at + 43] = 1; /* bytes of names */
	}
	size_t n = 2 * (header + type + 1);
	n += (size_t)snprintf((char *)bytes + n, sizeof(bytes) - n, "\n%s\n",
			      rule);
	spill(path, bytes, n);
}

/* libc takes the same rule from TZ itself. */
static void rules_mean_what_libc_takes_them_for(void **state)
{
	static const char *const rules[] = {
		"GMT0",
		"<+0530>-5:30",
		"EST5EDT,M3.2.0,M11.1.0",
		"AAA0BBB,M3.5.0/23:30,M10.5.0/0:30",
		"AAA-1BBB,M4.1.6/24,M9.4.4/0:00:01",
		"AAA3BBB2:30,J59/0,J60/23:59:59",
		"AAA3BBB2:30,J60,J300/3",
		"AAA3BBB,59/0,60/12",
		"AAA-12BBB,300,59/5",
		"IST-1GMT0,M10.5.0,M3.5.0/1",
		"<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
		"EET-2EEST,M3.5.0/50,M10.5.0/50",
		"AAA12BBB-12,M6.2.3,M8.1.1",
	};
	char dir[] = "/tmp/wfm-test-XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	const char *path = arena_printf(arena, "%s/X", dir);
	for (size_t i = 0; i < sizeof(rules) / sizeof(*rules); i++) {
		const struct zone *z;
		spill_rule(path, rules[i]);
		if (zone_load(arena, dir, "X", &z, &err) != RC_OK)
			fail_msg("%s: %s", rules[i], err.list[0].text);
		setenv("TZ", rules[i], 1);
		tzset();
		print_message("%s\n", rules[i]);
		check_zone(z, 50411);
		check_days(z);
	}
	unlink(path);
	rmdir(dir);
}

/* RFC 8536, 3.3.1: summer time all year; libc gets New Year's Eve wrong. */
static void a_rule_may_mean_summer_time_for_ever(void **state)
{
	char dir[] = "/tmp/wfm-test-XXXXXX";
	const struct zone *z;

	(void)state;
	assert_non_null(mkdtemp(dir));
	const char *path = arena_printf(arena, "%s/X", dir);
	spill_rule(path, "EST5EDT,0/0,J365/25");
	assert_int_equal(zone_load(arena, dir, "X", &z, &err), RC_OK);
	for (int64_t utc = BEGIN; utc < 5 * END; utc += 7199)
		assert_int_equal(zone_offset(z, utc), -4 * 3600);
	assert_true(zone_next_change(z, BEGIN) == INT64_MAX);
	unlink(path);
	rmdir(dir);
}

static void refuses_what_is_no_rule(void **state)
{
	static const char *const bad[] = {
		"E5",
		"EST",
		"EST25",
		"EST5EDT",
		"EST5EDT,M3.2.0",
		"<E>5",
		"EST5EDT,M13.2.0,M11.1.0",
		"EST5EDT,M3.6.0,M11.1.0",
		"EST5EDT,M3.2.7,M11.1.0",
		"EST5EDT,M3.2.0,M11.1.0 ",
		"EST5EDT,J0,J5",
		"EST5EDT,J366,J5",
		"EST5EDT,366,5",
		"EST5EDT,M3.2.0/168,M11.1.0",
		"EST5EDT,M3.2.0,M11.1",
		"EST5:60",
		"EST5x",
	};
	char dir[] = "/tmp/wfm-test-XXXXXX";

	(void)state;
	assert_non_null(mkdtemp(dir));
	const char *path = arena_printf(arena, "%s/X", dir);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		spill_rule(path, bad[i]);
		CHECK(*complaint(dir, "X"), "%s", bad[i]);
	}
	unlink(path);
	rmdir(dir);
}

static void times_out_of_order_are_refused(void **state)
{
	char dir[] = "/tmp/wfm-test-XXXXXX";
	unsigned char bytes[8192], *second;
	size_t n = slurp("/usr/share/zoneinfo/Europe/London", bytes,
			 sizeof(bytes));

	(void)state;
	assert_non_null(mkdtemp(dir));
	const char *path = arena_printf(arena, "%s/X", dir);
	second = memmem(bytes + 4, n - 4, "TZif", 4);
	assert_non_null(second);
	memcpy(second + 44 + 8, second + 44, 8); /* the first time again */
	spill(path, bytes, n);
	assert_true(*complaint(dir, "X"));
	unlink(path);
	rmdir(dir);
}

static void a_file_cut_short_is_refused(void **state)
{
	char dir[] = "/tmp/wfm-test-XXXXXX";
	unsigned char bytes[8192];
	size_t n = slurp("/usr/share/zoneinfo/Europe/London", bytes,
			 sizeof(bytes));

	(void)state;
	assert_non_null(mkdtemp(dir));
	const char *path = arena_printf(arena, "%s/X", dir);
	spill(path, bytes, n);
	assert_string_equal(complaint(dir, "X"), "");
	for (size_t len = 0; len < n;
	     len += len < 200 || n - len < 60 ? 1 : 41) {
		spill(path, bytes, len);
		CHECK(*complaint(dir, "X"), "%zu bytes of %zu", len, n);
	}
	unlink(path);
	rmdir(dir);
}

/* Whatever the bytes, the answer is a refusal or a zone that can be asked. */
static void damaged_files_do_no_harm(void **state)
{
	char dir[] = "/tmp/wfm-test-XXXXXX";
	unsigned char bytes[8192], damaged[8192];
	struct random r = random_stream(5, 1);
	size_t n = slurp("/usr/share/zoneinfo/Europe/London", bytes,
			 sizeof(bytes));
	int loaded = 0;

	(void)state;
	assert_non_null(mkdtemp(dir));
	const char *path =
		arena_strdup(arena, arena_printf(arena, "%s/X", dir));
	for (int i = 0; i < 2000; i++) {
		struct arena *a = arena_open();
		struct err e = err_new(a);
		const struct zone *z;
		memcpy(damaged, bytes, n);
		for (int k = 0; k <= i % 4; k++) {
			bool end = random_below(&r, 2);
			size_t at = (size_t)random_below(&r, end ? 30 : (int)n);
			damaged[end ? n - 1 - at : at] =
				(unsigned char)random_bits(&r);
		}
		spill(path, damaged, n);
		if (zone_load(a, dir, "X", &z, &e) == RC_OK) {
			loaded++;
			for (int64_t t = -END; t < 3 * END; t += 86400 * 997) {
				struct wall w = zone_wall(z, t);
				zone_utc(z, w.day, w.seconds);
				zone_day_begin(z, w.day);
				assert_in_range(w.offset + 26 * 3600, 0,
						52 * 3600);
				assert_true(zone_next_change(z, t) > t);
			}
		}
		arena_close(a);
	}
	assert_in_range(loaded, 10, 1990);
	unlink(path);
	rmdir(dir);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(agrees_with_libc_from_1970_to_2099),
		TEST(days_begin_where_libc_changes_date),
		TEST(knows_london_in_2026),
		TEST(knows_days_of_odd_length),
		TEST(agrees_with_libc_to_2520),
		TEST(the_rule_goes_on_for_ever),
		TEST(text_goes_there_and_back),
		TEST(reads_local_and_offset_times),
		TEST(refuses_what_is_no_time),
		TEST(bad_names_are_refused_with_a_hint),
		TEST(rules_mean_what_libc_takes_them_for),
		TEST(a_rule_may_mean_summer_time_for_ever),
		TEST(refuses_what_is_no_rule),
		TEST(times_out_of_order_are_refused),
		TEST(a_file_cut_short_is_refused),
		TEST(damaged_files_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
