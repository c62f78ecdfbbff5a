#include "optimise/repair.h"

#include <math.h>
#include <string.h>

#include "maths/pay.h"
#include "optimise/repair_state.h"

/* ---- who is missing ---- */

static struct segment *add_segment(struct segment *to, int *n, struct segment g)
{
	if (g.end > g.start)
		to[(*n)++] = g;
	return to;
}

struct duty repair_cut(struct arena *a, const struct site *site,
		       const struct duty *duty, int64_t end)
{
	struct segment *list = arena_new(a, struct segment, duty->n);
	struct duty cut = *duty;

	cut.n = 0;
	for (int k = 0; k < duty->n; k++) {
		struct segment g = duty->segments[k];
		if (g.end > end)
			g.end = end;
		add_segment(list, &cut.n, g);
	}
	while (cut.n > 0 && list[cut.n - 1].kind != SEGMENT_WORK)
		cut.n--;
	cut.segments = list;
	cut.end = cut.n > 0 ? list[cut.n - 1].end : duty->start;
	cut.paid = pay_minutes(site, &cut);
	return cut;
}

/* From now on the duty is absence, to its end. */
static struct duty absent_from(struct repair *x, const struct duty *duty)
{
	struct segment *list =
		arena_new(x->s->arena, struct segment, duty->n + 1);
	struct duty made = *duty;

	made.n = 0;
	for (int k = 0; k < duty->n; k++) {
		struct segment g = duty->segments[k];
		if (g.end > x->options.now)
			g.end = x->options.now;
		add_segment(list, &made.n, g);
	}
	add_segment(list, &made.n,
		    (struct segment){ SEGMENT_ABSENCE, x->options.absence, -1,
				      x->options.now, duty->end });
	made.segments = list;
	made.paid = pay_minutes(x->s->period->site, &made);
	return made;
}

static void take_out(struct repair *x, int agent, int day)
{
	struct cell *c = standing_cell(x->s, agent, day);

	if (!c || c->kind != CELL_DUTY || c->duty.end <= x->options.now)
		return;
	if (c->duty.start < x->options.now) {
		struct duty left = absent_from(x, &c->duty);
		standing_put(x->s, agent, day, &left);
		return;
	}
	int paid = c->duty.paid;
	standing_put(x->s, agent, day, NULL);
	c->kind = CELL_ABSENT;
	c->absence = x->options.absence;
	c->credit = x->s->period->site->absence_types[c->absence].credit ==
				    CREDIT_NONE
			    ? 0
			    : paid;
}

/* Duties that are on or begin today; yesterday's may go on past midnight. */
bool repair_is_open(const struct repair *x, int agent, int day)
{
	const struct cell *c = standing_cell(x->s, agent, day);

	return c && c->kind == CELL_DUTY && !x->options.absent[agent] &&
	       c->duty.end > x->options.now && day <= x->today;
}

/* ---- moves ---- */

struct moving {
	struct repair *x;
	struct repair_move best;
	struct duty duty; /* with the best move made */
};

static bool may_move(const struct repair *x, const struct segment *g)
{
	if (g->start <= x->options.now)
		return false;
	if (g->kind == SEGMENT_ACTIVITY)
		return g->what < 0 ||
		       !x->s->period->site->activities[g->what].together;
	return g->kind == SEGMENT_BREAK;
}

/* Where the segment may begin at the earliest and latest, by its own rules. */
static struct span window_of(const struct repair *x, const struct duty *duty,
			     int day, const struct segment *g)
{
	const struct site *s = x->s->period->site;
	struct span w = { duty->start, duty->end - (g->end - g->start) };
	struct window window;

	if (g->kind == SEGMENT_BREAK) {
		const struct shift_break *b = &s->breaks[g->what];
		w.from =
			duty->start + 60 * (b->earliest < 0 ? 60 : b->earliest);
		if (b->earliest < 0)
			w.until -= 3600;
		else
			w.until = duty->start + 60 * b->latest;
	} else if (g->what >= 0) {
		window = s->activities[g->what].window;
		if (window.until > window.from) {
			w.from = grid_wall(&x->s->period->grid, day,
					   window.from);
			w.until = grid_wall(&x->s->period->grid, day,
					    window.until) -
				  (g->end - g->start);
		}
	}
	if (w.from <= x->options.now)
		w.from = x->options.now + 1;
	return w;
}

/* All that is not plain work, with segment k at another place. */
static int others_with(const struct duty *duty, int k, int64_t start,
		       struct segment *list)
{
	int n = 0;

	for (int i = 0; i < duty->n; i++)
		if (duty->segments[i].kind != SEGMENT_WORK && i != k)
			list[n++] = duty->segments[i];
	struct segment moved = duty->segments[k];
	moved.end += start - moved.start;
	moved.start = start;
	int at = n++;
	while (at > 0 && list[at - 1].start > moved.start) {
		list[at] = list[at - 1];
		at--;
	}
	list[at] = moved;
	return n;
}

static int gap_of(const struct repair *x, const struct duty *duty)
{
	return duty->shift < 0
		       ? 0
		       : 60 * x->s->period->site->shifts[duty->shift].min_gap;
}

/* Do they keep apart, inside the duty, and breaks their old order? */
static bool stand_apart(const struct repair *x, const struct duty *duty,
			const struct segment *list, int n)
{
	int64_t edge = duty->start, gap = gap_of(x, duty);
	int order = 0;

	for (int i = 0; i < n; i++) {
		if (list[i].start <
		    edge + (list[i].kind == SEGMENT_BREAK ? gap : 0))
			return false;
		edge = list[i].end;
		if (list[i].kind != SEGMENT_BREAK)
			continue;
		while (order < duty->n &&
		       (duty->segments[order].kind != SEGMENT_BREAK ||
			duty->segments[order].what != list[i].what))
			order++;
		if (order++ >= duty->n)
			return false;
	}
	return edge + (n && list[n - 1].kind == SEGMENT_BREAK ? gap : 0) <=
	       duty->end;
}

/* The queue that plain work of the duty serves: one for all of it, or -2. */
static int work_queue(const struct duty *duty)
{
	int queue = -2;

	for (int i = 0; i < duty->n; i++) {
		const struct segment *g = &duty->segments[i];
		if (g->kind != SEGMENT_WORK)
			continue;
		if (queue != -2 && queue != g->queue)
			return -2;
		queue = g->queue;
	}
	return queue;
}

/* Work between the others. */
static struct duty duty_around(struct arena *a, const struct duty *duty,
			       const struct segment *others, int n, int queue)
{
	struct segment *list = arena_new(a, struct segment, 2 * n + 1);
	struct duty made = *duty;
	int64_t at = duty->start;

	made.n = 0;
	for (int i = 0; i < n; i++) {
		add_segment(list, &made.n,
			    (struct segment){ SEGMENT_WORK, -1, queue, at,
					      others[i].start });
		list[made.n++] = others[i];
		at = others[i].end;
	}
	add_segment(list, &made.n,
		    (struct segment){ SEGMENT_WORK, -1, queue, at, duty->end });
	made.segments = list;
	return made;
}

static void try_place(struct moving *m, int agent, int day,
		      const struct duty *duty, int k, int64_t start)
{
	struct repair *x = m->x;
	struct segment others[64];
	const struct segment *g = &duty->segments[k];

	if (start == g->start || duty->n > 60)
		return;
	int n = others_with(duty, k, start, others);
	if (!stand_apart(x, duty, others, n))
		return;
	struct duty made =
		duty_around(x->s->scratch, duty, others, n, work_queue(duty));
	double pay = pay_of_duty(x->s->period->site,
				 &x->s->period->site->agents[agent], &made) -
		     pay_of_duty(x->s->period->site,
				 &x->s->period->site->agents[agent], duty);
	double saves = -standing_change(x->s, agent, day, duty, &made) - pay;
	if (saves <= m->best.saves + 1e-9)
		return;
	m->best = (struct repair_move){ agent,
					day,
					g->kind,
					g->what,
					g->start,
					start,
					(int)(g->end - g->start),
					saves };
	m->duty = made;
}

/* Heads change with intervals: a break is best placed where it begins or ends
 * with one, or at an end of its window. */
static void try_places(struct moving *m, int agent, int day,
		       const struct duty *duty, int k)
{
	const struct grid *grid = &m->x->s->plan->req->grid;
	const struct segment *g = &duty->segments[k];
	struct span w = window_of(m->x, duty, day, g);
	int64_t length = g->end - g->start;

	for (int t = grid_index(grid, w.from);
	     t <= grid_index(grid, w.until + length) + 1; t++) {
		int64_t at[2] = { grid_time(grid, t),
				  grid_time(grid, t) - length };
		for (int i = 0; i < 2; i++)
			if (at[i] >= w.from && at[i] <= w.until)
				try_place(m, agent, day, duty, k, at[i]);
	}
}

static void try_duty(struct moving *m, int agent, int day)
{
	const struct cell *c = standing_cell(m->x->s, agent, day);

	if (!repair_is_open(m->x, agent, day) || c->locked ||
	    work_queue(&c->duty) == -2)
		return;
	for (int k = 0; k < c->duty.n; k++)
		if (may_move(m->x, &c->duty.segments[k]))
			try_places(m, agent, day, &c->duty, k);
}

/* The best move of a person's duties of yesterday and today is made. */
static bool move_person(struct repair *x, int agent, struct repair_move *made)
{
	double price = x->s->period->site->changes.breaks_price;
	struct moving m = { .x = x, .best = { .saves = price } };

	for (int day = x->today - 1; day <= x->today; day++)
		try_duty(&m, agent, day);
	bool found = m.best.saves > price;
	if (found) {
		struct cell *c = standing_cell(x->s, agent, m.best.day);
		m.duty.segments =
			arena_copy(x->s->arena, m.duty.segments, m.duty.n,
				   sizeof(*m.duty.segments));
		m.duty.paid = c->duty.paid;
		standing_put(x->s, agent, m.best.day, &m.duty);
		*made = m.best;
	}
	arena_empty(x->s->scratch);
	return found;
}

const struct repair_move *repair_moves(struct repair *x, int *n)
{
	int room = 0, tries = 0;
	struct repair_move *list = NULL, made;
	bool any = true;

	*n = 0;
	while (any && tries++ < 20) {
		any = false;
		for (int i = 0; i < x->s->roster.agents; i++)
			while (move_person(x, i, &made) &&
			       *n < 16 * x->s->roster.agents) {
				list = arena_grow(x->s->arena, list, *n, &room,
						  sizeof(*list));
				list[(*n)++] = made;
				any = true;
			}
	}
	return list;
}

/* ---- the whole ---- */

struct repair *repair_new(struct arena *a, const struct period *p,
			  const struct requirement *req, const struct roster *r,
			  struct repair_options o)
{
	struct repair *x = arena_new(a, struct repair, 1);

	x->options = o;
	x->s = standing_new(a, p, req, r);
	x->today = zone_wall(p->site->zone, o.now).day;
	for (int i = 0; i < r->agents; i++)
		for (int day = x->today - 1; o.absent[i] && day <= x->today;
		     day++)
			take_out(x, i, day);
	return x;
}

void repair_close(struct repair *x)
{
	if (x)
		standing_close(x->s);
}

double repair_cost(const struct repair *x)
{
	return standing_cost(x->s);
}

const struct roster *repair_roster(const struct repair *x)
{
	return &x->s->roster;
}
