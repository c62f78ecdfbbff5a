/*
 * period - the planning problem of one run of days, resolved per person.
 *
 * The site's dated lines, absences, availability and carried-in duties of
 * the days before, reduced to what holds on each day of the period.  Rules,
 * coverage, pay and the optimiser all read the same struct, so that they
 * cannot disagree about who may do what.  Made by period_new.
 */
#ifndef MODEL_PERIOD_H
#define MODEL_PERIOD_H

#include "base/arena.h"
#include "model/roster.h"
#include "model/site.h"

enum span_kind {
	SPAN_BLOCK, /* no duty may overlap it */
	SPAN_HOLE /* a duty may, but the person is away then (part-day absence)
		   */
};

struct person_span {
	enum span_kind kind;
	struct span span;
	int absence;	    /* absence type, or -1 (availability) */
	struct place place; /* the line that says so */
};

struct person_day {
	const struct agent_term *term; /* NULL: not employed */
	int absence;		       /* whole-day absence type, or -1 */
	int credit;  /* paid minutes credited for absence on this day */
	int min_due; /* contract minutes this day adds to its window's */
	int max_due; /* minimum and maximum (pro rata, unpaid absence
			lowers min_due; see period_new) */
	struct place absence_place;
};

struct person {
	int agent; /* index in site.agents; people[i].agent == i */
	const struct person_day *days;	 /* [period.days] */
	const struct person_span *spans; /* [n_spans] by start, from the day
					    before to the day after */
	int n_spans;
	const struct rule *rules; /* [n_rules] of the term in force first, with
				     personal exceptions put in */
	int n_rules;
	const struct availability *const *fixed; /* [days] a duty exactly there,
						    or NULL */
	double rate; /* money per paid hour on the first employed day */
};

struct period {
	const struct site *site;
	struct grid grid; /* the days of the period at the site's interval,
			     and one more day for duties over midnight */
	int first_day, days;
	struct person *people;	    /* [site.n_agents] */
	const struct roster *past;  /* worked or published duties of the days
				       before, or NULL; ends at first_day */
	const struct roster *fixed; /* locked cells of the period, or NULL */
};

/*
 * min_due/max_due: a full week of a contract of 40 h adds 40 h whatever days
 * are worked; a week of which only d of 7 days are employed or inside the
 * period adds d/7 of it (rounded to a minute).  Credited absence counts towards
 * hours worked; absence without credit lowers min_due and max_due pro rata.
 */
MUST_CHECK enum rc period_new(struct arena *a, const struct site *site,
			      int first_day, int days,
			      const struct roster *past,
			      const struct roster *fixed, struct period *period,
			      struct err *e);

/* Do two instants' duty [start, end) meet a blocked span? The span or NULL. */
const struct person_span *person_blocked(const struct person *p, int64_t start,
					 int64_t end);

#endif
