#include "maths/sim_arrivals.h"

#include <math.h>

static double *open_before(struct arena *a, const struct sim_queue *q)
{
	double *sum = arena_new(a, double, q->n_open + 1);

	for (int k = 0; k < q->n_open; k++)
		sum[k + 1] = sum[k] + q->open[k].until - q->open[k].from;
	return sum;
}

struct sim_arrivals sim_arrivals_new(struct arena *a,
				     const struct sim_script *s)
{
	const struct sim_centre *c = s->centre;
	struct sim_arrivals v = {
		.script = s,
		.sources = arena_new(a, struct sim_source, c->n_queues),
		.day_of = arena_new(a, int, c->n),
		.open_before = arena_new(a, double *, c->n_queues)
	};

	for (int q = 0; q < c->n_queues; q++) {
		v.sources[q].day = arena_new(a, double, c->days);
		v.open_before[q] = open_before(a, &c->queues[q]);
	}
	for (int d = 0; d < c->days; d++)
		for (int t = c->day_begin[d]; t < c->day_begin[d + 1]; t++)
			v.day_of[t] = d;
	return v;
}

/* Of mean 1 and this variance. */
static double factor(struct random *r, double variance)
{
	if (!(variance > 0))
		return 1;
	return variance * random_gamma(r, 1 / variance);
}

static void enter_piece(struct sim_arrivals *v, int q)
{
	const struct sim_centre *c = v->script->centre;
	struct sim_source *from = &v->sources[q];
	const struct sim_piece *p = &v->script->pieces[from->piece];

	if (from->piece == v->script->piece_begin[q + 1])
		return;
	if (p->t != from->t)
		from->factor = factor(&from->interval,
				      c->interval_spread[q * c->n + p->t]);
	from->t = p->t;
	from->rate = p->rate * from->factor * from->day[v->day_of[p->t]];
}

void sim_arrivals_next_piece(struct sim_arrivals *v, int q)
{
	v->sources[q].piece++;
	enter_piece(v, q);
}

static struct sim_draw draw_new(const struct sim_script *s, uint64_t seed,
				int replication, enum sim_purpose purpose,
				int queue)
{
	const struct sim_queue *q = &s->centre->queues[queue];
	struct sim_draw d = { .ziggurat = &s->ziggurat,
			      .random = sim_stream(seed, replication, purpose,
						   queue),
			      .cv = -1,
			      .at = SIM_BLOCK };

	if (purpose == SIM_WORK) {
		d.cv = q->cv;
		d.from = q->n_durations > 0 ? q->durations : NULL;
		d.n = q->n_durations;
	}
	return d;
}

void sim_arrivals_begin(struct sim_arrivals *v, uint64_t seed, int replication)
{
	const struct sim_script *s = v->script;
	const struct sim_centre *c = s->centre;

	for (int q = 0; q < c->n_queues; q++) {
		struct sim_source *from = &v->sources[q];
		struct random day = sim_stream(seed, replication, SIM_DAY, q);

		from->gap = draw_new(s, seed, replication, SIM_GAP, q);
		from->work = draw_new(s, seed, replication, SIM_WORK, q);
		from->patience =
			draw_new(s, seed, replication, SIM_PATIENCE, q);
		from->interval = sim_stream(seed, replication, SIM_INTERVAL, q);
		for (int d = 0; d < c->days; d++)
			from->day[d] =
				factor(&day, c->day_spread[q * c->days + d]);
		from->piece = s->piece_begin[q];
		from->t = -1;
		from->callers = 0;
		enter_piece(v, q);
	}
}

double sim_arrivals_first(struct sim_arrivals *v, int q)
{
	return sim_arrivals_go(v, q, 0);
}

double sim_arrivals_work(struct sim_arrivals *v, int q, int t)
{
	const struct sim_centre *c = v->script->centre;

	return c->aht[q * c->n + t] * sim_draw_next(&v->sources[q].work);
}

double sim_arrivals_due(const struct sim_arrivals *v, int q, double now)
{
	const struct sim_queue *queue = &v->script->centre->queues[q];
	const double *before = v->open_before[q];
	int n = queue->n_open, k = 0;
	double goal;

	if (!queue->open_hours)
		return now + queue->within;
	while (k < n && queue->open[k].until <= now)
		k++;
	if (k == n)
		return INFINITY;
	goal = before[k] + fmax(0, now - queue->open[k].from) + queue->within;
	while (k < n && before[k + 1] < goal)
		k++;
	return k == n ? INFINITY : queue->open[k].from + goal - before[k];
}
