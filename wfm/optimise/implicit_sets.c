#include <stdlib.h>

#include "optimise/implicit.h"

enum { ALL = 6, ROWS = 64 }; /* queues of a part */

static const double MORE = 0.02; /* heads than there are, to be worth a row */

/* ---- who is there ---- */

/* Heads by kind and by row of the requirement in the solution, [n] each. */
struct solution {
	double *kind; /* [n_kinds * n] */
	double *row;  /* [n_rows * n] */
};

/* Sums along intervals of what was noted as differences. */
static void add_up(double *heads, int lists, int n)
{
	for (int k = 0; k < lists; k++)
		for (int t = 1; t < n; t++)
			heads[(size_t)k * n + t] +=
				heads[(size_t)k * n + t - 1];
}

static struct solution solution_of(const struct implicit *m, struct arena *a)
{
	const struct plan *p = m->plan;
	int n = p->n, kinds = p->n_kinds, rows = p->req->n_rows;
	struct solution s = { arena_new(a, double, (size_t)kinds *n),
			      arena_new(a, double, (size_t)rows *n) };

	for (int k = 0; k < m->n_log; k++) {
		const struct implicit_presence *at = &m->log[k];
		double x = at->heads * lp_column(m->lp, at->column);
		double *to = at->kind < 0 ? s.row + (size_t)at->row * n
					  : s.kind + (size_t)at->kind * n;
		if (x == 0)
			continue;
		if (at->from < n)
			to[at->from] += x;
		if (at->until < n)
			to[at->until] -= x;
	}
	add_up(s.kind, kinds, n);
	add_up(s.row, rows, n);
	for (int k = 0; k < kinds; k++)
		for (int t = 0; t < n; t++)
			s.kind[(size_t)k * n + t] +=
				m->hall.factor[k] *
				m->hall.there[(size_t)k * n + t];
	return s;
}

/* ---- what is broken ---- */

/* Heads on the set's queues above those of kinds that serve them. */
static double excess(const struct implicit *m, const struct solution *s,
		     uint64_t queues, int t)
{
	const struct plan *p = m->plan;
	double sum = 0;

	for (int r = 0; r < p->req->n_rows; r++)
		if (p->req->rows[r].queues & queues)
			sum -= s->row[(size_t)r * p->n + t];
	for (int k = 0; k < p->n_kinds; k++)
		if (p->kinds[k].queues & queues)
			sum -= s->kind[(size_t)k * p->n + t];
	return sum;
}

/* The k-th set to look at, 0: there are no more. */
static uint64_t candidate(const struct plan *p, uint64_t whole, int k)
{
	uint64_t one[ROWS], set = 0;
	int n = 0;

	for (int r = 0; r < p->req->n_rows && n < ROWS; r++)
		if (p->req->rows[r].queues & whole)
			one[n++] = p->req->rows[r].queues;
	if (n > ALL)
		return k < n ? one[k] : k < 2 * n ? whole & ~one[k - n] : 0;
	if (k >= (1 << n) - 2)
		return 0;
	for (int j = 0; j < n; j++)
		set |= (k + 1) >> j & 1 ? one[j] : 0;
	return set;
}

/* The most broken set of interval t, 0: all hold. */
static uint64_t most_broken(const struct implicit *m, const struct solution *s,
			    const uint64_t *sets, int t)
{
	double most = MORE;
	uint64_t found = 0;

	for (int k = 0; sets[k] != 0; k++) {
		double more = excess(m, s, sets[k], t);
		if (more > most) {
			most = more;
			found = sets[k];
		}
	}
	return found;
}

/* ---- rows for it ---- */

struct entry {
	int row, column;
	double value;
};

struct entries {
	struct arena *arena;
	struct entry *list;
	int n, room;
};

static int by_row(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;

	return a->row != b->row ? a->row - b->row : a->column - b->column;
}

/* The column under way is one that is there already. */
static void take_entries(struct implicit *m, struct entries *e, int column)
{
	for (int k = 0; k < m->n_entries; k++) {
		e->list = arena_grow(e->arena, e->list, e->n, &e->room,
				     sizeof(*e->list));
		e->list[e->n++] =
			(struct entry){ m->row[k], column, m->entry[k] };
	}
	m->n_entries = 0;
}

/* What all columns put into the rows of a set. */
static void find_entries(struct implicit *m, const struct hall_set *s,
			 struct entries *e)
{
	for (int k = 0; k < m->n_log; k++) {
		const struct implicit_presence *at = &m->log[k];
		if (!hall_meets(s, implicit_queues(m, at)))
			continue;
		implicit_enter_set(m, s, at->from, at->until, at->heads);
		take_entries(m, e, at->column);
	}
	if (e->n > 1)
		qsort(e->list, (size_t)e->n, sizeof(*e->list), by_row);
}

/* A row's entries, each column once; those of the next begin at the end. */
static int add_row(struct implicit *m, const struct entries *e, int from,
		   double less, int *column, double *value)
{
	int row = lp_rows(m->lp), n = 0, k = from;

	for (; k < e->n && e->list[k].row == row; k++) {
		if (n == 0 || column[n - 1] != e->list[k].column) {
			column[n] = e->list[k].column;
			value[n++] = 0;
		}
		value[n - 1] += e->list[k].value;
	}
	lp_add_row_of(m->lp, less, less, n, column, value);
	return k;
}

/* Rows, and columns for people that others than the set are left with. */
static void add_set(struct implicit *m, struct arena *a, struct hall_set *s)
{
	struct entries e = { .arena = a };
	int at = 0;

	s->first = lp_rows(m->lp);
	find_entries(m, s, &e);
	int *column = arena_new(a, int, e.n + 1);
	double *value = arena_new(a, double, e.n + 1);
	for (int j = 0; j < s->rows; j++)
		at = add_row(m, &e, at, s->less[j], column, value);
	for (int t = 0; t < m->plan->n; t++)
		if (hall_has(s, t)) {
			implicit_enter_set(m, s, t, t + 1, -1);
			implicit_finish(m, 0, LP_AT_LOWER);
		}
}

static int add_broken(struct implicit *m, struct arena *a,
		      const struct solution *s, uint64_t whole)
{
	int n = m->plan->n, added = 0, count = 0;
	uint64_t *sets = arena_new(a, uint64_t, (1 << ALL) + 2 * ROWS);
	uint64_t *broken = arena_new(a, uint64_t, n);

	while ((sets[count] = candidate(m->plan, whole, count)) != 0)
		count++;
	for (int t = 0; t < n; t++)
		if (m->hall.reached[t])
			broken[t] = most_broken(m, s, sets, t);
	for (int k = 0; k < count; k++) {
		bool *has = arena_new(a, bool, n), any = false;
		for (int t = 0; t < n; t++)
			any = (has[t] = broken[t] == sets[k]) || any;
		if (!any)
			continue;
		add_set(m, a, hall_add(&m->hall, sets[k], false, has));
		added++;
	}
	return added;
}

bool implicit_tighten(struct implicit *m)
{
	struct arena *a;
	int sets = m->hall.n, added = 0;

	if (!m->hall.is_divided)
		return false;
	a = arena_open();
	struct solution s = solution_of(m, a);
	for (int k = 0; k < sets; k++)
		if (m->hall.sets[k].whole)
			added += add_broken(m, a, &s, m->hall.sets[k].queues);
	arena_close(a);
	return added > 0;
}
