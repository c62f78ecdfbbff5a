/* pipeline: the roster, found by the solver in what is fixed and kept. */
#include "commands/pipeline.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/text.h"
#include "commands/interrupt.h"
#include "commands/pipeline_stage.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "model/period_credit.h"
#include "optimise/activities.h"
#include "optimise/stints.h"

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double solve_clock(void *ctx)
{
	const struct pipeline *p = ctx;

	return seconds() - p->solve_began;
}

static bool solve_stop(void *ctx)
{
	(void)ctx;
	return interrupted();
}

/* One line that is written over itself, on a terminal only. */
static void solve_progress(void *ctx, const struct schedule_progress *g)
{
	const struct pipeline *p = ctx;

	(void)p;
	fprintf(stderr,
		_("\r%6.1f s  cost %.0f  bound %.0f  gap %.2f %%  %-10s"),
		g->seconds, g->cost, g->bound, 100 * g->gap, _(g->phase));
	if (!strcmp(g->phase, "done"))
		fputc('\n', stderr);
	fflush(stderr);
}

static bool show_progress(const struct pipeline *p)
{
	return !p->quiet && isatty(STDERR_FILENO);
}

void pipeline_keep(struct pipeline *p, const struct roster *r, int from)
{
	/* No notice is longer than a year. */
	p->kept = (struct kept){ r, from == DATE_NONE ? p->w.first_day - 366
						      : from };
	p->start = r;
}

/* What is over is as good as locked; of absent days the absence counts. */
static void freeze(const struct pipeline *p, struct roster *locked)
{
	const struct roster *kept = p->kept.roster;

	for (int i = 0; i < locked->agents; i++)
		for (int d = 0; d < p->kept.from - p->w.first_day; d++) {
			int day = p->w.first_day + d;
			struct cell *c = roster_cell(locked, i, day);

			if (!c || p->period.people[i].days[d].absence >= 0)
				continue;
			*c = *roster_cell(kept, i, day);
			c->locked = true;
		}
}

/* In the result these days are as free as they were. */
static void thaw(struct pipeline *p)
{
	for (int i = 0; i < p->result.roster.agents; i++)
		for (int d = 0; d < p->kept.from - p->w.first_day; d++) {
			int day = p->w.first_day + d;

			roster_cell(&p->result.roster, i, day)->locked =
				roster_cell(p->kept.roster, i, day)->locked;
		}
}

/* Days before the change is known cannot change any more. */
static void keep_period(struct pipeline *p, struct roster *locked, bool any)
{
	if (!any)
		*locked = roster_new(p->session->arena, p->w.first_day,
				     p->w.days, p->w.site.n_agents);
	freeze(p, locked);
	p->period.fixed = locked;
	p->period.kept = &p->kept;
}

enum rc pipeline_period(struct pipeline *p)
{
	struct session *s = p->session;
	struct roster *past = arena_new(s->arena, struct roster, 1);
	struct roster *locked = arena_new(s->arena, struct roster, 1);
	bool any;

	TRY(workspace_past(&p->w, past, s->err));
	TRY(workspace_locked(&p->w, locked, &any, s->err));
	TRY(period_new(s->arena, &p->w.site, p->w.first_day, p->w.days,
		       past->days ? past : NULL, any ? locked : NULL,
		       &p->period, s->err));
	if (p->kept.roster)
		keep_period(p, locked, any);
	return RC_OK;
}

/* What was asked of the solver; "" when nothing was. */
static const char *solve_text(const struct pipeline *p)
{
	const struct options *o = &p->options;
	struct text t = text_new(p->session->arena);

	text_add(&t, "");
	if (o->seed != 1)
		text_addf(&t, " --seed %llu", (unsigned long long)o->seed);
	if (o->work > 0)
		text_addf(&t, " --work-limit %g", o->work);
	if (o->seconds > 0)
		text_addf(&t, " --time-limit %g", o->seconds);
	if (o->gap > 0)
		text_addf(&t, " --gap %g", 100 * o->gap);
	return t.len ? t.data + 1 : "";
}

/* Meetings and training go into the roster that was found; those they are put
 * into are told anew who serves which queue when. */
static void fill_duties(struct pipeline *p)
{
	struct arena *a = p->session->arena;
	struct roster *r = &p->result.roster;
	const struct roster found = *r;
	bool stints = site_has_stints(&p->w.site);
	int from = p->kept.roster ? p->kept.from : p->w.first_day;

	if (stints)
		*r = stints_untold(a, &found, from);
	int placed = activities_place(a, &p->period, &p->requirement, from, r);
	if (stints)
		stints_restore(&found, r);
	int told = stints_tell(a, &p->period, &p->requirement, from,
			       p->options.seed, r);
	if (placed + told == 0)
		return;
	p->result.cost = objective_of_roster(a, &p->period, &p->requirement,
					     &p->result.roster);
	p->result.gap = objective_gap(&p->result.cost, p->result.bound);
}

enum rc pipeline_solve(struct pipeline *p)
{
	struct session *s = p->session;
	const struct options *o = &p->options;
	bool show = show_progress(p);

	interrupt_listen();
	p->solve_began = seconds();
	TRY(roster_from_requirement(
		s->arena, &p->period, &p->requirement,
		(struct schedule_options){
			.seed = o->seed,
			.threads = o->threads,
			.work_limit = o->work,
			.gap = o->gap,
			.seconds = o->seconds,
			.clock = solve_clock,
			.stop = solve_stop,
			.progress = show ? solve_progress : NULL,
			.ctx = p,
			.start = p->start,
		},
		&p->result, s->err));
	if (show)
		fputc('\n', stderr);
	fill_duties(p);
	p->solve_seconds = seconds() - p->solve_began;
	return RC_OK;
}

static enum rc make_roster(struct pipeline *p, enum want want,
			   const char *options)
{
	struct text t = text_new(p->session->arena);

	TRY(pipeline_solve(p));
	if (p->kept.roster)
		thaw(p);
	roster_write(&t, &p->w.site, &p->result.roster);
	p->roster_made = true;
	if (!p->kept.roster) {
		workspace_figure(&p->w, "bound", p->result.bound);
		workspace_figure(&p->w, "cost", p->result.cost.total);
		workspace_figure(&p->w, "gap", p->result.gap);
	} else { /* with the price of changes, which nobody asks for later */
		workspace_figure(&p->w, "bound", NAN);
		workspace_figure(&p->w, "cost",
				 p->result.cost.total - p->result.cost.changes);
		workspace_figure(&p->w, "gap", NAN);
	}
	p->w.manifest.stopped = p->result.stopped;
	return pipeline_put(p, STAGE_SCHEDULE, want, options, &t);
}

enum rc pipeline_schedule(struct pipeline *p, enum want want)
{
	const char *options = solve_text(p);
	struct input in;
	bool make;

	TRY(pipeline_period(p));
	if (!p->w.site.n_agents)
		warn_at(p->session->err, (struct place){ 0 },
			_("agents.csv names nobody: what is needed is known, "
			  "the roster is empty"));
	TRY(pipeline_decide(p, STAGE_SCHEDULE, want, *options ? options : NULL,
			    p->requirement_made, &make));
	if (make)
		return make_roster(p, want, options);
	TRY(pipeline_read(p, STAGE_SCHEDULE, &in));
	TRY(roster_read(p->session->arena, &p->w.site, p->w.first_day,
			p->w.days, &in, &p->result.roster, p->session->err));
	period_credit(&p->period, &p->result.roster);
	p->result.bound = workspace_known(&p->w, "bound");
	p->result.stopped = p->w.manifest.stopped;
	return RC_OK;
}
