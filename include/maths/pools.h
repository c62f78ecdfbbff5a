/*
 * pools - what queues need together when people can serve several of them.
 *
 * A pool is a set of two or more queues with a goal on waiting (voice, chat)
 * that at least one person is skilled for.  Its need is that of people who
 * could all do all of it, first come first served: the fewest who keep every
 * member's own goal on the contacts of all, whose handling time is the mean
 * by contacts.  It is less than its queues need apart, because idle people of
 * one help the other; nobody is counted twice.  With people of narrower
 * skills the truth lies between the two: maths/skill_mix.h looks for it.
 *
 * A pool's need is never added to that of its queues: it is the same work.
 *
 * Source: W. Whitt, Partitioning customers into service groups, Management
 * Science 45 (1999), 1579-1592: one large queue serves better than several.
 */
#ifndef MATHS_POOLS_H
#define MATHS_POOLS_H

#include "base/arena.h"
#include "model/site.h"
#include "model/workload.h"

struct pool_need {
	uint64_t queues;  /* bit per queue */
	const char *name; /* ids joined by "+" */
	int people; /* skilled for all of them on the first day or later */
	double *net, *gross; /* [grid.n] as model/requirement.h */
};

struct pool_needs {
	struct pool_need *list; /* [n] the larger sets last */
	int n;
};

/* Intervals from `end` on are not asked for. */
struct pool_needs pools_of_workload(struct arena *a, const struct site *site,
				    const struct workload *ahead, int end);

/* Net people of a set of queues in interval t, all of them able to do all. */
double pool_need_at(const struct site *site, const struct workload *ahead,
		    uint64_t queues, int t);

/* The queues with a goal on waiting that an agent is skilled for on a day. */
uint64_t pool_skills(const struct site *site, int agent, int day);

#endif
