/*
 * stretch - what a stretch of work costs when it is cut into stints at best.
 *
 * A post is one way to be on the phone: one queue alone, held for a while, or
 * all of a kind's queues at once where none of them asks for stints.  For each
 * tick a at which a stretch may begin, and each length n,
 *
 *	F_a(n) = least cost of n ticks from a on, in stints of any post
 *
 * by the recursion of optimise/stint_path.h, once for all lengths; made when
 * it is asked for.
 */
#ifndef OPTIMISE_STRETCH_H
#define OPTIMISE_STRETCH_H

#include "base/random.h"
#include "optimise/crowd.h"

struct post {
	int kind;     /* of the plan: that queue alone, or the kind itself */
	int queue;    /* -1: all of them */
	double speed; /* people of the kind count so much there */
	int least;    /* ticks */
};

struct posts {			 /* of a kind */
	const struct post *list; /* [n] */
	int n;
};

/* Is somebody of several queues to be told?  Not where kinds are too many. */
bool stretch_is_asked(const struct plan *p);

/*
 * A copy of the plan that knows each queue alone as a kind; its posts by kind
 * of p, [p->n_kinds].  NULL when nobody is to be told.
 */
struct plan *stretch_plan(struct arena *a, const struct plan *p,
			  const struct posts **posts);

struct stretches;

/* known: the copy of the plan; longest: ticks of a duty at most. */
struct stretches *stretches_new(struct arena *a, const struct plan *known,
				const struct posts *posts, int n_kinds,
				int longest);
void stretches_close(struct stretches *s); /* NULL is fine */

/* Prices from now on, of ticks in the span alone: what one more is worth in the
 * crowd; noise: random part put on each interval's. */
void stretches_price(struct stretches *s, struct crowd *c, struct piece span,
		     double noise, struct random *random);

/* One of the kind from tick `from` until `until`. */
double stretch_cost(struct stretches *s, int kind, int from, int until);
/* The post of each tick there, [until - from]. */
void stretch_cut(struct stretches *s, int kind, int from, int until,
		 int8_t *post);
/* Summed prices of the ticks, each on its cheapest post. */
const double *stretch_relaxed(struct stretches *s, int kind);

/* Elementary steps since the last call. */
double stretches_steps(struct stretches *s);

#endif
