#include "optimise/assign.h"

#include <math.h>
#include <string.h>

struct paths {
	int n;
	const double *cost;
	double *u, *v; /* potentials of rows and columns */
	int *row_of;   /* [n] of a column, -1: free */
	double *far;   /* [n] length of the shortest path to a column */
	int *before;   /* [n] column before it, -1: the new row */
	bool *done;    /* [n] */
	double steps;
};

/* Paths go on from the row of a column (-1: the new row) at this length. */
static void relax(struct paths *p, int row, int from, double length)
{
	const double *cost = p->cost + (size_t)row * p->n;

	for (int j = 0; j < p->n; j++) {
		if (p->done[j])
			continue;
		double x = length + cost[j] - p->u[row] - p->v[j];
		if (x < p->far[j]) {
			p->far[j] = x;
			p->before[j] = from;
		}
	}
	p->steps += p->n;
}

static int nearest(const struct paths *p)
{
	int best = -1;

	for (int j = 0; j < p->n; j++)
		if (!p->done[j] && (best < 0 || p->far[j] < p->far[best]))
			best = j;
	return best;
}

static void raise_potentials(struct paths *p, int row, double length)
{
	p->u[row] += length;
	for (int j = 0; j < p->n; j++)
		if (p->done[j]) {
			p->v[j] -= length - p->far[j];
			p->u[p->row_of[j]] += length - p->far[j];
		}
}

static void enter(struct paths *p, int row)
{
	int j;

	for (int k = 0; k < p->n; k++) {
		p->far[k] = HUGE_VAL;
		p->done[k] = false;
	}
	relax(p, row, -1, 0);
	while (p->row_of[j = nearest(p)] >= 0) {
		p->done[j] = true;
		relax(p, p->row_of[j], j, p->far[j]);
	}
	raise_potentials(p, row, p->far[j]);
	for (; p->before[j] >= 0; j = p->before[j])
		p->row_of[j] = p->row_of[p->before[j]];
	p->row_of[j] = row;
}

double assign(struct arena *a, int n, const double *cost, int *get)
{
	struct paths p = { .n = n, .cost = cost };

	p.u = arena_new(a, double, n);
	p.v = arena_new(a, double, n);
	p.far = arena_new(a, double, n);
	p.row_of = arena_new(a, int, n);
	p.before = arena_new(a, int, n);
	p.done = arena_new(a, bool, n);
	for (int j = 0; j < n; j++)
		p.row_of[j] = -1;
	for (int i = 0; i < n; i++)
		enter(&p, i);
	for (int j = 0; j < n; j++)
		get[p.row_of[j]] = j;
	return p.steps;
}
