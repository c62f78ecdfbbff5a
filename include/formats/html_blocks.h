/*
 * html_blocks - what the sections of a plan's page are made of.
 *
 * For html.c and html_*.c only.  Texts are escaped here.
 */
#ifndef FORMATS_HTML_BLOCKS_H
#define FORMATS_HTML_BLOCKS_H

#include "base/text.h"
#include "formats/plan_view.h"

struct page {
	struct text *out;
	struct arena *a;
	const struct plan_view *v;
	struct plan_total all;
	struct plan_stretches worst; /* most hours first */
	struct plan_person *people;  /* [site.n_agents] */
};

/* A section with its heading; id is ours. */
void html_section(struct page *p, const char *id, const char *heading);
void html_section_end(struct page *p);

/*
 * A table that scrolls by itself where the window is narrow: caption, then
 * headings (numbers to the right where the text begins with '#'), rows, end.
 */
void html_table(struct page *p, const char *id, const char *caption,
		const char *const headings[], int n);
void html_row(struct page *p);
void html_row_head(struct page *p, const char *text); /* names the row */
void html_cell(struct page *p, const char *text);
void html_number(struct page *p, const char *text);
void html_row_end(struct page *p);
void html_table_end(struct page *p);

/* A wide picture that scrolls by itself; ends with </div>. */
void html_wide(struct page *p, const char *label);
/* One colour and what it means. */
void html_key(struct page *p, const char *class, const char *meaning);

/* May people of this audience be told costs and each other's troubles? */
bool html_for_managers(const struct page *p);

#endif
