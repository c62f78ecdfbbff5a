#include "maths/sim_script.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- when contacts come --- */

struct piece_list {
	struct arena *arena;
	struct sim_piece *v;
	int n, room;
};

static void add_piece(struct piece_list *l, struct sim_piece p)
{
	l->v = arena_grow(l->arena, l->v, l->n, &l->room, sizeof(*l->v));
	l->v[l->n++] = p;
}

/* The open parts of one interval share its contacts; *k is the first span
 * that is not over. */
static void cut_interval(struct piece_list *l, const struct sim_centre *c,
			 const struct sim_queue *q, double calls, int t, int *k)
{
	double from = t * c->interval, until = from + c->interval, open = 0;
	int first = l->n;

	while (*k < q->n_open && q->open[*k].until <= from)
		++*k;
	for (int i = *k; i < q->n_open && q->open[i].from < until; i++) {
		struct sim_piece p = { fmax(from, q->open[i].from),
				       fmin(until, q->open[i].until), 0, t };

		open += p.until - p.from;
		add_piece(l, p);
	}
	if (l->n == first) { /* closed, but somebody expects contacts */
		add_piece(l, (struct sim_piece){ from, until, 0, t });
		open = c->interval;
	}
	for (int i = first; i < l->n; i++)
		l->v[i].rate = calls / open;
}

static void script_pieces(struct arena *a, struct sim_script *s)
{
	const struct sim_centre *c = s->centre;
	struct piece_list l = { .arena = a };
	int *begin = arena_new(a, int, c->n_queues + 1);

	for (int q = 0; q < c->n_queues; q++) {
		int k = 0;

		begin[q] = l.n;
		for (int t = 0; t < c->n; t++)
			if (c->calls[q * c->n + t] > 0)
				cut_interval(&l, c, &c->queues[q],
					     c->calls[q * c->n + t], t, &k);
	}
	begin[c->n_queues] = l.n;
	s->pieces = l.v;
	s->piece_begin = begin;
}

/* --- when something changes --- */

static int compare_moments(const void *a, const void *b)
{
	const struct sim_moment *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return (x->which > y->which) - (x->which < y->which);
}

static void add_moment(struct sim_script *s, struct sim_moment *list, double at,
		       enum sim_moment_kind kind, int which)
{
	bool edge = kind == SIM_EDGE;

	if (at < s->end || edge)
		list[s->n_moments++] =
			(struct sim_moment){ fmax(at, 0), kind, which };
}

static void script_moments(struct arena *a, struct sim_script *s)
{
	const struct sim_centre *c = s->centre;
	int n = c->n + c->n_changes;
	struct sim_moment *list;

	for (int q = 0; q < c->n_queues; q++)
		n += 2 * c->queues[q].n_open;
	list = arena_new(a, struct sim_moment, n);
	for (int t = 0; t < c->n; t++)
		add_moment(s, list, (t + 1) * c->interval, SIM_EDGE, t);
	for (int q = 0; q < c->n_queues; q++)
		for (int k = 0; k < c->queues[q].n_open; k++) {
			const struct sim_span *span = &c->queues[q].open[k];

			add_moment(s, list, span->from, SIM_OPEN, q);
			add_moment(s, list, span->until, SIM_SHUT, q);
		}
	for (int k = 0; k < c->n_changes; k++)
		add_moment(s, list, c->changes[k].at, SIM_CHANGE, k);
	qsort(list, (size_t)s->n_moments, sizeof(*list), compare_moments);
	s->moments = list;
}

/* --- who takes what --- */

enum { MOST_PRIORITY = 9 };

/* Which profiles have a queue at which priority. */
static void script_ranks(struct arena *a, struct sim_script *s)
{
	const struct sim_centre *c = s->centre;
	int *begin = arena_new(a, int, c->n_queues + 1), n = 0;
	uint64_t *ranks =
		arena_new(a, uint64_t, c->n_queues * MOST_PRIORITY * s->words);

	for (int q = 0; q < c->n_queues; q++) {
		begin[q] = n;
		for (int level = 1; level <= MOST_PRIORITY; level++) {
			uint64_t *set = ranks + n * s->words;
			bool any = false;

			for (int p = 0; p < c->n_profiles; p++)
				if (c->profiles[p].priority[q] == level) {
					set[p / 64] |= (uint64_t)1 << p % 64;
					any = true;
				}
			n += any;
		}
	}
	begin[c->n_queues] = n;
	s->ranks = ranks;
	s->rank_begin = begin;
}

/* Which queues a profile has at which priority. */
static void profile_ranks(struct arena *a, const struct sim_centre *c,
			  bool deferred, const uint64_t **sets,
			  const int **begins)
{
	int *begin = arena_new(a, int, c->n_profiles + 1), n = 0;
	uint64_t *list = arena_new(a, uint64_t, c->n_profiles * MOST_PRIORITY);

	for (int p = 0; p < c->n_profiles; p++) {
		begin[p] = n;
		for (int level = 1; level <= MOST_PRIORITY; level++) {
			uint64_t set = 0;

			for (int q = 0; q < c->n_queues; q++)
				if (c->queues[q].deferred == deferred &&
				    c->profiles[p].priority[q] == level)
					set |= (uint64_t)1 << q;
			if (set)
				list[n++] = set;
		}
	}
	begin[c->n_profiles] = n;
	*sets = list;
	*begins = begin;
}

static void script_before(struct arena *a, struct sim_script *s)
{
	const struct sim_centre *c = s->centre;
	uint64_t *before = arena_new(a, uint64_t, c->n_profiles * c->n_queues);

	for (int p = 0; p < c->n_profiles; p++)
		for (int q = 0; q < c->n_queues; q++)
			for (int k = 0; k < c->n_queues; k++) {
				const int *own = c->profiles[p].priority;

				if (!c->queues[k].deferred &&
				    c->queues[k].slots == 1 && own[k] > 0 &&
				    own[k] <= own[q])
					before[p * c->n_queues + q] |=
						(uint64_t)1 << k;
			}
	s->before = before;
}

/* The most contacts that each agent ever holds. */
static void script_servers(struct arena *a, struct sim_script *s)
{
	const struct sim_centre *c = s->centre;
	int *servers = arena_new(a, int, c->n_agents + 1), n = 0;
	int *most = arena_new(a, int, c->n_agents), *agent_of;

	s->slots = 1;
	for (int k = 0; k < c->n_changes; k++)
		for (int q = 0; q < c->n_queues && c->changes[k].ability >= 0;
		     q++) {
			int p = c->abilities[c->changes[k].ability].profile;
			int *own = &most[c->changes[k].agent];

			if (c->profiles[p].priority[q] > 0 &&
			    c->queues[q].slots > *own)
				*own = c->queues[q].slots;
			if (*own > s->slots)
				s->slots = *own;
		}
	for (int i = 0; i < c->n_agents; i++) {
		servers[i] = n;
		n += most[i] > 1 ? most[i] : 1;
	}
	servers[c->n_agents] = n;
	agent_of = arena_new(a, int, n);
	for (int i = 0; i < c->n_agents; i++)
		for (int k = servers[i]; k < servers[i + 1]; k++)
			agent_of[k] = i;
	s->servers = servers;
	s->agent_of = agent_of;
}

/* Mean work, and the peak of contacts in hand: for the calendar's buckets. */
static void script_load(struct sim_script *s)
{
	const struct sim_centre *c = s->centre;
	double calls = 0, work = 0, peak = 0;
	int servers = s->servers[c->n_agents];

	for (int t = 0; t < c->n; t++) {
		double load = 0;

		for (int q = 0; q < c->n_queues; q++) {
			double x = c->calls[q * c->n + t];

			if (!(x > 0))
				continue;
			calls += x;
			work += x * c->aht[q * c->n + t];
			load += x * c->aht[q * c->n + t] / c->interval;
		}
		peak = fmax(peak, load);
	}
	s->work = calls > 0 && work > 0 ? work / calls : 1;
	s->held = peak < servers ? (int)peak + 1 : servers;
}

struct sim_script sim_script_new(struct arena *a, const struct sim_centre *c)
{
	struct sim_script s = { .centre = c,
				.end = c->n * c->interval,
				.ziggurat = sim_ziggurat_new(),
				.words = (c->n_profiles + 63) / 64 };

	script_pieces(a, &s);
	script_moments(a, &s);
	script_ranks(a, &s);
	profile_ranks(a, c, false, &s.live, &s.live_begin);
	profile_ranks(a, c, true, &s.deferred, &s.deferred_begin);
	script_before(a, &s);
	script_servers(a, &s);
	script_load(&s);
	return s;
}
