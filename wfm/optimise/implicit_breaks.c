#include <math.h>
#include <stdlib.h>

#include "optimise/implicit.h"

static const double WHOLE = 1e-5; /* from a whole number */
static const double SURE = 0.9;	  /* parts above this are as good as whole */
static const double PART = 0.1;	  /* of what is not whole, fixed at a time */

struct part { /* of a break that is not whole */
	int column;
	double key;
};

static int by_key(const void *left, const void *right)
{
	const struct part *a = left, *b = right;

	if (a->key != b->key)
		return a->key > b->key ? -1 : 1;
	return a->column - b->column;
}

/* The place that is most of one and not whole. */
static struct part part_of(const struct implicit *m,
			   const struct implicit_window *w)
{
	struct part best = { -1, 0 };

	for (int j = 0; j < w->pause->n; j++) {
		double b = lp_column(m->lp, w->first + j);
		double part = b - floor(b + WHOLE);
		if (part > WHOLE && part > best.key)
			best = (struct part){ w->first + j, part };
	}
	return best;
}

static int collect(const struct implicit *m, struct part *list)
{
	int n = 0;

	for (int w = 0; w < m->n_windows; w++) {
		struct part p = part_of(m, &m->windows[w]);
		if (p.column >= 0)
			list[n++] = p;
	}
	if (n > 1)
		qsort(list, (size_t)n, sizeof(*list), by_key);
	return n;
}

bool implicit_dive_breaks(struct implicit *m, double limit,
			  struct effort *effort)
{
	struct part *list = arena_new(m->arena, struct part, m->n_windows + 1);
	int n;

	while ((n = collect(m, list)) > 0) {
		int some = (int)ceil(PART * n);
		for (int k = 0; k < n && (k < some || list[k].key >= SURE);
		     k++) {
			double b = lp_column(m->lp, list[k].column);
			lp_set_bounds(m->lp, list[k].column, ceil(b - WHOLE),
				      HUGE_VAL);
		}
		if (!implicit_solve(m, LP_DUAL, effort) ||
		    implicit_money(m) > limit)
			return false;
	}
	return true;
}

/* ---- handing out ---- */

struct implicit_hand *implicit_hands(const struct implicit *m)
{
	struct implicit_hand *hands =
		arena_new(m->arena, struct implicit_hand, m->n_windows);

	for (int k = 0; k < m->n_windows; k++)
		hands[k].place = -1;
	return hands;
}

static void next_place(const struct implicit *m,
		       const struct implicit_window *w, struct implicit_hand *h)
{
	while (h->left == 0 && h->place + 1 < w->pause->n) {
		h->place++;
		h->left = (int)lround(lp_column(m->lp, w->first + h->place));
	}
}

void implicit_hand_out(const struct implicit *m, struct implicit_hand *hands,
		       int group, int16_t *at)
{
	const struct implicit_group *g = &m->groups[group];

	for (int k = 0; k < g->option->n_pauses; k++) {
		struct implicit_hand *h = &hands[g->window[k]];
		next_place(m, &m->windows[g->window[k]], h);
		at[k] = (int16_t)g->option->pauses[k].at[h->place];
		h->left -= h->left > 0;
	}
}
