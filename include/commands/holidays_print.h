/*
 * holidays_print - the special days of a year, as the site has them.
 */
#ifndef COMMANDS_HOLIDAYS_PRINT_H
#define COMMANDS_HOLIDAYS_PRINT_H

#include "commands/options.h"

/* A table; as csv it may serve as special_days.csv. */
MUST_CHECK enum rc holidays_print(struct session *s, const struct options *o,
				  int year);

/* As a calendar, on standard output: those that are holidays, whole days. */
MUST_CHECK enum rc holidays_calendar(struct session *s, int year);

#endif
