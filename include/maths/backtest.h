/*
 * backtest - what the models would have said, held against what came.
 *
 * From origins in the past (rows) every member forecasts with what was known
 * then; each day it said something about is a trial.  Origins lie a week
 * apart, eight of them, for the next four weeks; in histories above 400 days
 * four more lie four weeks apart, thirteen weeks back and more, for the whole
 * horizon asked for (at most 91 days).
 */
#ifndef MATHS_BACKTEST_H
#define MATHS_BACKTEST_H

#include "base/arena.h"
#include "maths/accuracy.h"
#include "maths/daymatrix.h"

/* Horizons are judged apart: day 1, 2 to 7, 8 to 28, 29 and later. */
enum { BACKTEST_HORIZONS = 4 };
int backtest_horizon(int lead); /* lead 1: the first day ahead */
/* First and last lead of a horizon, the last one's end for lead 91. */
int backtest_first_lead(int horizon);
int backtest_last_lead(int horizon);

struct trial {
	int row, lead, origin;
};

struct backtest {
	const struct day_matrix *m;
	int members, origins;
	int horizon;		    /* longest lead that was tried */
	int n;			    /* trials */
	const struct trial *trials; /* [n] by origin, lead */
	const double *forecast;	    /* [n * members * slots] */
};

/* Days ahead [1, horizon] of origins before m->past. */
struct backtest backtest_run(struct arena *a, const struct day_matrix *m,
			     int horizon);

/* forecast[n * slots]: mean of the members in the set (bit i: member i). */
double *backtest_blend(struct arena *a, const struct backtest *b,
		       unsigned members);

/* Errors of a forecast [n * slots] in one horizon. */
struct accuracy backtest_accuracy(const struct backtest *b,
				  const double *forecast, int horizon);

#endif
