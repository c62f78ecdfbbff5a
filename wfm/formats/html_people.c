/* html: is it fair, and who works when? */
#include "formats/html_parts.h"

#include "formats/i18n.h"
#include "formats/markup.h"
#include "formats/say.h"

/* --- fairness --- */

static void write_person(struct page *p, int i)
{
	const struct plan_person *x = &p->people[i];
	struct arena *a = p->a;

	html_row(p);
	html_row_head(p, p->v->site->agents[i].name);
	html_cell(p, plan_team(p->v, i));
	html_number(p, say_hours(a, x->paid));
	if (html_for_managers(p))
		html_number(p,
			    x->min_due == x->max_due
				    ? say_hours(a, x->min_due)
				    : arena_printf(a, "%s - %s",
						   say_hours(a, x->min_due),
						   say_hours(a, x->max_due)));
	html_number(p, say_number(a, x->duties, 0));
	html_number(p, say_number(a, x->nights, 0));
	html_number(p, say_number(a, x->weekends, 0));
	html_number(p, say_number(a, x->weekend_days, 0));
	if (html_for_managers(p))
		html_number(p, x->wished ? arena_printf(a, "%d / %d",
							x->granted, x->wished)
					 : "-");
	if (p->v->audience == AUDIENCE_HR)
		html_number(p, say_number(a, x->money, 2));
	html_row_end(p);
}

void html_fair(struct page *p)
{
	const char *heads[10];
	int n = 0;

	heads[n++] = _("Name");
	heads[n++] = _("Team");
	heads[n++] = _("#Paid hours");
	if (html_for_managers(p))
		heads[n++] = _("#Contract");
	heads[n++] = _("#Duties");
	heads[n++] = _("#Nights");
	heads[n++] = _("#Weekends");
	heads[n++] = _("#Weekend days");
	if (html_for_managers(p))
		heads[n++] = _("#Wishes");
	if (p->v->audience == AUDIENCE_HR)
		heads[n++] = arena_printf(p->a, _("#Pay (%s)"),
					  p->v->site->currency);
	html_section(p, "fair", _("Is it fair?"));
	html_table(p, "people",
		   _("Hours, nights and weekends of each person; a night has "
		     "three hours or more between 23:00 and 06:00"),
		   heads, n);
	for (int i = 0; i < p->v->site->n_agents; i++)
		if (p->people[i].shown)
			write_person(p, i);
	html_table_end(p);
	html_section_end(p);
}

/* --- the roster --- */

static const char *cell_class(const struct cell *c)
{
	return c->kind == CELL_OFF	? " class=\"off\""
	       : c->kind == CELL_ABSENT ? " class=\"away\""
					: "";
}

static void write_week(struct page *p, int agent)
{
	const struct plan_view *v = p->v;

	html_row(p);
	html_row_head(p, v->site->agents[agent].name);
	for (int d = 0; d < v->period->days; d++) {
		int day = v->period->first_day + d;

		markup_addf(p->out, "<td%!>%s</td>",
			    cell_class(roster_cell(v->roster, agent, day)),
			    plan_code(p->a, v, agent, day));
	}
	html_row_end(p);
}

/* A code and when it works, for each that the roster uses. */
static void write_codes(struct page *p)
{
	const struct site *s = p->v->site;

	markup_addf(p->out, "<p class=\"muted\">%s",
		    _("A code is its shift, then start and length where they "
		      "vary:"));
	for (int k = 0; k < s->n_shifts; k++)
		markup_addf(p->out, "%! %s %s", k ? "," : "", s->shifts[k].code,
			    s->shifts[k].name);
	markup_addf(p->out, ". %s</p>\n",
		    _("off is a day off, leave is absence."));
}

void html_roster(struct page *p)
{
	int days = p->v->period->days;
	const char **heads = arena_new(p->a, const char *, days + 1);

	heads[0] = _("Name");
	for (int d = 0; d < days; d++)
		heads[d + 1] = say_short_day(p->a, p->v->period->first_day + d);
	html_section(p, "who", _("Who works when?"));
	html_table(p, "roster", _("Shift codes by person and day"), heads,
		   days + 1);
	for (int i = 0; i < p->v->site->n_agents; i++)
		if (p->people[i].shown)
			write_week(p, i);
	html_table_end(p);
	write_codes(p);
	html_section_end(p);
}
