/*
 * skill_mix - how many people of the site's own mix of skills the queues that
 * share people need, checked by simulation.
 *
 * Queues are tied when somebody is skilled for both.  Tied queues need fewer
 * people than apart and more than if everybody could do everything
 * (maths/pools.h).  People are taken in groups of equal skills, each group's
 * share of them being that of the people employed.  With N(t) the people that
 * the queues need apart in interval t, the smallest factor f is looked for
 * with which the groups' f N(t) people give every queue its goal's share of
 * contacts in time on each day (a goal over weeks or months: over all the days
 * simulated), callers being taken in order of arrival; f is bisected on the same random numbers each time, so that it
 * is one number and not noise.
 *
 * A mix in which a queue has too few people who can serve it never keeps the
 * goal, whatever f: that is said.
 */
#ifndef MATHS_SKILL_MIX_H
#define MATHS_SKILL_MIX_H

#include "base/arena.h"
#include "maths/pools.h"
#include "model/requirement.h"

struct skill_mix {
	uint64_t queues;    /* tied */
	const char *name;   /* ids joined by "+" */
	int groups;	    /* of different skills */
	double apart;	    /* net person hours of the queues one by one */
	double all_skilled; /* if everybody could do everything (plain) */
	double needed;	 /* of this mix; NAN: not even half as many again do */
	int short_queue; /* the queue that is below its goal then, else -1 */
	double level;	 /* of the queue with the least to spare, at `needed` */
};

struct skill_mixes {
	struct skill_mix *list; /* [n] */
	int n;
};

struct skill_mix_options {
	int days; /* of the grid */
	uint64_t seed;
	int threads, replications;
};

struct skill_mixes skill_mixes_of(struct arena *a, const struct site *site,
				  const struct workload *ahead,
				  const struct requirement *req,
				  struct skill_mix_options o);

#endif
