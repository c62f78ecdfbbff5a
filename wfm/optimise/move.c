#include "optimise/move.h"

#include <math.h>
#include <string.h>

struct mover {
	struct draft *draft;
	double *prefix;	 /* [ticks.n + 1], valid where it was filled */
	double *present; /* [n] part of an interval the day's duty fills */
};

struct mover *mover_new(struct arena *a, struct draft *d)
{
	struct mover *m = arena_new(a, struct mover, 1);

	m->draft = d;
	m->prefix = arena_new(a, double, d->plan->ticks.n + 1);
	m->present = arena_new(a, double, d->plan->n + 1);
	return m;
}

static const struct choice *choice_on(const struct mover *m, int worker,
				      int day, int option)
{
	if (option == DUTY_OFF)
		return NULL;
	return &m->draft->plan->workers[worker].menu[day].list[option];
}

/* Parts of intervals that a duty fills. */
static void fill_present(struct mover *m, const struct option *o,
			 const int16_t *at)
{
	const struct plan *p = m->draft->plan;

	duty_heads(o, at, 1, p->ticks.per, p->n, m->present);
}

static void clear_present(struct mover *m, const struct option *o)
{
	const struct plan *p = m->draft->plan;

	for (int t = o->start / p->ticks.per;
	     t < p->n && t * p->ticks.per < o->end; t++)
		m->present[t] = 0;
}

/* Prices of a kind over [from, until) ticks, the day's own duty lifted. */
static void fill_prices(struct mover *m, int kind, int from, int until)
{
	const struct plan *p = m->draft->plan;
	struct crowd *c = m->draft->crowd;
	int per = p->ticks.per;

	m->prefix[from / per * per] = 0;
	for (int t = from / per; t * per < until; t++) {
		double price = 0;
		if (t < p->n)
			price = m->present[t] > 0.5 ? -crowd_down(c, kind, t)
						    : crowd_up(c, kind, t);
		price /= per;
		for (int k = t * per; k < (t + 1) * per; k++)
			m->prefix[k + 1] = m->prefix[k] + price;
	}
}

static double value_there(struct mover *m, const struct choice *c,
			  const struct option *o, const int16_t *at)
{
	struct piece pieces[DUTY_PIECES];
	int n = duty_pieces(o, at, pieces);
	double sum = 0;

	for (int k = 0; k < n; k++)
		sum += m->prefix[pieces[k].until] - m->prefix[pieces[k].from];
	return c->scale * sum;
}

static double money_of_place(const struct mover *m, int worker, int day,
			     const struct placed *placed)
{
	return draft_day_cost(m->draft, worker, day, placed);
}

static double room_change(const struct mover *m, int worker,
			  const struct option *old, const struct option *o)
{
	struct heads *h = m->draft->heads;
	double change = 0;

	if (!h)
		return 0;
	change += old ? heads_note(h, -1, worker, old) : 0;
	change += o ? heads_note(h, 1, worker, o) : 0;
	if (o)
		heads_note(h, -1, worker, o);
	if (old)
		heads_note(h, 1, worker, old);
	return change;
}

double move_day(struct mover *m, int worker, int day, int option,
		struct placed *to)
{
	const struct plan *p = m->draft->plan;
	const struct placed *now = draft_at(m->draft, worker, day);
	const struct choice *was = choice_on(m, worker, day, now->option);
	const struct choice *c = choice_on(m, worker, day, option);
	const struct option *o = c ? plan_option(p, c) : NULL;
	const struct option *old = was ? plan_option(p, was) : NULL;
	double rate = p->workers[worker].menu[day].rate, change;

	*to = (struct placed){ .option = option };
	change = -money_of_place(m, worker, day, now);
	if (old && was->kind >= 0) {
		fill_present(m, old, now->at);
		fill_prices(m, was->kind, old->start, old->end);
		change -= value_there(m, was, old, now->at);
	}
	if (o && c->kind >= 0) {
		fill_prices(m, c->kind, o->start, o->end);
		change += c->scale *
			  duty_value(o, m->prefix, rate / c->scale, to->at);
		/* duty_value took the pay of breaks off; day_cost does too */
		change += rate * (o->pay - duty_pay(o, to->at));
	} else if (o) {
		duty_value(o, NULL, rate, to->at);
	}
	if (old && was->kind >= 0)
		clear_present(m, old);
	change += room_change(m, worker, old, o);
	return change + money_of_place(m, worker, day, to);
}

double move_pause(struct mover *m, int worker, int day, int pause, int place,
		  struct placed *to)
{
	const struct plan *p = m->draft->plan;
	const struct placed *now = draft_at(m->draft, worker, day);
	const struct choice *c = choice_on(m, worker, day, now->option);
	const struct option *o = plan_option(p, c);
	double change = 0;

	*to = *now;
	to->at[pause] = (int16_t)o->pauses[pause].at[place];
	if (!duty_fits(o, to->at) || to->at[pause] == now->at[pause])
		return HUGE_VAL;
	change = money_of_place(m, worker, day, to) -
		 money_of_place(m, worker, day, now);
	if (c->kind < 0)
		return change;
	fill_present(m, o, now->at);
	fill_prices(m, c->kind, o->start, o->end);
	change += value_there(m, c, o, to->at) - value_there(m, c, o, now->at);
	clear_present(m, o);
	return change;
}
