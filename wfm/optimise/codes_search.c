/*
 * The search: parts of the best roster are opened again.
 *
 *	people	some people whole, of those who could mend a row that costs
 *		money, or anybody
 *	weeks	everybody, in some weeks
 *
 * A part is a small roster problem of its own.  When its bound is no lower
 * than what it costs now nothing is to be won there; else it is dived into,
 * and small ones are searched to the end by branch and cut.  Sizes follow
 * the work that a part took.
 */
#include "optimise/codes_part.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/random.h"

enum {
	KINDS = 3,
	ROUNDS = 60,
	NODES = 100,
	MANY_NODES = 400,
	POOL = 40,
	LEAST_OPEN = 4,
	COMPLETE = 3000,
	MANY_COMPLETE = 6000,
	IDLE = 10,
	WEEKS = 8
};

static const double TARGET = 100; /* work units of a part, at least, */
static const double PARTS = 300;  /* and of all there are, so many parts */
static const double TOO_LONG = 8; /* times the target */
static const double PACE = 0.05;  /* of a dive */

struct search {
	struct codes *codes;
	struct random random;
	int *worker, *order; /* [n_workers] */
	int n;		     /* open */
	int from, until;     /* days open */
	double size[KINDS];  /* people, people, days */
	double target;	     /* work units of a part */
	int *roster;	     /* [n_workers] */
	int idle;	     /* parts in vain since */
	double tried;	     /* cost at which the whole was tried */
};

/* ---- choosing ---- */

static int all(struct search *s)
{
	int n = 0;

	for (int i = 0; i < s->codes->n_workers; i++)
		if (s->codes->best[i] >= 0)
			s->order[n++] = i;
	return n;
}

static double row_cost(const struct codes *c, int r)
{
	return heads_row_cost(c->heads, r, c->heads_of[r]);
}

/* A row that costs money, dearer ones more often; -1: none does. */
static int dear_row(struct search *s)
{
	const struct codes *c = s->codes;
	double sum = 0, at;

	for (int r = 0; r < c->n_rows; r++)
		sum += sqrt(row_cost(c, r));
	if (!(sum > 0))
		return -1;
	at = sum * random_uniform(&s->random);
	for (int r = 0; r < c->n_rows; r++) {
		at -= sqrt(row_cost(c, r));
		if (at < 0)
			return r;
	}
	return -1;
}

static bool can_count(const struct codes *c, int worker, int row)
{
	int d = c->rows[row].day;
	const struct counted *list = c->counted[(size_t)worker * c->days + d];

	for (int k = 0; k < c->plan->workers[worker].menu[d].n; k++)
		for (int j = 0; j < list[k].n; j++)
			if (list[k].row[j] == row)
				return true;
	return false;
}

/* Those who can count in the row first. */
static void prefer(struct search *s, int n, int row)
{
	int *rest = s->worker, have = 0, left = 0;

	for (int k = 0; k < n; k++)
		if (can_count(s->codes, s->order[k], row))
			s->order[have++] = s->order[k];
		else
			rest[left++] = s->order[k];
	memcpy(s->order + have, rest, (size_t)left * sizeof(*rest));
}

static int by_number(const void *left, const void *right)
{
	return *(const int *)left - *(const int *)right;
}

/* So many days, the row's among them; any where there is none. */
static void open_window(struct search *s, int length, int row)
{
	int days = s->codes->days;

	if (length > days)
		length = days;
	s->from = row >= 0 ? s->codes->rows[row].day -
				     random_below(&s->random, length)
			   : random_below(&s->random, days - length + 1);
	s->from = s->from < 0 ? 0 : s->from;
	if (s->from > days - length)
		s->from = days - length;
	s->until = s->from + length;
}

/* Over a long period in some weeks only. */
static void open_people(struct search *s, int kind)
{
	int n = all(s), row = kind == 0 ? dear_row(s) : -1;

	random_shuffle(&s->random, s->order, n);
	if (row >= 0)
		prefer(s, n, row);
	s->n = (int)s->size[kind] < n ? (int)s->size[kind] : n;
	memcpy(s->worker, s->order, (size_t)s->n * sizeof(*s->worker));
	qsort(s->worker, (size_t)s->n, sizeof(*s->worker), by_number);
	open_window(s, codes_are_long(s->codes) ? WEEKS * 7 : s->codes->days,
		    row);
}

static void open_days(struct search *s)
{
	s->n = all(s);
	memcpy(s->worker, s->order, (size_t)s->n * sizeof(*s->worker));
	open_window(s, (int)s->size[2], dear_row(s));
}

/* ---- solving ---- */

/* The other days stay as they are. */
static void close_days(const struct search *s, struct part *p)
{
	const struct codes *c = s->codes;

	for (int k = 0; k < p->n; k++)
		for (int d = 0; d < c->days; d++)
			if (d < s->from || d >= s->until)
				part_only(p, k, d,
					  c->columns[c->best[p->worker[k]]]
						  .pick[d]);
	part_bury(p);
}

/* To the end, where all tours that matter are few; then a bound is proven. */
static bool finish(struct search *s, struct part *p, int most, int nodes)
{
	struct codes *c = s->codes;
	bool complete = part_complete(p, most), proven = false;

	if ((!complete && nodes > NODES) || c->effort->stopped ||
	    !part_solve(p, LP_PRIMAL))
		return false;
	if (part_branch(p, c->cost, nodes, s->roster, &proven) < HUGE_VAL)
		codes_take(c, s->roster);
	return complete && proven;
}

/* Everybody, all days. */
static void try_whole(struct search *s)
{
	struct codes *c = s->codes;
	struct part *p;

	s->n = all(s);
	memcpy(s->worker, s->order, (size_t)s->n * sizeof(*s->worker));
	p = part_new(c, s->n, s->worker);
	part_add_known(p, POOL);
	if (part_generate(p, ROUNDS, 0) &&
	    finish(s, p, MANY_COMPLETE, MANY_NODES))
		c->bound = c->cost;
	c->effort->bound = c->bound;
	part_close(p);
	s->tried = c->cost;
	s->idle = 0;
}

static bool is_worth(const struct codes *c, const struct part *p)
{
	return !c->effort->stopped && codes_round(c, p->bound) < c->cost - 1e-6;
}

/* Prices of the days that were open are the whole's, for want of better. */
static void keep_prices(const struct search *s, const struct part *p)
{
	struct codes *c = s->codes;

	for (int r = 0; r < c->n_rows; r++)
		if (c->rows[r].day >= s->from && c->rows[r].day < s->until)
			c->prices_at_root[r] = p->best[r];
}

/* The people and days that were chosen; limited: it may take too long. */
static struct part *open_part(const struct search *s, bool limited)
{
	struct codes *c = s->codes;
	struct part *p = part_new(c, s->n, s->worker);

	if (limited)
		p->until = c->effort->work + TOO_LONG * s->target;
	if (s->from > 0 || s->until < c->days)
		close_days(s, p);
	part_add_known(p, POOL);
	return p;
}

/* One part: a dive; what is left to win is then looked for to the end, in a
 * copy where nothing is fixed. */
static void solve(struct search *s, bool to_the_end)
{
	struct codes *c = s->codes;
	struct part *p = open_part(s, to_the_end);

	if (part_generate(p, ROUNDS, 0) && is_worth(c, p)) {
		double bound = p->bound;
		if (!to_the_end)
			keep_prices(s, p);
		if (part_dive(p, c->cost, PACE, s->roster) < HUGE_VAL)
			codes_take(c, s->roster);
		part_close(p);
		if (!to_the_end || codes_round(c, bound) >= c->cost - 1e-6 ||
		    c->effort->stopped)
			return;
		p = open_part(s, true);
		if (part_generate(p, ROUNDS, 0) && is_worth(c, p))
			finish(s, p, COMPLETE, NODES);
	}
	part_close(p);
}

/* Parts that took long shrink, quick ones grow. */
static void resize(struct search *s, int kind, double work)
{
	double most = kind == 2 ? s->codes->days : s->codes->n_workers;
	double least = kind == 2 ? 7 : LEAST_OPEN;

	if (work < s->target / 2)
		s->size[kind] *= work < s->target / 8 ? 1.3 : 1.1;
	else if (work > s->target)
		s->size[kind] *= work > 3 * s->target ? 0.7 : 0.9;
	s->size[kind] = fmin(fmax(s->size[kind], fmin(least, most)), most);
}

/* Where there is much time, parts are larger. */
static double target_of(const struct effort *e)
{
	double part = effort_part(e);

	return part > 0 ? fmax(TARGET, e->work / part / PARTS) : TARGET;
}

static struct search search_new(struct codes *c)
{
	struct search s = { .codes = c,
			    .random =
				    random_stream(c->effort->options->seed, 24),
			    .size = { 8, 8, 7 },
			    .target = target_of(c->effort),
			    .tried = HUGE_VAL,
			    .idle = IDLE };

	s.worker = arena_new(c->arena, int, c->n_workers);
	s.order = arena_new(c->arena, int, c->n_workers);
	s.roster = arena_new(c->arena, int, c->n_workers);
	return s;
}

void codes_roll(struct codes *c, int length)
{
	struct search s = search_new(c);

	for (int from = 0; from < c->days && !c->effort->stopped;
	     from += length / 2) {
		s.n = all(&s);
		memcpy(s.worker, s.order, (size_t)s.n * sizeof(*s.worker));
		s.from = from;
		s.until = from + length < c->days ? from + length : c->days;
		solve(&s, false);
		effort_tell(c->effort, "weeks");
	}
}

void codes_search(struct codes *c)
{
	struct search s = search_new(c);

	bool whole = !codes_are_long(c);

	if (whole)
		codes_reach(c);
	for (int k = 0; k < KINDS; k++)
		resize(&s, k, s.target);
	for (int turn = 0;
	     !c->effort->stopped && c->cost > c->bound + 1e-6 * fabs(c->cost);
	     turn++) {
		static const int order[] = { 2, 0, 2, 1 };
		int kind = order[turn % 4];
		double before = c->effort->work;
		double cost = c->cost;
		if (whole && s.idle >= IDLE && c->cost < s.tried) {
			try_whole(&s);
			continue;
		}
		if (kind == 2)
			open_days(&s);
		else
			open_people(&s, kind);
		solve(&s, true);
		s.idle = c->cost < cost - 1e-9 ? 0 : s.idle + 1;
		effort_spend(c->effort, 1);
		resize(&s, kind, c->effort->work - before);
		effort_tell(c->effort, "parts");
	}
}
