/*
 * coverage - a roster held against a requirement, in people and money.
 *
 * In each interval the people present (on SEGMENT_WORK, weighted by the part
 * of the interval they are there and by nothing else) are divided among the
 * queues they are skilled for so that the sum of the rows' curve costs is
 * least; nobody is counted twice.  Speeds scale a head: a beginner of speed
 * 0.8 counts 0.8.
 */
#ifndef MATHS_COVERAGE_H
#define MATHS_COVERAGE_H

#include "base/arena.h"
#include "model/period.h"
#include "model/requirement.h"

struct coverage {
	struct grid grid; /* of the requirement */
	int n_rows;
	double *scheduled; /* [n_rows * n] people given to the row */
	double *people;	   /* [n] people present, counted once */
	double cost;	   /* money, all rows and intervals */
	double short_hours, over_hours; /* person hours under and over gross */
};

struct coverage coverage_of_roster(struct arena *a, const struct period *p,
				   const struct requirement *req,
				   const struct roster *r);

#endif
