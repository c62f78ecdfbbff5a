/*
 * chat - several contacts at a time per agent, slower the more there are.
 *
 * Contacts arrive at random and go to the agent with the fewest; an agent
 * holding j of them ends each one at rate[j - 1] per second.  So with m
 * contacts, q = m div n and r = m mod n, contacts end at
 *
 *	(n - r) q rate[q - 1] + r (q + 1) rate[q]
 *
 * per second (balanced birth and death).  When all n x slots places are taken
 * contacts wait, first come first served, and leave when their patience ends
 * (INFINITY: never).  Exact for that model; real chats end at rates that
 * depend on how long they lasted, which simulation can tell.
 *
 * "AHT / slots" is what this becomes if rate[j - 1] = 1 / aht for every j;
 * usually a contact takes longer beside others: give the mean duration at
 * each level, rate = 1 / duration.
 *
 * Arguments: agents whole, rates > 0, arrivals >= 0 per second.  No contacts:
 * nobody waits.  Contacts, but arrivals >= all that n agents can end, and
 * nobody leaves: all wait, INFINITY, level 0.
 *
 * Source: level-dependent M/M/n queue, research as in J. Luo and J. Zhang,
 * Operations Research 61 (2013), 328-343; queue as in patience.h.
 */
#ifndef MATHS_CHAT_H
#define MATHS_CHAT_H

#include "maths/goal.h"
#include "maths/patience.h"

struct chat_queue {
	double agents;
	double arrivals;    /* contacts per second */
	double patience;    /* mean seconds, INFINITY = never leave */
	int slots;	    /* contacts an agent can hold, >= 1 */
	const double *rate; /* [slots] per second and contact, at each level */
};

struct chat_service {
	/* Waits for a free slot; occupancy is work done / most work possible,
	 * queue the number waiting. */
	struct patience_service wait;
	double held;	 /* mean contacts in progress */
	double duration; /* mean seconds from first answer to end */
	double each;	 /* mean contacts held per agent */
};

/* Everything at once, for an answer within so many seconds. */
struct chat_service chat_service(struct chat_queue q, double within);

/* Contacts per second that end when every slot is taken. */
double chat_capacity(struct chat_queue q);

/*
 * The chance to wait as the formula for patient contacts has it, with the
 * geometric sum 1 / (1 - rho) taken at face value: chat_service's `waiting`
 * while arrivals < chat_capacity.  Beyond, it is a number above 1 that means
 * nothing; only tables that were made with it need it.
 */
double chat_waiting_formula(struct chat_queue q);

/*
 * The fewest agents that fulfil the goal; q.agents and q.patience are not
 * read (the goal has its own patience).  Occupancy is work done / most work
 * possible.  INFINITY when the goal is impossible.
 */
struct goal_answer chat_agents(const struct service_goal *goal,
			       struct chat_queue q);

#endif
