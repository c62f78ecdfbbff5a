#include "maths/fairness.h"

#include <math.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/text.h"

enum { NIGHT_FROM = 23 * 60, NIGHT_UNTIL = 30 * 60, NIGHT_SECONDS = 3 * 3600 };

const char *fairness_name(enum load kind)
{
	static const char *const names[] = { "nights", "weekends", "holidays" };

	return names[kind];
}

static int64_t common_seconds(const struct site *site, const struct duty *duty,
			      int day)
{
	int64_t from = zone_utc(site->zone, day, NIGHT_FROM * 60).first;
	int64_t until = zone_utc(site->zone, day, NIGHT_UNTIL * 60).first;

	if (from < duty->start)
		from = duty->start;
	if (until > duty->end)
		until = duty->end;
	return until > from ? until - from : 0;
}

bool fairness_is_night(const struct site *site, const struct duty *duty)
{
	int day = zone_wall(site->zone, duty->start).day;

	return common_seconds(site, duty, day - 1) >= NIGHT_SECONDS ||
	       common_seconds(site, duty, day) >= NIGHT_SECONDS;
}

double fairness_balance(const struct period *p, int agent, enum load kind)
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
	return found ? found->value : 0;
}

static bool is_weekend(const struct site *site, int day)
{
	return site->weekend >> date_weekday(day) & 1;
}

struct fairness_load fairness_of_agent(const struct period *p,
				       const struct roster *r, int agent)
{
	struct fairness_load load = { { 0, 0, 0 } };
	bool counted = false; /* this weekend */

	for (int d = 0; d < p->days; d++) {
		int day = p->first_day + d;
		const struct cell *c = roster_cell(r, agent, day);
		if (!is_weekend(p->site, day))
			counted = false;
		if (!c || c->kind != CELL_DUTY)
			continue;
		if (is_weekend(p->site, day) && !counted) {
			load.count[LOAD_WEEKENDS]++;
			counted = true;
		}
		if (fairness_is_night(p->site, &c->duty))
			load.count[LOAD_NIGHTS]++;
		if (site_day_kind(p->site, day) & DAYS_HOLIDAY)
			load.count[LOAD_HOLIDAYS]++;
	}
	return load;
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

double fairness_spread(struct arena *a, const struct period *p,
		       const struct roster *r, int group, enum load kind)
{
	double *loads = arena_new(a, double, p->site->n_agents);
	double sum = 0;
	int n = 0;

	for (int i = 0; i < p->site->n_agents; i++)
		if (fairness_group(p, i) == group)
			loads[n++] = fairness_balance(p, i, kind) +
				     fairness_of_agent(p, r, i).count[kind];
	qsort(loads, (size_t)n, sizeof(*loads), by_value);
	for (int k = 0; k < n; k++)
		sum += fabs(loads[k] - loads[n / 2]);
	return sum;
}

double fairness_of_roster(struct arena *a, const struct period *p,
			  const struct roster *r)
{
	double sum = 0;

	for (int group = 0; group < p->site->n_contracts; group++)
		for (int kind = 0; kind < LOAD_KINDS; kind++)
			sum += fairness_spread(a, p, r, group, (enum load)kind);
	return sum;
}
