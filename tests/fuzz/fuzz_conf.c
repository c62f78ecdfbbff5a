/*
 * Any bytes as a site.yaml: a tree or problems with their places, and any
 * tree is read by the tables of keys or refused.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "formats/conf.h"
#include "formats/site_reader.h"
#include "formats/site_schema.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void claim(bool good)
{
	if (!good)
		abort();
}

static void check_tree(const struct conf *c, int depth, int *values)
{
	claim(depth <= 32 && ++*values <= 20000);
	claim(c->place.line >= 1 && c->place.column >= 1);
	if (c->kind == CONF_TEXT)
		claim(text_is_plain(c->text));
	for (int i = 0; i < c->n; i++) {
		claim((c->kind == CONF_MAP) == (c->entries[i].key != NULL));
		check_tree(c->entries[i].value, depth + 1, values);
	}
}

static void read_site(struct arena *a, const struct conf *root, struct err *e)
{
	struct site site = { .interval = 900, .weekend = 0x60 };
	struct site_reader r = {
		.arena = a,
		.err = e,
		.site = &site,
		.prices = { .low = 5, .medium = 15, .high = 50 },
	};

	schema_read(&yaml_schema, root, &site, &r, e);
	for (int i = 0; i < site.n_shifts && e->errors == 0; i++) {
		const struct shift *s = &site.shifts[i];
		claim(s->step > 0 && s->paid_step > 0);
		claim(s->first <= s->last && s->last < 1440);
		claim((s->last - s->first) % s->step == 0);
		claim(s->min_paid > 0 && s->min_paid <= s->max_paid);
	}
	for (int i = 0; i < site.n_contracts && e->errors == 0; i++)
		for (int k = 0; k < site.contracts[i].n_rules; k++) {
			const struct rule *x = &site.contracts[i].rules[k];
			claim(x->min >= 0 && x->length >= 1);
			claim(x->strength == RULE_OFF || x->min <= x->max);
			claim(x->strength != RULE_SOFT || x->price > 0);
		}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_open();
	struct err e = err_new(a);
	struct input in = { "site.yaml", NULL, size };
	const struct conf *root;
	int values = 0;

	char *text = arena_new(a, char, size + 1);
	if (size > 0)
		memcpy(text, data, size);
	in.data = text;
	if (conf_read(a, &in, &root, &e) == RC_OK) {
		claim(e.errors == 0);
		check_tree(root, 1, &values);
		read_site(a, root, &e);
	} else {
		claim(e.errors > 0);
	}
	for (int i = 0; i < e.n; i++)
		claim(text_is_plain(e.list[i].text));
	arena_close(a);
	return 0;
}
