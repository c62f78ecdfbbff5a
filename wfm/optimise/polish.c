#include "optimise/polish.h"

#include <math.h>
#include <string.h>

#include "optimise/move.h"

enum {
	ROUND = 2000, /* proposals between two looks at the clock */
	NEAR = 4      /* choices to either side that are near */
};

struct annealing {
	struct draft *draft;
	struct mover *mover;
	struct random random;
	int *open; /* [n_open] workers with a choice */
	int n_open;
	double heat, limit; /* temperature; most that may be lost now */
};

double polish_scale(const struct plan *p)
{
	double sum = 0;
	int n = 0;

	for (int r = 0; r < p->req->n_rows; r++)
		for (int t = 0; t < p->n; t++) {
			double worth =
				curve_worth(&p->req->rows[r].curve[t], 1);
			if (worth > 0) {
				sum += worth;
				n++;
			}
		}
	return n > 0 ? sum / n : 1;
}

/* ---- proposals ---- */

static const struct menu *menu_at(const struct annealing *x, int worker,
				  int day)
{
	return &x->draft->plan->workers[worker].menu[day];
}

static const struct option *option_at(const struct annealing *x, int worker,
				      int day, int k)
{
	return plan_option(x->draft->plan, &menu_at(x, worker, day)->list[k]);
}

static bool settle_trial(struct annealing *x, int n, const struct change *c)
{
	double change = draft_try(x->draft, n, c);

	if (change == HUGE_VAL)
		return false;
	if (change <= x->limit) {
		draft_keep(x->draft);
		return true;
	}
	draft_undo(x->draft);
	return false;
}

static void propose_pause(struct annealing *x, int worker, int day)
{
	const struct placed *now = draft_at(x->draft, worker, day);
	const struct option *o = option_at(x, worker, day, now->option);
	struct change c = { .worker = worker, .day = day };

	if (o->n_pauses == 0)
		return;
	int k = random_below(&x->random, o->n_pauses);
	int place = random_below(&x->random, o->pauses[k].n);
	if (move_pause(x->mover, worker, day, k, place, &c.to) <= x->limit)
		settle_trial(x, 1, &c);
}

/* A choice of a day with this much paid time (any: < 0), -1: none found. */
static int pick_choice(struct annealing *x, int worker, int day, int near,
		       int paid)
{
	const struct menu *m = menu_at(x, worker, day);

	for (int tries = 0; tries < 8 && m->n > 0; tries++) {
		int k = random_below(&x->random, m->n);
		if (near >= 0 && random_below(&x->random, 10) < 6)
			k = near - NEAR +
			    random_below(&x->random, 2 * NEAR + 1);
		if (k < 0 || k >= m->n || k == near)
			continue;
		if (paid < 0 || option_at(x, worker, day, k)->paid == paid)
			return k;
	}
	return -1;
}

/* Another day that is worked (or not), -1: none. */
static int other_day(struct annealing *x, int worker, int day, bool worked)
{
	int days = x->draft->plan->days, from = random_below(&x->random, days);

	for (int k = 0; k < days; k++) {
		int d = (from + k) % days;
		bool is = draft_at(x->draft, worker, d)->option != DUTY_OFF;
		if (d != day && is == worked && menu_at(x, worker, d)->n > 0 &&
		    (is || menu_at(x, worker, d)->may_off))
			return d;
	}
	return -1;
}

static void propose_two(struct annealing *x, struct change *c, double first,
			int day, int option)
{
	c[1] = (struct change){ .worker = c[0].worker, .day = day };
	double change = move_day(x->mover, c[0].worker, day, option, &c[1].to);

	if (first + change <= x->limit)
		settle_trial(x, 2, c);
}

/* Another duty; what it pays more or less another day makes up for. */
static void propose_duty(struct annealing *x, int worker, int day)
{
	const struct placed *now = draft_at(x->draft, worker, day);
	int paid = option_at(x, worker, day, now->option)->paid;
	bool even = random_below(&x->random, 2);
	int k = pick_choice(x, worker, day, now->option, even ? paid : -1);
	struct change c[2] = { { .worker = worker, .day = day } };

	if (k < 0)
		return;
	double change = move_day(x->mover, worker, day, k, &c[0].to);
	int more = option_at(x, worker, day, k)->paid - paid;
	if (more == 0 || random_below(&x->random, 3) == 0) {
		if (change <= x->limit)
			settle_trial(x, 1, c);
		return;
	}
	int d = other_day(x, worker, day, true);
	if (d < 0)
		return;
	int was = draft_at(x->draft, worker, d)->option;
	int other = pick_choice(x, worker, d, was,
				option_at(x, worker, d, was)->paid - more);
	if (other >= 0)
		propose_two(x, c, change, d, other);
}

/* The duty goes to a day off. */
static void propose_off(struct annealing *x, int worker, int day)
{
	const struct placed *now = draft_at(x->draft, worker, day);
	int paid = option_at(x, worker, day, now->option)->paid;
	int d = other_day(x, worker, day, false);
	struct change c[2] = { { .worker = worker, .day = day } };

	if (d < 0 || !menu_at(x, worker, day)->may_off)
		return;
	int k = pick_choice(x, worker, d, -1,
			    random_below(&x->random, 4) ? paid : -1);
	if (k < 0)
		return;
	double change = move_day(x->mover, worker, day, DUTY_OFF, &c[0].to);
	propose_two(x, c, change, d, k);
}

/* One day more, or one less, where the hours have room. */
static void propose_day(struct annealing *x, int worker, int day)
{
	const struct menu *m = menu_at(x, worker, day);
	const struct placed *now = draft_at(x->draft, worker, day);
	struct change c = { .worker = worker, .day = day };
	int k = DUTY_OFF;

	if (now->option == DUTY_OFF)
		k = pick_choice(x, worker, day, -1, -1);
	if (k == DUTY_OFF && (now->option == DUTY_OFF || !m->may_off))
		return;
	if (move_day(x->mover, worker, day, k, &c.to) <= x->limit)
		settle_trial(x, 1, &c);
}

static void propose(struct annealing *x)
{
	int worker = x->open[random_below(&x->random, x->n_open)];
	int day = random_below(&x->random, x->draft->plan->days);
	bool works = draft_at(x->draft, worker, day)->option != DUTY_OFF;
	int kind = random_below(&x->random, 100);

	x->limit = -x->heat * log(1 - random_uniform(&x->random)) - 1e-9;
	if (menu_at(x, worker, day)->n == 0)
		return;
	if (!works || kind < 5)
		propose_day(x, worker, day);
	else if (kind < 35)
		propose_pause(x, worker, day);
	else if (kind < 80)
		propose_duty(x, worker, day);
	else
		propose_off(x, worker, day);
}

/* ---- annealing ---- */

static void open_workers(struct arena *a, struct annealing *x)
{
	const struct plan *p = x->draft->plan;

	x->open = arena_new(a, int, p->n_workers);
	for (int i = 0; i < p->n_workers; i++) {
		int choices = 0;
		for (int d = 0; d < p->days; d++)
			choices += p->workers[i].menu[d].n;
		if (p->workers[i].planned && choices > 0)
			x->open[x->n_open++] = i;
	}
}

/* Work units of a round, measured once: about a microsecond a proposal. */
static double round_work(void)
{
	return ROUND / 1e3;
}

void polish_anneal(struct arena *a, struct draft *d, struct effort *effort,
		   struct polish_heat heat)
{
	struct annealing x = { .draft = d,
			       .mover = mover_new(a, d),
			       .random = random_stream(effort->options->seed,
						       heat.stream) };
	struct draft *best = draft_new(a, d->plan, d->rules, d->share);
	double begin = effort->work, end = heat.share * effort->limit;

	open_workers(a, &x);
	draft_copy(best, d);
	while (x.n_open > 0 && !effort_is_over(effort, heat.share)) {
		double part = (effort->work - begin) / (end - begin);
		x.heat = heat.from * pow(heat.until / heat.from, part);
		for (int k = 0; k < ROUND; k++)
			propose(&x);
		if (d->cost < best->cost - 1e-9)
			draft_copy(best, d);
		if (best->cost < effort->cost)
			effort->cost = best->cost;
		if (effort_spend(effort, round_work()))
			break;
	}
	effort_tell(effort, "polish");
	if (best->cost < d->cost)
		draft_copy(d, best);
	draft_close(best);
	draft_recount(d);
}

/* ---- ruin and recreate ---- */

static void remember(const struct draft *d, int worker, struct change *to)
{
	for (int day = 0; day < d->plan->days; day++)
		to[day] = (struct change){ worker, day,
					   *draft_at(d, worker, day) };
}

/* Back to what was remembered of one worker. */
static void restore(struct draft *d, const struct change *from)
{
	if (draft_try(d, d->plan->days, from) < HUGE_VAL)
		draft_keep(d);
}

static double recreate_once(struct annealing *x, struct responder *r,
			    struct change *memory, double noise)
{
	struct draft *d = x->draft;
	int days = d->plan->days;
	int i = x->open[random_below(&x->random, x->n_open)];
	int j = x->open[random_below(&x->random, x->n_open)];
	double before = d->cost, work = 0;

	remember(d, i, memory);
	remember(d, j, memory + days);
	respond_within(r, d, i, noise, &x->random, HUGE_VAL);
	work += respond_work(r);
	if (j != i) {
		respond_within(r, d, j, noise, &x->random, HUGE_VAL);
		work += respond_work(r);
	}
	respond(r, d, i, 0, NULL);
	respond(r, d, j, 0, NULL);
	if (d->cost > before + 1e-9) {
		restore(d, memory);
		if (j != i)
			restore(d, memory + days);
	}
	return 2 * work;
}

void polish_recreate(struct arena *a, struct draft *d, struct responder *r,
		     struct effort *effort, struct polish_heat heat)
{
	struct annealing x = { .draft = d,
			       .random = random_stream(effort->options->seed,
						       heat.stream) };
	struct change *memory = arena_new(a, struct change, 2 * d->plan->days);
	double noise = heat.from;

	open_workers(a, &x);
	while (x.n_open > 0 && !effort_is_over(effort, heat.share)) {
		double work = recreate_once(&x, r, memory, noise);
		noise = noise > heat.until ? noise * 0.9 : heat.from;
		effort->cost = fmin(effort->cost, d->cost);
		if (effort_spend(effort, work))
			break;
	}
	draft_recount(d);
	effort_tell(effort, "polish");
}

void polish_respond(struct draft *d, struct responder *r, struct effort *effort)
{
	bool changed = true;

	for (int sweep = 0; changed && sweep < 20; sweep++) {
		changed = false;
		for (int i = 0; i < d->plan->n_workers; i++) {
			if (!d->plan->workers[i].planned)
				continue;
			if (respond(r, d, i, 0, NULL))
				changed = true;
			if (effort_spend(effort, respond_work(r)))
				return;
		}
		effort->cost = fmin(effort->cost, d->cost);
	}
}

/* ---- the last sweep ---- */

struct settling {
	struct draft *draft;
	struct mover *mover;
	struct effort *effort;
	double slack; /* estimates may err by this much */
	bool changed;
	long tries;
};

static bool improve(struct settling *s, int n, const struct change *c)
{
	double change = draft_try(s->draft, n, c);

	s->tries++;
	if (change == HUGE_VAL)
		return false;
	if (change < -1e-6) {
		draft_keep(s->draft);
		s->changed = true;
		return true;
	}
	draft_undo(s->draft);
	return false;
}

static void settle_pauses(struct settling *s, int worker, int day)
{
	const struct plan *p = s->draft->plan;
	const struct menu *m = &p->workers[worker].menu[day];
	int now = draft_at(s->draft, worker, day)->option;
	struct change c = { .worker = worker, .day = day };

	if (now == DUTY_OFF)
		return;
	const struct option *o = plan_option(p, &m->list[now]);
	for (int k = 0; k < o->n_pauses; k++)
		for (int at = 0; at < o->pauses[k].n; at++)
			if (move_pause(s->mover, worker, day, k, at, &c.to) <
			    s->slack)
				improve(s, 1, &c);
}

/* Any other duty on the day, or none, or one where there was none. */
static void settle_duty(struct settling *s, int worker, int day)
{
	const struct menu *m = &s->draft->plan->workers[worker].menu[day];
	struct change c = { .worker = worker, .day = day };

	for (int k = m->may_off ? DUTY_OFF : 0; k < m->n; k++) {
		if (k == draft_at(s->draft, worker, day)->option)
			continue;
		if (move_day(s->mover, worker, day, k, &c.to) < s->slack)
			improve(s, 1, &c);
	}
}

/* The duty of a day goes to a day off, as any duty there. */
static void settle_off(struct settling *s, int worker, int day, int to)
{
	const struct worker *w = &s->draft->plan->workers[worker];
	struct change c[2] = { { .worker = worker, .day = day },
			       { .worker = worker, .day = to } };
	double first;

	if (draft_at(s->draft, worker, day)->option == DUTY_OFF ||
	    draft_at(s->draft, worker, to)->option != DUTY_OFF ||
	    !w->menu[day].may_off)
		return;
	first = move_day(s->mover, worker, day, DUTY_OFF, &c[0].to);
	for (int k = 0; k < w->menu[to].n; k++)
		if (first + move_day(s->mover, worker, to, k, &c[1].to) <
			    s->slack &&
		    improve(s, 2, c))
			return;
}

static void settle_worker(struct settling *s, int worker)
{
	int days = s->draft->plan->days;

	for (int d = 0; d < days; d++) {
		settle_pauses(s, worker, d);
		settle_duty(s, worker, d);
	}
	for (int d = 0; d < days; d++)
		for (int e = 0; e < days; e++)
			if (d != e)
				settle_off(s, worker, d, e);
}

bool polish_settle(struct arena *a, struct draft *d, struct responder *r,
		   struct effort *effort)
{
	struct settling s = { .draft = d,
			      .mover = mover_new(a, d),
			      .effort = effort,
			      .slack = 0.2 * polish_scale(d->plan),
			      .changed = true };

	for (int sweep = 0; s.changed && sweep < 100; sweep++) {
		s.changed = false;
		for (int i = 0; i < d->plan->n_workers; i++) {
			if (!d->plan->workers[i].planned)
				continue;
			if (r && respond(r, d, i, 0, NULL))
				s.changed = true;
			settle_worker(&s, i);
			if (effort_stop(effort))
				return false;
		}
		draft_recount(d);
		effort->cost = fmin(effort->cost, d->cost);
	}
	return !s.changed;
}
