/*
 * Which product is fresh, stale or corrected by hand.
 */
#include "formats/workspace.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"
#include "formats/site_files.h"

/* What each stage reads beside the product of the stage before; ends with
 * NULL.  Files of absences/ are added to those of the roster. */
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

/* Files that a stage reads, while they are listed. */
struct file_list {
	const struct workspace *w;
	struct manifest_file *list; /* [n] */
	int n, room;
};

static void add_file(struct file_list *f, const char *name)
{
	struct arena *a = f->w->arena;

	for (int i = 0; i < f->n; i++)
		if (text_equal(f->list[i].name, name))
			return;
	f->list = arena_grow(a, f->list, f->n, &f->room, sizeof(*f->list));
	f->list[f->n++] = (struct manifest_file){
		name, file_hash(input_path(a, f->w->dir, name))
	};
}

/* Calendars and imported lists, also those that were there and are gone. */
static void add_absences(struct file_list *f)
{
	const struct manifest_stage *m = &f->w->manifest.stages[STAGE_SCHEDULE];
	struct site_inputs all = site_input_files(f->w->arena, f->w->dir);

	for (int i = 0; i < all.n; i++)
		if (text_starts(all.names[i], "absences/"))
			add_file(f, all.names[i]);
	for (int i = 0; i < m->n; i++)
		if (text_starts(m->inputs[i].name, "absences/"))
			add_file(f, m->inputs[i].name);
}

/* The files stage s reads now, with their hashes; the product of the stage
 * before comes last. */
static struct file_list stage_inputs(const struct workspace *w, enum stage s)
{
	struct file_list f = { .w = w };

	for (const char *const *in = stages[s].inputs; *in; in++)
		add_file(&f, *in);
	if (s == STAGE_STAFF && learns_callers(&w->site))
		add_file(&f, "history.csv");
	if (s == STAGE_SCHEDULE)
		add_absences(&f);
	if (s == 0)
		return f;
	f.list = arena_grow(w->arena, f.list, f.n, &f.room, sizeof(*f.list));
	f.list[f.n++] = (struct manifest_file){
		stages[s - 1].product, file_hash(workspace_product(w, s - 1))
	};
	return f;
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
	struct file_list now = stage_inputs(w, s);

	/* A forecast from outside rests on none of our files. */
	if (s == STAGE_FORECAST && text_starts(m->options, "--forecast "))
		return NULL;
	for (int i = 0; i < now.n; i++) {
		const char *name = now.list[i].name;
		const struct manifest_file *then = find_input(m, name);
		uint64_t before = then ? then->hash : 0;

		if (now.list[i].hash == before)
			continue;
		if (!before)
			return arena_printf(w->arena, _("%s is new"), name);
		if (!now.list[i].hash)
			return arena_printf(w->arena, _("%s is gone"), name);
		return arena_printf(w->arena, _("%s changed"), name);
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
	struct file_list now = stage_inputs(w, s);

	/* The stage before may be part of this run and not yet renamed. */
	if (s > 0 && w->manifest.stages[s - 1].done && w->written[s - 1])
		now.list[now.n - 1].hash = w->manifest.stages[s - 1].product;
	w->manifest.stages[s] = (struct manifest_stage){
		.done = true,
		.options = options,
		.product = text_hash(data, len),
		.inputs = now.list,
		.n = now.n,
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
