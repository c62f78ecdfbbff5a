#include <string.h>

#include "optimise/daywise_state.h"

static void note_worker(const struct daywise *w, int i, int day, double sign,
			double *there)
{
	const struct placed *at = draft_at(w->draft, i, day);

	if (at->option != DUTY_OFF)
		plan_note(w->plan,
			  &w->plan->workers[i].menu[day].list[at->option],
			  at->at, sign, there);
}

/* there[n_kinds * n]: all but the day's duties of these people. */
static void note_others(const struct daywise *w, double *there)
{
	const struct plan *p = w->plan;

	for (size_t k = 0; k < (size_t)p->n_kinds * p->n; k++)
		there[k] = p->supply[k] / p->ticks.per;
	for (int i = 0; i < p->n_workers; i++)
		for (int d = w->day - 2; d <= w->day + 2; d++)
			if (p->workers[i].planned && d >= 0 && d < p->days)
				note_worker(w, i, d, 1, there);
	for (int k = 0; k < w->n_people; k++)
		note_worker(w, w->people[k], w->day, -1, there);
}

static const bool *find_reached(struct daywise *w)
{
	const struct plan *p = w->plan;
	bool *reached = arena_new(w->arena, bool, p->n);

	for (int k = 0; k < w->n_candidates; k++) {
		const struct choice *c = daywise_choice(w, &w->candidates[k]);
		if (c && c->kind >= 0)
			plan_reach(p, plan_option(p, c), reached);
	}
	return reached;
}

/* The duty that stands is basic; it is noted with a group's breaks at their
 * first places. */
static void add_duty(struct daywise *w, struct candidate *c, double *there)
{
	struct implicit *m = &w->programme;
	const struct choice *choice = daywise_choice(w, c);
	int i = w->people[c->person];
	bool now = draft_at(w->draft, i, w->day)->option == c->option;
	double cost = c->cost;

	if (choice)
		c->group = implicit_group(
			m, choice, w->plan->workers[i].menu[w->day].rate);
	if (c->group >= 0)
		cost += implicit_pay(m, c->group, c->at);
	implicit_enter(m, c->person, 1);
	if (choice)
		implicit_enter_duty(m, choice, c->group, c->at);
	c->column = implicit_finish(m, cost, now ? LP_BASIC : LP_AT_LOWER);
	if (now && choice) {
		int16_t at[DUTY_PAUSES];
		memcpy(at, c->at, sizeof(at));
		if (c->group >= 0)
			implicit_first(m, c->group, at);
		plan_note(w->plan, choice, at, 1, there);
	}
}

void daywise_rows(struct daywise *w)
{
	const struct plan *p = w->plan;
	double *there = arena_new(w->arena, double, (size_t)p->n_kinds * p->n);

	note_others(w, there);
	w->programme =
		implicit_open(w->arena, hall_new(w->arena, p, w->draft->share,
						 find_reached(w), there));
	for (int k = 0; k < w->n_people; k++)
		lp_add_row(w->programme.lp, 1, 1); /* the first rows */
	implicit_add_rows(&w->programme);
	for (int k = 0; k < w->n_candidates; k++)
		add_duty(w, &w->candidates[k], there);
	implicit_add_curves(&w->programme, there);
	implicit_begin(&w->programme);
}
