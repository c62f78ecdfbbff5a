/*
 * ics_lines - the content lines of an iCalendar stream, unfolded, with places.
 *
 * Source: RFC 5545, 3.1 (lines, folding) and 3.2 (parameters).
 */
#ifndef FORMATS_ICS_LINES_H
#define FORMATS_ICS_LINES_H

#include "base/arena.h"
#include "base/err.h"
#include "formats/input.h"

struct ics_line {
	const char *name;   /* upper case: "DTSTART" */
	const char *params; /* "TZID=Europe/London;VALUE=DATE" or "" */
	const char *value;
	struct place place;
};

struct ics_lines {
	struct ics_line *list; /* [n] */
	int n;
};

/* At most 64 KiB a line unfolded, 16 MiB a file, UTF-8 without NUL. */
MUST_CHECK enum rc ics_lines(struct arena *a, const struct input *in,
			     struct ics_lines *lines, struct err *e);

/* A parameter's value without its quotes, "" when absent. */
const char *ics_param(struct arena *a, const struct ics_line *line,
		      const char *name);

/* A TEXT value with its escapes undone. */
const char *ics_text(struct arena *a, const char *value);

#endif
