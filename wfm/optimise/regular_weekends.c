/* Weekends: worked whole, in one shift, in a row, free in a window. */
#include "optimise/regular_state.h"

static bool has_weekends(const struct regular *x)
{
	int weekend = x->plan->period->site->weekend & DAYS_WEEK;

	return weekend != 0 && weekend != DAYS_WEEK;
}

static bool is_first_day(const struct regular *x, int d)
{
	return regular_in_weekend(x, d) && !regular_in_weekend(x, d - 1);
}

static bool is_last_day(const struct regular *x, int d)
{
	return regular_in_weekend(x, d) && !regular_in_weekend(x, d + 1);
}

/* Each event for itself. */
static bool each_ready(struct arena *a, struct regular *x)
{
	(void)a;
	return has_weekends(x) && x->rule->max <= 0 &&
	       (x->rule->over == OVER_RUN || x->rule->over == OVER_PERIOD);
}

/* ---- whole ---- */

enum { WORKED, FREE, UNSURE };

static double split_day(const struct regular *x, struct memory *m, int d,
			const struct day_work *w)
{
	bool split;

	if (!regular_in_weekend(x, d) || is_first_day(x, d))
		*m = (struct memory){ { 0, 0, 0, 0 } };
	if (!regular_in_weekend(x, d))
		return 0;
	if (regular_counts(x, w, d))
		m->word[WORKED] = 1;
	else
		m->word[FREE] = 1;
	if (!w->worked && (!w->known || w->absent))
		m->word[UNSURE] = 1;
	if (m->word[UNSURE])
		m->word[WORKED] = m->word[FREE] = 0;
	split = is_last_day(x, d) && m->word[WORKED] && m->word[FREE];
	return d >= 0 && split ? x->price : 0;
}

const struct regular_kind regular_split = { each_ready, split_day, false, false,
					    false };

/* ---- one shift ---- */

enum { SHIFT, MIXED };

static double mixed_day(const struct regular *x, struct memory *m, int d,
			const struct day_work *w)
{
	int shift = w->shift + 2; /* -1 is an unknown template */

	if (!regular_in_weekend(x, d) || is_first_day(x, d))
		*m = (struct memory){ { 0, 0, 0, 0 } };
	if (!regular_in_weekend(x, d) || !regular_counts(x, w, d) ||
	    m->word[MIXED])
		return 0;
	if (m->word[SHIFT] == 0 || m->word[SHIFT] == shift) {
		m->word[SHIFT] = shift;
		return 0;
	}
	m->word[SHIFT] = 0;
	m->word[MIXED] = 1;
	return d >= 0 ? x->price : 0;
}

const struct regular_kind regular_mixed = { each_ready, mixed_day, true, false,
					    false };

/* ---- in a row ---- */

enum { LENGTH, NOW };		  /* links, and the weekend under way: */
enum { NONE, BEFORE, IN_PERIOD }; /* worked, in its days of the period */

static bool run_ready(struct arena *a, struct regular *x)
{
	(void)a;
	return has_weekends(x) && x->rule->over == OVER_RUN &&
	       x->rule->min <= 1 && x->rule->max < PLAN_PAST / 7;
}

/* What a run has beyond its most costs a unit a weekend, but not those that
 * were worked before the period alone. */
static double run_day(const struct regular *x, struct memory *m, int d,
		      const struct day_work *w)
{
	int *length = &m->word[LENGTH], *now = &m->word[NOW];
	double price = 0;

	if (!regular_in_weekend(x, d))
		return 0;
	if (regular_counts(x, w, d)) {
		if (d >= 0 && *now != IN_PERIOD && *length >= x->rule->max)
			price = x->price;
		*now = d >= 0 ? IN_PERIOD : BEFORE;
	}
	if (!is_last_day(x, d))
		return price;
	*length = *now == NONE ? 0 : *length + (*length < x->rule->max);
	*now = NONE;
	return price;
}

const struct regular_kind regular_run_weekends = { run_ready, run_day, false,
						   false, false };

/* ---- in a window ---- */

enum { WEEKENDS = 12 }; /* remembered at most */

/* A window, judged on the last day of its last weekend that begins in the
 * period; of weekends begun until then the latest is bit 0. */
struct weekend_due {
	unsigned of;	 /* those that are in it */
	int most, least; /* worked of these */
	const struct weekend_due *next;
};

/* Of the past and the period. */
struct weekend_list {
	struct weekend_days {
		int from, until;    /* the period alone sees its part */
		bool before, known; /* worked before the period; all days are */
	} * list;
	int n;
	bool part;
};

static bool begins(const struct regular *x, int d, bool part)
{
	return is_first_day(x, d) ||
	       (part && d == 0 && regular_in_weekend(x, d));
}

static struct weekend_days weekend_from(const struct regular *x, int d,
					bool part)
{
	struct weekend_days e = { d, d, false, true };

	for (; regular_in_weekend(x, e.until); e.until++) {
		if (part && e.until >= x->days)
			break;
		if (e.until >= x->days || !x->known[e.until])
			e.known = false;
		if (e.until < 0 &&
		    regular_counts(x, &x->worker->past[PLAN_PAST + e.until],
				   e.until))
			e.before = true;
	}
	return e;
}

static struct weekend_list weekends_of(struct arena *a, const struct regular *x)
{
	bool part = x->rule->over == OVER_PERIOD || x->rule->over == OVER_RUN;
	int end = x->days + REGULAR_AHEAD;
	struct weekend_list all = {
		arena_new(a, struct weekend_days, end + PLAN_PAST), 0, part
	};

	for (int d = part ? 0 : -PLAN_PAST; d < (part ? x->days : end); d++)
		if (begins(x, d, part))
			all.list[all.n++] = weekend_from(x, d, part);
	return all;
}

/* False: more weekends than are remembered. */
static bool add_due(struct arena *a, struct regular *x,
		    const struct weekend_list *e, struct day_range window)
{
	const struct rule *r = x->rule;
	struct weekend_due due = { .most = r->max };
	int all = 0, known = 0, before = 0, first = -1, last = -1, latest = 0;

	for (int k = 0; k < e->n; k++) {
		const struct weekend_days *w = &e->list[k];
		if (w->from < window.from || w->from >= window.until)
			continue;
		all++;
		known += w->known;
		before += w->before;
		first = first < 0 ? k : first;
		last = w->from < x->days ? k : last;
	}
	if (last < 0 || e->list[last].until <= 0)
		return true;
	int day = e->list[last].until - 1;
	day = day < x->days ? day : x->days - 1;
	while (latest + 1 < e->n && e->list[latest + 1].from <= day)
		latest++;
	if (latest - first >= WEEKENDS)
		return false;
	for (int k = first; k <= last; k++)
		due.of |= 1u << (latest - k);
	if (r->count == COUNT_FREE_WEEKENDS) {
		int low = r->min < all - before ? r->min : all - before;
		due.most = all - low;
		due.least = known == all ? all - r->max : 0;
	} else if (before > due.most) {
		due.most = before;
	}
	due.next = x->due[day];
	x->due[day] = arena_copy(a, &due, 1, sizeof(due));
	return true;
}

static bool window_ready(struct arena *a, struct regular *x)
{
	enum over over =
		x->rule->over == OVER_RUN ? OVER_PERIOD : x->rule->over;
	int length = x->rule->length;

	if (!has_weekends(x) ||
	    (x->rule->count == COUNT_WEEKENDS && x->rule->min > 0) ||
	    (over == OVER_ROLLING && length > PLAN_PAST) ||
	    !regular_windows(a, x, over))
		return false;
	struct weekend_list e = weekends_of(a, x);
	x->due = arena_new(a, const struct weekend_due *, x->days);
	for (int d = 0; d < x->days; d++) {
		struct day_range w = x->window[d];
		if (over == OVER_ROLLING)
			w = (struct day_range){ d + 1 - length, d + 1 };
		else if (d > 0 && d != w.from)
			continue;
		if (!add_due(a, x, &e, w))
			return false;
	}
	return true;
}

static int bits_of(unsigned mask)
{
	int n = 0;

	for (; mask; mask &= mask - 1)
		n++;
	return n;
}

static double window_day(const struct regular *x, struct memory *m, int d,
			 const struct day_work *w)
{
	bool part = x->rule->over == OVER_PERIOD || x->rule->over == OVER_RUN;
	unsigned worked = (unsigned)m->word[WORKED];
	double price = 0;

	if (part && d < 0)
		return 0;
	if (begins(x, d, part))
		worked = worked << 1 & ((1u << WEEKENDS) - 1);
	if (regular_in_weekend(x, d) && regular_counts(x, w, d))
		worked |= 1;
	m->word[WORKED] = (int)worked;
	for (const struct weekend_due *due = d < 0 ? NULL : x->due[d]; due;
	     due = due->next) {
		int n = bits_of(worked & due->of);
		price += regular_times(x, n - due->most) +
			 regular_times(x, due->least - n);
	}
	return price;
}

const struct regular_kind regular_weekends = { window_ready, window_day, false,
					       false, false };
