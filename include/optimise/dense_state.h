/*
 * dense_state - the tables of optimise/pricing_dense.h, between the files that
 * make (dense_made), hold (dense_tables), fill (pricing_dense) and read them
 * (dense_back, dense_list); nobody else needs it.
 */
#ifndef OPTIMISE_DENSE_STATE_H
#define OPTIMISE_DENSE_STATE_H

#include "optimise/pricing_dense.h"

struct dense {
	const struct pricer *q;
	int size, outers, runs, blocks;
	int *lost;     /* [(days + 1) * runs] counts below are */
	int *base;     /* [days + 1] least count kept after so many days */
	int *top;      /* [days + 1] most */
	int width;     /* counts of a block, at most */
	int most_temp; /* blocks between two days */
};

/* Blocks of counts. */
struct dense_tables {
	double *value;	  /* [blocks * width] */
	int16_t *lo, *hi; /* [blocks] */
	int base, top, width;
};

struct dense_state {
	int run, outer, class, count;
};

struct dense_ending {
	double value;
	struct dense_state at;
};

/* What there is room for: cells of a day, counts and blocks of a layer. */
struct dense_rooms {
	size_t layers, counts, blocks, cells, size;
};

struct dense_space {
	struct arena *own, *arena;
	struct dense_tables *layer; /* [2 * days + 2] */
	bool *closes; /* [2 * days + 2] reached by closing windows */
	struct dense_tables temp;
	double *cell;  /* [days * cells] cheapest choice of each bundle */
	int16_t *best; /* the same, which */
	double *row;   /* [size] */
	struct dense_ending *list; /* [size] */
	int16_t *now;		   /* [days] */
	struct dense_rooms rooms;
	int layers, cells;
	double steps;
};

/* A stretch of counts, x[0] at lo. */
struct dense_stretch {
	const double *x;
	int lo, hi;
};

struct dense_walk {
	const struct dense *e;
	struct dense_space *s;
	const struct dense_tables *now;
	struct dense_tables *next;
	int d, classes; /* of the day before */
	double off;
};

static inline int dense_block(const struct dense *e, int run, int outer,
			      int class)
{
	return (run * e->outers + outer) * e->q->classes + class;
}

static inline int dense_count_in(const struct dense *e, int outer, int t)
{
	const struct tally *y = &e->q->tally[t];

	return outer / (y->stride / e->size) % y->size;
}

static inline double *dense_counts(const struct dense_tables *t, int block,
				   int count)
{
	return t->value + (size_t)block * t->width + (count - t->base);
}

/* No count begins again before the period ends. */
bool dense_has_one_window(const struct pricer *q);

/* dense_tables.c: room for a call; a layer after d days, empty. */
void dense_make_room(struct dense_space *s, const struct dense *e);
struct dense_tables *dense_open_layer(struct dense_space *s,
				      const struct dense *e, int at, int d);
void dense_extend(struct dense_tables *t, int block, int from, int until);
struct dense_stretch dense_stretch(const struct dense_tables *t, int block);
/* The lesser of what is there and x + price, shift counts higher; returns the
 * work. */
double dense_merge(struct dense_tables *t, int block, int lost,
		   struct dense_stretch s, int shift, double price);

/* pricing_dense.c: from the first day to the last. */
void dense_begin(struct dense_walk *w);
void dense_walk(struct dense_walk *w, const double *const *cost,
		const double *off);
/* The other counters after a choice of this cell, -1: too many, or lost; price
 * of the automaton. */
int dense_outer_after(const struct dense *e, int outer, int d,
		      const struct bundle *cell, bool worked, double *price);
/* The same after a day off, from a class of the day before. */
int dense_outer_off(const struct dense *e, int outer, int d, int class,
		    double *price);
/* The other counters when the day's windows are closed, and its price. */
int dense_outer_closed(const struct dense *e, int outer, int d, bool reset,
		       double *price);
/* Classes of the duty before a day. */
int dense_classes_before(const struct pricer *q, int d);

/* dense_back.c: the way to a state, which must be at the end. */
void dense_walk_back(struct dense_walk *w, struct dense_state at,
		     const double *off, int16_t *pick);
/* Can it be reached, and at what price? */
bool dense_is_at(const struct dense_walk *w, const struct dense_state *s,
		 double *value);

#endif
