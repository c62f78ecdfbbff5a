/*
 * acd_arguments - the options that say how a switch's files are to be read.
 *
 * Shared by `wfm import history` and `wfm init --from`.
 */
#ifndef COMMANDS_ACD_ARGUMENTS_H
#define COMMANDS_ACD_ARGUMENTS_H

#include "commands/command.h"
#include "formats/acd.h"

struct acd_arguments {
	struct acd_options options; /* zone not yet loaded */
	const char *zone;	    /* NULL: the site's */
	const char *columns[64];
};

/* A child of a command's own argp; input is a struct acd_arguments. */
extern const struct argp acd_arguments_argp;

/* Loads the zone and gives all to options. */
MUST_CHECK enum rc acd_arguments_finish(struct session *s,
					struct acd_arguments *arguments);

#endif
