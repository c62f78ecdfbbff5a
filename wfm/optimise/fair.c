#include "optimise/fair.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

enum { NOTES = 64 };

struct loads {
	double of[LOAD_KINDS];
};

struct noted {
	int worker;
	struct loads was;
};

struct fair {
	const struct plan *plan;
	const int *group;     /* [n_workers] contract, -1: none */
	const int *members;   /* workers by group */
	const int *first;     /* [n_contracts + 1] */
	struct loads *loads;  /* [n_workers] */
	struct loads *spread; /* [n_contracts] */
	const struct loads *balance;
	const bool *holiday, *weekend; /* [days] */
	double *sorted;		       /* [n_workers] */
	double price[LOAD_KINDS];      /* of a unit */
	struct noted notes[NOTES];
	int n_notes;
};

static double spread_of(struct fair *f, int group, int kind)
{
	int n = 0;

	for (int k = f->first[group]; k < f->first[group + 1]; k++)
		f->sorted[n++] = f->loads[f->members[k]].of[kind];
	return fairness_spread(f->sorted, n);
}

static void group_workers(struct arena *a, struct fair *f)
{
	const struct plan *p = f->plan;
	int groups = p->period->site->n_contracts, n = 0;
	int *group = arena_new(a, int, p->n_workers);
	int *members = arena_new(a, int, p->n_workers);
	int *first = arena_new(a, int, groups + 1);

	for (int i = 0; i < p->n_workers; i++)
		group[i] = fairness_group(p->period, i);
	for (int g = 0; g < groups; g++) {
		first[g] = n;
		for (int i = 0; i < p->n_workers; i++)
			if (group[i] == g)
				members[n++] = i;
	}
	first[groups] = n;
	f->group = group;
	f->members = members;
	f->first = first;
}

static void know_days(struct arena *a, struct fair *f)
{
	const struct plan *p = f->plan;
	const struct site *s = p->period->site;
	bool *holiday = arena_new(a, bool, p->days);
	bool *weekend = arena_new(a, bool, p->days);

	for (int d = 0; d < p->days; d++) {
		int day = p->period->first_day + d;
		holiday[d] = site_day_kind(s, day) & DAYS_HOLIDAY;
		weekend[d] = s->weekend >> date_weekday(day) & 1;
	}
	f->holiday = holiday;
	f->weekend = weekend;
}

struct fair *fair_new(struct arena *a, const struct plan *p)
{
	struct loads *balance = arena_new(a, struct loads, p->n_workers);

	if (!fairness_is_asked(p->period->site))
		return NULL;
	struct fair *f = arena_new(a, struct fair, 1);
	f->plan = p;
	for (int k = 0; k < LOAD_KINDS; k++)
		f->price[k] = fairness_price(p->period->site, (enum load)k);
	for (int i = 0; i < p->n_workers; i++)
		for (int k = 0; k < LOAD_KINDS; k++)
			balance[i].of[k] =
				fairness_balance(p->period, i, (enum load)k);
	f->balance = balance;
	f->loads =
		arena_copy(a, balance, (size_t)p->n_workers, sizeof(*balance));
	f->spread = arena_new(a, struct loads, p->period->site->n_contracts);
	f->sorted = arena_new(a, double, p->n_workers);
	group_workers(a, f);
	know_days(a, f);
	for (int g = 0; g < p->period->site->n_contracts; g++)
		for (int k = 0; k < LOAD_KINDS; k++)
			f->spread[g].of[k] = spread_of(f, g, k);
	return f;
}

void fair_copy(struct fair *to, const struct fair *from)
{
	if (!to)
		return;
	memcpy(to->loads, from->loads,
	       (size_t)to->plan->n_workers * sizeof(*to->loads));
	memcpy(to->spread, from->spread,
	       (size_t)to->plan->period->site->n_contracts *
		       sizeof(*to->spread));
}

static struct loads loads_of(const struct fair *f, int worker,
			     const struct day_work *days)
{
	struct loads l = f->balance[worker];
	bool counted = false;

	for (int d = 0; d < f->plan->days; d++) {
		if (!f->weekend[d])
			counted = false;
		l.of[LOAD_REFUSED] += days[d].refused;
		if (!days[d].worked)
			continue;
		if (f->weekend[d] && !counted) {
			l.of[LOAD_WEEKENDS]++;
			counted = true;
		}
		l.of[LOAD_NIGHTS] += days[d].night;
		l.of[LOAD_UNPOPULAR] += days[d].unpopular;
		l.of[LOAD_HOLIDAYS] += f->holiday[d];
	}
	return l;
}

double fair_note(struct fair *f, int worker, const struct day_work *days)
{
	double change = 0;

	if (!f || f->group[worker] < 0 || f->n_notes == NOTES)
		return 0;
	struct loads now = loads_of(f, worker, days), was = f->loads[worker];
	int g = f->group[worker];
	if (memcmp(&now, &was, sizeof(now)) == 0)
		return 0;
	f->notes[f->n_notes++] = (struct noted){ worker, was };
	f->loads[worker] = now;
	for (int k = 0; k < LOAD_KINDS; k++) {
		if (now.of[k] == was.of[k])
			continue;
		double spread = spread_of(f, g, k);
		change += f->price[k] * (spread - f->spread[g].of[k]);
		f->spread[g].of[k] = spread;
	}
	return change;
}

void fair_keep(struct fair *f)
{
	if (f)
		f->n_notes = 0;
}

void fair_undo(struct fair *f)
{
	while (f && f->n_notes > 0) {
		struct noted *n = &f->notes[--f->n_notes];
		int g = f->group[n->worker];
		f->loads[n->worker] = n->was;
		for (int k = 0; k < LOAD_KINDS; k++)
			f->spread[g].of[k] = spread_of(f, g, k);
	}
}

void fair_prices(struct fair *f, int worker, int n, double *price)
{
	int g = f->group[worker];
	double middle = 0;

	if (g >= 0) {
		spread_of(f, g, LOAD_WEEKENDS);
		middle = f->sorted[(f->first[g + 1] - f->first[g]) / 2];
	}
	for (int c = 0; c < n; c++)
		price[c] =
			f->price[LOAD_WEEKENDS] *
			fabs(f->balance[worker].of[LOAD_WEEKENDS] + c - middle);
}

void fair_slopes(struct fair *f, int worker, double *slope)
{
	int g = f->group[worker];

	for (int k = 0; k < LOAD_KINDS; k++) {
		slope[k] = 0;
		if (g < 0 || k == LOAD_WEEKENDS)
			continue;
		spread_of(f, g, k);
		double over = f->loads[worker].of[k] -
			      f->sorted[(f->first[g + 1] - f->first[g]) / 2];
		slope[k] = f->price[k] * fmax(-1, fmin(1, over));
	}
}

static bool could_add(const struct fair *f, const struct menu *m, int day,
		      int kind)
{
	bool any = kind == LOAD_REFUSED && m->may_off && m->off_refused;

	for (int k = 0; k < m->n && !any; k++) {
		const struct choice *c = &m->list[k];
		const struct option *o = plan_option(f->plan, c);
		any = (kind == LOAD_NIGHTS && o->night) ||
		      (kind == LOAD_UNPOPULAR && o->unpopular) ||
		      (kind == LOAD_REFUSED && c->refused) ||
		      (kind == LOAD_HOLIDAYS && f->holiday[day]);
	}
	return any;
}

static int most_added(const struct fair *f, int worker, int kind)
{
	const struct worker *w = &f->plan->workers[worker];
	int n = 0;

	for (int d = 0; w->planned && d < f->plan->days; d++)
		n += could_add(f, &w->menu[d], d, kind);
	return n;
}

/* Distances of a group's ranges from a common number. */
static double apart_from(const struct fair *f, int group, int kind,
			 const double *high, double m)
{
	double sum = 0;

	for (int k = f->first[group]; k < f->first[group + 1]; k++) {
		int i = f->members[k];
		sum += fmax(0, f->balance[i].of[kind] - m) +
		       fmax(0, m - high[i]);
	}
	return sum;
}

/* Least over common numbers: it is at an end of some range. */
static double least_apart(const struct fair *f, int group, int kind,
			  const double *high)
{
	double best = HUGE_VAL;

	for (int k = f->first[group]; k < f->first[group + 1]; k++) {
		int i = f->members[k];
		best = fmin(best, apart_from(f, group, kind, high,
					     f->balance[i].of[kind]));
		best = fmin(best, apart_from(f, group, kind, high, high[i]));
	}
	return best < HUGE_VAL ? best : 0;
}

double fair_least(const struct fair *f)
{
	struct arena *a;
	double *high, sum = 0;

	if (!f)
		return 0;
	a = arena_open();
	high = arena_new(a, double, f->plan->n_workers);
	for (int kind = 0; kind < LOAD_KINDS; kind++) {
		if (kind == LOAD_WEEKENDS)
			continue;
		for (int i = 0; i < f->plan->n_workers; i++)
			high[i] =
				f->balance[i].of[kind] + most_added(f, i, kind);
		for (int g = 0; g < f->plan->period->site->n_contracts; g++)
			sum += f->price[kind] * least_apart(f, g, kind, high);
	}
	arena_close(a);
	return sum;
}

double fair_cost(const struct fair *f)
{
	double sum = 0;

	if (!f)
		return 0;
	for (int g = 0; g < f->plan->period->site->n_contracts; g++)
		for (int k = 0; k < LOAD_KINDS; k++)
			sum += f->price[k] * f->spread[g].of[k];
	return sum;
}
