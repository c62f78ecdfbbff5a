#include "commands/review_plans.h"

#include "formats/input.h"
#include "formats/plan_files.h"

enum { DAYS_BEFORE = 7 };

struct review_plans review_plans_of(struct workspace *w)
{
	struct review_plans p = { .w = w };

	p.periods = workspace_periods(w->arena, w->dir);
	p.list = arena_new(w->arena, struct review_plan, p.periods.n + 1);
	return p;
}

/* Reads a product of the period; *found false when there is none. */
static enum rc read_product(const struct workspace *w,
			    const struct workspace_period *p, const char *name,
			    struct input *in, bool *found, struct err *e)
{
	const char *folder =
		p->published ? arena_printf(w->arena, "%s/published/%02d",
					    p->folder, p->published)
			     : p->folder;
	const char *path = input_path(w->arena, folder, name);

	*found = input_exists(path);
	return *found ? input_read(w->arena, path, in, e) : RC_OK;
}

/* Who was there; duties of the days before reach into the first. */
static enum rc load_people(struct review_plans *all,
			   const struct workspace_period *p,
			   struct review_plan *plan, struct err *e)
{
	struct workspace *w = all->w;
	struct roster past, own;
	struct period period;
	int taken, drafted, before;

	TRY(workspace_rosters(w, p->first_day, p->days, &own, &taken, &drafted,
			      e));
	if (!taken || !plan->has_requirement)
		return RC_OK;
	TRY(workspace_rosters(w, p->first_day - DAYS_BEFORE, DAYS_BEFORE, &past,
			      &before, &drafted, e));
	TRY(period_new(w->arena, &w->site, p->first_day, p->days,
		       before ? &past : NULL, NULL, &period, e));
	plan->coverage =
		coverage_of_roster(w->arena, &period, &plan->requirement, &own);
	plan->has_roster = true;
	return RC_OK;
}

static enum rc load(struct review_plans *all, int k, struct err *e)
{
	const struct workspace_period *p = &all->periods.list[k];
	struct review_plan *plan = &all->list[k];
	struct workspace *w = all->w;
	struct input in;

	if (plan->loaded)
		return RC_OK;
	plan->loaded = true;
	struct grid g = grid_new(w->arena, w->site.zone, p->first_day,
				 p->days + 1, w->site.interval);
	TRY(read_product(w, p, "forecast.csv", &in, &plan->has_forecast, e));
	if (plan->has_forecast)
		TRY(forecast_read(w->arena, &w->site, g, &in, &plan->ahead, e));
	TRY(read_product(w, p, "requirement.csv", &in, &plan->has_requirement,
			 e));
	if (plan->has_requirement)
		TRY(requirement_read(w->arena, &w->site, g, &in,
				     &plan->requirement, e));
	return load_people(all, p, plan, e);
}

/* The period that holds a day: a published one before a draft; or -1. */
static int find_period(const struct review_plans *p, int day)
{
	int found = -1;

	for (int k = 0; k < p->periods.n; k++) {
		const struct workspace_period *one = &p->periods.list[k];

		if (day < one->first_day || day >= one->first_day + one->days)
			continue;
		if (found < 0 || one->published ||
		    !p->periods.list[found].published)
			found = k;
	}
	return found;
}

enum rc review_plans_on(struct review_plans *p, int day,
			const struct review_plan **plan, const char **folder,
			struct err *e)
{
	int k = find_period(p, day);

	*plan = NULL;
	if (k < 0)
		return RC_OK;
	TRY(load(p, k, e));
	*plan = &p->list[k];
	*folder = p->periods.list[k].folder;
	return RC_OK;
}

static const double *slice(const double *x, int at)
{
	return x ? x + at : NULL;
}

static void take_plan(const struct review_plan *plan, int q, int d,
		      struct review_day *day)
{
	const struct requirement *r = &plan->requirement;

	if (plan->has_forecast) {
		const struct grid *g = &plan->ahead.grid;
		int at = q * g->n + g->day_begin[d];

		day->slots = g->day_begin[d + 1] - g->day_begin[d];
		day->forecast = plan->ahead.calls + at;
		day->forecast_aht = plan->ahead.aht + at;
	}
	for (int k = 0; plan->has_requirement && k < r->n_rows; k++) {
		int at = r->grid.day_begin[d];

		if (r->rows[k].queue != q)
			continue;
		day->slots = r->grid.day_begin[d + 1] - at;
		day->required = r->rows[k].gross + at;
		if (plan->has_roster)
			day->scheduled =
				plan->coverage.scheduled + k * r->grid.n + at;
	}
}

static void take_history(const struct workload *h, int q, int date,
			 struct review_day *day)
{
	const struct grid *g = &h->grid;
	int d = date - g->first_day;

	if (g->n == 0 || d < 0 || d >= g->days)
		return;
	int at = q * g->n + g->day_begin[d];
	day->slots = g->day_begin[d + 1] - g->day_begin[d];
	day->calls = h->calls + at;
	day->aht = h->aht + at;
	day->handled = slice(h->handled, at);
	day->in_target = slice(h->in_target, at);
	day->target = slice(h->target_s, at);
	day->short_abandoned = slice(h->short_abandoned, at);
}

enum rc review_plans_add(struct review_plans *p, struct review *to, int queue,
			 int day, struct err *e)
{
	const struct site *site = &p->w->site;
	struct review_day one = {
		.queue = &site->queues[queue],
		.interval = site->interval,
		.present = 1 - site_shrinkage(site),
	};
	int k = find_period(p, day);

	if (k >= 0) {
		TRY(load(p, k, e));
		take_plan(&p->list[k], queue,
			  day - p->periods.list[k].first_day, &one);
	}
	take_history(&p->w->history, queue, day, &one);
	review_add_day(to, &one);
	return RC_OK;
}
