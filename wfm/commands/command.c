#include "commands/command.h"

#include "base/text.h"
#include "formats/i18n.h"

enum { KEY_SITE = 0x100 }; /* no short letter: those are the commands' own */

static const struct argp_option common_options[] = {
	{ "site", KEY_SITE, N_("DIR"), 0,
	  N_("the site's folder; default: the nearest site.yaml at or above "
	     "the working folder"),
	  -2 },
	{ NULL, 'h', NULL, OPTION_HIDDEN, NULL, -1 },
	{ 0 },
};

static error_t parse_common(int key, char *arg, struct argp_state *state)
{
	struct session *s = state->input;

	switch (key) {
	case KEY_SITE: s->site = arg; return 0;
	case 'h':
		argp_state_help(state, state->out_stream, ARGP_HELP_STD_HELP);
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

const struct argp command_common = {
	.options = common_options,
	.parser = parse_common,
	.argp_domain = "wfm",
};

/* Hands each child parser its own input; does nothing else. */
static error_t parse_nothing(int key, char *arg, struct argp_state *state)
{
	void **inputs = state->input;

	(void)arg;
	if (key != ARGP_KEY_INIT)
		return ARGP_ERR_UNKNOWN;
	state->child_inputs[0] = inputs[0];
	state->child_inputs[1] = inputs[1];
	return 0;
}

void command_parse(struct session *s, const struct argp *own, int argc,
		   char **argv, void *input)
{
	const struct argp_child children[] = {
		{ own, 0, NULL, 0 },
		{ &command_common, 0, NULL, -1 },
		{ 0 },
	};
	const struct argp both = {
		.parser = parse_nothing,
		.children = children,
		.argp_domain = "wfm",
	};
	void *inputs[2] = { input, s };

	argp_parse(&both, argc, argv, 0, NULL, inputs);
}

const struct command *command_find(const struct session *s, const char *name)
{
	for (const struct command *const *c = s->commands; *c; c++)
		if (text_equal((*c)->name, name))
			return *c;
	return NULL;
}

enum rc command_unknown(struct session *s, const char *name)
{
	int n = 0;

	while (s->commands[n])
		n++;
	const char **names = arena_new(s->arena, const char *, n);
	for (int i = 0; i < n; i++)
		names[i] = s->commands[i]->name;
	const char *near = text_nearest(name, names, n);
	name = text_quote(s->arena, name);
	if (near)
		return fail(s->err, RC_USAGE,
			    _("unknown command \"%s\"; did you mean \"%s\"?"),
			    name, near);
	return fail(s->err, RC_USAGE,
		    _("unknown command \"%s\"; \"wfm help\" lists them"), name);
}
