/*
 * near - checks of numbers for the tests of the maths, on top of cmocka.
 */
#ifndef TESTS_NEAR_H
#define TESTS_NEAR_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* got is within `relative` of want, measured on want. */
#define CHECK_NEAR(got, want, relative)                                        \
	check_near((got), (want), (relative), #got, __FILE__, __LINE__)

/* got is within `absolute` of want. */
#define CHECK_CLOSE(got, want, absolute)                                       \
	check_close((got), (want), (absolute), #got, __FILE__, __LINE__)

/* The same number, both may be infinite. */
#define CHECK_SAME(got, want)                                                  \
	check_close((got), (want), 0, #got, __FILE__, __LINE__)

/* low <= high, allowing for rounding by 1e-11 of the larger. */
#define CHECK_ORDER(low, high)                                                 \
	check_order((low), (high), #low " <= " #high, __FILE__, __LINE__)

static inline void check_close(double got, double want, double absolute,
			       const char *what, const char *file, int line)
{
	if (got == want || fabs(got - want) <= absolute)
		return;
	print_error("%s is %.17g, not %.17g\n", what, got, want);
	_fail(file, line);
}

static inline void check_near(double got, double want, double relative,
			      const char *what, const char *file, int line)
{
	check_close(got, want, relative * fabs(want), what, file, line);
}

static inline void check_order(double low, double high, const char *what,
			       const char *file, int line)
{
	if (low <= high || low - high <= 1e-11 * fabs(low))
		return;
	print_error("%s is false: %.17g, %.17g\n", what, low, high);
	_fail(file, line);
}

/* A stream of test cases: the same on every machine, no library needed. */
static inline double near_random(uint64_t *state)
{
	*state = *state * 6364136223846793005u + 1442695040888963407u;
	return (double)(*state >> 11) / 9007199254740992.0;
}

/* Between low and high, evenly in the logarithm. */
static inline double near_log_random(uint64_t *state, double low, double high)
{
	return low * pow(high / low, near_random(state));
}

#endif
