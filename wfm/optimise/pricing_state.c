#include "optimise/pricing_state.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "optimise/pricing_dense.h"
#include "optimise/regular.h"

bool pricing_counts_all(const struct plan *p, const struct rule *r)
{
	shift_set all =
		p->period->site->n_shifts >= SHIFT_MAX
			? ~(shift_set)0
			: ((shift_set)1 << p->period->site->n_shifts) - 1;

	return (r->shifts & all) == all && (r->days & DAYS_WEEK) == DAYS_WEEK;
}

bool pricing_counts(const struct plan *p, const struct rule *r, int shift,
		    int civil_day)
{
	if (!(r->days & site_day_kind(p->period->site, civil_day)))
		return false;
	return r->shifts == ~(shift_set)0 ||
	       (shift >= 0 && (r->shifts >> shift & 1));
}

double pricing_price(const struct rule *r)
{
	return r->strength == RULE_HARD ? HUGE_VAL : r->price;
}

/* Rules of one sort that this person is held to. */
const struct rule *pricing_rule(const struct plan *p, const struct worker *w,
				enum count count, int *at)
{
	while (*at < w->who->n_rules) {
		const struct rule *r = &w->who->rules[(*at)++];
		if (r->count == count && r->strength != RULE_OFF &&
		    !plan_waives(p, w, r))
			return r;
	}
	return NULL;
}

/* Of all duties; those of a window, and of some duties, are regular. */
static bool asks_of_each_run(const struct plan *p, const struct rule *r)
{
	return r->over == OVER_RUN && pricing_counts_all(p, r);
}

/* Longest run that any rule of the sort still tells apart. */
static int longest(const struct plan *p, const struct worker *w,
		   enum count count)
{
	int n = 1, at = 0;

	for (const struct rule *r; (r = pricing_rule(p, w, count, &at));) {
		if (!asks_of_each_run(p, r))
			continue;
		n = max_int(n, r->min);
		if (r->max < p->days + PLAN_PAST)
			n = max_int(n, r->max + 1);
	}
	return n;
}

double pricing_times(double price, int n)
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

	for (const struct rule *r; (r = pricing_rule(p, w, count, &at));) {
		if (!asks_of_each_run(p, r))
			continue;
		for (int l = 1; l <= n; l++) {
			if (l > r->max)
				s[l] += pricing_price(r);
			e[l] += pricing_times(pricing_price(r), r->min - l);
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

/* Run states: 0..off_states-1 off, the last not judged; then work. */
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
	bool unsure = is_unsure(w, n);
	q->has_away = q->has_away || unsure;
	if (work)
		return q->off_states +
		       (n < q->work_states ? n : q->work_states) - 1;
	if (unsure)
		return q->off_states - 1;
	return (n < q->off_states ? n : q->off_states - 1) - 1;
}

/* No rule asks about runs of work up to this length, however they end. */
static int free_run(const struct pricer *q)
{
	int n = 0;

	for (int l = 1; l <= q->work_states; l++)
		if (q->work_stop[l] != 0)
			return 0;
	while (n < q->work_states && q->work_step[n + 1] == 0)
		n++;
	return n;
}

/* Length of a run state, 1.. */
static int length_of(const struct pricer *q, int run)
{
	return run >= q->off_states ? run - q->off_states + 1 : run + 1;
}

/* A run of days off that is never too short. */
static bool is_unjudged(const struct pricer *q, int run)
{
	return run == q->off_states - 1;
}

/* A run that ends before day d; one that lasts since the first day may be
 * exempt. */
static double stop_price(const struct pricer *q, int run, int d)
{
	bool worked = run >= q->off_states;
	int length = length_of(q, run);

	if (worked ? q->has_away : is_unjudged(q, run))
		return 0;
	if (q->exempt && length >= d)
		return 0;
	return worked ? q->work_stop[length] : q->off_stop[length];
}

static int min_int(int a, int b)
{
	return a < b ? a : b;
}

int pricing_run_off(const struct pricer *q, int run, int d, double *price)
{
	bool worked = run >= q->off_states;
	int length = 1;

	*price = 0;
	if (!worked && !(q->fresh && d == 0))
		length = min_int(length_of(q, run) + 1, q->off_states - 1);
	if (q->day[d].away || is_unjudged(q, run))
		return q->off_states - 1;
	if (worked)
		*price = stop_price(q, run, d);
	*price += q->has_away ? 0 : q->off_step[length];
	return length - 1;
}

int pricing_run_work(const struct pricer *q, int run, int d, double *price)
{
	bool worked = run >= q->off_states;
	int length =
		worked ? min_int(length_of(q, run) + 1, q->work_states) : 1;

	*price = q->work_step[length];
	if (!worked)
		*price += stop_price(q, run, d);
	return q->off_states + length - 1;
}

static void add_runs(struct arena *a, struct pricer *q, const struct plan *p,
		     const struct worker *w)
{
	q->work_states = longest(p, w, COUNT_RUN);
	int off = longest(p, w, COUNT_RUN_OFF);

	q->off_states = off + 1;
	run_prices(a, p, w, COUNT_RUN, q->work_states, &q->work_step,
		   &q->work_stop);
	run_prices(a, p, w, COUNT_RUN_OFF, off, &q->off_step, &q->off_stop);
	q->free_run = free_run(q);
	q->exempt = p->period->site->edges_exempt || !w->has_past;
	q->first_run = run_of_past(q, w);
}

/* Over a long period each state is there for many days. */
static int states_for(int days)
{
	return days > MANY_DAYS ? (int)((int64_t)MANY_STATES * MANY_DAYS / days)
				: MANY_STATES;
}

/* False: more states than there is room for. */
static bool add_automaton(struct pricer *q)
{
	int runs = q->off_states + q->work_states;
	double states = (double)runs * q->n_index * q->automaton->size;

	q->stride = q->n_index;
	q->n_index *= q->automaton->size;
	return states <= q->most_states;
}

/* Rules that most best tours keep by themselves. */
struct others {
	const struct automaton *automaton; /* NULL: none of them */
	const bool *taken;
	bool starts;
};

/* NULL: that automaton is too much. */
static struct pricer *make(struct arena *a, const struct plan *p,
			   const struct worker *w, const bool *counted,
			   struct others others)
{
	struct pricer *q = arena_new(a, struct pricer, 1);
	int unit = pricing_unit(p, w);

	q->automaton = others.automaton;
	q->taken = others.taken;
	q->starts = others.starts;
	q->days = p->days;
	q->day = arena_new(a, struct day, p->days);
	for (int d = 0; d < p->days; d++)
		q->has_away = q->has_away || (w->menu[d].may_off &&
					      w->menu[d].without != CELL_OFF);
	add_runs(a, q, p, w);
	q->most_states = counted ? states_for(p->days) : STATES;
	pricing_add_tallies(a, q, p, w, unit, counted);
	if (q->automaton && !add_automaton(q))
		return NULL;
	pricing_add_days(a, q, p, w, unit);
	if (q->merged)
		return NULL;
	pricing_set_low(a, q);
	q->dense = dense_new(a, q);
	return q;
}

struct pricer *pricer_with(struct arena *a, const struct plan *p,
			   const struct worker *w, const bool *counted)
{
	bool *taken = arena_new(a, bool, w->who->n_rules);
	struct others all = { regular_new(a, p, w, counted ? FEW_ROWS : ROWS,
					  taken),
			      taken, pricing_starts_matter(p, w) };
	struct others pairs = { NULL, NULL, all.starts };
	struct pricer *q = make(a, p, w, counted, all);

	if (q && !q->starts && (!q->automaton || q->automaton->size <= SMALL))
		return q;
	if (!q)
		q = make(a, p, w, counted, pairs);
	if (q->automaton || q->starts)
		q->plain = make(a, p, w, counted,
				(struct others){ NULL, NULL, false });
	return q;
}

struct pricer *pricer_new(struct arena *a, const struct plan *p,
			  const struct worker *w)
{
	return pricer_with(a, p, w, NULL);
}
