/* wfm check - rules and coverage of any roster; without one, the site. */
#include <math.h>

#include "commands/fairness_print.h"
#include "commands/pipeline.h"
#include "commands/print.h"
#include "commands/rosters.h"
#include "commands/verdict.h"
#include "formats/i18n.h"
#include "formats/site_files.h"

struct own {
	const char *roster;
	bool site_only, fairness;
};

static const struct argp_option own_options[] = {
	{ "site-only", 'S', NULL, 0,
	  N_("judge the site's files, not the roster"), 0 },
	{ "fairness", 'F', NULL, 0,
	  N_("who has how many nights, weekends, holidays, unpopular hours and "
	     "refused wishes: before, now, after it, and the fair share"),
	  0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;

	switch (key) {
	case 'S': own->site_only = true; return 0;
	case 'F': own->fairness = true; return 0;
	case ARGP_KEY_ARG:
		if (own->roster)
			argp_usage(state);
		own->roster = arg;
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.args_doc = N_("[ROSTER]"),
	.doc = N_("Judge the period's roster, or the one in a file: every rule "
		  "broken, and the coverage.  Where there is none yet the "
		  "site's files are judged alone."),
	.argp_domain = "wfm",
};

static enum rc check_site(struct session *s)
{
	struct site site;
	const char *dir;

	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	TRY(site_load(s->arena, dir, &site, s->err));
	fprintf(s->out,
		_("%s: no problem found; queues %d, shift templates %d, "
		  "contracts %d, people %d.\n"),
		site.name, site.n_queues, site.n_shifts, site.n_contracts,
		site.n_agents);
	return RC_OK;
}

/* A site without a history has no period yet, unless one is named. */
static bool is_new(struct session *s, const struct options *o)
{
	struct err quiet = err_new(s->arena);
	const char *dir;

	return !o->period.from && !o->period.week &&
	       workspace_find(s->arena, s->site, &dir, &quiet) == RC_OK &&
	       !input_exists(input_path(s->arena, dir, "history.csv")) &&
	       workspace_periods(s->arena, dir).n == 0;
}

static void print_summary(const struct pipeline *p)
{
	int soft = 0;

	if (p->breaches.n)
		fputc('\n', p->session->out);
	for (int i = 0; i < p->breaches.n; i++)
		soft += p->breaches.list[i].price > 0;
	fprintf(p->session->out,
		_("%d hard rules broken, %d soft ones (%.2f).\n"
		  "Short %.1f hours, over %.1f hours; cost %.2f.\n"),
		p->breaches.hard, soft, p->breaches.price,
		p->coverage.short_hours, p->coverage.over_hours,
		p->result.cost.total);
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { 0 };
	struct options o;
	struct pipeline p;

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_FORMAT, &o, argc, argv,
		      &own);
	if (own.site_only || (!own.roster && is_new(s, &o)))
		return check_site(s);
	TRY(pipeline_open(s, &o, &p));
	if (!own.roster &&
	    !input_exists(workspace_product(&p.w, STAGE_SCHEDULE)))
		return check_site(s);
	TRY(pipeline_forecast(&p, WANT_READ));
	TRY(pipeline_staff(&p, WANT_READ));
	if (own.roster)
		TRY(rosters_take(&p, own.roster));
	else
		TRY(pipeline_schedule(&p, WANT_READ));
	TRY(pipeline_judge(&p));
	if (own.fairness) {
		fairness_print(&p);
		return verdict_rc(&p);
	}
	if (p.breaches.n || !print_for_people(&o))
		verdict_print_breaches(&p);
	if (print_for_people(&o)) {
		print_summary(&p);
		verdict_print_short(&p, 10);
	}
	return verdict_rc(&p);
}

const struct command command_check = {
	.name = "check",
	.summary = N_("rules and coverage of a roster; without one, the site"),
	.run = run,
};
