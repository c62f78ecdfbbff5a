/* xlsx: the sheet Coverage: days x times, and a chart, for each queue. */
#include "formats/xlsx_sheets.h"

#include <math.h>

#include "formats/i18n.h"
#include "formats/say.h"

enum { DATES, TIMES };			    /* columns */
enum { CHART_ROWS = 17, CHART_HIGH = 320 }; /* at 20 pixels a row */

struct block {
	struct xlsx *x;
	struct plan_map map;
	int at;		 /* next free row */
	int row;	 /* of the requirement, -1 the site */
	const int *rows; /* [grid.n] of Intervals */
	int page;	 /* its first row */
	int *breaks, n_breaks;
};

enum { WIDEST = 50 }; /* columns that fit on a page */

/* "'Intervals'!H12", or the lowest of several. */
static const char *balance_formula(const struct block *b, int d, int column)
{
	struct xlsx *x = b->x;
	const struct grid *g = &x->v->requirement->grid;
	const char *cells = NULL;
	int found = 0;

	for (int t = g->day_begin[d]; t < g->day_begin[d + 1]; t++) {
		int row = b->rows[t];
		const char *cell;

		if (plan_map_column(&b->map, x->v, t) != column || row < 0)
			continue;
		cell = arena_printf(
			x->a, "%s!%s", book_quoted(x->intervals),
			book_cell(x->a, row, XLSX_INTERVAL_BALANCE));
		cells = cells ? arena_printf(x->a, "%s,%s", cells, cell) : cell;
		found++;
	}
	return found > 1 ? arena_printf(x->a, "MIN(%s)", cells) : cells;
}

static void write_day(struct block *b, int d)
{
	struct book_sheet *s = b->x->coverage;

	book_date(s, b->at, DATES, BOOK_DATE, b->x->v->period->first_day + d);
	for (int k = 0; k < b->map.columns; k++) {
		double value = plan_map_at(&b->map, d, k);

		if (isnan(value))
			continue;
		book_formula(s, b->at, TIMES + k, BOOK_SMALL_SIGNED,
			     balance_formula(b, d, k), value);
	}
	b->at++;
}

static void write_map(struct block *b)
{
	struct xlsx *x = b->x;
	const struct plan_map *m = &b->map;

	book_text(x->coverage, b->at, DATES, BOOK_HEAD, _("Day"));
	for (int k = 0; k < m->columns; k++)
		book_number(x->coverage, b->at, TIMES + k, BOOK_TURNED,
			    (m->first + k * m->minutes) / 1440.0);
	book_height(x->coverage, b->at++, 34);
	if (m->columns > 0)
		book_scale(x->coverage,
			   (struct book_range){ b->at, TIMES,
						b->at + m->days - 1,
						TIMES + m->columns - 1 },
			   -4, 4);
	for (int d = 0; d < m->days; d++)
		write_day(b, d);
	b->at++;
}

/* The rows of Intervals that hold a requirement row; they are contiguous. */
static struct book_range rows_of(const struct block *b)
{
	struct book_range r = { -1, 0, -1, 0 };

	for (int t = 0; t < plan_intervals(b->x->v); t++) {
		int row = b->rows[t];

		if (row < 0)
			continue;
		if (r.row < 0)
			r.row = row;
		r.last_row = row;
	}
	return r;
}

static struct book_range column(struct book_range rows, int k)
{
	return (struct book_range){ rows.row, k, rows.last_row, k };
}

static const char *describe(struct block *b, const char *name)
{
	struct plan_stretches worst = plan_worst_stretches(b->x->a, b->x->v);
	double hours = 0;

	for (int k = 0; k < worst.n; k++)
		if (worst.list[k].row == b->row)
			hours += worst.list[k].hours;
	return arena_printf(b->x->a,
			    _("People required and scheduled over the period, "
			      "%s; %s person hours are missing where half a "
			      "person or more lacks.  The numbers are on the "
			      "sheet Intervals."),
			    name, say_number(b->x->a, hours, 1));
}

static void write_chart(struct block *b, const char *name)
{
	struct xlsx *x = b->x;
	struct book_range rows = rows_of(b);
	struct book_chart chart = {
		.title = arena_printf(x->a, _("People: %s"), name),
		.x_title = _("day and time"),
		.y_title = _("people"),
		.description = describe(b, name),
		.data = x->intervals,
		.labels = column(rows, XLSX_INTERVAL_LABEL),
		.series = { { _("required"),
			      column(rows, XLSX_INTERVAL_REQUIRED), 0xC05A00,
			      true },
			    { _("scheduled"),
			      column(rows, XLSX_INTERVAL_SCHEDULED), 0x1F5FA8,
			      false } },
		.n_series = 2,
		.width = 130 + 31 * b->map.columns,
		.height = CHART_HIGH,
		.every = (rows.last_row - rows.row) / 28 + 1
	};

	if (rows.row < 0)
		return;
	book_chart(x->coverage, b->at, DATES, &chart);
	b->at += CHART_ROWS;
}

/* A block begins a page when the rest of this one is too short for it.  As many
 * rows go on a page as its width leaves, see book's fit to one page wide. */
static void begin_page(struct block *b)
{
	enum { ROWS = 43, NARROW = 1054, DAY = 124, TIME = 31, MORE = 5 };
	int wide = DAY + TIME * b->map.columns;
	int room = wide > NARROW ? ROWS * wide / NARROW : ROWS;
	int need = b->map.days + MORE + (b->row < 0 ? 0 : CHART_ROWS);

	if (b->at + need - b->page <= room || b->at - b->page < MORE)
		return;
	b->breaks[b->n_breaks++] = b->page = b->at;
}

static void write_block(struct block *b, int row)
{
	const char *name = row < 0 ? _("All queues")
				   : plan_row_name(b->x->a, b->x->v, row);

	b->row = row;
	b->rows = row < 0 ? b->x->site_row
			  : b->x->interval_row +
				    (size_t)row * b->x->v->requirement->grid.n;
	b->map = plan_balance_map(b->x->a, b->x->v, row, WIDEST);
	begin_page(b);
	book_text(b->x->coverage, b->at++, DATES, BOOK_TITLE, name);
	write_map(b);
	if (row >= 0)
		write_chart(b, name);
}

void xlsx_coverage(struct xlsx *x)
{
	struct block b = { .x = x, .at = 3 };
	int n = x->v->requirement->n_rows;

	xlsx_title(
		x, x->coverage, _("Coverage"),
		_("People scheduled less people required, rounded: negative "
		  "(orange) is short, positive (blue) is over; the lowest of "
		  "several intervals.  All queues: what is short in any "
		  "queue counts as short."));
	b.breaks = arena_new(x->a, int, n + 1);
	for (int row = n > 1 ? -1 : 0; row < n; row++)
		write_block(&b, row);
	book_print_breaks(x->coverage, b.breaks, b.n_breaks);
	book_width(x->coverage, DATES, DATES, 17);
	book_width(x->coverage, TIMES, TIMES + b.map.columns, 3.7);
	book_freeze(x->coverage, 0, TIMES);
	book_zoom(x->coverage, 85);
}
