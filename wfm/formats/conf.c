#include "formats/conf.h"

#include <string.h>
#include <yaml.h>

#include "base/text.h"
#include "formats/i18n.h"

enum {
	DEPTH_MAX = 32,
	ALIASES_MAX = 100,
	VALUES_MAX = 20000,
	BYTES_MAX = 1 << 20
};

struct reader {
	struct arena *arena;
	struct err *err;
	const char *path;
	yaml_document_t *document;
	bool *seen; /* [nodes] met before: now through an alias */
	int aliases, values;
	bool failed;
};

/* --- the text, before libyaml sees it --- */

/* Tabs, but not those in a line of comment. */
static enum rc check_tabs(const struct input *in, struct err *e)
{
	enum rc rc = RC_OK;
	int line = 1;

	for (const char *s = in->data; *s; line++) {
		size_t len = strcspn(s, "\n"), begin = strspn(s, " ");
		const char *tab = memchr(s, '\t', len);
		if (tab && s[begin] != '#')
			rc = fail_at(
				e,
				(struct place){ in->path, line,
						(int)(tab - s) + 1 },
				RC_DATA,
				_("a tab; use blanks, also between words"));
		s += len + (s[len] == '\n');
	}
	return rc;
}

static enum rc check_text(const struct input *in, struct err *e)
{
	const struct place at = { .file = in->path };

	if (in->len > BYTES_MAX)
		return fail_at(e, at, RC_DATA, _("is larger than 1 MiB"));
	if (strlen(in->data) != in->len)
		return fail_at(e, at, RC_DATA,
			       _("has a NUL byte: not a text file"));
	if (!text_is_utf8(in->data, in->len))
		return fail_at(e, at, RC_DATA,
			       _("is not UTF-8; save the file with that "
				 "encoding"));
	return check_tabs(in, e);
}

/* --- the tree --- */

static struct place place_of(const struct reader *r, yaml_mark_t mark)
{
	return (struct place){ r->path, (int)mark.line + 1,
			       (int)mark.column + 1 };
}

static void refuse(struct reader *r, const yaml_node_t *node, const char *text)
{
	r->failed = true;
	fail_at(r->err, place_of(r, node->start_mark), RC_DATA, "%s", text);
}

static bool has_tag(const yaml_node_t *node)
{
	const char *plain = node->type == YAML_SCALAR_NODE     ? YAML_STR_TAG
			    : node->type == YAML_SEQUENCE_NODE ? YAML_SEQ_TAG
							       : YAML_MAP_TAG;

	return node->tag && strcmp((const char *)node->tag, plain) != 0;
}

/* Limits that hold for every node; false when the node is not to be read. */
static bool check_node(struct reader *r, int id, const yaml_node_t *node,
		       int depth)
{
	if (r->seen[id - 1] && ++r->aliases == ALIASES_MAX + 1)
		refuse(r, node, _("more than 100 aliases"));
	r->seen[id - 1] = true;
	if (++r->values == VALUES_MAX + 1)
		refuse(r, node, _("more than 20000 values"));
	if (depth > DEPTH_MAX)
		refuse(r, node, _("nested deeper than 32 levels"));
	if (has_tag(node))
		refuse(r, node, _("tags are not used here"));
	return depth <= DEPTH_MAX && r->aliases <= ALIASES_MAX &&
	       r->values <= VALUES_MAX;
}

static const struct conf *read_node(struct reader *r, int id, int depth);

static const char *read_text(struct reader *r, const yaml_node_t *node)
{
	const char *s = (const char *)node->data.scalar.value;
	size_t len = node->data.scalar.length;

	if (strlen(s) != len || !text_is_plain(s))
		refuse(r, node,
		       _("control characters and line breaks are not "
			 "allowed in a text"));
	return arena_strndup(r->arena, s, len);
}

static void read_list(struct reader *r, const yaml_node_t *node, int depth,
		      struct conf *list)
{
	const yaml_node_item_t *items = node->data.sequence.items.start;
	long n = node->data.sequence.items.top - items;
	struct conf_entry *entries = arena_new(r->arena, struct conf_entry, n);

	list->kind = CONF_LIST;
	list->entries = entries;
	for (long i = 0; i < n; i++) {
		const struct conf *value = read_node(r, items[i], depth + 1);
		if (value)
			entries[list->n++] = (struct conf_entry){
				.place = value->place,
				.value = value,
			};
	}
}

static const char *read_key(struct reader *r, int id)
{
	yaml_node_t *node = yaml_document_get_node(r->document, id);

	if (node->type == YAML_SCALAR_NODE && node->data.scalar.length > 0)
		return read_text(r, node);
	refuse(r, node, _("a key is a single text"));
	return NULL;
}

static const struct conf_entry *find(const struct conf *map, const char *key)
{
	for (int i = 0; i < map->n; i++)
		if (strcmp(map->entries[i].key, key) == 0)
			return &map->entries[i];
	return NULL;
}

static void read_pair(struct reader *r, const yaml_node_pair_t *pair, int depth,
		      struct conf *map, struct conf_entry *entries)
{
	yaml_node_t *node = yaml_document_get_node(r->document, pair->key);
	const char *key = read_key(r, pair->key);
	const struct conf *value = read_node(r, pair->value, depth + 1);

	if (!key || !value)
		return;
	const struct conf_entry *first = find(map, key);
	if (first) {
		r->failed = true;
		fail_at(r->err, place_of(r, node->start_mark), RC_DATA,
			_("key \"%s\" is there twice, first on line %d"),
			text_quote(r->arena, key), first->place.line);
		return;
	}
	entries[map->n++] = (struct conf_entry){
		.key = key,
		.place = place_of(r, node->start_mark),
		.value = value,
	};
}

static void read_map(struct reader *r, const yaml_node_t *node, int depth,
		     struct conf *map)
{
	const yaml_node_pair_t *pairs = node->data.mapping.pairs.start;
	long n = node->data.mapping.pairs.top - pairs;
	struct conf_entry *entries = arena_new(r->arena, struct conf_entry, n);

	map->kind = CONF_MAP;
	map->entries = entries;
	for (long i = 0; i < n; i++)
		read_pair(r, &pairs[i], depth, map, entries);
}

static const struct conf *read_node(struct reader *r, int id, int depth)
{
	const yaml_node_t *node = yaml_document_get_node(r->document, id);
	struct conf *c = arena_new(r->arena, struct conf, 1);

	if (!check_node(r, id, node, depth))
		return NULL;
	c->place = place_of(r, node->start_mark);
	if (node->type == YAML_SEQUENCE_NODE)
		read_list(r, node, depth, c);
	else if (node->type == YAML_MAPPING_NODE)
		read_map(r, node, depth, c);
	else
		c->text = read_text(r, node);
	return c;
}

/* --- libyaml --- */

static enum rc syntax_error(const yaml_parser_t *parser, const char *path,
			    struct err *e)
{
	const struct place at = { path, (int)parser->problem_mark.line + 1,
				  (int)parser->problem_mark.column + 1 };

	if (parser->error == YAML_MEMORY_ERROR)
		return fail_at(e, at, RC_MEMORY, _("out of memory"));
	if (parser->error == YAML_READER_ERROR)
		return fail_at(e, (struct place){ .file = path }, RC_DATA,
			       _("byte %zu: %s"), parser->problem_offset,
			       parser->problem ? parser->problem : "?");
	if (parser->context)
		return fail_at(e, at, RC_DATA,
			       _("%s (%s that begins on line "
				 "%zu)"),
			       parser->problem, parser->context,
			       parser->context_mark.line + 1);
	return fail_at(e, at, RC_DATA, "%s",
		       parser->problem ? parser->problem : "?");
}

static enum rc read_tree(struct arena *a, yaml_document_t *document,
			 const struct input *in, const struct conf **root,
			 struct err *e)
{
	struct reader r = {
		.arena = a,
		.err = e,
		.path = in->path,
		.document = document,
	};

	if (!yaml_document_get_root_node(document))
		return fail_at(e, (struct place){ in->path, 1, 0 }, RC_DATA,
			       _("is empty"));
	r.seen =
		arena_new(a, bool, document->nodes.top - document->nodes.start);
	*root = read_node(&r, 1, 1);
	return r.failed ? RC_DATA : RC_OK;
}

/* After the first document nothing but the end may come. */
static enum rc check_end(yaml_parser_t *parser, const char *path, struct err *e)
{
	yaml_document_t second;
	enum rc rc = RC_OK;

	if (!yaml_parser_load(parser, &second))
		return syntax_error(parser, path, e);
	if (yaml_document_get_root_node(&second))
		rc = fail_at(
			e,
			(struct place){ path, (int)second.start_mark.line + 1,
					(int)second.start_mark.column + 1 },
			RC_DATA, _("a second document begins here"));
	yaml_document_delete(&second);
	return rc;
}

enum rc conf_read(struct arena *a, const struct input *in,
		  const struct conf **root, struct err *e)
{
	yaml_parser_t parser;
	yaml_document_t document;
	enum rc rc;

	*root = NULL;
	TRY(check_text(in, e));
	if (!yaml_parser_initialize(&parser))
		return fail_at(e, (struct place){ .file = in->path }, RC_MEMORY,
			       _("out of memory"));
	yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&parser, (const unsigned char *)in->data,
				     in->len);
	if (!yaml_parser_load(&parser, &document)) {
		rc = syntax_error(&parser, in->path, e);
	} else {
		rc = read_tree(a, &document, in, root, e);
		if (rc == RC_OK)
			rc = check_end(&parser, in->path, e);
		yaml_document_delete(&document);
	}
	yaml_parser_delete(&parser);
	return rc;
}

const struct conf *conf_get(const struct conf *map, const char *key)
{
	const struct conf_entry *entry =
		map && map->kind == CONF_MAP ? find(map, key) : NULL;

	return entry ? entry->value : NULL;
}
