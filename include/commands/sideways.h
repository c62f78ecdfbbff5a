/*
 * sideways - a table turned on its side for people: its rows become columns,
 * its columns lines with heading and unit.
 *
 * Programs get the table as it is.
 */
#ifndef COMMANDS_SIDEWAYS_H
#define COMMANDS_SIDEWAYS_H

#include "commands/print.h"

/*
 * The first column (text) gives the headings; a single row has none, and its
 * values stand to the left.  difference: one column more, the last row less
 * the first; for shares in points.  A line in which nothing is known is left
 * out.
 */
void print_sideways(struct session *s, const struct options *o,
		    const struct table *t, bool difference);

#endif
