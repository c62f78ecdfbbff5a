/*
 * dayshape - how a day's contacts spread over its slots, by weekday.
 *
 * Three steps, each drawn towards the one before by empirical Bayes: the
 * shape of all days (weights halved every 52 weeks); each weekday's departure
 * from it; and what changed on all weekdays lately (3 weeks).  How much of a
 * departure is believed is measured: cells differ by chance by 1 / contacts
 * (relative variance), what they differ beyond that is real.  So a queue of
 * two contacts an hour gets one smooth shape, one of a thousand its own
 * Mondays.
 *
 * Source: empirical Bayes by moments as in Morris, JASA 78 (1983).
 */
#ifndef MATHS_DAYSHAPE_H
#define MATHS_DAYSHAPE_H

#include "base/arena.h"
#include "maths/training.h"

/* share[7 * slots], 1 in sum per weekday; even shares without any contact.
 * Learned once for a training, in the arena of who asks first. */
const double *dayshape_learn(struct arena *work, const struct training *t);

#endif
