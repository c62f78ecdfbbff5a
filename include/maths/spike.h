/*
 * spike - single slots that are unlike their day.
 *
 * A slot is held against the running mean of its weekday, scaled by how the
 * rest of its day compares (the median ratio).  Pearson residuals beyond 6
 * times their usual spread become missing: a burst of calls from one outage
 * text, an hour counted twice.  Only earlier days are looked at.
 */
#ifndef MATHS_SPIKE_H
#define MATHS_SPIKE_H

#include "base/arena.h"
#include "maths/daymatrix.h"

/* Changes calls of ordinary days of m, which is classified again.  Returns
 * how many slots were taken out. */
int spike_remove(struct arena *work, struct day_matrix *m);

#endif
