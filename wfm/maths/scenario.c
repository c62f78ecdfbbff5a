#include "maths/scenario.h"

#include <math.h>

#include "base/text.h"
#include "maths/scenario_work.h"

void scenario_queues(const struct scenario_work *w, const struct change *c,
		     int *begin, int *end)
{
	*begin = c->queue < 0 ? 0 : c->queue;
	*end = c->queue < 0 ? w->site.n_queues : c->queue + 1;
}

int scenario_intervals(const struct scenario_work *w)
{
	return w->ahead.grid.day_begin[w->out->inputs.days];
}

void scenario_set_calls(struct scenario_work *w, int queue, int t, double calls)
{
	int at = queue * w->ahead.grid.n + t;
	double was = w->ahead.calls[at];

	if (w->ahead.variance && was > 0)
		w->ahead.variance[at] *= calls / was * (calls / was);
	w->ahead.calls[at] = calls;
}

static const char *quoted(const struct change *c, struct err *e)
{
	return text_quote(e->arena, c->text ? c->text : "");
}

/* --- calls and handling time --- */

static double total_calls(const struct scenario_work *w, int begin, int end)
{
	int last = scenario_intervals(w);
	double sum = 0;

	for (int q = begin; q < end; q++)
		for (int t = 0; t < last; t++)
			sum += w->ahead.calls[q * w->ahead.grid.n + t];
	return sum;
}

static enum rc change_calls(struct scenario_work *w, const struct change *c,
			    struct err *e)
{
	double factor = c->amount;
	int begin, end;

	scenario_queues(w, c, &begin, &end);
	if (c->how == CHANGE_TO) {
		double total = total_calls(w, begin, end);

		if (!(total > 0))
			return fail(e, RC_DATA,
				    "\"%s\": no contacts are forecast, so "
				    "there is nothing to scale",
				    quoted(c, e));
		factor = c->amount / total;
	}
	for (int q = begin; q < end; q++)
		for (int t = 0; t < w->ahead.grid.n; t++)
			scenario_set_calls(
				w, q, t,
				factor * w->ahead.calls[q * w->ahead.grid.n +
							t]);
	return RC_OK;
}

static double changed(const struct change *c, double x)
{
	switch (c->how) {
	case CHANGE_BY_FACTOR: return x * c->amount;
	case CHANGE_BY: return x + c->amount;
	case CHANGE_TO: break;
	}
	return c->amount;
}

static enum rc change_aht(struct scenario_work *w, const struct change *c,
			  struct err *e)
{
	int begin, end;

	scenario_queues(w, c, &begin, &end);
	for (int q = begin; q < end; q++) {
		struct queue *queue = &w->queues[q];

		if (queue->aht > 0)
			queue->aht = fmax(0, changed(c, queue->aht));
		for (int t = 0; t < w->ahead.grid.n; t++) {
			int at = q * w->ahead.grid.n + t;
			double *aht = &w->ahead.aht[at];

			*aht = changed(c, *aht);
			if (!(*aht > 0) && w->ahead.calls[at] > 0)
				return fail(e, RC_DATA,
					    "\"%s\" makes the handling time of "
					    "queue \"%s\" %g s; it must be "
					    "above 0",
					    quoted(c, e), queue->id, *aht);
		}
	}
	return RC_OK;
}

/* --- shrinkage and goals --- */

static enum rc change_shrinkage(struct scenario_work *w, const struct change *c,
				struct err *e)
{
	struct shrinkage *all = arena_new(w->arena, struct shrinkage, 1);
	double share = changed(c, site_shrinkage(&w->site));

	if (fabs(share) < 1e-12)
		share = 0;
	if (!(share >= 0 && share <= 0.95))
		return fail(e, RC_DATA,
			    "\"%s\" makes the shrinkage %g %%; allowed is 0 "
			    "to 95 %%",
			    quoted(c, e), 100 * share);
	*all = (struct shrinkage){
		"whatif", share, arena_printf(w->arena, "%.10g%%", 100 * share)
	};
	w->site.shrinkage = all;
	w->site.n_shrinkage = 1;
	return RC_OK;
}

static bool is_deferred(const struct queue *q)
{
	return q->channel == CHANNEL_EMAIL || q->channel == CHANNEL_OUTBOUND;
}

static enum rc change_goal(struct queue *q, const struct change *c,
			   struct err *e)
{
	double share = changed(c, q->goal.share);

	if (!(share > 0 && share < 1))
		return fail(e, RC_DATA,
			    "\"%s\" makes the service level of queue \"%s\" %g "
			    "%%; allowed is above 0 and below 100 %%",
			    quoted(c, e), q->id, 100 * share);
	q->goal.share = share;
	if (c->within > 0)
		q->goal.within = c->within;
	return RC_OK;
}

static enum rc change_level(struct scenario_work *w, const struct change *c,
			    struct err *e)
{
	int begin, end, n = 0;

	scenario_queues(w, c, &begin, &end);
	for (int q = begin; q < end; q++) {
		struct queue *queue = &w->queues[q];
		bool has_level = queue->goal.share > 0;
		bool gets_one = c->how == CHANGE_TO && c->within > 0;

		if ((c->queue < 0 && is_deferred(queue)) ||
		    !(has_level || gets_one))
			continue;
		TRY(change_goal(queue, c, e));
		n++;
	}
	if (n == 0)
		return fail(e, RC_DATA,
			    "\"%s\": there is no service level to change; give "
			    "one whole, as in service_level=80%% in 20 s",
			    quoted(c, e));
	return RC_OK;
}

/* --- all together --- */

static enum rc apply(struct scenario_work *w, const struct change *c,
		     struct err *e)
{
	switch (c->kind) {
	case CHANGE_CALLS: return change_calls(w, c, e);
	case CHANGE_AHT: return change_aht(w, c, e);
	case CHANGE_SHRINKAGE: return change_shrinkage(w, c, e);
	case CHANGE_LEVEL: return change_level(w, c, e);
	case CHANGE_HOURS:
	case CHANGE_CLOSED: scenario_open(w, c); return RC_OK;
	case CHANGE_AGENTS:
	case CHANGE_FTE: return scenario_people(w, c, e);
	}
	return RC_OK;
}

/* Cells are copied; the segments of duties are shared, nobody writes them. */
static struct roster copy_roster(struct arena *a, const struct roster *r)
{
	struct roster copy;

	if (!r)
		return (struct roster){ .days = 0 };
	copy = *r;
	copy.cells =
		arena_copy(a, r->cells, (size_t)r->agents * (size_t)r->days,
			   sizeof(*r->cells));
	return copy;
}

static struct workload copy_workload(struct arena *a, const struct workload *w)
{
	struct workload copy = workload_new(a, w->grid, w->queues);
	size_t n = (size_t)w->queues * (size_t)w->grid.n;

	copy.calls = arena_copy(a, w->calls, n, sizeof(double));
	copy.aht = arena_copy(a, w->aht, n, sizeof(double));
	if (w->variance)
		copy.variance = arena_copy(a, w->variance, n, sizeof(double));
	return copy;
}

static struct scenario_work begin_work(struct arena *a,
				       const struct scenario_inputs *base,
				       struct scenario *out)
{
	struct scenario_work w = {
		.arena = a,
		.out = out,
		.site = *base->site,
		.ahead = copy_workload(a, base->ahead),
		.roster = copy_roster(a, base->roster),
		.past = copy_roster(a, base->past),
		.locked = copy_roster(a, base->locked),
	};

	w.queues = arena_copy(a, w.site.queues, (size_t)w.site.n_queues,
			      sizeof(*w.queues));
	w.agents = arena_copy(a, w.site.agents, (size_t)w.site.n_agents,
			      sizeof(*w.agents));
	w.agents_room = w.site.n_agents;
	w.site.queues = w.queues;
	w.site.agents = w.agents;
	return w;
}

/* With empty cells for those who came. */
static const struct roster *finished(struct arena *a, const struct roster *was,
				     const struct roster *r, int agents)
{
	struct roster *wide;

	if (!was)
		return NULL;
	wide = arena_new(a, struct roster, 1);
	*wide = roster_new(a, r->first_day, r->days, agents);
	for (int k = 0; k < r->agents * r->days; k++)
		wide->cells[k] = r->cells[k];
	return wide;
}

static void end_work(struct scenario_work *w,
		     const struct scenario_inputs *base)
{
	struct arena *a = w->arena;
	struct scenario_inputs *in = &w->out->inputs;

	in->site = arena_copy(a, &w->site, 1, sizeof(w->site));
	in->ahead = arena_copy(a, &w->ahead, 1, sizeof(w->ahead));
	in->roster = finished(a, base->roster, &w->roster, w->site.n_agents);
	in->past = finished(a, base->past, &w->past, w->site.n_agents);
	in->locked = finished(a, base->locked, &w->locked, w->site.n_agents);
	w->out->removed = w->removed;
	w->out->added = w->added;
}

enum rc scenario_apply(struct arena *a, const struct scenario_inputs *base,
		       const struct change *changes, int n,
		       struct scenario *out, struct err *e)
{
	struct text name = text_new(a);
	enum rc rc = RC_OK;

	*out = (struct scenario){ .inputs = *base };
	struct scenario_work w = begin_work(a, base, out);
	text_add(&name, "");
	for (int k = 0; k < n; k++) {
		enum rc one = apply(&w, &changes[k], e);

		rc = rc == RC_OK ? one : rc;
		text_addf(&name, "%s%s", k ? " " : "", changes[k].text);
	}
	out->name = name.data;
	end_work(&w, base);
	return rc;
}
