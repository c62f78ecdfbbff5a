#include "maths/sim_calendar.h"

#include <string.h>

struct sim_calendar sim_calendar_new(struct arena *a, int n_ids, int pending,
				     double ahead)
{
	struct sim_calendar c = { .n_ids = n_ids };
	int places = 64;

	/* Half an event a bucket near the present; one exponential in 400 is
	 * more than a turn ahead. */
	while (places < 8 * pending && places < 1 << 20)
		places *= 2;
	c.mask = places - 1;
	c.per_second = places / (6 * ahead);
	c.head = arena_new(a, int, places);
	c.occupied = arena_new(a, uint64_t, places / 64);
	c.events = arena_new(a, struct sim_event, n_ids);
	sim_calendar_empty(&c);
	return c;
}

void sim_calendar_empty(struct sim_calendar *c)
{
	for (int k = 0; k <= c->mask; k++)
		c->head[k] = -1;
	memset(c->occupied, 0, (size_t)(c->mask + 1) / 8);
	c->now = 0;
	c->pending = 0;
}

int sim_calendar_far(struct sim_calendar *c, double limit)
{
	int found = -1;

	for (int place = 0; place <= c->mask; place++)
		for (int id = c->head[place]; id >= 0;
		     id = c->events[id].next) {
			double at = c->events[id].at;

			if (found < 0 || at < c->events[found].at ||
			    (at == c->events[found].at && id < found))
				found = id;
		}
	if (found < 0 || c->events[found].at >= limit) {
		c->now = (int64_t)(limit * c->per_second);
		return -1;
	}
	c->now = c->events[found].bucket;
	sim_calendar_drop(c, found);
	return found;
}
