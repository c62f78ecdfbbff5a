/*
 * check - what every unit test includes: cmocka and a few claims of ours.
 *
 * A test is a function whose name is a sentence; main lists them:
 *
 *	static void counts_days_from_1970(void **state) { ... }
 *	int main(void)
 *	{
 *		const struct CMUnitTest tests[] = {
 *			cmocka_unit_test(counts_days_from_1970),
 *		};
 *		return cmocka_run_group_tests(tests, NULL, NULL);
 *	}
 *
 * One group a program: its output is one TAP plan.
 */
#ifndef TESTS_CHECK_H
#define TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <math.h>
#include <cmocka.h>

/* cmocka's fail is in the way of base/err.h; fail_msg is built on it. */
#undef fail
#undef fail_msg
#define fail_msg(...)                                                          \
	do {                                                                   \
		print_error(__VA_ARGS__);                                      \
		print_error("\n");                                             \
		_fail(__FILE__, __LINE__);                                     \
	} while (0)

/* |a - b| <= tolerance; never true of NaN. */
#define CHECK_NEAR(a, b, tolerance)                                            \
	check_near((a), (b), (tolerance), #a, __FILE__, __LINE__)

static inline void check_near(double a, double b, double tolerance,
			      const char *what, const char *file, int line)
{
	if (fabs(a - b) <= tolerance)
		return;
	print_error("%s:%d: %s is %.17g, expected %.17g within %g\n", file,
		    line, what, a, b, tolerance);
	_fail(file, line);
}

/* A claim, with what to say when it does not hold. */
#define CHECK(claim, ...)                                                      \
	do {                                                                   \
		if (!(claim)) {                                                \
			print_error("%s:%d: not true: %s: ", __FILE__,         \
				    __LINE__, #claim);                         \
			print_error(__VA_ARGS__);                              \
			print_error("\n");                                     \
			_fail(__FILE__, __LINE__);                             \
		}                                                              \
	} while (0)

/* Leaves the test, saying why; it counts as skipped. */
#define SKIP(...)                                                              \
	do {                                                                   \
		print_message(__VA_ARGS__);                                    \
		print_message("\n");                                           \
		skip();                                                        \
	} while (0)

#endif
