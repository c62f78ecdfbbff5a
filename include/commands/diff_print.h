/*
 * diff_print - how two rosters differ, in plain words or as one table.
 */
#ifndef COMMANDS_DIFF_PRINT_H
#define COMMANDS_DIFF_PRINT_H

#include "commands/pipeline.h"
#include "maths/roster_diff.h"

/* Which table; for people DIFF_ALL is a sentence and all that is not empty,
 * for programs it is DIFF_DAY. */
enum diff_by { DIFF_ALL, DIFF_DAY, DIFF_PERSON, DIFF_QUEUE, DIFF_INTERVAL };

struct difference {
	const struct pipeline *pipeline; /* its period, and requirement */
	struct roster_diff roster;
	bool covered; /* is there a requirement? */
	struct coverage_diff coverage;
};

/* After pipeline_period and, when covered, pipeline_staff.  Credits the
 * absences of both rosters. */
struct difference diff_of(const struct pipeline *p, struct roster *old,
			  struct roster *now, bool covered);

void diff_print(const struct difference *d, enum diff_by by);

#endif
