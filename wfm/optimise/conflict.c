#include "optimise/conflict.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "base/random.h"
#include "maths/rules.h"
#include "optimise/pricing.h"
#include "optimise/rulebook.h"

enum { TRIES = 200 }; /* tours that are looked at */

/* One thing that binds a worker. */
struct reason {
	enum { REASON_HOURS, REASON_RULE, REASON_DAY } kind;
	int at; /* rule's or day's number */
	struct place place;
	const char *text;
	bool kept;
};

struct filter {
	struct arena *arena; /* the answer's */
	struct arena *work;
	const struct plan *plan;
	const struct worker *worker;
	struct reason *reasons; /* [n] */
	int n, room;
};

/* ---- reasons ---- */

static void add_reason(struct filter *f, struct reason r)
{
	r.kept = true;
	f->reasons = arena_grow(f->arena, f->reasons, f->n, &f->room,
				sizeof(*f->reasons));
	f->reasons[f->n++] = r;
}

static const char *clock_text(struct filter *f, int64_t utc)
{
	struct wall w = zone_wall(f->plan->period->site->zone, utc);

	return arena_printf(f->arena, "%02d:%02d", w.seconds / 3600,
			    w.seconds / 60 % 60);
}

static const char *day_text(struct filter *f, int d)
{
	int day = f->plan->period->first_day + d;
	char date[11];

	return arena_printf(f->arena, "%s %s",
			    date_weekday_key(date_weekday(day)),
			    date_format(day, date));
}

static const char *hours_text(struct filter *f, int minutes)
{
	if (minutes % 60 == 0)
		return arena_printf(f->arena, "%d h", minutes / 60);
	return arena_printf(f->arena, "%d h %02d", minutes / 60, minutes % 60);
}

static void add_hours(struct filter *f)
{
	const struct worker *w = f->worker;
	struct reason r = { .kind = REASON_HOURS };

	if (w->n_hours == 0)
		return;
	for (int d = 0; d < f->plan->days && !r.place.file; d++)
		if (w->who->days[d].term)
			r.place = w->who->days[d].term->place;
	r.text = arena_printf(f->arena, "contract hours: %s to %s",
			      hours_text(f, w->hours[0].min),
			      w->hours[0].max >= RULE_NO_MAX
				      ? "any"
				      : hours_text(f, w->hours[0].max));
	add_reason(f, r);
}

static bool in_minutes(enum count count)
{
	switch (count) {
	case COUNT_REST:
	case COUNT_REST_AFTER:
	case COUNT_LONG_REST:
	case COUNT_MINUTES:
	case COUNT_CLOCK_MINUTES:
	case COUNT_START_SPREAD:
	case COUNT_START_CHANGE: return true;
	default: return false;
	}
}

static const char *rule_text(struct filter *f, const struct rule *r)
{
	bool minutes = in_minutes(r->count);
	const char *name = text_quote(f->arena, r->name);

	if (r->max >= RULE_NO_MAX)
		return minutes ? arena_printf(f->arena,
					      "rule \"%s\": at least %s", name,
					      hours_text(f, r->min))
			       : arena_printf(f->arena,
					      "rule \"%s\": at least %d", name,
					      r->min);
	if (r->min <= 0)
		return arena_printf(f->arena, "rule \"%s\": at most %d", name,
				    r->max);
	return arena_printf(f->arena, "rule \"%s\": %d to %d", name, r->min,
			    r->max);
}

static void add_rules(struct filter *f)
{
	const struct person *who = f->worker->who;

	for (int k = 0; k < who->n_rules; k++)
		if (who->rules[k].strength == RULE_HARD)
			add_reason(f, (struct reason){
					      .kind = REASON_RULE,
					      .at = k,
					      .place = who->rules[k].place,
					      .text = rule_text(
						      f, &who->rules[k]) });
}

static const struct person_span *span_on(const struct filter *f, int d)
{
	const struct person *who = f->worker->who;
	const struct grid *g = &f->plan->period->grid;
	int64_t from = grid_time(g, g->day_begin[d]);
	int64_t until = grid_time(g, g->day_begin[d + 1]);

	for (int k = 0; k < who->n_spans; k++)
		if (who->spans[k].kind == SPAN_BLOCK &&
		    who->spans[k].span.from < until &&
		    who->spans[k].span.until > from)
			return &who->spans[k];
	return NULL;
}

static struct reason locked_day(struct filter *f, int d,
				const struct cell *cell)
{
	struct reason r = { .kind = REASON_DAY, .at = d, .place = cell->place };

	if (cell->kind == CELL_DUTY)
		r.text = arena_printf(f->arena, "%s: locked duty %s to %s",
				      day_text(f, d),
				      clock_text(f, cell->duty.start),
				      clock_text(f, cell->duty.end));
	else
		r.text = arena_printf(f->arena, "%s: locked without a duty",
				      day_text(f, d));
	return r;
}

static struct reason fixed_day(struct filter *f, int d,
			       const struct availability *fixed)
{
	return (struct reason){
		.kind = REASON_DAY,
		.at = d,
		.place = fixed->place,
		.text = arena_printf(
			f->arena, "%s: fixed duty %02d:%02d to %02d:%02d%s",
			day_text(f, d), fixed->window.from / 60,
			fixed->window.from % 60, fixed->window.until / 60 % 24,
			fixed->window.until % 60,
			f->worker->menu[d].n == 0 ? ", which no open shift has"
						  : "")
	};
}

/* What keeps a day from being open to every duty of the contract. */
static void add_day(struct filter *f, int d)
{
	const struct menu *m = &f->worker->menu[d];
	const struct person_day *day = &f->worker->who->days[d];
	const struct person_span *span = span_on(f, d);

	if (!day->term)
		return;
	if (m->locked)
		add_reason(f, locked_day(f, d, m->locked));
	else if (day->absence >= 0)
		add_reason(f, (struct reason){ .kind = REASON_DAY,
					       .at = d,
					       .place = day->absence_place,
					       .text = arena_printf(
						       f->arena, "%s: absent",
						       day_text(f, d)) });
	else if (f->worker->who->fixed[d])
		add_reason(f, fixed_day(f, d, f->worker->who->fixed[d]));
	else if (span)
		add_reason(f, (struct reason){
				      .kind = REASON_DAY,
				      .at = d,
				      .place = span->place,
				      .text = arena_printf(f->arena,
							   "%s: not available "
							   "all day",
							   day_text(f, d)) });
}

/* ---- is there a tour when only the kept reasons bind? ---- */

static struct menu open_menu(struct filter *f, int d)
{
	const struct plan *p = f->plan;
	const struct agent_term *term = f->worker->who->days[d].term;
	struct menu m = { .may_off = true, .without = CELL_OFF };
	int from = p->day_options[d], until = p->day_options[d + 1];
	struct choice *list = arena_new(f->work, struct choice, until - from);
	shift_set shifts = p->period->site->contracts[term->contract].shifts;

	for (int o = from; o < until; o++)
		if (shifts >> p->options[o].shift & 1)
			list[m.n++] =
				(struct choice){ .option = o, .kind = -1 };
	m.list = list;
	return m;
}

/* The worker, bound by what is kept alone. */
static struct worker bound_worker(struct filter *f, struct person *who)
{
	struct worker w = *f->worker;
	struct rule *rules = arena_new(f->work, struct rule, who->n_rules);
	int n = 0;

	w.menu = arena_copy(f->work, w.menu, (size_t)f->plan->days,
			    sizeof(*w.menu));
	*who = *f->worker->who;
	for (int k = 0; k < f->n; k++) {
		const struct reason *r = &f->reasons[k];
		if (r->kept && r->kind == REASON_RULE)
			rules[n++] = who->rules[r->at];
		else if (!r->kept && r->kind == REASON_HOURS)
			w.n_hours = 0;
		else if (!r->kept && r->kind == REASON_DAY)
			w.menu[r->at] = open_menu(f, r->at);
	}
	who->rules = rules;
	who->n_rules = n;
	w.who = who;
	return w;
}

/* A worker's days, priced at random. */
struct search {
	struct filter *filter;
	const struct worker *worker;
	struct period period; /* its person bound by what is kept alone */
	struct pricer *pricer;
	struct pricing_space *space;
	double **cost; /* [days][menu.n] */
	double *off;   /* [days] */
	int16_t *pick; /* [days] */
};

static bool found_any(struct search *x)
{
	return pricer_best(x->pricer, x->space, (const double *const *)x->cost,
			   x->off, x->pick, NULL) < HUGE_VAL;
}

static struct cell cell_of_pick(struct search *x, int d)
{
	const struct plan *p = x->filter->plan;
	const struct menu *m = &x->worker->menu[d];
	struct cell cell = { .kind = m->without, .absence = -1 };
	int16_t at[DUTY_PAUSES];

	if (m->without == CELL_ABSENT)
		cell.absence = x->worker->who->days[d].absence;
	if (x->pick[d] == DUTY_OFF)
		return cell;
	const struct option *o = plan_option(p, &m->list[x->pick[d]]);
	duty_value(o, NULL, 0, at);
	cell.kind = CELL_DUTY;
	cell.duty = duty_made(x->filter->work, p->period, &p->ticks, o,
			      x->worker->who, at);
	return cell;
}

/* Rules that pricing does not know have the judge's word. */
static bool keeps_rules(struct search *x)
{
	const struct plan *p = x->filter->plan;
	int agent = x->worker->agent, first = p->period->first_day;
	struct roster r =
		roster_new(x->filter->work, first, p->days, p->n_workers);

	for (int d = 0; d < p->days; d++)
		*roster_cell(&r, agent, first + d) = cell_of_pick(x, d);
	struct breaches b =
		rules_judge_person(x->filter->work, &x->period, &r, agent);
	for (int k = 0; k < b.n; k++)
		if (b.list[k].rule && b.list[k].hard && !b.list[k].waived)
			return false;
	return true;
}

static void draw_prices(struct search *x, struct random *random)
{
	for (int d = 0; d < x->filter->plan->days; d++) {
		x->off[d] = random_uniform(random);
		for (int k = 0; k < x->worker->menu[d].n; k++)
			x->cost[d][k] = random_uniform(random);
	}
}

/* Where pricing leaves rules out this looks at some tours only: a set of
 * reasons may then be larger than it must be, never too small. */
static bool search_tour(struct search *x)
{
	struct filter *f = x->filter;
	struct random random = random_stream(7, (uint64_t)x->worker->agent);

	if (!found_any(x))
		return false;
	if (rulebook_is_whole(rulebook_new(f->work, f->plan, x->worker)))
		return true;
	for (int k = 0; k < TRIES; k++) {
		if (keeps_rules(x))
			return true;
		draw_prices(x, &random);
		if (!found_any(x))
			return false;
	}
	return false;
}

static bool has_tour(struct filter *f)
{
	const struct plan *p = f->plan;
	struct person who = *f->worker->who;
	struct worker w = bound_worker(f, &who);
	struct search x = { .filter = f,
			    .worker = &w,
			    .period = *p->period,
			    .pricer = pricer_new(f->work, p, &w),
			    .space = pricing_space_new(),
			    .cost = arena_new(f->work, double *, p->days),
			    .off = arena_new(f->work, double, p->days),
			    .pick = arena_new(f->work, int16_t, p->days) };

	x.period.people = arena_copy(f->work, p->period->people,
				     (size_t)p->period->site->n_agents,
				     sizeof(*x.period.people));
	x.period.people[w.agent] = who;
	for (int d = 0; d < p->days; d++)
		x.cost[d] = arena_new(f->work, double, w.menu[d].n);
	bool found = search_tour(&x);
	pricing_space_close(x.space);
	arena_empty(f->work);
	return found;
}

/* ---- the answer ---- */

static struct schedule_conflict *new_conflict(struct arena *a,
					      struct schedule_result *result)
{
	struct schedule_conflict *list =
		arena_new(a, struct schedule_conflict, result->n_conflicts + 1);

	if (result->n_conflicts > 0)
		memcpy(list, result->conflicts,
		       (size_t)result->n_conflicts * sizeof(*list));
	result->conflicts = list;
	return &list[result->n_conflicts++];
}

static void tell(struct filter *f, struct schedule_conflict *c)
{
	const char **texts = arena_new(f->arena, const char *, f->n + 1);
	struct place *places = arena_new(f->arena, struct place, f->n + 1);

	c->agent = f->worker->agent;
	c->day = f->plan->period->first_day;
	for (int k = f->n - 1; k >= 0; k--)
		if (f->reasons[k].kept && f->reasons[k].kind == REASON_DAY)
			c->day = f->plan->period->first_day + f->reasons[k].at;
	for (int k = 0; k < f->n; k++) {
		if (!f->reasons[k].kept)
			continue;
		texts[c->n] = f->reasons[k].text;
		places[c->n++] = f->reasons[k].place;
	}
	c->reasons = texts;
	c->places = places;
}

void conflict_name(struct arena *a, const struct plan *p, int worker,
		   struct schedule_result *result)
{
	struct filter f = { .arena = a,
			    .work = arena_open(),
			    .plan = p,
			    .worker = &p->workers[worker] };

	add_hours(&f);
	add_rules(&f);
	for (int d = 0; d < p->days; d++)
		add_day(&f, d);
	bool contradicts = !has_tour(&f);
	for (int k = 0; contradicts && k < f.n; k++) {
		f.reasons[k].kept = false;
		f.reasons[k].kept = has_tour(&f);
	}
	tell(&f, new_conflict(a, result));
	arena_close(f.work);
}
