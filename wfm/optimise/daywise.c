#include "optimise/daywise_state.h"

#include <math.h>
#include <string.h>

static const double PRICING = 4e-3; /* work units of a candidate */

enum { PEOPLE = 400 }; /* of a programme; no more than DRAFT_CHANGES */

/* ---- who may do what ---- */

static bool is_movable(const struct menu *m, const struct choice *now,
		       const struct plan *p)
{
	return !m->locked && m->n + m->may_off > 1 &&
	       (!now || (!now->kept && !plan_option(p, now)->given));
}

static void find_people(struct daywise *w, int first)
{
	const struct plan *p = w->plan;

	w->people = arena_new(w->arena, int, PEOPLE);
	for (int k = 0; k < p->n_workers && w->n_people < PEOPLE; k++) {
		int i = (first + k) % p->n_workers;
		const struct menu *m = &p->workers[i].menu[w->day];
		int now = draft_at(w->draft, i, w->day)->option;
		if (p->workers[i].planned && draft_is_legal(w->draft, i) &&
		    is_movable(m, now == DUTY_OFF ? NULL : &m->list[now], p))
			w->people[w->n_people++] = i;
	}
}

static double *prices_of(struct daywise *w, int kind)
{
	return w->prefix + (size_t)kind * (w->plan->ticks.n + 1);
}

/* What the day is worth in pay, wishes and rules as this candidate. */
static bool price(struct daywise *w, struct candidate *c)
{
	struct draft *d = w->draft;
	int i = w->people[c->person];
	const struct menu *m = &w->plan->workers[i].menu[w->day];
	const struct choice *choice = daywise_choice(w, c);
	struct change change = { .worker = i,
				 .day = w->day,
				 .to = *draft_at(d, i, w->day) };

	if (c->option != change.to.option) {
		change.to = (struct placed){ .option = c->option };
		if (choice)
			duty_value(plan_option(w->plan, choice),
				   choice->kind < 0
					   ? NULL
					   : prices_of(w, choice->kind),
				   m->rate / choice->scale, change.to.at);
		double money = draft_try(d, 1, &change);
		if (money == HUGE_VAL)
			return false;
		c->cost = money - crowd_change(d->crowd);
		draft_undo(d);
	}
	memcpy(c->at, change.to.at, sizeof(c->at));
	return true;
}

static void add_candidate(struct daywise *w, int person, int option)
{
	struct candidate c = { .person = person,
			       .option = option,
			       .group = -1 };
	const struct choice *choice = daywise_choice(w, &c);

	if ((choice && choice->kept) || !price(w, &c))
		return;
	w->candidates = arena_grow(w->arena, w->candidates, w->n_candidates,
				   &w->candidates_room, sizeof(*w->candidates));
	w->candidates[w->n_candidates++] = c;
}

static void find_candidates(struct daywise *w)
{
	w->begin = arena_new(w->arena, int, w->n_people + 1);
	for (int k = 0; k < w->n_people; k++) {
		const struct menu *m =
			&w->plan->workers[w->people[k]].menu[w->day];
		w->begin[k] = w->n_candidates;
		for (int option = m->may_off ? DUTY_OFF : 0; option < m->n;
		     option++)
			add_candidate(w, k, option);
	}
	w->begin[w->n_people] = w->n_candidates;
}

/* ---- what came out ---- */

static const struct candidate *chosen(const struct daywise *w, int person)
{
	const struct candidate *best = NULL;
	double most = 0;

	for (int k = w->begin[person]; k < w->begin[person + 1]; k++) {
		double x = lp_column(w->programme.lp, w->candidates[k].column);
		if (x > most) {
			most = x;
			best = &w->candidates[k];
		}
	}
	return best;
}

static bool apply(struct daywise *w)
{
	struct change *changes =
		arena_new(w->arena, struct change, w->n_people);
	struct implicit_hand *hands = implicit_hands(&w->programme);
	int n = 0;

	for (int k = 0; k < w->n_people; k++) {
		const struct candidate *c = chosen(w, k);
		if (!c)
			return false;
		struct change *to = &changes[n++];
		*to = (struct change){ .worker = w->people[k], .day = w->day };
		to->to.option = c->option;
		memcpy(to->to.at, c->at, sizeof(c->at));
		if (c->group >= 0)
			implicit_hand_out(&w->programme, hands, c->group,
					  to->to.at);
	}
	double change = draft_try(w->draft, n, changes);
	if (change == HUGE_VAL)
		return false;
	if (change >= -1e-6) {
		draft_undo(w->draft);
		return false;
	}
	draft_keep(w->draft);
	return true;
}

bool daywise(struct draft *d, int day, double worth, struct random *random,
	     struct effort *effort)
{
	const struct plan *p = d->plan;
	struct arena *a = arena_open();
	struct daywise w = { .arena = a,
			     .draft = d,
			     .plan = p,
			     .random = random,
			     .day = day,
			     .effort = effort };
	bool better = false;

	w.prefix = arena_new(a, double, (size_t)p->n_kinds *(p->ticks.n + 1));
	for (int k = 0; k < p->n_kinds; k++)
		crowd_prices(d->crowd, k, prices_of(&w, k));
	find_people(&w, random_below(random, p->n_workers));
	find_candidates(&w);
	if (w.n_candidates > w.n_people) {
		daywise_rows(&w);
		better = daywise_dive(&w, worth) && apply(&w);
		implicit_close(&w.programme);
	}
	effort->work += w.n_candidates * PRICING;
	arena_close(a);
	return better;
}
