/* wfm help - what there is, and how one command is used. */
#include "commands/command.h"
#include "formats/i18n.h"

struct options {
	const char *command; /* NULL: list them all */
	int names;	     /* names only, for completion */
};

static const struct argp_option options[] = {
	{ "names", 'n', NULL, 0, N_("only the names, one a line"), 0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case 'n': o->names = 1; return 0;
	case ARGP_KEY_ARG:
		if (o->command)
			argp_usage(state);
		o->command = arg;
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = N_("[COMMAND]"),
	.doc = N_("List the commands, or say how one is used."),
	.argp_domain = "wfm",
};

static void list(const struct session *s, int names)
{
	for (const struct command *const *c = s->commands; *c; c++)
		if (names)
			fprintf(s->out, "%s\n", (*c)->name);
		else
			fprintf(s->out, "  %-10s %s\n", (*c)->name,
				_((*c)->summary));
}

/* The command's own --help: argp prints it and leaves the program. */
static enum rc help_of(struct session *s, const struct command *c)
{
	char *argv[] = { arena_printf(s->arena, "wfm %s", c->name),
			 arena_strdup(s->arena, "--help"), NULL };

	return c->run(s, 2, argv);
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct options o = { 0 };

	command_parse(s, &argp, argc, argv, &o);
	if (!o.command) {
		list(s, o.names);
		return RC_OK;
	}
	const struct command *c = command_find(s, o.command);
	if (!c)
		return command_unknown(s, o.command);
	return help_of(s, c);
}

const struct command command_help = {
	.name = "help",
	.summary = N_("list the commands, or say how one is used"),
	.run = run,
};
