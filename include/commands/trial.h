/*
 * trial - what-ifs tried out: each a scenario through the whole pipeline.
 *
 * Scenarios run in parallel, each in an arena of its own; results do not
 * depend on the number of threads.
 */
#ifndef COMMANDS_TRIAL_H
#define COMMANDS_TRIAL_H

#include "commands/outcome.h"
#include "commands/pipeline.h"
#include "maths/scenario.h"

struct trial {
	const struct change *changes; /* [n] to be tried; 0: as planned */
	int n;
	const char *label; /* what sets it apart from the others */

	enum rc rc; /* what went wrong is in err */
	struct err err;
	struct arena *arena; /* owns what follows */
	const char *name;
	struct outcome outcome;
	const int *removed; /* [n_removed] agents of the base's site */
	int n_removed;
	const char **added; /* [n_added] ids */
	int n_added;
	double fte_left, cut, moved, empty_hours; /* as maths/scenario.h */
	const char **definitions; /* [n_queues] of the service level; NULL */
};

/*
 * base: forecast read, period made, the roster if there is one (else its
 * days are 0).  Without reschedule the roster that exists is judged; with it
 * every trial is solved again from that roster.  Returns the first failure,
 * its problems in the base's err.  The list is to be closed in any case.
 */
MUST_CHECK enum rc trial_run(const struct pipeline *base, struct trial *list,
			     int n, bool reschedule);

void trial_close(struct trial *list, int n);

#endif
