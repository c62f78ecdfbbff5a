/* wfm schedule - requirement, people, wishes -> roster.csv with its bound. */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "commands/diff_print.h"
#include "commands/interrupt.h"
#include "commands/pipeline.h"
#include "commands/print.h"
#include "commands/rosters.h"
#include "commands/verdict.h"
#include "formats/i18n.h"
#include "formats/say.h"
#include "optimise/compact.h"

enum { KEY_KEEP = 'k', KEY_WRITE = 'L' };

struct own {
	const char *keep;
	const char *programme; /* where to write it, or NULL */
};

static const struct argp_option own_options[] = {
	{ "keep", KEY_KEEP, N_("ROSTER"), 0,
	  N_("change this roster as little as possible: draft, published, "
	     "published/NN or a file.  With --from inside its period, days "
	     "before that day stay as they are and notice is counted from it"),
	  0 },
	{ "write-lp", KEY_WRITE, N_("FILE"), 0,
	  N_("write the problem for other solvers instead of solving it: CPLEX "
	     "LP, or free MPS when FILE ends in .mps"),
	  0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;

	switch (key) {
	case KEY_KEEP: own->keep = arg; return 0;
	case KEY_WRITE: own->programme = arg; return 0;
	case ARGP_KEY_END:
		if (own->keep && own->programme)
			argp_error(state, _("--write-lp and --keep do not go "
					    "together"));
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
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

/* Others' solvers get it whole, and are told what it leaves out. */
static enum rc write_programme(struct pipeline *p, const char *path)
{
	struct session *s = p->session;
	const char *temporary, *end = strrchr(path, '.');
	struct compact c;

	TRY(output_reserve(p->out, path, &temporary, s->err));
	c = compact_new(s->arena, &p->period, &p->requirement);
	enum rc rc =
		lp_write(c.lp, temporary, end && !strcmp(end, ".mps"), s->err);
	lp_close(c.lp);
	if (rc != RC_OK)
		return rc;
	fprintf(s->out,
		_("%s: %d rows, %d columns, %d of them whole numbers.\n"), path,
		c.rows, c.columns, c.whole);
	for (int k = 0; k < c.n_left_out; k++)
		warn_at(s->err, (struct place){ path, 0, 0 },
			_("left out, so that its optimum may be lower: %s"),
			c.left_out[k]);
	return pipeline_commit(p);
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { NULL, NULL };
	struct options o;
	struct pipeline p;

	options_parse(s, &argp,
		      OPTIONS_PERIOD | OPTIONS_SOLVE | OPTIONS_WRITE |
			      OPTIONS_FORMAT,
		      &o, argc, argv, &own);
	if (own.keep)
		TRY(open_kept(s, own.keep, &o, &p));
	else
		TRY(pipeline_open(s, &o, &p));
	TRY(workspace_lock(&p.w, s->err));
	interrupt_listen();
	TRY(pipeline_forecast(&p, WANT_FRESH));
	TRY(pipeline_staff(&p, WANT_FRESH));
	if (own.programme) {
		TRY(pipeline_period(&p));
		return write_programme(&p, own.programme);
	}
	TRY(pipeline_schedule(&p, WANT_MADE));
	TRY(pipeline_judge(&p));
	if (!text_equal(o.output, "-")) {
		verdict_print(&p);
		if (print_for_people(&o))
			verdict_print_short(&p, 3);
		if (own.keep && print_for_people(&o))
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
