/*
 * whatif_print - what scenarios tried out show, side by side or as a table.
 */
#ifndef COMMANDS_WHATIF_PRINT_H
#define COMMANDS_WHATIF_PRINT_H

#include "commands/trial.h"

/*
 * list[0] is the plan as it is.  For people one scenario stands beside it
 * figure by figure, more are a line each; csv and json have a row for every
 * scenario and queue ("all" for the site) with every figure.
 */
void whatif_print(const struct pipeline *p, const struct trial *list, int n,
		  bool reschedule);

#endif
