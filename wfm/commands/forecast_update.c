#include "commands/forecast_update.h"

#include <math.h>

#include "base/date.h"
#include "commands/pipeline.h"
#include "commands/print.h"
#include "commands/review_plans.h"
#include "formats/i18n.h"
#include "formats/output.h"
#include "formats/plan_files.h"
#include "formats/say.h"
#include "maths/forecast.h"
#include "maths/intraday.h"

/* The errors of a day are learned from forecasts of one to three days ahead: by
 * what came since it was made, today's is brought up to this morning. */
enum { ORIGINS = 40, AHEAD = 3 };
static const double MOST_NEWS = 2; /* factor on an interval */

struct updating {
	struct session *s;
	const struct options *o;
	struct workspace w;
	struct workload so_far; /* of TODAY.csv */
	struct workload before; /* the forecast of today's period */
	double *morning;	/* [queues * slots] it, with today's history */
	int today, slots;
	int known; /* the forecast knew nothing of this day and later */
	const char *folder;
	struct workload after; /* of today alone */
	double *residual;      /* [queues * ORIGINS * AHEAD * slots] */
};

/* Where a day begins in a workload of more days, queue q. */
static int day_at(const struct workload *w, int q, int date)
{
	int d = date - w->grid.first_day;

	return q * w->grid.n + w->grid.day_begin[d];
}

static int day_slots(const struct grid *g, int date)
{
	int d = date - g->first_day;

	return d < 0 || d >= g->days ? 0
				     : g->day_begin[d + 1] - g->day_begin[d];
}

/* --- what is known --- */

static enum rc read_today(struct updating *u, const char *path)
{
	struct input in;

	TRY(input_read(u->s->arena, path, &in, u->s->err));
	TRY(history_read(u->s->arena, &u->w.site, &in, &u->so_far, u->s->err));
	const struct grid *g = &u->so_far.grid;
	if (g->days == 0)
		return fail(u->s->err, RC_DATA, _("%s: holds no interval"),
			    path);
	u->today = g->first_day + g->days - 1;
	u->slots = day_slots(g, u->today);
	return RC_OK;
}

/* What was known when it was made; of one from outside nobody knows. */
static enum rc find_known(struct updating *u, const struct workspace_period *p)
{
	struct arena *a = u->s->arena;
	struct workspace then = { .arena = a, .first_day = p->first_day };
	const char *folder = p->published
				     ? arena_printf(a, "%s/published/%02d",
						    p->folder, p->published)
				     : p->folder;
	const char *path = input_path(a, folder, "manifest.json");
	struct input in;

	u->known = u->today;
	if (!input_exists(path))
		return RC_OK;
	TRY(input_read(a, path, &in, u->s->err));
	TRY(manifest_read(a, &in, &then.manifest, u->s->err));
	if (!pipeline_is_outside(&then))
		u->known = pipeline_known_before(&then);
	return RC_OK;
}

static enum rc find_forecast(struct updating *u)
{
	struct review_plans plans = review_plans_of(&u->w);
	const struct review_plan *plan;
	char day[11];

	TRY(review_plans_on(&plans, u->today, &plan, &u->folder, u->s->err));
	if (!plan || !plan->has_forecast)
		return fail(u->s->err, RC_NOINPUT,
			    _("no period here has a forecast of %s; `wfm "
			      "forecast` makes it"),
			    date_format(u->today, day));
	u->before = plan->ahead;
	return find_known(u, workspace_period_on(&plans.periods, u->today));
}

/* --- what forecasts of the weeks before missed --- */

static void take_residuals(struct updating *u, const struct workload *f, int q,
			   int date, double *to)
{
	const struct workload *h = &u->w.history;

	if (day_slots(&h->grid, date) != u->slots ||
	    day_slots(&f->grid, date) != u->slots)
		return;
	const double *calls = h->calls + day_at(h, q, date);
	const double *mean = f->calls + day_at(f, q, date);
	for (int s = 0; s < u->slots; s++)
		if (mean[s] > 0)
			to[s] = intraday_residual(calls[s], mean[s]);
}

static void look_at_origin(struct updating *u, int origin)
{
	int first = u->today - AHEAD * (origin + 1);
	struct arena *a = u->s->arena;
	struct err quiet = err_new(a);
	struct forecast f;
	struct grid g =
		grid_new(a, u->w.site.zone, first, AHEAD, u->w.site.interval);

	if (first <= u->w.history.grid.first_day ||
	    forecast_from_history(
		    a, &u->w.site, &u->w.history, g,
		    (struct forecast_options){ .as_of = first,
					       .untested = true,
					       .threads = u->o->threads },
		    &f, &quiet) != RC_OK)
		return;
	for (int q = 0; q < u->w.site.n_queues; q++)
		for (int d = 0; d < AHEAD; d++) {
			int row = (q * ORIGINS + ORIGINS - 1 - origin) * AHEAD +
				  d;
			take_residuals(u, &f.ahead, q, first + d,
				       u->residual + row * u->slots);
		}
}

static void look_back(struct updating *u)
{
	int n = u->w.site.n_queues * ORIGINS * AHEAD * u->slots;

	u->residual = arena_new(u->s->arena, double, n);
	for (int i = 0; i < n; i++)
		u->residual[i] = NAN;
	for (int k = 0; k < ORIGINS; k++)
		look_at_origin(u, k);
}

/* --- what came since the forecast was made --- */

/* Today as known before some day. */
static bool today_as_of(struct updating *u, int known, struct forecast *f)
{
	struct arena *a = u->s->arena;
	struct err quiet = err_new(a);
	struct grid g =
		grid_new(a, u->w.site.zone, u->today, 1, u->w.site.interval);

	return forecast_from_history(
		       a, &u->w.site, &u->w.history, g,
		       (struct forecast_options){ .as_of = known,
						  .untested = true,
						  .threads = u->o->threads },
		       f, &quiet) == RC_OK;
}

/*
 * By as much as a forecast made this morning differs from one made then, so
 * differs the one that is there: what was corrected in it by hand stays.
 */
static void add_news(struct updating *u)
{
	struct forecast then, now;

	if (u->known >= u->today || !today_as_of(u, u->known, &then) ||
	    !today_as_of(u, u->today, &now) || now.ahead.grid.n != u->slots)
		return;
	for (int i = 0; i < u->w.site.n_queues * u->slots; i++) {
		double news = now.ahead.calls[i] / then.ahead.calls[i];

		if (isfinite(news))
			u->morning[i] *=
				fmax(1 / MOST_NEWS, fmin(MOST_NEWS, news));
	}
}

static void take_morning(struct updating *u)
{
	u->morning =
		arena_new(u->s->arena, double, u->w.site.n_queues * u->slots);
	for (int q = 0; q < u->w.site.n_queues; q++)
		for (int s = 0; s < u->slots; s++)
			u->morning[q * u->slots + s] =
				u->before
					.calls[day_at(&u->before, q, u->today) +
					       s];
	add_news(u);
}

/* --- the update --- */

static void update_queue(struct updating *u, int q)
{
	int days = ORIGINS * AHEAD, to = q * u->after.grid.n;
	int from = day_at(&u->before, q, u->today);
	struct intraday p = intraday_learn(
		u->s->arena, u->residual + q * days * u->slots, days, u->slots);

	intraday_update(u->s->arena, &p, u->morning + q * u->slots,
			u->so_far.calls + day_at(&u->so_far, q, u->today),
			u->slots, u->after.calls + to, u->after.variance + to);
	for (int s = 0; s < u->slots; s++)
		u->after.aht[to + s] = u->before.aht[from + s];
}

static void update(struct updating *u)
{
	struct arena *a = u->s->arena;
	const struct site *site = &u->w.site;
	struct grid g = grid_new(a, site->zone, u->today, 1, site->interval);

	u->after = workload_new(a, g, site->n_queues);
	u->after.variance = arena_new(a, double, site->n_queues *g.n);
	for (int q = 0; q < site->n_queues; q++)
		update_queue(u, q);
}

/* --- what people see --- */

struct parts {
	double came, due, rest_before, rest;
	int last; /* slot known, or -1 */
};

static struct parts parts_of(const struct updating *u, int q)
{
	const double *came = u->so_far.calls + day_at(&u->so_far, q, u->today);
	const double *before =
		u->before.calls + day_at(&u->before, q, u->today);
	struct parts p = { .last = -1 };

	for (int s = 0; s < u->slots; s++) {
		if (isnan(came[s])) {
			p.rest_before += before[s];
			p.rest += u->after.calls[q * u->after.grid.n + s];
			continue;
		}
		p.came += came[s];
		p.due += before[s];
		p.last = s;
	}
	return p;
}

static void print_update(const struct updating *u)
{
	static const struct table_column columns[] = {
		{ "queue", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "until", N_("known until"), NULL, TABLE_TEXT, 0 },
		{ "came", N_("came"), NULL, TABLE_NUMBER, 0 },
		{ "due", N_("forecast"), NULL, TABLE_NUMBER, 0 },
		{ "rest_before", N_("rest was"), NULL, TABLE_NUMBER, 0 },
		{ "rest", N_("rest is"), NULL, TABLE_NUMBER, 0 },
		{ "change", N_("change"), NULL, TABLE_SHARE, 1 },
	};
	struct arena *a = u->s->arena;
	const struct grid *g = &u->after.grid;
	struct table t = table_new(a, "update", columns, 7);

	for (int q = 0; q < u->w.site.n_queues; q++) {
		struct parts p = parts_of(u, q);
		int end = p.last < 0 ? 0 : g->wall[p.last] + g->interval / 60;

		table_text(&t, u->w.site.queues[q].id);
		table_text(&t, p.last < 0 ? NULL : say_time(a, end));
		table_number(&t, p.came);
		table_number(&t, p.due);
		table_number(&t, p.rest_before);
		table_number(&t, p.rest);
		table_number(&t, p.rest_before > 0 ? p.rest / p.rest_before - 1
						   : (double)NAN);
	}
	print_table(u->s, u->o, &t);
}

static enum rc write_update(struct updating *u)
{
	struct session *s = u->s;
	struct text t = text_new(s->arena);
	struct output *out;
	const char *path = u->o->output ? u->o->output
					: input_path(s->arena, u->folder,
						     "forecast.today.csv");

	forecast_write(&t, &u->w.site, &u->after);
	TRY(output_begin(s->arena, &out, s->err));
	s->output = out;
	TRY(output_add(out, path, t.data, t.len, s->err));
	if (!text_equal(path, "-"))
		print_update(u);
	TRY(output_commit(out, s->err));
	s->output = NULL;
	return RC_OK;
}

enum rc forecast_update(struct session *s, const struct options *o,
			const char *path)
{
	struct updating u = { .s = s, .o = o };
	const char *dir;

	TRY(workspace_find(s->arena, s->site, &dir, s->err));
	TRY(workspace_open(s->arena, dir, o->period, &u.w, s->err));
	TRY(workspace_lock(&u.w, s->err));
	TRY(read_today(&u, path));
	TRY(find_forecast(&u));
	TRY(workspace_history(&u.w, s->err));
	take_morning(&u);
	look_back(&u);
	update(&u);
	return write_update(&u);
}
