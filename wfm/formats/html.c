#include "formats/html.h"

#include "formats/html_parts.h"
#include "formats/i18n.h"
#include "formats/markup.h"
#include "formats/say.h"

bool html_for_managers(const struct page *p)
{
	return p->v->audience != AUDIENCE_TEAM;
}

/* --- building blocks --- */

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

/* --- the page --- */

static void write_head(struct page *p)
{
	const struct plan_view *v = p->v;
	const char *when =
		say_period(p->a, v->period->first_day, v->period->days);

	markup_addf(p->out,
		    "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
		    "<meta charset=\"utf-8\">\n"
		    "<meta http-equiv=\"Content-Security-Policy\" "
		    "content=\"default-src 'none'; style-src "
		    "'unsafe-inline'\">\n"
		    "<meta name=\"viewport\" content=\"width=device-width, "
		    "initial-scale=1\">\n"
		    "<meta name=\"referrer\" content=\"no-referrer\">\n"
		    "<title>%s: %s</title>\n",
		    /* translators: the code of your language */
		    _("en"), v->site->name, when);
	html_style(p->out);
	text_add(p->out, "</head>\n<body>\n");
	markup_addf(p->out,
		    "<header><h1 dir=\"auto\">%s</h1>\n<p>%s "
		    "<span class=\"tag\">%s</span></p></header>\n<main>\n",
		    v->site->name, when,
		    v->publication ? arena_printf(p->a, _("publication %d"),
						  v->publication)
				   : _("draft: may still change"));
}

static void write_foot(struct page *p)
{
	const struct plan_view *v = p->v;

	text_add(p->out, "</main>\n<footer>\n");
	markup_addf(p->out, "<p>%s wfm %s, %s %s. %s</p>\n", _("Made by"),
		    v->version, _("seed"),
		    arena_printf(p->a, "%llu", (unsigned long long)v->seed),
		    _("Required is people needed to reach the goals, "
		      "shrinkage included; scheduled is people on the queues, "
		      "breaks and meetings taken off; hours are person "
		      "hours."));
	if (v->n_inputs > 0) {
		markup_addf(p->out, "<p>%s", _("Inputs and their hashes:"));
		for (int k = 0; k < v->n_inputs; k++)
			markup_addf(p->out, "%! %s %s", k ? "," : "",
				    v->inputs[k].name, v->inputs[k].hash);
		text_add(p->out, "</p>\n");
	}
	text_add(p->out, "</footer>\n</body>\n</html>\n");
}

void html_from_plan(struct text *out, const struct plan_view *v)
{
	struct arena *a = out->arena;
	struct page p = { .out = out,
			  .a = a,
			  .v = v,
			  .all = plan_total(v, 0, v->period->days),
			  .worst = plan_worst_stretches(a, v),
			  .people = plan_people(a, v) };

	write_head(&p);
	html_covered(&p);
	html_short(&p);
	if (html_for_managers(&p)) {
		html_cost(&p);
		html_changed(&p);
		html_decide(&p);
		html_whatif(&p);
	} else {
		html_changed(&p);
	}
	html_coming(&p);
	html_fair(&p);
	html_roster(&p);
	write_foot(&p);
}
