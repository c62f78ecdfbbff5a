/*
 * schema - which keys a map of site.yaml has, and the struct they fill.
 *
 * Reads all keys of a map and reports all problems: keys that are not known
 * ("did you mean"), keys that are missing, values that are not allowed.
 */
#ifndef FORMATS_SCHEMA_H
#define FORMATS_SCHEMA_H

#include "formats/field.h"

struct schema {
	const char *name; /* as the manual calls the map: "queues.NAME" */
	const struct field *fields; /* [n], read in this order */
	int n;
	/* Reads a key that is not in fields; NULL: such keys are problems. */
	void (*other)(void *ctx, const struct conf_entry *entry, void *into);
};

/* Fills *record, ctx goes to own and other.  False when a problem was found
 * by the schema itself; the problems of own are own's. */
bool schema_read(const struct schema *s, const struct conf *map, void *record,
		 void *ctx, struct err *e);

/* A map whose keys are ids; else a problem and false. */
bool schema_is_map(const struct conf *c, const char *name, struct err *e);

/* Says that a key is none of those known. */
void schema_unknown(struct err *e, struct place at, const char *what,
		    const char *word, const char *const known[], int n);

/* The texts of a list, or of "a, b"; *n is -1 after a problem. */
const struct conf **schema_words(struct arena *a, const struct conf *c,
				 const char *name, int *n, struct err *e);

#endif
