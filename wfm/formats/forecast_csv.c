/*
 * forecast.csv: queue,start,calls,aht,variance.
 */
#include <math.h>

#include "formats/cells.h"
#include "formats/i18n.h"
#include "formats/plan_files.h"

/* Contacts to a thousandth, seconds to a tenth: what is written is what is
 * read back, and a planner can read it. */
static void write_row(struct text *out, const struct workload *w, int at)
{
	text_add_char(out, ',');
	text_add_rounded(out, w->calls[at], 3);
	text_add_char(out, ',');
	if (w->aht[at] > 0)
		text_add_rounded(out, w->aht[at], 1);
	text_add_char(out, ',');
	if (w->variance && w->variance[at] >= 0)
		text_add_rounded(out, w->variance[at], 3);
	text_add_char(out, '\n');
}

void forecast_write(struct text *out, const struct site *s,
		    const struct workload *w)
{
	char start[33];

	text_add(out, "queue,start,calls,aht,variance\n");
	for (int q = 0; q < w->queues; q++) {
		double *open = arena_new(out->arena, double, w->grid.n);

		site_open(s, &s->queues[q], &w->grid, open);
		for (int t = 0; t < w->grid.n; t++) {
			if (open[t] <= 0)
				continue;
			csv_write(out, s->queues[q].id, false);
			text_add(out,
				 zone_format(w->grid.zone,
					     grid_time(&w->grid, t), start));
			write_row(out, w, q * w->grid.n + t);
		}
	}
}

enum { QUEUE, START, CALLS, AHT, VARIANCE, COLUMNS };
static const char *const columns[COLUMNS] = { "queue", "start", "calls", "aht",
					      "variance" };

struct reader {
	const struct site *s;
	const struct workload *w;
	const char **queues;
	int *line; /* [queues * n] where each cell was read, 0 not yet */
	int column[COLUMNS];
	struct err *e;
};

static void read_row(struct reader *r, const struct csv *csv)
{
	const struct grid *g = &r->w->grid;
	double calls = 0, aht = 0, variance = 0;
	int q = 0;
	int64_t utc = 0;
	bool good = cell_key(csv, r->column[QUEUE], "queue", r->queues,
			     r->s->n_queues, &q, r->e);

	good &= cell_instant(csv, r->column[START], "start", g->zone, &utc,
			     r->e);
	good &= cell_number(csv, r->column[CALLS], "calls", 0, 1e9, false,
			    &calls, r->e);
	good &= cell_number(csv, r->column[AHT], "aht", 0, 1e6, true, &aht,
			    r->e);
	good &= cell_number(csv, r->column[VARIANCE], "variance", 0, 1e18, true,
			    &variance, r->e);
	if (!good)
		return;
	int t = grid_index(g, utc);
	if (t < 0 || t >= g->n)
		return;
	int at = q * g->n + t;
	if (grid_time(g, t) != utc) {
		(void)fail_at(r->e, csv_place(csv, r->column[START]), RC_DATA,
			      _("start: not at an interval of %d minutes"),
			      g->interval / 60);
		return;
	}
	if (calls > 0 && !(aht > 0)) {
		(void)fail_at(r->e, csv_place(csv, r->column[AHT]), RC_DATA,
			      _("aht: contacts without a handling time"));
		return;
	}
	if (r->line[at])
		(void)fail_at(r->e, csv_place(csv, r->column[START]), RC_DATA,
			      _("the interval is given twice, first on line "
				"%d"),
			      r->line[at]);
	r->line[at] = csv_line(csv);
	r->w->calls[at] = calls;
	r->w->aht[at] = aht;
	r->w->variance[at] = variance;
}

/* Every open interval of the period's own days must be there. */
static void check_complete(struct arena *a, struct reader *r, const char *path)
{
	const struct grid *g = &r->w->grid;
	int own = g->days > 1 ? g->day_begin[g->days - 1] : g->n;
	double *open = arena_new(a, double, g->n);
	char when[33];

	for (int q = 0; q < r->s->n_queues; q++) {
		site_open(r->s, &r->s->queues[q], g, open);
		for (int t = 0; t < own; t++) {
			if (open[t] <= 0 || r->line[q * g->n + t])
				continue;
			(void)fail_at(
				r->e, (struct place){ path, 0, 0 }, RC_DATA,
				_("queue \"%s\" has no row for %s, when "
				  "it is open"),
				r->s->queues[q].id,
				zone_format(g->zone, grid_time(g, t), when));
			break; /* one a queue says it */
		}
	}
}

enum rc forecast_read(struct arena *a, const struct site *s, struct grid grid,
		      const struct input *in, struct workload *w, struct err *e)
{
	struct reader r = { .s = s, .w = w, .e = e };
	int before = e->errors;
	struct csv *csv;

	TRY(csv_open(a, in, &csv, e));
	TRY(csv_schema(csv, columns, COLUMNS, AHT + 1, r.column, e));
	*w = workload_new(a, grid, s->n_queues);
	w->variance = arena_new(a, double, s->n_queues *grid.n);
	r.queues = cells_queues(a, s);
	r.line = arena_new(a, int, s->n_queues *grid.n);
	for (int i = 0; i < s->n_queues * grid.n; i++)
		w->calls[i] = w->aht[i] = 0;
	csv_reuse(csv);
	while (csv_next(csv, e))
		read_row(&r, csv);
	check_complete(a, &r, in->path);
	return e->errors > before ? RC_DATA : RC_OK;
}
