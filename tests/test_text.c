#include "check.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"
#include "base/text.h"

static struct arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_open();
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_close(arena);
	return 0;
}

static const char *number(double x)
{
	struct text t = text_new(arena);

	text_add_number(&t, x);
	return t.data;
}

static const char *rounded(double x, int decimals)
{
	struct text t = text_new(arena);

	text_add_rounded(&t, x, decimals);
	return t.data;
}

/* A double with any exponent: all bit patterns but nan and inf. */
static double any_double(struct random *r)
{
	double x;

	do {
		uint64_t bits = random_bits(r);
		memcpy(&x, &bits, sizeof(x));
	} while (!isfinite(x));
	return x;
}

static void a_string_grows(void **state)
{
	struct text t = text_new(arena);
	char want[4000] = "";

	(void)state;
	assert_string_equal(t.data, "");
	for (int i = 0; i < 500; i++) {
		text_addf(&t, "%d", i);
		text_add_char(&t, ',');
		text_add(&t, "é");
		snprintf(want + strlen(want), sizeof(want) - strlen(want),
			 "%d,é", i);
	}
	assert_string_equal(t.data, want);
	assert_int_equal(t.len, strlen(want));
}

/* Second method: strtod in the C locale, on numbers of our syntax. */
static void reads_numbers_as_strtod_does(void **state)
{
	struct random r = random_stream(1, 1);
	char text[500];
	double x;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		double y = i % 2 ? any_double(&r) : random_normal(&r) * 1e3;
		int digits = random_below(&r, 41);
		snprintf(text, sizeof(text), i % 3 ? "%.*e" : "%.*f", digits,
			 y);
		double want = strtod(text, NULL);
		if (want == 0 && strpbrk(text, "123456789"))
			CHECK(!text_double(text, &x), "%s", text);
		else
			CHECK(text_double(text, &x) && x == want, "%s", text);
	}
}

/* Decimals that lie next to or on the middle between two doubles. */
static void rounds_hard_cases_correctly(void **state)
{
	static const char *const hard[] = {
		"9007199254740993",
		"9007199254740993.0000000000000000000000000000000000001",
		"2.2250738585072011e-308",
		"2.2250738585072012e-308",
		"2.4703282292062328e-324",
		"1.7976931348623158e308",
		"0.1e1",
		"000000000000000000000000000000000000000000000.5",
		"5e-324",
		"1e23",
		"8.5e0000000000000000000000000001",
	};
	/* 1 + 2^-53 exactly: to the even neighbour, 1, but for what follows. */
	static const char *const tie =
		"1.00000000000000011102230246251565404236316680908203125";
	char text[1500];
	double x;

	(void)state;
	for (size_t i = 0; i < sizeof(hard) / sizeof(*hard); i++)
		CHECK(text_double(hard[i], &x) && x == strtod(hard[i], NULL),
		      "%s", hard[i]);
	for (int zeros = 1; zeros < 1000; zeros += 37) {
		snprintf(text, sizeof(text), "%s%0*d", tie, zeros, 0);
		assert_true(text_double(text, &x) && x == 1);
		snprintf(text, sizeof(text), "%s%0*d", tie, zeros, 1);
		assert_true(text_double(text, &x) && x == 1 + 0x1p-52);
	}
	snprintf(text, sizeof(text), "1%0800d1", 0);
	assert_false(text_double(text, &x));
	strcat(text, "e-801");
	assert_true(text_double(text, &x) && x == 1.0);
}

static void refuses_what_is_no_number(void **state)
{
	static const char *const bad[] = {
		"",
		"+",
		"-",
		".",
		".5",
		"5.",
		"1e",
		"1e+",
		"e5",
		"1.e5",
		"nan",
		"NaN",
		"inf",
		"-inf",
		"INFINITY",
		"0x1F",
		" 1",
		"1 ",
		"46abc",
		"1,5",
		"1.5.2",
		"--1",
		"+-1",
		"1e5.0",
		"1e999",
		"-1e999",
		"1e-999",
		"1_000",
		"1'000",
		"\xD9\xA1",
		"1e99999999999999999999",
		"1e-99999999999999999999",
	};
	double x = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(!text_double(bad[i], &x), "\"%s\"", bad[i]);
	CHECK_NEAR(x, 7, 0);
	assert_true(text_double("0e99999999999999999999", &x) && x == 0);
	assert_true(text_double("+1.5E+2", &x) && x == 150);
}

static void reads_integers_up_to_the_edge(void **state)
{
	static const char *const bad[] = { "",
					   "+",
					   "1.0",
					   "1e3",
					   "0x1",
					   " 1",
					   "1 ",
					   "abc",
					   "9223372036854775808",
					   "-9223372036854775809",
					   "99999999999999999999999" };
	int64_t x = 7;

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(!text_int(bad[i], &x), "\"%s\"", bad[i]);
	assert_int_equal(x, 7);
	assert_true(text_int("9223372036854775807", &x) && x == INT64_MAX);
	assert_true(text_int("-9223372036854775808", &x) && x == INT64_MIN);
	assert_true(text_int("+0042", &x) && x == 42);
	assert_true(text_int("-0", &x) && x == 0);
}

/* Number of significant digits of a written number. */
static int digits_in(const char *s)
{
	int n = 0, zeros = 0;

	for (; *s && *s != 'e'; s++) {
		if (*s < '0' || *s > '9' || (n == 0 && *s == '0'))
			continue;
		zeros = *s == '0' ? zeros + 1 : 0;
		n++;
	}
	return n - zeros;
}

/* The law: reads back, and no printf with fewer digits does. */
static void writes_the_shortest_that_reads_back(void **state)
{
	struct random r = random_stream(2, 1);

	(void)state;
	for (int i = 0; i < 60000; i++) {
		double x = i % 2 ? any_double(&r)
				 : floor(random_normal(&r) * 1e4) / 100;
		const char *s = number(x);
		double back;
		CHECK(text_double(s, &back) && back == x, "%.17g is %s", x, s);
		int n = digits_in(s);
		if (n > 1) {
			char fewer[40];
			snprintf(fewer, sizeof(fewer), "%.*e", n - 2, x);
			CHECK(strtod(fewer, NULL) != x, "%s for %s", s, fewer);
		}
		if (i % 100 == 0)
			arena_empty(arena);
	}
}

static void writes_numbers_as_people_do(void **state)
{
	(void)state;
	assert_string_equal(number(0), "0");
	assert_string_equal(number(-0.0), "0");
	assert_string_equal(number(0.1), "0.1");
	assert_string_equal(number(12), "12");
	assert_string_equal(number(-40), "-40");
	assert_string_equal(number(16.23), "16.23");
	assert_string_equal(number(1.0 / 3), "0.3333333333333333");
	assert_string_equal(number(1e15), "1000000000000000");
	assert_string_equal(number(1e300), "1e300");
	assert_string_equal(number(1.5e-9), "1.5e-9");
	assert_string_equal(number(0.00001), "0.00001");
	assert_string_equal(number(5e-324), "5e-324");
	assert_string_equal(number(NAN), "nan");
	assert_string_equal(number(-INFINITY), "-inf");
}

static void rounds_half_away_from_zero(void **state)
{
	(void)state;
	assert_string_equal(rounded(2.675, 2), "2.68");
	assert_string_equal(rounded(-2.675, 2), "-2.68");
	assert_string_equal(rounded(0.5, 0), "1");
	assert_string_equal(rounded(-0.5, 0), "-1");
	assert_string_equal(rounded(1.5, 0), "2");
	assert_string_equal(rounded(2.5, 0), "3");
	assert_string_equal(rounded(0.049, 1), "0");
	assert_string_equal(rounded(-0.049, 1), "0");
	assert_string_equal(rounded(0.05, 1), "0.1");
	assert_string_equal(rounded(0.0049, 1), "0");
	assert_string_equal(rounded(9.999, 2), "10");
	assert_string_equal(rounded(99.96, 1), "100");
	assert_string_equal(rounded(0.999, 1), "1");
	assert_string_equal(rounded(3.10, 2), "3.1");
	assert_string_equal(rounded(1200, 0), "1200");
	assert_string_equal(rounded(1234.5678, 6), "1234.5678");
	assert_string_equal(rounded(0, 3), "0");
}

/* Away from ties, printf rounds the same; it keeps trailing zeros. */
static void rounds_as_printf_away_from_ties(void **state)
{
	struct random r = random_stream(3, 1);
	char want[60];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		int decimals = i % 5;
		double x = random_normal(&r) * (i % 7 ? 100 : 0.01);
		snprintf(want, sizeof(want), "%.*f", decimals, x);
		if (strchr(want, '.')) {
			size_t len = strlen(want);
			while (want[len - 1] == '0')
				want[--len] = '\0';
			if (want[len - 1] == '.')
				want[len - 1] = '\0';
		}
		if (strcmp(want, "-0") == 0)
			strcpy(want, "0");
		assert_string_equal(rounded(x, decimals), want);
	}
	arena_empty(arena);
}

/* A locale with a decimal comma, made on the spot in a folder of its own. */
static bool use_decimal_comma(const char *folder)
{
	const char *source = arena_printf(arena, "%s/source", folder);
	FILE *f = fopen(source, "w");

	assert_non_null(f);
	fputs("LC_NUMERIC\ndecimal_point \",\"\nthousands_sep \".\"\n"
	      "grouping 3;3\nEND LC_NUMERIC\n",
	      f);
	fclose(f);
	if (system(arena_printf(arena,
				"localedef -c -i %s %s/comma "
				">/dev/null 2>&1",
				source, folder)) == -1)
		return false;
	setenv("LOCPATH", folder, 1);
	return setlocale(LC_NUMERIC, "comma") != NULL;
}

static void a_decimal_comma_changes_nothing(void **state)
{
	char folder[] = "/tmp/wfm-test-XXXXXX";
	double x;

	(void)state;
	assert_non_null(mkdtemp(folder));
	bool comma = use_decimal_comma(folder);
	if (comma) {
		assert_string_equal(arena_printf(arena, "%.1f", 12.5), "12,5");
		assert_string_equal(number(12.5), "12.5");
		assert_string_equal(number(1.5e-9), "1.5e-9");
		assert_string_equal(rounded(-1234.375, 2), "-1234.38");
		assert_true(text_double("12.5", &x) && x == 12.5);
		assert_true(text_double("1.25e-3", &x) && x == 0.00125);
		assert_false(text_double("12,5", &x));
	}
	setlocale(LC_NUMERIC, "C");
	assert_int_not_equal(system(arena_printf(arena, "rm -rf %s", folder)),
			     -1);
	if (!comma)
		SKIP("no localedef here to make a decimal comma with");
}

static void knows_well_formed_utf8(void **state)
{
	static const char *const good[] = { "",
					    "abc",
					    "Zoë",
					    "日本",
					    "😀",
					    "\xEF\xBF\xBD",
					    "\xF4\x8F\xBF\xBD" };
	static const char *const bad[] = {
		"\x80",
		"\xC3",
		"\xC0\xAF",
		"\xE0\x80\xAF",
		"\xED\xA0\x80",
		"\xEF\xBF\xBE",
		"\xEF\xBF\xBF",
		"\xF5\x80\x80\x80",
		"\xF4\x90\x80\x80",
		"a\xFF",
		"\xE6\x97",
		"\xF0\x82\x82\xAC",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++)
		CHECK(text_is_utf8(good[i], strlen(good[i])), "%s", good[i]);
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		CHECK(!text_is_utf8(bad[i], strlen(bad[i])), "number %zu", i);
}

static void knows_plain_text(void **state)
{
	(void)state;
	assert_true(text_is_plain(""));
	assert_true(text_is_plain("Zoë Müller-日本 ნინო नि 😀"));
	assert_false(text_is_plain("a\tb"));
	assert_false(text_is_plain("a\nb"));
	assert_false(text_is_plain("\x1B[2J"));
	assert_false(text_is_plain("\x7F"));
	assert_false(text_is_plain("\xC2\x9B"));
	assert_false(text_is_plain("a\xE2\x80\xAE"
				   "b"));
	assert_false(text_is_plain("a\xE2\x80\xA8"
				   "b"));
	assert_false(text_is_plain("\xE2\x81\xA6"));
	assert_false(text_is_plain("\xD8\x9C"));
	assert_false(text_is_plain("\xFF"));
}

static void quotes_what_could_harm_a_terminal(void **state)
{
	const char *longest;
	char many[500];

	(void)state;
	assert_string_equal(text_quote(arena, "Zoë"), "Zoë");
	assert_string_equal(text_quote(arena, "a\x1B[2J"), "a\\x1B[2J");
	assert_string_equal(text_quote(arena, "\xFF\n"), "\\xFF\\x0A");
	assert_string_equal(text_quote(arena, "\xE2\x80\xAEx"),
			    "\\xE2\\x80\\xAEx");
	memset(many, 'x', sizeof(many) - 1);
	many[sizeof(many) - 1] = '\0';
	longest = text_quote(arena, many);
	assert_int_equal(text_width(longest), 61);
	assert_true(text_is_plain(longest));
}

/* Widths by East Asian Width (UAX 11) and grapheme clusters (UAX 29). */
static void knows_columns_of_many_scripts(void **state)
{
	static const struct {
		const char *s;
		int width;
	} cases[] = {
		{ "", 0 },
		{ "abc", 3 },
		{ "Zoë", 3 },
		{ "Zoe\xCC\x88", 3 }, /* combining diaeresis */
		{ "日本", 4 },
		{ "ｱ", 1 },
		{ "Ａ", 2 },
		{ "한국", 4 },
		{ "\xE1\x84\x92\xE1\x85\xA1\xE1\x86\xAB", 2 },
		{ "ნინო", 4 },
		{ "שלום", 4 },
		{ "😀", 2 },
		{ "👩‍👩‍👧", 2 },
		{ "🇬🇪", 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		CHECK(text_width(cases[i].s) == cases[i].width, "%s is %d",
		      cases[i].s, text_width(cases[i].s));
}

static void fits_text_into_columns(void **state)
{
	static const char *const names[] = {
		"Ann", "Zoe\xCC\x88 Long-Name", "日本語の名前",
		"👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧", ""
	};

	(void)state;
	assert_string_equal(text_fit(arena, "Ann", 5), "Ann  ");
	assert_string_equal(text_fit(arena, "Annabel", 5), "Anna…");
	assert_string_equal(text_fit(arena, "日本語", 4), "日… ");
	assert_string_equal(text_fit(arena, "abc", 0), "");
	assert_string_equal(text_fit(arena, "abc", 1), "…");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		for (int columns = 0; columns < 20; columns++) {
			const char *s = text_fit(arena, names[i], columns);
			assert_int_equal(text_width(s), columns);
			assert_true(text_is_utf8(s, strlen(s)));
		}
}

static void compares_names_in_one_form(void **state)
{
	(void)state;
	assert_string_equal(text_nfc(arena, "Zoe\xCC\x88"), "Zoë");
	assert_string_equal(text_nfc(arena, "\xE2\x84\xAB"), "Å");
	assert_string_equal(text_nfc(arena, ""), "");
	assert_string_equal(text_nfc(arena, "\xFFq"), "\xFFq");
	assert_string_equal(text_fold(arena, "ZOE\xCC\x88"), "zoë");
	assert_string_equal(text_fold(arena, "Straße"),
			    text_fold(arena, "STRASSE"));
	assert_string_equal(text_fold(arena, "ΣΑΣ"), text_fold(arena, "σας"));
}

static void takes_blanks_off_both_ends(void **state)
{
	(void)state;
	assert_string_equal(text_trim(arena, " \t a b\r\n"), "a b");
	assert_string_equal(text_trim(arena, "a"), "a");
	assert_string_equal(text_trim(arena, " \v\f "), "");
	assert_string_equal(text_trim(arena, ""), "");
}

static void compares_strings(void **state)
{
	(void)state;
	assert_true(text_equal("a", "a"));
	assert_false(text_equal("a", "b"));
	assert_true(text_equal(NULL, NULL));
	assert_false(text_equal(NULL, "a"));
	assert_false(text_equal("a", NULL));
	assert_true(text_starts("history.csv", "history"));
	assert_true(text_starts("x", ""));
	assert_false(text_starts("hist", "history"));
}

static void suggests_the_word_that_was_meant(void **state)
{
	static const char *const keys[] = { "hours", "house", "breaks",
					    "time_zone", "skills" };
	char long_word[200];

	(void)state;
	assert_string_equal(text_nearest("huors", keys, 5), "hours");
	assert_string_equal(text_nearest("hourss", keys, 5), "hours");
	assert_string_equal(text_nearest("timezone", keys, 5), "time_zone");
	assert_string_equal(text_nearest("braeks", keys, 5), "breaks");
	assert_string_equal(text_nearest("houses", keys, 5), "house");
	assert_string_equal(text_nearest("skills", keys, 5), "skills");
	static const char *const help[] = { "help" };
	assert_string_equal(text_nearest("hlep", help, 1), "help");
	assert_null(text_nearest("hexq", help, 1));
	assert_null(text_nearest("zone", keys, 5));
	assert_null(text_nearest("ho", keys, 5));
	assert_null(text_nearest("", keys, 5));
	assert_null(text_nearest("hours", keys, 0));
	memset(long_word, 'h', sizeof(long_word) - 1);
	long_word[sizeof(long_word) - 1] = '\0';
	assert_null(text_nearest(long_word, keys, 5));
}

/* Test vectors of draft-eastlake-fnv. */
static void hashes_as_fnv1a(void **state)
{
	(void)state;
	assert_true(text_hash("", 0) == 0xcbf29ce484222325U);
	assert_true(text_hash("a", 1) == 0xaf63dc4c8601ec8cU);
	assert_true(text_hash("foobar", 6) == 0x85944171f73967e8U);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_string_grows),
		TEST(reads_numbers_as_strtod_does),
		TEST(rounds_hard_cases_correctly),
		TEST(refuses_what_is_no_number),
		TEST(reads_integers_up_to_the_edge),
		TEST(writes_the_shortest_that_reads_back),
		TEST(writes_numbers_as_people_do),
		TEST(rounds_half_away_from_zero),
		TEST(rounds_as_printf_away_from_ties),
		TEST(a_decimal_comma_changes_nothing),
		TEST(knows_well_formed_utf8),
		TEST(knows_plain_text),
		TEST(quotes_what_could_harm_a_terminal),
		TEST(knows_columns_of_many_scripts),
		TEST(fits_text_into_columns),
		TEST(compares_names_in_one_form),
		TEST(takes_blanks_off_both_ends),
		TEST(compares_strings),
		TEST(suggests_the_word_that_was_meant),
		TEST(hashes_as_fnv1a),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
