/*
 * heads - what is asked of the room: heads of cover.csv, seats.
 *
 * A row is a line of cover.csv on a day: duties of some shifts that start on
 * it, or people on duty through a window, tick by tick.  Under and over what
 * is wanted cost the line's prices; below a hard minimum, above a hard maximum
 * or above the seats a penalty is put on top, which is no money but steers.
 * The judges are maths/cover.h and maths/rules.h.
 */
#ifndef OPTIMISE_HEADS_H
#define OPTIMISE_HEADS_H

#include "optimise/plan.h"

struct heads;

/* NULL when nothing is asked. */
struct heads *heads_new(struct arena *a, const struct plan *p);
void heads_clear(struct heads *h); /* only what stands */
void heads_copy(struct heads *to, const struct heads *from);

/* A worker's duty comes (+1) or goes (-1); money by which the cost changes,
 * penalties included. */
double heads_note(struct heads *h, int sign, int worker,
		  const struct option *o);

double heads_cost(const struct heads *h);    /* penalties included */
double heads_penalty(const struct heads *h); /* them alone */

/* Rows over shifts and days, for the bound: prices under and over, wanted. */
int heads_rows(const struct heads *h);
struct heads_row {
	int want;
	double under, over;
};
struct heads_row heads_row(const struct heads *h, int row);
bool heads_counts(const struct heads *h, int row, int worker,
		  const struct option *o);

#endif
