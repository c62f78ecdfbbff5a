#include "optimise/stretch.h"

#include <math.h>
#include <string.h>

#include "optimise/stint_path.h"

/* ---- posts ---- */

static int ticks_of(const struct plan *p, int minutes)
{
	int n = (minutes * 60 + p->ticks.seconds - 1) / p->ticks.seconds;

	return n > 1 ? n : 1;
}

/* Two queues or more, and one of them asks for stints. */
static bool is_told(const struct plan *p, const struct kind *k)
{
	const struct site *site = p->period->site;
	int queues = 0;
	bool asked = false;

	for (int q = 0; q < site->n_queues; q++)
		if (k->queues >> q & 1) {
			queues++;
			asked = asked || site->queues[q].stint > 0;
		}
	return queues > 1 && asked;
}

bool stretch_is_asked(const struct plan *p)
{
	bool any = false;

	for (int k = 0; k < p->n_kinds; k++)
		any = any || is_told(p, &p->kinds[k]);
	return any && p->n_kinds + p->period->site->n_queues <= CROWD_KINDS;
}

/* The kind that serves a queue alone, by somebody who can. */
static int kind_alone(struct plan *p, int queue)
{
	double scale;
	int kind = -1;

	for (int i = 0; i < p->n_workers && kind < 0; i++)
		for (int d = 0; d < p->days && kind < 0; d++)
			kind = plan_kind(p, p->workers[i].agent,
					 p->period->first_day + d,
					 (uint64_t)1 << queue, &scale);
	return kind;
}

static struct posts posts_of(struct arena *a, struct plan *known,
			     const struct kind *k, int number)
{
	int queues = known->period->site->n_queues, n = 0;
	struct post *list = arena_new(a, struct post, queues + 1);

	if (!is_told(known, k)) {
		list[0] = (struct post){ number, -1, 1, 1 };
		return (struct posts){ list, 1 };
	}
	for (int q = 0; q < queues; q++)
		if (k->queues >> q & 1)
			list[n++] = (struct post){
				kind_alone(known, q), q, k->speed[q],
				ticks_of(known,
					 known->period->site->queues[q].stint)
			};
	return (struct posts){ list, n };
}

struct plan *stretch_plan(struct arena *a, const struct plan *p,
			  const struct posts **posts)
{
	struct plan *known = arena_copy(a, p, 1, sizeof(*p));
	struct posts *list = arena_new(a, struct posts, p->n_kinds + 1);

	if (!stretch_is_asked(p))
		return NULL;
	known->arena = a;
	known->kinds_room = known->n_kinds; /* the copy grows elsewhere */
	for (int k = 0; k < p->n_kinds; k++)
		list[k] = posts_of(a, known, &p->kinds[k], k);
	plan_spread(known);
	*posts = list;
	return known;
}

/* ---- prices ---- */

struct stretches {
	struct arena *arena, *scratch;
	const struct plan *plan;
	const struct posts *posts;
	int n_kinds, longest;
	double *prefix;	 /* [plan.n_kinds * (ticks + 1)] */
	double *relaxed; /* [n_kinds * (ticks + 1)] */
	bool *is_relaxed;
	struct piece span; /* of ticks priced */
	int *row;     /* [n_kinds * ticks] of a stretch's begin, -1: not made */
	double *rows; /* [n_rows * (longest + 1)] */
	int n_rows, room;
	double steps;
};

struct stretches *stretches_new(struct arena *a, const struct plan *known,
				const struct posts *posts, int n_kinds,
				int longest)
{
	struct stretches *s = arena_new(a, struct stretches, 1);
	size_t ticks = (size_t)known->ticks.n + 1;

	s->arena = a;
	s->scratch = arena_open();
	s->plan = known;
	s->posts = posts;
	s->n_kinds = n_kinds;
	s->longest = longest;
	s->prefix = arena_new(a, double, (size_t)known->n_kinds *ticks);
	s->relaxed = arena_new(a, double, (size_t)n_kinds *ticks);
	s->is_relaxed = arena_new(a, bool, n_kinds);
	s->row = arena_new(a, int, (size_t)n_kinds *ticks);
	return s;
}

void stretches_close(struct stretches *s)
{
	if (s)
		arena_close(s->scratch);
}

static double *prefix_of(const struct stretches *s, int kind)
{
	return s->prefix + (size_t)kind * (s->plan->ticks.n + 1);
}

static void price_kind(struct stretches *s, struct crowd *c, int kind,
		       struct piece span, double noise, struct random *random)
{
	int per = s->plan->ticks.per;
	double *prefix = prefix_of(s, kind), price = 0;

	prefix[span.from] = 0;
	for (int k = span.from; k < span.until; k++) {
		if (k == span.from || k % per == 0) {
			price = crowd_up(c, kind, k / per);
			if (noise > 0)
				price += noise * random_uniform(random);
			price /= per;
		}
		prefix[k + 1] = prefix[k] + price;
	}
}

void stretches_price(struct stretches *s, struct crowd *c, struct piece span,
		     double noise, struct random *random)
{
	size_t ticks = (size_t)s->plan->ticks.n + 1;
	size_t n = (size_t)(span.until - span.from);

	for (int k = 0; k < s->plan->n_kinds; k++)
		price_kind(s, c, k, span, noise, random);
	for (int k = 0; k < s->n_kinds; k++)
		memset(s->row + (size_t)k * ticks + span.from, -1,
		       n * sizeof(*s->row));
	memset(s->is_relaxed, 0, (size_t)s->n_kinds);
	s->span = span;
	s->n_rows = 0;
	s->steps += 4.0 * s->plan->n_kinds * (double)n;
}

const double *stretch_relaxed(struct stretches *s, int kind)
{
	const struct posts *p = &s->posts[kind];
	int ticks = s->plan->ticks.n;
	double *relaxed = s->relaxed + (size_t)kind * (ticks + 1);

	if (s->is_relaxed[kind])
		return relaxed;
	relaxed[s->span.from] = 0;
	for (int k = s->span.from; k < s->span.until; k++) {
		double least = HUGE_VAL;
		for (int j = 0; j < p->n; j++) {
			const double *x = prefix_of(s, p->list[j].kind);
			least = fmin(least,
				     p->list[j].speed * (x[k + 1] - x[k]));
		}
		relaxed[k + 1] = relaxed[k] + least;
	}
	s->is_relaxed[kind] = true;
	return relaxed;
}

/* ---- the recursion ---- */

struct begun { /* a stint of a post that may end now */
	const double *prefix;
	double speed, best;
	int least;
};

static double least_of(double a, double b)
{
	return b < a ? b : a;
}

static void fill_row(struct stretches *s, const struct posts *p, int from,
		     double *cost)
{
	struct begun *b = arena_new(s->scratch, struct begun, p->n);
	double *cut = arena_new(s->scratch, double, s->longest + 1);
	int n = s->span.until - from;

	for (int j = 0; j < p->n; j++)
		b[j] = (struct begun){ prefix_of(s, p->list[j].kind) + from,
				       p->list[j].speed, HUGE_VAL,
				       p->list[j].least };
	n = n < s->longest ? n : s->longest;
	cost[0] = 0;
	for (int k = 1; k <= n; k++) {
		double whole = HUGE_VAL;
		cut[k] = HUGE_VAL;
		for (int j = 0; j < p->n; j++) {
			int i = k - b[j].least;
			double here = b[j].speed * b[j].prefix[k];
			if (i < 0) { /* all of it, or none */
				whole = least_of(
					whole,
					here - b[j].speed * b[j].prefix[0]);
				continue;
			}
			b[j].best =
				least_of(b[j].best,
					 cut[i] - b[j].speed * b[j].prefix[i]);
			cut[k] = least_of(cut[k], b[j].best + here);
		}
		cost[k] = least_of(cut[k], whole);
	}
	s->steps += 2.0 * n * p->n;
	arena_empty(s->scratch);
}

static const double *row_of(struct stretches *s, int kind, int from)
{
	int *row = &s->row[(size_t)kind * (s->plan->ticks.n + 1) + from];

	if (*row < 0) {
		*row = s->n_rows++;
		if (s->n_rows > s->room) {
			double *old = s->rows;
			size_t width = (size_t)s->longest + 1;
			size_t was = (size_t)s->room * width;
			s->room = 2 * s->n_rows + 64;
			s->rows = arena_new(s->arena, double, s->room *width);
			if (old)
				memcpy(s->rows, old, was * sizeof(*old));
		}
		fill_row(s, &s->posts[kind], from,
			 s->rows + (size_t)*row * (s->longest + 1));
	}
	return s->rows + (size_t)*row * (s->longest + 1);
}

double stretch_cost(struct stretches *s, int kind, int from, int until)
{
	const struct posts *p = &s->posts[kind];

	if (from >= until)
		return 0;
	if (p->n > 1)
		return row_of(s, kind, from)[until - from];
	const double *prefix = prefix_of(s, p->list[0].kind);
	return p->list[0].speed * (prefix[until] - prefix[from]);
}

void stretch_cut(struct stretches *s, int kind, int from, int until,
		 int8_t *post)
{
	const struct posts *p = &s->posts[kind];
	int n = until - from;

	if (p->n == 1) {
		memset(post, 0, (size_t)n);
		return;
	}
	struct stint_queue *q = arena_new(s->scratch, struct stint_queue, p->n);
	int16_t *of = arena_new(s->scratch, int16_t, n + 1);
	for (int j = 0; j < p->n; j++) {
		const double *x = prefix_of(s, p->list[j].kind) + from;
		double *mine = arena_new(s->scratch, double, n + 1);
		for (int k = 1; k <= n; k++)
			mine[k] = p->list[j].speed * (x[k] - x[0]);
		q[j] = (struct stint_queue){ mine, p->list[j].least };
	}
	stint_path(s->scratch, n, p->n, q, of);
	for (int k = 0; k < n; k++)
		post[k] = (int8_t)of[k];
	s->steps += (double)n * p->n;
	arena_empty(s->scratch);
}

double stretches_steps(struct stretches *s)
{
	double steps = s->steps;

	s->steps = 0;
	return steps;
}
