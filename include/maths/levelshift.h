/*
 * levelshift - did the contacts of a queue jump to another level and stay?
 *
 * Day totals of the last half year, less what each weekday usually is off its
 * week, are split where the medians after and before differ most beyond
 * chance.  A jump counts when at least six days have passed since, when it is
 * at least 15 % and four spreads of the days before, and when the first and
 * second half of what followed agree.  History before it is then moved to the
 * new level, so that models with a long memory do not wait for months.
 *
 * Source: binary segmentation, Scott, Knott, Biometrics 30 (1974), with
 * medians for means.
 */
#ifndef MATHS_LEVELSHIFT_H
#define MATHS_LEVELSHIFT_H

#include "base/arena.h"

struct levelshift {
	int at;	       /* index of the first day of the new level, -1: none */
	double change; /* log: 0.1 is about +10 % */
};

/* log_total[n] of successive days (NaN: not known), weekday[n]. */
struct levelshift levelshift_find(struct arena *work, const double *log_total,
				  const int *weekday, int n);

#endif
