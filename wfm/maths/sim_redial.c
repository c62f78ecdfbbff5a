#include "maths/sim_redial.h"

#include <math.h>

struct sim_redials sim_redials_new(struct arena *a)
{
	return (struct sim_redials){ .arena = a, .free = -1 };
}

void sim_redials_empty(struct sim_redials *r)
{
	r->n = r->pending = 0;
	r->free = -1;
}

static void put(struct sim_redials *r, int where, int place)
{
	r->heap[where] = place;
	r->v[place].where = where;
}

static double time_of(const struct sim_redials *r, int where)
{
	return r->v[r->heap[where]].at;
}

/* Up or down until those above come earlier and those below do not. */
static void settle(struct sim_redials *r, int where, int place)
{
	double at = r->v[place].at;

	while (where > 0 && at < time_of(r, (where - 1) / 2)) {
		put(r, where, r->heap[(where - 1) / 2]);
		where = (where - 1) / 2;
	}
	for (int child; (child = 2 * where + 1) < r->pending; where = child) {
		if (child + 1 < r->pending &&
		    time_of(r, child + 1) < time_of(r, child))
			child++;
		if (at <= time_of(r, child))
			break;
		put(r, where, r->heap[child]);
	}
	put(r, where, place);
}

int sim_redials_add(struct sim_redials *r, const struct sim_contact *c,
		    double at)
{
	int place = r->free;

	if (place >= 0) {
		r->free = r->v[place].where;
	} else {
		r->v = arena_grow(r->arena, r->v, r->n, &r->room,
				  sizeof(*r->v));
		place = r->n++;
	}
	r->heap = arena_grow(r->arena, r->heap, r->pending, &r->heap_room,
			     sizeof(*r->heap));
	r->v[place] = (struct sim_redial){ .at = at, .contact = *c };
	settle(r, r->pending++, place);
	return place;
}

void sim_redials_drop(struct sim_redials *r, int place)
{
	int where = r->v[place].where;
	int last = r->heap[--r->pending];

	if (last != place)
		settle(r, where, last);
	r->v[place].where = r->free;
	r->free = place;
}

double sim_redials_first(const struct sim_redials *r)
{
	return r->pending > 0 ? time_of(r, 0) : INFINITY;
}

struct sim_contact sim_redials_take(struct sim_redials *r)
{
	int place = r->heap[0];

	sim_redials_drop(r, place);
	return r->v[place].contact;
}
