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

/* Rows over shifts and days, for the bound. */
int heads_rows(const struct heads *h);
bool heads_only_shifts(const struct heads *h); /* there are no others */
struct heads_row {
	int day, want;
	int min, max;	    /* hard; 0 and RULE_NO_MAX: not asked */
	double under, over; /* money per head */
};
struct heads_row heads_row(const struct heads *h, int row);
enum { HEADS_PENALTY = 1000 }; /* a head below min, or above max */
bool heads_counts(const struct heads *h, int row, int worker,
		  const struct option *o);
/* Money of n heads in a row, penalties included; them alone. */
double heads_row_cost(const struct heads *h, int row, int n);
double heads_row_penalty(const struct heads *h, int row, int n);
/* The rows that count a worker's duty: the first most of them; returns their
 * number. */
int heads_counted(const struct heads *h, int worker, const struct option *o,
		  int most, int *row);

#endif
