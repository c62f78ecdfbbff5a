/*
 * respond - what one worker had best do, the others' days given.
 *
 * With the worker lifted out, one more of his kind in an interval costs
 * crowd_up; against these prices his cheapest whole tour follows from
 * pricing, breaks in their best places.  For whole heads this is exact up to
 * the rules that pricing leaves out, and the draft has the last word.
 */
#ifndef OPTIMISE_RESPOND_H
#define OPTIMISE_RESPOND_H

#include "base/random.h"
#include "optimise/bound.h"
#include "optimise/draft.h"
#include "optimise/pricing.h"

struct responder;

struct responder *responder_new(struct arena *a, const struct plan *p,
				struct pricer *const *pricers);
void responder_close(struct responder *r); /* NULL is fine */

/*
 * The worker's best tour replaces his days when it lowers the cost or his
 * breaches.  noise: money of random error put on each choice, from bits.
 * True when anything changed.
 */
bool respond(struct responder *r, struct draft *d, int worker, double noise,
	     struct random *random);

/* The same, kept when the cost changes by less than limit. */
bool respond_within(struct responder *r, struct draft *d, int worker,
		    double noise, struct random *random, double limit);

/* The worker takes this tour (indexes of the menus), breaks placed by the
 * bound's prices; kept when legal, whatever it costs. */
bool respond_with(struct responder *r, struct draft *d, int worker,
		  const int16_t *pick, const struct bound *b);

/*
 * Prices of responses from now on: this part of the bound's, the rest of what
 * one more is worth at present.  0: the latter alone.
 */
void respond_guided(struct responder *r, const struct bound *b, double part);

/* Money put on each duty of a shift from now on, [n_shifts]; NULL: none. */
void respond_avoiding(struct responder *r, const double *price);

/* Is there a tour at all by the rules that pricing knows? */
bool respond_can(struct responder *r, int worker);

/*
 * Other prices from now on, NULL: those of the draft's crowd.  price: what each
 * choice of a day costs, wishes, changes and pay included, HUGE_VAL: leave it
 * out; place: the breaks of one of them.
 */
struct respond_prices {
	void (*price)(void *ctx, int worker, int day, double *cost);
	void (*place)(void *ctx, int worker, int day, const struct choice *c,
		      int16_t *at);
	void *ctx;
};
void respond_priced(struct responder *r, const struct respond_prices *prices);

/* Work units of the last response. */
double respond_work(const struct responder *r);

#endif
