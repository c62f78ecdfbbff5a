/*
 * field - one key of site.yaml or one column of a csv: its type and range.
 *
 * A table of fields says how a record of texts becomes a struct.  The same
 * table checks ranges, words the problem when a value is not allowed, and is
 * what the manual and the tests are held against.
 */
#ifndef FORMATS_FIELD_H
#define FORMATS_FIELD_H

#include <stddef.h>

#include "base/arena.h"
#include "base/err.h"
#include "formats/conf.h"

/* What is stored at the offset, and in which unit min and max are. */
enum field_type {
	FIELD_TEXT,    /* const char *; one line, no control characters */
	FIELD_ID,      /* const char *; letters, digits, _ . -, at most 64 */
	FIELD_FLAG,    /* bool; words "no|yes" unless given */
	FIELD_CHOICE,  /* int or enum: index in words "a|b|c" */
	FIELD_INT,     /* int */
	FIELD_NUMBER,  /* double */
	FIELD_SHARE,   /* double: 80% is 0.8 */
	FIELD_CHANGE,  /* double: +10% is 0.1 */
	FIELD_MONEY,   /* double, also "40 per agent-hour" */
	FIELD_MINUTES, /* int, from a span of whole minutes */
	FIELD_SECONDS, /* double, from a span */
	FIELD_TIME,    /* int: minutes after midnight */
	FIELD_DATE,    /* int: civil day */
	FIELD_UNTIL,   /* int: the day after the civil day written */
	FIELD_WINDOW,  /* struct window */
	FIELD_DAYS,    /* days_set */
	FIELD_OWN      /* site.yaml: own reads it; csv: const char * as it is */
};

struct field {
	const char *name;
	enum field_type type;
	size_t offset;
	double min, max; /* both 0: no range */
	const char *words;
	bool required; /* the key or the column, and a value */
	/* FIELD_OWN of site.yaml: adds its problems to its own list */
	void (*own)(void *ctx, const struct conf *value, void *into);
	const char *example; /* allowed; for tests and the manual */
};

/* text as the field's type into the struct; false leaves it alone. */
bool field_parse(const struct field *f, const char *text, void *record);

/* "a whole number from 1 to 20": for messages and the manual. */
const char *field_expected(struct arena *a, const struct field *f);

/* Says that text is not allowed in this field, and what is. */
void field_fails(struct err *e, struct place at, const struct field *f,
		 const char *text);

/* Letters, digits, _ . -, 1 to 64 of them, no dot first. */
bool field_is_id(const char *s);

#endif
