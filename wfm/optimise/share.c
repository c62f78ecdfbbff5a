#include "optimise/share.h"

#include <assert.h>
#include <math.h>

#include "maths/allotment.h"

enum { PART_QUEUES = 10 }; /* queues joined by skills, at most */

struct part {
	int queues[PART_QUEUES], n_queues;
	const int *rows[PART_QUEUES]; /* rows of one queue alone */
	int n_rows[PART_QUEUES];
	const int *pools; /* rows over several of these queues */
	int n_pools;
	int *kinds; /* [n_kinds] */
	int n_kinds;
	const unsigned *meets; /* [n_kinds] its queues, as bits of the part */
	bool even; /* one speed each, no pool of some queues only: greedy */
	/* else the general problem, its amounts and curves filled each time */
	struct allotment_problem problem;
	struct allotment *space;
	double *amount, *given;
	const struct curve **curves;
	int *all_rows; /* [problem.n_rows] */
};

struct share {
	const struct plan *plan;
	struct part *parts;
	int n_parts;
	int *part_of_kind;
	const double **at; /* [n_rows * n] cost at first, .. first + n heads */
	double hopeless;
};

/* curve_cost, looked up. */
static double row_cost(const struct share *s, int row, int t, double x)
{
	const struct curve *c = &s->plan->req->rows[row].curve[t];
	const double *at = s->at[(size_t)row * s->plan->n + t];
	double k = x - c->first;

	if (k <= 0)
		return at[0] - c->under * k;
	if (k >= c->n)
		return at[c->n] + c->over * (k - c->n);
	return at[(int)k] - c->worth[(int)k] * (k - (int)k);
}

/* ---- parts ---- */

/* Grows a set of queues until no kind joins it to others. */
static uint64_t closure(const struct plan *p, uint64_t set)
{
	uint64_t before;

	do {
		before = set;
		for (int k = 0; k < p->n_kinds; k++)
			if (p->kinds[k].queues & set)
				set |= p->kinds[k].queues;
	} while (set != before);
	return set;
}

static int *rows_where(struct arena *a, const struct requirement *req,
		       uint64_t set, bool pools, int *n)
{
	int *rows = arena_new(a, int, req->n_rows);

	*n = 0;
	for (int r = 0; r < req->n_rows; r++) {
		bool one =
			(req->rows[r].queues & (req->rows[r].queues - 1)) == 0;
		if (pools ? !one && (req->rows[r].queues & set)
			  : req->rows[r].queues == set)
			rows[(*n)++] = r;
	}
	return rows;
}

static bool is_even(const struct plan *p, const struct part *part, uint64_t set)
{
	for (int k = 0; k < part->n_kinds; k++)
		for (int j = 0; j < part->n_queues; j++) {
			double speed =
				p->kinds[part->kinds[k]].speed[part->queues[j]];
			if (speed > 0 && speed < 1)
				return false;
		}
	for (int r = 0; r < part->n_pools; r++)
		if ((p->req->rows[part->pools[r]].queues & set) != set)
			return false;
	return true;
}

/* Rows of the part that hold a queue, by their number in all_rows. */
static int *rows_with(struct arena *a, const struct plan *p,
		      const struct part *part, int queue, int *n)
{
	int *rows = arena_new(a, int, part->problem.n_rows);

	*n = 0;
	for (int r = 0; r < part->problem.n_rows; r++)
		if (p->req->rows[part->all_rows[r]].queues >> queue & 1)
			rows[(*n)++] = r;
	return rows;
}

static void fill_general(struct arena *a, const struct plan *p,
			 struct part *part, uint64_t set)
{
	struct allotment_option *options = arena_new(
		a, struct allotment_option, part->n_kinds * part->n_queues);
	int *first = arena_new(a, int, part->n_kinds + 1), n = 0;

	part->all_rows = arena_new(a, int, p->req->n_rows);
	for (int r = 0; r < p->req->n_rows; r++)
		if (p->req->rows[r].queues & set)
			part->all_rows[part->problem.n_rows++] = r;
	for (int k = 0; k < part->n_kinds; k++) {
		for (int j = 0; j < part->n_queues; j++) {
			int q = part->queues[j];
			double speed = p->kinds[part->kinds[k]].speed[q];
			if (speed <= 0)
				continue;
			options[n].speed = speed;
			options[n].rows =
				rows_with(a, p, part, q, &options[n].n_rows);
			n++;
		}
		first[k + 1] = n;
	}
	part->amount = arena_new(a, double, part->n_kinds);
	part->given = arena_new(a, double, part->problem.n_rows);
	part->curves = arena_new(a, const struct curve *, part->problem.n_rows);
	part->problem.n_groups = part->n_kinds;
	part->problem.amount = part->amount;
	part->problem.first = first;
	part->problem.options = options;
	part->problem.curves = part->curves;
	part->space = allotment_new(a, part->n_kinds, part->problem.n_rows, n);
}

static void fill_part(struct arena *a, struct share *s, struct part *part,
		      uint64_t set)
{
	const struct plan *p = s->plan;
	unsigned *meets = arena_new(a, unsigned, p->n_kinds);

	part->kinds = arena_new(a, int, p->n_kinds);
	for (int q = 0; q < SITE_MAX_QUEUES && part->n_queues < PART_QUEUES;
	     q++)
		if (set >> q & 1) {
			int j = part->n_queues++;
			part->queues[j] = q;
			part->rows[j] = rows_where(a, p->req, (uint64_t)1 << q,
						   false, &part->n_rows[j]);
		}
	part->pools = rows_where(a, p->req, set, true, &part->n_pools);
	for (int k = 0; k < p->n_kinds; k++) {
		if (!(p->kinds[k].queues & set))
			continue;
		for (int j = 0; j < part->n_queues; j++)
			if (p->kinds[k].queues >> part->queues[j] & 1)
				meets[part->n_kinds] |= 1u << j;
		s->part_of_kind[k] = s->n_parts;
		part->kinds[part->n_kinds++] = k;
	}
	part->meets = meets;
	part->even = is_even(p, part, set);
	if (!part->even)
		fill_general(a, p, part, set);
}

static const double **tables_new(struct arena *a, const struct plan *p)
{
	size_t rows = (size_t)p->req->n_rows;
	const double **tables = arena_new(a, const double *, rows * p->n);

	for (int r = 0; r < p->req->n_rows; r++)
		for (int t = 0; t < p->n; t++) {
			const struct curve *c = &p->req->rows[r].curve[t];
			double *at = arena_new(a, double, c->n + 1);
			at[0] = curve_cost(c, c->first);
			for (int k = 0; k < c->n; k++)
				at[k + 1] = at[k] - c->worth[k];
			tables[(size_t)r * p->n + t] = at;
		}
	return tables;
}

static double row_without(const struct plan *p, int row)
{
	double cost = 0;

	for (int t = 0; t < p->n; t++)
		cost += curve_cost(&p->req->rows[row].curve[t], 0);
	return cost;
}

struct share *share_new(struct arena *a, const struct plan *p)
{
	struct share *s = arena_new(a, struct share, 1);
	uint64_t done = 0;

	s->plan = p;
	s->parts = arena_new(a, struct part, p->n_kinds);
	s->part_of_kind = arena_new(a, int, p->n_kinds);
	s->at = tables_new(a, p);
	for (int k = 0; k < p->n_kinds; k++) {
		if (p->kinds[k].queues & done)
			continue;
		uint64_t set = closure(p, p->kinds[k].queues);
		fill_part(a, s, &s->parts[s->n_parts], set);
		s->n_parts++;
		done |= set;
	}
	for (int r = 0; r < p->req->n_rows; r++)
		if (!(p->req->rows[r].queues & done))
			s->hopeless += row_without(p, r);
	return s;
}

int share_parts(const struct share *s)
{
	return s->n_parts;
}

int share_part(const struct share *s, int kind)
{
	return s->part_of_kind[kind];
}

const int *share_kinds(const struct share *s, int part, int *n)
{
	*n = s->parts[part].n_kinds;
	return s->parts[part].kinds;
}

bool share_is_plain(const struct share *s, int part)
{
	return s->parts[part].even && s->parts[part].n_queues == 1;
}

bool share_is_even(const struct share *s, int part)
{
	return s->parts[part].even;
}

double share_hopeless(const struct share *s)
{
	return s->hopeless;
}

/* ---- the greedy division ---- */

static double slope_at(const struct curve *c, double x, double *until)
{
	double k = floor(x + 1e-9);

	if (k < c->first) {
		*until = c->first;
		return -c->under;
	}
	if (k < c->first + c->n) {
		*until = k + 1;
		return -c->worth[(int)k - c->first];
	}
	*until = HUGE_VAL;
	return c->over;
}

/* Slope of all rows of queue j at x, and where it changes next. */
static double queue_slope(const struct share *s, const struct part *part, int j,
			  int t, double x, double *until)
{
	double slope = 0;

	*until = HUGE_VAL;
	for (int r = 0; r < part->n_rows[j]; r++) {
		double next;
		slope +=
			slope_at(&s->plan->req->rows[part->rows[j][r]].curve[t],
				 x, &next);
		*until = fmin(*until, next);
	}
	return slope;
}

/* People whose kind meets a set, for all sets of the part's queues. */
static void fill_ranks(const struct part *part, const double *heads, double per,
		       double *left)
{
	for (unsigned set = 0; set < 1u << part->n_queues; set++) {
		left[set] = 0;
		for (int k = 0; k < part->n_kinds; k++)
			if (part->meets[k] & set)
				left[set] += heads[k] / per;
	}
}

static double room_of(const double *left, int n_queues, int j)
{
	double room = HUGE_VAL;

	for (unsigned set = 1; set < 1u << n_queues; set++)
		if (set >> j & 1)
			room = fmin(room, left[set]);
	return room;
}

struct next {
	int queue; /* of the part, -1: all is divided */
	double slope, step;
};

static struct next next_queue(const struct share *s, const struct part *part,
			      int t, const double *x, const double *left)
{
	struct next next = { -1, HUGE_VAL, 0 };

	for (int j = 0; j < part->n_queues; j++) {
		double until, slope = queue_slope(s, part, j, t, x[j], &until);
		if (slope >= next.slope)
			continue;
		double room = room_of(left, part->n_queues, j);
		if (room > 1e-9)
			next = (struct next){ j, slope,
					      fmin(room, until - x[j]) };
	}
	return next;
}

static double rows_at(const struct share *s, const struct part *part, int j,
		      int t, double x)
{
	double cost = 0;

	for (int r = 0; r < part->n_rows[j]; r++)
		cost += row_cost(s, part->rows[j][r], t, x);
	return cost;
}

static double pools_at(const struct share *s, const struct part *part, int t,
		       const double *x)
{
	double cost = 0;

	for (int r = 0; r < part->n_pools; r++) {
		uint64_t queues = s->plan->req->rows[part->pools[r]].queues;
		double sum = 0;
		for (int j = 0; j < part->n_queues; j++)
			if (queues >> part->queues[j] & 1)
				sum += x[j];
		cost += row_cost(s, part->pools[r], t, sum);
	}
	return cost;
}

static double general_cost(const struct share *s, const struct part *part,
			   int t, const double *heads)
{
	const struct requirement *req = s->plan->req;

	for (int k = 0; k < part->n_kinds; k++)
		part->amount[k] = fmax(0, heads[k]) / s->plan->ticks.per;
	for (int r = 0; r < part->problem.n_rows; r++)
		part->curves[r] = &req->rows[part->all_rows[r]].curve[t];
	return allotment_solve(part->space, &part->problem, part->given);
}

static int lowest_bit(unsigned set)
{
	int j = 0;

	while (!(set >> j & 1))
		j++;
	return j;
}

/* Everybody there serves one queue alone. */
static bool is_divided(const struct part *part, const double *heads)
{
	for (int k = 0; k < part->n_kinds; k++)
		if (heads[k] > 0 && (part->meets[k] & (part->meets[k] - 1)))
			return false;
	return true;
}

/* People on each queue of an even part. */
static void divide(const struct share *s, const struct part *part, int t,
		   const double *heads, double *x)
{
	double per = s->plan->ticks.per, left[1 << PART_QUEUES];

	if (part->n_queues == 1) {
		for (int k = 0; k < part->n_kinds; k++)
			x[0] += heads[k] / per;
		return;
	}
	if (is_divided(part, heads)) {
		for (int k = 0; k < part->n_kinds; k++)
			if (heads[k] > 0)
				x[lowest_bit(part->meets[k])] += heads[k] / per;
		return;
	}
	fill_ranks(part, heads, per, left);
	for (struct next n; (n = next_queue(s, part, t, x, left)).queue >= 0;) {
		x[n.queue] += n.step;
		for (unsigned set = 1; set < 1u << part->n_queues; set++)
			if (set >> n.queue & 1)
				left[set] -= n.step;
	}
}

void share_divide(const struct share *s, int part_no, int t,
		  const double *heads, double *x)
{
	const struct part *part = &s->parts[part_no];
	double amount[PART_QUEUES] = { 0 };

	assert(part->even);
	divide(s, part, t, heads, amount);
	for (int j = 0; j < part->n_queues; j++)
		x[part->queues[j]] = amount[j];
}

double share_cost(const struct share *s, int part_no, int t,
		  const double *heads)
{
	const struct part *part = &s->parts[part_no];
	double x[PART_QUEUES] = { 0 }, cost = 0;

	if (!part->even)
		return general_cost(s, part, t, heads);
	divide(s, part, t, heads, x);
	for (int j = 0; j < part->n_queues; j++)
		cost += rows_at(s, part, j, t, x[j]);
	return part->n_queues == 1 ? cost : cost + pools_at(s, part, t, x);
}
