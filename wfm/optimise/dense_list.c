/* All tours up to a price: every way back that keeps within it. */
#include "optimise/dense_state.h"

#include <math.h>
#include <string.h>

struct listing {
	struct dense_walk w;
	const double *const *cost;
	const double *off;
	int16_t *now; /* [days] the tour under way, filled from its end */
	int16_t *pick;
	int n, most;
};

static void list_before(struct listing *l, const struct dense_state *at, int d,
			double budget);

/* A step from s costs that much; does a tour with it fit into the budget? */
static void list_step(struct listing *l, const struct dense_state *s, int d,
		      int choice, double step, double budget)
{
	double before;

	l->w.now = &l->w.s->layer[d];
	if (l->n > l->most || !dense_is_at(&l->w, s, &before) ||
	    before + step > budget)
		return;
	l->now[d] = (int16_t)choice;
	list_before(l, s, d, budget - step);
}

/* From every class. */
static void list_off_from(struct listing *l, const struct dense_state *at,
			  struct dense_state *s, int d, double price,
			  double budget)
{
	const struct dense *e = l->w.e;
	double more;

	for (s->class = 0; s->class < dense_classes_before(e->q, d);
	     s->class ++)
		if (dense_outer_off(e, s->outer, d, s->class, &more) ==
		    at->outer)
			list_step(l, s, d, DUTY_OFF, price + more, budget);
}

static void list_off(struct listing *l, const struct dense_state *at, int d,
		     double budget)
{
	struct dense_state s = *at;
	double price;

	for (s.run = 0; s.run < l->w.e->runs; s.run++) {
		if (pricing_run_off(l->w.e->q, s.run, d, &price) != at->run)
			continue;
		price += l->off[d];
		for (s.outer = 0; s.outer < l->w.e->outers; s.outer++)
			list_off_from(l, at, &s, d, price, budget);
	}
}

/* All choices of a bundle, after any class. */
static void list_choices(struct listing *l, struct dense_state *s, int d,
			 int cell, double step, double budget)
{
	const struct pricer *q = l->w.e->q;
	const struct day *day = &q->day[d];
	int in = day->cells[cell].in;

	for (s->class = 0; s->class < dense_classes_before(q, d); s->class ++) {
		double pair = day->pair[s->class * day->n_in + in] + step;
		if (!(pair < HUGE_VAL))
			continue;
		for (int k = 0; k < day->n; k++)
			if (day->cell_of[k] == cell && l->cost[d][k] < HUGE_VAL)
				list_step(l, s, d, k, pair + l->cost[d][k],
					  budget);
	}
}

static void list_cell(struct listing *l, const struct dense_state *at, int d,
		      int cell, double budget)
{
	const struct dense *e = l->w.e;
	const struct bundle *b = &e->q->day[d].cells[cell];
	struct dense_state s = { .count = at->count - b->add[0] };
	double step, more;

	for (s.run = 0; s.run < e->runs; s.run++) {
		bool worked = s.run >= e->q->off_states;
		if (pricing_run_work(e->q, s.run, d, &step) != at->run)
			continue;
		for (s.outer = 0; s.outer < e->outers; s.outer++)
			if (dense_outer_after(e, s.outer, d, b, worked,
					      &more) == at->outer)
				list_choices(l, &s, d, cell, step + more,
					     budget);
	}
}

static void list_before(struct listing *l, const struct dense_state *at, int d,
			double budget)
{
	const struct pricer *q = l->w.e->q;
	const struct day *day = &q->day[d > 0 ? d - 1 : 0];

	if (d == 0) {
		if (l->n < l->most)
			memcpy(l->pick + (size_t)l->n * q->days, l->now,
			       (size_t)q->days * sizeof(*l->now));
		l->n++;
		return;
	}
	if (at->run < q->off_states) {
		list_off(l, at, d - 1, budget);
		return;
	}
	for (int c = 0; c < day->n_cells; c++)
		if (day->cells[c].out == at->class)
			list_cell(l, at, d - 1, c, budget);
}

int dense_all(const struct dense *e, struct dense_space *s,
	      const double *const *cost, const double *off, double limit,
	      int most, int16_t *pick)
{
	struct listing l = { .w = { .e = e, .s = s },
			     .cost = cost,
			     .off = off,
			     .now = s->now,
			     .pick = pick,
			     .most = most };
	const struct tally *y = &e->q->tally[0];
	int last = e->q->days - 1;

	if (!dense_has_one_window(e->q))
		return -1;
	s->steps = 0;
	dense_make_room(s, e);
	l.now = s->now;
	dense_begin(&l.w);
	dense_walk(&l.w, cost, off);
	for (int b = 0; b < e->blocks; b++) {
		struct dense_state at = {
			.class = b % e->q->classes,
			.outer = b / e->q->classes % e->outers,
			.run = b / e->q->classes / e->outers
		};
		const struct dense_tables *t = &s->layer[s->layers - 1];
		double price;
		dense_outer_closed(e, at.outer, last, false, &price);
		for (at.count = t->lo[b]; at.count < t->hi[b]; at.count++) {
			double end = y->end[last] ? y->end[last][at.count] : 0;
			double budget = limit - end - price;
			if (*dense_counts(t, b, at.count) <= budget)
				list_before(&l, &at, e->q->days, budget);
		}
	}
	return l.n;
}
