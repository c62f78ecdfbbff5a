/*
 * coverage - a roster held against a requirement, in people and money.
 *
 * In each interval the people present (on SEGMENT_WORK, weighted by the part
 * of the interval they are there and by nothing else) are divided among the
 * queues they are skilled for so that the sum of the rows' curve costs is
 * least; nobody is counted twice.  Speeds scale a head: a beginner of speed
 * 0.8 in a queue counts 0.8 there.  A pool counts what its queues get.
 *
 * A segment that names a queue serves that queue only; a shift that names
 * queues those only.  Queues without a row of their own or in a pool are
 * nobody's work.  Duties of the day before the period, from the past roster,
 * cover what they reach into.
 */
#ifndef MATHS_COVERAGE_H
#define MATHS_COVERAGE_H

#include "base/arena.h"
#include "model/period.h"
#include "model/requirement.h"

struct coverage {
	struct grid grid; /* of the requirement */
	int n_rows;
	double *scheduled; /* [n_rows * n] heads given to the row */
	double *people;	   /* [n] people present, counted once */
	double cost;	   /* money, all rows and intervals */
	/* Head hours under and over gross, of the rows of single queues; of
	 * all rows when there are none. */
	double short_hours, over_hours;
};

struct coverage coverage_of_roster(struct arena *a, const struct period *p,
				   const struct requirement *req,
				   const struct roster *r);

#endif
