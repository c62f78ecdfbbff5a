#include "maths/coverage.h"

#include <math.h>
#include <string.h>

#include "maths/allotment.h"

/*
 * People who can do the same, at the same relative speeds.  speed[q] of each
 * queue, 0 when not skilled, the first one that is not 0 being 1.
 */
struct group {
	double *speed;	  /* [n_queues] */
	double *presence; /* [n] heads of speed 1 */
};

struct crowd {
	struct arena *arena;
	const struct period *period;
	const struct requirement *req;
	uint64_t queues; /* in some row */
	double *people;
	struct group *groups; /* [n] */
	int n, room;
};

static bool same_speeds(const struct crowd *c, const double *a, const double *b)
{
	for (int q = 0; q < c->period->site->n_queues; q++)
		if (a[q] != b[q])
			return false;
	return true;
}

static struct group *group_of(struct crowd *c, const double *speed)
{
	int queues = c->period->site->n_queues;

	for (int g = 0; g < c->n; g++)
		if (same_speeds(c, c->groups[g].speed, speed))
			return &c->groups[g];
	c->groups = arena_grow(c->arena, c->groups, c->n, &c->room,
			       sizeof(*c->groups));
	c->groups[c->n] = (struct group){
		.speed = arena_copy(c->arena, speed, (size_t)queues,
				    sizeof(*speed)),
		.presence = arena_new(c->arena, double, c->req->grid.n)
	};
	return &c->groups[c->n++];
}

static uint64_t queues_of(const struct crowd *c, const struct duty *duty,
			  const struct segment *s)
{
	uint64_t queues = c->queues;

	if (s->queue >= 0)
		queues &= (uint64_t)1 << s->queue;
	if (duty->shift >= 0 && c->period->site->shifts[duty->shift].queues)
		queues &= c->period->site->shifts[duty->shift].queues;
	return queues;
}

/* Fills speed[n_queues], the first one being 1; returns what that stands for,
 * 0 when there is nothing the agent can do. */
static double speeds_of(const struct crowd *c, int agent, int day,
			uint64_t queues, double *speed)
{
	const struct site *site = c->period->site;
	double unit = 0;

	for (int q = 0; q < site->n_queues; q++) {
		speed[q] = 0;
		if (!(queues >> q & 1))
			continue;
		speed[q] = agent_speed(&site->agents[agent],
				       site->queues[q].skill, day);
		if (unit == 0)
			unit = speed[q];
		if (unit > 0)
			speed[q] /= unit;
	}
	return unit;
}

static void add_segment(struct crowd *c, int agent, int day,
			const struct duty *duty, const struct segment *s)
{
	double speed[SITE_MAX_QUEUES];
	uint64_t queues = queues_of(c, duty, s);
	double unit = speeds_of(c, agent, day, queues, speed);

	grid_spread(&c->req->grid, s->start, s->end, 1, c->people);
	if (unit > 0)
		grid_spread(&c->req->grid, s->start, s->end, unit,
			    group_of(c, speed)->presence);
}

static void gather(struct crowd *c, const struct roster *r)
{
	const struct period *p = c->period;

	for (int i = 0; i < p->site->n_agents; i++)
		for (int d = -1; d < p->days; d++) {
			int day = p->first_day + d;
			const struct cell *cell = period_cell(p, r, i, day);
			if (!cell || cell->kind != CELL_DUTY)
				continue;
			for (int k = 0; k < cell->duty.n; k++)
				if (cell->duty.segments[k].kind == SEGMENT_WORK)
					add_segment(c, i, day, &cell->duty,
						    &cell->duty.segments[k]);
		}
}

/* Rows that what is given to queue q counts in. */
static struct allotment_option option_of(const struct crowd *c, int q)
{
	int *rows = arena_new(c->arena, int, c->req->n_rows);
	int n = 0;

	for (int k = 0; k < c->req->n_rows; k++)
		if (c->req->rows[k].queues >> q & 1)
			rows[n++] = k;
	return (struct allotment_option){ 0, rows, n };
}

/* The problem of one interval, filled anew for each. */
struct frame {
	struct allotment_problem problem;
	double *amount;
	int *first;
	struct allotment_option *options;
	const struct curve **curves;
	struct allotment_option *queues; /* [n_queues] without speed */
	struct allotment *space;
};

static struct frame frame_new(const struct crowd *c)
{
	struct arena *a = c->arena;
	int queues = c->period->site->n_queues, rows = c->req->n_rows;
	struct frame f = {
		.amount = arena_new(a, double, c->n),
		.first = arena_new(a, int, c->n + 1),
		.options = arena_new(a, struct allotment_option, c->n * queues),
		.curves = arena_new(a, const struct curve *, rows),
		.queues = arena_new(a, struct allotment_option, queues),
		.space = allotment_new(a, c->n, rows, c->n * queues)
	};

	for (int q = 0; q < queues; q++)
		f.queues[q] = option_of(c, q);
	f.problem = (struct allotment_problem){ .n_rows = rows,
						.amount = f.amount,
						.first = f.first,
						.options = f.options,
						.curves = f.curves };
	return f;
}

static void frame_fill(struct frame *f, const struct crowd *c, int t)
{
	int groups = 0, options = 0;

	for (int k = 0; k < c->req->n_rows; k++)
		f->curves[k] = &c->req->rows[k].curve[t];
	for (int g = 0; g < c->n; g++) {
		const struct group *group = &c->groups[g];
		if (group->presence[t] <= 0)
			continue;
		f->amount[groups++] = group->presence[t];
		for (int q = 0; q < c->period->site->n_queues; q++) {
			if (group->speed[q] <= 0)
				continue;
			f->options[options] = f->queues[q];
			f->options[options++].speed = group->speed[q];
		}
		f->first[groups] = options;
	}
	f->problem.n_groups = groups;
}

static bool counts_hours(const struct requirement *req, int row)
{
	for (int k = 0; k < req->n_rows; k++)
		if (req->rows[k].queue >= 0)
			return req->rows[row].queue >= 0;
	return true;
}

static void add_hours(struct coverage *v, const struct requirement *req)
{
	double hours = v->grid.interval / 3600.0;

	for (int k = 0; k < v->n_rows; k++) {
		if (!counts_hours(req, k))
			continue;
		for (int t = 0; t < v->grid.n; t++) {
			double over = v->scheduled[k * v->grid.n + t] -
				      req->rows[k].gross[t];
			v->over_hours += hours * fmax(0, over);
			v->short_hours += hours * fmax(0, -over);
		}
	}
}

struct coverage coverage_of_roster(struct arena *a, const struct period *p,
				   const struct requirement *req,
				   const struct roster *r)
{
	int n = req->grid.n;
	struct coverage v = { .grid = req->grid,
			      .n_rows = req->n_rows,
			      .scheduled = arena_new(a, double, req->n_rows *n),
			      .people = arena_new(a, double, n) };
	struct crowd c = {
		.arena = a, .period = p, .req = req, .people = v.people
	};
	double *given = arena_new(a, double, req->n_rows);

	for (int k = 0; k < req->n_rows; k++)
		c.queues |= req->rows[k].queues;
	gather(&c, r);
	struct frame f = frame_new(&c);
	for (int t = 0; t < n; t++) {
		frame_fill(&f, &c, t);
		v.cost += allotment_solve(f.space, &f.problem, given);
		for (int k = 0; k < req->n_rows; k++)
			v.scheduled[k * n + t] = given[k];
	}
	add_hours(&v, req);
	return v;
}
