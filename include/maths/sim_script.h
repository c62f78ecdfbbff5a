/*
 * sim_script - what all replications of a simulation share, made ready.
 *
 * The stretches of time in which contacts come, the fixed moments at which
 * something changes, and who may take what from whom, as sets of bits.
 */
#ifndef MATHS_SIM_SCRIPT_H
#define MATHS_SIM_SCRIPT_H

#include "maths/sim_centre.h"
#include "maths/sim_draw.h"

/* Contacts come evenly in [from, until), rate a second. */
struct sim_piece {
	double from, until, rate;
	int t;
};

enum sim_moment_kind { SIM_EDGE, SIM_OPEN, SIM_SHUT, SIM_CHANGE };

struct sim_moment {
	double at;
	enum sim_moment_kind kind;
	int which; /* interval that ends, queue, or change */
};

struct sim_script {
	const struct sim_centre *centre;
	double end;
	struct sim_ziggurat ziggurat;
	/* Of queue q: [piece_begin[q], piece_begin[q + 1]). */
	const struct sim_piece *pieces;
	const int *piece_begin;
	const struct sim_moment *moments; /* by time, kind, number; the last
					     is the last interval's end */
	int n_moments;

	int words; /* of 64 profiles */
	/*
	 * Ranks of queue q, best first, [rank_begin[q], rank_begin[q + 1]):
	 * the profiles that have it at one priority, [words] each.
	 */
	const uint64_t *ranks;
	const int *rank_begin;
	/* Ranks of a profile, the same way round: sets of queues. */
	const uint64_t *live, *deferred;
	const int *live_begin, *deferred_begin; /* [n_profiles + 1] */
	/* [n_profiles * n_queues] queues of one contact at a time that come
	 * before, or level with, this one. */
	const uint64_t *before;
	int slots;	     /* the most of any queue */
	const int *servers;  /* [n_agents + 1] first server of each agent:
				one for each contact he can hold */
	const int *agent_of; /* [servers[n_agents]] */
	double work;	     /* mean seconds of a contact */
	int held;	     /* contacts in hand at once, about the most */
};

struct sim_script sim_script_new(struct arena *a, const struct sim_centre *c);

#endif
