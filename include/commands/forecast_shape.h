/*
 * forecast_shape - a forecast at a glance: a line of bars for each queue and
 * the planner's corrections.
 */
#ifndef COMMANDS_FORECAST_SHAPE_H
#define COMMANDS_FORECAST_SHAPE_H

#include "commands/pipeline.h"
#include "formats/table.h"

/* A line for each queue, and one for all: bars of days, of weeks when there
 * are many, each line to its own highest. */
void forecast_shape_print(const struct pipeline *p);

/* What each correction of adjustments.csv changed, by whom and why. */
struct table forecast_correction_table(const struct pipeline *p);

#endif
