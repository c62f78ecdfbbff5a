/* wfm schedule - requirement, people, wishes -> roster.csv with its bound. */
#include <math.h>

#include "base/date.h"
#include "commands/diff_print.h"
#include "commands/interrupt.h"
#include "commands/pipeline.h"
#include "commands/print.h"
#include "commands/rosters.h"
#include "commands/verdict.h"
#include "formats/i18n.h"
#include "formats/say.h"

enum { KEY_KEEP = 'k' };

static const struct argp_option own_options[] = {
	{ "keep", KEY_KEEP, N_("ROSTER"), 0,
	  N_("change this roster as little as possible: draft, published, "
	     "published/NN or a file.  With --from inside its period, days "
	     "before that day stay as they are and notice is counted from it"),
	  0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	const char **keep = state->input;

	if (key != KEY_KEEP)
		return ARGP_ERR_UNKNOWN;
	*keep = arg;
	return 0;
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.doc = N_("Solve who works which shift, with a proven bound on what "
		  "any legal roster must cost."),
	.argp_domain = "wfm",
};

/*
 * A day inside a period that is there already means that period from that day
 * on; without a day, a published roster means the period it is of.
 */
static enum rc choose_kept(struct session *s, const char *keep,
			   struct options *o, int *from)
{
	const struct workspace_period *on = NULL;
	struct workspace_periods p;
	const char *dir;
	char date[11];

	*from = DATE_NONE;
	if (o->period.week || o->period.days ||
	    (o->period.from && !date_parse(o->period.from, from)))
		return RC_OK;
	if (*from == DATE_NONE && !rosters_published(keep))
		return RC_OK;
	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	p = workspace_periods(s->arena, dir);
	if (*from != DATE_NONE)
		on = workspace_period_on(&p, *from);
	for (int i = 0; *from == DATE_NONE && i < p.n; i++)
		if (p.list[i].published)
			on = &p.list[i];
	if (!on)
		return RC_OK;
	o->period.from =
		arena_strdup(s->arena, date_format(on->first_day, date));
	o->period.days = on->days;
	return RC_OK;
}

/* Opens the period, with what is to be kept of it. */
static enum rc open_kept(struct session *s, const char *keep, struct options *o,
			 struct pipeline *p)
{
	struct roster *kept = arena_new(s->arena, struct roster, 1);
	int from;

	TRY(choose_kept(s, keep, o, &from));
	TRY(pipeline_open(s, o, p));
	TRY(rosters_read(p, keep, NULL, kept));
	pipeline_keep(p, kept, from);
	return RC_OK;
}

static void print_changes(struct pipeline *p)
{
	struct roster kept = roster_copy(p->session->arena, p->kept.roster);
	struct difference d = diff_of(p, &kept, &p->result.roster, true);

	fputc('\n', p->session->out);
	diff_print(&d, d.roster.n_days ? DIFF_DAY : DIFF_ALL);
}

static enum rc run(struct session *s, int argc, char **argv)
{
	const char *keep = NULL;
	struct options o;
	struct pipeline p;

	options_parse(s, &argp,
		      OPTIONS_PERIOD | OPTIONS_SOLVE | OPTIONS_WRITE |
			      OPTIONS_FORMAT,
		      &o, argc, argv, &keep);
	if (keep)
		TRY(open_kept(s, keep, &o, &p));
	else
		TRY(pipeline_open(s, &o, &p));
	TRY(workspace_lock(&p.w, s->err));
	interrupt_listen();
	TRY(pipeline_forecast(&p, WANT_FRESH));
	TRY(pipeline_staff(&p, WANT_FRESH));
	TRY(pipeline_schedule(&p, WANT_MADE));
	TRY(pipeline_judge(&p));
	if (!text_equal(o.output, "-")) {
		verdict_print(&p);
		if (print_for_people(&o))
			verdict_print_short(&p, 3);
		if (keep && print_for_people(&o))
			print_changes(&p);
	}
	TRY(pipeline_commit(&p));
	return verdict_rc(&p);
}

const struct command command_schedule = {
	.name = "schedule",
	.summary = N_("requirement and people -> roster, with bound and gap"),
	.run = run,
};
