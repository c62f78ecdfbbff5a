/* xlsx: the sheet Intervals, one row an interval. */
#include "formats/xlsx_sheets.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/say.h"

enum { QUEUE = XLSX_INTERVAL_QUEUE, DAY, START, CONTACTS, AHT };
enum {
	REQUIRED = XLSX_INTERVAL_REQUIRED,
	SCHEDULED = XLSX_INTERVAL_SCHEDULED,
	BALANCE = XLSX_INTERVAL_BALANCE,
	MISSING = XLSX_INTERVAL_MISSING,
	OVER = XLSX_INTERVAL_OVER,
	LEVEL,
	LABEL = XLSX_INTERVAL_LABEL,
	COLUMNS
};
enum { HEAD = 3, FIRST };

/* A row of the requirement, or the site (-1), while it is written. */
struct block {
	struct xlsx *x;
	int row;
	const double *working; /* [intervals] as planned, xlsx_working */
	double share;	       /* of a working head's time that the row gets */
};

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

static double required(const struct block *b, int t)
{
	const struct plan_view *v = b->x->v;

	return b->row < 0 ? plan_required(v, t)
			  : v->requirement->rows[b->row].gross[t];
}

static double scheduled(const struct block *b, int t)
{
	const struct plan_view *v = b->x->v;

	return b->row < 0
		       ? plan_scheduled(v, t)
		       : v->coverage->scheduled[(size_t)b->row *
							v->requirement->grid.n +
						t];
}

static double level(const struct block *b, int t)
{
	const struct plan_view *v = b->x->v;

	return b->row < 0
		       ? plan_level(v, -1, t, t + 1)
		       : v->level[(size_t)b->row * v->requirement->grid.n + t];
}

static const char *cell(const struct block *b, int at, int column)
{
	return book_cell(b->x->a, at, column);
}

/*
 * As planned, and what more or fewer people at work now make of it: each of
 * them gives the row the part of a head that each gives it as planned.
 */
static void write_scheduled(struct block *b, int at, int t)
{
	struct xlsx *x = b->x;
	const struct grid *g = &x->v->requirement->grid;
	int d = grid_day(g, t);
	double planned = scheduled(b, t), working = b->working[t];
	double share = working > 0 ? planned / working : b->share;

	if (x->n_shown == 0) {
		book_number(x->intervals, at, SCHEDULED, BOOK_HOURS, planned);
		return;
	}
	book_formula(
		x->intervals, at, SCHEDULED, BOOK_HOURS,
		arena_printf(x->a, "MAX(0,%.15g+%.15g*(%s-%.15g))", planned,
			     share,
			     xlsx_working(x, b->row, d, t - g->day_begin[d]),
			     working),
		planned);
}

/* People missing in any queue of a pool count once (plan_short). */
static const char *missing_of_pool(const struct block *b, int row, int t)
{
	const struct xlsx *x = b->x;
	const struct requirement *r = x->v->requirement;
	int at = x->interval_row[row * r->grid.n + t];
	const char *own = at < 0 ? "0" : cell(b, at, MISSING), *parts = NULL;

	for (int q = 0; q < r->n_rows; q++) {
		int part = x->interval_row[q * r->grid.n + t];

		if (part < 0 || r->rows[q].queue < 0 ||
		    !plan_row_inside(x->v, q, row))
			continue;
		parts = parts ? arena_printf(x->a, "%s+%s", parts,
					     cell(b, part, MISSING))
			      : cell(b, part, MISSING);
	}
	return parts ? arena_printf(x->a, "MAX(%s,%s)", own, parts) : own;
}

static const char *missing(const struct block *b, int at, int t)
{
	const struct requirement *r = b->x->v->requirement;
	const char *sum = NULL;

	if (b->row >= 0)
		return arena_printf(b->x->a, "MAX(0,%s-%s)",
				    cell(b, at, REQUIRED),
				    cell(b, at, SCHEDULED));
	for (int k = 0; k < r->n_rows; k++) {
		const char *pool;

		if (!plan_row_is_top(b->x->v, k))
			continue;
		pool = missing_of_pool(b, k, t);
		sum = sum ? arena_printf(b->x->a, "%s+%s", sum, pool) : pool;
	}
	return sum ? sum : "0";
}

static void write_balance(struct block *b, int at, int t)
{
	struct xlsx *x = b->x;
	const struct plan_view *v = x->v;
	const char *need = cell(b, at, REQUIRED),
		   *have = cell(b, at, SCHEDULED);
	const char *lack = cell(b, at, MISSING), *over = cell(b, at, OVER);
	double balance = b->row < 0 ? plan_balance(v, t)
				    : plan_row_balance(v, b->row, t);
	double less = b->row < 0 ? plan_short(v, t) : fmax(0, -balance);

	book_formula(x->intervals, at, BALANCE, BOOK_SIGNED,
		     b->row < 0 ? arena_printf(x->a, "IF(%s>0.001,-%s,%s)",
					       lack, lack, over)
				: arena_printf(x->a, "%s-%s", have, need),
		     balance);
	book_formula(x->intervals, at, MISSING, BOOK_HOURS, missing(b, at, t),
		     less);
	book_formula(x->intervals, at, OVER, BOOK_HOURS,
		     arena_printf(x->a, "MAX(0,%s-%s+%s)", have, need, lack),
		     b->row < 0 ? plan_over(v, t) : fmax(0, balance));
}

/* The service expected of the plan; of another roster nobody knows yet. */
static void write_level(struct block *b, int at, int t)
{
	double x = level(b, t);

	if (isnan(x))
		book_blank(b->x->intervals, at, LEVEL, BOOK_SHARE);
	else
		book_formula(b->x->intervals, at, LEVEL, BOOK_SHARE,
			     arena_printf(b->x->a,
					  "IF(ABS(%s-%.15g)<0.000001,%.15g,"
					  "\"\")",
					  cell(b, at, SCHEDULED),
					  scheduled(b, t), x),
			     x);
}

static void write_interval(struct block *b, int at, int t)
{
	struct xlsx *x = b->x;
	const struct plan_view *v = x->v;
	const struct grid *g = &v->requirement->grid;
	struct book_sheet *s = x->intervals;
	int day = g->first_day + grid_day(g, t);

	book_text(s, at, QUEUE, BOOK_TEXT,
		  b->row < 0 ? _("All queues")
			     : plan_row_name(x->a, v, b->row));
	book_date(s, at, DAY, BOOK_DATE, day);
	book_number(s, at, START, BOOK_TIME, g->wall[t] / 1440.0);
	book_number(s, at, CONTACTS, BOOK_ONE, plan_contacts(v, b->row, t));
	book_number(s, at, AHT, BOOK_COUNT,
		    b->row < 0 ? NAN : xlsx_interval_aht(v, b->row, t));
	book_number(s, at, REQUIRED, BOOK_HOURS, required(b, t));
	write_scheduled(b, at, t);
	write_balance(b, at, t);
	write_level(b, at, t);
	book_text(s, at, LABEL, BOOK_NOTE,
		  arena_printf(x->a, "%s %s", say_short_day(x->a, day),
			       say_start(x->a, g, t)));
}

/* The site has a row for every time of day at which anybody is wanted or
 * there on any day: others may come there by a change. */
static bool is_busy(const struct block *b, int t)
{
	struct plan_slots slots = xlsx_slots(b->x);
	int slot = plan_slot(b->x->v, t);

	if (b->row < 0)
		return slot >= slots.first && slot < slots.end;
	return b->x->v->requirement->rows[b->row].gross[t] > 0 ||
	       scheduled(b, t) > 0;
}

static double mean_share(const struct block *b, int n)
{
	double given = 0, working = 0;

	for (int t = 0; t < n; t++) {
		given += scheduled(b, t);
		working += b->working[t];
	}
	return working > 0 ? given / working : 1;
}

/* Returns the row after the last. */
static int write_block(struct xlsx *x, int row, int *rows, int at)
{
	int n = plan_intervals(x->v);
	struct block b = { x, row, xlsx_working_planned(x, row), 1 };

	b.share = row < 0 ? 1 : mean_share(&b, n);
	for (int t = 0; t < n; t++) {
		rows[t] = -1;
		if (!is_busy(&b, t))
			continue;
		rows[t] = at;
		write_interval(&b, at++, t);
	}
	return at;
}

static int write_all(struct xlsx *x)
{
	const struct requirement *r = x->v->requirement;
	int at = FIRST, n = r->grid.n;

	x->interval_row = arena_new(x->a, int, (size_t)r->n_rows *n);
	x->site_row = arena_new(x->a, int, n);
	for (int row = 0; row < r->n_rows; row++)
		at = write_block(x, row, x->interval_row + (size_t)row * n, at);
	return write_block(x, -1, x->site_row, at);
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

enum { PRINTED = 44 }; /* rows, a page */

void xlsx_intervals(struct xlsx *x)
{
	static const char *const heads[COLUMNS] = {
		N_("Queue"),	 N_("Day"),	      N_("Start"),
		N_("Contacts"),	 N_("AHT (s)"),	      N_("Required"),
		N_("Scheduled"), N_("Over/under"),    N_("Missing"),
		N_("Too many"),	 N_("Service level"), N_("Chart label"),
	};
	struct book_sheet *s = x->intervals;
	int end;

	xlsx_title(x, s, _("Intervals"),
		   _("Required and scheduled are people, shrinkage "
		     "included; over/under is scheduled less required.  "
		     "Scheduled follows the roster; the service level is the "
		     "plan's and goes where that has changed.  Data for the "
		     "other sheets: only its first rows are printed."));
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
	book_print_part(s, (struct book_range){ 0, 0,
						end < PRINTED ? end : PRINTED,
						COLUMNS - 1 });
}
