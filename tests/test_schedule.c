/* Rosters found against brute force, the judges, and themselves. */
#include "check.h"

#include <math.h>
#include <string.h>

#include "made_centre.h"
#include "maths/coverage.h"
#include "maths/fairness.h"
#include "optimise/compact.h"
#include "optimise/schedule.h"
#include "small_site.h"

/* ---- brute force ---- */

enum { TOURS = 4000, HOURS = 24 * 8 };

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
static void tiny_shifts(struct small *s, struct random *r)
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

static struct rule tiny_rule(struct random *r, int k)
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

static void tiny_demand(struct arena *a, struct tiny *x, struct random *r)
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
static struct roster *tiny_past(struct small *s, struct random *r)
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

static bool day_of(struct arena *a, const struct tiny *x, int d, int k,
		   struct cell *cell);

/* A roster that people know, made at random: it need not be legal. */
static void tiny_kept(struct arena *a, struct tiny *x, struct random *r)
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

static struct tiny tiny_new(struct arena *a, uint64_t seed)
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
		s->rules[k] = tiny_rule(&r, random_below(&r, 18));
	for (int i = 0; i < x.people; i++) {
		s->terms[i][0].min_minutes = 240;
		s->terms[i][0].max_minutes = 240 * x.days;
	}
	s->requests[0] = (struct request){ .agent = 0,
					   .from = s->monday,
					   .until = s->monday + 2,
					   .off = true,
					   .wish = WISH_WANT,
					   .weight = 7 };
	s->site.n_requests = 1;
	s->monday += random_below(&r, 7);
	s->requests[0].from = s->monday;
	s->requests[0].until = s->monday + 2;
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
static bool day_of(struct arena *a, const struct tiny *x, int d, int k,
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

static void mark_there(const struct tiny *x, const struct roster *r,
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
static double money_of_nobody(struct arena *a, const struct tiny *x)
{
	struct roster none =
		roster_new(a, x->small->monday, x->days, x->people);
	struct cost c = objective_of_roster(a, x->period, &x->req, &none);

	return c.total - c.service - c.fairness;
}

/* Days of leave without a duty, with what they count. */
static void mark_absent(const struct tiny *x, struct roster *r, int agent)
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
static void force_tours(struct arena *a, const struct tiny *x, int agent,
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
static double spread_of(const int *const *loads, int n)
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

static double force_best(const struct tiny *x, struct force *const *f,
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
static double by_force(struct arena *a, const struct tiny *x, bool *small)
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

static struct schedule_result plan(struct arena *a, const struct period *p,
				   const struct requirement *req, int threads,
				   double work)
{
	struct schedule_options options = { .seed = 3,
					    .threads = threads,
					    .work_limit = work };
	struct schedule_result result;
	struct err e = err_new(a);
	enum rc rc = roster_from_requirement(a, p, req, options, &result, &e);

	CHECK(rc == RC_OK, "%s", e.list[0].text);
	return result;
}

/* The programme for other solvers, solved by GLPK's branch and cut. */
static double by_programme(struct arena *a, const struct tiny *x, bool *all)
{
	struct compact c = compact_new(a, x->period, &x->req);
	struct lp_whole whole = { .from = c.columns, .nodes = 200000 };
	struct err e = err_new(a);
	enum lp_found found;
	double value = 0;

	*all = c.n_left_out == 0;
	assert_int_equal(lp_solve(c.lp, (struct lp_limits){ 0 }, &found, &e),
			 RC_OK);
	assert_int_equal(found, LP_OPTIMAL);
	assert_int_equal(lp_solve_whole(c.lp, whole, &found, &e), RC_OK);
	assert_int_equal(found, LP_OPTIMAL);
	value = lp_whole_value(c.lp);
	lp_close(c.lp);
	return value;
}

static void the_programme_is_the_same_problem(void **state)
{
	int tried = 0, most = getenv("WFM_LONG") ? 400 : 40;

	(void)state;
	for (uint64_t seed = 1; tried < most; seed++) {
		struct arena *a = arena_open();
		struct tiny x = tiny_new(a, seed);
		bool small, all;
		double best = by_force(a, &x, &small);
		if (small && best < HUGE_VAL) {
			double value = by_programme(a, &x, &all);
			CHECK(value <= best + 1e-5 &&
				      (!all || value >= best - 1e-5),
			      "seed %d: %f, by force %f", (int)seed, value,
			      best);
			tried += all;
		}
		arena_close(a);
	}
}

static void bounds_and_costs_enclose_the_optimum(void **state)
{
	int tried = 0, equal = 0, most = getenv("WFM_LONG") ? 1000 : 75;

	(void)state;
	for (uint64_t seed = 1; tried < most; seed++) {
		struct arena *a = arena_open();
		struct tiny x = tiny_new(a, seed);
		bool small;
		double best = by_force(a, &x, &small);
		if (small && best < HUGE_VAL) {
			struct schedule_result r =
				plan(a, x.period, &x.req, 1, 240);
			CHECK(r.n_conflicts == 0 && r.cost.hard_breaches == 0,
			      "seed %d: set aside %d, hard %d", (int)seed,
			      r.n_conflicts, r.cost.hard_breaches);
			CHECK(r.bound <= best + 1e-6 &&
				      best <= r.cost.total + 1e-6,
			      "seed %d: bound %f, best %f, cost %f", (int)seed,
			      r.bound, best, r.cost.total);
			tried++;
			equal += r.cost.total < best + 1e-6;
		}
		arena_close(a);
	}
	CHECK(equal >= 0.98 * tried, "%d of %d at the optimum", equal, tried);
}

/* ---- laws ---- */

static struct made_options centre(int people, int queues, uint64_t seed)
{
	return (struct made_options){ .people = people,
				      .queues = queues,
				      .weeks = 1,
				      .interval = 1800,
				      .ratio = 0.83,
				      .seed = seed,
				      .fairness = 5 };
}

static void same_cell(const struct cell *a, const struct cell *b)
{
	assert_int_equal(a->kind, b->kind);
	if (a->kind != CELL_DUTY)
		return;
	assert_int_equal(a->duty.shift, b->duty.shift);
	assert_int_equal(a->duty.start, b->duty.start);
	assert_int_equal(a->duty.n, b->duty.n);
	for (int k = 0; k < a->duty.n; k++)
		assert_int_equal(a->duty.segments[k].start,
				 b->duty.segments[k].start);
}

static void threads_do_not_matter(void **state)
{
	struct arena *a = arena_open();
	struct made *m = made_centre(a, centre(14, 2, 4));
	struct schedule_result one = plan(a, &m->period, &m->req, 1, 300);
	struct schedule_result two = plan(a, &m->period, &m->req, 2, 300);

	(void)state;
	assert_true(one.cost.total == two.cost.total);
	assert_true(one.bound == two.bound);
	assert_true(one.work == two.work);
	for (int k = 0; k < one.roster.agents * one.roster.days; k++)
		same_cell(&one.roster.cells[k], &two.roster.cells[k]);
	arena_close(a);
}

/* Warm: with hardly any work the result is no worse than what was there. */
static void goes_on_from_the_roster_given(void **state)
{
	struct arena *a = arena_open();
	struct made *m = made_centre(a, centre(14, 2, 4));
	struct schedule_result good = plan(a, &m->period, &m->req, 1, 300);
	struct schedule_result again;
	struct err e = err_new(a);

	(void)state;
	struct schedule_result cold = plan(a, &m->period, &m->req, 1, 0.01);
	enum rc rc = roster_from_requirement(
		a, &m->period, &m->req,
		(struct schedule_options){ .seed = 1,
					   .threads = 1,
					   .work_limit = 0.01,
					   .start = &good.roster },
		&again, &e);
	assert_int_equal(rc, RC_OK);
	assert_true(cold.cost.total > good.cost.total);
	assert_true(again.cost.total <= good.cost.total + 1e-6);
	arena_close(a);
}

static bool set_aside(const struct schedule_result *r, int agent)
{
	for (int k = 0; k < r->n_conflicts; k++)
		if (r->conflicts[k].agent == agent)
			return true;
	return false;
}

static void rosters_are_legal_and_bounds_below(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 4; seed++) {
		struct arena *a = arena_open();
		struct made *m =
			made_centre(a, centre(10, 1 + (int)seed % 3, seed));
		struct schedule_result r = plan(a, &m->period, &m->req, 2, 200);
		struct breaches found = rules_judge(a, &m->period, &r.roster);
		for (int k = 0; k < found.n; k++)
			CHECK(!found.list[k].hard ||
				      set_aside(&r, found.list[k].agent),
			      "%s", found.list[k].what);
		assert_true(r.n_conflicts <= 1);
		assert_true(r.bound <= r.cost.total);
		arena_close(a);
	}
}

/* A copy of the cell with one break moved by minutes. */
static bool move_break(struct arena *a, struct cell *cell, int which,
		       int minutes)
{
	struct duty *d = &cell->duty;
	struct segment *g =
		arena_copy(a, d->segments, (size_t)d->n, sizeof(*g));

	for (int k = 1; k + 1 < d->n; k++) {
		if (g[k].kind != SEGMENT_BREAK || which-- > 0)
			continue;
		g[k - 1].end += 60 * minutes;
		g[k].start += 60 * minutes;
		g[k].end += 60 * minutes;
		g[k + 1].start += 60 * minutes;
		d->segments = g;
		return g[k - 1].end > g[k - 1].start &&
		       g[k + 1].end > g[k + 1].start;
	}
	return false;
}

static void try_cell(struct arena *a, const struct made *m,
		     struct schedule_result *r, int k, struct cell cell)
{
	struct cell was = r->roster.cells[k];

	r->roster.cells[k] = cell;
	if (rules_judge_person(a, &m->period, &r->roster, k / r->roster.days)
		    .hard == 0) {
		double cost =
			objective_of_roster(a, &m->period, &m->req, &r->roster)
				.total;
		CHECK(cost >= r->cost.total - 1e-5, "a move saves %f",
		      r->cost.total - cost);
	}
	r->roster.cells[k] = was;
}

static void no_break_or_start_can_be_bettered(void **state)
{
	struct arena *a = arena_open();
	struct made *m = made_centre(a, centre(5, 2, 9));
	struct schedule_result r = plan(a, &m->period, &m->req, 1, 100);

	(void)state;
	for (int k = 0; k < r.roster.agents * r.roster.days; k++) {
		if (r.roster.cells[k].kind != CELL_DUTY)
			continue;
		for (int b = 0; b < 3; b++)
			for (int by = -60; by <= 60; by += 15) {
				struct cell c = r.roster.cells[k];
				if (by != 0 && move_break(a, &c, b, by))
					try_cell(a, m, &r, k, c);
			}
		for (int by = -4; by <= 4; by++) {
			struct cell c = r.roster.cells[k];
			struct segment *g =
				arena_copy(a, c.duty.segments, (size_t)c.duty.n,
					   sizeof(*g));
			for (int s = 0; s < c.duty.n; s++) {
				g[s].start += by * 1800;
				g[s].end += by * 1800;
			}
			c.duty.segments = g;
			c.duty.start += by * 1800;
			c.duty.end += by * 1800;
			try_cell(a, m, &r, k, c);
		}
	}
	arena_close(a);
}

/* ---- conflicts ---- */

static void names_the_smallest_set_of_reasons(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct requirement req;
	struct schedule_result r;

	(void)state;
	s->rules[0] = (struct rule){ .name = "rest between shifts",
				     .count = COUNT_REST,
				     .length = 1,
				     .shifts = ~(shift_set)0,
				     .days = DAYS_ALL,
				     .min = 660,
				     .max = RULE_NO_MAX,
				     .place = { "site.yaml", 7, 3 } };
	s->rules[1] = s->rules[0];
	s->rules[1].name = "days in a row";
	s->rules[1].count = COUNT_RUN;
	s->rules[1].min = 0;
	s->rules[1].max = 6;
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 2;
	for (int k = 0; k < 2; k++)
		s->availability[k] = (struct availability){
			.days = (days_set)(1 << k),
			.window = { k ? 480 : 1320, k ? 990 : 1800 },
			.from = DATE_NONE,
			.until = DATE_NONE,
			.kind = AVAILABLE_FIXED,
			.place = { "availability.csv", 4 + k, 1 }
		};
	s->agents[0].availability = s->availability;
	s->agents[0].n_availability = 2;
	small_period(s, 7, NULL);
	req = requirement_new(a, s->period.grid, 1);
	req.rows[0].queue = SALES;
	req.rows[0].queues = 1;
	r = plan(a, &s->period, &req, 1, 50);
	assert_int_equal(r.n_conflicts, 1);
	assert_int_equal(r.conflicts[0].agent, 0);
	assert_int_equal(r.conflicts[0].n, 3);
	assert_int_equal(r.conflicts[0].places[0].line, 7);
	assert_int_equal(r.conflicts[0].places[1].line, 4);
	assert_int_equal(r.conflicts[0].places[2].line, 5);
	assert_int_equal(roster_cell(&r.roster, 0, s->monday)->kind, CELL_NONE);
	assert_int_equal(rules_judge_person(a, &s->period, &r.roster, 1).hard,
			 0);
	arena_close(a);
}

/* Two teams that share no skill, two queues each: what an interval costs is
 * that of the other team at no other time. */
static void teams_apart_are_priced_apart(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct requirement req;

	(void)state;
	s->site.n_queues = s->site.n_skills = 4;
	s->site.n_agents = 4;
	for (int q = 0; q < 4; q++) {
		s->queues[q].id = s->queues[q].name = arena_printf(a, "q%d", q);
		s->queues[q].skill = q;
		s->skills[q] = (struct skill){ s->queues[q].id, q };
		for (int k = 0; k < 2; k++) {
			s->agent_skills[q][k] = s->agent_skills[0][0];
			s->agent_skills[q][k].skill = q / 2 * 2 + k;
		}
	}
	small_period(s, 7, NULL);
	req = requirement_new(a, s->period.grid, 4);
	for (int q = 0; q < 4; q++) {
		req.rows[q].queue = q;
		req.rows[q].queues = (uint64_t)1 << q;
		for (int t = 0; t < req.grid.n; t++) {
			int wall = req.grid.wall[t];
			int need = wall >= 480 && wall < 1200 ? q % 3 : 0;

			req.rows[q].net[t] = req.rows[q].gross[t] = need;
			req.rows[q].curve[t] =
				(struct curve){ 20 + 10 * q + t % 7, need, 0,
						NULL, 5 };
		}
	}
	struct schedule_result r = plan(a, &s->period, &req, 1, 60);
	assert_int_equal(r.n_conflicts, 0);
	assert_true(r.bound <= r.cost.total + 1e-6);
	arena_close(a);
}

/* Five days of work with at most two in a row leave no rest of sixty hours:
 * rests are the judge's alone.  The fourth rule has nothing to do with it. */
static void names_rules_that_only_the_judge_knows(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	static const struct rule rules[] = {
		{ .name = "rest", .count = COUNT_REST, .min = 600 },
		{ .name = "days in a row", .count = COUNT_RUN, .max = 2 },
		{ .name = "weekly rest",
		  .count = COUNT_LONG_REST,
		  .over = OVER_CALENDAR_WEEK,
		  .min = 3600 },
		{ .name = "nights", .count = COUNT_DAYS, .max = 5 },
	};
	struct requirement req;
	struct schedule_result r;

	(void)state;
	for (int k = 0; k < 4; k++) {
		s->rules[k] = rules[k];
		s->rules[k].length = 1;
		s->rules[k].days = DAYS_ALL;
		s->rules[k].shifts = k == 3 ? 1 << NIGHT : ~(shift_set)0;
		s->rules[k].over = k == 3 ? OVER_PERIOD : rules[k].over;
		if (rules[k].max == 0)
			s->rules[k].max = RULE_NO_MAX;
		s->rules[k].place = (struct place){ "site.yaml", 10 + k, 3 };
	}
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 4;
	s->contracts[0].shifts = 7; /* no short ones */
	s->site.n_agents = 1;
	small_period(s, 7, NULL);
	req = requirement_new(a, s->period.grid, 1);
	req.rows[0].queue = SALES;
	req.rows[0].queues = 1;
	r = plan(a, &s->period, &req, 1, 50);
	assert_int_equal(r.n_conflicts, 1);
	CHECK(r.conflicts[0].n == 3, "%d reasons", r.conflicts[0].n);
	assert_int_equal(r.conflicts[0].places[1].line, 11);
	assert_int_equal(r.conflicts[0].places[2].line, 12);
	arena_close(a);
}

/* ---- what other tools do ---- */

/* Two shifts may not follow a night.  Five nights and nothing else is asked of
 * one person: he works them in a row, where a sum over the followers would
 * leave him none. */
static void nights_follow_nights_where_others_may_not(void **state)
{
	struct arena *a = arena_open();
	struct small *s = small_new(a, "Europe/London");
	struct requirement req;
	int nights = 0;

	(void)state;
	for (int k = 0; k < 2; k++)
		s->rules[k] = (struct rule){ .name = "day after night",
					     .count = COUNT_FOLLOWS,
					     .length = 1,
					     .shifts = 1 << NIGHT,
					     .then = 1 << (k ? LATE : DAY),
					     .days = DAYS_ALL };
	s->contracts[0].rules = s->rules;
	s->contracts[0].n_rules = 2;
	s->site.n_agents = 1;
	small_period(s, 7, NULL);
	req = requirement_new(a, s->period.grid, 1);
	req.rows[0].queue = SALES;
	req.rows[0].queues = 1;
	for (int t = 0; t < req.grid.n; t++) {
		int wall = req.grid.wall[t];
		int need = wall >= 1320 || wall < 360;

		req.rows[0].net[t] = req.rows[0].gross[t] = need;
		req.rows[0].curve[t] = (struct curve){ 40, need, 0, NULL, 10 };
	}
	struct schedule_result r = plan(a, &s->period, &req, 1, 50);
	assert_int_equal(r.n_conflicts, 0);
	for (int d = 0; d < 7; d++) {
		const struct cell *c = roster_cell(&r.roster, 0, s->monday + d);
		nights += c->kind == CELL_DUTY && c->duty.shift == NIGHT;
	}
	assert_int_equal(nights, 5);
	assert_int_equal(rules_judge_person(a, &s->period, &r.roster, 0).hard,
			 0);
	arena_close(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_programme_is_the_same_problem),
		cmocka_unit_test(bounds_and_costs_enclose_the_optimum),
		cmocka_unit_test(threads_do_not_matter),
		cmocka_unit_test(goes_on_from_the_roster_given),
		cmocka_unit_test(rosters_are_legal_and_bounds_below),
		cmocka_unit_test(no_break_or_start_can_be_bettered),
		cmocka_unit_test(names_the_smallest_set_of_reasons),
		cmocka_unit_test(teams_apart_are_priced_apart),
		cmocka_unit_test(names_rules_that_only_the_judge_knows),
		cmocka_unit_test(nights_follow_nights_where_others_may_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
