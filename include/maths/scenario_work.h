/*
 * scenario_work - a scenario while changes are applied to it.
 *
 * Private to wfm/maths/scenario*.c: writable copies of what scenario.h shows
 * as constant.
 */
#ifndef MATHS_SCENARIO_WORK_H
#define MATHS_SCENARIO_WORK_H

#include "maths/scenario.h"

struct scenario_work {
	struct arena *arena;
	struct scenario *out;
	struct site site;
	struct queue *queues; /* [site.n_queues] */
	struct agent *agents; /* [site.n_agents] */
	int agents_room;
	struct workload ahead;
	struct roster roster, past, locked; /* days 0: none */
	int *removed, *added;
	int removed_room, added_room;
};

/* Queues [*begin, *end) that a change is about. */
void scenario_queues(const struct scenario_work *w, const struct change *c,
		     int *begin, int *end);

/* One past the last interval of the period. */
int scenario_intervals(const struct scenario_work *w);

/* Contacts of one cell become so many; the variance follows. */
void scenario_set_calls(struct scenario_work *w, int queue, int t,
			double calls);

/* CHANGE_HOURS and CHANGE_CLOSED. */
void scenario_open(struct scenario_work *w, const struct change *c);

/* CHANGE_AGENTS and CHANGE_FTE. */
MUST_CHECK enum rc scenario_people(struct scenario_work *w,
				   const struct change *c, struct err *e);

#endif
