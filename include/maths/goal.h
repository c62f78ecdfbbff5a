/*
 * goal - the service that is wished for, and the agents that reach it.
 *
 * A goal is several wishes that must all hold; a wish left 0 is none.  With
 * patience 0 callers never hang up and the queue is Erlang C (erlang.h), any
 * other patience makes it Erlang A (patience.h): then the service level has
 * five definitions, and fewer agents than erlangs may do.
 *
 * A wish holds if it is missed by less than 1e-12 of what is allowed; that
 * is above the error of our sums and decides ties of decimals for the
 * planner.  Occupancy is decided by ratio_covers (ratio.h): 42.5 erlangs at
 * 85 % are 50 agents, not 51.  The occupancy of Erlang A counts the load
 * carried, not offered.
 *
 * Pure and total; steps grow as sqrt(load).
 */
#ifndef MATHS_GOAL_H
#define MATHS_GOAL_H

#include <stdbool.h>

#include "maths/patience.h"

#define GOAL_LOAD_MOST 1e9 /* erlangs; searched no further */

struct service_goal {
	double share;  /* of the calls, 0 <= share < 1: the 80 in 80/20 */
	double within; /* seconds >= 0: the 20 */
	enum service_level counting; /* which calls; patience.h */
	double asa;	  /* mean wait of the answered, at most, seconds */
	double abandoned; /* share hanging up, at most; none do at patience 0 */
	double occupancy; /* share of time busy, at most */
	double patience;  /* mean seconds; 0 = callers never hang up */
	int minimum;	  /* agents whatever the load */
};

/* What a number of agents or calls is due to. */
enum goal_wish {
	GOAL_NONE,    /* nothing is missed; nothing asked for more */
	GOAL_STABLE,  /* a queue that does not grow for ever (Erlang C) */
	GOAL_SERVICE, /* share within */
	GOAL_ASA,
	GOAL_ABANDONED,
	GOAL_OCCUPANCY,
	GOAL_MINIMUM,
	GOAL_IMPOSSIBLE /* no number does, or the goal is none: goal_fault */
};
enum { GOAL_WISHES = GOAL_IMPOSSIBLE + 1 };

/* "none", "stable", "service", "asa", "abandoned", "occupancy", "minimum",
 * "impossible". */
const char *goal_key(enum goal_wish wish);

/* Why nobody could keep this goal, in words ("share: below 1"), or NULL. */
const char *goal_fault(const struct service_goal *goal);

/* The queue that the goal is measured on. */
struct patience_queue goal_queue(const struct service_goal *goal, double agents,
				 double load, double aht);

/* The first wish, in the order above, that so many agents (also fractional)
 * do not fulfil; GOAL_NONE when all is well or there is no load (then only
 * the minimum counts). */
enum goal_wish goal_missed(const struct service_goal *goal, double agents,
			   double load, double aht);

/* The same of a queue whose service is known; q.load and q.agents in any
 * common unit of work, q.aht and q.patience are not read. */
enum goal_wish goal_missed_by(const struct service_goal *goal,
			      struct patience_queue q,
			      const struct patience_service *s);

/* A number and the wish that would fail first if it were smaller (agents)
 * or larger (load). */
struct goal_answer {
	double amount;
	enum goal_wish binding;
};

/*
 * The fewest whole agents that fulfil all wishes: one less misses `binding`
 * (of several missed, the one that asks for most).  No load: the minimum.
 * Impossible, or load not finite: INFINITY.
 */
struct goal_answer goal_agents(const struct service_goal *goal, double load,
			       double aht);

/* The same in fractional agents; goal_agents is its ceiling.  With
 * GOAL_STABLE, and with an amount of 0 that is bound by a wish, any number
 * above it will do, but not the number itself. */
struct goal_answer goal_fraction(const struct service_goal *goal, double load,
				 double aht);

/*
 * The most load, in erlangs, that so many agents carry fulfilling all
 * wishes; calls = load x seconds / aht.  Fewer agents than the minimum, or
 * an impossible goal: 0.  INFINITY, bound by GOAL_NONE, when any load will
 * do (callers hang up before anything is missed): none up to 10^9 erlangs
 * misses a wish.
 */
struct goal_answer goal_load(const struct service_goal *goal, double agents,
			     double aht);

#endif
