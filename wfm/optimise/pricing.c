#include "optimise/pricing.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"

enum {
	TALLIES = 4,   /* counters in the state at most */
	CLASSES = 64,  /* of a day at most; more are merged, cheapest first */
	STATES = 20000 /* (run, tallies) at most */
};

/* A bounded counter; windows follow each other without overlap. */
struct tally {
	int size;    /* counts 0..size-1 */
	int stride;  /* in the index of states */
	bool strict; /* beyond size-1: no way; else it stays there */
	bool weekends;
	const struct rule *rule; /* NULL: hours */
	int first;		 /* count at the period's start */
	const double **end; /* [days] price of a count after the day, [size], or
			       NULL */
	bool *reset;	    /* [days] the window ends with the day */
	const int *low;	    /* [days] counts below after the day are lost */
	const uint8_t *weekend; /* [days] 0 no, 1 first day, 2 later day */
};

struct bundle {
	int16_t add[TALLIES]; /* counts of a choice; weekends: see tally */
	int16_t in, out;
};

struct day {
	struct bundle *cells; /* [n_cells] */
	int n_cells;
	const int16_t *cell_of; /* [menu.n] */
	int n;			/* choices */
	bool may_off;
	bool away; /* absent or not employed: runs are not judged over it */
	int n_in, n_out;
	const double *pair; /* [n_out of the day before * n_in] */
};

struct pricer {
	int days;
	int off_states, work_states;	    /* lengths 1.. of each, saturated */
	const double *work_step, *off_step; /* [length] price of reaching it */
	const double *work_stop, *off_stop; /* [length] of ending there */
	bool has_away; /* some day is: only longest runs of work are judged */
	bool fresh;    /* no past: the first day begins a run */
	bool exempt;   /* a run from the first day on may be short */
	int first_run;
	struct tally tally[TALLIES];
	int n_tallies, n_index; /* product of sizes */
	int loads;		/* tally of weekends in the period, -1: none */
	int classes;		/* of any day, at most */
	bool past_class; /* yesterday's duty is class 1 of the first day */
	struct day *day;
};

struct back {
	int32_t row;
	int16_t class, cell; /* cell: the choice taken */
};

struct pricing_space {
	double *value; /* two days of states, HUGE_VAL between calls */
	int32_t *list; /* two days of rows reached */
	struct back *back;
	size_t room_value, room_back;
	double steps; /* of the last call: a measure of its work */
};

/* ---- rules into the state ---- */

static bool any_shift(const struct plan *p, const struct rule *r)
{
	shift_set all =
		p->period->site->n_shifts >= SHIFT_MAX
			? ~(shift_set)0
			: ((shift_set)1 << p->period->site->n_shifts) - 1;

	return (r->shifts & all) == all && (r->days & DAYS_WEEK) == DAYS_WEEK;
}

static double price_of(const struct rule *r)
{
	return r->strength == RULE_HARD ? HUGE_VAL : r->price;
}

static bool has_waiver(const struct plan *p, const struct worker *w,
		       const struct rule *r)
{
	const struct site *s = p->period->site;

	for (int k = 0; k < s->n_waivers; k++)
		if (s->waivers[k].agent == w->agent &&
		    strcmp(s->waivers[k].rule, r->name) == 0)
			return true;
	return false;
}

/* Rules of one sort that this person is held to. */
static const struct rule *next_rule(const struct plan *p,
				    const struct worker *w, enum count count,
				    int *at)
{
	while (*at < w->who->n_rules) {
		const struct rule *r = &w->who->rules[(*at)++];
		if (r->count == count && r->strength != RULE_OFF &&
		    !has_waiver(p, w, r))
			return r;
	}
	return NULL;
}

static int max_int(int a, int b)
{
	return a > b ? a : b;
}

/* Longest run that any rule of the sort still tells apart. */
static int longest(const struct plan *p, const struct worker *w,
		   enum count count)
{
	int n = 1, at = 0;

	for (const struct rule *r; (r = next_rule(p, w, count, &at));) {
		if (!any_shift(p, r))
			continue;
		n = max_int(n, r->min);
		if (r->max < p->days + PLAN_PAST)
			n = max_int(n, r->max + 1);
	}
	return n;
}

static double times(double price, int n)
{
	return n <= 0 ? 0 : price == HUGE_VAL ? HUGE_VAL : price * n;
}

static void run_prices(struct arena *a, const struct plan *p,
		       const struct worker *w, enum count count, int n,
		       const double **step, const double **stop)
{
	double *s = arena_new(a, double, n + 1),
	       *e = arena_new(a, double, n + 1);
	int at = 0;

	for (const struct rule *r; (r = next_rule(p, w, count, &at));) {
		if (!any_shift(p, r))
			continue;
		for (int l = 1; l <= n; l++) {
			if (l > r->max)
				s[l] += price_of(r);
			e[l] += times(price_of(r), r->min - l);
		}
	}
	*step = s;
	*stop = e;
}

/* Does a run of the past begin where nobody knows, or hold absence? */
static bool is_unsure(const struct worker *w, int length)
{
	for (int h = 1; h <= length + 1 && h <= PLAN_PAST; h++) {
		const struct day_work *d = &w->past[PLAN_PAST - h];
		if (!d->known || d->absent)
			return true;
	}
	return false;
}

/* Run states: 0..off_states-1 off, then work. */
static int run_of_past(struct pricer *q, const struct worker *w)
{
	const struct day_work *last = &w->past[PLAN_PAST - 1];
	bool work = last->worked;
	int n = 0;

	if (!w->has_past) {
		q->fresh = true;
		return 0;
	}
	while (n < PLAN_PAST && last[-n].worked == work)
		n++;
	q->has_away = q->has_away || is_unsure(w, n);
	if (work)
		return q->off_states +
		       (n < q->work_states ? n : q->work_states) - 1;
	return (n < q->off_states ? n : q->off_states) - 1;
}

static void add_runs(struct arena *a, struct pricer *q, const struct plan *p,
		     const struct worker *w)
{
	q->work_states = longest(p, w, COUNT_RUN);
	q->off_states = longest(p, w, COUNT_RUN_OFF);
	run_prices(a, p, w, COUNT_RUN, q->work_states, &q->work_step,
		   &q->work_stop);
	run_prices(a, p, w, COUNT_RUN_OFF, q->off_states, &q->off_step,
		   &q->off_stop);
	q->exempt = p->period->site->edges_exempt || !w->has_past;
	q->first_run = run_of_past(q, w);
}

/* ---- tallies ---- */

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
static int unit_of(const struct plan *p, const struct worker *w)
{
	int unit = 0;

	for (int d = 0; d < p->days; d++)
		for (int k = 0; k < w->menu[d].n; k++)
			unit = gcd(p->options[w->menu[d].list[k].option].paid,
				   unit);
	return unit;
}

static struct tally *tally_new(struct arena *a, struct pricer *q, int days,
			       int size)
{
	struct tally *t = &q->tally[q->n_tallies];

	if (q->n_tallies == TALLIES ||
	    (double)q->n_index * size * (q->work_states + q->off_states) >
		    STATES)
		return NULL;
	q->n_tallies++;
	t->size = size;
	t->stride = q->n_index;
	q->n_index *= size;
	t->end = arena_new(a, const double *, days);
	t->reset = arena_new(a, bool, days);
	return t;
}

/* Overtime is left out: it costs nothing or more, the bound stays one. */
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
	struct tally *t = tally_new(a, q, p->days, most + 1);
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
			end[c] = times(price_of(r), c - most);
		else if (c < least)
			end[c] = times(price_of(r), least - c);
	}
	return end;
}

static bool counts_day(const struct plan *p, const struct rule *r, int day)
{
	return (r->days & site_day_kind(p->period->site, day)) != 0;
}

/* Days worked in the part of a window before the period. */
static int past_days(const struct plan *p, const struct worker *w,
		     const struct rule *r, int from)
{
	int n = 0;

	for (int h = 1; h <= PLAN_PAST && p->period->first_day - h >= from;
	     h++) {
		const struct day_work *d = &w->past[PLAN_PAST - h];
		n += d->worked && counts_day(p, r, p->period->first_day - h) &&
		     (r->shifts == ~(shift_set)0 ||
		      (d->shift >= 0 && (r->shifts >> d->shift & 1)));
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
	int top = r->max < 400 ? max_int(r->max, begun) + 2 : 0;

	size = max_int(max_int(r->min + 1, top), begun + 2);
	if (r->max >= p->days + begun && r->min <= 0)
		return;
	uint8_t *weekend = weekends ? weekend_days(a, p, r) : NULL;
	if (weekends && !weekend)
		return;
	struct tally *t = tally_new(a, q, p->days, size);
	if (!t)
		return;
	t->rule = r;
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
	struct tally *t = tally_new(a, q, p->days, r->max + 1);
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
	    r->length != 1 || !any_shift(p, r) || q->tally[0].rule)
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
			end[c] += times(price_of(r), c - r->max);
			end[c] += times(price_of(r),
					least_in(p, w, r, w->hours[k].from,
						 w->hours[k].until) -
						c);
		}
	}
	return true;
}

static void add_counts(struct arena *a, struct pricer *q, const struct plan *p,
		       const struct worker *w, int unit, bool weekends)
{
	enum count count = weekends ? COUNT_WEEKENDS : COUNT_DAYS;
	int at = 0;

	for (const struct rule *r; (r = next_rule(p, w, count, &at));) {
		if (weekends && !any_shift(p, r))
			continue;
		if (!weekends && fold_into_hours(q, p, w, r, unit))
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
	struct tally *t = tally_new(a, q, p->days, n);
	if (!t)
		return;
	q->loads = q->n_tallies - 1;
	t->weekends = true;
	t->weekend = weekend;
}

/* ---- pairs of days into classes ---- */

/* Price of a duty after another the day before; HUGE_VAL: forbidden. */
static double pair_price(const struct plan *p, const struct worker *w,
			 int shift, int64_t until, int next_shift,
			 int64_t next_from)
{
	int64_t rest = (next_from - until) / 60;
	double price = rest < 0 ? HUGE_VAL : 0;
	int at = 0;

	for (const struct rule *r; (r = next_rule(p, w, COUNT_REST, &at));)
		if (rest < r->min && (r->shifts == ~(shift_set)0 ||
				      (shift >= 0 && (r->shifts >> shift & 1))))
			price += r->strength == RULE_HARD
					 ? HUGE_VAL
					 : r->price * (double)(r->min - rest) /
						   60;
	if (shift < 0 || next_shift < 0)
		return price;
	at = 0;
	for (const struct rule *r; (r = next_rule(p, w, COUNT_FOLLOWS, &at));)
		if ((r->shifts >> shift & 1) && (r->then >> next_shift & 1) &&
		    r->max <= 0)
			price += price_of(r);
	return price;
}

/* Choices of a day as distinct (shift, from) or (shift, until). */
struct keys {
	int16_t *of; /* [menu.n] key of each choice */
	int *choice; /* [n] one choice of each key */
	int n;
};

static struct keys keys_of(struct arena *a, const struct plan *p,
			   const struct menu *m, bool ends)
{
	struct keys keys = { arena_new(a, int16_t, m->n),
			     arena_new(a, int, m->n), 0 };

	for (int k = 0; k < m->n; k++) {
		const struct option *o = plan_option(p, &m->list[k]);
		int j = 0;
		for (; j < keys.n; j++) {
			const struct option *q =
				plan_option(p, &m->list[keys.choice[j]]);
			if (q->shift == o->shift &&
			    (ends ? q->until == o->until : q->from == o->from))
				break;
		}
		if (j == keys.n)
			keys.choice[keys.n++] = k;
		keys.of[k] = (int16_t)j;
	}
	return keys;
}

/* Row of prices after one end key, over all start keys of the next day. */
static void pair_row(const struct plan *p, const struct worker *w, int shift,
		     int64_t until, const struct menu *next,
		     const struct keys *starts, double *row)
{
	for (int j = 0; j < starts->n; j++) {
		const struct option *o =
			plan_option(p, &next->list[starts->choice[j]]);
		row[j] = pair_price(p, w, shift, until, o->shift, o->from);
	}
}

/*
 * Equal rows, then equal columns, are one class.  Row 0 is "anything goes".
 * Row class of end key e: row_of[e]; beyond CLASSES: class 0, a relaxation.
 */
struct matrix {
	double *price; /* [rows * starts] */
	int rows, starts;
	int8_t *row_of; /* [ends] */
};

static int row_class(struct matrix *m, const double *row)
{
	size_t bytes = (size_t)m->starts * sizeof(*row);

	for (int r = 0; r < m->rows; r++)
		if (memcmp(m->price + (size_t)r * m->starts, row, bytes) == 0)
			return r;
	if (m->rows == CLASSES)
		return 0;
	memcpy(m->price + (size_t)m->rows * m->starts, row, bytes);
	return m->rows++;
}

static struct matrix matrix_of(struct arena *a, const struct plan *p,
			       const struct worker *w, const struct menu *now,
			       const struct keys *ends, const struct menu *next,
			       const struct keys *starts)
{
	struct matrix m = { .starts = starts->n, .rows = 1 };
	double *row = arena_new(a, double, starts->n);

	m.price = arena_new(a, double, CLASSES *(size_t)starts->n);
	m.row_of = arena_new(a, int8_t, ends->n);
	for (int e = 0; e < ends->n; e++) {
		const struct option *o =
			plan_option(p, &now->list[ends->choice[e]]);
		pair_row(p, w, o->shift, o->until, next, starts, row);
		m.row_of[e] = (int8_t)row_class(&m, row);
	}
	return m;
}

static bool same_column(const struct matrix *m, int a, int b)
{
	for (int r = 0; r < m->rows; r++)
		if (m->price[(size_t)r * m->starts + a] !=
		    m->price[(size_t)r * m->starts + b])
			return false;
	return true;
}

/* Column class of each start key; returns their number. */
static int column_classes(const struct matrix *m, int8_t *of, int *one)
{
	int n = 0;

	for (int j = 0; j < m->starts; j++) {
		int c = 0;
		while (c < n && !same_column(m, one[c], j))
			c++;
		if (c == n && n == CLASSES)
			c = 0; /* cannot happen with times alone */
		else if (c == n)
			one[n++] = j;
		of[j] = (int8_t)c;
	}
	return n;
}

/* What yesterday's duty of the past allows: row 1 of the first day. */
static struct matrix matrix_of_past(struct arena *a, const struct plan *p,
				    const struct worker *w,
				    const struct keys *starts)
{
	const struct day_work *last = &w->past[PLAN_PAST - 1];
	struct matrix m = { .starts = starts->n, .rows = 1 };

	m.price = arena_new(a, double, 2 * (size_t)starts->n);
	if (w->has_past && last->worked) {
		m.rows = 2;
		pair_row(p, w, last->shift, last->until, &w->menu[0], starts,
			 m.price + starts->n);
	}
	return m;
}

static void set_pairs(struct arena *a, struct day *day, const struct matrix *m,
		      int8_t *in_of_key)
{
	int *one = arena_new(a, int, CLASSES + 1);

	day->n_in = column_classes(m, in_of_key, one);
	double *pair = arena_new(a, double, (size_t)m->rows * day->n_in);
	for (int r = 0; r < m->rows; r++)
		for (int c = 0; c < day->n_in; c++)
			pair[r * day->n_in + c] =
				m->price[(size_t)r * m->starts + one[c]];
	day->pair = pair;
}

/* ---- cells ---- */

static bool counts_choice(const struct plan *p, const struct rule *r,
			  const struct option *o)
{
	return counts_day(p, r, p->period->first_day + o->day) &&
	       (r->shifts == ~(shift_set)0 || (r->shifts >> o->shift & 1));
}

static int16_t count_of(const struct tally *t, int unit, const struct plan *p,
			const struct option *o)
{
	if (t->weekends)
		return 0; /* depends on the day before */
	if (!t->rule)
		return (int16_t)(o->paid / unit);
	return counts_choice(p, t->rule, o);
}

static int find_cell(struct day *day, const struct bundle *cell)
{
	for (int c = 0; c < day->n_cells; c++)
		if (memcmp(&day->cells[c], cell, sizeof(*cell)) == 0)
			return c;
	day->cells[day->n_cells] = *cell;
	return day->n_cells++;
}

static void sort_choices(struct arena *a, struct pricer *q,
			 const struct plan *p, const struct worker *w, int d,
			 int unit, const int8_t *in, const int8_t *out)
{
	const struct menu *m = &w->menu[d];
	struct day *day = &q->day[d];
	int16_t *cell_of = arena_new(a, int16_t, m->n);

	day->cells = arena_new(a, struct bundle, m->n);
	day->n = m->n;
	day->may_off = m->may_off;
	day->away = m->may_off && m->without != CELL_OFF;
	for (int k = 0; k < m->n; k++) {
		const struct option *o = plan_option(p, &m->list[k]);
		struct bundle cell = { { 0 }, in[k], out[k] };
		for (int t = 0; t < q->n_tallies; t++)
			cell.add[t] = count_of(&q->tally[t], unit, p, o);
		cell_of[k] = (int16_t)find_cell(day, &cell);
	}
	day->cell_of = cell_of;
}

static void add_days(struct arena *a, struct pricer *q, const struct plan *p,
		     const struct worker *w, int unit)
{
	struct keys starts = keys_of(a, p, &w->menu[0], false);
	struct matrix m = matrix_of_past(a, p, w, &starts);

	q->past_class = m.rows == 2;
	q->classes = m.rows;

	for (int d = 0; d < p->days; d++) {
		const struct menu *menu = &w->menu[d];
		int8_t *in_key = arena_new(a, int8_t, starts.n);
		int8_t *in = arena_new(a, int8_t, menu->n);
		int8_t *out = arena_new(a, int8_t, menu->n);

		set_pairs(a, &q->day[d], &m, in_key);
		for (int k = 0; k < menu->n; k++)
			in[k] = in_key[starts.of[k]];
		q->day[d].n_out = 1;
		if (d + 1 < p->days) {
			struct keys ends = keys_of(a, p, menu, true);
			starts = keys_of(a, p, &w->menu[d + 1], false);
			m = matrix_of(a, p, w, menu, &ends, &w->menu[d + 1],
				      &starts);
			for (int k = 0; k < menu->n; k++)
				out[k] = m.row_of[ends.of[k]];
			q->day[d].n_out = m.rows;
			q->classes = max_int(q->classes, m.rows);
		}
		sort_choices(a, q, p, w, d, unit, in, out);
	}
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

struct pricer *pricer_new(struct arena *a, const struct plan *p,
			  const struct worker *w)
{
	struct pricer *q = arena_new(a, struct pricer, 1);
	int unit = unit_of(p, w);

	q->days = p->days;
	q->n_index = 1;
	q->day = arena_new(a, struct day, p->days);
	for (int d = 0; d < p->days; d++)
		q->has_away = q->has_away || (w->menu[d].may_off &&
					      w->menu[d].without != CELL_OFF);
	add_runs(a, q, p, w);
	add_hours(a, q, p, w, unit);
	add_counts(a, q, p, w, unit, false);
	add_counts(a, q, p, w, unit, true);
	add_loads(a, q, p);
	add_days(a, q, p, w, unit);
	for (int t = 0; t < q->n_tallies; t++)
		set_low(a, q, t);
	return q;
}

/* ---- the recursion ---- */

struct pricing_space *pricing_space_new(void)
{
	return calloc(1, sizeof(struct pricing_space));
}

void pricing_space_close(struct pricing_space *s)
{
	if (!s)
		return;
	free(s->value);
	free(s->list);
	free(s->back);
	free(s);
}

/* One call's work: values of two days, and the way back through all. */
struct sweep {
	const struct pricer *q;
	double *now, *next; /* [rows * classes] */
	int32_t *rows_now, *rows_next;
	int n_now, n_next;
	struct back *back; /* [days * rows * classes] */
	int rows, classes;
	double cell[512]; /* cheapest choice of each cell of the day */
	int16_t best[512];
	double off;
	double steps;
	int d;
};

static void *room_for(void *old, size_t *room, size_t n, size_t size)
{
	if (n <= *room)
		return old;
	free(old);
	*room = n + n / 2;
	void *room_new = malloc(*room * size);
	if (!room_new)
		abort();
	return room_new;
}

static void open_sweep(struct sweep *s, struct pricing_space *space)
{
	size_t states = (size_t)s->rows * (size_t)s->classes;
	size_t steps = states * (size_t)s->q->days;

	if (2 * states > space->room_value) {
		space->value = room_for(space->value, &space->room_value,
					2 * states, sizeof(double));
		free(space->list);
		space->list = calloc(space->room_value, sizeof(int32_t));
		if (!space->list)
			abort();
		for (size_t k = 0; k < space->room_value; k++)
			space->value[k] = HUGE_VAL;
	}
	space->back = room_for(space->back, &space->room_back, steps,
			       sizeof(struct back));
	s->now = space->value;
	s->next = space->value + states;
	s->back = space->back;
	s->rows_now = space->list;
	s->rows_next = space->list + s->rows;
	int row = s->q->first_run * s->q->n_index;
	for (int t = 0; t < s->q->n_tallies; t++)
		row += s->q->tally[t].first * s->q->tally[t].stride;
	s->now[row * s->classes + s->q->past_class] = 0;
	s->rows_now[s->n_now++] = row;
}

static void cheapest_of_cells(struct sweep *s, const double *cost)
{
	const struct day *day = &s->q->day[s->d];

	for (int c = 0; c < day->n_cells; c++)
		s->cell[c] = HUGE_VAL;
	for (int k = 0; k < day->n; k++) {
		int c = day->cell_of[k];
		if (cost[k] < s->cell[c]) {
			s->cell[c] = cost[k];
			s->best[c] = (int16_t)k;
		}
	}
}

static void reach(struct sweep *s, int row, int class, double value,
		  struct back from)
{
	double *v = s->next + (size_t)row * s->classes;

	if (value >= v[class])
		return;
	bool fresh = v[class] == HUGE_VAL;
	for (int c = 0; fresh && c < s->classes; c++)
		fresh = v[c] == HUGE_VAL;
	if (fresh)
		s->rows_next[s->n_next++] = row;
	v[class] = value;
	s->back[((size_t)s->d * s->rows + row) * s->classes + class] = from;
}

/* A state about to be left: counts, windows that ended yesterday closed. */
struct leaving {
	int row, run, index;
	int count[TALLIES];
	double price; /* of those windows */
	bool worked;
};

static struct leaving leave(const struct sweep *s, int row)
{
	const struct pricer *q = s->q;
	struct leaving l = { .row = row,
			     .run = row / q->n_index,
			     .index = row % q->n_index };

	l.worked = l.run >= q->off_states;
	for (int t = 0; t < q->n_tallies; t++) {
		const struct tally *y = &q->tally[t];
		l.count[t] = l.index / y->stride % y->size;
		if (s->d == 0)
			continue;
		if (y->end[s->d - 1])
			l.price += y->end[s->d - 1][l.count[t]];
		if (y->reset[s->d - 1]) {
			l.index -= l.count[t] * y->stride;
			l.count[t] = 0;
		}
	}
	return l;
}

static int least_class(const struct sweep *s, int row, int n)
{
	const double *v = s->now + (size_t)row * s->classes;
	int best = 0;

	for (int c = 1; c < n; c++)
		if (v[c] < v[best])
			best = c;
	return best;
}

/* Length of a run state, 1.. */
static int length_of(const struct pricer *q, const struct leaving *l)
{
	return l->worked ? l->run - q->off_states + 1 : l->run + 1;
}

static int at_most(int x, int max)
{
	return x < max ? x : max;
}

/* A run of work that lasts since the first day may be exempt. */
static double stop_price(const struct sweep *s, const struct leaving *l)
{
	const struct pricer *q = s->q;
	int length = length_of(q, l);

	if (q->has_away)
		return 0;
	if (!l->worked)
		return q->exempt && length >= s->d ? 0 : q->off_stop[length];
	return q->exempt && length >= s->d ? 0 : q->work_stop[length];
}

/* Can these counts still reach what the windows ask? */
static bool not_lost(const struct sweep *s, const int *count)
{
	for (int t = 0; t < s->q->n_tallies; t++)
		if (count[t] < s->q->tally[t].low[s->d])
			return false;
	return true;
}

static void take_off(struct sweep *s, const struct leaving *l, int n)
{
	const struct pricer *q = s->q;
	int class = least_class(s, l->row, n);
	double v = s->now[l->row * s->classes + class] + l->price + s->off;
	int length = 1;

	if (!l->worked && !(q->fresh && s->d == 0))
		length = at_most(length_of(q, l) + 1, q->off_states);
	if (q->day[s->d].away) {
		length = q->off_states;
	} else {
		if (l->worked)
			v += stop_price(s, l);
		v += q->has_away ? 0 : q->off_step[length];
	}
	if (v < HUGE_VAL && not_lost(s, l->count))
		reach(s, (length - 1) * q->n_index + l->index, 0, v,
		      (struct back){ l->row, (int16_t) class, DUTY_OFF });
}

/* Index of counts after a choice of this cell, -1: too many. */
static int counted(const struct sweep *s, const struct leaving *l,
		   const struct bundle *cell)
{
	const struct pricer *q = s->q;
	int index = l->index;

	for (int t = 0; t < q->n_tallies; t++) {
		const struct tally *y = &q->tally[t];
		int add = cell->add[t];
		if (y->weekends)
			add = y->weekend[s->d] == 1 ||
			      (y->weekend[s->d] == 2 && !l->worked);
		if (l->count[t] + add >= y->size) {
			if (y->strict)
				return -1;
			add = y->size - 1 - l->count[t];
		}
		if (l->count[t] + add < y->low[s->d])
			return -1;
		index += add * y->stride;
	}
	return index;
}

static void take_work(struct sweep *s, const struct leaving *l, int n)
{
	const struct pricer *q = s->q;
	const struct day *day = &q->day[s->d];
	const double *v = s->now + (size_t)l->row * s->classes;
	int length =
		l->worked ? at_most(length_of(q, l) + 1, q->work_states) : 1;
	int run = q->off_states + length - 1;
	double step = q->work_step[length] + l->price;
	double in[CLASSES];
	int16_t from[CLASSES];

	s->steps += n * day->n_in + 4 * day->n_cells;
	if (!l->worked)
		step += stop_price(s, l);
	if (step == HUGE_VAL)
		return;
	for (int j = 0; j < day->n_in; j++) {
		in[j] = HUGE_VAL;
		from[j] = 0;
		for (int c = 0; c < n; c++)
			if (v[c] + day->pair[c * day->n_in + j] < in[j]) {
				in[j] = v[c] + day->pair[c * day->n_in + j];
				from[j] = (int16_t)c;
			}
	}
	for (int c = 0; c < day->n_cells; c++) {
		const struct bundle *cell = &day->cells[c];
		double value = in[cell->in] + step + s->cell[c];
		int index = value < HUGE_VAL ? counted(s, l, cell) : -1;
		if (index >= 0)
			reach(s, run * q->n_index + index, cell->out, value,
			      (struct back){ l->row, from[cell->in],
					     s->best[c] });
	}
}

/* Today's rows are empty again and become tomorrow's. */
static void turn_page(struct sweep *s)
{
	double *values = s->now;
	int32_t *rows = s->rows_now;

	for (int k = 0; k < s->n_now; k++)
		for (int c = 0; c < s->classes; c++)
			values[(size_t)rows[k] * s->classes + c] = HUGE_VAL;
	s->now = s->next;
	s->rows_now = s->rows_next;
	s->n_now = s->n_next;
	s->next = values;
	s->rows_next = rows;
	s->n_next = 0;
}

static void step_day(struct sweep *s)
{
	const struct pricer *q = s->q;
	int n = s->d == 0 ? 1 + q->past_class : q->day[s->d - 1].n_out;

	s->steps += 4.0 * s->n_now * s->classes + s->q->day[s->d].n;
	for (int k = 0; k < s->n_now; k++) {
		struct leaving l = leave(s, s->rows_now[k]);
		if (l.price == HUGE_VAL)
			continue;
		if (q->day[s->d].may_off)
			take_off(s, &l, n);
		take_work(s, &l, n);
	}
	turn_page(s);
}

static void note_load(struct pricing_loads *loads, int count, double value)
{
	if (loads && value < loads->value[count])
		loads->value[count] = value;
}

static double walk_back(struct sweep *s, int16_t *pick,
			struct pricing_loads *loads)
{
	double best = HUGE_VAL;
	struct back at = { 0, 0, 0 };
	size_t states = (size_t)s->rows * (size_t)s->classes;

	for (int k = 0; k < s->n_now; k++) {
		int row = s->rows_now[k];
		struct leaving l = leave(s, row);
		int load = s->q->loads < 0 ? 0 : l.count[s->q->loads];
		for (int c = 0; c < s->classes; c++) {
			double v = s->now[row * s->classes + c] + l.price;
			note_load(loads, load, v);
			v += loads ? loads->price[load] : 0;
			if (v < best) {
				best = v;
				at = (struct back){ row, (int16_t)c, 0 };
			}
		}
	}
	for (int d = s->q->days - 1; d >= 0 && best < HUGE_VAL; d--) {
		at = s->back[(size_t)d * states +
			     (size_t)(at.row * s->classes + at.class)];
		pick[d] = at.cell;
	}
	return best;
}

double pricer_best(const struct pricer *pricer, struct pricing_space *space,
		   const double *const *cost, const double *off, int16_t *pick,
		   struct pricing_loads *loads)
{
	struct sweep s = { .q = pricer, .classes = pricer->classes };

	s.rows = (pricer->off_states + pricer->work_states) * pricer->n_index;
	for (int c = 0; loads && c < PRICING_LOADS; c++)
		loads->value[c] = HUGE_VAL;
	open_sweep(&s, space);
	for (s.d = 0; s.d < pricer->days; s.d++) {
		s.off = off[s.d];
		cheapest_of_cells(&s, cost[s.d]);
		step_day(&s);
	}
	space->steps = s.steps;
	double best = walk_back(&s, pick, loads);
	turn_page(&s);
	return best;
}

bool pricer_counts_loads(const struct pricer *pricer)
{
	return pricer->loads >= 0;
}

double pricing_steps(const struct pricing_space *space)
{
	return space->steps;
}
