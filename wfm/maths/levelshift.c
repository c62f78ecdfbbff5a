#include "maths/levelshift.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "maths/stats.h"

enum {
	LOOK_BACK = 182,
	NEAR = 10, /* days around the best split */
	BEFORE = 42,
	AFTER = 28,
	LEAST_AFTER = 6,
	LEAST_BEFORE = 14
};

static const double LEAST = 0.14; /* 15 % */
static const double SPREADS = 4;

static double median_of(const double *x, int from, int until, double *scratch)
{
	if (until <= from)
		return NAN;
	memcpy(scratch, x + from, (size_t)(until - from) * sizeof(*x));
	return stats_median(scratch, until - from);
}

/* Mean of the week around day i, NaN when too little of it is known. */
static double week_mean(const double *x, int n, int i)
{
	if (i < 3 || i + 3 >= n || stats_count(x + i - 3, 7) < 5)
		return NAN;
	return stats_mean(x + i - 3, 7);
}

/* u[n]: log totals less what their weekday usually is off its week. */
static double *without_weekdays(struct arena *work, const double *log_total,
				const int *weekday, int n)
{
	double *u = arena_new(work, double, n);
	double *same = arena_new(work, double, n);

	for (int w = 0; w < 7; w++) {
		int count = 0;
		for (int i = 0; i < n; i++)
			if (weekday[i] == w)
				same[count++] = log_total[i] -
						week_mean(log_total, n, i);
		double usual = stats_median(same, count);
		for (int i = 0; i < n; i++)
			if (weekday[i] == w)
				u[i] = log_total[i] - usual;
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

/* Distance of all values from the old level before at, the new one after. */
static double misfit(const double *u, int n, int at, double old, double change)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
		if (!isnan(u[i]))
			sum += fabs(u[i] - old - (i < at ? 0 : change));
	return sum;
}

/* The day near at that parts the two levels best. */
static int place(const double *u, int n, int at, double old, double change)
{
	int best = at;
	double least = misfit(u, n, at, old, change);

	for (int i = at > NEAR ? at - NEAR : 1; i < at + NEAR && i < n; i++) {
		double off = misfit(u, n, i, old, change);
		if (off < least) {
			least = off;
			best = i;
		}
	}
	return best;
}

/* One split: what changed there, and how far beyond chance. */
struct split {
	double old, change, size;
};

static struct split split_at(const double *u, int n, int at, double *scratch)
{
	int from = at > BEFORE ? at - BEFORE : 0;
	int until = at + AFTER < n ? at + AFTER : n;
	int before = stats_count(u + from, at - from);
	int after = stats_count(u + at, until - at);
	struct split s = { .size = 0 };

	if (before < LEAST_BEFORE || after < LEAST_AFTER)
		return s;
	/* Where the means hardly differ the medians need not be found. */
	if (fabs(stats_mean(u + at, until - at) -
		 stats_mean(u + from, at - from)) < LEAST / 2)
		return s;
	s.old = median_of(u, from, at, scratch);
	s.change = median_of(u, at, until, scratch) - s.old;
	double spread = spread_of(u, from, at, scratch);
	if (fabs(s.change) >= LEAST && fabs(s.change) >= SPREADS * spread &&
	    has_stayed(u, at, n, s.old, s.change, scratch))
		s.size = fabs(s.change) / sqrt(1.0 / before + 1.0 / after);
	return s;
}

struct levelshift levelshift_find(struct arena *work, const double *log_total,
				  const int *weekday, int n)
{
	int skip = n > LOOK_BACK ? n - LOOK_BACK : 0, best_at = -1;
	struct split best = { .size = 0 };

	n -= skip;
	const double *u =
		without_weekdays(work, log_total + skip, weekday + skip, n);
	double *scratch = arena_new(work, double, n);
	for (int at = 1; at < n; at++) {
		struct split s = split_at(u, n, at, scratch);
		if (s.size > best.size) {
			best = s;
			best_at = at;
		}
	}
	if (best_at < 0)
		return (struct levelshift){ .at = -1 };
	best_at = place(u, n, best_at, best.old, best.change);
	return (struct levelshift){ best_at + skip, best.change };
}
