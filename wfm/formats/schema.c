#include "formats/schema.h"

#include <string.h>

#include "base/text.h"
#include "formats/i18n.h"

void schema_unknown(struct err *e, struct place at, const char *what,
		    const char *word, const char *const known[], int n)
{
	const char *quoted = text_quote(e->arena, word);
	const char *near = text_nearest(word, known, n);
	struct text all = text_new(e->arena);

	if (near) {
		fail_at(e, at, RC_DATA,
			_("unknown %s \"%s\"; did you mean \"%s\"?"), what,
			quoted, near);
		return;
	}
	for (int i = 0; i < n && i < 20; i++)
		text_addf(&all, "%s%s", i > 0 ? ", " : "", known[i]);
	if (n == 0)
		fail_at(e, at, RC_DATA, _("unknown %s \"%s\"; there is none"),
			what, quoted);
	else
		fail_at(e, at, RC_DATA, _("unknown %s \"%s\"; known: %s%s"),
			what, quoted, all.data, n > 20 ? ", ..." : "");
}

bool schema_is_map(const struct conf *c, const char *name, struct err *e)
{
	if (c->kind == CONF_MAP)
		return true;
	fail_at(e, c->place, RC_DATA, _("%s: expected keys with values"), name);
	return false;
}

static bool list_of_texts(const struct conf *c)
{
	for (int i = 0; i < c->n; i++)
		if (c->entries[i].value->kind != CONF_TEXT ||
		    c->entries[i].value->text[0] == '\0')
			return false;
	return c->kind == CONF_LIST;
}

static const struct field *find_field(const struct schema *s, const char *key)
{
	for (int i = 0; i < s->n; i++)
		if (strcmp(s->fields[i].name, key) == 0)
			return &s->fields[i];
	return NULL;
}

static bool check_key(const struct schema *s, const struct conf_entry *entry,
		      struct err *e)
{
	const char **names;

	if (find_field(s, entry->key) || s->other)
		return true;
	names = arena_new(e->arena, const char *, s->n);
	for (int i = 0; i < s->n; i++)
		names[i] = s->fields[i].name;
	schema_unknown(e, entry->place, _("key"), entry->key, names, s->n);
	return false;
}

/* A list of days is as good as "mon, tue"; other lists are no texts. */
static const char *text_of(struct arena *a, const struct field *f,
			   const struct conf *value)
{
	struct text t;

	if (value->kind == CONF_TEXT)
		return value->text;
	if (f->type != FIELD_DAYS || !list_of_texts(value))
		return NULL;
	t = text_new(a);
	for (int i = 0; i < value->n; i++)
		text_addf(&t, "%s%s", i > 0 ? "," : "",
			  value->entries[i].value->text);
	return t.data;
}

static bool read_field(const struct field *f, const struct conf *value,
		       void *record, void *ctx, struct err *e)
{
	if (f->type == FIELD_OWN) {
		f->own(ctx, value, (char *)record + f->offset);
		return true;
	}
	const char *text = text_of(e->arena, f, value);
	if (!text) {
		fail_at(e, value->place, RC_DATA, _("%s: expected %s"), f->name,
			field_expected(e->arena, f));
		return false;
	}
	if (field_parse(f, text, record))
		return true;
	field_fails(e, value->place, f, text);
	return false;
}

bool schema_read(const struct schema *s, const struct conf *map, void *record,
		 void *ctx, struct err *e)
{
	bool good = true;

	if (!schema_is_map(map, s->name, e))
		return false;
	for (int i = 0; i < map->n; i++)
		good &= check_key(s, &map->entries[i], e);
	for (int i = 0; i < s->n; i++) {
		const struct field *f = &s->fields[i];
		const struct conf *value = conf_get(map, f->name);
		if (value) {
			good &= read_field(f, value, record, ctx, e);
		} else if (f->required) {
			fail_at(e, map->place, RC_DATA,
				_("key \"%s\" is missing in %s"), f->name,
				s->name);
			good = false;
		}
	}
	for (int i = 0; i < map->n && s->other; i++)
		if (!find_field(s, map->entries[i].key))
			s->other(ctx, &map->entries[i], record);
	return good;
}

/* "a, b" as two nodes, each at the place of the whole text. */
static const struct conf **split(struct arena *a, const struct conf *c, int *n)
{
	const char *s = c->text;
	const struct conf **words = NULL;
	int room = 0;

	*n = 0;
	while (*s) {
		size_t len = strcspn(s, ",");
		const char *end = s + len;
		s += strspn(s, " ");
		while (end > s && end[-1] == ' ')
			end--;
		struct conf *word = arena_copy(a, c, 1, sizeof(*c));
		word->text = arena_strndup(a, s, (size_t)(end - s));
		words = arena_grow(a, words, *n, &room, sizeof(*words));
		words[(*n)++] = word;
		s += strcspn(s, ",");
		s += *s == ',';
	}
	return words;
}

const struct conf **schema_words(struct arena *a, const struct conf *c,
				 const char *name, int *n, struct err *e)
{
	const struct conf **words;

	if (c->kind == CONF_TEXT && c->text[0])
		return split(a, c, n);
	if (!list_of_texts(c)) {
		fail_at(e, c->place, RC_DATA,
			_("%s: expected a list of names, like [a, b]"), name);
		*n = -1;
		return NULL;
	}
	words = arena_new(a, const struct conf *, c->n);
	for (int i = 0; i < c->n; i++)
		words[i] = c->entries[i].value;
	*n = c->n;
	return words;
}
