/* Runs of days: each of some duties, the longest of a window; sums over any
 * days. */
#include "optimise/regular_state.h"

/* ---- each run ---- */

enum { LENGTH, SURE, LAST }; /* of the run; its beginning, the day before it */

static bool run_ready(struct arena *a, struct regular *x)
{
	(void)a;
	return x->rule->min < PLAN_PAST &&
	       (x->rule->max < PLAN_PAST || x->rule->max >= RULE_NO_MAX);
}

/* Days that are beyond the most cost a unit each, but for those before the
 * period.  Absence and what nobody knows leave a shortest run unjudged. */
static double run_day(const struct regular *x, struct memory *m, int d,
		      const struct day_work *w)
{
	const struct rule *r = x->rule;
	int *length = &m->word[LENGTH], *sure = &m->word[SURE];
	int cap =
		r->max < RULE_NO_MAX && r->max >= r->min ? r->max + 1 : r->min;
	double price = 0;

	if (!x->kind[d])
		return 0;
	if (regular_counts(x, w, d)) {
		if (*length == 0)
			*sure = m->word[LAST];
		m->word[LAST] = 0;
		if (d >= 0 && *length >= r->max)
			price = x->price;
		*length += *length < cap;
		return price;
	}
	bool ends = w->worked || (w->known && !w->absent);
	if (d >= 0 && *length > 0 && *sure && ends)
		price = regular_times(x, r->min - *length);
	*length = *sure = 0;
	m->word[LAST] = ends;
	return price;
}

const struct regular_kind regular_run = { run_ready, run_day, false, false,
					  false };

/* ---- the longest of a window ---- */

enum { NOW, LONGEST };

/* Every day of it that could be in a run is known, and none absent. */
static bool is_judged(const struct regular *x, struct day_range window)
{
	for (int d = window.from; d < window.until; d++) {
		if (d < -PLAN_PAST || d >= x->days)
			return false;
		if ((x->rule->count == COUNT_RUN_OFF || x->kind[d]) &&
		    (!x->known[d] || x->absent[d]))
			return false;
	}
	return true;
}

static bool longest_ready(struct arena *a, struct regular *x)
{
	int *low = arena_new(a, int, x->days);

	if (x->rule->over == OVER_ROLLING || x->rule->max < RULE_NO_MAX ||
	    !regular_windows(a, x, x->rule->over))
		return false;
	for (int d = 0; d < x->days; d++)
		low[d] = is_judged(x, x->window[d]) ? x->rule->min : 0;
	x->low = low;
	return true;
}

static double longest_day(const struct regular *x, struct memory *m, int d,
			  const struct day_work *w)
{
	bool off = x->rule->count == COUNT_RUN_OFF;
	bool in = off ? !w->worked : regular_counts(x, w, d);
	int *now = &m->word[NOW], *longest = &m->word[LONGEST];
	int least = x->rule->min;
	double price = 0;

	if (d == x->window[d].from)
		*now = *longest = 0;
	if (!off && !x->kind[d])
		in = false;
	else if (in)
		*now += *now < least;
	else
		*now = 0;
	*longest = *now > *longest ? *now : *longest;
	if (regular_closes(x, d)) {
		price = regular_times(x, x->low[d] - *longest);
		*longest = 0;
	}
	return price;
}

const struct regular_kind regular_longest = { longest_ready, longest_day, false,
					      false, false };

/* ---- sums over any days ---- */

enum { DAYS };
enum { MOST_LENGTH = 14 };

/* low[2 d] is the least in the window that ends with day d, low[2 d + 1] the
 * most. */
static bool any_ready(struct arena *a, struct regular *x)
{
	const struct rule *r = x->rule;
	int *low = arena_new(a, int, 2 * x->days);

	if (r->length < 2 || r->length > MOST_LENGTH)
		return false;
	for (int d = 0; d < x->days; d++) {
		int known = 0, absent = 0, before = 0;
		for (int k = d - r->length + 1; k <= d; k++) {
			known += x->known[k];
			absent += x->absent[k] && x->kind[k];
			before +=
				k < 0 &&
				regular_counts(
					x, &x->worker->past[PLAN_PAST + k], k);
		}
		low[2 * d] = known == r->length ? r->min - absent : 0;
		low[2 * d + 1] = before > r->max ? before : r->max;
	}
	x->low = low;
	return true;
}

static double any_day(const struct regular *x, struct memory *m, int d,
		      const struct day_work *w)
{
	unsigned days = (unsigned)m->word[DAYS] << 1;
	int n = 0;

	days &= (1u << x->rule->length) - 1;
	days |= regular_counts(x, w, d);
	m->word[DAYS] = (int)days & ((1 << (x->rule->length - 1)) - 1);
	if (d < 0)
		return 0;
	for (; days; days &= days - 1)
		n++;
	return regular_times(x, n - x->low[2 * d + 1]) +
	       regular_times(x, x->low[2 * d] - n);
}

const struct regular_kind regular_any_days = { any_ready, any_day, false, false,
					       false };
