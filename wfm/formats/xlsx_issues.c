/* xlsx: the sheet Issues: what a planner should look at. */
#include "formats/xlsx_sheets.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/plan_why.h"
#include "formats/say.h"

enum { KIND, WHERE, DAY, WHAT, AMOUNT, PLACE, PRICE, COLUMNS };
enum { HEAD = 3, FIRST };
enum { REASONS = 40 }; /* stretches, worst first, that say why */

struct issues {
	struct xlsx *x;
	int row;
	int columns; /* the team sees no price and no place */
};

/* Name of a person, leading to the cell of the day. */
static void link_person(struct issues *i, int agent, int day)
{
	struct xlsx *x = i->x;
	const char *name =
		agent < 0 ? _("everybody") : x->v->site->agents[agent].name;
	int d = day - x->v->period->first_day;
	int row = agent < 0 ? -1 : x->row_of[agent];

	if (row < 0 || d < 0 || d >= x->v->period->days)
		book_text(x->issues, i->row, WHERE, BOOK_TEXT, name);
	else
		book_link(x->issues, i->row, WHERE, x->roster, row,
			  XLSX_ROSTER_DAY + d, name);
}

static void write_breach(struct issues *i, const struct breach *b)
{
	struct book_sheet *s = i->x->issues;

	book_text(s, i->row, KIND, BOOK_TEXT,
		  b->waived ? _("waived rule")
		  : b->hard ? _("hard rule")
			    : _("soft rule"));
	link_person(i, b->agent, b->day);
	book_date(s, i->row, DAY, BOOK_DATE, b->day);
	book_text(s, i->row, WHAT, BOOK_WRAP, b->what);
	book_number(s, i->row, AMOUNT, BOOK_HOURS, b->amount);
	book_number(s, i->row, PRICE, BOOK_MONEY,
		    b->price > 0 ? b->price : NAN);
	book_text(s, i->row++, PLACE, BOOK_TEXT, plan_place(i->x->a, b->place));
}

static void write_conflict(struct issues *i, const struct schedule_conflict *c)
{
	struct book_sheet *s = i->x->issues;

	for (int k = 0; k < c->n; k++) {
		book_text(s, i->row, KIND, BOOK_TEXT, _("not planned"));
		link_person(i, c->agent, c->day);
		book_date(s, i->row, DAY, BOOK_DATE, c->day);
		book_text(s, i->row, WHAT, BOOK_WRAP, c->reasons[k]);
		book_text(s, i->row++, PLACE, BOOK_TEXT,
			  plan_place(i->x->a, c->places[k]));
	}
}

static void write_stretch(struct issues *i, const struct plan_stretch *w,
			  const char *why)
{
	struct xlsx *x = i->x;
	const struct grid *g = &x->v->requirement->grid;
	int row = x->interval_row[w->row * g->n + w->begin];
	const char *times = say_times(x->a, g, w->begin, w->end);
	const char *level =
		isnan(w->level) ? ""
				: arena_printf(x->a, _(", service level %s"),
					       say_share(x->a, w->level, 0));

	book_text(x->issues, i->row, KIND, BOOK_TEXT, _("short"));
	book_link(x->issues, i->row, WHERE, x->intervals, row, 0,
		  plan_row_name(x->a, x->v, w->row));
	book_date(x->issues, i->row, DAY, BOOK_DATE,
		  g->first_day + grid_day(g, w->begin));
	book_text(x->issues, i->row, WHAT, BOOK_WRAP,
		  arena_printf(x->a, _("%s: up to %s people missing%s%s%s"),
			       times, say_number(x->a, w->worst, 1), level,
			       why ? "; " : "", why ? why : ""));
	book_number(x->issues, i->row++, AMOUNT, BOOK_HOURS, w->hours);
}

static void write_head(struct issues *i)
{
	static const char *const heads[COLUMNS] = {
		N_("Kind"),   N_("Who or where"), N_("Day"),  N_("What"),
		N_("Amount"), N_("Rule or line"), N_("Price")
	};
	struct book_sheet *s = i->x->issues;

	xlsx_title(i->x, s, _("Issues"),
		   _("Broken rules, people who could not be planned, and "
		     "stretches short by half a person or more.  Amount: units "
		     "of the rule, or person hours missing."));
	for (int k = 0; k < i->columns; k++)
		book_text(s, HEAD, k, BOOK_HEAD, _(heads[k]));
	book_width(s, KIND, KIND, 14);
	book_width(s, WHERE, WHERE, 26);
	book_width(s, DAY, DAY, 17);
	book_width(s, WHAT, WHAT, 64);
	book_width(s, AMOUNT, AMOUNT, 10);
	book_width(s, PRICE, PRICE, 10);
	book_width(s, PLACE, PLACE, 22);
	book_freeze(s, FIRST, 0);
}

void xlsx_issues(struct xlsx *x)
{
	const struct plan_view *v = x->v;
	bool team = v->audience == AUDIENCE_TEAM;
	struct issues i = { x, FIRST, team ? PLACE : COLUMNS };
	struct plan_stretches worst = plan_worst_stretches(x->a, v);

	write_head(&i);
	for (int k = 0; !team && k < v->n_conflicts; k++)
		write_conflict(&i, &v->conflicts[k]);
	for (int k = 0; !team && k < v->breaches->n; k++)
		write_breach(&i, &v->breaches->list[k]);
	for (int k = 0; k < worst.n; k++)
		write_stretch(&i, &worst.list[k],
			      k < REASONS ? plan_why(x->a, v, &worst.list[k])
					  : NULL);
	if (i.row == FIRST)
		book_text(x->issues, i.row++, KIND, BOOK_TEXT, _("none"));
	book_filter(x->issues,
		    (struct book_range){ HEAD, 0, i.row - 1, i.columns - 1 });
}
