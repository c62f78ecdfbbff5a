#include "optimise/implicit.h"

#include <math.h>
#include "optimise/polish.h"

enum {
	MEGABYTES = 1024,
	ITERATIONS = 50000, /* of a solve */
	DUAL = 2	    /* a row, of the dual simplex */
};

static const double TRIFLE = 5e-5; /* of the worth of a head */
static const double LOOK = 2e-6;   /* work units of a presence */

/* ---- opening ---- */

struct implicit implicit_open(struct arena *a, struct hall hall)
{
	return (struct implicit){ .arena = a,
				  .plan = hall.plan,
				  .hall = hall,
				  .random = random_stream(1, 1),
				  .trifle = TRIFLE * polish_scale(hall.plan),
				  .lp = lp_open(MEGABYTES) };
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

/* Heads on the rows of a set in intervals [from, until): they come, and go
 * again. */
void implicit_enter_set(struct implicit *m, const struct hall_set *s, int from,
			int until, double heads)
{
	int n = m->plan->n;
	int come = s->before[from < n ? from : n];
	int go = s->before[until < n ? until : n];

	if (heads == 0 || come >= go)
		return;
	implicit_enter(m, s->first + come, heads);
	if (go < s->rows)
		implicit_enter(m, s->first + go, -heads);
}

/* In all sets that the kind meets, or the row of the requirement. */
static void enter_heads(struct implicit *m, struct implicit_presence at)
{
	uint64_t queues = implicit_queues(m, &at);

	for (int k = 0; k < m->hall.n; k++)
		if (hall_meets(&m->hall.sets[k], queues))
			implicit_enter_set(m, &m->hall.sets[k], at.from,
					   at.until, at.heads);
	if (!m->hall.is_divided || at.heads == 0 || at.from >= at.until)
		return;
	at.column = lp_columns(m->lp);
	m->log = arena_grow(m->arena, m->log, m->n_log, &m->log_room,
			    sizeof(*m->log));
	m->log[m->n_log++] = at;
}

static void enter_kind(struct implicit *m, int kind, int from, int until,
		       double heads)
{
	enter_heads(m, (struct implicit_presence){ .kind = kind,
						   .from = from,
						   .until = until,
						   .heads = heads });
}

/* The intervals filled to a part at both ends, and those between. */
static void enter_piece(struct implicit *m, const struct choice *c,
			struct piece p, double sign)
{
	int per = m->plan->ticks.per, kind = c->kind;
	int first = (p.from + per - 1) / per, last = p.until / per;
	double heads = sign * c->scale * m->hall.factor[kind],
	       tick = heads / per;

	if (first > last) {
		enter_kind(m, kind, last, first, tick * (p.until - p.from));
		return;
	}
	if (first * per > p.from)
		enter_kind(m, kind, first - 1, first,
			   tick * (first * per - p.from));
	enter_kind(m, kind, first, last, heads);
	enter_kind(m, kind, last, last + 1, tick * (p.until - last * per));
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
	double x = m->trifle * random_uniform(&m->random);

	m->trifles = arena_grow(m->arena, m->trifles, m->n_trifles,
				&m->trifles_room, sizeof(*m->trifles));
	m->trifles[m->n_trifles++] = x;
	return x;
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
				     .rate = duty_pause_is_flat(p) ? 0
								   : g->rate };

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
		flat = flat && duty_pause_is_flat(&o->pauses[k]);
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

/* ---- rows and curves ---- */

void implicit_add_rows(struct implicit *m)
{
	for (int k = 0; k < m->hall.n; k++) {
		struct hall_set *s = &m->hall.sets[k];
		s->first = lp_rows(m->lp);
		for (int j = 0; j < s->rows; j++)
			lp_add_row(m->lp, s->less[j], s->less[j]);
	}
}

/* Stretches of a curve; the one in which heads end may be basic. */
static void add_curve(struct implicit *m, int r, int t, double heads,
		      bool may_be_basic)
{
	const struct requirement_row *row = &m->plan->req->rows[r];
	const struct curve *c = &row->curve[t];
	double from = 0;
	bool basic = !may_be_basic;

	for (int k = c->first > 0 ? -1 : 0; k <= c->n; k++) {
		double slope = k < 0	  ? -c->under
			       : k < c->n ? -c->worth[k]
					  : c->over;
		double length = k < 0 ? c->first : k < c->n ? 1 : HUGE_VAL;
		for (; k >= 0 && k + 1 < c->n && -c->worth[k + 1] == slope; k++)
			length++;
		bool full = heads >= from + length - 1e-9;
		enter_heads(m, (struct implicit_presence){ .kind = -1,
							   .row = r,
							   .from = t,
							   .until = t + 1,
							   .heads = -1 });
		finish(m, slope, length,
		       full    ? LP_AT_UPPER
		       : basic ? LP_AT_LOWER
			       : LP_BASIC);
		basic = basic || !full;
		from += length;
	}
}

/* One of the rows that share an interval's people is basic there: where heads
 * end within a stretch, if they do. */
static int basic_row(const struct implicit *m, const struct hall_set *s, int t,
		     const double *heads)
{
	const struct plan *p = m->plan;
	int found = -1;

	for (int r = 0; r < p->req->n_rows; r++) {
		if (!hall_meets(s, p->req->rows[r].queues))
			continue;
		double x = heads[(size_t)r * p->n + t];
		if (fabs(x - round(x)) > 1e-6)
			return r;
		found = found < 0 ? r : found;
	}
	return found;
}

static void add_curves_of(struct implicit *m, const struct hall_set *s, int t,
			  const double *heads)
{
	const struct plan *p = m->plan;
	int basic = basic_row(m, s, t, heads);

	for (int r = 0; r < p->req->n_rows; r++)
		if (hall_meets(s, p->req->rows[r].queues))
			add_curve(m, r, t, heads[(size_t)r * p->n + t],
				  r == basic);
}

void implicit_add_curves(struct implicit *m, const double *there)
{
	const double *heads = hall_divide(&m->hall, there);

	for (int k = 0; k < m->hall.n; k++)
		for (int t = 0; t < m->plan->n; t++)
			if (hall_has(&m->hall.sets[k], t))
				add_curves_of(m, &m->hall.sets[k], t, heads);
}

double implicit_constant(const struct implicit *m)
{
	const struct requirement *req = m->plan->req;
	double sum = 0;

	for (int r = 0; r < req->n_rows; r++)
		for (int t = 0; t < m->plan->n && hall_serves(&m->hall, r); t++)
			if (m->hall.reached[t])
				sum += curve_cost(&req->rows[r].curve[t], 0);
	return sum;
}

double implicit_money(const struct implicit *m)
{
	double money = lp_value(m->lp);

	for (int j = 0; j < m->n_trifles; j++)
		money -= m->trifles[j] * lp_column(m->lp, j);
	return money;
}

double implicit_value(const struct implicit *m, const struct crowd *crowd)
{
	double sum = -implicit_constant(m);

	for (int t = 0; t < m->plan->n; t++)
		if (m->hall.reached[t])
			sum += crowd_cost_at(crowd, t);
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
static bool solve_once(struct implicit *m, enum lp_method method,
		       struct effort *effort)
{
	if (method == LP_DUAL &&
	    solve(m, LP_DUAL, DUAL * lp_rows(m->lp), effort))
		return true;
	return !effort_stop(effort) && solve(m, LP_PRIMAL, ITERATIONS, effort);
}

bool implicit_solve(struct implicit *m, enum lp_method method,
		    struct effort *effort)
{
	while (solve_once(m, method, effort)) {
		effort->work += LOOK * m->n_log;
		if (!implicit_tighten(m))
			return true;
		method = LP_DUAL;
	}
	return false;
}

void implicit_prices(const struct implicit *m, int kind, double *prefix)
{
	const struct ticks *ticks = &m->plan->ticks;
	double price = 0;

	prefix[0] = 0;
	for (int k = 0; k < ticks->n; k++) {
		if (k % ticks->per == 0)
			price = k / ticks->per < m->plan->n
					? hall_price(&m->hall, m->lp, kind,
						     k / ticks->per)
					: 0;
		prefix[k + 1] = prefix[k] + price / ticks->per;
	}
}
