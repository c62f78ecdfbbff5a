#include "optimise/compact_state.h"

#include <math.h>
#include <string.h>

#include "base/date.h"
#include "optimise/pricing_state.h"
#include "optimise/rulebook.h"

/* A row "sum <= most", or with a slack that has the rule's price. */
int writing_most(struct person_rules *x, const struct rule *r, double most,
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

int writing_least(struct person_rules *x, const struct rule *r, double least,
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
void writing_counted(struct person_rules *x, int row, const struct rule *r,
		     int from, int until, bool minutes)
{
	for (int d = from; d < until; d++) {
		const struct menu *m = &x->worker->menu[d];
		const int *duty = writing_day(x->w, x->i, d);
		for (int k = 0; k < m->n; k++) {
			const struct option *o =
				plan_option(x->plan, &m->list[k]);
			if (!r || pricing_counts(x->plan, r, o->shift,
						 writing_first_day(x) + d))
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
		writing_counted(x, row, NULL, h->from, h->until, true);
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
			writing_counted(x,
					writing_most(x, r, v->max - base, unit),
					r, v->from, v->until, minutes);
		if (v->min > base)
			writing_counted(
				x, writing_least(x, r, v->min - base, unit), r,
				v->from, v->until, minutes);
	}
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
	writing_counted(x, row, NULL, from, until, true);
	if (pay->overtime_max <= 0)
		return;
	int most = max_int(pay->overtime_after + pay->overtime_max, before) -
		   before - credit;
	writing_counted(x, writing_row(x->w, -HUGE_VAL, most), NULL, from,
			until, true);
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
				   ? writing_most(x, r, v->max - v->base, 1)
				   : -1;
		int least = v->min > v->base
				    ? writing_least(x, r, v->min - v->base, 1)
				    : -1;
		for (int e = 0; e < v->n; e++) {
			struct rulebook_weekend *weekend = &v->list[e];
			int worked = writing_column(x->w, 0, 1, NULL);
			int any = writing_row(x->w, 0, HUGE_VAL);
			writing_term(x->w, any, worked, -1);
			writing_counted(x, any, r, weekend->from,
					weekend->until, false);
			for (int d = weekend->from; d < weekend->until; d++) {
				int row = writing_row(x->w, -HUGE_VAL, 0);
				writing_term(x->w, row, worked, -1);
				writing_counted(x, row, r, d, d + 1, false);
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
			compact_runs(x, r);
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
	compact_rests(&x);
	for (int k = 0; k < x.worker->who->n_rules; k++)
		write_rule(&x, &x.worker->who->rules[k]);
	for (; site->pay.overtime_after > 0 && week < p->days; week += 7)
		write_week(&x, week);
	for (int k = 0; k < site->n_waivers; k++)
		if (site->waivers[k].agent == x.worker->agent)
			writing_leave_out(w, "waivers");
}
