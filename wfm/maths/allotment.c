#include "maths/allotment.h"

#include <assert.h>
#include <math.h>
#include <string.h>

/*
 * Variables are numbered: options first, then rows.  Every group has one
 * equation (its options add up to its amount) and every row one (its value is
 * what its options give it).  Basic variables depend on the others:
 * a change of nonbasic j by 1 changes basic i by table[i * n + j].  Nonbasic
 * options are 0; a nonbasic row stands on a corner of its curve, between
 * piece[row] and the next.  A basic row is within piece[row].
 */
struct allotment {
	int max_basic, max_free;
	int m, n; /* basic and nonbasic variables */
	int options;
	const struct allotment_problem *p;
	double *table; /* [m * n] */
	double *value; /* [options + rows] */
	double *cost;  /* [n] change of cost through basic rows */
	int *basic;    /* [m] variable */
	int *free;     /* [n] variable */
	int *piece;    /* [rows] */
	double tolerance;
};

enum { PATIENCE = 20000 };

struct allotment *allotment_new(struct arena *a, int groups, int rows,
				int options)
{
	struct allotment *w = arena_new(a, struct allotment, 1);
	size_t m = (size_t)(groups + rows), n = (size_t)options;

	w->max_basic = groups + rows;
	w->max_free = options;
	w->table = arena_new(a, double, m *n);
	w->value = arena_new(a, double, n + (size_t)rows);
	w->cost = arena_new(a, double, n);
	w->basic = arena_new(a, int, m);
	w->free = arena_new(a, int, n);
	w->piece = arena_new(a, int, rows);
	return w;
}

/* A curve's pieces: 0 up to its first corner, 1..n a head each, n + 1. */
static double slope(const struct curve *c, int piece)
{
	if (piece == 0)
		return -c->under;
	return piece <= c->n ? -c->worth[piece - 1] : c->over;
}

static double upper_end(const struct curve *c, int piece)
{
	return piece <= c->n ? c->first + piece : HUGE_VAL;
}

static double lower_end(const struct curve *c, int piece)
{
	return piece > 0 ? c->first + piece - 1 : -HUGE_VAL;
}

static int piece_at(const struct curve *c, double x)
{
	int piece = x <= c->first ? 0 : (int)ceil(x - c->first);

	return piece <= c->n ? piece : c->n + 1;
}

static bool is_row(const struct allotment *w, int variable)
{
	return variable >= w->options;
}

static const struct curve *curve_of(const struct allotment *w, int variable)
{
	return w->p->curves[variable - w->options];
}

/* What a head more with this option would save, as things are. */
static double saving(const struct allotment *w,
		     const struct allotment_option *o)
{
	double sum = 0;

	for (int k = 0; k < o->n_rows; k++) {
		int row = o->rows[k];
		const struct curve *c = w->p->curves[row];
		double x = w->value[w->options + row];
		sum -= slope(c, piece_at(c, x + 1e-9)) * o->speed;
	}
	return sum;
}

static void give(struct allotment *w, int option, double heads)
{
	const struct allotment_option *o = &w->p->options[option];

	w->value[option] += heads;
	for (int k = 0; k < o->n_rows; k++)
		w->value[w->options + o->rows[k]] += heads * o->speed;
}

/* Starts with each group at the option that is worth most then. */
static int key_option(const struct allotment *w, int group)
{
	int key = w->p->first[group];

	for (int o = key + 1; o < w->p->first[group + 1]; o++)
		if (saving(w, &w->p->options[o]) >
		    saving(w, &w->p->options[key]))
			key = o;
	return key;
}

static void add_to_column(struct allotment *w, int j, int option, double sign)
{
	const struct allotment_option *o = &w->p->options[option];

	for (int k = 0; k < o->n_rows; k++) {
		int i = w->p->n_groups + o->rows[k];
		w->table[i * w->n + j] += sign * o->speed;
	}
}

/* A head that leaves the key option for another of its group. */
static void add_column(struct allotment *w, int group, int key, int option)
{
	int j = 0;

	while (w->free[j] >= 0)
		j++;
	w->free[j] = option;
	w->table[group * w->n + j] = -1;
	add_to_column(w, j, option, 1);
	add_to_column(w, j, key, -1);
}

static void find_pieces(struct allotment *w)
{
	double steepest = 1;

	for (int r = 0; r < w->p->n_rows; r++) {
		const struct curve *c = w->p->curves[r];
		w->basic[w->p->n_groups + r] = w->options + r;
		w->piece[r] = piece_at(c, w->value[w->options + r]);
		steepest = fmax(steepest, fmax(c->under, c->over));
	}
	w->tolerance = 1e-10 * steepest;
}

static void begin(struct allotment *w, const struct allotment_problem *p)
{
	w->p = p;
	w->options = p->first[p->n_groups];
	w->m = p->n_groups + p->n_rows;
	w->n = w->options - p->n_groups;
	assert(w->m <= w->max_basic && w->options <= w->max_free);
	memset(w->table, 0, (size_t)(w->m * w->n) * sizeof(*w->table));
	memset(w->value, 0,
	       (size_t)(w->options + p->n_rows) * sizeof(*w->value));
	for (int j = 0; j < w->n; j++)
		w->free[j] = -1;
	for (int g = 0; g < p->n_groups; g++) {
		int key = key_option(w, g);
		give(w, key, p->amount[g]);
		w->basic[g] = key;
		for (int o = p->first[g]; o < p->first[g + 1]; o++)
			if (o != key)
				add_column(w, g, key, o);
	}
	find_pieces(w);
}

/* What one more of each nonbasic variable costs through the basic rows. */
static void price(struct allotment *w)
{
	memset(w->cost, 0, (size_t)w->n * sizeof(*w->cost));
	for (int i = 0; i < w->m; i++) {
		if (!is_row(w, w->basic[i]))
			continue;
		int row = w->basic[i] - w->options;
		double s = slope(w->p->curves[row], w->piece[row]);
		const double *line = &w->table[i * w->n];
		for (int j = 0; j < w->n; j++)
			w->cost[j] += s * line[j];
	}
}

/* A nonbasic variable to change, its direction and the cost of doing so. */
struct step {
	int j, sign;
	double cost;
};

static struct step best_way(const struct allotment *w, int j)
{
	struct step up = { j, 1, w->cost[j] };
	struct step down = { j, -1, -w->cost[j] };

	if (!is_row(w, w->free[j]))
		return up;
	const struct curve *c = curve_of(w, w->free[j]);
	int piece = w->piece[w->free[j] - w->options];
	up.cost += slope(c, piece + 1);
	down.cost -= slope(c, piece);
	return up.cost < down.cost ? up : down;
}

/* The steepest way down; when patience is wearing thin the first one, which
 * cannot go in circles (Bland's rule). */
static struct step choose(const struct allotment *w, bool first)
{
	struct step best = { -1, 0, -w->tolerance };

	for (int j = 0; j < w->n; j++) {
		struct step s = best_way(w, j);
		if (s.cost >= -w->tolerance)
			continue;
		bool lower = best.j < 0 || w->free[j] < w->free[best.j];
		if (first ? lower
			  : s.cost < best.cost ||
				    (s.cost == best.cost && lower))
			best = s;
	}
	return best;
}

/* How far a variable may go at a rate until it meets 0 or a corner. */
static double room(const struct allotment *w, int variable, double rate)
{
	double x = w->value[variable], left;

	if (!is_row(w, variable)) {
		if (rate > 0)
			return INFINITY;
		return fmax(0, x) / -rate;
	}
	int piece = w->piece[variable - w->options];
	const struct curve *c = curve_of(w, variable);
	left = rate > 0 ? upper_end(c, piece) - x : x - lower_end(c, piece);
	return fmax(0, left) / fabs(rate);
}

/* Who stops the step first: a basic line, or -1 the variable itself. */
struct stop {
	int line;
	double length, rate;
};

enum { SELF = -1 };

static struct stop first_stop(const struct allotment *w, struct step s,
			      bool first)
{
	struct stop stop = { SELF, INFINITY, s.sign };

	if (is_row(w, w->free[s.j]))
		stop.length = room(w, w->free[s.j], s.sign);
	for (int i = 0; i < w->m; i++) {
		double rate = s.sign * w->table[i * w->n + s.j];
		if (fabs(rate) < 1e-11)
			continue;
		double length = room(w, w->basic[i], rate);
		bool better = length < stop.length;
		if (length == stop.length && stop.line != SELF)
			better = first ? w->basic[i] < w->basic[stop.line]
				       : fabs(rate) > fabs(stop.rate);
		if (better)
			stop = (struct stop){ i, length, rate };
	}
	return stop;
}

static void move(struct allotment *w, struct step s, double length)
{
	if (length <= 0)
		return;
	w->value[w->free[s.j]] += s.sign * length;
	for (int i = 0; i < w->m; i++)
		w->value[w->basic[i]] +=
			s.sign * length * w->table[i * w->n + s.j];
}

/* A row goes over its corner; what that adds to the cost of the step. */
static double cross(struct allotment *w, int variable, double rate)
{
	const struct curve *c = curve_of(w, variable);
	int *piece = &w->piece[variable - w->options];
	int from = *piece;

	w->value[variable] = rate > 0 ? upper_end(c, from) : lower_end(c, from);
	*piece += rate > 0 ? 1 : -1;
	return rate * (slope(c, *piece) - slope(c, from));
}

/* Basic line i and nonbasic j change places. */
static void pivot(struct allotment *w, int i, int j)
{
	double *line = &w->table[i * w->n];
	double inverse = 1 / line[j];
	int variable = w->basic[i];

	for (int k = 0; k < w->n; k++)
		line[k] *= -inverse;
	line[j] = inverse;
	for (int l = 0; l < w->m; l++) {
		double *other = &w->table[l * w->n];
		double factor = other[j];
		if (l == i || factor == 0)
			continue;
		other[j] = 0;
		for (int k = 0; k < w->n; k++)
			other[k] += factor * line[k];
	}
	w->basic[i] = w->free[j];
	w->free[j] = variable;
}

/* On a corner, a nonbasic row keeps the number of the piece below it. */
static void rest_on_corner(struct allotment *w, int variable, double rate)
{
	if (is_row(w, variable) && rate > 0)
		w->piece[variable - w->options]--;
}

/* Goes down one way, over corners, as long as that saves. */
static void go(struct allotment *w, struct step s, bool first)
{
	int variable = w->free[s.j];

	if (is_row(w, variable) && s.sign > 0)
		w->piece[variable - w->options]++;
	for (;;) {
		struct stop stop = first_stop(w, s, first);
		if (!isfinite(stop.length))
			return;
		int who = stop.line == SELF ? variable : w->basic[stop.line];
		move(w, s, stop.length);
		if (is_row(w, who)) {
			s.cost += cross(w, who, stop.rate);
			if (s.cost < -w->tolerance)
				continue;
			rest_on_corner(w, who, stop.rate);
		} else {
			w->value[who] = 0;
		}
		if (stop.line != SELF)
			pivot(w, stop.line, s.j);
		return;
	}
}

/* From the options' amounts, free of what rounding has added up. */
static double finish(struct allotment *w, double *given)
{
	double cost = 0;

	for (int r = 0; r < w->p->n_rows; r++)
		given[r] = 0;
	for (int o = 0; o < w->options; o++) {
		const struct allotment_option *option = &w->p->options[o];
		double heads = fmax(0, w->value[o]) * option->speed;
		for (int k = 0; k < option->n_rows; k++)
			given[option->rows[k]] += heads;
	}
	for (int r = 0; r < w->p->n_rows; r++)
		cost += curve_cost(w->p->curves[r], given[r]);
	return cost;
}

double allotment_solve(struct allotment *w, const struct allotment_problem *p,
		       double *given)
{
	int patience = 4 * (p->n_groups + p->n_rows + p->first[p->n_groups]);

	begin(w, p);
	for (int k = 0; k < PATIENCE; k++) {
		price(w);
		struct step s = choose(w, k > patience);
		if (s.j < 0)
			break;
		go(w, s, k > patience);
	}
	return finish(w, given);
}
