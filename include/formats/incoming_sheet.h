/*
 * incoming_sheet - the part of incoming that reads workbooks, and what both
 * parts share.  Only incoming.c and incoming_sheet.c use it.
 */
#ifndef FORMATS_INCOMING_SHEET_H
#define FORMATS_INCOMING_SHEET_H

#include "formats/incoming.h"

struct incoming_head {
	const char *name;
	struct place at;
};

/* Is name one of the words joined by |, but for blanks and case? */
bool incoming_is_name(const char *words, struct arena *a, const char *name);

/* of[k] becomes the head of the form's k-th column, the one whose name comes
 * first among the words, or -1. */
void incoming_match(struct arena *a, const struct incoming_form *form,
		    const struct incoming_head *heads, int n, int of[]);
/* Are all required columns there? */
bool incoming_is_header(const struct incoming_form *form, const int of[]);
/* Says what is missing, doubled, misspelt, and what is not read. */
MUST_CHECK enum rc incoming_check(const struct incoming_form *form,
				  const struct incoming_head *heads, int n,
				  const int of[], struct err *e);

/* Without blanks around it, hard spaces (U+00A0) too. */
const char *incoming_trimmed(struct arena *a, const char *s);

MUST_CHECK enum rc incoming_sheet_read(struct arena *a, const char *path,
				       const char *sheet,
				       const struct incoming_form *form,
				       struct incoming *to, struct err *e);

#endif
