/*
 * plan_why - why a plan is short there, in words.
 *
 *	12 have the skill: 3 at work on it, 5 absent, 4 have used up their hours
 *
 * The numbers are optimise/lacking.h's, in the stretch's worst interval.
 */
#ifndef FORMATS_PLAN_WHY_H
#define FORMATS_PLAN_WHY_H

#include "formats/plan_view.h"
#include "optimise/lacking.h"

/* NULL where the view does not tell reasons, or its reader must not know. */
const char *plan_why(struct arena *a, const struct plan_view *v,
		     const struct plan_stretch *stretch);

/* Days of lines of cover.csv with fewer heads than wanted, most missing
 * first. */
struct plan_gap {
	struct cover_day day;
	double missing;	  /* heads, with a window head hours */
	const char *what; /* "Night", "09:00-17:00 first_aid" */
};
struct plan_gaps {
	struct plan_gap *list; /* [n] */
	int n;
};
struct plan_gaps plan_gaps(struct arena *a, const struct plan_view *v);
const char *plan_why_heads(struct arena *a, const struct plan_view *v,
			   const struct plan_gap *gap);

#endif
