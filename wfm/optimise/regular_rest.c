/*
 * Rests: the longest of a window, and those after some duties.  Remembered is
 * the end of the last duty, while it matters, in seconds from the period's
 * first midnight.
 */
#include "optimise/regular_state.h"

enum { END, LONGEST }; /* minutes; of any days: a bit for each open window */
enum { RUN = 1, PENDING };

static int at(const struct regular *x, int64_t utc)
{
	return (int)(utc - x->midnight[0]);
}

/* Before all duties. */
static void begin(const struct regular *x, struct memory *m, int d)
{
	if (d == -PLAN_PAST)
		m->word[END] = at(x, x->midnight[d]);
}

static int max_of(int a, int b)
{
	return a > b ? a : b;
}

static bool holds_a_day(const struct regular *x, int from, int until)
{
	int d = -PLAN_PAST;

	while (at(x, x->midnight[d]) < from)
		d++;
	return at(x, x->midnight[d + 1]) <= until;
}

/* Minutes of a rest, 0: it is none that counts. */
static int rest_of(const struct regular *x, int from, int until)
{
	if (until <= from ||
	    (x->rule->whole_day && !holds_a_day(x, from, until)))
		return 0;
	return (until - from) / 60;
}

/* No more is asked than the days before the period leave possible. */
static int asked(const struct regular *x, struct day_range window)
{
	int from = at(x, x->midnight[window.from]), longest = 0;
	int until = at(x, x->midnight[window.until]);

	for (int d = -PLAN_PAST; d < 0; d++) {
		const struct day_work *w = &x->worker->past[PLAN_PAST + d];
		if (!w->worked || at(x, w->until) <= from ||
		    at(x, w->from) >= until)
			continue;
		longest = max_of(longest, rest_of(x, from, at(x, w->from)));
		from = max_of(from, at(x, w->until));
	}
	longest = max_of(longest, rest_of(x, from, until));
	return x->rule->min < longest ? x->rule->min : longest;
}

/* ---- calendar windows ---- */

static bool long_ready(struct arena *a, struct regular *x)
{
	int *low = arena_new(a, int, PLAN_PAST + x->days);

	if (x->rule->max < RULE_NO_MAX ||
	    !regular_windows(a, x,
			     x->rule->over == OVER_RUN ? OVER_PERIOD
						       : x->rule->over))
		return false;
	low += PLAN_PAST;
	for (int d = x->window[0].from; d < x->days; d++)
		low[d] = d == x->window[0].from || d == x->window[d].from
				 ? asked(x, x->window[d])
				 : low[d - 1];
	x->low = low;
	return true;
}

/* Multiples of the grain: duties end earlier and rests are longer than they
 * are, so that the price is never too high. */
static int grain_below(const struct regular *x, int seconds)
{
	int grain = x->grain * 60, far = PLAN_PAST * 86400;

	return (seconds + far) / grain * grain - far;
}

static int grain_above(const struct regular *x, int minutes)
{
	return (minutes + x->grain - 1) / x->grain * x->grain;
}

static double long_day(const struct regular *x, struct memory *m, int d,
		       const struct day_work *w)
{
	struct day_range window = x->window[d];
	int *end = &m->word[END], *longest = &m->word[LONGEST];
	int low = x->low[d], until = at(x, x->midnight[window.until]);
	double price = 0;

	begin(x, m, d);
	if (d < x->window[0].from) {
		*end = w->worked ? max_of(*end, at(x, w->until)) : *end;
		return 0;
	}
	if (d == window.from || d == x->window[0].from) {
		*end = max_of(*end, at(x, x->midnight[window.from]));
		*longest = 0;
	}
	if (w->worked) {
		int rest = rest_of(x, *end, at(x, w->from));
		*longest = max_of(*longest, grain_above(x, rest));
		*end = max_of(*end, grain_below(x, at(x, w->until)));
	}
	if (x->price == HUGE_VAL && *longest < low)
		*longest = 0; /* none is long enough yet: all alike */
	if (regular_closes(x, d)) {
		*longest = max_of(*longest, rest_of(x, *end, until));
		price = regular_times(x, (low - *longest) / 60.0);
		*longest = 0;
		return price;
	}
	if (*longest >= low ||
	    rest_of(x, *end, at(x, x->midnight[d + 1])) >= low) {
		*longest = low;
		*end = max_of(*end, until);
	}
	return 0;
}

const struct regular_kind regular_long_rest = { long_ready, long_day, false,
						true, true };

/* ---- any days ---- */

/* What the window that ends with a day asks. */
static int asked_until(const struct regular *x, int last)
{
	int from = last - x->rule->length + 1;

	for (int d = from; d <= last; d++)
		if (!x->known[d])
			return 0;
	return asked(x, (struct day_range){ from, last + 1 });
}

static bool any_ready(struct arena *a, struct regular *x)
{
	int *low = arena_new(a, int, x->days);

	if (x->rule->max < RULE_NO_MAX || x->price < HUGE_VAL ||
	    x->rule->length > 31)
		return false;
	for (int d = 0; d < x->days; d++)
		low[d] = asked_until(x, d);
	x->low = low;
	return true;
}

/* Windows that still need a rest and have one up to an instant; the bit of
 * the one that ends with day d is the first. */
static void meet(const struct regular *x, struct memory *m, int d, int until)
{
	unsigned open = (unsigned)m->word[LONGEST];

	for (int k = 0; open >> k; k++) {
		int last = d + k, from = last - x->rule->length + 1;
		int begin = at(x, x->midnight[max_of(from, -PLAN_PAST)]);
		if ((open >> k & 1) && rest_of(x, max_of(m->word[END], begin),
					       until) >= x->low[last])
			open &= ~(1u << k);
	}
	m->word[LONGEST] = (int)open;
}

static double any_day(const struct regular *x, struct memory *m, int d,
		      const struct day_work *w)
{
	int length = x->rule->length, last = d + length - 1, k = 0;

	begin(x, m, d);
	if (last >= 0 && last < x->days && x->low[last] > 0)
		m->word[LONGEST] |= (int)(1u << (length - 1));
	if (w->worked) {
		meet(x, m, d, at(x, w->from));
		m->word[END] = max_of(m->word[END], at(x, w->until));
	}
	meet(x, m, d, at(x, x->midnight[d + 1]));
	bool broken = d >= 0 && (m->word[LONGEST] & 1);
	m->word[LONGEST] = (int)((unsigned)m->word[LONGEST] >> 1);
	while (k < length - 1 && !((unsigned)m->word[LONGEST] >> k & 1))
		k++;
	m->word[END] = max_of(
		m->word[END],
		at(x, x->midnight[max_of(d + 2 + k - length, -PLAN_PAST)]));
	return broken ? HUGE_VAL : 0;
}

const struct regular_kind regular_any_rest = { any_ready, any_day, false, true,
					       true };

/* ---- after duties of a sort ---- */

static bool always(struct arena *a, struct regular *x)
{
	(void)a;
	return x->rule->length > 0;
}

static double rest_price(const struct regular *x, int minutes)
{
	const struct rule *r = x->rule;
	int amount = max_of(r->min - minutes, minutes - r->max);

	return regular_times(x, amount / 60.0);
}

static double after_day(const struct regular *x, struct memory *m, int d,
			const struct day_work *w)
{
	int *run = &m->word[RUN], *pending = &m->word[PENDING];
	bool counts = regular_counts(x, w, d), full = *run >= x->rule->length;
	double price = 0;

	if (!w->worked) {
		*pending = *pending || full;
		*run = 0;
		if (x->rule->max >= RULE_NO_MAX &&
		    at(x, x->midnight[d + 1]) - m->word[END] >=
			    x->rule->min * 60)
			*pending = 0;
		if (!*pending)
			m->word[END] = 0;
		return 0;
	}
	if (d >= 0 && (*pending || (full && !counts)))
		price = rest_price(x, (at(x, w->from) - m->word[END]) / 60);
	*run = !counts ? 0 : full && !*pending ? *run : *run + 1;
	*pending = 0;
	m->word[END] = *run >= x->rule->length ? at(x, w->until) : 0;
	return price;
}

const struct regular_kind regular_rest_after = { always, after_day, false, true,
						 true };
