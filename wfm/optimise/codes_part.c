#include "optimise/codes_part.h"

#include <math.h>
#include <string.h>

enum { MEGABYTES = 1536 };

/* ---- opening ---- */

static void count_closed(struct part *p, int *heads)
{
	const struct codes *c = p->codes;

	for (int i = 0; i < c->n_workers; i++) {
		if (c->best[i] < 0 || p->slot[i] >= 0)
			continue;
		const struct column *t = &c->columns[c->best[i]];
		p->base += t->cost;
		codes_count(c, t, 1, heads);
	}
}

void part_add(struct part *p, int slot, int column)
{
	const struct codes *c = p->codes;
	const struct column *t = &c->columns[column];
	int row[CODES_ROWS * 400 + 1], n = 0;
	double one[CODES_ROWS * 400 + 1];

	row[n] = p->convexity[slot];
	one[n++] = 1;
	for (int d = 0; d < c->days; d++) {
		const struct counted *k =
			codes_counted(c, t->worker, d, t->pick[d]);
		for (int j = 0; j < k->n; j++) {
			row[n] = p->lp_row[k->row[j]];
			one[n++] = 1;
		}
	}
	lp_add_column(p->lp, t->cost, 0, HUGE_VAL, n, row, one);
	p->in = arena_grow(p->arena, p->in, p->n_in, &p->room_in,
			   sizeof(*p->in));
	p->in[p->n_in++] = (struct in){ column, slot, false, false };
}

bool part_has(const struct part *p, int column)
{
	for (int k = 0; k < p->n_in; k++)
		if (p->in[k].column == column)
			return true;
	return false;
}

void part_take(struct part *p, int slot, const int16_t *pick, double cost)
{
	int column = codes_column(p->codes, p->worker[slot], pick, cost);

	if (!part_has(p, column))
		part_add(p, slot, column);
}

/* The best roster is the first point of the programme. */
static void begin(struct part *p)
{
	for (int s = 0; s < p->n; s++) {
		part_add(p, s, p->codes->best[p->worker[s]]);
		part_add_status(p, LP_BASIC);
	}
	lp_begin(p->lp, p->status);
}

static void make_room(struct part *p)
{
	const struct codes *c = p->codes;
	size_t tours = (size_t)p->n * PART_SEVERAL;

	p->convexity = arena_new(p->arena, int, p->n);
	p->slot = arena_new(p->arena, int, c->n_workers);
	p->lp_row = arena_new(p->arena, int, c->n_rows);
	p->slack = arena_new(p->arena, int, c->n_rows);
	p->want = arena_new(p->arena, double, c->n_rows);
	p->pi = arena_new(p->arena, double, c->n_rows);
	p->trial = arena_new(p->arena, double, c->n_rows);
	p->best = arena_new(p->arena, double, c->n_rows);
	p->closed = arena_new(p->arena, uint8_t *, (size_t)p->n * c->days);
	p->pick = arena_new(p->arena, int16_t, tours * c->days);
	p->priced = arena_new(p->arena, double, tours);
	p->true_cost = arena_new(p->arena, double, tours);
	p->least = arena_new(p->arena, double, p->n);
	p->found = arena_new(p->arena, int, p->n);
	p->steps = arena_new(p->arena, double, p->n);
	p->again = arena_new(p->arena, int, p->n);
}

struct part *part_new(struct codes *c, int n, const int *worker)
{
	struct arena *a = arena_open();
	struct part *p = arena_new(a, struct part, 1);
	int *heads = arena_new(a, int, c->n_rows);

	p->arena = a;
	p->codes = c;
	p->n = n;
	p->worker = arena_copy(a, worker, (size_t)n, sizeof(*worker));
	p->bound = -HUGE_VAL;
	p->most = HUGE_VAL;
	p->enough = -HUGE_VAL;
	p->learns = true;
	make_room(p);
	for (int i = 0; i < c->n_workers; i++)
		p->slot[i] = -1;
	for (int s = 0; s < n; s++)
		p->slot[worker[s]] = s;
	part_find_rows(p);
	count_closed(p, heads);
	p->lp = lp_open(MEGABYTES);
	part_add_rows(p, heads);
	begin(p);
	if (c->prices_at_root) {
		memcpy(p->best, c->prices_at_root,
		       (size_t)c->n_rows * sizeof(*p->best));
		p->has_best = true;
	}
	return p;
}

void part_close(struct part *p)
{
	lp_close(p->lp);
	arena_close(p->arena);
}

bool part_takes_too_long(const struct part *p)
{
	return p->until > 0 && p->codes->effort->work > p->until;
}

/* ---- closing choices ---- */

bool part_is_closed(const struct part *p, int slot, int day, int choice)
{
	const struct codes *c = p->codes;
	const uint8_t *closed = p->closed[(size_t)slot * c->days + day];

	if (choice == DUTY_OFF)
		choice = c->plan->workers[p->worker[slot]].menu[day].n;
	return closed && closed[choice];
}

void part_forbid(struct part *p, int slot, int day, int choice)
{
	const struct codes *c = p->codes;
	uint8_t **closed = &p->closed[(size_t)slot * c->days + day];
	int n = c->plan->workers[p->worker[slot]].menu[day].n;

	if (!*closed)
		*closed = arena_new(p->arena, uint8_t, n + 1);
	if (choice == DUTY_OFF)
		choice = n;
	if ((*closed)[choice])
		return;
	(*closed)[choice] = 1;
	p->shut = arena_grow(p->arena, p->shut, p->n_shut, &p->room_shut,
			     sizeof(*p->shut));
	p->shut[p->n_shut++] = &(*closed)[choice];
}

void part_only(struct part *p, int slot, int day, int choice)
{
	const struct codes *c = p->codes;
	int n = c->plan->workers[p->worker[slot]].menu[day].n;

	for (int k = 0; k < n; k++)
		if (k != choice)
			part_forbid(p, slot, day, k);
	if (choice != DUTY_OFF)
		part_forbid(p, slot, day, DUTY_OFF);
}

bool part_allows(const struct part *p, int slot, const struct column *t)
{
	for (int d = 0; d < p->codes->days; d++)
		if (part_is_closed(p, slot, d, t->pick[d]))
			return false;
	return true;
}

void part_bury(struct part *p)
{
	for (int k = 0; k < p->n_in; k++) {
		struct in *t = &p->in[k];
		if (t->dead ||
		    part_allows(p, t->slot, &p->codes->columns[t->column]))
			continue;
		t->dead = true;
		lp_set_bounds(p->lp, p->first + k, 0, 0);
	}
	p->bound = -HUGE_VAL;
}

void part_reopen(struct part *p, int mark)
{
	while (p->n_shut > mark)
		*p->shut[--p->n_shut] = 0;
	for (int k = 0; k < p->n_in; k++) {
		struct in *t = &p->in[k];
		if (!t->dead ||
		    !part_allows(p, t->slot, &p->codes->columns[t->column]))
			continue;
		t->dead = false;
		lp_set_bounds(p->lp, p->first + k, 0, HUGE_VAL);
	}
	p->bound = -HUGE_VAL;
}
