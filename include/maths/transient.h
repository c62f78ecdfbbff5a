/*
 * transient - the exact queue of a day that changes: M(t)/M/c(t)+M.
 *
 * A day is a row of steps; within each the arrival rate and the number of
 * agents are constant.  (A smooth arrival curve is cut into short steps with
 * the mean rate of each; the error falls with the square of their length.)
 * Nothing is assumed to be in equilibrium: callers left over from one step
 * are served, or hang up, in the next.
 *
 * The distribution of the number in the house is carried through each step
 * by uniformization.  Error control: Poisson weights are cut at 1e-20, states
 * below 1e-19 are dropped, and what was lost in all is reported.
 *
 * Service is that of the calls arriving in a step, to the end of their wait,
 * also when that ends in later steps with other staff: a tagged caller
 * (tagged.h) is followed to its deadline, and arrival times within reach of
 * a change of staff are integrated by Gauss-Legendre panels.  After the last
 * step its agents stay.
 *
 * When agents drop from c to c' with more than c' talking, either those who
 * go finish their call first (DROP_FINISH, what people do), or they go at
 * once and their callers return to the head of the queue (DROP_CUT, what
 * "busy = min(c, calls)" in the literature means).
 *
 * All counts are expected numbers and add up over steps; a share over any
 * part of the day is the quotient of two sums.
 *
 * Memory comes from the arena given to transient_open and is reused.  Time
 * per step is about  2 x load x (seconds / aht) x sqrt(load) x 20 operations.
 *
 * Sources: W. K. Grassmann, Computers & Operations Research 4 (1977), 47-53
 * (uniformization); A. Ingolfsson et al., INFORMS J. Computing 19 (2007),
 * 201-214, which compares ways to do this.
 */
#ifndef MATHS_TRANSIENT_H
#define MATHS_TRANSIENT_H

#include "base/arena.h"
#include "maths/patience.h"
#include "maths/tagged.h"

struct transient_queue {
	double aht;	 /* seconds, > 0 */
	double patience; /* mean seconds, > 0; INFINITY = never hang up */
	double within;	 /* seconds of the service level, >= 0 */
	enum service_level counting;
	enum staff_drop drop;
};

struct transient_step {
	double seconds; /* > 0 */
	double rate;	/* calls per second, >= 0 */
	int agents;	/* >= 0 */
};

struct transient_count {
	/* Calls that arrive in the step. */
	double offered;
	double good;	/* the service level is good / counted, both by the */
	double counted; /* definition asked for */
	/* What happens within the step, whoever is concerned. */
	double abandoned; /* calls hanging up */
	double waited;	  /* seconds spent in the queue by all callers */
	double busy;	  /* agent-seconds talking */
	double staffed;	  /* agent-seconds on the rota */
	/* At its end. */
	double queue;	 /* mean number waiting: the backlog carried over */
	double system;	 /* mean number waiting or talking */
	double all_busy; /* chance that a call arriving then must wait */
	double lost;	 /* probability lost to rounding since the start */
};

struct transient; /* the distribution at one moment */

/* An empty house. */
struct transient *transient_open(struct arena *a, struct transient_queue q);

/* Starts anew with j calls in the house with chance share[j], j < n. */
void transient_start(struct transient *t, int n, const double *share);

/* Makes `to` the same moment as `from`, to try several ways on from there. */
void transient_copy(struct transient *to, const struct transient *from);

/*
 * Through the first n steps; those up to n + ahead are only looked at, for
 * the callers still waiting at the end of step n - 1.  count may be NULL.
 */
void transient_run(struct transient *t, const struct transient_step *step,
		   int n, int ahead, struct transient_count *count /* [n] */);

/* Adds b to a; the figures "at its end" are those of b. */
struct transient_count transient_sum(struct transient_count a,
				     struct transient_count b);

/* Service level good / counted; 1 when there is nothing to count. */
double transient_level(struct transient_count c);

/*
 * Mean number of calls in progress with agents without end, after `seconds`
 * of a constant rate: the modified offered load.  m' = rate - m / aht.
 *
 * Source: O. B. Jennings et al., Management Science 42 (1996), 1383-1394.
 */
double transient_load(double before, double rate, double aht, double seconds);

#endif
