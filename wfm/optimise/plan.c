#include "optimise/plan.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "maths/changes.h"
#include "maths/objective.h"

/* ---- kinds of people ---- */

static bool same_speeds(const double *a, const double *b, int n)
{
	for (int q = 0; q < n; q++)
		if (a[q] != b[q])
			return false;
	return true;
}

/* The kind of these speeds, new or known; scale gets the largest. */
static int kind_of_speeds(struct plan *p, const double *speed, double *scale)
{
	int n = p->period->site->n_queues;
	double *relative = arena_new(p->arena, double, n);
	struct kind kind = { .speed = relative };

	*scale = 0;
	for (int q = 0; q < n; q++)
		*scale = fmax(*scale, speed[q]);
	if (*scale <= 0)
		return -1;
	for (int q = 0; q < n; q++) {
		relative[q] = speed[q] / *scale;
		if (speed[q] > 0)
			kind.queues |= (uint64_t)1 << q;
	}
	for (int k = 0; k < p->n_kinds; k++)
		if (same_speeds(p->kinds[k].speed, relative, n))
			return k;
	p->kinds = arena_grow(p->arena, p->kinds, p->n_kinds, &p->kinds_room,
			      sizeof(*p->kinds));
	p->kinds[p->n_kinds] = kind;
	return p->n_kinds++;
}

/* Somebody on the queues of a set, on a civil day. */
int plan_kind(struct plan *p, int agent, int day, uint64_t queues,
	      double *scale)
{
	const struct site *s = p->period->site;
	double speed[SITE_MAX_QUEUES] = { 0 };

	for (int q = 0; q < s->n_queues; q++)
		if ((queues & p->queues) >> q & 1)
			speed[q] = agent_speed(&s->agents[agent],
					       s->queues[q].skill, day);
	return kind_of_speeds(p, speed, scale);
}

int plan_open(const struct plan *p, int *open)
{
	int n = 0;

	for (int i = 0; i < p->n_workers; i++) {
		int choices = 0;
		for (int day = 0; day < p->days; day++)
			choices += p->workers[i].menu[day].n;
		if (p->workers[i].planned && choices > 0)
			open[n++] = i;
	}
	return n;
}

bool plan_waives(const struct plan *p, const struct worker *w,
		 const struct rule *r)
{
	const struct site *s = p->period->site;

	for (int k = 0; k < s->n_waivers; k++)
		if (s->waivers[k].agent == w->agent &&
		    strcmp(s->waivers[k].rule, r->name) == 0)
			return true;
	return false;
}

uint64_t plan_shift_queues(const struct site *s, int shift)
{
	if (shift < 0 || s->shifts[shift].queues == 0)
		return ~(uint64_t)0;
	return s->shifts[shift].queues;
}

/* ---- supply that stands ---- */

/* Ticks of work in each interval of the requirement, before it has kinds. */
struct stand {
	int kind;
	double scale;
	int64_t from, until;
};

static void add_stand(struct plan *p, int agent, int day,
		      const struct duty *duty)
{
	const struct site *s = p->period->site;

	for (int k = 0; k < duty->n; k++) {
		const struct segment *g = &duty->segments[k];
		uint64_t queues = plan_shift_queues(s, duty->shift);
		struct stand stand = { .from = g->start, .until = g->end };

		if (g->kind != SEGMENT_WORK || g->end <= p->ticks.start)
			continue;
		if (g->queue >= 0)
			queues = (uint64_t)1 << g->queue;
		stand.kind = plan_kind(p, agent, day, queues, &stand.scale);
		if (stand.kind < 0)
			continue;
		p->stands = arena_grow(p->arena, p->stands, p->n_stands,
				       &p->stands_room, sizeof(*p->stands));
		p->stands[p->n_stands++] = stand;
	}
}

/* Duties of the day before that reach into the period. */
static void stand_from_past(struct plan *p)
{
	int day = p->period->first_day - 1;

	for (int i = 0; p->period->past && i < p->n_workers; i++) {
		const struct cell *c = roster_cell(p->period->past, i, day);
		if (c && c->kind == CELL_DUTY)
			add_stand(p, i, day, &c->duty);
	}
}

void plan_spread(struct plan *p)
{
	p->supply = arena_new(p->arena, double, (size_t)p->n_kinds * p->n);
	for (int k = 0; k < p->n_stands; k++) {
		const struct stand *s = &p->stands[k];
		grid_spread(&p->req->grid, s->from, s->until,
			    s->scale * p->ticks.per,
			    p->supply + (size_t)s->kind * p->n);
	}
}

/* ---- menus ---- */

static bool is_employed(const struct person_day *d)
{
	return d->term != NULL;
}

static const struct cell *locked_cell(const struct plan *p, int agent, int d)
{
	const struct roster *r = p->period->fixed;
	int day = p->period->first_day + d;

	if (!r || day < r->first_day || day >= r->first_day + r->days)
		return NULL;
	const struct cell *c = roster_cell(r, agent, day);
	return c->locked && c->kind != CELL_NONE ? c : NULL;
}

static bool has_hole(const struct person *who, const struct option *o)
{
	for (int k = 0; k < who->n_spans; k++)
		if (who->spans[k].kind == SPAN_HOLE &&
		    who->spans[k].span.from < o->until &&
		    who->spans[k].span.until > o->from)
			return true;
	return false;
}

static int add_option(struct plan *p, struct option o)
{
	p->options = arena_grow(p->arena, p->options, p->n_options,
				&p->options_room, sizeof(*p->options));
	p->options[p->n_options] = o;
	return p->n_options++;
}

/* Somebody's day while its menu is made. */
struct filling {
	struct worker *worker;
	struct menu *menu;
	int d;
	const struct day_wish *wishes; /* [n_wishes] */
	int n_wishes;
	struct arena *scratch;
};

/* Wishes not granted, and what the cell changes; breaks left aside. */
static double price_of_cell(const struct plan *p, const struct filling *f,
			    const struct cell *cell)
{
	return objective_wished(f->n_wishes, f->wishes, cell) +
	       changes_of_day(p->period, f->worker->agent,
			      p->period->first_day + f->d, cell);
}

static struct cell cell_of_option(const struct option *o)
{
	return (struct cell){ .kind = CELL_DUTY,
			      .duty = { .shift = o->shift,
					.start = o->from,
					.end = o->until,
					.paid = o->paid } };
}

bool plan_breaks(const struct plan *p, const struct option *o,
		 const struct duty *duty, int16_t *at)
{
	int k = 0;

	for (int i = 0; i < duty->n; i++) {
		const struct segment *g = &duty->segments[i];
		int64_t after = g->start - duty->start;

		if (g->kind != SEGMENT_BREAK)
			continue;
		if (k == o->n_pauses || g->what != o->pauses[k].what ||
		    after % p->ticks.seconds != 0)
			return false;
		at[k++] = (int16_t)(after / p->ticks.seconds);
	}
	return k == o->n_pauses && duty_fits(o, at);
}

/* The same duty with other breaks than people know has a price. */
static void keep_breaks(const struct plan *p, int agent, struct choice *c)
{
	const struct option *o = &p->options[c->option];
	int day = p->period->first_day + o->day;
	const struct duty *kept = changes_kept_duty(p->period, agent, day);

	if (!kept || kept->shift != o->shift || kept->start != o->from ||
	    kept->end != o->until)
		return;
	if (o->given) {
		struct cell cell = { .kind = CELL_DUTY, .duty = *o->given };
		c->cost += changes_of_breaks(p->period, agent, day, &cell);
		return;
	}
	int16_t *at = arena_new(p->arena, int16_t, DUTY_PAUSES);
	if (plan_breaks(p, o, kept, at))
		c->kept = at;
	else
		c->cost += p->period->site->changes.breaks_price;
}

static struct choice choice_of(struct plan *p, const struct filling *f,
			       int option)
{
	int agent = f->worker->agent;
	const struct option *o = &p->options[option];
	struct choice c = { .option = option, .kind = -1 };

	if (!o->idle)
		c.kind = plan_kind(p, agent, p->period->first_day + o->day,
				   plan_shift_queues(p->period->site, o->shift),
				   &c.scale);
	struct cell cell = cell_of_option(o);
	c.cost = price_of_cell(p, f, &cell) + f->menu->rate * o->least_pay;
	c.refused = objective_wished(f->n_wishes, f->wishes, &cell) > 0;
	keep_breaks(p, agent, &c);
	return c;
}

/* Is the shift one of the week's, where shifts rotate? */
static bool in_turn(const struct plan *p, const struct worker *w, int day,
		    int shift)
{
	for (int k = 0; k < w->who->n_rules; k++) {
		const struct rule *r = &w->who->rules[k];
		if (r->count == COUNT_ROTATION && r->strength == RULE_HARD &&
		    !(period_rotation(p->period, r, day) >> shift & 1) &&
		    !plan_waives(p, w, r))
			return false;
	}
	return true;
}

static bool open_to(const struct plan *p, const struct worker *w, int d,
		    const struct option *o)
{
	const struct period *period = p->period;
	const struct agent_term *term = w->who->days[d].term;
	shift_set shifts = period->site->contracts[term->contract].shifts;
	const struct availability *fixed = w->who->fixed[d];
	int day = period->first_day + d;

	if (!(shifts >> o->shift & 1) || !in_turn(p, w, day, o->shift))
		return false;
	if (person_blocked(w->who, o->from, o->until))
		return false;
	return !fixed ||
	       (o->from == grid_wall(&period->grid, day, fixed->window.from) &&
		o->until == grid_wall(&period->grid, day, fixed->window.until));
}

static void fill_locked(struct plan *p, struct filling *f,
			const struct cell *cell)
{
	struct menu *m = f->menu;

	m->may_off = cell->kind != CELL_DUTY;
	m->without = cell->kind;
	m->locked = cell;
	if (m->may_off) {
		m->off_cost = price_of_cell(p, f, cell);
		m->off_refused =
			objective_wished(f->n_wishes, f->wishes, cell) > 0;
		return;
	}
	int option = add_option(
		p, duty_given(p->period, &p->ticks, f->d, &cell->duty));
	struct choice *list = arena_new(p->arena, struct choice, 1);
	list[0] = choice_of(p, f, option);
	m->list = list;
	m->n = 1;
	add_stand(p, f->worker->agent, p->period->first_day + f->d,
		  &cell->duty);
}

static void fill_open(struct plan *p, struct filling *f)
{
	struct worker *w = f->worker;
	struct menu *m = f->menu;
	int d = f->d;
	struct cell off = { .kind = CELL_OFF };
	int from = p->day_options[d], until = p->day_options[d + 1];
	struct choice *list =
		arena_new(f->scratch, struct choice, until - from);

	m->may_off = !w->who->fixed[d];
	m->without = CELL_OFF;
	m->off_cost = price_of_cell(p, f, &off);
	m->off_refused = objective_wished(f->n_wishes, f->wishes, &off) > 0;
	for (int o = from; o < until; o++) {
		int option = o;
		if (!open_to(p, w, d, &p->options[o]))
			continue;
		if (has_hole(w->who, &p->options[o]))
			option = add_option(
				p,
				duty_with_holes(p->arena, p->period, &p->ticks,
						&p->options[o], w->who));
		list[m->n++] = choice_of(p, f, option);
	}
	m->list = arena_copy(p->arena, list, (size_t)m->n, sizeof(*list));
}

static void fill_menu(struct plan *p, struct worker *w, int d,
		      struct arena *scratch)
{
	struct day_wish *wishes =
		arena_new(scratch, struct day_wish, w->who->n_requests);
	struct menu *m = &w->menu[d];
	struct filling f = { .worker = w,
			     .menu = m,
			     .d = d,
			     .wishes = wishes,
			     .scratch = scratch };
	const struct person_day *day = &w->who->days[d];
	const struct site *s = p->period->site;
	const struct cell *locked = locked_cell(p, w->agent, d);
	struct cell absent = { .kind = CELL_ABSENT, .absence = day->absence };

	m->rate = agent_rate(&s->agents[w->agent], p->period->first_day + d,
			     s->pay.base);
	m->may_off = true;
	m->without = CELL_NONE;
	if (!is_employed(day))
		return;
	f.n_wishes = objective_day_wishes(p->period, w->agent,
					  p->period->first_day + d, wishes);
	if (locked) {
		fill_locked(p, &f, locked);
		return;
	}
	if (day->absence >= 0) {
		m->without = CELL_ABSENT;
		m->off_cost = price_of_cell(p, &f, &absent);
		return;
	}
	fill_open(p, &f);
}

/* ---- workers ---- */

static void fill_hours(struct plan *p, struct worker *w)
{
	struct hours *list = arena_new(p->arena, struct hours, p->days);
	int first = p->period->first_day;

	for (int d = 0; d < p->days;) {
		struct day_range r =
			period_hours_window(p->period, w->agent, first + d);
		if (r.until <= first + d) {
			d++;
			continue;
		}
		struct hours h = { .from = r.from - first,
				   .until = r.until - first };
		for (; d < h.until; d++) {
			const struct person_day *day = &w->who->days[d];
			h.min += day->min_due;
			h.max += day->max_due;
			h.credit += day->credit;
			if (h.max > RULE_NO_MAX)
				h.max = RULE_NO_MAX;
		}
		list[w->n_hours++] = h;
	}
	w->hours = list;
}

static void fill_past(struct plan *p, struct worker *w)
{
	const struct roster *r = p->period->past;
	struct day_work *past = arena_new(p->arena, struct day_work, PLAN_PAST);

	w->past = past;
	w->has_past = r && r->days > 0 && !p->period->site->edges_exempt;
	for (int h = 1; w->has_past && h <= PLAN_PAST && h <= r->days; h++) {
		const struct cell *c =
			roster_cell(r, w->agent, p->period->first_day - h);
		struct day_work *d = &past[PLAN_PAST - h];
		d->known = c->kind != CELL_NONE;
		d->absent = c->kind == CELL_ABSENT;
		d->credit = c->credit;
		d->absence = c->absence;
		if (c->kind != CELL_DUTY)
			continue;
		d->worked = true;
		d->shift = c->duty.shift;
		d->from = c->duty.start;
		d->until = c->duty.end;
		d->paid = c->duty.paid;
	}
}

static void fill_worker(struct plan *p, int agent, struct arena *scratch)
{
	struct worker *w = &p->workers[agent];

	w->agent = agent;
	w->who = &p->period->people[agent];
	w->menu = arena_new(p->arena, struct menu, p->days);
	for (int d = 0; d < p->days; d++) {
		w->planned = w->planned || w->who->days[d].term;
		fill_menu(p, w, d, scratch);
		arena_empty(scratch);
	}
	fill_hours(p, w);
	fill_past(p, w);
}

static void fill_options(struct plan *p)
{
	p->day_options = arena_new(p->arena, int, p->days + 1);
	for (int d = 0; d < p->days; d++) {
		int n;
		const struct option *list =
			duty_options(p->arena, p->period, &p->ticks, d, &n);
		p->day_options[d] = p->n_options;
		for (int k = 0; k < n; k++)
			add_option(p, list[k]);
	}
	p->day_options[p->days] = p->n_options;
}

struct plan *plan_new(struct arena *a, const struct period *period,
		      const struct requirement *req)
{
	struct plan *p = arena_new(a, struct plan, 1);
	struct arena *scratch = arena_open();

	p->arena = a;
	p->period = period;
	p->req = req;
	p->days = period->days;
	p->n = req->grid.n;
	p->ticks = duty_ticks(period);
	for (int r = 0; r < req->n_rows; r++)
		p->queues |= req->rows[r].queues;
	fill_options(p);
	p->n_workers = period->site->n_agents;
	p->workers = arena_new(a, struct worker, p->n_workers);
	stand_from_past(p);
	for (int i = 0; i < p->n_workers; i++)
		fill_worker(p, i, scratch);
	plan_spread(p);
	arena_close(scratch);
	return p;
}
