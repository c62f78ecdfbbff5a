/*
 * codes_part - a part of the roster that is open: column generation over it.
 *
 * Between the files of optimise/codes.h; nobody else needs it.  Closed people
 * keep their tours, whose heads are taken off what the rows want.  Of open
 * people every choice of a day is open or closed as well.
 */
#ifndef OPTIMISE_CODES_PART_H
#define OPTIMISE_CODES_PART_H

#include "optimise/codes.h"
#include "optimise/lp.h"
#include "optimise/pricing.h"

enum {
	CODES_ROWS = 3,	 /* that count one duty, at most */
	PART_SEVERAL = 3 /* tours of one pricing */
};

struct random;

struct counted { /* the rows of a choice */
	int16_t n, row[CODES_ROWS];
};

struct column {
	int worker;
	int16_t *pick; /* [days] choice or DUTY_OFF */
	double cost;
	uint64_t key;
};

struct codes {
	struct arena *arena;
	const struct plan *plan;
	const struct heads *heads;
	struct rulebook *const *rules;
	struct effort *effort;
	int days, n_workers, n_rows;
	struct heads_row *rows;	  /* [n_rows] */
	struct counted **counted; /* [n_workers * days][menu.n] */
	bool **in_state;	  /* [n_workers][n_rules] counts priced */
	struct pricer **pricer;	  /* [n_workers] */
	int threads;
	struct pricing_space **space; /* [threads] */
	double **room;		      /* [threads] costs of choices */
	const double ***prices;	      /* [threads][days] into room */
	double **off;		      /* [threads][days] */
	struct day_work **work;	      /* [threads][PLAN_PAST + days] */
	/* All tours ever met, those of a worker in a list. */
	struct column *columns;
	int n_columns, columns_room;
	int **mine; /* [n_workers][n_mine] */
	int *n_mine, *mine_room;
	/* The best roster. */
	int *best;     /* [n_workers] columns */
	int *heads_of; /* [n_rows] in it */
	double cost;
	double *prices_at_root; /* [n_rows] the best ones, or NULL */
	bool whole;		/* every cost is a whole number of money */
	double bound;
};

/* Cost of a tour; HUGE_VAL when it breaks a hard rule. */
double codes_tour_cost(const struct codes *c, int worker, const int16_t *pick,
		       int thread);
/* The column of a tour, new or known. */
int codes_column(struct codes *c, int worker, const int16_t *pick, double cost);
/* It becomes the best one unless it costs more. */
void codes_take(struct codes *c, const int *roster);
/* Everybody in some days, then in the next ones that overlap, to the end. */
void codes_roll(struct codes *c, int length);
/* Too long for all people and days at once to be solved again and again. */
bool codes_are_long(const struct codes *c);
/*
 * Where all costs are whole: rosters that cost what the bound says, which
 * rises where there is none, until there is one, or it would take too long.
 */
void codes_reach(struct codes *c);
/* Parts are opened again until it is time to stop. */
void codes_search(struct codes *c);
/* Cost of a roster of one column a worker. */
double codes_roster_cost(const struct codes *c, const int *column, int *heads);
/* The next whole number at or above a bound, where costs are whole. */
double codes_round(const struct codes *c, double bound);

/* The rows that a choice counts in; a day off counts in none. */
const struct counted *codes_counted(const struct codes *c, int worker, int day,
				    int choice);
/* Summed prices of the rows in which a tour counts. */
double codes_worth(const struct codes *c, int worker, const int16_t *pick,
		   const double *price);
/* Heads of a tour come (+1) or go (-1). */
void codes_count(const struct codes *c, const struct column *t, int sign,
		 int *heads);
/* The count of days that a tour breaks joins the worker's path; false when
 * there is none, or no room. */
bool codes_learn(struct codes *c, int worker, const int16_t *pick);

struct in { /* a tour in the programme */
	int column, slot;
	bool dead, out; /* for good; while it is branched */
};

struct part {
	struct codes *codes;
	struct arena *arena, *scratch;
	int n;
	int *worker;	  /* [n] open */
	int *slot;	  /* [n_workers] index among the open, -1 */
	double base;	  /* money that is closed */
	double *want;	  /* [n_rows] less the heads of the closed */
	uint8_t **closed; /* [n * days][menu.n + 1], the last: off; or NULL */
	uint8_t **shut;	  /* [n_shut] flags of closed, in order */
	int n_shut, room_shut;
	struct lp *lp;
	int *lp_row;	/* [n_rows] -1: nobody open counts in it */
	int *slack;	/* [n_rows] the first slack of each */
	int *convexity; /* [n] rows */
	int first;	/* of the tours among the programme's columns */
	struct in *in;	/* [n_in] */
	int n_in, room_in;
	enum lp_status *status; /* of all columns at the first solve */
	int n_status, room_status;
	double *pi, *trial, *best; /* [n_rows] */
	bool has_best;
	bool learns;	  /* counts that the path did not know */
	double value;	  /* of the programme */
	double bound;	  /* L, best since choices were closed */
	double until;	  /* work at which it gives up; 0: never */
	double most;	  /* generation ends when the bound is above, */
	double enough;	  /* or the value is not */
	const char *tell; /* the phase's name, or NULL */
	/* From pricing, of each slot's several tours. */
	int16_t *pick;
	double *priced, *true_cost;
	double *least; /* [n] */
	int *found;    /* [n] */
	double *steps; /* [n] */
	int *again;    /* [..] slots to be priced */
};

/* worker[n] open; all others as in the best roster. */
struct part *part_new(struct codes *c, int n, const int *worker);
void part_close(struct part *p);
bool part_takes_too_long(const struct part *p);

/* A tour of an open worker comes into the programme. */
void part_add(struct part *p, int slot, int column);
/* Tours met before, the best of each at the best prices. */
void part_add_known(struct part *p, int each);
/* L at the trial prices, and tours that attain it. */
double part_price(struct part *p);
/* Rows that some open person can count in have a row of the programme. */
void part_find_rows(struct part *p);
bool part_has_row(const struct part *p, int row);
void part_add_rows(struct part *p, const int *closed);
void part_add_status(struct part *p, enum lp_status status);
/* The first slack of each row is at least about size, each a little other. */
void part_shake(const struct part *p, double size);
/* Heads that may lack, or be too many, before a hard limit; HUGE_VAL. */
double part_room_below(const struct heads_row *r);
double part_room_above(const struct heads_row *r);
bool part_has(const struct part *p, int column);
/* A tour of this cost is added where it is not there yet. */
void part_take(struct part *p, int slot, const int16_t *pick, double cost);
/* Money of the choices of an open person's days at the trial prices. */
void part_fill_costs(const struct part *p, int slot, int thread, double *off);

/* Where the price of a row may lie. */
void part_fence(const struct part *p, int row, double *least, double *most);
/* Best prices, and tours met on the way, before the first solve. */
void part_climb(struct part *p, double target, int steps);

/* A choice of a day is closed; all others are; tours of closed ones die. */
void part_forbid(struct part *p, int slot, int day, int choice);
void part_only(struct part *p, int slot, int day, int choice);
bool part_is_closed(const struct part *p, int slot, int day, int choice);
bool part_allows(const struct part *p, int slot, const struct column *t);
void part_bury(struct part *p);
void part_reopen(struct part *p, int mark); /* n_shut as it was */

/*
 * Rounds of column generation, until bound and value meet (within near; at
 * the same whole number, unless near is below 0), or rounds are used up.
 * False: the programme could not be solved, or it is time to stop.
 */
bool part_generate(struct part *p, int rounds, double near);
/* Only the programme over the tours there. */
bool part_solve(struct part *p, enum lp_method method);
double part_weight(const struct part *p, int k); /* of tour k of in */
bool part_sweep(struct part *p);
double part_iteration(const struct part *p); /* work units of one */
/* The best roster as a point of the programme, as long as it is the one the
 * part began with. */
void part_start(const struct part *p, double *x);
double part_reduced(const struct part *p, int k); /* its reduced cost */

/* Fixes days until every tour is whole; roster[n_workers] gets columns.  pace:
 * of the open days, fixed at a time.  HUGE_VAL: nothing cheaper than limit. */
double part_dive(struct part *p, double limit, double pace, int *roster);

/* By branch and cut over the tours there.  HUGE_VAL: nothing cheaper than
 * limit was found; proven: nothing there is. */
double part_branch(struct part *p, double limit, int nodes, int *roster,
		   bool *proven);

/*
 * All tours that can be in a roster cheaper than the best one come in, by
 * their reduced costs at the best prices.  False: too many (or it cannot be
 * told).
 */
bool part_complete(struct part *p, int most);

/*
 * Choices are closed for good that are in no roster of at most that cost, by
 * the prices of the part, and, deeper, by a programme for each, as many as the
 * work allows.  False: prices alone would take more, or it is time to stop.
 */
bool part_probe(struct part *p, double most, bool deeper, double work);

/* Is there a roster of at most that cost?  By branch and price. */
enum part_told { PART_NONE, PART_FOUND, PART_UNTOLD };
struct part_asked {
	double most;
	int nodes;    /* at most */
	double noise; /* part that chance has in the order, 0: none */
	struct random *random;
	int *roster; /* [n_workers] gets columns */
};
enum part_told part_divide(struct part *p, const struct part_asked *asked);

#endif
