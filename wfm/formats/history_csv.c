/*
 * history.csv: one row a queue and interval, in two passes over the text: the
 * first finds the days, the second fills the grid.
 */
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "formats/cells.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"

enum {
	QUEUE,
	START,
	OFFERED,
	AHT,
	HANDLED,
	ABANDONED,
	IN_TARGET,
	TARGET,
	SHORT_ABANDONED,
	WAIT,
	COLUMNS
};
static const char *const columns[COLUMNS] = { "queue",		 "start",
					      "offered",	 "aht",
					      "handled",	 "abandoned",
					      "in_target",	 "target_s",
					      "short_abandoned", "wait_s" };
enum { REQUIRED = AHT + 1, MOST_DAYS = 366 * 30 };

/* The workload's array of a column. */
static double *array_of(const struct workload *w, int column)
{
	switch (column) {
	case OFFERED: return w->calls;
	case AHT: return w->aht;
	case HANDLED: return w->handled;
	case ABANDONED: return w->abandoned;
	case IN_TARGET: return w->in_target;
	case TARGET: return w->target_s;
	case SHORT_ABANDONED: return w->short_abandoned;
	case WAIT: return w->wait_s;
	default: return NULL;
	}
}

static bool is_known(const struct workload *w, int at)
{
	for (int c = OFFERED; c < COLUMNS; c++) {
		const double *x = array_of(w, c);

		if (x && !isnan(x[at]))
			return true;
	}
	return false;
}

void history_write(struct text *out, const struct site *s,
		   const struct workload *w)
{
	static const int order[] = {
		OFFERED,   HANDLED, ABANDONED,	     AHT,
		IN_TARGET, TARGET,  SHORT_ABANDONED, WAIT
	};
	enum { N = sizeof(order) / sizeof(order[0]) };
	char start[33];

	text_add(out, "queue,start");
	for (int i = 0; i < N; i++)
		if (array_of(w, order[i]))
			text_addf(out, ",%s", columns[order[i]]);
	text_add_char(out, '\n');
	for (int q = 0; q < w->queues; q++)
		for (int t = 0; t < w->grid.n; t++) {
			int at = q * w->grid.n + t;

			if (!is_known(w, at))
				continue;
			csv_write(out, s->queues[q].id, false);
			text_add(out,
				 zone_format(w->grid.zone,
					     grid_time(&w->grid, t), start));
			for (int i = 0; i < N; i++) {
				const double *x = array_of(w, order[i]);

				if (!x)
					continue;
				text_add_char(out, ',');
				if (!isnan(x[at]))
					text_add_rounded(out, x[at], 3);
			}
			text_add_char(out, '\n');
		}
}

struct reader {
	const struct site *s;
	struct workload *w;
	const char **queues;
	int last_queue; /* rows of a queue come together */
	int *line;
	int column[COLUMNS];
	struct err *e;
};

/* First and last day in the file; rows with a bad start are reported later. */
static enum rc find_days(struct arena *a, const struct site *s,
			 const struct input *in, int *first, int *last,
			 struct err *e)
{
	struct arena *scratch = arena_open();
	struct err quiet = err_new(scratch);
	int64_t low = INT64_MAX, high = INT64_MIN;
	struct csv *csv = NULL;
	enum rc rc = csv_open(scratch, in, &csv, e);

	(void)a;
	if (rc == RC_OK) {
		int start = csv_column(csv, "start");

		csv_reuse(csv);
		while (csv_next(csv, &quiet)) {
			enum zone_kind kind;
			bool has_offset;
			int64_t utc;

			if (!zone_parse(s->zone, csv_field(csv, start), &utc,
					&kind, &has_offset))
				continue;
			low = utc < low ? utc : low;
			high = utc > high ? utc : high;
		}
	}
	*first = low <= high ? zone_wall(s->zone, low).day : 0;
	*last = low <= high ? zone_wall(s->zone, high).day : -1;
	arena_close(scratch);
	return rc;
}

static bool read_queue(struct reader *r, const struct csv *csv, int *q)
{
	const char *s = csv_field(csv, r->column[QUEUE]);

	if (!strcmp(s, r->queues[r->last_queue])) {
		*q = r->last_queue;
		return true;
	}
	if (!cell_key(csv, r->column[QUEUE], "queue", r->queues, r->s->n_queues,
		      q, r->e))
		return false;
	r->last_queue = *q;
	return true;
}

/* The cell of the row in the grid, -1 after a problem. */
static int cell_of(struct reader *r, const struct csv *csv)
{
	const struct grid *g = &r->w->grid;
	int q;
	int64_t utc;
	bool good = read_queue(r, csv, &q);

	good &= cell_instant(csv, r->column[START], "start", g->zone, &utc,
			     r->e);
	if (!good)
		return -1;
	int t = grid_index(g, utc);
	if (t < 0 || t >= g->n || grid_time(g, t) != utc) {
		(void)fail_at(r->e, csv_place(csv, r->column[START]), RC_DATA,
			      _("start: \"%s\" is not at an interval of %d "
				"minutes"),
			      csv_field(csv, r->column[START]),
			      g->interval / 60);
		return -1;
	}
	return q * g->n + t;
}

static void read_row(struct reader *r, const struct csv *csv)
{
	int at = cell_of(r, csv);
	double x[COLUMNS];
	bool good = at >= 0;

	for (int c = OFFERED; c < COLUMNS; c++)
		if (r->column[c] >= 0)
			good &= cell_number(csv, r->column[c], columns[c], 0,
					    c == WAIT ? 1e12 : 1e9, true, &x[c],
					    r->e);
	if (!good)
		return;
	if (r->line[at]) {
		(void)fail_at(r->e, csv_place(csv, r->column[START]), RC_DATA,
			      _("the interval is given twice, first on line "
				"%d"),
			      r->line[at]);
		return;
	}
	r->line[at] = csv_line(csv);
	for (int c = OFFERED; c < COLUMNS; c++)
		if (r->column[c] >= 0)
			array_of(r->w, c)[at] = x[c];
}

static double *unknown(struct arena *a, int n)
{
	double *x = arena_new(a, double, n);

	for (int i = 0; i < n; i++)
		x[i] = NAN;
	return x;
}

static struct workload empty_workload(struct arena *a, const struct reader *r,
				      int first, int days)
{
	struct workload w = workload_new(
		a, grid_new(a, r->s->zone, first, days, r->s->interval),
		r->s->n_queues);
	int n = w.queues * w.grid.n;
	double **optional[] = { &w.handled,  &w.abandoned,	 &w.in_target,
				&w.target_s, &w.short_abandoned, &w.wait_s };

	w.calls = unknown(a, n);
	w.aht = unknown(a, n);
	for (int c = HANDLED; c < COLUMNS; c++)
		if (r->column[c] >= 0)
			*optional[c - HANDLED] = unknown(a, n);
	return w;
}

enum rc history_read(struct arena *a, const struct site *s,
		     const struct input *in, struct workload *w, struct err *e)
{
	struct reader r = { .s = s, .w = w, .e = e };
	int before = e->errors, first, last;
	struct csv *csv;

	TRY(find_days(a, s, in, &first, &last, e));
	TRY(csv_open(a, in, &csv, e));
	TRY(csv_schema(csv, columns, COLUMNS, REQUIRED, r.column, e));
	if (last - first > MOST_DAYS)
		return fail_at(e, (struct place){ in->path, 0, 0 }, RC_DATA,
			       _("start: the rows span %d days, at most %d are "
				 "read; is a year mistyped?"),
			       last - first + 1, MOST_DAYS);
	*w = empty_workload(a, &r, first, last - first + 1);
	r.queues = cells_queues(a, s);
	r.line = arena_new(a, int, w->queues * w->grid.n);
	csv_reuse(csv);
	while (csv_next(csv, e))
		read_row(&r, csv);
	return e->errors > before ? RC_DATA : RC_OK;
}
