#include "optimise/bound.h"

#include <math.h>
#include <string.h>

#include "base/pool.h"
#include "optimise/alike.h"

enum {
	PATIENCE = 20, /* steps without progress before they get shorter */
	MINE = 10      /* tours of one worker that are kept with weights */
};

/* A tour and its part in the average of all steps. */
struct weighed {
	int16_t *pick; /* [days] */
	double weight;
};

struct bound {
	const struct plan *plan;
	struct pricer *const *pricers;
	struct pricing_space **spaces; /* [threads] */
	const double ***costs;	       /* [threads][days] into room */
	double **room;		       /* [threads] */
	int threads, n_rows, n, days;
	double *z, *best_z;	/* [n_rows * n] */
	double *least, *most;	/* where z may lie */
	double *everybody;	/* [n_rows] */
	double *grad, *average; /* [n_rows * n] */
	int8_t *queue_of;	/* [n_kinds * n] cheapest queue */
	double *prefix;		/* [n_kinds * (ticks + 1)] */
	double *value;		/* [n_kinds * n_options] */
	bool *used;		/* [n_kinds * n_options] */
	double *tour_cost;	/* [n_workers] */
	int16_t *pick;		/* [n_workers * days] */
	double *steps;		/* [n_workers] of the last pricing */
	struct weighed *mine;	/* [n_workers * MINE] */
	double *supply;		/* [n_kinds * n] what stands, and fixed */
	bool *fixed, fixed_any; /* [n_workers] for a dive */
	double fixed_cost;
	double best, step;
	struct alike *alike; /* sharing of weekends, NULL: none asked */
	double proven;	     /* with nobody fixed */
	double *proven_z;
};

/* ---- making ---- */

static void mark_used(struct bound *b)
{
	const struct plan *p = b->plan;

	for (int i = 0; i < p->n_workers; i++)
		for (int d = 0; d < p->days; d++) {
			const struct menu *m = &p->workers[i].menu[d];
			for (int k = 0; k < m->n; k++)
				if (m->list[k].kind >= 0)
					b->used[(size_t)m->list[k].kind *
							p->n_options +
						m->list[k].option] = true;
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
	rows = (size_t)b->n_rows * b->n;
	b->z = arena_new(a, double, rows);
	b->best_z = arena_new(a, double, rows);
	b->least = arena_new(a, double, rows);
	b->most = arena_new(a, double, rows);
	b->grad = arena_new(a, double, rows);
	b->average = arena_new(a, double, rows);
	b->everybody = arena_new(a, double, b->n_rows);
	b->queue_of = arena_new(a, int8_t, (size_t)p->n_kinds * b->n);
	b->prefix = arena_new(a, double, (size_t)p->n_kinds *(p->ticks.n + 1));
	b->value = arena_new(a, double, (size_t)p->n_kinds * p->n_options);
	b->used = arena_new(a, bool, (size_t)p->n_kinds * p->n_options);
	b->tour_cost = arena_new(a, double, p->n_workers);
	b->pick = arena_new(a, int16_t, tours);
	b->best = -HUGE_VAL;
	b->step = 0.2;
	mark_used(b);
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
	b->mine = arena_new(a, struct weighed, (size_t)p->n_workers * MINE);
	for (int k = 0; k < p->n_workers * MINE; k++)
		b->mine[k].pick = arena_new(a, int16_t, p->days);
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

/* ---- L(z) ---- */

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
				duty_value(&p->options[o], prefix, 0, NULL);
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
	duty_value(o, b->prefix + (size_t)c->kind * (p->ticks.n + 1), 0, at);
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

/* L(z), its subgradient and the tours that attain it. */
static double evaluate(struct bound *b)
{
	const struct plan *p = b->plan;
	int blocks = (p->n_options + BLOCK - 1) / BLOCK;
	double sum = b->fixed_cost;

	for (int k = 0; k < p->n_kinds; k++)
		sum += price_kind(b, k);
	pool_run(b->threads, blocks * p->n_kinds, value_block, b);
	pool_run(b->threads, p->n_workers, price_worker, b);
	sum += tours_cost(b);
	memset(b->grad, 0, (size_t)b->n_rows * b->n * sizeof(*b->grad));
	for (int r = 0; r < b->n_rows; r++)
		for (int t = 0; t < b->n; t++) {
			size_t k = (size_t)r * b->n + t;
			sum += row_least(&p->req->rows[r].curve[t], b->z[k],
					 b->everybody[r], &b->grad[k]);
		}
	add_tours(b);
	return sum;
}

/* ---- the climb ---- */

static double square(const double *x, size_t n)
{
	double sum = 0;

	for (size_t k = 0; k < n; k++)
		sum += x[k] * x[k];
	return sum;
}

static double product(const double *x, const double *y, size_t n)
{
	double sum = 0;

	for (size_t k = 0; k < n; k++)
		sum += x[k] * y[k];
	return sum;
}

static void step_from_best(struct bound *b, double length)
{
	for (size_t k = 0; k < (size_t)b->n_rows * b->n; k++) {
		double z = b->best_z[k] + length * b->average[k];
		b->z[k] = fmin(fmax(z, b->least[k]), b->most[k]);
	}
}

static void take(struct bound *b, double value)
{
	size_t size = (size_t)b->n_rows * b->n * sizeof(*b->best_z);

	b->best = value;
	memcpy(b->best_z, b->z, size);
	if (b->fixed_any || value <= b->proven)
		return;
	b->proven = value;
	memcpy(b->proven_z, b->z, size);
}

static void mix_in(struct bound *b, double part)
{
	for (size_t k = 0; k < (size_t)b->n_rows * b->n; k++)
		b->average[k] += part * (b->grad[k] - b->average[k]);
}

/* Work units of one evaluation. */
static double work_done(const struct bound *b)
{
	double steps = 20.0 * b->n_rows * b->n;

	for (size_t k = 0; k < (size_t)b->plan->n_kinds * b->plan->n_options;
	     k++)
		steps += b->used[k] ? 40 : 0;
	for (int i = 0; i < b->plan->n_workers; i++)
		steps += b->steps[i];
	return steps / 1e6;
}

/* ---- tours and their weights ---- */

static struct weighed *same_tour(const struct bound *b, struct weighed *list,
				 const int16_t *pick)
{
	struct weighed *least = &list[0];

	for (int k = 0; k < MINE; k++) {
		if (list[k].weight > 0 &&
		    memcmp(list[k].pick, pick,
			   (size_t)b->days * sizeof(*pick)) == 0)
			return &list[k];
		if (list[k].weight < least->weight)
			least = &list[k];
	}
	memcpy(least->pick, pick, (size_t)b->days * sizeof(*pick));
	least->weight = 0;
	return least;
}

static void weigh(struct bound *b, double part)
{
	for (int i = 0; i < b->plan->n_workers; i++) {
		struct weighed *list = b->mine + (size_t)i * MINE;
		if (b->fixed[i] || !b->plan->workers[i].planned ||
		    b->tour_cost[i] == HUGE_VAL)
			continue;
		for (int k = 0; k < MINE; k++)
			list[k].weight *= 1 - part;
		same_tour(b, list, b->pick + (size_t)i * b->days)->weight +=
			part;
	}
}

const int16_t *bound_heaviest(const struct bound *b, int worker, int rank,
			      double *weight)
{
	const struct weighed *list = b->mine + (size_t)worker * MINE;
	const struct weighed *best = NULL;
	bool used[MINE] = { false };

	for (int r = 0; r <= rank; r++) {
		int at = -1;
		for (int k = 0; k < MINE; k++)
			if (!used[k] && list[k].weight > 0 &&
			    (at < 0 || list[k].weight > list[at].weight))
				at = k;
		if (at < 0)
			return NULL;
		used[at] = true;
		best = &list[at];
	}
	*weight = best->weight;
	return best->pick;
}

struct climb {
	int failed, since; /* steps without progress; since the last mark */
	double mark;
	double part; /* of the new subgradient in the average */
};

/* One step; progress or not. */
static void climb_once(struct bound *b, struct climb *c, double target)
{
	size_t rows = (size_t)b->n_rows * b->n;
	double norm = square(b->average, rows);
	double above = target - b->best;

	if (above < 1e-4 * fabs(target))
		above = 1e-4 * fabs(target);
	step_from_best(b, norm > 0 ? b->step * above / norm : 0);
	double value = evaluate(b);
	double along = product(b->grad, b->average, rows);
	mix_in(b, c->part);
	weigh(b, c->part);
	if (value > b->best) {
		take(b, value);
		c->failed = 0;
		if (along > 0)
			b->step = fmin(b->step * 1.1, 2);
		return;
	}
	if (++c->failed >= PATIENCE) {
		b->step *= 0.66;
		c->failed = 0;
		c->part = fmax(c->part * 0.9, 0.02);
	}
}

double bound_climb(struct bound *b, double target, struct effort *effort,
		   double share)
{
	struct climb c = { .part = 0.1 };
	size_t rows = (size_t)b->n_rows * b->n;

	if (b->best == -HUGE_VAL) {
		take(b, evaluate(b));
		memcpy(b->average, b->grad, rows * sizeof(*b->average));
		weigh(b, 1);
	}
	c.mark = b->best;
	while (!effort_is_over(effort, share)) {
		climb_once(b, &c, target);
		effort->bound = fmax(effort->bound, b->best);
		if (effort_spend(effort, work_done(b)))
			break;
		if (++c.since < 100)
			continue;
		effort_tell(effort, "prices");
		if (b->best - c.mark <
		    2e-5 * fabs(target - b->best) + 1e-7 * fabs(target))
			break;
		c.mark = b->best;
		c.since = 0;
	}
	return bound_value(b);
}

/* ---- for the master problem ---- */

double bound_at(struct bound *b, const double *z, double *work)
{
	for (size_t k = 0; k < (size_t)b->n_rows * b->n; k++)
		b->z[k] = fmin(fmax(z[k], b->least[k]), b->most[k]);
	double value = evaluate(b);
	if (value > b->best)
		take(b, value);
	*work = work_done(b);
	return value;
}

const double *bound_best(const struct bound *b)
{
	return b->best_z;
}

const int16_t *bound_tour(const struct bound *b, int worker, double *cost)
{
	const int16_t *pick = b->pick + (size_t)worker * b->days;
	const struct worker *w = &b->plan->workers[worker];

	*cost = b->tour_cost[worker];
	for (int d = 0; d < b->days && *cost < HUGE_VAL; d++) {
		if (pick[d] == DUTY_OFF)
			continue;
		const struct choice *c = &w->menu[d].list[pick[d]];
		if (c->kind >= 0)
			*cost -= c->scale * bound_option(b, c->kind, c->option);
	}
	return pick;
}

double bound_share_price(const struct bound *b, int worker, int n)
{
	const struct pricing_loads *loads =
		b->alike ? alike_loads(b->alike, worker) : NULL;

	return loads && n < PRICING_LOADS ? loads->price[n] : 0;
}

void bound_forget(struct bound *b, int worker)
{
	for (int k = 0; k < MINE; k++)
		b->mine[worker * MINE + k].weight = 0;
}

void bound_weigh(struct bound *b, int worker, const int16_t *pick,
		 double weight)
{
	same_tour(b, b->mine + (size_t)worker * MINE, pick)->weight += weight;
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

bool bound_has_tour(const struct bound *b, int worker)
{
	return b->tour_cost[worker] < HUGE_VAL;
}

/* ---- a dive ---- */

static void stand(struct bound *b, const struct choice *c, const int16_t *at)
{
	struct piece pieces[DUTY_PIECES];
	const struct option *o = plan_option(b->plan, c);
	int per = b->plan->ticks.per;

	if (c->kind < 0 || o->idle)
		return;
	int n = duty_pieces(o, at, pieces);
	for (int k = 0; k < n; k++)
		for (int f = pieces[k].from; f < pieces[k].until; f++)
			if (f / per < b->n)
				b->supply[(size_t)c->kind * b->n + f / per] +=
					c->scale;
}

void bound_fix(struct bound *b, int worker, const struct placed *days,
	       double cost)
{
	const struct worker *w = &b->plan->workers[worker];

	b->fixed[worker] = b->fixed_any = true;
	b->fixed_cost += cost;
	for (int d = 0; d < b->days; d++)
		if (days[d].option != DUTY_OFF)
			stand(b, &w->menu[d].list[days[d].option], days[d].at);
}

bool bound_is_fixed(const struct bound *b, int worker)
{
	return b->fixed[worker];
}

void bound_dig(struct bound *b, double target, int steps, struct effort *effort)
{
	struct climb c = { .part = 0.1 };

	memcpy(b->z, b->best_z, (size_t)b->n_rows * b->n * sizeof(*b->z));
	b->best = -HUGE_VAL;
	take(b, evaluate(b));
	mix_in(b, 0.5);
	weigh(b, 0.1);
	b->step = fmax(b->step, 0.05);
	for (int k = 0; k < steps && !effort->stopped; k++) {
		climb_once(b, &c, target);
		effort_spend(effort, work_done(b));
	}
}

void bound_release(struct bound *b)
{
	const struct plan *p = b->plan;

	memcpy(b->supply, p->supply,
	       (size_t)p->n_kinds * b->n * sizeof(*b->supply));
	memset(b->fixed, 0, (size_t)p->n_workers * sizeof(*b->fixed));
	b->fixed_cost = 0;
	b->fixed_any = false;
	memcpy(b->best_z, b->proven_z,
	       (size_t)b->n_rows * b->n * sizeof(*b->best_z));
	b->best = b->proven;
}
