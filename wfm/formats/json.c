#include "formats/json.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include <jansson.h>

/* --- building --- */

static struct json *put(struct json *to, const char *key, enum json_kind kind)
{
	struct json *value = arena_new(to->arena, struct json, 1);

	assert((to->kind == JSON_KIND_MAP) == (key != NULL));
	value->kind = kind;
	value->arena = to->arena;
	value->key = key ? arena_strdup(to->arena, key) : NULL;
	if (to->last)
		to->last->next = value;
	else
		to->first = value;
	to->last = value;
	to->n++;
	return value;
}

static struct json *root(struct arena *a, enum json_kind kind)
{
	struct json *value = arena_new(a, struct json, 1);

	value->kind = kind;
	value->arena = a;
	return value;
}

struct json *json_document(struct arena *a, const char *schema)
{
	struct json *document = root(a, JSON_KIND_MAP);

	json_put_text(document, "schema", schema);
	return document;
}

void json_put_text(struct json *to, const char *key, const char *text)
{
	struct json *value =
		put(to, key, text ? JSON_KIND_TEXT : JSON_KIND_NULL);

	value->text = text ? arena_strdup(to->arena, text) : NULL;
}

void json_put_number(struct json *to, const char *key, double x)
{
	put(to, key, isfinite(x) ? JSON_KIND_NUMBER : JSON_KIND_NULL)->number =
		x;
}

void json_put_bool(struct json *to, const char *key, bool x)
{
	put(to, key, JSON_KIND_BOOL)->truth = x;
}

struct json *json_put_map(struct json *to, const char *key)
{
	return put(to, key, JSON_KIND_MAP);
}

struct json *json_put_list(struct json *to, const char *key)
{
	return put(to, key, JSON_KIND_LIST);
}

/* --- writing --- */

static void write_char(struct text *out, unsigned char c)
{
	switch (c) {
	case '"': text_add(out, "\\\""); break;
	case '\\': text_add(out, "\\\\"); break;
	case '\n': text_add(out, "\\n"); break;
	case '\r': text_add(out, "\\r"); break;
	case '\t': text_add(out, "\\t"); break;
	default:
		if (c < 0x20 || c == 0x7f)
			text_addf(out, "\\u%04x", c);
		else
			text_add_char(out, (char)c);
	}
}

static void write_text(struct text *out, const char *s)
{
	text_add_char(out, '"');
	for (; *s; s++)
		write_char(out, (unsigned char)*s);
	text_add_char(out, '"');
}

static void write_value(struct text *out, const struct json *v, int depth);

static bool is_plain(const struct json *v)
{
	return v->kind != JSON_KIND_LIST && v->kind != JSON_KIND_MAP;
}

/* A list of plain values, or a map inside a list, stays on one line. */
static bool is_flat(const struct json *v)
{
	for (const struct json *m = v->first; m; m = m->next)
		if (!is_plain(m))
			return false;
	return v->kind == JSON_KIND_LIST || v->key == NULL;
}

static void indent(struct text *out, int depth)
{
	text_add_char(out, '\n');
	for (int k = 0; k < depth; k++)
		text_add(out, "  ");
}

static void write_members(struct text *out, const struct json *v, int depth)
{
	bool flat = depth > 0 && is_flat(v);

	text_add_char(out, v->kind == JSON_KIND_MAP ? '{' : '[');
	for (const struct json *m = v->first; m; m = m->next) {
		if (!flat)
			indent(out, depth + 1);
		else if (m != v->first)
			text_add_char(out, ' ');
		if (m->key) {
			write_text(out, m->key);
			text_add(out, ": ");
		}
		write_value(out, m, depth + 1);
		if (m->next)
			text_add_char(out, ',');
	}
	if (!flat && v->first)
		indent(out, depth);
	text_add_char(out, v->kind == JSON_KIND_MAP ? '}' : ']');
}

static void write_value(struct text *out, const struct json *v, int depth)
{
	switch (v->kind) {
	case JSON_KIND_NULL: text_add(out, "null"); break;
	case JSON_KIND_BOOL: text_add(out, v->truth ? "true" : "false"); break;
	case JSON_KIND_NUMBER: text_add_number(out, v->number); break;
	case JSON_KIND_TEXT: write_text(out, v->text); break;
	case JSON_KIND_LIST:
	case JSON_KIND_MAP: write_members(out, v, depth); break;
	}
}

void json_write(struct text *out, const struct json *value)
{
	write_value(out, value, 0);
	text_add_char(out, '\n');
}

/* --- reading --- */

enum { DEEPEST = 100 };

static bool copy(struct json *to, json_t *from, int depth);

static bool copy_map(struct json *to, json_t *from, int depth)
{
	const char *key;
	json_t *member;

	json_object_foreach(from, key,
			    member) if (!copy(put(to, key, JSON_KIND_NULL),
					      member, depth + 1)) return false;
	return true;
}

static bool copy_list(struct json *to, json_t *from, int depth)
{
	size_t index;
	json_t *member;

	json_array_foreach(from, index,
			   member) if (!copy(put(to, NULL, JSON_KIND_NULL),
					     member, depth + 1)) return false;
	return true;
}

static bool copy(struct json *to, json_t *from, int depth)
{
	if (depth > DEEPEST)
		return false;
	switch (json_typeof(from)) {
	case JSON_OBJECT:
		to->kind = JSON_KIND_MAP;
		return copy_map(to, from, depth);
	case JSON_ARRAY:
		to->kind = JSON_KIND_LIST;
		return copy_list(to, from, depth);
	case JSON_STRING:
		to->kind = JSON_KIND_TEXT;
		to->text = arena_strdup(to->arena, json_string_value(from));
		break;
	case JSON_INTEGER:
	case JSON_REAL:
		to->kind = JSON_KIND_NUMBER;
		to->number = json_number_value(from);
		break;
	case JSON_TRUE:
	case JSON_FALSE:
		to->kind = JSON_KIND_BOOL;
		to->truth = json_is_true(from);
		break;
	case JSON_NULL: break;
	}
	return true;
}

enum rc json_read(struct arena *a, const struct input *in, struct json **value,
		  struct err *e)
{
	json_error_t problem;
	struct place at = { .file = in->path };
	json_t *tree =
		json_loadb(in->data, in->len, JSON_REJECT_DUPLICATES, &problem);
	bool whole;

	if (!tree) {
		at.line = problem.line > 0 ? problem.line : 0;
		at.column = problem.column > 0 ? problem.column : 0;
		return fail_at(e, at, RC_DATA, "not JSON: %s",
			       text_quote(a, problem.text));
	}
	*value = root(a, JSON_KIND_NULL);
	whole = copy(*value, tree, 0);
	json_decref(tree);
	if (!whole)
		return fail_at(e, at, RC_DATA,
			       "nested deeper than %d levels, which is allowed",
			       DEEPEST);
	return RC_OK;
}

const struct json *json_find(const struct json *map, const char *key)
{
	if (!map || map->kind != JSON_KIND_MAP)
		return NULL;
	for (const struct json *m = map->first; m; m = m->next)
		if (strcmp(m->key, key) == 0)
			return m;
	return NULL;
}

const char *json_text(const struct json *map, const char *key,
		      const char *otherwise)
{
	const struct json *m = json_find(map, key);

	return m && m->kind == JSON_KIND_TEXT ? m->text : otherwise;
}

double json_number_of(const struct json *map, const char *key, double otherwise)
{
	const struct json *m = json_find(map, key);

	return m && m->kind == JSON_KIND_NUMBER ? m->number : otherwise;
}
