#include "optimise/bound_state.h"

#include <math.h>
#include <string.h>

#include "base/pool.h"

/* w_kt: the cheapest queue of a kind; its price per whole interval. */
static double price_of_kind(const struct bound *b, int kind, int t,
			    int8_t *queue)
{
	const struct plan *p = b->plan;
	double best = HUGE_VAL;

	for (int q = 0; q < p->period->site->n_queues; q++) {
		double sum = 0;
		if (p->kinds[kind].speed[q] <= 0)
			continue;
		for (int r = 0; r < b->n_rows; r++)
			if (p->req->rows[r].queues >> q & 1)
				sum += b->z[(size_t)r * b->n + t];
		sum *= p->kinds[kind].speed[q];
		if (sum < best) {
			best = sum;
			*queue = (int8_t)q;
		}
	}
	return best;
}

/* Prefix sums of w over ticks; returns what standing supply costs. */
static double price_kind(struct bound *b, int kind)
{
	const struct plan *p = b->plan;
	double *prefix = b->prefix + (size_t)kind * (p->ticks.n + 1);
	double stands = 0;
	int per = p->ticks.per;

	for (int t = 0; t * per < p->ticks.n; t++) {
		double w = 0;
		if (t < b->n) {
			size_t at = (size_t)kind * b->n + t;
			w = price_of_kind(b, kind, t, &b->queue_of[at]) / per;
			stands += b->supply[at] * w;
		}
		for (int k = 0; k < per; k++)
			prefix[t * per + k + 1] = prefix[t * per + k] + w;
	}
	return stands;
}

/* Presence, and what breaks make of the pay beyond the least. */
static double value_of(const struct option *o, const double *prefix,
		       double rate)
{
	return duty_value(o, prefix, rate, NULL) +
	       rate * (o->pay - o->least_pay);
}

enum { BLOCK = 256 };

static void value_block(void *ctx, int task, int worker)
{
	struct bound *b = ctx;
	const struct plan *p = b->plan;
	int blocks = (p->n_options + BLOCK - 1) / BLOCK;
	int kind = task / blocks, from = task % blocks * BLOCK;
	const double *prefix = b->prefix + (size_t)kind * (p->ticks.n + 1);

	(void)worker;
	for (int o = from; o < from + BLOCK && o < p->n_options; o++) {
		size_t at = (size_t)kind * p->n_options + o;
		if (b->used[at])
			b->value[at] =
				value_of(&p->options[o], prefix, b->rate[at]);
	}
}

double bound_option(const struct bound *b, int kind, int option)
{
	return b->value[(size_t)kind * b->plan->n_options + option];
}

static void price_worker(void *ctx, int i, int thread)
{
	struct bound *b = ctx;
	const struct plan *p = b->plan;
	const struct worker *w = &p->workers[i];
	double *room = b->room[thread];
	double *off = room;

	b->tour_cost[i] = 0;
	b->steps[i] = 0;
	if (!w->planned || b->fixed[i])
		return;
	room += p->days;
	for (int d = 0; d < p->days; d++) {
		const struct menu *m = &w->menu[d];
		b->costs[thread][d] = room;
		off[d] = m->off_cost;
		for (int k = 0; k < m->n; k++) {
			const struct choice *c = &m->list[k];
			room[k] = c->cost;
			if (c->kind >= 0)
				room[k] += c->scale *
					   bound_option(b, c->kind, c->option);
			room[k] += bound_heads_price(
				b->heads, bound_head_prices(b), i, d, k);
		}
		room += m->n;
	}
	b->tour_cost[i] =
		pricer_best(b->pricers[i], b->spaces[thread], b->costs[thread],
			    off, b->pick + (size_t)i * b->days,
			    b->alike ? alike_loads(b->alike, i) : NULL);
	b->steps[i] = pricing_steps(b->spaces[thread]);
}

/* min f(x) - z x over 0 <= x <= everybody; x is subtracted from grad. */
static double row_least(const struct curve *c, double z, double everybody,
			double *grad)
{
	double x = 0;

	if (c->first > 0 && -c->under < z)
		x = c->first;
	if (c->first == 0 || x > 0)
		for (int k = 0; k < c->n && -c->worth[k] < z; k++)
			x = c->first + k + 1;
	if (x >= c->first + c->n && c->over < z)
		x = everybody;
	x = fmin(x, everybody);
	*grad -= x;
	return curve_cost(c, x) - z * x;
}

static void add_people(struct bound *b, int kind, int t, double heads)
{
	const struct plan *p = b->plan;
	int q = b->queue_of[(size_t)kind * b->n + t];

	for (int r = 0; r < b->n_rows; r++)
		if (p->req->rows[r].queues >> q & 1)
			b->grad[(size_t)r * b->n + t] +=
				heads * p->kinds[kind].speed[q];
}

static void add_duty(struct bound *b, const struct choice *c)
{
	const struct plan *p = b->plan;
	const struct option *o = plan_option(p, c);
	struct piece pieces[DUTY_PIECES];
	int16_t at[DUTY_PAUSES];
	int per = p->ticks.per;

	if (c->kind < 0 || o->idle)
		return;
	duty_value(o, bound_prices(b, c->kind),
		   b->rate[(size_t)c->kind * p->n_options + c->option], at);
	int n = duty_pieces(o, at, pieces);
	for (int k = 0; k < n; k++)
		for (int f = pieces[k].from; f < pieces[k].until;) {
			int t = f / per, end = (t + 1) * per;
			if (t >= b->n)
				break;
			if (end > pieces[k].until)
				end = pieces[k].until;
			add_people(b, c->kind, t, c->scale * (end - f) / per);
			f = end;
		}
}

static void add_tours(struct bound *b)
{
	const struct plan *p = b->plan;

	for (int i = 0; i < p->n_workers; i++) {
		if (!p->workers[i].planned || b->fixed[i] ||
		    b->tour_cost[i] == HUGE_VAL)
			continue;
		for (int d = 0; d < b->days; d++) {
			int pick = b->pick[(size_t)i * b->days + d];
			if (pick != DUTY_OFF)
				add_duty(b, &p->workers[i].menu[d].list[pick]);
			bound_heads_add(b->heads, i, d, pick,
					b->grad + (size_t)b->n_rows * b->n);
		}
	}
	for (int k = 0; k < p->n_kinds; k++)
		for (int t = 0; t < b->n; t++) {
			double s = b->supply[(size_t)k * b->n + t];
			if (s != 0)
				add_people(b, k, t, s / p->ticks.per);
		}
}

/* Of all workers' tours; weekends alike at the best common numbers. */
static double tours_cost(const struct bound *b)
{
	double sum = 0;

	if (b->alike)
		return alike_least(b->alike, b->tour_cost, b->fixed);
	for (int i = 0; i < b->plan->n_workers; i++)
		if (b->tour_cost[i] < HUGE_VAL)
			sum += b->tour_cost[i];
	return sum;
}

/* The rows of heads, those of fixed people counted. */
static double heads_least(struct bound *b)
{
	const double *z = bound_head_prices(b);
	double *grad = b->grad + (size_t)b->n_rows * b->n;
	double sum = bound_heads_least(b->heads, z, grad);

	for (int r = 0; r < bound_heads_rows(b->heads); r++) {
		sum += z[r] * b->fixed_heads[r];
		grad[r] += b->fixed_heads[r];
	}
	return sum;
}

double bound_evaluate(struct bound *b)
{
	const struct plan *p = b->plan;
	int blocks = (p->n_options + BLOCK - 1) / BLOCK;
	double sum = b->fixed_cost;

	for (int k = 0; k < p->n_kinds; k++)
		sum += price_kind(b, k);
	pool_run(b->threads, blocks * p->n_kinds, value_block, b);
	pool_run(b->threads, p->n_workers, price_worker, b);
	sum += tours_cost(b);
	memset(b->grad, 0, b->size * sizeof(*b->grad));
	for (int r = 0; r < b->n_rows; r++)
		for (int t = 0; t < b->n; t++) {
			size_t k = (size_t)r * b->n + t;
			sum += row_least(&p->req->rows[r].curve[t], b->z[k],
					 b->everybody[r], &b->grad[k]);
		}
	sum += heads_least(b);
	add_tours(b);
	return sum;
}

double bound_work(const struct bound *b)
{
	double steps = 20.0 * b->n_rows * b->n;

	for (size_t k = 0; k < (size_t)b->plan->n_kinds * b->plan->n_options;
	     k++)
		steps += b->used[k] ? 40 : 0;
	for (int i = 0; i < b->plan->n_workers; i++)
		steps += b->steps[i];
	return steps / 1e6;
}
