/*
 * master_state - what the files of the master problem share.
 *
 *	master.c          the rounds: solve, price, add
 *	master_rows.c     rows of sets of queues, their prices
 *	master_columns.c  a column under way; stretches of curves
 *	master_tours.c    tours of the roster and of the bound
 *
 * Nobody else needs it.
 */
#ifndef OPTIMISE_MASTER_STATE_H
#define OPTIMISE_MASTER_STATE_H

#include "optimise/lp.h"
#include "optimise/master.h"

enum { KINDS = 64 }; /* on the phone, at most */

/* A set of queues and the intervals in which it has a row. */
struct chain {
	uint64_t set;
	int *place; /* [n] its row in interval t, -1: none */
	int *time;  /* [rows] */
	int first, rows;
	bool whole;    /* all queues of a part: an equation */
	double *price; /* [n] pi */
};

struct column { /* a tour; the k-th is column first_tour + k of lp */
	int worker;
	const int16_t *pick; /* [days] */
};

struct master {
	struct arena *arena;
	const struct plan *plan;
	const struct share *share;
	struct draft *draft;
	struct bound *bound;
	struct effort *effort;
	struct lp *lp;
	struct chain *chains;
	int n_chains, chains_room;
	struct column *columns;
	int n_columns, columns_room, first_tour;
	struct placed *days;	/* [days] of a tour under way */
	enum lp_status *status; /* of all columns, until the first solve */
	int n_status, status_room;
	bool *reached;	/* [n] intervals in which somebody may be */
	int *convexity; /* [n_workers] rows */
	/* A column under way: [rows]. */
	double *entry, *entries;
	bool *is_touched;
	int *touched, n_touched;
	double *z;     /* [rows * n] prices at the LP's duals */
	double *trial; /* [rows * n] prices asked of the bound */
	double *dual;  /* [n_kinds * n] the LP's price of being there */
	int16_t *pick; /* [days] of a tour under way */
	double *there; /* [n_kinds * n] heads of a tour under way */
	double constant;
	double until; /* share of the effort */
	double found; /* value */
};

/* Rows: sets of queues in each interval, one a worker. */
void master_add_rows(struct master *m);
/* Their duals become the prices of kinds (dual) and queues (z). */
void master_read_prices(struct master *m);
uint64_t master_queues_of_part(const struct master *m, int part);
/* Can anybody be there, worth having or worth avoiding? */
bool master_is_open(const struct master *m, const struct requirement_row *row,
		    int t);

/* A column under way: value more in a row; heads more in a set in t. */
void master_enter(struct master *m, int row, double value);
void master_enter_heads(struct master *m, const struct chain *c, int t,
			double heads);
/* It is done; its number. */
int master_finish(struct master *m, double cost, double upper,
		  enum lp_status status);
void master_add_curves(struct master *m);

/* Tours: the draft's, basic at first; the heaviest of the bound; its last
 * ones that help, whose number is returned. */
void master_add_drafted(struct master *m);
void master_add_heavy(struct master *m);
int master_add_priced(struct master *m);
#endif
