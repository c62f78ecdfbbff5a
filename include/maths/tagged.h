/*
 * tagged - what becomes of one waiting caller while the staff changes.
 *
 * A caller waits behind `ahead` others in a first come, first served queue;
 * `over` more people are talking than are on the rota (they were told to go
 * and finish their calls; nobody is served before as many calls have ended).
 * Agents are constant in each of a row of segments.  All times exponential:
 * the number ahead falls by calls ending and by callers hanging up, whatever
 * arrives later.  Solved backward from the last segment by uniformization,
 * for all (over, ahead) at once.
 *
 * When agents change from c to c', with s = c + over talking:
 * finish  s >= c': over = s - c', nobody moves up;
 *	   s <  c': the c' - s free agents take the first callers;
 * cut	   the number in front in the whole house stays: callers cut off are
 *	   put back at the head of the queue (over is always 0).
 */
#ifndef MATHS_TAGGED_H
#define MATHS_TAGGED_H

#include "base/arena.h"
#include "maths/poisson.h"

enum staff_drop {
	DROP_FINISH, /* who goes, finishes the call at hand */
	DROP_CUT     /* who goes, goes at once: busy = min(agents, calls) */
};

struct tagged_segment {
	double seconds;
	int agents;
};

struct tagged_rates {
	double service, patience; /* per second: 1/aht; 1/patience or 0 */
	enum staff_drop drop;
};

/* One number for each (over, ahead), rows of `width`. */
struct tagged_sheet {
	int rows, width;
	double *v; /* [rows * width], over x width + ahead */
	int room;
};

/* Work space and answer; zeroed to start with.  Grows from its arena. */
struct tagged {
	struct arena *arena;
	struct tagged_sheet in_time; /* answered before the end, not hung up */
	struct tagged_sheet patient; /* would be, if he never hung up */
	struct tagged_sheet work, spare;
	struct poisson_space space;
};

/*
 * Fills t->in_time and t->patient for over in [0, rows) and ahead in [0,
 * width) at the start of segment[0], n >= 1; the end of the last segment is
 * the caller's deadline.  The sheets may come out narrower than width: beyond
 * them nobody is served in time (with a chance below 1e-20).
 */
void tagged_solve(struct tagged *t, struct tagged_rates rates,
		  const struct tagged_segment *segment, int n, int rows,
		  int width);

#endif
