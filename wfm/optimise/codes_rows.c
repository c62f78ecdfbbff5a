/*
 * Rows of the programme: heads wanted, with slacks of equal price.
 */
#include "optimise/codes_part.h"

#include <math.h>

bool part_has_row(const struct part *p, int row)
{
	return p->lp_row[row] >= 0;
}

/* Rows that some open person can count in have a row of the programme. */
void part_find_rows(struct part *p)
{
	const struct codes *c = p->codes;

	for (int r = 0; r < c->n_rows; r++)
		p->lp_row[r] = -1;
	for (int s = 0; s < p->n; s++)
		for (int d = 0; d < c->days; d++) {
			int i = p->worker[s];
			const struct counted *list =
				c->counted[(size_t)i * c->days + d];
			for (int k = 0; k < c->plan->workers[i].menu[d].n; k++)
				for (int j = 0; j < list[k].n; j++)
					p->lp_row[list[k].row[j]] = 0;
		}
}

double part_room_below(const struct heads_row *r)
{
	return r->min > 0 ? r->want - r->min : HUGE_VAL;
}

double part_room_above(const struct heads_row *r)
{
	return r->max < RULE_NO_MAX ? r->max - r->want : HUGE_VAL;
}

/* Heads too few (sign 1) or too many on a stretch of equal price. */
struct slack {
	double cost, sign, room, amount;
};

static int slacks_of(const struct heads_row *r, int now, struct slack *list)
{
	double less = fmax(0, r->want - now), more = fmax(0, now - r->want);
	double below = part_room_below(r), above = part_room_above(r);
	int n = 0;

	if (below > 0)
		list[n++] =
			(struct slack){ r->under, 1, below, fmin(less, below) };
	if (isfinite(below))
		list[n++] = (struct slack){ r->under + HEADS_PENALTY, 1,
					    HUGE_VAL, fmax(0, less - below) };
	if (above > 0)
		list[n++] =
			(struct slack){ r->over, -1, above, fmin(more, above) };
	if (isfinite(above))
		list[n++] = (struct slack){ r->over + HEADS_PENALTY, -1,
					    HUGE_VAL, fmax(0, more - above) };
	return n;
}

void part_add_status(struct part *p, enum lp_status status)
{
	p->status = arena_grow(p->arena, p->status, p->n_status,
			       &p->room_status, sizeof(*p->status));
	p->status[p->n_status++] = status;
}

/* One of a row's slacks is basic: the one that is partly used, else any that
 * is not used up. */
static void add_slacks(struct part *p, int row, int now)
{
	struct slack list[4];
	int n = slacks_of(&p->codes->rows[row], now, list), basic = -1;

	for (int k = 0; k < n; k++)
		if (list[k].amount < list[k].room &&
		    (basic < 0 || list[k].amount > 0))
			basic = k;
	p->slack[row] = lp_columns(p->lp);
	for (int k = 0; k < n; k++) {
		bool full = list[k].amount >= list[k].room;
		part_add_status(p, k == basic ? LP_BASIC
				   : full     ? LP_AT_UPPER
					      : LP_AT_LOWER);
		lp_add_column(p->lp, list[k].cost, 0, list[k].room, 1,
			      &p->lp_row[row], &list[k].sign);
	}
}

void part_add_rows(struct part *p, const int *closed)
{
	struct codes *c = p->codes;

	for (int r = 0; r < c->n_rows; r++) {
		p->want[r] = c->rows[r].want - closed[r];
		if (part_has_row(p, r))
			p->lp_row[r] =
				lp_add_row(p->lp, p->want[r], p->want[r]);
		else
			p->base += heads_row_cost(c->heads, r, closed[r]);
	}
	for (int r = 0; r < c->n_rows; r++)
		if (part_has_row(p, r))
			add_slacks(p, r, c->heads_of[r]);
	for (int s = 0; s < p->n; s++)
		p->convexity[s] = lp_add_row(p->lp, 1, 1);
	p->first = lp_columns(p->lp);
}

void part_shake(const struct part *p, double size)
{
	for (int r = 0; r < p->codes->n_rows; r++) {
		struct slack list[4];
		if (!part_has_row(p, r) ||
		    slacks_of(&p->codes->rows[r], 0, list) == 0)
			continue;
		double part = fmod(0.618033988749895 * (r + 1), 1);
		lp_set_bounds(p->lp, p->slack[r], size * (0.5 + part),
			      list[0].room);
	}
}

void part_start(const struct part *p, double *x)
{
	struct codes *c = p->codes;
	int n = 0;

	for (int r = 0; r < c->n_rows; r++) {
		struct slack list[4];
		if (!part_has_row(p, r))
			continue;
		int m = slacks_of(&c->rows[r], c->heads_of[r], list);
		for (int k = 0; k < m; k++)
			x[n++] = list[k].amount;
	}
	for (int k = 0; k < p->n_in; k++)
		x[n++] = p->in[k].column == c->best[p->worker[p->in[k].slot]] &&
			 k < p->n;
}
