#include "maths/sim_line.h"

struct sim_line sim_line_new(struct arena *a)
{
	enum { ROOM = 64 };

	return (struct sim_line){ .arena = a,
				  .ring = arena_new(a, struct sim_contact,
						    ROOM),
				  .mask = ROOM - 1 };
}

void sim_line_double(struct sim_line *l)
{
	int room = 2 * (l->mask + 1);
	struct sim_contact *ring =
		arena_new(l->arena, struct sim_contact, room);

	for (int k = 0; k < l->n; k++)
		ring[k] = *sim_line_at(l, k);
	l->ring = ring;
	l->mask = room - 1;
	l->head = 0;
}

void sim_line_insert(struct sim_line *l, const struct sim_contact *c)
{
	int k = l->n;

	sim_line_push(l, c);
	for (; k > 0 && sim_line_at(l, k - 1)->deadline > c->deadline; k--)
		*sim_line_at(l, k) = *sim_line_at(l, k - 1);
	*sim_line_at(l, k) = *c;
}
