/* An automaton as it is used: idle, copied, two at once. */
#include "optimise/automaton.h"

#include <math.h>

#include "optimise/automaton_state.h"

bool automaton_is_idle(const struct worker *w, const struct automaton *x)
{
	if (x->size > 1)
		return false;
	for (int d = 0; d < x->days; d++) {
		const struct automaton_day *y = &x->day[d];
		for (int j = 0; j < y->letters; j++)
			if (y->to[j] == NEVER || y->price[j] != 0)
				return false;
		for (int j = 0; j < y->tags; j++)
			if (w->menu[d].may_off &&
			    (y->off_to[j] == NEVER || y->off_price[j] != 0))
				return false;
	}
	return true;
}

const struct automaton *automaton_copy(struct arena *a, const struct worker *w,
				       const struct automaton *x)
{
	struct automaton *to = arena_copy(a, x, 1, sizeof(*x));
	struct automaton_day *days =
		arena_copy(a, x->day, (size_t)x->days, sizeof(*days));

	for (int d = 0; d < x->days; d++) {
		struct automaton_day *day = &days[d];
		size_t choices = (size_t)w->menu[d].n;
		size_t arcs = (size_t)day->n * (size_t)day->letters;
		size_t offs = (size_t)day->n * (size_t)day->tags;
		day->letter =
			arena_copy(a, day->letter, choices, sizeof(int16_t));
		day->tag = arena_copy(a, day->tag, choices, sizeof(int16_t));
		day->to = arena_copy(a, day->to, arcs, sizeof(int16_t));
		day->price = arena_copy(a, day->price, arcs, sizeof(double));
		day->off_to = arena_copy(a, day->off_to, offs, sizeof(int16_t));
		day->off_price =
			arena_copy(a, day->off_price, offs, sizeof(double));
		day->better = arena_copy(a, day->better,
					 (size_t)day->first_better[day->n],
					 sizeof(int16_t));
		day->first_better =
			arena_copy(a, day->first_better, (size_t)day->n + 1,
				   sizeof(int16_t));
	}
	to->day = days;
	return to;
}

/* ---- two at once ---- */

/* word: row and tag of the one, row and tag of the other. */
struct both {
	const struct automaton *one[2];
};

static struct memory begin_both(const void *of)
{
	(void)of;
	return (struct memory){ { 0, 0, 0, 0 } };
}

static uint64_t letter_of_both(const void *of, int d, int choice)
{
	const struct both *b = of;
	uint64_t key = 0;

	for (int k = 0; k < 2; k++) {
		const struct automaton_day *day = &b->one[k]->day[d];
		key = key << 32 |
		      (uint64_t)(uint16_t)day->letter[choice] << 16 |
		      (uint16_t)day->tag[choice];
	}
	return key;
}

static double work_both(const void *of, struct memory *m, int d, int choice)
{
	const struct both *b = of;
	double price = 0;

	for (int k = 0; k < 2; k++) {
		const struct automaton_day *day = &b->one[k]->day[d];
		int at = m->word[2 * k] * day->letters + day->letter[choice];
		if (day->to[at] == NEVER)
			return HUGE_VAL;
		price += day->price[at];
		m->word[2 * k] = day->to[at];
		m->word[2 * k + 1] = day->tag[choice];
	}
	return price;
}

static double off_both(const void *of, struct memory *m, int d)
{
	const struct both *b = of;
	double price = 0;

	for (int k = 0; k < 2; k++) {
		const struct automaton_day *day = &b->one[k]->day[d];
		int at = m->word[2 * k] * day->tags + m->word[2 * k + 1];
		if (day->off_to[at] == NEVER)
			return HUGE_VAL;
		price += day->off_price[at];
		m->word[2 * k] = day->off_to[at];
		m->word[2 * k + 1] = 0;
	}
	return price;
}

const struct automaton *automaton_both(struct arena *a, const struct worker *w,
				       const struct automaton *one,
				       const struct automaton *two, int most)
{
	struct both both = { { one, two } };
	struct remembering r = { &both, begin_both, letter_of_both, work_both,
				 off_both };

	return automaton_new(a, w, one->days, &r, most);
}
