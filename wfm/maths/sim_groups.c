#include "maths/sim_groups.h"

#include <math.h>

/* The most heads in any interval. */
static int places(const struct sim_group *g, int n)
{
	double most = 0;

	for (int t = 0; t < n; t++)
		most = fmax(most, g->heads[t]);
	return (int)ceil(most);
}

struct stage {
	struct arena *arena;
	const struct sim_centre *centre;
	struct sim_change *changes;
	int n, room;
};

static void change(struct stage *s, double at, int agent, int ability)
{
	s->changes = arena_grow(s->arena, s->changes, s->n, &s->room,
				sizeof(*s->changes));
	s->changes[s->n++] = (struct sim_change){ at, agent, ability, agent };
}

/* The k-th of a group comes and goes as more or fewer than k are there. */
static void add_person(struct stage *s, int agent, int group, int k,
		       const double *heads)
{
	const struct sim_centre *c = s->centre;
	bool there = false;

	for (int t = 0; t < c->n; t++) {
		double part = fmin(1, heads[t] - k);

		if (part > 0 && !there)
			change(s, t * c->interval, agent, group);
		if (part <= 0 && there)
			change(s, t * c->interval, agent, -1);
		there = part >= 1;
		if (part > 0 && !there)
			change(s, (t + part) * c->interval, agent, -1);
	}
}

struct sim_centre sim_centre_of_groups(struct arena *a,
				       const struct sim_centre *demand,
				       const struct sim_group *groups, int n)
{
	struct sim_centre c = *demand;
	struct sim_profile *profiles = arena_new(a, struct sim_profile, n);
	struct sim_ability *abilities = arena_new(a, struct sim_ability, n);
	struct stage s = { .arena = a, .centre = demand };

	for (int g = 0; g < n; g++) {
		double *speed = arena_new(a, double, c.n_queues);

		for (int q = 0; q < c.n_queues; q++)
			speed[q] = groups[g].speed;
		profiles[g].priority = groups[g].priority;
		abilities[g] = (struct sim_ability){ g, speed };
	}
	c.n_agents = 0;
	for (int g = 0; g < n; g++)
		for (int k = 0; k < places(&groups[g], c.n); k++)
			add_person(&s, c.n_agents++, g, k, groups[g].heads);
	sim_changes_sort(s.changes, s.n);
	c.profiles = profiles;
	c.abilities = abilities;
	c.changes = s.changes;
	c.n_profiles = c.n_abilities = n;
	c.n_changes = s.n;
	c.n_duties = c.n_agents;
	c.missing = 0;
	return c;
}
