/*
 * conf - a YAML file as a tree in which every key and value knows its place.
 *
 * The one door to libyaml.  A subset of YAML that says what it looks like:
 * maps, lists and texts; all scalars are texts, quoted or not, so that NO is
 * no flag and 07:00 no number until somebody asks for one.
 *
 * Refused, all with line and column: duplicate keys, keys that are not
 * texts, tabs, tags, more than one document, nesting deeper than 32, more
 * than 100 aliases or 20000 values, control characters, more than 1 MiB, what
 * is not UTF-8.  A syntax error ends the reading, the others do not.
 */
#ifndef FORMATS_CONF_H
#define FORMATS_CONF_H

#include "base/arena.h"
#include "base/err.h"
#include "formats/input.h"

enum conf_kind { CONF_TEXT, CONF_LIST, CONF_MAP };

struct conf {
	enum conf_kind kind;
	struct place place;
	const char *text;		  /* CONF_TEXT; may be "" */
	const struct conf_entry *entries; /* [n] LIST and MAP, as in the file */
	int n;
};

struct conf_entry {
	const char *key;    /* MAP; NULL in a LIST */
	struct place place; /* of the key, or of the value in a LIST */
	const struct conf *value;
};

MUST_CHECK enum rc conf_read(struct arena *a, const struct input *in,
			     const struct conf **root, struct err *e);

/* The value of a key of a map, NULL when there is none (or no map). */
const struct conf *conf_get(const struct conf *map, const char *key);

#endif
