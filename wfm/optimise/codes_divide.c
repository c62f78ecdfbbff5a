/*
 * Is there a roster that costs at most M?  Branch and price over choices of
 * days: the one about which the programme is in two minds is taken alone, or
 * closed, first as it leans; then the other way.  A side whose bound is above
 * M has none.
 */
#include "optimise/codes_part.h"

#include <math.h>
#include <string.h>

#include "base/random.h"

enum { ROUNDS = 20, MANY = 900 };

static const double WHOLE = 1 - 1e-6, DEAR = 0.5;

struct divide {
	struct part *p;
	const struct part_asked *asked;
	int nodes;
};

struct settled {
	int slot, day, choice;
	double share;
};

/* ---- one side ---- */

/* Tours of no use here leave the programme once they are many. */
static void thin_out(struct part *p)
{
	struct arena *a = arena_open();
	int *gone = arena_new(a, int, p->n_in), n = 0, left = 0;

	for (int k = 0; k < p->n_in; k++) {
		if (!lp_is_basic(p->lp, p->first + k) &&
		    (p->in[k].dead || part_reduced(p, k) > DEAR))
			gone[n++] = p->first + k;
		else
			p->in[left++] = p->in[k];
	}
	lp_delete_columns(p->lp, n, gone);
	p->n_in = left;
	arena_close(a);
}

/* The cheapest tour of everybody is there. */
static void take_cheapest(struct part *p)
{
	for (int s = 0; s < p->n; s++) {
		size_t at = (size_t)s * PART_SEVERAL;
		if (p->found[s] == 0 || p->true_cost[at] == HUGE_VAL)
			continue;
		part_take(p, s, p->pick + at * p->codes->days,
			  p->true_cost[at]);
	}
}

/* Everybody has one tour, and that is cheap enough. */
static bool is_roster(const struct divide *t)
{
	const struct part *p = t->p;
	const struct codes *c = p->codes;
	int *roster = t->asked->roster, n = 0;

	memcpy(roster, c->best, (size_t)c->n_workers * sizeof(*roster));
	for (int k = 0; k < p->n_in; k++)
		if (!p->in[k].dead && part_weight(p, k) >= WHOLE) {
			roster[p->worker[p->in[k].slot]] = p->in[k].column;
			n++;
		}
	return n == p->n &&
	       codes_roster_cost(c, roster, NULL) <= t->asked->most;
}

/* Prices answer to what was closed. */
static enum part_told answer(struct divide *t)
{
	struct part *p = t->p;

	memcpy(p->trial, p->best, (size_t)p->codes->n_rows * sizeof(*p->trial));
	if (part_price(p) > t->asked->most)
		return PART_NONE;
	take_cheapest(p);
	part_bury(p);
	if (!part_solve(p, LP_DUAL) || !part_generate(p, ROUNDS, 0))
		return PART_UNTOLD;
	if (p->bound > t->asked->most)
		return PART_NONE;
	return is_roster(t) ? PART_FOUND : PART_UNTOLD;
}

/* ---- choosing ---- */

/* Tours with some weight; their number. */
static int weighty(const struct part *p, int *list)
{
	int n = 0;

	for (int k = 0; k < p->n_in; k++)
		if (!p->in[k].dead && part_weight(p, k) > 1e-9)
			list[n++] = k;
	return n;
}

/* What part of a person's day goes to each choice, off last. */
static void read_shares(const struct part *p, int slot, int day, int m,
			const int *list, int n, double *share)
{
	memset(share, 0, ((size_t)m + 1) * sizeof(*share));
	for (int j = 0; j < n; j++) {
		const struct in *t = &p->in[list[j]];
		int at = p->codes->columns[t->column].pick[day];
		if (t->slot == slot)
			share[at == DUTY_OFF ? m : at] +=
				part_weight(p, list[j]);
	}
}

static void choose_on(const struct divide *t, int slot, int day,
		      const double *share, int m, double *top,
		      struct settled *best)
{
	for (int k = 0; k <= m; k++) {
		double two = fmin(share[k], 1 - share[k]);
		if (two < 1e-6)
			continue;
		two *= 1 + t->asked->noise * random_uniform(t->asked->random);
		if (two <= *top)
			continue;
		*top = two;
		*best = (struct settled){ slot, day, k == m ? DUTY_OFF : k,
					  share[k] };
	}
}

/* False: it is in two minds about none. */
static bool choose(const struct divide *t, struct settled *best)
{
	const struct part *p = t->p;
	struct arena *a = arena_open();
	int *list = arena_new(a, int, p->n_in), n = weighty(p, list);
	double top = 0;

	for (int s = 0; s < p->n; s++)
		for (int d = 0; d < p->codes->days; d++) {
			int m = p->codes->plan->workers[p->worker[s]].menu[d].n;
			double *share = arena_new(a, double, m + 1);
			read_shares(p, s, d, m, list, n, share);
			choose_on(t, s, d, share, m, &top, best);
		}
	arena_close(a);
	return top > 0;
}

/* ---- both sides ---- */

static enum part_told divide(struct divide *t);

static enum part_told go(struct divide *t, struct settled x, bool alone)
{
	struct part *p = t->p;
	int mark = p->n_shut;

	if (alone)
		part_only(p, x.slot, x.day, x.choice);
	else
		part_forbid(p, x.slot, x.day, x.choice);
	enum part_told told = divide(t);
	part_reopen(p, mark);
	return told;
}

static bool is_over(const struct divide *t)
{
	return t->nodes >= t->asked->nodes || t->p->codes->effort->stopped ||
	       part_takes_too_long(t->p);
}

static enum part_told divide(struct divide *t)
{
	struct settled x = { 0 };
	enum part_told told, other;

	if (is_over(t))
		return PART_UNTOLD;
	t->nodes++;
	told = answer(t);
	if (told != PART_UNTOLD || is_over(t) || !choose(t, &x))
		return told;
	if (t->p->n_in > MANY) {
		thin_out(t->p);
		if (!part_solve(t->p, LP_PRIMAL))
			return PART_UNTOLD;
	}
	told = go(t, x, x.share > 0.5);
	if (told == PART_FOUND)
		return told;
	other = go(t, x, x.share <= 0.5);
	return told == PART_NONE     ? other
	       : other == PART_FOUND ? other
				     : PART_UNTOLD;
}

enum part_told part_divide(struct part *p, const struct part_asked *asked)
{
	struct divide t = { .p = p, .asked = asked };

	p->most = asked->most;
	enum part_told told = divide(&t);
	p->most = HUGE_VAL;
	part_bury(p);
	return told;
}
