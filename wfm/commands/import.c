/* wfm import - what comes from elsewhere: the switch's history, people, wishes,
 * leave, and rosters corrected by hand. */
#include <limits.h>
#include <string.h>

#include "commands/acd_arguments.h"
#include "commands/history_report.h"
#include "commands/import_absences.h"
#include "commands/import_list.h"
#include "commands/import_roster.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "formats/site_files.h"

enum {
	MOST_FILES = 1000,
	KEY_ALL = 'a',
	KEY_DRY = 'n',
	KEY_AGENT = 0x300,
	KEY_CODE,
	KEY_NAME,
	KEY_TENTATIVE,
	KEY_FREE,
	KEY_SHEET,
	KEY_REPLACE
};

struct own {
	struct acd_arguments acd;
	const char *kind;
	const char *files[MOST_FILES];
	int n_files;
	bool all, dry;
	struct list_choices list;
	struct absence_choices absences;
};

static const struct argp_option own_options[] = {
	{ "all", KEY_ALL, NULL, 0, N_("list every finding"), 0 },
	{ "dry-run", KEY_DRY, NULL, 0, N_("say it all, write nothing"), 0 },
	{ "sheet", KEY_SHEET, N_("NAME"), 0,
	  N_("agents, requests, absences: the sheet of a workbook; default: "
	     "the one called so, else the first"),
	  1 },
	{ "replace", KEY_REPLACE, NULL, 0,
	  N_("agents, requests: the file is all there is; others go"), 1 },
	{ "agent", KEY_AGENT, N_("ID"), 0, N_("absences: whose calendar it is"),
	  2 },
	{ "code", KEY_CODE, N_("CODE"), 0,
	  N_("absences: the kind of events that name none"), 2 },
	{ "name", KEY_NAME, N_("NAME"), 0,
	  N_("absences: keep it in absences/NAME.csv; default: as the file is "
	     "called"),
	  2 },
	{ "tentative", KEY_TENTATIVE, NULL, 0,
	  N_("absences: take tentative events too"), 2 },
	{ "free", KEY_FREE, NULL, 0,
	  N_("absences: take events that leave people free too"), 2 },
	{ 0 },
};

static void add_argument(struct own *own, char *arg, struct argp_state *state)
{
	if (!own->kind)
		own->kind = arg;
	else if (own->n_files < MOST_FILES)
		own->files[own->n_files++] = arg;
	else
		argp_error(state, _("at most %d files"), MOST_FILES);
}

static bool is_roster(const struct own *own)
{
	return !strcmp(own->kind, "roster");
}

static bool is_absences(const struct own *own)
{
	return !strcmp(own->kind, "absences");
}

static bool is_list(const struct own *own)
{
	return !strcmp(own->kind, "agents") || !strcmp(own->kind, "requests");
}

static void check_kind(const struct own *own, struct argp_state *state)
{
	const struct absence_choices *c = &own->absences;
	bool history = !strcmp(own->kind, "history");

	if (is_roster(own) && own->n_files > 1)
		argp_error(state, _("one file is one roster"));
	if (!history && own->n_files > 1)
		argp_error(state, _("one file at a time"));
	if (own->list.sheet && !is_list(own) && !is_absences(own))
		argp_error(state, _("--sheet belongs to agents, requests and "
				    "absences"));
	if (own->list.replace && !is_list(own))
		argp_error(state,
			   _("--replace belongs to agents and requests"));
	if (!is_absences(own) &&
	    (c->agent || c->code || c->name || c->tentative || c->free))
		argp_error(state, _("--agent, --code, --name, --tentative and "
				    "--free belong to absences"));
	if (!is_roster(own) && !is_absences(own) && !is_list(own) && !history)
		argp_error(state,
			   _("%s: allowed is history, roster, agents, "
			     "requests, absences"),
			   own->kind);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;

	switch (key) {
	case ARGP_KEY_INIT: state->child_inputs[0] = &own->acd; return 0;
	case KEY_ALL: own->all = true; return 0;
	case KEY_DRY: own->dry = true; return 0;
	case KEY_AGENT: own->absences.agent = arg; return 0;
	case KEY_CODE: own->absences.code = arg; return 0;
	case KEY_NAME: own->absences.name = arg; return 0;
	case KEY_TENTATIVE: own->absences.tentative = true; return 0;
	case KEY_FREE: own->absences.free = true; return 0;
	case KEY_SHEET: own->list.sheet = arg; return 0;
	case KEY_REPLACE: own->list.replace = true; return 0;
	case ARGP_KEY_ARG: add_argument(own, arg, state); return 0;
	case ARGP_KEY_END:
		if (!own->kind || own->n_files == 0)
			argp_usage(state);
		else
			check_kind(own, state);
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_child children[] = {
	{ &acd_arguments_argp, 0, N_("How the files are to be read:"), 1 },
	{ 0 },
};

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.args_doc = N_("history FILE...\nroster FILE.csv|FILE.xlsx\n"
		       "agents FILE.csv|FILE.xlsx\n"
		       "requests FILE.csv|FILE.xlsx\n"
		       "absences FILE.ics|FILE.csv|FILE.xlsx"),
	.doc = N_("history: read what the telephone switch recorded into "
		  "history.csv: "
		  "any table whose columns are known.  Each interval replaces "
		  "what was there; reading a file twice changes nothing.  Rows "
		  "that cannot be read go to rejected.csv; a file with more "
		  "than 1 % of them is refused.  Files of names that one queue "
		  "adds up belong into one import.\n"
		  "roster: read a roster corrected by hand, csv or our own "
		  "workbook: what changed is said per person and judged, and "
		  "roster.csv is written.  D0830 is a shift code, off a day "
		  "off, D0830! stays in the next solve.  Breaks moved on a day "
		  "sheet move where the code is as it was.\n"
		  "agents, requests: read people or wishes from a table or "
		  "workbook into agents.csv or requests.csv and say what was "
		  "added, changed and removed.  Columns may stand in any "
		  "order, under names that HR uses; what a table has no column "
		  "for stays as it was.\n"
		  "absences: read leave from a calendar, table or workbook "
		  "into absences/NAME.csv and say what was added, changed and "
		  "removed; free text is not kept.\v"
		  "FILE - is standard input."),
	.children = children,
	.argp_domain = "wfm",
};

/* history.csv so far; *any is false when there is none. */
static enum rc read_old(struct arena *a, const char *dir,
			const struct site *site, struct workload *old,
			bool *any, struct err *e)
{
	const char *path = input_path(e->arena, dir, "history.csv");
	struct input in;

	*any = input_exists(path);
	if (!*any)
		return RC_OK;
	TRY(input_read(a, path, &in, e));
	return history_read(a, site, &in, old, e);
}

/* Both files together; a rejected.csv of an earlier import goes. */
static enum rc write_history(struct session *s, const char *dir,
			     const struct site *site,
			     const struct workload *merged,
			     const struct acd_report *report)
{
	const char *bad = input_path(s->arena, dir, "rejected.csv");
	struct text history = text_new(s->arena);

	history_write(&history, site, merged);
	TRY(output_begin(s->arena, &s->output, s->err));
	TRY(output_add(s->output, input_path(s->arena, dir, "history.csv"),
		       history.data, history.len, s->err));
	if (report->n_rejects) {
		struct text t = text_new(s->arena);

		acd_write_rejects(&t, report);
		TRY(output_add(s->output, bad, t.data, t.len, s->err));
	} else if (input_exists(bad)) {
		TRY(output_remove(s->output, bad, s->err));
	}
	TRY(output_commit(s->output, s->err));
	s->output = NULL;
	return RC_OK;
}

static enum rc read_files(struct arena *a, const struct own *own,
			  struct input *files, struct err *e)
{
	enum rc rc = RC_OK;

	for (int i = 0; i < own->n_files; i++) {
		enum rc found = input_read(a, own->files[i], &files[i], e);

		rc = rc ? rc : found;
	}
	return rc;
}

/* The text of the files, and of the history so far, lives no longer. */
static enum rc merge_files(struct session *s, const char *dir,
			   const struct site *site, const struct own *own,
			   struct workload *merged, struct acd_report *report)
{
	struct arena *texts = arena_open();
	struct input *files = arena_new(s->arena, struct input, own->n_files);
	struct workload old;
	bool any;
	enum rc rc = read_files(texts, own, files, s->err);

	if (rc == RC_OK)
		rc = read_old(texts, dir, site, &old, &any, s->err);
	if (rc == RC_OK)
		rc = acd_import(s->arena, site, files, own->n_files,
				&own->acd.options, any ? &old : NULL, merged,
				report, s->err);
	arena_close(texts);
	return rc;
}

static enum rc import_history(struct session *s, const struct options *o,
			      struct own *own)
{
	struct workspace w = { .arena = s->arena };
	struct acd_report report;
	struct workload merged;
	struct site site;

	TRY(acd_arguments_finish(s, &own->acd));
	TRY(workspace_find(s->arena, s->site, &w.dir, s->err));
	if (!own->dry)
		TRY(workspace_lock(&w, s->err));
	TRY(site_load(s->arena, w.dir, &site, s->err));
	TRY(merge_files(s, w.dir, &site, own, &merged, &report));
	if (!own->dry)
		TRY(write_history(s, w.dir, &site, &merged, &report));
	struct audit audit = audit_of_history(s->arena, &site, &merged);
	history_report(s, o, &site, &report, &audit, own->all ? INT_MAX : 3);
	return RC_OK;
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { 0 };
	struct options o;

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_FORMAT, &o, argc, argv,
		      &own);
	if (is_roster(&own))
		return import_roster(s, &o, own.files[0], own.dry);
	own.list.dry = own.absences.dry = own.dry;
	if (is_list(&own))
		return import_list(s, &o, own.kind, own.files[0], own.list);
	if (is_absences(&own)) {
		own.absences.sheet = own.list.sheet;
		return import_absences(s, &o, own.files[0], own.absences);
	}
	return import_history(s, &o, &own);
}

const struct command command_import = {
	.name = "import",
	.summary = N_("read the switch's files, people, wishes, leave, a "
		      "corrected roster"),
	.run = run,
};
