#include "maths/sim_run.h"

#include "maths/sim_state.h"

/* --- service --- */

static void answer(struct sim_run *r, const struct sim_contact *c, double now,
		   double limit)
{
	struct sim_cell *cell = &r->cells[c->cell];

	cell->answered++;
	cell->wait += now - c->came;
	cell->in_time += now <= limit;
}

/* How much longer a contact takes while its person holds so many. */
static double pace(const struct sim_queue *q, int held)
{
	if (!q->slower || held < 1)
		return 1;
	return q->slower[(held < q->slots ? held : q->slots) - 1];
}

/* What is left of the contacts in hand takes its time with another number of
 * them. */
static void change_pace(struct sim_run *r, int i, int before, int after,
			double now)
{
	struct sim_agent *g = &r->crew.agents[i];

	for (uint64_t busy = g->busy; busy; busy &= busy - 1) {
		int server = r->s->servers[i] + __builtin_ctzll(busy);
		const struct sim_queue *q =
			sim_state_queue(r, r->serving[server]);
		double ratio = pace(q, after) / pace(q, before);
		double end = r->calendar.events[server].at;
		double more = (end - now) * (ratio - 1);

		if (ratio == 1)
			continue;
		g->busy_time += more / q->slots;
		sim_calendar_drop(&r->calendar, server);
		sim_calendar_set(&r->calendar, server, end + more);
	}
}

static void begin_service(struct sim_run *r, int i, const struct sim_contact *c,
			  double now)
{
	const struct sim_queue *q = sim_state_queue(r, c->queue);
	struct sim_agent *g = &r->crew.agents[i];
	double speed = r->s->centre->abilities[g->ability].speed[c->queue];
	double time = c->work / speed, part = 1.0 / q->slots;
	int own = __builtin_ctzll(~g->busy);
	int server = r->s->servers[i] + own;

	if (q->slower) {
		time *= pace(q, g->held + 1);
		change_pace(r, i, g->held, g->held + 1, now);
	}
	g->busy |= sim_bit(own);
	g->held++;
	r->in_hand[c->queue]++;
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
	const struct sim_queue *q = sim_state_queue(r, r->serving[server]);
	double part = 1.0 / q->slots;

	g->busy &= ~sim_bit(server - r->s->servers[i]);
	g->held--;
	r->in_hand[r->serving[server]]--;
	if (q->slower)
		change_pace(r, i, g->held + 1, g->held, now);
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
		r->waiting |= sim_bit(c->queue);
}

/* --- who takes what --- */

/* Queues of one contact at a time in which somebody waits. */
static uint64_t calls_waiting(struct sim_run *r, double now)
{
	uint64_t found = 0, left = r->waiting;

	while (left) {
		int q = __builtin_ctzll(left);

		left &= left - 1;
		if (!sim_state_queue(r, q)->deferred &&
		    sim_state_queue(r, q)->slots == 1 &&
		    sim_state_waits(r, q, now))
			found |= sim_bit(q);
	}
	return found;
}

/* Somebody who already holds chats and has room for one more. */
static int find_chatting(struct sim_run *r, int q, double now)
{
	int slots = sim_state_queue(r, q)->slots;
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
		if (!sim_state_queue(r, q)->deferred &&
		    !sim_state_waits(r, q, now))
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
		r->waiting &= ~sim_bit(q);
	sim_state_no_redial(r, &c);
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

		if (q < 0 ||
		    (g->held > 0 && sim_state_queue(r, q)->slots <= g->held))
			break;
		take(r, i, q, now);
	}
	stand(r, i, now);
}

/* Idle people take deferred work of one queue as long as there is some. */
static void offer_deferred(struct sim_run *r, int q, double now)
{
	while (r->waiting & sim_bit(q)) {
		int i = sim_crew_find(&r->crew, q, SIM_IDLE);

		if (i < 0)
			return;
		sim_crew_step_out(&r->crew, i);
		take(r, i, q, now);
		stand(r, i, now);
	}
}

/* --- events --- */

/* Are all lines of the queue taken? */
static bool is_full(struct sim_run *r, int q, double now)
{
	int lines = sim_state_queue(r, q)->lines;

	if (lines == 0 || r->in_hand[q] + r->lines[q].n < lines)
		return false;
	sim_state_prune(r, q, now);
	return r->in_hand[q] + r->lines[q].n >= lines;
}

static void call(struct sim_run *r, struct sim_contact *c, double now)
{
	int q = c->queue;

	r->cells[c->cell].offered++;
	if (is_full(r, q, now)) {
		r->cells[c->cell].blocked++;
		sim_state_may_redial(r, c, now);
		return;
	}
	int i = find_agent(r, q, now);

	if (i >= 0) {
		sim_crew_step_out(&r->crew, i);
		begin_service(r, i, c, now);
		stand(r, i, now);
		return;
	}
	sim_state_may_redial(r, c, c->deadline);
	sim_line_push(&r->lines[q], c);
	r->waiting |= sim_bit(q);
}

static void put_in_tray(struct sim_run *r, const struct sim_contact *c,
			double now)
{
	r->cells[c->cell].offered++;
	sim_line_insert(&r->lines[c->queue], c);
	if (r->open[c->queue])
		r->waiting |= sim_bit(c->queue);
	offer_deferred(r, c->queue, now);
}

static void on_arrival(struct sim_run *r, int q, double now)
{
	const struct sim_centre *centre = r->s->centre;
	int t, id = r->s->servers[centre->n_agents] + q;
	struct sim_contact c = { .came = now, .queue = q, .redial = -1 };
	double then = sim_arrivals_take(&r->arrivals, q, &c, &t);

	c.cell = q * centre->n + t;
	if (then < r->s->end)
		sim_calendar_set(&r->calendar, id, then);
	if (sim_state_queue(r, q)->deferred)
		put_in_tray(r, &c, now);
	else
		call(r, &c, now);
}

/* Somebody comes again; nobody is there to count who finds it shut. */
static void on_redial(struct sim_run *r, double now)
{
	struct sim_contact c = sim_redials_take(&r->redials);
	const struct sim_centre *centre = r->s->centre;

	r->redial_at = INFINITY;
	sim_state_set_redial(r);
	if (!r->open[c.queue])
		return;
	c.cell = c.queue * centre->n + (int)(now / centre->interval);
	r->cells[c.cell].redials++;
	call(r, &c, now);
}

static void on_end(struct sim_run *r, int server, double now)
{
	int i = r->s->agent_of[server];
	struct sim_agent *g = &r->crew.agents[i];

	release(r, server, now);
	g->contacts++;
	if (sim_state_queue(r, r->serving[server])->deferred)
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
	if (!sim_state_queue(r, q)->deferred) {
		sim_state_clear(r, q, now);
	} else if (r->lines[q].n > 0) {
		r->waiting |= sim_bit(q);
		offer_deferred(r, q, now);
	}
}

static void on_shut(struct sim_run *r, int q)
{
	r->open[q] = false;
	if (sim_state_queue(r, q)->deferred)
		r->waiting &= ~sim_bit(q);
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
		r->cells[q * c->n + t].backlog = sim_state_waiting(r, q, now);
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

void sim_run_play(struct sim_run *r, uint64_t seed, int replication,
		  struct sim_record *record)
{
	int servers = r->s->servers[r->s->centre->n_agents];
	int redial = servers + r->s->centre->n_queues;

	sim_state_begin(r, seed, replication, record);
	for (int k = 0; k < r->s->n_moments; k++) {
		const struct sim_moment *m = &r->s->moments[k];
		int id;

		while ((id = sim_calendar_take(&r->calendar, m->at)) >= 0) {
			r->events++;
			if (id < servers)
				on_end(r, id, r->calendar.events[id].at);
			else if (id == redial)
				on_redial(r, r->calendar.events[id].at);
			else
				on_arrival(r, id - servers,
					   r->calendar.events[id].at);
		}
		on_moment(r, m);
	}
	sim_state_finish(r, record);
}
