/*
 * outage - what a history says that was not demand.
 *
 * Zeros in open hours are suspicious where they last too long: a run of zero
 * slots in which more than 20 contacts were to be expected (probability
 * e^-20 for Poisson arrivals) is an outage or an unknown closing, and becomes
 * missing.  Zeros before a queue's first contact were not its life.  A silence
 * of two weeks or more up to the end is believed: the queue has ended.  The
 * last day is left out when it stops before closing time.
 *
 * A file that knows no zero although contacts are few enough for zeros to
 * occur leaves empty intervals out: missing slots of recorded days are then 0.
 */
#ifndef MATHS_OUTAGE_H
#define MATHS_OUTAGE_H

#include "base/arena.h"
#include "maths/daymatrix.h"

enum left_out {
	LEFT_OUT_NOT,	  /* learned from */
	LEFT_OUT_BEFORE,  /* the queue had no contact yet */
	LEFT_OUT_OUTAGE,  /* zeros where contacts were to be expected */
	LEFT_OUT_PARTIAL, /* the last day, not complete */
	LEFT_OUT_MISSING, /* open, but less than half of it recorded */
	LEFT_OUT_OUTLIER  /* unlike its weekday (maths/training.h) */
};

struct outages {
	enum left_out *why; /* [days] */
	int silent_from;    /* row after which nothing came; past: none */
	bool no_zeros;	    /* intervals without a record were read as 0 */
};

/* Changes calls (and past) of m, which the caller classified before, and
 * classifies again. */
struct outages outage_remove(struct arena *a, struct day_matrix *m);

#endif
