#include "optimise/pricing_state.h"

#include <math.h>
#include <stdint.h>

#include "optimise/rulebook.h"

/*
 * Paid time beside the contract's hours: rules about hours, and overtime.
 * Where their windows are those of the contract the same count serves both;
 * elsewhere they have a tally of their own, while there is room.  What has
 * none is left out, which only lowers the bound.
 */

/* A window, and the price of so many minutes of the period's duties in it. */
struct priced {
	int from, until;
	double (*price)(const struct priced *w, int minutes);
	const struct rule *rule; /* of a rule */
	int base, min, max;
	double rate; /* of overtime: money for each minute */
	int at_most; /* minutes of the week that may be planned */
};

static double rule_price(const struct priced *w, int minutes)
{
	int value = minutes + w->base;
	int amount = max_int(value - w->max, w->min - value);

	return amount <= 0 ? 0 : pricing_price(w->rule) * amount / 60;
}

/* At the lowest rate of the week: the judge takes that of its last duties. */
static double overtime_price(const struct priced *w, int minutes)
{
	int over = minutes + w->base - w->max;

	if (minutes + w->base > w->at_most)
		return HUGE_VAL;
	if (over > minutes) /* absence is none */
		over = minutes;
	return over > 0 ? over * w->rate : 0;
}

static int credit_in(const struct worker *w, int from, int until)
{
	int minutes = 0;

	for (int d = from; d < until; d++)
		minutes += w->who->days[d].credit;
	return minutes;
}

/* ---- on the count of the contract's hours ---- */

static bool has_hours_tally(const struct pricer *q, const struct worker *w)
{
	return q->n_tallies > 0 && w->n_hours > 0 && !q->tally[0].rule &&
	       !q->tally[0].weekends && q->tally[0].end[w->hours[0].until - 1];
}

static bool is_of_hours(const struct worker *w, const struct priced *x)
{
	for (int k = 0; k < w->n_hours; k++)
		if (x->from == w->hours[k].from &&
		    x->until == w->hours[k].until)
			return true;
	return false;
}

static bool fold(struct pricer *q, const struct worker *w,
		 const struct priced *list, int n, int unit)
{
	struct tally *t = &q->tally[0];

	if (!has_hours_tally(q, w) || n != w->n_hours)
		return false;
	for (int k = 0; k < n; k++)
		if (!is_of_hours(w, &list[k]))
			return false;
	for (int k = 0; k < n; k++) {
		double *end = (double *)(uintptr_t)t->end[list[k].until - 1];
		for (int c = 0; c < t->size; c++)
			end[c] += list[k].price(&list[k], c * unit);
	}
	return true;
}

/* ---- on a tally of their own ---- */

/* Counts beyond the first without a way are all alike. */
static int size_of(const struct plan *p, const struct worker *w,
		   const struct rule *r, const struct priced *list, int n,
		   int unit)
{
	int size = 1;

	for (int k = 0; k < n; k++) {
		int most = 0, c = 0;
		for (int d = list[k].from; d < list[k].until; d++) {
			int longest = 0;
			for (int j = 0; j < w->menu[d].n; j++) {
				const struct option *o =
					plan_option(p, &w->menu[d].list[j]);
				if (!r ||
				    pricing_counts(p, r, o->shift,
						   p->period->first_day + d))
					longest = max_int(longest, o->paid);
			}
			most += longest;
		}
		for (c = most / unit;
		     c > 0 && list[k].price(&list[k], c * unit) == HUGE_VAL;)
			c--;
		size = max_int(size, c + 1);
	}
	return size;
}

static void add_tally(struct arena *a, struct pricer *q, const struct plan *p,
		      const struct worker *w, const struct rule *r,
		      const struct priced *list, int n, int unit)
{
	struct tally *t =
		pricing_tally(a, q, p->days, size_of(p, w, r, list, n, unit));

	if (!t)
		return;
	t->rule = r;
	t->strict = true;
	for (int k = 0; k < n; k++) {
		double *end = arena_new(a, double, t->size);
		for (int c = 0; c < t->size; c++)
			end[c] = list[k].price(&list[k], c * unit);
		t->end[list[k].until - 1] = end;
		t->reset[list[k].until - 1] = true;
	}
}

static bool costs_nothing(const struct priced *w, int most)
{
	for (int minutes = 0; minutes <= most; minutes += 5)
		if (w->price(w, minutes) > 0)
			return false;
	return true;
}

static void add_priced(struct arena *a, struct pricer *q, const struct plan *p,
		       const struct worker *w, const struct rule *r,
		       const struct priced *list, int n, int unit, bool all)
{
	bool idle = true;

	if (all && fold(q, w, list, n, unit))
		return;
	for (int k = 0; k < n; k++)
		idle = idle && costs_nothing(&list[k], 1440 * (list[k].until -
							       list[k].from));
	if (n > 0 && !idle)
		add_tally(a, q, p, w, r, list, n, unit);
}

/* ---- rules ---- */

static bool counts_all(const struct rule *r)
{
	return r->shifts == ~(shift_set)0 && r->days == DAYS_ALL;
}

static void add_rule(struct arena *a, struct pricer *q, const struct plan *p,
		     const struct worker *w, const struct rulebook *b,
		     const struct rule *r, int unit)
{
	int n, kept = 0, end = p->days;
	const struct rulebook_window *windows = rulebook_windows(a, b, r, &n);
	struct priced *list = arena_new(a, struct priced, n);

	/* Of windows in any days those that follow each other, the last one
	 * first; the others are left out. */
	for (int k = n - 1; k >= 0; k--) {
		const struct rulebook_window *x = &windows[k];
		if (x->until != end)
			continue;
		end = x->from;
		list[kept++] = (struct priced){
			.from = x->from,
			.until = x->until,
			.price = rule_price,
			.rule = r,
			.base = x->base +
				(counts_all(r) ? credit_in(w, x->from, x->until)
					       : 0),
			.min = x->min,
			.max = x->max,
		};
	}
	add_priced(a, q, p, w, r, list, kept, unit, counts_all(r));
}

/* ---- overtime ---- */

static double least_rate(const struct worker *w, int from, int until)
{
	double rate = w->menu[from].rate;

	for (int d = from; d < until; d++)
		rate = fmin(rate, w->menu[d].rate);
	return rate;
}

/* In the week that begins on a day, in the days before the period. */
static int paid_before(const struct worker *w, int week)
{
	int minutes = 0;

	for (int d = week; d < 0; d++) {
		const struct day_work *day = &w->past[PLAN_PAST + d];
		minutes += day->worked ? day->paid : day->credit;
	}
	return minutes;
}

static void add_overtime(struct arena *a, struct pricer *q,
			 const struct plan *p, const struct worker *w, int unit)
{
	const struct pay *pay = &p->period->site->pay;
	struct priced *list = arena_new(a, struct priced, p->days / 7 + 2);
	int week = site_week_begin(p->period->site, p->period->first_day) -
		   p->period->first_day;
	int n = 0;

	if (pay->overtime_after <= 0)
		return;
	for (; week < p->days; week += 7) {
		struct priced x = { .from = week > 0 ? week : 0,
				    .until = week + 7 < p->days ? week + 7
								: p->days,
				    .price = overtime_price,
				    .max = pay->overtime_after };
		int before = paid_before(w, week);
		int most = pay->overtime_after + pay->overtime_max;
		x.at_most = pay->overtime_max > 0
				    ? max_int(most, before) - before
				    : RULE_NO_MAX;
		x.base = credit_in(w, x.from, x.until);
		x.rate =
			least_rate(w, x.from, x.until) * pay->overtime_add / 60;
		list[n++] = x;
	}
	add_priced(a, q, p, w, NULL, list, n, unit, true);
}

void pricing_add_minutes(struct arena *a, struct pricer *q,
			 const struct plan *p, const struct worker *w, int unit)
{
	const struct rulebook *b = NULL;
	int at = 0;

	if (unit <= 0)
		return;
	for (const struct rule *r;
	     (r = pricing_rule(p, w, COUNT_MINUTES, &at));) {
		b = b ? b : rulebook_new(a, p, w);
		add_rule(a, q, p, w, b, r, unit);
	}
	add_overtime(a, q, p, w, unit);
}
