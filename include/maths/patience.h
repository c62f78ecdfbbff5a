/*
 * patience - one queue whose callers hang up: Erlang A (M/M/n+M).
 *
 * Callers arrive at random, are served first come first served by `agents`,
 * and leave the queue unserved when their patience ends; handling times and
 * patience are exponential.  The queue is stable with any number of agents,
 * also with fewer than the load, and with a fraction of an agent (erlang.h
 * says how 1/B is continued).
 *
 * With lambda = calls per second, mu = 1/aht, theta = 1/patience,
 *
 *	x = lambda/theta,  c = n mu/theta,  g(y) = x (1 - e^-y) - c y,
 *	E = 1/B(n-1, a),   Z = E + x * integral over y > 0 of e^g(y),
 *
 * the chance not to wait is E/Z, and the offered wait V (that of a caller
 * who would never hang up) has density x e^g(y) / Z at y = V/patience.  Every
 * figure below is an integral of that density against 1, e^-y or 1 - e^-y
 * over [0, t] or beyond: all terms positive, nothing cancels, so rare
 * abandonment and rare answers are as exact as common ones.  The integrals
 * take Gauss-Legendre panels sized by the slope and curvature of g from its
 * peak outward: about as many for ten agents as for ten million.
 *
 * Pure and total: no allocation, no error code.  load, aht, patience, agents
 * and within are >= 0 and not NaN.  patience INFINITY is Erlang C; patience
 * 0 is its limit, all who cannot be served at once are gone (Erlang B).
 * No load: nobody waits.  No agents: all hang up (or wait for ever), and
 * occupancy counts as 1.
 *
 * Sources: C. Palm, Tele (1957); O. Garnett, A. Mandelbaum, M. Reiman,
 * M&SOM 4 (2002), 208-227; A. Mandelbaum, S. Zeltyn, "The Palm/Erlang-A
 * queue" (2005), whose J and E these are.
 */
#ifndef MATHS_PATIENCE_H
#define MATHS_PATIENCE_H

/*
 * What a service level counts.  A = answered, At = answered within t,
 * B = hung up, Bt = hung up within t:
 */
enum service_level {
	SL_OFFERED,  /* At / (A + B): every hang-up hurts; the default */
	SL_ANSWERED, /* At / A: hang-ups ignored */
	SL_EXSHORT,  /* At / (A + B - Bt): early hang-ups taken out */
	SL_ABOK,     /* (At + Bt) / (A + B): early hang-ups count as success */
	SL_VIRTUAL   /* share whose offered wait is within t, patience apart */
};
enum { SL_DEFINITIONS = SL_VIRTUAL + 1 };

/* "offered", "answered", "exshort", "abok", "virtual". */
const char *service_level_key(enum service_level definition);

struct patience_queue {
	double agents;
	double load;	 /* erlangs */
	double aht;	 /* seconds */
	double patience; /* mean seconds before a caller hangs up */
};

/* Shares are of all calls offered, waits are seconds. */
struct patience_service {
	double waiting;	  /* find no agent free */
	double abandoned; /* hang up */
	double answered;  /* 1 - abandoned */
	double wait;	  /* mean time in queue of all, answered or not */
	double asa;	  /* mean wait of the answered */
	double queue;	  /* mean number waiting */
	double occupancy; /* share of their time that agents are busy, 0..1 */
	double in_time;	  /* answered within t */
	double early;	  /* hung up within t */
	double late;	  /* still waiting at t */
	double after;	  /* answered, but later than t */
	double offered_in_time; /* offered wait within t */
	double offered_late;	/* offered wait beyond t */
};

/* Everything at once, for t = within. */
struct patience_service patience_service(struct patience_queue q,
					 double within);

/*
 * The same for any birth-death system whose queue behaves like this one: when
 * all servers are busy, q.agents / q.aht calls end per second.  e is the sum
 * of the weights of all states in which a call need not wait, over the weight
 * of the last of them (for Erlang A: E above).  q.load, q.agents > 0.
 */
struct patience_service patience_behind(struct patience_queue q, double within,
					double e);

/* The service level by one of its definitions. */
double patience_level(const struct patience_service *s,
		      enum service_level definition);

/* 1 - patience_level, also where that is close to 0. */
double patience_shortfall(const struct patience_service *s,
			  enum service_level definition);

#endif
