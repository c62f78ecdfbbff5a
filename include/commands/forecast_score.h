/*
 * forecast_score - the forecasts that were published, against what came.
 */
#ifndef COMMANDS_FORECAST_SCORE_H
#define COMMANDS_FORECAST_SCORE_H

#include "commands/options.h"

/*
 * Prints a row for every queue and lead of the last publication of each
 * period, or of those that touch the period asked for; those from outside
 * apart.  RC_NOINPUT when nothing was published, or nothing of it has come.
 */
MUST_CHECK enum rc forecast_score(struct session *s, const struct options *o);

#endif
