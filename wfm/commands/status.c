/* wfm status - which stage is stale, edited, published. */
#include "base/date.h"
#include "commands/print.h"
#include "formats/i18n.h"

static const struct argp argp = {
	.doc = N_("Say of each product of the period whether it is fresh, "
		  "stale, corrected by hand or published, and what to do."),
	.argp_domain = "wfm",
};

static const char *state_word(enum stage_state state)
{
	switch (state) {
	case STAGE_MISSING: return _("missing");
	case STAGE_FRESH: return _("fresh");
	case STAGE_STALE: return _("stale");
	case STAGE_EDITED: return _("edited");
	case STAGE_EDITED_STALE: return _("edited, stale");
	}
	return "";
}

static const char *state_key(enum stage_state state)
{
	static const char *const keys[] = { "missing", "fresh", "stale",
					    "edited", "edited_stale" };
	return keys[state];
}

static void advise(const struct session *s, bool all_fresh, bool edited)
{
	if (all_fresh)
		fputs(_("Everything is up to date.\n"), s->out);
	else if (edited)
		fputs(_("`wfm plan` makes what is stale and keeps what was "
			"corrected by hand.\n"),
		      s->out);
	else
		fputs(_("`wfm plan` makes what is missing or stale.\n"),
		      s->out);
}

static void print_states(struct session *s, const struct options *o,
			 const struct workspace *w)
{
	static const struct table_column columns[] = {
		{ "stage", N_("stage"), NULL, TABLE_TEXT, 0 },
		{ "state", N_("state"), NULL, TABLE_TEXT, 0 },
		{ "reason", N_("because"), NULL, TABLE_TEXT, 0 },
		{ "product", N_("product"), NULL, TABLE_TEXT, 0 },
	};
	struct table t = table_new(s->arena, "status", columns, 4);
	bool people = print_for_people(o);
	bool all_fresh = true, edited = false;

	for (enum stage k = 0; k < STAGES; k++) {
		const char *reason;
		enum stage_state state = workspace_stage(w, k, NULL, &reason);

		all_fresh &= state == STAGE_FRESH;
		edited |= state == STAGE_EDITED || state == STAGE_EDITED_STALE;
		table_text(&t, stage_name(k));
		table_text(&t, people ? state_word(state) : state_key(state));
		table_text(&t, reason);
		table_text(&t, workspace_product(w, k));
	}
	print_table(s, o, &t);
	if (people)
		advise(s, all_fresh, edited);
}

/* What people know, and whether it is still the plan. */
static void print_publication(const struct session *s,
			      const struct workspace *w)
{
	int number = workspace_published(w);

	if (!number)
		fputs(_("a draft\n"), s->out);
	else if (workspace_publication(w))
		fprintf(s->out, _("published, number %d\n"), number);
	else
		fprintf(s->out,
			_("published, number %d; roster.csv changed since\n"),
			number);
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct options o;
	struct workspace w;
	const char *dir;
	char first[11], last[11];

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_FORMAT, &o, argc, argv,
		      NULL);
	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	TRY(workspace_open(s->arena, dir, o.period, &w, s->err));
	if (print_for_people(&o)) {
		fprintf(s->out, _("%s, %s to %s: "), w.site.name,
			date_format(w.first_day, first),
			date_format(w.first_day + w.days - 1, last));
		print_publication(s, &w);
	}
	print_states(s, &o, &w);
	return RC_OK;
}

const struct command command_status = {
	.name = "status",
	.summary = N_("which stage is stale, edited, published"),
	.run = run,
};
