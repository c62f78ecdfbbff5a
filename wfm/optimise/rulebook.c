#include "optimise/rulebook.h"

#include <string.h>

#include "base/date.h"

enum { FAR = 400 }; /* days: beyond any run that is judged */

struct span_days { /* [from, until) in days of the period, any sign */
	int from, until;
};

struct sum {		 /* a window: base + what days [from, until) count */
	int from, until; /* days of the period */
	struct span_days all; /* the whole window */
	bool sure;	      /* all its days are known */
	int base;
	int min, max;
};

struct weekend {
	int from, until;    /* days of the period, may begin in the past */
	bool known, absent; /* all days are; some day is */
	bool before;	    /* worked in the past */
};

struct line { /* a rule made ready */
	const struct rule *rule;
	struct sum *sums; /* [n_sums] */
	int n_sums;
	struct weekend *weekends; /* [n_weekends] */
	int n_weekends;
	bool *counts; /* [PLAN_PAST + days] the day's kind is in rule.days */
};

struct rulebook {
	const struct plan *plan;
	const struct worker *worker;
	struct line *lines; /* [n] */
	int n;
	bool whole;
	int first_day, days;
	int rest; /* least hard rest between duties of any kind, minutes */
	const bool *unknown; /* [days] not employed */
	const bool *absent;  /* [days] */
};

/* ---- what a day is ---- */

/* A day before those that the worker remembers. */
static const struct cell *older(const struct rulebook *b, int d)
{
	const struct period *p = b->plan->period;

	return d < -PLAN_PAST && b->worker->has_past
		       ? roster_cell(p->past, b->worker->agent,
				     b->first_day + d)
		       : NULL;
}

static bool is_known(const struct rulebook *b, int d)
{
	if (d >= b->days)
		return false;
	if (d < -PLAN_PAST) {
		const struct cell *c = older(b, d);
		return c && c->kind != CELL_NONE;
	}
	if (d < 0)
		return b->worker->past[PLAN_PAST + d].known;
	return !b->unknown[d];
}

static bool is_absent(const struct rulebook *b, int d)
{
	if (!is_known(b, d))
		return false;
	if (d < -PLAN_PAST)
		return older(b, d)->kind == CELL_ABSENT;
	return d < 0 ? b->worker->past[PLAN_PAST + d].absent : b->absent[d];
}

static bool kind_counts(const struct rulebook *b, const struct line *l, int d)
{
	if (d >= -PLAN_PAST)
		return l->counts[PLAN_PAST + d];
	return l->rule->days == DAYS_ALL ||
	       (l->rule->days &
		site_day_kind(b->plan->period->site, b->first_day + d));
}

static bool counts(const struct line *l, const struct day_work *day, int d)
{
	if (!day->worked || !l->counts[PLAN_PAST + d])
		return false;
	return l->rule->shifts == ~(shift_set)0 ||
	       (day->shift >= 0 && (l->rule->shifts >> day->shift & 1));
}

/* ---- making ---- */

static bool covers_all(const struct line *l)
{
	return l->rule->shifts == ~(shift_set)0 && l->rule->days == DAYS_ALL;
}

static int value_of(const struct line *l, const struct day_work *day, int d)
{
	int value = 0;

	if (l->rule->count == COUNT_MINUTES && covers_all(l))
		value += day->credit;
	if (!counts(l, day, d))
		return value;
	return value + (l->rule->count == COUNT_MINUTES ? day->paid : 1);
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

static bool weekend_worked(const struct line *l, const struct weekend *w,
			   const struct day_work *days)
{
	for (int d = w->from; d < w->until; d++)
		if (counts(l, &days[d], d))
			return true;
	return false;
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

/* ---- judging ---- */

static void breach(struct verdict *v, const struct rule *r, double amount)
{
	if (amount <= 0)
		return;
	if (r->strength == RULE_HARD)
		v->hard += amount;
	else
		v->price += amount * r->price;
}

static void judge_bounds(struct verdict *v, const struct rule *r,
			 const struct sum *s, int value)
{
	double unit = r->count == COUNT_MINUTES ? 60 : 1;

	if (value > s->max)
		breach(v, r, (value - s->max) / unit);
	if (value < s->min)
		breach(v, r, (s->min - value) / unit);
}

static void judge_sums(const struct line *l, const struct day_work *days,
		       struct verdict *v)
{
	for (int k = 0; k < l->n_sums; k++) {
		const struct sum *s = &l->sums[k];
		int value = s->base;
		for (int d = s->from; d < s->until; d++)
			value += value_of(l, &days[d], d);
		judge_bounds(v, l->rule, s, value);
	}
}

static void judge_weekends(const struct line *l, const struct day_work *days,
			   struct verdict *v)
{
	for (int k = 0; k < l->n_sums; k++) {
		const struct sum *s = &l->sums[k];
		struct sum found = { .max = l->rule->max };
		int value = 0, before = 0, all = 0, known = 0, stands = 0;
		for (int w = 0; w < l->n_weekends; w++) {
			const struct weekend *e = &l->weekends[w];
			if (e->from < s->all.from || e->from >= s->all.until)
				continue;
			bool worked = weekend_worked(l, e, days);
			value += worked;
			before += e->before;
			all++;
			known += e->known;
			stands += e->absent && !worked;
		}
		if (all > 0 && (l->rule->over != OVER_ROLLING || s->sure))
			found.min = l->rule->min * known / all - stands;
		if (before > found.max)
			found.max = before;
		judge_bounds(v, l->rule, &found, value);
	}
}

/* What a day is to a run: part of it, its end, or its unknown end. */
enum run_day { RUN_GOES, RUN_ENDS, RUN_UNSURE };

static enum run_day run_day(const struct rulebook *b, const struct line *l,
			    const struct day_work *days, int d)
{
	if (!is_known(b, d))
		return RUN_UNSURE;
	if (l->rule->count == COUNT_RUN_OFF)
		return days[d].worked ? RUN_ENDS : RUN_GOES;
	if (is_absent(b, d))
		return RUN_UNSURE;
	return counts(l, &days[d], d) ? RUN_GOES : RUN_ENDS;
}

/* The next day a run could have; RUN skips days of other kinds. */
static int next_day(const struct rulebook *b, const struct line *l, int d,
		    int step)
{
	do
		d += step;
	while (d >= -PLAN_PAST && d < b->days && l->rule->count == COUNT_RUN &&
	       !l->counts[PLAN_PAST + d]);
	return d;
}

/* A maximal run that holds day d: its bounds are judged, once. */
static int judge_run(const struct rulebook *b, const struct line *l,
		     const struct day_work *days, int d, struct verdict *v)
{
	bool sure = true, away = false;
	int length = 0, past = 0, at = d;
	enum run_day kind;

	for (at = d; (kind = run_day(b, l, days, at)) == RUN_GOES;
	     at = next_day(b, l, at, -1)) {
		length++;
		past += at < 0;
		away = away || is_absent(b, at);
	}
	sure = kind == RUN_ENDS;
	for (at = next_day(b, l, d, 1);
	     (kind = run_day(b, l, days, at)) == RUN_GOES;
	     at = next_day(b, l, at, 1)) {
		length++;
		past += at < 0;
		away = away || is_absent(b, at);
	}
	sure = sure && kind == RUN_ENDS;
	if (l->rule->count == COUNT_RUN_OFF && away)
		return at;
	int held = past > l->rule->max ? past : l->rule->max;
	breach(v, l->rule, length - held);
	if (sure)
		breach(v, l->rule, l->rule->min - length);
	return at;
}

static void judge_runs(const struct rulebook *b, const struct line *l,
		       const struct day_work *days, struct verdict *v)
{
	int d = -1;

	if (!l->counts[PLAN_PAST + d] && l->rule->count == COUNT_RUN)
		d = next_day(b, l, d, -1);
	if (d < -PLAN_PAST)
		d = next_day(b, l, -1, 1);
	while (d < b->days) {
		if (run_day(b, l, days, d) == RUN_GOES)
			d = judge_run(b, l, days, d, v);
		else
			d = next_day(b, l, d, 1);
	}
}

/* From each duty to the next. */
static void judge_pairs(const struct rulebook *b, const struct line *l,
			const struct day_work *days, struct verdict *v)
{
	const struct rule *r = l->rule;
	int last = -1;

	while (last >= -PLAN_PAST && !days[last].worked)
		last--;
	if (last < -PLAN_PAST)
		last = -FAR;
	for (int d = 0; d < b->days; d++) {
		if (!days[d].worked)
			continue;
		if (last > -FAR && r->count == COUNT_REST &&
		    counts(l, &days[last], last)) {
			int64_t rest = (days[d].from - days[last].until) / 60;
			breach(v, r, (double)(r->min - rest) / 60);
		}
		if (r->count == COUNT_FOLLOWS && last == d - 1 &&
		    counts(l, &days[last], last) && days[d].shift >= 0 &&
		    (r->then >> days[d].shift & 1))
			breach(v, r, 1);
		last = d;
	}
}

static void judge_hours(const struct rulebook *b, const struct day_work *days,
			struct verdict *v)
{
	for (int k = 0; k < b->worker->n_hours; k++) {
		const struct hours *h = &b->worker->hours[k];
		int minutes = h->credit;
		for (int d = h->from; d < h->until; d++)
			minutes += days[d].worked ? days[d].paid : 0;
		if (minutes < h->min)
			v->hard += (h->min - minutes) / 60.0;
		if (minutes > h->max)
			v->hard += (minutes - h->max) / 60.0;
	}
}

/* Paid before the period in the week that begins then. */
static int paid_before(const struct worker *w, int begin)
{
	int minutes = 0;

	for (int d = begin; d < 0; d++) {
		const struct day_work *day = &w->past[PLAN_PAST + d];
		minutes += day->worked ? day->paid : day->credit;
	}
	return minutes;
}

/* More overtime than may be planned in a week, hours. */
static double too_long(const struct rulebook *b, int begin, int minutes)
{
	const struct pay *pay = &b->plan->period->site->pay;
	int before = paid_before(b->worker, begin);
	int most = pay->overtime_after + pay->overtime_max;

	if (pay->overtime_max <= 0)
		return 0;
	if (before > most)
		most = before;
	return before + minutes > most ? (before + minutes - most) / 60.0 : 0;
}

/* The last hours of a week are overtime. */
static void judge_overtime(const struct rulebook *b,
			   const struct day_work *days, struct verdict *v)
{
	const struct site *s = b->plan->period->site;
	int begin = period_window(b->plan->period, OVER_CALENDAR_WEEK, 1,
				  b->first_day)
			    .from -
		    b->first_day;

	if (s->pay.overtime_after <= 0)
		return;
	for (; begin < b->days; begin += 7) {
		int over = -s->pay.overtime_after;
		int from = begin > 0 ? begin : 0;
		int until = begin + 7 < b->days ? begin + 7 : b->days;
		for (int d = from; d < until; d++)
			over += days[d].worked ? days[d].paid : days[d].credit;
		v->hard += too_long(b, begin, over + s->pay.overtime_after);
		for (int d = until - 1; d >= from && over > 0; d--) {
			if (!days[d].worked)
				continue;
			int part = over < days[d].paid ? over : days[d].paid;
			v->price += part / 60.0 * b->worker->menu[d].rate *
				    s->pay.overtime_add;
			over -= part;
		}
	}
}

double rulebook_overtime(const struct rulebook *b, const struct day_work *days)
{
	struct verdict v = { 0, 0 };

	judge_overtime(b, days, &v);
	return v.price;
}

int rulebook_rest(const struct rulebook *b)
{
	return b->rest;
}

bool rulebook_rests(const struct rulebook *b, const struct day_work *days,
		    int d)
{
	if (!days[d].worked)
		return true;
	if (days[d - 1].worked &&
	    days[d].from - days[d - 1].until < (int64_t)b->rest * 60)
		return false;
	return d + 1 >= b->days || !days[d + 1].worked ||
	       days[d + 1].from - days[d].until >= (int64_t)b->rest * 60;
}

static void judge_overlap(const struct rulebook *b, const struct day_work *days,
			  struct verdict *v)
{
	for (int d = 0; d < b->days; d++)
		if (days[d].worked && days[d - 1].worked &&
		    days[d].from < days[d - 1].until)
			v->hard += 1;
}

struct verdict rulebook_judge(const struct rulebook *b,
			      const struct day_work *days)
{
	struct verdict v = { 0, 0 };

	judge_overlap(b, days, &v);
	judge_hours(b, days, &v);
	judge_overtime(b, days, &v);
	for (int k = 0; k < b->n; k++) {
		const struct line *l = &b->lines[k];
		switch (l->rule->count) {
		case COUNT_DAYS:
		case COUNT_MINUTES: judge_sums(l, days, &v); break;
		case COUNT_WEEKENDS: judge_weekends(l, days, &v); break;
		case COUNT_RUN:
		case COUNT_RUN_OFF:
			if (l->rule->over == OVER_RUN)
				judge_runs(b, l, days, &v);
			break;
		case COUNT_REST:
		case COUNT_FOLLOWS: judge_pairs(b, l, days, &v); break;
		default: break;
		}
	}
	return v;
}
