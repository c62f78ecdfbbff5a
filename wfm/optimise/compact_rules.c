#include "optimise/compact_state.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "optimise/pricing_state.h"
#include "optimise/rulebook.h"

/* One person's rules as rows. */
struct person_rules {
	struct writing *w;
	const struct plan *plan;
	const struct worker *worker;
	const struct rulebook *book;
	int i;
};

static int first_day(const struct person_rules *x)
{
	return x->plan->period->first_day;
}

/* A row "sum <= most", or with a slack that has the rule's price. */
static int most_row(struct person_rules *x, const struct rule *r, double most,
		    double unit)
{
	int row = writing_row(x->w, -HUGE_VAL, most);

	if (r && r->strength == RULE_SOFT)
		writing_term(
			x->w, row,
			writing_column(x->w, r->price / unit, HUGE_VAL, NULL),
			-1);
	return row;
}

static int least_row(struct person_rules *x, const struct rule *r, double least,
		     double unit)
{
	int row = writing_row(x->w, least, HUGE_VAL);

	if (r && r->strength == RULE_SOFT)
		writing_term(
			x->w, row,
			writing_column(x->w, r->price / unit, HUGE_VAL, NULL),
			1);
	return row;
}

/* ---- sums ---- */

/* Minutes of the duties, or how many of them a rule counts. */
static void add_counted(struct person_rules *x, int row, const struct rule *r,
			int from, int until, bool minutes)
{
	for (int d = from; d < until; d++) {
		const struct menu *m = &x->worker->menu[d];
		const int *duty = writing_day(x->w, x->i, d);
		for (int k = 0; k < m->n; k++) {
			const struct option *o =
				plan_option(x->plan, &m->list[k]);
			if (!r || pricing_counts(x->plan, r, o->shift,
						 first_day(x) + d))
				writing_term(x->w, row, duty[k],
					     minutes ? o->paid : 1);
		}
	}
}

static void write_hours(struct person_rules *x)
{
	for (int k = 0; k < x->worker->n_hours; k++) {
		const struct hours *h = &x->worker->hours[k];
		int row = writing_row(
			x->w, h->min - h->credit,
			h->max >= RULE_NO_MAX ? HUGE_VAL : h->max - h->credit);
		add_counted(x, row, NULL, h->from, h->until, true);
	}
}

static int credit_in(const struct person_rules *x, const struct rule *r,
		     int from, int until)
{
	int minutes = 0;

	if (r->count != COUNT_MINUTES || r->shifts != ~(shift_set)0 ||
	    r->days != DAYS_ALL)
		return 0;
	for (int d = from; d < until; d++)
		minutes += x->worker->who->days[d].credit;
	return minutes;
}

static void write_sums(struct person_rules *x, const struct rule *r)
{
	bool minutes = r->count == COUNT_MINUTES;
	double unit = minutes ? 60 : 1;
	int n;
	const struct rulebook_window *list =
		rulebook_windows(x->w->work, x->book, r, &n);

	for (int k = 0; k < n; k++) {
		const struct rulebook_window *v = &list[k];
		int base = v->base + credit_in(x, r, v->from, v->until);
		if (v->max < RULE_NO_MAX)
			add_counted(x, most_row(x, r, v->max - base, unit), r,
				    v->from, v->until, minutes);
		if (v->min > base)
			add_counted(x, least_row(x, r, v->min - base, unit), r,
				    v->from, v->until, minutes);
	}
}

/* ---- runs ---- */

/* Days in turn that a run could have: of the period, and of the past. */
struct day_row {
	int *day; /* [n] days of the period, of the past below 0 */
	int n;
};

static bool is_counted_day(const struct person_rules *x, const struct rule *r,
			   int d)
{
	return r->count == COUNT_RUN_OFF ||
	       (r->days &
		site_day_kind(x->plan->period->site, first_day(x) + d));
}

static struct day_row days_of(struct person_rules *x, const struct rule *r)
{
	struct day_row row = {
		arena_new(x->w->work, int, PLAN_PAST + x->plan->days), 0
	};

	for (int d = -PLAN_PAST; d < x->plan->days; d++)
		if (is_counted_day(x, r, d))
			row.day[row.n++] = d;
	return row;
}

enum known { KNOWN_OPEN, KNOWN_GOES, KNOWN_ENDS, KNOWN_NOT };

/* What is fixed of a day for a run. */
static enum known known_of(const struct person_rules *x, const struct rule *r,
			   int d)
{
	const struct worker *w = x->worker;
	bool off = r->count == COUNT_RUN_OFF;

	if (d >= 0) {
		const struct menu *m = &w->menu[d];
		if (m->without == CELL_NONE && m->may_off)
			return KNOWN_NOT;
		if (m->without == CELL_ABSENT && m->may_off)
			return KNOWN_NOT;
		return KNOWN_OPEN;
	}
	const struct day_work *past = &w->past[PLAN_PAST + d];
	if (!past->known || past->absent)
		return KNOWN_NOT;
	if (off)
		return past->worked ? KNOWN_ENDS : KNOWN_GOES;
	return past->worked && pricing_counts(x->plan, r, past->shift,
					      first_day(x) + d)
		       ? KNOWN_GOES
		       : KNOWN_ENDS;
}

/* The day's part in a run into a row; returns what is fixed of it. */
static double add_link(struct person_rules *x, int row, const struct rule *r,
		       int d, double value)
{
	if (d < 0)
		return known_of(x, r, d) == KNOWN_GOES ? value : 0;
	if (r->count != COUNT_RUN_OFF) {
		add_counted(x, row, r, d, d + 1, false);
		return 0;
	}
	writing_add_day(x->w, row, x->i, d, -value);
	return value;
}

static void shift_row(struct writing *w, int row, double fixed)
{
	w->lower[row] -= fixed;
	w->upper[row] -= fixed;
}

/* No max + 1 in a row; of a run too long each day more is one such row. */
static void write_longest(struct person_rules *x, const struct rule *r,
			  const struct day_row *days)
{
	for (int last = 0; last < days->n; last++) {
		bool judged = days->day[last] >= 0 && last >= r->max;
		for (int k = 0; judged && k <= r->max; k++)
			judged = known_of(x, r, days->day[last - k]) !=
					 KNOWN_ENDS &&
				 known_of(x, r, days->day[last - k]) !=
					 KNOWN_NOT;
		if (!judged)
			continue;
		int row = most_row(x, r, r->max, 1);
		double fixed = 0;
		for (int k = 0; k <= r->max; k++)
			fixed += add_link(x, row, r, days->day[last - k], 1);
		shift_row(x->w, row, fixed);
	}
}

/* A row of "1 - link" and "link": each that is as the pattern says adds 1. */
static double add_pattern(struct person_rules *x, int row, const struct rule *r,
			  int d, bool goes)
{
	enum known known = known_of(x, r, d);

	if (known != KNOWN_OPEN)
		return (known == KNOWN_GOES) == goes;
	bool work = (r->count == COUNT_RUN_OFF) != goes;
	const struct menu *m = &x->worker->menu[d];
	const int *duty = writing_day(x->w, x->i, d);
	for (int k = 0; k < m->n; k++) {
		const struct option *o = plan_option(x->plan, &m->list[k]);
		if (r->count == COUNT_RUN_OFF ||
		    pricing_counts(x->plan, r, o->shift, first_day(x) + d))
			writing_term(x->w, row, duty[k], work ? 1 : -1);
	}
	return work ? 0 : 1;
}

/* Exactly `length` in a row is too short by min - length. */
static void write_shortest(struct person_rules *x, const struct rule *r,
			   const struct day_row *days, int at, int length)
{
	double fixed = 0;
	int row;

	for (int k = -1; k <= length; k++) {
		enum known known = known_of(x, r, days->day[at + k]);
		bool goes = k >= 0 && k < length;
		if (known == KNOWN_NOT ||
		    (known != KNOWN_OPEN && (known == KNOWN_GOES) != goes))
			return;
	}
	if (days->day[at + length] < 0)
		return;
	row = writing_row(x->w, -HUGE_VAL, length + 1);
	if (r->strength == RULE_SOFT)
		writing_term(x->w, row,
			     writing_column(x->w, r->price * (r->min - length),
					    1, NULL),
			     -1);
	for (int k = -1; k <= length; k++)
		fixed += add_pattern(x, row, r, days->day[at + k],
				     k >= 0 && k < length);
	shift_row(x->w, row, fixed);
}

/* A run of days off that holds absence is not judged, however long. */
static bool is_ever_away(const struct person_rules *x)
{
	for (int d = 0; d < x->plan->days; d++)
		if (x->worker->menu[d].without == CELL_ABSENT)
			return true;
	for (int h = 0; h < PLAN_PAST; h++)
		if (x->worker->past[h].absent)
			return true;
	return false;
}

static void write_runs(struct person_rules *x, const struct rule *r)
{
	struct day_row days = days_of(x, r);

	if (r->max < x->plan->days + PLAN_PAST) {
		if (r->count == COUNT_RUN_OFF && is_ever_away(x))
			writing_leave_out(x->w, "the longest runs of days off "
						"of people who are absent");
		else
			write_longest(x, r, &days);
	}
	for (int length = 1; length < r->min; length++)
		for (int at = 1; at + length < days.n; at++)
			write_shortest(x, r, &days, at, length);
}

/* ---- rests, successions ---- */

struct forbidding {
	bool *after; /* [next day's duties] */
	int row;
};

/* What the second duty costs after the first; HUGE_VAL: it may not be. */
static double price_of_pair(const struct person_rules *x, int shift,
			    int64_t until, const struct option *next, int gap)
{
	int64_t rest = (next->from - until) / 60;
	double price = rest < 0 ? HUGE_VAL : 0;

	for (int k = 0; k < x->worker->who->n_rules; k++) {
		const struct rule *r = &x->worker->who->rules[k];
		bool counts = r->shifts == ~(shift_set)0 ||
			      (shift >= 0 && (r->shifts >> shift & 1));
		if (r->count == COUNT_REST && counts && rest < r->min)
			price += r->strength == RULE_HARD
					 ? HUGE_VAL
					 : r->price * (double)(r->min - rest) /
						   60;
		if (r->count == COUNT_FOLLOWS && counts && gap == 1 &&
		    r->max <= 0 && next->shift >= 0 &&
		    (r->then >> next->shift & 1))
			price += pricing_price(r);
	}
	return price;
}

/* The row of an earlier duty that forbids the same ones after it, or -1. */
static int row_alike(const struct forbidding *list, int n, const bool *after,
		     int size)
{
	for (int k = 0; k < n; k++)
		if (list[k].row >= 0 &&
		    memcmp(list[k].after, after, (size_t)size) == 0)
			return list[k].row;
	return -1;
}

static void write_soft_pair(struct person_rules *x, int one, int two, int d,
			    int gap, double price)
{
	int row = writing_row(x->w, -HUGE_VAL, 1);

	writing_term(x->w, row, one, 1);
	writing_term(x->w, row, two, 1);
	writing_term(x->w, row, writing_column(x->w, price, 1, NULL), -1);
	for (int b = 1; b < gap; b++)
		writing_add_day(x->w, row, x->i, d + b, -1);
}

/* Duties that forbid the same ones after them share a row. */
static void write_pairs(struct person_rules *x, int d, int gap)
{
	const struct menu *m = &x->worker->menu[d];
	const struct menu *next = &x->worker->menu[d + gap];
	const int *one = writing_day(x->w, x->i, d);
	const int *two = writing_day(x->w, x->i, d + gap);

	struct forbidding *list =
		arena_new(x->w->work, struct forbidding, m->n);

	for (int k = 0; k < m->n; k++) {
		const struct option *o = plan_option(x->plan, &m->list[k]);
		bool any = false;
		list[k].after = arena_new(x->w->work, bool, next->n);
		for (int j = 0; j < next->n; j++) {
			double price = price_of_pair(
				x, o->shift, o->until,
				plan_option(x->plan, &next->list[j]), gap);
			list[k].after[j] = price == HUGE_VAL;
			any = any || price == HUGE_VAL;
			if (price > 0 && price < HUGE_VAL)
				write_soft_pair(x, one[k], two[j], d, gap,
						price);
		}
		list[k].row =
			any ? row_alike(list, k, list[k].after, next->n) : -1;
		if (any && list[k].row < 0) {
			list[k].row = writing_row(x->w, -HUGE_VAL, 1);
			for (int j = 0; j < next->n; j++)
				if (list[k].after[j])
					writing_term(x->w, list[k].row, two[j],
						     1);
		}
		if (any)
			writing_term(x->w, list[k].row, one[k], 1);
	}
}

/* The last duty before the period. */
static void write_pairs_of_past(struct person_rules *x, int reach)
{
	const struct day_work *past = x->worker->past + PLAN_PAST;
	int last = -1;

	while (last >= -reach && !past[last].worked)
		last--;
	for (int d = 0;
	     last >= -reach && d - last <= reach && d < x->plan->days; d++) {
		const struct menu *m = &x->worker->menu[d];
		const int *duty = writing_day(x->w, x->i, d);
		for (int k = 0; k < m->n; k++) {
			double price = price_of_pair(
				x, past[last].shift, past[last].until,
				plan_option(x->plan, &m->list[k]), d - last);
			if (price == 0)
				continue;
			int row = writing_row(x->w, -HUGE_VAL, 0);
			writing_term(x->w, row, duty[k], 1);
			if (price < HUGE_VAL) {
				writing_term(
					x->w, row,
					writing_column(x->w, price, 1, NULL),
					-1);
				for (int b = 0; b < d; b++)
					writing_add_day(x->w, row, x->i, b, -1);
			}
		}
	}
}

static void write_rests(struct person_rules *x)
{
	int reach = 1;

	for (int k = 0; k < x->worker->who->n_rules; k++) {
		const struct rule *r = &x->worker->who->rules[k];
		int days = 1 + r->min / 1440;
		if (r->count == COUNT_REST && days + 1 > reach)
			reach = days + 1;
		if (r->count == COUNT_REST && r->max < RULE_NO_MAX)
			writing_leave_out(x->w, "the longest rest between "
						"duties");
	}
	for (int gap = 1; gap <= reach; gap++)
		for (int d = 0; d + gap < x->plan->days; d++)
			write_pairs(x, d, gap);
	if (x->worker->has_past)
		write_pairs_of_past(x, reach);
}

/* ---- overtime ---- */

static void write_week(struct person_rules *x, int week)
{
	const struct pay *pay = &x->plan->period->site->pay;
	int from = week > 0 ? week : 0, credit = 0, before = 0;
	int until = week + 7 < x->plan->days ? week + 7 : x->plan->days;
	double rate = HUGE_VAL, high = 0;

	for (int d = week; d < 0; d++) {
		const struct day_work *day = &x->worker->past[PLAN_PAST + d];
		before += day->worked ? day->paid : day->credit;
	}
	for (int d = from; d < until; d++) {
		credit += x->worker->who->days[d].credit;
		rate = fmin(rate, x->worker->menu[d].rate);
		high = fmax(high, x->worker->menu[d].rate);
	}
	if (high > rate)
		writing_leave_out(x->w, "rates that change within a week of "
					"overtime");
	int row = writing_row(x->w, -HUGE_VAL,
			      max_int(pay->overtime_after - credit, 0));
	writing_term(x->w, row,
		     writing_column(x->w, rate * pay->overtime_add / 60,
				    HUGE_VAL, NULL),
		     -1);
	add_counted(x, row, NULL, from, until, true);
	if (pay->overtime_max <= 0)
		return;
	int most = max_int(pay->overtime_after + pay->overtime_max, before) -
		   before - credit;
	add_counted(x, writing_row(x->w, -HUGE_VAL, most), NULL, from, until,
		    true);
}

/* ---- weekends ---- */

static void write_weekends(struct person_rules *x, const struct rule *r)
{
	int n;
	const struct rulebook_weekends *list =
		rulebook_weekends(x->w->work, x->book, r, &n);

	for (int k = 0; k < n; k++) {
		const struct rulebook_weekends *v = &list[k];
		int most = v->max < RULE_NO_MAX
				   ? most_row(x, r, v->max - v->base, 1)
				   : -1;
		int least = v->min > v->base
				    ? least_row(x, r, v->min - v->base, 1)
				    : -1;
		for (int e = 0; e < v->n; e++) {
			struct rulebook_weekend *weekend = &v->list[e];
			int worked = writing_column(x->w, 0, 1, NULL);
			int any = writing_row(x->w, 0, HUGE_VAL);
			writing_term(x->w, any, worked, -1);
			add_counted(x, any, r, weekend->from, weekend->until,
				    false);
			for (int d = weekend->from; d < weekend->until; d++) {
				int row = writing_row(x->w, -HUGE_VAL, 0);
				writing_term(x->w, row, worked, -1);
				add_counted(x, row, r, d, d + 1, false);
			}
			if (most >= 0)
				writing_term(x->w, most, worked, 1);
			if (least >= 0)
				writing_term(x->w, least, worked, 1);
		}
	}
}

/* ---- all ---- */

static void write_rule(struct person_rules *x, const struct rule *r)
{
	const char *name = arena_strdup(x->w->arena, r->name);

	switch (r->count) {
	case COUNT_DAYS:
	case COUNT_MINUTES: write_sums(x, r); return;
	case COUNT_WEEKENDS: write_weekends(x, r); return;
	case COUNT_RUN:
	case COUNT_RUN_OFF:
		if (r->over == OVER_RUN)
			write_runs(x, r);
		else
			writing_leave_out(x->w, name);
		return;
	case COUNT_REST: return;
	case COUNT_TOGETHER: writing_leave_out(x->w, name); return;
	case COUNT_ROTATION:
		if (r->strength != RULE_HARD)
			writing_leave_out(x->w, name);
		return;
	case COUNT_FOLLOWS:
		if (r->max > 0)
			writing_leave_out(x->w, name);
		return;
	default: writing_leave_out(x->w, name);
	}
}

void compact_rules(struct writing *w, int worker)
{
	const struct plan *p = w->plan;
	const struct site *site = p->period->site;
	struct person_rules x = {
		.w = w, .plan = p, .worker = &p->workers[worker], .i = worker
	};
	int week = site_week_begin(site, p->period->first_day) -
		   p->period->first_day;

	if (!x.worker->planned)
		return;
	x.book = rulebook_new(w->work, p, x.worker);
	write_hours(&x);
	write_rests(&x);
	for (int k = 0; k < x.worker->who->n_rules; k++)
		write_rule(&x, &x.worker->who->rules[k]);
	for (; site->pay.overtime_after > 0 && week < p->days; week += 7)
		write_week(&x, week);
	for (int k = 0; k < site->n_waivers; k++)
		if (site->waivers[k].agent == x.worker->agent)
			writing_leave_out(w, "waivers");
}
