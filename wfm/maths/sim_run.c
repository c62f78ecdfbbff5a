#include "maths/sim_run.h"

#include <math.h>
#include <string.h>

#include "maths/sim_arrivals.h"
#include "maths/sim_calendar.h"
#include "maths/sim_crew.h"
#include "maths/sim_line.h"

struct sim_run {
	const struct sim_script *s;
	struct sim_calendar calendar; /* servers, then queues */
	struct sim_crew crew;
	struct sim_arrivals arrivals;
	struct sim_line *lines; /* [n_queues] */
	/* [servers] */
	int *serving;		      /* queue */
	struct sim_contact *deferred; /* deferred work in hand */
	bool *missing;		      /* [n_duties] */
	bool *open;		      /* [n_queues] */
	/* Queues with somebody in line; deferred ones only while open. */
	uint64_t waiting;
	struct sim_cell *cells;
	int64_t events;
};

static const struct sim_queue *queue_of(const struct sim_run *r, int q)
{
	return &r->s->centre->queues[q];
}

static uint64_t bit(int q)
{
	return (uint64_t)1 << q;
}

/* --- contacts --- */

static void abandon(struct sim_run *r, const struct sim_contact *c)
{
	struct sim_cell *cell = &r->cells[c->cell];

	cell->abandoned++;
	cell->early += c->deadline - c->came <= queue_of(r, c->queue)->within;
	r->events++;
}

/* Those at the front who have hung up are gone; is anybody left? */
static bool still_waiting(struct sim_run *r, int q, double now)
{
	struct sim_line *l = &r->lines[q];

	while (l->n > 0 && sim_line_at(l, 0)->deadline <= now) {
		struct sim_contact c = sim_line_pop(l);

		abandon(r, &c);
	}
	if (l->n == 0)
		r->waiting &= ~bit(q);
	return l->n > 0;
}

static void leave_over(struct sim_run *r, const struct sim_contact *c)
{
	struct sim_cell *cell = &r->cells[c->cell];

	cell->left++;
	cell->undue +=
		queue_of(r, c->queue)->deferred && c->deadline >= r->s->end;
}

/* Nobody in line is served any more. */
static void clear_line(struct sim_run *r, int q, double now)
{
	struct sim_line *l = &r->lines[q];

	while (l->n > 0) {
		struct sim_contact c = sim_line_pop(l);

		if (!queue_of(r, q)->deferred && c.deadline <= now)
			abandon(r, &c);
		else
			leave_over(r, &c);
	}
	r->waiting &= ~bit(q);
}

/* --- service --- */

static void answer(struct sim_run *r, const struct sim_contact *c, double now,
		   double limit)
{
	struct sim_cell *cell = &r->cells[c->cell];

	cell->answered++;
	cell->wait += now - c->came;
	cell->in_time += now <= limit;
}

static void begin_service(struct sim_run *r, int i, const struct sim_contact *c,
			  double now)
{
	const struct sim_queue *q = queue_of(r, c->queue);
	struct sim_agent *g = &r->crew.agents[i];
	double speed = r->s->centre->abilities[g->ability].speed[c->queue];
	double time = c->work / speed, part = 1.0 / q->slots;
	int own = __builtin_ctzll(~g->busy);
	int server = r->s->servers[i] + own;

	g->busy |= bit(own);
	g->held++;
	g->alone = q->slots == 1 && !q->deferred;
	g->aside = q->deferred;
	g->load += part;
	g->busy_time += time * part;
	r->serving[server] = c->queue;
	if (q->deferred)
		r->deferred[server] = *c;
	else
		answer(r, c, now, c->came + q->within);
	sim_calendar_set(&r->calendar, server, now + time);
	sim_crew_count(&r->crew, g->profile, now, part, 0);
}

/* The last contact in hand has ended: is he still there? */
static void check_out(struct sim_run *r, int i, double now)
{
	struct sim_agent *g = &r->crew.agents[i];

	if (!g->staffed || g->ability >= 0 || g->held > 0)
		return;
	g->staffed = false;
	g->staffed_time += now - g->staffed_since;
	sim_crew_count(&r->crew, g->profile, now, 0, -1);
}

/* One of his servers is free again. */
static void release(struct sim_run *r, int server, double now)
{
	int i = r->s->agent_of[server];
	struct sim_agent *g = &r->crew.agents[i];
	double part = 1.0 / queue_of(r, r->serving[server])->slots;

	g->busy &= ~bit(server - r->s->servers[i]);
	g->held--;
	g->load -= part;
	g->alone = g->aside = false;
	sim_crew_count(&r->crew, g->profile, now, -part, 0);
}

static void offer_deferred(struct sim_run *r, int q, double now);

/* Deferred work goes back to the front of its line. */
static void put_aside(struct sim_run *r, int i, double now)
{
	int server = r->s->servers[i];
	struct sim_contact *c = &r->deferred[server];
	struct sim_agent *g = &r->crew.agents[i];
	double left = r->calendar.events[server].at - now;
	double speed;

	speed = r->s->centre->abilities[g->ability].speed[c->queue];
	c->work = left * speed;
	g->busy_time -= left;
	sim_calendar_drop(&r->calendar, server);
	release(r, server, now);
	sim_line_unpop(&r->lines[c->queue], c);
	if (r->open[c->queue])
		r->waiting |= bit(c->queue);
}

/* --- who takes what --- */

/* Queues of one contact at a time in which somebody waits. */
static uint64_t calls_waiting(struct sim_run *r, double now)
{
	uint64_t found = 0, left = r->waiting;

	while (left) {
		int q = __builtin_ctzll(left);

		left &= left - 1;
		if (!queue_of(r, q)->deferred && queue_of(r, q)->slots == 1 &&
		    still_waiting(r, q, now))
			found |= bit(q);
	}
	return found;
}

/* Somebody who already holds chats and has room for one more. */
static int find_chatting(struct sim_run *r, int q, double now)
{
	int slots = queue_of(r, q)->slots;
	uint64_t calls = slots > 1 ? calls_waiting(r, now) : 0;

	for (int held = 1; held < slots; held++) {
		int i = sim_crew_find(&r->crew, q, SIM_ASIDE + held);
		int p = i < 0 ? 0 : r->crew.agents[i].profile;

		if (i >= 0 &&
		    !(calls & r->s->before[p * r->s->centre->n_queues + q]))
			return i;
	}
	return -1;
}

/* Who takes a contact of a live queue; deferred work is out of hand. */
static int find_agent(struct sim_run *r, int q, double now)
{
	int i = sim_crew_find(&r->crew, q, SIM_IDLE);

	if (i >= 0)
		return i;
	i = sim_crew_find(&r->crew, q, SIM_ASIDE);
	if (i < 0)
		return find_chatting(r, q, now);
	int moved = r->deferred[r->s->servers[i]].queue;

	sim_crew_step_out(&r->crew, i);
	put_aside(r, i, now);
	offer_deferred(r, moved, now);
	return i;
}

/* Of these queues the one whose first contact waits longest; -1: none. */
static int longest_waiting(struct sim_run *r, uint64_t queues, double now)
{
	int best = -1;

	while (queues) {
		int q = __builtin_ctzll(queues);

		queues &= queues - 1;
		if (!queue_of(r, q)->deferred && !still_waiting(r, q, now))
			continue;
		if (best < 0 || sim_line_at(&r->lines[q], 0)->came <
					sim_line_at(&r->lines[best], 0)->came)
			best = q;
	}
	return best;
}

/* What he takes next: by his priority, then longest wait; -1: nothing. */
static int next_queue(struct sim_run *r, const struct sim_agent *g, double now)
{
	const struct sim_script *s = r->s;
	int p = g->profile, q = -1;

	for (int k = s->live_begin[p]; k < s->live_begin[p + 1] && q < 0; k++)
		q = longest_waiting(r, s->live[k] & r->waiting, now);
	if (q >= 0 || g->held > 0)
		return q;
	for (int k = s->deferred_begin[p];
	     k < s->deferred_begin[p + 1] && q < 0; k++)
		q = longest_waiting(r, s->deferred[k] & r->waiting, now);
	return q;
}

static void take(struct sim_run *r, int i, int q, double now)
{
	struct sim_contact c = sim_line_pop(&r->lines[q]);

	if (r->lines[q].n == 0)
		r->waiting &= ~bit(q);
	begin_service(r, i, &c, now);
}

/* Does nothing, or can do more: stands where contacts find him. */
static void stand(struct sim_run *r, int i, double now)
{
	const struct sim_agent *g = &r->crew.agents[i];

	if (g->alone)
		return;
	if (g->held == 0)
		sim_crew_stand(&r->crew, i, SIM_IDLE, now);
	else if (g->aside)
		sim_crew_stand(&r->crew, i, SIM_ASIDE, now);
	else if (g->held < r->s->slots)
		sim_crew_stand(&r->crew, i, SIM_ASIDE + g->held, now);
}

/* Takes what waits, as much as he can hold, and stands. */
static void find_work(struct sim_run *r, int i, double now)
{
	struct sim_agent *g = &r->crew.agents[i];

	sim_crew_step_out(&r->crew, i);
	while (r->waiting && !g->alone && !g->aside) {
		int q = next_queue(r, g, now);

		if (q < 0 || (g->held > 0 && queue_of(r, q)->slots <= g->held))
			break;
		take(r, i, q, now);
	}
	stand(r, i, now);
}

/* Idle people take deferred work of one queue as long as there is some. */
static void offer_deferred(struct sim_run *r, int q, double now)
{
	while (r->waiting & bit(q)) {
		int i = sim_crew_find(&r->crew, q, SIM_IDLE);

		if (i < 0)
			return;
		sim_crew_step_out(&r->crew, i);
		take(r, i, q, now);
		stand(r, i, now);
	}
}

/* --- events --- */

static void on_arrival(struct sim_run *r, int q, double now)
{
	const struct sim_centre *centre = r->s->centre;
	int t, id = r->s->servers[centre->n_agents] + q;
	struct sim_contact c = { .came = now, .queue = q };
	double then = sim_arrivals_take(&r->arrivals, q, &c, &t);

	c.cell = q * centre->n + t;
	r->cells[c.cell].offered++;
	if (then < r->s->end)
		sim_calendar_set(&r->calendar, id, then);
	int i = queue_of(r, q)->deferred ? -1 : find_agent(r, q, now);

	if (i >= 0) {
		sim_crew_step_out(&r->crew, i);
		begin_service(r, i, &c, now);
		stand(r, i, now);
		return;
	}
	sim_line_push(&r->lines[q], &c);
	if (!queue_of(r, q)->deferred || r->open[q])
		r->waiting |= bit(q);
	if (queue_of(r, q)->deferred)
		offer_deferred(r, q, now);
}

static void on_end(struct sim_run *r, int server, double now)
{
	int i = r->s->agent_of[server];
	struct sim_agent *g = &r->crew.agents[i];

	release(r, server, now);
	g->contacts++;
	if (queue_of(r, r->serving[server])->deferred)
		answer(r, &r->deferred[server], now,
		       r->deferred[server].deadline);
	if (g->ability >= 0)
		find_work(r, i, now);
	else
		check_out(r, i, now);
}

/* He is there with another ability; what he holds is counted with it. */
static void come(struct sim_run *r, int i, int ability, double now)
{
	struct sim_agent *g = &r->crew.agents[i];
	int profile = r->s->centre->abilities[ability].profile;

	if (g->staffed)
		sim_crew_count(&r->crew, g->profile, now, -g->load, -1);
	else
		g->staffed_since = now;
	g->staffed = true;
	g->ability = ability;
	g->profile = profile;
	sim_crew_count(&r->crew, profile, now, g->load, 1);
	if (!g->alone)
		find_work(r, i, now);
}

static void on_change(struct sim_run *r, const struct sim_change *change,
		      double now)
{
	struct sim_agent *g = &r->crew.agents[change->agent];

	if (r->missing[change->duty])
		return;
	r->events++;
	sim_crew_step_out(&r->crew, change->agent);
	if (g->aside) {
		int q = r->deferred[r->s->servers[change->agent]].queue;

		put_aside(r, change->agent, now);
		offer_deferred(r, q, now);
	}
	g->ability = -1;
	if (change->ability >= 0)
		come(r, change->agent, change->ability, now);
	else
		check_out(r, change->agent, now);
}

static void on_open(struct sim_run *r, int q, double now)
{
	r->open[q] = true;
	if (!queue_of(r, q)->deferred) {
		clear_line(r, q, now);
	} else if (r->lines[q].n > 0) {
		r->waiting |= bit(q);
		offer_deferred(r, q, now);
	}
}

static void on_shut(struct sim_run *r, int q)
{
	r->open[q] = false;
	if (queue_of(r, q)->deferred)
		r->waiting &= ~bit(q);
}

static int count_waiting(const struct sim_run *r, int q, double now)
{
	const struct sim_line *l = &r->lines[q];
	int n = 0;

	if (queue_of(r, q)->deferred)
		return l->n;
	for (int k = 0; k < l->n; k++)
		n += sim_line_at(l, k)->deadline > now;
	return n;
}

/* The interval ends: its times go to the queues of each profile. */
static void on_edge(struct sim_run *r, int t, double now)
{
	const struct sim_centre *c = r->s->centre;

	for (int p = 0; p < c->n_profiles; p++) {
		struct sim_presence *spent = &r->crew.presence[p];

		sim_crew_count(&r->crew, p, now, 0, 0);
		for (int q = 0; q < c->n_queues; q++)
			if (c->profiles[p].priority[q] > 0) {
				r->cells[q * c->n + t].busy += spent->busy_time;
				r->cells[q * c->n + t].staffed +=
					spent->staffed_time;
			}
		spent->busy_time = spent->staffed_time = 0;
	}
	for (int q = 0; q < c->n_queues; q++)
		r->cells[q * c->n + t].backlog = count_waiting(r, q, now);
}

static void on_moment(struct sim_run *r, const struct sim_moment *m)
{
	switch (m->kind) {
	case SIM_EDGE: on_edge(r, m->which, m->at); break;
	case SIM_OPEN: on_open(r, m->which, m->at); break;
	case SIM_SHUT: on_shut(r, m->which); break;
	case SIM_CHANGE:
		on_change(r, &r->s->centre->changes[m->which], m->at);
		break;
	}
}

/* --- a replication --- */

static void draw_missing(struct sim_run *r, uint64_t seed, int replication)
{
	const struct sim_centre *c = r->s->centre;
	struct random stream = sim_stream(seed, replication, SIM_MISSING, 0);

	for (int k = 0; k < c->n_duties; k++)
		r->missing[k] = random_uniform(&stream) < c->missing;
}

/* Opening backlog comes at once; whole contacts, drawn where it is not one. */
static void put_backlog(struct sim_run *r, int q)
{
	const struct sim_queue *queue = queue_of(r, q);
	int n = (int)floor(queue->backlog + 0.5);

	for (int k = 0; k < n; k++) {
		struct sim_contact c = {
			.deadline = queue->backlog_due,
			.queue = q,
			.cell = q * r->s->centre->n,
			.work = sim_arrivals_work(&r->arrivals, q, 0),
		};

		r->cells[c.cell].offered++;
		sim_line_push(&r->lines[q], &c);
	}
}

static void begin(struct sim_run *r, uint64_t seed, int replication,
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
	for (int q = 0; q < c->n_queues; q++) {
		double first = sim_arrivals_first(&r->arrivals, q);

		r->open[q] = false;
		put_backlog(r, q);
		if (first < r->s->end)
			sim_calendar_set(&r->calendar,
					 r->s->servers[c->n_agents] + q, first);
	}
}

/* What is in hand, in line or under way when time is over. */
static void finish(struct sim_run *r, struct sim_record *record)
{
	const struct sim_centre *c = r->s->centre;
	double end = r->s->end;

	for (int i = 0; i < c->n_agents; i++) {
		struct sim_agent *g = &r->crew.agents[i];

		for (int k = r->s->servers[i]; k < r->s->servers[i + 1]; k++) {
			if (!(g->busy >> (k - r->s->servers[i]) & 1))
				continue;
			const struct sim_queue *q = queue_of(r, r->serving[k]);

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
		clear_line(r, q, end);
	record->events = r->events;
}

void sim_run_play(struct sim_run *r, uint64_t seed, int replication,
		  struct sim_record *record)
{
	int servers = r->s->servers[r->s->centre->n_agents];

	begin(r, seed, replication, record);
	for (int k = 0; k < r->s->n_moments; k++) {
		const struct sim_moment *m = &r->s->moments[k];
		int id;

		while ((id = sim_calendar_take(&r->calendar, m->at)) >= 0) {
			r->events++;
			if (id < servers)
				on_end(r, id, r->calendar.events[id].at);
			else
				on_arrival(r, id - servers,
					   r->calendar.events[id].at);
		}
		on_moment(r, m);
	}
	finish(r, record);
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
	r->calendar = sim_calendar_new(a, servers + c->n_queues,
				       s->held + c->n_queues, s->work);
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
