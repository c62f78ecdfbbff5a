#include "maths/fairness.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/text.h"
#include "maths/objective.h"

enum { NIGHT_FROM = 23 * 60, NIGHT_UNTIL = 30 * 60, NIGHT_SECONDS = 3 * 3600 };
enum { UNPOPULAR_SECONDS = 2 * 3600 };

const char *fairness_name(enum load kind)
{
	static const char *const names[] = { "nights", "weekends", "holidays",
					     "unpopular", "refused" };

	return names[kind];
}

double fairness_price(const struct site *site, enum load kind)
{
	return kind == LOAD_REFUSED ? site->refused_price
				    : site->fairness_price;
}

bool fairness_is_asked(const struct site *site)
{
	return site->fairness_price > 0 || site->refused_price > 0;
}

/* Seconds of a duty between two times of a day. */
static int64_t common_seconds(const struct site *site, const struct duty *duty,
			      int day, struct window w)
{
	int64_t from = zone_utc(site->zone, day, w.from * 60).first;
	int64_t until = zone_utc(site->zone, day, w.until * 60).first;

	if (from < duty->start)
		from = duty->start;
	if (until > duty->end)
		until = duty->end;
	return until > from ? until - from : 0;
}

bool fairness_is_night(const struct site *site, const struct duty *duty)
{
	static const struct window night = { NIGHT_FROM, NIGHT_UNTIL };
	int day = zone_wall(site->zone, duty->start).day;

	return common_seconds(site, duty, day - 1, night) >= NIGHT_SECONDS ||
	       common_seconds(site, duty, day, night) >= NIGHT_SECONDS;
}

/* The unpopular hours of a day: of holidays their own, where they are said. */
static const struct opening_day *unpopular_on(const struct site *site, int day)
{
	const struct opening_day *special = &site->unpopular.day[7];

	if ((site_day_kind(site, day) & DAYS_HOLIDAY) && special->windows)
		return special;
	return &site->unpopular.day[date_weekday(day)];
}

bool fairness_is_unpopular(const struct site *site, const struct duty *duty)
{
	int first = zone_wall(site->zone, duty->start).day;
	int64_t seconds = 0;

	for (int day = first - 1; day <= first + 1; day++) {
		const struct opening_day *o = unpopular_on(site, day);
		for (int k = 0; k < o->n; k++)
			seconds +=
				common_seconds(site, duty, day, o->windows[k]);
	}
	return seconds >= UNPOPULAR_SECONDS;
}

bool fairness_refuses(const struct period *p, int agent, int day,
		      const struct cell *cell)
{
	return objective_wishes(p, agent, day, cell) > 0;
}

static bool is_weekend(const struct site *site, int day)
{
	return site->weekend >> date_weekday(day) & 1;
}

/* What days [from, until) give, of the period's roster or of the past. */
static struct fairness_load load_of_days(const struct period *p,
					 const struct roster *r, int agent,
					 int from, int until)
{
	struct fairness_load load = { { 0 } };
	bool counted = false; /* this weekend */

	for (int day = from; day < until; day++) {
		const struct cell *c = period_cell(p, r, agent, day);
		if (!is_weekend(p->site, day))
			counted = false;
		if (!c)
			continue;
		load.count[LOAD_REFUSED] += fairness_refuses(p, agent, day, c);
		if (c->kind != CELL_DUTY)
			continue;
		if (is_weekend(p->site, day) && !counted) {
			load.count[LOAD_WEEKENDS]++;
			counted = true;
		}
		load.count[LOAD_NIGHTS] += fairness_is_night(p->site, &c->duty);
		load.count[LOAD_UNPOPULAR] +=
			fairness_is_unpopular(p->site, &c->duty);
		if (site_day_kind(p->site, day) & DAYS_HOLIDAY)
			load.count[LOAD_HOLIDAYS]++;
	}
	return load;
}

static const struct balance *opening_of(const struct period *p, int agent,
					enum load kind)
{
	const struct balance *found = NULL;

	for (int k = 0; k < p->site->n_balances; k++) {
		const struct balance *b = &p->site->balances[k];
		if (b->agent != agent || b->as_of > p->first_day ||
		    !text_equal(b->what, fairness_name(kind)))
			continue;
		if (!found || b->as_of >= found->as_of)
			found = b;
	}
	return found;
}

double fairness_balance(const struct period *p, int agent, enum load kind)
{
	const struct balance *b = opening_of(p, agent, kind);
	int from = p->past ? p->past->first_day : p->first_day;

	if (b && b->as_of == DATE_NONE)
		return b->value;
	if (b && b->as_of > from)
		from = b->as_of;
	return (b ? b->value : 0) +
	       load_of_days(p, NULL, agent, from, p->first_day).count[kind];
}

struct fairness_load fairness_of_agent(const struct period *p,
				       const struct roster *r, int agent)
{
	return load_of_days(p, r, agent, p->first_day, p->first_day + p->days);
}

int fairness_group(const struct period *p, int agent)
{
	for (int d = 0; d < p->days; d++)
		if (p->people[agent].days[d].term)
			return p->people[agent].days[d].term->contract;
	return -1;
}

static int by_value(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

double fairness_spread(double *loads, int n)
{
	double sum = 0;

	if (n > 1)
		qsort(loads, (size_t)n, sizeof(*loads), by_value);
	for (int k = 0; k < n; k++)
		sum += fabs(loads[k] - loads[n / 2]);
	return sum;
}

/* The median load of a group and kind. */
static double share_of(const struct fairness_ledger *l, int group,
		       enum load kind, double *loads)
{
	int n = 0;

	for (int k = 0; k < l->n; k++)
		if (l->list[k].group == group && l->list[k].kind == kind)
			loads[n++] = l->list[k].after;
	if (n > 1)
		qsort(loads, (size_t)n, sizeof(*loads), by_value);
	return n > 0 ? loads[n / 2] : 0;
}

struct fairness_ledger fairness_ledger(struct arena *a, const struct period *p,
				       const struct roster *r)
{
	const struct site *site = p->site;
	struct fairness_ledger l = { .n = 0 };
	double *loads = arena_new(a, double, site->n_agents);
	double *share = arena_new(a, double, site->n_contracts *LOAD_KINDS);

	l.list = arena_new(a, struct fairness_entry,
			   site->n_agents * LOAD_KINDS);
	for (int i = 0; i < site->n_agents; i++) {
		struct fairness_load now = fairness_of_agent(p, r, i);
		int group = fairness_group(p, i);
		for (int k = 0; k < LOAD_KINDS && group >= 0; k++) {
			double before = fairness_balance(p, i, (enum load)k);
			l.list[l.n++] =
				(struct fairness_entry){ i,
							 group,
							 (enum load)k,
							 before,
							 before + now.count[k],
							 0 };
		}
	}
	for (int g = 0; g < site->n_contracts; g++)
		for (int k = 0; k < LOAD_KINDS; k++)
			share[g * LOAD_KINDS + k] =
				share_of(&l, g, (enum load)k, loads);
	for (int k = 0; k < l.n; k++) {
		struct fairness_entry *e = &l.list[k];
		e->share = share[e->group * LOAD_KINDS + (int)e->kind];
	}
	return l;
}

double fairness_of_roster(struct arena *a, const struct period *p,
			  const struct roster *r)
{
	struct fairness_ledger l = fairness_ledger(a, p, r);
	double sum = 0;

	for (int k = 0; k < l.n; k++)
		sum += fairness_price(p->site, l.list[k].kind) *
		       fabs(l.list[k].after - l.list[k].share);
	return sum;
}
