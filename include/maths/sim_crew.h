/*
 * sim_crew - the people of a running simulation, and who is next.
 *
 * Whoever can take something stands in the list of his profile and level,
 * longest first: level 0 is idle, 1 does deferred work and will put it aside,
 * 1 + j holds j contacts of those that can be held several at a time.
 */
#ifndef MATHS_SIM_CREW_H
#define MATHS_SIM_CREW_H

#include "maths/sim_script.h"

enum { SIM_IDLE, SIM_ASIDE }; /* levels; SIM_ASIDE + j holds j */

struct sim_agent {
	int ability;  /* -1: away */
	int profile;  /* of the last ability */
	int held;     /* contacts */
	bool alone;   /* holds one that must be the only one */
	bool aside;   /* holds deferred work */
	bool staffed; /* counts as present: has an ability or holds something */
	int list, level; /* he stands in, -1: none */
	int next, previous;
	double since;  /* stands there */
	uint64_t busy; /* servers in use */
	double load;   /* parts of him in use */
	/* Over the replication. */
	int contacts;
	double busy_time, staffed_time, staffed_since;
};

/* Time spent by the people of one profile in this interval. */
struct sim_presence {
	double busy, staffed; /* people now */
	double since;
	double busy_time, staffed_time;
};

struct sim_crew {
	const struct sim_script *script;
	struct sim_agent *agents;      /* [n_agents] */
	struct sim_presence *presence; /* [n_profiles] */
	int levels;
	int *first, *last;  /* [levels * n_profiles] or -1 */
	uint64_t *standing; /* [levels * words] lists with somebody in */
};

struct sim_crew sim_crew_new(struct arena *a, const struct sim_script *s);
void sim_crew_empty(struct sim_crew *c);

/* Of the candidates, profiles as bits, whoever stands longest at a level. */
static inline int sim_crew_longest(const struct sim_crew *c, int level,
				   uint64_t candidates, int word, int best)
{
	int base = level * c->script->centre->n_profiles + 64 * word;

	while (candidates) {
		int i = c->first[base + __builtin_ctzll(candidates)];

		candidates &= candidates - 1;
		if (best < 0 || c->agents[i].since < c->agents[best].since)
			best = i;
	}
	return best;
}

/* By best priority, then longest: who stands at a level and can take queue q;
 * -1: nobody. */
static inline int sim_crew_find(const struct sim_crew *c, int q, int level)
{
	const struct sim_script *s = c->script;
	const uint64_t *standing = c->standing + level * s->words;

	for (int k = s->rank_begin[q]; k < s->rank_begin[q + 1]; k++) {
		const uint64_t *rank = s->ranks + k * s->words;
		int best = -1;

		for (int w = 0; w < s->words; w++)
			best = sim_crew_longest(c, level, standing[w] & rank[w],
						w, best);
		if (best >= 0)
			return best;
	}
	return -1;
}

static inline void sim_crew_stand(struct sim_crew *c, int i, int level,
				  double now)
{
	const struct sim_script *s = c->script;
	struct sim_agent *g = &c->agents[i];
	int list = level * s->centre->n_profiles + g->profile;
	int last = c->last[list];

	g->list = list;
	g->level = level;
	g->since = now;
	g->previous = last;
	g->next = -1;
	c->last[list] = i;
	if (last >= 0) {
		c->agents[last].next = i;
		return;
	}
	c->first[list] = i;
	c->standing[level * s->words + (g->profile >> 6)] |=
		(uint64_t)1 << (g->profile & 63);
}

static inline void sim_crew_step_out(struct sim_crew *c, int i)
{
	const struct sim_script *s = c->script;
	struct sim_agent *g = &c->agents[i];

	if (g->list < 0)
		return;
	if (g->previous >= 0)
		c->agents[g->previous].next = g->next;
	else
		c->first[g->list] = g->next;
	if (g->next >= 0)
		c->agents[g->next].previous = g->previous;
	else
		c->last[g->list] = g->previous;
	if (c->first[g->list] < 0)
		c->standing[g->level * s->words + (g->profile >> 6)] &=
			~((uint64_t)1 << (g->profile & 63));
	g->list = -1;
}

/* Brings a profile's times up to now, then changes how many are busy and
 * staffed. */
static inline void sim_crew_count(struct sim_crew *c, int profile, double now,
				  double busy, double staffed)
{
	struct sim_presence *p = &c->presence[profile];
	double time = now - p->since;

	p->busy_time += p->busy * time;
	p->staffed_time += p->staffed * time;
	p->since = now;
	p->busy += busy;
	p->staffed += staffed;
}

#endif
