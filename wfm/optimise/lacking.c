#include "optimise/lacking.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "maths/rules.h"
#include "optimise/plan.h"
#include "optimise/rulebook.h"

struct lacking {
	struct arena *arena;	 /* as long as it lasts */
	struct arena *work;	 /* of one question */
	const struct plan *plan; /* from the first question on */
	const struct period *period;
	const struct requirement *req;
	const struct coverage *coverage;
	const struct roster *roster;
	struct roster trial;
	struct rulebook **rules; /* [n_workers] made when asked for */
};

/* What is looked for: work in a span, or a duty that counts for a line. */
struct want {
	struct span span;
	int d;		  /* day of the period */
	uint64_t queues;  /* 0: heads, whatever they serve */
	shift_set shifts; /* of heads; 0: any */
	bool full;	  /* no seat is left */
};

struct lacking *lacking_new(struct arena *a, const struct period *p,
			    const struct requirement *req,
			    const struct coverage *coverage,
			    const struct roster *r)
{
	struct lacking *x = arena_new(a, struct lacking, 1);

	x->arena = a;
	x->period = p;
	x->coverage = coverage;
	x->roster = r;
	x->req = req;
	return x;
}

static void prepare(struct lacking *x)
{
	x->work = arena_open();
	if (x->plan)
		return;
	x->plan = plan_new(x->arena, x->period, x->req);
	x->trial = roster_copy(x->arena, x->roster);
	x->rules = arena_new(x->arena, struct rulebook *, x->plan->n_workers);
}

/* ---- at work then? ---- */

static bool overlaps(struct span a, int64_t from, int64_t until)
{
	return a.from < until && a.until > from;
}

/* The duty that is worked at the begin of a span. */
static const struct duty *duty_then(const struct lacking *x, int agent,
				    struct span span, int day)
{
	for (int back = 0; back < 2; back++) {
		const struct cell *c =
			period_cell(x->period, x->roster, agent, day - back);
		if (c && c->kind == CELL_DUTY && c->duty.start <= span.from &&
		    c->duty.end > span.from)
			return &c->duty;
	}
	return NULL;
}

static const struct segment *segment_then(const struct duty *d,
					  struct span span)
{
	int64_t middle = span.from + (span.until - span.from) / 2;

	for (int k = 0; k < d->n; k++)
		if (d->segments[k].start <= middle &&
		    d->segments[k].end > middle)
			return &d->segments[k];
	return NULL;
}

/* Of somebody who is on duty, who counts for a queue. */
static enum lack lack_of_duty(const struct want *w, const struct lacking *x,
			      const struct duty *duty)
{
	const struct segment *g = segment_then(duty, w->span);
	uint64_t queues = plan_shift_queues(x->period->site, duty->shift);

	if (!g)
		return LACK_OTHER_TIME;
	switch (g->kind) {
	case SEGMENT_WORK: break;
	case SEGMENT_BREAK:
	case SEGMENT_GAP: return LACK_PAUSING;
	case SEGMENT_ACTIVITY: return LACK_MEETING;
	case SEGMENT_ABSENCE: return LACK_ABSENT;
	case SEGMENT_ON_CALL: return LACK_OTHER_TIME;
	}
	if (g->queue >= 0)
		queues = (uint64_t)1 << g->queue;
	return queues & w->queues ? LACK_THERE : LACK_ELSEWHERE;
}

/* ---- could they come? ---- */

static bool serves(const struct lacking *x, const struct want *w,
		   const struct option *o)
{
	if (w->queues == 0 && w->shifts)
		return w->shifts >> o->shift & 1;
	if (o->from > w->span.from || o->until < w->span.until)
		return false;
	return w->queues == 0 ||
	       (!o->idle &&
		(plan_shift_queues(x->period->site, o->shift) & w->queues));
}

/* An option of the day itself, or of the one before, that nobody has but by
 * contract: then availability takes it away. */
static bool has_open_shift(const struct lacking *x, const struct want *w,
			   const struct worker *worker)
{
	const struct plan *p = x->plan;

	for (int d = w->d > 0 ? w->d - 1 : w->d; d <= w->d; d++) {
		const struct agent_term *term = worker->who->days[d].term;
		if (!term)
			continue;
		shift_set shifts =
			p->period->site->contracts[term->contract].shifts;
		for (int o = p->day_options[d]; o < p->day_options[d + 1]; o++)
			if ((shifts >> p->options[o].shift & 1) &&
			    serves(x, w, &p->options[o]))
				return true;
	}
	return false;
}

static void set_work(struct day_work *day, const struct cell *c)
{
	day->known = c->kind != CELL_NONE;
	day->absent = c->kind == CELL_ABSENT;
	day->absence = c->absence;
	day->worked = c->kind == CELL_DUTY;
	if (!day->worked)
		return;
	day->shift = c->duty.shift;
	day->from = c->duty.start;
	day->until = c->duty.end;
	day->paid = c->duty.paid;
}

static struct day_work *work_of(struct lacking *x, const struct worker *w)
{
	struct day_work *days =
		arena_new(x->work, struct day_work, PLAN_PAST + x->plan->days);

	memcpy(days, w->past, PLAN_PAST * sizeof(*days));
	days += PLAN_PAST;
	for (int d = 0; d < x->plan->days; d++) {
		days[d].credit = w->who->days[d].credit;
		set_work(&days[d], roster_cell(x->roster, w->agent,
					       x->period->first_day + d));
	}
	return days;
}

static void put_option(struct day_work *day, const struct option *o)
{
	day->worked = true;
	day->shift = o->shift;
	day->from = o->from;
	day->until = o->until;
	day->paid = o->paid;
}

/* The choice that breaks least; NULL when none serves. */
static const struct choice *least_breach(struct lacking *x,
					 const struct want *w,
					 const struct worker *worker, int *day)
{
	struct day_work *days = work_of(x, worker);
	const struct choice *best = NULL;
	double least = HUGE_VAL;

	if (!x->rules[worker->agent])
		x->rules[worker->agent] =
			rulebook_new(x->arena, x->plan, worker);
	for (int d = w->d > 0 ? w->d - 1 : w->d; d <= w->d; d++) {
		const struct menu *m = &worker->menu[d];
		struct day_work was = days[d];
		for (int k = 0; k < m->n && !was.worked; k++) {
			const struct option *o =
				plan_option(x->plan, &m->list[k]);
			if (!serves(x, w, o))
				continue;
			put_option(&days[d], o);
			double hard =
				rulebook_judge(x->rules[worker->agent], days)
					.hard;
			if (hard < least) {
				least = hard;
				best = &m->list[k];
				*day = d;
			}
		}
		days[d] = was;
	}
	return best;
}

static enum lack lack_of_breach(const struct breach *b)
{
	if (!b->rule)
		return text_equal(b->name, "hours") ||
				       text_equal(b->name, "overtime")
			       ? LACK_HOURS
			       : LACK_RULE;
	switch (b->rule->count) {
	case COUNT_MINUTES:
	case COUNT_CLOCK_MINUTES:
	case COUNT_RUN_LONG_WEEKS: return LACK_HOURS;
	case COUNT_REST:
	case COUNT_REST_AFTER:
	case COUNT_LONG_REST: return LACK_REST;
	case COUNT_DAYS:
	case COUNT_RUN:
	case COUNT_RUN_OFF:
	case COUNT_WEEKENDS:
	case COUNT_RUN_WEEKENDS:
	case COUNT_FREE_WEEKENDS:
	case COUNT_OFF_AFTER: return LACK_DAYS;
	case COUNT_ROTATION: return LACK_NO_SHIFT;
	default: return LACK_RULE;
	}
}

static bool is_in(const struct breaches *all, const struct breach *b)
{
	for (int k = 0; k < all->n; k++)
		if (all->list[k].hard && all->list[k].rule == b->rule &&
		    text_equal(all->list[k].name, b->name) &&
		    all->list[k].day == b->day &&
		    all->list[k].amount >= b->amount - 1e-9)
			return true;
	return false;
}

/* What the duty would break that is not broken already. */
static enum lack lack_of_choice(struct lacking *x, const struct worker *worker,
				const struct choice *c, int d, bool full)
{
	struct arena *a = x->work;
	int agent = worker->agent;
	struct cell *cell =
		roster_cell(&x->trial, agent, x->period->first_day + d);
	struct cell was = *cell;
	struct breaches before =
		rules_judge_person(a, x->period, &x->trial, agent);
	int16_t at[DUTY_PAUSES];
	const struct option *o = plan_option(x->plan, c);
	enum lack lack = full ? LACK_SEAT : LACK_FREE;

	duty_value(o, NULL, 0, at);
	cell->kind = CELL_DUTY;
	cell->duty =
		duty_made(a, x->period, &x->plan->ticks, o, worker->who, at);
	struct breaches after =
		rules_judge_person(a, x->period, &x->trial, agent);
	*cell = was;
	for (int k = 0; k < after.n; k++) {
		const struct breach *b = &after.list[k];
		if (!b->hard || b->waived || is_in(&before, b))
			continue;
		lack = lack_of_breach(b);
		if (lack == LACK_HOURS)
			break;
	}
	return lack;
}

static bool is_away(const struct person *who, struct span span)
{
	for (int k = 0; k < who->n_spans; k++)
		if (who->spans[k].kind == SPAN_HOLE &&
		    overlaps(who->spans[k].span, span.from, span.until))
			return true;
	return false;
}

static enum lack lack_of(struct lacking *x, const struct want *w,
			 const struct worker *worker)
{
	const struct person_day *day = &worker->who->days[w->d];
	const struct cell *c = roster_cell(x->roster, worker->agent,
					   x->period->first_day + w->d);
	const struct choice *choice;
	int at = w->d;

	if (day->absence >= 0 || c->kind == CELL_ABSENT ||
	    is_away(worker->who, w->span))
		return LACK_ABSENT;
	if (c->kind == CELL_DUTY)
		return LACK_OTHER_TIME;
	if (c->kind == CELL_NONE)
		return LACK_UNPLANNED;
	if (worker->menu[w->d].locked)
		return LACK_LOCKED;
	choice = least_breach(x, w, worker, &at);
	if (!choice)
		return has_open_shift(x, w, worker) ? LACK_UNAVAILABLE
						    : LACK_NO_SHIFT;
	return lack_of_choice(x, worker, choice, at, w->full);
}

/* ---- counting ---- */

static void count(struct lack_count *n, enum lack lack)
{
	n->skilled++;
	n->by[lack]++;
}

static bool room_is_full(const struct lacking *x, struct span span, int day)
{
	int seats = x->period->site->max_seats;

	return seats > 0 &&
	       cover_on_duty(x->work, x->period, x->roster, -1, day, span, 0)
			       .most >= seats;
}

static bool has_queue(const struct lacking *x, int agent, int day,
		      uint64_t queues)
{
	const struct site *s = x->period->site;

	for (int q = 0; q < s->n_queues; q++)
		if ((queues >> q & 1) &&
		    agent_speed(&s->agents[agent], s->queues[q].skill, day) > 0)
			return true;
	return false;
}

/* Those that the division of people gives to other queues. */
static void divide(struct lack_count *n, double given)
{
	int others = (int)floor(n->by[LACK_THERE] - given + 0.5);

	if (others <= 0)
		return;
	n->by[LACK_THERE] -= others;
	n->by[LACK_ELSEWHERE] += others;
}

struct lack_count lacking_people(struct lacking *x, int row, int t)
{
	const struct grid *g = &x->coverage->grid;
	struct want w = { .span = { grid_time(g, t), grid_time(g, t + 1) },
			  .d = grid_day(g, t),
			  .queues = x->req->rows[row].queues };
	int day = g->first_day + w.d;
	struct lack_count n = { 0, { 0 } };

	prepare(x);
	w.full = room_is_full(x, w.span, day);
	for (int i = 0; i < x->plan->n_workers; i++) {
		const struct worker *worker = &x->plan->workers[i];
		if (!worker->who->days[w.d].term ||
		    !has_queue(x, i, day, w.queues))
			continue;
		const struct duty *duty = duty_then(x, i, w.span, day);
		count(&n, duty ? lack_of_duty(&w, x, duty)
			       : lack_of(x, &w, worker));
	}
	divide(&n, x->coverage->scheduled[(size_t)row * g->n + t]);
	arena_close(x->work);
	return n;
}

static bool is_there(const struct lacking *x, const struct cover *line,
		     const struct want *w, int agent, int day)
{
	const struct cell *c = roster_cell(x->roster, agent, day);

	if (line->shifts)
		return c->kind == CELL_DUTY &&
		       cover_counts(x->period->site, line, agent, day,
				    &c->duty);
	const struct duty *duty = duty_then(x, agent, w->span, day);
	return duty && duty->end >= w->span.until;
}

struct lack_count lacking_heads(struct lacking *x, const struct cover_day *c)
{
	const struct site *s = x->period->site;
	const struct cover *line = &s->cover[c->line];
	const struct grid *g = &x->period->grid;
	struct want w = { .span = { grid_wall(g, c->day, line->window.from),
				    grid_wall(g, c->day, line->window.until) },
			  .d = c->day - x->period->first_day,
			  .shifts = line->shifts };
	struct lack_count n = { 0, { 0 } };

	prepare(x);
	if (!line->shifts)
		w.full = room_is_full(x, w.span, c->day);
	for (int i = 0; i < x->plan->n_workers; i++) {
		const struct worker *worker = &x->plan->workers[i];
		if (!worker->who->days[w.d].term ||
		    (line->skill >= 0 &&
		     agent_speed(&s->agents[i], line->skill, c->day) <= 0))
			continue;
		count(&n, is_there(x, line, &w, i, c->day)
				  ? LACK_THERE
				  : lack_of(x, &w, worker));
	}
	arena_close(x->work);
	return n;
}
