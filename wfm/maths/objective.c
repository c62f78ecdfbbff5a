#include "maths/objective.h"

#include "base/date.h"
#include "maths/changes.h"
#include "maths/cover.h"
#include "maths/coverage.h"
#include "maths/fairness.h"
#include "maths/pay.h"

static bool is_as_wished(const struct day_wish *w, const struct cell *cell)
{
	const struct request *q = w->wish;

	if (q->off)
		return cell->kind == CELL_OFF;
	if (cell->kind != CELL_DUTY)
		return false;
	if (q->shifts != ~(shift_set)0 &&
	    (cell->duty.shift < 0 || !(q->shifts >> cell->duty.shift & 1)))
		return false;
	return cell->duty.start >= w->within.from &&
	       cell->duty.end <= w->within.until;
}

static struct day_wish day_wish_of(const struct period *p,
				   const struct request *q, int day)
{
	struct day_wish w = { q, { INT64_MIN, INT64_MAX } };

	if (q->window.from != 0 || q->window.until != 0) {
		w.within.from = grid_wall(&p->grid, day, q->window.from);
		w.within.until = grid_wall(&p->grid, day, q->window.until);
	}
	return w;
}

static bool touches(const struct request *q, int day)
{
	return (q->from == DATE_NONE || day >= q->from) &&
	       (q->until == DATE_NONE || day < q->until);
}

int objective_day_wishes(const struct period *p, int agent, int day,
			 struct day_wish *list)
{
	const struct person *who = &p->people[agent];
	int n = 0;

	for (int k = 0; k < who->n_requests; k++)
		if (touches(who->requests[k], day))
			list[n++] = day_wish_of(p, who->requests[k], day);
	return n;
}

double objective_wished(int n, const struct day_wish *list,
			const struct cell *cell)
{
	double price = 0;

	if (cell->kind != CELL_DUTY && cell->kind != CELL_OFF)
		return 0;
	for (int k = 0; k < n; k++)
		if (is_as_wished(&list[k], cell) !=
		    (list[k].wish->wish == WISH_WANT))
			price += list[k].wish->weight;
	return price;
}

double objective_wishes(const struct period *p, int agent, int day,
			const struct cell *cell)
{
	const struct person *who = &p->people[agent];
	double price = 0;

	for (int k = 0; k < who->n_requests; k++) {
		const struct request *q = who->requests[k];
		if (!touches(q, day))
			continue;
		struct day_wish w = day_wish_of(p, q, day);
		price += objective_wished(1, &w, cell);
	}
	return price;
}

/* An absent day is absent, whatever the cell says, unless it has a duty. */
static bool is_absent(const struct person_day *d, const struct cell *c)
{
	return c->kind == CELL_ABSENT ||
	       (d->absence >= 0 && d->term && c->kind != CELL_DUTY);
}

static double absence_pay(const struct period *p, int agent, int day,
			  const struct person_day *d, const struct cell *c)
{
	const struct site *site = p->site;
	int type = d->absence >= 0 ? d->absence : c->absence;
	int credit = d->absence >= 0 ? d->credit : c->credit;

	if (!site->absence_types[type].paid)
		return 0;
	return credit / 60.0 *
	       agent_rate(&site->agents[agent], day, site->pay.base);
}

/* Pay, wishes and what is fixed of paid absence, of one person. */
static void add_cells(const struct period *p, const struct roster *r, int agent,
		      struct cost *cost)
{
	for (int k = 0; k < p->days; k++) {
		int day = p->first_day + k;
		const struct person_day *d = &p->people[agent].days[k];
		const struct cell *c = roster_cell(r, agent, day);
		if (!c)
			continue;
		if (is_absent(d, c)) {
			double pay = absence_pay(p, agent, day, d, c);
			cost->pay += pay;
			cost->fixed_pay += pay;
			continue;
		}
		cost->wishes += objective_wishes(p, agent, day, c);
		cost->changes += changes_of_day(p, agent, day, c) +
				 changes_of_breaks(p, agent, day, c);
		if (c->kind == CELL_DUTY)
			cost->pay += pay_of_duty(
				p->site, &p->site->agents[agent], &c->duty);
	}
	cost->overtime += pay_of_overtime(p->site, r, agent);
}

static double fixed_in_window(const struct period *p, const struct roster *r,
			      int agent, struct day_range w)
{
	const struct site *site = p->site;
	double rate = agent_rate(&site->agents[agent], w.from, site->pay.base);
	int due = 0, worked = 0;

	for (int day = w.from; day < w.until; day++) {
		const struct person_day *d =
			&p->people[agent].days[day - p->first_day];
		const struct cell *c = roster_cell(r, agent, day);
		double other =
			agent_rate(&site->agents[agent], day, site->pay.base);
		due += d->min_due - d->credit;
		if (c && c->kind == CELL_DUTY)
			worked += c->duty.paid;
		if (other < rate)
			rate = other;
	}
	if (due > worked)
		due = worked;
	return due > 0 ? due / 60.0 * rate : 0;
}

static double fixed_hours(const struct period *p, const struct roster *r,
			  int agent)
{
	struct day_range w;
	double money = 0;

	for (int d = 0; d < p->days; d = w.until - p->first_day) {
		w = period_hours_window(p, agent, p->first_day + d);
		if (w.from < w.until)
			money += fixed_in_window(p, r, agent, w);
		else
			w.until++;
	}
	return money;
}

static double cover_price(struct arena *a, const struct period *p,
			  const struct roster *r)
{
	struct cover_days days = cover_of_roster(a, p, r);
	double money = 0;

	for (int k = 0; k < days.n; k++)
		money += days.list[k].price;
	return money;
}

struct cost objective_of_roster(struct arena *a, const struct period *p,
				const struct requirement *req,
				const struct roster *r)
{
	struct cost cost = { 0 };
	struct breaches breaches = rules_judge(a, p, r);

	for (int i = 0; i < p->site->n_agents; i++) {
		add_cells(p, r, i, &cost);
		cost.fixed_pay += fixed_hours(p, r, i);
	}
	cost.service = coverage_of_roster(a, p, req, r).cost;
	cost.cover = cover_price(a, p, r);
	cost.rules = breaches.price;
	if (fairness_is_asked(p->site))
		cost.fairness = fairness_of_roster(a, p, r);
	cost.hard_breaches = breaches.hard;
	cost.total = cost.pay + cost.overtime + cost.service + cost.cover +
		     cost.rules + cost.wishes + cost.fairness + cost.changes;
	return cost;
}

double objective_gap(const struct cost *cost, double bound)
{
	double changeable = cost->total - cost->fixed_pay;

	return changeable > 0 ? (cost->total - bound) / changeable : 0;
}
