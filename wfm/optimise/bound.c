#include "optimise/bound_state.h"

#include <math.h>
#include <string.h>

/* ---- making ---- */

static bool is_flat(const struct option *o)
{
	for (int k = 0; k < o->n_pauses && !o->given; k++)
		if (!duty_pause_is_flat(&o->pauses[k]))
			return false;
	return true;
}

static void mark_used(struct bound *b, const struct menu *m,
		      const struct choice *c)
{
	size_t at = (size_t)c->kind * b->plan->n_options + c->option;
	double rate = is_flat(plan_option(b->plan, c)) ? 0 : m->rate / c->scale;

	if (!b->used[at] || rate < b->rate[at])
		b->rate[at] = rate;
	b->used[at] = true;
}

static void find_used(struct bound *b)
{
	const struct plan *p = b->plan;

	for (int i = 0; i < p->n_workers; i++)
		for (int d = 0; d < p->days; d++) {
			const struct menu *m = &p->workers[i].menu[d];
			for (int k = 0; k < m->n; k++)
				if (m->list[k].kind >= 0)
					mark_used(b, m, &m->list[k]);
		}
}

/* Prices outside the slopes of a curve help nobody. */
static void fence(struct bound *b)
{
	for (int r = 0; r < b->n_rows; r++)
		for (int t = 0; t < b->n; t++) {
			const struct curve *c = &b->plan->req->rows[r].curve[t];
			size_t k = (size_t)r * b->n + t;
			b->least[k] = -fmax(curve_worth(c, 1), 0);
			b->most[k] = c->over;
			b->z[k] = 0.5 * (b->least[k] + b->most[k]);
		}
	size_t first = (size_t)b->n_rows * b->n;
	bound_heads_fence(b->heads, b->least + first, b->most + first);
}

static void count_everybody(struct bound *b)
{
	const struct plan *p = b->plan;

	for (int r = 0; r < b->n_rows; r++) {
		b->everybody[r] = p->n_workers + 1;
		for (int k = 0; k < p->n_kinds; k++) {
			double most = 0;
			for (int t = 0; t < b->n; t++)
				most = fmax(most,
					    p->supply[(size_t)k * b->n + t]);
			b->everybody[r] += most / p->ticks.per;
		}
		for (int i = 0; i < p->n_workers; i++)
			for (int d = 0; d < p->days; d++) {
				const struct menu *m = &p->workers[i].menu[d];
				if (m->n > 0 && m->list[0].scale > 1)
					b->everybody[r] += m->list[0].scale;
			}
	}
}

static void make_threads(struct arena *a, struct bound *b)
{
	const struct plan *p = b->plan;
	int most = 1;

	for (int i = 0; i < p->n_workers; i++) {
		int n = 0;
		for (int d = 0; d < p->days; d++)
			n += p->workers[i].menu[d].n;
		most = n > most ? n : most;
	}
	b->spaces = arena_new(a, struct pricing_space *, b->threads);
	b->costs = arena_new(a, const double **, b->threads);
	b->room = arena_new(a, double *, b->threads);
	for (int k = 0; k < b->threads; k++) {
		b->spaces[k] = pricing_space_new();
		b->costs[k] = arena_new(a, const double *, p->days);
		b->room[k] = arena_new(a, double, most + p->days);
	}
}

static struct weighed *tours_new(struct arena *a, const struct plan *p)
{
	int n = p->n_workers * MINE;
	struct weighed *tours = arena_new(a, struct weighed, n);

	for (int k = 0; k < n; k++)
		tours[k].pick = arena_new(a, int16_t, p->days);
	return tours;
}

struct bound *bound_new(struct arena *a, const struct plan *p,
			struct pricer *const *pricers, int threads)
{
	struct bound *b = arena_new(a, struct bound, 1);
	size_t rows, tours = (size_t)p->n_workers * p->days;

	b->plan = p;
	b->pricers = pricers;
	b->threads = threads > 1 ? threads : 1;
	b->n_rows = p->req->n_rows;
	b->n = p->n;
	b->days = p->days;
	b->heads = bound_heads_new(a, p);
	b->size = (size_t)b->n_rows * b->n + (size_t)bound_heads_rows(b->heads);
	rows = b->size;
	b->fixed_heads = arena_new(a, double, bound_heads_rows(b->heads));
	b->z = arena_new(a, double, rows);
	b->best_z = arena_new(a, double, rows);
	b->least = arena_new(a, double, rows);
	b->most = arena_new(a, double, rows);
	b->grad = arena_new(a, double, rows);
	b->average = arena_new(a, double, rows);
	b->second = arena_new(a, double, rows);
	b->everybody = arena_new(a, double, b->n_rows);
	b->queue_of = arena_new(a, int8_t, (size_t)p->n_kinds * b->n);
	b->prefix = arena_new(a, double, (size_t)p->n_kinds *(p->ticks.n + 1));
	b->value = arena_new(a, double, (size_t)p->n_kinds * p->n_options);
	b->rate = arena_new(a, double, (size_t)p->n_kinds * p->n_options);
	b->used = arena_new(a, bool, (size_t)p->n_kinds * p->n_options);
	b->tour_cost = arena_new(a, double, p->n_workers);
	b->pick = arena_new(a, int16_t, tours);
	b->best = -HUGE_VAL;
	b->step = 0.2;
	find_used(b);
	fence(b);
	count_everybody(b);
	make_threads(a, b);
	b->steps = arena_new(a, double, p->n_workers);
	b->proven = -HUGE_VAL;
	b->alike = alike_new(a, p, pricers);
	b->proven_z = arena_new(a, double, rows);
	b->fixed = arena_new(a, bool, p->n_workers);
	b->supply = arena_copy(a, p->supply, (size_t)p->n_kinds * p->n,
			       sizeof(*b->supply));
	b->mine = tours_new(a, p);
	b->other = tours_new(a, p);
	return b;
}

void bound_close(struct bound *b)
{
	for (int k = 0; b && k < b->threads; k++)
		pricing_space_close(b->spaces[k]);
}

/* A queue's people are worth what the kind that has them least is. */
static double price_of_queue(const struct plan *p, struct crowd *crowd, int q,
			     int t)
{
	double price = -HUGE_VAL;

	for (int k = 0; k < p->n_kinds; k++) {
		double speed = p->kinds[k].speed[q];
		if (speed > 0)
			price = fmax(price, (crowd_up(crowd, k, t) -
					     crowd_down(crowd, k, t)) /
						    (2 * speed));
	}
	return price;
}

void bound_begin(struct bound *b, struct crowd *crowd)
{
	const struct plan *p = b->plan;

	for (int r = 0; r < b->n_rows; r++) {
		int q = p->req->rows[r].queue;
		for (int t = 0; t < b->n; t++) {
			size_t k = (size_t)r * b->n + t;
			double z = q < 0 ? 0 : price_of_queue(p, crowd, q, t);
			b->z[k] = fmin(fmax(z, b->least[k]), b->most[k]);
		}
	}
}

void bound_take(struct bound *b, double value)
{
	size_t size = b->size * sizeof(*b->best_z);

	b->best = value;
	memcpy(b->best_z, b->z, size);
	if (b->fixed_any || value <= b->proven)
		return;
	b->proven = value;
	memcpy(b->proven_z, b->z, size);
}

/* ---- at given prices ---- */

double bound_at(struct bound *b, const double *z, double *work)
{
	size_t first = (size_t)b->n_rows * b->n;

	for (size_t k = 0; k < first; k++)
		b->z[k] = fmin(fmax(z[k], b->least[k]), b->most[k]);
	memcpy(b->z + first, b->best_z + first,
	       (b->size - first) * sizeof(*b->z));
	double value = bound_evaluate(b);
	if (value > b->best)
		bound_take(b, value);
	*work = bound_work(b);
	return value;
}

const double *bound_best(const struct bound *b)
{
	return b->best_z;
}

/* Rounding errors of sums are far below this. */
double bound_value(const struct bound *b)
{
	return b->proven - 1e-9 * fabs(b->proven);
}

const double *bound_prices(const struct bound *b, int kind)
{
	return b->prefix + (size_t)kind * (b->plan->ticks.n + 1);
}

/* ---- a dive ---- */

static void stand(struct bound *b, const struct choice *c, const int16_t *at)
{
	int per = b->plan->ticks.per;

	if (c->kind >= 0)
		duty_heads(plan_option(b->plan, c), at, c->scale * per, per,
			   b->n, b->supply + (size_t)c->kind * b->n);
}

void bound_fix(struct bound *b, int worker, const struct placed *days,
	       double cost)
{
	const struct worker *w = &b->plan->workers[worker];

	b->fixed[worker] = b->fixed_any = true;
	b->fixed_cost += cost;
	for (int d = 0; d < b->days; d++) {
		bound_heads_add(b->heads, worker, d, days[d].option,
				b->fixed_heads);
		if (days[d].option != DUTY_OFF)
			stand(b, &w->menu[d].list[days[d].option], days[d].at);
	}
}

bool bound_is_fixed(const struct bound *b, int worker)
{
	return b->fixed[worker];
}

double bound_least(const struct bound *b, int worker)
{
	return b->tour_cost[worker];
}

static double day_cost_at(const struct bound *b, const struct menu *m,
			  const struct placed *day)
{
	struct piece pieces[DUTY_PIECES];
	double cost;

	if (day->option == DUTY_OFF)
		return m->off_cost;
	const struct choice *c = &m->list[day->option];
	const struct option *o = plan_option(b->plan, c);
	cost = c->cost;
	if (!o->given)
		cost += m->rate * (duty_pay(o, day->at) - o->least_pay);
	if (c->kind < 0 || o->idle)
		return cost;
	const double *prefix = bound_prices(b, c->kind);
	int n = duty_pieces(o, day->at, pieces);
	for (int k = 0; k < n; k++)
		cost += c->scale *
			(prefix[pieces[k].until] - prefix[pieces[k].from]);
	return cost;
}

static double heads_of(const struct bound *b, int worker,
		       const struct placed *days)
{
	double sum = 0;

	for (int d = 0; d < b->days; d++)
		sum += bound_heads_price(b->heads, bound_head_prices(b), worker,
					 d, days[d].option);
	return sum;
}

double bound_cost_at(const struct bound *b, int worker,
		     const struct placed *days)
{
	const struct worker *w = &b->plan->workers[worker];
	double cost = 0;

	for (int d = 0; d < b->days; d++)
		cost += day_cost_at(b, &w->menu[d], &days[d]);
	return cost + heads_of(b, worker, days);
}

void bound_release(struct bound *b)
{
	const struct plan *p = b->plan;

	memcpy(b->supply, p->supply,
	       (size_t)p->n_kinds * b->n * sizeof(*b->supply));
	memset(b->fixed, 0, (size_t)p->n_workers * sizeof(*b->fixed));
	memset(b->fixed_heads, 0,
	       (size_t)bound_heads_rows(b->heads) * sizeof(*b->fixed_heads));
	b->fixed_cost = 0;
	b->fixed_any = false;
	memcpy(b->best_z, b->proven_z, b->size * sizeof(*b->best_z));
	b->best = b->proven;
}
