/* wfm init - a folder with a centre: a sample one, or a real one to begin. */
#include <string.h>

#include "base/text.h"
#include "commands/acd_arguments.h"
#include "commands/history_report.h"
#include "formats/i18n.h"
#include "formats/output.h"
#include "formats/plan_files.h"
#include "formats/sample.h"
#include "formats/say.h"
#include "formats/site_draft.h"
#include "formats/site_files.h"

enum { MOST_FILES = 100, KEY_SAMPLE = 's', KEY_FROM = 'f' };

struct own {
	struct acd_arguments acd;
	const char *sample, *dir;
	const char *from[MOST_FILES];
	int n_from;
};

static const struct argp_option own_options[] = {
	{ "sample", KEY_SAMPLE, N_("NAME"), 0,
	  N_("day (default): 70 people, three queues, a week with a holiday; "
	     "night: 12 people around the clock in the week of a clock "
	     "change"),
	  0 },
	{ "from", KEY_FROM, N_("FILE"), 0,
	  N_("begin a real centre with what the switch recorded; several may "
	     "be given; needs --zone"),
	  0 },
	{ 0 },
};

static const char *known_sample(struct argp_state *state, const char *arg)
{
	for (int i = 0; sample_names[i]; i++)
		if (!strcmp(sample_names[i], arg))
			return sample_names[i];
	argp_error(state, _("--sample %s: allowed is day, night"), arg);
	return NULL;
}

static void check_arguments(struct own *own, struct argp_state *state)
{
	if (!own->dir)
		argp_usage(state);
	if (own->n_from && own->sample)
		argp_error(state, _("--sample and --from exclude each other"));
	if (own->n_from && !own->acd.zone)
		argp_error(state, _("--from needs --zone, the time zone of "
				    "the centre, e.g. Europe/London"));
	if (!own->sample)
		own->sample = sample_names[0];
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;

	switch (key) {
	case ARGP_KEY_INIT: state->child_inputs[0] = &own->acd; return 0;
	case KEY_SAMPLE: own->sample = known_sample(state, arg); return 0;
	case KEY_FROM:
		if (own->n_from == MOST_FILES)
			argp_error(state, _("at most %d files"), MOST_FILES);
		else
			own->from[own->n_from++] = arg;
		return 0;
	case ARGP_KEY_ARG:
		if (own->dir)
			argp_usage(state);
		own->dir = arg;
		return 0;
	case ARGP_KEY_END: check_arguments(own, state); return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp_child children[] = {
	{ &acd_arguments_argp, 0, N_("How the files of --from are read:"), 1 },
	{ 0 },
};

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.args_doc = N_("DIR"),
	.doc = N_("Make a folder with a centre that can be planned at once, or "
		  "begin a real one from the switch's files."),
	.children = children,
	.argp_domain = "wfm",
};

/* Nothing of ours may lie there: a centre is never overwritten. */
static enum rc check_folder(struct session *s, const char *dir)
{
	static const char *const names[] = { "site.yaml", "agents.csv",
					     "history.csv" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (input_exists(input_path(s->arena, dir, names[i])))
			return fail(s->err, RC_CREATE,
				    _("%s: %s is there already; nothing is "
				      "overwritten"),
				    text_quote(s->arena, dir), names[i]);
	return RC_OK;
}

static enum rc add(struct session *s, const char *dir, const char *name,
		   const char *data, size_t len)
{
	return output_add(s->output, input_path(s->arena, dir, name), data, len,
			  s->err);
}

static enum rc commit(struct session *s)
{
	TRY(output_commit(s->output, s->err));
	s->output = NULL;
	return RC_OK;
}

static enum rc add_history(struct session *s, const char *dir,
			   const struct site *site, const struct workload *w)
{
	struct text t = text_new(s->arena);

	history_write(&t, site, w);
	return add(s, dir, "history.csv", t.data, t.len);
}

/* --- a sample --- */

/* The folders of a path below dir. */
static enum rc make_folders(struct session *s, const char *dir,
			    const char *path)
{
	const char *slash = strrchr(path, '/');

	if (!slash)
		return output_folder(dir, s->err);
	path = arena_strndup(s->arena, path, (size_t)(slash - path));
	return output_folder(input_path(s->arena, dir, path), s->err);
}

static enum rc write_texts(struct session *s, const char *sample,
			   const char *dir)
{
	const struct sample_file *f;

	TRY(output_begin(s->arena, &s->output, s->err));
	for (int k = 0; (f = sample_file(sample, k)); k++) {
		TRY(make_folders(s, dir, f->path));
		TRY(add(s, dir, f->path, f->data, strlen(f->data)));
	}
	return commit(s);
}

/* The history needs the site, which is read from its files. */
static enum rc make_sample(struct session *s, const char *sample,
			   const char *dir)
{
	struct site site;

	TRY(write_texts(s, sample, dir));
	TRY(site_load(s->arena, dir, &site, s->err));
	struct workload w = sample_history(s->arena, sample, &site);
	TRY(output_begin(s->arena, &s->output, s->err));
	TRY(add_history(s, dir, &site, &w));
	TRY(commit(s));
	const struct grid *g = &w.grid;
	fprintf(s->out,
		_("%s: %s, %d people, history %s.\n"
		  "Next: wfm plan --site %s\n"),
		say_text(s->arena, dir), site.name, site.n_agents,
		say_period(s->arena, g->first_day, g->days),
		say_text(s->arena, dir));
	return RC_OK;
}

/* --- a real centre --- */

static enum rc read_files(struct session *s, const struct own *own,
			  struct input *files)
{
	enum rc rc = RC_OK;

	for (int i = 0; i < own->n_from; i++) {
		enum rc found =
			input_read(s->arena, own->from[i], &files[i], s->err);

		rc = rc ? rc : found;
	}
	return rc;
}

/* The last part of the folder's path. */
static const char *title_of(struct arena *a, const char *dir)
{
	size_t len = strlen(dir);

	while (len > 1 && dir[len - 1] == '/')
		len--;
	const char *path = arena_strndup(a, dir, len);
	const char *slash = strrchr(path, '/');
	const char *name = slash && slash[1] ? slash + 1 : path;
	return *name == '.' ? "centre" : name;
}

/* Twice: opening hours are not known before, zeros need them. */
static enum rc draft(struct session *s, const struct own *own,
		     const struct input *files, struct site_draft *d,
		     struct workload *w, struct acd_report *report)
{
	struct acd_options o = own->acd.options;
	struct acd_survey survey;
	const struct site any = { .zone = o.zone, .interval = 3600 };

	TRY(acd_survey(s->arena, &any, files, own->n_from, &o, &survey,
		       s->err));
	TRY(site_draft_new(s->arena, &survey, o.zone, d, s->err));
	o.zero = false;
	TRY(acd_import(s->arena, &d->site, files, own->n_from, &o, NULL, w,
		       report, s->err));
	site_draft_hours(s->arena, d, w);
	return acd_import(s->arena, &d->site, files, own->n_from,
			  &own->acd.options, NULL, w, report, s->err);
}

static enum rc write_draft(struct session *s, const char *dir,
			   const struct site_draft *d, const struct workload *w,
			   const struct acd_report *report)
{
	static const char agents[] = "id,name,team,contract,hours,from,until\n";
	static const char skills[] = "agent,skill,priority,speed,from,until\n";
	struct text t = text_new(s->arena);

	site_draft_write(&t, d, title_of(s->arena, dir));
	TRY(output_folder(dir, s->err));
	TRY(output_begin(s->arena, &s->output, s->err));
	TRY(add(s, dir, "site.yaml", t.data, t.len));
	TRY(add(s, dir, "agents.csv", agents, sizeof(agents) - 1));
	TRY(add(s, dir, "skills.csv", skills, sizeof(skills) - 1));
	TRY(add_history(s, dir, &d->site, w));
	if (report->n_rejects) {
		struct text bad = text_new(s->arena);

		acd_write_rejects(&bad, report);
		TRY(add(s, dir, "rejected.csv", bad.data, bad.len));
	}
	return commit(s);
}

static enum rc make_real(struct session *s, const struct own *own,
			 const struct options *o)
{
	struct input *files = arena_new(s->arena, struct input, own->n_from);
	struct site_draft d;
	struct workload w;
	struct acd_report report;

	TRY(read_files(s, own, files));
	TRY(draft(s, own, files, &d, &w, &report));
	TRY(write_draft(s, own->dir, &d, &w, &report));
	struct audit audit = audit_of_history(s->arena, &d.site, &w);
	history_report(s, o, &d.site, &report, &audit, 3);
	fprintf(s->out,
		_("\nNext: correct %s/site.yaml, add people to agents.csv and "
		  "skills.csv.\n"),
		say_text(s->arena, own->dir));
	return RC_OK;
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { 0 };
	struct options o;

	options_parse(s, &argp, 0, &o, argc, argv, &own);
	TRY(acd_arguments_finish(s, &own.acd));
	TRY(check_folder(s, own.dir));
	if (own.n_from)
		return make_real(s, &own, &o);
	return make_sample(s, own.sample, own.dir);
}

const struct command command_init = {
	.name = "init",
	.summary = N_("make a sample centre, or begin a real one"),
	.run = run,
};
