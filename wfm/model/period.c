#include "model/period.h"

#include <string.h>

#include <assert.h>
#include <stdlib.h>

#include "base/date.h"
#include "base/text.h"
#include "model/period_due.h"

/* A person while being made. */
struct making {
	struct arena *arena;
	const struct period *period;
	const struct agent *agent;
	struct person_day *days;
	int *holes; /* [days] minutes without credit */
	struct person_span *spans;
	int n_spans, room;
};

static void add_span(struct making *m, struct person_span s)
{
	if (s.span.from >= s.span.until)
		return;
	m->spans = arena_grow(m->arena, m->spans, m->n_spans, &m->room,
			      sizeof(*m->spans));
	m->spans[m->n_spans++] = s;
}

static int64_t day_begin(const struct period *p, int day)
{
	return zone_day_begin(p->site->zone, day);
}

static void resolve_terms(struct making *m)
{
	for (int d = 0; d < m->period->days; d++) {
		m->days[d].term =
			agent_term(m->agent, m->period->first_day + d);
		m->days[d].absence = -1;
	}
}

static void absent_day(struct making *m, int d, const struct absence *x)
{
	if (d < 0 || d >= m->period->days || m->days[d].absence >= 0)
		return;
	m->days[d].absence = x->type;
	m->days[d].absence_place = x->place;
}

static void hole(struct making *m, int d, const struct absence *x,
		 struct span span)
{
	const struct absence_type *type =
		&m->period->site->absence_types[x->type];

	add_span(m, (struct person_span){ SPAN_HOLE, span, x->type, x->place });
	if (d >= 0 && d < m->period->days && type->credit == CREDIT_NONE)
		m->holes[d] += (int)((span.until - span.from) / 60);
}

/* A day wholly covered is absent; the rest of an absence is holes. */
static void resolve_absence(struct making *m, const struct absence *x)
{
	const struct period *p = m->period;

	for (int d = -1; d <= p->days; d++) {
		int64_t begin = day_begin(p, p->first_day + d);
		int64_t end = day_begin(p, p->first_day + d + 1);
		struct span part = { x->from > begin ? x->from : begin,
				     x->until < end ? x->until : end };
		if (part.from >= part.until)
			continue;
		if (part.until - part.from < end - begin) {
			hole(m, d, x, part);
			continue;
		}
		absent_day(m, d, x);
		add_span(m, (struct person_span){ SPAN_BLOCK, part, x->type,
						  x->place });
	}
}

static bool line_holds(const struct making *m, const struct availability *v,
		       int day)
{
	return (v->from == DATE_NONE || v->from <= day) &&
	       (v->until == DATE_NONE || day < v->until) &&
	       (v->days & site_day_kind(m->period->site, day));
}

static struct span window_span(const struct period *p, int day, struct window w)
{
	return (struct span){ grid_wall(&p->grid, day, w.from),
			      grid_wall(&p->grid, day, w.until) };
}

/*
 * The earliest end of blocking at or after an instant: the next "can" window
 * that has not ended by then, of this day or, over midnight, the day before.
 */
static struct span next_can(const struct making *m, int day, int64_t at)
{
	struct span next = { INT64_MAX, INT64_MAX };

	for (int k = 0; k < m->agent->n_availability; k++) {
		const struct availability *v = &m->agent->availability[k];
		for (int d = day - 1; d <= day; d++) {
			if (v->kind != AVAILABLE_CAN || !line_holds(m, v, d))
				continue;
			struct span s = window_span(m->period, d, v->window);
			if (s.until > at && s.from < next.from)
				next = s;
		}
	}
	return next;
}

static const struct availability *line_of(const struct making *m, int day,
					  enum availability_kind kind)
{
	for (int k = 0; k < m->agent->n_availability; k++)
		if (m->agent->availability[k].kind == kind &&
		    line_holds(m, &m->agent->availability[k], day))
			return &m->agent->availability[k];
	return NULL;
}

/* All of the day that no "can" line allows, when it has one. */
static void block_outside_can(struct making *m, int day)
{
	const struct availability *line = line_of(m, day, AVAILABLE_CAN);
	int64_t at = day_begin(m->period, day);
	int64_t end = day_begin(m->period, day + 1);

	while (line && at < end) {
		struct span can = next_can(m, day, at);
		int64_t until = can.from < end ? can.from : end;
		add_span(m,
			 (struct person_span){
				 SPAN_BLOCK, { at, until }, -1, line->place });
		at = can.until;
	}
}

static void block_cannot(struct making *m, int day)
{
	for (int k = 0; k < m->agent->n_availability; k++) {
		const struct availability *v = &m->agent->availability[k];
		if (v->kind == AVAILABLE_CANNOT && line_holds(m, v, day))
			add_span(m,
				 (struct person_span){
					 SPAN_BLOCK,
					 window_span(m->period, day, v->window),
					 -1, v->place });
	}
}

static int by_start(const void *left, const void *right)
{
	const struct person_span *a = left, *b = right;

	if (a->span.from != b->span.from)
		return a->span.from < b->span.from ? -1 : 1;
	if (a->span.until != b->span.until)
		return a->span.until < b->span.until ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->absence != b->absence)
		return a->absence < b->absence ? -1 : 1;
	return a->place.line - b->place.line;
}

static const struct availability *const *resolve_fixed(struct making *m)
{
	int days = m->period->days;
	const struct availability **fixed =
		arena_new(m->arena, const struct availability *, days);

	for (int d = 0; d < days; d++)
		if (m->days[d].term && m->days[d].absence < 0)
			fixed[d] = line_of(m, m->period->first_day + d,
					   AVAILABLE_FIXED);
	return fixed;
}

static const struct rule_exception *exception_of(const struct making *m,
						 const char *name, int *at)
{
	int end = m->period->first_day + m->period->days;

	for (int k = *at; k < m->agent->n_exceptions; k++) {
		const struct rule_exception *x = &m->agent->exceptions[k];
		*at = k + 1;
		if ((x->from == DATE_NONE || x->from < end) &&
		    (x->until == DATE_NONE ||
		     x->until > m->period->first_day) &&
		    (!name || text_equal(x->rule->name, name)))
			return x;
	}
	return NULL;
}

static bool has_rule(const struct contract *c, const char *name)
{
	for (int k = 0; k < c->n_rules; k++)
		if (text_equal(c->rules[k].name, name))
			return true;
	return false;
}

static void add_rule(struct rule *rules, int *n, const struct rule *rule)
{
	if (rule->strength != RULE_OFF)
		rules[(*n)++] = *rule;
}

/* Exceptions replace rules of their name; others of theirs come on top. */
static void resolve_rules(struct making *m, const struct contract *c,
			  struct person *person)
{
	struct rule *rules = arena_new(m->arena, struct rule,
				       c->n_rules + m->agent->n_exceptions);
	const struct rule_exception *x;
	int n = 0;

	for (int k = 0; k < c->n_rules; k++) {
		int at = 0;
		x = exception_of(m, c->rules[k].name, &at);
		add_rule(rules, &n, x ? x->rule : &c->rules[k]);
	}
	for (int at = 0; (x = exception_of(m, NULL, &at));)
		if (!has_rule(c, x->rule->name))
			add_rule(rules, &n, x->rule);
	person->rules = rules;
	person->n_rules = n;
}

static int first_employed(const struct making *m)
{
	for (int d = 0; d < m->period->days; d++)
		if (m->days[d].term)
			return d;
	return -1;
}

static void resolve_contract(struct making *m, struct person *person)
{
	const struct site *site = m->period->site;
	int d = first_employed(m);

	person->rate =
		agent_rate(m->agent, m->period->first_day, site->pay.base);
	if (d < 0)
		return;
	person->rate =
		agent_rate(m->agent, m->period->first_day + d, site->pay.base);
	resolve_rules(m, &site->contracts[m->days[d].term->contract], person);
}

static struct person person_new(struct arena *a, const struct period *p,
				int agent)
{
	struct making m = { .arena = a,
			    .period = p,
			    .agent = &p->site->agents[agent],
			    .days = arena_new(a, struct person_day, p->days),
			    .holes = arena_new(a, int, p->days) };
	struct person person = { .agent = agent, .days = m.days };

	resolve_terms(&m);
	for (int k = 0; k < p->site->n_absences; k++)
		if (p->site->absences[k].agent == agent &&
		    p->site->absences[k].approved)
			resolve_absence(&m, &p->site->absences[k]);
	for (int d = -1; d <= p->days; d++) {
		block_outside_can(&m, p->first_day + d);
		block_cannot(&m, p->first_day + d);
	}
	period_due(p, m.days, m.holes);
	if (m.n_spans > 1)
		qsort(m.spans, (size_t)m.n_spans, sizeof(*m.spans), by_start);
	person.spans = m.spans;
	person.n_spans = m.n_spans;
	person.fixed = resolve_fixed(&m);
	resolve_contract(&m, &person);
	return person;
}

static enum rc check(const struct site *site, int days,
		     const struct roster *past, const struct roster *fixed,
		     struct err *e)
{
	if (days < 1 || days > 366)
		return fail(e, RC_DATA, "a period of %d days: 1 to 366 allowed",
			    days);
	if (past && past->agents != site->n_agents)
		return fail(e, RC_DATA,
			    "past roster of %d people: the site has %d",
			    past->agents, site->n_agents);
	if (fixed && fixed->agents != site->n_agents)
		return fail(e, RC_DATA,
			    "locked roster of %d people: the site has %d",
			    fixed->agents, site->n_agents);
	return RC_OK;
}

/* Each person's own wishes, so that nobody reads those of all. */
static void hand_out_requests(struct arena *a, struct period *p)
{
	const struct site *s = p->site;
	const struct request **list =
		arena_new(a, const struct request *, s->n_requests);

	for (int k = 0; k < s->n_requests; k++)
		p->people[s->requests[k].agent].n_requests++;
	for (int i = 0; i < s->n_agents; i++) {
		p->people[i].requests = list;
		list += p->people[i].n_requests;
		p->people[i].n_requests = 0;
	}
	for (int k = 0; k < s->n_requests; k++) {
		struct person *who = &p->people[s->requests[k].agent];
		who->requests[who->n_requests++] = &s->requests[k];
	}
}

enum rc period_new(struct arena *a, const struct site *site, int first_day,
		   int days, const struct roster *past,
		   const struct roster *fixed, struct period *period,
		   struct err *e)
{
	TRY(check(site, days, past, fixed, e));
	*period = (struct period){ .site = site,
				   .grid = grid_new(a, site->zone, first_day,
						    days + 1, site->interval),
				   .first_day = first_day,
				   .days = days,
				   .past = past,
				   .fixed = fixed };
	period->people = arena_new(a, struct person, site->n_agents);
	for (int i = 0; i < site->n_agents; i++)
		period->people[i] = person_new(a, period, i);
	hand_out_requests(a, period);
	return RC_OK;
}

static int floor_mod(int a, int b)
{
	int r = a % b;

	return r < 0 ? r + b : r;
}

static struct day_range weeks_of(const struct site *site, int length, int day)
{
	int anchor = site->period_from == DATE_NONE ? 0 : site->period_from;
	int origin = site_week_begin(site, anchor);
	int from = day - floor_mod(day - origin, 7 * length);

	return (struct day_range){ from, from + 7 * length };
}

static struct day_range month_of(int day)
{
	struct civil c = date_civil(day);
	int from = day - (c.day - 1);

	return (struct day_range){ from,
				   from + date_days_in_month(c.year, c.month) };
}

struct day_range period_window(const struct period *p, enum over over,
			       int length, int day)
{
	switch (over) {
	case OVER_CALENDAR_WEEK:
		return weeks_of(p->site, length > 0 ? length : 1, day);
	case OVER_CALENDAR_MONTH: return month_of(day);
	case OVER_ROLLING: return (struct day_range){ day, day + length };
	case OVER_RUN:
	case OVER_PERIOD: break;
	}
	return (struct day_range){ p->first_day, p->first_day + p->days };
}

shift_set period_rotation(const struct period *p, const struct rule *r, int day)
{
	struct day_range w =
		period_window(p, OVER_CALENDAR_WEEK, r->length, day);

	return r->steps[(day - w.from) / 7];
}

const struct cell *period_cell(const struct period *p, const struct roster *r,
			       int agent, int day)
{
	if (day >= p->first_day)
		return roster_cell(r, agent, day);
	return p->past ? roster_cell(p->past, agent, day) : NULL;
}

const struct person_span *person_blocked(const struct person *p, int64_t start,
					 int64_t end)
{
	for (int k = 0; k < p->n_spans && p->spans[k].span.from < end; k++)
		if (p->spans[k].kind == SPAN_BLOCK &&
		    p->spans[k].span.until > start)
			return &p->spans[k];
	return NULL;
}

bool activity_asks(const struct period *p, const struct activity *a, int agent)
{
	if (a->agent >= 0 && a->agent != agent)
		return false;
	for (int d = 0; d < p->days; d++) {
		const struct agent_term *term = p->people[agent].days[d].term;

		if (p->first_day + d >= a->from &&
		    p->first_day + d < a->until && term &&
		    (a->agent >= 0 || !a->team ||
		     (term->team && !strcmp(term->team, a->team))))
			return true;
	}
	return false;
}
