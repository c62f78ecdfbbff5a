/*
 * html - a finished plan as one page for the manager.
 *
 * One file, no script, nothing fetched; pictures are inline SVG.  In the
 * order of a manager's questions: are we covered, where not, what does it
 * cost, what changed, what is to decide, what if; then the detail.  Light and
 * dark, print, phone width; readable without colour; users' text stays text.
 *
 * What each audience sees: formats/plan_view.h.
 */
#ifndef FORMATS_HTML_H
#define FORMATS_HTML_H

#include "base/text.h"
#include "formats/plan_view.h"

void html_from_plan(struct text *out, const struct plan_view *v);

#endif
