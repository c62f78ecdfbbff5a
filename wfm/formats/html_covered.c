/* html: are we covered? */
#include "formats/html_parts.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/markup.h"
#include "formats/say.h"
#include "formats/svg.h"

/* --- the answer, in cards --- */

static void card(struct page *p, const char *value, const char *name,
		 const char *more)
{
	markup_addf(p->out, "<li><b>%s</b>%s<span>%s</span></li>\n", value,
		    name, more);
}

/* "goal 80 %" when all queues share it, "goals 80 % to 90 %". */
static const char *goals(struct page *p)
{
	const struct site *s = p->v->site;
	double low = INFINITY, high = 0;

	for (int q = 0; q < s->n_queues; q++) {
		double share = s->queues[q].goal.share;

		if (!(share > 0))
			continue;
		low = share < low ? share : low;
		high = share > high ? share : high;
	}
	if (!(high > 0))
		return _("no goal set");
	if (low < high)
		return arena_printf(p->a, _("expected; goals %s to %s"),
				    say_share(p->a, low, 0),
				    say_share(p->a, high, 0));
	return arena_printf(p->a, _("expected; goal %s"),
			    say_share(p->a, high, 0));
}

static int count_working(const struct page *p)
{
	int n = 0;

	for (int i = 0; i < p->v->site->n_agents; i++)
		n += p->people[i].duties > 0;
	return n;
}

static const char *forecast_error(struct page *p)
{
	struct plan_accuracy x = plan_accuracy(p->v);

	if (isnan(x.day))
		return _("forecast");
	return arena_printf(p->a, _("forecast; such ones were off by %s a day"),
			    say_share(p->a, x.day, 1));
}

static void write_cards(struct page *p)
{
	struct arena *a = p->a;
	const struct plan_total *all = &p->all;
	const struct plan_view *v = p->v;
	double part = all->required > 0 ? all->short_hours / all->required : 0;

	text_add(p->out, "<ul class=\"cards\">\n");
	card(p, say_share(a, all->level, 1), _("service level"), goals(p));
	card(p, say_number(a, all->short_hours, 1), _("person hours short"),
	     arena_printf(a, _("of %s required (%s)"),
			  say_number(a, all->required, 0),
			  say_share(a, part, 1)));
	card(p, say_number(a, all->over_hours, 1), _("person hours over"),
	     arena_printf(a, _("of %s scheduled"),
			  say_number(a, all->scheduled, 0)));
	card(p, say_number(a, all->contacts, 0), _("contacts"),
	     forecast_error(p));
	card(p, say_number(a, count_working(p), 0), _("people at work"),
	     arena_printf(a, _("%s duties, %s days of absence"),
			  say_number(a, all->duties, 0),
			  say_number(a, all->absent, 0)));
	if (html_for_managers(p))
		card(p, say_money(a, v->site->currency, v->cost->total),
		     _("cost"),
		     v->solved && isfinite(v->gap)
			     ? arena_printf(
				       a,
				       _("at most %s above the best "
					 "possible"),
				       say_money(a, v->site->currency,
						 v->cost->total - v->bound))
			     : "");
	text_add(p->out, "</ul>\n");
}

static void write_lead(struct page *p)
{
	const struct plan_total *all = &p->all;
	double part =
		all->required > 0 ? 1 - all->short_hours / all->required : 1;

	markup_addf(p->out, "<p class=\"lead\">%s</p>\n",
		    arena_printf(p->a,
				 _("%s of the person hours required are "
				   "covered at the time they are needed."),
				 say_share(p->a, part, 1)));
}

/* --- day by day --- */

/* Hours under the plot at which the clock shows a multiple of three. */
static void label_hours(struct svg *s, const struct page *p, int begin, int end)
{
	const struct grid *g = &p->v->requirement->grid;

	for (int t = begin; t < end; t++)
		if (g->wall[t] % 180 == 0)
			svg_x_label(s, t - begin, say_time(p->a, g->wall[t]));
}

struct day {
	int begin, end; /* intervals shown */
	double *need, *have, *low;
};

static struct day day_of(struct page *p, int d)
{
	const struct plan_view *v = p->v;
	const struct grid *g = &v->requirement->grid;
	struct plan_slots s = plan_slots(v);
	struct day x = { .begin = g->day_begin[d], .end = g->day_begin[d + 1] };
	int n;

	while (x.begin < x.end && plan_slot(v, x.begin) < s.first)
		x.begin++;
	while (x.end > x.begin && plan_slot(v, x.end - 1) >= s.end)
		x.end--;
	n = x.end - x.begin;
	x.need = arena_new(p->a, double, n);
	x.have = arena_new(p->a, double, n);
	x.low = arena_new(p->a, double, n);
	for (int k = 0; k < n; k++) {
		x.need[k] = plan_required(v, x.begin + k);
		x.have[k] = plan_scheduled(v, x.begin + k);
		/* What is short in any queue, drawn below the need. */
		x.low[k] = x.need[k] - plan_short(v, x.begin + k);
		if (x.low[k] < 0)
			x.low[k] = 0;
	}
	return x;
}

/* The most people of any interval, so that all days share one scale. */
static double tallest(const struct page *p)
{
	double top = p->all.peak;

	for (int t = 0; t < plan_intervals(p->v); t++)
		if (plan_scheduled(p->v, t) > top)
			top = plan_scheduled(p->v, t);
	return svg_ceiling(top);
}

static const char *describe(struct page *p, const struct plan_total *t)
{
	return arena_printf(p->a,
			    _("Up to %s people required; %s person hours short "
			      "of %s required; service level %s."),
			    say_number(p->a, t->peak, 0),
			    say_number(p->a, t->short_hours, 1),
			    say_number(p->a, t->required, 0),
			    say_share(p->a, t->level, 1));
}

static void draw_day(struct page *p, int d, const struct plan_total *t,
		     double top)
{
	struct day x = day_of(p, d);
	int n = x.end - x.begin;
	const char *name = say_long_day(p->a, p->v->period->first_day + d);
	struct svg s = svg_begin(
		p->out,
		(struct svg_frame){
			.id = arena_printf(p->a, "day-%d", d),
			.title = arena_printf(
				p->a, _("%s: people required and scheduled"),
				name),
			.description = describe(p, t),
			.width = 300,
			.height = 145,
			.left = 26,
			.right = 8,
			.top = 8,
			.bottom = 18,
			.x_max = n,
			.y_max = top });

	svg_y_axis(&s, 4);
	label_hours(&s, p, x.begin, x.end);
	if (n > 0) {
		svg_band(&s, "lack", x.low, x.need, n);
		svg_step(&s, "have", x.have, n);
		svg_step(&s, "need", x.need, n);
	}
	svg_end(&s);
}

static void write_day(struct page *p, int d, double top)
{
	struct plan_total t = plan_total(p->v, d, 1);
	int day = p->v->period->first_day + d;
	const struct special_day *special = site_special_day(p->v->site, day);

	markup_addf(p->out,
		    "<figure><figcaption><b>%s</b>%s<span>%s</span>"
		    "</figcaption>",
		    say_long_day(p->a, day), special ? special->name : "",
		    arena_printf(p->a, _("short %s h, service %s"),
				 say_number(p->a, t.short_hours, 1),
				 say_share(p->a, t.level, 0)));
	draw_day(p, d, &t, top);
	text_add(p->out, "</figure>\n");
}

/* --- queue by queue --- */

static void write_queue(struct page *p, int row)
{
	const struct plan_view *v = p->v;
	const struct requirement_row *r = &v->requirement->rows[row];
	int n = plan_intervals(v), all = v->requirement->grid.n;
	double need = 0, have = 0, lack = 0, contacts = 0;
	double h = plan_interval_hours(v);

	for (int t = 0; t < n; t++) {
		double balance = plan_row_balance(v, row, t);

		need += r->gross[t] * h;
		have += v->coverage->scheduled[(size_t)row * all + t] * h;
		lack += balance < 0 ? -balance * h : 0;
		contacts += plan_contacts(v, row, t);
	}
	html_row(p);
	html_row_head(p, plan_row_name(p->a, v, row));
	html_number(p, say_number(p->a, contacts, 0));
	html_number(p, say_number(p->a, need, 0));
	html_number(p, say_number(p->a, have, 0));
	html_number(p, say_number(p->a, lack, 1));
	html_number(p, say_share(p->a, plan_level(v, row, 0, n), 1));
	html_cell(
		p,
		r->queue >= 0 && v->site->queues[r->queue].goal.share > 0
			? arena_printf(
				  p->a, _("%s within %s s"),
				  say_share(
					  p->a,
					  v->site->queues[r->queue].goal.share,
					  0),
				  say_number(
					  p->a,
					  v->site->queues[r->queue].goal.within,
					  0))
			: "-");
	html_row_end(p);
}

static void write_queues(struct page *p)
{
	const char *heads[] = { _("Queue"),	  _("#Contacts"),
				_("#Required h"), _("#Scheduled h"),
				_("#Short h"),	  _("#Service level"),
				_("Goal") };

	html_table(p, "queues", _("Each queue over the whole period"), heads,
		   7);
	for (int row = 0; row < p->v->requirement->n_rows; row++)
		write_queue(p, row);
	html_table_end(p);
}

void html_covered(struct page *p)
{
	double top = tallest(p);

	html_section(p, "covered", _("Are we covered?"));
	write_lead(p);
	write_cards(p);
	text_add(p->out, "<p class=\"muted keys\">");
	html_key(p, "need", _("people required"));
	html_key(p, "have", _("people scheduled"));
	html_key(p, "lack", _("short in any queue"));
	text_add(p->out, "</p>\n<div class=\"days\">\n");
	for (int d = 0; d < p->v->period->days; d++)
		write_day(p, d, top);
	text_add(p->out, "</div>\n");
	write_queues(p);
	html_section_end(p);
}
