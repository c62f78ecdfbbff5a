/*
 * synthetic - the past of a contact centre that never was, from a seed.
 *
 * For samples, demonstrations and tests: what a switch would have recorded for
 * the queues of a site, with what real recordings have.  The mean of one
 * interval is the product of
 *
 *	level x growth x year season x weekday x pay-day x special day x event
 *	x day effect x share of the interval in its day (two peaks on a base)
 *
 * where the day effect is gamma distributed with mean 1; contacts are negative
 * binomial around it.  Opening hours, special days and events are the site's;
 * closed intervals are NAN, an outage records zeros and callers come back in
 * the hour after it.  Contacts are abandoned as in a queue that was staffed by
 * the square-root rule for the expected load: who came more than expected,
 * waited (Garnett, Mandelbaum, Reiman, M&SOM 4 (2002), theorem 4); the waits
 * of the answered are recorded as well.  Handling time has a shape over the day and the noise of a mean of a few contacts.
 *
 * Pure: equal arguments give equal workloads on every machine.  Each queue
 * and day has its own stream of random numbers, so a longer history begins
 * with other days but keeps those that both have.
 */
#ifndef MATHS_SYNTHETIC_H
#define MATHS_SYNTHETIC_H

#include <stdint.h>

#include "base/arena.h"
#include "model/grid.h"
#include "model/site.h"
#include "model/workload.h"

/* A bell over the day: height at its hour, width in hours (1/e). */
struct synthetic_peak {
	double hour, width, height;
};

struct synthetic_queue {
	const char *queue; /* id in the site */
	double contacts;   /* of a mean ordinary day, factor 1 in all else, on
			      the last day of the history */
	double weekday[7]; /* factors, Monday first */
	double base;	   /* of the day's shape, beside its peaks */
	struct synthetic_peak peaks[2];
	double growth;	 /* per year: 0.08 = +8 % */
	double season;	 /* amplitude over the year: 0.1 = +-10 % */
	int season_peak; /* day of the year with most contacts */
	double pay_day;	 /* factor on the 15th and the month's last day (on the
			    Friday before when they fall on a weekend) */
	double event;	 /* factor during events that are no outage */
	double day_cv;	 /* of the day effect */
	double spread;	 /* variance over mean within an interval, >= 1 */
	double aht;	 /* seconds */
	double aht_tilt; /* evening against morning: 0.1 = 10 % longer at
			    20:00 than at 8:00 */
	double aht_cv;	 /* of one contact's handling time */
	double quality;	 /* past staffing: agents = load + quality sqrt(load) */
};

/* What a special day of that name does: factor on contacts. */
struct synthetic_special {
	const char *name;
	const char *queue; /* NULL: every queue */
	double factor;
};

struct synthetic {
	const struct synthetic_queue *queues; /* [n_queues] */
	int n_queues;
	const struct synthetic_special *specials; /* [n_specials] the first
						     that fits counts */
	int n_specials;
	uint64_t seed;
};

/* grid: the days of the history.  Queues without parameters stay NAN. */
struct workload synthetic_history(struct arena *a, const struct site *site,
				  const struct synthetic *s, struct grid grid);

/*
 * Share of contacts that hang up in M/M/n + M, by the diffusion of Garnett,
 * Mandelbaum and Reiman: load in erlangs > 0, agents any real number, times in
 * seconds > 0.  For sketches; maths/patience.h has the exact queue.
 */
double synthetic_abandonment(double load, double agents, double aht,
			     double patience);

#endif
