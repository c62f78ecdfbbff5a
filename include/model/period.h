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
	int credit; /* paid minutes credited for a whole-day absence */
	int min_due, max_due; /* contract minutes this day adds to the least
				 and most of its window; see period_new */
	struct place absence_place;
};

struct person {
	int agent; /* index in site.agents; people[i].agent == i */
	const struct person_day *days;	 /* [period.days] */
	const struct person_span *spans; /* [n_spans] by start, from the day
					    before to the day after */
	int n_spans;
	const struct rule *rules; /* [n_rules] of the first term in force, with
				     the personal exceptions that touch the
				     period put in; none is RULE_OFF */
	int n_rules;
	const struct availability *const *fixed; /* [days] a duty exactly there,
						    or NULL */
	double rate; /* money per paid hour on the first employed day */
	const struct request **requests; /* [n_requests] his, in order */
	int n_requests;
};

/* A roster that people know: each day that differs has a price
 * (maths/changes.h).  Days before `from` are over or frozen. */
struct kept {
	const struct roster *roster;
	int from; /* the day on which the change is made known */
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
	const struct kept *kept;    /* NULL: nobody knows a roster yet */
};

/* Civil days [from, until). */
struct day_range {
	int from, until;
};

/*
 * Absences.  Only approved ones bind.  A local day that lies wholly in an
 * absence is an absent day (of two, the first line counts): no duty may touch
 * it.  Any other part is a hole: duties may lie over it, the person is away
 * then, and the duty pays that time if the absence is paid.
 *
 * Hours due.  Windows are the contract's: calendar weeks (hours_length of
 * them), months or the period.  A window that lies in the period and is
 * employed on one term throughout adds the term's min and max minutes.  Any
 * other adds the part that its employed days in the period are of it, min
 * rounded down and max rounded up to whole contract days, so that whole
 * duties can meet it.
 *
 * An absent day with credit credits one contract day, but not more in a
 * calendar week than the contract's hours of a week, nor more in a window
 * than its max: seven days of leave are one week's hours.  An absent day
 * without credit lowers min and max by a contract day, a hole without credit
 * lowers min by its length (at most a contract day); never below 0.
 *
 * Fails (RC_DATA) when days is not in 1..366 or past or fixed are of other
 * agents than the site's.
 */
MUST_CHECK enum rc period_new(struct arena *a, const struct site *site,
			      int first_day, int days,
			      const struct roster *past,
			      const struct roster *fixed, struct period *period,
			      struct err *e);

/*
 * The days of the window that holds a civil day; not cut at the period's
 * ends.  Calendar windows of several weeks are counted from the week of
 * site.period_from, else from that of 1970-01-01.  OVER_ROLLING: the length
 * days that begin there.  OVER_RUN, OVER_PERIOD: the period.
 */
struct day_range period_window(const struct period *p, enum over over,
			       int length, int day);

/* The shifts that a rotation has in the week of a civil day; 0: none.  Its
 * weeks are counted as calendar windows are. */
shift_set period_rotation(const struct period *p, const struct rule *r,
			  int day);

/* The days of the period that share one sum of hours due with this one, which
 * is a day of the period; empty when the agent is not employed on it. */
struct day_range period_hours_window(const struct period *p, int agent,
				     int day);

/* The cell of a civil day: the roster's, before the period that of the past;
 * NULL when it is not known. */
const struct cell *period_cell(const struct period *p, const struct roster *r,
			       int agent, int day);

/* Is an activity of the site asked of an agent who is employed then? */
bool activity_asks(const struct period *p, const struct activity *a, int agent);

/* The first blocked span that a duty [start, end) meets, or NULL. */
const struct person_span *person_blocked(const struct person *p, int64_t start,
					 int64_t end);

#endif
