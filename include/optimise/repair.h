/*
 * repair - the day itself: people are missing, what can still be moved?
 *
 * A roster under way at an instant `now`.  What has begun stands.  The duties
 * of those who are missing end now (or never begin).  Then, in this order:
 *
 * moves	what costs nobody anything: breaks and off-phone activities of
 *		people on duty that have not begun, inside their windows, in
 *		their order, one after the other where they save most, until
 *		none saves more than its price (changes.breaks of the site)
 * offers	what somebody has to agree to, never done unasked: to stay
 *		longer, to come earlier, to come on a day off, to go home early
 *
 * An offer is judged by itself:
 *
 *	saves	money of service (the staffing curves), all queues together
 *	pays	pay of the person with premiums and overtime, after - before
 *	net	saves - pays; offers are ranked by it
 *
 * and is only made when it breaks no hard rule that was kept before: rest,
 * runs, overtime.  The shape of the template and the contract's hours do not
 * count: agreed overtime and time off are what they are there for.
 *
 * Money is computed on the requirement given; heads as maths/coverage.h.
 */
#ifndef OPTIMISE_REPAIR_H
#define OPTIMISE_REPAIR_H

#include "base/arena.h"
#include "model/period.h"
#include "model/requirement.h"

struct repair_options {
	int64_t now;
	const bool *absent; /* [n_agents] from now to the end of the duty */
	int absence;	    /* type of it */
	int notice;	    /* seconds before somebody can be there */
	int step, most;	    /* minutes: offers of 1, 2, .. steps up to most */
};

struct repair_move {
	int agent, day;
	enum segment_kind kind; /* SEGMENT_BREAK or SEGMENT_ACTIVITY */
	int what;
	int64_t was, start; /* where it began and begins */
	int length;	    /* seconds */
	double saves;
};

enum offer_kind { OFFER_STAY, OFFER_COME, OFFER_CALL, OFFER_LEAVE };

struct repair_offer {
	enum offer_kind kind;
	int agent, day;
	struct duty duty; /* as it would be */
	int minutes;	  /* paid, after - before */
	double saves, pays, net;
	int rest_before, rest_after; /* minutes, -1: no duty known there */
};

struct repair;

/* A copy of the roster with the missing taken out.  The period must not lock
 * cells of the day (period.fixed is not looked at). */
struct repair *repair_new(struct arena *a, const struct period *p,
			  const struct requirement *req, const struct roster *r,
			  struct repair_options o);
void repair_close(struct repair *x); /* its scratch memory; NULL is fine */

/* Money of service of the period as it stands. */
double repair_cost(const struct repair *x);
const struct roster *repair_roster(const struct repair *x);

/* Moves what may be moved; [*n] in the order made. */
const struct repair_move *repair_moves(struct repair *x, int *n);

/* All offers that save anything, and those to go home that do no harm, best
 * net first (equal ones by agent). */
const struct repair_offer *repair_offers(struct repair *x, int *n);

/* Agreed: it is in the roster from now on. */
void repair_accept(struct repair *x, const struct repair_offer *offer);

#endif
