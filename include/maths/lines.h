/*
 * lines - one queue in a house with finitely many lines (M/M/n/K + M), and
 * callers who try again.
 *
 * A call needs a line while it waits and while it is handled; one that finds
 * all `lines` taken gets the busy tone and is blocked.  Others wait for one
 * of `agents`, and hang up when their patience ends (INFINITY: never).  With
 * INFINITY lines this is Erlang A, with lines = agents Erlang B.
 *
 * The state is the number of lines taken; a caller who finds j waiting needs
 * j + 1 departures, exponentials with rates n mu + i theta, i = 0..j, so
 *
 *	P(V > t) = sum over i <= j of  x^c (1-x)^i c(c+1)..(c+i-1) / i!,
 *	c = n mu / theta,  x = e^-theta t
 *
 * (for theta = 0 the Poisson sum with mean n mu t), and the chance to be
 * answered within t follows with c + 1 for c.
 *
 * Agents and lines are whole; arguments are >= 0 and not NaN; fewer lines
 * than agents leave some agents without a telephone: they count as agents
 * = lines.  At most one step per waiting place.
 *
 * Source: R. B. Cooper, Introduction to Queueing Theory, 2nd ed., 3.5
 * (finite waiting room); the chance by the order statistics of n mu + i theta
 * (a Beta(c, j + 1) variable is e^-theta V).
 */
#ifndef MATHS_LINES_H
#define MATHS_LINES_H

#include "maths/patience.h"

struct lines_queue {
	struct patience_queue queue;
	double lines; /* K >= 1 in all: those waiting and those talking */
};

struct lines_service {
	double offered; /* erlangs, those who try again included */
	double blocked; /* share of the offered that find no line */
	struct patience_service accepted; /* shares and waits of the others */
};

struct lines_service lines_service(struct lines_queue q, double within);

/*
 * Fewest lines of which at most a share `blocking` of the calls finds none,
 * 0 < blocking <= 1; INFINITY: the agents cannot carry so many.  Sheets put
 * the mean wait on top of the handling time and take Erlang B instead
 * (erlang_c_trunks): too few, for waits come together.
 */
double lines_needed(struct patience_queue q, double blocking);

/*
 * The same when a share of the blocked and a share of those who hang up call
 * again (Erlang X), as often as it takes: the load offered is the fixed
 * point of  offered = load + what comes back.  Calls that come back are taken
 * as new random calls.  offered is INFINITY when all come back and the
 * agents cannot carry the load: everything else is then that of all lines
 * always taken.
 *
 * Source: G. Koole, Call Center Optimization (2013), 5.3.
 */
struct lines_redial {
	double blocked, abandoned; /* shares that call again, 0..1 */
};

struct lines_service lines_redial(struct lines_queue q, double within,
				  struct lines_redial again);

#endif
