#include "formats/html_blocks.h"

#include "formats/markup.h"

bool html_for_managers(const struct page *p)
{
	return p->v->audience != AUDIENCE_TEAM;
}

void html_section(struct page *p, const char *id, const char *heading)
{
	markup_addf(p->out,
		    "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n",
		    id, id, heading);
}

void html_section_end(struct page *p)
{
	text_add(p->out, "</section>\n");
}

void html_table(struct page *p, const char *id, const char *caption,
		const char *const headings[], int n)
{
	markup_addf(p->out,
		    "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
		    "aria-labelledby=\"%s-c\">\n<table id=\"%s-table\">"
		    "<caption id=\"%s-c\">%s</caption>\n<thead><tr>",
		    id, id, id, caption);
	for (int k = 0; k < n; k++) {
		bool number = headings[k][0] == '#';

		markup_addf(p->out, "<th scope=\"col\"%!>%s</th>",
			    number ? " class=\"n\"" : "", headings[k] + number);
	}
	text_add(p->out, "</tr></thead>\n<tbody>\n");
}

void html_row(struct page *p)
{
	text_add(p->out, "<tr>");
}

void html_row_head(struct page *p, const char *text)
{
	markup_addf(p->out, "<th scope=\"row\" dir=\"auto\">%s</th>", text);
}

void html_cell(struct page *p, const char *text)
{
	markup_addf(p->out, "<td dir=\"auto\">%s</td>", text);
}

void html_number(struct page *p, const char *text)
{
	markup_addf(p->out, "<td class=\"n\">%s</td>", text);
}

void html_row_end(struct page *p)
{
	text_add(p->out, "</tr>\n");
}

void html_table_end(struct page *p)
{
	text_add(p->out, "</tbody></table></div>\n");
}

void html_wide(struct page *p, const char *label)
{
	markup_addf(p->out,
		    "<div class=\"scroll wide\" role=\"region\" "
		    "tabindex=\"0\" aria-label=\"%s\">\n",
		    label);
}

void html_key(struct page *p, const char *class, const char *meaning)
{
	markup_addf(p->out, "<span><i class=\"key %s\"></i>%s</span> ", class,
		    meaning);
}
