/*
 * html_parts - the sections of a plan's page, one question each.
 *
 * For html.c and html_*.c only.
 */
#ifndef FORMATS_HTML_PARTS_H
#define FORMATS_HTML_PARTS_H

#include "formats/html_blocks.h"

void html_style(struct text *out);

void html_covered(struct page *p); /* are we covered? */
void html_short(struct page *p);   /* where not? */
void html_cost(struct page *p);	   /* what does it cost? */
void html_changed(struct page *p); /* what changed? */
void html_decide(struct page *p);  /* what is to decide? */
void html_whatif(struct page *p);  /* what if? */
void html_coming(struct page *p);  /* what will come? */
void html_fair(struct page *p);	   /* is it fair? */
void html_roster(struct page *p);  /* who works when? */

#endif
