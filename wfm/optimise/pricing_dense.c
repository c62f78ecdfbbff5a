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

enum { LEAST = 8, LEAST_DAYS = 14, MOST_CLASSES = 12 };

struct dense {
	const struct pricer *q;
	int size, outers, runs, blocks;
	int *lost;     /* [(days + 1) * runs] counts below are */
	int *base;     /* [days + 1] least count kept after so many days */
	int *top;      /* [days + 1] most */
	int width;     /* counts of a block, at most */
	int most_temp; /* blocks between two days */
};

/* Blocks of counts. */
struct tables {
	double *value;	  /* [blocks * width] */
	int16_t *lo, *hi; /* [blocks] */
	int base, top, width;
};

struct state {
	int run, outer, class, count;
};

struct ending {
	double value;
	struct state at;
};

/* What there is room for: cells of a day, counts and blocks of a layer. */
struct rooms {
	size_t layers, counts, blocks, cells, size;
};

struct dense_space {
	struct arena *own, *arena;
	struct tables *layer; /* [2 * days + 2] */
	bool *closes;	      /* [2 * days + 2] reached by closing windows */
	struct tables temp;
	double *cell;	     /* [days * cells] cheapest choice of each bundle */
	int16_t *best;	     /* the same, which */
	double *row;	     /* [size] */
	struct ending *list; /* [size] */
	int16_t *now;	     /* [days] */
	struct rooms rooms;
	int layers, cells;
	double steps;
};

/* ---- making ---- */

static int most_added(const struct pricer *q, int d)
{
	int most = 0;

	for (int c = 0; c < q->day[d].n_cells; c++)
		most = max_int(most, q->day[d].cells[c].add[0]);
	return most;
}

static int need_of(const struct tally *t, int days)
{
	int c = 0;

	while (t->end[days - 1] && c + 1 < t->size &&
	       t->end[days - 1][c] == HUGE_VAL)
		c++;
	return c;
}

/* What the rest of the period can add after a run, backwards. */
static void find_lost(struct dense *e, int *gain)
{
	const struct pricer *q = e->q;
	int need = need_of(&q->tally[0], q->days);
	double price;

	for (int d = q->days - 1; d >= 0; d--)
		for (int r = 0; r < e->runs; r++) {
			int *to = &gain[d * e->runs + r], next;
			const int *after = &gain[(d + 1) * e->runs];
			*to = -e->size;
			next = pricing_run_off(q, r, d, &price);
			if (q->day[d].may_off && price < HUGE_VAL)
				*to = max_int(*to, after[next]);
			next = pricing_run_work(q, r, d, &price);
			if (q->day[d].n > 0 && price < HUGE_VAL)
				*to = max_int(*to,
					      after[next] + most_added(q, d));
		}
	for (int k = 0; k < (q->days + 1) * e->runs; k++)
		e->lost[k] = max_int(0, need - gain[k]);
}

/* The most that can be counted by then, forwards. */
static void find_top(struct dense *e, int *most)
{
	const struct pricer *q = e->q;
	double price;

	for (int k = 0; k < (q->days + 1) * e->runs; k++)
		most[k] = -e->size;
	most[q->first_run] = q->tally[0].first;
	for (int d = 0; d < q->days; d++)
		for (int r = 0; r < e->runs; r++) {
			int have = most[d * e->runs + r], next;
			int *after = &most[(d + 1) * e->runs];
			if (have < 0)
				continue;
			next = pricing_run_off(q, r, d, &price);
			if (q->day[d].may_off && price < HUGE_VAL)
				after[next] = max_int(after[next], have);
			next = pricing_run_work(q, r, d, &price);
			if (q->day[d].n > 0 && price < HUGE_VAL)
				after[next] = max_int(after[next],
						      have + most_added(q, d));
		}
}

/* Several windows: a count may begin again at 0. */
static void take_all(struct dense *e)
{
	for (int d = 0; d <= e->q->days; d++) {
		for (int r = 0; r < e->runs; r++)
			e->lost[d * e->runs + r] =
				d > 0 ? e->q->tally[0].low[d - 1] : 0;
		e->base[d] = 0;
		e->top[d] = e->size - 1;
	}
	e->width = e->size;
}

static void find_ranges(struct arena *a, struct dense *e)
{
	const struct pricer *q = e->q;
	int *most = arena_new(a, int, (q->days + 1) * e->runs);

	find_lost(e, most);
	find_top(e, most);
	for (int d = 0; d <= q->days; d++) {
		int least = e->size - 1, top = 0;
		for (int k = d * e->runs; k < (d + 1) * e->runs; k++) {
			if (most[k] < e->lost[k])
				continue;
			least = e->lost[k] < least ? e->lost[k] : least;
			top = max_int(top, most[k]);
		}
		e->base[d] = least;
		e->top[d] = top < e->size ? top : e->size - 1;
		if (e->top[d] < e->base[d])
			e->top[d] = e->base[d];
		e->width = max_int(e->width, e->top[d] - e->base[d] + 1);
	}
}

static bool has_one_window(const struct pricer *q)
{
	for (int d = 0; d + 1 < q->days; d++)
		if (q->tally[0].end[d] || q->tally[0].reset[d])
			return false;
	return true;
}

const struct dense *dense_new(struct arena *a, const struct pricer *q)
{
	struct dense *e;
	int most_in = 1;

	if (q->n_tallies == 0 || !q->tally[0].strict ||
	    q->tally[0].size < LEAST || q->days < LEAST_DAYS ||
	    q->classes > MOST_CLASSES)
		return NULL;
	e = arena_new(a, struct dense, 1);
	e->q = q;
	e->size = q->tally[0].size;
	e->outers = q->n_index / e->size;
	e->runs = q->off_states + q->work_states;
	e->blocks = e->runs * e->outers * q->classes;
	e->lost = arena_new(a, int, (q->days + 1) * e->runs);
	e->base = arena_new(a, int, q->days + 1);
	e->top = arena_new(a, int, q->days + 1);
	if (has_one_window(q))
		find_ranges(a, e);
	else
		take_all(e);
	for (int d = 0; d < q->days; d++)
		most_in = max_int(most_in, q->day[d].n_in);
	e->most_temp = (q->work_states + 1) * e->outers * most_in;
	return e;
}

/* ---- room ---- */

struct dense_space *dense_space_new(void)
{
	struct arena *own = arena_open();
	struct dense_space *s = arena_new(own, struct dense_space, 1);

	s->own = own;
	s->arena = arena_open();
	return s;
}

void dense_space_close(struct dense_space *s)
{
	if (!s)
		return;
	arena_close(s->arena);
	arena_close(s->own);
}

double dense_steps(const struct dense_space *s)
{
	return s->steps;
}

static struct tables tables_new(struct arena *a, size_t counts, size_t blocks)
{
	return (struct tables){ .value = arena_new(a, double, counts),
				.lo = arena_new(a, int16_t, blocks),
				.hi = arena_new(a, int16_t, blocks) };
}

static struct rooms rooms_of(const struct dense *e)
{
	const struct pricer *q = e->q;
	struct rooms r = { .layers = (size_t)q->days * 2 + 2,
			   .size = (size_t)e->size,
			   .cells = 1 };

	r.blocks = (size_t)max_int(e->blocks, e->most_temp);
	r.counts = r.blocks * (size_t)e->width;
	for (int d = 0; d < q->days; d++)
		if ((size_t)q->day[d].n_cells > r.cells)
			r.cells = (size_t)q->day[d].n_cells;
	return r;
}

static bool enlarge(size_t *room, size_t n)
{
	if (n <= *room)
		return false;
	*room = n;
	return true;
}

/* Layers are made when reached. */
static void make_room(struct dense_space *s, const struct dense *e)
{
	struct rooms r = rooms_of(e), *have = &s->rooms;
	bool more = enlarge(&have->layers, r.layers);

	more = enlarge(&have->counts, r.counts) || more;
	more = enlarge(&have->blocks, r.blocks) || more;
	more = enlarge(&have->cells, r.cells) || more;
	more = enlarge(&have->size, r.size) || more;
	if (more) {
		arena_empty(s->arena);
		s->layer = arena_new(s->arena, struct tables, have->layers);
		s->closes = arena_new(s->arena, bool, have->layers);
		s->temp = tables_new(s->arena, have->counts, have->blocks);
		s->cell =
			arena_new(s->arena, double, have->layers * have->cells);
		s->best = arena_new(s->arena, int16_t,
				    have->layers * have->cells);
		s->row = arena_new(s->arena, double, have->size);
		s->list = arena_new(s->arena, struct ending, have->size);
		s->now = arena_new(s->arena, int16_t, have->layers);
	}
	s->cells = (int)have->cells;
	s->temp.width = e->width;
}

static struct tables *open_layer(struct dense_space *s, const struct dense *e,
				 int at, int d)
{
	struct tables *t = &s->layer[at];

	if (!t->value)
		*t = tables_new(s->arena, s->rooms.counts, s->rooms.blocks);
	t->width = e->width;
	t->base = e->base[d];
	t->top = e->top[d];
	memset(t->lo, 0, (size_t)e->blocks * sizeof(*t->lo));
	memset(t->hi, 0, (size_t)e->blocks * sizeof(*t->hi));
	return t;
}

/* ---- blocks ---- */

static double *counts(const struct tables *t, int block, int count)
{
	return t->value + (size_t)block * t->width + (count - t->base);
}

static void fill(struct tables *t, int block, int from, int until)
{
	double *v = counts(t, block, from);

	for (int k = 0; k < until - from; k++)
		v[k] = HUGE_VAL;
}

static void extend(struct tables *t, int block, int from, int until)
{
	if (t->lo[block] >= t->hi[block]) {
		fill(t, block, from, until);
		t->lo[block] = (int16_t)from;
		t->hi[block] = (int16_t)until;
		return;
	}
	if (from < t->lo[block]) {
		fill(t, block, from, t->lo[block]);
		t->lo[block] = (int16_t)from;
	}
	if (until > t->hi[block]) {
		fill(t, block, t->hi[block], until);
		t->hi[block] = (int16_t)until;
	}
}

/* A stretch of counts, x[0] at lo. */
struct stretch {
	const double *x;
	int lo, hi;
};

static struct stretch stretch_of(const struct tables *t, int block)
{
	return (struct stretch){ counts(t, block, t->lo[block]), t->lo[block],
				 t->hi[block] };
}

/* The lesser of what is there and x + price, shift counts higher. */
static double merge(struct tables *t, int block, int lost, struct stretch s,
		    int shift, double price)
{
	int from = max_int(s.lo + shift, max_int(lost, t->base));
	int until = s.hi + shift < t->top + 1 ? s.hi + shift : t->top + 1;

	if (from >= until)
		return 4;
	extend(t, block, from, until);
	const double *restrict x = s.x + (from - shift - s.lo);
	double *restrict y = counts(t, block, from);
	for (int k = 0; k < until - from; k++) {
		double z = x[k] + price;
		y[k] = z < y[k] ? z : y[k];
	}
	return 8 + until - from;
}

/* ---- days ---- */

static int block_of(const struct dense *e, int run, int outer, int class)
{
	return (run * e->outers + outer) * e->q->classes + class;
}

static int count_in(const struct dense *e, int outer, int t)
{
	const struct tally *y = &e->q->tally[t];

	return outer / (y->stride / e->size) % y->size;
}

/* The other counters after a choice of this cell, -1: too many, or lost. */
static int outer_after(const struct dense *e, int outer, int d,
		       const struct bundle *cell, bool worked)
{
	const struct pricer *q = e->q;
	int to = outer;

	for (int t = 1; t < q->n_tallies; t++) {
		const struct tally *y = &q->tally[t];
		int add = cell->add[t], count = count_in(e, outer, t);
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
	return to;
}

static bool is_lost(const struct dense *e, int outer, int d)
{
	for (int t = 1; t < e->q->n_tallies; t++)
		if (count_in(e, outer, t) < e->q->tally[t].low[d])
			return true;
	return false;
}

struct walk {
	const struct dense *e;
	struct dense_space *s;
	const struct tables *now;
	struct tables *next;
	int d, classes; /* of the day before */
	double off;
};

static void take_off(const struct walk *w, int run, int outer)
{
	const struct dense *e = w->e;
	double price;
	int to = pricing_run_off(e->q, run, w->d, &price);

	price += w->off;
	if (!(price < HUGE_VAL) || is_lost(e, outer, w->d))
		return;
	for (int c = 0; c < w->classes; c++) {
		int from = block_of(e, run, outer, c);
		if (w->now->lo[from] < w->now->hi[from])
			w->s->steps +=
				merge(w->next, block_of(e, to, outer, 0),
				      e->lost[(w->d + 1) * e->runs + to],
				      stretch_of(w->now, from), 0, price);
	}
}

/* Slot 0: from days off; slot l: from work, of length l now. */
static int temp_of(const struct walk *w, int slot, int outer, int in)
{
	return (slot * w->e->outers + outer) * w->e->q->day[w->d].n_in + in;
}

static int slot_after(const struct pricer *q, int run, int to)
{
	return run < q->off_states ? 0 : to - q->off_states + 1;
}

/* Into the columns of pairs: what may come before each. */
static void leave_for_work(const struct walk *w, int run, int outer)
{
	const struct dense *e = w->e;
	const struct day *day = &e->q->day[w->d];
	double step;
	int to = pricing_run_work(e->q, run, w->d, &step);
	int slot = slot_after(e->q, run, to);

	if (!(step < HUGE_VAL))
		return;
	for (int c = 0; c < w->classes; c++) {
		int from = block_of(e, run, outer, c);
		if (w->now->lo[from] >= w->now->hi[from])
			continue;
		for (int j = 0; j < day->n_in; j++) {
			double price = day->pair[c * day->n_in + j] + step;
			if (price < HUGE_VAL)
				w->s->steps += merge(
					&w->s->temp, temp_of(w, slot, outer, j),
					0, stretch_of(w->now, from), 0, price);
		}
	}
}

static int run_of_slot(const struct pricer *q, int slot)
{
	return q->off_states + (slot == 0 ? 0 : slot - 1);
}

static void take_cells(const struct walk *w, int slot, int outer)
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
		int to = outer_after(e, outer, w->d, cell, slot > 0);
		if (to >= 0)
			w->s->steps +=
				merge(w->next, block_of(e, run, to, cell->out),
				      e->lost[(w->d + 1) * e->runs + run],
				      stretch_of(&w->s->temp, temp),
				      cell->add[0], price);
	}
}

static void step_day(const struct walk *w)
{
	const struct dense *e = w->e;
	const struct pricer *q = e->q;
	struct tables *temp = &w->s->temp;
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

static bool closes_after(const struct pricer *q, int d)
{
	for (int t = 0; t < q->n_tallies; t++)
		if (d + 1 < q->days &&
		    (q->tally[t].end[d] || q->tally[t].reset[d]))
			return true;
	return false;
}

/* The other counters when the day's windows are closed, and its price. */
static int outer_closed(const struct dense *e, int outer, int d, bool reset,
			double *price)
{
	int to = outer;

	*price = 0;
	for (int t = 1; t < e->q->n_tallies; t++) {
		const struct tally *y = &e->q->tally[t];
		int count = count_in(e, outer, t);
		if (y->end[d])
			*price += y->end[d][count];
		if (reset && y->reset[d])
			to -= count * (y->stride / e->size);
	}
	return to;
}

static void close_block(const struct walk *w, int run, int outer, int class)
{
	const struct dense *e = w->e;
	const struct tally *y = &e->q->tally[0];
	int from = block_of(e, run, outer, class);
	struct stretch s = stretch_of(w->now, from);
	double price, least = HUGE_VAL;
	int to = outer_closed(e, outer, w->d, true, &price);

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
		merge(w->next, block_of(e, run, to, class), 0, s, 0, price);
}

static void close_windows(const struct walk *w)
{
	const struct dense *e = w->e;

	for (int r = 0; r < e->runs; r++)
		for (int o = 0; o < e->outers; o++)
			for (int c = 0; c < e->q->classes; c++) {
				int from = block_of(e, r, o, c);
				if (w->now->lo[from] < w->now->hi[from])
					close_block(w, r, o, c);
			}
}

/* ---- the way back ---- */

static bool is_at(const struct walk *w, const struct state *s, double *value)
{
	int block = block_of(w->e, s->run, s->outer, s->class);

	if (s->count < w->now->lo[block] || s->count >= w->now->hi[block])
		return false;
	*value = *counts(w->now, block, s->count);
	return *value < HUGE_VAL;
}

static bool back_off(const struct walk *w, struct state *at, double value)
{
	struct state s = *at;
	double price, before;

	for (s.run = 0; s.run < w->e->runs; s.run++) {
		if (pricing_run_off(w->e->q, s.run, w->d, &price) != at->run)
			continue;
		price += w->off;
		for (s.class = 0; s.class < w->classes; s.class ++)
			if (is_at(w, &s, &before) && before + price == value) {
				*at = s;
				return true;
			}
	}
	return false;
}

static bool back_cell(const struct walk *w, struct state *at, double value,
		      const struct bundle *cell, double price)
{
	const struct day *day = &w->e->q->day[w->d];
	struct state s = { .count = at->count - cell->add[0] };
	double step, before;

	for (s.run = 0; s.run < w->e->runs; s.run++) {
		bool worked = s.run >= w->e->q->off_states;
		if (pricing_run_work(w->e->q, s.run, w->d, &step) != at->run)
			continue;
		for (s.outer = 0; s.outer < w->e->outers; s.outer++) {
			if (outer_after(w->e, s.outer, w->d, cell, worked) !=
			    at->outer)
				continue;
			for (s.class = 0; s.class < w->classes; s.class ++) {
				double pair = day->pair[s.class * day->n_in +
							cell->in] +
					      step;
				if (is_at(w, &s, &before) &&
				    before + pair + price == value) {
					*at = s;
					return true;
				}
			}
		}
	}
	return false;
}

static bool back_close(const struct walk *w, struct state *at, double value)
{
	const struct tally *y = &w->e->q->tally[0];
	struct state s = *at;
	double price, before;

	for (s.outer = 0; s.outer < w->e->outers; s.outer++) {
		if (outer_closed(w->e, s.outer, w->d, true, &price) !=
		    at->outer)
			continue;
		int from = y->reset[w->d] ? w->now->base : at->count;
		int until = y->reset[w->d] ? w->now->top + 1 : at->count + 1;
		for (s.count = from; s.count < until; s.count++) {
			double end = y->end[w->d] ? y->end[w->d][s.count] : 0;
			if (is_at(w, &s, &before) &&
			    before + end + price == value) {
				*at = s;
				return true;
			}
		}
	}
	return false;
}

static int back_day(const struct walk *w, struct state *at, double value)
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

static int classes_before(const struct pricer *q, int d)
{
	return d == 0 ? 1 + q->past_class : q->day[d - 1].n_out;
}

static void walk_back(struct walk *w, struct state at, const double *off,
		      int16_t *pick)
{
	const struct pricer *q = w->e->q;
	int layer = w->s->layers - 1;

	for (w->d = q->days - 1; w->d >= 0; w->d--) {
		double value = 0;
		w->now = &w->s->layer[layer];
		is_at(w, &at, &value);
		if (w->s->closes[layer]) {
			w->now = &w->s->layer[--layer];
			back_close(w, &at, value);
			is_at(w, &at, &value);
		}
		w->now = &w->s->layer[--layer];
		w->off = off[w->d];
		w->classes = classes_before(q, w->d);
		pick[w->d] = (int16_t)back_day(w, &at, value);
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

static void begin(struct walk *w)
{
	const struct pricer *q = w->e->q;
	int outer = 0;

	for (int t = 1; t < q->n_tallies; t++)
		outer += q->tally[t].first * (q->tally[t].stride / w->e->size);
	struct tables *first = open_layer(w->s, w->e, 0, 0);
	int block = block_of(w->e, q->first_run, outer, q->past_class);
	int count = q->tally[0].first;
	if (count < first->base || count > first->top)
		return;
	extend(first, block, count, count + 1);
	*counts(first, block, count) = 0;
}

static void walk_on(struct walk *w, const double *const *cost,
		    const double *off)
{
	const struct pricer *q = w->e->q;

	w->s->layers = 1;
	for (w->d = 0; w->d < q->days; w->d++) {
		int at = w->s->layers;
		w->off = off[w->d];
		w->classes = classes_before(q, w->d);
		cheapest_of_cells(w->s, q, w->d, cost[w->d]);
		w->now = &w->s->layer[at - 1];
		w->next = open_layer(w->s, w->e, at, w->d + 1);
		w->s->closes[at++] = false;
		step_day(w);
		if (closes_after(q, w->d)) {
			w->now = &w->s->layer[at - 1];
			w->next = open_layer(w->s, w->e, at, w->d + 1);
			w->s->closes[at++] = true;
			close_windows(w);
		}
		w->s->layers = at;
	}
}

static int by_value(const void *left, const void *right)
{
	const struct ending *a = left, *b = right;

	if (a->value != b->value)
		return a->value < b->value ? -1 : 1;
	return a->at.count - b->at.count;
}

/* The cheapest end of each count, into list; returns how many counts. */
static int endings(const struct walk *w, struct ending *list)
{
	const struct dense *e = w->e;
	const struct tally *y = &e->q->tally[0];
	const struct tables *t = &w->s->layer[w->s->layers - 1];
	int last = e->q->days - 1, n = 0;

	for (int k = 0; k < e->size; k++)
		list[k].value = HUGE_VAL;
	for (int b = 0; b < e->blocks; b++) {
		struct state s = { .class = b % e->q->classes,
				   .outer = b / e->q->classes % e->outers,
				   .run = b / e->q->classes / e->outers };
		double price;
		outer_closed(e, s.outer, last, false, &price);
		for (s.count = t->lo[b]; s.count < t->hi[b]; s.count++) {
			double end = y->end[last] ? y->end[last][s.count] : 0;
			double v = *counts(t, b, s.count) + end + price;
			if (v < list[s.count].value)
				list[s.count] = (struct ending){ v, s };
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
	struct walk w = { .e = e, .s = s };

	s->steps = 0;
	make_room(s, e);
	begin(&w);
	walk_on(&w, cost, off);
	int found = endings(&w, s->list);
	if (found > n)
		found = n;
	for (int k = 0; k < found; k++) {
		value[k] = s->list[k].value;
		walk_back(&w, s->list[k].at, off,
			  pick + (size_t)k * e->q->days);
	}
	return found;
}

/* ---- all tours up to a price ---- */

struct listing {
	struct walk w;
	const double *const *cost;
	const double *off;
	int16_t *now; /* [days] the tour under way, filled from its end */
	int16_t *pick;
	int n, most;
};

static void list_before(struct listing *l, const struct state *at, int d,
			double budget);

/* A step from s costs that much; does a tour with it fit into the budget? */
static void list_step(struct listing *l, const struct state *s, int d,
		      int choice, double step, double budget)
{
	double before;

	l->w.now = &l->w.s->layer[d];
	if (l->n > l->most || !is_at(&l->w, s, &before) ||
	    before + step > budget)
		return;
	l->now[d] = (int16_t)choice;
	list_before(l, s, d, budget - step);
}

static void list_off(struct listing *l, const struct state *at, int d,
		     double budget)
{
	struct state s = *at;
	double price;

	for (s.run = 0; s.run < l->w.e->runs; s.run++) {
		if (pricing_run_off(l->w.e->q, s.run, d, &price) != at->run)
			continue;
		price += l->off[d];
		for (s.class = 0; s.class < classes_before(l->w.e->q, d);
		     s.class ++)
			list_step(l, &s, d, DUTY_OFF, price, budget);
	}
}

/* All choices of a bundle, after any class. */
static void list_choices(struct listing *l, struct state *s, int d, int cell,
			 double step, double budget)
{
	const struct pricer *q = l->w.e->q;
	const struct day *day = &q->day[d];
	int in = day->cells[cell].in;

	for (s->class = 0; s->class < classes_before(q, d); s->class ++) {
		double pair = day->pair[s->class * day->n_in + in] + step;
		if (!(pair < HUGE_VAL))
			continue;
		for (int k = 0; k < day->n; k++)
			if (day->cell_of[k] == cell && l->cost[d][k] < HUGE_VAL)
				list_step(l, s, d, k, pair + l->cost[d][k],
					  budget);
	}
}

static void list_cell(struct listing *l, const struct state *at, int d,
		      int cell, double budget)
{
	const struct dense *e = l->w.e;
	const struct bundle *b = &e->q->day[d].cells[cell];
	struct state s = { .count = at->count - b->add[0] };
	double step;

	for (s.run = 0; s.run < e->runs; s.run++) {
		bool worked = s.run >= e->q->off_states;
		if (pricing_run_work(e->q, s.run, d, &step) != at->run)
			continue;
		for (s.outer = 0; s.outer < e->outers; s.outer++)
			if (outer_after(e, s.outer, d, b, worked) == at->outer)
				list_choices(l, &s, d, cell, step, budget);
	}
}

static void list_before(struct listing *l, const struct state *at, int d,
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

	if (!has_one_window(e->q))
		return -1;
	s->steps = 0;
	make_room(s, e);
	l.now = s->now;
	begin(&l.w);
	walk_on(&l.w, cost, off);
	for (int b = 0; b < e->blocks; b++) {
		struct state at = { .class = b % e->q->classes,
				    .outer = b / e->q->classes % e->outers,
				    .run = b / e->q->classes / e->outers };
		const struct tables *t = &s->layer[s->layers - 1];
		double price;
		outer_closed(e, at.outer, last, false, &price);
		for (at.count = t->lo[b]; at.count < t->hi[b]; at.count++) {
			double end = y->end[last] ? y->end[last][at.count] : 0;
			double budget = limit - end - price;
			if (*counts(t, b, at.count) <= budget)
				list_before(&l, &at, e->q->days, budget);
		}
	}
	return l.n;
}
