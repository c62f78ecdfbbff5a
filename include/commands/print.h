/*
 * print - a command's table on standard output, in the format asked for.
 */
#ifndef COMMANDS_PRINT_H
#define COMMANDS_PRINT_H

#include "commands/options.h"
#include "formats/table.h"

void print_table(struct session *s, const struct options *o,
		 const struct table *t);

/* Is the output for people (a table), not for a program? */
bool print_for_people(const struct options *o);

#endif
