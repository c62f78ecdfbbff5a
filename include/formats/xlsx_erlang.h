/*
 * xlsx_erlang - Erlang C as live formulas of a workbook, at any load.
 *
 * With A erlangs and N > A people, whole or not, the chance to wait is
 *
 *	1 / C = A integral over t > 0 of t exp(-A t) (1 + t)^(N - 1),
 *
 * in which t = T exp(u) and g(u) = 2 u - A t + (N - 1) ln(1 + t) make the
 * integrand exp(g) a single smooth hill with its top at u = 0.  Summed at
 * steps H of a quarter of the hill's width it is exact to about 1e-12, from a
 * hundredth of an erlang to a million: T, H and the sum are cells of plain
 * arithmetic, so that every spreadsheet can follow; nothing under- or
 * overflows, since exp is taken of differences from the top.
 *
 * Source: A. A. Jagers and E. A. van Doorn, Operations Research Letters 5
 * (1986), 41-46.
 */
#ifndef FORMATS_XLSX_ERLANG_H
#define FORMATS_XLSX_ERLANG_H

#include "formats/xlsx_book.h"

/* Where one queue's figures are, as formulas write it, and what they are. */
struct xlsx_erlang {
	const char *load, *aht, *share, *within;
	double a, t, goal, wait; /* their values */
};

/* Columns that each of these takes on the sheet of sums. */
enum {
	XLSX_ERLANG_C = 3,
	XLSX_ERLANG_STEPS = 15,
	XLSX_ERLANG_NEED = 5 * XLSX_ERLANG_STEPS + 2
};

/* The steps of the sum, once a workbook, named ErlangSteps. */
void xlsx_erlang_steps(struct arena *a, struct book *b, struct book_sheet *s,
		       int row, int column);

/*
 * The chance to wait with so many people: three cells from row, column on.
 * Returns the name of the last, which holds it, with the sheet's name.
 */
const char *xlsx_erlang_c(struct arena *a, struct book_sheet *s, int row,
			  int column, const struct xlsx_erlang *q,
			  const char *people, double n);

/* The service level as a formula, from the cell of the chance to wait. */
const char *xlsx_erlang_level(struct arena *a, const struct xlsx_erlang *q,
			      const char *people, const char *c);
double xlsx_erlang_level_value(const struct xlsx_erlang *q, double n);

/*
 * The fewest whole people who keep the goal, found by halving: *value and the
 * name of the cell that holds it.
 */
const char *xlsx_erlang_need(struct arena *a, struct book_sheet *s, int row,
			     int column, const struct xlsx_erlang *q,
			     double *value);

#endif
