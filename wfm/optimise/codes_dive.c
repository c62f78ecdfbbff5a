/*
 * The dive: a programme over tours says how much of each person's day goes to
 * each choice.  Days on which one choice has nearly all of it are fixed, a
 * few more each time, and tours are priced again around them, until every
 * tour is whole.  Fixing days and not tours leaves a person room to answer to
 * what the others get.
 */
#include "optimise/codes_part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 6 };

static const double LOSS = 5e-4; /* of the value, in one step */
static const double NEAR = 1e-4; /* of the value: bound to value */
static const double SURE = 0.98, WHOLE = 1 - 1e-6, SUPPORT = 0.4;
static const double FASTER = 1.5, FASTEST = 0.15; /* while nothing is lost */

struct share_of_day { /* of a person's day, that a choice has */
	int slot, day, choice;
	double share;
};

static int by_share(const void *left, const void *right)
{
	const struct share_of_day *a = left, *b = right;

	if (fabs(a->share - b->share) > 1e-9)
		return a->share > b->share ? -1 : 1;
	if (a->slot != b->slot)
		return a->slot - b->slot;
	return a->day - b->day;
}

/* Choices of a day that are open. */
static int open_choices(const struct part *p, int slot, int day)
{
	const struct menu *m =
		&p->codes->plan->workers[p->worker[slot]].menu[day];
	int n = m->may_off && !part_is_closed(p, slot, day, DUTY_OFF);

	for (int k = 0; k < m->n; k++)
		n += !part_is_closed(p, slot, day, k);
	return n;
}

/* The heaviest choice of each open day of a person. */
static int collect_slot(const struct part *p, int slot, const double *weight,
			struct share_of_day *list)
{
	const struct codes *c = p->codes;
	int n = 0;

	for (int d = 0; d < c->days; d++) {
		const struct menu *m =
			&c->plan->workers[p->worker[slot]].menu[d];
		struct share_of_day best = { slot, d, DUTY_OFF, 0 };
		double *sum;
		if (open_choices(p, slot, d) < 2)
			continue;
		sum = arena_new(p->scratch, double, m->n + 1);
		for (int k = 0; k < p->n_in; k++)
			if (p->in[k].slot == slot && weight[k] > 1e-9) {
				int at = c->columns[p->in[k].column].pick[d];
				sum[at == DUTY_OFF ? m->n : at] += weight[k];
			}
		for (int k = 0; k <= m->n; k++)
			if (sum[k] > best.share) {
				best.share = sum[k];
				best.choice = k == m->n ? DUTY_OFF : k;
			}
		list[n++] = best;
	}
	return n;
}

/* Weight of a person's tours that agree with all that is open. */
static double support(const struct part *p, int slot, const double *weight)
{
	double sum = 0;

	for (int k = 0; k < p->n_in; k++)
		if (p->in[k].slot == slot && weight[k] > 1e-9 &&
		    part_allows(p, slot, &p->codes->columns[p->in[k].column]))
			sum += weight[k];
	return sum;
}

/* Weight of tours that agree, and have this choice too. */
static double support_with(const struct part *p, const struct share_of_day *x,
			   const double *weight)
{
	double sum = 0;

	for (int k = 0; k < p->n_in; k++) {
		const struct column *t = &p->codes->columns[p->in[k].column];
		if (p->in[k].slot == x->slot && weight[k] > 1e-9 &&
		    t->pick[x->day] == x->choice && part_allows(p, x->slot, t))
			sum += weight[k];
	}
	return sum;
}

static double *weights(struct part *p)
{
	double *weight = arena_new(p->scratch, double, p->n_in);

	for (int k = 0; k < p->n_in; k++)
		weight[k] = p->in[k].dead ? 0 : part_weight(p, k);
	return weight;
}

/* The open days, the surest first, or nearly; returns their number. */
static int collect(struct part *p, const double *weight,
		   struct share_of_day **list)
{
	int n = 0;

	*list = arena_new(p->scratch, struct share_of_day,
			  (size_t)p->n * p->codes->days);
	for (int s = 0; s < p->n; s++)
		n += collect_slot(p, s, weight, *list + n);
	if (n > 1)
		qsort(*list, (size_t)n, sizeof(**list), by_share);
	return n;
}

/* Fixes the surest days, least of them at least. */
static void fix(struct part *p, const double *weight,
		const struct share_of_day *list, int n, int least)
{
	int fixed = 0;

	for (int k = 0; k < n && (fixed < least || list[k].share >= SURE);
	     k++) {
		double with = support_with(p, &list[k], weight);
		if (with < SUPPORT * support(p, list[k].slot, weight))
			continue;
		part_only(p, list[k].slot, list[k].day, list[k].choice);
		fixed++;
	}
	if (fixed == 0)
		part_only(p, list[0].slot, list[0].day, list[0].choice);
}

/* The programme's value when prices have answered; HUGE_VAL: somebody has no
 * tour any more. */
static double answer(struct part *p)
{
	part_bury(p);
	if (!part_solve(p, LP_DUAL) ||
	    !part_generate(p, ROUNDS, NEAR * fabs(p->value)))
		return HUGE_VAL;
	return p->value;
}

/* The first day that is not sure, the other way round. */
static double turn_away(struct part *p, const struct share_of_day *list, int n)
{
	int k = 0;

	while (k + 1 < n && list[k].share >= SURE)
		k++;
	part_forbid(p, list[k].slot, list[k].day, list[k].choice);
	return answer(p);
}

/* Can a roster cheaper than the limit still be reached? */
static bool is_below(const struct part *p, double limit)
{
	return codes_round(p->codes, p->bound) < limit;
}

static double pace_after(double pace, double least, double lost)
{
	if (lost > 1e-9)
		return fmax(least, pace / FASTER);
	return fmax(pace, fmin(pace * FASTER, FASTEST));
}

/*
 * Fixes some days, prices answering.  Where that costs too much fewer are
 * fixed, in the end one, or that one choice is closed instead.
 */
static bool step(struct part *p, double limit, double slowest, double *pace)
{
	const double *weight = weights(p);
	struct share_of_day *list;
	double before = p->value, size = fabs(before), value;
	int n = collect(p, weight, &list), mark = p->n_shut;
	int least = (int)ceil(*pace * n);

	if (n == 0)
		return false;
	for (;; least = least > 8 ? least / 8 : 1) {
		fix(p, weight, list, n, least);
		value = answer(p);
		if (p->codes->effort->stopped ||
		    (value <= before + LOSS * size && is_below(p, limit))) {
			*pace = pace_after(*pace, slowest,
					   (value - before) / size);
			return value < HUGE_VAL;
		}
		part_reopen(p, mark);
		*pace = slowest;
		if (least == 1)
			break;
	}
	if (turn_away(p, list, n) <= value)
		return true;
	part_reopen(p, mark);
	fix(p, weight, list, n, 1);
	return answer(p) < HUGE_VAL;
}

/* Everybody has one tour. */
static bool is_whole(const struct part *p, int *roster)
{
	int n = 0;

	for (int k = 0; k < p->n_in; k++)
		if (!p->in[k].dead && part_weight(p, k) >= WHOLE) {
			roster[p->worker[p->in[k].slot]] = p->in[k].column;
			n++;
		}
	return n == p->n;
}

double part_dive(struct part *p, double limit, double pace, int *roster)
{
	struct codes *c = p->codes;
	double cost = HUGE_VAL, slowest = pace;

	memcpy(roster, c->best, (size_t)c->n_workers * sizeof(*roster));
	p->scratch = arena_open();
	for (;;) {
		if (is_whole(p, roster)) {
			cost = codes_roster_cost(c, roster, NULL);
			break;
		}
		if (!is_below(p, limit) || part_takes_too_long(p) ||
		    !step(p, limit, slowest, &pace) || !part_sweep(p))
			break;
		arena_empty(p->scratch);
		if (p->tell)
			effort_tell(c->effort, p->tell);
	}
	arena_close(p->scratch);
	return cost;
}
