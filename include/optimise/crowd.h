/*
 * crowd - who is there in each interval, what that costs, and what a change
 * would.
 *
 * Heads are kept in ticks: somebody of scale 1 who works a whole interval is
 * `per` ticks of his kind, so that whole people at average speed are counted
 * exactly.  The cost of an interval is share_cost of its heads; a memo keeps
 * what was asked before.
 */
#ifndef OPTIMISE_CROWD_H
#define OPTIMISE_CROWD_H

#include "optimise/plan.h"
#include "optimise/share.h"

struct crowd;

enum { CROWD_KINDS = 64 }; /* of one part of the queues, at most */

struct crowd *crowd_new(struct arena *a, const struct plan *p,
			const struct share *share);
/* Only what stands in the plan. */
void crowd_clear(struct crowd *c);
void crowd_copy(struct crowd *to, const struct crowd *from);

/* A stretch of somebody's work: sign +1 comes, -1 goes. */
void crowd_note(struct crowd *c, int sign, int kind, double scale,
		const struct piece *pieces, int n);
/* A duty's stretches. */
void crowd_note_duty(struct crowd *c, int sign, const struct choice *choice,
		     const struct option *o, const int16_t *at);
/* Money by which the cost changes if what was noted happens. */
double crowd_change(struct crowd *c);
/* It happens; or it does not.  Either empties the notes. */
void crowd_apply(struct crowd *c);
void crowd_forget(struct crowd *c);

double crowd_cost(const struct crowd *c); /* all rows, all intervals */
double crowd_cost_at(const struct crowd *c, int t); /* of an interval */

/* Money of one more, or one less, of a kind through interval t (kept). */
double crowd_up(struct crowd *c, int kind, int t);
double crowd_down(struct crowd *c, int kind, int t);

/* prefix[ticks.n + 1]: summed prices of one more of a kind at each tick. */
void crowd_prices(struct crowd *c, int kind, double *prefix);

#endif
