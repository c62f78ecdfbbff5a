/*
 * scenario - inputs changed, for what-ifs: the same pipeline, other inputs.
 *
 * A change names what (calls, aht, shrinkage, a goal, hours, people) and by
 * how much; several together make a scenario.  Applying one copies what it
 * touches: the site, the workload ahead, the roster.
 */
#ifndef MATHS_SCENARIO_H
#define MATHS_SCENARIO_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/err.h"
#include "model/roster.h"
#include "model/site.h"
#include "model/workload.h"

enum change_kind {
	CHANGE_CALLS,	  /* calls=+10% */
	CHANGE_AHT,	  /* aht=+20s, aht=-5% */
	CHANGE_SHRINKAGE, /* shrinkage=+2pt, shrinkage=30% */
	CHANGE_LEVEL,	  /* service_level=90% in 15 s */
	CHANGE_HOURS,	  /* hours=09:00-17:00 */
	CHANGE_CLOSED,	  /* closed=sun, closed=sun:60% to mon */
	CHANGE_AGENTS,	  /* agents=-4:full_time */
	CHANGE_FTE	  /* fte=-3.5 */
};

struct change {
	enum change_kind kind;
	int queue;	   /* index, -1: all */
	double factor;	   /* multiplied, 1: not */
	double add;	   /* seconds, points, people or FTE */
	bool absolute;	   /* add is the new value itself */
	double share, within; /* CHANGE_LEVEL; within 0: as it was */
	struct window hours;  /* CHANGE_HOURS */
	days_set days;	      /* CHANGE_CLOSED */
	int to;		      /* weekday that gets the contacts, -1: lost */
	int contract;	      /* CHANGE_AGENTS: index, -1: any */
	const char *text;     /* as written */
};

/*
 * "sales.calls=+10%": one change.  False adds a problem that says what is
 * allowed.
 */
MUST_CHECK enum rc change_parse(struct arena *a, const struct site *s,
				const char *text, struct change *c,
				struct err *e);

struct scenario {
	const char *name; /* changes joined by blanks; "as planned" */
	struct site site;
	struct workload ahead;
	struct roster roster; /* duties of people who are gone taken out */
	const int *removed;   /* [n_removed] agents, the latest to join first */
	int n_removed;
	double lost, moved;  /* contacts of closed days and hours */
	double fte_over;     /* FTE that no whole person makes up */
};

/* full_week: paid minutes of one FTE a week. */
MUST_CHECK enum rc scenario_apply(struct arena *a, const struct site *s,
				  const struct workload *ahead,
				  const struct roster *roster,
				  const struct change *changes, int n,
				  double full_week, struct scenario *out,
				  struct err *e);

#endif
