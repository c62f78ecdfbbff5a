/* xlsx: the sheet Intervals, one row an interval. */
#include "formats/xlsx_sheets.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/say.h"

enum {
	QUEUE,
	DAY,
	START,
	CONTACTS,
	AHT,
	REQUIRED,
	SCHEDULED,
	BALANCE,
	LEVEL,
	LABEL,
	COLUMNS
};
enum { HEAD = 3, FIRST };

/* Handling time of the row's queues, weighted by contacts; NAN none. */
double xlsx_interval_aht(const struct plan_view *v, int row, int t)
{
	const struct workload *w = &v->forecast->ahead;
	double seconds = 0, contacts = 0;

	for (int q = 0; q < w->queues; q++) {
		size_t at = (size_t)q * w->grid.n + t;

		if (!(v->requirement->rows[row].queues >> q & 1) ||
		    isnan(w->aht[at]) || !(w->calls[at] > 0))
			continue;
		seconds += w->calls[at] * w->aht[at];
		contacts += w->calls[at];
	}
	return contacts > 0 ? seconds / contacts : NAN;
}

static void write_interval(struct xlsx *x, int at, int row, int t)
{
	const struct plan_view *v = x->v;
	const struct requirement *r = v->requirement;
	const struct grid *g = &r->grid;
	struct book_sheet *s = x->intervals;
	int day = g->first_day + grid_day(g, t);
	size_t k = (size_t)row * g->n + t;

	book_text(s, at, QUEUE, BOOK_TEXT, plan_row_name(x->a, v, row));
	book_date(s, at, DAY, BOOK_DATE, day);
	book_number(s, at, START, BOOK_TIME, g->wall[t] / 1440.0);
	book_number(s, at, CONTACTS, BOOK_ONE, plan_contacts(v, row, t));
	book_number(s, at, AHT, BOOK_COUNT, xlsx_interval_aht(v, row, t));
	book_number(s, at, REQUIRED, BOOK_HOURS, r->rows[row].gross[t]);
	book_number(s, at, SCHEDULED, BOOK_HOURS, v->coverage->scheduled[k]);
	book_formula(s, at, BALANCE, BOOK_SIGNED,
		     arena_printf(x->a, "%s-%s", book_cell(x->a, at, SCHEDULED),
				  book_cell(x->a, at, REQUIRED)),
		     plan_row_balance(v, row, t));
	book_number(s, at, LEVEL, BOOK_SHARE, v->level[k]);
	book_text(s, at, LABEL, BOOK_NOTE,
		  arena_printf(x->a, "%s %s", say_short_day(x->a, day),
			       say_start(x->a, g, t)));
}

static bool is_busy(const struct xlsx *x, int row, int t)
{
	const struct requirement *r = x->v->requirement;

	return r->rows[row].gross[t] > 0 ||
	       x->v->coverage->scheduled[(size_t)row * r->grid.n + t] > 0;
}

static int write_all(struct xlsx *x)
{
	const struct requirement *r = x->v->requirement;
	int n = plan_intervals(x->v), at = FIRST;

	x->interval_row = arena_new(x->a, int, (size_t)r->n_rows * r->grid.n);
	for (int k = 0; k < r->n_rows * r->grid.n; k++)
		x->interval_row[k] = -1;
	for (int row = 0; row < r->n_rows; row++)
		for (int t = 0; t < n; t++)
			if (is_busy(x, row, t)) {
				x->interval_row[row * r->grid.n + t] = at;
				write_interval(x, at++, row, t);
			}
	return at;
}

/* Columns by name, for the formulas of other sheets. */
static void define(struct xlsx *x, const char *name, int column, int end)
{
	int last = end > FIRST ? end - 1 : FIRST;

	book_define(x->book, name, x->intervals,
		    (struct book_range){ FIRST, column, last, column });
}

static void define_columns(struct xlsx *x, int end)
{
	define(x, "IntervalQueue", QUEUE, end);
	define(x, "IntervalDay", DAY, end);
	define(x, "IntervalStart", START, end);
	define(x, "IntervalContacts", CONTACTS, end);
	define(x, "IntervalAht", AHT, end);
	define(x, "IntervalScheduled", SCHEDULED, end);
}

void xlsx_intervals(struct xlsx *x)
{
	static const char *const heads[COLUMNS] = {
		N_("Queue"),	   N_("Day"),	     N_("Start"),
		N_("Contacts"),	   N_("AHT (s)"),    N_("Required"),
		N_("Scheduled"),   N_("Over/under"), N_("Service level"),
		N_("Chart label"),
	};
	struct book_sheet *s = x->intervals;
	int end;

	xlsx_title(x, s, _("Intervals"),
		   _("Required and scheduled are people, shrinkage "
		     "included; over/under is scheduled less required."));
	for (int k = 0; k < COLUMNS; k++)
		book_text(s, HEAD, k, BOOK_HEAD, _(heads[k]));
	end = write_all(x);
	define_columns(x, end);
	if (end > FIRST) {
		book_filter(s, (struct book_range){ HEAD, 0, end - 1,
						    COLUMNS - 1 });
		book_scale(
			s,
			(struct book_range){ FIRST, BALANCE, end - 1, BALANCE },
			-4, 4);
		book_scale(s,
			   (struct book_range){ FIRST, LEVEL, end - 1, LEVEL },
			   0.5, 1);
	}
	book_width(s, QUEUE, QUEUE, 24);
	book_width(s, DAY, DAY, 17);
	book_width(s, START, LABEL - 1, 11);
	book_width(s, LABEL, LABEL, 13);
	book_freeze(s, FIRST, START + 1);
}
