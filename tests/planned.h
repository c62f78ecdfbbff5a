/* planned - a roster from a requirement, for tests: seed 3, so much work. */
#ifndef TESTS_PLANNED_H
#define TESTS_PLANNED_H

#include "optimise/schedule.h"

static inline struct schedule_result plan(struct arena *a,
					  const struct period *p,
					  const struct requirement *req,
					  int threads, double work)
{
	struct schedule_options options = { .seed = 3,
					    .threads = threads,
					    .work_limit = work };
	struct schedule_result result;
	struct err e = err_new(a);
	enum rc rc = roster_from_requirement(a, p, req, options, &result, &e);

	CHECK(rc == RC_OK, "%s", e.list[0].text);
	return result;
}

#endif
