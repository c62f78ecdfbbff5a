/*
 * compact - the roster problem as one integer programme, for other solvers.
 *
 * Sets      i people, d days, o duties (template, start, length), t intervals
 * Columns   x_ido   i works o on d, whole
 *           b_gokj  of those of one sort g who work o, so many have its k-th
 *                   break at place j, whole
 *           y_kqt   people of kind k on queue q
 *           z_rtj   the j-th head of row r, worth less than the one before
 *           and counts, shortages and excesses of rules, whose prices make
 *           them as small as the rows allow
 * Rows      one duty a day; breaks of all who work a duty; people = duties
 *           less breaks; heads of a row; rules
 *
 * Breaks are counted by sort of people, not given to each: where the windows
 * of a duty's breaks cannot meet that is the same (T. Aykin, Management Science
 * 42 (1996)).  Its least cost is that of the best roster, but for what is left
 * out, which is named: then it is a bound.
 */
#ifndef OPTIMISE_COMPACT_H
#define OPTIMISE_COMPACT_H

#include "optimise/lp.h"
#include "base/arena.h"
#include "model/period.h"
#include "model/requirement.h"

struct compact {
	struct lp *lp; /* to be closed */
	int rows, columns, whole;
	const char **left_out; /* [n_left_out] sentences, each once */
	int n_left_out;
};

struct compact compact_new(struct arena *a, const struct period *p,
			   const struct requirement *req);

#endif
