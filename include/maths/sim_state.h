/*
 * sim_state - where a replication stands: everything that changes while it is
 * played, how it begins and what is counted when it is over.
 */
#ifndef MATHS_SIM_STATE_H
#define MATHS_SIM_STATE_H

#include "maths/sim_arrivals.h"
#include "maths/sim_calendar.h"
#include "maths/sim_crew.h"
#include "maths/sim_redial.h"
#include "maths/sim_run.h"

struct sim_run {
	const struct sim_script *s;
	struct sim_calendar calendar; /* servers, queues, then a redial */
	struct sim_crew crew;
	struct sim_arrivals arrivals;
	struct sim_line *lines; /* [n_queues] */
	/* [servers] */
	int *serving;		      /* queue */
	struct sim_contact *deferred; /* deferred work in hand */
	bool *missing;		      /* [n_duties] */
	bool *open;		      /* [n_queues] */
	int *in_hand;		      /* [n_queues] contacts */
	struct sim_redials redials;
	double redial_at;     /* in the calendar, if before the end */
	uint64_t *redial_key; /* [n_queues] of random numbers */
	/* Queues with somebody in line; deferred ones only while open. */
	uint64_t waiting;
	struct sim_cell *cells;
	int64_t events;
};

static inline const struct sim_queue *sim_state_queue(const struct sim_run *r,
						      int q)
{
	return &r->s->centre->queues[q];
}

static inline uint64_t sim_bit(int q)
{
	return (uint64_t)1 << q;
}

/* A contact has hung up. */
static inline void sim_state_abandon(struct sim_run *r,
				     const struct sim_contact *c)
{
	struct sim_cell *cell = &r->cells[c->cell];

	cell->abandoned++;
	cell->early +=
		c->deadline - c->came <= sim_state_queue(r, c->queue)->within;
	r->events++;
}

/* Those at the front who have hung up are gone; is anybody left? */
static inline bool sim_state_waits(struct sim_run *r, int q, double now)
{
	struct sim_line *l = &r->lines[q];

	while (l->n > 0 && sim_line_at(l, 0)->deadline <= now) {
		struct sim_contact c = sim_line_pop(l);

		sim_state_abandon(r, &c);
	}
	if (l->n == 0)
		r->waiting &= ~sim_bit(q);
	return l->n > 0;
}

/* Whoever comes again first is an event like the others. */
void sim_state_set_redial(struct sim_run *r);
/* A contact that begins to wait, or found no line, and is gone by then may
 * come again. */
void sim_state_may_redial(struct sim_run *r, struct sim_contact *c,
			  double gone);
/* It is answered, or waits in vain. */
static inline void sim_state_no_redial(struct sim_run *r,
				       const struct sim_contact *c)
{
	if (c->redial < 0)
		return;
	sim_redials_drop(&r->redials, c->redial);
	sim_state_set_redial(r);
}

/* Callers anywhere in line who have hung up are gone. */
void sim_state_prune(struct sim_run *r, int q, double now);
/* Nobody in line is served any more: gone, or left. */
void sim_state_clear(struct sim_run *r, int q, double now);
/* How many wait in line now. */
int sim_state_waiting(struct sim_run *r, int q, double now);

void sim_state_begin(struct sim_run *r, uint64_t seed, int replication,
		     struct sim_record *record);
/* What is in hand, in line or under way when time is over. */
void sim_state_finish(struct sim_run *r, struct sim_record *record);

#endif
