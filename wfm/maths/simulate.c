#include "maths/simulate.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include <gsl/gsl_cdf.h>

#include "base/pool.h"

/* --- from counts to sums --- */

static void add_cell(struct sim_cell *to, const struct sim_cell *from)
{
	to->offered += from->offered;
	to->answered += from->answered;
	to->abandoned += from->abandoned;
	to->left += from->left;
	to->redials += from->redials;
	to->blocked += from->blocked;
	to->in_time += from->in_time;
	to->early += from->early;
	to->undue += from->undue;
	to->backlog = from->backlog; /* at the end */
	to->wait += from->wait;
	to->busy += from->busy;
	to->staffed += from->staffed;
}

/* Those left over count as answered too late, those who found no line as
 * hung up late. */
static void count_level(const struct sim_queue *q, const struct sim_cell *c,
			double *good, double *all)
{
	*good = c->in_time;
	*all = c->offered;
	if (q->deferred)
		*all -= c->undue;
	else if (q->counting == SL_ANSWERED)
		*all -= c->abandoned + c->blocked;
	else if (q->counting == SL_EXSHORT)
		*all -= c->early;
	else if (q->counting == SL_ABOK)
		*good += c->early;
}

static void add_ratio(struct sim_ratio *r, double x, double y)
{
	r->x += x;
	r->y += y;
	r->xx += x * x;
	r->xy += x * y;
	r->yy += y * y;
}

static void add_replication(struct sim_sum *s, const struct sim_queue *q,
			    const struct sim_cell *c)
{
	double good, all;

	count_level(q, c, &good, &all);
	add_ratio(&s->metric[SIM_LEVEL], good, all);
	add_ratio(&s->metric[SIM_ABANDONED], c->abandoned, c->offered);
	add_ratio(&s->metric[SIM_ASA], c->wait, c->answered);
	add_ratio(&s->metric[SIM_OCCUPANCY], c->busy, c->staffed);
	s->offered += c->offered;
	s->answered += c->answered;
	s->left += c->left;
	s->redials += c->redials;
	s->blocked += c->blocked;
	s->backlog += c->backlog;
	s->seen += all > 0;
	s->missed += all > 0 && good < q->share * all * (1 - 1e-12);
}

static bool nobody_answered(const struct sim_sum *s)
{
	return s->offered > 0 && s->answered == 0 && s->left == 0 &&
	       !(s->metric[SIM_LEVEL].y > 0);
}

struct sim_ratio sim_level(const struct sim_sum *s)
{
	struct sim_ratio level = s->metric[SIM_LEVEL];

	if (nobody_answered(s))
		level.y = s->offered;
	return level;
}

struct sim_estimate sim_estimate(const struct sim_sum *s, enum sim_metric m,
				 int replications)
{
	const struct sim_ratio *r = &s->metric[m];
	int n = replications;
	struct sim_estimate e = { NAN, NAN };
	double square, mean = r->y / n;

	if (m == SIM_LEVEL && nobody_answered(s))
		return (struct sim_estimate){ 0, 0 };
	if (!(r->y > 0))
		return e;
	e.value = r->x / r->y;
	if (n < 2)
		return e;
	square = r->xx - 2 * e.value * r->xy + e.value * e.value * r->yy;
	e.half = gsl_cdf_tdist_Pinv(0.975, n - 1) *
		 sqrt(fmax(0, square) / (n - 1) / n) / mean;
	return e;
}

double sim_risk(const struct sim_sum *s)
{
	if (nobody_answered(s))
		return 1;
	return s->seen ? (double)s->missed / s->seen : NAN;
}

/* --- batches --- */

struct troupe {
	const struct simulate_options *options;
	struct simulation *result;
	struct sim_run **runs;	    /* [threads] */
	struct sim_record *records; /* [batch] */
	int first, n;		    /* replications of this batch */
};

static void play(void *ctx, int i, int worker)
{
	const struct troupe *t = ctx;

	sim_run_play(t->runs[worker], t->options->seed, t->first + i,
		     &t->records[i]);
}

/* One queue's share of a batch, replication by replication. */
static void add_queue(void *ctx, int q, int worker)
{
	const struct troupe *t = ctx;
	const struct sim_centre *c = t->result->centre;
	const struct sim_queue *queue = &c->queues[q];

	(void)worker;
	for (int i = 0; i < t->n; i++) {
		struct sim_cell all = { 0 };

		for (int d = 0; d < c->days; d++) {
			struct sim_cell day = { 0 };

			for (int k = c->day_begin[d]; k < c->day_begin[d + 1];
			     k++) {
				const struct sim_cell *cell =
					&t->records[i].cells[q * c->n + k];

				add_replication(&t->result->cells[q * c->n + k],
						queue, cell);
				add_cell(&day, cell);
			}
			add_replication(&t->result->days[q * c->days + d],
					queue, &day);
			add_cell(&all, &day);
		}
		add_replication(&t->result->queues[q], queue, &all);
	}
}

static void add_people(struct simulation *s, const struct sim_record *r)
{
	for (int i = 0; i < s->centre->n_agents; i++) {
		s->people[i].contacts += r->hands[i].contacts;
		s->people[i].busy += r->hands[i].busy;
		s->people[i].staffed += r->hands[i].staffed;
	}
	s->events += r->events;
}

static bool is_narrow(const struct simulation *s, double half_width)
{
	for (int q = 0; q < s->centre->n_queues; q++) {
		struct sim_estimate e =
			sim_estimate(&s->queues[q], SIM_LEVEL, s->replications);

		if (!isnan(e.value) && !(e.half <= half_width))
			return false;
	}
	return true;
}

double sim_contacts(const struct sim_centre *c)
{
	double sum = 0;

	for (int k = 0; k < c->n_queues * c->n; k++)
		if (c->calls[k] > 0)
			sum += c->calls[k];
	for (int q = 0; q < c->n_queues; q++)
		for (int k = 0; k < c->queues[q].n_backlog; k++)
			sum += c->queues[q].backlog[k].contacts;
	return sum;
}

/* Records of large centres take room: fewer at a time, but by size alone. */
static int batch_size(const struct sim_centre *c)
{
	return c->n_queues * c->n > 100000 || sim_contacts(c) > 1e6
		       ? SIMULATE_BATCH / 5
		       : SIMULATE_BATCH;
}

static void play_batch(struct troupe *t)
{
	const struct simulate_options *o = t->options;
	struct simulation *s = t->result;

	pool_run(o->threads, t->n, play, t);
	pool_run(o->threads, s->centre->n_queues, add_queue, t);
	for (int i = 0; i < t->n; i++)
		add_people(s, &t->records[i]);
	s->replications += t->n;
	t->first += t->n;
}

static struct simulation simulation_new(struct arena *a,
					const struct sim_centre *c)
{
	return (struct simulation){
		.centre = c,
		.cells = arena_new(a, struct sim_sum, c->n_queues * c->n),
		.days = arena_new(a, struct sim_sum, c->n_queues * c->days),
		.queues = arena_new(a, struct sim_sum, c->n_queues),
		.people = arena_new(a, struct sim_person, c->n_agents),
	};
}

static void play_all(struct troupe *t, int batch)
{
	const struct simulate_options *o = t->options;
	struct simulation *s = t->result;

	while (s->replications < o->replications && !s->reached) {
		t->n = o->replications - s->replications;
		if (t->n > batch)
			t->n = batch;
		play_batch(t);
		s->reached = o->half_width > 0 && is_narrow(s, o->half_width);
		if (o->enough && o->enough(o->ctx, s))
			return;
	}
}

struct simulation simulate(struct arena *a, const struct sim_centre *centre,
			   struct simulate_options options)
{
	struct simulation s = simulation_new(a, centre);
	struct arena *scratch = arena_open();
	struct sim_script script = sim_script_new(scratch, centre);
	int threads = options.threads > 1 ? options.threads : 1;
	int batch = batch_size(centre);
	struct arena **own = arena_new(scratch, struct arena *, threads);
	struct troupe t = { &options,
			    &s,
			    arena_new(scratch, struct sim_run *, threads),
			    arena_new(scratch, struct sim_record, batch),
			    0,
			    0 };

	assert(options.replications >= 2);
	if (threads > batch)
		threads = batch;
	for (int k = 0; k < threads; k++) {
		own[k] = arena_open();
		t.runs[k] = sim_run_new(own[k], &script);
	}
	for (int i = 0; i < batch; i++)
		t.records[i] = sim_record_new(scratch, centre);
	play_all(&t, batch);
	for (int k = 0; k < threads; k++)
		arena_close(own[k]);
	arena_close(scratch);
	return s;
}
