#include "maths/deferred.h"

#include <assert.h>
#include <math.h>

/* The two obstacles, cumulated; the backlog is in every sum. */
struct strings {
	int n;
	const double *sum; /* [n + 1] arrived before slot i */
	const double *due; /* [n + 1] due before slot i */
};

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
		double up = (s->due[j] - done) / (j - i);
		double down = (s->sum[j] - done) / (j - i);

		if (up > high)
			return over;
		if (down < low)
			return under;
		if (up >= low) {
			low = up;
			under = (struct bend){ j, s->due[j] };
		}
		if (down <= high) {
			high = down;
			over = (struct bend){ j, s->sum[j] };
		}
	}
	double even = s->sum[s->n] / s->n;
	double slope = fmin(fmax(even, low), high);
	return (struct bend){ s->n, done + slope * (s->n - i) };
}

/* due[i]: what came in slots whose last slot is before i, and the backlog that
 * must be done by then. */
static void add_up(const struct deferred *d, double *sum, double *due)
{
	double open = 0;
	int k = 0;

	sum[0] = d->backlog;
	for (int i = 0; i < d->n; i++) {
		assert(d->last[i] >= i &&
		       (i == 0 || d->last[i] >= d->last[i - 1]));
		sum[i + 1] = sum[i] + d->arrived[i];
		while (k <= i && d->last[k] <= i)
			k++;
		if (d->backlog_due)
			open = fmin(open + d->backlog_due[i], d->backlog);
		else if (k)
			open = d->backlog;
		due[i + 1] = open + sum[k] - d->backlog;
	}
}

static void take_off(const struct deferred *d, double *sum, double *due)
{
	double idle = 0;

	for (int i = 0; i < d->n; i++) {
		idle += d->idle[i];
		sum[i + 1] -= idle;
		due[i + 1] -= idle;
	}
}

/* height: of the string with the idle time put back. */
static void use_idle(const struct deferred *d, const double *height,
		     double *used)
{
	double done = 0;

	for (int i = 0; i < d->n; i++) {
		double next = fmax(done, height[i + 1]);

		used[i] = fmin(next - done, d->idle ? d->idle[i] : 0);
		done = next;
	}
}

void deferred_smooth(struct arena *scratch, const struct deferred *d,
		     double *rate, double *used)
{
	double *sum = arena_new(scratch, double, d->n + 1);
	double *due = arena_new(scratch, double, d->n + 1);
	double *height = arena_new(scratch, double, d->n + 1);
	const struct strings s = { d->n, sum, due };
	struct bend from = { 0, 0 };

	assert(d->n >= 0 && d->backlog >= 0);
	add_up(d, sum, due);
	if (d->idle)
		take_off(d, sum, due);
	while (from.at < d->n) {
		struct bend to = next_bend(&s, from.at, from.done);
		double slope = (to.done - from.done) / (to.at - from.at);

		for (int i = from.at; i < to.at; i++) {
			rate[i] = fmax(slope, 0);
			height[i + 1] =
				height[i] + slope + (d->idle ? d->idle[i] : 0);
		}
		from = to;
	}
	if (used)
		use_idle(d, height, used);
}
