#include "optimise/polish.h"

#include <math.h>
#include <string.h>

#include "optimise/move.h"

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

/* ---- best tours ---- */

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

enum { FEW_CHOICES = 120 }; /* all pairs of them are tried */

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

/* Every duty of every day, and every day off. */
static int list_changes(const struct draft *d, struct change *list)
{
	int n = 0;

	for (int i = 0; i < d->plan->n_workers; i++)
		for (int day = 0;
		     d->plan->workers[i].planned && day < d->plan->days;
		     day++) {
			const struct menu *m = &d->plan->workers[i].menu[day];
			for (int k = m->may_off ? DUTY_OFF : 0; k < m->n; k++) {
				struct change *c = &list[n++];
				*c = (struct change){ .worker = i, .day = day };
				c->to.option = k;
			}
		}
	return n;
}

static bool is_as_it_is(const struct draft *d, const struct change *c)
{
	return draft_at(d, c->worker, c->day)->option == c->to.option;
}

/* Where there is little to choose from, any two changes at once. */
static void settle_pairs(struct settling *s, struct change *list, int n)
{
	for (int k = 0; k < n; k++)
		for (int j = k + 1; j < n && !is_as_it_is(s->draft, &list[k]);
		     j++) {
			struct change c[2] = { list[k], list[j] };
			if ((c[0].worker == c[1].worker &&
			     c[0].day == c[1].day) ||
			    is_as_it_is(s->draft, &c[1]))
				continue;
			for (int e = 0; e < 2; e++)
				move_day(s->mover, c[e].worker, c[e].day,
					 c[e].to.option, &c[e].to);
			improve(s, 2, c);
		}
}

static int all_choices(const struct plan *p)
{
	int n = 0;

	for (int i = 0; i < p->n_workers; i++)
		for (int day = 0; day < p->days; day++)
			n += p->workers[i].menu[day].n + 1;
	return n;
}

bool polish_settle(struct arena *a, struct draft *d, struct responder *r,
		   struct effort *effort)
{
	struct settling s = {
		.draft = d,
		.mover = mover_new(a, d),
		.effort = effort,
		.slack = 0.2 * polish_scale(d->plan) +
			 2 * d->plan->period->site->fairness_price +
			 d->plan->period->site->refused_price,
		.changed = true
	};
	int n = all_choices(d->plan);
	struct change *list =
		n <= FEW_CHOICES ? arena_new(a, struct change, n) : NULL;

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
		if (list && !s.changed)
			settle_pairs(&s, list, list_changes(d, list));
		draft_recount(d);
		effort->cost = fmin(effort->cost, d->cost);
	}
	return !s.changed;
}
