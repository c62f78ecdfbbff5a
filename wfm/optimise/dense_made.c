/* Which counts every day can have, forwards and backwards. */
#include "optimise/dense_state.h"

#include <math.h>

enum { LEAST = 8, LEAST_DAYS = 14, MOST_CLASSES = 12 };

bool dense_has_one_window(const struct pricer *q)
{
	for (int d = 0; d + 1 < q->days; d++)
		if (q->tally[0].end[d] || q->tally[0].reset[d])
			return false;
	return true;
}

static int most_added(const struct pricer *q, int d)
{
	int most = 0;

	for (int c = 0; c < q->day[d].n_cells; c++)
		most = max_int(most, q->day[d].cells[c].add[0]);
	return most;
}

static int need_of(const struct tally *t, int days)
{
	int c = 0;

	while (t->end[days - 1] && c + 1 < t->size &&
	       t->end[days - 1][c] == HUGE_VAL)
		c++;
	return c;
}

/* What the rest of the period can add after a run, backwards. */
static void find_lost(struct dense *e, int *gain)
{
	const struct pricer *q = e->q;
	int need = need_of(&q->tally[0], q->days);
	double price;

	for (int d = q->days - 1; d >= 0; d--)
		for (int r = 0; r < e->runs; r++) {
			int *to = &gain[d * e->runs + r], next;
			const int *after = &gain[(d + 1) * e->runs];
			*to = -e->size;
			next = pricing_run_off(q, r, d, &price);
			if (q->day[d].may_off && price < HUGE_VAL)
				*to = max_int(*to, after[next]);
			next = pricing_run_work(q, r, d, &price);
			if (q->day[d].n > 0 && price < HUGE_VAL)
				*to = max_int(*to,
					      after[next] + most_added(q, d));
		}
	for (int k = 0; k < (q->days + 1) * e->runs; k++)
		e->lost[k] = max_int(0, need - gain[k]);
}

/* The most that can be counted by then, forwards. */
static void find_top(struct dense *e, int *most)
{
	const struct pricer *q = e->q;
	double price;

	for (int k = 0; k < (q->days + 1) * e->runs; k++)
		most[k] = -e->size;
	most[q->first_run] = q->tally[0].first;
	for (int d = 0; d < q->days; d++)
		for (int r = 0; r < e->runs; r++) {
			int have = most[d * e->runs + r], next;
			int *after = &most[(d + 1) * e->runs];
			if (have < 0)
				continue;
			next = pricing_run_off(q, r, d, &price);
			if (q->day[d].may_off && price < HUGE_VAL)
				after[next] = max_int(after[next], have);
			next = pricing_run_work(q, r, d, &price);
			if (q->day[d].n > 0 && price < HUGE_VAL)
				after[next] = max_int(after[next],
						      have + most_added(q, d));
		}
}

/* Several windows: a count may begin again at 0. */
static void take_all(struct dense *e)
{
	for (int d = 0; d <= e->q->days; d++) {
		for (int r = 0; r < e->runs; r++)
			e->lost[d * e->runs + r] =
				d > 0 ? e->q->tally[0].low[d - 1] : 0;
		e->base[d] = 0;
		e->top[d] = e->size - 1;
	}
	e->width = e->size;
}

static void find_ranges(struct arena *a, struct dense *e)
{
	const struct pricer *q = e->q;
	int *most = arena_new(a, int, (q->days + 1) * e->runs);

	find_lost(e, most);
	find_top(e, most);
	for (int d = 0; d <= q->days; d++) {
		int least = e->size - 1, top = 0;
		for (int k = d * e->runs; k < (d + 1) * e->runs; k++) {
			if (most[k] < e->lost[k])
				continue;
			least = e->lost[k] < least ? e->lost[k] : least;
			top = max_int(top, most[k]);
		}
		e->base[d] = least;
		e->top[d] = top < e->size ? top : e->size - 1;
		if (e->top[d] < e->base[d])
			e->top[d] = e->base[d];
		e->width = max_int(e->width, e->top[d] - e->base[d] + 1);
	}
}

const struct dense *dense_new(struct arena *a, const struct pricer *q)
{
	struct dense *e;
	int most_in = 1;

	if (q->n_tallies == 0 || !q->tally[0].strict ||
	    q->tally[0].size < LEAST || q->days < LEAST_DAYS ||
	    q->classes > MOST_CLASSES)
		return NULL;
	e = arena_new(a, struct dense, 1);
	e->q = q;
	e->size = q->tally[0].size;
	e->outers = q->n_index / e->size;
	e->runs = q->off_states + q->work_states;
	e->blocks = e->runs * e->outers * q->classes;
	e->lost = arena_new(a, int, (q->days + 1) * e->runs);
	e->base = arena_new(a, int, q->days + 1);
	e->top = arena_new(a, int, q->days + 1);
	if (dense_has_one_window(q))
		find_ranges(a, e);
	else
		take_all(e);
	for (int d = 0; d < q->days; d++)
		most_in = max_int(most_in, q->day[d].n_in);
	e->most_temp = (q->work_states + 1) * e->outers * most_in;
	return e;
}
