/* wfm schedule - requirement, people, wishes -> roster.csv with its bound. */
#include <math.h>

#include "commands/pipeline.h"
#include "commands/print.h"
#include "commands/verdict.h"
#include "formats/i18n.h"
#include "formats/say.h"

static const struct argp argp = {
	.doc = N_("Solve who works which shift, with a proven bound on what "
		  "any legal roster must cost."),
	.argp_domain = "wfm",
};

static enum rc run(struct session *s, int argc, char **argv)
{
	struct options o;
	struct pipeline p;

	options_parse(s, &argp,
		      OPTIONS_PERIOD | OPTIONS_SOLVE | OPTIONS_WRITE |
			      OPTIONS_FORMAT,
		      &o, argc, argv, NULL);
	TRY(pipeline_open(s, &o, &p));
	TRY(workspace_lock(&p.w, s->err));
	TRY(pipeline_forecast(&p, WANT_FRESH));
	TRY(pipeline_staff(&p, WANT_FRESH));
	TRY(pipeline_schedule(&p, WANT_MADE));
	TRY(pipeline_judge(&p));
	if (!text_equal(o.output, "-"))
		verdict_print(&p);
	TRY(pipeline_commit(&p));
	return verdict_rc(&p);
}

const struct command command_schedule = {
	.name = "schedule",
	.summary = N_("requirement and people -> roster, with bound and gap"),
	.run = run,
};
