#include "optimise/daywise_state.h"

#include <math.h>
#include <stdlib.h>

static const double WHOLE = 1e-5; /* from a whole number */
static const double PART = 0.1;	  /* of what is not whole, fixed at a time */

/* ---- duties ---- */

/* A person whose duty is not whole. */
struct part {
	int of, candidate;
	double key; /* which is fixed first */
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
	return implicit_money(&w->programme) > w->limit - 1e-6;
}

/* A person's heaviest candidate, -1: it is whole. */
static int heaviest(const struct daywise *w, int person)
{
	double most = 0;
	int best = -1;

	for (int c = w->begin[person]; c < w->begin[person + 1]; c++) {
		double x = lp_column(w->programme.lp, w->candidates[c].column);
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
			lp_set_bounds(w->programme.lp, w->candidates[c].column,
				      0, 0);
}

/* Some people after the other, drawn: another dive ends elsewhere. */
static bool dive_duties(struct daywise *w, struct part *list)
{
	int n;

	while ((n = collect_duties(w, list)) > 0) {
		int some = (int)ceil(PART * n);
		for (int k = 0; k < some; k++)
			fix_duty(w, list[k].of, list[k].candidate);
		if (!implicit_solve(&w->programme, LP_DUAL, w->effort) ||
		    is_lost(w))
			return false;
	}
	return true;
}

static void fix_duties(struct daywise *w)
{
	for (int c = 0; c < w->n_candidates; c++) {
		int column = w->candidates[c].column;
		double x = round(lp_column(w->programme.lp, column));
		lp_set_bounds(w->programme.lp, column, x, x);
	}
}

bool daywise_dive(struct daywise *w, double worth)
{
	struct part *list = arena_new(w->arena, struct part, w->n_people);

	w->is_fixed = arena_new(w->arena, bool, w->n_people);
	if (!implicit_solve(&w->programme, LP_PRIMAL, w->effort))
		return false;
	w->limit = implicit_value(&w->programme, w->draft->crowd);
	if (w->limit - implicit_money(&w->programme) < worth)
		return false;
	if (!dive_duties(w, list))
		return false;
	fix_duties(w);
	return implicit_dive_breaks(&w->programme, w->limit - 1e-6, w->effort);
}
