/*
 * roster - who does what when: one cell per person and day.
 *
 * A cell belongs to the day on which its duty starts.  Instants are UTC.
 * What a duty does is a list of segments that tile [start, end) in order.
 */
#ifndef MODEL_ROSTER_H
#define MODEL_ROSTER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/err.h"

enum segment_kind {
	SEGMENT_WORK,	  /* on the queues: queue, or all skilled when -1 */
	SEGMENT_BREAK,	  /* what: index in site.breaks */
	SEGMENT_ACTIVITY, /* what: index in site.activities, or -1 */
	SEGMENT_ABSENCE,  /* part of the duty: index in site.absence_types */
	SEGMENT_GAP,	  /* unpaid gap of a split duty */
	SEGMENT_ON_CALL
};

struct segment {
	enum segment_kind kind;
	int what;  /* see above */
	int queue; /* SEGMENT_WORK only; -1 all skilled */
	int64_t start, end;
};

struct duty {
	int shift; /* template, index; -1 unknown (read from outside) */
	int64_t start, end;
	int paid;			/* minutes */
	const struct segment *segments; /* [n] */
	int n;
};

enum cell_kind {
	CELL_NONE, /* not planned: not employed, or could not be */
	CELL_OFF,  /* day off */
	CELL_DUTY,
	CELL_ABSENT /* whole day; what: absence type */
};

struct cell {
	enum cell_kind kind;
	bool locked;	    /* stays as it is in the next solve */
	int absence;	    /* CELL_ABSENT: index in site.absence_types */
	int credit;	    /* paid minutes credited on this day */
	struct duty duty;   /* CELL_DUTY */
	struct place place; /* where it was read, file NULL when made here */
};

struct roster {
	int first_day, days, agents;
	struct cell *cells; /* [agents * days], agent by agent */
};

struct roster roster_new(struct arena *a, int first_day, int days, int agents);
/* The cell of a civil day, NULL when the roster does not hold it. */
struct cell *roster_cell(const struct roster *r, int agent, int day);
/* A deep copy, for trying things out. */
struct roster roster_copy(struct arena *a, const struct roster *r);

#endif
