#include "optimise/weekwise_state.h"

#include <math.h>
#include <string.h>

/* ---- the programme ---- */

static const bool *find_reached(const struct weekwise *w)
{
	const struct plan *p = w->plan;
	bool *reached = arena_new(w->arena, bool, p->n);
	int days = w->n_open;

	for (int k = 0; k < w->n_people * days; k++) {
		const struct menu *m =
			weekwise_menu(w, k / days, w->open_days[k % days]);
		for (int j = 0; j < m->n; j++)
			plan_reach(p, plan_option(p, &m->list[j]), reached);
	}
	return reached;
}

static void note_day(const struct weekwise *w, int i, int day, double sign)
{
	const struct plan *p = w->plan;
	const struct placed *at = draft_at(w->draft, i, day);

	if (at->option != DUTY_OFF)
		plan_note(p, &p->workers[i].menu[day].list[at->option], at->at,
			  sign, w->there);
}

/* Heads of all that stands. */
static void note_others(struct weekwise *w)
{
	const struct plan *p = w->plan;

	for (size_t k = 0; k < (size_t)p->n_kinds * p->n; k++)
		w->there[k] = p->supply[k] / p->ticks.per;
	for (int i = 0; i < p->n_workers; i++)
		for (int day = 0; day < p->days; day++)
			if (p->workers[i].planned)
				note_day(w, i, day, 1);
	for (int k = 0; k < w->n_people; k++)
		for (int j = 0; j < w->n_open; j++)
			note_day(w, w->people[k], w->open_days[j], -1);
}

static void open_programme(struct weekwise *w)
{
	note_others(w);
	w->programme = implicit_open(
		w->arena, hall_new(w->arena, w->plan, w->draft->share,
				   find_reached(w), w->there));
	for (int k = 0; k < w->n_people; k++)
		lp_add_row(w->programme.lp, 1, 1); /* the first rows */
	implicit_add_rows(&w->programme);
	weekwise_add_known(w);
	implicit_add_curves(&w->programme, w->there);
	implicit_begin(&w->programme);
}

/* ---- what came out ---- */

static const struct tour *chosen(const struct weekwise *w, int person)
{
	for (int k = 0; k < w->n_tours; k++)
		if (w->tours[k].person == person && !w->tours[k].is_out)
			return &w->tours[k];
	return NULL;
}

static void hand_out(const struct weekwise *w, struct implicit_hand *hands,
		     int person, int day, struct placed *to)
{
	const struct choice *c = weekwise_choice(w, person, day, to->option);
	int group = -1;

	if (c)
		group = implicit_known_group(
			&w->programme, c, weekwise_menu(w, person, day)->rate);
	if (group >= 0)
		implicit_hand_out(&w->programme, hands, group, to->at);
}

/* One person after the other; false: a rule that only many break together. */
static bool apply(struct weekwise *w)
{
	struct implicit_hand *hands = implicit_hands(&w->programme);

	for (int k = 0; k < w->n_people; k++) {
		const struct tour *tour = chosen(w, k);
		if (!tour)
			return false;
		weekwise_place(w, k, tour->pick, w->days);
		for (int j = 0; j < w->n_open; j++) {
			int day = w->open_days[j];
			hand_out(w, hands, k, day, &w->days[day]);
			w->changes[j] = (struct change){ w->people[k], day,
							 w->days[day] };
		}
		if (draft_try(w->draft, w->n_open, w->changes) == HUGE_VAL)
			return false;
		draft_keep(w->draft);
	}
	return true;
}

static struct weekwise weekwise_new(struct arena *a, struct draft *d,
				    struct party party)
{
	const struct plan *p = d->plan;
	struct weekwise w = { .arena = a, .draft = d, .plan = p };
	size_t cells = (size_t)party.n * p->days;
	int most = 1;

	w.people = party.people;
	w.n_people = party.n;
	w.open_days = party.days;
	w.n_open = party.n_days;
	w.is_open = arena_new(a, bool, p->days);
	for (int k = 0; k < party.n_days; k++)
		w.is_open[party.days[k]] = true;
	for (int k = 0; k < party.n; k++) {
		int sum = 0;
		for (int day = 0; day < p->days; day++)
			sum += weekwise_menu(&w, k, day)->n;
		most = sum > most ? sum : most;
	}
	w.there = arena_new(a, double, (size_t)p->n_kinds * p->n);
	w.prefix = arena_new(a, double, (size_t)p->n_kinds *(p->ticks.n + 1));
	w.latest = arena_new(a, double, p->ticks.n + 1);
	w.length = arena_new(a, int, cells);
	w.block = arena_new(a, int, cells);
	w.option = arena_new(a, int, cells);
	for (size_t k = 0; k < cells; k++)
		w.length[k] = w.block[k] = w.option[k] = WEEKWISE_FREE;
	w.room = arena_new(a, double, most);
	w.cost = arena_new(a, const double *, p->days);
	w.off = arena_new(a, double, p->days);
	w.pick = arena_new(a, int16_t, p->days);
	w.days = arena_new(a, struct placed, p->days);
	w.group = arena_new(a, int, p->days);
	w.changes = arena_new(a, struct change, p->days);
	return w;
}

/* Prices that generation begins with. */
static void take_prices(struct weekwise *w)
{
	size_t n = (size_t)w->plan->ticks.n + 1;

	for (int k = 0; k < w->plan->n_kinds; k++)
		memcpy(w->prefix + k * n, bound_prices(w->bound, k),
		       n * sizeof(*w->prefix));
}

bool weekwise(struct draft *d, const struct bound *b,
	      struct pricer *const *pricers, struct party party, double worth,
	      struct random *random, struct effort *effort, double *gain)
{
	struct arena *a = arena_open();
	struct weekwise w = weekwise_new(a, d, party);

	w.bound = b;
	w.pricers = pricers;
	w.space = pricing_space_new();
	w.random = random;
	w.effort = effort;
	take_prices(&w);
	open_programme(&w);
	bool found = weekwise_dive(&w, worth) && apply(&w);
	*gain = w.gain;
	implicit_close(&w.programme);
	pricing_space_close(w.space);
	arena_close(a);
	return found;
}
