#include "optimise/implicit.h"

#include <math.h>
#include "optimise/polish.h"

enum {
	MEGABYTES = 1024,
	ITERATIONS = 50000, /* of a solve */
	DUAL = 2	    /* a row, of the dual simplex */
};

static const double TRIFLE = 5e-5; /* of the worth of a head */

/* ---- opening ---- */

/* The one row of the requirement that a kind serves, -1: there are more. */
static int only_row(const struct plan *p, int kind, double *speed)
{
	int found = -1;

	for (int q = 0; q < p->period->site->n_queues; q++) {
		if (p->kinds[kind].speed[q] <= 0)
			continue;
		for (int r = 0; r < p->req->n_rows; r++)
			if (p->req->rows[r].queues >> q & 1) {
				if (found >= 0)
					return -1;
				found = r;
				*speed = p->kinds[kind].speed[q];
			}
	}
	return found;
}

bool implicit_fits(const struct plan *p)
{
	double speed;

	for (int k = 0; k < p->n_kinds; k++)
		if (only_row(p, k, &speed) < 0)
			return false;
	return p->n_kinds > 0;
}

struct implicit implicit_open(struct arena *a, const struct plan *p,
			      const bool *reached)
{
	struct implicit m = { .arena = a, .plan = p };

	m.line = arena_new(a, int, p->req->n_rows);
	m.line_of = arena_new(a, int, p->n_kinds);
	m.factor = arena_new(a, double, p->n_kinds);
	for (int k = 0; k < p->n_kinds; k++)
		m.line_of[k] = only_row(p, k, &m.factor[k]);
	m.row_at = arena_new(a, int, p->n + 1);
	for (int t = 0; t < p->n; t++)
		m.row_at[t + 1] = m.row_at[t] + reached[t];
	m.reached = m.row_at[p->n];
	m.random = random_stream(1, 1);
	m.trifle = TRIFLE * polish_scale(p);
	m.lp = lp_open(MEGABYTES);
	return m;
}

void implicit_close(struct implicit *m)
{
	lp_close(m->lp);
}

/* ---- a column under way ---- */

void implicit_enter(struct implicit *m, int row, double value)
{
	m->row = arena_grow(m->arena, m->row, m->n_entries, &m->row_room,
			    sizeof(*m->row));
	m->entry = arena_grow(m->arena, m->entry, m->n_entries, &m->value_room,
			      sizeof(*m->entry));
	m->row[m->n_entries] = row;
	m->entry[m->n_entries++] = value;
}

/* Heads on a line in intervals [from, until): they come, and go again. */
static void enter_heads(struct implicit *m, int line, int from, int until,
			double heads)
{
	int n = m->plan->n;
	int come = m->row_at[from < n ? from : n];
	int go = m->row_at[until < n ? until : n];

	if (heads == 0 || come >= go)
		return;
	implicit_enter(m, m->line[line] + come, heads);
	if (go < m->reached)
		implicit_enter(m, m->line[line] + go, -heads);
}

/* The intervals filled to a part at both ends, and those between. */
static void enter_piece(struct implicit *m, const struct choice *c,
			struct piece p, double sign)
{
	int per = m->plan->ticks.per, line = m->line_of[c->kind];
	int first = (p.from + per - 1) / per, last = p.until / per;
	double heads = sign * c->scale * m->factor[c->kind], tick = heads / per;

	if (first > last) {
		enter_heads(m, line, last, first, tick * (p.until - p.from));
		return;
	}
	if (first * per > p.from)
		enter_heads(m, line, first - 1, first,
			    tick * (first * per - p.from));
	enter_heads(m, line, first, last, heads);
	enter_heads(m, line, last, last + 1, tick * (p.until - last * per));
}

void implicit_enter_duty(struct implicit *m, const struct choice *c, int group,
			 const int16_t *at)
{
	struct option o = *plan_option(m->plan, c);
	struct piece pieces[DUTY_PIECES];

	if (c->kind < 0)
		return;
	if (group >= 0) {
		for (int k = 0; k < o.n_pauses; k++)
			implicit_enter(
				m, m->windows[m->groups[group].window[k]].row,
				1);
		o.n_pauses = 0;
	}
	int n = duty_pieces(&o, at, pieces);
	for (int k = 0; k < n; k++)
		enter_piece(m, c, pieces[k], 1);
}

/* Many columns are worth the same, and GLPK's dual simplex, which does not
 * perturb costs, goes round in circles. */
static double trifle(struct implicit *m)
{
	return m->trifle * random_uniform(&m->random);
}

static int finish(struct implicit *m, double cost, double upper,
		  enum lp_status status)
{
	m->status = arena_grow(m->arena, m->status, m->n_status,
			       &m->status_room, sizeof(*m->status));
	m->status[m->n_status++] = status;
	int column = lp_add_column(m->lp, cost + trifle(m), 0, upper,
				   m->n_entries, m->row, m->entry);
	m->n_entries = 0;
	return column;
}

int implicit_finish(struct implicit *m, double cost, enum lp_status status)
{
	return finish(m, cost, HUGE_VAL, status);
}

/* ---- windows ---- */

/* Do places of the break leave the pay as it is? */
static bool is_flat(const struct pause *p)
{
	for (int j = 1; !p->paid && j < p->n; j++)
		if (p->pay[j] != p->pay[0])
			return false;
	return true;
}

static double pay_of(const struct implicit_window *w, int place)
{
	return w->rate > 0 ? w->rate * w->pause->pay[place] : 0;
}

/* At first all have their break at the first place. */
static void add_breaks(struct implicit *m, struct implicit_window *w)
{
	const struct pause *p = w->pause;

	for (int j = 0; j < p->n; j++) {
		int from = w->start + p->at[j];
		implicit_enter(m, w->row, -1);
		enter_piece(m, w->choice,
			    (struct piece){ from, from + p->length }, -1);
		int column = implicit_finish(m, -pay_of(w, j),
					     j == 0 ? LP_BASIC : LP_AT_LOWER);
		w->first = j == 0 ? column : w->first;
	}
}

static bool is_alike(const struct choice *a, const struct choice *b)
{
	return a->kind == b->kind && a->scale == b->scale;
}

static bool is_same_window(const struct implicit_window *a,
			   const struct implicit_window *b)
{
	const struct pause *p = a->pause, *q = b->pause;

	if (!is_alike(a->choice, b->choice) || a->rate != b->rate ||
	    p->length != q->length || p->n != q->n ||
	    a->start + p->at[0] != b->start + q->at[0])
		return false;
	for (int j = 0; j < p->n; j++)
		if (a->start + p->at[j] != b->start + q->at[j] ||
		    pay_of(a, j) != pay_of(b, j))
			return false;
	return true;
}

static int window_of(struct implicit *m, const struct implicit_group *g, int k)
{
	const struct pause *p = &g->option->pauses[k];
	struct implicit_window w = { .choice = g->choice,
				     .pause = p,
				     .start = g->option->start,
				     .rate = is_flat(p) ? 0 : g->rate };

	for (int j = 0; j < m->n_windows; j++)
		if (is_same_window(&m->windows[j], &w))
			return j;
	w.row = lp_add_row(m->lp, 0, 0);
	add_breaks(m, &w);
	m->windows = arena_grow(m->arena, m->windows, m->n_windows,
				&m->windows_room, sizeof(*m->windows));
	m->windows[m->n_windows] = w;
	return m->n_windows++;
}

/* ---- groups ---- */

static int add_group(struct implicit *m, struct implicit_group g)
{
	for (int k = 0; k < g.option->n_pauses; k++)
		g.window[k] = window_of(m, &g, k);
	m->groups = arena_grow(m->arena, m->groups, m->n_groups,
			       &m->groups_room, sizeof(*m->groups));
	m->groups[m->n_groups] = g;
	return m->n_groups++;
}

/* The group that a duty belongs to. */
static bool find_group(const struct plan *p, const struct choice *c,
		       double rate, struct implicit_group *g)
{
	const struct option *o = plan_option(p, c);
	bool flat = true;

	for (int k = 0; k < o->n_pauses; k++)
		flat = flat && is_flat(&o->pauses[k]);
	*g = (struct implicit_group){ .choice = c,
				      .option = o,
				      .rate = flat ? 0 : rate };
	return c->kind >= 0 && !c->kept && !o->idle && !o->given && o->apart;
}

static int look_up(const struct implicit *m, const struct implicit_group *g)
{
	for (int k = 0; k < m->n_groups; k++) {
		const struct implicit_group *have = &m->groups[k];
		if (have->choice->option == g->choice->option &&
		    is_alike(have->choice, g->choice) && have->rate == g->rate)
			return k;
	}
	return -1;
}

int implicit_known_group(const struct implicit *m, const struct choice *c,
			 double rate)
{
	struct implicit_group g;

	return find_group(m->plan, c, rate, &g) ? look_up(m, &g) : -1;
}

int implicit_group(struct implicit *m, const struct choice *c, double rate)
{
	struct implicit_group g;

	if (!find_group(m->plan, c, rate, &g))
		return -1;
	int known = look_up(m, &g);
	return known >= 0 ? known : add_group(m, g);
}

double implicit_pay(const struct implicit *m, int group, const int16_t *at)
{
	const struct implicit_group *g = &m->groups[group];
	double sum = 0;

	for (int k = 0; k < g->option->n_pauses; k++)
		for (int j = 0; j < g->option->pauses[k].n; j++)
			if (g->option->pauses[k].at[j] == at[k])
				sum += pay_of(&m->windows[g->window[k]], j);
	return sum;
}

void implicit_first(const struct implicit *m, int group, int16_t *at)
{
	const struct option *o = m->groups[group].option;

	for (int k = 0; k < o->n_pauses; k++)
		at[k] = (int16_t)o->pauses[k].at[0];
}

/* ---- lines and curves ---- */

/* Heads on lines, of people by kind. */
static double *heads_on_lines(const struct implicit *m, const double *there)
{
	const struct plan *p = m->plan;
	double *heads =
		arena_new(m->arena, double, (size_t)p->req->n_rows * p->n);

	for (int k = 0; k < p->n_kinds; k++)
		for (int t = 0; t < p->n; t++)
			heads[m->line_of[k] * p->n + t] +=
				m->factor[k] * there[(size_t)k * p->n + t];
	return heads;
}

static bool is_served(const struct plan *p, int row)
{
	for (int k = 0; k < p->n_kinds; k++)
		if (p->kinds[k].queues & p->req->rows[row].queues)
			return true;
	return false;
}

static int add_line(struct implicit *m, const double *standing)
{
	double before = 0;
	int first = lp_rows(m->lp);

	for (int t = 0; t < m->plan->n; t++) {
		if (!implicit_reaches(m, t))
			continue;
		lp_add_row(m->lp, before - standing[t], before - standing[t]);
		before = standing[t];
	}
	return first;
}

void implicit_add_lines(struct implicit *m, const double *there)
{
	const double *heads = heads_on_lines(m, there);

	for (int r = 0; r < m->plan->req->n_rows; r++)
		m->line[r] = is_served(m->plan, r)
				     ? add_line(m, heads + r * m->plan->n)
				     : -1;
}

/* Stretches of a curve; the one in which heads end is basic. */
static void add_curve(struct implicit *m, int r, int t, double heads)
{
	const struct curve *c = &m->plan->req->rows[r].curve[t];
	double from = 0;
	bool basic = false;

	for (int k = c->first > 0 ? -1 : 0; k <= c->n; k++) {
		double slope = k < 0	  ? -c->under
			       : k < c->n ? -c->worth[k]
					  : c->over;
		double length = k < 0 ? c->first : k < c->n ? 1 : HUGE_VAL;
		for (; k >= 0 && k + 1 < c->n && -c->worth[k + 1] == slope; k++)
			length++;
		bool full = heads >= from + length - 1e-9;
		enter_heads(m, r, t, t + 1, -1);
		finish(m, slope, length,
		       full    ? LP_AT_UPPER
		       : basic ? LP_AT_LOWER
			       : LP_BASIC);
		basic = basic || !full;
		from += length;
	}
}

void implicit_add_curves(struct implicit *m, const double *there)
{
	const double *heads = heads_on_lines(m, there);
	int n = m->plan->n;

	for (int r = 0; r < m->plan->req->n_rows; r++)
		for (int t = 0; t < n && m->line[r] >= 0; t++)
			if (implicit_reaches(m, t))
				add_curve(m, r, t, heads[r * n + t]);
}

double implicit_constant(const struct implicit *m)
{
	const struct requirement *req = m->plan->req;
	double sum = 0;

	for (int r = 0; r < req->n_rows; r++)
		for (int t = 0; t < m->plan->n && m->line[r] >= 0; t++)
			if (implicit_reaches(m, t))
				sum += curve_cost(&req->rows[r].curve[t], 0);
	return sum;
}

/* ---- solving ---- */

void implicit_begin(struct implicit *m)
{
	lp_begin(m->lp, m->status);
}

static double iteration(const struct implicit *m)
{
	return 1e-6 * (40.0 * lp_rows(m->lp) + 4.0 * lp_columns(m->lp));
}

static bool solve(struct implicit *m, enum lp_method method, int iterations,
		  struct effort *effort)
{
	struct err e = err_new(m->arena);
	int before = lp_iterations(m->lp);
	struct lp_limits limits = { .method = method,
				    .iterations = iterations,
				    .slice = 200,
				    .stop = effort_stop,
				    .ctx = effort };
	enum lp_found found;
	enum rc rc = lp_solve(m->lp, limits, &found, &e);

	effort->work += (lp_iterations(m->lp) - before) * iteration(m);
	return rc == RC_OK && found == LP_OPTIMAL;
}

/* Where the dual simplex goes round in circles all the same the primal one
 * finds out. */
bool implicit_solve(struct implicit *m, enum lp_method method,
		    struct effort *effort)
{
	if (method == LP_DUAL &&
	    solve(m, LP_DUAL, DUAL * lp_rows(m->lp), effort))
		return true;
	return !effort_stop(effort) && solve(m, LP_PRIMAL, ITERATIONS, effort);
}

static double price_at(const struct implicit *m, int line, int t)
{
	int row = m->line[line] + m->row_at[t];

	if (!implicit_reaches(m, t))
		return 0;
	return (m->row_at[t] + 1 < m->reached ? lp_price(m->lp, row + 1) : 0) -
	       lp_price(m->lp, row);
}

void implicit_prices(const struct implicit *m, int kind, double *prefix)
{
	const struct ticks *ticks = &m->plan->ticks;
	double price = 0;

	prefix[0] = 0;
	for (int k = 0; k < ticks->n; k++) {
		if (k % ticks->per == 0)
			price = k / ticks->per < m->plan->n
					? price_at(m, m->line_of[kind],
						   k / ticks->per)
					: 0;
		prefix[k + 1] =
			prefix[k] + price * m->factor[kind] / ticks->per;
	}
}
