/* wfm erlang - the calculators planners know, one question each. */
#include "commands/erlang_batch.h"
#include "commands/erlang_verb.h"
#include "formats/i18n.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_TABLE = 't', KEY_MODELS = 0x100 };

struct own {
	const char *verb, *table;
	bool models;
	struct erlang_input in;
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;
	enum erlang_option option;

	if (erlang_input_key(key, &option)) {
		own->in.text[option] = arg;
		return 0;
	}
	switch (key) {
	case KEY_TABLE: own->table = arg; return 0;
	case KEY_MODELS: own->models = true; return 0;
	case ARGP_KEY_ARG:
		if (own->verb)
			argp_error(state, _("one question at a time"));
		own->verb = arg;
		return 0;
	case ARGP_KEY_END:
		if (!!own->verb + !!own->table + own->models != 1)
			argp_error(state, _("ask one question, or give a "
					    "--table"));
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

/* The list of questions below the options; argp frees what is not text. */
static char *add_verbs(int key, const char *text, void *input)
{
	struct arena *a;
	struct text list;
	char *copy;

	(void)input;
	if (key != ARGP_KEY_HELP_POST_DOC)
		return (char *)text;
	a = arena_open();
	list = text_new(a);
	text_add(&list, _("Questions:\n"));
	erlang_verb_list(&list);
	copy = strdup(list.data);
	arena_close(a);
	return copy;
}

static enum rc ask(struct session *s, const struct options *o, struct own *own)
{
	struct answer answer = { .n = 0 };
	struct erlang_question q = { s->arena, s->err, &own->in, &answer,
				     print_for_people(o) };
	const struct erlang_verb *verb = erlang_verb_find(own->verb, s->err);

	if (!verb)
		return RC_USAGE;
	TRY(erlang_input_read(s->arena, verb->name, verb->needs, verb->takes,
			      &own->in, s->err));
	answer_text(&answer, "question", N_("question"), verb->name);
	TRY(verb->answer(&q));
	answer_print(s, o, "erlang", &answer);
	return RC_OK;
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct argp_option entries[ERLANG_OPTIONS + 3] = {
		{ "table", KEY_TABLE, N_("FILE"), 0,
		  N_("answer every row of a csv file: columns id, model, "
		     "metric, n, a, aht, t, patience, k, p, target, extra"),
		  0 },
		{ "models", KEY_MODELS, NULL, 0,
		  N_("list what a table may ask"), 0 },
	};
	const struct argp argp = {
		.options = entries,
		.parser = parse,
		.args_doc = N_("QUESTION"),
		.doc = N_("Answer one question about a queue.  Times are in "
			  "seconds or have a unit, shares are per cent."),
		.help_filter = add_verbs,
		.argp_domain = "wfm",
	};
	struct own own = { 0 };
	struct options o;

	erlang_input_options(entries + 2);
	options_parse(s, &argp, OPTIONS_FORMAT, &o, argc, argv, &own);
	if (own.models) {
		erlang_models(s, &o);
		return RC_OK;
	}
	return own.table ? erlang_batch(s, &o, own.table) : ask(s, &o, &own);
}

const struct command command_erlang = {
	.name = "erlang",
	.summary = N_("the calculators planners know: agents, sla, trunks"),
	.run = run,
};
