/*
 * tiny_centre - centres by lot that brute force can plan: up to 4 people and 5
 * days, two shifts, two rules of the kinds that there are, demand, wishes,
 * absence, a past, a roster that people know.
 */
#ifndef TESTS_TINY_CENTRE_H
#define TESTS_TINY_CENTRE_H

#include <math.h>
#include <string.h>

#include "base/random.h"
#include "maths/fairness.h"
#include "maths/objective.h"
#include "maths/rules.h"
#include "small_site.h"

enum { TOURS = 4000, HOURS = 24 * 8, TINY_RULES = 27 };

struct tiny {
	struct small *small;
	struct period *period;
	struct requirement req;
	int days, people;
	int balance[4][LOAD_KINDS];
};

struct force {
	struct roster tour[TOURS]; /* of one person, others have CELL_NONE */
	double money[TOURS];
	uint8_t there[TOURS][HOURS];
	int loads[TOURS][LOAD_KINDS];
	int n;
};

/* Shifts of 4 h without and of 5 h with an hour's break, hourly grid. */
static inline void tiny_shifts(struct small *s, struct random *r)
{
	static const int lunch[] = { 0 };

	s->breaks[0] = (struct shift_break){ .id = "lunch",
					     .name = "Lunch",
					     .length = 60,
					     .earliest = 120,
					     .latest = 180 };
	s->shifts[0] = (struct shift){ .id = "am",
				       .code = "A",
				       .name = "Am",
				       .days = DAYS_ALL,
				       .first = 480,
				       .last = 480 + 240 * random_below(r, 2),
				       .step = 240,
				       .min_paid = 240,
				       .max_paid = 240,
				       .paid_step = 60 };
	s->shifts[1] = s->shifts[0];
	s->shifts[1].id = "pm";
	s->shifts[1].code = "P";
	s->shifts[1].first = s->shifts[1].last = 600 + 60 * random_below(r, 3);
	s->shifts[1].min_paid = s->shifts[1].max_paid = 300;
	s->shifts[1].breaks = lunch;
	s->shifts[1].n_breaks = 1;
	s->site.n_shifts = 2;
}

static inline struct rule tiny_rule(struct random *r, int k)
{
	static const struct rule rules[] = {
		{ .name = "rest",
		  .count = COUNT_REST,
		  .min = 1200,
		  .max = RULE_NO_MAX },
		{ .name = "run", .count = COUNT_RUN, .min = 0, .max = 2 },
		{ .name = "off",
		  .count = COUNT_RUN_OFF,
		  .min = 2,
		  .max = RULE_NO_MAX },
		{ .name = "days",
		  .count = COUNT_DAYS,
		  .over = OVER_PERIOD,
		  .min = 1,
		  .max = 2 },
		{ .name = "follows",
		  .count = COUNT_FOLLOWS,
		  .shifts = 1,
		  .then = 2,
		  .max = 0 },
		{ .name = "weekends",
		  .count = COUNT_WEEKENDS,
		  .over = OVER_CALENDAR_MONTH,
		  .max = 1 },
		{ .name = "weekends",
		  .count = COUNT_WEEKENDS,
		  .over = OVER_ROLLING,
		  .length = 14,
		  .max = 1 },
		{ .name = "days",
		  .count = COUNT_DAYS,
		  .over = OVER_CALENDAR_WEEK,
		  .min = 2,
		  .max = 4 },
		{ .name = "days",
		  .count = COUNT_DAYS,
		  .over = OVER_ROLLING,
		  .length = 4,
		  .max = 2 },
		{ .name = "minutes",
		  .count = COUNT_MINUTES,
		  .over = OVER_CALENDAR_WEEK,
		  .max = 780 },
		{ .name = "run of a kind",
		  .count = COUNT_RUN,
		  .shifts = 2,
		  .max = 1 },
		{ .name = "run",
		  .count = COUNT_RUN,
		  .min = 2,
		  .max = RULE_NO_MAX },
		{ .name = "long rest",
		  .count = COUNT_LONG_REST,
		  .over = OVER_PERIOD,
		  .min = 2000,
		  .max = RULE_NO_MAX },
		{ .name = "off", .count = COUNT_RUN_OFF, .max = 2 },
		{ .name = "minutes in any days",
		  .count = COUNT_MINUTES,
		  .over = OVER_ROLLING,
		  .length = 3,
		  .max = 540 },
		{ .name = "minutes of a kind",
		  .count = COUNT_MINUTES,
		  .over = OVER_PERIOD,
		  .shifts = 2,
		  .min = 300,
		  .max = RULE_NO_MAX },
		{ .name = "free weekends",
		  .count = COUNT_FREE_WEEKENDS,
		  .over = OVER_CALENDAR_MONTH,
		  .min = 4,
		  .max = RULE_NO_MAX },
		{ .name = "kinds",
		  .count = COUNT_KINDS,
		  .over = OVER_PERIOD,
		  .max = 1 },
		{ .name = "weekly rest",
		  .count = COUNT_LONG_REST,
		  .over = OVER_CALENDAR_WEEK,
		  .min = 2160,
		  .max = RULE_NO_MAX },
		{ .name = "rest in any days",
		  .count = COUNT_LONG_REST,
		  .over = OVER_ROLLING,
		  .length = 3,
		  .min = 1380,
		  .max = RULE_NO_MAX },
		{ .name = "rest after",
		  .count = COUNT_REST_AFTER,
		  .shifts = 2,
		  .min = 2400,
		  .max = RULE_NO_MAX },
		{ .name = "whole weekends", .count = COUNT_SPLIT_WEEKENDS },
		{ .name = "same shift", .count = COUNT_MIXED_WEEKENDS },
		{ .name = "start change",
		  .count = COUNT_START_CHANGE,
		  .max = 60 },
		{ .name = "start spread",
		  .count = COUNT_START_SPREAD,
		  .max = 120 },
		{ .name = "days off in a row",
		  .count = COUNT_RUN_OFF,
		  .over = OVER_CALENDAR_WEEK,
		  .min = 3,
		  .max = RULE_NO_MAX },
		{ .name = "weekends in a row",
		  .count = COUNT_RUN_WEEKENDS,
		  .max = 1 },
	};
	struct rule rule = rules[k];

	if (rule.length == 0)
		rule.length = 1;
	rule.days = DAYS_ALL;
	if (rule.shifts == 0)
		rule.shifts = ~(shift_set)0;
	rule.strength = random_below(r, 2) ? RULE_HARD : RULE_SOFT;
	rule.price = 1 + random_below(r, 5);
	return rule;
}

static inline void tiny_demand(struct arena *a, struct tiny *x,
			       struct random *r)
{
	x->req = requirement_new(a, x->period->grid, 1);
	x->req.rows[0].queue = SALES;
	x->req.rows[0].queues = 1;
	for (int t = 0; t < x->req.grid.n; t++) {
		int wall = x->req.grid.wall[t];
		int need = wall >= 480 && wall < 1020 &&
					   grid_day(&x->req.grid, t) < x->days
				   ? random_below(r, x->people + 1)
				   : 0;
		x->req.rows[0].gross[t] = need;
		x->req.rows[0].curve[t] =
			(struct curve){ 20 + random_below(r, 20), need, 0, NULL,
					5 };
	}
}

/* Two weeks of early shifts and days off. */
static inline struct roster *tiny_past(struct small *s, struct random *r)
{
	struct roster *past = arena_new(s->arena, struct roster, 1);
	int agents = s->site.n_agents;

	*past = roster_new(s->arena, s->monday - 14, 14, agents);
	for (int k = 0; k < 14 * agents; k++) {
		struct cell *c = &past->cells[k];
		struct segment *g = arena_new(s->arena, struct segment, 1);
		int64_t from = small_time(s, k % 14 - 14, 1080);
		c->kind = random_below(r, 2) ? CELL_DUTY : CELL_OFF;
		c->absence = -1;
		*g = (struct segment){ SEGMENT_WORK, -1, -1, from,
				       from + 4 * 3600 };
		c->duty = (struct duty){ 0, from, from + 4 * 3600, 240, g, 1 };
	}
	return past;
}

static inline bool day_of(struct arena *a, const struct tiny *x, int d, int k,
			  struct cell *cell);

/* A roster that people know, made at random: it need not be legal. */
static inline void tiny_kept(struct arena *a, struct tiny *x, struct random *r)
{
	struct kept *kept = arena_new(a, struct kept, 1);
	struct roster *known = arena_new(a, struct roster, 1);

	*known = roster_new(a, x->small->monday, x->days, x->people);
	for (int k = 0; k < x->people * x->days; k++)
		while (!day_of(a, x, k % x->days, random_below(r, 6),
			       &known->cells[k]))
			;
	*kept = (struct kept){ known, x->small->monday };
	x->small->site.changes =
		(struct change_terms){ random_below(r, 30), random_below(r, 4),
				       1440, 25 };
	x->period->kept = kept;
}

static inline struct tiny tiny_new(struct arena *a, uint64_t seed)
{
	static const struct window afternoon = { 780, 1440 };
	struct random r = random_stream(seed, 5);
	struct tiny x = { .small = small_new(a, "Europe/London") };
	struct small *s = x.small;

	x.people = 1 + random_below(&r, 4);
	x.days = x.people >= 3 ? 6 - x.people : 3 + random_below(&r, 3);
	tiny_shifts(s, &r);
	s->site.interval = 3600;
	if (random_below(&r, 3) == 0) {
		s->site.pay.overtime_after = 60 * (4 + random_below(&r, 9));
		s->site.pay.overtime_add = 0.5;
		s->site.pay.overtime_max = 240 * random_below(&r, 2);
	}
	s->site.fairness_price = 10 * random_below(&r, 3);
	s->site.refused_price = s->site.fairness_price;
	s->site.n_agents = x.people;
	s->site.n_queues = s->site.n_skills = 1;
	s->contracts[0].hours_over = OVER_PERIOD;
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = random_below(&r, 3);
	for (int k = 0; k < s->contracts[0].n_rules; k++)
		s->rules[k] = tiny_rule(&r, random_below(&r, TINY_RULES));
	for (int i = 0; i < x.people; i++) {
		s->terms[i][0].min_minutes = 240;
		s->terms[i][0].max_minutes = 240 * x.days;
	}
	s->monday += random_below(&r, 7);
	small_wants_off(s);
	s->site.unpopular.day[2] = (struct opening_day){ &afternoon, 1 };
	s->site.unpopular.day[5] = s->site.unpopular.day[2];
	if (random_below(&r, 3) == 0)
		small_leave(s, 0, random_below(&r, 2) ? HOLIDAY : UNPAID, 1, 2);
	x.period = small_period(s, x.days,
				random_below(&r, 2) ? tiny_past(s, &r) : NULL);
	for (int i = 0; i < x.people; i++)
		for (int k = 0; k < LOAD_KINDS; k++)
			x.balance[i][k] = (int)fairness_balance(x.period, i,
								(enum load)k);
	tiny_demand(a, &x, &r);
	if (random_below(&r, 3) == 0)
		tiny_kept(a, &x, &r);
	return x;
}

/* k-th way to spend a day: 0 off, then shifts, starts, breaks. */
static inline bool day_of(struct arena *a, const struct tiny *x, int d, int k,
			  struct cell *cell)
{
	*cell = (struct cell){ .kind = CELL_OFF, .absence = -1 };
	if (k-- == 0)
		return true;
	for (int s = 0; s < 2; s++) {
		const struct shift *shift = &x->small->shifts[s];
		for (int m = shift->first; m <= shift->last; m += shift->step)
			for (int at = 120; at <= 180; at += 60) {
				if (shift->n_breaks == 0 && at > 120)
					break;
				if (k-- > 0)
					continue;
				struct segment *g =
					arena_new(a, struct segment, 3);
				int64_t from = small_time(x->small, d, m);
				int64_t end = from + 60 * shift->min_paid +
					      3600 * shift->n_breaks;
				int64_t out = from + 60 * at;
				g[0] = (struct segment){ SEGMENT_WORK, -1, -1,
							 from, out };
				g[1] = (struct segment){ SEGMENT_BREAK, 0, -1,
							 out, out + 3600 };
				g[2] = (struct segment){ SEGMENT_WORK, -1, -1,
							 out + 3600, end };
				if (shift->n_breaks == 0)
					g[0].end = end;
				cell->kind = CELL_DUTY;
				cell->duty = (struct duty){
					s,   from,
					end, shift->min_paid,
					g,   shift->n_breaks ? 3 : 1
				};
				return true;
			}
	}
	return false;
}

static inline void mark_there(const struct tiny *x, const struct roster *r,
			      uint8_t *there)
{
	const struct grid *g = &x->req.grid;

	memset(there, 0, HOURS);
	for (int k = 0; k < r->agents * r->days; k++)
		for (int s = 0;
		     r->cells[k].kind == CELL_DUTY && s < r->cells[k].duty.n;
		     s++) {
			const struct segment *e = &r->cells[k].duty.segments[s];
			if (e->kind != SEGMENT_WORK)
				continue;
			for (int t = grid_index(g, e->start);
			     t < grid_index(g, e->end); t++)
				there[t] = 1;
		}
}

/* Paid absence, whoever works. */
static inline double money_of_nobody(struct arena *a, const struct tiny *x)
{
	struct roster none =
		roster_new(a, x->small->monday, x->days, x->people);
	struct cost c = objective_of_roster(a, x->period, &x->req, &none);

	return c.total - c.service - c.fairness;
}

/* Days of leave without a duty, with what they count. */
static inline void mark_absent(const struct tiny *x, struct roster *r,
			       int agent)
{
	for (int d = 0; d < x->days; d++) {
		const struct person_day *day =
			&x->period->people[agent].days[d];
		struct cell *c = roster_cell(r, agent, x->small->monday + d);
		if (day->absence < 0 || c->kind == CELL_DUTY)
			continue;
		c->kind = CELL_ABSENT;
		c->absence = day->absence;
		c->credit = day->credit;
	}
}

/* All legal tours of one person, with their money but for coverage. */
static inline void force_tours(struct arena *a, const struct tiny *x, int agent,
			       struct force *f)
{
	int pick[8] = { 0 };

	f->n = 0;
	for (;;) {
		struct roster r =
			roster_new(a, x->small->monday, x->days, x->people);
		int d = 0;
		bool ok = true;
		for (int k = 0; k < x->days; k++)
			ok = ok && day_of(a, x, k, pick[k],
					  roster_cell(&r, agent,
						      x->small->monday + k));
		mark_absent(x, &r, agent);
		if (ok &&
		    rules_judge_person(a, x->period, &r, agent).hard == 0) {
			struct cost c =
				objective_of_roster(a, x->period, &x->req, &r);
			assert_true(f->n < TOURS);
			f->money[f->n] = c.total - c.service - c.fairness -
					 money_of_nobody(a, x);
			struct fairness_load l =
				fairness_of_agent(x->period, &r, agent);
			for (int k = 0; k < LOAD_KINDS; k++)
				f->loads[f->n][k] =
					l.count[k] + x->balance[agent][k];
			mark_there(x, &r, f->there[f->n]);
			f->n++;
		}
		for (; d < x->days; d++) {
			struct cell c;
			if (day_of(a, x, d, ++pick[d], &c))
				break;
			pick[d] = 0;
		}
		if (d == x->days)
			return;
	}
}

/* Least sum of distances from one number, of each kind of load. */
static inline double spread_of(const int *const *loads, int n)
{
	double all = 0;

	for (int k = 0; k < LOAD_KINDS; k++) {
		double best = HUGE_VAL;
		for (int m = 0; m < 20; m++) {
			double sum = 0;
			for (int i = 0; i < n; i++)
				sum += fabs((double)loads[i][k] - m);
			best = fmin(best, sum);
		}
		all += best;
	}
	return all;
}

static inline double force_best(const struct tiny *x, struct force *const *f,
				const int **w, int agent, const uint8_t *heads,
				double money)
{
	uint8_t more[HOURS];
	double best = HUGE_VAL;

	if (agent == x->people) {
		for (int t = 0; t < x->req.grid.n; t++)
			money += curve_cost(&x->req.rows[0].curve[t], heads[t]);
		return money +
		       x->small->site.fairness_price * spread_of(w, x->people);
	}
	for (int k = 0; k < f[agent]->n; k++) {
		for (int t = 0; t < x->req.grid.n; t++)
			more[t] = (uint8_t)(heads[t] + f[agent]->there[k][t]);
		w[agent] = f[agent]->loads[k];
		best = fmin(best, force_best(x, f, w, agent + 1, more,
					     money + f[agent]->money[k]));
	}
	return best;
}

/* The least cost of all legal rosters, HUGE_VAL when there is none. */
static inline double by_force(struct arena *a, const struct tiny *x,
			      bool *small)
{
	struct force *f[4];
	uint8_t nobody[HOURS] = { 0 };
	const int *loads[4];
	double work = x->req.grid.n;

	for (int i = 0; i < x->people; i++) {
		f[i] = arena_new(a, struct force, 1);
		force_tours(a, x, i, f[i]);
		work *= f[i]->n + 1;
	}
	*small = work < 3e7;
	return *small ? force_best(x, f, loads, 0, nobody,
				   money_of_nobody(a, x))
		      : 0;
}

#endif
