#include "optimise/draft.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "maths/rules.h"

struct rulebook **draft_rules(struct arena *a, const struct plan *p)
{
	struct rulebook **rules = arena_new(a, struct rulebook *, p->n_workers);

	for (int i = 0; i < p->n_workers; i++)
		rules[i] = rulebook_new(a, p, &p->workers[i]);
	return rules;
}

static const struct menu *menu_of(const struct draft *d, int worker, int day)
{
	return &d->plan->workers[worker].menu[day];
}

static const struct choice *choice_of(const struct draft *d, int worker,
				      int day, const struct placed *placed)
{
	if (placed->option == DUTY_OFF)
		return NULL;
	return &menu_of(d, worker, day)->list[placed->option];
}

double draft_day_cost(const struct draft *d, int worker, int day,
		      const struct placed *placed)
{
	const struct menu *m = menu_of(d, worker, day);
	const struct choice *c = choice_of(d, worker, day, placed);

	if (!c)
		return m->off_cost;
	const struct option *o = plan_option(d->plan, c);
	if (o->given)
		return c->cost;
	double other_breaks =
		c->kept && memcmp(c->kept, placed->at,
				  (size_t)o->n_pauses * sizeof(*c->kept)) != 0
			? d->plan->period->site->changes.breaks_price
			: 0;
	return c->cost + other_breaks +
	       m->rate * (duty_pay(o, placed->at) - o->least_pay);
}

/* What rules see of a day. */
static void set_work(struct draft *d, int worker, int day)
{
	const struct placed *placed = draft_at(d, worker, day);
	const struct choice *c = choice_of(d, worker, day, placed);
	struct day_work *w = &draft_work(d, worker)[day];

	w->worked = c != NULL;
	w->refused = c ? c->refused : menu_of(d, worker, day)->off_refused;
	if (!c)
		return;
	const struct option *o = plan_option(d->plan, c);
	w->shift = o->shift;
	w->from = o->from;
	w->until = o->until;
	w->paid = o->paid;
	w->night = o->night;
	w->unpopular = o->unpopular;
}

static void note_day(struct draft *d, int sign, int worker, int day,
		     const struct placed *placed)
{
	const struct choice *c = choice_of(d, worker, day, placed);

	if (c && !d->apart)
		crowd_note_duty(d->crowd, sign, c, plan_option(d->plan, c),
				placed->at);
}

static void start_worker(struct draft *d, int i)
{
	const struct worker *w = &d->plan->workers[i];
	struct day_work *work = draft_work(d, i);

	memcpy(work - PLAN_PAST, w->past, PLAN_PAST * sizeof(*work));
	for (int day = 0; day < d->plan->days; day++) {
		struct placed *placed = draft_at(d, i, day);
		work[day].known = w->menu[day].without != CELL_NONE;
		work[day].absent = w->menu[day].without == CELL_ABSENT;
		work[day].credit = w->who->days[day].credit;
		placed->option = DUTY_OFF;
		if (!w->menu[day].may_off && w->menu[day].n > 0) {
			placed->option = 0;
			duty_value(plan_option(d->plan, &w->menu[day].list[0]),
				   NULL, 0, placed->at);
		}
		set_work(d, i, day);
	}
}

struct draft *draft_new(struct arena *a, const struct plan *p,
			struct rulebook *const *rules,
			const struct share *share)
{
	struct draft *d = arena_new(a, struct draft, 1);
	size_t n = (size_t)p->n_workers;

	d->plan = p;
	d->rules = rules;
	d->share = share;
	d->crowd = crowd_new(a, p, share);
	d->fair = fair_new(a, p);
	d->crews = crews_new(a, p);
	d->heads = heads_new(a, p);
	d->scratch = arena_open();
	d->shown = roster_new(a, p->period->first_day, p->days, p->n_workers);
	d->placed = arena_new(a, struct placed, n * p->days);
	d->work = arena_new(a, struct day_work, n * (PLAN_PAST + p->days));
	d->verdict = arena_new(a, struct verdict, n);
	d->undo = arena_new(a, struct change, DRAFT_CHANGES);
	d->undo_verdict = arena_new(a, struct verdict, n);
	for (int i = 0; i < p->n_workers; i++)
		start_worker(d, i);
	draft_recount(d);
	return d;
}

void draft_close(struct draft *d)
{
	if (d)
		arena_close(d->scratch);
}

void draft_copy(struct draft *to, const struct draft *from)
{
	const struct plan *p = to->plan;
	size_t n = (size_t)p->n_workers;

	memcpy(to->placed, from->placed, n * p->days * sizeof(*to->placed));
	memcpy(to->work, from->work,
	       n * (PLAN_PAST + p->days) * sizeof(*to->work));
	memcpy(to->verdict, from->verdict, n * sizeof(*to->verdict));
	crowd_copy(to->crowd, from->crowd);
	fair_copy(to->fair, from->fair);
	crews_copy(to->crews, from->crews);
	heads_copy(to->heads, from->heads);
	to->cost = from->cost;
	to->people_cost = from->people_cost;
}

static struct cell cell_of(struct arena *a, const struct draft *d, int i,
			   int day)
{
	const struct worker *w = &d->plan->workers[i];
	const struct menu *m = &w->menu[day];
	const struct placed *placed = draft_at(d, i, day);
	const struct choice *c = choice_of(d, i, day, placed);
	struct cell cell = { .kind = m->without, .absence = -1 };

	if (!w->planned)
		return (struct cell){ .kind = CELL_NONE, .absence = -1 };
	if (m->locked)
		return *m->locked;
	if (m->without == CELL_ABSENT) {
		cell.absence = w->who->days[day].absence;
		cell.credit = w->who->days[day].credit;
	}
	if (!c)
		return cell;
	cell.kind = CELL_DUTY;
	cell.duty = duty_made(a, d->plan->period, &d->plan->ticks,
			      plan_option(d->plan, c), w->who, placed->at);
	return cell;
}

/* Where some rule is rare, the judge of all rules is asked. */
static struct verdict verdict_of(struct draft *d, int i)
{
	const struct period *p = d->plan->period;
	struct verdict v = rulebook_judge(d->rules[i], draft_work(d, i));

	if (rulebook_is_whole(d->rules[i]))
		return v;
	v = (struct verdict){ 0, rulebook_overtime(d->rules[i],
						   draft_work(d, i)) };
	for (int day = 0; day < d->plan->days; day++)
		*roster_cell(&d->shown, i, p->first_day + day) =
			cell_of(d->scratch, d, i, day);
	struct breaches found = rules_judge_person(d->scratch, p, &d->shown, i);
	for (int k = 0; k < found.n; k++)
		if (found.list[k].hard && !found.list[k].waived)
			v.hard += fmax(found.list[k].amount, 0.01);
	v.price += found.price;
	arena_empty(d->scratch);
	return v;
}

static double cost_of(const struct draft *d)
{
	return d->people_cost + crowd_cost(d->crowd) + fair_cost(d->fair) +
	       crews_cost(d->crews) + heads_cost(d->heads);
}

double draft_money(const struct draft *d)
{
	return d->cost - heads_penalty(d->heads) - crews_penalty(d->crews);
}

/* A duty comes or goes in the room; money. */
static double note_room(struct draft *d, int sign, int worker, int day,
			const struct placed *placed)
{
	const struct choice *c = choice_of(d, worker, day, placed);

	return c && d->heads ? heads_note(d->heads, sign, worker,
					  plan_option(d->plan, c))
			     : 0;
}

/* Somebody set aside works nothing. */
static void empty_worker(struct draft *d, int i)
{
	for (int day = 0; day < d->plan->days; day++) {
		draft_at(d, i, day)->option = DUTY_OFF;
		set_work(d, i, day);
	}
	d->verdict[i] = (struct verdict){ 0, 0 };
	fair_note(d->fair, i, draft_work(d, i));
	fair_keep(d->fair);
	crews_drop(d->crews, i);
}

void draft_recount(struct draft *d)
{
	const struct plan *p = d->plan;

	crowd_clear(d->crowd);
	heads_clear(d->heads);
	d->people_cost = 0;
	for (int i = 0; i < p->n_workers; i++) {
		if (!p->workers[i].planned) {
			empty_worker(d, i);
			continue;
		}
		for (int day = 0; day < p->days; day++) {
			note_day(d, 1, i, day, draft_at(d, i, day));
			note_room(d, 1, i, day, draft_at(d, i, day));
			d->people_cost +=
				draft_day_cost(d, i, day, draft_at(d, i, day));
		}
		crowd_apply(d->crowd);
		d->verdict[i] = verdict_of(d, i);
		d->people_cost += d->verdict[i].price;
		fair_note(d->fair, i, draft_work(d, i));
		fair_keep(d->fair);
		crews_note(d->crews, i, draft_work(d, i));
		crews_keep(d->crews);
	}
	d->cost = cost_of(d);
}

bool draft_is_legal(const struct draft *d, int worker)
{
	return d->verdict[worker].hard <= 1e-9;
}

/* ---- trying ---- */

static void put(struct draft *d, const struct change *c)
{
	*draft_at(d, c->worker, c->day) = c->to;
	set_work(d, c->worker, c->day);
}

static void put_back(struct draft *d)
{
	for (int k = d->n_undo - 1; k >= 0; k--)
		put(d, &d->undo[k]);
	d->n_undo = 0;
}

static void put_all(struct draft *d, int n, const struct change *changes)
{
	assert(n <= DRAFT_CHANGES);
	d->n_undo = 0;
	for (int k = 0; k < n; k++) {
		d->undo[d->n_undo] = changes[k];
		d->undo[d->n_undo++].to =
			*draft_at(d, changes[k].worker, changes[k].day);
		put(d, &changes[k]);
	}
}

static bool rests(const struct draft *d, int n, const struct change *changes)
{
	for (int k = 0; k < n; k++) {
		int i = changes[k].worker;
		if (!rulebook_rests(d->rules[i], draft_work(d, i),
				    changes[k].day))
			return false;
	}
	return true;
}

/* Verdicts of the workers concerned; false when one gets worse. */
static bool judge(struct draft *d, int n, const struct change *changes,
		  double *price)
{
	int last = -1;

	for (int k = 0; k < n; k++) {
		int i = changes[k].worker;
		if (i == last)
			continue;
		struct verdict v = verdict_of(d, i);
		if (v.hard > d->verdict[i].hard + 1e-9)
			return false;
		*price += v.price - d->verdict[i].price;
		d->undo_verdict[i] = v;
		last = i;
	}
	return true;
}

/* What the changes do to what is shared, and to teams. */
static double unfair(struct draft *d, int n, const struct change *changes)
{
	double change = 0;

	for (int k = 0; k < n; k++) {
		int i = changes[k].worker;
		if (k > 0 && i == changes[k - 1].worker)
			continue;
		change += fair_note(d->fair, i, draft_work(d, i)) +
			  crews_note(d->crews, i, draft_work(d, i));
	}
	return change;
}

double draft_try(struct draft *d, int n, const struct change *changes)
{
	double people = 0, room = 0;

	put_all(d, n, changes);
	if (!rests(d, n, changes) || !judge(d, n, changes, &people)) {
		put_back(d);
		return HUGE_VAL;
	}
	for (int k = 0; k < n; k++) {
		const struct change *u = &d->undo[k];
		note_day(d, -1, u->worker, u->day, &u->to);
		note_day(d, 1, u->worker, u->day, &changes[k].to);
		people += draft_day_cost(d, u->worker, u->day, &changes[k].to) -
			  draft_day_cost(d, u->worker, u->day, &u->to);
	}
	for (int k = 0; k < n; k++) {
		const struct change *u = &d->undo[k];
		room += note_room(d, -1, u->worker, u->day, &u->to) +
			note_room(d, 1, u->worker, u->day, &changes[k].to);
	}
	d->trial_people = people;
	d->trial =
		people + room + crowd_change(d->crowd) + unfair(d, n, changes);
	return d->trial;
}

void draft_keep(struct draft *d)
{
	for (int k = 0; k < d->n_undo; k++) {
		int i = d->undo[k].worker;
		d->verdict[i] = d->undo_verdict[i];
	}
	d->n_undo = 0;
	d->people_cost += d->trial_people;
	crowd_apply(d->crowd);
	fair_keep(d->fair);
	crews_keep(d->crews);
	d->cost = cost_of(d);
}

void draft_undo(struct draft *d)
{
	for (int k = 0; k < d->n_undo; k++) {
		const struct change *u = &d->undo[k];
		note_room(d, -1, u->worker, u->day,
			  draft_at(d, u->worker, u->day));
		note_room(d, 1, u->worker, u->day, &u->to);
	}
	crowd_forget(d->crowd);
	fair_undo(d->fair);
	crews_undo(d->crews);
	put_back(d);
}

/* ---- the roster ---- */

struct roster draft_roster(struct arena *a, const struct draft *d)
{
	const struct plan *p = d->plan;
	struct roster r =
		roster_new(a, p->period->first_day, p->days, p->n_workers);

	for (int i = 0; i < p->n_workers; i++)
		for (int day = 0; day < p->days; day++)
			*roster_cell(&r, i, p->period->first_day + day) =
				cell_of(a, d, i, day);
	return r;
}
