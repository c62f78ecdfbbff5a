/*
 * markup - text that stays text in HTML, SVG and XML.
 *
 * & < > " ' become entities, so that the result may stand between tags and
 * inside quoted attributes; control characters, bidi controls and bad UTF-8
 * become U+FFFD; a per cent sign stays on the line of its number (no-break
 * space).  Nothing of a user ever goes anywhere else.
 */
#ifndef FORMATS_MARKUP_H
#define FORMATS_MARKUP_H

#include "base/text.h"

void markup_add(struct text *out, const char *s);
const char *markup(struct arena *a, const char *s);

/*
 * Adds a format in which every %s is escaped on the way, the format itself
 * not.  Knows %s, %d, %% and %! (a string that is markup already).
 */
void markup_addf(struct text *out, const char *format, ...);

#endif
