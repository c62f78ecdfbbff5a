/*
 * sim_line - contacts waiting in one queue, first come first served.
 *
 * A ring that doubles when it is full, so that waiting costs no allocation.
 * Callers hang up when their patience ends; that is noticed when they come to
 * the front, which changes nothing for those behind them.
 */
#ifndef MATHS_SIM_LINE_H
#define MATHS_SIM_LINE_H

#include "base/arena.h"

struct sim_contact {
	double came;	 /* seconds */
	double deadline; /* hangs up; deferred work: is due */
	double work;	 /* seconds at speed 1 that are left */
	int cell;	 /* queue and interval of its coming */
	int queue;
	int caller;  /* the how manieth of its queue, redials aside */
	int attempt; /* 0 at first */
	int redial;  /* place in sim_redials while it might, -1: none */
};

struct sim_line {
	struct arena *arena;
	struct sim_contact *ring; /* [mask + 1] */
	int head, n, mask;
};

struct sim_line sim_line_new(struct arena *a);
void sim_line_double(struct sim_line *l);

/* The k-th, 0 at the front. */
static inline struct sim_contact *sim_line_at(const struct sim_line *l, int k)
{
	return &l->ring[(l->head + k) & l->mask];
}

static inline void sim_line_push(struct sim_line *l,
				 const struct sim_contact *c)
{
	if (l->n > l->mask)
		sim_line_double(l);
	l->ring[(l->head + l->n++) & l->mask] = *c;
}

/* Before those of later deadlines. */
void sim_line_insert(struct sim_line *l, const struct sim_contact *c);

/* Back to the front. */
static inline void sim_line_unpop(struct sim_line *l,
				  const struct sim_contact *c)
{
	if (l->n > l->mask)
		sim_line_double(l);
	l->head = (l->head - 1) & l->mask;
	l->ring[l->head] = *c;
	l->n++;
}

static inline struct sim_contact sim_line_pop(struct sim_line *l)
{
	struct sim_contact c = l->ring[l->head];

	l->head = (l->head + 1) & l->mask;
	l->n--;
	return c;
}

#endif
