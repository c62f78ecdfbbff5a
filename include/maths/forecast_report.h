/*
 * forecast_report - what the back-test and the effects were, for people.
 *
 * A report is made with room for everything by one thread and filled by
 * another without allocating.
 */
#ifndef MATHS_FORECAST_REPORT_H
#define MATHS_FORECAST_REPORT_H

#include "maths/ensemble.h"
#include "maths/forecast.h"

struct forecast_queue forecast_report_new(struct arena *a,
					  const struct site *site, int queue,
					  int days_ahead);

/* Baselines, members and, last, the mean of the members heard. */
void forecast_report_scores(struct forecast_queue *to, struct arena *work,
			    const struct ensemble *e);

/* Calendar features learned, named days and events seen or to come. */
void forecast_report_effects(struct forecast_queue *to,
			     const struct ensemble *e,
			     const struct ensemble_forecast *f);

#endif
