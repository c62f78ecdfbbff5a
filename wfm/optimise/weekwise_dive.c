#include <math.h>
#include <stdlib.h>

#include "optimise/weekwise_state.h"

static const double WHOLE = 1e-5; /* from a whole number */
static const double SURE = 0.9;	  /* parts above this are as good as whole */
static const double PART = 0.1;	  /* of what is not whole, fixed at a time */
static const double NOISE = 0.05; /* on weights: another dive ends elsewhere */

/* What is decided of a person's day: a length, a block, an option. */
struct decision {
	int person, day, what;
	double weight, key;
};

struct stage {
	struct weekwise *w;
	int (*what)(const struct weekwise *w, int person, int day, int option);
	int *fixed;	   /* w->length, w->block or w->option */
	int *mine, n_mine; /* tours of the person at hand */
	int mine_room;
	struct decision *list; /* [n_people * days] */
};

static int by_key(const void *left, const void *right)
{
	const struct decision *a = left, *b = right;

	if (a->key != b->key)
		return a->key > b->key ? -1 : 1;
	if (a->person != b->person)
		return a->person - b->person;
	return a->day - b->day;
}

static int option_of(const struct weekwise *w, int person, int day, int option)
{
	(void)w, (void)person, (void)day;
	return option;
}

static double weight_of(const struct weekwise *w, int tour)
{
	return lp_column(w->programme.lp, w->tours[tour].column);
}

/* The person's tours that weigh anything. */
static void find_tours(struct stage *s, int person)
{
	const struct weekwise *w = s->w;

	s->n_mine = 0;
	for (int k = 0; k < w->n_tours; k++) {
		const struct tour *t = &w->tours[k];
		if (t->person != person || t->is_out || weight_of(w, k) <= 1e-7)
			continue;
		s->mine = arena_grow(w->arena, s->mine, s->n_mine,
				     &s->mine_room, sizeof(*s->mine));
		s->mine[s->n_mine++] = k;
	}
}

/* Weight of the tours that do the same on the day as this one. */
static double weight_alike(const struct stage *s, int day, int tour)
{
	const struct weekwise *w = s->w;
	int person = w->tours[tour].person;
	int what = s->what(w, person, day, w->tours[tour].pick[day]);
	double sum = 0;

	for (int k = 0; k < s->n_mine; k++)
		if (s->what(w, person, day, w->tours[s->mine[k]].pick[day]) ==
		    what)
			sum += weight_of(w, s->mine[k]);
	return sum;
}

/* What weighs most on the day; false: it is whole. */
static bool heaviest(const struct stage *s, int person, int day,
		     struct decision *found)
{
	const struct weekwise *w = s->w;
	int best = -1;
	double most = 0;

	for (int k = 0; k < s->n_mine; k++) {
		double weight = weight_alike(s, day, s->mine[k]);
		if (weight > most + 1e-9) {
			most = weight;
			best = s->mine[k];
		}
	}
	if (best < 0 || most > 1 - WHOLE)
		return false;
	*found = (struct decision){
		.person = person,
		.day = day,
		.what = s->what(w, person, day, w->tours[best].pick[day]),
		.weight = most,
		.key = most + NOISE * random_uniform(w->random)
	};
	return true;
}

static int collect(struct stage *s)
{
	const struct weekwise *w = s->w;
	int n = 0;

	for (int k = 0; k < w->n_people; k++) {
		find_tours(s, k);
		for (int j = 0; s->n_mine > 1 && j < w->n_open; j++)
			n += heaviest(s, k, w->open_days[j], &s->list[n]);
	}
	if (n > 1)
		qsort(s->list, (size_t)n, sizeof(*s->list), by_key);
	return n;
}

static bool agrees(const struct weekwise *w, const struct tour *t)
{
	for (int k = 0; k < w->n_open; k++) {
		int day = w->open_days[k];
		if (!weekwise_allows(w, t->person, day, t->pick[day]))
			return false;
	}
	return true;
}

/* Tours of some weight must be left, else it is not fixed. */
static void fix(struct stage *s, const struct decision *d)
{
	struct weekwise *w = s->w;
	int *fixed = &s->fixed[d->person * w->plan->days + d->day];
	double left = 0;

	*fixed = d->what;
	for (int k = 0; k < w->n_tours; k++)
		if (w->tours[k].person == d->person && !w->tours[k].is_out &&
		    agrees(w, &w->tours[k]))
			left += weight_of(w, k);
	if (left < 1e-6) {
		*fixed = WEEKWISE_FREE;
		return;
	}
	for (int k = 0; k < w->n_tours; k++) {
		struct tour *t = &w->tours[k];
		if (t->person != d->person || t->is_out || agrees(w, t))
			continue;
		t->is_out = true;
		lp_set_bounds(w->programme.lp, t->column, 0, 0);
	}
}

static bool dive(struct stage *s)
{
	struct weekwise *w = s->w;
	int n;

	while ((n = collect(s)) > 0) {
		int some = (int)ceil(PART * n);
		for (int k = 0; k < n && (k < some || s->list[k].weight > SURE);
		     k++)
			fix(s, &s->list[k]);
		if (!implicit_solve(&w->programme, LP_DUAL, w->effort) ||
		    !weekwise_add_tours(w))
			return false;
		effort_tell(w->effort, "weeks");
	}
	return true;
}

/* Each person's one tour for good. */
static void fix_tours(struct weekwise *w)
{
	for (int k = 0; k < w->n_tours; k++) {
		struct tour *t = &w->tours[k];
		double x = !t->is_out && weight_of(w, k) > 0.5;
		t->is_out = x == 0;
		lp_set_bounds(w->programme.lp, t->column, x, x);
	}
}

/* The relaxed optimum, and what it saves. */
static bool relax(struct weekwise *w)
{
	if (!implicit_solve(&w->programme, LP_PRIMAL, w->effort) ||
	    !weekwise_generate(w))
		return false;
	w->gain = implicit_value(&w->programme, w->draft->crowd) -
		  implicit_money(&w->programme);
	return true;
}

bool weekwise_dive(struct weekwise *w, double worth)
{
	struct decision *list = arena_new(w->arena, struct decision,
					  w->n_people * w->plan->days);
	struct stage lengths = { .w = w,
				 .what = weekwise_length,
				 .fixed = w->length,
				 .list = list };
	struct stage blocks = {
		.w = w, .what = weekwise_block, .fixed = w->block, .list = list
	};
	struct stage options = {
		.w = w, .what = option_of, .fixed = w->option, .list = list
	};

	if (!relax(w) || w->gain < worth || !dive(&lengths) || !dive(&blocks) ||
	    !dive(&options))
		return false;
	fix_tours(w);
	return implicit_dive_breaks(&w->programme, HUGE_VAL, w->effort);
}
