#include "optimise/hall.h"

#include <math.h>

enum { KINDS = 64 }; /* of a part, at most */

/* ---- what fits ---- */

static uint64_t queues_of_part(const struct plan *p, const struct share *s,
			       int part)
{
	uint64_t queues = 0;
	int n;
	const int *kinds = share_kinds(s, part, &n);

	for (int k = 0; k < n; k++)
		queues |= p->kinds[kinds[k]].queues;
	return queues;
}

/* Rows of the requirement that these queues serve; one of them. */
static int count_rows(const struct plan *p, uint64_t queues, int *row)
{
	int n = 0;

	for (int r = 0; r < p->req->n_rows; r++)
		if (p->req->rows[r].queues & queues) {
			*row = r;
			n++;
		}
	return n;
}

/* The one speed of a kind on all its queues, -1: there are several. */
static double speed_of(const struct plan *p, int kind)
{
	const struct kind *k = &p->kinds[kind];
	double speed = 0;

	for (int q = 0; q < p->period->site->n_queues; q++) {
		if (!(k->queues >> q & 1))
			continue;
		if (speed > 0 && k->speed[q] != speed)
			return -1;
		speed = k->speed[q];
	}
	return speed;
}

/* Everybody serves one row, at a speed of his own: nobody is divided. */
static bool is_single(const struct plan *p, const struct share *s, int part)
{
	int n, row;
	const int *kinds = share_kinds(s, part, &n);

	for (int k = 0; k < n; k++)
		if (count_rows(p, p->kinds[kinds[k]].queues, &row) != 1 ||
		    speed_of(p, kinds[k]) < 0)
			return false;
	return true;
}

/* Rows are single queues, one each, all served at one speed. */
static bool is_divided(const struct plan *p, const struct share *s, int part)
{
	uint64_t queues = queues_of_part(p, s, part), seen = 0;
	int n;

	share_kinds(s, part, &n);
	for (int r = 0; r < p->req->n_rows; r++) {
		uint64_t row = p->req->rows[r].queues;
		if (!(row & queues))
			continue;
		if ((row & (row - 1)) || (row & seen))
			return false;
		seen |= row;
	}
	return seen == queues && n <= KINDS && share_is_even(s, part);
}

bool hall_fits(const struct plan *p, const struct share *s)
{
	for (int part = 0; part < share_parts(s); part++)
		if (!is_single(p, s, part) && !is_divided(p, s, part))
			return false;
	return p->n_kinds > 0;
}

/* ---- sets ---- */

/* Heads that stand in interval t, of kinds that meet the set. */
static double standing(const struct hall *h, const struct hall_set *s, int t)
{
	const struct plan *p = h->plan;
	double heads = 0;

	for (int k = 0; k < p->n_kinds; k++)
		if (hall_meets(s, p->kinds[k].queues))
			heads += h->factor[k] * h->there[(size_t)k * p->n + t];
	return heads;
}

struct hall_set *hall_add(struct hall *h, uint64_t queues, bool whole,
			  const bool *has)
{
	struct hall_set s = { .queues = queues, .whole = whole };
	int n = h->plan->n;
	double before = 0;

	s.before = arena_new(h->arena, int, n + 1);
	s.less = arena_new(h->arena, double, n);
	for (int t = 0; t < n; t++) {
		s.before[t + 1] = s.rows + has[t];
		if (!has[t])
			continue;
		double now = standing(h, &s, t);
		s.less[s.rows++] = before - now;
		before = now;
	}
	h->sets =
		arena_grow(h->arena, h->sets, h->n, &h->room, sizeof(*h->sets));
	h->sets[h->n] = s;
	return &h->sets[h->n++];
}

/* A part's queues together, or each row of the requirement alone. */
static void add_part(struct hall *h, int part)
{
	const struct plan *p = h->plan;
	uint64_t queues = queues_of_part(p, h->share, part);
	int row;

	if (!is_single(p, h->share, part)) {
		h->is_divided = true;
		hall_add(h, queues, true, h->reached);
		return;
	}
	while (count_rows(p, queues, &row) > 0) {
		hall_add(h, p->req->rows[row].queues, true, h->reached);
		queues &= ~p->req->rows[row].queues;
	}
}

struct hall hall_new(struct arena *a, const struct plan *p,
		     const struct share *s, const bool *reached,
		     const double *there)
{
	struct hall h = {
		.arena = a, .plan = p, .share = s, .reached = reached
	};

	h.there =
		arena_copy(a, there, (size_t)p->n_kinds * p->n, sizeof(*there));
	h.factor = arena_new(a, double, p->n_kinds);
	for (int k = 0; k < p->n_kinds; k++)
		h.factor[k] = speed_of(p, k);
	for (int part = 0; part < share_parts(s); part++)
		add_part(&h, part);
	return h;
}

/* ---- heads ---- */

static void divide_part(const struct hall *h, int part, int t,
			const double *there, double *heads)
{
	const struct plan *p = h->plan;
	double ticks[KINDS], x[SITE_MAX_QUEUES] = { 0 };
	int n;
	const int *kinds = share_kinds(h->share, part, &n);

	for (int k = 0; k < n; k++)
		ticks[k] = there[(size_t)kinds[k] * p->n + t] * p->ticks.per;
	share_divide(h->share, part, t, ticks, x);
	for (int r = 0; r < p->req->n_rows; r++)
		if (p->req->rows[r].queue >= 0)
			heads[(size_t)r * p->n + t] += x[p->req->rows[r].queue];
}

/* Heads of a kind on the one row that it serves. */
static void add_kind(const struct hall *h, int kind, const double *there,
		     double *heads)
{
	const struct plan *p = h->plan;
	int row;

	if (count_rows(p, p->kinds[kind].queues, &row) == 0)
		return;
	for (int t = 0; t < p->n; t++)
		heads[(size_t)row * p->n + t] +=
			h->factor[kind] * there[(size_t)kind * p->n + t];
}

double *hall_divide(const struct hall *h, const double *there)
{
	const struct plan *p = h->plan;
	double *heads =
		arena_new(h->arena, double, (size_t)p->req->n_rows * p->n);

	for (int part = 0; part < share_parts(h->share); part++) {
		int n;
		const int *kinds = share_kinds(h->share, part, &n);
		bool single = is_single(p, h->share, part);
		for (int k = 0; single && k < n; k++)
			add_kind(h, kinds[k], there, heads);
		for (int t = 0; !single && t < p->n; t++)
			divide_part(h, part, t, there, heads);
	}
	return heads;
}

bool hall_serves(const struct hall *h, int row)
{
	for (int k = 0; k < h->n; k++)
		if (hall_meets(&h->sets[k], h->plan->req->rows[row].queues))
			return true;
	return false;
}

/* ---- prices ---- */

static double price_at(const struct hall_set *s, const struct lp *lp, int t)
{
	int row = s->before[t];

	if (!hall_has(s, t))
		return 0;
	return (row + 1 < s->rows ? lp_price(lp, s->first + row + 1) : 0) -
	       lp_price(lp, s->first + row);
}

double hall_price(const struct hall *h, const struct lp *lp, int kind, int t)
{
	uint64_t queues = h->plan->kinds[kind].queues;
	double price = 0;

	for (int k = 0; k < h->n; k++)
		if (hall_meets(&h->sets[k], queues))
			price += price_at(&h->sets[k], lp, t);
	return price * h->factor[kind];
}
