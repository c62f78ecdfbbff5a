/*
 * scenario - inputs changed, for what-ifs: the same pipeline, other inputs.
 *
 * A change names what (calls, aht, shrinkage, a goal, hours, people) and by
 * how much; several together make a scenario, and each acts on what those
 * before it left.  Applying one copies what it touches: the site, the
 * workload ahead, the rosters; the inputs themselves stay as they are.
 *
 * Calls and their variance.  All calls of a queue times f: the variance times
 * f^2, for how far off a forecast is in per cent does not change.
 *
 * Opening hours.  closed=DAYS shuts these weekdays (DAYS_HOLIDAY: holidays);
 * hours= puts one window in place of those of the days named, or of every
 * weekday that is open.  Days with hours of their own (special_days) keep
 * them.  Contacts of time that is open no more are cut in proportion to the
 * part of the interval that is lost.  Of these the share `kept` comes at
 * another time: on the next day of weekday `to` on which the queue has any
 * contacts, after the period's end from its beginning again (as in a week
 * that comes round), or in what remains of the same day; there they follow
 * the contacts of that day.  The rest is lost.  Time that was closed before
 * has no forecast and gets no contacts.
 *
 * People.  Those who are removed are gone for the whole period: not employed,
 * their duties, wishes and absences taken out.  The latest to join goes first
 * (first day of the first term), then by id.  fte=-3.5 goes through them in
 * this order and takes each who fits into what is left of 3.5.  Those who are
 * added are like the latest to join (of the contract named), without wishes,
 * absences and availability, and have no duties until somebody plans them;
 * fte=+3.5 adds the like of the first in that order who fits, again and again.
 * Duties carried in from before the period stay.
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
	CHANGE_CALLS,	  /* BY_FACTOR, or TO contacts in the period */
	CHANGE_AHT,	  /* BY_FACTOR, BY seconds, TO seconds */
	CHANGE_SHRINKAGE, /* BY, TO a share of paid time */
	CHANGE_LEVEL,	  /* BY, TO a share; and `within` */
	CHANGE_HOURS,
	CHANGE_CLOSED,
	CHANGE_AGENTS, /* BY people */
	CHANGE_FTE     /* BY full-time equivalents */
};

enum change_how {
	CHANGE_BY_FACTOR, /* amount 1.1: ten per cent more */
	CHANGE_BY,	  /* amount is added */
	CHANGE_TO	  /* amount is the new value */
};

enum { CHANGE_TO_SAME_DAY = 7 }; /* instead of a weekday */

struct change {
	enum change_kind kind;
	int queue; /* index, -1: all; CHANGE_LEVEL: all voice and chat */
	enum change_how how;
	double amount;
	double within;	     /* CHANGE_LEVEL, seconds; 0: as it was */
	struct window hours; /* CHANGE_HOURS */
	days_set days;	     /* CHANGE_CLOSED; CHANGE_HOURS: 0 every open day */
	double kept;	     /* share of the contacts cut that comes later */
	int to;		     /* weekday or CHANGE_TO_SAME_DAY; kept > 0 */
	int contract;	     /* CHANGE_AGENTS: index, -1: any */
	const char *text;    /* as written */
};

/* What a plan is made from, and the roster that is judged. */
struct scenario_inputs {
	const struct site *site;
	int first_day, days; /* the period */
	/* Its grid begins on first_day; days after the period change alike but
	 * are not counted. */
	const struct workload *ahead;
	const struct roster *roster; /* of the period; or NULL, as the others */
	const struct roster *past;   /* duties carried in */
	const struct roster *locked; /* cells that stay */
};

struct scenario {
	const char *name; /* changes joined by blanks; "" for none */
	struct scenario_inputs inputs; /* changed */
	const int *removed;	       /* [n_removed] agents, as they went */
	int n_removed;
	const int *added; /* [n_added] agents, at the end of the site's list */
	int n_added;
	double fte_left;    /* FTE asked for that no whole person makes up */
	double cut;	    /* contacts of time that is open no more */
	double moved;	    /* of these, those that come at another time */
	double empty_hours; /* queue hours newly open, without a forecast */
};

/*
 * Fails (RC_DATA) when a change leads to what cannot be: shrinkage outside
 * 0..95 %, a level outside 0..100 %, handling time that is not above 0, more
 * people removed than there are, nobody whom the new ones could be like.
 */
MUST_CHECK enum rc scenario_apply(struct arena *a,
				  const struct scenario_inputs *base,
				  const struct change *changes, int n,
				  struct scenario *out, struct err *e);

#endif
