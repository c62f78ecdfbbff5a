#include "optimise/rulebook.h"

#include "base/date.h"
#include "optimise/rulebook_state.h"

static bool kind_counts(const struct rulebook *b, const struct line *l, int d)
{
	if (d >= -PLAN_PAST)
		return l->counts[PLAN_PAST + d];
	return l->rule->days == DAYS_ALL ||
	       (l->rule->days &
		site_day_kind(b->plan->period->site, b->first_day + d));
}

static int contract_day(const struct rulebook *b, int d)
{
	const struct site *s = b->plan->period->site;
	const struct agent_term *term =
		agent_term(&s->agents[b->worker->agent], b->first_day + d);

	return term ? s->contracts[term->contract].day_minutes : 0;
}

static bool is_credited(const struct rulebook *b, int d)
{
	const struct site *s = b->plan->period->site;
	int type = d >= 0	     ? b->worker->who->days[d].absence
		   : d >= -PLAN_PAST ? b->worker->past[PLAN_PAST + d].absence
				     : older(b, d)->absence;

	return type >= 0 && s->absence_types[type].credit != CREDIT_NONE;
}

/* What absence in a window stands for when a minimum is asked. */
static int stand_in(const struct rulebook *b, const struct line *l, int d)
{
	if (!is_absent(b, d) || !kind_counts(b, l, d))
		return 0;
	if (l->rule->count != COUNT_MINUTES)
		return 1;
	return covers_all(l) && is_credited(b, d) ? 0 : contract_day(b, d);
}

/* What a day before the period counts. */
static int past_value(const struct rulebook *b, const struct line *l, int d)
{
	const struct cell *c = older(b, d);
	const struct rule *r = l->rule;
	bool minutes = r->count == COUNT_MINUTES;
	int value;

	if (d >= -PLAN_PAST)
		return value_of(l, &b->worker->past[PLAN_PAST + d], d);
	if (!c)
		return 0;
	value = minutes && covers_all(l) ? c->credit : 0;
	if (c->kind != CELL_DUTY || !kind_counts(b, l, d) ||
	    (r->shifts != ~(shift_set)0 &&
	     (c->duty.shift < 0 || !(r->shifts >> c->duty.shift & 1))))
		return value;
	return value + (minutes ? c->duty.paid : 1);
}

/* [from, until) in days of the period. */
static void add_sum(const struct rulebook *b, struct line *l, int from,
		    int until)
{
	struct sum *s = &l->sums[l->n_sums++];
	int known = 0, stands = 0;

	*s = (struct sum){ from > 0 ? from : 0,
			   until < b->days ? until : b->days,
			   { from, until },
			   false,
			   0,
			   0,
			   l->rule->max };
	for (int d = from; d < until; d++) {
		known += is_known(b, d);
		stands += stand_in(b, l, d);
		if (d < 0)
			s->base += past_value(b, l, d);
	}
	if (l->rule->over != OVER_ROLLING)
		s->min = (int)((int64_t)l->rule->min * known / (until - from)) -
			 stands;
	else if (known == until - from)
		s->min = l->rule->min - stands;
	s->sure = known == until - from;
	if (s->base > s->max)
		s->max = s->base;
}

static void add_sums(struct arena *a, const struct rulebook *b, struct line *l)
{
	const struct rule *r = l->rule;
	enum over over = r->over == OVER_RUN ? OVER_PERIOD : r->over;

	l->sums = arena_new(a, struct sum, b->days);
	for (int d = 0; d < b->days;) {
		if (over == OVER_ROLLING) {
			add_sum(b, l, d - r->length + 1, d + 1);
			d++;
			continue;
		}
		struct day_range w = period_window(b->plan->period, over,
						   r->length, b->first_day + d);
		add_sum(b, l, w.from - b->first_day, w.until - b->first_day);
		d = w.until - b->first_day;
	}
}

static bool in_weekend(const struct rulebook *b, int d)
{
	return (b->plan->period->site->weekend >>
		date_weekday(b->first_day + d)) &
	       1;
}

static struct weekend weekend_from(const struct rulebook *b,
				   const struct line *l, int d)
{
	struct weekend w = { .from = d, .until = d, .known = true };
	bool whole = l->rule->over != OVER_RUN && l->rule->over != OVER_PERIOD;

	for (; in_weekend(b, w.until) && w.until < d + 7; w.until++) {
		if (w.until >= b->days && !whole)
			break;
		w.known = w.known && is_known(b, w.until);
		w.absent = w.absent || is_absent(b, w.until);
		if (w.until < 0 &&
		    counts(l, &b->worker->past[PLAN_PAST + w.until], w.until))
			w.before = true;
	}
	return w;
}

/* Weekends of the past and the period; the period's own windows see only
 * their days in it. */
static void add_weekends(struct arena *a, const struct rulebook *b,
			 struct line *l)
{
	bool whole = l->rule->over != OVER_RUN && l->rule->over != OVER_PERIOD;
	int first = whole ? -PLAN_PAST + 7 : 0;

	int end = b->days;

	for (int k = 0; k < l->n_sums && whole; k++)
		if (l->sums[k].all.until > end)
			end = l->sums[k].all.until;
	l->weekends = arena_new(a, struct weekend, end + PLAN_PAST);
	for (int d = first; d < end; d++)
		if (in_weekend(b, d) && (d == first || !in_weekend(b, d - 1)))
			l->weekends[l->n_weekends++] = weekend_from(b, l, d);
	for (int k = 0; k < l->n_weekends; k++)
		if (l->weekends[k].until > b->days)
			l->weekends[k].until = b->days;
}

static void add_line(struct arena *a, struct rulebook *b, const struct rule *r)
{
	struct line *l = &b->lines[b->n++];

	l->rule = r;
	l->counts = arena_new(a, bool, PLAN_PAST + b->days);
	for (int d = -PLAN_PAST; d < b->days; d++)
		l->counts[PLAN_PAST + d] =
			r->days == DAYS_ALL ||
			(r->days & site_day_kind(b->plan->period->site,
						 b->first_day + d));
	switch (r->count) {
	case COUNT_DAYS:
	case COUNT_MINUTES: add_sums(a, b, l); break;
	case COUNT_WEEKENDS:
		add_sums(a, b, l);
		add_weekends(a, b, l);
		for (int k = 0; k < l->n_sums; k++)
			if (l->sums[k].all.from < -PLAN_PAST + 7)
				b->whole = false;
		break;
	case COUNT_REST:
		if (r->strength == RULE_HARD && r->shifts == ~(shift_set)0 &&
		    r->min > b->rest)
			b->rest = r->min;
		break;
	case COUNT_RUN:
	case COUNT_RUN_OFF:
		if (r->over != OVER_RUN)
			b->whole = false;
		break;
	case COUNT_FOLLOWS:
		if (r->max != 0)
			b->whole = false;
		break;
	case COUNT_TOGETHER: break; /* of the room */
	case COUNT_ROTATION:	    /* no menu has others */
		if (r->strength != RULE_HARD)
			b->whole = false;
		break;
	default: b->whole = false;
	}
}

static void note_days(struct arena *a, struct rulebook *b)
{
	bool *unknown = arena_new(a, bool, b->days);
	bool *absent = arena_new(a, bool, b->days);

	for (int d = 0; d < b->days; d++) {
		unknown[d] = b->worker->menu[d].without == CELL_NONE &&
			     b->worker->menu[d].may_off;
		absent[d] = b->worker->menu[d].without == CELL_ABSENT &&
			    b->worker->menu[d].may_off;
	}
	b->unknown = unknown;
	b->absent = absent;
}

struct rulebook *rulebook_new(struct arena *a, const struct plan *p,
			      const struct worker *w)
{
	struct rulebook *b = arena_new(a, struct rulebook, 1);

	b->plan = p;
	b->worker = w;
	b->first_day = p->period->first_day;
	b->days = p->days;
	b->whole = true;
	b->lines = arena_new(a, struct line, w->who->n_rules);
	note_days(a, b);
	for (int k = 0; k < w->who->n_rules; k++) {
		const struct rule *r = &w->who->rules[k];
		if (r->strength == RULE_OFF)
			continue;
		if (plan_waives(p, w, r))
			b->whole = false;
		else
			add_line(a, b, r);
	}
	return b;
}

const struct rulebook_window *rulebook_windows(struct arena *a,
					       const struct rulebook *b,
					       const struct rule *r, int *n)
{
	struct rulebook_window *list = NULL;

	*n = 0;
	for (int k = 0; k < b->n; k++) {
		const struct line *l = &b->lines[k];
		if (l->rule != r)
			continue;
		list = arena_new(a, struct rulebook_window, l->n_sums);
		for (; *n < l->n_sums; ++*n) {
			const struct sum *s = &l->sums[*n];
			list[*n] = (struct rulebook_window){ s->from, s->until,
							     s->base, s->min,
							     s->max };
		}
	}
	return list;
}

/* Weekends of a window, those worked before the period in base.  Absence on
 * one that is not worked lowers the least, which cannot be told before. */
static struct rulebook_weekends
weekends_in(struct arena *a, const struct line *l, const struct sum *s)
{
	struct rulebook_weekends w = {
		.list = arena_new(a, struct rulebook_weekend, l->n_weekends),
		.max = l->rule->max
	};
	int all = 0, known = 0, absent = 0;

	for (int k = 0; k < l->n_weekends; k++) {
		const struct weekend *e = &l->weekends[k];
		if (e->from < s->all.from || e->from >= s->all.until)
			continue;
		all++;
		known += e->known;
		absent += e->absent;
		w.base += e->before;
		if (!e->before && e->until > 0)
			w.list[w.n++] = (struct rulebook_weekend){
				e->from > 0 ? e->from : 0, e->until
			};
	}
	if (all > 0 && (l->rule->over != OVER_ROLLING || s->sure))
		w.min = l->rule->min * known / all - absent;
	if (w.base > w.max)
		w.max = w.base;
	return w;
}

const struct rulebook_weekends *rulebook_weekends(struct arena *a,
						  const struct rulebook *b,
						  const struct rule *r, int *n)
{
	struct rulebook_weekends *list = NULL;

	*n = 0;
	for (int k = 0; k < b->n; k++) {
		const struct line *l = &b->lines[k];
		if (l->rule != r)
			continue;
		list = arena_new(a, struct rulebook_weekends, l->n_sums);
		for (; *n < l->n_sums; ++*n)
			list[*n] = weekends_in(a, l, &l->sums[*n]);
	}
	return list;
}

bool rulebook_is_whole(const struct rulebook *b)
{
	return b->whole;
}

int rulebook_rest(const struct rulebook *b)
{
	return b->rest;
}
