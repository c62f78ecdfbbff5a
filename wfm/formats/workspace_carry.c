/*
 * What is carried into a period: the duties of the days before, and the cells
 * of the draft that are locked.
 */
#include "formats/workspace.h"

#include "formats/plan_files.h"
#include "model/period_credit.h"

/* Runs, weekends, and what is shared alike over a quarter of a year. */
enum { CARRY_DAYS = 63, CARRY_FAIRNESS = 91 };

/* worked.csv, else the last publication, else NULL (never a draft). */
static const char *worked_path(const struct workspace *w,
			       const struct workspace_period *p)
{
	const char *worked = input_path(w->arena, p->folder, "worked.csv");

	if (input_exists(worked))
		return worked;
	if (!p->published)
		return NULL;
	return arena_printf(w->arena, "%s/published/%02d/roster.csv", p->folder,
			    p->published);
}

/* Cells of from that lie in to's days, into to. */
static void take_cells(struct roster *to, const struct roster *from)
{
	for (int i = 0; i < from->agents; i++)
		for (int d = 0; d < from->days; d++) {
			int day = from->first_day + d;
			struct cell *cell = roster_cell(to, i, day);

			if (cell)
				*cell = *roster_cell(from, i, day);
		}
}
/* A roster of its own period: what its absent days count. */
static enum rc credit_absences(struct workspace *w, struct roster *r,
			       struct err *e)
{
	struct period p;

	TRY(period_new(w->arena, &w->site, r->first_day, r->days, NULL, NULL,
		       &p, e));
	period_credit(&p, r);
	return RC_OK;
}

/* What was or will be worked in [first, first + days): of each period worked,
 * published, or (drafts) the draft. */
static enum rc take_periods(struct workspace *w, bool drafts, struct roster *to,
			    int *taken, int *drafted, struct err *e)
{
	struct workspace_periods p = workspace_periods(w->arena, w->dir);

	*taken = *drafted = 0;
	for (int i = 0; i < p.n; i++) {
		const struct workspace_period *one = &p.list[i];
		const char *path = worked_path(w, one);
		struct roster r;
		struct input in;

		if (one->first_day + one->days <= to->first_day ||
		    one->first_day >= to->first_day + to->days)
			continue;
		if (!path && drafts) {
			path = input_path(w->arena, one->folder, "roster.csv");
			*drafted += input_exists(path);
		}
		if (!path || !input_exists(path))
			continue;
		TRY(input_read(w->arena, path, &in, e));
		TRY(roster_read(w->arena, &w->site, one->first_day, one->days,
				&in, &r, e));
		TRY(credit_absences(w, &r, e));
		take_cells(to, &r);
		++*taken;
	}
	return RC_OK;
}

static int window_of(const struct rule *r)
{
	if (r->over == OVER_ROLLING)
		return r->length;
	return r->over == OVER_CALENDAR_WEEK ? 7 * r->length : 0;
}

/* Days that the longest rule of anybody looks back. */
static int carry_days(const struct site *s)
{
	int days = s->fairness_price > 0 || s->refused_price > 0
			   ? CARRY_FAIRNESS
			   : CARRY_DAYS;

	for (int c = 0; c < s->n_contracts; c++)
		for (int k = 0; k < s->contracts[c].n_rules; k++)
			if (window_of(&s->contracts[c].rules[k]) > days)
				days = window_of(&s->contracts[c].rules[k]);
	for (int i = 0; i < s->n_agents; i++)
		for (int k = 0; k < s->agents[i].n_exceptions; k++)
			if (window_of(s->agents[i].exceptions[k].rule) > days)
				days = window_of(
					s->agents[i].exceptions[k].rule);
	return days;
}

enum rc workspace_past(struct workspace *w, struct roster *past, struct err *e)
{
	int taken, drafted;

	int days = carry_days(&w->site);
	*past = roster_new(w->arena, w->first_day - days, days,
			   w->site.n_agents);
	TRY(take_periods(w, false, past, &taken, &drafted, e));
	if (!taken)
		past->days = 0;
	return RC_OK;
}

enum rc workspace_rosters(struct workspace *w, int first_day, int days,
			  struct roster *all, int *taken, int *drafted,
			  struct err *e)
{
	*all = roster_new(w->arena, first_day, days, w->site.n_agents);
	return take_periods(w, true, all, taken, drafted, e);
}

enum rc workspace_locked(struct workspace *w, struct roster *locked, bool *any,
			 struct err *e)
{
	const char *path = workspace_product(w, STAGE_SCHEDULE);
	struct input in;

	*any = false;
	if (!input_exists(path))
		return RC_OK;
	TRY(input_read(w->arena, path, &in, e));
	TRY(roster_read(w->arena, &w->site, w->first_day, w->days, &in, locked,
			e));
	for (int i = 0; i < locked->agents * locked->days; i++) {
		if (locked->cells[i].locked)
			*any = true;
		else
			locked->cells[i] = (struct cell){ 0 };
	}
	return RC_OK;
}
