#include "optimise/pricing_state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

/* A duty as pairs see it. */
struct side {
	int day; /* of the period */
	int shift;
	int64_t from, until;
};

static struct side side_of(const struct option *o)
{
	return (struct side){ o->day, o->shift, o->from, o->until };
}

/* Minutes after midnight, by the clock. */
static int start_of(const struct plan *p, const struct side *x)
{
	struct wall w = zone_wall(p->period->site->zone, x->from);

	return (w.day - p->period->first_day - x->day) * 1440 + w.seconds / 60;
}

/* Of starts two days in a row that are too far apart. */
static double change_price(const struct plan *p, const struct worker *w,
			   const struct side *x, const struct side *next)
{
	double price = 0;
	int at = 0;

	for (const struct rule *r;
	     (r = pricing_rule(p, w, COUNT_START_CHANGE, &at));) {
		int first = p->period->first_day;
		if (!pricing_counts(p, r, x->shift, first + x->day) ||
		    !pricing_counts(p, r, next->shift, first + next->day))
			continue;
		int beyond = abs(start_of(p, next) - start_of(p, x)) - r->max;
		if (beyond > 0)
			price += pricing_price(r) * beyond / 60;
	}
	return price;
}

/* Price of a duty after another the day before; HUGE_VAL: forbidden. */
static double pair_price(const struct plan *p, const struct worker *w,
			 bool starts, const struct side *x,
			 const struct side *next)
{
	int64_t rest = (next->from - x->until) / 60;
	double price = rest < 0 ? HUGE_VAL
		       : starts ? change_price(p, w, x, next)
				: 0;
	int shift = x->shift, next_shift = next->shift, at = 0;

	for (const struct rule *r; (r = pricing_rule(p, w, COUNT_REST, &at));)
		if (rest < r->min && (r->shifts == ~(shift_set)0 ||
				      (shift >= 0 && (r->shifts >> shift & 1))))
			price += r->strength == RULE_HARD
					 ? HUGE_VAL
					 : r->price * (double)(r->min - rest) /
						   60;
	if (shift < 0 || next_shift < 0)
		return price;
	at = 0;
	for (const struct rule *r;
	     (r = pricing_rule(p, w, COUNT_FOLLOWS, &at));)
		if ((r->shifts >> shift & 1) && (r->then >> next_shift & 1) &&
		    r->max <= 0)
			price += pricing_price(r);
	return price;
}

bool pricing_starts_matter(const struct plan *p, const struct worker *w)
{
	int at = 0;

	return pricing_rule(p, w, COUNT_START_CHANGE, &at) != NULL;
}

/* Does some rule of pairs ask which shift it was? */
static bool shifts_matter(const struct plan *p, const struct worker *w)
{
	int at = 0;

	if (pricing_rule(p, w, COUNT_FOLLOWS, &at))
		return true;
	at = 0;
	for (const struct rule *r;
	     (r = pricing_rule(p, w, COUNT_START_CHANGE, &at));)
		if (r->shifts != ~(shift_set)0)
			return true;
	at = 0;
	for (const struct rule *r; (r = pricing_rule(p, w, COUNT_REST, &at));)
		if (r->shifts != ~(shift_set)0)
			return true;
	return false;
}

/* What tells duties apart for the day after: their end, and more where that
 * matters. */
struct apart {
	bool shifts, starts;
	const int16_t *tag; /* [menu.n], or NULL */
};

/* Choices of a day as distinct instants of start or end. */
struct keys {
	int16_t *of; /* [menu.n] key of each choice */
	int *choice; /* [n] one choice of each key */
	int n;
};

static struct keys keys_of(struct arena *a, const struct plan *p,
			   const struct menu *m, bool ends,
			   const struct apart *apart)
{
	struct keys keys = { arena_new(a, int16_t, m->n),
			     arena_new(a, int, m->n), 0 };

	for (int k = 0; k < m->n; k++) {
		const struct option *o = plan_option(p, &m->list[k]);
		int j = 0;
		for (; j < keys.n; j++) {
			const struct option *q =
				plan_option(p, &m->list[keys.choice[j]]);
			if ((!apart->shifts || q->shift == o->shift) &&
			    (ends ? q->until == o->until &&
					     (!apart->starts ||
					      q->from == o->from) &&
					     (!apart->tag ||
					      apart->tag[keys.choice[j]] ==
						      apart->tag[k])
				  : q->from == o->from))
				break;
		}
		if (j == keys.n)
			keys.choice[keys.n++] = k;
		keys.of[k] = (int16_t)j;
	}
	return keys;
}

/* Row of prices after one end key, over all start keys of the next day. */
static void pair_row(const struct plan *p, const struct worker *w,
		     bool starts_matter, const struct side *x,
		     const struct menu *next, const struct keys *starts,
		     double *row)
{
	for (int j = 0; j < starts->n; j++) {
		struct side o =
			side_of(plan_option(p, &next->list[starts->choice[j]]));
		row[j] = pair_price(p, w, starts_matter, x, &o);
	}
}

/*
 * Equal rows, then equal columns, are one class.  Row 0 is "anything goes".
 * Row class of end key e: row_of[e]; beyond CLASSES: class 0, a relaxation
 * unless tags are lost.
 */
struct matrix {
	double *price; /* [rows * starts] */
	int16_t *tag;  /* [CLASSES] of rows */
	int rows, starts;
	bool merged;
	int8_t *row_of; /* [ends] */
};

static int row_class(struct matrix *m, const double *row, int16_t tag)
{
	size_t bytes = (size_t)m->starts * sizeof(*row);

	for (int r = 0; r < m->rows; r++)
		if (m->tag[r] == tag &&
		    memcmp(m->price + (size_t)r * m->starts, row, bytes) == 0)
			return r;
	if (m->rows == CLASSES) {
		m->merged = true;
		return 0;
	}
	memcpy(m->price + (size_t)m->rows * m->starts, row, bytes);
	m->tag[m->rows] = tag;
	return m->rows++;
}

static struct matrix matrix_of(struct arena *a, const struct plan *p,
			       const struct worker *w, const struct menu *now,
			       const struct keys *ends, const struct menu *next,
			       const struct keys *starts,
			       const struct apart *apart)
{
	struct matrix m = { .starts = starts->n, .rows = 1 };
	double *row = arena_new(a, double, starts->n);

	m.price = arena_new(a, double, CLASSES *(size_t)starts->n);
	m.tag = arena_new(a, int16_t, CLASSES);
	m.row_of = arena_new(a, int8_t, ends->n);
	for (int e = 0; e < ends->n; e++) {
		int k = ends->choice[e];
		struct side x = side_of(plan_option(p, &now->list[k]));
		pair_row(p, w, apart->starts, &x, next, starts, row);
		m.row_of[e] = (int8_t)row_class(&m, row,
						apart->tag ? apart->tag[k] : 0);
	}
	return m;
}

static bool same_column(const struct matrix *m, int a, int b)
{
	for (int r = 0; r < m->rows; r++)
		if (m->price[(size_t)r * m->starts + a] !=
		    m->price[(size_t)r * m->starts + b])
			return false;
	return true;
}

/* The last class is for columns too many: after anything, at no price. */
enum { FREE = CLASSES - 1, NO_KEY = -1 };

/* Column class of each start key; returns their number. */
static int column_classes(const struct matrix *m, int8_t *of, int *one)
{
	bool many = false;
	int n = 0;

	for (int j = 0; j < m->starts; j++) {
		int c = 0;
		while (c < n && !same_column(m, one[c], j))
			c++;
		if (c == n && n < CLASSES - 1)
			one[n++] = j;
		else if (c == n)
			c = FREE;
		of[j] = (int8_t)c;
		many = many || c == FREE;
	}
	while (many && n < CLASSES)
		one[n++] = NO_KEY;
	return n;
}

/* What yesterday's duty of the past allows: row 1 of the first day. */
static struct matrix matrix_of_past(struct arena *a, const struct plan *p,
				    const struct worker *w,
				    const struct keys *starts,
				    bool starts_matter)
{
	const struct day_work *last = &w->past[PLAN_PAST - 1];
	struct matrix m = { .starts = starts->n, .rows = 1 };

	m.price = arena_new(a, double, 2 * (size_t)starts->n);
	if (w->has_past && last->worked) {
		struct side x = { -1, last->shift, last->from, last->until };
		m.rows = 2;
		pair_row(p, w, starts_matter, &x, &w->menu[0], starts,
			 m.price + starts->n);
	}
	return m;
}

/* How many columns a class may come before; -1: at some price. */
static int reach_of(const struct day *day, int class)
{
	int n = 0;

	for (int j = 0; j < day->n_in; j++) {
		double price = day->pair[class * day->n_in + j];
		if (price != 0 && price != HUGE_VAL)
			return -1;
		n += price == 0;
	}
	return n;
}

static bool sets_are_nested(const struct day *day, const int16_t *order,
			    int rows, int16_t *upto)
{
	for (int j = 0; j < day->n_in; j++) {
		int n = 0;
		while (n < rows && day->pair[order[n] * day->n_in + j] == 0)
			n++;
		upto[j] = (int16_t)n;
		for (; n < rows; n++)
			if (day->pair[order[n] * day->n_in + j] == 0)
				return false;
	}
	return true;
}

static void nest(struct arena *a, struct day *day, int rows)
{
	int16_t *order = arena_new(a, int16_t, rows);
	int16_t *upto = arena_new(a, int16_t, day->n_in);
	int16_t *reach = arena_new(a, int16_t, rows);

	for (int r = 0; r < rows; r++) {
		int n = reach_of(day, r), at = r;
		if (n < 0)
			return;
		while (at > 0 && reach[at - 1] < n) {
			order[at] = order[at - 1];
			reach[at] = reach[at - 1];
			at--;
		}
		order[at] = (int16_t)r;
		reach[at] = (int16_t)n;
	}
	if (!sets_are_nested(day, order, rows, upto))
		return;
	day->order = order;
	day->upto = upto;
}

static void set_pairs(struct arena *a, struct day *day, const struct matrix *m,
		      int8_t *in_of_key)
{
	int *one = arena_new(a, int, CLASSES + 1);

	day->n_in = column_classes(m, in_of_key, one);
	double *pair = arena_new(a, double, (size_t)m->rows * day->n_in);
	for (int r = 0; r < m->rows; r++)
		for (int c = 0; c < day->n_in; c++)
			pair[r * day->n_in + c] =
				one[c] == NO_KEY
					? 0
					: m->price[(size_t)r * m->starts +
						   one[c]];
	day->pair = pair;
	nest(a, day, m->rows);
}

/* ---- cells ---- */

static int16_t count_of(const struct tally *t, int unit, const struct plan *p,
			const struct option *o)
{
	if (t->weekends)
		return 0; /* depends on the day before */
	bool counts = !t->rule || pricing_counts(p, t->rule, o->shift,
						 p->period->first_day + o->day);
	if (!t->rule || t->rule->count == COUNT_MINUTES)
		return (int16_t)(counts ? o->paid / unit : 0);
	return counts;
}

static int find_cell(struct day *day, const struct bundle *cell)
{
	for (int c = 0; c < day->n_cells; c++)
		if (memcmp(&day->cells[c], cell, sizeof(*cell)) == 0)
			return c;
	day->cells[day->n_cells] = *cell;
	return day->n_cells++;
}

static int by_adding(const void *left, const void *right)
{
	const struct bundle *a = left, *b = right;
	int c = memcmp(a->add, b->add, sizeof(a->add));

	return c ? c : a->in != b->in ? a->in - b->in : a->out - b->out;
}

/* Cells that add the same stand together. */
static void group_cells(struct arena *a, struct day *day)
{
	if (day->n_cells > 1)
		qsort(day->cells, (size_t)day->n_cells, sizeof(*day->cells),
		      by_adding);
	day->adding = arena_new(a, struct adding, day->n_cells);
	for (int c = 0; c < day->n_cells; c++) {
		if (c == 0 || memcmp(day->cells[c].add, day->cells[c - 1].add,
				     sizeof(day->cells[c].add)) != 0)
			day->adding[day->n_adding++].from = c;
		day->adding[day->n_adding - 1].until = c + 1;
	}
}

static void sort_choices(struct arena *a, struct pricer *q,
			 const struct plan *p, const struct worker *w, int d,
			 int unit, const int8_t *in, const int8_t *out)
{
	const struct menu *m = &w->menu[d];
	struct day *day = &q->day[d];
	int16_t *cell_of = arena_new(a, int16_t, m->n);
	struct bundle *kept = arena_new(a, struct bundle, m->n);

	day->cells = arena_new(a, struct bundle, m->n);
	day->n = m->n;
	day->may_off = m->may_off;
	day->away = m->may_off && m->without != CELL_OFF;
	for (int k = 0; k < m->n; k++) {
		kept[k] = (struct bundle){ { 0 }, in[k], out[k] };
		if (q->automaton)
			kept[k].add[LETTER] = q->automaton->day[d].letter[k];
		for (int t = 0; t < q->n_tallies; t++)
			kept[k].add[t] = count_of(&q->tally[t], unit, p,
						  plan_option(p, &m->list[k]));
		find_cell(day, &kept[k]);
	}
	group_cells(a, day);
	for (int k = 0; k < m->n; k++)
		cell_of[k] = (int16_t)find_cell(day, &kept[k]);
	day->cell_of = cell_of;
}

/* How a day's duties follow those of the day before, and precede the next. */
struct following {
	struct arena *scratch;
	struct apart apart;
	struct keys starts; /* of the day */
	struct matrix m;    /* prices after the day before */
};

static void add_day(struct arena *a, struct following *f, struct pricer *q,
		    const struct plan *p, const struct worker *w, int d,
		    int unit)
{
	const struct menu *menu = &w->menu[d];
	struct day *day = &q->day[d];
	int8_t *in_key = arena_new(f->scratch, int8_t, f->starts.n);
	int8_t *in = arena_new(f->scratch, int8_t, menu->n);
	int8_t *out = arena_new(f->scratch, int8_t, menu->n);

	set_pairs(a, day, &f->m, in_key);
	for (int k = 0; k < menu->n; k++)
		in[k] = in_key[f->starts.of[k]];
	day->n_out = 1;
	if (d + 1 < p->days) {
		const struct menu *next = &w->menu[d + 1];
		f->apart.tag = q->automaton ? q->automaton->day[d].tag : NULL;
		struct keys ends =
			keys_of(f->scratch, p, menu, true, &f->apart);
		f->starts = keys_of(f->scratch, p, next, false, &f->apart);
		f->m = matrix_of(f->scratch, p, w, menu, &ends, next,
				 &f->starts, &f->apart);
		q->merged = q->merged || (q->automaton && f->m.merged);
		day->tag = q->automaton ? arena_copy(a, f->m.tag, CLASSES,
						     sizeof(*day->tag))
					: NULL;
		for (int k = 0; k < menu->n; k++)
			out[k] = f->m.row_of[ends.of[k]];
		day->n_out = f->m.rows;
		q->classes = max_int(q->classes, f->m.rows);
	}
	sort_choices(a, q, p, w, d, unit, in, out);
}

void pricing_add_days(struct arena *a, struct pricer *q, const struct plan *p,
		      const struct worker *w, int unit)
{
	struct following f = { .scratch = arena_open(),
			       .apart = { shifts_matter(p, w), q->starts,
					  NULL } };

	f.starts = keys_of(f.scratch, p, &w->menu[0], false, &f.apart);
	f.m = matrix_of_past(f.scratch, p, w, &f.starts, q->starts);
	q->past_class = f.m.rows == 2;
	q->classes = f.m.rows;
	for (int d = 0; d < p->days; d++)
		add_day(a, &f, q, p, w, d, unit);
	arena_close(f.scratch);
}
