#include <math.h>
#include <string.h>

#include "optimise/polish.h"
#include "optimise/weekwise_state.h"

enum {
	HEAVY = 12,   /* tours of the bound's average, of a person */
	ROUNDS = 200, /* of generation */
	IDLE = 12     /* rounds without gain, one after the other */
};

static const double GAIN = 1e-3; /* of the worth of a head */
static const double SMOOTH = 0.8;

static double *prices_of(const struct weekwise *w, int kind)
{
	return w->prefix + (size_t)kind * (w->plan->ticks.n + 1);
}

static double price(const struct weekwise *w, const struct menu *m,
		    const struct choice *c, int16_t *at)
{
	return plan_price(w->plan, m, c,
			  c->kind < 0 ? NULL : prices_of(w, c->kind), at);
}

bool weekwise_allows(const struct weekwise *w, int person, int day, int option)
{
	size_t at = (size_t)person * w->plan->days + day;

	if (!w->is_open[day])
		return option ==
		       draft_at(w->draft, w->people[person], day)->option;
	if (w->option[at] != WEEKWISE_FREE)
		return option == w->option[at];
	if (w->block[at] != WEEKWISE_FREE &&
	    weekwise_block(w, person, day, option) != w->block[at])
		return false;
	return w->length[at] == WEEKWISE_FREE ||
	       weekwise_length(w, person, day, option) == w->length[at];
}

/* ---- a column ---- */

static void place_day(const struct weekwise *w, int person, int day,
		      struct placed *to)
{
	const struct placed *now = draft_at(w->draft, w->people[person], day);
	const struct choice *c = weekwise_choice(w, person, day, to->option);

	if (to->option == now->option)
		*to = *now;
	else if (c)
		price(w, weekwise_menu(w, person, day), c, to->at);
}

void weekwise_place(const struct weekwise *w, int person, const int16_t *pick,
		    struct placed *days)
{
	for (int day = 0; day < w->plan->days; day++) {
		days[day] = (struct placed){ .option = pick[day] };
		place_day(w, person, day, &days[day]);
	}
}

/* Money of the tour beside the crowd; HUGE_VAL: against a rule. */
static double cost_of(struct weekwise *w, int person)
{
	struct draft *d = w->draft;
	int i = w->people[person], n = 0;

	for (int day = 0; day < w->plan->days; day++)
		if (w->days[day].option != draft_at(d, i, day)->option)
			w->changes[n++] =
				(struct change){ i, day, w->days[day] };
	if (n == 0)
		return 0;
	double money = draft_try(d, n, w->changes);
	if (money == HUGE_VAL)
		return HUGE_VAL;
	money -= crowd_change(d->crowd);
	draft_undo(d);
	return money;
}

static bool is_known(const struct weekwise *w, int person, const int16_t *pick)
{
	size_t size = (size_t)w->plan->days * sizeof(*pick);

	for (int k = 0; k < w->n_tours; k++)
		if (w->tours[k].person == person &&
		    memcmp(w->tours[k].pick, pick, size) == 0)
			return true;
	return false;
}

/* Groups of the tour's duties; what their breaks take off the pay. */
static double find_groups(struct weekwise *w, int person)
{
	double money = 0;

	for (int k = 0; k < w->n_open; k++) {
		int day = w->open_days[k];
		const struct choice *c =
			weekwise_choice(w, person, day, w->days[day].option);
		w->group[day] =
			c ? implicit_group(&w->programme, c,
					   weekwise_menu(w, person, day)->rate)
			  : -1;
		if (w->group[day] >= 0)
			money += implicit_pay(&w->programme, w->group[day],
					      w->days[day].at);
	}
	return money;
}

static int add_column(struct weekwise *w, int person, double cost,
		      enum lp_status status)
{
	implicit_enter(&w->programme, person, 1);
	for (int k = 0; k < w->n_open; k++) {
		int day = w->open_days[k];
		const struct choice *c =
			weekwise_choice(w, person, day, w->days[day].option);
		if (c)
			implicit_enter_duty(&w->programme, c, w->group[day],
					    w->days[day].at);
	}
	return implicit_finish(&w->programme, cost, status);
}

/* False: it is there already, or against a rule that pricing leaves out. */
static bool add_tour(struct weekwise *w, int person, const int16_t *pick,
		     enum lp_status status)
{
	struct tour t = { .person = person };

	if (is_known(w, person, pick))
		return false;
	weekwise_place(w, person, pick, w->days);
	double cost = cost_of(w, person);
	if (cost == HUGE_VAL)
		return false;
	cost += find_groups(w, person);
	t.column = add_column(w, person, cost, status);
	t.pick = arena_copy(w->arena, pick, (size_t)w->plan->days,
			    sizeof(*pick));
	w->tours = arena_grow(w->arena, w->tours, w->n_tours, &w->tours_room,
			      sizeof(*w->tours));
	w->tours[w->n_tours++] = t;
	return true;
}

/* ---- known tours ---- */

/* Into the heads of the first basis: breaks of groups in their first places. */
static void note_first(struct weekwise *w, int person)
{
	for (int k = 0; k < w->n_open; k++) {
		int day = w->open_days[k];
		struct placed *at = &w->days[day];
		const struct choice *c =
			weekwise_choice(w, person, day, at->option);
		if (w->group[day] >= 0)
			implicit_first(&w->programme, w->group[day], at->at);
		if (c)
			plan_note(w->plan, c, at->at, 1, w->there);
	}
}

/* The person's days, open ones those of another tour. */
static void splice(struct weekwise *w, int person, const int16_t *pick)
{
	for (int day = 0; day < w->plan->days; day++)
		w->pick[day] =
			pick && w->is_open[day]
				? pick[day]
				: (int16_t)draft_at(w->draft, w->people[person],
						    day)
					  ->option;
}

void weekwise_add_known(struct weekwise *w)
{
	double weight;
	const int16_t *pick;

	for (int k = 0; k < w->n_people; k++) {
		splice(w, k, NULL);
		add_tour(w, k, w->pick, LP_BASIC);
		note_first(w, k);
		for (int rank = 0;
		     rank < HEAVY &&
		     (pick = bound_heaviest(w->bound, w->people[k], rank,
					    &weight));
		     rank++) {
			splice(w, k, pick);
			add_tour(w, k, w->pick, LP_AT_LOWER);
		}
	}
}

/* ---- generation ---- */

static void price_days(struct weekwise *w, int person)
{
	double *room = w->room;

	for (int day = 0; day < w->plan->days; day++) {
		const struct menu *m = weekwise_menu(w, person, day);
		w->cost[day] = room;
		w->off[day] = weekwise_allows(w, person, day, DUTY_OFF)
				      ? m->off_cost
				      : HUGE_VAL;
		for (int k = 0; k < m->n; k++)
			*room++ = weekwise_allows(w, person, day, k)
					  ? price(w, m, &m->list[k], NULL)
					  : HUGE_VAL;
	}
}

/* Prices move by this part towards the programme's. */
static void move_prices(struct weekwise *w, double part)
{
	for (int k = 0; k < w->plan->n_kinds; k++) {
		double *price = prices_of(w, k);
		implicit_prices(&w->programme, k, w->latest);
		for (int t = 0; t <= w->plan->ticks.n; t++)
			price[t] += part * (w->latest[t] - price[t]);
	}
}

/* Everybody's best tour at the prices; how many are new. */
static int add_best(struct weekwise *w)
{
	int added = 0;

	for (int k = 0; k < w->n_people && !effort_stop(w->effort); k++) {
		price_days(w, k);
		double best = pricer_best(w->pricers[w->people[k]], w->space,
					  w->cost, w->off, w->pick, NULL);
		w->effort->work +=
			(pricing_steps(w->space) + 100.0 * w->plan->n) / 1e6;
		added +=
			best < HUGE_VAL && add_tour(w, k, w->pick, LP_AT_LOWER);
	}
	return added;
}

bool weekwise_generate(struct weekwise *w)
{
	const struct lp *lp = w->programme.lp;
	double least = GAIN * polish_scale(w->plan);
	int idle = 0;

	for (int k = 0; k < ROUNDS && idle < IDLE; k++) {
		double before = lp_value(lp);
		move_prices(w, 1 - SMOOTH);
		if (add_best(w) > 0 &&
		    !implicit_solve(&w->programme, LP_PRIMAL, w->effort))
			return false;
		idle = before - lp_value(lp) > least ? 0 : idle + 1;
	}
	return !effort_stop(w->effort);
}

bool weekwise_add_tours(struct weekwise *w)
{
	move_prices(w, 1);
	return (add_best(w) == 0 ||
		implicit_solve(&w->programme, LP_PRIMAL, w->effort)) &&
	       !effort_stop(w->effort);
}
