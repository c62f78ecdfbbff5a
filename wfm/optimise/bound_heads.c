#include "optimise/bound_heads.h"

#include <math.h>

enum { ROWS = 3 }; /* that count one duty, at most */

struct counted {
	int16_t n, row[ROWS];
};

struct bound_heads {
	const struct heads *heads;
	int n, days;
	struct counted **counted; /* [n_workers * days][menu.n] */
};

/* False: a duty counts in more rows than there is room for. */
static bool count_menu(const struct bound_heads *h, const struct plan *p, int i,
		       int d, struct counted *list)
{
	const struct menu *m = &p->workers[i].menu[d];
	int row[ROWS];

	for (int k = 0; k < m->n; k++) {
		int n = heads_counted(h->heads, i, plan_option(p, &m->list[k]),
				      ROWS, row);
		if (n > ROWS)
			return false;
		list[k].n = (int16_t)n;
		for (int j = 0; j < n; j++)
			list[k].row[j] = (int16_t)row[j];
	}
	return true;
}

struct bound_heads *bound_heads_new(struct arena *a, const struct plan *p)
{
	struct bound_heads *h = arena_new(a, struct bound_heads, 1);

	h->heads = heads_new(a, p);
	h->n = heads_rows(h->heads);
	h->days = p->days;
	if (h->n == 0 || h->n > INT16_MAX)
		return NULL;
	h->counted =
		arena_new(a, struct counted *, (size_t)p->n_workers * p->days);
	for (int i = 0; i < p->n_workers; i++)
		for (int d = 0; d < p->days; d++) {
			struct counted **list =
				&h->counted[(size_t)i * p->days + d];
			*list = arena_new(a, struct counted,
					  p->workers[i].menu[d].n);
			if (!count_menu(h, p, i, d, *list))
				return NULL;
		}
	return h;
}

int bound_heads_rows(const struct bound_heads *h)
{
	return h ? h->n : 0;
}

void bound_heads_fence(const struct bound_heads *h, double *least, double *most)
{
	for (int r = 0; r < bound_heads_rows(h); r++) {
		struct heads_row row = heads_row(h->heads, r);
		least[r] = -row.under - (row.min > 0 ? HEADS_PENALTY : 0);
		most[r] =
			row.over + (row.max < RULE_NO_MAX ? HEADS_PENALTY : 0);
	}
}

static const struct counted *of_choice(const struct bound_heads *h, int worker,
				       int day, int choice)
{
	return &h->counted[(size_t)worker * h->days + day][choice];
}

double bound_heads_price(const struct bound_heads *h, const double *z,
			 int worker, int day, int choice)
{
	double sum = 0;

	if (!h || choice == DUTY_OFF)
		return 0;
	const struct counted *k = of_choice(h, worker, day, choice);
	for (int j = 0; j < k->n; j++)
		sum += z[k->row[j]];
	return sum;
}

void bound_heads_add(const struct bound_heads *h, int worker, int day,
		     int choice, double *grad)
{
	if (!h || choice == DUTY_OFF)
		return;
	const struct counted *k = of_choice(h, worker, day, choice);
	for (int j = 0; j < k->n; j++)
		grad[k->row[j]] += 1;
}

/* Heads at which f(n) - z n is least: z within the slopes. */
static int least_at(const struct heads_row *r, double z)
{
	if (r->min > 0 && -z > r->under)
		return r->min > r->want ? r->want : r->min;
	if (r->max < RULE_NO_MAX && z > r->over)
		return r->max < r->want ? r->want : r->max;
	return r->want;
}

double bound_heads_least(const struct bound_heads *h, const double *z,
			 double *grad)
{
	double sum = 0;

	for (int r = 0; r < bound_heads_rows(h); r++) {
		struct heads_row row = heads_row(h->heads, r);
		int n = least_at(&row, z[r]);
		grad[r] -= n;
		sum += heads_row_cost(h->heads, r, n) - z[r] * n;
	}
	return sum;
}
