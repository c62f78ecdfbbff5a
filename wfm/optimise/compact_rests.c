/* Rests between duties, and successions, as rows of pairs. */
#include "optimise/compact_state.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "optimise/pricing_state.h"
#include "optimise/rulebook.h"

struct forbidding {
	bool *after; /* [next day's duties] */
	int row;
};

/* What the second duty costs after the first; HUGE_VAL: it may not be. */
static double price_of_pair(const struct person_rules *x, int shift,
			    int64_t until, const struct option *next, int gap)
{
	int64_t rest = (next->from - until) / 60;
	double price = rest < 0 ? HUGE_VAL : 0;

	for (int k = 0; k < x->worker->who->n_rules; k++) {
		const struct rule *r = &x->worker->who->rules[k];
		bool counts = r->shifts == ~(shift_set)0 ||
			      (shift >= 0 && (r->shifts >> shift & 1));
		if (r->count == COUNT_REST && counts && rest < r->min)
			price += r->strength == RULE_HARD
					 ? HUGE_VAL
					 : r->price * (double)(r->min - rest) /
						   60;
		if (r->count == COUNT_FOLLOWS && counts && gap == 1 &&
		    r->max <= 0 && next->shift >= 0 &&
		    (r->then >> next->shift & 1))
			price += pricing_price(r);
	}
	return price;
}

/* The row of an earlier duty that forbids the same ones after it, or -1. */
static int row_alike(const struct forbidding *list, int n, const bool *after,
		     int size)
{
	for (int k = 0; k < n; k++)
		if (list[k].row >= 0 &&
		    memcmp(list[k].after, after, (size_t)size) == 0)
			return list[k].row;
	return -1;
}

static void write_soft_pair(struct person_rules *x, int one, int two, int d,
			    int gap, double price)
{
	int row = writing_row(x->w, -HUGE_VAL, 1);

	writing_term(x->w, row, one, 1);
	writing_term(x->w, row, two, 1);
	writing_term(x->w, row, writing_column(x->w, price, 1, NULL), -1);
	for (int b = 1; b < gap; b++)
		writing_add_day(x->w, row, x->i, d + b, -1);
}

/* Duties that forbid the same ones after them share a row. */
static void write_pairs(struct person_rules *x, int d, int gap)
{
	const struct menu *m = &x->worker->menu[d];
	const struct menu *next = &x->worker->menu[d + gap];
	const int *one = writing_day(x->w, x->i, d);
	const int *two = writing_day(x->w, x->i, d + gap);

	struct forbidding *list =
		arena_new(x->w->work, struct forbidding, m->n);

	for (int k = 0; k < m->n; k++) {
		const struct option *o = plan_option(x->plan, &m->list[k]);
		bool any = false;
		list[k].after = arena_new(x->w->work, bool, next->n);
		for (int j = 0; j < next->n; j++) {
			double price = price_of_pair(
				x, o->shift, o->until,
				plan_option(x->plan, &next->list[j]), gap);
			list[k].after[j] = price == HUGE_VAL;
			any = any || price == HUGE_VAL;
			if (price > 0 && price < HUGE_VAL)
				write_soft_pair(x, one[k], two[j], d, gap,
						price);
		}
		list[k].row =
			any ? row_alike(list, k, list[k].after, next->n) : -1;
		if (any && list[k].row < 0) {
			list[k].row = writing_row(x->w, -HUGE_VAL, 1);
			for (int j = 0; j < next->n; j++)
				if (list[k].after[j])
					writing_term(x->w, list[k].row, two[j],
						     1);
		}
		if (any)
			writing_term(x->w, list[k].row, one[k], 1);
	}
}

/* The last duty before the period. */
static void write_pairs_of_past(struct person_rules *x, int reach)
{
	const struct day_work *past = x->worker->past + PLAN_PAST;
	int last = -1;

	while (last >= -reach && !past[last].worked)
		last--;
	for (int d = 0;
	     last >= -reach && d - last <= reach && d < x->plan->days; d++) {
		const struct menu *m = &x->worker->menu[d];
		const int *duty = writing_day(x->w, x->i, d);
		for (int k = 0; k < m->n; k++) {
			double price = price_of_pair(
				x, past[last].shift, past[last].until,
				plan_option(x->plan, &m->list[k]), d - last);
			if (price == 0)
				continue;
			int row = writing_row(x->w, -HUGE_VAL, 0);
			writing_term(x->w, row, duty[k], 1);
			if (price < HUGE_VAL) {
				writing_term(
					x->w, row,
					writing_column(x->w, price, 1, NULL),
					-1);
				for (int b = 0; b < d; b++)
					writing_add_day(x->w, row, x->i, b, -1);
			}
		}
	}
}

void compact_rests(struct person_rules *x)
{
	int reach = 1;

	for (int k = 0; k < x->worker->who->n_rules; k++) {
		const struct rule *r = &x->worker->who->rules[k];
		int days = 1 + r->min / 1440;
		if (r->count == COUNT_REST && days + 1 > reach)
			reach = days + 1;
		if (r->count == COUNT_REST && r->max < RULE_NO_MAX)
			writing_leave_out(x->w, "the longest rest between "
						"duties");
	}
	for (int gap = 1; gap <= reach; gap++)
		for (int d = 0; d + gap < x->plan->days; d++)
			write_pairs(x, d, gap);
	if (x->worker->has_past)
		write_pairs_of_past(x, reach);
}
