#include "maths/levelshift.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "maths/stats.h"

enum {
	LOOK_BACK = 182,
	BEFORE = 42,
	AFTER = 28,
	LEAST_AFTER = 6,
	LEAST_BEFORE = 14
};

static const double LEAST = 0.14; /* 15 % */
static const double SPREADS = 3;

static double median_of(const double *x, int from, int until, double *scratch)
{
	if (until <= from)
		return NAN;
	memcpy(scratch, x + from, (size_t)(until - from) * sizeof(*x));
	return stats_median(scratch, until - from);
}

/* u[n]: log totals less their weekday's median. */
static double *without_weekdays(struct arena *work, const double *log_total,
				const int *weekday, int n)
{
	double *u = arena_new(work, double, n);
	double *same = arena_new(work, double, n);

	for (int w = 0; w < 7; w++) {
		int count = 0;
		for (int i = 0; i < n; i++)
			if (weekday[i] == w)
				same[count++] = log_total[i];
		double median = stats_median(same, count);
		for (int i = 0; i < n; i++)
			if (weekday[i] == w)
				u[i] = log_total[i] - median;
	}
	return u;
}

/* Spread of the days before, slow wanderings included. */
static double spread_of(const double *u, int from, int until, double *scratch)
{
	memcpy(scratch, u + from, (size_t)(until - from) * sizeof(*u));
	return stats_spread(scratch, until - from);
}

/* Both halves of what followed lie beyond half the change. */
static bool has_stayed(const double *u, int at, int until, double before,
		       double change, double *scratch)
{
	int middle = at + (until - at) / 2;
	double first = median_of(u, at, middle, scratch) - before;
	double second = median_of(u, middle, until, scratch) - before;

	return first / change > 0.5 && second / change > 0.5;
}

struct levelshift levelshift_find(struct arena *work, const double *log_total,
				  const int *weekday, int n)
{
	int skip = n > LOOK_BACK ? n - LOOK_BACK : 0;
	struct levelshift found = { .at = -1 };
	double best = 0;

	n -= skip;
	const double *u =
		without_weekdays(work, log_total + skip, weekday + skip, n);
	double *scratch = arena_new(work, double, n);
	for (int at = 1; at < n; at++) {
		int from = at > BEFORE ? at - BEFORE : 0;
		int until = at + AFTER < n ? at + AFTER : n;
		int before = stats_count(u + from, at - from);
		int after = stats_count(u + at, until - at);
		if (before < LEAST_BEFORE || after < LEAST_AFTER)
			continue;
		double old = median_of(u, from, at, scratch);
		double change = median_of(u, at, until, scratch) - old;
		double size = fabs(change) / sqrt(1.0 / before + 1.0 / after);
		if (!(size > best) || fabs(change) < LEAST ||
		    fabs(change) < SPREADS * spread_of(u, from, at, scratch) ||
		    !has_stayed(u, at, n, old, change, scratch))
			continue;
		best = size;
		found = (struct levelshift){ at + skip, change };
	}
	return found;
}
