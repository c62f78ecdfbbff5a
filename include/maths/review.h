/*
 * review - a plan held against what came: contacts, handling time, people and
 * service.
 *
 * Contacts are compared only where they were recorded, forecast and actual
 * alike, so that a day half recorded does not look like a day half busy.  The
 * service is what the switch counted, by the queue's own definition; where it
 * counted nothing, what the people scheduled would be expected to give to the
 * contacts that came.
 */
#ifndef MATHS_REVIEW_H
#define MATHS_REVIEW_H

#include "maths/accuracy.h"
#include "maths/patience.h"
#include "model/queue.h"

/* One queue on one day; arrays are [slots], NULL or NAN where not known. */
struct review_day {
	const struct queue *queue;
	int slots, interval; /* seconds */
	double present;	     /* part of those scheduled who are there, 0..1 */
	const double *forecast, *forecast_aht;
	const double *calls, *aht;
	const double *handled, *in_target, *target, *short_abandoned;
	const double *required, *scheduled; /* heads */
};

/* Sums over days; start from {0}. */
struct review {
	struct accuracy sums;
	double forecast, came; /* contacts, in the intervals recorded */
	double forecast_timed, forecast_work; /* contacts with an AHT, and */
	double came_timed, came_work;	      /* their seconds */
	int intervals;			      /* of all days added */
	int recorded, foreseen;	    /* with contacts; with a forecast too */
	int needed, manned;	    /* with a requirement; with people */
	double required, scheduled; /* person hours */
	/* Contacts in time and those they are divided by. */
	double counted, counted_of, expected, expected_of;
	double target; /* the seconds the switch counted by; 0: none seen */
};

void review_add_day(struct review *to, const struct review_day *day);
void review_add(struct review *to, const struct review *other);

/* Mean handling times in seconds; NAN when nothing is known. */
double review_forecast_aht(const struct review *r);
double review_aht(const struct review *r);

enum review_source {
	REVIEW_UNKNOWN,	 /* no goal, no contacts, or nobody knows */
	REVIEW_COUNTED,	 /* by the switch */
	REVIEW_EXPECTED, /* of the people scheduled, by Erlang A */
};

/* The service level, a share; NAN unknown.  */
double review_level(const struct review *r, enum review_source *source);

#endif
