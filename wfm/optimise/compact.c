#include "optimise/compact.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "maths/objective.h"
#include "optimise/compact_state.h"

/* ---- writing down ---- */

int writing_row(struct writing *w, double lower, double upper)
{
	int room = w->row_room;

	w->lower = arena_grow(w->work, w->lower, w->to->rows, &w->row_room,
			      sizeof(*w->lower));
	w->upper = arena_grow(w->work, w->upper, w->to->rows, &room,
			      sizeof(*w->upper));
	w->lower[w->to->rows] = lower;
	w->upper[w->to->rows] = upper;
	return w->to->rows++;
}

int writing_column(struct writing *w, double cost, double upper,
		   const char *name)
{
	w->columns = arena_grow(w->work, w->columns, w->to->columns,
				&w->column_room, sizeof(*w->columns));
	w->columns[w->to->columns] =
		(struct writing_column){ cost, 0, upper, false, name };
	return w->to->columns++;
}

static int whole_column(struct writing *w, double cost, double upper,
			const char *name)
{
	int column = writing_column(w, cost, upper, name);

	w->columns[column].whole = true;
	w->to->whole++;
	return column;
}

void writing_term(struct writing *w, int row, int column, double value)
{
	if (value == 0)
		return;
	w->terms = arena_grow(w->work, w->terms, w->n_terms, &w->term_room,
			      sizeof(*w->terms));
	w->terms[w->n_terms++] = (struct term){ row, column, value };
}

void writing_leave_out(struct writing *w, const char *what)
{
	struct compact *c = w->to;
	const char **list;

	for (int k = 0; k < c->n_left_out; k++)
		if (text_equal(c->left_out[k], what))
			return;
	list = arena_new(w->arena, const char *, c->n_left_out + 1);
	if (c->n_left_out > 0)
		memcpy(list, c->left_out,
		       (size_t)c->n_left_out * sizeof(*list));
	list[c->n_left_out++] = what;
	c->left_out = list;
}

const int *writing_day(const struct writing *w, int worker, int day)
{
	return w->x[worker * w->plan->days + day];
}

void writing_add_day(struct writing *w, int row, int worker, int day,
		     double value)
{
	const int *x = writing_day(w, worker, day);

	for (int k = 0; k < w->plan->workers[worker].menu[day].n; k++)
		writing_term(w, row, x[k], value);
}

/* ---- duties ---- */

/* Letters and digits of an id, which other characters may part. */
static const char *plain(struct arena *a, const char *id)
{
	char *name = arena_strdup(a, id);

	for (char *s = name; *s; s++)
		if (*s == '-' || *s == '.')
			*s = '_';
	return name;
}

static const char *name_duty(struct writing *w, int worker, int day,
			     const struct option *o)
{
	const struct site *s = w->plan->period->site;
	struct civil c = date_civil(w->plan->period->first_day + day);
	int minutes =
		grid_wall(&w->plan->period->grid,
			  w->plan->period->first_day + day, 0) <= o->from
			? (int)((o->from -
				 grid_wall(&w->plan->period->grid,
					   w->plan->period->first_day + day,
					   0)) /
				60)
			: 0;

	return arena_printf(
		w->work, "x_%s_%02d%02d_%s_%02d%02d_%d_%d",
		plain(w->work, s->agents[worker].id), c.month, c.day,
		o->shift >= 0 ? plain(w->work, s->shifts[o->shift].id)
			      : "other",
		minutes / 60, minutes % 60, o->paid, worker);
}

/* Pay but for the breaks whose place is open. */
static double cost_of(const struct menu *m, const struct choice *c,
		      const struct option *o)
{
	double cost = c->cost;

	if (o->given || o->n_pauses == 0)
		return cost;
	cost += m->rate * (o->pay - o->least_pay);
	for (int k = 0; k < o->n_pauses; k++)
		if (duty_pause_is_flat(&o->pauses[k]))
			cost -= m->rate * o->pauses[k].pay[0];
	return cost;
}

static void add_days(struct writing *w, int worker)
{
	const struct plan *p = w->plan;

	for (int d = 0; d < p->days; d++) {
		const struct menu *m = &p->workers[worker].menu[d];
		int *x = arena_new(w->work, int, m->n);
		int row;
		w->x[worker * p->days + d] = x;
		w->constant += m->may_off ? m->off_cost : 0;
		if (m->n == 0)
			continue;
		row = writing_row(w, m->may_off ? 0 : 1, 1);
		for (int k = 0; k < m->n; k++) {
			const struct option *o = plan_option(p, &m->list[k]);
			x[k] = whole_column(
				w,
				cost_of(m, &m->list[k], o) -
					(m->may_off ? m->off_cost : 0),
				1, name_duty(w, worker, d, o));
			writing_term(w, row, x[k], 1);
			if (m->list[k].kept)
				writing_leave_out(w, "the price of other "
						     "breaks than people know");
		}
	}
}

/* ---- presence ---- */

/* People of one sort who work one option: whoever they are, their breaks are
 * places of the same list. */
struct sort {
	int kind, option;
	double scale, rate; /* rate 0: breaks cost all the same */
	int row;	    /* of the first break; -1: no breaks */
};

struct presence {
	int *row; /* [n_kinds * n] */
	struct sort *sorts;
	int n, room;
	int *first; /* [n_options] sorts of an option are a list */
	int *next;
	int next_room;
};

/* A column works, or is away, in [from, until) ticks. */
static void note(struct writing *w, const struct presence *s, int kind,
		 int column, double scale, int from, int until)
{
	const struct plan *p = w->plan;
	int per = p->ticks.per;

	for (int f = from; f < until;) {
		int t = f / per, end = (t + 1) * per;
		end = end < until ? end : until;
		if (t >= p->n)
			return;
		writing_term(w, s->row[kind * p->n + t], column,
			     -scale * (end - f) / per);
		f = end;
	}
}

static bool rate_matters(const struct option *o)
{
	for (int k = 0; k < o->n_pauses; k++)
		if (!duty_pause_is_flat(&o->pauses[k]))
			return true;
	return false;
}

static void add_breaks(struct writing *w, const struct presence *s,
		       struct sort *of, const struct option *o, int most)
{
	of->row = w->to->rows;
	if (!o->apart && o->n_pauses > 1)
		writing_leave_out(w, "order and gaps of breaks whose windows "
				     "meet");
	for (int k = 0; k < o->n_pauses; k++) {
		const struct pause *b = &o->pauses[k];
		int row = writing_row(w, 0, 0);
		bool alike = duty_pause_is_flat(b);
		for (int j = 0; j < b->n; j++) {
			int at = o->start + b->at[j];
			int column = whole_column(
				w, alike ? 0 : -of->rate * b->pay[j], most,
				arena_printf(w->work, "b_%d_%d_%d_%d",
					     (int)(of - s->sorts), of->option,
					     k, j));
			writing_term(w, row, column, 1);
			if (of->kind >= 0)
				note(w, s, of->kind, column, -of->scale, at,
				     at + b->length);
		}
	}
}

static struct sort *sort_of(struct writing *w, struct presence *s,
			    const struct choice *c, double rate)
{
	const struct option *o = plan_option(w->plan, c);
	int room = s->room;

	if (!rate_matters(o))
		rate = 0;
	for (int k = s->first[c->option]; k >= 0; k = s->next[k])
		if (s->sorts[k].kind == c->kind &&
		    s->sorts[k].scale == c->scale && s->sorts[k].rate == rate)
			return &s->sorts[k];
	s->next = arena_grow(w->work, s->next, s->n, &room, sizeof(*s->next));
	s->sorts = arena_grow(w->work, s->sorts, s->n, &s->room,
			      sizeof(*s->sorts));
	s->sorts[s->n] =
		(struct sort){ c->kind, c->option, c->scale, rate, -1 };
	s->next[s->n] = s->first[c->option];
	s->first[c->option] = s->n;
	if (o->n_pauses > 0 && !o->given)
		add_breaks(w, s, &s->sorts[s->n], o, w->plan->n_workers);
	return &s->sorts[s->n++];
}

static void add_presence(struct writing *w, struct presence *s, int worker,
			 int d)
{
	const struct menu *m = &w->plan->workers[worker].menu[d];
	const int *x = writing_day(w, worker, d);

	for (int k = 0; k < m->n; k++) {
		const struct choice *c = &m->list[k];
		const struct option *o = plan_option(w->plan, c);
		if (o->given) /* stands in the supply */
			continue;
		const struct sort *of = sort_of(w, s, c, m->rate);
		for (int b = 0; b < o->n_pauses && of->row >= 0; b++)
			writing_term(w, of->row + b, x[k], -1);
		if (c->kind < 0 || o->idle)
			continue;
		note(w, s, c->kind, x[k], c->scale, o->start, o->end);
		for (int a = 0; a < o->n_away; a++)
			note(w, s, c->kind, x[k], -c->scale, o->away[a].from,
			     o->away[a].until);
	}
}

/* ---- queues ---- */

static void add_curve(struct writing *w, int row, const struct curve *c)
{
	if (c->first > 0) {
		w->constant += c->under * c->first;
		writing_term(w, row,
			     writing_column(w, -c->under, c->first, NULL), -1);
	}
	for (int k = 0; k < c->n; k++) {
		w->constant += c->worth[k];
		writing_term(w, row, writing_column(w, -c->worth[k], 1, NULL),
			     -1);
	}
	writing_term(w, row, writing_column(w, c->over, HUGE_VAL, NULL), -1);
}

/* People are divided among their queues; a row has what its queues get. */
static void add_queues(struct writing *w, const struct presence *s)
{
	const struct plan *p = w->plan;
	int n_rows = p->req->n_rows;
	int *rows = arena_new(w->work, int, n_rows);

	for (int t = 0; t < p->n; t++) {
		for (int r = 0; r < n_rows; r++) {
			rows[r] = writing_row(w, 0, 0);
			add_curve(w, rows[r], &p->req->rows[r].curve[t]);
		}
		for (int k = 0; k < p->n_kinds; k++)
			for (int q = 0; q < p->period->site->n_queues; q++) {
				double speed = p->kinds[k].speed[q];
				if (speed <= 0)
					continue;
				int y = writing_column(w, 0, HUGE_VAL, NULL);
				writing_term(w, s->row[k * p->n + t], y, 1);
				for (int r = 0; r < n_rows; r++)
					if (p->req->rows[r].queues >> q & 1)
						writing_term(w, rows[r], y,
							     speed);
			}
	}
}

static void add_people(struct writing *w)
{
	const struct plan *p = w->plan;
	struct presence s = { .row = arena_new(w->work, int,
					       (size_t)p->n_kinds * p->n) };

	s.first = arena_new(w->work, int, p->n_options);
	for (int o = 0; o < p->n_options; o++)
		s.first[o] = -1;
	for (int k = 0; k < p->n_kinds * p->n; k++) {
		double heads = p->supply[k] / p->ticks.per;
		s.row[k] = writing_row(w, heads, heads);
	}
	for (int i = 0; i < p->n_workers; i++)
		for (int d = 0; d < p->days; d++)
			add_presence(w, &s, i, d);
	add_queues(w, &s);
}

/* ---- all of it ---- */

static int by_column(const void *left, const void *right)
{
	const struct term *a = left, *b = right;

	return a->column != b->column ? a->column - b->column : a->row - b->row;
}

static void hand_over(struct writing *w)
{
	struct compact *c = w->to;
	int *row = arena_new(w->work, int, w->n_terms);
	double *value = arena_new(w->work, double, w->n_terms);
	int at = 0;

	/* A constant of the objective is read by some and dropped by others. */
	int one = writing_column(w, w->constant, 1, "constant");
	w->columns[one].lower = 1;
	c->lp = lp_open(0);
	for (int r = 0; r < c->rows; r++)
		lp_add_row(c->lp, w->lower[r], w->upper[r]);
	if (w->n_terms > 1)
		qsort(w->terms, (size_t)w->n_terms, sizeof(*w->terms),
		      by_column);
	for (int k = 0; k < c->columns; k++) {
		const struct writing_column *x = &w->columns[k];
		int n = 0;
		for (; at < w->n_terms && w->terms[at].column == k; at++) {
			row[n] = w->terms[at].row;
			value[n++] = w->terms[at].value;
		}
		lp_add_column(c->lp, x->cost, x->lower, x->upper, n, row,
			      value);
		if (x->whole)
			lp_set_whole(c->lp, k);
		lp_name_column(c->lp, k,
			       x->name ? x->name
				       : arena_printf(w->work, "v_%d", k));
	}
}

/* Paid absence is there whoever works. */
static double absence_pay(struct writing *w)
{
	const struct plan *p = w->plan;
	struct roster none = roster_new(w->work, p->period->first_day, p->days,
					p->n_workers);
	double pay = 0;

	for (int k = 0; k < p->n_workers * p->days; k++)
		none.cells[k] =
			(struct cell){ .kind = CELL_NONE, .absence = -1 };
	pay = objective_of_roster(w->work, p->period, p->req, &none).pay;
	return pay;
}

struct compact compact_new(struct arena *a, const struct period *period,
			   const struct requirement *req)
{
	struct compact c = { .lp = NULL };
	struct writing w = { .arena = a, .work = arena_open(), .to = &c };
	struct plan *p = plan_new(w.work, period, req);

	w.plan = p;
	w.x = arena_new(w.work, int *, (size_t)p->n_workers * p->days);
	w.constant = absence_pay(&w);
	for (int i = 0; i < p->n_workers; i++)
		add_days(&w, i);
	add_people(&w);
	for (int i = 0; i < p->n_workers; i++)
		compact_rules(&w, i);
	compact_room(&w);
	hand_over(&w);
	arena_close(w.work);
	return c;
}
