#include "optimise/codes.h"

#include <math.h>
#include <string.h>

#include "optimise/codes_part.h"

enum {
	CLIMB = 600,
	KNOWN = 20,
	ROUNDS = 60,
	LONG_DAYS = 5000, /* of all people */
	LONG_CLIMB = 240,
	ROLL = 28
};

static const double PACE = 0.02; /* of the dive */
static const double LONGER = 8;	 /* times the work, twice as many weeks */

/* ---- what it can do ---- */

static bool curves_are_flat(const struct requirement *req)
{
	for (int r = 0; r < req->n_rows; r++)
		for (int t = 0; t < req->grid.n; t++) {
			const struct curve *c = &req->rows[r].curve[t];
			if (c->n > 0 || (c->first > 0 && c->under > 0) ||
			    c->over > 0)
				return false;
		}
	return true;
}

static bool few_rows(const struct plan *p, const struct heads *h)
{
	for (int i = 0; i < p->n_workers; i++)
		for (int d = 0; d < p->days; d++)
			for (int k = 0; k < p->workers[i].menu[d].n; k++)
				if (heads_counted(
					    h, i,
					    plan_option(p, &p->workers[i]
								    .menu[d]
								    .list[k]),
					    0, NULL) > CODES_ROWS)
					return false;
	return true;
}

bool codes_fit(const struct plan *p, struct rulebook *const *rules,
	       const struct draft *d)
{
	if (!heads_only_shifts(d->heads) || d->fair ||
	    p->days > DRAFT_CHANGES || !curves_are_flat(p->req))
		return false;
	for (int i = 0; i < p->n_workers; i++)
		if (p->workers[i].planned &&
		    (!rulebook_is_whole(rules[i]) || !draft_is_legal(d, i)))
			return false;
	return few_rows(p, d->heads);
}

/* ---- making ---- */

static void count_choices(struct codes *c)
{
	const struct plan *p = c->plan;

	c->counted = arena_new(c->arena, struct counted *,
			       (size_t)p->n_workers * p->days);
	for (int i = 0; i < p->n_workers; i++)
		for (int d = 0; d < p->days; d++) {
			const struct menu *m = &p->workers[i].menu[d];
			struct counted *list =
				arena_new(c->arena, struct counted, m->n);
			for (int k = 0; k < m->n; k++) {
				int row[CODES_ROWS];
				list[k].n = (int16_t)heads_counted(
					c->heads, i,
					plan_option(p, &m->list[k]), CODES_ROWS,
					row);
				for (int j = 0; j < list[k].n; j++)
					list[k].row[j] = (int16_t)row[j];
			}
			c->counted[(size_t)i * p->days + d] = list;
		}
}

static int most_choices(const struct plan *p)
{
	int most = 1;

	for (int i = 0; i < p->n_workers; i++) {
		int n = 0;
		for (int d = 0; d < p->days; d++)
			n += p->workers[i].menu[d].n;
		most = n > most ? n : most;
	}
	return most;
}

static void make_threads(struct codes *c)
{
	int most = most_choices(c->plan);

	c->space = arena_new(c->arena, struct pricing_space *, c->threads);
	c->room = arena_new(c->arena, double *, c->threads);
	c->off = arena_new(c->arena, double *, c->threads);
	c->prices = arena_new(c->arena, const double **, c->threads);
	c->work = arena_new(c->arena, struct day_work *, c->threads);
	for (int k = 0; k < c->threads; k++) {
		c->space[k] = pricing_space_new();
		c->room[k] = arena_new(c->arena, double, most);
		c->off[k] = arena_new(c->arena, double, c->days);
		c->prices[k] = arena_new(c->arena, const double *, c->days);
		c->work[k] = arena_new(c->arena, struct day_work,
				       PLAN_PAST + c->days);
	}
}

static bool is_whole(double x)
{
	return x == floor(x) && fabs(x) < 1e9;
}

/* Every tour and every roster costs a whole number. */
static bool costs_are_whole(const struct codes *c)
{
	const struct plan *p = c->plan;

	for (int r = 0; r < c->n_rows; r++)
		if (!is_whole(c->rows[r].under) || !is_whole(c->rows[r].over))
			return false;
	for (int i = 0; i < p->n_workers; i++) {
		const struct person *who = p->workers[i].who;
		for (int k = 0; k < who->n_rules; k++)
			if (who->rules[k].strength == RULE_SOFT)
				return false;
		for (int d = 0; d < p->days; d++) {
			const struct menu *m = &p->workers[i].menu[d];
			if (!is_whole(m->off_cost))
				return false;
			for (int k = 0; k < m->n; k++)
				if (!is_whole(m->list[k].cost))
					return false;
		}
	}
	return p->period->site->pay.overtime_after <= 0;
}

static void make_pricers(struct codes *c)
{
	const struct plan *p = c->plan;

	c->pricer = arena_new(c->arena, struct pricer *, p->n_workers);
	c->in_state = arena_new(c->arena, bool *, p->n_workers);
	for (int i = 0; i < p->n_workers; i++) {
		const struct worker *w = &p->workers[i];
		c->in_state[i] = arena_new(c->arena, bool, w->who->n_rules);
		for (int k = 0; k < w->who->n_rules; k++)
			c->in_state[i][k] =
				w->who->rules[k].strength == RULE_SOFT ||
				w->who->rules[k].min > 0;
		if (w->planned)
			c->pricer[i] =
				pricer_with(c->arena, p, w, c->in_state[i]);
	}
}

static void take_draft(struct codes *c, const struct draft *d)
{
	int16_t *pick = arena_new(c->arena, int16_t, c->days);

	for (int i = 0; i < c->n_workers; i++) {
		c->best[i] = -1;
		if (!c->plan->workers[i].planned)
			continue;
		for (int day = 0; day < c->days; day++)
			pick[day] = (int16_t)draft_at(d, i, day)->option;
		c->best[i] = codes_column(c, i, pick,
					  codes_tour_cost(c, i, pick, 0));
	}
	c->cost = codes_roster_cost(c, c->best, c->heads_of);
}

/* The cheapest of each day, as if there were no rules. */
static double least_of_days(const struct plan *p)
{
	double sum = 0;

	for (int i = 0; i < p->n_workers; i++)
		for (int d = 0; d < p->days && p->workers[i].planned; d++) {
			const struct menu *m = &p->workers[i].menu[d];
			double least = m->may_off ? m->off_cost : HUGE_VAL;
			for (int k = 0; k < m->n; k++)
				least = fmin(least, m->list[k].cost);
			sum += least < HUGE_VAL ? least : 0;
		}
	return sum;
}

static struct codes *codes_new(struct arena *a, const struct plan *p,
			       struct rulebook *const *rules,
			       const struct draft *d, struct effort *effort)
{
	struct codes *c = arena_new(a, struct codes, 1);

	c->arena = a;
	c->plan = p;
	c->heads = d->heads;
	c->rules = rules;
	c->effort = effort;
	c->days = p->days;
	c->n_workers = p->n_workers;
	c->n_rows = heads_rows(d->heads);
	c->threads =
		effort->options->threads > 1 ? effort->options->threads : 1;
	c->rows = arena_new(a, struct heads_row, c->n_rows);
	for (int r = 0; r < c->n_rows; r++)
		c->rows[r] = heads_row(d->heads, r);
	c->mine = arena_new(a, int *, p->n_workers);
	c->n_mine = arena_new(a, int, p->n_workers);
	c->mine_room = arena_new(a, int, p->n_workers);
	c->best = arena_new(a, int, p->n_workers);
	c->heads_of = arena_new(a, int, c->n_rows);
	count_choices(c);
	make_threads(c);
	make_pricers(c);
	c->whole = costs_are_whole(c);
	c->bound = codes_round(c, least_of_days(p));
	take_draft(c, d);
	return c;
}

/* ---- the way ---- */

void codes_take(struct codes *c, const int *roster)
{
	double cost = codes_roster_cost(c, roster, NULL);

	if (cost > c->cost + 1e-9)
		return;
	memmove(c->best, roster, (size_t)c->n_workers * sizeof(*roster));
	c->cost = codes_roster_cost(c, c->best, c->heads_of);
	c->effort->cost = c->cost;
}

/* Tours of the best roster become the draft's days. */
static void give_draft(const struct codes *c, struct draft *d)
{
	struct change *changes = arena_new(c->arena, struct change, c->days);

	for (int i = 0; i < c->n_workers; i++) {
		if (c->best[i] < 0)
			continue;
		const int16_t *pick = c->columns[c->best[i]].pick;
		for (int day = 0; day < c->days; day++) {
			const struct menu *m = &c->plan->workers[i].menu[day];
			changes[day] =
				(struct change){ .worker = i, .day = day };
			changes[day].to.option = pick[day];
			if (pick[day] != DUTY_OFF)
				duty_value(plan_option(c->plan,
						       &m->list[pick[day]]),
					   NULL, m->rate, changes[day].to.at);
		}
		if (draft_try(d, c->days, changes) < HUGE_VAL)
			draft_keep(d);
	}
}

static int everybody(const struct codes *c, int *worker)
{
	int n = 0;

	for (int i = 0; i < c->n_workers; i++)
		if (c->best[i] >= 0)
			worker[n++] = i;
	return n;
}

/* With the tours that are worth most at the best prices. */
static void dive_whole(struct codes *c, const int *worker, int n, int *roster)
{
	struct part *p = part_new(c, n, worker);

	part_add_known(p, KNOWN);
	p->tell = "dive";
	if (part_generate(p, ROUNDS, 0) &&
	    part_dive(p, c->cost, PACE, roster) < c->cost)
		codes_take(c, roster);
	part_close(p);
}

static void solve_root(struct codes *c)
{
	int *worker = arena_new(c->arena, int, c->n_workers);
	int *roster = arena_new(c->arena, int, c->n_workers);
	int n = everybody(c, worker);
	struct part *p = part_new(c, n, worker);

	p->tell = "columns";
	part_climb(p, c->cost, CLIMB);
	part_add_known(p, KNOWN);
	part_generate(p, 2000, 0);
	c->bound = fmax(c->bound,
			codes_round(c, p->bound - 1e-9 * fabs(p->bound)));
	c->prices_at_root = arena_copy(c->arena, p->best, (size_t)c->n_rows,
				       sizeof(*p->best));
	c->effort->bound = c->bound;
	effort_tell(c->effort, "columns");
	part_close(p);
	if (!c->effort->stopped)
		dive_whole(c, worker, n, roster);
	effort_tell(c->effort, "dive");
}

bool codes_are_long(const struct codes *c)
{
	return (double)c->n_workers * c->days > LONG_DAYS;
}

/* L at the prices of the weeks together, and somewhat above. */
static void bound_of_weeks(struct codes *c)
{
	int *worker = arena_new(c->arena, int, c->n_workers);
	struct part *p = part_new(c, everybody(c, worker), worker);

	part_climb(p, c->cost, LONG_CLIMB);
	double climbed = c->effort->bound;
	c->bound =
		fmax(c->bound, codes_round(c, climbed - 1e-9 * fabs(climbed)));
	memcpy(c->prices_at_root, p->best,
	       (size_t)c->n_rows * sizeof(*p->best));
	part_close(p);
}

/* Weeks one after the other, then twice as many at a time if there is time. */
static void roll(struct codes *c)
{
	double before = effort_part(c->effort), took;

	c->prices_at_root = arena_new(c->arena, double, c->n_rows);
	codes_roll(c, ROLL);
	took = effort_part(c->effort) - before;
	if (LONGER * took < 1 - effort_part(c->effort))
		codes_roll(c, 2 * ROLL);
	bound_of_weeks(c);
}

double codes_improve(struct arena *a, const struct plan *p,
		     struct rulebook *const *rules, struct draft *d,
		     struct effort *effort)
{
	struct codes *c = codes_new(a, p, rules, d, effort);

	effort->cost = c->cost;
	if (effort->options->work_limit <= 0 && effort->options->seconds > 0)
		effort->limit = HUGE_VAL;
	if (codes_are_long(c))
		roll(c);
	else
		solve_root(c);
	codes_search(c);
	give_draft(c, d);
	effort->cost = d->cost;
	if (c->cost <= c->bound + 1e-6 * fabs(c->cost))
		effort->stopped = "optimal";
	else if (!effort->stopped)
		effort->stopped = "work limit";
	for (int k = 0; k < c->threads; k++)
		pricing_space_close(c->space[k]);
	return c->bound;
}
