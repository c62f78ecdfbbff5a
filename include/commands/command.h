/*
 * command - one verb of wfm: its entry in main's table and what it is given.
 *
 * A command reads, calls the library and writes; no arithmetic of the trade
 * lives here.  It is one file, wfm/commands/<name>.c, that exports one struct
 * command; HACKING.md lists what a new one touches.
 */
#ifndef COMMANDS_COMMAND_H
#define COMMANDS_COMMAND_H

#include <argp.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/err.h"

struct command;
struct output;

/* What main hands to a command; owned by main, alive until the end. */
struct session {
	struct arena *arena;   /* results of this run */
	struct err *err;       /* problems; main prints them */
	FILE *out;	       /* data for standard output */
	struct output *output; /* files not yet committed, or NULL; main drops
				  them when the command fails */
	const char *site;      /* --site DIR, or NULL: the nearest site.yaml */
	const char *data;      /* folder with the sample centre */
	const struct command *const *commands; /* ends with NULL */
};

struct command {
	const char *name;
	const char *summary; /* one line, marked with N_ */
	/* argv[0] is "wfm <name>", so that argp's messages say it. */
	enum rc (*run)(struct session *s, int argc, char **argv);
};

extern const struct command command_init;
extern const struct command command_import;
extern const struct command command_forecast;
extern const struct command command_staff;
extern const struct command command_schedule;
extern const struct command command_plan;
extern const struct command command_status;
extern const struct command command_check;
extern const struct command command_simulate;
extern const struct command command_whatif;
extern const struct command command_diff;
extern const struct command command_repair;
extern const struct command command_review;
extern const struct command command_export;
extern const struct command command_publish;
extern const struct command command_hours;
extern const struct command command_erlang;
extern const struct command command_help;

/* Options of every command and of wfm itself; input is the session. */
extern const struct argp command_common;

/*
 * argp_parse for a command: its own options (parsed into input) and the
 * common ones.  Does not return after --help, --version or a usage error
 * (exit status 64).  Abbreviated long options work but are not promised.
 */
void command_parse(struct session *s, const struct argp *own, int argc,
		   char **argv, void *input);

/* The command of that name, or NULL. */
const struct command *command_find(const struct session *s, const char *name);

/* Says that there is no such command, and which one may be meant. */
enum rc command_unknown(struct session *s, const char *name);

#endif
