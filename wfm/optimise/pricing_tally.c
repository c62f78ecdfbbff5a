#include "optimise/pricing_state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

static int gcd(int a, int b)
{
	while (b) {
		int r = a % b;
		a = b;
		b = r;
	}
	return a;
}

/* Minutes in which all choices and the hours of past windows count. */
int pricing_unit(const struct plan *p, const struct worker *w)
{
	int unit = 0;

	for (int d = 0; d < p->days; d++)
		for (int k = 0; k < w->menu[d].n; k++)
			unit = gcd(p->options[w->menu[d].list[k].option].paid,
				   unit);
	return unit;
}

struct tally *pricing_tally(struct arena *a, struct pricer *q, int days,
			    int size)
{
	struct tally *t = &q->tally[q->n_tallies];

	if (q->n_tallies == TALLIES ||
	    (double)q->n_index * size * (q->work_states + q->off_states) >
		    q->most_states)
		return NULL;
	q->n_tallies++;
	t->size = size;
	t->stride = q->n_index;
	q->n_index *= size;
	t->end = arena_new(a, const double *, days);
	t->reset = arena_new(a, bool, days);
	return t;
}

static double *hours_end(struct arena *a, const struct hours *h, int size,
			 int unit)
{
	double *end = arena_new(a, double, size);

	for (int c = 0; c < size; c++) {
		int minutes = c * unit + h->credit;
		bool ok = minutes >= h->min && minutes <= h->max;
		end[c] = ok ? 0 : HUGE_VAL;
	}
	return end;
}

static void add_hours(struct arena *a, struct pricer *q, const struct plan *p,
		      const struct worker *w, int unit)
{
	int most = 0;

	for (int k = 0; k < w->n_hours; k++) {
		const struct hours *h = &w->hours[k];
		int days = h->until - h->from;
		int top = (h->max < days * 1440 ? h->max : days * 1440) -
			  h->credit;
		most = max_int(most, unit > 0 ? top / unit : 0);
	}
	if (w->n_hours == 0 || unit == 0)
		return;
	struct tally *t = pricing_tally(a, q, p->days, most + 1);
	if (!t)
		return;
	t->strict = true;
	for (int k = 0; k < w->n_hours; k++) {
		int last = w->hours[k].until - 1;
		t->end[last] = hours_end(a, &w->hours[k], t->size, unit);
		t->reset[last] = true;
	}
}

/* A window rule with windows that do not overlap: [from, until) civil. */
static bool steps_on(const struct rule *r)
{
	return r->over == OVER_CALENDAR_WEEK ||
	       r->over == OVER_CALENDAR_MONTH || r->over == OVER_PERIOD ||
	       r->over == OVER_RUN;
}

/* begun: what the past counts in the window; least: what is asked. */
static double *count_end(struct arena *a, const struct rule *r, int size,
			 int begun, int least)
{
	double *end = arena_new(a, double, size);
	int most = max_int(r->max, begun);

	for (int c = 0; c < size; c++) {
		if (c > most)
			end[c] = pricing_times(pricing_price(r), c - most);
		else if (c < least)
			end[c] = pricing_times(pricing_price(r), least - c);
	}
	return end;
}

/* Days worked in the part of a window before the period. */
static int past_days(const struct plan *p, const struct worker *w,
		     const struct rule *r, int from)
{
	int n = 0;

	for (int h = 1; h <= PLAN_PAST && p->period->first_day - h >= from;
	     h++) {
		const struct day_work *d = &w->past[PLAN_PAST - h];
		n += d->worked &&
		     pricing_counts(p, r, d->shift, p->period->first_day - h);
	}
	return n;
}

static bool is_weekend(const struct plan *p, int day)
{
	return (p->period->site->weekend >> date_weekday(day)) & 1;
}

/* Of the weekends that begin on or after a civil day, those worked before the
 * period. */
static int past_weekends(const struct plan *p, const struct worker *w, int from)
{
	int n = 0;
	bool counted = false;

	for (int h = PLAN_PAST; h >= 1; h--) {
		int day = p->period->first_day - h;
		if (!is_weekend(p, day) || !is_weekend(p, day - 1))
			counted = !is_weekend(p, day) || day < from;
		else if (day <= from)
			counted = true;
		if (counted || !w->past[PLAN_PAST - h].worked)
			continue;
		n++;
		counted = true;
	}
	return n;
}

static bool begins_within(const struct plan *p, const struct rule *r, int day)
{
	if (r->over == OVER_ROLLING)
		return (day - p->period->first_day) % r->length == 0 &&
		       day > p->period->first_day;
	return period_window(p->period, r->over, r->length, day).from == day;
}

/*
 * 1: a weekend begins, 2: it goes on.  NULL unless of one or two days.  The
 * period itself judges its part of a weekend; another window that begins
 * within one leaves it to the window before.
 */
static uint8_t *weekend_days(struct arena *a, const struct plan *p,
			     const struct rule *r)
{
	bool part = r->over == OVER_PERIOD || r->over == OVER_RUN;
	uint8_t *kind = arena_new(a, uint8_t, p->days);

	for (int d = 0; d < p->days; d++) {
		int day = p->period->first_day + d;
		if (!is_weekend(p, day))
			continue;
		kind[d] = is_weekend(p, day - 1) ? 2 : 1;
		if (kind[d] == 2 && is_weekend(p, day - 2))
			return NULL;
		if (kind[d] == 2 && d == 0 && part)
			kind[d] = 1;
		else if (kind[d] == 2 && !part && begins_within(p, r, day))
			kind[d] = 0;
	}
	return kind;
}

/* Least count in a window [from, until) of days, 0 when it is not whole; days
 * of absence stand for days. */
static int least_in(const struct plan *p, const struct worker *w,
		    const struct rule *r, int from, int until)
{
	int least = r->min;

	if (from < 0 || until > p->days)
		return 0;
	for (int d = from; d < until; d++)
		if (w->menu[d].without != CELL_OFF && w->menu[d].may_off)
			least--;
	return least;
}

/* Days on which a duty counts, in the window that holds day d. */
static int days_that_count(const struct plan *p, const struct rule *r, int d)
{
	int first = p->period->first_day, n = 0;
	struct day_range win =
		period_window(p->period, r->over, r->length, first + d);

	for (int day = win.from; day < win.until; day++)
		n += (r->days & site_day_kind(p->period->site, day)) != 0;
	return n;
}

/* Least and most duties of a week that fit into its hours. */
static struct piece duties_in_hours(const struct plan *p,
				    const struct worker *w,
				    const struct hours *h)
{
	int least = 0, most = 0;

	for (int d = h->from; d < h->until; d++)
		for (int k = 0; k < w->menu[d].n; k++) {
			int paid = plan_option(p, &w->menu[d].list[k])->paid;
			least = least == 0 || paid < least ? paid : least;
			most = max_int(most, paid);
		}
	if (least <= 0)
		return (struct piece){ 0, h->until - h->from };
	return (struct piece){ (max_int(0, h->min - h->credit) + most - 1) /
				       most,
			       max_int(0, h->max - h->credit) / least };
}

/* Do the hours of each window leave no other number of days than asked for? */
static bool implied_by_hours(const struct pricer *q, const struct plan *p,
			     const struct worker *w, const struct rule *r)
{
	if (q->n_tallies == 0 || q->tally[0].rule ||
	    r->over != OVER_CALENDAR_WEEK || r->length != 1 ||
	    !pricing_counts_all(p, r))
		return false;
	for (int k = 0; k < w->n_hours; k++) {
		const struct hours *h = &w->hours[k];
		int from = p->period->first_day + h->from;
		struct day_range win =
			period_window(p->period, r->over, r->length, from);
		struct piece n = duties_in_hours(p, w, h);
		if (win.from != from || win.until - win.from != 7 ||
		    h->until - h->from != 7 || n.from < r->min ||
		    n.until > r->max)
			return false;
	}
	return w->n_hours > 0;
}

/* No window holds more days that count than are allowed. */
static bool is_always_met(const struct plan *p, const struct rule *r)
{
	if (r->min > 0 || r->over != OVER_CALENDAR_WEEK)
		return false;
	for (int d = 0; d < p->days; d++)
		if (days_that_count(p, r, d) > r->max)
			return false;
	return true;
}

/* Counts at the window's end. */
static void add_windows(struct arena *a, struct pricer *q, const struct plan *p,
			const struct worker *w, const struct rule *r,
			bool weekends)
{
	int first = p->period->first_day, size;
	struct day_range win =
		period_window(p->period, r->over, r->length, first);
	int begun = weekends ? past_weekends(p, w, win.from)
			     : past_days(p, w, r, win.from);
	bool strict = r->strength == RULE_HARD && r->max < 400;
	int top = r->max < 400 ? max_int(r->max, begun) + 2 - strict : 0;

	size = max_int(max_int(r->min + 1, top), begun + 2 - strict);
	if (r->max >= p->days + begun && r->min <= 0)
		return;
	uint8_t *weekend = weekends ? weekend_days(a, p, r) : NULL;
	if (weekends && !weekend)
		return;
	struct tally *t = pricing_tally(a, q, p->days, size);
	if (!t)
		return;
	t->rule = r;
	t->strict = strict && size == top;
	t->weekends = weekends;
	t->weekend = weekend;
	t->first = begun;
	for (int d = 0; d < p->days; d++) {
		win = period_window(p->period, r->over, r->length, first + d);
		bool last = win.until == first + d + 1;
		t->reset[d] = last;
		if (last || d == p->days - 1)
			t->end[d] = count_end(
				a, r, size, win.from < first ? begun : 0,
				least_in(p, w, r, win.from - first,
					 win.until - first));
	}
}

/* Worked in the last days of the past that a window ending on day d sees. */
static int past_in_window(const struct plan *p, const struct worker *w,
			  const struct rule *r, int d, bool weekends)
{
	int from = p->period->first_day + d - r->length + 1;

	return weekends ? past_weekends(p, w, from) : past_days(p, w, r, from);
}

/*
 * Rolling windows, hard maximum: the count from the period's start, cut into
 * windows one after the other, with what the past adds to each window that
 * reaches back.  Windows that straddle two cuts are left out.
 */
static void add_rolling(struct arena *a, struct pricer *q, const struct plan *p,
			const struct worker *w, const struct rule *r,
			bool weekends)
{
	uint8_t *weekend = weekends ? weekend_days(a, p, r) : NULL;

	if (r->over != OVER_ROLLING || r->strength != RULE_HARD ||
	    r->max > 400 || r->length < 2 || (weekends && !weekend))
		return;
	struct tally *t = pricing_tally(a, q, p->days, r->max + 1);
	if (!t)
		return;
	t->strict = true;
	t->rule = r;
	t->weekends = weekends;
	t->weekend = weekend;
	for (int d = 0; d < p->days; d++) {
		t->reset[d] = (d + 1) % r->length == 0;
		if (d + 1 >= r->length)
			continue;
		double *end = arena_new(a, double, r->max + 1);
		int past = past_in_window(p, w, r, d, weekends);
		for (int c = 0; c <= r->max; c++)
			end[c] =
				c + past > max_int(r->max, past) ? HUGE_VAL : 0;
		t->end[d] = end;
	}
}

/* Every duty is one unit of the hours: they count the days as well. */
static bool fold_into_hours(struct pricer *q, const struct plan *p,
			    const struct worker *w, const struct rule *r,
			    int unit)
{
	struct tally *t = &q->tally[0];

	if (q->n_tallies == 0 || r->over != OVER_CALENDAR_WEEK ||
	    r->length != 1 || !pricing_counts_all(p, r) || q->tally[0].rule)
		return false;
	for (int d = 0; d < p->days; d++)
		for (int k = 0; k < w->menu[d].n; k++)
			if (plan_option(p, &w->menu[d].list[k])->paid != unit)
				return false;
	for (int k = 0; k < w->n_hours; k++) {
		const struct hours *h = &w->hours[k];
		int from = p->period->first_day + h->from;
		struct day_range win =
			period_window(p->period, r->over, r->length, from);
		if (win.from != from || win.until - win.from != 7 ||
		    h->until - h->from != 7)
			return false;
	}
	for (int k = 0; k < w->n_hours; k++) {
		double *end =
			(double *)(uintptr_t)t->end[w->hours[k].until - 1];
		for (int c = 0; c < t->size; c++) {
			end[c] += pricing_times(pricing_price(r), c - r->max);
			end[c] += pricing_times(pricing_price(r),
						least_in(p, w, r,
							 w->hours[k].from,
							 w->hours[k].until) -
							c);
		}
	}
	return true;
}

/* So many duties are never worked, by the hours of the period. */
static bool never_binds(const struct plan *p, const struct worker *w,
			const struct rule *r)
{
	int shortest = 0, most;

	if (r->max > 400 || r->min > 0 || w->n_hours != 1 ||
	    w->hours[0].from > 0 || w->hours[0].until < p->days)
		return false;
	most = w->hours[0].max - w->hours[0].credit;
	for (int d = 0; d < p->days; d++)
		for (int k = 0; k < w->menu[d].n; k++) {
			const struct option *o =
				plan_option(p, &w->menu[d].list[k]);
			if (pricing_counts(p, r, o->shift,
					   p->period->first_day + d) &&
			    (shortest == 0 || o->paid < shortest))
				shortest = o->paid;
		}
	return shortest == 0 || (int64_t)shortest * (r->max + 1) > most;
}

static void add_counts(struct arena *a, struct pricer *q, const struct plan *p,
		       const struct worker *w, int unit, bool weekends,
		       const bool *counted)
{
	enum count count = weekends ? COUNT_WEEKENDS : COUNT_DAYS;
	int at = 0;

	for (const struct rule *r; (r = pricing_rule(p, w, count, &at));) {
		if ((weekends && !pricing_counts_all(p, r)) ||
		    (q->taken && q->taken[at - 1]))
			continue;
		if (!weekends &&
		    ((counted && !counted[at - 1]) || is_always_met(p, r) ||
		     never_binds(p, w, r) || implied_by_hours(q, p, w, r) ||
		     fold_into_hours(q, p, w, r, unit)))
			continue;
		if (steps_on(r))
			add_windows(a, q, p, w, r, weekends);
		else
			add_rolling(a, q, p, w, r, weekends);
	}
}

/* Weekends of the whole period, for sharing them alike. */
static void add_loads(struct arena *a, struct pricer *q, const struct plan *p)
{
	static const struct rule over_period = { .over = OVER_PERIOD };
	uint8_t *weekend = weekend_days(a, p, &over_period);
	int n = 1;

	q->loads = -1;
	if (!(p->period->site->fairness_price > 0) || !weekend)
		return;
	for (int d = 0; d < p->days; d++)
		n += weekend[d] == 1;
	if (n > PRICING_LOADS)
		return;
	struct tally *t = pricing_tally(a, q, p->days, n);
	if (!t)
		return;
	q->loads = q->n_tallies - 1;
	t->weekends = true;
	t->weekend = weekend;
}

void pricing_add_tallies(struct arena *a, struct pricer *q,
			 const struct plan *p, const struct worker *w, int unit,
			 const bool *counted)
{
	q->n_index = 1;
	add_hours(a, q, p, w, unit);
	add_counts(a, q, p, w, unit, true, NULL);
	add_counts(a, q, p, w, unit, false, counted);
	pricing_add_minutes(a, q, p, w, unit);
	add_loads(a, q, p);
}

/* Most that a day can add to a count. */
static int most_added(const struct pricer *q, int tally, int d)
{
	int most = q->tally[tally].weekends;

	for (int c = 0; c < q->day[d].n_cells; c++)
		most = max_int(most, q->day[d].cells[c].add[tally]);
	return most;
}

/* Backwards from the ends of windows: the least count that is not lost. */
static void set_low(struct arena *a, struct pricer *q, int tally)
{
	struct tally *t = &q->tally[tally];
	int *low = arena_new(a, int, q->days), need = 0;

	for (int d = q->days - 1; d >= 0; d--) {
		if (t->reset[d])
			need = 0;
		int c = 0;
		while (t->end[d] && c + 1 < t->size && t->end[d][c] == HUGE_VAL)
			c++;
		if (t->end[d] && t->end[d][c] < HUGE_VAL)
			need = max_int(need, c);
		low[d] = need;
		need = max_int(0, need - most_added(q, tally, d));
	}
	t->low = low;
}

void pricing_set_low(struct arena *a, struct pricer *q)
{
	for (int t = 0; t < q->n_tallies; t++)
		set_low(a, q, t);
}
