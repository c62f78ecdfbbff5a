#include "formats/manifest.h"

#include <math.h>
#include <stdlib.h>

#include "formats/i18n.h"
#include "formats/json.h"

static const char *const stage_keys[STAGES] = { "forecast", "staff",
						"schedule" };

/* Hashes are 64 bits: as text, since JSON numbers are doubles. */
static const char *hash_text(struct arena *a, uint64_t hash)
{
	return arena_printf(a, "%016llx", (unsigned long long)hash);
}

static uint64_t hash_value(const char *text)
{
	return strtoull(text, NULL, 16);
}

static void put_stage(struct arena *a, struct json *to, const char *key,
		      const struct manifest_stage *s)
{
	struct json *stage = json_put_map(to, key);

	json_put_text(stage, "options", s->options ? s->options : "");
	json_put_text(stage, "product", hash_text(a, s->product));
	struct json *inputs = json_put_map(stage, "inputs");
	for (int i = 0; i < s->n; i++)
		if (s->inputs[i].hash)
			json_put_text(inputs, s->inputs[i].name,
				      hash_text(a, s->inputs[i].hash));
}

void manifest_write(struct text *out, const struct manifest *m)
{
	struct arena *a = out->arena;
	struct json *doc = json_document(a, "wfm.manifest/1");

	json_put_text(doc, "version", m->version);
	struct json *stages = json_put_map(doc, "stages");
	for (int s = 0; s < STAGES; s++)
		if (m->stages[s].done)
			put_stage(a, stages, stage_keys[s], &m->stages[s]);
	struct json *figures = json_put_map(doc, "figures");
	for (int i = 0; i < m->n_figures; i++)
		json_put_number(figures, m->figures[i].key,
				m->figures[i].value);
	json_put_text(doc, "stopped", m->stopped ? m->stopped : "");
	json_write(out, doc);
}

static struct manifest_stage read_stage(struct arena *a,
					const struct json *from)
{
	const struct json *inputs = json_find(from, "inputs");
	int n = inputs ? inputs->n : 0;
	struct manifest_file *files = arena_new(a, struct manifest_file, n);
	int k = 0;

	for (const struct json *in = inputs ? inputs->first : NULL; in;
	     in = in->next)
		files[k++] = (struct manifest_file){
			in->key, in->text ? hash_value(in->text) : 0
		};
	return (struct manifest_stage){
		.done = true,
		.options = json_text(from, "options", ""),
		.product = hash_value(json_text(from, "product", "")),
		.inputs = files,
		.n = n,
	};
}

enum rc manifest_read(struct arena *a, const struct input *in,
		      struct manifest *m, struct err *e)
{
	struct json *doc;

	*m = (struct manifest){ 0 };
	TRY(json_read(a, in, &doc, e));
	if (!text_equal(json_text(doc, "schema", ""), "wfm.manifest/1"))
		return fail_at(e, (struct place){ in->path, 1, 1 }, RC_DATA,
			       _("this is no manifest of wfm; remove it to "
				 "plan the period anew"));
	m->version = json_text(doc, "version", "");
	m->stopped = json_text(doc, "stopped", "");
	const struct json *stages = json_find(doc, "stages");
	for (int s = 0; s < STAGES; s++) {
		const struct json *stage =
			stages ? json_find(stages, stage_keys[s]) : NULL;

		if (stage)
			m->stages[s] = read_stage(a, stage);
	}
	const struct json *figures = json_find(doc, "figures");
	m->figures =
		arena_new(a, struct manifest_figure, figures ? figures->n : 0);
	for (const struct json *f = figures ? figures->first : NULL; f;
	     f = f->next)
		m->figures[m->n_figures++] = (struct manifest_figure){
			f->key, f->kind == JSON_KIND_NUMBER ? f->number : NAN
		};
	return RC_OK;
}
