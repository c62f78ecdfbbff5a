#include "optimise/master.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "optimise/lp.h"

enum { ROUNDS = 400, MEGABYTES = 1024, KINDS = 64 };

static const double SMOOTH = 0.7; /* part of the best prices */
static const double CLOSE = 1e-5; /* of the value, to stop */

/* A set of queues and the intervals in which it has a row. */
struct chain {
	uint64_t set;
	int *place; /* [n] its row in interval t, -1: none */
	int *time;  /* [rows] */
	int first, rows;
	bool whole;    /* all queues of a part: an equation */
	double *price; /* [n] pi */
};

struct column { /* a tour */
	int worker, at;
	int16_t *pick;
};

struct master {
	struct arena *arena;
	const struct plan *plan;
	const struct share *share;
	struct draft *draft;
	struct bound *bound;
	struct effort *effort;
	struct lp *lp;
	struct chain *chains;
	int n_chains, chains_room;
	struct column *columns;
	int n_columns, columns_room;
	enum lp_status *status; /* of all columns, until the first solve */
	int n_status, status_room;
	int *convexity; /* [n_workers] rows */
	/* A column under way: [rows]. */
	double *entry, *value;
	bool *is_touched;
	int *touched, n_touched;
	double *z;     /* [rows * n] prices at the LP's duals */
	double *trial; /* [rows * n] prices asked of the bound */
	double *dual;  /* [n_kinds * n] the LP's price of being there */
	double *there; /* [n_kinds * n] heads of a tour under way */
	double constant;
	double until; /* share of the effort */
	double found; /* value */
};

/* ---- what it can do ---- */

static bool is_simple(const struct plan *p)
{
	uint64_t seen = 0;

	for (int r = 0; r < p->req->n_rows; r++) {
		if (p->req->rows[r].queue < 0 ||
		    (seen & p->req->rows[r].queues))
			return false;
		seen |= p->req->rows[r].queues;
	}
	for (int k = 0; k < p->n_kinds; k++)
		for (int q = 0; q < p->period->site->n_queues; q++)
			if (p->kinds[k].speed[q] > 0 &&
			    p->kinds[k].speed[q] < 1)
				return false;
	return p->n_kinds > 0 && p->n_kinds <= KINDS;
}

/* ---- rows ---- */

static bool is_open(const struct curve *c)
{
	return (c->first > 0 && c->under > 0) || c->n > 0 || c->over > 0;
}

static struct chain *chain_of(struct master *m, uint64_t set, bool whole)
{
	for (int k = 0; k < m->n_chains; k++)
		if (m->chains[k].set == set && m->chains[k].whole == whole)
			return &m->chains[k];
	m->chains = arena_grow(m->arena, m->chains, m->n_chains,
			       &m->chains_room, sizeof(*m->chains));
	struct chain *c = &m->chains[m->n_chains++];
	*c = (struct chain){ .set = set, .whole = whole };
	c->place = arena_new(m->arena, int, m->plan->n);
	c->time = arena_new(m->arena, int, m->plan->n);
	c->price = arena_new(m->arena, double, m->plan->n);
	for (int t = 0; t < m->plan->n; t++)
		c->place[t] = -1;
	return c;
}

static void want(struct chain *c, int t)
{
	c->place[t] = 0;
}

static uint64_t queues_of_part(const struct master *m, int part)
{
	uint64_t set = 0;
	int n;
	const int *kinds = share_kinds(m->share, part, &n);

	for (int k = 0; k < n; k++)
		set |= m->plan->kinds[kinds[k]].queues;
	return set;
}

/* Sets of queues at least as dear as each, where prices near t part them. */
static void want_sets(struct master *m, uint64_t part, int t)
{
	const struct plan *p = m->plan;
	const double *z = bound_best(m->bound) + t;

	for (int r = 0; r < p->req->n_rows; r++) {
		uint64_t set = 0;
		double eps = 1e-3 * fabs(z[(size_t)r * p->n]) + 1e-6;
		if (!(p->req->rows[r].queues & part))
			continue;
		for (int s = 0; s < p->req->n_rows; s++)
			if (p->req->rows[s].queues & part &&
			    z[(size_t)s * p->n] <= z[(size_t)r * p->n] + eps)
				set |= p->req->rows[s].queues;
		if (set != part)
			want(chain_of(m, set, false), t);
	}
}

static void choose_rows(struct master *m)
{
	const struct requirement *req = m->plan->req;

	for (int part = 0; part < share_parts(m->share); part++) {
		uint64_t set = queues_of_part(m, part), served = 0;
		for (int r = 0; r < req->n_rows; r++)
			served |= req->rows[r].queues & set;
		for (int t = 0; t < m->plan->n; t++) {
			bool open = false;
			for (int r = 0; r < req->n_rows; r++)
				open = open ||
				       ((req->rows[r].queues & served) &&
					is_open(&req->rows[r].curve[t]));
			if (!open)
				continue;
			want(chain_of(m, served, true), t);
			want_sets(m, served, t);
		}
	}
}

static double standing(const struct master *m, const struct chain *c, int t)
{
	const struct plan *p = m->plan;
	double heads = 0;

	for (int k = 0; k < p->n_kinds; k++)
		if (p->kinds[k].queues & c->set)
			heads += p->supply[(size_t)k * p->n + t] / p->ticks.per;
	return heads;
}

static void add_chain(struct master *m, struct chain *c)
{
	double before = 0;

	for (int t = 0; t < m->plan->n; t++) {
		if (c->place[t] < 0)
			continue;
		double now = -standing(m, c, t);
		int row = lp_add_row(m->lp, now - before, now - before);
		before = now;
		if (c->rows == 0)
			c->first = row;
		c->time[c->rows++] = t;
		c->place[t] = row;
	}
}

static void add_rows(struct master *m)
{
	const struct plan *p = m->plan;
	int rows;

	choose_rows(m);
	for (int k = 0; k < m->n_chains; k++)
		add_chain(m, &m->chains[k]);
	m->convexity = arena_new(m->arena, int, p->n_workers);
	for (int i = 0; i < p->n_workers; i++)
		m->convexity[i] =
			p->workers[i].planned ? lp_add_row(m->lp, 1, 1) : -1;
	rows = lp_rows(m->lp);
	m->entry = arena_new(m->arena, double, rows + 1);
	m->value = arena_new(m->arena, double, rows + 1);
	m->is_touched = arena_new(m->arena, bool, rows + 1);
	m->touched = arena_new(m->arena, int, rows + 1);
}

/* ---- columns ---- */

static void enter(struct master *m, int row, double value)
{
	if (!m->is_touched[row]) {
		m->is_touched[row] = true;
		m->touched[m->n_touched++] = row;
		m->entry[row] = 0;
	}
	m->entry[row] += value;
}

/* heads more in a set in interval t. */
static void enter_heads(struct master *m, const struct chain *c, int t,
			double heads)
{
	int row = c->place[t];

	if (row < 0)
		return;
	enter(m, row, heads);
	if (row + 1 < c->first + c->rows)
		enter(m, row + 1, -heads);
}

static int finish_column(struct master *m, double cost, double upper,
			 enum lp_status status)
{
	int n = 0;

	for (int k = 0; k < m->n_touched; k++) {
		int row = m->touched[k];
		m->is_touched[row] = false;
		if (m->entry[row] == 0)
			continue;
		m->touched[n] = row;
		m->value[n++] = m->entry[row];
	}
	m->n_touched = 0;
	m->status = arena_grow(m->arena, m->status, m->n_status,
			       &m->status_room, sizeof(*m->status));
	m->status[m->n_status++] = status;
	return lp_add_column(m->lp, cost, 0, upper, n, m->touched, m->value);
}

static void add_piece(struct master *m, const struct requirement_row *row,
		      int t, double slope, double length, enum lp_status status)
{
	for (int k = 0; k < m->n_chains; k++)
		if (m->chains[k].set & row->queues)
			enter_heads(m, &m->chains[k], t, -1);
	finish_column(m, slope, length, status);
}

/* Stretches of a curve, x people on it at the start; one of an interval's is
 * basic. */
static void add_curve(struct master *m, const struct requirement_row *row,
		      int t, double x, bool *basic)
{
	const struct curve *c = &row->curve[t];
	double from = 0;

	for (int k = c->first > 0 ? -1 : 0; k <= c->n; k++) {
		double slope = k < 0	  ? -c->under
			       : k < c->n ? -c->worth[k]
					  : c->over;
		double length = k < 0 ? c->first : k < c->n ? 1 : HUGE_VAL;
		while (k >= 0 && k + 1 < c->n && -c->worth[k + 1] == slope) {
			length++;
			k++;
		}
		enum lp_status s =
			x >= from + length - 1e-9 ? LP_AT_UPPER : LP_AT_LOWER;
		if (s == LP_AT_LOWER && !*basic && x >= from - 1e-9) {
			s = LP_BASIC;
			*basic = true;
		}
		add_piece(m, row, t, slope, length, s);
		from += length;
	}
	m->constant += curve_cost(c, 0);
}

/* Heads of the draft by kind, in ticks, as share has them. */
static void heads_of_draft(const struct master *m, int part, int t,
			   const double *all, double *heads)
{
	int n;
	const int *kinds = share_kinds(m->share, part, &n);

	for (int k = 0; k < n; k++)
		heads[k] = all[(size_t)kinds[k] * m->plan->n + t] *
			   m->plan->ticks.per;
}

static void note_there(struct master *m, double *there, const struct choice *c,
		       const int16_t *at)
{
	const struct option *o = plan_option(m->plan, c);
	struct piece pieces[DUTY_PIECES];
	int per = m->plan->ticks.per;

	if (c->kind < 0 || o->idle)
		return;
	int n = duty_pieces(o, at, pieces);
	for (int k = 0; k < n; k++)
		for (int f = pieces[k].from; f < pieces[k].until;) {
			int t = f / per, end = (t + 1) * per;
			if (t >= m->plan->n)
				break;
			if (end > pieces[k].until)
				end = pieces[k].until;
			there[(size_t)c->kind * m->plan->n + t] +=
				c->scale * (end - f) / per;
			f = end;
		}
}

/* Who is there in the draft, by kind. */
static double *there_in_draft(struct master *m)
{
	const struct plan *p = m->plan;
	size_t size = (size_t)p->n_kinds * p->n;
	double *all = arena_new(m->arena, double, size);

	for (size_t k = 0; k < size; k++)
		all[k] = p->supply[k] / p->ticks.per;
	for (int i = 0; i < p->n_workers; i++)
		for (int d = 0; d < p->days && p->workers[i].planned; d++) {
			const struct menu *menu = &p->workers[i].menu[d];
			const struct placed *at = draft_at(m->draft, i, d);
			if (at->option != DUTY_OFF)
				note_there(m, all, &menu->list[at->option],
					   at->at);
		}
	return all;
}

static void add_curves_at(struct master *m, int part, int t, const double *all)
{
	const struct requirement *req = m->plan->req;
	double x[SITE_MAX_QUEUES] = { 0 }, heads[KINDS];
	uint64_t set = queues_of_part(m, part);
	bool basic = false;

	heads_of_draft(m, part, t, all, heads);
	share_divide(m->share, part, t, heads, x);
	for (int r = 0; r < req->n_rows; r++)
		if ((req->rows[r].queues & set) &&
		    is_open(&req->rows[r].curve[t]))
			add_curve(m, &req->rows[r], t, x[req->rows[r].queue],
				  &basic);
}

static void add_curves(struct master *m)
{
	const double *all = there_in_draft(m);

	for (int part = 0; part < share_parts(m->share); part++)
		for (int t = 0; t < m->plan->n; t++)
			add_curves_at(m, part, t, all);
	for (int k = 0; k < m->n_chains; k++) {
		const struct chain *c = &m->chains[k];
		for (int j = 0; !c->whole && j < c->rows; j++) {
			enter_heads(m, c, c->time[j], -1);
			finish_column(m, 0, HUGE_VAL, LP_BASIC);
		}
	}
}

/* The tour noted in there becomes a column. */
static void add_tour(struct master *m, int worker, const int16_t *pick,
		     double cost, enum lp_status status)
{
	const struct plan *p = m->plan;
	struct column c = { .worker = worker };

	enter(m, m->convexity[worker], 1);
	for (int j = 0; j < m->n_chains; j++) {
		const struct chain *x = &m->chains[j];
		double before = 0;
		for (int r = 0; r < x->rows; r++) {
			double now = 0;
			for (int k = 0; k < p->n_kinds; k++)
				if (p->kinds[k].queues & x->set)
					now += m->there[(size_t)k * p->n +
							x->time[r]];
			if (now != before)
				enter(m, x->first + r, now - before);
			before = now;
		}
	}
	c.pick = arena_copy(m->arena, pick, (size_t)p->days, sizeof(*pick));
	c.at = finish_column(m, cost, HUGE_VAL, status);
	m->columns = arena_grow(m->arena, m->columns, m->n_columns,
				&m->columns_room, sizeof(*m->columns));
	m->columns[m->n_columns++] = c;
}

static void clear_there(struct master *m)
{
	memset(m->there, 0,
	       (size_t)m->plan->n_kinds * m->plan->n * sizeof(*m->there));
}

static int weekends_worked(const struct plan *p, const int16_t *pick)
{
	bool before = false, counted = false;
	int n = 0;

	for (int d = 0; d < p->days; d++) {
		int day = p->period->first_day + d;
		bool now = p->period->site->weekend >> date_weekday(day) & 1;
		counted = counted && before;
		if (now && !counted && pick[d] != DUTY_OFF) {
			counted = true;
			n++;
		}
		before = now;
	}
	return n;
}

static void add_drafted(struct master *m)
{
	const struct plan *p = m->plan;
	int16_t *pick = arena_new(m->arena, int16_t, p->days);

	for (int i = 0; i < p->n_workers; i++) {
		double cost = m->draft->verdict[i].price;
		if (m->convexity[i] < 0)
			continue;
		clear_there(m);
		for (int d = 0; d < p->days; d++) {
			const struct placed *at = draft_at(m->draft, i, d);
			pick[d] = (int16_t)at->option;
			cost += draft_day_cost(m->draft, i, d, at);
			if (at->option != DUTY_OFF)
				note_there(
					m, m->there,
					&p->workers[i].menu[d].list[at->option],
					at->at);
		}
		cost += bound_share_price(m->bound, i,
					  weekends_worked(p, pick));
		add_tour(m, i, pick, cost, LP_BASIC);
	}
}

/* A tour of the bound, breaks placed by its prices, into there. */
static void note_priced(struct master *m, int worker, const int16_t *pick)
{
	const struct plan *p = m->plan;

	clear_there(m);
	for (int d = 0; d < p->days; d++) {
		int16_t at[DUTY_PAUSES];
		if (pick[d] == DUTY_OFF)
			continue;
		const struct choice *c =
			&p->workers[worker].menu[d].list[pick[d]];
		if (c->kind < 0)
			continue;
		duty_value(plan_option(p, c), bound_prices(m->bound, c->kind),
			   0, at);
		note_there(m, m->there, c, at);
	}
}

/* Reduced cost of the tour noted in there. */
static double reduced(const struct master *m, int worker, double cost)
{
	size_t n = (size_t)m->plan->n_kinds * m->plan->n;

	cost -= lp_price(m->lp, m->convexity[worker]);
	for (size_t k = 0; k < n; k++)
		cost += m->there[k] * m->dual[k];
	return cost;
}

/* The bound's last tours, all or those that help; returns their number. */
static int add_priced(struct master *m, bool all)
{
	int added = 0;

	for (int i = 0; i < m->plan->n_workers; i++) {
		double cost;
		if (m->convexity[i] < 0 || !bound_has_tour(m->bound, i))
			continue;
		const int16_t *pick = bound_tour(m->bound, i, &cost);
		note_priced(m, i, pick);
		if (!all && reduced(m, i, cost) > -1e-6)
			continue;
		add_tour(m, i, pick, cost, LP_AT_LOWER);
		added++;
	}
	return added;
}

/* ---- prices ---- */

static void read_chain(struct master *m, struct chain *c)
{
	const struct plan *p = m->plan;

	for (int j = 0; j < c->rows; j++) {
		int t = c->time[j];
		c->price[t] = -lp_price(m->lp, c->first + j);
		if (j + 1 < c->rows)
			c->price[t] += lp_price(m->lp, c->first + j + 1);
		for (int k = 0; k < p->n_kinds; k++)
			if (p->kinds[k].queues & c->set)
				m->dual[(size_t)k * p->n + t] += c->price[t];
	}
}

/* z of a queue in an interval; without rows there the best price stands. */
static double price_of_queue(const struct master *m, uint64_t queue, int t,
			     double otherwise)
{
	double z = 0;
	bool any = false;

	for (int c = 0; c < m->n_chains; c++)
		if ((m->chains[c].set & queue) && m->chains[c].place[t] >= 0) {
			z += m->chains[c].price[t];
			any = true;
		}
	return any ? z : otherwise;
}

static void read_prices(struct master *m)
{
	const struct plan *p = m->plan;
	const double *best = bound_best(m->bound);

	memset(m->dual, 0, (size_t)p->n_kinds * p->n * sizeof(*m->dual));
	for (int c = 0; c < m->n_chains; c++)
		read_chain(m, &m->chains[c]);
	for (int r = 0; r < p->req->n_rows; r++)
		for (int t = 0; t < p->n; t++) {
			size_t at = (size_t)r * p->n + t;
			m->z[at] = price_of_queue(m, p->req->rows[r].queues, t,
						  best[at]);
		}
}

/* L at prices of which this part are the best ones. */
static void price(struct master *m, double part)
{
	size_t n = (size_t)m->plan->req->n_rows * m->plan->n;
	const double *best = bound_best(m->bound);
	double work;

	for (size_t k = 0; k < n; k++)
		m->trial[k] = part * best[k] + (1 - part) * m->z[k];
	bound_at(m->bound, m->trial, &work);
	effort_spend(m->effort, work);
	m->effort->bound = fmax(m->effort->bound, bound_value(m->bound));
}

/* ---- rounds ---- */

/* Work units of an iteration: measured, some microseconds. */
static double iteration(const struct master *m)
{
	return 1e-6 * (40.0 * lp_rows(m->lp) + 4.0 * lp_columns(m->lp));
}

static bool solve(struct master *m)
{
	struct err e = err_new(m->arena);
	enum lp_found found;
	int before = lp_iterations(m->lp);
	double left =
		(m->until * m->effort->limit - m->effort->work) / iteration(m);
	struct lp_limits limits = { .method = LP_PRIMAL,
				    .iterations = (int)fmin(left, 1e6),
				    .slice = 200,
				    .stop = effort_stop,
				    .ctx = m->effort };

	if (limits.iterations <= 0 ||
	    lp_solve(m->lp, limits, &found, &e) != RC_OK)
		return false;
	effort_spend(m->effort, (lp_iterations(m->lp) - before) * iteration(m));
	m->found = lp_value(m->lp) + m->constant + share_hopeless(m->share);
	return found == LP_OPTIMAL;
}

/* One round; false: nothing more to gain. */
static bool go_round(struct master *m)
{
	read_prices(m);
	price(m, SMOOTH);
	int added = add_priced(m, false);
	if (added == 0) {
		price(m, 0);
		added = add_priced(m, false);
	}
	effort_tell(m->effort, "columns");
	return added > 0 &&
	       m->found - bound_value(m->bound) > CLOSE * fabs(m->found);
}

static void hand_over(struct master *m)
{
	for (int i = 0; i < m->plan->n_workers; i++)
		if (m->convexity[i] >= 0)
			bound_forget(m->bound, i);
	for (int k = 0; k < m->n_columns; k++) {
		double weight = lp_column(m->lp, m->columns[k].at);
		if (weight > 1e-6)
			bound_weigh(m->bound, m->columns[k].worker,
				    m->columns[k].pick, weight);
	}
}

double master_solve(struct arena *a, const struct plan *p,
		    const struct share *share, struct draft *d, struct bound *b,
		    struct effort *effort, double share_of_effort)
{
	struct master m = { .arena = a,
			    .plan = p,
			    .share = share,
			    .draft = d,
			    .bound = b,
			    .effort = effort,
			    .until = share_of_effort,
			    .found = HUGE_VAL };

	if (!is_simple(p))
		return HUGE_VAL;
	m.lp = lp_open(MEGABYTES);
	m.z = arena_new(a, double, (size_t)p->req->n_rows * p->n);
	m.trial = arena_new(a, double, (size_t)p->req->n_rows * p->n);
	m.dual = arena_new(a, double, (size_t)p->n_kinds * p->n);
	m.there = arena_new(a, double, (size_t)p->n_kinds * p->n);
	add_rows(&m);
	add_curves(&m);
	memcpy(m.z, bound_best(b),
	       (size_t)p->req->n_rows * p->n * sizeof(*m.z));
	price(&m, 0);
	add_drafted(&m);
	add_priced(&m, true);
	lp_begin(m.lp, m.status);
	bool solved = solve(&m);
	for (int k = 0; solved && k < ROUNDS && go_round(&m); k++)
		solved = solve(&m);
	if (solved)
		hand_over(&m);
	lp_close(m.lp);
	return solved ? m.found : HUGE_VAL;
}
