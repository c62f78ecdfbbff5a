/*
 * ics_put - content lines of an iCalendar stream, written.
 *
 * CRLF line ends, lines folded at 75 octets between characters, TEXT escaped
 * and without control characters, so that no text can become a line of its
 * own: RFC 5545, 3.1 and 3.3.11.
 */
#ifndef FORMATS_ICS_PUT_H
#define FORMATS_ICS_PUT_H

#include <stdint.h>

#include "base/text.h"

/* name may carry parameters; value is no text of users'. */
void ics_put(struct text *out, const char *name, const char *value);
/* A TEXT value, escaped. */
void ics_put_text(struct text *out, const char *name, const char *value);
/* A text as a quoted parameter value: no quotes, no controls in it. */
const char *ics_quoted(struct arena *a, const char *text);

/* "20261130T220000Z", "20261130". */
const char *ics_utc_text(struct arena *a, int64_t utc);
const char *ics_day_text(struct arena *a, int day);
/* "20261130T220000" of a wall clock. */
const char *ics_wall_text(struct arena *a, int day, int seconds);

#endif
