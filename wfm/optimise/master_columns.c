#include "optimise/master_state.h"

#include <math.h>
#include <string.h>

void master_enter(struct master *m, int row, double value)
{
	if (!m->is_touched[row]) {
		m->is_touched[row] = true;
		m->touched[m->n_touched++] = row;
		m->entry[row] = 0;
	}
	m->entry[row] += value;
}

void master_enter_heads(struct master *m, const struct chain *c, int t,
			double heads)
{
	int row = c->place[t];

	if (row < 0)
		return;
	master_enter(m, row, heads);
	if (row + 1 < c->first + c->rows)
		master_enter(m, row + 1, -heads);
}

int master_finish(struct master *m, double cost, double upper,
		  enum lp_status status)
{
	int n = 0;

	for (int k = 0; k < m->n_touched; k++) {
		int row = m->touched[k];
		m->is_touched[row] = false;
		if (m->entry[row] == 0)
			continue;
		m->touched[n] = row;
		m->entries[n++] = m->entry[row];
	}
	m->n_touched = 0;
	m->status = arena_grow(m->arena, m->status, m->n_status,
			       &m->status_room, sizeof(*m->status));
	m->status[m->n_status++] = status;
	return lp_add_column(m->lp, cost, 0, upper, n, m->touched, m->entries);
}

static void add_piece(struct master *m, const struct requirement_row *row,
		      int t, double slope, double length, enum lp_status status)
{
	for (int k = 0; k < m->n_chains; k++)
		if (m->chains[k].set & row->queues)
			master_enter_heads(m, &m->chains[k], t, -1);
	master_finish(m, slope, length, status);
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
				plan_note(p, &menu->list[at->option], at->at, 1,
					  all);
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
	for (int r = 0; r < req->n_rows; r++) {
		const struct requirement_row *row = &req->rows[r];
		if (!(row->queues & set))
			continue;
		if (master_is_open(m, row, t))
			add_curve(m, row, t, x[row->queue], &basic);
		else
			m->constant += curve_cost(&row->curve[t], 0);
	}
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
			master_enter_heads(m, c, c->time[j], -1);
			master_finish(m, 0, HUGE_VAL, LP_BASIC);
		}
	}
}
