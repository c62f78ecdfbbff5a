/* wfm export - the plan as workbook, calendars, csv, json and page. */
#include <string.h>

#include "commands/delivery.h"
#include "commands/verdict.h"
#include "formats/i18n.h"

struct own {
	int what;
	enum audience audience;
};

enum { KEY_FOR = 'f' };

static const struct argp_option own_options[] = {
	{ "for", KEY_FOR, N_("WHOM"), 0,
	  N_("team (no pay, no reasons of absence), manager (default: cost "
	     "totals too) or hr (pay and reasons)"),
	  0 },
	{ 0 },
};

static const struct {
	const char *name;
	int what;
} kinds[] = { { "xlsx", DELIVER_XLSX }, { "ics", DELIVER_ICS },
	      { "csv", DELIVER_CSV },	{ "json", DELIVER_JSON },
	      { "html", DELIVER_HTML }, { "all", DELIVER_ALL } };

static int kind_of(const char *name)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!strcmp(kinds[i].name, name))
			return kinds[i].what;
	return 0;
}

static bool audience_of(const char *name, enum audience *audience)
{
	static const char *const names[] = { "team", "manager", "hr" };

	for (int i = 0; i < 3; i++)
		if (!strcmp(names[i], name)) {
			*audience = (enum audience)i;
			return true;
		}
	return false;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;

	switch (key) {
	case KEY_FOR:
		if (!audience_of(arg, &own->audience))
			argp_error(state, _("--for %s: team, manager or hr"),
				   arg);
		return 0;
	case ARGP_KEY_ARG:
		if (!kind_of(arg))
			argp_error(state,
				   _("%s: allowed is xlsx, ics, csv, json, "
				     "html, all"),
				   arg);
		own->what |= kind_of(arg);
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.args_doc = N_("[xlsx|ics|csv|json|html|all]..."),
	.doc = N_("Export the period's roster as it is into the period's "
		  "folder, or the one that --output names."),
	.argp_domain = "wfm",
};

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { 0, AUDIENCE_MANAGER };
	struct options o;
	struct pipeline p;

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_WRITE, &o, argc, argv,
		      &own);
	const char *folder = o.output;
	bool to_stdout = folder && !strcmp(folder, "-");
	if (to_stdout && own.what != DELIVER_CSV && own.what != DELIVER_JSON &&
	    own.what != DELIVER_HTML)
		return fail(s->err, RC_USAGE,
			    _("-o - takes one of csv, json and html; -o names "
			      "a folder otherwise"));
	o.output = NULL;
	TRY(pipeline_open(s, &o, &p));
	TRY(workspace_lock(&p.w, s->err));
	TRY(pipeline_forecast(&p, WANT_READ));
	TRY(pipeline_staff(&p, WANT_READ));
	TRY(pipeline_schedule(&p, WANT_READ));
	TRY(pipeline_judge(&p));
	TRY(deliver(&p, own.what ? own.what : DELIVER_ALL, own.audience,
		    folder));
	TRY(pipeline_commit(&p));
	if (!to_stdout)
		fprintf(s->out, _("Written to %s.\n"),
			folder ? folder : p.w.folder);
	if (p.breaches.hard)
		warn_at(s->err, (struct place){ 0 },
			_("the roster breaks hard rules; `wfm check` lists "
			  "them"));
	return RC_OK;
}

const struct command command_export = {
	.name = "export",
	.summary = N_("the plan as workbook, calendars, csv, json, page"),
	.run = run,
};
