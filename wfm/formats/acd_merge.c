#include "formats/acd_merge.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { ARRAYS = 8, ALWAYS = 4 };

/* The arrays of a workload that a history has, in one order. */
static void arrays_of(struct workload *w, double **list[static ARRAYS])
{
	list[0] = &w->calls;
	list[1] = &w->aht;
	list[2] = &w->handled;
	list[3] = &w->abandoned;
	list[4] = &w->in_target;
	list[5] = &w->target_s;
	list[6] = &w->short_abandoned;
	list[7] = &w->wait_s;
}

/* Those of old and the four that every import has, all of them when it has
 * the rare ones too. */
static struct workload empty(struct arena *a, const struct site *site,
			     struct grid grid, const struct workload *old,
			     bool rare)
{
	struct workload w = { .grid = grid, .queues = site->n_queues };
	struct workload before = old ? *old : w;
	double **list[ARRAYS], **had[ARRAYS];
	int n = w.queues * grid.n;

	arrays_of(&w, list);
	arrays_of(&before, had);
	for (int k = 0; k < ARRAYS; k++) {
		if (k >= ALWAYS && !rare && !*had[k])
			continue;
		*list[k] = arena_new(a, double, n);
		for (int i = 0; i < n; i++)
			(*list[k])[i] = NAN;
	}
	return w;
}

/* The days of both. */
static struct grid joined(struct arena *a, const struct site *site,
			  const struct grid *x, const struct grid *y)
{
	int first = x->first_day, last = x->first_day + x->days;

	if (y->first_day < first)
		first = y->first_day;
	if (y->first_day + y->days > last)
		last = y->first_day + y->days;
	return grid_new(a, site->zone, first, last - first, site->interval);
}

static void copy_old(struct workload *w, const struct workload *old)
{
	struct workload source = *old;
	double **to[ARRAYS], **from[ARRAYS];
	int shift = grid_index(&w->grid, grid_time(&old->grid, 0));

	arrays_of(w, to);
	arrays_of(&source, from);
	for (int k = 0; k < ARRAYS; k++)
		for (int q = 0; q < old->queues && *from[k]; q++)
			memcpy(*to[k] + q * w->grid.n + shift,
			       *from[k] + q * old->grid.n,
			       sizeof(double) * (size_t)old->grid.n);
}

/* As history.csv keeps them: three decimals. */
static double kept(double x)
{
	return round(1000 * x) / 1000;
}

static void cell_values(const struct acd_cells *c, int i,
			double value[static ARRAYS])
{
	value[0] = kept(c->offered[i]);
	value[1] = c->worked[i] > 0 ? kept(c->work[i] / c->worked[i]) : NAN;
	value[2] = kept(c->handled[i]);
	value[3] = kept(c->abandoned[i]);
	for (int k = ALWAYS; k < ARRAYS; k++)
		value[k] = NAN;
	if (!c->target)
		return;
	value[4] = kept(c->in_target[i]);
	value[5] = kept(c->target[i]);
	value[6] = kept(c->short_abandoned[i]);
	value[7] = kept(c->wait[i]);
}

static bool same(double a, double b)
{
	return a == b || (isnan(a) && isnan(b)) || fabs(a - b) < 5e-4;
}

/* Puts the cell's values in; says what that did. */
static void put(struct workload *w, int q, int t,
		const double value[static ARRAYS], struct acd_report *report)
{
	double **list[ARRAYS];
	int i = q * w->grid.n + t;
	bool known = false, equal = true;

	arrays_of(w, list);
	for (int k = 0; k < ARRAYS; k++) {
		if (!*list[k])
			continue;
		known = known || !isnan((*list[k])[i]);
		equal = equal && same((*list[k])[i], value[k]);
	}
	report->n_new += !known;
	report->n_same += known && equal;
	if (known && !equal && report->n_changed++ < ACD_CHANGES)
		report->changes[report->n_changed - 1] =
			(struct acd_change){ q, grid_time(&w->grid, t),
					     w->calls[i], value[0] };
	for (int k = 0; k < ARRAYS; k++)
		if (*list[k])
			(*list[k])[i] = value[k];
}

/* Columns of which nothing is known are none. */
static void drop_unknown(struct workload *w)
{
	double **list[ARRAYS];
	int n = w->queues * w->grid.n;

	arrays_of(w, list);
	for (int k = ALWAYS; k < ARRAYS; k++) {
		bool known = false;

		for (int i = 0; *list[k] && i < n && !known; i++)
			known = !isnan((*list[k])[i]);
		if (!known)
			*list[k] = NULL;
	}
}

struct workload acd_merge(struct arena *a, const struct site *site,
			  const struct acd_cells *cells,
			  const struct workload *old, struct acd_report *report)
{
	const struct grid *g = &cells->grid;
	struct workload w =
		empty(a, site, joined(a, site, g, old ? &old->grid : g), old,
		      cells->target);
	int shift = grid_index(&w.grid, grid_time(g, 0));
	double value[ARRAYS];

	report->changes = arena_new(a, struct acd_change, ACD_CHANGES);
	if (old)
		copy_old(&w, old);
	for (int q = 0; q < cells->queues; q++)
		for (int t = 0; t < g->n; t++) {
			if (cells->state[q * g->n + t] != ACD_CELL_FULL)
				continue;
			cell_values(cells, q * g->n + t, value);
			put(&w, q, shift + t, value, report);
		}
	drop_unknown(&w);
	return w;
}
