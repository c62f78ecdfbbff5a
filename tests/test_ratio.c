/* Rounding up: decimals by the text and by the rule. */
#include "maths/ratio.h"

#include "near.h"

static struct ratio read(const char *text)
{
	struct ratio r = { -1, -1 };

	assert_true(ratio_parse(text, &r));
	return r;
}

static void reads_what_people_write(void **state)
{
	static const struct {
		const char *text;
		int64_t over, under;
	} row[] = {
		{ "0.85", 17, 20 },
		{ "85%", 17, 20 },
		{ "12.5 %", 1, 8 },
		{ "42.5", 85, 2 },
		{ "0", 0, 1 },
		{ "30", 30, 1 },
		{ "0.000", 0, 1 },
		{ "100%", 1, 1 },
		{ ".5", 1, 2 },
		{ "0.1", 1, 10 },
		{ "999999999999999999", 999999999999999999, 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(row) / sizeof(*row); i++) {
		struct ratio r = read(row[i].text);

		assert_true(r.over == row[i].over);
		assert_true(r.under == row[i].under);
	}
}

static void refuses_what_is_no_decimal(void **state)
{
	static const char *const bad[] = {
		"",
		"x",
		"-1",
		"1e3",
		"1.",
		"1..2",
		"1.2.3",
		" 1",
		"1 ",
		"%",
		"1  %",
		"1%%",
		"0x1",
		"nan",
		"1/3",
		"1,5",
		"1234567890123456789",
		".",
		"0.12345678901234567%",
	};
	struct ratio r = { 7, 9 };

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++)
		assert_false(ratio_parse(bad[i], &r));
	assert_true(r.over == 7 && r.under == 9);
}

/* pyworkforce 0.5: 21 / 0.7 is 31 there, and 12 more such cases. */
static void quotients_of_decimals_are_exact(void **state)
{
	int64_t n;

	(void)state;
	assert_true(
		ratio_ceil_quotient(read("21"), ratio_rest(read("0.3")), &n) &&
		n == 30);
	assert_true(ratio_ceil_quotient(read("42.5"), read("85%"), &n) &&
		    n == 50);
	assert_true(
		ratio_ceil_quotient(read("42.500000000001"), read("85%"), &n) &&
		n == 51);
	assert_false(ratio_ceil_quotient(read("1"), read("0"), &n));
	assert_false(ratio_ceil_quotient(read("999999999999999999"),
					 read("0.00000000000000001"), &n));
}

/* All agents to 2000, all whole per cents: the rule is right every time. */
static void the_rule_agrees_with_whole_numbers(void **state)
{
	(void)state;
	for (int net = 0; net <= 2000; net++)
		for (int s = 0; s < 100; s++) {
			int exact = (100 * net + 99 - s) / (100 - s);

			CHECK_SAME(ratio_ceil(ratio_gross(net, s / 100.)),
				   exact);
		}
}

/* Loads in tenths, caps in whole per cents; and in tenths of a per cent. */
static void the_rule_agrees_for_occupancy_caps(void **state)
{
	(void)state;
	for (int tenths = 1; tenths < 3000; tenths++)
		for (int cap = 500; cap <= 1000; cap += 5) {
			int exact = (100 * tenths + cap - 1) / cap;

			CHECK_SAME(ratio_ceil(tenths / 10. / (cap / 1000.)),
				   exact);
		}
}

static void large_numbers_keep_their_rule(void **state)
{
	uint64_t dice = 1;

	(void)state;
	for (int i = 0; i < 100000; i++) {
		double n = floor(near_log_random(&dice, 1, 1e8));
		double part = 0.001 + near_random(&dice);

		CHECK_SAME(ratio_ceil(n * part / part), n);
		CHECK_SAME(ratio_ceil(n + 1e-6), n + 1);
		assert_true(ratio_covers(n, n * part / part));
		assert_false(ratio_covers(n, n + 1e-6));
	}
	CHECK_SAME(ratio_ceil(0), 0);
	CHECK_SAME(ratio_ceil(INFINITY), INFINITY);
	CHECK_SAME(ratio_gross(5, 1), INFINITY);
	CHECK_SAME(ratio_gross(0, 1), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_people_write),
		cmocka_unit_test(refuses_what_is_no_decimal),
		cmocka_unit_test(quotients_of_decimals_are_exact),
		cmocka_unit_test(the_rule_agrees_with_whole_numbers),
		cmocka_unit_test(the_rule_agrees_for_occupancy_caps),
		cmocka_unit_test(large_numbers_keep_their_rule),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
