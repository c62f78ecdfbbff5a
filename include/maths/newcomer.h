/*
 * newcomer - a queue with too little history borrows another's shape.
 *
 * Its forecast is the analog's times a level: contacts of its own days over
 * the analog's in the same intervals, with two of the analog's mean days at
 * level 1 added to both (a gamma prior).  Without a named analog the sum of
 * the other queues gives the shape, and the prior counts a tenth of a day
 * only, for its level says nothing.
 */
#ifndef MATHS_NEWCOMER_H
#define MATHS_NEWCOMER_H

#include "maths/queue_forecast.h"

/* Below this many usable days a queue is a newcomer. */
enum { NEWCOMER_DAYS = 14 };

/*
 * Replaces the forecasts of all newcomers among the site's queues that have
 * somebody to learn from, and says so in their reports.
 */
void newcomer_forecast(struct arena *work, const struct forecast_inputs *in,
		       struct queue_forecast *queues);

#endif
