#include "maths/plane.h"

#include <string.h>

void row_reserve(struct arena *a, struct row *r, int n)
{
	double *old = r->v;

	if (n <= r->room)
		return;
	n += n / 2 + 32;
	r->v = arena_new(a, double, n + 2 + PLANE_BLOCK) + 2;
	if (r->hi > r->lo)
		memcpy(r->v + r->lo, old + r->lo,
		       (size_t)(r->hi - r->lo) * sizeof(*old));
	r->room = n;
}

void row_window(struct arena *a, struct row *r, int lo, int hi)
{
	row_reserve(a, r, hi);
	for (int i = r->lo; i < r->hi && i < lo; i++)
		r->v[i] = 0;
	for (int i = hi > r->lo ? hi : r->lo; i < r->hi; i++)
		r->v[i] = 0;
	r->lo = lo;
	r->hi = hi > lo ? hi : lo;
}

void row_cover(struct arena *a, struct row *r, int lo, int hi)
{
	if (lo >= hi)
		return;
	if (r->lo >= r->hi)
		row_window(a, r, lo, hi);
	else
		row_window(a, r, lo < r->lo ? lo : r->lo,
			   hi > r->hi ? hi : r->hi);
}

static void row_trim(struct arena *a, struct row *r, double least)
{
	int lo = r->lo, hi = r->hi;

	while (lo < hi && r->v[lo] < least)
		lo++;
	while (hi > lo && r->v[hi - 1] < least)
		hi--;
	row_window(a, r, lo, hi);
}

void plane_reserve(struct arena *a, struct plane *p, int rows)
{
	struct row *old = p->row;

	if (rows <= p->room)
		return;
	p->row = arena_new(a, struct row, 2 * rows);
	if (p->room > 0)
		memcpy(p->row, old, (size_t)p->room * sizeof(*old));
	p->room = 2 * rows;
}

void plane_clear(struct arena *a, struct plane *p, int rows)
{
	plane_reserve(a, p, rows);
	for (int r = 0; r < p->room; r++)
		row_window(a, &p->row[r], 0, 0);
	p->rows = rows;
}

void plane_copy(struct arena *a, struct plane *to, const struct plane *from)
{
	plane_clear(a, to, from->rows);
	for (int r = 0; r < from->rows; r++) {
		const struct row *f = &from->row[r];

		row_window(a, &to->row[r], f->lo, f->hi);
		if (f->hi > f->lo)
			memcpy(to->row[r].v + f->lo, f->v + f->lo,
			       (size_t)(f->hi - f->lo) * sizeof(double));
	}
}

void plane_swap(struct plane *a, struct plane *b)
{
	struct plane t = *a;

	*a = *b;
	*b = t;
}

void plane_trim(struct arena *a, struct plane *p, double least)
{
	for (int r = 0; r < p->rows; r++)
		row_trim(a, &p->row[r], least);
	while (p->rows > 1 && p->row[p->rows - 1].lo >= p->row[p->rows - 1].hi)
		p->rows--;
}

/* In whole blocks, which are vectorised; beyond the window all is 0. */
static void add_cells(double *restrict to, const double *restrict from,
		      double weight, int n)
{
	for (int i = 0; i < n; i += PLANE_BLOCK)
		for (int k = i; k < i + PLANE_BLOCK; k++)
			to[k] += weight * from[k];
}

void plane_add(struct arena *a, struct plane *to, const struct plane *from,
	       double weight)
{
	for (int r = 0; r < from->rows; r++) {
		const struct row *f = &from->row[r];

		if (f->lo >= f->hi)
			continue;
		row_cover(a, &to->row[r], f->lo, f->hi);
		add_cells(to->row[r].v + f->lo, f->v + f->lo, weight,
			  f->hi - f->lo);
	}
}

double plane_total(const struct plane *p)
{
	double sum = 0;

	for (int r = 0; r < p->rows; r++)
		for (int i = p->row[r].lo; i < p->row[r].hi; i++)
			sum += p->row[r].v[i];
	return sum;
}

void plane_put(struct arena *a, struct plane *p, int r, int i, double mass)
{
	row_cover(a, &p->row[r], i, i + 1);
	p->row[r].v[i] += mass;
}

/* Nobody in the queue is longer than this in the states kept. */
