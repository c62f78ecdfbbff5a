#include "optimise/relay.h"

#include <math.h>

enum { LENGTH = 6, PEOPLE = 100, CHAINS = 60 /* a day and call */ };

static const double SAVES = -1e-6;

struct arc { /* a break goes from one node to another */
	int from, to;
	int worker, pause;
	int16_t at;
	double cost;
};

struct relay {
	struct arena *arena;
	const struct plan *plan;
	struct arc *arcs;
	int n_arcs, room;
	int *people; /* [n_people] whose breaks may move */
	int n_people;
	int low, high;	 /* intervals of the day's duties: [low, high) */
	double *far;	 /* [LENGTH + 1][nodes] */
	int *last;	 /* [LENGTH + 1][nodes] arc */
	double *down;	 /* [nodes] */
	bool *is_banned; /* [nodes] as the end of a path */
	size_t nodes_room;
	struct change *before;
	int n_before, before_room;
	double steps;
};

struct relay *relay_new(struct arena *a, const struct plan *p)
{
	struct relay *r = arena_new(a, struct relay, 1);

	r->arena = a;
	r->plan = p;
	r->people = arena_new(a, int, PEOPLE);
	return r;
}

/* ---- the day's arcs ---- */

static const struct choice *choice_on(const struct draft *d, int worker,
				      int day)
{
	int k = draft_at(d, worker, day)->option;

	return k == DUTY_OFF ? NULL
			     : &d->plan->workers[worker].menu[day].list[k];
}

/* Somebody whose breaks count as whole heads. */
static bool is_movable(const struct plan *p, const struct worker *w, int day,
		       const struct choice *c)
{
	return w->planned && c && c->kind >= 0 && c->scale == 1 &&
	       !w->menu[day].locked && !plan_option(p, c)->given &&
	       !plan_option(p, c)->idle;
}

static void find_people(struct relay *r, const struct draft *d, int day,
			int first)
{
	const struct plan *p = r->plan;

	r->n_people = 0;
	for (int k = 0; k < p->n_workers && r->n_people < PEOPLE; k++) {
		int i = (first + k) % p->n_workers;
		if (is_movable(p, &p->workers[i], day, choice_on(d, i, day)))
			r->people[r->n_people++] = i;
	}
}

static void find_span(struct relay *r, const struct draft *d, int day)
{
	const struct plan *p = r->plan;
	int per = p->ticks.per;

	r->low = p->n;
	r->high = 0;
	for (int k = 0; k < r->n_people; k++) {
		const struct option *o =
			plan_option(p, choice_on(d, r->people[k], day));
		int from = o->start / per, until = (o->end + per - 1) / per;
		r->low = from < r->low ? from : r->low;
		r->high = until > r->high ? until : r->high;
	}
	r->high = r->high < p->n ? r->high : p->n;
}

static int node_of(const struct relay *r, int kind, int t)
{
	return kind * (r->high - r->low) + t - r->low;
}

static int kind_of(const struct relay *r, int node)
{
	return node / (r->high - r->low);
}

static int interval_of(const struct relay *r, int node)
{
	return node % (r->high - r->low) + r->low;
}

/* The intervals that gain and lose a head when a break moves between ticks;
 * false: not just one of each. */
static bool ends_of(int per, int length, int from, int to, int *gains,
		    int *loses)
{
	if (from % per != 0 || to % per != 0 || length % per != 0 || from == to)
		return false;
	if (length == per) {
		*gains = from / per;
		*loses = to / per;
		return true;
	}
	if (to == from + per) {
		*gains = from / per;
		*loses = (from + length) / per;
		return true;
	}
	*gains = (from + length) / per - 1;
	*loses = to / per;
	return to == from - per;
}

static double cost_of_move(const struct draft *d, int worker, int day,
			   const struct placed *to)
{
	return draft_day_cost(d, worker, day, to) -
	       draft_day_cost(d, worker, day, draft_at(d, worker, day));
}

static void add_pause(struct relay *r, const struct draft *d, int worker,
		      int day, int pause)
{
	const struct choice *c = choice_on(d, worker, day);
	const struct option *o = plan_option(r->plan, c);
	const struct placed *now = draft_at(d, worker, day);
	const struct pause *p = &o->pauses[pause];
	struct arc arc = { .worker = worker, .pause = pause };
	struct placed to = *now;
	int gains, loses;

	for (int k = 0; k < p->n; k++) {
		to.at[pause] = (int16_t)p->at[k];
		if (!ends_of(r->plan->ticks.per, p->length,
			     o->start + now->at[pause], o->start + p->at[k],
			     &gains, &loses) ||
		    loses >= r->high || gains >= r->high ||
		    (!o->apart && !duty_fits(o, to.at)))
			continue;
		arc.from = node_of(r, c->kind, gains);
		arc.to = node_of(r, c->kind, loses);
		arc.at = to.at[pause];
		arc.cost = p->paid && !c->kept
				   ? 0
				   : cost_of_move(d, worker, day, &to);
		r->arcs = arena_grow(r->arena, r->arcs, r->n_arcs, &r->room,
				     sizeof(*r->arcs));
		r->arcs[r->n_arcs++] = arc;
	}
}

static void find_arcs(struct relay *r, const struct draft *d, int day)
{
	r->n_arcs = 0;
	for (int k = 0; k < r->n_people; k++) {
		int i = r->people[k];
		const struct option *o =
			plan_option(r->plan, choice_on(d, i, day));
		for (int pause = 0; pause < o->n_pauses; pause++)
			add_pause(r, d, i, day, pause);
	}
	r->steps += 40.0 * r->n_arcs;
}

/* ---- paths ---- */

static size_t make_room(struct relay *r)
{
	size_t n = (size_t)r->plan->n_kinds * (size_t)(r->high - r->low);

	if (n > r->nodes_room) {
		r->nodes_room = n;
		r->far = arena_new(r->arena, double, (LENGTH + 1) * n);
		r->last = arena_new(r->arena, int, (LENGTH + 1) * n);
		r->down = arena_new(r->arena, double, n);
		r->is_banned = arena_new(r->arena, bool, n);
	}
	return n;
}

/* Money of one head more, or less, where some break could bring it. */
static double set_ends(struct relay *r, struct draft *d, size_t n)
{
	double least = HUGE_VAL;

	for (size_t k = 0; k < n; k++) {
		r->far[k] = HUGE_VAL;
		r->down[k] = HUGE_VAL;
		r->is_banned[k] = false;
	}
	for (int k = 0; k < r->n_arcs; k++) {
		int from = r->arcs[k].from, to = r->arcs[k].to;
		if (r->far[from] == HUGE_VAL)
			r->far[from] = crowd_up(d->crowd, kind_of(r, from),
						interval_of(r, from));
		if (r->down[to] == HUGE_VAL)
			r->down[to] = crowd_down(d->crowd, kind_of(r, to),
						 interval_of(r, to));
		least = fmin(least, r->down[to]);
	}
	return least;
}

/* Paths of one arc more, where they can still save; false: there are none. */
static bool lengthen(struct relay *r, int length, size_t n, double least)
{
	const double *now = r->far + (size_t)length * n;
	double *next = r->far + (size_t)(length + 1) * n;
	int *last = r->last + (size_t)(length + 1) * n;
	bool any = false;

	for (size_t k = 0; k < n; k++)
		next[k] = HUGE_VAL;
	for (int k = 0; k < r->n_arcs; k++) {
		const struct arc *a = &r->arcs[k];
		double far = now[a->from] + a->cost;
		if (far + least >= SAVES || far >= next[a->to])
			continue;
		next[a->to] = far;
		last[a->to] = k;
		any = true;
	}
	/* No better than a shorter path: not gone on from. */
	for (size_t k = 0; k < n && any; k++)
		for (int l = 0; l <= length && next[k] < HUGE_VAL; l++)
			if (r->far[(size_t)l * n + k] <= next[k])
				next[k] = HUGE_VAL;
	r->steps += 2.0 * r->n_arcs + 3.0 * (double)n;
	return any;
}

struct path {
	int length, end;
	double money;
};

static struct path best_path(const struct relay *r, int lengths, size_t n)
{
	struct path best = { 0, -1, SAVES };

	for (int l = 1; l <= lengths; l++)
		for (size_t k = 0; k < n; k++) {
			double money = r->far[(size_t)l * n + k] + r->down[k];
			if (money < best.money && !r->is_banned[k])
				best = (struct path){ l, (int)k, money };
		}
	return best;
}

/* The moves of a path, merged by person; 0: one break would move twice. */
static int changes_of(const struct relay *r, const struct draft *d, int day,
		      struct path path, size_t n, struct change *list)
{
	bool moved[LENGTH][DUTY_PAUSES] = { { false } };
	int count = 0, node = path.end;

	for (int l = path.length; l > 0; l--) {
		const struct arc *a =
			&r->arcs[r->last[(size_t)l * n + (size_t)node]];
		int k = 0;
		while (k < count && list[k].worker != a->worker)
			k++;
		if (k == count)
			list[count++] =
				(struct change){ a->worker, day,
						 *draft_at(d, a->worker, day) };
		if (moved[k][a->pause])
			return 0;
		moved[k][a->pause] = true;
		list[k].to.at[a->pause] = a->at;
		node = a->from;
	}
	return count;
}

static bool fits(const struct draft *d, int n, const struct change *list)
{
	for (int k = 0; k < n; k++) {
		const struct choice *c =
			choice_on(d, list[k].worker, list[k].day);
		if (!duty_fits(plan_option(d->plan, c), list[k].to.at))
			return false;
	}
	return true;
}

static void note_before(struct relay *r, const struct change *c)
{
	r->before = arena_grow(r->arena, r->before, r->n_before,
			       &r->before_room, sizeof(*r->before));
	r->before[r->n_before++] = *c;
}

/* The best path that holds is taken; false: none does. */
static bool take_path(struct relay *r, struct draft *d, int day, int lengths,
		      size_t n)
{
	struct change list[LENGTH];

	for (struct path p; (p = best_path(r, lengths, n)).end >= 0;) {
		int count = changes_of(r, d, day, p, n, list);
		r->is_banned[p.end] = true;
		if (count == 0 || !fits(d, count, list))
			continue;
		r->steps += 300.0 * count;
		double money = draft_try(d, count, list);
		if (money == HUGE_VAL)
			continue;
		if (money >= SAVES) {
			draft_undo(d);
			continue;
		}
		for (int k = 0; k < d->n_undo; k++)
			note_before(r, &d->undo[k]);
		draft_keep(d);
		return true;
	}
	return false;
}

static bool relay_once(struct relay *r, struct draft *d, int day)
{
	int lengths = 0;

	find_arcs(r, d, day);
	if (r->n_arcs == 0)
		return false;
	size_t n = make_room(r);
	double least = set_ends(r, d, n);
	while (lengths < LENGTH && lengthen(r, lengths, n, least))
		lengths++;
	return take_path(r, d, day, lengths, n);
}

int relay_day(struct relay *r, struct draft *d, int day, int first,
	      const struct change **before)
{
	r->n_before = 0;
	r->steps = 0;
	find_people(r, d, day, first);
	find_span(r, d, day);
	for (int k = 0; k < CHAINS && relay_once(r, d, day); k++)
		;
	*before = r->before;
	return r->n_before;
}

double relay_steps(const struct relay *r)
{
	return r->steps;
}
