/*
 * made_centre - a made-up call centre of any size, for benchmarks and laws.
 *
 * Weekdays 07:00-24:00, weekends 08:00-22:00, quarter or half hours.  Load
 * peaks near 10:30 and 15:30 and a little at 20:00, weekdays 1.2 to 0.55, 3 %
 * noise; people by Erlang C for 80 % within 20 s at 300 s a call; scaled until
 * the demand is `ratio` of the people hours on the phone.  55 % work 5 x 8 h,
 * 15 % 4 x 10 h, 30 % 20 to 24 h in duties of 4 to 6 h.  Breaks with windows,
 * 11 h rest, at most 6 days in a row, 1 or 2 weekend days a week, 15 % with
 * restricted availability, wishes for starts and days off.  One person short
 * costs 4 per quarter up to a tenth of the demand and 8 beyond, one too many
 * 1.  Pay 2 an hour, nights +25 %, Sundays +50 %.
 */
#ifndef TESTS_MADE_CENTRE_H
#define TESTS_MADE_CENTRE_H

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/random.h"
#include "model/period.h"
#include "model/requirement.h"

struct made_options {
	int people, queues, weeks;
	int interval; /* seconds */
	double ratio;
	uint64_t seed;
};

struct made {
	struct site site;
	struct period period;
	struct requirement req;
};

enum {
	MADE_FULL,
	MADE_FULL_WEEKEND,
	MADE_TEN,
	MADE_TEN_WEEKEND,
	MADE_PART,
	MADE_PART_WEEKEND,
	MADE_SHIFTS
};

static inline void made_shifts(struct arena *a, struct made *m)
{
	static const struct shift_break breaks[] = {
		{ "rest", "Rest", 15, true, 75, 150, { 0 } },
		{ "lunch", "Lunch", 30, false, 210, 285, { 0 } },
		{ "rest2", "Rest", 15, true, 360, 435, { 0 } },
		{ "lunch10", "Lunch", 30, false, 240, 330, { 0 } },
		{ "rest10", "Rest", 15, true, 420, 510, { 0 } },
	};
	static const int full[] = { 0, 1, 2 }, ten[] = { 0, 3, 4 },
			 part[] = { 0 };
	static const struct {
		const char *id;
		int first, last, days, min, max, n;
		const int *breaks;
	} table[MADE_SHIFTS] = {
		{ "full", 420, 930, 0x1f, 480, 480, 3, full },
		{ "fullw", 480, 810, 0x60, 480, 480, 3, full },
		{ "ten", 420, 810, 0x1f, 600, 600, 3, ten },
		{ "tenw", 480, 690, 0x60, 600, 600, 3, ten },
		{ "part", 420, 1080, 0x1f, 240, 360, 1, part },
		{ "partw", 480, 960, 0x60, 240, 360, 1, part },
	};
	struct shift *shifts = arena_new(a, struct shift, MADE_SHIFTS);

	for (int k = 0; k < MADE_SHIFTS; k++)
		shifts[k] = (struct shift){ .id = table[k].id,
					    .code = table[k].id,
					    .name = table[k].id,
					    .days = (days_set)table[k].days,
					    .first = table[k].first,
					    .last = table[k].last,
					    .step = 30,
					    .min_paid = table[k].min,
					    .max_paid = table[k].max,
					    .paid_step = 30,
					    .breaks = table[k].breaks,
					    .n_breaks = table[k].n };
	m->site.shifts = shifts;
	m->site.n_shifts = MADE_SHIFTS;
	m->site.breaks = breaks;
	m->site.n_breaks = 5;
}

static inline struct rule made_rule(const char *name, enum count count,
				    enum over over, int min, int max)
{
	return (struct rule){ .name = name,
			      .count = count,
			      .over = over,
			      .length = 1,
			      .shifts = ~(shift_set)0,
			      .days = DAYS_ALL,
			      .min = min,
			      .max = max };
}

/* Contracts: full, ten, part; each with 1 or 2 weekend days a week. */
static inline void made_contracts(struct arena *a, struct made *m)
{
	static const int minutes[3][3] = { { 2400, 2400, 480 },
					   { 2400, 2400, 600 },
					   { 1200, 1440, 300 } };
	struct contract *c = arena_new(a, struct contract, 6);

	for (int k = 0; k < 6; k++) {
		struct rule *rules = arena_new(a, struct rule, 4);
		rules[0] = made_rule("rest", COUNT_REST, OVER_RUN, 660,
				     RULE_NO_MAX);
		rules[1] =
			made_rule("days in a row", COUNT_RUN, OVER_RUN, 0, 6);
		rules[2] = made_rule("weekend days", COUNT_DAYS,
				     OVER_CALENDAR_WEEK, 0, 1 + k % 2);
		rules[2].days = 0x60;
		rules[3] = made_rule("days per week", COUNT_DAYS,
				     OVER_CALENDAR_WEEK, k / 2 == 2 ? 4 : 0,
				     k / 2 == 1	  ? 4
				     : k / 2 == 2 ? 6
						  : 5);
		c[k] = (struct contract){ .id = "contract",
					  .name = "Contract",
					  .min_minutes = minutes[k / 2][0],
					  .max_minutes = minutes[k / 2][1],
					  .hours_over = OVER_CALENDAR_WEEK,
					  .hours_length = 1,
					  .day_minutes = minutes[k / 2][2],
					  .shifts = (shift_set)3 << (k / 2 * 2),
					  .rules = rules,
					  .n_rules = 4 };
	}
	m->site.contracts = c;
	m->site.n_contracts = 6;
}

static inline void made_queues(struct arena *a, struct made *m, int n)
{
	static const char *const ids[] = { "sales", "service", "claims",
					   "vip" };
	struct queue *queues = arena_new(a, struct queue, n);
	struct skill *skills = arena_new(a, struct skill, n);

	for (int q = 0; q < n; q++) {
		queues[q] = (struct queue){ .id = ids[q],
					    .name = ids[q],
					    .skill = q };
		skills[q] = (struct skill){ ids[q], q };
	}
	m->site.queues = queues;
	m->site.skills = skills;
	m->site.n_queues = m->site.n_skills = n;
}

static inline void made_skills(struct arena *a, struct agent *agent, int queues,
			       struct random *r)
{
	struct agent_skill *skills = arena_new(a, struct agent_skill, queues);
	int first = random_below(r, queues);
	int n = queues > 1 ? 1 + random_below(r, queues) : 1;

	for (int k = 0; k < n; k++)
		skills[k] = (struct agent_skill){ (first + k) % queues,
						  1 + k,
						  1,
						  DATE_NONE,
						  DATE_NONE,
						  { 0 } };
	agent->skills = skills;
	agent->n_skills = n;
}

/* Restricted: mornings only, evenings only, or not on two days. */
static inline void made_availability(struct arena *a, struct agent *agent,
				     struct random *r)
{
	struct availability *v = arena_new(a, struct availability, 1);
	int what = random_below(r, 3);

	*v = (struct availability){ .days = DAYS_ALL,
				    .from = DATE_NONE,
				    .until = DATE_NONE,
				    .kind = AVAILABLE_CANNOT };
	if (what == 0)
		v->window = (struct window){ 1140, 1440 };
	else if (what == 1)
		v->window = (struct window){ 0, 540 };
	else {
		int day = random_below(r, 6);
		v->days = (days_set)(3 << day);
		v->window = (struct window){ 0, 1440 };
	}
	agent->availability = v;
	agent->n_availability = 1;
}

static inline void made_people(struct arena *a, struct made *m,
			       struct made_options o, struct random *r)
{
	struct agent *agents = arena_new(a, struct agent, o.people);

	for (int i = 0; i < o.people; i++) {
		struct agent_term *term = arena_new(a, struct agent_term, 1);
		double u = random_uniform(r);
		int type = u < 0.55 ? 0 : u < 0.7 ? 1 : 2;
		int contract = 2 * type + (random_uniform(r) < 0.4);
		const struct contract *c = &m->site.contracts[contract];
		*term = (struct agent_term){ .team = "one",
					     .contract = contract,
					     .min_minutes = c->min_minutes,
					     .max_minutes = c->max_minutes,
					     .from = DATE_NONE,
					     .until = DATE_NONE };
		agents[i] = (struct agent){ .id = arena_printf(a, "p%03d", i),
					    .name = "Somebody",
					    .terms = term,
					    .n_terms = 1 };
		made_skills(a, &agents[i], o.queues, r);
		if (random_uniform(r) < 0.15)
			made_availability(a, &agents[i], r);
	}
	m->site.agents = agents;
	m->site.n_agents = o.people;
}

static inline void made_wishes(struct arena *a, struct made *m, int first,
			       int days, struct random *r)
{
	struct request *list =
		arena_new(a, struct request, 2 * m->site.n_agents + 1);
	int n = 0;

	for (int i = 0; i < m->site.n_agents; i++) {
		if (random_uniform(r) < 0.3) {
			int day = first + random_below(r, days);
			list[n++] = (struct request){ .agent = i,
						      .from = day,
						      .until = day + 1,
						      .off = true,
						      .wish = WISH_WANT,
						      .weight = 15 };
		}
		if (random_uniform(r) < 0.5) {
			int start = 420 + 60 * random_below(r, 8);
			list[n++] = (struct request){
				.agent = i,
				.from = first,
				.until = first + days,
				.shifts = ~(shift_set)0,
				.window = { start, start + 660 },
				.wish = WISH_WANT,
				.weight = 0.5 + random_uniform(r)
			};
		}
	}
	m->site.requests = list;
	m->site.n_requests = n;
}

/* Probability of waiting times e^-..., Erlang C by the recursion of B. */
static inline double made_level(int agents, double load)
{
	double b = 1;

	if (agents <= load)
		return 0;
	for (int k = 1; k <= agents; k++)
		b = load * b / (k + load * b);
	double c = b * agents / (agents - load * (1 - b));
	return 1 - c * exp(-(agents - load) * 20 / 300);
}

static inline int made_agents(double load)
{
	int n = (int)load;

	if (load <= 0)
		return 0;
	while (made_level(n, load) < 0.8)
		n++;
	return n;
}

static inline double made_shape(int day, int wall)
{
	static const double days[] = { 1.2, 1.1, 1, 1, 0.95, 0.65, 0.55 };
	int weekday = date_weekday(day);
	bool weekend = weekday >= SATURDAY;
	double h = wall / 60.0;

	if (h < (weekend ? 8 : 7) || h >= (weekend ? 22 : 24))
		return 0;
	return days[weekday] * (0.15 + exp(-(h - 10.5) * (h - 10.5) / 6) +
				0.85 * exp(-(h - 15.5) * (h - 15.5) / 7) +
				0.35 * exp(-(h - 20) * (h - 20) / 4));
}

/* Heads needed on each row; returns their sum. */
static inline double made_demand(struct made *m, const double *noise,
				 double volume, int *need)
{
	static const double part[4][4] = {
		{ 1 }, { 0.6, 0.4 }, { 0.5, 0.3, 0.2 }, { 0.4, 0.3, 0.2, 0.1 }
	};
	const struct grid *g = &m->req.grid;
	double sum = 0;

	for (int q = 0; q < m->req.n_rows; q++)
		for (int t = 0; t < g->n; t++) {
			int d = grid_day(g, t);
			int k = q * g->n + t;
			double load =
				d < m->period.days
					? volume * made_shape(g->first_day + d,
							      g->wall[t])
					: 0;
			load *= part[m->req.n_rows - 1][q] * noise[k];
			need[k] = made_agents(load);
			sum += need[k];
		}
	return sum;
}

/* Cost per quarter of an hour, whatever the interval. */
static inline void made_curves(struct arena *a, struct made *m, const int *need)
{
	const struct grid *g = &m->req.grid;
	double unit = g->interval / 900.0;

	for (int q = 0; q < m->req.n_rows; q++)
		for (int t = 0; t < g->n; t++) {
			struct requirement_row *row = &m->req.rows[q];
			int d = need[q * g->n + t], near = (d + 9) / 10;
			double *worth = arena_new(a, double, near);
			for (int k = 0; k < near; k++)
				worth[k] = 4 * unit;
			row->gross[t] = row->net[t] = d;
			row->curve[t] = (struct curve){ 8 * unit, d - near,
							near, worth, unit };
		}
}

static inline void made_requirement(struct arena *a, struct made *m,
				    struct made_options o, struct random *r)
{
	static const double hours[] = { 37.5, 37.5, 21.0 };
	double all = 0, low = 0, high = 50.0 * o.people;
	const struct site *s = &m->site;

	m->req = requirement_new(a, m->period.grid, s->n_queues);
	for (int q = 0; q < s->n_queues; q++) {
		m->req.rows[q].name = s->queues[q].id;
		m->req.rows[q].queue = q;
		m->req.rows[q].queues = (uint64_t)1 << q;
	}
	size_t n = (size_t)s->n_queues * m->req.grid.n;
	double *noise = arena_new(a, double, n);
	int *need = arena_new(a, int, n);
	for (size_t k = 0; k < n; k++)
		noise[k] = 1 + 0.03 * random_normal(r);
	for (int i = 0; i < s->n_agents; i++)
		all += hours[s->agents[i].terms[0].contract / 2] * o.weeks;
	all *= 3600.0 / o.interval * o.ratio;
	for (int k = 0; k < 50; k++) {
		double middle = (low + high) / 2;
		if (made_demand(m, noise, middle, need) < all)
			low = middle;
		else
			high = middle;
	}
	made_demand(m, noise, low, need);
	made_curves(a, m, need);
}

static inline struct made *made_centre(struct arena *a, struct made_options o)
{
	static const struct premium premiums[] = {
		{ "night", DAYS_ALL, { 1320, 1800 }, 0.25, false },
		{ "sunday", 1 << SUNDAY, { 0, 1440 }, 0.5, false },
	};
	struct made *m = arena_new(a, struct made, 1);
	struct random r = random_stream(o.seed, 77);
	struct err e = err_new(a);
	int first = date_from_week((struct iso_week){ 2026, 46 });

	m->site = (struct site){
		.name = "Made",
		.fairness_price = 5,
		.interval = o.interval,
		.weekend = 0x60,
		.period_from = DATE_NONE,
		.pay = { .base = 2, .premiums = premiums, .n_premiums = 2 }
	};
	if (zone_load(a, NULL, "Europe/London", &m->site.zone, &e) != RC_OK)
		abort();
	made_shifts(a, m);
	made_contracts(a, m);
	made_queues(a, m, o.queues);
	made_people(a, m, o, &r);
	made_wishes(a, m, first, 7 * o.weeks, &r);
	if (period_new(a, &m->site, first, 7 * o.weeks, NULL, NULL, &m->period,
		       &e) != RC_OK)
		abort();
	made_requirement(a, m, o, &r);
	return m;
}

#endif
