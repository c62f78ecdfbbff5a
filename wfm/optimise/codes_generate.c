/*
 * Column generation: the programme over the tours there, and tours priced
 * at its duals blended with the best prices so far.
 */
#include "optimise/codes_part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { PATIENCE = 20 }; /* iterations for each row */

static const double SMOOTH = 0.6;  /* part of the best prices */
static const double SHAKEN = 1e-3; /* heads */

/* ---- the programme ---- */

double part_weight(const struct part *p, int k)
{
	return lp_column(p->lp, p->first + k);
}

double part_iteration(const struct part *p)
{
	return 1e-6 * (40.0 * lp_rows(p->lp) + 4.0 * lp_columns(p->lp));
}

static bool solve(struct part *p, enum lp_method method, int iterations,
		  enum lp_found *found)
{
	struct err e = err_new(p->arena);
	int before = lp_iterations(p->lp);
	struct lp_limits limits = { .method = method,
				    .iterations = iterations,
				    .slice = 200,
				    .stop = effort_stop,
				    .ctx = p->codes->effort };

	if (lp_solve(p->lp, limits, found, &e) != RC_OK)
		return false;
	effort_spend(p->codes->effort,
		     (lp_iterations(p->lp) - before) * part_iteration(p));
	p->value = lp_value(p->lp) + p->base;
	return true;
}

/*
 * Among many equal ways the simplex may stand still for ever.  After so many
 * iterations the rows are moved apart a little, solved, and moved back.
 */
bool part_solve(struct part *p, enum lp_method method)
{
	int patience = PATIENCE * lp_rows(p->lp);
	enum lp_found found;

	if (!solve(p, method, patience, &found))
		return false;
	if (found == LP_OPTIMAL || found == LP_INFEASIBLE ||
	    p->codes->effort->stopped)
		return found == LP_OPTIMAL;
	part_shake(p, SHAKEN);
	bool solved = solve(p, LP_PRIMAL, patience, &found);
	part_shake(p, 0);
	return solved && !p->codes->effort->stopped &&
	       solve(p, LP_DUAL, patience, &found) && found == LP_OPTIMAL;
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
			part_has_row(p, r) ? lp_price(p->lp, p->lp_row[r]) : 0;
}

/* ---- tours for it ---- */

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

	return cost - codes_worth(c, t->worker, t->pick, p->best);
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
	return cost - codes_worth(c, p->worker[slot], pick, p->pi);
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
			size_t at = (size_t)s * PART_SEVERAL + k;
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
	       (near >= 0 && codes_round(p->codes, p->bound) >=
				     codes_round(p->codes, p->value));
}

/* What was asked is known. */
static bool is_told(const struct part *p)
{
	return p->bound > p->most || p->value <= p->enough;
}

bool part_generate(struct part *p, int rounds, double near)
{
	if (!part_solve(p, LP_PRIMAL))
		return false;
	for (int k = 0; k < rounds && !is_told(p); k++) {
		read_prices(p);
		int added = price_and_take(p, p->has_best ? SMOOTH : 0);
		if (added == 0)
			added = price_and_take(p, 0);
		if (p->codes->effort->stopped || part_takes_too_long(p))
			return false;
		if (added == 0 || is_close(p, near) || is_told(p))
			break;
		if (!part_solve(p, LP_PRIMAL))
			return false;
		if (p->tell)
			effort_tell(p->codes->effort, p->tell);
	}
	return true;
}
