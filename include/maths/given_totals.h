/*
 * given_totals - totals from outside that reach beyond the period.
 *
 * Finance gives a month; a week of it is planned.  The forecast then covers
 * all days of the total that are still to come, takes what came of it on the
 * others as it came, and is cut to the period at last.
 */
#ifndef MATHS_GIVEN_TOTALS_H
#define MATHS_GIVEN_TOTALS_H

#include "base/arena.h"
#include "maths/forecast.h"

/* The days to be forecast: ahead, and those of totals that touch it, from
 * day `known` on, the first that history does not tell. */
struct grid given_totals_grid(struct arena *a, const struct site *site,
			      struct grid ahead, int known);

/* Cuts a forecast to the days of ahead, which lie in its own. */
void given_totals_cut(struct arena *a, struct grid ahead, struct forecast *f);

#endif
