/*
 * forecast_update - the rest of today, given today so far.
 */
#ifndef COMMANDS_FORECAST_UPDATE_H
#define COMMANDS_FORECAST_UPDATE_H

#include "commands/options.h"

/*
 * path: today's intervals so far in the columns of history.csv; today is its
 * last day.  Starts from the forecast of the period that holds today, the
 * published one before the draft, and writes forecast.today.csv beside it (or
 * where -o says): nothing else is changed.
 */
MUST_CHECK enum rc forecast_update(struct session *s, const struct options *o,
				   const char *path);

#endif
