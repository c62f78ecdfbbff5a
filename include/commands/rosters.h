/*
 * rosters - the rosters of a period, as a command line names them.
 *
 *	draft		weeks/PERIOD/roster.csv
 *	published	the last publication of the period
 *	published/02	that one
 *	FILE		csv or workbook, see formats/roster_file.h
 */
#ifndef COMMANDS_ROSTERS_H
#define COMMANDS_ROSTERS_H

#include <stdbool.h>

#include "commands/pipeline.h"

/* Is the name "published" or "published/NN"? */
bool rosters_published(const char *name);

/* base: for what a FILE does not say; NULL: the draft, if there is one. */
MUST_CHECK enum rc rosters_read(struct pipeline *p, const char *name,
				const struct roster *base, struct roster *r);

/* That roster in place of the period's own, to be judged or played. */
MUST_CHECK enum rc rosters_take(struct pipeline *p, const char *name);

#endif
