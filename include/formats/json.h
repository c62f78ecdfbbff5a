/*
 * json - values to and from JSON text (RFC 8259).  The one door to jansson.
 *
 * A value is a tree in an arena.  Objects keep their members in the order in
 * which they were put; a key is put once.  Numbers are doubles, written as
 * the shortest decimal that reads back as the same double (jansson 2.14
 * writes 0.1 as 0.10000000000000001, so writing is done here); a number that
 * is not finite is written as null.  Integers beyond 2^53 go as text.
 *
 * Reading is jansson's: strict, duplicate keys refused, errors with line and
 * column, nesting up to 100.
 *
 * Every document of ours is an object whose first member is "schema", a name
 * and a version: "wfm.staff/1".  A version only ever gains keys; readers
 * ignore those they do not know.
 */
#ifndef FORMATS_JSON_H
#define FORMATS_JSON_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "base/text.h"
#include "formats/input.h"

enum json_kind {
	JSON_KIND_NULL,
	JSON_KIND_BOOL,
	JSON_KIND_NUMBER,
	JSON_KIND_TEXT,
	JSON_KIND_LIST,
	JSON_KIND_MAP
};

struct json {
	enum json_kind kind;
	const char *key; /* in a map; else NULL */
	bool truth;
	double number;
	const char *text;
	struct json *first, *last, *next; /* members, in order */
	int n;				  /* how many */
	struct arena *arena;
};

/* A new document with its schema member. */
struct json *json_document(struct arena *a, const char *schema);

/* Adds to a map (key not NULL) or a list (key NULL); text NULL is null. */
void json_put_text(struct json *to, const char *key, const char *text);
void json_put_number(struct json *to, const char *key, double x);
void json_put_bool(struct json *to, const char *key, bool x);
struct json *json_put_map(struct json *to, const char *key);
struct json *json_put_list(struct json *to, const char *key);

/* Indented by two blanks, members one a line, lists of plain values on one
 * line; ends with a newline. */
void json_write(struct text *out, const struct json *value);

MUST_CHECK enum rc json_read(struct arena *a, const struct input *in,
			     struct json **value, struct err *e);

/* The member of a map, NULL when there is none (or value is no map). */
const struct json *json_find(const struct json *map, const char *key);
/* The text or number of a member; otherwise when it is missing or of another
 * kind. */
const char *json_text(const struct json *map, const char *key,
		      const char *otherwise);
double json_number_of(const struct json *map, const char *key,
		      double otherwise);

#endif
