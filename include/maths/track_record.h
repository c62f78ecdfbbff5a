/*
 * track_record - how forecasts turned out, by how far ahead they looked.
 *
 * Unlike a back-test, which asks what a model would have said, this holds
 * what was said against what came.  Leads are the back-test's (backtest.h).
 */
#ifndef MATHS_TRACK_RECORD_H
#define MATHS_TRACK_RECORD_H

#include "maths/accuracy.h"
#include "maths/backtest.h"
#include "model/workload.h"

struct track {
	struct accuracy sums;
	/* Intervals with a range, and of them the share inside, summed. */
	int ranges;
	double in80, in95;
};

struct track_record {
	struct track leads[BACKTEST_HORIZONS];
};

/*
 * Adds one queue of a forecast's first days.  known_before: the first day that
 * was not yet known when it was made, so that its lead is 1; not after the
 * forecast's first.  Intervals that the history does not hold do not count.
 * A variance of 0 or NULL is no range.
 */
void track_record_add(struct arena *work, struct track_record *to,
		      const struct workload *ahead,
		      const struct workload *history, int queue, int days,
		      int known_before);

/* All leads together. */
struct track track_record_all(const struct track_record *r);

/* Shares inside the ranges; NaN without any. */
double track_cover80(const struct track *t);
double track_cover95(const struct track *t);

#endif
