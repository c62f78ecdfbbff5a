/*
 * bound_state - what the files of the bound share: prices, tours, weights.
 *
 *	bound.c          making it, asking it, fixing workers for a dive
 *	bound_terms.c    L(z), its subgradient and the tours that attain it
 *	bound_average.c  the weights of tours
 *	bound_climb.c    the volume method
 *
 * Nobody else needs it.
 */
#ifndef OPTIMISE_BOUND_STATE_H
#define OPTIMISE_BOUND_STATE_H

#include "optimise/alike.h"
#include "optimise/bound.h"
#include "optimise/bound_heads.h"

enum { MINE = 10 }; /* tours of one worker that are kept with weights */

/* A tour and its part in the average of all steps. */
struct weighed {
	int16_t *pick; /* [days] */
	double weight;
};

struct bound {
	const struct plan *plan;
	struct pricer *const *pricers;
	struct pricing_space **spaces; /* [threads] */
	const double ***costs;	       /* [threads][days] into room */
	double **room;		       /* [threads] */
	int threads, n_rows, n, days;
	size_t size;		   /* of z: n_rows * n, then heads */
	double *z, *best_z;	   /* [size] */
	double *least, *most;	   /* where z may lie */
	double *everybody;	   /* [n_rows] */
	double *grad, *average;	   /* [size] */
	double *second;		   /* [size] the second climb's average */
	struct bound_heads *heads; /* or NULL */
	double *fixed_heads;	   /* of those fixed, by row */
	int8_t *queue_of;	   /* [n_kinds * n] cheapest queue */
	double *prefix;		   /* [n_kinds * (ticks + 1)] */
	double *value;		   /* [n_kinds * n_options] */
	double *rate;		   /* the same: of pay, 0: breaks leave it */
	bool *used;		   /* the same */
	double *tour_cost;	   /* [n_workers] */
	int16_t *pick;		   /* [n_workers * days] */
	double *steps;		   /* [n_workers] of the last pricing */
	struct weighed *mine;	   /* [n_workers * MINE] */
	struct weighed *other;	   /* the same, of the second climb */
	double *supply;		   /* [n_kinds * n] what stands, and fixed */
	bool *fixed, fixed_any;	   /* [n_workers] for a dive */
	double fixed_cost;
	double best, step;
	struct alike *alike; /* sharing of weekends, NULL: none asked */
	double proven;	     /* with nobody fixed */
	double *proven_z;
};

/* Prices of heads, behind those of intervals. */
static inline const double *bound_head_prices(const struct bound *b)
{
	return b->z + (size_t)b->n_rows * (size_t)b->n;
}

/* L(z), its subgradient and the tours that attain it. */
double bound_evaluate(struct bound *b);
/* Work units of one evaluation. */
double bound_work(const struct bound *b);
/* z has this value, the best so far. */
void bound_take(struct bound *b, double value);
/* The tours last priced get this part of the average. */
void bound_mix_tours(struct bound *b, double part);

#endif
