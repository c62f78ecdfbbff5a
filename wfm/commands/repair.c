/* wfm repair - the day itself: who is missing, what can still be moved. */
#include "optimise/repair.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "commands/pipeline.h"
#include "commands/print.h"
#include "commands/repair_print.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"

enum {
	KEY_NOW = 'n',
	KEY_ABSENT = 'a',
	KEY_ACCEPT = 0x400,
	KEY_CODE,
	KEY_NOTICE,
	KEY_SHOW,
	KEY_DRY
};

enum { NAMES = 200, DEFAULT_NOTICE = 60, DEFAULT_SHOW = 10 };

struct own {
	const char *now, *code;
	const char *absent[NAMES], *accept[NAMES];
	int n_absent, n_accept;
	int notice, show;
	bool dry;
};

static const struct argp_option own_options[] = {
	{ "now", KEY_NOW, N_("INSTANT"), 0,
	  N_("the moment, e.g. 2026-11-25T09:40; what has begun stands"), 0 },
	{ "absent", KEY_ABSENT, N_("ID,..."), 0,
	  N_("who is missing from now to the end of the duty; may be repeated"),
	  0 },
	{ "code", KEY_CODE, N_("CODE"), 0,
	  N_("the kind of their absence; default: sick, else the first"), 0 },
	{ "accept", KEY_ACCEPT, N_("OFFER,..."), 0,
	  N_("offers that were agreed, as the list names them"), 0 },
	{ "notice", KEY_NOTICE, N_("MINUTES"), 0,
	  N_("nobody can come sooner; default: 60"), 0 },
	{ "show", KEY_SHOW, N_("N"), 0,
	  N_("offers to list; default: 10, 0 is none"), 0 },
	{ "dry-run", KEY_DRY, NULL, 0, N_("write nothing"), 0 },
	{ 0 },
};

static void split(struct argp_state *state, const char *option, char *arg,
		  const char **list, int *n)
{
	for (char *s = strtok(arg, ","); s; s = strtok(NULL, ",")) {
		if (*n == NAMES)
			argp_error(state, _("%s: more than %d"), option, NAMES);
		list[(*n)++] = s;
	}
}

static int whole(struct argp_state *state, const char *option, const char *arg,
		 int most)
{
	int64_t n;

	if (!text_int(arg, &n) || n < 0 || n > most) {
		argp_error(state, _("--%s %s: allowed is 0 to %d"), option, arg,
			   most);
		return 0;
	}
	return (int)n;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;

	switch (key) {
	case KEY_NOW: own->now = arg; return 0;
	case KEY_CODE: own->code = arg; return 0;
	case KEY_ABSENT:
		split(state, "--absent", arg, own->absent, &own->n_absent);
		return 0;
	case KEY_ACCEPT:
		split(state, "--accept", arg, own->accept, &own->n_accept);
		return 0;
	case KEY_NOTICE:
		own->notice = whole(state, "notice", arg, 1440);
		return 0;
	case KEY_SHOW: own->show = whole(state, "show", arg, 10000); return 0;
	case KEY_DRY: own->dry = true; return 0;
	case ARGP_KEY_END:
		if (!own->now)
			argp_error(state, _("--now INSTANT is needed"));
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.doc = N_("Mend a day that is under way.  What has begun stands; "
		  "breaks and meetings that have not are moved to where they "
		  "hurt least; then a list says who could be asked to stay, to "
		  "come or to go home, what that saves and pays, and the rest "
		  "it leaves.  The roster as it is now goes to worked.csv of "
		  "the period.  Starts from worked.csv, else from what was "
		  "published, else from the draft."),
	.argp_domain = "wfm",
};

/* ---- what was said ---- */

static enum rc read_now(struct session *s, const struct own *own,
			const struct zone *zone, int64_t *now)
{
	enum zone_kind kind;
	bool has_offset;

	if (!zone_parse(zone, own->now, now, &kind, &has_offset))
		return fail(s->err, RC_USAGE,
			    _("--now %s: a moment is 2026-11-25T09:40, with or "
			      "without an offset"),
			    text_quote(s->arena, own->now));
	return RC_OK;
}

static void read_absent(struct pipeline *p, const struct own *own, bool *absent)
{
	const struct site *site = &p->w.site;

	for (int k = 0; k < own->n_absent; k++) {
		int agent = site_agent(site, own->absent[k]);

		if (agent < 0)
			fail_at(p->session->err, (struct place){ 0 }, RC_USAGE,
				_("--absent %s: agents.csv knows no such id"),
				text_quote(p->session->arena, own->absent[k]));
		else
			absent[agent] = true;
	}
}

static enum rc read_code(struct pipeline *p, const struct own *own, int *type)
{
	const struct site *site = &p->w.site;
	const char *code = own->code ? own->code : "sick";

	*type = site_absence_type(site, code);
	if (*type < 0 && !own->code && site->n_absence_types)
		*type = 0;
	if (*type < 0 && (own->code || own->n_absent))
		return fail(p->session->err, RC_USAGE,
			    _("--code %s: absences of site.yaml has no such "
			      "code"),
			    text_quote(p->session->arena, code));
	return RC_OK;
}

/* ---- the roster under way ---- */

/* Opens the period that holds the day of the moment. */
static enum rc open_day(struct session *s, const struct own *own,
			struct options *o, struct pipeline *p, int64_t *now)
{
	struct workspace_periods periods;
	const struct workspace_period *on;
	const char *dir;
	char date[11];

	TRY(pipeline_open(s, o, p)); /* the zone is the site's */
	TRY(read_now(s, own, p->w.site.zone, now));
	int day = zone_wall(p->w.site.zone, *now).day;
	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	periods = workspace_periods(s->arena, dir);
	on = workspace_period_on(&periods, day);
	if (!on)
		return fail(s->err, RC_NOINPUT,
			    _("no period here holds %s; `wfm plan --from` "
			      "makes one"),
			    date_format(day, date));
	o->period = (struct period_choice){
		.from = arena_strdup(s->arena,
				     date_format(on->first_day, date)),
		.days = on->days
	};
	output_drop(p->out);
	return pipeline_open(s, o, p);
}

static enum rc read_base(struct pipeline *p, struct roster *r)
{
	struct session *s = p->session;
	struct input in;
	const char *path = input_path(s->arena, p->w.folder, "worked.csv");
	int number = workspace_published(&p->w);

	if (!input_exists(path) && number)
		path = arena_printf(s->arena, "%s/published/%02d/roster.csv",
				    p->w.folder, number);
	else if (!input_exists(path)) {
		path = workspace_product(&p->w, STAGE_SCHEDULE);
		note_at(s->err, (struct place){ path, 0, 0 },
			_("a draft: nothing of this period is published"));
	}
	TRY(input_read(s->arena, path, &in, s->err));
	return roster_read(s->arena, &p->w.site, p->w.first_day, p->w.days, &in,
			   r, s->err);
}

/* ---- offers that were agreed ---- */

static const struct repair_offer *find_offer(const struct pipeline *p,
					     const struct repair_offer *list,
					     int n, const char *name)
{
	for (int k = 0; k < n; k++)
		if (text_equal(name, repair_offer_name(p, &list[k])))
			return &list[k];
	return NULL;
}

/* One after the other, since each changes what the next one is worth. */
static enum rc accept_offers(struct pipeline *p, const struct own *own,
			     struct repair *x)
{
	for (int k = 0; k < own->n_accept; k++) {
		int n;
		const struct repair_offer *list = repair_offers(x, &n);
		const struct repair_offer *o =
			find_offer(p, list, n, own->accept[k]);

		if (!o)
			return fail(
				p->session->err, RC_USAGE,
				_("--accept %s: no such offer now"),
				text_quote(p->session->arena, own->accept[k]));
		repair_accept(x, o);
	}
	return RC_OK;
}

static enum rc write_worked(struct pipeline *p, const struct own *own,
			    const struct repair *x)
{
	struct session *s = p->session;
	struct text t = text_new(s->arena);
	const char *path = p->options.output ? p->options.output
					     : input_path(s->arena, p->w.folder,
							  "worked.csv");

	if (own->dry)
		return RC_OK;
	roster_write(&t, &p->w.site, repair_roster(x));
	TRY(output_add(p->out, path, t.data, t.len, s->err));
	TRY(pipeline_commit(p));
	if (print_for_people(&p->options) && !text_equal(path, "-"))
		fprintf(s->out, _("\nWritten to %s.\n"), path);
	return RC_OK;
}

static enum rc mend(struct pipeline *p, const struct own *own, int64_t now,
		    int type, const bool *absent)
{
	struct arena *a = p->session->arena;
	struct roster base;

	TRY(read_base(p, &base));
	TRY(pipeline_period(p));
	struct repair_options options = { .now = now,
					  .absent = arena_new(a, bool,
							      base.agents),
					  .absence = type,
					  .notice = 60 * own->notice,
					  .step = 30,
					  .most = 180 };
	struct repair *before =
		repair_new(a, &p->period, &p->requirement, &base, options);
	options.absent = absent;
	struct repair *x =
		repair_new(a, &p->period, &p->requirement, &base, options);
	struct repair_story story = { .pipeline = p,
				      .now = now,
				      .absent = absent,
				      .show = own->show,
				      .cost_before = repair_cost(before),
				      .cost_absent = repair_cost(x) };

	repair_close(before);
	story.moves = repair_moves(x, &story.n_moves);
	story.cost_moved = repair_cost(x);
	enum rc rc = accept_offers(p, own, x);
	story.cost_accepted = repair_cost(x);
	story.n_accepted = own->n_accept;
	story.offers = repair_offers(x, &story.n_offers);
	if (rc == RC_OK && !text_equal(p->options.output, "-"))
		repair_print(&story);
	if (rc == RC_OK)
		rc = write_worked(p, own, x);
	repair_close(x);
	return rc;
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { .notice = DEFAULT_NOTICE, .show = DEFAULT_SHOW };
	struct options o;
	struct pipeline p;
	int64_t now;
	int type;

	options_parse(s, &argp, OPTIONS_WRITE | OPTIONS_FORMAT, &o, argc, argv,
		      &own);
	TRY(open_day(s, &own, &o, &p, &now));
	bool *absent = arena_new(s->arena, bool, p.w.site.n_agents);
	read_absent(&p, &own, absent);
	if (s->err->errors)
		return s->err->rc;
	TRY(read_code(&p, &own, &type));
	TRY(workspace_lock(&p.w, s->err));
	TRY(pipeline_forecast(&p, WANT_READ));
	TRY(pipeline_staff(&p, WANT_READ));
	return mend(&p, &own, now, type, absent);
}

const struct command command_repair = {
	.name = "repair",
	.summary = N_("the day itself: who is missing, what can be moved"),
	.run = run,
};
