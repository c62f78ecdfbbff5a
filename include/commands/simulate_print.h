/*
 * simulate_print - what a simulation found: tables, the picture, the risks.
 */
#ifndef COMMANDS_SIMULATE_PRINT_H
#define COMMANDS_SIMULATE_PRINT_H

#include "commands/pipeline.h"
#include "maths/simulate.h"

enum simulate_by { SIMULATE_BY_DAY, SIMULATE_BY_INTERVAL, SIMULATE_BY_PERSON };

struct simulate_view {
	struct pipeline *p;
	const struct simulation *s;
	double risk; /* intervals are shown that miss their goal more often */
};

void simulate_print_table(const struct simulate_view *v, enum simulate_by by);
/* For people only. */
void simulate_print_map(const struct simulate_view *v);
void simulate_print_risks(const struct simulate_view *v);
void simulate_print_summary(const struct simulate_view *v);

#endif
