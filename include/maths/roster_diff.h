/*
 * roster_diff - how two rosters of the same people and days differ.
 *
 * Pure comparison, cell by cell, and of what the difference does to the
 * coverage: over the intervals in which another number of heads is given to a
 * row.  Nothing says which of the two is better.
 */
#ifndef MATHS_ROSTER_DIFF_H
#define MATHS_ROSTER_DIFF_H

#include "base/arena.h"
#include "maths/coverage.h"
#include "model/roster.h"

enum differs {			/* bits */
	       DIFFERS_DAY = 1, /* another duty, day off, absence, or nothing */
	       DIFFERS_INSIDE =
		       2, /* the same duty; breaks or activities differ */
	       DIFFERS_LOCK = 4
};

struct day_diff {
	int agent, day;	  /* civil day */
	unsigned differs; /* enum differs, never 0 */
	const struct cell *old, *now;
	int minutes; /* paid, credits included, now - old */
};

struct person_diff { /* one whose days differ */
	int agent;
	int days;
	int old_minutes, minutes; /* paid on all days, old and now */
};

struct roster_diff {
	struct day_diff *days; /* [n_days] by agent, day */
	int n_days;
	struct person_diff *people; /* [n_people] by agent */
	int n_people;
};

/* Both have the same first day, days and agents, and absences credited. */
struct roster_diff roster_diff(struct arena *a, const struct roster *old,
			       const struct roster *now);

/* Fewer heads than this are no difference. */
#define DIFFERS_HEADS 0.01

struct stretch_diff { /* a run of intervals of one day, all more or all less */
	int row;
	int begin, end;		     /* intervals */
	double heads;		     /* the largest difference, signed */
	double hours;		     /* head hours, now - old */
	double old_short, now_short; /* head hours under gross */
};

struct row_diff {
	double old_short, now_short, old_over, now_over; /* head hours */
};

struct coverage_diff {
	struct stretch_diff *stretches; /* [n] by row, time */
	int n;
	struct row_diff *rows; /* [n_rows] */
	int n_rows;
};

/* Both are coverages of this requirement. */
struct coverage_diff coverage_diff(struct arena *a,
				   const struct requirement *req,
				   const struct coverage *old,
				   const struct coverage *now);

#endif
