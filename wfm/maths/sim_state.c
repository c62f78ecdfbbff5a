#include "maths/sim_state.h"

#include <math.h>
#include <string.h>

static void leave_over(struct sim_run *r, const struct sim_contact *c)
{
	struct sim_cell *cell = &r->cells[c->cell];

	cell->left++;
	cell->undue += sim_state_queue(r, c->queue)->deferred &&
		       c->deadline >= r->s->end;
}

void sim_state_clear(struct sim_run *r, int q, double now)
{
	struct sim_line *l = &r->lines[q];

	while (l->n > 0) {
		struct sim_contact c = sim_line_pop(l);

		if (!sim_state_queue(r, q)->deferred && c.deadline <= now) {
			sim_state_abandon(r, &c);
		} else {
			sim_state_no_redial(r, &c);
			leave_over(r, &c);
		}
	}
	r->waiting &= ~sim_bit(q);
}

void sim_state_prune(struct sim_run *r, int q, double now)
{
	struct sim_line *l = &r->lines[q];
	int kept = 0;

	if (isinf(sim_state_queue(r, q)->patience) ||
	    sim_state_queue(r, q)->deferred)
		return;
	for (int k = 0; k < l->n; k++) {
		const struct sim_contact *c = sim_line_at(l, k);

		if (c->deadline <= now)
			sim_state_abandon(r, c);
		else
			*sim_line_at(l, kept++) = *c;
	}
	l->n = kept;
	if (kept == 0)
		r->waiting &= ~sim_bit(q);
}

int sim_state_waiting(struct sim_run *r, int q, double now)
{
	sim_state_prune(r, q, now);
	return r->lines[q].n;
}

/* --- who comes again --- */

void sim_state_set_redial(struct sim_run *r)
{
	int id = r->s->servers[r->s->centre->n_agents] + r->s->centre->n_queues;
	double first = sim_redials_first(&r->redials);

	if (first == r->redial_at)
		return;
	if (r->redial_at < r->s->end)
		sim_calendar_drop(&r->calendar, id);
	if (first < r->s->end)
		sim_calendar_set(&r->calendar, id, first);
	r->redial_at = first;
}

void sim_state_may_redial(struct sim_run *r, struct sim_contact *c, double gone)
{
	const struct sim_queue *q = sim_state_queue(r, c->queue);
	struct sim_contact again = *c;
	struct random own;
	double then;

	c->redial = -1;
	if (!(q->redial > 0) || !(gone < r->s->end))
		return;
	/* Of this caller and attempt alone, whatever others do. */
	own = random_stream(r->redial_key[c->queue],
			    (uint64_t)c->caller << 20 | (uint64_t)c->attempt);
	if (random_uniform(&own) >= q->redial)
		return;
	then = gone + q->redial_after * random_exponential(&own);
	if (!(then < r->s->end))
		return;
	again.attempt++;
	again.came = then;
	again.deadline = then + q->patience * random_exponential(&own);
	c->redial = sim_redials_add(&r->redials, &again, then);
	sim_state_set_redial(r);
}

/* --- before and after --- */

static void draw_missing(struct sim_run *r, uint64_t seed, int replication)
{
	const struct sim_centre *c = r->s->centre;
	struct random stream = sim_stream(seed, replication, SIM_MISSING, 0);

	for (int k = 0; k < c->n_duties; k++)
		r->missing[k] = random_uniform(&stream) < c->missing;
}

/* Opening backlog, rounded to whole contacts, is there from the start. */
static void put_backlog(struct sim_run *r, int q)
{
	const struct sim_queue *queue = sim_state_queue(r, q);
	double sum = 0;
	int put = 0;

	for (int k = 0; k < queue->n_backlog; k++)
		for (sum += queue->backlog[k].contacts; put < sum - 0.5;
		     put++) {
			struct sim_contact c = {
				.deadline = queue->backlog[k].due,
				.queue = q,
				.redial = -1,
				.cell = q * r->s->centre->n,
				.work = sim_arrivals_work(&r->arrivals, q, 0),
			};

			r->cells[c.cell].offered++;
			sim_line_push(&r->lines[q], &c);
		}
}

void sim_state_begin(struct sim_run *r, uint64_t seed, int replication,
		     struct sim_record *record)
{
	const struct sim_centre *c = r->s->centre;

	memset(record->cells, 0,
	       (size_t)(c->n_queues * c->n) * sizeof(*record->cells));
	r->cells = record->cells;
	r->events = 0;
	r->waiting = 0;
	sim_calendar_empty(&r->calendar);
	sim_crew_empty(&r->crew);
	sim_arrivals_begin(&r->arrivals, seed, replication);
	draw_missing(r, seed, replication);
	sim_redials_empty(&r->redials);
	r->redial_at = INFINITY;
	for (int q = 0; q < c->n_queues; q++) {
		double first = sim_arrivals_first(&r->arrivals, q);
		struct random key =
			sim_stream(seed, replication, SIM_REDIAL, q);

		r->open[q] = false;
		r->in_hand[q] = 0;
		r->redial_key[q] = random_bits(&key);
		put_backlog(r, q);
		if (first < r->s->end)
			sim_calendar_set(&r->calendar,
					 r->s->servers[c->n_agents] + q, first);
	}
}

void sim_state_finish(struct sim_run *r, struct sim_record *record)
{
	const struct sim_centre *c = r->s->centre;
	double end = r->s->end;

	for (int i = 0; i < c->n_agents; i++) {
		struct sim_agent *g = &r->crew.agents[i];

		for (int k = r->s->servers[i]; k < r->s->servers[i + 1]; k++) {
			if (!(g->busy >> (k - r->s->servers[i]) & 1))
				continue;
			const struct sim_queue *q =
				sim_state_queue(r, r->serving[k]);

			g->busy_time -=
				(r->calendar.events[k].at - end) / q->slots;
			if (q->deferred)
				leave_over(r, &r->deferred[k]);
		}
		if (g->staffed)
			g->staffed_time += end - g->staffed_since;
		record->hands[i] = (struct sim_hand){ g->contacts, g->busy_time,
						      g->staffed_time };
	}
	for (int q = 0; q < c->n_queues; q++)
		sim_state_clear(r, q, end);
	record->events = r->events;
}

struct sim_record sim_record_new(struct arena *a, const struct sim_centre *c)
{
	return (struct sim_record){
		.cells = arena_new(a, struct sim_cell, c->n_queues * c->n),
		.hands = arena_new(a, struct sim_hand, c->n_agents)
	};
}

struct sim_run *sim_run_new(struct arena *a, const struct sim_script *s)
{
	const struct sim_centre *c = s->centre;
	struct sim_run *r = arena_new(a, struct sim_run, 1);
	int servers = s->servers[c->n_agents];

	r->s = s;
	r->calendar = sim_calendar_new(a, servers + c->n_queues + 1,
				       s->held + c->n_queues + 1, s->work);
	r->redials = sim_redials_new(a);
	r->in_hand = arena_new(a, int, c->n_queues);
	r->redial_key = arena_new(a, uint64_t, c->n_queues);
	r->crew = sim_crew_new(a, s);
	r->arrivals = sim_arrivals_new(a, s);
	r->lines = arena_new(a, struct sim_line, c->n_queues);
	for (int q = 0; q < c->n_queues; q++)
		r->lines[q] = sim_line_new(a);
	r->serving = arena_new(a, int, servers);
	r->deferred = arena_new(a, struct sim_contact, servers);
	r->missing = arena_new(a, bool, c->n_duties);
	r->open = arena_new(a, bool, c->n_queues);
	return r;
}
