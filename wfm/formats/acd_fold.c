#include "formats/acd_fold.h"

#include <math.h>

#include "formats/i18n.h"

static struct acd_cells cells_new(struct arena *a, const struct site *site,
				  struct acd_record *const *records, int n)
{
	struct acd_cells c = { .queues = site->n_queues };
	int64_t first = records[0]->utc, last = first;
	bool rare = records[0]->rare;

	for (int i = 1; i < n; i++) {
		rare = rare || records[i]->rare;
		int64_t end = records[i]->utc + records[i]->interval - 1;

		first = records[i]->utc < first ? records[i]->utc : first;
		last = end > last ? end : last;
	}
	int day = zone_wall(site->zone, first).day;
	int days = zone_wall(site->zone, last).day - day + 1;
	c.grid = grid_new(a, site->zone, day, days, site->interval);

	size_t size = (size_t)c.queues * (size_t)c.grid.n;
	c.state = arena_new(a, unsigned char, size);
	double **arrays[] = { &c.offered, &c.handled,	      &c.abandoned,
			      &c.work,	  &c.worked,	      &c.in_target,
			      &c.target,  &c.short_abandoned, &c.wait };
	enum { ALWAYS = 5, ALL = sizeof(arrays) / sizeof(*arrays) };
	for (int k = 0; k < (rare ? ALL : ALWAYS); k++)
		*arrays[k] = arena_new(a, double, size);
	return c;
}

/* --- one record into one cell --- */

/* One target for all, or none. */
static void keep_target(struct acd_cells *c, int i, double target)
{
	bool first = c->state[i] == ACD_CELL_NONE;

	if (!first && c->target[i] != target)
		target = NAN;
	c->target[i] = target;
}

static void add_rare(struct acd_cells *c, int i, struct acd_rare x,
		     double share)
{
	keep_target(c, i, x.target);
	c->in_target[i] += share * x.in_target;
	c->short_abandoned[i] += share * x.short_abandoned;
	c->wait[i] += share * x.wait;
}

static void add(struct acd_cells *c, int i, const struct acd_record *x,
		double share)
{
	if (c->target)
		add_rare(c, i, acd_rare_of(x), share);
	c->offered[i] += share * x->offered;
	c->handled[i] += share * x->handled;
	c->abandoned[i] += share * x->abandoned;
	if (!isnan(x->work)) {
		c->work[i] += share * x->work;
		c->worked[i] += share * acd_worked(x);
	}
	if (c->state[i] == ACD_CELL_NONE)
		c->state[i] = ACD_CELL_FULL;
}

/* Share of [from, until) that lies in cell t. */
static double overlap(const struct grid *g, int t, int64_t from, int64_t until)
{
	int64_t begin = grid_time(g, t), end = begin + g->interval;
	int64_t a = from > begin ? from : begin;
	int64_t b = until < end ? until : end;

	return b > a ? (double)(b - a) / (double)(until - from) : 0;
}

/* --- one label --- */

struct folding {
	const struct site *site;
	const struct acd_label *label;
	struct acd_cells *cells;
	double *const *open; /* [queues][grid.n] */
	bool zero;
	/* The cell that is being filled, -1: none, and how much of it is. */
	int t;
	double covered; /* seconds */
	int64_t seen;	/* start of the last record, for keys */
};

/* A cell is done: was a part of it that was open left out? */
static void close_cell(struct folding *f)
{
	const struct acd_label *label = f->label;
	struct grid *g = &f->cells->grid;

	if (f->t < 0)
		return;
	for (int i = 0; i < label->n_targets && !f->zero; i++) {
		const struct acd_target *to = &label->targets[i];
		double open = f->open[to->queue][f->t] * g->interval;

		if (acd_target_holds(to, g->first_day + grid_day(g, f->t)) &&
		    f->covered < open - 0.5)
			f->cells->state[to->queue * g->n + f->t] =
				ACD_CELL_PART;
	}
	f->t = -1;
}

static void add_to_targets(struct folding *f, const struct acd_record *x, int t,
			   double share)
{
	struct acd_cells *c = f->cells;
	int day = c->grid.first_day + grid_day(&c->grid, t);

	for (int i = 0; i < f->label->n_targets; i++) {
		const struct acd_target *to = &f->label->targets[i];
		int cell = to->queue * c->grid.n + t;

		if (!acd_target_holds(to, day))
			continue;
		bool part = c->state[cell] == ACD_CELL_PART;
		add(c, cell, x, share * to->share);
		if (part)
			c->state[cell] = ACD_CELL_PART;
	}
}

static void fold_record(struct folding *f, const struct acd_record *x)
{
	const struct grid *g = &f->cells->grid;
	int64_t until = x->utc + x->interval;
	int last = grid_index(g, until - 1);

	for (int t = grid_index(g, x->utc); t <= last; t++) {
		double share = overlap(g, t, x->utc, until);

		if (t != f->t) {
			close_cell(f);
			f->t = t;
			f->covered = 0;
			f->seen = x->utc - 1;
		}
		if (x->utc != f->seen) /* not the next key of the same time */
			f->covered += share * x->interval;
		f->seen = x->utc;
		add_to_targets(f, x, t, share);
	}
}

/* --- what does not fit --- */

static enum rc check_fit(const struct site *site, const struct acd_record *x,
			 const struct grid *g, const struct acd_options *o,
			 const struct acd_file *files, struct err *e)
{
	struct place at = { files[x->file].path, x->line, 0 };

	if (o->spread ||
	    grid_index(g, x->utc) == grid_index(g, x->utc + x->interval - 1))
		return RC_OK;
	if (x->interval > site->interval)
		return fail_at(e, at, RC_DATA,
			       _("an interval of %d minutes; the site's has "
				 "%d; --spread divides it evenly"),
			       x->interval / 60, site->interval / 60);
	return fail_at(e, at, RC_DATA,
		       _("an interval of %d minutes lies in two of the site's "
			 "%d; --spread divides it"),
		       x->interval / 60, site->interval / 60);
}

static enum rc check_shares(const struct acd_label *label, int day,
			    const struct acd_record *x,
			    const struct acd_file *files, struct err *e)
{
	struct place at = { files[x->file].path, x->line, 0 };
	double sum = acd_label_share(label, day);

	if (sum <= 1 + 1e-9)
		return RC_OK;
	return fail_at(e, at, RC_DATA,
		       _("\"%s\" is shared out by %g in all; the shares in the "
			 "acd lists must not exceed 100%% on any day"),
		       text_quote(e->arena, label->text), sum);
}

/* --- what was left out --- */

/* Open cells of a queue between its first and last row had no contacts, on
 * days of which there are rows at all. */
static void fill_zeros(struct acd_cells *c, const double *open, int q,
		       const bool *day_has)
{
	const struct grid *g = &c->grid;
	int first = 0, last = g->n - 1;

	while (first < g->n && !c->state[q * g->n + first])
		first++;
	while (last >= first && !c->state[q * g->n + last])
		last--;
	for (int t = first; t <= last; t++) {
		int i = q * g->n + t;

		if (c->state[i] || open[t] <= 0 || !day_has[grid_day(g, t)])
			continue;
		c->state[i] = ACD_CELL_FULL;
		if (c->target)
			c->in_target[i] = c->short_abandoned[i] = c->wait[i] =
				c->target[i] = NAN;
	}
}

static void fill_all_zeros(struct arena *a, struct acd_cells *c,
			   double *const *open)
{
	const struct grid *g = &c->grid;
	bool *day_has = arena_new(a, bool, g->days);

	for (int q = 0; q < c->queues; q++)
		for (int t = 0; t < g->n; t++)
			if (c->state[q * g->n + t])
				day_has[grid_day(g, t)] = true;
	for (int q = 0; q < c->queues; q++)
		fill_zeros(c, open[q], q, day_has);
}

enum rc acd_fold(struct arena *a, const struct site *site,
		 const struct acd_labels *labels,
		 struct acd_record *const *records, int n,
		 const struct acd_options *o, const struct acd_file *files,
		 struct acd_cells *cells, struct err *e)
{
	double **open = arena_new(a, double *, site->n_queues);
	struct folding f = { .site = site,
			     .cells = cells,
			     .open = open,
			     .zero = o->zero,
			     .t = -1 };

	*cells = cells_new(a, site, records, n);
	struct grid *g = &cells->grid;
	for (int q = 0; q < site->n_queues; q++) {
		open[q] = arena_new(a, double, g->n);
		site_open(site, &site->queues[q], g, open[q]);
	}
	for (int i = 0; i < n; i++) {
		const struct acd_record *x = records[i];
		const struct acd_label *label = &labels->list[x->label];
		int day = g->first_day + grid_day(g, grid_index(g, x->utc));

		TRY(check_fit(site, x, g, o, files, e));
		TRY(check_shares(label, day, x, files, e));
		if (label != f.label)
			close_cell(&f);
		f.label = label;
		fold_record(&f, x);
	}
	close_cell(&f);
	if (o->zero)
		fill_all_zeros(a, cells, open);
	for (int i = 0; i < cells->queues * g->n; i++)
		cells->incomplete += cells->state[i] == ACD_CELL_PART;
	return RC_OK;
}
