/* wfm whatif - inputs changed, side by side, in FTE, service and money. */
#include "commands/whatif_print.h"

#include "base/date.h"
#include "commands/interrupt.h"
#include "formats/change.h"
#include "formats/i18n.h"

struct own {
	struct arena *arena;
	const char **texts; /* [n] changes as written */
	int n, room;
	bool reschedule;
};

static const struct argp_option own_options[] = {
	{ "reschedule", 'r', NULL, 0,
	  N_("solve every scenario again, starting from the roster that "
	     "exists; default: stop at staffing and judge that roster"),
	  0 },
	{ 0 },
};

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct own *own = state->input;

	switch (key) {
	case 'r': own->reschedule = true; return 0;
	case ARGP_KEY_ARG:
		own->texts = arena_grow(own->arena, own->texts, own->n,
					&own->room, sizeof(*own->texts));
		own->texts[own->n++] = arg;
		return 0;
	case ARGP_KEY_NO_ARGS:
		argp_error(state, _("say what to change, as in calls=+10%%"));
		return 0;
	default: return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = own_options,
	.parser = parse,
	.args_doc = N_("CHANGE..."),
	.doc = N_("Ask what if: the plan as it is and with other inputs, side "
		  "by side in people, service and money.  Changes combine; a "
		  "range makes a table of scenarios.  Nothing is written to "
		  "the site's folder.\v"
		  "[QUEUE.]calls=+10%, aht=+20s, service_level=90% in 15 s, "
		  "hours=09:00-17:00, closed=sun, closed=sun:60% to mon; "
		  "shrinkage=+2pt, agents=-4:full_time, fte=-3.5.  "
		  "Ranges: calls=-10%..+20%/5%."),
	.argp_domain = "wfm",
};

/* Every change that is not understood is said. */
static enum rc read_changes(const struct own *own, const struct pipeline *p,
			    struct change_steps *steps)
{
	struct session *s = p->session;
	enum rc rc = RC_OK;

	for (int k = 0; k < own->n; k++) {
		enum rc one = change_parse(s->arena, &p->w.site, own->texts[k],
					   &steps[k], s->err);

		rc = rc == RC_OK ? one : rc;
	}
	return rc;
}

static enum rc count_scenarios(struct session *s, const struct own *own,
			       const struct change_steps *steps, int *n)
{
	*n = 1;
	for (int k = 0; k < own->n; k++) {
		*n *= steps[k].n;
		if (*n > CHANGE_STEPS_MOST)
			return fail(s->err, RC_USAGE,
				    _("the ranges make more than %d scenarios; "
				      "take larger steps or fewer ranges"),
				    CHANGE_STEPS_MOST);
	}
	return RC_OK;
}

/* The changes that differ between scenarios, or those that do not. */
static const char *joined(struct arena *a, const struct own *own,
			  const struct change_steps *steps,
			  const struct change *all, bool differ)
{
	struct text t = text_new(a);

	text_add(&t, "");
	for (int k = 0; k < own->n; k++)
		if ((steps[k].n > 1) == differ)
			text_addf(&t, "%s%s", t.len ? " " : "", all[k].text);
	return t.data;
}

/* The product of all ranges, the last one fastest; the first trial is the
 * plan as it is. */
static struct trial *combine(struct arena *a, const struct own *own,
			     const struct change_steps *steps, int n)
{
	struct trial *list = arena_new(a, struct trial, n + 1);

	for (int i = 0; i < n; i++) {
		struct change *all = arena_new(a, struct change, own->n);

		for (int k = own->n - 1, rest = i; k >= 0; k--) {
			all[k] = steps[k].list[rest % steps[k].n];
			rest /= steps[k].n;
		}
		list[i + 1] = (struct trial){
			.changes = all,
			.n = own->n,
			.label = joined(a, own, steps, all, true),
		};
	}
	return list;
}

/* A forecast or requirement that is not what the plan's files would give. */
static void warn_about(const struct pipeline *p)
{
	struct session *s = p->session;
	const char *reason;
	enum stage_state forecast =
		workspace_stage(&p->w, STAGE_FORECAST, "", &reason);

	if (forecast == STAGE_STALE || forecast == STAGE_EDITED_STALE)
		warn_at(s->err, (struct place){ 0 },
			_("the forecast is stale (%s); `wfm plan` makes it "
			  "anew"),
			reason);
	enum stage_state staff =
		workspace_stage(&p->w, STAGE_STAFF, p->staffing_text, &reason);
	if (staff == STAGE_EDITED || staff == STAGE_EDITED_STALE)
		warn_at(s->err, (struct place){ 0 },
			_("requirement.csv was corrected by hand; both sides "
			  "of a what-if are worked out from the forecast"));
}

static enum rc read_plan(struct pipeline *p)
{
	TRY(pipeline_forecast(p, WANT_READ));
	warn_about(p);
	if (input_exists(workspace_product(&p->w, STAGE_SCHEDULE)))
		return pipeline_schedule(p, WANT_READ);
	return pipeline_period(p);
}

static enum rc run(struct session *s, int argc, char **argv)
{
	struct own own = { .arena = s->arena };
	struct options o;
	struct pipeline p;
	int n;

	options_parse(s, &argp, OPTIONS_PERIOD | OPTIONS_SOLVE | OPTIONS_FORMAT,
		      &o, argc, argv, &own);
	TRY(pipeline_open(s, &o, &p));
	struct change_steps *steps =
		arena_new(s->arena, struct change_steps, own.n);
	TRY(read_changes(&own, &p, steps));
	TRY(count_scenarios(s, &own, steps, &n));
	TRY(read_plan(&p));
	struct trial *list = combine(s->arena, &own, steps, n);
	enum rc rc = trial_run(&p, list, n + 1, own.reschedule);
	struct whatif w = { list, n + 1, own.reschedule,
			    joined(s->arena, &own, steps, list[1].changes,
				   false) };
	if (rc == RC_OK)
		whatif_print(&p, &w);
	trial_close(list, n + 1);
	return rc == RC_OK && interrupted() ? RC_INTERRUPTED : rc;
}

const struct command command_whatif = {
	.name = "whatif",
	.summary = N_("inputs changed, side by side, in FTE, service, money"),
	.run = run,
};
