/*
 * Choices that cannot matter.  A choice k of person i's day d is in no roster
 * that costs at most M when
 *
 *	L(pi) - least_i(pi) + least_i(pi; k on day d) > M
 *
 * for some prices pi: those of the part first; then, one choice after the
 * other, those at which the programme is best with the choice alone in its
 * day.  These take long: they begin with choices that are much dearer than
 * others at the prices of the part, which are nearly always closed, and leave
 * out those that are hardly dearer.
 */
#include "optimise/codes_part.h"

#include <math.h>
#include <string.h>

enum { ROUNDS = 5 };

static const double DEAREST = 0.6, DEAR = 0.2; /* of the room */

struct probe {
	struct part *p;
	double most;
	double *home;	/* [n_rows] prices of the part */
	double *least;	/* [n] at them */
	double room;	/* the same: what a tour may be dearer */
	uint8_t **seen; /* [n * days][menu.n + 1] in a tour within room */
	int16_t *pick;	/* [days] */
	int n;		/* choices to be asked for */
	double dear;	/* so much of the room, by a programme */
	double until;	/* work */
	bool too_long;
};

/* ---- choices ---- */

static int choices(const struct probe *x, int slot, int day)
{
	const struct part *p = x->p;

	return p->codes->plan->workers[p->worker[slot]].menu[day].n;
}

static uint8_t *seen(const struct probe *x, int slot, int day, int choice)
{
	uint8_t *list = x->seen[(size_t)slot * x->p->codes->days + day];

	return &list[choice == DUTY_OFF ? choices(x, slot, day) : choice];
}

static void see(struct probe *x, int slot, const int16_t *pick)
{
	for (int d = 0; d < x->p->codes->days; d++)
		*seen(x, slot, d, pick[d]) = 1;
}

static bool is_asked(const struct probe *x, int slot, int day, int choice)
{
	const struct part *p = x->p;
	const struct menu *m =
		&p->codes->plan->workers[p->worker[slot]].menu[day];

	return (choice != DUTY_OFF || m->may_off) &&
	       !part_is_closed(p, slot, day, choice) &&
	       !*seen(x, slot, day, choice);
}

typedef void asking(struct probe *x, int slot, int day, int choice);

static void each(struct probe *x, asking *ask)
{
	for (int s = 0; s < x->p->n; s++)
		for (int d = 0; d < x->p->codes->days; d++)
			for (int k = -1; k < choices(x, s, d); k++) {
				int choice = k < 0 ? DUTY_OFF : k;
				if (x->too_long || x->p->codes->effort->stopped)
					return;
				if (is_asked(x, s, d, choice))
					ask(x, s, d, choice);
			}
}

static void count(struct probe *x, int slot, int day, int choice)
{
	(void)slot;
	(void)day;
	(void)choice;
	x->n++;
}

/* ---- by the prices of the part ---- */

/* As they were; the bound's parts too. */
static void go_home(struct probe *x)
{
	struct part *p = x->p;
	size_t n = (size_t)p->codes->n_rows * sizeof(*x->home);

	memcpy(p->best, x->home, n);
	memcpy(p->trial, x->home, n);
	memcpy(p->least, x->least, (size_t)p->n * sizeof(*x->least));
}

static void take(struct part *p, int slot, const int16_t *pick)
{
	double cost = codes_tour_cost(p->codes, p->worker[slot], pick, 0);

	if (cost < HUGE_VAL)
		part_take(p, slot, pick, cost);
}

/* By how much the cheapest tour is dearer with what is open now; it is seen
 * when it is within the room. */
static double dearer(struct probe *x, int slot)
{
	struct part *p = x->p;
	struct codes *c = p->codes;
	double value = HUGE_VAL;

	part_fill_costs(p, slot, 0, c->off[0]);
	if (!pricer_several(c->pricer[p->worker[slot]], c->space[0],
			    c->prices[0], c->off[0], 1, x->pick, &value))
		return HUGE_VAL;
	effort_spend(c->effort, pricing_steps(c->space[0]) / 1e6);
	value -= x->least[slot];
	if (value <= x->room) {
		see(x, slot, x->pick);
		take(p, slot, x->pick);
	}
	return value;
}

static void ask_prices(struct probe *x, int slot, int day, int choice)
{
	struct part *p = x->p;
	int mark = p->n_shut;

	part_only(p, slot, day, choice);
	bool lost = dearer(x, slot) > x->room;
	part_reopen(p, mark);
	if (lost)
		part_forbid(p, slot, day, choice);
}

/* ---- by a programme ---- */

static bool is_above(struct probe *x)
{
	struct part *p = x->p;

	part_bury(p);
	return part_solve(p, LP_DUAL) && part_generate(p, ROUNDS, 0) &&
	       p->bound > x->most;
}

static void ask_programme(struct probe *x, int slot, int day, int choice)
{
	struct part *p = x->p;
	int mark = p->n_shut;

	part_only(p, slot, day, choice);
	double more = dearer(x, slot);
	bool lost =
		more > x->room || (more >= x->dear * x->room && is_above(x));
	part_reopen(p, mark);
	go_home(x);
	if (lost) {
		part_forbid(p, slot, day, choice);
		part_bury(p);
	}
	x->too_long = p->codes->effort->work > x->until;
}

/* What the programme gives weight costs nothing more. */
static void see_weights(struct probe *x)
{
	const struct part *p = x->p;

	for (int s = 0; s < p->n; s++)
		for (int d = 0; d < p->codes->days; d++)
			memset(x->seen[(size_t)s * p->codes->days + d], 0,
			       (size_t)choices(x, s, d) + 1);
	for (int k = 0; k < p->n_in; k++)
		if (!p->in[k].dead && part_weight(p, k) > 1e-9)
			see(x, p->in[k].slot,
			    p->codes->columns[p->in[k].column].pick);
}

static bool go_deeper(struct probe *x)
{
	struct part *p = x->p;

	see_weights(x);
	p->most = p->enough = x->most;
	x->dear = DEAREST;
	each(x, ask_programme);
	x->dear = DEAR;
	each(x, ask_programme);
	p->most = HUGE_VAL;
	p->enough = -HUGE_VAL;
	part_bury(p);
	return part_solve(p, LP_PRIMAL) && part_sweep(p);
}

/* ---- the whole ---- */

static struct probe probe_new(struct part *p, double most, double work)
{
	struct probe x = { .p = p, .most = most };
	struct codes *c = p->codes;

	x.until = c->effort->work + work;
	x.home = arena_copy(p->arena, p->best, (size_t)c->n_rows,
			    sizeof(*x.home));
	x.least = arena_new(p->arena, double, p->n);
	x.pick = arena_new(p->arena, int16_t, c->days);
	x.seen = arena_new(p->arena, uint8_t *, (size_t)p->n * c->days);
	for (int s = 0; s < p->n; s++)
		for (int d = 0; d < c->days; d++)
			x.seen[(size_t)s * c->days + d] = arena_new(
				p->arena, uint8_t, choices(&x, s, d) + 1);
	return x;
}

bool part_probe(struct part *p, double most, bool deeper, double work)
{
	struct probe x = probe_new(p, most, work);
	double before = p->codes->effort->work;

	if (!p->has_best)
		return false;
	memcpy(p->trial, x.home, (size_t)p->codes->n_rows * sizeof(*x.home));
	x.room = most - part_price(p);
	memcpy(x.least, p->least, (size_t)p->n * sizeof(*x.least));
	each(&x, count);
	if ((p->codes->effort->work - before) / p->n * x.n > work)
		return false;
	each(&x, ask_prices);
	part_bury(p);
	if (!part_solve(p, LP_PRIMAL) || !deeper)
		return !p->codes->effort->stopped;
	return go_deeper(&x);
}
