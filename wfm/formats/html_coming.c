/* html: what will come? */
#include "formats/html_parts.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/markup.h"
#include "formats/say.h"
#include "formats/svg.h"

/* Variance of a day's contacts, all queues; NAN where one is not known. */
static double day_variance(const struct page *p, int d)
{
	const struct forecast *f = p->v->forecast;
	double sum = 0;

	if (!f->queues)
		return NAN;
	for (int q = 0; q < f->ahead.queues; q++)
		sum += f->queues[q].day_variance && d < f->ahead.grid.days
			       ? f->queues[q].day_variance[d]
			       : NAN;
	return sum;
}

/* 1.96 standard deviations: nineteen days in twenty, were they normal. */
static double reach(const struct page *p, int d)
{
	double variance = day_variance(p, d);

	return variance >= 0 ? 1.96 * sqrt(variance) : NAN;
}

static void draw_days(struct page *p, const struct plan_total *days, int n)
{
	double *y = arena_new(p->a, double, n);
	double top = 0;
	struct svg s;

	for (int d = 0; d < n; d++) {
		double high = days[d].contacts +
			      (isnan(reach(p, d)) ? 0 : reach(p, d));

		y[d] = days[d].contacts;
		top = high > top ? high : top;
	}
	html_wide(p, _("Contacts forecast, by day"));
	s = svg_begin(
		p->out,
		(struct svg_frame){
			.id = "contacts",
			.title = _("Contacts forecast, by day"),
			.description = _("The same numbers are in the table."),
			.width = 900,
			.height = 190,
			.left = 44,
			.right = 4,
			.top = 8,
			.bottom = 18,
			.x_max = n,
			.y_max = svg_ceiling(top) });
	svg_y_axis(&s, 5);
	svg_bars(&s, "bar", y, n);
	for (int d = 0; d < n; d++) {
		int day = p->v->period->first_day + d;

		if (n <= 14 || d % 7 == 0)
			svg_x_label(&s, d + 0.5,
				    n <= 14 ? say_short_day(p->a, day)
					    : say_month_day(p->a, day));
		if (!isnan(reach(p, d)))
			svg_range(&s, "range", d + 0.5, y[d] - reach(p, d),
				  y[d] + reach(p, d));
	}
	svg_end(&s);
	text_add(p->out, "</div>\n");
}

static void write_days(struct page *p, const struct plan_total *days, int n)
{
	bool ranges = n > 0 && !isnan(reach(p, 0));
	const char *heads[6] = { _("Day"), _("#Contacts") };
	int columns = 2;

	if (ranges) {
		heads[columns++] = _("#Least");
		heads[columns++] = _("#Most");
	}
	heads[columns++] = _("#People at peak");
	heads[columns++] = _("#Required h");
	html_table(p, "coming",
		   ranges ? _("Contacts forecast; 19 days in 20 are expected "
			      "between least and most")
			  : _("Contacts forecast"),
		   heads, columns);
	for (int d = 0; d < n; d++) {
		double r = reach(p, d), x = days[d].contacts;

		html_row(p);
		html_row_head(p,
			      say_long_day(p->a, p->v->period->first_day + d));
		html_number(p, say_number(p->a, x, 0));
		if (ranges) {
			html_number(p, say_number(p->a, x > r ? x - r : 0, 0));
			html_number(p, say_number(p->a, x + r, 0));
		}
		html_number(p, say_number(p->a, days[d].peak, 0));
		html_number(p, say_number(p->a, days[d].required, 0));
		html_row_end(p);
	}
	html_table_end(p);
}

static void write_score(struct page *p, int queue,
			const struct forecast_score *s)
{
	html_row(p);
	html_row_head(p, p->v->site->queues[queue].name);
	html_cell(p, s->model);
	html_cell(p, s->chosen ? _("used") : s->baseline ? _("by hand") : "");
	html_number(p, say_share(p->a, s->wape_day, 1));
	html_number(p, say_share(p->a, s->wape_interval, 1));
	html_number(p, say_share(p->a, s->bias, 1));
	html_number(p, say_share(p->a, s->cover80, 0));
	html_row_end(p);
}

/* How good forecasts like this one were: what is used, and by hand. */
static void write_scores(struct page *p)
{
	const char *heads[] = { _("Queue"),
				_("Model"),
				_("Role"),
				_("#Off a day"),
				_("#Off an interval"),
				_("#Bias"),
				_("#In the 80 % range") };
	const struct forecast *f = p->v->forecast;

	if (isnan(plan_accuracy(p->v).day))
		return;
	html_table(p, "scores",
		   _("How far such forecasts were off in the back-test"), heads,
		   7);
	for (int q = 0; q < f->ahead.queues; q++)
		for (int k = 0; k < f->queues[q].n_scores; k++) {
			const struct forecast_score *s =
				&f->queues[q].scores[k];

			if (s->chosen || s->baseline || s->blend)
				write_score(p, q, s);
		}
	html_table_end(p);
}

void html_coming(struct page *p)
{
	int n = p->v->period->days;
	struct plan_total *days = arena_new(p->a, struct plan_total, n);

	for (int d = 0; d < n; d++)
		days[d] = plan_total(p->v, d, 1);
	html_section(p, "coming", _("What will come?"));
	draw_days(p, days, n);
	write_days(p, days, n);
	write_scores(p);
	html_section_end(p);
}
