#include "model/roster.h"

struct roster roster_new(struct arena *a, int first_day, int days, int agents)
{
	return (struct roster){ .first_day = first_day,
				.days = days,
				.agents = agents,
				.cells = arena_new(a, struct cell,
						   (size_t)agents *
							   (size_t)days) };
}

struct cell *roster_cell(const struct roster *r, int agent, int day)
{
	int d = day - r->first_day;

	if (agent < 0 || agent >= r->agents || d < 0 || d >= r->days)
		return NULL;
	return &r->cells[(size_t)agent * (size_t)r->days + (size_t)d];
}

struct roster roster_copy(struct arena *a, const struct roster *r)
{
	struct roster copy = *r;
	size_t cells = (size_t)r->agents * (size_t)r->days;

	copy.cells = arena_copy(a, r->cells, cells, sizeof(*r->cells));
	for (size_t k = 0; k < cells; k++) {
		struct duty *d = &copy.cells[k].duty;
		if (copy.cells[k].kind == CELL_DUTY)
			d->segments = arena_copy(a, d->segments, (size_t)d->n,
						 sizeof(*d->segments));
	}
	return copy;
}
