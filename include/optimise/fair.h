/*
 * fair - are nights, weekends and holidays shared alike, kept up to date.
 *
 * The same spread as maths/fairness.h: for each contract and kind of load the
 * distances from the median, at site.fairness_price a unit.  A change of one
 * worker's loads is priced by sorting his group again.
 */
#ifndef OPTIMISE_FAIR_H
#define OPTIMISE_FAIR_H

#include "maths/fairness.h"
#include "optimise/plan.h"

struct fair;

/* NULL when the site does not balance. */
struct fair *fair_new(struct arena *a, const struct plan *p);
void fair_copy(struct fair *to, const struct fair *from);

/* A worker's days are now these; money by which the spread changes.  Several
 * workers may be noted one after the other. */
double fair_note(struct fair *f, int worker, const struct day_work *days);
void fair_keep(struct fair *f);
void fair_undo(struct fair *f);

/* price[n] of 0, 1, .. weekends of a worker by the others' median now. */
void fair_prices(struct fair *f, int worker, int n, double *price);

/* slope[LOAD_KINDS]: money of one more of each, but weekends, for a worker as
 * the others stand. */
void fair_slopes(struct fair *f, int worker, double *slope);

/*
 * What no roster can cost less in nights, holidays, unpopular duties and
 * refused wishes: everybody's load lies between what was before and that with
 * each day of the period that could add to it.  Weekends are the bound's own.
 */
double fair_least(const struct fair *f); /* 0 for NULL */

double fair_cost(const struct fair *f); /* 0 for NULL */

#endif
