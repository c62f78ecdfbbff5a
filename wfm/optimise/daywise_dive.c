#include "optimise/daywise_state.h"

#include <math.h>
#include <stdlib.h>

enum { ITERATIONS = 20000 };

static const double WHOLE = 1e-5; /* from a whole number */
static const double SURE = 0.9;	  /* parts above this are as good as whole */
static const double PART = 0.1;	  /* of what is not whole, fixed at a time */
				  /* of what is not whole, fixed at a time */

static double iteration(const struct daywise *w)
{
	return 1e-6 * (40.0 * lp_rows(w->lp) + 4.0 * lp_columns(w->lp));
}

static bool solve(struct daywise *w, enum lp_method method)
{
	struct err e = err_new(w->arena);
	int before = lp_iterations(w->lp);
	struct lp_limits limits = { .method = method,
				    .iterations = ITERATIONS,
				    .slice = 200,
				    .stop = effort_stop,
				    .ctx = w->effort };
	enum lp_found found;
	enum rc rc = lp_solve(w->lp, limits, &found, &e);

	w->effort->work += (lp_iterations(w->lp) - before) * iteration(w);
	return rc == RC_OK && found == LP_OPTIMAL;
}

/* Cost of the heads as they are, as the programme counts. */
static double money_now(const struct daywise *w)
{
	double sum = 0;

	for (int t = w->from; t < w->until; t++)
		sum += crowd_cost_at(w->draft->crowd, t);
	return sum;
}

/* What the programme leaves out of that. */
static double constant(const struct daywise *w)
{
	double sum = 0;

	for (int r = 0; r < w->plan->req->n_rows; r++)
		for (int t = w->from;
		     t < w->until && daywise_is_served(w->plan, r); t++)
			sum += curve_cost(&w->plan->req->rows[r].curve[t], 0);
	return sum;
}

/* ---- duties ---- */

/* Something that is not whole: a person's or a group's. */
struct part {
	int of, column; /* column: a candidate, or one of the programme */
	double key;	/* which is fixed first */
};

static int by_key(const void *left, const void *right)
{
	const struct part *a = left, *b = right;

	if (a->key != b->key)
		return a->key > b->key ? -1 : 1;
	return a->of - b->of;
}

static void sort(struct part *list, int n)
{
	if (n > 1)
		qsort(list, (size_t)n, sizeof(*list), by_key);
}

/* Can what is under way still save something? */
static bool is_lost(const struct daywise *w)
{
	return lp_value(w->lp) > w->limit - 1e-6;
}

/* A person's heaviest candidate, -1: it is whole. */
static int heaviest(const struct daywise *w, int person)
{
	double most = 0;
	int best = -1;

	for (int c = w->begin[person]; c < w->begin[person + 1]; c++) {
		double x = lp_column(w->lp, w->candidates[c].column);
		if (x > most) {
			most = x;
			best = c;
		}
	}
	return most < 1 - WHOLE ? best : -1;
}

static int collect_duties(struct daywise *w, struct part *list)
{
	int n = 0;

	for (int k = 0; k < w->n_people; k++) {
		int best = w->is_fixed[k] ? -1 : heaviest(w, k);
		if (best >= 0)
			list[n++] = (struct part){ k, best,
						   random_uniform(w->random) };
	}
	sort(list, n);
	return n;
}

static void fix_duty(struct daywise *w, int person, int candidate)
{
	w->is_fixed[person] = true;
	for (int c = w->begin[person]; c < w->begin[person + 1]; c++)
		if (c != candidate)
			lp_set_bounds(w->lp, w->candidates[c].column, 0, 0);
}

/* Some people after the other, drawn: another dive ends elsewhere. */
static bool dive_duties(struct daywise *w, struct part *list)
{
	int n;

	while ((n = collect_duties(w, list)) > 0) {
		int some = (int)ceil(PART * n);
		for (int k = 0; k < some; k++)
			fix_duty(w, list[k].of, list[k].column);
		if (!solve(w, LP_DUAL) || is_lost(w))
			return false;
	}
	return true;
}

/* ---- breaks ---- */

static void fix_duties(struct daywise *w)
{
	for (int c = 0; c < w->n_candidates; c++) {
		int column = w->candidates[c].column;
		double x = round(lp_column(w->lp, column));
		lp_set_bounds(w->lp, column, x, x);
	}
}

/* The break that is most of one in a place and not whole. */
static struct part break_of(const struct daywise *w, int group, int k)
{
	const struct group *g = &w->groups[group];
	struct part best = { group, -1, 0 };

	for (int j = 0; j < g->option->pauses[k].n; j++) {
		double b = lp_column(w->lp, g->first[k] + j);
		double part = b - floor(b + WHOLE);
		if (part > WHOLE && part > best.key)
			best = (struct part){ group, g->first[k] + j, part };
	}
	return best;
}

static int collect_breaks(const struct daywise *w, struct part *list)
{
	int n = 0;

	for (int g = 0; g < w->n_groups; g++)
		for (int k = 0; k < w->groups[g].option->n_pauses; k++) {
			struct part p = break_of(w, g, k);
			if (p.column >= 0)
				list[n++] = p;
		}
	sort(list, n);
	return n;
}

static bool dive_breaks(struct daywise *w)
{
	struct part *list = arena_new(w->arena, struct part,
				      (size_t)w->n_groups * DUTY_PAUSES + 1);
	int n;

	fix_duties(w);
	while ((n = collect_breaks(w, list)) > 0) {
		int some = (int)ceil(PART * n);
		for (int k = 0; k < n && (k < some || list[k].key >= SURE);
		     k++) {
			int column = list[k].column;
			double b = lp_column(w->lp, column);
			lp_set_bounds(w->lp, column, ceil(b - WHOLE), HUGE_VAL);
		}
		if (!solve(w, LP_DUAL) || is_lost(w))
			return false;
	}
	return true;
}

bool daywise_dive(struct daywise *w, double worth)
{
	struct part *list = arena_new(w->arena, struct part, w->n_people);

	w->is_fixed = arena_new(w->arena, bool, w->n_people);
	if (!solve(w, LP_PRIMAL))
		return false;
	w->limit = money_now(w) - constant(w);
	if (w->limit - lp_value(w->lp) < worth)
		return false;
	return dive_duties(w, list) && dive_breaks(w);
}
