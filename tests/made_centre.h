/*
 * made_centre - a made-up call centre of any size, for benchmarks and laws.
 *
 * Weekdays 07:00-24:00, weekends 08:00-22:00, or round the clock; quarter or
 * half hours.  Load peaks near 10:30 and 15:30 and a little at 20:00, weekdays
 * 1.2 to 0.55, 3 % noise; people by Erlang C for 80 % within 20 s at 300 s a
 * call; scaled until the demand is `ratio` of the hours people are on the
 * phone.  55 % work 5 x 8 h, 15 % 4 x 10 h, 30 % 20 to 24 h in 4 to 6 duties
 * of 4 to 6 h, starts every half hour.  Three breaks in windows of their own
 * for full time, one or two for part time.  11 h rest, at most 6 days in a row
 * after 0 to 3 days before, 1 (60 %) or 2 weekend days a week, 15 % with
 * restricted availability.  Money: one person short 4 per quarter up to a
 * tenth of the demand and 8 beyond, one too many 1 and 2 beyond; pay 2 an
 * hour, nights +25 %, Sundays +50 %; a refused day off 15; a start more than
 * an hour from the preferred one 0.1 to 0.5 per half hour and day.  Four weeks
 * have at most two weekends each and a price on sharing alike.
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
	bool nights;	 /* open round the clock */
	double fairness; /* money per load shared unequally */
};

struct made {
	struct site site;
	struct period period;
	struct requirement req;
};

/* Templates: a contract's, by paid length, on weekdays, weekends, Sundays. */
enum {
	MADE_LENGTHS = 7,
	MADE_DAYS = 3,
	MADE_SHIFTS = MADE_LENGTHS * MADE_DAYS
};

static inline void made_shifts(struct arena *a, struct made *m, bool nights)
{
	static const struct shift_break breaks[] = {
		{ "rest", "Rest", 15, true, 75, 150, { 0 } },
		{ "lunch", "Lunch", 30, false, 210, 285, { 0 } },
		{ "rest2", "Rest", 15, true, 360, 435, { 0 } },
		{ "lunch10", "Lunch", 30, false, 240, 330, { 0 } },
		{ "rest10", "Rest", 15, true, 420, 510, { 0 } },
		{ "early", "Rest", 15, true, 60, 120, { 0 } },
		{ "late", "Rest", 15, true, 180, 225, { 0 } },
	};
	static const int full[] = { 0, 1, 2 }, ten[] = { 0, 3, 4 },
			 part[] = { 5, 6 };
	static const struct {
		int paid, span, n;
		const int *breaks;
	} length[MADE_LENGTHS] = {
		{ 480, 510, 3, full }, { 600, 630, 3, ten },
		{ 240, 240, 1, part }, { 270, 270, 1, part },
		{ 300, 300, 2, part }, { 330, 330, 2, part },
		{ 360, 360, 2, part },
	};
	static const struct {
		days_set days;
		int first, last; /* end */
	} open[2][MADE_DAYS] = {
		{ { 0x1f, 420, 1440 },
		  { 0x20, 480, 1320 },
		  { 0x40, 480, 1320 } },
		{ { 0x1f, 0, 2880 }, { 0x20, 0, 2880 }, { 0x40, 0, 1440 } }
	};
	struct shift *shifts = arena_new(a, struct shift, MADE_SHIFTS);

	for (int k = 0; k < MADE_SHIFTS; k++) {
		int l = k / MADE_DAYS, d = k % MADE_DAYS;
		int last = open[nights][d].last - length[l].span;
		const char *id = arena_printf(a, "s%d", k);
		shifts[k] = (struct shift){ .id = id,
					    .code = id,
					    .name = id,
					    .days = open[nights][d].days,
					    .first = open[nights][d].first,
					    .last = last < 1410 ? last : 1410,
					    .step = 30,
					    .min_paid = length[l].paid,
					    .max_paid = length[l].paid,
					    .paid_step = 30,
					    .breaks = length[l].breaks,
					    .n_breaks = length[l].n };
	}
	m->site.shifts = shifts;
	m->site.n_shifts = MADE_SHIFTS;
	m->site.breaks = breaks;
	m->site.n_breaks = 7;
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
static inline void made_contracts(struct arena *a, struct made *m, int weeks)
{
	static const int minutes[3][3] = { { 2400, 2400, 480 },
					   { 2400, 2400, 600 },
					   { 1200, 1440, 300 } };
	static const shift_set shifts[3] = { 0x7, 0x38, 0x1fffc0 };
	struct contract *c = arena_new(a, struct contract, 6);

	for (int k = 0; k < 6; k++) {
		struct rule *rules = arena_new(a, struct rule, 5);
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
		rules[4] = made_rule("weekends in 4 weeks", COUNT_WEEKENDS,
				     OVER_ROLLING, 0, 2);
		rules[4].length = 28;
		c[k] = (struct contract){ .id = "contract",
					  .name = "Contract",
					  .min_minutes = minutes[k / 2][0],
					  .max_minutes = minutes[k / 2][1],
					  .hours_over = OVER_CALENDAR_WEEK,
					  .hours_length = 1,
					  .day_minutes = minutes[k / 2][2],
					  .shifts = shifts[k / 2],
					  .rules = rules,
					  .n_rules = weeks < 4 ? 4 : 5 };
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

/* Restricted: no evenings, no mornings, or not on a weekday or weekends. */
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
		v->days = (days_set)(day < 5 ? 1 << day : 0x60);
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

/* Every half hour that a duty is more than an hour late, or early, costs. */
static inline void made_preference(struct made *m, struct request *list, int *n,
				   int i, struct request q, struct random *r)
{
	static const int usual[] = { 510, 630, 300 };
	int start = 480 + 30 * random_below(r, 17);
	int length = usual[m->site.agents[i].terms[0].contract / 2];

	q.weight = 0.1 + 0.4 * random_uniform(r);
	q.wish = WISH_AVOID;
	q.shifts = ~(shift_set)0;
	for (int at = start + 90; at <= 1200; at += 30) {
		q.window = (struct window){ at, 2880 };
		list[(*n)++] = q;
	}
	for (int at = start - 90; at >= 420; at -= 30) {
		q.window = (struct window){ 0, at + length };
		list[(*n)++] = q;
	}
}

static inline void made_wishes(struct arena *a, struct made *m, int first,
			       int days, struct random *r)
{
	struct request *list =
		arena_new(a, struct request, 40 * m->site.n_agents + 1);
	int n = 0;

	for (int i = 0; i < m->site.n_agents; i++) {
		struct request q = { .agent = i,
				     .from = first,
				     .until = first + days };
		made_preference(m, list, &n, i, q, r);
		if (random_uniform(r) >= 0.3)
			continue;
		q.from = first + random_below(r, days);
		q.until = q.from + 1;
		q.off = true;
		q.wish = WISH_WANT;
		q.weight = 15;
		list[n++] = q;
	}
	m->site.requests = list;
	m->site.n_requests = n;
}

/* The week before: off, but for 0 to 3 days at its end. */
static inline struct roster *made_past(struct arena *a, struct made *m,
				       int first, struct random *r)
{
	struct roster *past = arena_new(a, struct roster, 1);
	struct segment *work;

	*past = roster_new(a, first - 7, 7, m->site.n_agents);
	for (int i = 0; i < m->site.n_agents; i++) {
		int run =
			random_below(r, m->site.agents[i].availability ? 2 : 4);
		for (int d = first - 7; d < first; d++) {
			struct cell *c = roster_cell(past, i, d);
			c->kind = CELL_OFF;
			if (d < first - run)
				continue;
			work = arena_new(a, struct segment, 1);
			*work = (struct segment){
				.kind = SEGMENT_WORK,
				.what = -1,
				.queue = -1,
				.start = zone_day_begin(m->site.zone, d) +
					 540 * 60,
				.end = zone_day_begin(m->site.zone, d) +
				       1020 * 60
			};
			c->kind = CELL_DUTY;
			c->duty = (struct duty){ .shift = 0,
						 .start = work->start,
						 .end = work->end,
						 .paid = 480,
						 .segments = work,
						 .n = 1 };
		}
	}
	return past;
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

static inline double made_shape(int day, int wall, bool nights)
{
	static const double days[] = { 1.2, 1.1, 1, 1, 0.95, 0.65, 0.55 };
	int weekday = date_weekday(day);
	bool weekend = weekday >= SATURDAY;
	double h = wall / 60.0;

	if (!nights && (h < (weekend ? 8 : 7) || h >= (weekend ? 22 : 24)))
		return 0;
	return days[weekday] * (0.15 + exp(-(h - 10.5) * (h - 10.5) / 6) +
				0.85 * exp(-(h - 15.5) * (h - 15.5) / 7) +
				0.35 * exp(-(h - 20) * (h - 20) / 4));
}

/* Heads needed on each row; returns their sum. */
static inline double made_demand(struct made *m, const double *noise,
				 double volume, bool nights, int *need)
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
							      g->wall[t],
							      nights)
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
			double *worth = arena_new(a, double, 2 * near);
			for (int k = 0; k < near; k++) {
				worth[k] = 4 * unit;
				worth[near + k] = -unit;
			}
			row->gross[t] = row->net[t] = d;
			row->curve[t] =
				(struct curve){ 8 * unit, d - near, 2 * near,
						worth, 2 * unit };
		}
}

static inline void made_requirement(struct arena *a, struct made *m,
				    struct made_options o, struct random *r)
{
	static const double hours[] = { 37.5, 38.0, 20.75 };
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
		if (made_demand(m, noise, middle, o.nights, need) < all)
			low = middle;
		else
			high = middle;
	}
	made_demand(m, noise, low, o.nights, need);
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
		.fairness_price = o.fairness,
		.interval = o.interval,
		.weekend = 0x60,
		.period_from = DATE_NONE,
		.pay = { .base = 2, .premiums = premiums, .n_premiums = 2 }
	};
	if (zone_load(a, NULL, "Europe/London", &m->site.zone, &e) != RC_OK)
		abort();
	made_shifts(a, m, o.nights);
	made_contracts(a, m, o.weeks);
	made_queues(a, m, o.queues);
	made_people(a, m, o, &r);
	made_wishes(a, m, first, 7 * o.weeks, &r);
	if (period_new(a, &m->site, first, 7 * o.weeks,
		       made_past(a, m, first, &r), NULL, &m->period,
		       &e) != RC_OK)
		abort();
	made_requirement(a, m, o, &r);
	return m;
}

#endif
