/*
 * plane - rows of probabilities, each known to be 0 outside a window.
 *
 * The states of a queue in a day that changes (crowd.h): row 0 holds most of
 * them, further rows appear and vanish.  Windows follow where the mass is, so
 * work goes by the spread of the distribution, not by its place.
 */
#ifndef MATHS_PLANE_H
#define MATHS_PLANE_H

#include "base/arena.h"

enum { PLANE_BLOCK = 8 };

/* v[i] for lo <= i < hi; 0 elsewhere from -2 to room + PLANE_BLOCK - 1. */
struct row {
	double *v;
	int room, lo, hi;
};

struct plane {
	struct row *row;
	int rows, room; /* in use, there are */
};

/* Room for cells below n; the contents stay. */
void row_reserve(struct arena *a, struct row *r, int n);

/* Sets the window; what falls outside becomes 0. */
void row_window(struct arena *a, struct row *r, int lo, int hi);

/* Widens the window to hold [lo, hi). */
void row_cover(struct arena *a, struct row *r, int lo, int hi);

/* Room for so many rows; the contents stay. */
void plane_reserve(struct arena *a, struct plane *p, int rows);

/* All zero, with so many rows. */
void plane_clear(struct arena *a, struct plane *p, int rows);

void plane_copy(struct arena *a, struct plane *to, const struct plane *from);
void plane_swap(struct plane *a, struct plane *b);

/* to += weight x from; `to` has as many rows. */
void plane_add(struct arena *a, struct plane *to, const struct plane *from,
	       double weight);

/* Adds mass to cell i of row r. */
void plane_put(struct arena *a, struct plane *p, int r, int i, double mass);

/* Narrows windows to what is at least `least`; drops empty rows at the end. */
void plane_trim(struct arena *a, struct plane *p, double least);

double plane_total(const struct plane *p);

#endif
