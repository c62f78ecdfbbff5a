/*
 * fixture_plan - a finished plan for tests of the outputs.
 *
 * Made by rule of thumb, not by the engines: what it shows is known by
 * construction.  Has what outputs stumble over: hostile and Georgian names,
 * nights over midnight, a starter, leave, private leave, a holiday, broken
 * and waived rules, someone who could not be planned, intervals that are
 * short.
 */
#ifndef TESTS_FIXTURE_PLAN_H
#define TESTS_FIXTURE_PLAN_H

#include "formats/plan_view.h"

struct fixture_options {
	enum audience audience;
	int agents;	  /* 0: 30 */
	int days;	  /* 0: 7 */
	int interval;	  /* seconds, 0: 900 */
	int first_day;	  /* 0: Mon 23 Nov 2026 */
	const char *zone; /* NULL: Europe/London */
	bool pool;	  /* one more row for sales and support together */
	bool perfect;	  /* as many people as required, no breach */
};

struct plan_view *fixture_plan(struct arena *a, struct fixture_options o);

enum { FIXTURE_MONDAY = 20780 }; /* 2026-11-23 */

#endif
