/*
 * From below: is there a roster that costs what the bound says?  Little is
 * open then: a tour whose reduced cost is more than the bound leaves is in
 * none.  When there is none the bound is a whole number higher.
 */
#include "optimise/codes_part.h"

#include <math.h>

#include "base/random.h"

enum { ROUNDS = 200, KNOWN = 40, NODES = 60, TRIES = 8, STEPS = 3 };

static const double WORK = 0.6;	 /* of all there is */
static const double EARLY = 0.1; /* of it, used up so far at most */
static const double LOOK = 0.125, DEEP = 0.6; /* of what is left of that */

struct reach {
	struct codes *codes;
	struct random random;
	int *worker, *roster; /* [n_workers] */
	int n;
	double until; /* work */
};

/* More often, each time otherwise. */
static enum part_told try(struct reach *x, struct part *p, double most,
			  int tries)
{
	struct part_asked asked = { .most = most,
				    .random = &x->random,
				    .roster = x->roster };
	enum part_told told = PART_UNTOLD;

	for (int k = 0; k < tries && told == PART_UNTOLD; k++) {
		asked.noise = k > 0;
		asked.nodes = NODES;
		told = part_divide(p, &asked);
	}
	return told;
}

/* Choices that cannot matter are closed; false: it takes too long. */
static bool prepare(struct reach *x, struct part *p, double most, bool deeper)
{
	double left = x->until - x->codes->effort->work;
	double work = (deeper ? DEEP : LOOK) * left;

	p->until = x->codes->effort->work + work;
	bool done = part_generate(p, ROUNDS, -1) &&
		    part_probe(p, most, deeper, work);
	p->until = x->until;
	return done;
}

static enum part_told ask(struct reach *x, double most, bool deeper)
{
	struct part *p = part_new(x->codes, x->n, x->worker);
	enum part_told told = PART_UNTOLD;

	part_add_known(p, KNOWN);
	if (!prepare(x, p, most, false)) {
		x->until = 0;
	} else if (!deeper) {
		told = try(x, p, most, 1);
	} else {
		int shut = p->n_shut;
		if (prepare(x, p, most, true))
			told = try(x, p, most, p->n_shut > shut ? TRIES : 1);
	}
	part_close(p);
	return told;
}

static struct reach reach_new(struct codes *c)
{
	struct effort *e = c->effort;
	double part = effort_part(e);
	struct reach x = { .codes = c,
			   .random = random_stream(e->options->seed, 25),
			   .until = HUGE_VAL };

	if (part > 0)
		x.until = e->work + WORK * e->work / part;
	if (part > EARLY || !c->whole)
		x.until = 0;
	x.worker = arena_new(c->arena, int, c->n_workers);
	x.roster = arena_new(c->arena, int, c->n_workers);
	for (int i = 0; i < c->n_workers; i++)
		if (c->best[i] >= 0)
			x.worker[x.n++] = i;
	return x;
}

static bool goes_on(const struct reach *x, double most)
{
	const struct codes *c = x->codes;

	return !c->effort->stopped && c->effort->work < x->until &&
	       most < c->bound + STEPS && most < c->cost - 0.5;
}

static void reach(struct reach *x, bool deeper)
{
	struct codes *c = x->codes;

	for (double most = c->bound; goes_on(x, most); most++) {
		enum part_told told = ask(x, most + 1e-5, deeper);
		if (told == PART_FOUND)
			codes_take(c, x->roster);
		if (told == PART_NONE)
			c->effort->bound = c->bound = most + 1;
		effort_tell(c->effort, "bound");
	}
}

/* Some more than the bound is easier to find; then deeper. */
void codes_reach(struct codes *c)
{
	struct reach x = reach_new(c);

	reach(&x, false);
	reach(&x, true);
}
