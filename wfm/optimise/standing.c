#include "optimise/standing.h"

/*
 * Somebody's work in [start, end).  People fall ill at any minute: a tick that
 * is worked in part counts in part.
 */
static void note_work(struct standing *s, int kind, double heads, int64_t start,
		      int64_t end)
{
	const struct ticks *t = &s->plan->ticks;
	int64_t last = t->start + (int64_t)t->n * t->seconds;

	start = start < t->start ? t->start : start;
	end = end > last ? last : end;
	while (start < end) {
		int tick = (int)((start - t->start) / t->seconds);
		int64_t edge = t->start + (int64_t)(tick + 1) * t->seconds;
		struct piece piece = { tick, tick + 1 };
		int64_t until = edge < end ? edge : end;

		crowd_note(s->crowd, 1, kind,
			   heads * (double)(until - start) / t->seconds, &piece,
			   1);
		start = until;
	}
}

static uint64_t queues_of(const struct standing *s, const struct duty *duty,
			  const struct segment *g)
{
	if (g->queue >= 0)
		return (uint64_t)1 << g->queue;
	return plan_shift_queues(s->period->site, duty->shift);
}

void standing_note(struct standing *s, int sign, int agent, int day,
		   const struct duty *duty)
{
	for (int k = 0; k < duty->n; k++) {
		const struct segment *g = &duty->segments[k];
		double scale;

		if (g->kind != SEGMENT_WORK)
			continue;
		int kind = plan_kind(s->plan, agent, day, queues_of(s, duty, g),
				     &scale);
		if (kind >= 0)
			note_work(s, kind, sign * scale, g->start, g->end);
	}
}

double standing_change(struct standing *s, int agent, int day,
		       const struct duty *was, const struct duty *is)
{
	if (was)
		standing_note(s, -1, agent, day, was);
	if (is)
		standing_note(s, 1, agent, day, is);
	double change = crowd_change(s->crowd);
	crowd_forget(s->crowd);
	return change;
}

struct cell *standing_cell(const struct standing *s, int agent, int day)
{
	return roster_cell(&s->roster, agent, day);
}

void standing_put(struct standing *s, int agent, int day, const struct duty *is)
{
	struct cell *c = standing_cell(s, agent, day);

	if (c->kind == CELL_DUTY)
		standing_note(s, -1, agent, day, &c->duty);
	if (is)
		standing_note(s, 1, agent, day, is);
	crowd_apply(s->crowd);
	c->kind = is ? CELL_DUTY : CELL_OFF;
	if (is)
		c->duty = *is;
}

/* Somebody may be told which of these to serve (optimise/stints.h). */
static void learn_each(struct standing *s, int agent, int day, uint64_t queues)
{
	const struct site *site = s->period->site;
	double scale;

	for (int q = 0; q < site->n_queues; q++)
		if (queues >> q & 1 && s->plan->n_kinds < CROWD_KINDS)
			plan_kind(s->plan, agent, day, (uint64_t)1 << q,
				  &scale);
}

static void learn_duty(struct standing *s, int agent, int day,
		       const struct duty *duty)
{
	bool stints = site_has_stints(s->period->site);
	double scale;

	for (int k = 0; k < duty->n; k++) {
		uint64_t queues = queues_of(s, duty, &duty->segments[k]);
		plan_kind(s->plan, agent, day, queues, &scale);
		if (stints)
			learn_each(s, agent, day, queues);
	}
}

/* Kinds must be known before heads are counted. */
static void learn_kinds(struct standing *s)
{

	for (int i = 0; i < s->roster.agents; i++)
		for (int d = 0; d < s->roster.days; d++) {
			int day = s->roster.first_day + d;
			const struct cell *c = standing_cell(s, i, day);

			if (c->kind == CELL_DUTY)
				learn_duty(s, i, day, &c->duty);
		}
}

static void count_heads(struct standing *s)
{
	for (int i = 0; i < s->roster.agents; i++)
		for (int d = 0; d < s->roster.days; d++) {
			int day = s->roster.first_day + d;
			const struct cell *c = standing_cell(s, i, day);

			if (c->kind == CELL_DUTY)
				standing_note(s, 1, i, day, &c->duty);
		}
	crowd_apply(s->crowd);
}

struct standing *standing_new(struct arena *a, const struct period *p,
			      const struct requirement *req,
			      const struct roster *r)
{
	struct standing *s = arena_new(a, struct standing, 1);
	struct period *free = arena_copy(a, p, 1, sizeof(*p));

	free->fixed = NULL;
	free->kept = NULL;
	s->arena = a;
	s->scratch = arena_open();
	s->period = free;
	s->roster = roster_copy(a, r);
	s->plan = plan_new(a, free, req);
	learn_kinds(s);
	plan_spread(s->plan);
	s->share = share_new(a, s->plan);
	s->crowd = crowd_new(a, s->plan, s->share);
	count_heads(s);
	return s;
}

void standing_close(struct standing *s)
{
	if (s)
		arena_close(s->scratch);
}

double standing_cost(const struct standing *s)
{
	return crowd_cost(s->crowd);
}
