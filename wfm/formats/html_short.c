/* html: where are we not covered? */
#include "formats/html_parts.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/markup.h"
#include "formats/plan_why.h"
#include "formats/say.h"
#include "formats/svg.h"

enum { WIDE = 900, LEFT = 62, TOP = 4, BOTTOM = 18, ROW = 19, MOST = 50 };

/* --- maps --- */

/* By the rounded number that the cell shows. */
static const char *balance_class(double x)
{
	if (x <= -4.5)
		return "s3";
	if (x <= -1.5)
		return "s2";
	if (x <= -PLAN_SHORT)
		return "s1";
	return x >= 2.5 ? "o2" : x >= 1 ? "o1" : "f";
}

static const char *balance_label(struct page *p, double x)
{
	return x <= -PLAN_SHORT || x >= 1 ? say_signed(p->a, x, 0) : NULL;
}

/* Levels, as they are shown, against the goal of their queue. */
static const char *level_class(double x, double goal)
{
	x = rint(100 * x) / 100 + 1e-9;
	if (x >= goal)
		return x >= goal + 0.1 ? "o1" : "f";
	return x >= goal - 0.1 ? "s1" : x >= goal - 0.3 ? "s2" : "s3";
}

static struct svg begin_map(struct page *p, const struct plan_map *m,
			    const char *id, const char *title,
			    const char *description)
{
	return svg_begin(p->out, (struct svg_frame){ .id = id,
						     .title = title,
						     .description = description,
						     .width = WIDE,
						     .height = TOP + BOTTOM +
							       ROW * m->days,
						     .left = LEFT,
						     .right = 2,
						     .top = TOP,
						     .bottom = BOTTOM,
						     .x_max = m->columns,
						     .y_max = m->days });
}

static void label_map(struct page *p, struct svg *s, const struct plan_map *m)
{
	int every = m->minutes < 30 ? 60 : 120;

	for (int d = 0; d < m->days; d++)
		svg_y_label(s, m->days - d - 0.5,
			    say_short_day(p->a, p->v->period->first_day + d));
	for (int k = 0; k < m->columns; k++)
		if ((m->first + k * m->minutes) % every == 0)
			svg_x_label(s, k,
				    say_time(p->a, m->first + k * m->minutes));
}

static void draw_balance(struct page *p)
{
	struct plan_map m = plan_balance_map(p->a, p->v, -1, MOST);
	const char *title = _("People scheduled less required, by day and "
			      "time");
	struct svg s;

	html_wide(p, title);
	s = begin_map(p, &m, "balance", title,
		      _("Negative numbers are people missing; the table of "
			"short stretches says the same in words."));
	label_map(p, &s, &m);
	for (int d = 0; d < m.days; d++)
		for (int k = 0; k < m.columns; k++) {
			double x = plan_map_at(&m, d, k);

			if (!isnan(x))
				svg_cell(&s, balance_class(x), k,
					 m.days - d - 1, 1, 1,
					 balance_label(p, x));
		}
	svg_end(&s);
	text_add(p->out, "</div>\n");
}

static bool has_levels(const struct plan_map *m)
{
	for (int k = 0; k < m->days * m->columns; k++)
		if (!isnan(m->value[k]))
			return true;
	return false;
}

static void draw_level(struct page *p, int row)
{
	const struct plan_view *v = p->v;
	int queue = v->requirement->rows[row].queue;
	double goal = queue >= 0 ? v->site->queues[queue].goal.share : 0;
	struct plan_map m = plan_level_map(p->a, v, row, MOST);
	const char *name = plan_row_name(p->a, v, row);
	const char *title = arena_printf(
		p->a, _("Service level of %s, by day and time"), name);
	struct svg s;

	if (!has_levels(&m))
		return;
	markup_addf(p->out, "<h3 dir=\"auto\">%s</h3>\n", title);
	html_wide(p, title);
	s = begin_map(
		p, &m, arena_printf(p->a, "level-%d", row), title,
		arena_printf(p->a,
			     _("Per cent, the lowest of several "
			       "intervals; over the period %s, goal %s."),
			     say_share(p->a,
				       plan_level(v, row, 0, plan_intervals(v)),
				       1),
			     say_share(p->a, goal, 0)));
	label_map(p, &s, &m);
	for (int d = 0; d < m.days; d++)
		for (int k = 0; k < m.columns; k++) {
			double x = plan_map_at(&m, d, k);

			if (!isnan(x))
				svg_cell(&s, level_class(x, goal), k,
					 m.days - d - 1, 1, 1,
					 say_plain(p->a, 100 * x, 0));
		}
	svg_end(&s);
	text_add(p->out, "</div>\n");
}

/* --- words --- */

static bool has_reasons(const struct page *p)
{
	return p->worst.n > 0 && plan_why(p->a, p->v, &p->worst.list[0]);
}

static void write_stretch(struct page *p, const struct plan_stretch *w)
{
	const struct plan_view *v = p->v;
	const struct grid *g = &v->requirement->grid;
	int day = g->first_day + grid_day(g, w->begin);

	html_row(p);
	html_row_head(p, say_long_day(p->a, day));
	html_cell(p, say_times(p->a, g, w->begin, w->end));
	html_cell(p, plan_row_name(p->a, v, w->row));
	html_number(p, say_number(p->a, w->worst, 1));
	html_number(p, say_number(p->a, w->hours, 1));
	html_number(p, say_number(p->a, w->contacts, 0));
	html_number(p, say_share(p->a, w->level, 0));
	if (has_reasons(p))
		html_cell(p, plan_why(p->a, v, w));
	html_row_end(p);
}

static void write_stretches(struct page *p)
{
	enum { SHOWN = 15 };
	const char *heads[] = { _("Day"),
				_("Time"),
				_("Queue"),
				_("#Missing at worst"),
				_("#Hours missing"),
				_("#Contacts"),
				_("#Service level"),
				_("Those with the skill") };
	int n = p->worst.n < SHOWN ? p->worst.n : SHOWN;
	const char *caption =
		n < p->worst.n
			? arena_printf(
				  p->a,
				  _("The %d worst of %d stretches in which "
				    "half a person or more is missing; the "
				    "workbook lists all"),
				  n, p->worst.n)
			: _("Stretches in which half a person or more is "
			    "missing");

	html_table(p, "short", caption, heads, has_reasons(p) ? 8 : 7);
	for (int k = 0; k < n; k++)
		write_stretch(p, &p->worst.list[k]);
	html_table_end(p);
}

static void write_legend(struct page *p)
{
	text_add(p->out, "<p class=\"muted keys\">");
	html_key(p, "s3", _("5 or more missing"));
	html_key(p, "s2", _("2 to 4"));
	html_key(p, "s1", _("1 missing"));
	html_key(p, "f", _("fits"));
	html_key(p, "o1", _("1 or 2 over"));
	html_key(p, "o2", _("3 or more over"));
	text_add(p->out, "</p>\n");
}

void html_short(struct page *p)
{
	html_section(p, "where", _("Where not?"));
	if (p->worst.n == 0) {
		markup_addf(p->out, "<p class=\"lead\">%s</p>\n",
			    _("Nowhere is half a person or more missing."));
	} else {
		write_stretches(p);
	}
	draw_balance(p);
	write_legend(p);
	for (int row = 0; row < p->v->requirement->n_rows; row++)
		draw_level(p, row);
	html_section_end(p);
}
