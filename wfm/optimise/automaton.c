/* States: what can be remembered, forwards; what is the same, backwards. */
#include "optimise/automaton.h"

#include <math.h>
#include <string.h>

#include "optimise/automaton_state.h"

enum { RAW = 4000 }; /* memories of a day, at most */

/* ---- forwards: memories ---- */

/* Of n words of four bytes. */
static uint32_t hash_of(const void *p, size_t n)
{
	const char *c = p;
	uint32_t h = 2166136261u, word;

	for (size_t k = 0; k < n; k++) {
		memcpy(&word, c + 4 * k, sizeof(word));
		h = (h ^ word) * 0x9e3779b1u;
		h ^= h >> 15;
	}
	return h;
}

static void grow_slots(struct arena *a, struct layer *l)
{
	l->slots = l->slots ? 4 * l->slots : 64;
	l->slot = arena_new(a, int, l->slots);
	for (int k = 0; k < l->n; k++) {
		uint32_t h = hash_of(&l->memory[k], MEMORY_WORDS);
		while (l->slot[h & (uint32_t)(l->slots - 1)])
			h++;
		l->slot[h & (uint32_t)(l->slots - 1)] = k + 1;
	}
}

static int number_of(struct arena *a, struct layer *l, const struct memory *m)
{
	if (2 * l->n >= l->slots)
		grow_slots(a, l);
	uint32_t h = hash_of(m, MEMORY_WORDS);
	int *slot;
	while (*(slot = &l->slot[h & (uint32_t)(l->slots - 1)])) {
		if (memcmp(&l->memory[*slot - 1], m, sizeof(*m)) == 0)
			return *slot - 1;
		h++;
	}
	l->memory =
		arena_grow(a, l->memory, l->n, &l->room, sizeof(*l->memory));
	l->memory[l->n++] = *m;
	*slot = l->n;
	return l->n - 1;
}

static void find_letters(struct making *m, int d)
{
	const struct menu *menu = &m->worker->menu[d];
	struct layer *l = &m->layer[d];
	uint64_t *keys = arena_new(m->arena, uint64_t, menu->n);

	l->choice = arena_new(m->arena, int, menu->n);
	l->letter = arena_new(m->arena, int16_t, menu->n);
	for (int k = 0; k < menu->n; k++) {
		uint64_t key = m->rule->letter(m->rule->of, d, k);
		int j = 0;
		while (j < l->letters && keys[j] != key)
			j++;
		if (j == l->letters) {
			keys[j] = key;
			l->choice[l->letters++] = k;
		}
		l->letter[k] = (int16_t)j;
	}
}

static void step_to(struct making *m, int d, int arc, struct memory next,
		    double price)
{
	struct layer *l = &m->layer[d];

	l->price[arc] = price;
	l->to[arc] = price < HUGE_VAL
			     ? number_of(m->arena, &m->layer[d + 1], &next)
			     : NEVER;
}

static void step_day(struct making *m, int d)
{
	const struct remembering *r = m->rule;
	struct layer *l = &m->layer[d];
	int width;

	find_letters(m, d);
	width = l->letters + 1;
	l->to = arena_new(m->arena, int, (size_t)l->n *width);
	l->price = arena_new(m->arena, double, (size_t)l->n *width);
	for (int s = 0; s < l->n; s++) {
		for (int j = 0; j < l->letters; j++) {
			struct memory next = l->memory[s];
			double price = r->work(r->of, &next, d, l->choice[j]);
			step_to(m, d, s * width + j, next, price);
		}
		struct memory next = l->memory[s];
		double price = m->worker->menu[d].may_off
				       ? r->off(r->of, &next, d)
				       : HUGE_VAL;
		step_to(m, d, s * width + l->letters, next, price);
	}
}

/* ---- backwards: states of equal future ---- */

/* Arcs to classes; false: none leads anywhere. */
static bool point_to_classes(struct making *m, int d, int s)
{
	struct layer *l = &m->layer[d], *next = &m->layer[d + 1];
	int width = l->letters + 1;
	bool any = false;

	for (int j = s * width; j < (s + 1) * width; j++) {
		int to = l->to[j] == NEVER ? NEVER : next->class[l->to[j]];
		l->to[j] = to;
		if (to == NEVER)
			l->price[j] = 0;
		any = any || to != NEVER;
	}
	return any;
}

bool automaton_same_arcs(const struct layer *l, int s, int t, int n)
{
	size_t width = (size_t)l->letters + 1;

	return memcmp(l->to + s * width, l->to + t * width,
		      (size_t)n * sizeof(*l->to)) == 0 &&
	       memcmp(l->price + s * width, l->price + t * width,
		      (size_t)n * sizeof(*l->price)) == 0;
}

static uint32_t hash_of_arcs(const struct layer *l, int s, int n)
{
	size_t width = (size_t)l->letters + 1;

	return hash_of(l->to + s * width, (size_t)n) ^
	       hash_of(l->price + s * width, 2 * (size_t)n);
}

static void find_classes(struct making *m, int d)
{
	struct layer *l = &m->layer[d];
	int slots = 64;

	while (slots < 2 * l->n)
		slots *= 2;
	int *slot = arena_new(m->arena, int, slots);
	l->class = arena_new(m->arena, int, l->n);
	l->one = arena_new(m->arena, int, l->n);
	for (int s = 0; s < l->n; s++) {
		l->class[s] = NEVER;
		if (!point_to_classes(m, d, s))
			continue;
		uint32_t h = hash_of_arcs(l, s, l->letters + 1);
		int *at;
		while (*(at = &slot[h & (uint32_t)(slots - 1)]) &&
		       !automaton_same_arcs(l, l->one[*at - 1], s,
					    l->letters + 1))
			h++;
		if (!*at) {
			l->one[l->classes++] = s;
			*at = l->classes;
		}
		l->class[s] = *at - 1;
	}
}

static const struct automaton *make(struct arena *a, struct making *m)
{
	struct layer *first = &m->layer[0], *last = &m->layer[m->days];
	struct memory begin = m->rule->begin(m->rule->of);

	number_of(m->arena, first, &begin);
	for (int d = 0; d < m->days; d++) {
		if (m->layer[d].n > RAW)
			return NULL;
		step_day(m, d);
	}
	last->class = arena_new(m->arena, int, last->n);
	last->classes = last->n > 0;
	for (int d = m->days - 1; d >= 0; d--)
		find_classes(m, d);
	if (first->class[0] == NEVER)
		return NULL;
	return automaton_of_layers(a, m);
}

const struct automaton *automaton_new(struct arena *a, const struct worker *w,
				      int days, const struct remembering *rule,
				      int most)
{
	struct making m = { .arena = arena_open(),
			    .worker = w,
			    .rule = rule,
			    .days = days,
			    .most = most };

	m.layer = arena_new(m.arena, struct layer, days + 1);
	const struct automaton *x = make(a, &m);
	arena_close(m.arena);
	return x;
}
