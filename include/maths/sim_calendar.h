/*
 * sim_calendar - what happens next: at most one coming event per id.
 *
 * A ring of buckets, each a short stretch of time and a list of the events in
 * it; a bit says which are not empty.  Events beyond one turn of the ring wait
 * in their bucket for their turn.  Setting, taking and dropping an event cost
 * a few steps each, however many there are, if the turn is about as long as
 * events are ahead.  Of equal times the smaller id comes first.
 *
 * Source: R. Brown, Calendar queues, Comm. ACM 31 (1988), 1220-1227.
 */
#ifndef MATHS_SIM_CALENDAR_H
#define MATHS_SIM_CALENDAR_H

#include <math.h>
#include <stdint.h>

#include "base/arena.h"

struct sim_event {
	double at;
	int64_t bucket; /* of all time, not of the ring */
	int next;	/* in the same place of the ring, -1: none */
};

struct sim_calendar {
	double per_second; /* buckets */
	int64_t now;	   /* bucket reached */
	int mask;	   /* places - 1; a power of two, 64 or more */
	int n_ids, pending;
	int *head;		  /* [mask + 1] first id of each place, or -1 */
	uint64_t *occupied;	  /* [(mask + 1) / 64] */
	struct sim_event *events; /* [n_ids] */
};

/* For ids 0..n_ids-1, about `pending` at once, `ahead` seconds on average. */
struct sim_calendar sim_calendar_new(struct arena *a, int n_ids, int pending,
				     double ahead);
/* Forgets all events; time is 0 again. */
void sim_calendar_empty(struct sim_calendar *c);
/* When no place of the ring holds an event of this turn: the next at all. */
int sim_calendar_far(struct sim_calendar *c, double limit);

/* id has no event yet; at is not before what was taken last. */
static inline void sim_calendar_set(struct sim_calendar *c, int id, double at)
{
	struct sim_event *e = &c->events[id];
	int place;

	e->at = at;
	e->bucket = (int64_t)(at * c->per_second);
	place = (int)e->bucket & c->mask;
	e->next = c->head[place];
	c->head[place] = id;
	c->occupied[place >> 6] |= (uint64_t)1 << (place & 63);
	c->pending++;
}

/* id has an event, which is forgotten. */
static inline void sim_calendar_drop(struct sim_calendar *c, int id)
{
	int place = (int)c->events[id].bucket & c->mask;
	int *link = &c->head[place];

	while (*link != id)
		link = &c->events[*link].next;
	*link = c->events[id].next;
	if (c->head[place] < 0)
		c->occupied[place >> 6] &= ~((uint64_t)1 << (place & 63));
	c->pending--;
}

/* The earliest event of a place that belongs to this turn, or -1. */
static inline int sim_calendar_first(const struct sim_calendar *c, int place,
				     int64_t bucket)
{
	int found = -1;

	for (int id = c->head[place]; id >= 0; id = c->events[id].next) {
		const struct sim_event *e = &c->events[id];

		if (e->bucket != bucket)
			continue;
		if (found < 0 || e->at < c->events[found].at ||
		    (e->at == c->events[found].at && id < found))
			found = id;
	}
	return found;
}

/* Takes the first event before the limit; -1: there is none, and time has
 * come to the limit. */
static inline int sim_calendar_take(struct sim_calendar *c, double limit)
{
	int64_t last = (int64_t)(limit * c->per_second);
	int64_t turn = c->now + c->mask;

	for (int64_t b = c->now; b <= last && b <= turn;) {
		int place = (int)b & c->mask;
		uint64_t word = c->occupied[place >> 6] >> (place & 63);
		int id;

		if (!word) {
			b += 64 - (place & 63);
			continue;
		}
		b += __builtin_ctzll(word);
		if (b > last || b > turn)
			break;
		id = sim_calendar_first(c, (int)b & c->mask, b);
		if (id < 0) {
			b++;
			continue;
		}
		c->now = b;
		if (c->events[id].at >= limit)
			return -1;
		sim_calendar_drop(c, id);
		return id;
	}
	if (last > turn)
		return sim_calendar_far(c, limit);
	c->now = last;
	return -1;
}

#endif
