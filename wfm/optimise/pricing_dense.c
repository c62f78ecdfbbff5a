/*
 * The shortest path of pricing.c over tables.
 *
 * The first counter (paid time, in units) lies contiguous, so that taking a
 * choice from all its counts at once is one pass over two rows of numbers.
 * After d days a block of counts belongs to every
 *
 *	(run, other counters, class)
 *
 * and holds the counts [lo, hi) that can be reached and are not lost: from
 * which the rest of the period, within the limits of runs, can still make the
 * hours that are due.  The way back is found by asking which step gives the
 * very same sum.  All ways back that keep within a price are all tours up to
 * it: the tables say exactly what each beginning costs, so that no step is in
 * vain.
 */
#include "optimise/pricing_dense.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "optimise/dense_state.h"

int dense_classes_before(const struct pricer *q, int d)
{
	return d == 0 ? 1 + q->past_class : q->day[d - 1].n_out;
}

/* ---- days ---- */

/* Rows of the automaton come last in the index. */
static int stride_of(const struct dense *e)
{
	return e->q->stride / e->size;
}

/* The other counters after a choice of this cell, -1: too many, or lost. */
int dense_outer_after(const struct dense *e, int outer, int d,
		      const struct bundle *cell, bool worked, double *price)
{
	const struct pricer *q = e->q;
	int to = outer;

	for (int t = 1; t < q->n_tallies; t++) {
		const struct tally *y = &q->tally[t];
		int add = cell->add[t], count = dense_count_in(e, outer, t);
		if (y->weekends)
			add = y->weekend[d] == 1 ||
			      (y->weekend[d] == 2 && !worked);
		if (count + add >= y->size) {
			if (y->strict)
				return -1;
			add = y->size - 1 - count;
		}
		if (count + add < y->low[d])
			return -1;
		to += add * (y->stride / e->size);
	}
	*price = 0;
	if (!q->automaton)
		return to;
	int row = outer / stride_of(e), next = row;
	if (row >= q->automaton->day[d].n ||
	    !pricing_recall(q, d, &next, cell->add[LETTER], price))
		return -1;
	return to + (next - row) * stride_of(e);
}

int dense_outer_off(const struct dense *e, int outer, int d, int class,
		    double *price)
{
	*price = 0;
	if (!e->q->automaton)
		return outer;
	int row = outer / stride_of(e), to = row;
	if (row >= e->q->automaton->day[d].n ||
	    !pricing_recall_off(e->q, d, &to, pricing_tag(e->q, d, class),
				price))
		return -1;
	return outer + (to - row) * stride_of(e);
}

static bool is_lost(const struct dense *e, int outer, int d)
{
	for (int t = 1; t < e->q->n_tallies; t++)
		if (dense_count_in(e, outer, t) < e->q->tally[t].low[d])
			return true;
	return false;
}

static void take_off(const struct dense_walk *w, int run, int outer)
{
	const struct dense *e = w->e;
	double price;
	int to = pricing_run_off(e->q, run, w->d, &price);

	price += w->off;
	if (!(price < HUGE_VAL) || is_lost(e, outer, w->d))
		return;
	for (int c = 0; c < w->classes; c++) {
		int from = dense_block(e, run, outer, c);
		double more;
		if (w->now->lo[from] >= w->now->hi[from])
			continue;
		int next = dense_outer_off(e, outer, w->d, c, &more);
		if (next >= 0)
			w->s->steps += dense_merge(
				w->next, dense_block(e, to, next, 0),
				e->lost[(w->d + 1) * e->runs + to],
				dense_stretch(w->now, from), 0, price + more);
	}
}

/* Slot 0: from days off; slot l: from work, of length l now. */
static int temp_of(const struct dense_walk *w, int slot, int outer, int in)
{
	return (slot * w->e->outers + outer) * w->e->q->day[w->d].n_in + in;
}

static int slot_after(const struct pricer *q, int run, int to)
{
	return run < q->off_states ? 0 : to - q->off_states + 1;
}

/* Into the columns of pairs: what may come before each. */
static void leave_for_work(const struct dense_walk *w, int run, int outer)
{
	const struct dense *e = w->e;
	const struct day *day = &e->q->day[w->d];
	double step;
	int to = pricing_run_work(e->q, run, w->d, &step);
	int slot = slot_after(e->q, run, to);

	if (!(step < HUGE_VAL))
		return;
	for (int c = 0; c < w->classes; c++) {
		int from = dense_block(e, run, outer, c);
		if (w->now->lo[from] >= w->now->hi[from])
			continue;
		for (int j = 0; j < day->n_in; j++) {
			double price = day->pair[c * day->n_in + j] + step;
			if (price < HUGE_VAL)
				w->s->steps += dense_merge(
					&w->s->temp, temp_of(w, slot, outer, j),
					0, dense_stretch(w->now, from), 0,
					price);
		}
	}
}

static int run_of_slot(const struct pricer *q, int slot)
{
	return q->off_states + (slot == 0 ? 0 : slot - 1);
}

static void take_cells(const struct dense_walk *w, int slot, int outer)
{
	const struct dense *e = w->e;
	const struct day *day = &e->q->day[w->d];
	int run = run_of_slot(e->q, slot);

	for (int c = 0; c < day->n_cells; c++) {
		const struct bundle *cell = &day->cells[c];
		int temp = temp_of(w, slot, outer, cell->in);
		double price = w->s->cell[w->d * w->s->cells + c];
		if (w->s->temp.lo[temp] >= w->s->temp.hi[temp] ||
		    !(price < HUGE_VAL))
			continue;
		double more;
		int to = dense_outer_after(e, outer, w->d, cell, slot > 0,
					   &more);
		if (to >= 0)
			w->s->steps += dense_merge(
				w->next, dense_block(e, run, to, cell->out),
				e->lost[(w->d + 1) * e->runs + run],
				dense_stretch(&w->s->temp, temp), cell->add[0],
				price + more);
	}
}

static void step_day(const struct dense_walk *w)
{
	const struct dense *e = w->e;
	const struct pricer *q = e->q;
	struct dense_tables *temp = &w->s->temp;
	size_t n = (size_t)(q->work_states + 1) * (size_t)e->outers *
		   (size_t)q->day[w->d].n_in;

	temp->base = w->now->base;
	temp->top = w->now->top;
	memset(temp->lo, 0, n * sizeof(*temp->lo));
	memset(temp->hi, 0, n * sizeof(*temp->hi));
	w->s->steps += (double)n + e->blocks;
	for (int r = 0; r < e->runs; r++)
		for (int o = 0; o < e->outers; o++) {
			if (q->day[w->d].may_off)
				take_off(w, r, o);
			if (q->day[w->d].n > 0)
				leave_for_work(w, r, o);
		}
	for (int slot = 0; slot <= q->work_states; slot++)
		for (int o = 0; o < e->outers; o++)
			take_cells(w, slot, o);
}

/* ---- windows that end ---- */

/* The other counters when the day's windows are closed, and its price. */
int dense_outer_closed(const struct dense *e, int outer, int d, bool reset,
		       double *price)
{
	int to = outer;

	*price = 0;
	for (int t = 1; t < e->q->n_tallies; t++) {
		const struct tally *y = &e->q->tally[t];
		int count = dense_count_in(e, outer, t);
		if (y->end[d])
			*price += y->end[d][count];
		if (reset && y->reset[d])
			to -= count * (y->stride / e->size);
	}
	return to;
}

static bool closes_after(const struct pricer *q, int d)
{
	for (int t = 0; t < q->n_tallies; t++)
		if (d + 1 < q->days &&
		    (q->tally[t].end[d] || q->tally[t].reset[d]))
			return true;
	return false;
}

static void close_block(const struct dense_walk *w, int run, int outer,
			int class)
{
	const struct dense *e = w->e;
	const struct tally *y = &e->q->tally[0];
	int from = dense_block(e, run, outer, class);
	struct dense_stretch s = dense_stretch(w->now, from);
	double price, least = HUGE_VAL;
	int to = dense_outer_closed(e, outer, w->d, true, &price);

	for (int k = 0; k < s.hi - s.lo; k++) {
		w->s->row[k] =
			s.x[k] + (y->end[w->d] ? y->end[w->d][s.lo + k] : 0);
		least = w->s->row[k] < least ? w->s->row[k] : least;
	}
	if (y->reset[w->d]) {
		w->s->row[0] = least;
		s.lo = 0;
		s.hi = 1;
	}
	s.x = w->s->row;
	if (price < HUGE_VAL && least < HUGE_VAL)
		dense_merge(w->next, dense_block(e, run, to, class), 0, s, 0,
			    price);
}

static void close_windows(const struct dense_walk *w)
{
	const struct dense *e = w->e;

	for (int r = 0; r < e->runs; r++)
		for (int o = 0; o < e->outers; o++)
			for (int c = 0; c < e->q->classes; c++) {
				int from = dense_block(e, r, o, c);
				if (w->now->lo[from] < w->now->hi[from])
					close_block(w, r, o, c);
			}
}

/* ---- the whole ---- */

static void cheapest_of_cells(struct dense_space *s, const struct pricer *q,
			      int d, const double *cost)
{
	const struct day *day = &q->day[d];
	double *cell = s->cell + (size_t)d * (size_t)s->cells;
	int16_t *best = s->best + (size_t)d * (size_t)s->cells;

	for (int c = 0; c < day->n_cells; c++)
		cell[c] = HUGE_VAL;
	for (int k = 0; k < day->n; k++) {
		int c = day->cell_of[k];
		if (cost[k] < cell[c]) {
			cell[c] = cost[k];
			best[c] = (int16_t)k;
		}
	}
}

void dense_begin(struct dense_walk *w)
{
	const struct pricer *q = w->e->q;
	int outer = 0;

	for (int t = 1; t < q->n_tallies; t++)
		outer += q->tally[t].first * (q->tally[t].stride / w->e->size);
	struct dense_tables *first = dense_open_layer(w->s, w->e, 0, 0);
	int block = dense_block(w->e, q->first_run, outer, q->past_class);
	int count = q->tally[0].first;
	if (count < first->base || count > first->top)
		return;
	dense_extend(first, block, count, count + 1);
	*dense_counts(first, block, count) = 0;
}

void dense_walk(struct dense_walk *w, const double *const *cost,
		const double *off)
{
	const struct pricer *q = w->e->q;

	w->s->layers = 1;
	for (w->d = 0; w->d < q->days; w->d++) {
		int at = w->s->layers;
		w->off = off[w->d];
		w->classes = dense_classes_before(q, w->d);
		cheapest_of_cells(w->s, q, w->d, cost[w->d]);
		w->now = &w->s->layer[at - 1];
		w->next = dense_open_layer(w->s, w->e, at, w->d + 1);
		w->s->closes[at++] = false;
		step_day(w);
		if (closes_after(q, w->d)) {
			w->now = &w->s->layer[at - 1];
			w->next = dense_open_layer(w->s, w->e, at, w->d + 1);
			w->s->closes[at++] = true;
			close_windows(w);
		}
		w->s->layers = at;
	}
}

static int by_value(const void *left, const void *right)
{
	const struct dense_ending *a = left, *b = right;

	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	return a->at.count - b->at.count;
}

/* The cheapest end of each count, into list; returns how many counts. */
static int endings(const struct dense_walk *w, struct dense_ending *list)
{
	const struct dense *e = w->e;
	const struct tally *y = &e->q->tally[0];
	const struct dense_tables *t = &w->s->layer[w->s->layers - 1];
	int last = e->q->days - 1, n = 0;

	for (int k = 0; k < e->size; k++)
		list[k].value = HUGE_VAL;
	for (int b = 0; b < e->blocks; b++) {
		struct dense_state s = { .class = b % e->q->classes,
					 .outer = b / e->q->classes % e->outers,
					 .run = b / e->q->classes / e->outers };
		double price;
		dense_outer_closed(e, s.outer, last, false, &price);
		for (s.count = t->lo[b]; s.count < t->hi[b]; s.count++) {
			double end = y->end[last] ? y->end[last][s.count] : 0;
			double v = *dense_counts(t, b, s.count) + end + price;
			if (v < list[s.count].value)
				list[s.count] = (struct dense_ending){ v, s };
		}
	}
	for (int k = 0; k < e->size; k++)
		if (list[k].value < HUGE_VAL)
			list[n++] = list[k];
	qsort(list, (size_t)n, sizeof(*list), by_value);
	return n;
}

int dense_best(const struct dense *e, struct dense_space *s,
	       const double *const *cost, const double *off, int n,
	       int16_t *pick, double *value)
{
	struct dense_walk w = { .e = e, .s = s };

	s->steps = 0;
	dense_make_room(s, e);
	dense_begin(&w);
	dense_walk(&w, cost, off);
	int found = endings(&w, s->list);
	if (found > n)
		found = n;
	for (int k = 0; k < found; k++) {
		value[k] = s->list[k].value;
		dense_walk_back(&w, s->list[k].at, off,
				pick + (size_t)k * e->q->days);
	}
	return found;
}
