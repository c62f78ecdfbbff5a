/* pipeline: the forecast, learnt from the history or taken from outside. */
#include "commands/pipeline.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "commands/pipeline_stage.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"

static const char outside_key[] = "--forecast ", as_of_key[] = "--as-of ";

/* What was known when the forecast was made last time, likewise. */
void pipeline_recall_forecast(struct pipeline *p)
{
	const char *then = p->w.manifest.stages[STAGE_FORECAST].options;

	p->as_of = DATE_NONE;
	if (then && text_starts(then, as_of_key))
		date_parse(then + strlen(as_of_key), &p->as_of);
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
	return forecast_read(s->arena, &p->w.site, pipeline_grid(p), &in,
			     &p->forecast.ahead, s->err);
}

static enum rc learn_forecast(struct pipeline *p)
{
	struct session *s = p->session;

	TRY(workspace_history(&p->w, s->err));
	return forecast_from_history(
		s->arena, &p->w.site, &p->w.history, pipeline_grid(p),
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
	if (!pipeline_to_elsewhere(p, want))
		record_known(p);
	TRY(pipeline_put(p, STAGE_FORECAST, want, forecast_text(p), &t));
	/* The file rounds; what follows must not depend on whether this run or
	 * an earlier one wrote it. */
	return forecast_read(s->arena, &p->w.site, pipeline_grid(p),
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

bool pipeline_requirement_is_given(const struct workspace *w)
{
	const char *history = input_path(w->arena, w->dir, "history.csv");

	return input_exists(workspace_product(w, STAGE_STAFF)) &&
	       !w->manifest.stages[STAGE_STAFF].done &&
	       !input_exists(workspace_product(w, STAGE_FORECAST)) &&
	       !input_exists(history);
}

/* No contacts are known of. */
static struct workload no_workload(const struct pipeline *p)
{
	struct arena *a = p->session->arena;
	struct grid g = pipeline_grid(p);
	int n = p->w.site.n_queues;
	struct workload w = workload_new(a, g, n);

	w.variance = arena_new(a, double, (size_t)n *(size_t)g.n);
	return w;
}

enum rc pipeline_forecast(struct pipeline *p, enum want want)
{
	bool make, keep = keeps_outside(p);
	struct input in;

	if (want != WANT_MADE && !p->outside &&
	    pipeline_requirement_is_given(&p->w)) {
		p->forecast.ahead = no_workload(p);
		return RC_OK;
	}
	if (keep && want == WANT_MADE && !pipeline_to_elsewhere(p, want) &&
	    input_exists(workspace_product(&p->w, STAGE_FORECAST)))
		return refuse_outside(p);
	TRY(pipeline_decide(p, STAGE_FORECAST, want,
			    keep ? NULL : forecast_text(p), false, &make));
	if (make)
		return make_forecast(p, want);
	TRY(pipeline_read(p, STAGE_FORECAST, &in));
	return forecast_read(p->session->arena, &p->w.site, pipeline_grid(p),
			     &in, &p->forecast.ahead, p->session->err);
}
