#include "formats/html.h"

#include "formats/html_parts.h"
#include "formats/i18n.h"
#include "formats/markup.h"
#include "formats/say.h"

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
