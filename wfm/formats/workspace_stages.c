/*
 * Which product is fresh, stale or corrected by hand.
 */
#include "formats/workspace.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"

enum { MAX_INPUTS = 24 };

/* What each stage reads beside the product of the stage before; ends with
 * NULL.  roster.csv of earlier periods is added by stage_inputs. */
static const char *const forecast_inputs[] = {
	"site.yaml",	    "history.csv",
	"events.csv",	    "drivers.csv",
	"adjustments.csv",  "special_days.csv",
	"special_days.ics", NULL
};
static const char *const staff_inputs[] = {
	"site.yaml",	    "agents.csv",	"skills.csv", "backlog.csv",
	"special_days.csv", "special_days.ics", NULL
};
static const char *const schedule_inputs[] = {
	"site.yaml",	    "agents.csv",
	"skills.csv",	    "availability.csv",
	"absences.csv",	    "absences.ics",
	"requests.csv",	    "special_days.csv",
	"special_days.ics", "pay.csv",
	"activities.csv",   "cover.csv",
	"balances.csv",	    "waivers.csv",
	"exceptions.csv",   NULL
};

static const struct {
	const char *name, *product;
	const char *const *inputs;
} stages[STAGES] = {
	[STAGE_FORECAST] = { "forecast", "forecast.csv", forecast_inputs },
	[STAGE_STAFF] = { "staff", "requirement.csv", staff_inputs },
	[STAGE_SCHEDULE] = { "schedule", "roster.csv", schedule_inputs },
};

const char *stage_name(enum stage s)
{
	return stages[s].name;
}

const char *workspace_product(const struct workspace *w, enum stage s)
{
	return input_path(w->arena, w->folder, stages[s].product);
}

/* 0 when the file is not there or cannot be read. */
static uint64_t file_hash(const char *path)
{
	struct arena *text = arena_open();
	struct err quiet = err_new(text);
	uint64_t hash = 0;
	struct input in;

	if (input_exists(path) && input_read(text, path, &in, &quiet) == RC_OK)
		hash = text_hash(in.data, in.len);
	arena_close(text);
	return hash;
}

static bool learns_callers(const struct site *s)
{
	for (int q = 0; q < s->n_queues; q++)
		if (s->queues[q].patience_learned)
			return true;
	return false;
}

/* The files stage s reads now, with their hashes. */
static int stage_inputs(const struct workspace *w, enum stage s,
			struct manifest_file list[MAX_INPUTS])
{
	int n = 0;

	for (const char *const *in = stages[s].inputs; *in; in++)
		list[n++] = (struct manifest_file){
			*in, file_hash(input_path(w->arena, w->dir, *in))
		};
	if (s == STAGE_STAFF && learns_callers(&w->site))
		list[n++] = (struct manifest_file){
			"history.csv",
			file_hash(input_path(w->arena, w->dir, "history.csv"))
		};
	if (s > 0)
		list[n++] = (struct manifest_file){ stages[s - 1].product,
						    file_hash(workspace_product(
							    w, s - 1)) };
	return n;
}

static const struct manifest_file *find_input(const struct manifest_stage *m,
					      const char *name)
{
	for (int i = 0; i < m->n; i++)
		if (text_equal(m->inputs[i].name, name))
			return &m->inputs[i];
	return NULL;
}

/* Why the product no longer fits its inputs, NULL when it does. */
static const char *stale_reason(const struct workspace *w, enum stage s,
				const char *options)
{
	const struct manifest_stage *m = &w->manifest.stages[s];
	struct manifest_file now[MAX_INPUTS];
	int n = stage_inputs(w, s, now);

	/* A forecast from outside rests on none of our files. */
	if (s == STAGE_FORECAST && text_starts(m->options, "--forecast "))
		return NULL;
	for (int i = 0; i < n; i++) {
		const struct manifest_file *then = find_input(m, now[i].name);
		uint64_t before = then ? then->hash : 0;

		if (now[i].hash == before)
			continue;
		if (!before)
			return arena_printf(w->arena, _("%s is new"),
					    now[i].name);
		if (!now[i].hash)
			return arena_printf(w->arena, _("%s is gone"),
					    now[i].name);
		return arena_printf(w->arena, _("%s changed"), now[i].name);
	}
	if (options && !text_equal(options, m->options))
		return arena_printf(w->arena, _("other options: %s"),
				    *options ? options : _("none"));
	return NULL;
}

enum stage_state workspace_stage(const struct workspace *w, enum stage s,
				 const char *options, const char **reason)
{
	const struct manifest_stage *m = &w->manifest.stages[s];
	uint64_t product = file_hash(workspace_product(w, s));

	*reason = "";
	if (!product)
		return STAGE_MISSING;
	const char *stale = m->done ? stale_reason(w, s, options) : NULL;
	if (!m->done || product != m->product) {
		*reason = stale ? stale : _("corrected by hand");
		return stale ? STAGE_EDITED_STALE : STAGE_EDITED;
	}
	if (!stale)
		return STAGE_FRESH;
	*reason = stale;
	return STAGE_STALE;
}

enum rc workspace_write(struct workspace *w, struct output *o, enum stage s,
			const char *options, const char *data, size_t len,
			struct err *e)
{
	struct manifest_file now[MAX_INPUTS];
	int n = stage_inputs(w, s, now);

	/* The stage before may be part of this run and not yet renamed. */
	if (s > 0 && w->manifest.stages[s - 1].done && w->written[s - 1])
		now[n - 1].hash = w->manifest.stages[s - 1].product;
	w->manifest.stages[s] = (struct manifest_stage){
		.done = true,
		.options = options,
		.product = text_hash(data, len),
		.inputs = arena_copy(w->arena, now, (size_t)n, sizeof(*now)),
		.n = n,
	};
	w->written[s] = true;
	TRY(output_folder(w->folder, e));
	return output_add(o, workspace_product(w, s), data, len, e);
}

enum rc workspace_finish(struct workspace *w, struct output *o, struct err *e)
{
	struct text t = text_new(w->arena);

	w->manifest.version = PACKAGE_VERSION;
	manifest_write(&t, &w->manifest);
	return output_add(o, input_path(w->arena, w->folder, "manifest.json"),
			  t.data, t.len, e);
}

void workspace_figure(struct workspace *w, const char *key, double value)
{
	struct manifest *m = &w->manifest;

	for (int i = 0; i < m->n_figures; i++)
		if (text_equal(m->figures[i].key, key)) {
			m->figures[i].value = value;
			return;
		}
	struct manifest_figure *more =
		arena_new(w->arena, struct manifest_figure, m->n_figures + 1);
	if (m->n_figures)
		memcpy(more, m->figures, (size_t)m->n_figures * sizeof(*more));
	more[m->n_figures++] = (struct manifest_figure){ key, value };
	m->figures = more;
}

double workspace_known(const struct workspace *w, const char *key)
{
	for (int i = 0; i < w->manifest.n_figures; i++)
		if (text_equal(w->manifest.figures[i].key, key))
			return w->manifest.figures[i].value;
	return NAN;
}

int workspace_publication(const struct workspace *w)
{
	int number = workspace_published(w);
	const char *frozen =
		arena_printf(w->arena, "%s/published/%02d/%s", w->folder,
			     number, stages[STAGE_SCHEDULE].product);

	if (!number || file_hash(frozen) !=
			       file_hash(workspace_product(w, STAGE_SCHEDULE)))
		return 0;
	return number;
}
