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
static void add_up(int n, const double *arrived, double backlog,
		   const double *backlog_due, const int *last, double *sum,
		   double *due)
{
	double open = 0;
	int k = 0;

	sum[0] = backlog;
	for (int i = 0; i < n; i++) {
		assert(last[i] >= i && (i == 0 || last[i] >= last[i - 1]));
		sum[i + 1] = sum[i] + arrived[i];
		while (k <= i && last[k] <= i)
			k++;
		if (backlog_due)
			open = fmin(open + backlog_due[i], backlog);
		else if (k)
			open = backlog;
		due[i + 1] = open + sum[k] - backlog;
	}
}

void deferred_smooth(struct arena *scratch, int n, const double *arrived,
		     double backlog, const double *backlog_due, const int *last,
		     double *rate)
{
	double *sum = arena_new(scratch, double, n + 1);
	double *due = arena_new(scratch, double, n + 1);
	const struct strings s = { n, sum, due };
	struct bend from = { 0, 0 };

	assert(n >= 0 && backlog >= 0);
	add_up(n, arrived, backlog, backlog_due, last, sum, due);
	while (from.at < n) {
		struct bend to = next_bend(&s, from.at, from.done);
		double slope = (to.done - from.done) / (to.at - from.at);

		for (int i = from.at; i < to.at; i++)
			rate[i] = fmax(slope, 0);
		from = to;
	}
}
