/* What is required by day: pictures for people, rows for programs. */
#include "commands/staff_print.h"

#include <math.h>

#include "commands/print.h"
#include "formats/i18n.h"
#include "formats/say.h"
#include "formats/terminal.h"

enum { HOURS = 24 };

double staff_hours(const struct requirement *r, const double *x, int from,
		   int until)
{
	double sum = 0;

	for (int t = r->grid.day_begin[from]; t < r->grid.day_begin[until]; t++)
		sum += x[t];
	return sum * r->grid.interval / 3600;
}

double staff_sheet_hours(const struct requirement *r,
			 const struct requirement_row *row, int from, int until,
			 double shrinkage)
{
	double sum = 0;

	for (int t = r->grid.day_begin[from]; t < r->grid.day_begin[until]; t++)
		sum += ceil(row->plain[t] - 1e-9) / (1 - shrinkage);
	return sum * r->grid.interval / 3600;
}

static double peak(const struct requirement *r, const double *x, int day)
{
	double most = 0;

	for (int t = r->grid.day_begin[day]; t < r->grid.day_begin[day + 1];
	     t++)
		most = fmax(most, x[t]);
	return most;
}

/* ---- for programs: pools too, which say so by their names ---- */

static void add_days(struct table *t, const struct pipeline *p,
		     const struct requirement_row *row)
{
	const struct requirement *r = &p->requirement;
	struct arena *a = p->session->arena;

	for (int d = 0; d < p->w.days; d++) {
		table_text(t, row->name);
		table_text(t, say_short_day(a, p->w.first_day + d));
		table_number(t, staff_hours(r, row->net, d, d + 1));
		table_number(t, staff_hours(r, row->gross, d, d + 1));
		table_number(t, staff_hours(r, row->plain, d, d + 1));
		table_number(t, peak(r, row->gross, d));
	}
}

static void print_rows(const struct pipeline *p)
{
	static const struct table_column columns[] = {
		{ "row", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "net", N_("on the phones"), "h", TABLE_NUMBER, 1 },
		{ "gross", N_("to schedule"), "h", TABLE_NUMBER, 1 },
		{ "plain", N_("plain sheet"), "h", TABLE_NUMBER, 1 },
		{ "peak", N_("peak people"), NULL, TABLE_NUMBER, 1 },
	};
	const struct requirement *r = &p->requirement;
	struct table t = table_new(p->session->arena, "staff", columns, 6);

	for (int k = 0; k < r->n_rows; k++)
		add_days(&t, p, &r->rows[k]);
	for (int k = 0; k < r->n_pools; k++)
		add_days(&t, p, &r->pools[k]);
	print_table(p->session, &p->options, &t);
}

/* ---- for people ---- */

/* The hours of the clock in which any queue needs anybody. */
struct clock {
	int first, n;
};

static int hour_of(const struct grid *g, int t)
{
	return g->wall[t] / 60 % HOURS;
}

static struct clock clock_of(const struct pipeline *p)
{
	const struct requirement *r = &p->requirement;
	int first = HOURS, last = -1;

	for (int k = 0; k < r->n_rows; k++)
		for (int t = 0; t < r->grid.day_begin[p->w.days]; t++) {
			int hour = hour_of(&r->grid, t);
			if (!(r->rows[k].gross[t] > 0))
				continue;
			first = hour < first ? hour : first;
			last = hour > last ? hour : last;
		}
	return last < 0 ? (struct clock){ 0, 0 }
			: (struct clock){ first, last - first + 1 };
}

/* The most people of each hour of a day, as one line against the row's peak. */
static const char *line_of(const struct pipeline *p,
			   const struct requirement_row *row, int day,
			   struct clock c, double most)
{
	const struct requirement *r = &p->requirement;
	const struct options *o = &p->options;
	struct text out = text_new(p->session->arena);
	double x[HOURS] = { 0 };

	for (int t = r->grid.day_begin[day]; t < r->grid.day_begin[day + 1];
	     t++) {
		int k = hour_of(&r->grid, t) - c.first;
		if (k >= 0 && k < c.n)
			x[k] = fmax(x[k], row->gross[t]);
	}
	terminal_sparkline(
		&out, x, c.n, most,
		(struct terminal_style){ !o->ascii, o->color, o->columns });
	text_add_char(&out, '|');
	return out.data;
}

static void add_pictures(struct table *t, const struct pipeline *p,
			 const struct requirement_row *row, struct clock c,
			 double shrinkage)
{
	const struct requirement *r = &p->requirement;
	double most = 0;

	for (int d = 0; d < p->w.days; d++)
		most = fmax(most, peak(r, row->gross, d));
	for (int d = 0; d < p->w.days && most > 0; d++) {
		table_text(t, d ? "" : row->name);
		table_text(t, say_short_day(t->arena, p->w.first_day + d));
		table_text(t, line_of(p, row, d, c, most));
		table_number(t, peak(r, row->gross, d));
		table_number(t, staff_hours(r, row->gross, d, d + 1));
		table_number(t, staff_sheet_hours(r, row, d, d + 1, shrinkage));
	}
}

static void print_pictures(const struct pipeline *p)
{
	struct clock c = clock_of(p);
	const struct table_column columns[] = {
		{ "row", N_("queue"), NULL, TABLE_TEXT, 0 },
		{ "date", N_("day"), NULL, TABLE_TEXT, 0 },
		{ "line",
		  arena_printf(p->session->arena, "%02d-%02d", c.first,
			       c.first + c.n),
		  NULL, TABLE_TEXT, 0 },
		{ "peak", N_("peak"), NULL, TABLE_NUMBER, 1 },
		{ "gross", N_("to schedule"), "h", TABLE_NUMBER, 1 },
		{ "plain", N_("sheet"), "h", TABLE_NUMBER, 1 },
	};
	struct table t = table_new(p->session->arena, "staff", columns, 6);

	for (int k = 0; k < p->requirement.n_rows; k++)
		add_pictures(&t, p, &p->requirement.rows[k], c,
			     site_shrinkage(&p->w.site));
	print_table(p->session, &p->options, &t);
}

void staff_print_days(const struct pipeline *p)
{
	if (print_for_people(&p->options))
		print_pictures(p);
	else
		print_rows(p);
}
