#include "optimise/master_state.h"

#include <math.h>
#include <string.h>

enum { ROUNDS = 400, MEGABYTES = 1024 };

static const double SMOOTH = 0.7; /* part of the best prices */
static const double CLOSE = 1e-4; /* of what can be decided, to stop */

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

static bool is_over(void *master)
{
	struct master *m = master;

	return effort_stop(m->effort) || effort_is_over(m->effort, m->until);
}

static bool solve(struct master *m)
{
	struct err e = err_new(m->arena);
	enum lp_found found;
	int before = lp_iterations(m->lp);
	double left =
		fmin(1e6, (m->until * m->effort->limit - m->effort->work) /
				  iteration(m));
	struct lp_limits limits = { .method = LP_PRIMAL,
				    .iterations = (int)left,
				    .slice = 200,
				    .stop = is_over,
				    .ctx = m };

	if (limits.iterations <= 0 ||
	    lp_solve(m->lp, limits, &found, &e) != RC_OK)
		return false;
	effort_spend(m->effort, (lp_iterations(m->lp) - before) * iteration(m));
	m->found = lp_value(m->lp) + m->constant + share_hopeless(m->share) +
		   bound_heads_term(m->bound);
	return found == LP_OPTIMAL;
}

/* One round; false: nothing more to gain. */
static bool go_round(struct master *m)
{
	double above;

	master_read_prices(m);
	price(m, SMOOTH);
	above = m->found - bound_value(m->bound);
	if (above <= CLOSE * (m->found - m->effort->fixed))
		return false;
	int added = master_add_priced(m);
	if (added == 0) {
		price(m, 0);
		added = master_add_priced(m);
	}
	effort_tell(m->effort, "columns");
	return added > 0;
}

static void hand_over(struct master *m)
{
	for (int i = 0; i < m->plan->n_workers; i++)
		if (m->convexity[i] >= 0)
			bound_forget(m->bound, i);
	for (int k = 0; k < m->n_columns; k++) {
		const struct column *c = &m->columns[k];
		double weight = lp_column(m->lp, m->first_tour + k);
		if (weight > 1e-6)
			bound_weigh(m->bound, c->worker, c->pick, weight);
	}
}

static struct master master_new(struct arena *a, const struct plan *p,
				const struct share *share, struct draft *d,
				struct bound *b, struct effort *effort)
{
	size_t rows = (size_t)p->req->n_rows * p->n;
	struct master m = { .arena = a,
			    .plan = p,
			    .share = share,
			    .draft = d,
			    .bound = b,
			    .effort = effort,
			    .found = HUGE_VAL };

	m.z = arena_copy(a, bound_best(b), rows, sizeof(*m.z));
	m.trial = arena_new(a, double, rows);
	m.dual = arena_new(a, double, (size_t)p->n_kinds * p->n);
	m.there = arena_new(a, double, (size_t)p->n_kinds * p->n);
	m.days = arena_new(a, struct placed, p->days);
	m.pick = arena_new(a, int16_t, p->days);
	return m;
}

double master_solve(struct arena *a, const struct plan *p,
		    const struct share *share, struct draft *d, struct bound *b,
		    struct effort *effort, double share_of_effort)
{
	if (!is_simple(p))
		return HUGE_VAL;
	struct master m = master_new(a, p, share, d, b, effort);
	m.lp = lp_open(MEGABYTES);
	m.until = share_of_effort;
	master_add_rows(&m);
	master_add_curves(&m);
	price(&m, 0);
	master_add_drafted(&m);
	master_add_heavy(&m);
	lp_begin(m.lp, m.status);
	bool solved = solve(&m);
	for (int k = 0; solved && k < ROUNDS && go_round(&m); k++)
		solved = solve(&m);
	if (solved)
		hand_over(&m);
	lp_close(m.lp);
	return solved ? m.found : HUGE_VAL;
}
