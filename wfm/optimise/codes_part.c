#include "optimise/codes_part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/pool.h"

enum { SEVERAL = PART_SEVERAL, MEGABYTES = 1536, REPRICED = 8, NARROWED = 6 };

static const double SMOOTH = 0.6; /* part of the best prices */

/* ---- opening ---- */

static bool is_open_row(const struct part *p, int row)
{
	return p->lp_row[row] >= 0;
}

/* Rows that some open person can count in have a row of the programme. */
static void find_rows(struct part *p)
{
	const struct codes *c = p->codes;

	for (int r = 0; r < c->n_rows; r++)
		p->lp_row[r] = -1;
	for (int s = 0; s < p->n; s++)
		for (int d = 0; d < c->days; d++) {
			int i = p->worker[s];
			const struct counted *list =
				c->counted[(size_t)i * c->days + d];
			for (int k = 0; k < c->plan->workers[i].menu[d].n; k++)
				for (int j = 0; j < list[k].n; j++)
					p->lp_row[list[k].row[j]] = 0;
		}
}

static void count_closed(struct part *p, int *heads)
{
	const struct codes *c = p->codes;

	for (int i = 0; i < c->n_workers; i++) {
		if (c->best[i] < 0 || p->slot[i] >= 0)
			continue;
		const struct column *t = &c->columns[c->best[i]];
		p->base += t->cost;
		codes_count(c, t, 1, heads);
	}
}

static double room_below(const struct heads_row *r)
{
	return r->min > 0 ? r->want - r->min : HUGE_VAL;
}

static double room_above(const struct heads_row *r)
{
	return r->max < RULE_NO_MAX ? r->max - r->want : HUGE_VAL;
}

/* Heads too few (sign 1) or too many on a stretch of equal price. */
struct slack {
	double cost, sign, room, amount;
};

static int slacks_of(const struct heads_row *r, int now, struct slack *list)
{
	double less = fmax(0, r->want - now), more = fmax(0, now - r->want);
	double below = room_below(r), above = room_above(r);
	int n = 0;

	if (below > 0)
		list[n++] =
			(struct slack){ r->under, 1, below, fmin(less, below) };
	if (isfinite(below))
		list[n++] = (struct slack){ r->under + HEADS_PENALTY, 1,
					    HUGE_VAL, fmax(0, less - below) };
	if (above > 0)
		list[n++] =
			(struct slack){ r->over, -1, above, fmin(more, above) };
	if (isfinite(above))
		list[n++] = (struct slack){ r->over + HEADS_PENALTY, -1,
					    HUGE_VAL, fmax(0, more - above) };
	return n;
}

static void add_status(struct part *p, enum lp_status status)
{
	p->status = arena_grow(p->arena, p->status, p->n_status,
			       &p->room_status, sizeof(*p->status));
	p->status[p->n_status++] = status;
}

/* One of a row's slacks is basic: the one that is partly used, else any that
 * is not used up. */
static void add_slacks(struct part *p, int row, int now)
{
	struct slack list[4];
	int n = slacks_of(&p->codes->rows[row], now, list), basic = -1;

	for (int k = 0; k < n; k++)
		if (list[k].amount < list[k].room &&
		    (basic < 0 || list[k].amount > 0))
			basic = k;
	for (int k = 0; k < n; k++) {
		bool full = list[k].amount >= list[k].room;
		add_status(p, k == basic ? LP_BASIC
			      : full	 ? LP_AT_UPPER
					 : LP_AT_LOWER);
		lp_add_column(p->lp, list[k].cost, 0, list[k].room, 1,
			      &p->lp_row[row], &list[k].sign);
	}
}

static void add_rows(struct part *p, const int *closed)
{
	struct codes *c = p->codes;

	for (int r = 0; r < c->n_rows; r++) {
		p->want[r] = c->rows[r].want - closed[r];
		if (is_open_row(p, r))
			p->lp_row[r] =
				lp_add_row(p->lp, p->want[r], p->want[r]);
		else
			p->base += heads_row_cost(c->heads, r, closed[r]);
	}
	for (int r = 0; r < c->n_rows; r++)
		if (is_open_row(p, r))
			add_slacks(p, r, c->heads_of[r]);
	for (int s = 0; s < p->n; s++)
		p->convexity[s] = lp_add_row(p->lp, 1, 1);
	p->first = lp_columns(p->lp);
}

void part_start(const struct part *p, double *x)
{
	struct codes *c = p->codes;
	int n = 0;

	for (int r = 0; r < c->n_rows; r++) {
		struct slack list[4];
		if (!is_open_row(p, r))
			continue;
		int m = slacks_of(&c->rows[r], c->heads_of[r], list);
		for (int k = 0; k < m; k++)
			x[n++] = list[k].amount;
	}
	for (int k = 0; k < p->n_in; k++)
		x[n++] = p->in[k].column == c->best[p->worker[p->in[k].slot]] &&
			 k < p->n;
}

void part_add(struct part *p, int slot, int column)
{
	const struct codes *c = p->codes;
	const struct column *t = &c->columns[column];
	int row[CODES_ROWS * 400 + 1], n = 0;
	double one[CODES_ROWS * 400 + 1];

	row[n] = p->convexity[slot];
	one[n++] = 1;
	for (int d = 0; d < c->days; d++) {
		if (t->pick[d] == DUTY_OFF)
			continue;
		const struct counted *k =
			&c->counted[(size_t)t->worker * c->days + d]
				   [t->pick[d]];
		for (int j = 0; j < k->n; j++) {
			row[n] = p->lp_row[k->row[j]];
			one[n++] = 1;
		}
	}
	lp_add_column(p->lp, t->cost, 0, HUGE_VAL, n, row, one);
	p->in = arena_grow(p->arena, p->in, p->n_in, &p->room_in,
			   sizeof(*p->in));
	p->in[p->n_in++] = (struct in){ column, slot, false, false };
}

static bool part_has(const struct part *p, int column)
{
	for (int k = 0; k < p->n_in; k++)
		if (p->in[k].column == column)
			return true;
	return false;
}

/* The best roster is the first point of the programme. */
static void begin(struct part *p)
{
	for (int s = 0; s < p->n; s++) {
		part_add(p, s, p->codes->best[p->worker[s]]);
		add_status(p, LP_BASIC);
	}
	lp_begin(p->lp, p->status);
}

static void make_room(struct part *p)
{
	const struct codes *c = p->codes;
	size_t tours = (size_t)p->n * SEVERAL;

	p->convexity = arena_new(p->arena, int, p->n);
	p->slot = arena_new(p->arena, int, c->n_workers);
	p->lp_row = arena_new(p->arena, int, c->n_rows);
	p->want = arena_new(p->arena, double, c->n_rows);
	p->pi = arena_new(p->arena, double, c->n_rows);
	p->trial = arena_new(p->arena, double, c->n_rows);
	p->best = arena_new(p->arena, double, c->n_rows);
	p->closed = arena_new(p->arena, uint8_t *, (size_t)p->n * c->days);
	p->pick = arena_new(p->arena, int16_t, tours * c->days);
	p->priced = arena_new(p->arena, double, tours);
	p->true_cost = arena_new(p->arena, double, tours);
	p->least = arena_new(p->arena, double, p->n);
	p->found = arena_new(p->arena, int, p->n);
	p->steps = arena_new(p->arena, double, p->n);
	p->again = arena_new(p->arena, int, p->n);
}

struct part *part_new(struct codes *c, int n, const int *worker)
{
	struct arena *a = arena_open();
	struct part *p = arena_new(a, struct part, 1);
	int *heads = arena_new(a, int, c->n_rows);

	p->arena = a;
	p->codes = c;
	p->n = n;
	p->worker = arena_copy(a, worker, (size_t)n, sizeof(*worker));
	p->bound = -HUGE_VAL;
	p->learns = true;
	make_room(p);
	for (int i = 0; i < c->n_workers; i++)
		p->slot[i] = -1;
	for (int s = 0; s < n; s++)
		p->slot[worker[s]] = s;
	find_rows(p);
	count_closed(p, heads);
	p->lp = lp_open(MEGABYTES);
	add_rows(p, heads);
	begin(p);
	if (c->prices_at_root) {
		memcpy(p->best, c->prices_at_root,
		       (size_t)c->n_rows * sizeof(*p->best));
		p->has_best = true;
	}
	return p;
}

void part_close(struct part *p)
{
	lp_close(p->lp);
	arena_close(p->arena);
}

/* ---- closing choices ---- */

bool part_is_closed(const struct part *p, int slot, int day, int choice)
{
	const struct codes *c = p->codes;
	const uint8_t *closed = p->closed[(size_t)slot * c->days + day];

	if (choice == DUTY_OFF)
		choice = c->plan->workers[p->worker[slot]].menu[day].n;
	return closed && closed[choice];
}

void part_forbid(struct part *p, int slot, int day, int choice)
{
	const struct codes *c = p->codes;
	uint8_t **closed = &p->closed[(size_t)slot * c->days + day];
	int n = c->plan->workers[p->worker[slot]].menu[day].n;

	if (!*closed)
		*closed = arena_new(p->arena, uint8_t, n + 1);
	if (choice == DUTY_OFF)
		choice = n;
	if ((*closed)[choice])
		return;
	(*closed)[choice] = 1;
	p->shut = arena_grow(p->arena, p->shut, p->n_shut, &p->room_shut,
			     sizeof(*p->shut));
	p->shut[p->n_shut++] = &(*closed)[choice];
}

void part_only(struct part *p, int slot, int day, int choice)
{
	const struct codes *c = p->codes;
	int n = c->plan->workers[p->worker[slot]].menu[day].n;

	for (int k = 0; k < n; k++)
		if (k != choice)
			part_forbid(p, slot, day, k);
	if (choice != DUTY_OFF)
		part_forbid(p, slot, day, DUTY_OFF);
}

bool part_allows(const struct part *p, int slot, const struct column *t)
{
	for (int d = 0; d < p->codes->days; d++)
		if (part_is_closed(p, slot, d, t->pick[d]))
			return false;
	return true;
}

void part_bury(struct part *p)
{
	for (int k = 0; k < p->n_in; k++) {
		struct in *t = &p->in[k];
		if (t->dead ||
		    part_allows(p, t->slot, &p->codes->columns[t->column]))
			continue;
		t->dead = true;
		lp_set_bounds(p->lp, p->first + k, 0, 0);
	}
	p->bound = -HUGE_VAL;
}

void part_reopen(struct part *p, int mark)
{
	while (p->n_shut > mark)
		*p->shut[--p->n_shut] = 0;
	for (int k = 0; k < p->n_in; k++) {
		struct in *t = &p->in[k];
		if (!t->dead ||
		    !part_allows(p, t->slot, &p->codes->columns[t->column]))
			continue;
		t->dead = false;
		lp_set_bounds(p->lp, p->first + k, 0, HUGE_VAL);
	}
	p->bound = -HUGE_VAL;
}

/* ---- the programme ---- */

double part_weight(const struct part *p, int k)
{
	return lp_column(p->lp, p->first + k);
}

double part_iteration(const struct part *p)
{
	return 1e-6 * (40.0 * lp_rows(p->lp) + 4.0 * lp_columns(p->lp));
}

bool part_solve(struct part *p, enum lp_method method)
{
	struct err e = err_new(p->arena);
	enum lp_found found;
	int before = lp_iterations(p->lp);
	struct lp_limits limits = { .method = method,
				    .slice = 200,
				    .stop = effort_stop,
				    .ctx = p->codes->effort };

	if (lp_solve(p->lp, limits, &found, &e) != RC_OK)
		return false;
	effort_spend(p->codes->effort,
		     (lp_iterations(p->lp) - before) * part_iteration(p));
	p->value = lp_value(p->lp) + p->base;
	return found == LP_OPTIMAL;
}

/* Tours that died leave the programme once they are many. */
bool part_sweep(struct part *p)
{
	struct arena *a = arena_open();
	int *gone = arena_new(a, int, p->n_in), n = 0, left = 0;

	for (int k = 0; k < p->n_in; k++)
		if (p->in[k].dead && !lp_is_basic(p->lp, p->first + k))
			gone[n++] = p->first + k;
	bool many = n > p->n_in / 3;
	if (many) {
		lp_delete_columns(p->lp, n, gone);
		for (int k = 0, g = 0; k < p->n_in; k++) {
			if (g < n && gone[g] == p->first + k)
				g++;
			else
				p->in[left++] = p->in[k];
		}
		p->n_in = left;
	}
	arena_close(a);
	return !many || part_solve(p, LP_PRIMAL);
}

static void read_prices(struct part *p)
{
	for (int r = 0; r < p->codes->n_rows; r++)
		p->pi[r] =
			is_open_row(p, r) ? lp_price(p->lp, p->lp_row[r]) : 0;
}

/* ---- pricing ---- */

/* Money of the choices of an open person's days. */
static void fill_costs(const struct part *p, int slot, int thread, double *off)
{
	const struct codes *c = p->codes;
	int i = p->worker[slot];
	double *room = c->room[thread];

	for (int d = 0; d < c->days; d++) {
		const struct menu *m = &c->plan->workers[i].menu[d];
		const struct counted *counted =
			c->counted[(size_t)i * c->days + d];
		const uint8_t *closed = p->closed[(size_t)slot * c->days + d];
		c->prices[thread][d] = room;
		off[d] = closed && closed[m->n] ? HUGE_VAL : m->off_cost;
		for (int k = 0; k < m->n; k++) {
			double cost = m->list[k].cost;
			for (int j = 0; j < counted[k].n; j++)
				cost -= p->trial[counted[k].row[j]];
			*room++ = closed && closed[k] ? HUGE_VAL : cost;
		}
	}
}

static void price_slot(void *ctx, int task, int thread)
{
	struct part *p = ctx;
	struct codes *c = p->codes;
	int slot = p->again[task], i = p->worker[slot];
	size_t at = (size_t)slot * SEVERAL;
	double *off = c->off[thread];

	fill_costs(p, slot, thread, off);
	p->found[slot] = pricer_several(c->pricer[i], c->space[thread],
					c->prices[thread], off, SEVERAL,
					p->pick + at * c->days, p->priced + at);
	p->steps[slot] = pricing_steps(c->space[thread]);
	p->least[slot] = p->found[slot] ? p->priced[at] : HUGE_VAL;
	for (int k = 0; k < p->found[slot]; k++)
		p->true_cost[at + k] = codes_tour_cost(
			c, i, p->pick + (at + k) * c->days, thread);
}

/* Whose cheapest tour breaks a count that the path did not know now have it
 * in the path; they are priced again. */
static int learn(struct part *p, int n)
{
	struct codes *c = p->codes;
	int again = 0;

	for (int k = 0; k < n; k++) {
		int slot = p->again[k];
		size_t at = (size_t)slot * SEVERAL;
		if (p->found[slot] && p->true_cost[at] == HUGE_VAL &&
		    codes_learn(c, p->worker[slot], p->pick + at * c->days))
			p->again[again++] = slot;
	}
	return again;
}

static double row_term(const struct part *p, int r)
{
	const struct heads_row *row = &p->codes->rows[r];
	double pi = p->trial[r], below = room_below(row),
	       above = room_above(row), term = pi * p->want[r];

	if (isfinite(below) && pi > row->under)
		term -= (pi - row->under) * below;
	if (isfinite(above) && -pi > row->over)
		term -= (-pi - row->over) * above;
	return term;
}

double part_price(struct part *p)
{
	struct codes *c = p->codes;
	double sum = p->base;
	int n = p->n;

	for (int s = 0; s < p->n; s++)
		p->again[s] = s;
	for (int k = 0; k < REPRICED && n > 0; k++) {
		double steps = 0;
		pool_run(c->threads, n, price_slot, p);
		for (int s = 0; s < n; s++)
			steps += p->steps[p->again[s]];
		effort_spend(c->effort, steps / 1e6);
		n = p->learns ? learn(p, n) : 0;
	}
	for (int r = 0; r < c->n_rows; r++)
		if (is_open_row(p, r))
			sum += row_term(p, r);
	for (int s = 0; s < p->n; s++)
		sum += p->least[s];
	return sum;
}

void part_fence(const struct part *p, int row, double *least, double *most)
{
	const struct heads_row *r = &p->codes->rows[row];

	*most = r->under + (r->min > 0 ? HEADS_PENALTY : 0);
	*least = -r->over - (r->max < RULE_NO_MAX ? HEADS_PENALTY : 0);
}

/* Prices outside the slopes of a row help nobody. */
static void blend(struct part *p, double part)
{
	for (int r = 0; r < p->codes->n_rows; r++) {
		double most, least;
		double z = part * p->best[r] + (1 - part) * p->pi[r];
		part_fence(p, r, &least, &most);
		p->trial[r] = fmin(fmax(z, least), most);
	}
}

/* Reduced cost at the best prices, but for the worker's own. */
static double reduced_at_best(const struct part *p, const struct column *t)
{
	const struct codes *c = p->codes;
	double cost = t->cost;

	for (int d = 0; d < c->days; d++) {
		if (t->pick[d] == DUTY_OFF)
			continue;
		const struct counted *k =
			&c->counted[(size_t)t->worker * c->days + d]
				   [t->pick[d]];
		for (int j = 0; j < k->n; j++)
			cost -= p->best[k->row[j]];
	}
	return cost;
}

struct ranked {
	int column;
	double cost;
};

static int by_cost(const void *left, const void *right)
{
	const struct ranked *a = left, *b = right;

	if (a->cost != b->cost)
		return a->cost < b->cost ? -1 : 1;
	return a->column - b->column;
}

void part_add_known(struct part *p, int each)
{
	const struct codes *c = p->codes;
	struct arena *a = arena_open();

	for (int s = 0; s < p->n; s++) {
		int i = p->worker[s], n = 0;
		struct ranked *list = arena_new(a, struct ranked, c->n_mine[i]);
		for (int k = 0; k < c->n_mine[i]; k++) {
			int column = c->mine[i][k];
			const struct column *t = &c->columns[column];
			if (column != c->best[i] && part_allows(p, s, t))
				list[n++] = (struct ranked){
					column, reduced_at_best(p, t)
				};
		}
		if (n > 1)
			qsort(list, (size_t)n, sizeof(*list), by_cost);
		for (int k = 0; k < n && k < each; k++)
			part_add(p, s, list[k].column);
	}
	arena_close(a);
}

static double reduced(const struct part *p, int slot, const int16_t *pick,
		      double cost)
{
	const struct codes *c = p->codes;

	cost -= lp_price(p->lp, p->convexity[slot]);
	for (int d = 0; d < c->days; d++) {
		if (pick[d] == DUTY_OFF)
			continue;
		const struct counted *k =
			&c->counted[(size_t)p->worker[slot] * c->days + d]
				   [pick[d]];
		for (int j = 0; j < k->n; j++)
			cost -= p->pi[k->row[j]];
	}
	return cost;
}

double part_reduced(const struct part *p, int k)
{
	const struct column *t = &p->codes->columns[p->in[k].column];

	return reduced(p, p->in[k].slot, t->pick, t->cost);
}

/* Tours just priced that help at the programme's own prices. */
static int take_priced(struct part *p)
{
	struct codes *c = p->codes;
	int added = 0;

	for (int s = 0; s < p->n; s++)
		for (int k = 0; k < p->found[s]; k++) {
			size_t at = (size_t)s * SEVERAL + k;
			const int16_t *pick = p->pick + at * c->days;
			if (p->true_cost[at] == HUGE_VAL ||
			    reduced(p, s, pick, p->true_cost[at]) > -1e-7)
				continue;
			part_add(p, s,
				 codes_column(c, p->worker[s], pick,
					      p->true_cost[at]));
			added++;
		}
	return added;
}

static int price_and_take(struct part *p, double part)
{
	blend(p, part);
	double value = part_price(p);

	if (value > p->bound) {
		p->bound = value;
		p->has_best = true;
		memcpy(p->best, p->trial,
		       (size_t)p->codes->n_rows * sizeof(*p->best));
	}
	return take_priced(p);
}

/* Nothing between the bound and the value is left to find. */
static bool is_close(const struct part *p, double near)
{
	return p->value - p->bound <= near + 1e-9 * fabs(p->value) ||
	       codes_round(p->codes, p->bound) >=
		       codes_round(p->codes, p->value);
}

bool part_generate(struct part *p, int rounds, double near)
{
	if (!part_solve(p, LP_PRIMAL))
		return false;
	for (int k = 0; k < rounds; k++) {
		read_prices(p);
		int added = price_and_take(p, p->has_best ? SMOOTH : 0);
		if (added == 0)
			added = price_and_take(p, 0);
		if (p->codes->effort->stopped)
			return false;
		if (added == 0 || is_close(p, near))
			break;
		if (!part_solve(p, LP_PRIMAL))
			return false;
		if (p->tell)
			effort_tell(p->codes->effort, p->tell);
	}
	return true;
}

/* ---- all tours that matter ---- */

/* What a cheaper roster may cost at most. */
static double cheaper(const struct codes *c)
{
	return c->cost - (c->whole ? 1 : 1e-6 * fabs(c->cost)) + 1e-5;
}

/* Tours of a slot within a room of reduced cost; -1: too many. */
static int list_slot(struct part *p, int slot, double room, int most,
		     int16_t *pick)
{
	struct codes *c = p->codes;
	int i = p->worker[slot];

	fill_costs(p, slot, 0, c->off[0]);
	int n = pricer_all(c->pricer[i], c->space[0], c->prices[0], c->off[0],
			   p->least[slot] + room, most, pick);
	effort_spend(c->effort, pricing_steps(c->space[0]) / 1e6);
	return n > most ? -1 : n;
}

/* False when the room had to be narrowed. */
static bool complete_slot(struct part *p, int slot, double room, int most,
			  int16_t *pick)
{
	struct codes *c = p->codes;
	int i = p->worker[slot], n = -1, narrowed = 0;

	while (n < 0 && narrowed < NARROWED) {
		n = list_slot(p, slot, room, most, pick);
		room *= n < 0 ? 0.5 : 1;
		narrowed += n < 0;
	}
	for (int k = 0; k < n; k++) {
		const int16_t *tour = pick + (size_t)k * c->days;
		double cost = codes_tour_cost(c, i, tour, 0);
		int known = c->n_columns, column;
		if (cost == HUGE_VAL)
			continue;
		column = codes_column(c, i, tour, cost);
		if (column >= known || !part_has(p, column))
			part_add(p, slot, column);
	}
	return narrowed == 0;
}

bool part_complete(struct part *p, int most)
{
	struct codes *c = p->codes;
	int each = most / p->n + 1;
	int16_t *pick = arena_new(p->arena, int16_t, (size_t)each * c->days);
	bool all = true;

	if (!p->has_best)
		return false;
	memcpy(p->trial, p->best, (size_t)c->n_rows * sizeof(*p->trial));
	double room = cheaper(c) - part_price(p);
	for (int s = 0; s < p->n && !c->effort->stopped; s++)
		all = complete_slot(p, s, room, each, pick) && all;
	return all && !c->effort->stopped;
}
