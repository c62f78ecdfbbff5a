#include "maths/sim_centre.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "maths/sim_demand.h"

struct cast {
	struct arena *arena;
	const struct period *period;
	struct sim_profile *profiles;
	struct sim_ability *abilities;
	struct sim_change *changes;
	int n_profiles, n_abilities, n_changes;
	int profile_room, ability_room, change_room;
};

static const struct agent_skill *skill_on(const struct agent *g, int skill,
					  int day)
{
	const struct agent_skill *found = NULL;

	for (int k = 0; k < g->n_skills; k++) {
		const struct agent_skill *s = &g->skills[k];

		if (s->skill == skill &&
		    (s->from == DATE_NONE || s->from <= day) &&
		    (s->until == DATE_NONE || day < s->until) &&
		    (!found || s->from >= found->from))
			found = s;
	}
	return found;
}

static int profile_of(struct cast *c, const int *priority)
{
	size_t n = (size_t)c->period->site->n_queues;

	for (int k = 0; k < c->n_profiles; k++)
		if (!memcmp(c->profiles[k].priority, priority,
			    n * sizeof(*priority)))
			return k;
	c->profiles = arena_grow(c->arena, c->profiles, c->n_profiles,
				 &c->profile_room, sizeof(*c->profiles));
	c->profiles[c->n_profiles] = (struct sim_profile){ arena_copy(
		c->arena, priority, n, sizeof(*priority)) };
	return c->n_profiles++;
}

static int ability_of(struct cast *c, int profile, const double *speed)
{
	int n = c->period->site->n_queues;

	for (int k = 0; k < c->n_abilities; k++) {
		int q = 0;

		while (q < n && c->abilities[k].speed[q] == speed[q])
			q++;
		if (q == n && c->abilities[k].profile == profile)
			return k;
	}
	c->abilities = arena_grow(c->arena, c->abilities, c->n_abilities,
				  &c->ability_room, sizeof(*c->abilities));
	c->abilities[c->n_abilities] = (struct sim_ability){
		profile, arena_copy(c->arena, speed, (size_t)n, sizeof(*speed))
	};
	return c->n_abilities++;
}

/* What the agent can take on a segment of work; -1: nothing. */
static int segment_ability(struct cast *c, int agent, int day,
			   const struct duty *duty, const struct segment *s)
{
	const struct site *site = c->period->site;
	int priority[SITE_MAX_QUEUES] = { 0 };
	double speed[SITE_MAX_QUEUES] = { 0 };
	uint64_t queues =
		s->queue >= 0 ? (uint64_t)1 << s->queue : ~UINT64_C(0);
	bool any = false;

	if (duty->shift >= 0 && site->shifts[duty->shift].queues)
		queues &= site->shifts[duty->shift].queues;
	for (int q = 0; q < site->n_queues; q++) {
		const struct agent_skill *k = skill_on(
			&site->agents[agent], site->queues[q].skill, day);

		if (!k || !(k->speed > 0) || !(queues >> q & 1))
			continue;
		priority[q] = k->priority < 1	? 1
			      : k->priority > 9 ? 9
						: k->priority;
		speed[q] = k->speed;
		any = true;
	}
	return any ? ability_of(c, profile_of(c, priority), speed) : -1;
}

static void add_change(struct cast *c, struct sim_change change)
{
	c->changes = arena_grow(c->arena, c->changes, c->n_changes,
				&c->change_room, sizeof(*c->changes));
	c->changes[c->n_changes++] = change;
}

static void add_duty(struct cast *c, int agent, int day, int number,
		     const struct duty *duty)
{
	int64_t start = c->period->grid.start;

	for (int k = 0; k < duty->n; k++) {
		const struct segment *s = &duty->segments[k];
		bool more = k + 1 < duty->n &&
			    duty->segments[k + 1].kind == SEGMENT_WORK &&
			    duty->segments[k + 1].start == s->end;

		/* What was over before the period is not played. */
		if (s->kind != SEGMENT_WORK || s->end <= start)
			continue;
		add_change(c, (struct sim_change){
				      (double)(s->start - start), agent,
				      segment_ability(c, agent, day, duty, s),
				      number });
		if (!more)
			add_change(c, (struct sim_change){
					      (double)(s->end - start), agent,
					      -1, number });
	}
}

static int compare_changes(const void *a, const void *b)
{
	const struct sim_change *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->agent != y->agent)
		return x->agent < y->agent ? -1 : 1;
	return (x->ability > y->ability) - (x->ability < y->ability);
}

void sim_changes_sort(struct sim_change *changes, int n)
{
	if (n > 0)
		qsort(changes, (size_t)n, sizeof(*changes), compare_changes);
}

static void set_people(struct arena *a, const struct period *p,
		       const struct roster *r, struct sim_centre *c)
{
	struct cast cast = { .arena = a, .period = p };
	int days = p->days + 1;

	for (int i = 0; i < p->site->n_agents; i++)
		for (int d = -1; d < p->days; d++) {
			const struct cell *cell =
				period_cell(p, r, i, p->first_day + d);

			if (cell && cell->kind == CELL_DUTY)
				add_duty(&cast, i, p->first_day + d,
					 i * days + d + 1, &cell->duty);
		}
	sim_changes_sort(cast.changes, cast.n_changes);
	c->profiles = cast.profiles;
	c->abilities = cast.abilities;
	c->changes = cast.changes;
	c->n_profiles = cast.n_profiles;
	c->n_abilities = cast.n_abilities;
	c->n_changes = cast.n_changes;
	c->n_agents = p->site->n_agents;
	c->n_duties = c->n_agents * days;
}

/* The same queues with another spread of handling times. */
static const struct sim_queue *
with_spread(struct arena *a, const struct sim_centre *c, double cv)
{
	struct sim_queue *queues =
		arena_copy(a, c->queues, (size_t)c->n_queues, sizeof(*queues));

	for (int q = 0; q < c->n_queues; q++) {
		queues[q].cv = cv;
		queues[q].n_durations = 0;
	}
	return queues;
}

struct sim_centre sim_centre_of_roster(struct arena *a, const struct period *p,
				       const struct roster *r,
				       const struct workload *ahead,
				       struct sim_options options)
{
	struct sim_centre c =
		sim_demand(a, p->site, ahead, p->days, options.poisson);

	c.missing = options.missing;
	if (options.cv)
		c.queues = with_spread(a, &c, *options.cv);
	set_people(a, p, r, &c);
	return c;
}
