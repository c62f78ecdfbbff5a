#include "commands/pipeline.h"

#include <math.h>

#include "commands/pipeline_stage.h"
#include "formats/i18n.h"
#include "model/period_credit.h"
#include "optimise/lacking.h"

enum rc pipeline_open(struct session *s, const struct options *o,
		      struct pipeline *p)
{
	const char *dir;

	*p = (struct pipeline){ .session = s, .options = *o };
	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	TRY(workspace_open(s->arena, dir, o->period, &p->w, s->err));
	TRY(workspace_callers(&p->w, s->err));
	TRY(output_begin(s->arena, &p->out, s->err));
	p->session->output = p->out;
	pipeline_recall_staffing(p);
	pipeline_recall_forecast(p);
	return RC_OK;
}

struct grid pipeline_grid(const struct pipeline *p)
{
	const struct site *s = &p->w.site;

	return grid_new(p->session->arena, s->zone, p->w.first_day,
			p->w.days + 1, s->interval);
}

bool pipeline_to_elsewhere(const struct pipeline *p, enum want want)
{
	return want == WANT_MADE && p->options.output;
}

enum rc pipeline_decide(struct pipeline *p, enum stage s, enum want want,
			const char *options, bool made_before, bool *make)
{
	struct session *session = p->session;
	const char *reason, *product = workspace_product(&p->w, s);
	enum stage_state state = workspace_stage(&p->w, s, options, &reason);
	bool edited = state == STAGE_EDITED || state == STAGE_EDITED_STALE;

	*make = false;
	if (want == WANT_READ) {
		if (state != STAGE_MISSING)
			return RC_OK;
		return fail(session->err, RC_NOINPUT,
			    _("%s: not there; `wfm plan` makes it"), product);
	}
	*make = want == WANT_MADE || state != STAGE_FRESH || made_before ||
		p->options.force;
	if (!edited || p->options.force || pipeline_to_elsewhere(p, want))
		return RC_OK;
	*make = false;
	if (want == WANT_MADE)
		return fail(session->err, RC_CREATE,
			    _("%s was corrected by hand; --force overwrites "
			      "it, -o FILE writes elsewhere"),
			    product);
	if (made_before || state == STAGE_EDITED_STALE)
		warn_at(session->err, (struct place){ product, 0, 0 },
			_("corrected by hand and kept, though %s; --force "
			  "makes it anew"),
			made_before ? _("what it is made from changed")
				    : reason);
	return RC_OK;
}

enum rc pipeline_put(struct pipeline *p, enum stage s, enum want want,
		     const char *options, const struct text *t)
{
	if (pipeline_to_elsewhere(p, want))
		return output_add(p->out, p->options.output, t->data, t->len,
				  p->session->err);
	return workspace_write(&p->w, p->out, s, options, t->data, t->len,
			       p->session->err);
}

enum rc pipeline_read(struct pipeline *p, enum stage s, struct input *in)
{
	return input_read(p->session->arena, workspace_product(&p->w, s), in,
			  p->session->err);
}

enum rc pipeline_roster(struct pipeline *p, const struct roster *r)
{
	TRY(pipeline_period(p));
	p->result.bound = NAN;
	p->result.roster = *r;
	period_credit(&p->period, &p->result.roster);
	return RC_OK;
}

/* The service that the scheduled people will give, net of shrinkage. */
static struct service *service_of(const struct pipeline *p)
{
	const struct requirement *r = &p->requirement;
	const struct site *s = &p->w.site;
	double present = 1 - site_shrinkage(s);
	struct service *all = arena_new(p->session->arena, struct service,
					r->n_rows * r->grid.n);
	int last = r->grid.day_begin[p->w.days];

	for (int k = 0; k < r->n_rows; k++)
		for (int t = 0; t < last && r->rows[k].queue >= 0; t++) {
			const struct workload *w = &p->forecast.ahead;
			int at = k * r->grid.n + t;
			int from = r->rows[k].queue * w->grid.n + t;

			all[at] = staffing_service(
				&s->queues[r->rows[k].queue], w->calls[from],
				w->aht[from], r->grid.interval,
				present * p->coverage.scheduled[at]);
		}
	return all;
}

enum rc pipeline_judge(struct pipeline *p)
{
	struct arena *a = p->session->arena;
	const struct roster *r = &p->result.roster;

	p->coverage = coverage_of_roster(a, &p->period, &p->requirement, r);
	p->breaches = rules_judge(a, &p->period, r);
	p->result.cost = objective_of_roster(a, &p->period, &p->requirement, r);
	p->result.gap = isnan(p->result.bound) ? NAN
					       : objective_gap(&p->result.cost,
							       p->result.bound);
	p->service = service_of(p);
	p->lacking =
		lacking_new(a, &p->period, &p->requirement, &p->coverage, r);
	return RC_OK;
}

enum rc pipeline_commit(struct pipeline *p)
{
	struct err *e = p->session->err;

	if (p->w.written[STAGE_FORECAST] || p->w.written[STAGE_STAFF] ||
	    p->w.written[STAGE_SCHEDULE])
		TRY(workspace_finish(&p->w, p->out, e));
	TRY(output_commit(p->out, e));
	p->session->output = NULL;
	return RC_OK;
}
