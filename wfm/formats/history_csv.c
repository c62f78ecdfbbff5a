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
#include "formats/quick.h"

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
	TALK, /* from here on parts of the handling time, not kept */
	HOLD,
	ACW,
	COLUMNS
};
static const char *const columns[COLUMNS] = {
	"queue",     "start",	 "offered",
	"aht",	     "handled",	 "abandoned",
	"in_target", "target_s", "short_abandoned",
	"wait_s",    "talk_s",	 "hold_s",
	"acw_s"
};
enum { REQUIRED = OFFERED + 1, MOST_DAYS = 366 * 30 };

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
	for (int c = OFFERED; c < TALK; c++) {
		const double *x = array_of(w, c);

		if (x && !isnan(x[at]))
			return true;
	}
	return false;
}

/* The same for all queues. */
struct start {
	char text[36];
	size_t len;
};

static const struct start *starts_of(struct arena *a, const struct grid *g)
{
	struct start *start = arena_new(a, struct start, g->n);

	for (int t = 0; t < g->n; t++) {
		zone_format(g->zone, grid_time(g, t), start[t].text);
		start[t].len = strlen(start[t].text);
	}
	return start;
}

static void write_number(struct text *out, double x)
{
	char buf[1 + QUICK_MOST] = ",";
	int len = quick_write(buf + 1, x);

	text_add_bytes(out, buf, (size_t)(1 + len));
	if (len == 0 && !isnan(x))
		text_add_rounded(out, x, 3);
}

void history_write(struct text *out, const struct site *s,
		   const struct workload *w)
{
	static const int order[] = {
		OFFERED,   HANDLED, ABANDONED,	     AHT,
		IN_TARGET, TARGET,  SHORT_ABANDONED, WAIT
	};
	enum { N = sizeof(order) / sizeof(order[0]) };
	const double *columns_of[N];
	int n = 0;
	const struct start *start = starts_of(out->arena, &w->grid);

	text_add(out, "queue,start");
	for (int i = 0; i < N; i++)
		if (array_of(w, order[i])) {
			text_addf(out, ",%s", columns[order[i]]);
			columns_of[n++] = array_of(w, order[i]);
		}
	text_add_char(out, '\n');
	for (int q = 0; q < w->queues; q++) {
		for (int t = 0; t < w->grid.n; t++) {
			int at = q * w->grid.n + t;

			if (!is_known(w, at))
				continue;
			csv_write(out, s->queues[q].id, false);
			text_add_bytes(out, start[t].text, start[t].len);
			for (int i = 0; i < n; i++)
				write_number(out, columns_of[i][at]);
			text_add_bytes(out, "\n", 1);
		}
		if (q == 0) /* a guess, so that it need not be moved often */
			text_reserve(out, out->len * (size_t)w->queues * 9 / 8);
	}
}

struct reader {
	const struct site *s;
	struct workload *w;
	const char **queues;
	int last_queue; /* rows of a queue come together */
	int *line;	/* [queues * grid.n] where a cell was read, 0: not */
	int column[COLUMNS];
	struct quick_times times;
	bool doubled; /* said that the doubled hour was met */
	struct err *e;
};

/* First and last instant in the file; bad rows are reported later. */
static enum rc find_ends(const struct site *s, const struct input *in,
			 int64_t *low, int64_t *high, struct err *e)
{
	struct arena *scratch = arena_open();
	struct err quiet = err_new(scratch);
	struct quick_times times = quick_times_new(s->zone);
	struct csv *csv;
	enum rc rc = csv_open(scratch, in, &csv, e);
	int start = rc == RC_OK ? csv_column(csv, columns[START]) : -1;
	enum zone_kind kind;
	bool has_offset;
	int64_t utc;

	*low = INT64_MAX;
	*high = INT64_MIN;
	if (rc == RC_OK)
		csv_reuse(csv);
	while (rc == RC_OK && csv_next(csv, &quiet)) {
		if (!quick_instant(&times, csv_field(csv, start), &utc, &kind,
				   &has_offset))
			continue;
		*low = utc < *low ? utc : *low;
		*high = utc > *high ? utc : *high;
	}
	arena_close(scratch);
	return rc;
}

/* The days that the file is about. */
static enum rc find_days(const struct site *s, const struct input *in,
			 int *first, int *days, struct err *e)
{
	int64_t low, high;

	TRY(find_ends(s, in, &low, &high, e));
	*first = *days = 0;
	if (low > high)
		return RC_OK;
	*first = zone_wall(s->zone, low).day;
	*days = zone_wall(s->zone, high).day - *first + 1;
	if (*days <= MOST_DAYS)
		return RC_OK;
	return fail_at(e, (struct place){ .file = in->path }, RC_DATA,
		       _("start: the rows span %d days, at most %d are read; "
			 "is a year mistyped?"),
		       *days, MOST_DAYS);
}

static bool read_queue(struct reader *r, const struct csv *csv, int *q)
{
	const char *s = csv_field(csv, r->column[QUEUE]);

	*q = r->last_queue;
	if (*q < r->s->n_queues && strcmp(s, r->queues[*q]) == 0)
		return true;
	if (!cell_key(csv, r->column[QUEUE], "queue", r->queues, r->s->n_queues,
		      q, r->e))
		return false;
	r->last_queue = *q;
	return true;
}

/* Reports what is wrong with the start as well. */
static bool read_start(struct reader *r, const struct csv *csv, int64_t *utc,
		       bool *first_of_two)
{
	const struct zone *zone = r->w->grid.zone;
	enum zone_kind kind;
	bool has_offset;

	*first_of_two = false;
	if (!quick_instant(&r->times, csv_field(csv, r->column[START]), utc,
			   &kind, &has_offset) ||
	    (kind == ZONE_GAP && !has_offset))
		return cell_instant(csv, r->column[START], "start", zone, utc,
				    r->e);
	*first_of_two = kind == ZONE_OVERLAP && !has_offset;
	return true;
}

static int index_of(struct reader *r, const struct csv *csv, int64_t utc)
{
	const struct grid *g = &r->w->grid;
	int t = grid_index(g, utc);

	if (t >= 0 && t < g->n && grid_time(g, t) == utc)
		return t;
	fail_at(r->e, csv_place(csv, r->column[START]), RC_DATA,
		_("start: \"%s\" is not at an interval of %d minutes"),
		csv_field(csv, r->column[START]), g->interval / 60);
	return -1;
}

/* A wall time that is there twice, without an offset: the first row is the
 * first of both, the next one the second. */
static int64_t in_order(struct reader *r, const struct csv *csv, int q,
			int64_t utc)
{
	const struct grid *g = &r->w->grid;
	struct wall wall = zone_wall(g->zone, utc);
	int t = grid_index(g, utc);

	if (!r->doubled)
		warn_at(r->e, csv_place(csv, r->column[START]),
			_("start: \"%s\" is there twice on this day; rows "
			  "without an offset are taken in the order in which "
			  "they stand"),
			csv_field(csv, r->column[START]));
	r->doubled = true;
	if (t < 0 || t >= g->n || r->line[q * g->n + t] == 0)
		return utc;
	return zone_utc(g->zone, wall.day, wall.seconds).last;
}

/* The cell of the row in the grid, -1 after a problem. */
static int cell_of(struct reader *r, const struct csv *csv)
{
	bool first_of_two;
	int64_t utc;
	int q, t;
	bool good = read_queue(r, csv, &q);

	if (!read_start(r, csv, &utc, &first_of_two) || !good)
		return -1;
	if (first_of_two)
		utc = in_order(r, csv, q, utc);
	t = index_of(r, csv, utc);
	return t < 0 ? -1 : q * r->w->grid.n + t;
}

/* The handling time of a row that gives only its parts, all contacts
 * together. */
static void add_parts(const struct reader *r, double x[COLUMNS])
{
	double sum = 0;

	for (int c = TALK; c < COLUMNS; c++)
		if (r->column[c] >= 0 && !isnan(x[c]))
			sum += x[c];
	if (isnan(x[AHT]) && r->column[TALK] >= 0 && !isnan(x[TALK]) &&
	    x[HANDLED] > 0)
		x[AHT] = sum / x[HANDLED];
}

static bool read_numbers(struct reader *r, const struct csv *csv,
			 double x[COLUMNS])
{
	bool good = true;

	for (int c = OFFERED; c < COLUMNS; c++) {
		x[c] = NAN;
		if (r->column[c] >= 0)
			good &= cell_number(csv, r->column[c], columns[c], 0,
					    c >= WAIT ? 1e12 : 1e9, true, &x[c],
					    r->e);
	}
	add_parts(r, x);
	return good;
}

static void read_row(struct reader *r, const struct csv *csv)
{
	int at = cell_of(r, csv);
	double x[COLUMNS];

	if (!read_numbers(r, csv, x) || at < 0)
		return;
	if (r->line[at]) {
		fail_at(r->e, csv_place(csv, r->column[START]), RC_DATA,
			_("the interval is given twice, first on line %d"),
			r->line[at]);
		return;
	}
	r->line[at] = csv_line(csv);
	r->w->calls[at] = x[OFFERED];
	r->w->aht[at] = x[AHT];
	for (int c = HANDLED; c < TALK; c++)
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

	for (int i = 0; i < n; i++)
		w.calls[i] = w.aht[i] = NAN;
	for (int c = HANDLED; c < TALK; c++)
		if (r->column[c] >= 0)
			*optional[c - HANDLED] = unknown(a, n);
	return w;
}

static enum rc read_columns(struct reader *r, const struct csv *csv)
{
	TRY(csv_schema(csv, columns, COLUMNS, REQUIRED, r->column, r->e));
	if (r->column[AHT] >= 0 ||
	    (r->column[TALK] >= 0 && r->column[HANDLED] >= 0))
		return RC_OK;
	return fail_at(r->e, csv_header_place(csv, -1), RC_DATA,
		       _("column \"aht\" is missing, and \"talk_s\" with "
			 "\"handled\" as well"));
}

enum rc history_read(struct arena *a, const struct site *s,
		     const struct input *in, struct workload *w, struct err *e)
{
	struct reader r = {
		.s = s,
		.w = w,
		.times = quick_times_new(s->zone),
		.e = e,
	};
	int before = e->errors, first, days;
	struct csv *csv;

	TRY(find_days(s, in, &first, &days, e));
	TRY(csv_open(a, in, &csv, e));
	TRY(read_columns(&r, csv));
	*w = empty_workload(a, &r, first, days);
	r.queues = cells_queues(a, s);
	r.line = arena_new(a, int, w->queues * w->grid.n);
	csv_reuse(csv);
	while (csv_next(csv, e))
		read_row(&r, csv);
	return e->errors > before ? RC_DATA : RC_OK;
}
