/* Which shifts: kinds in a window, steps day after day, weeks in turn, spread
 * of starts, days off after some. */
#include "optimise/regular_state.h"

#include <string.h>

static bool calendar_windows(struct arena *a, struct regular *x,
			     enum over otherwise)
{
	enum over over = x->rule->over == OVER_RUN ? otherwise : x->rule->over;

	return over != OVER_ROLLING && regular_windows(a, x, over);
}

/* ---- kinds in a window ---- */

enum { LOW_HALF, HIGH_HALF }; /* of the set */

static bool kinds_ready(struct arena *a, struct regular *x)
{
	return calendar_windows(a, x, OVER_PERIOD);
}

static int size_of(unsigned low, unsigned high)
{
	int n = 0;

	for (; low; low &= low - 1)
		n++;
	for (; high; high &= high - 1)
		n++;
	return n;
}

/* Each kind beyond the most costs a unit, but for those before the period. */
static double kinds_day(const struct regular *x, struct memory *m, int d,
			const struct day_work *w)
{
	if (d == x->window[d].from)
		*m = (struct memory){ { 0, 0, 0, 0 } };
	if (d < x->window[0].from || !regular_counts(x, w, d) || w->shift < 0)
		return 0;
	int *half = &m->word[w->shift < 32 ? LOW_HALF : HIGH_HALF];
	unsigned bit = 1u << (w->shift & 31);
	if ((unsigned)*half & bit)
		return 0;
	*half = (int)((unsigned)*half | bit);
	int n = size_of((unsigned)m->word[LOW_HALF],
			(unsigned)m->word[HIGH_HALF]);
	return d >= 0 && n > x->rule->max ? x->price : 0;
}

const struct regular_kind regular_kinds = { kinds_ready, kinds_day, true, false,
					    false };

/* ---- spread of starts ---- */

enum { ANY, LOW, HIGH }; /* minutes after midnight by the clock */

static bool spread_ready(struct arena *a, struct regular *x)
{
	return calendar_windows(a, x, OVER_CALENDAR_WEEK);
}

static int start_of(const struct regular *x, const struct day_work *w, int d)
{
	struct wall wall = zone_wall(x->plan->period->site->zone, w->from);

	return (wall.day - x->first - d) * 1440 + wall.seconds / 60;
}

static double spread_price(const struct regular *x, const struct memory *m)
{
	return regular_times(x, (m->word[HIGH] - m->word[LOW] - x->rule->max) /
					60.0);
}

/* What is beyond the most before the period is not held against it. */
static double spread_day(const struct regular *x, struct memory *m, int d,
			 const struct day_work *w)
{
	struct memory before;

	if (d == x->window[d].from)
		*m = (struct memory){ { 0, 0, 0, 0 } };
	if (d < x->window[0].from || !regular_counts(x, w, d))
		return 0;
	int start = start_of(x, w, d);
	before = *m;
	if (!m->word[ANY] || start < m->word[LOW])
		m->word[LOW] = start;
	if (!m->word[ANY] || start > m->word[HIGH])
		m->word[HIGH] = start;
	m->word[ANY] = 1;
	if (d < 0 || memcmp(&before, m, sizeof(before)) == 0)
		return 0;
	double price = spread_price(x, m);
	return price == HUGE_VAL || !before.word[ANY]
		       ? price
		       : price - spread_price(x, &before);
}

const struct regular_kind regular_spread = { spread_ready, spread_day, false,
					     true, false };

/* ---- day after day ---- */

enum { STEPS }; /* bit k: the days until now end with the first k + 1 */

static bool sequence_ready(struct arena *a, struct regular *x)
{
	(void)a;
	return x->rule->max <= 0 && x->rule->over != OVER_ROLLING;
}

static double sequence_day(const struct regular *x, struct memory *m, int d,
			   const struct day_work *w)
{
	const struct rule *r = x->rule;
	unsigned before = (unsigned)m->word[STEPS] << 1 | 1, now = 0;

	for (int k = 0; k < r->length; k++) {
		bool is = r->steps[k] ? w->worked && w->shift >= 0 &&
						(r->steps[k] >> w->shift & 1)
				      : !w->worked && w->known;
		if (is && (before >> k & 1))
			now |= 1u << k;
	}
	bool whole = now >> (r->length - 1) & 1;
	m->word[STEPS] = (int)(now & ~(1u << (r->length - 1)));
	return d >= 0 && whole ? x->price : 0;
}

const struct regular_kind regular_sequence = { sequence_ready, sequence_day,
					       true, false, false };

/* ---- weeks in turn ---- */

static bool rotation_ready(struct arena *a, struct regular *x)
{
	(void)a;
	return x->rule->strength == RULE_SOFT; /* no menu has others */
}

static double rotation_day(const struct regular *x, struct memory *m, int d,
			   const struct day_work *w)
{
	(void)m;
	if (d < 0 || !w->worked || w->shift < 0)
		return 0;
	shift_set now = period_rotation(x->plan->period, x->rule, x->first + d);
	return now >> w->shift & 1 ? 0 : x->price;
}

const struct regular_kind regular_rotation = { rotation_ready, rotation_day,
					       true, false, false };

/* ---- days off after some ---- */

enum { COUNTED, BEFORE, DUTIES }; /* this week, the week before; all */

static bool off_ready(struct arena *a, struct regular *x)
{
	int *low = arena_new(a, int, x->days);

	if (!calendar_windows(a, x, OVER_CALENDAR_WEEK) ||
	    x->window[0].until - x->window[0].from != 7)
		return false;
	for (int d = 0; d < x->days; d++) {
		int possible = 7;
		for (int k = x->window[d].from; k < 0; k++)
			possible -= x->worker->past[PLAN_PAST + k].worked;
		low[d] = x->rule->min < possible ? x->rule->min : possible;
	}
	x->low = low;
	return true;
}

static double off_day(const struct regular *x, struct memory *m, int d,
		      const struct day_work *w)
{
	double price = 0;

	if (d == x->window[d].from) {
		m->word[BEFORE] = m->word[COUNTED];
		m->word[COUNTED] = m->word[DUTIES] = 0;
	}
	if (regular_counts(x, w, d))
		m->word[COUNTED] = 1;
	if (m->word[BEFORE])
		m->word[DUTIES] += w->worked;
	if (!regular_closes(x, d))
		return 0;
	if (m->word[BEFORE])
		price = regular_times(x, x->low[d] - (7 - m->word[DUTIES]));
	m->word[BEFORE] = m->word[DUTIES] = 0;
	return price;
}

const struct regular_kind regular_off_after = { off_ready, off_day, false,
						false, false };
