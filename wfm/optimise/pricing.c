#include "optimise/pricing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "optimise/pricing_dense.h"
#include "optimise/pricing_sweep.h"

struct pricing_space {
	struct arena *arena;
	double *value; /* two days of states, HUGE_VAL between calls */
	int32_t *list; /* two days of rows reached */
	bool *is_listed;
	struct back *back;
	double *cell; /* of each bundle of a day */
	int16_t *best;
	struct live *live;
	struct group *group;
	size_t room_value, room_back, room_cell, room_best, room_live,
		room_group;
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
	s->live = space->live =
		room_for(space->arena, space->live, &space->room_live,
			 (size_t)most_bundles(s->q), sizeof(struct live));
	s->group = space->group =
		room_for(space->arena, space->group, &space->room_group,
			 (size_t)most_bundles(s->q), sizeof(struct group));
	s->rows_now = space->list;
	s->rows_next = space->list + s->rows;
	s->is_next = space->is_listed;
	int row = s->q->first_run * s->q->n_index;
	for (int t = 0; t < s->q->n_tallies; t++)
		row += s->q->tally[t].first * s->q->tally[t].stride;
	s->now[row * s->classes + s->q->past_class] = 0;
	s->rows_now[s->n_now++] = row;
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
		struct leaving l = sweep_leave(s, row);
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

static bool keeps_automaton(const struct pricer *q, const int16_t *pick)
{
	int row = 0, tag = 0;
	double price;

	for (int d = 0; d < q->days; d++) {
		const struct automaton_day *day = &q->automaton->day[d];
		bool goes =
			pick[d] == DUTY_OFF
				? pricing_recall_off(q, d, &row, tag, &price)
				: pricing_recall(q, d, &row,
						 day->letter[pick[d]], &price);
		if (!goes || price != 0)
			return false;
		tag = pick[d] == DUTY_OFF ? 0 : day->tag[pick[d]];
	}
	return true;
}

static const struct bundle *cell_on(const struct pricer *q, int d,
				    const int16_t *pick)
{
	const struct day *day = &q->day[d];

	return pick[d] == DUTY_OFF ? NULL : &day->cells[day->cell_of[pick[d]]];
}

/* What a duty costs after that of the day before. */
static double pair_on(const struct pricer *q, int d, const int16_t *pick)
{
	const struct bundle *now = cell_on(q, d, pick);
	const struct bundle *last = d > 0 ? cell_on(q, d - 1, pick) : NULL;
	int class = d == 0 ? q->past_class : last ? last->out : 0;

	return now ? q->day[d].pair[class * q->day[d].n_in + now->in] : 0;
}

static bool keeps_starts(const struct pricer *q, const int16_t *pick)
{
	for (int d = 0; d < q->days; d++)
		if (pair_on(q, d, pick) != pair_on(q->plain, d, pick))
			return false;
	return true;
}

/* Do the rules that were left out cost a tour nothing? */
static bool is_kept(const struct pricer *q, const int16_t *pick)
{
	return (!q->automaton || keeps_automaton(q, pick)) &&
	       (!q->starts || keeps_starts(q, pick));
}

static int several_over_tables(const struct pricer *pricer,
			       struct pricing_space *space,
			       const double *const *cost, const double *off,
			       int n, int16_t *pick, double *value)
{
	int found = dense_best(pricer->dense, space->dense, cost, off, n, pick,
			       value);

	space->steps = dense_steps(space->dense);
	return found;
}

/* The path over single states. */
static double sweep(const struct pricer *pricer, struct pricing_space *space,
		    const double *const *cost, const double *off, int16_t *pick,
		    struct pricing_loads *loads)
{
	struct sweep s = { .q = pricer, .classes = pricer->classes };

	s.rows = (pricer->off_states + pricer->work_states) * pricer->n_index;
	for (int c = 0; loads && c < PRICING_LOADS; c++)
		loads->value[c] = HUGE_VAL;
	open_sweep(&s, space);
	for (s.d = 0; s.d < pricer->days; s.d++) {
		s.off = off[s.d];
		sweep_day(&s, cost[s.d]);
	}
	space->steps = s.steps;
	double best = walk_back(&s, pick, loads);
	sweep_turn(&s);
	return best;
}

static double best_of(const struct pricer *pricer, struct pricing_space *space,
		      const double *const *cost, const double *off,
		      int16_t *pick, struct pricing_loads *loads)
{
	double value;

	if (!pricer->dense || loads)
		return sweep(pricer, space, cost, off, pick, loads);
	return several_over_tables(pricer, space, cost, off, 1, pick, &value)
		       ? value
		       : HUGE_VAL;
}

/* A tour that is best without the automaton's rules and keeps them is best:
 * loads are then no more than lower bounds. */
double pricer_best(const struct pricer *pricer, struct pricing_space *space,
		   const double *const *cost, const double *off, int16_t *pick,
		   struct pricing_loads *loads)
{
	const struct pricer *plain = pricer->plain;
	double value, steps;

	if (!plain)
		return best_of(pricer, space, cost, off, pick, loads);
	value = best_of(plain, space, cost, off, pick, loads);
	if (value == HUGE_VAL || is_kept(pricer, pick))
		return value;
	steps = space->steps;
	value = best_of(pricer, space, cost, off, pick, loads);
	space->steps += steps;
	return value;
}

int pricer_several(const struct pricer *pricer, struct pricing_space *space,
		   const double *const *cost, const double *off, int n,
		   int16_t *pick, double *value)
{
	if (pricer->dense)
		return several_over_tables(pricer, space, cost, off, n, pick,
					   value);
	*value = pricer_best(pricer, space, cost, off, pick, NULL);
	return *value < HUGE_VAL;
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
	return pricer->loads >= 0 &&
	       (!pricer->plain || pricer->plain->loads >= 0);
}

double pricing_steps(const struct pricing_space *space)
{
	return space->steps;
}
