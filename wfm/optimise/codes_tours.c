/*
 * Tours: what they cost, what they count in, each kept once.
 */
#include "optimise/codes_part.h"

#include <math.h>
#include <string.h>

static void set_work(const struct codes *c, int worker, const int16_t *pick,
		     struct day_work *work)
{
	const struct worker *w = &c->plan->workers[worker];

	memcpy(work - PLAN_PAST, w->past, PLAN_PAST * sizeof(*work));
	for (int d = 0; d < c->days; d++) {
		const struct menu *m = &w->menu[d];
		work[d] =
			(struct day_work){ .known = m->without != CELL_NONE,
					   .absent = m->without == CELL_ABSENT,
					   .credit = w->who->days[d].credit,
					   .worked = pick[d] != DUTY_OFF };
		if (!work[d].worked)
			continue;
		const struct option *o =
			plan_option(c->plan, &m->list[pick[d]]);
		work[d].shift = o->shift;
		work[d].from = o->from;
		work[d].until = o->until;
		work[d].paid = o->paid;
		work[d].night = o->night;
	}
}

const struct counted *codes_counted(const struct codes *c, int worker, int day,
				    int choice)
{
	static const struct counted none = { 0 };

	return choice == DUTY_OFF
		       ? &none
		       : &c->counted[(size_t)worker * c->days + day][choice];
}

double codes_tour_cost(const struct codes *c, int worker, const int16_t *pick,
		       int thread)
{
	const struct worker *w = &c->plan->workers[worker];
	struct day_work *work = c->work[thread] + PLAN_PAST;
	double cost = 0;

	set_work(c, worker, pick, work);
	struct verdict v = rulebook_judge(c->rules[worker], work);
	if (v.hard > 1e-9)
		return HUGE_VAL;
	for (int d = 0; d < c->days; d++)
		cost += pick[d] == DUTY_OFF ? w->menu[d].off_cost
					    : w->menu[d].list[pick[d]].cost;
	return cost + v.price;
}

static uint64_t key_of(const int16_t *pick, int days)
{
	uint64_t key = 14695981039346656037u;

	for (int d = 0; d < days; d++)
		key = (key ^ (uint16_t)pick[d]) * 1099511628211u;
	return key;
}

int codes_column(struct codes *c, int worker, const int16_t *pick, double cost)
{
	size_t bytes = (size_t)c->days * sizeof(*pick);
	uint64_t key = key_of(pick, c->days);

	for (int k = 0; k < c->n_mine[worker]; k++) {
		const struct column *t = &c->columns[c->mine[worker][k]];
		if (t->key == key && memcmp(t->pick, pick, bytes) == 0)
			return c->mine[worker][k];
	}
	c->columns = arena_grow(c->arena, c->columns, c->n_columns,
				&c->columns_room, sizeof(*c->columns));
	c->columns[c->n_columns] =
		(struct column){ worker,
				 arena_copy(c->arena, pick, (size_t)c->days,
					    sizeof(*pick)),
				 cost, key };
	c->mine[worker] =
		arena_grow(c->arena, c->mine[worker], c->n_mine[worker],
			   &c->mine_room[worker], sizeof(int));
	c->mine[worker][c->n_mine[worker]++] = c->n_columns;
	return c->n_columns++;
}

void codes_count(const struct codes *c, const struct column *t, int sign,
		 int *heads)
{
	for (int d = 0; d < c->days; d++) {
		const struct counted *k =
			codes_counted(c, t->worker, d, t->pick[d]);
		for (int j = 0; j < k->n; j++)
			heads[k->row[j]] += sign;
	}
}

double codes_worth(const struct codes *c, int worker, const int16_t *pick,
		   const double *price)
{
	double sum = 0;

	for (int d = 0; d < c->days; d++) {
		const struct counted *k = codes_counted(c, worker, d, pick[d]);
		for (int j = 0; j < k->n; j++)
			sum += price[k->row[j]];
	}
	return sum;
}

double codes_roster_cost(const struct codes *c, const int *column, int *heads)
{
	struct arena *a = arena_open();
	int *count = heads ? heads : arena_new(a, int, c->n_rows);
	double cost = 0;

	memset(count, 0, (size_t)c->n_rows * sizeof(*count));
	for (int i = 0; i < c->n_workers; i++) {
		if (column[i] < 0)
			continue;
		cost += c->columns[column[i]].cost;
		codes_count(c, &c->columns[column[i]], 1, count);
	}
	for (int r = 0; r < c->n_rows; r++)
		cost += heads_row_cost(c->heads, r, count[r]);
	arena_close(a);
	return cost;
}

double codes_round(const struct codes *c, double bound)
{
	return c->whole && isfinite(bound) ? ceil(bound - 1e-5) + 0.0 : bound;
}

static int counted_days(const struct codes *c, const struct rule *r, int worker,
			const int16_t *pick)
{
	const struct plan *p = c->plan;
	int n = 0;

	for (int d = 0; d < c->days; d++)
		if (pick[d] != DUTY_OFF) {
			const struct option *o = plan_option(
				p, &p->workers[worker].menu[d].list[pick[d]]);
			n += r->shifts == ~(shift_set)0 ||
			     (o->shift >= 0 && (r->shifts >> o->shift & 1));
		}
	return n;
}

bool codes_learn(struct codes *c, int worker, const int16_t *pick)
{
	const struct worker *w = &c->plan->workers[worker];
	bool more = false;

	for (int k = 0; k < w->who->n_rules; k++) {
		const struct rule *r = &w->who->rules[k];
		if (r->count != COUNT_DAYS || c->in_state[worker][k] ||
		    counted_days(c, r, worker, pick) <= r->max)
			continue;
		c->in_state[worker][k] = more = true;
	}
	if (more)
		c->pricer[worker] =
			pricer_with(c->arena, c->plan, w, c->in_state[worker]);
	return more;
}
