#include "commands/pipeline.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/text.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"
#include "model/period_credit.h"
#include "optimise/activities.h"

static volatile sig_atomic_t interrupts;

static void on_signal(int number)
{
	(void)number;
	if (interrupts++)
		_exit(RC_INTERRUPTED); /* temporaries go at the next start */
}

bool pipeline_interrupted(void)
{
	return interrupts != 0;
}

void pipeline_listen(void)
{
	struct sigaction action = { .sa_handler = on_signal };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

bool pipeline_method(const char *name, enum staffing_method *method)
{
	static const char *const names[] = { [STAFFING_PLAIN] = "plain",
					     [STAFFING_LOAD] = "load",
					     [STAFFING_EXACT] = "exact" };

	for (size_t k = 0; k < sizeof(names) / sizeof(*names); k++)
		if (text_equal(name, names[k])) {
			*method = (enum staffing_method)k;
			return true;
		}
	return false;
}

void pipeline_staffing(struct pipeline *p, enum staffing_method method,
		       double confidence)
{
	struct text t = text_new(p->session->arena);

	p->staffing =
		(struct staffing_options){ method, confidence, p->w.days };
	text_add(&t, method == STAFFING_PLAIN  ? "--method plain"
		     : method == STAFFING_LOAD ? "--method load"
					       : "");
	if (confidence > 0)
		text_addf(&t, "%s--confidence %g", t.len ? " " : "",
			  100 * confidence);
	p->staffing_text = t.len ? t.data : "";
}

/* The way the requirement was made last time holds until told otherwise. */
static void recall_staffing(struct pipeline *p)
{
	const char *then = p->w.manifest.stages[STAGE_STAFF].options;
	const char *confidence = then ? strstr(then, "--confidence ") : NULL;
	double percent = 0;

	if (confidence)
		text_double(confidence + strlen("--confidence "), &percent);
	pipeline_staffing(p,
			  !then				   ? STAFFING_EXACT
			  : strstr(then, "--method plain") ? STAFFING_PLAIN
			  : strstr(then, "--method load")  ? STAFFING_LOAD
							   : STAFFING_EXACT,
			  percent / 100);
}

static const char outside_key[] = "--forecast ", as_of_key[] = "--as-of ";

/* What was known when the forecast was made last time, likewise. */
static void recall_forecast(struct pipeline *p)
{
	const char *then = p->w.manifest.stages[STAGE_FORECAST].options;

	p->as_of = DATE_NONE;
	if (then && text_starts(then, as_of_key))
		date_parse(then + strlen(as_of_key), &p->as_of);
}

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
	recall_staffing(p);
	recall_forecast(p);
	return RC_OK;
}

static struct grid period_grid(const struct pipeline *p)
{
	const struct site *s = &p->w.site;

	return grid_new(p->session->arena, s->zone, p->w.first_day,
			p->w.days + 1, s->interval);
}

static bool to_elsewhere(const struct pipeline *p, enum want want)
{
	return want == WANT_MADE && p->options.output;
}

/*
 * Shall the stage be made?  made_before: its input was made by this run.
 * A hand correction is never undone without --force.
 */
static enum rc decide(struct pipeline *p, enum stage s, enum want want,
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
	if (!edited || p->options.force || to_elsewhere(p, want))
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

/* A product into the output set: its usual place, or where -o says. */
static enum rc put(struct pipeline *p, enum stage s, enum want want,
		   const char *options, const struct text *t)
{
	if (to_elsewhere(p, want))
		return output_add(p->out, p->options.output, t->data, t->len,
				  p->session->err);
	return workspace_write(&p->w, p->out, s, options, t->data, t->len,
			       p->session->err);
}

static enum rc read_product(struct pipeline *p, enum stage s, struct input *in)
{
	return input_read(p->session->arena, workspace_product(&p->w, s), in,
			  p->session->err);
}

/* How the forecast is made; "" as usual. */
static const char *forecast_text(const struct pipeline *p)
{
	struct arena *a = p->session->arena;
	char day[11];

	if (p->outside)
		return arena_printf(a, "%s%s", outside_key, p->outside);
	if (p->as_of != DATE_NONE && p->as_of < p->w.first_day)
		return arena_printf(a, "%s%s", as_of_key,
				    date_format(p->as_of, day));
	return "";
}

/* From outside: read, checked, and written as ours are. */
static enum rc take_forecast(struct pipeline *p)
{
	struct session *s = p->session;
	struct input in;

	p->forecast = (struct forecast){ 0 };
	TRY(input_read(s->arena, p->outside, &in, s->err));
	return forecast_read(s->arena, &p->w.site, period_grid(p), &in,
			     &p->forecast.ahead, s->err);
}

static enum rc learn_forecast(struct pipeline *p)
{
	struct session *s = p->session;

	TRY(workspace_history(&p->w, s->err));
	return forecast_from_history(
		s->arena, &p->w.site, &p->w.history, period_grid(p),
		(struct forecast_options){ .as_of = p->as_of == DATE_NONE
							    ? p->w.first_day
							    : p->as_of,
					   .backtest = true,
					   .threads = p->options.threads },
		&p->forecast, s->err);
}

bool pipeline_is_outside(const struct workspace *w)
{
	const struct manifest_stage *m = &w->manifest.stages[STAGE_FORECAST];

	return m->done && text_starts(m->options, outside_key);
}

/* The day is kept as a number that people can read: 20261214. */
static void record_known(struct pipeline *p)
{
	const struct grid *g = &p->w.history.grid;
	int day = p->w.first_day;

	if (p->outside) {
		workspace_figure(&p->w, "known_before", 0);
		return;
	}
	if (p->as_of != DATE_NONE && p->as_of < day)
		day = p->as_of;
	if (g->first_day + g->days < day)
		day = g->first_day + g->days;
	struct civil c = date_civil(day);
	workspace_figure(&p->w, "known_before",
			 c.year * 10000 + c.month * 100 + c.day);
}

int pipeline_known_before(const struct workspace *w)
{
	double known = workspace_known(w, "known_before");

	if (!(known >= 10101 && known <= 99991231))
		return w->first_day;
	struct civil c = { (int)known / 10000, (int)known / 100 % 100,
			   (int)known % 100 };
	return date_is_valid(c) && date_from_civil(c) < w->first_day
		       ? date_from_civil(c)
		       : w->first_day;
}

static enum rc make_forecast(struct pipeline *p, enum want want)
{
	struct session *s = p->session;
	struct text t = text_new(s->arena);

	TRY(p->outside ? take_forecast(p) : learn_forecast(p));
	forecast_write(&t, &p->w.site, &p->forecast.ahead);
	p->forecast_made = true;
	if (!to_elsewhere(p, want))
		record_known(p);
	TRY(put(p, STAGE_FORECAST, want, forecast_text(p), &t));
	/* The file rounds; what follows must not depend on whether this run or
	 * an earlier one wrote it. */
	return forecast_read(s->arena, &p->w.site, period_grid(p),
			     &(struct input){ "forecast.csv", t.data, t.len },
			     &p->forecast.ahead, s->err);
}

/* The forecast there was taken from outside, and nothing replaces it. */
static bool keeps_outside(const struct pipeline *p)
{
	return pipeline_is_outside(&p->w) && !p->outside && !p->options.force;
}

static enum rc refuse_outside(const struct pipeline *p)
{
	const char *options = p->w.manifest.stages[STAGE_FORECAST].options;

	return fail(
		p->session->err, RC_CREATE,
		_("%s was taken from %s; --force makes it from the "
		  "history, -o FILE writes elsewhere"),
		workspace_product(&p->w, STAGE_FORECAST),
		text_quote(p->session->arena, options + strlen(outside_key)));
}

enum rc pipeline_forecast(struct pipeline *p, enum want want)
{
	bool make, keep = keeps_outside(p);
	struct input in;

	if (keep && want == WANT_MADE && !to_elsewhere(p, want) &&
	    input_exists(workspace_product(&p->w, STAGE_FORECAST)))
		return refuse_outside(p);
	TRY(decide(p, STAGE_FORECAST, want, keep ? NULL : forecast_text(p),
		   false, &make));
	if (make)
		return make_forecast(p, want);
	TRY(read_product(p, STAGE_FORECAST, &in));
	return forecast_read(p->session->arena, &p->w.site, period_grid(p), &in,
			     &p->forecast.ahead, p->session->err);
}

static enum rc make_requirement(struct pipeline *p, enum want want)
{
	struct session *s = p->session;
	struct text t = text_new(s->arena);

	TRY(requirement_from_workload(s->arena, &p->w.site, &p->forecast.ahead,
				      p->staffing, &p->requirement, s->err));
	requirement_write(&t, &p->requirement);
	p->requirement_made = true;
	return put(p, STAGE_STAFF, want, p->staffing_text, &t);
}

enum rc pipeline_staff(struct pipeline *p, enum want want)
{
	struct input in;
	bool make;

	TRY(decide(p, STAGE_STAFF, want, p->staffing_text, p->forecast_made,
		   &make));
	if (make)
		return make_requirement(p, want);
	TRY(read_product(p, STAGE_STAFF, &in));
	return requirement_read(p->session->arena, &p->w.site, period_grid(p),
				&in, &p->requirement, p->session->err);
}

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
	return pipeline_interrupted();
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

/* Meetings and training go into the roster that was found. */
static void place_activities(struct pipeline *p)
{
	struct arena *a = p->session->arena;
	int from = p->kept.roster ? p->kept.from : p->w.first_day;

	if (!activities_place(a, &p->period, &p->requirement, from,
			      &p->result.roster))
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

	pipeline_listen();
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
	place_activities(p);
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
	return put(p, STAGE_SCHEDULE, want, options, &t);
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
	TRY(decide(p, STAGE_SCHEDULE, want, *options ? options : NULL,
		   p->requirement_made, &make));
	if (make)
		return make_roster(p, want, options);
	TRY(read_product(p, STAGE_SCHEDULE, &in));
	TRY(roster_read(p->session->arena, &p->w.site, p->w.first_day,
			p->w.days, &in, &p->result.roster, p->session->err));
	period_credit(&p->period, &p->result.roster);
	p->result.bound = workspace_known(&p->w, "bound");
	p->result.stopped = p->w.manifest.stopped;
	return RC_OK;
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
