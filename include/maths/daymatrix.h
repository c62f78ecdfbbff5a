/*
 * daymatrix - one queue's history as days by slots of the local wall clock.
 *
 * Row r is civil day first_day + r; rows [0, past) may hold records, later
 * ones are ahead.  Column s is the wall clock slot that begins minute
 * (first_slot + s) * slot_minutes of the day; slots in which the queue is
 * never open have no column.  On the day of a clock change the hour that is
 * left out is missing, and of the hour that comes twice the average is taken,
 * so that every row means the same thing.
 *
 * calls are NaN where nothing is known: closed (by the opening hours, never
 * because of zeros), not recorded, an outage, or ahead.
 */
#ifndef MATHS_DAYMATRIX_H
#define MATHS_DAYMATRIX_H

#include <stdbool.h>

#include "base/arena.h"
#include "model/site.h"
#include "model/workload.h"

enum day_state {
	DAY_CLOSED,   /* not open at all */
	DAY_ORDINARY, /* open and recorded well enough to learn from */
	DAY_SPECIAL,  /* a named day of the site: learned by name */
	DAY_MISSING,  /* open, but less than half of it is recorded */
	DAY_AHEAD     /* still to come */
};

/* A name of special days; their effects are pooled over the years. */
struct special_kind {
	const char *name;
	int like;	   /* the kind it is forecast like, or -1 */
	bool like_weekday; /* forecast like a given weekday */
	bool holiday;	   /* one of its days is a holiday */
};

/* A name of events. */
struct event_kind {
	const char *name;
	double given; /* factor the planner expects, NaN: to be learned */
	double usual; /* volume for which its effect is said: the mean of those
			 of its name, NaN: none has one */
};

/* A name of drivers. */
struct driver_kind {
	const char *name;
	double usual; /* mean size of its values that are not 0 */
};

struct day_matrix {
	int first_day, days, past;
	int slots, first_slot, slot_minutes;
	double *calls;		/* [days * slots] to learn from: what a planner
				   said of an event is divided away, cells
				   under an event to be learned are NaN */
	double *recorded;	/* [days * slots] with events; may be calls */
	bool *open;		/* [days * slots] */
	enum day_state *state;	/* [days] */
	double *total;		/* [days] of calls, what is missing filled in by
				   the weekday's profile; NaN: no ORDINARY or
				   SPECIAL day */
	int *weekday;		/* [days] the one it is forecast like */
	signed char *date;	/* [days] 1..31 of the month */
	signed char *date_left; /* [days] to the month's last: 0 */
	int *special;		/* [days] index in kinds, or -1 */
	bool *holiday;		/* [days] closed ones too */
	short *event;		/* [days * slots] index in events, or -1;
				   NULL when the queue has none */
	double *amount;		/* [days * slots] of the event there: volume /
				   usual, 1 where none is said; NULL: 1 */
	const struct special_kind *kinds;  /* [n_kinds] by name */
	struct event_kind *events;	   /* [n_events] by name */
	const struct driver_kind *drivers; /* [n_drivers] by name */
	double *driver; /* [n_drivers * days] value / usual */
	int n_kinds, n_events, n_drivers;
};

static inline double daymatrix_amount(const struct day_matrix *m, int cell)
{
	return m->amount ? m->amount[cell] : 1;
}

/* All closed, no special days; first_day's weekdays filled in. */
struct day_matrix daymatrix_new(struct arena *a, int first_day, int days,
				int slots, int slot_minutes);

/*
 * Sets state and total from open, calls, special and past: the last step of
 * making one, and again after calls have been changed.
 */
void daymatrix_classify(struct arena *work, struct day_matrix *m);

/*
 * The queue's matrix over the days of all, a grid without gap from the first
 * day of history to the last one ahead.  Records of civil day until and later
 * are not looked at.
 */
struct day_matrix daymatrix_from_workload(struct arena *a,
					  const struct site *site,
					  const struct workload *history,
					  const struct grid *all, int queue,
					  int until);

/*
 * cells[days * slots] of values[g->n], averaged where an hour comes twice; NaN
 * where nothing falls, is not finite or is negative.
 */
double *daymatrix_gather(struct arena *a, const struct day_matrix *m,
			 const struct grid *g, const double *values);
/* values[g->n] from cells; 0 where closed or outside. */
void daymatrix_scatter(const struct day_matrix *m, const double *cells,
		       const struct grid *g, double *values);

/* The column of a wall clock minute; may lie outside [0, slots). */
int daymatrix_slot(const struct day_matrix *m, int minute);

#endif
