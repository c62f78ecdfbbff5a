/*
 * sim_redial - who will call again, and when, if nobody answers before.
 *
 * A heap by time.  A contact is put in when it begins to wait, with the time
 * at which its caller would come back, and taken out when it is answered; what
 * comes to the front has hung up.
 */
#ifndef MATHS_SIM_REDIAL_H
#define MATHS_SIM_REDIAL_H

#include "base/arena.h"
#include "maths/sim_line.h"

struct sim_redial {
	double at;
	struct sim_contact contact; /* as it will come */
	int where;		    /* in the heap; free: the next free one */
};

struct sim_redials {
	struct arena *arena;
	struct sim_redial *v; /* [n] */
	int *heap;	      /* [pending] places in v */
	int n, room, heap_room, pending, free;
};

struct sim_redials sim_redials_new(struct arena *a);
void sim_redials_empty(struct sim_redials *r);
/* Returns the place by which it can be dropped. */
int sim_redials_add(struct sim_redials *r, const struct sim_contact *c,
		    double at);
void sim_redials_drop(struct sim_redials *r, int place);
/* Of the first; INFINITY: nobody. */
double sim_redials_first(const struct sim_redials *r);
/* The first; there is one. */
struct sim_contact sim_redials_take(struct sim_redials *r);

#endif
