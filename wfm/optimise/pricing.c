#include "optimise/pricing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "optimise/pricing_dense.h"
#include "optimise/pricing_state.h"

struct back {
	int32_t row;
	int16_t class, cell; /* cell: the choice taken */
};

struct pricing_space {
	struct arena *arena;
	double *value; /* two days of states, HUGE_VAL between calls */
	int32_t *list; /* two days of rows reached */
	bool *is_listed;
	struct back *back;
	double *cell; /* of each bundle of a day */
	int16_t *best;
	size_t room_value, room_back, room_cell, room_best;
	double steps; /* of the last call: a measure of its work */
	struct dense_space *dense;
};

struct pricing_space *pricing_space_new(void)
{
	struct arena *a = arena_open();
	struct pricing_space *s = arena_new(a, struct pricing_space, 1);

	s->arena = a;
	s->dense = dense_space_new();
	return s;
}

void pricing_space_close(struct pricing_space *s)
{
	if (!s)
		return;
	dense_space_close(s->dense);
	arena_close(s->arena);
}

/* One call's work: values of two days, and the way back through all. */
struct sweep {
	const struct pricer *q;
	double *now, *next; /* [rows * classes] */
	int32_t *rows_now, *rows_next;
	bool *is_next; /* [rows] in rows_next */
	int n_now, n_next;
	struct back *back; /* [days * rows * classes] */
	int rows, classes;
	double *cell; /* cheapest choice of each bundle of the day */
	int16_t *best;
	double off;
	double steps;
	int d;
};

/* Room for n things; what was there is forgotten when it grows. */
static void *room_for(struct arena *a, void *old, size_t *room, size_t n,
		      size_t size)
{
	if (n <= *room)
		return old;
	*room = n + n / 2;
	return arena_alloc(a, *room, size);
}

static int most_bundles(const struct pricer *q)
{
	int most = 1;

	for (int d = 0; d < q->days; d++)
		most = max_int(most, q->day[d].n_cells);
	return most;
}

static void open_sweep(struct sweep *s, struct pricing_space *space)
{
	size_t states = (size_t)s->rows * (size_t)s->classes;
	size_t steps = states * (size_t)s->q->days;

	if (2 * states > space->room_value) {
		space->value =
			room_for(space->arena, space->value, &space->room_value,
				 2 * states, sizeof(double));
		space->list =
			arena_new(space->arena, int32_t, space->room_value);
		space->is_listed =
			arena_new(space->arena, bool, space->room_value);
		for (size_t k = 0; k < space->room_value; k++)
			space->value[k] = HUGE_VAL;
	}
	space->back = room_for(space->arena, space->back, &space->room_back,
			       steps, sizeof(struct back));
	s->now = space->value;
	s->next = space->value + states;
	s->back = space->back;
	s->cell = space->cell =
		room_for(space->arena, space->cell, &space->room_cell,
			 (size_t)most_bundles(s->q), sizeof(double));
	s->best = space->best =
		room_for(space->arena, space->best, &space->room_best,
			 (size_t)most_bundles(s->q), sizeof(int16_t));
	s->rows_now = space->list;
	s->rows_next = space->list + s->rows;
	s->is_next = space->is_listed;
	int row = s->q->first_run * s->q->n_index;
	for (int t = 0; t < s->q->n_tallies; t++)
		row += s->q->tally[t].first * s->q->tally[t].stride;
	s->now[row * s->classes + s->q->past_class] = 0;
	s->rows_now[s->n_now++] = row;
}

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

/* A state about to be left: counts, windows that ended yesterday closed. */
struct leaving {
	int row, run, index;
	int count[TALLIES];
	double price; /* of those windows */
	bool worked;
};

static struct leaving leave(const struct sweep *s, int row)
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
static double stop_price(const struct sweep *s, const struct leaving *l)
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

static void take_off(struct sweep *s, const struct leaving *l, int n)
{
	const struct pricer *q = s->q;
	int class = least_class(s, l->row, n);
	double v = s->now[l->row * s->classes + class] + l->price + s->off;
	int length = 1;

	if (!l->worked && !(q->fresh && s->d == 0))
		length = at_most(length_of(q, l) + 1, q->off_states - 1);
	if (q->day[s->d].away || is_unjudged(q, l)) {
		length = q->off_states;
	} else {
		if (l->worked)
			v += stop_price(s, l);
		v += q->has_away ? 0 : q->off_step[length];
	}
	if (v == HUGE_VAL || !not_lost(s, l->count))
		return;
	int row = (length - 1) * q->n_index + l->index;
	double *to = reach_row(s, row);
	if (v >= to[0])
		return;
	to[0] = v;
	back_of_row(s, row)[0] =
		(struct back){ l->row, (int16_t) class, DUTY_OFF };
}

/* Index of counts after a choice of this cell, -1: too many. */
static int counted(const struct sweep *s, const struct leaving *l,
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
		       struct adding these, int row, const double *in,
		       const int16_t *from)
{
	const struct bundle *cells = s->q->day[s->d].cells;
	double *to = reach_row(s, row);
	struct back *back = back_of_row(s, row);

	for (int c = these.from; c < these.until; c++) {
		const struct bundle *cell = &cells[c];
		double value = in[cell->in] + s->cell[c];
		if (value >= to[cell->out])
			continue;
		to[cell->out] = value;
		back[cell->out] =
			(struct back){ l->row, from[cell->in], s->best[c] };
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

	s->steps += (day->order ? 2 * n : n * day->n_in) + day->n_cells;
	if (!l->worked)
		step += stop_price(s, l);
	if (step == HUGE_VAL)
		return;
	fill_columns(s, l, n, in, from);
	for (int j = 0; j < day->n_in; j++)
		in[j] += step;
	for (int g = 0; g < day->n_adding; g++) {
		struct adding these = day->adding[g];
		int index = counted(s, l, &day->cells[these.from]);
		if (index >= 0)
			take_cells(s, l, these, run * q->n_index + index, in,
				   from);
	}
}

/* Today's rows are empty again and become tomorrow's. */
static void turn_page(struct sweep *s)
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

static void step_day(struct sweep *s)
{
	const struct pricer *q = s->q;
	int n = s->d == 0 ? 1 + q->past_class : q->day[s->d - 1].n_out;

	s->steps += 4.0 * s->n_now * s->classes + s->q->day[s->d].n;
	for (int k = 0; k < s->n_now; k++) {
		struct leaving l = leave(s, s->rows_now[k]);
		if (l.price == HUGE_VAL)
			continue;
		if (q->day[s->d].may_off)
			take_off(s, &l, n);
		take_work(s, &l, n);
	}
	turn_page(s);
}

static void note_load(struct pricing_loads *loads, int count, double value)
{
	if (loads && value < loads->value[count])
		loads->value[count] = value;
}

static double walk_back(struct sweep *s, int16_t *pick,
			struct pricing_loads *loads)
{
	double best = HUGE_VAL;
	struct back at = { 0, 0, 0 };
	size_t states = (size_t)s->rows * (size_t)s->classes;

	for (int k = 0; k < s->n_now; k++) {
		int row = s->rows_now[k];
		struct leaving l = leave(s, row);
		int load = s->q->loads < 0 ? 0 : l.count[s->q->loads];
		for (int c = 0; c < s->classes; c++) {
			double v = s->now[row * s->classes + c] + l.price;
			note_load(loads, load, v);
			v += loads ? loads->price[load] : 0;
			if (v < best) {
				best = v;
				at = (struct back){ row, (int16_t)c, 0 };
			}
		}
	}
	for (int d = s->q->days - 1; d >= 0 && best < HUGE_VAL; d--) {
		at = s->back[(size_t)d * states +
			     (size_t)(at.row * s->classes + at.class)];
		pick[d] = at.cell;
	}
	return best;
}

int pricer_several(const struct pricer *pricer, struct pricing_space *space,
		   const double *const *cost, const double *off, int n,
		   int16_t *pick, double *value)
{
	int found;

	if (!pricer->dense) {
		*value = pricer_best(pricer, space, cost, off, pick, NULL);
		return *value < HUGE_VAL;
	}
	found = dense_best(pricer->dense, space->dense, cost, off, n, pick,
			   value);
	space->steps = dense_steps(space->dense);
	return found;
}

double pricer_best(const struct pricer *pricer, struct pricing_space *space,
		   const double *const *cost, const double *off, int16_t *pick,
		   struct pricing_loads *loads)
{
	struct sweep s = { .q = pricer, .classes = pricer->classes };
	double value;

	if (pricer->dense && !loads)
		return pricer_several(pricer, space, cost, off, 1, pick, &value)
			       ? value
			       : HUGE_VAL;
	s.rows = (pricer->off_states + pricer->work_states) * pricer->n_index;
	for (int c = 0; loads && c < PRICING_LOADS; c++)
		loads->value[c] = HUGE_VAL;
	open_sweep(&s, space);
	for (s.d = 0; s.d < pricer->days; s.d++) {
		s.off = off[s.d];
		cheapest_of_cells(&s, cost[s.d]);
		step_day(&s);
	}
	space->steps = s.steps;
	double best = walk_back(&s, pick, loads);
	turn_page(&s);
	return best;
}

int pricer_all(const struct pricer *pricer, struct pricing_space *space,
	       const double *const *cost, const double *off, double limit,
	       int most, int16_t *pick)
{
	return pricer->dense ? dense_all(pricer->dense, space->dense, cost, off,
					 limit, most, pick)
			     : -1;
}

bool pricer_counts_loads(const struct pricer *pricer)
{
	return pricer->loads >= 0;
}

double pricing_steps(const struct pricing_space *space)
{
	return space->steps;
}
