/*
 * fairness_print - what nobody likes, person by person: carried in from earlier
 * rosters, in this period, after it, and the fair share.
 */
#ifndef COMMANDS_FAIRNESS_PRINT_H
#define COMMANDS_FAIRNESS_PRINT_H

#include "commands/pipeline.h"

/* A row a person and kind of load, after pipeline_judge; for people only the
 * kinds that somebody has any of. */
void fairness_print(const struct pipeline *p);

#endif
