/*
 * compact_state - a programme while it is written down.  Private to compact.
 */
#ifndef OPTIMISE_COMPACT_STATE_H
#define OPTIMISE_COMPACT_STATE_H

#include "optimise/compact.h"
#include "optimise/plan.h"
#include "optimise/rulebook.h"

struct term {
	int row, column;
	double value;
};

struct writing {
	struct arena *arena; /* of the result */
	struct arena *work;
	const struct plan *plan;
	struct compact *to;
	double *lower, *upper; /* [rows] */
	int row_room;
	struct writing_column {
		double cost, lower, upper;
		bool whole;
		const char *name;
	} * columns; /* [columns] */
	int column_room;
	struct term *terms; /* [n_terms] */
	int n_terms, term_room;
	double constant;
	int **x; /* [n_workers * days][menu.n] columns of the duties */
};

int writing_row(struct writing *w, double lower, double upper);
int writing_column(struct writing *w, double cost, double upper,
		   const char *name);
void writing_term(struct writing *w, int row, int column, double value);
void writing_leave_out(struct writing *w, const char *what);

/* The columns of a worker's day. */
const int *writing_day(const struct writing *w, int worker, int day);
/* The day's duties into a row, each by this much. */
void writing_add_day(struct writing *w, int row, int worker, int day,
		     double value);

/* One person's rules as rows. */
struct person_rules {
	struct writing *w;
	const struct plan *plan;
	const struct worker *worker;
	const struct rulebook *book;
	int i;
};

static inline int writing_first_day(const struct person_rules *x)
{
	return x->plan->period->first_day;
}

/* A row "sum <= most", or with a slack that has the rule's price. */
int writing_most(struct person_rules *x, const struct rule *r, double most,
		 double unit);
int writing_least(struct person_rules *x, const struct rule *r, double least,
		  double unit);

/* Minutes of the duties, or how many of them a rule counts. */
void writing_counted(struct person_rules *x, int row, const struct rule *r,
		     int from, int until, bool minutes);

/* compact_runs.c, compact_rests.c */
void compact_runs(struct person_rules *x, const struct rule *r);
void compact_rests(struct person_rules *x);
/* compact_rules.c */
void compact_rules(struct writing *w, int worker);
/* compact_room.c: heads of cover.csv, fairness. */
void compact_room(struct writing *w);

#endif
