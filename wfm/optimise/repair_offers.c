/*
 * What people may be asked for: each person's longer, earlier, shorter or
 * additional duty of today, held against the rules and put into money.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "maths/pay.h"
#include "maths/rules.h"
#include "optimise/repair.h"
#include "optimise/repair_state.h"

struct offering {
	struct repair *x;
	struct repair_offer *list; /* [n] */
	int n, room;
	int agent;
	double hard; /* breaches of hard rules as it stands */
	double pay;  /* of the person, as it stands */
};

/* ---- rules ---- */

/* An agreed duty need not look like a template, nor fit the contract's hours.
 */
static bool is_of_shape(const char *name)
{
	static const char *const names[] = { "shift", "breaks", "segments",
					     "hours" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (!strcmp(name, names[i]))
			return true;
	return false;
}

static double hard_of(struct repair *x, int agent)
{
	struct breaches b = rules_judge_person(x->s->scratch, x->s->period,
					       &x->s->roster, agent);
	double sum = 0;

	for (int k = 0; k < b.n; k++)
		if (b.list[k].hard && !b.list[k].waived &&
		    !is_of_shape(b.list[k].name))
			sum += fmax(b.list[k].amount, 0.01);
	return sum;
}

/* ---- money ---- */

/* Pay of the duties of a person around today, overtime included. */
static double pay_of(const struct repair *x, int agent)
{
	const struct site *s = x->s->period->site;
	double money = pay_of_overtime(s, &x->s->roster, agent);

	for (int day = x->today - 1; day <= x->today; day++) {
		const struct cell *c = roster_cell(&x->s->roster, agent, day);
		if (c && c->kind == CELL_DUTY)
			money += pay_of_duty(s, &s->agents[agent], &c->duty);
	}
	return money;
}

/* ---- rest ---- */

static int rest_between(int64_t end, int64_t start)
{
	return (int)((start - end) / 60);
}

static int rest_before(const struct repair *x, int agent, int day,
		       const struct duty *duty)
{
	const struct cell *c =
		period_cell(x->s->period, &x->s->roster, agent, day - 1);

	return c && c->kind == CELL_DUTY
		       ? rest_between(c->duty.end, duty->start)
		       : -1;
}

static int rest_after(const struct repair *x, int agent, int day,
		      const struct duty *duty)
{
	const struct cell *c =
		period_cell(x->s->period, &x->s->roster, agent, day + 1);

	return c && c->kind == CELL_DUTY
		       ? rest_between(duty->end, c->duty.start)
		       : -1;
}

/* ---- one offer ---- */

static void add_offer(struct offering *f, struct repair_offer o)
{
	f->list = arena_grow(f->x->s->arena, f->list, f->n, &f->room,
			     sizeof(*f->list));
	o.duty.segments = arena_copy(f->x->s->arena, o.duty.segments, o.duty.n,
				     sizeof(*o.duty.segments));
	f->list[f->n++] = o;
}

/* Is it worth anything, and may it be? */
static void offer(struct offering *f, enum offer_kind kind, int day,
		  const struct duty *duty)
{
	struct repair *x = f->x;
	struct cell *c = roster_cell(&x->s->roster, f->agent, day);
	struct cell before = *c;
	const struct duty *was = before.kind == CELL_DUTY ? &before.duty : NULL;
	struct repair_offer o = {
		.kind = kind, .agent = f->agent, .day = day, .duty = *duty
	};

	o.saves = -standing_change(x->s, f->agent, day, was, duty);
	if (o.saves < (kind == OFFER_LEAVE ? 0 : 0.005))
		return;
	o.minutes = duty->paid - (was ? was->paid : 0);
	c->kind = CELL_DUTY;
	c->duty = *duty;
	bool allowed = hard_of(x, f->agent) <= f->hard + 1e-9;
	o.pays = pay_of(x, f->agent) - f->pay;
	*c = before;
	o.net = o.saves - o.pays;
	o.rest_before = rest_before(x, f->agent, day, duty);
	o.rest_after = rest_after(x, f->agent, day, duty);
	if (allowed && (kind != OFFER_LEAVE || o.net > 0.005))
		add_offer(f, o);
}

/* ---- longer, earlier, shorter ---- */

static struct duty with_segment(struct repair *x, const struct duty *duty,
				struct segment g, bool first)
{
	struct segment *list =
		arena_new(x->s->scratch, struct segment, duty->n + 1);
	struct duty made = *duty;

	memcpy(list + (first ? 1 : 0), duty->segments,
	       (size_t)duty->n * sizeof(*list));
	list[first ? 0 : duty->n] = g;
	made.segments = list;
	made.n++;
	if (first)
		made.start = g.start;
	else
		made.end = g.end;
	made.paid = pay_minutes(x->s->period->site, &made);
	return made;
}

static int queue_of(const struct duty *duty, bool first)
{
	int queue = -1;

	for (int k = 0; k < duty->n; k++)
		if (duty->segments[k].kind == SEGMENT_WORK) {
			queue = duty->segments[k].queue;
			if (first)
				return queue;
		}
	return queue;
}

static void offer_around(struct offering *f, int day, int minutes)
{
	struct repair *x = f->x;
	const struct cell *c = roster_cell(&x->s->roster, f->agent, day);
	const struct duty *duty = &c->duty;
	int64_t soonest = x->options.now + x->options.notice, by = 60 * minutes;
	struct segment g = { SEGMENT_WORK, -1, queue_of(duty, false), duty->end,
			     duty->end + by };
	struct duty made = with_segment(x, duty, g, false);

	offer(f, OFFER_STAY, day, &made);
	if (duty->start - by >= soonest) {
		g = (struct segment){ SEGMENT_WORK, -1, queue_of(duty, true),
				      duty->start - by, duty->start };
		made = with_segment(x, duty, g, true);
		offer(f, OFFER_COME, day, &made);
	}
	if (duty->end - by > x->options.now && duty->end - by > duty->start) {
		made = repair_cut(x->s->scratch, x->s->period->site, duty,
				  duty->end - by);
		if (made.n > 0)
			offer(f, OFFER_LEAVE, day, &made);
	}
}

/* ---- on a day off ---- */

static bool may_come(const struct repair *x, int agent)
{
	const struct cell *c = roster_cell(&x->s->roster, agent, x->today);
	const struct person_day *d =
		&x->s->period->people[agent]
			 .days[x->today - x->s->period->first_day];

	return c && c->kind == CELL_OFF && !c->locked && d->term &&
	       d->absence < 0 && !x->options.absent[agent];
}

/* Every duty of the contract that can still begin, breaks where they hurt
 * least. */
static void offer_duties(struct offering *f)
{
	struct repair *x = f->x;
	int d = x->today - x->s->period->first_day;
	const struct menu *m = &x->s->plan->workers[f->agent].menu[d];
	double *prefix =
		arena_new(x->s->scratch, double, x->s->plan->ticks.n + 1);

	for (int k = 0; k < m->n; k++) {
		const struct choice *c = &m->list[k];
		const struct option *o = plan_option(x->s->plan, c);
		int16_t at[DUTY_PAUSES] = { 0 };
		if (c->kind < 0 || o->idle || o->given ||
		    o->from < x->options.now + x->options.notice)
			continue;
		crowd_prices(x->s->crowd, c->kind, prefix);
		if (duty_value(o, prefix, m->rate / c->scale, at) == HUGE_VAL)
			continue;
		struct duty made = duty_made(
			x->s->scratch, x->s->period, &x->s->plan->ticks, o,
			x->s->plan->workers[f->agent].who, at);
		offer(f, OFFER_CALL, x->today, &made);
	}
}

/* ---- all ---- */

static void offer_person(struct offering *f, int agent)
{
	struct repair *x = f->x;

	f->agent = agent;
	f->hard = hard_of(x, agent);
	f->pay = pay_of(x, agent);
	for (int day = x->today - 1; day <= x->today; day++) {
		const struct cell *c = roster_cell(&x->s->roster, agent, day);
		if (!repair_is_open(x, agent, day) || c->locked)
			continue;
		for (int m = x->options.step; m <= x->options.most;
		     m += x->options.step)
			offer_around(f, day, m);
	}
	if (may_come(x, agent))
		offer_duties(f);
	arena_empty(x->s->scratch);
}

static int by_net(const void *pa, const void *pb)
{
	const struct repair_offer *a = pa, *b = pb;

	if (a->net != b->net)
		return a->net < b->net ? 1 : -1;
	if (a->agent != b->agent)
		return a->agent - b->agent;
	if (a->kind != b->kind)
		return (int)a->kind - (int)b->kind;
	if (a->duty.start != b->duty.start)
		return a->duty.start < b->duty.start ? -1 : 1;
	return a->duty.end < b->duty.end ? -1 : a->duty.end > b->duty.end;
}

const struct repair_offer *repair_offers(struct repair *x, int *n)
{
	struct offering f = { .x = x };

	for (int i = 0; i < x->s->roster.agents; i++)
		offer_person(&f, i);
	if (f.n)
		qsort(f.list, (size_t)f.n, sizeof(*f.list), by_net);
	*n = f.n;
	return f.list;
}

void repair_accept(struct repair *x, const struct repair_offer *o)
{
	standing_put(x->s, o->agent, o->day, &o->duty);
}
