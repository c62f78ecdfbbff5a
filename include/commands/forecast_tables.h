/*
 * forecast_tables - what a forecast is, rests on and is worth, as tables.
 *
 * For people names are translated and the back-test has a row a model; for
 * programs names are English and it has rows by horizon besides, after the
 * row of all horizons, whose leads are not known.
 */
#ifndef COMMANDS_FORECAST_TABLES_H
#define COMMANDS_FORECAST_TABLES_H

#include "commands/pipeline.h"
#include "formats/table.h"

/* Day by day: contacts with the range that holds 8 days in 10 (not known of a
 * forecast that was not made by this run), handling time, hours of work. */
struct table forecast_day_table(const struct pipeline *p);

/* The same for weeks from the first day of the period, without ranges. */
struct table forecast_week_table(const struct pipeline *p);

/* Every baseline and member, and their mean. */
struct table forecast_backtest_table(const struct pipeline *p);

/* What is forecast with, by days ahead. */
struct table forecast_horizon_table(const struct pipeline *p);

/* What special days, events and days of the month do. */
struct table forecast_effect_table(const struct pipeline *p);

#endif
