/* rulebook: a tour judged; the judges of maths/rules.h stand above this. */
#include "optimise/rulebook_state.h"

enum { FAR = 400 }; /* days: beyond any run that is judged */

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
