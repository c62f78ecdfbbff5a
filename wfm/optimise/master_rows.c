#include "optimise/master_state.h"

#include <math.h>
#include <string.h>

/* Intervals that some open option, or what stands, can fill. */
static void find_reached(struct master *m)
{
	const struct plan *p = m->plan;

	m->reached = arena_new(m->arena, bool, p->n);
	for (int k = 0; k < p->n_kinds; k++)
		for (int t = 0; t < p->n; t++)
			if (p->supply[(size_t)k * p->n + t] != 0)
				m->reached[t] = true;
	for (int i = 0; i < p->n_workers; i++)
		for (int d = 0; d < p->days; d++)
			for (int k = 0; k < p->workers[i].menu[d].n; k++)
				plan_reach(
					p,
					plan_option(
						p,
						&p->workers[i].menu[d].list[k]),
					m->reached);
}

bool master_is_open(const struct master *m, const struct requirement_row *row,
		    int t)
{
	const struct curve *c = &row->curve[t];

	if (!m->reached[t])
		return false;
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

uint64_t master_queues_of_part(const struct master *m, int part)
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

	find_reached(m);
	for (int part = 0; part < share_parts(m->share); part++) {
		uint64_t set = master_queues_of_part(m, part), served = 0;
		for (int r = 0; r < req->n_rows; r++)
			served |= req->rows[r].queues & set;
		for (int t = 0; t < m->plan->n; t++) {
			bool open = false;
			for (int r = 0; r < req->n_rows; r++)
				open = open ||
				       ((req->rows[r].queues & served) &&
					master_is_open(m, &req->rows[r], t));
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

void master_add_rows(struct master *m)
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
	m->entries = arena_new(m->arena, double, rows + 1);
	m->is_touched = arena_new(m->arena, bool, rows + 1);
	m->touched = arena_new(m->arena, int, rows + 1);
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

void master_read_prices(struct master *m)
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
