#include "optimise/exchange.h"

#include <math.h>
#include <string.h>

#include "optimise/assign.h"

enum { GROUP = 150, SWEEPS = 10 };

static const double NEVER = 1e9; /* instead of infinity */

/* Workers who may change with each other. */
struct group {
	struct draft *draft;
	struct arena *arena;
	struct effort *effort;
	int *worker; /* [n] */
	int n;
	double *cost; /* [n * n] of worker i with what j has */
	int *get;     /* [n] whose it is that worker i gets */
	struct change *changes;
	double steps;
};

static const struct menu *menu_of(const struct draft *d, int worker, int day)
{
	return &d->plan->workers[worker].menu[day];
}

static const struct choice *choice_now(const struct draft *d, int worker,
				       int day)
{
	int k = draft_at(d, worker, day)->option;

	return k == DUTY_OFF ? NULL : &menu_of(d, worker, day)->list[k];
}

/* Where an option stands on a menu, -1: nowhere.  Menus ascend, but for
 * options of one person alone, which stand nowhere else. */
static int find_option(const struct menu *m, int option)
{
	int low = 0, high = m->n;

	while (low < high) {
		int middle = (low + high) / 2;
		if (m->list[middle].option < option)
			low = middle + 1;
		else
			high = middle;
	}
	return low < m->n && m->list[low].option == option ? low : -1;
}

/* The day of another as one's own, -2: impossible. */
static int own_choice(const struct draft *d, int worker, int day, int other)
{
	const struct choice *c = choice_now(d, other, day);
	const struct menu *m = menu_of(d, worker, day);

	if (worker == other)
		return draft_at(d, worker, day)->option;
	if (!c)
		return m->may_off && m->without == CELL_OFF &&
				       menu_of(d, other, day)->without ==
					       CELL_OFF
			       ? DUTY_OFF
			       : -2;
	int k = find_option(m, c->option);
	if (k < 0 || m->list[k].kind != c->kind || m->list[k].scale != c->scale)
		return -2;
	return k;
}

static double cost_of_day(const struct draft *d, int worker, int day, int k,
			  int other)
{
	struct placed placed = *draft_at(d, other, day);

	placed.option = k;
	return draft_day_cost(d, worker, day, &placed);
}

/* ---- days ---- */

static bool rests(const struct draft *d, int worker, int day, int other)
{
	const struct day_work *w = draft_work(d, worker);
	const struct day_work *o = &draft_work(d, other)[day];
	int64_t rest = 60 * rulebook_rest(d->rules[worker]);

	if (w[day - 1].worked && o->from - w[day - 1].until < rest)
		return false;
	return day + 1 >= d->plan->days || !w[day + 1].worked ||
	       w[day + 1].from - o->until >= rest;
}

static double price_day(const struct draft *d, int worker, int day, int other)
{
	int k = own_choice(d, worker, day, other);

	if (k < 0 ||
	    draft_work(d, worker)[day].paid != draft_work(d, other)[day].paid ||
	    (worker != other && !rests(d, worker, day, other)))
		return NEVER;
	return cost_of_day(d, worker, day, k, other);
}

/* ---- tours ---- */

static double price_tour(const struct group *g, int worker, int other,
			 struct day_work *work)
{
	const struct draft *d = g->draft;
	int days = d->plan->days;
	double sum = 0;

	if (worker == other)
		return NEVER; /* put in by the caller */
	for (int day = 0; day < days; day++) {
		int k = own_choice(d, worker, day, other);
		if (k == -2)
			return NEVER;
		sum += cost_of_day(d, worker, day, k, other);
	}
	memcpy(work, draft_work(d, worker) - PLAN_PAST,
	       PLAN_PAST * sizeof(*work));
	memcpy(work + PLAN_PAST, draft_work(d, other),
	       (size_t)days * sizeof(*work));
	struct verdict v = rulebook_judge(d->rules[worker], work + PLAN_PAST);
	return v.hard > 1e-9 ? NEVER : sum + v.price;
}

static double own_tour(const struct draft *d, int worker)
{
	double sum = d->verdict[worker].price;

	for (int day = 0; day < d->plan->days; day++)
		sum += draft_day_cost(d, worker, day, draft_at(d, worker, day));
	return sum;
}

/* ---- handing out ---- */

/* Worker i gets the days [from, until) of the one he was assigned to. */
static int note_changes(const struct group *g, int i, int from, int until,
			struct change *to)
{
	const struct draft *d = g->draft;
	int worker = g->worker[i], other = g->worker[g->get[i]], n = 0;

	for (int day = from; day < until; day++) {
		struct change c = { worker, day, *draft_at(d, other, day) };
		c.to.option = own_choice(d, worker, day, other);
		if (c.to.option == -2)
			return -1;
		to[n++] = c;
	}
	return n;
}

/* One cycle of the assignment; true: it was kept. */
static bool try_cycle(struct group *g, int first, int from, int until)
{
	int n = 0, i = first;

	do {
		if (n + until - from > DRAFT_CHANGES)
			return false;
		int more = note_changes(g, i, from, until, g->changes + n);
		if (more < 0)
			return false;
		n += more;
		i = g->get[i];
	} while (i != first);
	g->steps += 300.0 * n;
	double change = draft_try(g->draft, n, g->changes);
	if (change == HUGE_VAL)
		return false;
	if (change < -1e-7) {
		draft_keep(g->draft);
		return true;
	}
	draft_undo(g->draft);
	return false;
}

static bool try_cycles(struct group *g, int from, int until)
{
	bool any = false;

	for (int i = 0; i < g->n; i++) {
		int j = i;
		if (g->get[i] == i)
			continue;
		if (try_cycle(g, i, from, until))
			any = true;
		do {
			int next = g->get[j];
			g->get[j] = j;
			j = next;
		} while (j != i);
	}
	return any;
}

static bool hand_out(struct group *g, int from, int until)
{
	g->steps += assign(g->arena, g->n, g->cost, g->get);
	bool any = try_cycles(g, from, until);
	arena_empty(g->arena);
	return any;
}

static bool exchange_day(struct group *g, int day)
{
	for (int i = 0; i < g->n; i++)
		for (int j = 0; j < g->n; j++)
			g->cost[i * g->n + j] = price_day(
				g->draft, g->worker[i], day, g->worker[j]);
	g->steps += 20.0 * g->n * g->n;
	return hand_out(g, day, day + 1);
}

static bool exchange_tours(struct group *g)
{
	struct day_work *work = arena_new(g->arena, struct day_work,
					  PLAN_PAST + g->draft->plan->days);

	for (int i = 0; i < g->n; i++)
		for (int j = 0; j < g->n; j++)
			g->cost[i * g->n + j] =
				i == j ? own_tour(g->draft, g->worker[i])
				       : price_tour(g, g->worker[i],
						    g->worker[j], work);
	g->steps += 200.0 * g->n * g->n;
	return hand_out(g, 0, g->draft->plan->days);
}

static bool exchange_on(struct group *g, int day, const int *order, int n)
{
	const struct draft *d = g->draft;
	bool any = false;

	for (int k = 0; k < n;) {
		g->n = 0;
		for (; k < n && g->n < GROUP; k++)
			if (day < 0 || choice_now(d, order[k], day))
				g->worker[g->n++] = order[k];
		if (g->n > 1 &&
		    (day < 0 ? exchange_tours(g) : exchange_day(g, day)))
			any = true;
	}
	return any;
}

bool exchange(struct draft *d, struct random *random, struct effort *effort)
{
	struct arena *a = arena_open();
	struct group g = { .draft = d, .effort = effort };
	int *order = arena_new(a, int, d->plan->n_workers), n = 0;
	double before = d->cost;
	bool any = true;

	g.arena = arena_open();
	g.worker = arena_new(a, int, GROUP);
	g.cost = arena_new(a, double, GROUP *GROUP);
	g.get = arena_new(a, int, GROUP);
	g.changes = arena_new(a, struct change, DRAFT_CHANGES);
	for (int i = 0; i < d->plan->n_workers; i++)
		if (d->plan->workers[i].planned)
			order[n++] = i;
	for (int sweep = 0; any && sweep < SWEEPS && !effort->stopped;
	     sweep++) {
		any = false;
		random_shuffle(random, order, n);
		for (int day = -1; day < d->plan->days; day++) {
			g.steps = 0;
			if (exchange_on(&g, day, order, n))
				any = true;
			if (effort_spend(effort, g.steps / 1e6))
				break;
		}
	}
	arena_close(g.arena);
	arena_close(a);
	return d->cost < before - 1e-9;
}
