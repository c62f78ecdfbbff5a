/* quick - the same answers as the slow readers. */
#include "check.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/random.h"
#include "base/text.h"
#include "formats/quick.h"

static void check_number(const char *s)
{
	double slow = -7, quick = -7;
	bool good = text_double(s, &slow);

	CHECK(quick_number(s, &quick) == good, "%s", s);
	CHECK(memcmp(&slow, &quick, sizeof(slow)) == 0, "%s: %.17g %.17g", s,
	      slow, quick);
}

static void numbers_are_as_text_double_reads_them(void **state)
{
	static const char *const texts[] = {
		"0",
		"00",
		"7.",
		".5",
		"1e3",
		"-3",
		"+3",
		"nan",
		"",
		"1 ",
		" 1",
		"1,5",
		"0x1",
		"--1",
		"1.5.2",
		"999999999999999",
		"9999999999999999",
		"0.000000000000001",
		"123456789.123456789",
		"99999999999999999999",
		"1e999",
		"179.769",
		"0.1",
		"2.675",
	};
	struct random r = random_stream(7, 1);
	char s[32];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		check_number(texts[i]);
	for (int i = 0; i < 200000; i++) {
		int n = 1 + random_below(&r, 17), dot = random_below(&r, 20);
		for (int k = 0; k < n; k++)
			s[k] = k == dot ? '.'
					: (char)('0' + random_below(&r, 10));
		s[n] = '\0';
		check_number(s);
	}
}

static void check_instant(struct quick_times *q, const char *s)
{
	int64_t slow = -7, quick = -7;
	enum zone_kind a = ZONE_UNIQUE, b = ZONE_UNIQUE;
	bool has_a = false, has_b = false;
	bool good = zone_parse(q->zone, s, &slow, &a, &has_a);

	CHECK(quick_instant(q, s, &quick, &b, &has_b) == good, "%s", s);
	CHECK(!good || (slow == quick && a == b && has_a == has_b),
	      "%s %s: %lld %lld", zone_name(q->zone), s, (long long)slow,
	      (long long)quick);
}

/* All half hours of five years, with and without offsets, in zones that
 * change by an hour, by half of one, at midnight, or not at all. */
static void instants_are_as_zone_parse_reads_them(void **state)
{
	static const char *const zones[] = { "Europe/London",
					     "Australia/Lord_Howe",
					     "America/Sao_Paulo",
					     "Africa/Cairo", "UTC" };
	static const char *const offsets[] = { "",	 "Z",	  "+01:00",
					       "-03:30", "+1:00", "+99:00",
					       "+01:60" };
	struct arena *a = arena_open();
	struct err e = err_new(a);
	char date[11];

	(void)state;
	for (int i = 0; i < 5; i++) {
		const struct zone *z;
		assert_int_equal(zone_load(a, NULL, zones[i], &z, &e), RC_OK);
		struct quick_times q = quick_times_new(z);
		int first = date_from_civil((struct civil){ 2016, 1, 1 });
		for (int h = 0; h < 5 * 366 * 48; h++) {
			char s[64];
			snprintf(s, sizeof(s), "%sT%02d:%02d%s",
				 date_format(first + h / 48, date), h / 2 % 24,
				 h % 2 * 30, offsets[h % 11 % 7]);
			check_instant(&q, s);
		}
	}
	arena_close(a);
}

static void odd_instants_are_left_to_zone_parse(void **state)
{
	static const char *const texts[] = {
		"",
		"2026-11-23",
		"2026-11-23T08",
		"2026-11-23 08:30",
		"2026-11-23T08:30:15",
		"2026-11-23T24:00",
		"2026-11-23T08:60",
		"2026-02-30T08:30",
		"2026-11-23T08:30 ",
		"2026-11-23T08:30z",
		"0001-01-01T00:00Z",
		"9999-12-31T23:59",
		"2026-11-23T-1:30",
		"2026-11-23X08:30",
		"abcdefghijTkl:mn",
		"2026-11-23T08:30+",
	};
	struct arena *a = arena_open();
	struct err e = err_new(a);
	const struct zone *z;

	(void)state;
	assert_int_equal(zone_load(a, NULL, "Europe/London", &z, &e), RC_OK);
	struct quick_times q = quick_times_new(z);
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		check_instant(&q, texts[i]);
	arena_close(a);
}

/* What is not short is left to text_add_rounded. */
static void check_written(struct text *t, double x)
{
	char quick[QUICK_MOST + 1];
	int n = quick_write(quick, x);

	quick[n] = '\0';
	t->len = 0;
	text_add_rounded(t, x, 3);
	if (n > 0)
		CHECK(strcmp(t->data, quick) == 0, "%s is not %s", quick,
		      t->data);
	else
		CHECK(!(x >= 0) || x >= 1e9 || x != round(1000 * x) / 1000,
		      "%.17g is left out", x);
}

static void numbers_are_written_as_text_add_rounded_writes_them(void **state)
{
	static const double odd[] = { 0,	 -0.0,	 1,	  0.001,
				      0.01,	 0.1,	 10,	  1000,
				      10.01,	 1e9,	 999.999, 1e15,
				      -3,	 0.0005, 2.675,	  123456789.125,
				      0.1 + 0.2, 1.0 / 3 };
	struct random r = random_stream(8, 1);
	struct arena *a = arena_open();
	struct text t = text_new(a);

	(void)state;
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++)
		check_written(&t, odd[i]);
	for (int i = 0; i < 200000; i++) {
		double x = random_uniform(&r) * pow(10, random_below(&r, 9));
		check_written(&t, x);
		check_written(&t, round(1000 * x) / 1000);
		check_written(&t, floor(x));
	}
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			numbers_are_written_as_text_add_rounded_writes_them),
		cmocka_unit_test(numbers_are_as_text_double_reads_them),
		cmocka_unit_test(instants_are_as_zone_parse_reads_them),
		cmocka_unit_test(odd_instants_are_left_to_zone_parse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
