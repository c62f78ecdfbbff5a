#include "optimise/alike.h"

#include <math.h>

#include "base/date.h"
#include "maths/fairness.h"

enum { NUMBERS = 64 }; /* common numbers of a group that are tried */

struct group {
	double number[NUMBERS];
	int n;
};

struct alike {
	const struct plan *plan;
	struct pricing_loads *loads; /* [n_workers] */
	bool *counted;		     /* [n_workers] pricing knows weekends */
	const int *group;	     /* [n_workers] -1: none */
	const double *balance;	     /* [n_workers] */
	struct group *groups;	     /* [n_contracts] */
	double price;
};

static bool add_number(struct group *g, double number)
{
	for (int k = 0; k < g->n; k++)
		if (g->number[k] == number)
			return true;
	if (g->n == NUMBERS)
		return false;
	g->number[g->n++] = number;
	return true;
}

static int weekends_of(const struct plan *p)
{
	int n = 0;

	for (int d = 0; d < p->days; d++) {
		int day = p->period->first_day + d;
		bool now = p->period->site->weekend >> date_weekday(day) & 1;
		bool before =
			d > 0 &&
			(p->period->site->weekend >> date_weekday(day - 1) & 1);
		n += now && !before;
	}
	return n;
}

/* What is best for a worker when the common number is m. */
static double worker_at(const struct alike *x, int i, double m)
{
	double best = HUGE_VAL;

	for (int c = 0; c < PRICING_LOADS; c++)
		best = fmin(best,
			    x->loads[i].value[c] +
				    x->price * fabs(x->balance[i] + c - m));
	return best;
}

static void set_prices(struct alike *x, int i, double m)
{
	for (int c = 0; c < PRICING_LOADS; c++)
		x->loads[i].price[c] = x->price * fabs(x->balance[i] + c - m);
}

struct alike *alike_new(struct arena *a, const struct plan *p,
			struct pricer *const *pricers)
{
	struct alike *x = arena_new(a, struct alike, 1);
	int *group = arena_new(a, int, p->n_workers);
	double *balance = arena_new(a, double, p->n_workers);
	int weekends = weekends_of(p);

	x->plan = p;
	x->price = p->period->site->fairness_price;
	if (!(x->price > 0) || weekends >= PRICING_LOADS)
		return NULL;
	x->loads = arena_new(a, struct pricing_loads, p->n_workers);
	x->counted = arena_new(a, bool, p->n_workers);
	x->groups = arena_new(a, struct group, p->period->site->n_contracts);
	for (int i = 0; i < p->n_workers; i++) {
		group[i] = fairness_group(p->period, i);
		balance[i] = fairness_balance(p->period, i, LOAD_WEEKENDS);
		x->counted[i] = pricer_counts_loads(pricers[i]);
		for (int c = 0; c <= weekends && group[i] >= 0; c++)
			if (!add_number(&x->groups[group[i]], balance[i] + c))
				return NULL;
	}
	x->group = group;
	x->balance = balance;
	for (int i = 0; i < p->n_workers; i++)
		if (group[i] >= 0)
			set_prices(x, i, x->groups[group[i]].number[0]);
	return x;
}

struct pricing_loads *alike_loads(struct alike *x, int worker)
{
	return x->counted[worker] && x->group[worker] >= 0 ? &x->loads[worker]
							   : NULL;
}

static double group_at(const struct alike *x, int group, double m,
		       const bool *fixed)
{
	double sum = 0;

	for (int i = 0; i < x->plan->n_workers; i++) {
		if (x->group[i] != group)
			continue;
		if (!x->plan->workers[i].planned)
			sum += x->price * fabs(x->balance[i] - m);
		else if (x->counted[i] && !fixed[i])
			sum += worker_at(x, i, m);
	}
	return sum;
}

static double group_least(struct alike *x, int group, const bool *fixed)
{
	const struct group *g = &x->groups[group];
	double best = HUGE_VAL, m = 0;

	for (int k = 0; k < g->n; k++) {
		double sum = group_at(x, group, g->number[k], fixed);
		if (sum < best) {
			best = sum;
			m = g->number[k];
		}
	}
	for (int i = 0; i < x->plan->n_workers; i++)
		if (x->group[i] == group)
			set_prices(x, i, m);
	return best < HUGE_VAL ? best : 0;
}

double alike_least(struct alike *x, const double *tour_cost, const bool *fixed)
{
	double sum = 0;

	for (int i = 0; i < x->plan->n_workers; i++)
		if (!fixed[i] && tour_cost[i] < HUGE_VAL &&
		    !(x->counted[i] && x->group[i] >= 0))
			sum += tour_cost[i];
	for (int g = 0; g < x->plan->period->site->n_contracts; g++)
		sum += group_least(x, g, fixed);
	return sum;
}
