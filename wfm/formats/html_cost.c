/* html: what does it cost, and what is to decide? */
#include "formats/html_parts.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/markup.h"
#include "formats/say.h"

static void write_part(struct page *p, const char *name, double money)
{
	double total = p->v->cost->total;

	html_row(p);
	html_row_head(p, name);
	html_number(p, say_number(p->a, money, 0));
	html_number(p, say_share(p->a, total > 0 ? money / total : NAN, 1));
	html_row_end(p);
}

static void write_total(struct page *p)
{
	text_add(p->out, "<tr class=\"all\">");
	html_row_head(p, _("All"));
	html_number(p, say_number(p->a, p->v->cost->total, 0));
	html_number(p, "");
	html_row_end(p);
}

static void write_bound(struct page *p)
{
	const struct plan_view *v = p->v;
	const char *money = v->site->currency;

	if (!v->solved || !isfinite(v->gap) || !isfinite(v->bound))
		return;
	markup_addf(
		p->out, "<p>%s</p>\n",
		arena_printf(p->a,
			     _("No roster for these inputs costs less than "
			       "%s: this one is at most %s away, %s of "
			       "what can be decided."),
			     say_money(p->a, money, v->bound),
			     say_money(p->a, money, v->cost->total - v->bound),
			     say_share(p->a, v->gap, 1)));
}

void html_cost(struct page *p)
{
	const struct cost *c = p->v->cost;
	const char *currency = p->v->site->currency;
	const char *heads[] = { _("What"), arena_printf(p->a, "#%s", currency),
				_("#Share") };

	html_section(p, "cost", _("What does it cost?"));
	html_table(p, "costs", _("Cost of the period, all parts in money"),
		   heads, 3);
	write_part(p, _("Pay with premiums"), c->pay);
	write_part(p, _("Service lost and people too many"), c->service);
	write_part(p, _("Heads asked for and missing"), c->cover);
	write_part(p, _("Soft rules broken"), c->rules);
	write_part(p, _("Wishes not granted"), c->wishes);
	write_part(p, _("Fairness"), c->fairness);
	write_total(p);
	html_table_end(p);
	write_bound(p);
	html_section_end(p);
}

/* --- decisions --- */

static const char *where(struct page *p, struct place at)
{
	const char *place = plan_place(p->a, at);

	return *place ? arena_printf(p->a, " (%s)", place) : "";
}

static const char *who(struct page *p, int agent)
{
	return agent < 0 ? _("everybody") : p->v->site->agents[agent].name;
}

static void write_conflicts(struct page *p)
{
	const struct plan_view *v = p->v;

	for (int k = 0; k < v->n_conflicts; k++) {
		const struct schedule_conflict *c = &v->conflicts[k];

		markup_addf(p->out, "<li>%s: <bdi>%s</bdi>. %s",
			    _("Could not be planned"), who(p, c->agent),
			    _("These do not go together:"));
		for (int i = 0; i < c->n; i++)
			markup_addf(p->out, "%! %s%s", i ? ";" : "",
				    c->reasons[i], where(p, c->places[i]));
		text_add(p->out, "</li>\n");
	}
}

static void write_breaches(struct page *p)
{
	enum { SHOWN = 20 };
	const struct breaches *b = p->v->breaches;
	int hard = 0, waived = 0;

	for (int k = 0; k < b->n; k++) {
		const struct breach *x = &b->list[k];

		waived += x->waived;
		if (!x->hard || x->waived || hard++ >= SHOWN)
			continue;
		markup_addf(p->out, "<li>%s: <bdi>%s</bdi>, %s: %s%s</li>\n",
			    _("Hard rule broken"), who(p, x->agent),
			    say_long_day(p->a, x->day), x->what,
			    where(p, x->place));
	}
	if (hard > SHOWN)
		markup_addf(p->out, "<li>%s</li>\n",
			    arena_printf(p->a, _("%d more hard rules broken"),
					 hard - SHOWN));
	if (waived > 0)
		markup_addf(p->out, "<li>%s</li>\n",
			    arena_printf(p->a,
					 _("Broken with a waiver: %d; each "
					   "is on the workbook's sheet Issues"),
					 waived));
}

static void write_short(struct page *p)
{
	enum { SHOWN = 3 };
	const struct grid *g = &p->v->requirement->grid;

	for (int k = 0; k < p->worst.n && k < SHOWN; k++) {
		const struct plan_stretch *w = &p->worst.list[k];
		int day = g->first_day + grid_day(g, w->begin);

		if (w->worst < 1)
			continue;
		markup_addf(
			p->out, "<li>%s</li>\n",
			arena_printf(p->a,
				     _("%s, %s %s: find up to %s people, or "
				       "accept a service level of %s for "
				       "%s contacts"),
				     plan_row_name(p->a, p->v, w->row),
				     say_long_day(p->a, day),
				     say_times(p->a, g, w->begin, w->end),
				     say_number(p->a, ceil(w->worst), 0),
				     say_share(p->a, w->level, 0),
				     say_number(p->a, w->contacts, 0)));
	}
}

static void write_wishes(struct page *p)
{
	int wished = 0, granted = 0;

	for (int i = 0; i < p->v->site->n_agents; i++) {
		wished += p->people[i].wished;
		granted += p->people[i].granted;
	}
	if (granted < wished)
		markup_addf(p->out, "<li>%s</li>\n",
			    arena_printf(p->a,
					 _("Wishes: %d of %d days granted"),
					 granted, wished));
}

void html_decide(struct page *p)
{
	size_t before;

	html_section(p, "decide", _("What is to decide?"));
	text_add(p->out, "<ul>\n");
	before = p->out->len;
	write_conflicts(p);
	write_breaches(p);
	write_short(p);
	write_wishes(p);
	if (p->out->len == before)
		markup_addf(p->out, "<li>%s</li>\n", _("Nothing."));
	text_add(p->out, "</ul>\n");
	html_section_end(p);
}
