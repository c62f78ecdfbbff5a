/*
 * staff_print - what is required, and what another way would have said.
 */
#ifndef COMMANDS_STAFF_PRINT_H
#define COMMANDS_STAFF_PRINT_H

#include "commands/pipeline.h"

/* For people a story; for programs the table by queue and day.  skills: with
 * a simulation of the site's mix of skills. */
void staff_print(const struct pipeline *p, bool skills);

#endif
