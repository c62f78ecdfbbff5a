#include "optimise/duty.h"

#include <assert.h>
#include <limits.h>
#include <math.h>
#include <string.h>

#include "base/date.h"
#include "maths/fairness.h"
#include "maths/pay.h"

/* Places of a break that are looked at, at most. */
enum { CANDIDATES = 512 };

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

static int tick_of(const struct ticks *ticks, int64_t utc)
{
	return (int)((utc - ticks->start) / ticks->seconds);
}

static int64_t utc_of(const struct ticks *ticks, int tick)
{
	return ticks->start + (int64_t)tick * ticks->seconds;
}

/* ---- options ---- */

static bool meets(struct piece a, int from, int until)
{
	return a.from < until && from < a.until;
}

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
	for (int s = w.from; s <= w.until && pause.n < CANDIDATES; s++)
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

/* ---- pay ---- */

enum { MARKS = 2 * DUTY_PIECES };

static int by_tick(const int *cut, int n, int tick)
{
	for (int k = 0; k < n; k++)
		if (cut[k] == tick)
			return n;
	return n + 1;
}

/* All instants at which a duty changes what it does, ascending. */
static int cuts_of(const struct option *o, const int16_t *at, int *cut)
{
	int n = 0;
	int all[MARKS], m = 0;

	all[m++] = o->start;
	all[m++] = o->end;
	for (int k = 0; k < o->n_away; k++) {
		all[m++] = o->away[k].from;
		all[m++] = o->away[k].until;
	}
	for (int k = 0; k < o->n_pauses && at; k++)
		if (at[k] >= 0) {
			all[m++] = o->start + at[k];
			all[m++] = o->start + at[k] + o->pauses[k].length;
		}
	for (int k = 0; k < m; k++) {
		int to = by_tick(cut, n, all[k]) - 1;
		if (to < n)
			continue;
		while (to > 0 && cut[to - 1] > all[k]) {
			cut[to] = cut[to - 1];
			to--;
		}
		cut[to] = all[k];
		n++;
	}
	return n;
}

static const struct person_span *hole_at(const struct person *who, int64_t utc)
{
	for (int k = 0; who && k < who->n_spans; k++)
		if (who->spans[k].kind == SPAN_HOLE &&
		    who->spans[k].span.from <= utc &&
		    utc < who->spans[k].span.until)
			return &who->spans[k];
	return NULL;
}

/* What somebody does from a tick on: break, gap, absence, or work. */
static struct segment doing(const struct ticks *ticks, const struct option *o,
			    const struct person *who, const int16_t *at,
			    int tick)
{
	for (int k = 0; k < o->n_pauses && at; k++)
		if (at[k] >= 0 && o->start + at[k] <= tick &&
		    tick < o->start + at[k] + o->pauses[k].length)
			return (struct segment){ SEGMENT_BREAK,
						 o->pauses[k].what, -1, 0, 0 };
	for (int k = 0; k < o->n_away; k++) {
		if (!meets(o->away[k], tick, tick + 1))
			continue;
		const struct person_span *hole =
			hole_at(who, utc_of(ticks, tick));
		if (!hole)
			return (struct segment){ SEGMENT_GAP, -1, -1, 0, 0 };
		return (struct segment){ SEGMENT_ABSENCE, hole->absence, -1, 0,
					 0 };
	}
	return (struct segment){ o->idle ? SEGMENT_ON_CALL : SEGMENT_WORK, -1,
				 -1, 0, 0 };
}

static bool same_doing(const struct segment *a, const struct segment *b)
{
	return a->kind == b->kind && a->what == b->what;
}

static struct duty duty_of(const struct ticks *ticks, const struct option *o,
			   const struct person *who, const int16_t *at,
			   struct segment *segments)
{
	struct duty duty = { .shift = o->shift,
			     .start = o->from,
			     .end = o->until,
			     .paid = o->paid,
			     .segments = segments };
	int cut[MARKS] = { 0 };
	int n = cuts_of(o, at, cut);

	for (int k = 0; k + 1 < n; k++) {
		struct segment s = doing(ticks, o, who, at, cut[k]);
		s.start = utc_of(ticks, cut[k]);
		s.end = utc_of(ticks, cut[k + 1]);
		if (duty.n > 0 && same_doing(&segments[duty.n - 1], &s) &&
		    s.kind != SEGMENT_BREAK)
			segments[duty.n - 1].end = s.end;
		else
			segments[duty.n++] = s;
	}
	return duty;
}

struct duty duty_made(struct arena *a, const struct period *p,
		      const struct ticks *ticks, const struct option *o,
		      const struct person *who, const int16_t *at)
{
	struct segment *segments = arena_new(a, struct segment, MARKS);

	if (o->given)
		return *o->given;
	struct duty duty = duty_of(ticks, o, who, at, segments);
	duty.paid = pay_minutes(p->site, &duty);
	return duty;
}

/* Money of the duty for somebody of rate 1. */
static double pay_at_1(const struct period *p, const struct ticks *ticks,
		       const struct option *o, const struct person *who,
		       const int16_t *at)
{
	static const struct agent_rate one = { DATE_MIN, 1.0 };
	struct agent unit = { .rates = &one, .n_rates = 1 };
	struct segment segments[MARKS];
	struct duty duty = duty_of(ticks, o, who, at, segments);

	duty.paid = pay_minutes(p->site, &duty);
	return pay_of_duty(p->site, &unit, &duty);
}

/* What each place of a break takes off, the others not taken. */
static void price_pause(struct arena *a, const struct period *p,
			const struct ticks *ticks, const struct option *o,
			const struct person *who, int k, struct pause *pause)
{
	double *pay = arena_new(a, double, pause->n);
	int16_t at[DUTY_PAUSES];

	memset(at, -1, sizeof(at));
	for (int c = 0; !pause->paid && c < pause->n; c++) {
		at[k] = (int16_t)pause->at[c];
		pay[c] = o->pay - pay_at_1(p, ticks, o, who, at);
	}
	pause->pay = pay;
}

static double most(const double *x, int n)
{
	double max = n > 0 ? x[0] : 0;

	for (int k = 1; k < n; k++)
		max = fmax(max, x[k]);
	return max;
}

/* Pay, and what breaks take off it; their places are known. */
static void price_option(struct arena *a, const struct period *p,
			 const struct ticks *ticks, struct option *o,
			 const struct person *who)
{
	struct pause *pauses =
		arena_copy(a, o->pauses, (size_t)o->n_pauses, sizeof(*pauses));

	o->pay = pay_at_1(p, ticks, o, who, NULL);
	o->least_pay = o->pay;
	for (int k = 0; k < o->n_pauses; k++) {
		price_pause(a, p, ticks, o, who, k, &pauses[k]);
		o->least_pay -= most(pauses[k].pay, pauses[k].n);
	}
	o->pauses = pauses;
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
	open_pauses(a, p, ticks, &o);
	price_option(a, p, ticks, &o, NULL);
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
	price_option(a, p, ticks, &with, who);
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
	o.pay = o.least_pay = pay_of_duty(p->site, &unit, duty);
	return o;
}

/* ---- places of breaks ---- */

/* Sum of prices in [from, until) outside the stretches away. */
static double price_between(const struct option *o, const double *prefix,
			    int from, int until)
{
	double sum = prefix[until] - prefix[from];

	for (int k = 0; k < o->n_away; k++) {
		int f = o->away[k].from > from ? o->away[k].from : from;
		int u = o->away[k].until < until ? o->away[k].until : until;
		if (f < u)
			sum -= prefix[u] - prefix[f];
	}
	return sum;
}

static double save(const struct option *o, const struct pause *p, int c,
		   const double *prefix, double rate)
{
	double sum = rate * p->pay[c];

	if (!o->idle && prefix)
		sum += price_between(o, prefix, o->start + p->at[c],
				     o->start + p->at[c] + p->length);
	return sum;
}

/* One break after the best of those before it; chosen: candidate -> before. */
struct chain {
	double best[CANDIDATES];
	int16_t before[CANDIDATES];
	int n;
};

static void extend(const struct option *o, int k, const double *prefix,
		   double rate, const struct chain *last, struct chain *next)
{
	const struct pause *p = &o->pauses[k];
	double top = k == 0 ? 0 : -HUGE_VAL;
	int top_at = -1, r = 0;

	next->n = p->n;
	for (int c = 0; c < p->n; c++) {
		for (; k > 0 && r < last->n; r++) {
			const struct pause *q = &o->pauses[k - 1];
			if (q->at[r] + q->length + o->gap > p->at[c])
				break;
			if (last->best[r] > top) {
				top = last->best[r];
				top_at = r;
			}
		}
		next->best[c] = top == -HUGE_VAL
					? -HUGE_VAL
					: top + save(o, p, c, prefix, rate);
		next->before[c] = (int16_t)top_at;
	}
}

static int best_of(const struct chain *chain)
{
	int best = 0;

	for (int c = 1; c < chain->n; c++)
		if (chain->best[c] > chain->best[best])
			best = c;
	return best;
}

/* Windows that cannot meet: each break for itself. */
static bool separate(const struct option *o)
{
	for (int k = 0; k + 1 < o->n_pauses; k++) {
		const struct pause *p = &o->pauses[k];
		if (p->n == 0 || p[1].n == 0 ||
		    p->at[p->n - 1] + p->length + o->gap > p[1].at[0])
			return false;
	}
	return o->n_pauses == 0 || o->pauses[o->n_pauses - 1].n > 0;
}

static double best_alone(const struct option *o, const double *prefix,
			 double rate, int16_t *at)
{
	double sum = 0;

	for (int k = 0; k < o->n_pauses; k++) {
		const struct pause *p = &o->pauses[k];
		double best = -HUGE_VAL;
		for (int c = 0; c < p->n; c++) {
			double x = save(o, p, c, prefix, rate);
			if (x <= best)
				continue;
			best = x;
			if (at)
				at[k] = (int16_t)p->at[c];
		}
		sum += best;
	}
	return sum;
}

static double best_chain(const struct option *o, const double *prefix,
			 double rate, int16_t *at)
{
	struct chain chain[DUTY_PAUSES];
	int n = o->n_pauses;

	for (int k = 0; k < n; k++)
		extend(o, k, prefix, rate, k > 0 ? &chain[k - 1] : NULL,
		       &chain[k]);
	if (chain[n - 1].n == 0)
		return -HUGE_VAL;
	int c = best_of(&chain[n - 1]);
	double best = chain[n - 1].best[c];
	for (int k = n - 1; at && k >= 0 && best > -HUGE_VAL; k--) {
		at[k] = (int16_t)o->pauses[k].at[c];
		c = chain[k].before[c];
	}
	return best;
}

double duty_value(const struct option *o, const double *prefix, double rate,
		  int16_t *at)
{
	double all = 0;

	if (o->given)
		return 0;
	if (!o->idle && prefix)
		all = price_between(o, prefix, o->start, o->end);
	if (o->n_pauses == 0)
		return all;
	double saved = separate(o) ? best_alone(o, prefix, rate, at)
				   : best_chain(o, prefix, rate, at);
	return all - saved;
}

bool duty_fits(const struct option *o, const int16_t *at)
{
	for (int k = 0; k < o->n_pauses; k++) {
		const struct pause *p = &o->pauses[k];
		int c = 0;
		while (c < p->n && p->at[c] != at[k])
			c++;
		if (c == p->n)
			return false;
		if (k > 0 && at[k - 1] + p[-1].length + o->gap > at[k])
			return false;
	}
	return true;
}

static int cut_out(struct piece *piece, int n, struct piece out)
{
	for (int k = 0; k < n; k++) {
		struct piece whole = piece[k];
		if (!meets(whole, out.from, out.until))
			continue;
		piece[k].until = out.from > whole.from ? out.from : whole.from;
		if (out.until < whole.until) {
			memmove(&piece[k + 2], &piece[k + 1],
				(size_t)(n - k - 1) * sizeof(*piece));
			piece[k + 1] = (struct piece){ out.until, whole.until };
			n++;
			k++;
		}
	}
	return n;
}

int duty_pieces(const struct option *o, const int16_t *at,
		struct piece piece[static DUTY_PIECES])
{
	int n = 1;

	if (o->idle)
		return 0;
	piece[0] = (struct piece){ o->start, o->end };
	for (int k = 0; k < o->n_pauses; k++)
		n = cut_out(piece, n,
			    (struct piece){ o->start + at[k],
					    o->start + at[k] +
						    o->pauses[k].length });
	for (int k = 0; k < o->n_away; k++)
		n = cut_out(piece, n, o->away[k]);
	return n;
}

double duty_pay(const struct option *o, const int16_t *at)
{
	double pay = o->pay;

	for (int k = 0; k < o->n_pauses; k++) {
		const struct pause *p = &o->pauses[k];
		int c = 0;
		while (!p->paid && c + 1 < p->n && p->at[c] != at[k])
			c++;
		if (!p->paid)
			pay -= p->pay[c];
	}
	return pay;
}
