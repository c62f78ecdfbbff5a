#include "optimise/pricing_sweep.h"

#include <math.h>
#include <stddef.h>

static void cheapest_of_cells(struct sweep *s, const double *cost)
{
	const struct day *day = &s->q->day[s->d];

	for (int c = 0; c < day->n_cells; c++)
		s->cell[c] = HUGE_VAL;
	for (int k = 0; k < day->n; k++) {
		int c = day->cell_of[k];
		if (cost[k] < s->cell[c]) {
			s->cell[c] = cost[k];
			s->best[c] = (int16_t)k;
		}
	}
}

/* What is left to choose from. */
static void list_live(struct sweep *s)
{
	const struct day *day = &s->q->day[s->d];

	s->n_live = s->n_groups = 0;
	for (int g = 0; g < day->n_adding; g++) {
		int from = s->n_live;
		for (int c = day->adding[g].from; c < day->adding[g].until; c++)
			if (s->cell[c] < HUGE_VAL)
				s->live[s->n_live++] = (struct live){
					s->cell[c], day->cells[c].in,
					day->cells[c].out, s->best[c]
				};
		if (s->n_live > from)
			s->group[s->n_groups++] = (struct group){
				from, s->n_live,
				&day->cells[day->adding[g].from]
			};
	}
}

static double *reach_row(struct sweep *s, int row)
{
	if (!s->is_next[row]) {
		s->is_next[row] = true;
		s->rows_next[s->n_next++] = row;
	}
	return s->next + (size_t)row * s->classes;
}

static struct back *back_of_row(const struct sweep *s, int row)
{
	return s->back + ((size_t)s->d * s->rows + row) * s->classes;
}

struct leaving sweep_leave(const struct sweep *s, int row)
{
	const struct pricer *q = s->q;
	struct leaving l = { .row = row,
			     .run = row / q->n_index,
			     .index = row % q->n_index };

	l.worked = l.run >= q->off_states;
	for (int t = 0; t < q->n_tallies; t++) {
		const struct tally *y = &q->tally[t];
		l.count[t] = l.index / y->stride % y->size;
		if (s->d == 0)
			continue;
		if (y->end[s->d - 1])
			l.price += y->end[s->d - 1][l.count[t]];
		if (y->reset[s->d - 1]) {
			l.index -= l.count[t] * y->stride;
			l.count[t] = 0;
		}
	}
	return l;
}

static int least_class(const struct sweep *s, int row, int n)
{
	const double *v = s->now + (size_t)row * s->classes;
	int best = 0;

	for (int c = 1; c < n; c++)
		if (v[c] < v[best])
			best = c;
	return best;
}

/* Length of a run state, 1.. */
static int length_of(const struct pricer *q, const struct leaving *l)
{
	return l->worked ? l->run - q->off_states + 1 : l->run + 1;
}

static int at_most(int x, int max)
{
	return x < max ? x : max;
}

/* A run of days off that is never too short. */
static bool is_unjudged(const struct pricer *q, const struct leaving *l)
{
	return l->run == q->off_states - 1;
}

/* A run that lasts since the first day may be exempt. */
static inline double stop_price(const struct sweep *s, const struct leaving *l)
{
	const struct pricer *q = s->q;
	int length = length_of(q, l);

	if (l->worked ? q->has_away : is_unjudged(q, l))
		return 0;
	if (q->exempt && length >= s->d)
		return 0;
	return l->worked ? q->work_stop[length] : q->off_stop[length];
}

/* Can these counts still reach what the windows ask? */
static bool not_lost(const struct sweep *s, const int *count)
{
	for (int t = 0; t < s->q->n_tallies; t++)
		if (count[t] < s->q->tally[t].low[s->d])
			return false;
	return true;
}

/* The run after a day off, and its price. */
static inline int off_length(const struct sweep *s, const struct leaving *l,
			     double *v)
{
	const struct pricer *q = s->q;
	int length = 1;

	if (!l->worked && !(q->fresh && s->d == 0))
		length = at_most(length_of(q, l) + 1, q->off_states - 1);
	if (q->day[s->d].away || is_unjudged(q, l))
		return q->off_states;
	if (l->worked)
		*v += stop_price(s, l);
	*v += q->has_away ? 0 : q->off_step[length];
	return length;
}

static inline void put_off(struct sweep *s, const struct leaving *l, int class,
			   int row, double v)
{
	double *to = reach_row(s, row);

	if (v >= to[0])
		return;
	to[0] = v;
	back_of_row(s, row)[0] =
		(struct back){ l->row, (int16_t) class, DUTY_OFF };
}

static void take_off(struct sweep *s, const struct leaving *l, int n)
{
	const struct pricer *q = s->q;
	int class = least_class(s, l->row, n);
	double v = s->now[l->row * s->classes + class] + l->price + s->off;
	int length = off_length(s, l, &v);

	if (v == HUGE_VAL || !not_lost(s, l->count))
		return;
	put_off(s, l, class, (length - 1) * q->n_index + l->index, v);
}

/* With an automaton: from each row by the tag of the class. */
static void recall_off(struct sweep *s, const struct leaving *l, int n)
{
	const struct pricer *q = s->q;
	const double *now = s->now + (size_t)l->row * s->classes;
	double run = l->price + s->off;
	int length = off_length(s, l, &run);

	if (run == HUGE_VAL || !not_lost(s, l->count))
		return;
	for (int c = 0; c < n; c++) {
		int row = l->index / q->stride, to = row;
		double price;
		if (now[c] == HUGE_VAL ||
		    !pricing_recall_off(q, s->d, &to, pricing_tag(q, s->d, c),
					&price))
			continue;
		put_off(s, l, c,
			(length - 1) * q->n_index + l->index +
				(to - row) * q->stride,
			now[c] + run + price);
	}
}

/* Index of counts after a choice of this cell, -1: too many. */
static inline int counted(const struct sweep *s, const struct leaving *l,
			  const struct bundle *cell)
{
	const struct pricer *q = s->q;
	int index = l->index;

	for (int t = 0; t < q->n_tallies; t++) {
		const struct tally *y = &q->tally[t];
		int add = cell->add[t];
		if (y->weekends)
			add = y->weekend[s->d] == 1 ||
			      (y->weekend[s->d] == 2 && !l->worked);
		if (l->count[t] + add >= y->size) {
			if (y->strict)
				return -1;
			add = y->size - 1 - l->count[t];
		}
		if (l->count[t] + add < y->low[s->d])
			return -1;
		index += add * y->stride;
	}
	return index;
}

/* The same where the sets of classes lie within each other. */
static void fill_nested(const struct day *day, const double *v, int n,
			double *in, int16_t *from)
{
	double least[CLASSES + 1];
	int16_t class[CLASSES + 1];

	least[0] = HUGE_VAL;
	class[0] = 0;
	for (int k = 0; k < n; k++) {
		bool less = v[day->order[k]] < least[k];
		least[k + 1] = less ? v[day->order[k]] : least[k];
		class[k + 1] = less ? day->order[k] : class[k];
	}
	for (int j = 0; j < day->n_in; j++) {
		in[j] = least[day->upto[j]];
		from[j] = class[day->upto[j]];
	}
}

/* The least over classes that may be followed, by column of the pairs. */
static void fill_columns(const struct sweep *s, const struct leaving *l, int n,
			 double *in, int16_t *from)
{
	const struct day *day = &s->q->day[s->d];
	const double *v = s->now + (size_t)l->row * s->classes;

	if (day->order) {
		fill_nested(day, v, n, in, from);
		return;
	}
	for (int j = 0; j < day->n_in; j++) {
		in[j] = HUGE_VAL;
		from[j] = 0;
		for (int c = 0; c < n; c++)
			if (v[c] + day->pair[c * day->n_in + j] < in[j]) {
				in[j] = v[c] + day->pair[c * day->n_in + j];
				from[j] = (int16_t)c;
			}
	}
}

/* The length of a run after one more day.  Runs too short for any rule to ask
 * about before the period ends are one state. */
static int run_after(const struct sweep *s, const struct leaving *l)
{
	const struct pricer *q = s->q;
	int length =
		l->worked ? at_most(length_of(q, l) + 1, q->work_states) : 1;

	return length + q->days - 1 - s->d <= q->free_run ? 1 : length;
}

static void take_cells(struct sweep *s, const struct leaving *l,
		       const struct group *these, int row, const double *in,
		       const int16_t *from)
{
	double *to = reach_row(s, row);
	struct back *back = back_of_row(s, row);

	for (int k = these->from; k < these->until; k++) {
		const struct live *c = &s->live[k];
		double value = in[c->in] + c->cost;
		if (value >= to[c->out])
			continue;
		to[c->out] = value;
		back[c->out] = (struct back){ l->row, from[c->in], c->choice };
	}
}

/* The same at a price more. */
static void recall_cells(struct sweep *s, const struct leaving *l,
			 const struct group *these, int row, const double *in,
			 const int16_t *from, double price)
{
	double *to = reach_row(s, row);
	struct back *back = back_of_row(s, row);

	for (int k = these->from; k < these->until; k++) {
		const struct live *c = &s->live[k];
		double value = in[c->in] + c->cost + price;
		if (value >= to[c->out])
			continue;
		to[c->out] = value;
		back[c->out] = (struct back){ l->row, from[c->in], c->choice };
	}
}

/* Letters that the row allows. */
static void recall_work(struct sweep *s, const struct leaving *l, int run,
			const double *in, const int16_t *from)
{
	const struct pricer *q = s->q;
	int row = l->index / q->stride;

	s->steps += 4 * s->n_groups;
	for (int g = 0; g < s->n_groups; g++) {
		const struct bundle *cell = s->group[g].cell;
		int to = row;
		double price;
		if (!pricing_recall(q, s->d, &to, cell->add[LETTER], &price))
			continue;
		int index = counted(s, l, cell);
		if (index >= 0)
			recall_cells(s, l, &s->group[g],
				     run * q->n_index + index +
					     (to - row) * q->stride,
				     in, from, price);
	}
}

static void take_work(struct sweep *s, const struct leaving *l, int n)
{
	const struct pricer *q = s->q;
	const struct day *day = &q->day[s->d];
	int length =
		l->worked ? at_most(length_of(q, l) + 1, q->work_states) : 1;
	int run = q->off_states + run_after(s, l) - 1;
	double step = q->work_step[length] + l->price;
	double in[CLASSES];
	int16_t from[CLASSES];

	s->steps += (day->order ? 2 * n : n * day->n_in) + s->n_live;
	if (!l->worked)
		step += stop_price(s, l);
	if (step == HUGE_VAL)
		return;
	fill_columns(s, l, n, in, from);
	for (int j = 0; j < day->n_in; j++)
		in[j] += step;
	if (q->automaton) {
		recall_work(s, l, run, in, from);
		return;
	}
	for (int g = 0; g < s->n_groups; g++) {
		int index = counted(s, l, s->group[g].cell);
		if (index >= 0)
			take_cells(s, l, &s->group[g], run * q->n_index + index,
				   in, from);
	}
}

/* Of the same counts, those with a row of the automaton that is no worse and
 * as cheap already are lost. */
static void drop_worse(struct sweep *s, int row)
{
	const struct pricer *q = s->q;
	const struct automaton_day *day = &q->automaton->day[s->d + 1];
	int at = row % q->n_index / q->stride;
	double *v = s->next + (size_t)row * s->classes;

	for (int k = day->first_better[at]; k < day->first_better[at + 1];
	     k++) {
		const double *other = v + (ptrdiff_t)(day->better[k] - at) *
						  q->stride * s->classes;
		s->steps += 1;
		for (int c = 0; c < s->classes; c++)
			if (other[c] <= v[c])
				v[c] = HUGE_VAL;
	}
}

/* Of these rows, those with anything left. */
static void drop_all_worse(struct sweep *s)
{
	int n = 0;

	for (int k = 0; k < s->n_next; k++) {
		int row = s->rows_next[k];
		const double *v = s->next + (size_t)row * s->classes;
		bool any = false;
		drop_worse(s, row);
		for (int c = 0; c < s->classes; c++)
			any = any || v[c] < HUGE_VAL;
		if (any)
			s->rows_next[n++] = row;
		else
			s->is_next[row] = false;
	}
	s->n_next = n;
}

void sweep_turn(struct sweep *s)
{
	double *values = s->now;
	int32_t *rows = s->rows_now;

	for (int k = 0; k < s->n_now; k++)
		for (int c = 0; c < s->classes; c++)
			values[(size_t)rows[k] * s->classes + c] = HUGE_VAL;
	for (int k = 0; k < s->n_next; k++)
		s->is_next[s->rows_next[k]] = false;
	s->now = s->next;
	s->rows_now = s->rows_next;
	s->n_now = s->n_next;
	s->next = values;
	s->rows_next = rows;
	s->n_next = 0;
}

void sweep_day(struct sweep *s, const double *cost)
{
	const struct pricer *q = s->q;
	int n = s->d == 0 ? 1 + q->past_class : q->day[s->d - 1].n_out;

	cheapest_of_cells(s, cost);
	list_live(s);
	s->steps += 4.0 * s->n_now * s->classes + s->q->day[s->d].n;
	for (int k = 0; k < s->n_now; k++) {
		struct leaving l = sweep_leave(s, s->rows_now[k]);
		if (l.price == HUGE_VAL)
			continue;
		if (q->day[s->d].may_off && q->automaton)
			recall_off(s, &l, n);
		else if (q->day[s->d].may_off)
			take_off(s, &l, n);
		take_work(s, &l, n);
	}
	if (q->automaton && q->automaton->size > 1 && s->d + 1 < q->days)
		drop_all_worse(s);
	sweep_turn(s);
}
