/* wfm staff - forecast -> requirement.csv. */
#include "commands/pipeline.h"
#include "commands/print.h"
#include "commands/staff_print.h"
#include "formats/i18n.h"

struct own {
	enum staffing_method method;
	double confidence;
	bool skills, intervals;
};

enum {
	KEY_METHOD = 'm',
	KEY_CONFIDENCE = 'c',
	KEY_SKILLS = 0x500,
	KEY_INTERVALS
};

static const struct argp_option own_options[] = {
	{ "method", KEY_METHOD, N_("METHOD"), 0,
	  N_("plain: each interval as if it lasted for ever; load: the same "
	     "on the load in progress, which lags behind the calls; exact "
	     "(default): checked against the queue that changes with time"),
	  0 },
	{ "confidence", KEY_CONFIDENCE, N_("PERCENT"), 0,
	  N_("keep the goal on so many days of 100, not on the mean day"), 0 },
	{ "intervals", KEY_INTERVALS, NULL, 0,
	  N_("every interval: its service and callers waiting by the exact "
	     "queue, what a sheet would say and why it differs"),
	  0 },
	{ "skills", KEY_SKILLS, NULL, 0,
	  N_("simulate how many people of the site's mix of skills the queues "
	     "need that share them"),
	  0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;
	double x;

	switch (key) {
	case KEY_METHOD:
		if (!pipeline_method(arg, &own->method))
			argp_error(state,
				   _("--method %s: plain, load or exact"), arg);
		return 0;
	case KEY_INTERVALS: own->intervals = true; return 0;
	case KEY_SKILLS: own->skills = true; return 0;
	case KEY_CONFIDENCE:
		if (!text_double(arg, &x) || x < 50 || x > 99.9)
			argp_error(state,
				   _("--confidence %s: allowed is 50 to 99.9"),
				   arg);
		own->confidence = x / 100;
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.doc = N_("Work out how many people each interval needs for the goals "
		  "of the site, from the forecast."),
	.argp_domain = "wfm",
};

static void print(const struct pipeline *p, const struct own *own)
{
	if (own->intervals)
		staff_print_intervals(p);
	else
		staff_print(p, own->skills);
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { .method = STAFFING_EXACT };
	struct options o;
	struct pipeline p;

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_WRITE | OPTIONS_FORMAT,
		      &o, argc, argv, &own);
	TRY(pipeline_open(s, &o, &p));
	TRY(workspace_lock(&p.w, s->err));
	pipeline_staffing(&p, own.method, own.confidence);
	/* -o names the requirement, never the forecast before it. */
	TRY(pipeline_forecast(&p, WANT_FRESH));
	TRY(pipeline_staff(&p, WANT_MADE));
	if (!text_equal(o.output, "-"))
		print(&p, &own);
	return pipeline_commit(&p);
}

const struct command command_staff = {
	.name = "staff",
	.summary = N_("forecast -> the people each interval needs"),
	.run = run,
};
