/* The way back: which step gives the very same sum. */
#include "optimise/dense_state.h"

#include <math.h>

bool dense_is_at(const struct dense_walk *w, const struct dense_state *s,
		 double *value)
{
	int block = dense_block(w->e, s->run, s->outer, s->class);

	if (s->count < w->now->lo[block] || s->count >= w->now->hi[block])
		return false;
	*value = *dense_counts(w->now, block, s->count);
	return *value < HUGE_VAL;
}

static bool back_off_from(const struct dense_walk *w, struct dense_state *at,
			  struct dense_state *s, double value, double price)
{
	double more, before;

	for (s->class = 0; s->class < w->classes; s->class ++)
		if (dense_is_at(w, s, &before) &&
		    dense_outer_off(w->e, s->outer, w->d, s->class, &more) ==
			    at->outer &&
		    before + (price + more) == value) {
			*at = *s;
			return true;
		}
	return false;
}

/* Only rows of an automaton change with a day off. */
static bool back_off_of_run(const struct dense_walk *w, struct dense_state *at,
			    struct dense_state *s, double value, double price)
{
	int step = w->e->q->automaton ? w->e->q->stride / w->e->size
				      : w->e->outers;

	for (s->outer = at->outer % step; s->outer < w->e->outers;
	     s->outer += step)
		if (back_off_from(w, at, s, value, price))
			return true;
	return false;
}

static bool back_off(const struct dense_walk *w, struct dense_state *at,
		     double value)
{
	struct dense_state s = *at;
	double price;

	for (s.run = 0; s.run < w->e->runs; s.run++) {
		if (pricing_run_off(w->e->q, s.run, w->d, &price) != at->run)
			continue;
		if (back_off_of_run(w, at, &s, value, price + w->off))
			return true;
	}
	return false;
}

static bool back_cell(const struct dense_walk *w, struct dense_state *at,
		      double value, const struct bundle *cell, double price)
{
	const struct day *day = &w->e->q->day[w->d];
	struct dense_state s = { .count = at->count - cell->add[0] };
	double step, before, more;

	for (s.run = 0; s.run < w->e->runs; s.run++) {
		bool worked = s.run >= w->e->q->off_states;
		if (pricing_run_work(w->e->q, s.run, w->d, &step) != at->run)
			continue;
		for (s.outer = 0; s.outer < w->e->outers; s.outer++) {
			if (dense_outer_after(w->e, s.outer, w->d, cell, worked,
					      &more) != at->outer)
				continue;
			for (s.class = 0; s.class < w->classes; s.class ++) {
				double pair = day->pair[s.class * day->n_in +
							cell->in] +
					      step;
				if (dense_is_at(w, &s, &before) &&
				    before + pair + (price + more) == value) {
					*at = s;
					return true;
				}
			}
		}
	}
	return false;
}

static bool back_close(const struct dense_walk *w, struct dense_state *at,
		       double value)
{
	const struct tally *y = &w->e->q->tally[0];
	struct dense_state s = *at;
	double price, before;

	for (s.outer = 0; s.outer < w->e->outers; s.outer++) {
		if (dense_outer_closed(w->e, s.outer, w->d, true, &price) !=
		    at->outer)
			continue;
		int from = y->reset[w->d] ? w->now->base : at->count;
		int until = y->reset[w->d] ? w->now->top + 1 : at->count + 1;
		for (s.count = from; s.count < until; s.count++) {
			double end = y->end[w->d] ? y->end[w->d][s.count] : 0;
			if (dense_is_at(w, &s, &before) &&
			    before + end + price == value) {
				*at = s;
				return true;
			}
		}
	}
	return false;
}

static int back_day(const struct dense_walk *w, struct dense_state *at,
		    double value)
{
	const struct day *day = &w->e->q->day[w->d];

	if (at->run < w->e->q->off_states) {
		back_off(w, at, value);
		return DUTY_OFF;
	}
	for (int c = 0; c < day->n_cells; c++) {
		int k = w->d * w->s->cells + c;
		if (day->cells[c].out == at->class &&
		    w->s->cell[k] < HUGE_VAL &&
		    back_cell(w, at, value, &day->cells[c], w->s->cell[k]))
			return w->s->best[k];
	}
	return DUTY_OFF;
}

void dense_walk_back(struct dense_walk *w, struct dense_state at,
		     const double *off, int16_t *pick)
{
	const struct pricer *q = w->e->q;
	int layer = w->s->layers - 1;

	for (w->d = q->days - 1; w->d >= 0; w->d--) {
		double value = 0;
		w->now = &w->s->layer[layer];
		dense_is_at(w, &at, &value);
		if (w->s->closes[layer]) {
			w->now = &w->s->layer[--layer];
			back_close(w, &at, value);
			dense_is_at(w, &at, &value);
		}
		w->now = &w->s->layer[--layer];
		w->off = off[w->d];
		w->classes = dense_classes_before(q, w->d);
		pick[w->d] = (int16_t)back_day(w, &at, value);
	}
}
