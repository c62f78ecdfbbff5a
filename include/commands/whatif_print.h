/*
 * whatif_print - what scenarios tried out show, side by side or as a table.
 */
#ifndef COMMANDS_WHATIF_PRINT_H
#define COMMANDS_WHATIF_PRINT_H

#include "commands/trial.h"

struct whatif {
	const struct trial *list; /* [n]; list[0] is the plan as it is */
	int n;
	bool reschedule;
	const char *common; /* changes that all scenarios have; "" */
};

/*
 * For people one scenario stands beside the plan figure by figure, more are a
 * line each; csv and json have a row for every scenario and queue ("all" for
 * the site) with every figure.
 */
void whatif_print(const struct pipeline *p, const struct whatif *w);

/* The rows for programs. */
void whatif_print_rows(const struct pipeline *p, const struct whatif *w);

#endif
