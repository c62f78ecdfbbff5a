/*
 * crews - teams that work or are off together, kept up to date.
 *
 * The judge is maths/rules.h: of a team on a day those fewer, at work or off,
 * are so many apart, at the rule's price each; where the rule is hard a penalty
 * steers, which is no money.
 */
#ifndef OPTIMISE_CREWS_H
#define OPTIMISE_CREWS_H

#include "optimise/plan.h"

struct crews;

struct crews *crews_new(struct arena *a, const struct plan *p); /* or NULL */
void crews_copy(struct crews *to, const struct crews *from);

/* A worker's days are now these; what the cost changes by.  Several workers
 * may be noted one after the other. */
double crews_note(struct crews *c, int worker, const struct day_work *days);
void crews_keep(struct crews *c);
void crews_undo(struct crews *c);
/* He is not planned: no member. */
void crews_drop(struct crews *c, int worker);

/* What it costs that he works on a day, less what a day off costs there. */
double crews_price(const struct crews *c, int worker, int day);

double crews_cost(const struct crews *c);    /* penalties included */
double crews_penalty(const struct crews *c); /* them alone */

#endif
