/*
 * options - the options that several commands share, in groups.
 */
#ifndef COMMANDS_OPTIONS_H
#define COMMANDS_OPTIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "commands/command.h"
#include "formats/workspace.h"

enum option_group {
	OPTIONS_PERIOD = 1, /* --week, --from, --days */
	OPTIONS_SOLVE = 2,  /* --time-limit, --work-limit, --gap, --seed */
	OPTIONS_WRITE = 4,  /* --force, --output */
	OPTIONS_FORMAT = 8  /* --format */
};

struct options {
	struct period_choice period;
	double seconds, work, gap; /* 0: not given; gap is a share */
	uint64_t seed;
	int threads; /* 0: as many as there are cores, at most 8 */
	bool force;
	const char *output; /* NULL: the usual place; "-": standard output */
	const char *format; /* "table", "csv" or "json" */
	bool ascii, color;  /* of the terminal; set by options_parse */
	int columns;	    /* of the terminal, 80 when it is none */
};

/*
 * Parses the command's own options (own, into input; may be NULL), those of
 * the groups, and the common ones.  Does not return on --help or bad usage.
 */
void options_parse(struct session *s, const struct argp *own, int groups,
		   struct options *o, int argc, char **argv, void *input);

#endif
