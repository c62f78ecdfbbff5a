#include "maths/idle.h"

#include <math.h>

#include "maths/staffing.h"
#include "maths/staffing_exact.h"
#include "maths/staffing_walk.h"

struct idle {
	struct arena *arena;
	const struct site *site;
	const struct grid *g;
	/* [queue * n + t] people there, and busy with whatever */
	double *there, *busy;
};

struct idle *idle_new(struct arena *a, const struct site *site,
		      const struct grid *g)
{
	struct idle *x = arena_new(a, struct idle, 1);
	int cells = site->n_queues * g->n;

	*x = (struct idle){ a, site, g, arena_new(a, double, cells),
			    arena_new(a, double, cells) };
	return x;
}

/* --- how busy they are --- */

static bool is_walked(const struct queue *q, const double *people, int n)
{
	if (q->channel != CHANNEL_VOICE || q->concurrency > 1)
		return false;
	for (int t = 0; t < n; t++)
		if (people[t] > STAFFING_EXACT_LOAD)
			return false;
	return true;
}

static void walk_busy(const struct idle *x, const struct queue *q,
		      const double *people, const double *calls,
		      const double *aht, double *busy)
{
	struct arena *scratch = arena_open();
	int n = x->g->n;
	struct transient_count *count =
		arena_new(scratch, struct transient_count, n);

	staffing_walk(scratch, q, x->g->interval, n, calls, aht, people, count);
	for (int t = 0; t < n; t++)
		busy[t] = fmin(count[t].busy / x->g->interval, people[t]);
	arena_close(scratch);
}

/* Contacts in hand at a time are at least as many as people who have any. */
static double busy_at(const struct queue *q, double people, double calls,
		      double aht, double interval)
{
	int slots = q->concurrency > 1 ? q->concurrency : 1;

	if (!(calls > 0 && aht > 0 && people > 0))
		return 0;
	return fmin(people,
		    slots * people *
			    staffing_service(q, calls, aht, interval, people)
				    .occupancy);
}

void idle_add(struct idle *x, int q, const double *people, const double *calls,
	      const double *aht, bool exact)
{
	const struct queue *queue = &x->site->queues[q];
	int n = x->g->n;
	double *there = x->there + q * n, *busy = x->busy + q * n;

	for (int t = 0; t < n; t++) {
		there[t] = people[t];
		busy[t] = busy_at(queue, people[t], calls[t], aht[t],
				  x->g->interval);
	}
	if (exact && is_walked(queue, people, n))
		walk_busy(x, queue, people, calls, aht, busy);
}

/* --- who can do what --- */

/* Work for queue d that the average person of queue q does in his time. */
static double skilled(const struct idle *x, int q, int d)
{
	const struct site *s = x->site;
	int day = x->g->first_day;
	double all = 0, both = 0;

	for (int i = 0; i < s->n_agents; i++) {
		const struct agent *agent = &s->agents[i];
		const struct agent_term *term = agent_term(agent, day);

		if (!term || !(agent_speed(agent, s->queues[q].skill, day) > 0))
			continue;
		double hours = term->min_minutes + term->max_minutes + 1.0;
		all += hours;
		both += hours * agent_speed(agent, s->queues[d].skill, day);
	}
	if (s->n_agents == 0)
		return 1;
	return all > 0 ? both / all : 0;
}

static double cap_of(const struct queue *q)
{
	return q->goal.max_occupancy > 0 ? q->goal.max_occupancy : 1;
}

static double left(const struct idle *x, int q, int d, int t)
{
	const struct queue *queues = x->site->queues;
	double cap = fmin(cap_of(&queues[q]), cap_of(&queues[d]));
	int at = q * x->g->n + t;

	return fmax(0, x->there[at] * cap - x->busy[at]);
}

void idle_of(const struct idle *x, int d, double *work)
{
	const struct queue *deferred = &x->site->queues[d];

	for (int t = 0; t < x->g->n; t++)
		work[t] = 0;
	for (int q = 0; q < x->site->n_queues; q++) {
		if (!(deferred->blend >> q & 1))
			continue;
		double part = skilled(x, q, d);
		for (int t = 0; t < x->g->n && part > 0; t++)
			work[t] += part * left(x, q, d, t);
	}
}

/* Each queue gives in proportion to what it has. */
void idle_take(struct idle *x, int d, const double *used)
{
	const struct queue *deferred = &x->site->queues[d];
	int n = x->g->n;
	double *work = arena_new(x->arena, double, n);

	idle_of(x, d, work);
	for (int q = 0; q < x->site->n_queues; q++) {
		if (!(deferred->blend >> q & 1))
			continue;
		double part = skilled(x, q, d);
		for (int t = 0; t < n; t++)
			if (work[t] > 0)
				x->busy[q * n + t] +=
					fmin(1, part) * left(x, q, d, t) *
					fmin(1, used[t] / work[t]);
	}
}
