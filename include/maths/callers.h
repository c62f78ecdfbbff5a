/*
 * callers - what a history says of the patience of callers and of how much
 * handling times differ, though it holds totals of intervals only.
 *
 * Patience is censored: who is answered would have waited longer.  With
 * exponential patience the estimate of greatest likelihood is all the time
 * spent waiting, also by the answered, over the number who hung up; the mean
 * wait of those who hung up is far below it.  A switch records how long the
 * answered waited.  How long the others did is taken from Erlang A with the
 * patience that is sought: for the hours of the day, busier intervals apart,
 * with the staff at which it loses as many as were lost.
 *
 * Handling times: the means of two intervals that follow each other differ by
 * a variance of sigma^2 (1/n + 1/m), n and m contacts, and by what the day
 * changes meanwhile; a weighted line through all pairs tells the two apart.
 *
 * Half widths are of 95 %, by the jackknife over 20 sets of days.
 *
 * Sources: L. Brown et al., "Statistical analysis of a telephone call center",
 * JASA 100 (2005), 36-50 (censoring, and abandonment = wait / patience);
 * A. Mandelbaum, S. Zeltyn, "Service engineering in action" (2007), 3.
 */
#ifndef MATHS_CALLERS_H
#define MATHS_CALLERS_H

#include "model/workload.h"

struct callers_figure {
	double value, half; /* NAN: the history does not say */
};

struct callers {
	double abandoned; /* contacts, where waits were recorded too */
	double share;	  /* of those offered there */
	double gone;	  /* mean seconds until they hung up, by Erlang A */
	struct callers_figure patience; /* mean seconds */
	struct callers_figure spread;	/* sd / mean of one handling time */
};

/* At least so many must have hung up, or pairs of intervals be there. */
enum { CALLERS_LEAST = 100 };

struct callers callers_learn(const struct workload *history, int queue);

#endif
