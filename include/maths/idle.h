/*
 * idle - what people who answer callers can do of other work in between.
 *
 * People staffed for a queue that waits (voice, chat) are busy with contacts
 * for a part of their time only.  A deferred queue that blends with it gets
 * the rest: per interval
 *
 *	people x cap - busy,	cap the lower of both queues' max_occupancy,
 *
 * of those who have both skills: the queue's people weighted by hours due on
 * the first day, times their speed at the deferred work; without any people
 * in the site all.  As in the simulation (sim_run.h) callers always come first
 * and interrupt such work, so that their service stays as it was.
 *
 * busy is that of the exact queue up to STAFFING_EXACT_LOAD people, else of
 * the formula for an interval that lasts for ever.  Who holds one of several
 * chats is busy.
 *
 * Source: S. Bhulai, G. Koole, A queueing model for call blending in call
 * centers, IEEE Transactions on Automatic Control 48 (2003), 1434-1438.
 */
#ifndef MATHS_IDLE_H
#define MATHS_IDLE_H

#include "base/arena.h"
#include "model/site.h"
#include "model/workload.h"

struct idle;

/* Nobody is there yet. */
struct idle *idle_new(struct arena *a, const struct site *site,
		      const struct grid *g);

/* people[n] on the phones of queue q, calls[n] of aht[n] seconds; exact: by the
 * queue that changes with time. */
void idle_add(struct idle *x, int q, const double *people, const double *calls,
	      const double *aht, bool exact);

/* work[n] becomes what can be done for deferred queue d, in people. */
void idle_of(const struct idle *x, int d, double *work);

/* So much of idle_of is taken, used[n]; the rest is there for others. */
void idle_take(struct idle *x, int d, const double *used);

#endif
