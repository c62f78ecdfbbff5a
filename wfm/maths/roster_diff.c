#include "maths/roster_diff.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

static int paid_minutes(const struct cell *c)
{
	return c->credit + (c->kind == CELL_DUTY ? c->duty.paid : 0);
}

static bool same_segments(const struct duty *a, const struct duty *b)
{
	if (a->n != b->n)
		return false;
	for (int i = 0; i < a->n; i++) {
		const struct segment *x = &a->segments[i];
		const struct segment *y = &b->segments[i];

		if (x->kind != y->kind || x->what != y->what ||
		    x->queue != y->queue || x->start != y->start ||
		    x->end != y->end)
			return false;
	}
	return true;
}

static bool same_day(const struct cell *a, const struct cell *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == CELL_ABSENT)
		return a->absence == b->absence;
	return a->kind != CELL_DUTY ||
	       (a->duty.shift == b->duty.shift &&
		a->duty.start == b->duty.start && a->duty.end == b->duty.end);
}

static unsigned compare(const struct cell *old, const struct cell *now)
{
	unsigned differs = old->locked != now->locked ? DIFFERS_LOCK : 0;

	if (!same_day(old, now))
		return differs | DIFFERS_DAY;
	if (old->kind == CELL_DUTY && !same_segments(&old->duty, &now->duty))
		differs |= DIFFERS_INSIDE;
	return differs;
}

/* One person's days, and the person when any differs. */
static void compare_person(struct roster_diff *diff, const struct roster *old,
			   const struct roster *now, int agent)
{
	struct person_diff p = { .agent = agent };

	for (int d = 0; d < old->days; d++) {
		int day = old->first_day + d;
		const struct cell *was = roster_cell(old, agent, day);
		const struct cell *is = roster_cell(now, agent, day);
		unsigned differs = compare(was, is);

		p.old_minutes += paid_minutes(was);
		p.minutes += paid_minutes(is);
		if (!differs)
			continue;
		p.days++;
		diff->days[diff->n_days++] = (struct day_diff){
			.agent = agent,
			.day = day,
			.differs = differs,
			.old = was,
			.now = is,
			.minutes = paid_minutes(is) - paid_minutes(was),
		};
	}
	if (p.days)
		diff->people[diff->n_people++] = p;
}

struct roster_diff roster_diff(struct arena *a, const struct roster *old,
			       const struct roster *now)
{
	struct roster_diff diff = {
		.days = arena_new(a, struct day_diff,
				  (size_t)old->agents * (size_t)old->days),
		.people = arena_new(a, struct person_diff, old->agents),
	};

	assert(old->first_day == now->first_day && old->days == now->days &&
	       old->agents == now->agents);
	for (int i = 0; i < old->agents; i++)
		compare_person(&diff, old, now, i);
	return diff;
}

/* --- coverage --- */

/* -1, 0 or 1: fewer, as many, more heads than before. */
static int direction(double heads)
{
	return fabs(heads) < DIFFERS_HEADS ? 0 : heads < 0 ? -1 : 1;
}

struct comparison {
	struct arena *arena;
	const struct requirement *req;
	const struct coverage *old, *now;
	struct coverage_diff diff;
	int room;
};

static double heads_more(const struct comparison *c, int row, int t)
{
	int at = row * c->req->grid.n + t;

	return c->now->scheduled[at] - c->old->scheduled[at];
}

static double missing(const struct comparison *c, const struct coverage *v,
		      int row, int t)
{
	return c->req->rows[row].gross[t] -
	       v->scheduled[row * c->req->grid.n + t];
}

static void add_interval(const struct comparison *c, struct stretch_diff *s,
			 int t)
{
	double hours = c->req->grid.interval / 3600.0;
	double heads = heads_more(c, s->row, t);

	if (fabs(heads) > fabs(s->heads))
		s->heads = heads;
	s->hours += hours * heads;
	s->old_short += hours * fmax(0, missing(c, c->old, s->row, t));
	s->now_short += hours * fmax(0, missing(c, c->now, s->row, t));
}

/* The run of intervals that begins at t and goes one way; its end. */
static int add_stretch(struct comparison *c, int row, int t, int day_end)
{
	struct coverage_diff *diff = &c->diff;
	int way = direction(heads_more(c, row, t));
	struct stretch_diff s = { .row = row, .begin = t };

	while (t < day_end && direction(heads_more(c, row, t)) == way)
		add_interval(c, &s, t++);
	s.end = t;
	diff->stretches = arena_grow(c->arena, diff->stretches, diff->n,
				     &c->room, sizeof(s));
	diff->stretches[diff->n++] = s;
	return t;
}

static void compare_row(struct comparison *c, int row)
{
	const struct grid *g = &c->req->grid;

	for (int d = 0; d < g->days; d++)
		for (int t = g->day_begin[d]; t < g->day_begin[d + 1];)
			if (direction(heads_more(c, row, t)))
				t = add_stretch(c, row, t, g->day_begin[d + 1]);
			else
				t++;
}

static struct row_diff row_hours(const struct comparison *c, int row)
{
	double hours = c->req->grid.interval / 3600.0;
	struct row_diff sum = { 0 };

	for (int t = 0; t < c->req->grid.n; t++) {
		double was = hours * missing(c, c->old, row, t);
		double is = hours * missing(c, c->now, row, t);

		sum.old_short += fmax(0, was);
		sum.now_short += fmax(0, is);
		sum.old_over += fmax(0, -was);
		sum.now_over += fmax(0, -is);
	}
	return sum;
}

struct coverage_diff coverage_diff(struct arena *a,
				   const struct requirement *req,
				   const struct coverage *old,
				   const struct coverage *now)
{
	struct comparison c = { .arena = a,
				.req = req,
				.old = old,
				.now = now,
				.diff = { .n_rows = req->n_rows } };

	c.diff.rows = arena_new(a, struct row_diff, req->n_rows);
	for (int row = 0; row < req->n_rows; row++) {
		c.diff.rows[row] = row_hours(&c, row);
		compare_row(&c, row);
	}
	return c.diff;
}
