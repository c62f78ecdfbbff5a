#include "maths/sim_crew.h"

#include <string.h>

struct sim_crew sim_crew_new(struct arena *a, const struct sim_script *s)
{
	const struct sim_centre *centre = s->centre;
	int levels = SIM_ASIDE + s->slots;
	struct sim_crew c = {
		.script = s,
		.agents = arena_new(a, struct sim_agent, centre->n_agents),
		.presence =
			arena_new(a, struct sim_presence, centre->n_profiles),
		.levels = levels,
		.first = arena_new(a, int, levels * centre->n_profiles),
		.last = arena_new(a, int, levels * centre->n_profiles),
		.standing = arena_new(a, uint64_t, levels * s->words)
	};

	sim_crew_empty(&c);
	return c;
}

void sim_crew_empty(struct sim_crew *c)
{
	const struct sim_centre *centre = c->script->centre;

	for (int i = 0; i < centre->n_agents; i++)
		c->agents[i] = (struct sim_agent){ .ability = -1, .list = -1 };
	for (int p = 0; p < centre->n_profiles; p++)
		c->presence[p] = (struct sim_presence){ 0 };
	for (int k = 0; k < c->levels * centre->n_profiles; k++)
		c->first[k] = c->last[k] = -1;
	memset(c->standing, 0,
	       (size_t)(c->levels * c->script->words) * sizeof(uint64_t));
}
