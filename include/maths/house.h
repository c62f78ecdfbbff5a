/*
 * house - the distribution of the calls in the house, and its motion.
 *
 * At any moment some calls talk and others wait; `agents` are on the rota.
 * Row 0 of the states: i calls in the house, min(i, agents) of them talking.
 * Row r > 0: agents + r are talking, r of them off the rota and finishing
 * their call, and i wait.  house_run moves the distribution through a time
 * with constant arrival rate and rota by uniformization: exact but for what is
 * dropped, Poisson weights below 1e-20 and probabilities below 1e-19.
 *
 * Source: W. K. Grassmann, Computers & Operations Research 4 (1977), 47-53.
 */
#ifndef MATHS_HOUSE_H
#define MATHS_HOUSE_H

#include "base/arena.h"
#include "maths/plane.h"
#include "maths/poisson.h"
#include "maths/tagged.h"

struct house {
	struct arena *arena;
	struct tagged_rates rates;
	int agents;	  /* on the rota; -1 = not said yet */
	struct plane now; /* the distribution */
	struct plane sum; /* its integral over the last house_run */
	double lost;	  /* probability lost to rounding since the start */
	/* Work space. */
	struct plane next, end;
	double *stay, *down; /* of row 0, per jump */
	int rates_room;
	struct poisson_space space;
};

/* Starts with j calls in the house with chance share[j], j < n. */
void house_start(struct house *k, int n, const double *share);

/* Makes `to`, which has an arena, the same moment as `from`. */
void house_copy(struct house *to, const struct house *from);

/* The rota changes; see tagged.h for the two rules. */
void house_staff(struct house *k, int agents);

/* Through so many seconds; calls arrive at `rate` per second. */
void house_run(struct house *k, double rate, double seconds);

/* What the states of a plane (now, sum) add up to. */
struct outlook {
	double all;		 /* probability, or its integral over time */
	double waiting;		 /* of having to wait */
	double queue, busy;	 /* mean numbers */
	double in_time, patient; /* of the waiting: see tagged.h */
};

/* The last two only with the fates of tagged callers; fate may be NULL. */
struct outlook house_outlook(const struct house *k, const struct plane *p,
			     const struct tagged *fate);

#endif
