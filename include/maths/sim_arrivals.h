/*
 * sim_arrivals - when contacts come in one replication, and what they bring.
 *
 * A Poisson process whose rate is that of the piece times the day's and the
 * interval's gamma factor: counts of an interval are then a mixed Poisson
 * (negative binomial) with the forecast's variance.
 */
#ifndef MATHS_SIM_ARRIVALS_H
#define MATHS_SIM_ARRIVALS_H

#include <math.h>

#include "maths/sim_line.h"
#include "maths/sim_script.h"

struct sim_source { /* one queue */
	struct sim_draw gap, work, patience;
	struct random interval;
	double *day;   /* [days] factors */
	int piece;     /* the next contact comes in this one */
	int t;	       /* its interval */
	double rate;   /* of the piece, with its factors */
	double factor; /* of the interval */
	double at;     /* the next contact */
	int callers;   /* so far */
};

struct sim_arrivals {
	const struct sim_script *script;
	struct sim_source *sources; /* [n_queues] */
	int *day_of;		    /* [n] day of each interval */
	/* [n_queues] deferred work with a deadline in open hours: open seconds
	 * before each span. */
	double **open_before;
};

struct sim_arrivals sim_arrivals_new(struct arena *a,
				     const struct sim_script *s);
void sim_arrivals_begin(struct sim_arrivals *v, uint64_t seed, int replication);
/* The first contact of a queue; INFINITY: none. */
double sim_arrivals_first(struct sim_arrivals *v, int q);
/* Work of a contact that comes in interval t. */
double sim_arrivals_work(struct sim_arrivals *v, int q, int t);
/* Goes on to the next piece and interval. */
void sim_arrivals_next_piece(struct sim_arrivals *v, int q);
/* When work that comes now is due: after `within` seconds of open hours. */
double sim_arrivals_due(const struct sim_arrivals *v, int q, double now);

/* From a time in the present piece to the next contact. */
static inline double sim_arrivals_go(struct sim_arrivals *v, int q, double now)
{
	const struct sim_script *s = v->script;
	struct sim_source *from = &v->sources[q];
	double wait = sim_draw_next(&from->gap);

	while (from->piece < s->piece_begin[q + 1]) {
		const struct sim_piece *p = &s->pieces[from->piece];
		double begin = now > p->from ? now : p->from;
		double most = (p->until - begin) * from->rate;

		if (wait < most) {
			from->at = begin + wait / from->rate;
			return from->at;
		}
		wait -= most;
		sim_arrivals_next_piece(v, q);
	}
	from->at = INFINITY;
	return INFINITY;
}

/* The contact that came now: its work, deadline and interval.  Returns when
 * the next one comes. */
static inline double sim_arrivals_take(struct sim_arrivals *v, int q,
				       struct sim_contact *c, int *t)
{
	const struct sim_centre *centre = v->script->centre;
	const struct sim_queue *queue = &centre->queues[q];
	struct sim_source *from = &v->sources[q];

	*t = from->t;
	c->caller = from->callers++;
	c->work = centre->aht[q * centre->n + *t] * sim_draw_next(&from->work);
	if (queue->deferred)
		c->deadline = sim_arrivals_due(v, q, c->came);
	else
		c->deadline = c->came +
			      queue->patience * sim_draw_next(&from->patience);
	return sim_arrivals_go(v, q, c->came);
}

#endif
