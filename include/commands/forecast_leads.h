/*
 * forecast_leads - the back-test of every model by days ahead, for people.
 */
#ifndef COMMANDS_FORECAST_LEADS_H
#define COMMANDS_FORECAST_LEADS_H

#include "commands/pipeline.h"
#include "formats/table.h"

/* A row a model, a column of "interval / day" for each run of days ahead. */
struct table forecast_lead_table(const struct pipeline *p);

#endif
