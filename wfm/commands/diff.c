/* wfm diff - two rosters, per person and per interval, in plain words. */
#include <string.h>

#include "base/date.h"
#include "commands/diff_print.h"
#include "commands/rosters.h"
#include "formats/i18n.h"

struct own {
	const char *names[2];
	int n;
	enum diff_by by;
};

enum { KEY_BY = 'b' };

static const struct argp_option own_options[] = {
	{ "by", KEY_BY, N_("WHAT"), 0,
	  N_("day, person, queue or interval: that table only"), 0 },
	{ 0 },
};

static bool by_of(const char *name, enum diff_by *by)
{
	static const char *const names[] = { "day", "person", "queue",
					     "interval" };

	for (int i = 0; i < 4; i++)
		if (!strcmp(names[i], name)) {
			*by = (enum diff_by)(DIFF_DAY + i);
			return true;
		}
	return false;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;

	switch (key) {
	case KEY_BY:
		if (!by_of(arg, &own->by))
			argp_error(state,
				   _("--by %s: day, person, queue or "
				     "interval"),
				   arg);
		return 0;
	case ARGP_KEY_ARG:
		if (own->n == 2)
			argp_usage(state);
		own->names[own->n++] = arg;
		return 0;
	case ARGP_KEY_NO_ARGS: argp_usage(state); return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.args_doc = N_("OLD [NEW]"),
	.doc = N_("Say how two rosters of a period differ: who is affected, "
		  "what each day was and is, the hours, and what becomes of "
		  "the coverage.  OLD and NEW are files (csv or workbook) or "
		  "draft, published, published/NN; NEW is the draft unless "
		  "named.\vExit status: 0 they are the same, 1 they differ."),
	.argp_domain = "wfm",
};

/* Without a period named, that of the last publication. */
static enum rc choose_published(struct session *s, struct options *o)
{
	struct workspace_periods p;
	const char *dir;
	char date[11];

	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	p = workspace_periods(s->arena, dir);
	for (int i = 0; i < p.n; i++)
		if (p.list[i].published)
			o->period = (struct period_choice){
				.from = arena_strdup(
					s->arena,
					date_format(p.list[i].first_day, date)),
				.days = p.list[i].days
			};
	return RC_OK;
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { .names = { NULL, "draft" } };
	struct options o;
	struct pipeline p;
	struct roster old, now;

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_FORMAT, &o, argc, argv,
		      &own);
	if (!o.period.from && !o.period.week &&
	    (rosters_published(own.names[0]) ||
	     rosters_published(own.names[1])))
		TRY(choose_published(s, &o));
	TRY(pipeline_open(s, &o, &p));
	TRY(rosters_read(&p, own.names[0], NULL, &old));
	TRY(rosters_read(&p, own.names[1], &old, &now));
	TRY(pipeline_period(&p));
	bool covered = input_exists(workspace_product(&p.w, STAGE_STAFF));
	if (covered)
		TRY(pipeline_staff(&p, WANT_READ));
	else
		note_at(s->err, (struct place){ 0 },
			_("no requirement.csv here: the coverage is not "
			  "compared"));
	struct difference d = diff_of(&p, &old, &now, covered);
	diff_print(&d, own.by);
	return d.roster.n_days ? RC_NO : RC_OK;
}

const struct command command_diff = {
	.name = "diff",
	.summary = N_("two rosters, per person and per interval"),
	.run = run,
};
