/*
 * handling - average handling time ahead.
 *
 * One level (weights halved every 8 weeks, by contacts handled) times a
 * profile over the slots of a day, drawn to 1 by 60 pseudo contacts a slot;
 * queues under 50 contacts a day keep the level alone.  Single values beyond
 * eight times the level, or below an eighth of it, count as that.
 *
 * Source: research by the project, forecasting.md 3.7.
 */
#ifndef MATHS_HANDLING_H
#define MATHS_HANDLING_H

#include "base/arena.h"
#include "maths/daymatrix.h"

struct handling {
	double level;	 /* seconds; NaN: nothing known */
	double *profile; /* [slots] factor on level */
};

/*
 * aht, handled: [days * slots] as daymatrix_gather gives them, rows of
 * [0, m->past) are read; cells without contacts or AHT do not count.
 */
struct handling handling_learn(struct arena *a, const struct day_matrix *m,
			       const double *aht, const double *handled);

#endif
