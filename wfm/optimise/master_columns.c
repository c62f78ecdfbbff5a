#include "optimise/master_state.h"

#include <math.h>
#include <string.h>

#include "base/date.h"

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
	uint64_t set = master_queues_of_part(m, part);
	bool basic = false;

	heads_of_draft(m, part, t, all, heads);
	share_divide(m->share, part, t, heads, x);
	for (int r = 0; r < req->n_rows; r++)
		if ((req->rows[r].queues & set) &&
		    master_is_open(&req->rows[r].curve[t]))
			add_curve(m, &req->rows[r], t, x[req->rows[r].queue],
				  &basic);
}

void master_add_curves(struct master *m)
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

void master_add_drafted(struct master *m)
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
int master_add_priced(struct master *m, bool all)
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
