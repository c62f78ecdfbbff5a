#include "optimise/duty_state.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "maths/fairness.h"
#include "maths/pay.h"

/* ---- ticks ---- */

static int64_t gcd(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t r = a % b;
		a = b;
		b = r;
	}
	return a < 0 ? -a : a;
}

static void fold_minutes(int64_t *g, int minutes)
{
	*g = gcd(*g, (int64_t)minutes * 60);
}

static void fold_break(int64_t *g, const struct shift_break *b)
{
	fold_minutes(g, b->length);
	if (b->earliest >= 0) {
		fold_minutes(g, b->earliest);
		fold_minutes(g, b->latest);
	}
}

static void fold_shift(int64_t *g, const struct site *site,
		       const struct shift *s)
{
	fold_minutes(g, s->first);
	fold_minutes(g, s->min_paid);
	fold_minutes(g, s->min_gap);
	if (s->last > s->first)
		fold_minutes(g, s->step);
	if (s->max_paid > s->min_paid)
		fold_minutes(g, s->paid_step);
	if (s->split.until > 0) {
		fold_minutes(g, s->split.from);
		fold_minutes(g, s->split.until);
	}
	for (int k = 0; k < s->n_breaks; k++)
		fold_break(g, &site->breaks[s->breaks[k]]);
}

static void fold_duty(int64_t *g, int64_t start, const struct duty *duty)
{
	for (int k = 0; k < duty->n; k++) {
		*g = gcd(*g, duty->segments[k].start - start);
		*g = gcd(*g, duty->segments[k].end - start);
	}
}

static void fold_roster(int64_t *g, int64_t start, const struct roster *r)
{
	for (int k = 0; r && k < r->agents * r->days; k++)
		if (r->cells[k].kind == CELL_DUTY)
			fold_duty(g, start, &r->cells[k].duty);
}

static void fold_holes(int64_t *g, int64_t start, const struct person *who)
{
	for (int k = 0; k < who->n_spans; k++)
		if (who->spans[k].kind == SPAN_HOLE) {
			*g = gcd(*g, who->spans[k].span.from - start);
			*g = gcd(*g, who->spans[k].span.until - start);
		}
}

struct ticks duty_ticks(const struct period *p)
{
	const struct site *site = p->site;
	struct ticks ticks = { .start = p->grid.start };
	int64_t g = p->grid.interval;

	for (int d = 0; d < p->days; d++)
		g = gcd(g, grid_wall(&p->grid, p->first_day + d, 0) -
				   p->grid.start);
	for (int k = 0; k < site->n_shifts; k++)
		fold_shift(&g, site, &site->shifts[k]);
	for (int i = 0; i < site->n_agents; i++)
		fold_holes(&g, p->grid.start, &p->people[i]);
	fold_roster(&g, p->grid.start, p->past);
	fold_roster(&g, p->grid.start, p->fixed);
	ticks.seconds = (int)g;
	ticks.per = p->grid.interval / ticks.seconds;
	ticks.n = p->grid.n * ticks.per;
	return ticks;
}

/* ---- options ---- */

/* Window of a break's start, ticks after the duty's start. */
static struct piece window_of(const struct ticks *ticks,
			      const struct shift_break *b, int span)
{
	int unit = ticks->seconds;

	if (b->earliest < 0)
		return (struct piece){ 3600 / unit,
				       span - (3600 + b->length * 60) / unit };
	return (struct piece){ b->earliest * 60 / unit, b->latest * 60 / unit };
}

/* The ends of the window, and where an interval begins or the break ends with
 * one. */
static bool is_candidate(const struct ticks *ticks, const struct option *o,
			 struct piece window, int length, int at)
{
	int tick = o->start + at;

	return at == window.from || at == window.until ||
	       tick % ticks->per == 0 || (tick + length) % ticks->per == 0;
}

static bool in_gap(const struct option *o, int at, int length)
{
	for (int k = 0; k < o->n_away; k++)
		if (meets(o->away[k], o->start + at, o->start + at + length))
			return true;
	return false;
}

static struct pause pause_new(struct arena *a, const struct period *p,
			      const struct ticks *ticks, const struct option *o,
			      int what)
{
	const struct shift_break *b = &p->site->breaks[what];
	struct pause pause = { .what = what,
			       .length = b->length * 60 / ticks->seconds,
			       .paid = b->paid };
	int span = o->end - o->start;
	struct piece w = window_of(ticks, b, span);

	if (w.from < o->gap)
		w.from = o->gap;
	if (w.until > span - o->gap - pause.length)
		w.until = span - o->gap - pause.length;
	int room = w.until >= w.from ? w.until - w.from + 1 : 0;
	int *at = arena_new(a, int, room);
	for (int s = w.from; s <= w.until && pause.n < DUTY_PLACES; s++)
		if (is_candidate(ticks, o, w, pause.length, s) &&
		    !in_gap(o, s, pause.length))
			at[pause.n++] = s;
	pause.at = at;
	return pause;
}

static int unpaid_minutes(const struct site *site, const struct shift *s)
{
	int minutes = s->split.until - s->split.from;

	for (int k = 0; k < s->n_breaks; k++)
		if (!site->breaks[s->breaks[k]].paid)
			minutes += site->breaks[s->breaks[k]].length;
	return minutes;
}

static void open_pauses(struct arena *a, const struct period *p,
			const struct ticks *ticks, struct option *o)
{
	const struct shift *s = &p->site->shifts[o->shift];
	struct pause *pauses = arena_new(a, struct pause, s->n_breaks);

	for (int k = 0; k < s->n_breaks; k++)
		pauses[k] = pause_new(a, p, ticks, o, s->breaks[k]);
	o->pauses = pauses;
	o->n_pauses = s->n_breaks;
}

static struct option option_new(struct arena *a, const struct period *p,
				const struct ticks *ticks, int day, int shift,
				int start, int paid)
{
	const struct shift *s = &p->site->shifts[shift];
	struct option o = { .day = day, .shift = shift, .idle = s->on_call };
	int unit = ticks->seconds;

	o.paid = paid;
	o.from = grid_wall(&p->grid, p->first_day + day, start);
	o.until = o.from + 60 * (int64_t)(paid + unpaid_minutes(p->site, s));
	o.start = tick_of(ticks, o.from);
	o.end = tick_of(ticks, o.until);
	o.gap = s->min_gap * 60 / unit;
	if (s->split.until > s->split.from) {
		struct piece *away = arena_new(a, struct piece, 1);
		away->from = o.start + s->split.from * 60 / unit;
		away->until = o.start + s->split.until * 60 / unit;
		o.away = away;
		o.n_away = 1;
	}
	struct duty duty = { .start = o.from, .end = o.until };
	o.night = fairness_is_night(p->site, &duty);
	o.unpopular = fairness_is_unpopular(p->site, &duty);
	open_pauses(a, p, ticks, &o);
	duty_price(a, p, ticks, &o, NULL);
	return o;
}

struct option *duty_options(struct arena *a, const struct period *p,
			    const struct ticks *ticks, int day, int *n)
{
	const struct site *site = p->site;
	days_set kind = site_day_kind(site, p->first_day + day);
	struct option *list = NULL;
	int room = 0;

	*n = 0;
	for (int k = 0; k < site->n_shifts; k++) {
		const struct shift *s = &site->shifts[k];
		if (!(s->days & kind) || s->n_breaks > DUTY_PAUSES)
			continue;
		for (int start = s->first; start <= s->last; start += s->step)
			for (int paid = s->min_paid; paid <= s->max_paid;
			     paid += s->paid_step) {
				struct option o = option_new(a, p, ticks, day,
							     k, start, paid);
				if (!isfinite(duty_value(&o, NULL, 0, NULL)))
					continue;
				list = arena_grow(a, list, *n, &room,
						  sizeof(*list));
				list[(*n)++] = o;
			}
	}
	return list;
}

struct option duty_with_holes(struct arena *a, const struct period *p,
			      const struct ticks *ticks, const struct option *o,
			      const struct person *who)
{
	struct option with = *o;
	struct piece *away =
		arena_new(a, struct piece, o->n_away + who->n_spans);
	int n = o->n_away;

	if (n > 0)
		memcpy(away, o->away, (size_t)n * sizeof(*away));
	for (int k = 0; k < who->n_spans; k++) {
		const struct person_span *s = &who->spans[k];
		if (s->kind != SPAN_HOLE || s->span.from >= o->until ||
		    s->span.until <= o->from || n >= DUTY_PIECES / 2 - 2)
			continue;
		int from = tick_of(ticks, s->span.from);
		int until = tick_of(ticks, s->span.until);
		away[n].from = from > o->start ? from : o->start;
		away[n++].until = until < o->end ? until : o->end;
	}
	with.away = away;
	with.n_away = n;
	duty_price(a, p, ticks, &with, who);
	return with;
}

struct option duty_given(const struct period *p, const struct ticks *ticks,
			 int day, const struct duty *duty)
{
	static const struct agent_rate one = { DATE_MIN, 1.0 };
	struct agent unit = { .rates = &one, .n_rates = 1 };
	struct option o = { .day = day,
			    .shift = duty->shift,
			    .start = tick_of(ticks, duty->start),
			    .end = tick_of(ticks, duty->end),
			    .from = duty->start,
			    .until = duty->end,
			    .paid = duty->paid,
			    .idle = true,
			    .given = duty };

	o.night = fairness_is_night(p->site, duty);
	o.unpopular = fairness_is_unpopular(p->site, duty);
	o.pay = o.least_pay = pay_of_duty(p->site, &unit, duty);
	return o;
}
