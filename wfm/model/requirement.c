#include "model/requirement.h"

#include <assert.h>
#include <math.h>

struct requirement requirement_new(struct arena *a, struct grid grid,
				   int n_rows)
{
	struct requirement r = { .grid = grid, .n_rows = n_rows };

	r.rows = arena_new(a, struct requirement_row, n_rows);
	for (int i = 0; i < n_rows; i++) {
		struct requirement_row *row = &r.rows[i];
		row->name = "";
		row->queue = -1;
		row->net = arena_new(a, double, grid.n);
		row->gross = arena_new(a, double, grid.n);
		row->plain = arena_new(a, double, grid.n);
		row->curve = arena_new(a, struct curve, grid.n);
		row->binding = arena_new(a, const char *, grid.n);
		for (int t = 0; t < grid.n; t++)
			row->binding[t] = "";
	}
	return r;
}

double curve_worth(const struct curve *c, int k)
{
	assert(k >= 1);
	if (k <= c->first)
		return c->under;
	if (k - c->first <= c->n)
		return c->worth[k - c->first - 1];
	return -c->over;
}

/*
 * Heads from..until of one worth: those beyond x are missing, those below x
 * are too many.
 */
static double stretch_cost(double worth, double from, double until, double x)
{
	if (worth >= 0)
		return worth * (until - fmin(fmax(x, from), until));
	return -worth * (fmin(fmax(x, from), until) - from);
}

double curve_cost(const struct curve *c, double x)
{
	double cost = stretch_cost(c->under, 0, c->first, x);
	double last = c->first + c->n;

	for (int k = 0; k < c->n; k++)
		cost += stretch_cost(c->worth[k], c->first + k,
				     c->first + k + 1, x);
	return cost + c->over * fmax(0, x - last);
}
