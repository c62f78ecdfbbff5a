#include "optimise/master_state.h"

#include <math.h>
#include <string.h>

#include "base/date.h"

static const double HELPS = -1e-6; /* reduced cost of a tour that is taken */

/* Heads of the tour under way into there. */
static void note_days(struct master *m, int worker)
{
	const struct plan *p = m->plan;
	const struct placed *days = m->days;

	memset(m->there, 0, (size_t)p->n_kinds * p->n * sizeof(*m->there));
	for (int d = 0; d < p->days; d++)
		if (days[d].option != DUTY_OFF)
			plan_note(p,
				  &p->workers[worker]
					   .menu[d]
					   .list[days[d].option],
				  days[d].at, 1, m->there);
}

/* Entries of the tour noted in there, in the rows of a set. */
static void enter_tour(struct master *m, const struct chain *x)
{
	const struct plan *p = m->plan;
	double before = 0;

	for (int r = 0; r < x->rows; r++) {
		double now = 0;
		for (int k = 0; k < p->n_kinds; k++)
			if (p->kinds[k].queues & x->set)
				now += m->there[(size_t)k * p->n + x->time[r]];
		if (now != before)
			master_enter(m, x->first + r, now - before);
		before = now;
	}
}

/* The tour noted in there becomes a column. */
static void add_tour(struct master *m, int worker, double cost,
		     enum lp_status status)
{
	struct column c = { .worker = worker };

	master_enter(m, m->convexity[worker], 1);
	for (int j = 0; j < m->n_chains; j++)
		enter_tour(m, &m->chains[j]);
	cost += bound_heads_of(m->bound, worker, m->days);
	master_finish(m, cost, HUGE_VAL, status);
	m->columns = arena_grow(m->arena, m->columns, m->n_columns,
				&m->columns_room, sizeof(*m->columns));
	for (int d = 0; d < m->plan->days; d++)
		m->pick[d] = (int16_t)m->days[d].option;
	c.pick = arena_copy(m->arena, m->pick, (size_t)m->plan->days,
			    sizeof(*m->pick));
	m->columns[m->n_columns++] = c;
}

static int weekends_worked(const struct plan *p, const struct placed *days)
{
	bool before = false, counted = false;
	int n = 0;

	for (int d = 0; d < p->days; d++) {
		int day = p->period->first_day + d;
		bool now = p->period->site->weekend >> date_weekday(day) & 1;
		counted = counted && before;
		if (now && !counted && days[d].option != DUTY_OFF) {
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

	m->first_tour = lp_columns(m->lp);
	for (int i = 0; i < p->n_workers; i++) {
		double cost = m->draft->verdict[i].price;
		if (m->convexity[i] < 0)
			continue;
		for (int d = 0; d < p->days; d++) {
			m->days[d] = *draft_at(m->draft, i, d);
			cost += draft_day_cost(m->draft, i, d, &m->days[d]);
		}
		cost += bound_share_price(m->bound, i,
					  weekends_worked(p, m->days));
		note_days(m, i);
		add_tour(m, i, cost, LP_BASIC);
	}
}

/* A tour of the bound, breaks placed by its prices. */
static void place_days(struct master *m, int worker, const int16_t *pick)
{
	const struct plan *p = m->plan;
	struct placed *days = m->days;

	for (int d = 0; d < p->days; d++) {
		days[d].option = pick[d];
		if (pick[d] == DUTY_OFF)
			continue;
		const struct choice *c =
			&p->workers[worker].menu[d].list[pick[d]];
		duty_value(plan_option(p, c),
			   c->kind < 0 ? NULL : bound_prices(m->bound, c->kind),
			   0, days[d].at);
	}
}

static void add_heavy(struct master *m, int worker)
{
	double weight;
	const int16_t *pick;

	for (int rank = 0;
	     (pick = bound_heaviest(m->bound, worker, rank, &weight)); rank++) {
		place_days(m, worker, pick);
		note_days(m, worker);
		add_tour(m, worker, bound_tour_cost(m->bound, worker, pick),
			 LP_AT_LOWER);
	}
}

void master_add_heavy(struct master *m)
{
	for (int i = 0; i < m->plan->n_workers; i++)
		if (m->convexity[i] >= 0)
			add_heavy(m, i);
}

/* Reduced cost of the tour noted in there. */
static double reduced(const struct master *m, int worker, double cost)
{
	size_t n = (size_t)m->plan->n_kinds * m->plan->n;

	cost -= lp_price(m->lp, m->convexity[worker]);
	cost += bound_heads_of(m->bound, worker, m->days);
	for (size_t k = 0; k < n; k++)
		cost += m->there[k] * m->dual[k];
	return cost;
}

int master_add_priced(struct master *m)
{
	int added = 0;

	for (int i = 0; i < m->plan->n_workers; i++) {
		double cost;
		if (m->convexity[i] < 0 || !bound_has_tour(m->bound, i))
			continue;
		const int16_t *pick = bound_tour(m->bound, i, &cost);
		place_days(m, i, pick);
		note_days(m, i);
		if (reduced(m, i, cost) > HELPS)
			continue;
		add_tour(m, i, cost, LP_AT_LOWER);
		added++;
	}
	return added;
}
