#include "maths/deferred.h"

#include <assert.h>
#include <math.h>

/* The two obstacles, known by cumulated arrivals: sum[i] arrived before slot i
 * (the backlog is in every sum). */
struct strings {
	int n, delay;
	const double *sum; /* [n + 1] */
};

/* Least and most that may be done after slot i - 1, i >= 1. */
static double due(const struct strings *s, int i)
{
	return i - 1 < s->delay ? 0 : s->sum[i - s->delay];
}

static double arrived_by(const struct strings *s, int i)
{
	return s->sum[i];
}

struct bend {
	int at;
	double done;
};

/*
 * The straight run from (i, done): as far as one slope fits between the
 * obstacles, ending at the vertex of the one it hits.
 */
static struct bend next_bend(const struct strings *s, int i, double done)
{
	double low = -INFINITY, high = INFINITY;
	struct bend under = { i, done }, over = { i, done };

	for (int j = i + 1; j <= s->n; j++) {
		double up = (due(s, j) - done) / (j - i);
		double down = (arrived_by(s, j) - done) / (j - i);

		if (up > high)
			return over;
		if (down < low)
			return under;
		if (up >= low) {
			low = up;
			under = (struct bend){ j, due(s, j) };
		}
		if (down <= high) {
			high = down;
			over = (struct bend){ j, arrived_by(s, j) };
		}
	}
	double even = s->sum[s->n] / s->n;
	double slope = fmin(fmax(even, low), high);
	return (struct bend){ s->n, done + slope * (s->n - i) };
}

void deferred_smooth(struct arena *scratch, int n, const double *arrived,
		     double backlog, int delay, double *rate)
{
	double *sum = arena_new(scratch, double, n + 1);
	const struct strings s = { n, delay, sum };
	struct bend from = { 0, 0 };

	assert(n >= 0 && delay >= 0 && backlog >= 0);
	sum[0] = backlog;
	for (int i = 0; i < n; i++)
		sum[i + 1] = sum[i] + arrived[i];
	while (from.at < n) {
		struct bend to = next_bend(&s, from.at, from.done);
		double slope = (to.done - from.done) / (to.at - from.at);

		for (int i = from.at; i < to.at; i++)
			rate[i] = fmax(slope, 0);
		from = to;
	}
}
