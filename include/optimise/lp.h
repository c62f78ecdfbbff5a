/*
 * lp - linear programs: minimise cost x over bounded rows and columns.
 *
 *	minimise  sum_j cost_j x_j
 *	subject   lower_i <= sum_j value_ij x_j <= upper_i
 *	          lower_j <= x_j <= upper_j
 *
 * The one door to GLPK.  Rows and columns are numbered from 0 in the order
 * added.  A struct lp lives and dies on the thread that opened it.
 *
 * Whatever GLPK refuses (a bad index, memory) ends every struct lp of that
 * thread: later calls do nothing and lp_solve says what went wrong.  Numbers
 * that are not finite are refused here, because GLPK takes NaN for an answer
 * ("optimal", wrong value).  The same column twice in a row is added up.
 *
 * GLPK keeps no time limit (tm_lim 2 s was seen to last 26 s), so the simplex
 * runs in slices of iterations with stop asked in between.
 */
#ifndef OPTIMISE_LP_H
#define OPTIMISE_LP_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

struct lp;

enum lp_found {
	LP_OPTIMAL,
	LP_FEASIBLE, /* stopped at a feasible point */
	LP_INFEASIBLE,
	LP_UNBOUNDED,
	LP_NOTHING /* stopped before a feasible point */
};

enum lp_method { LP_PRIMAL, LP_DUAL };

struct lp_limits {
	enum lp_method method;	 /* LP_DUAL after bounds changed */
	int iterations;		 /* 0: no limit */
	int slice;		 /* iterations between two stops; 0: 500 */
	bool (*stop)(void *ctx); /* may be NULL */
	void *ctx;
};

/* megabytes: what all programs of this thread may use; 0: any. */
struct lp *lp_open(int megabytes);
void lp_close(struct lp *lp); /* NULL is fine */

/* Infinite bounds are -HUGE_VAL and HUGE_VAL.  Return the number, or -1. */
int lp_add_row(struct lp *lp, double lower, double upper);
int lp_add_column(struct lp *lp, double cost, double lower, double upper, int n,
		  const int row[], const double value[]);
/* A row over columns that are there; each at most once. */
int lp_add_row_of(struct lp *lp, double lower, double upper, int n,
		  const int column[], const double value[]);
void lp_set_bounds(struct lp *lp, int column, double lower, double upper);
/* Takes columns out; the rest moves down, in order. */
void lp_delete_columns(struct lp *lp, int n, const int column[]);

/*
 * The next solve begins at this basis: all rows at their bounds, columns as
 * said; as many are basic as there are rows.
 */
enum lp_status { LP_AT_LOWER, LP_AT_UPPER, LP_BASIC };
void lp_begin(struct lp *lp, const enum lp_status *column);

/* For other solvers: a whole column, names. */
void lp_set_whole(struct lp *lp, int column);
void lp_name_column(struct lp *lp, int column, const char *name);
/* Into a file that is there: free MPS, or the CPLEX LP format. */
MUST_CHECK enum rc lp_write(struct lp *lp, const char *path, bool mps,
			    struct err *e);

int lp_rows(const struct lp *lp);
int lp_columns(const struct lp *lp);

/* From the basis of the last solve; the first time from the slacks. */
MUST_CHECK enum rc lp_solve(struct lp *lp, struct lp_limits limits,
			    enum lp_found *found, struct err *e);

/*
 * Columns from `from` on are to be whole: branch and cut after a solve.  What
 * lp_price and lp_column say is of no use until the next lp_solve.
 */
struct lp_whole {
	int from;
	int nodes;		 /* at most */
	const double *start;	 /* a point of all columns, or NULL */
	bool (*stop)(void *ctx); /* may be NULL */
	void *ctx;
};
MUST_CHECK enum rc lp_solve_whole(struct lp *lp, struct lp_whole whole,
				  enum lp_found *found, struct err *e);
double lp_whole_column(const struct lp *lp, int column);
double lp_whole_value(const struct lp *lp);

/* Of the last solve. */
double lp_value(const struct lp *lp);
double lp_column(const struct lp *lp, int column); /* x_j */
double lp_price(const struct lp *lp, int row);	   /* dual of a row */
bool lp_is_basic(const struct lp *lp, int column);
int lp_iterations(const struct lp *lp); /* since lp_open */

#endif
